"""Indexing: `tieout index` builds the index; `tieout passages` shows what it finds, and how near each passage is.

In: the releases at hand, or a query. Out: an index on disk; or passages with rank and similarity by each method.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.commands.printing import as_json, as_table, labelled, plain, styled

if TYPE_CHECKING:
    from index.hits import Hit
    from index.search import Index

METHODS = ("fused", "dense", "bm25")


def register(commands: Any) -> None:
    """Add `index` and `passages`."""
    index = commands.add_parser(
        "index",
        help="build the index",
        description="Build the index, or bring it up to date. The first question in words does so too.",
    )
    index.add_argument("--force", action="store_true", help="make everything anew")
    index.set_defaults(run=run_index)
    passages = commands.add_parser(
        "passages",
        help="show the passages that the index finds",
        description="Show the passages that the index finds for a query, best first, with rank and similarity by "
        "meaning (dense: cosine, -1 to 1) and by words (BM25 score, comparable within one query).",
    )
    passages.add_argument("query", nargs="+", help="what to look for")
    passages.add_argument("--release", metavar="ID", help="only in this release")
    passages.add_argument("-k", type=_at_least_one, default=5, help="how many passages (default: 5)")
    passages.add_argument("--method", choices=METHODS, default="fused", help="which ranking (default: fused)")
    passages.add_argument("--json", action="store_true", help="as JSON")
    passages.set_defaults(run=run_passages)


def _at_least_one(given: str) -> int:
    number = int(given)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more; found {given}")
    return number


def run_index(args: argparse.Namespace) -> int:
    """Build and tell what the index holds."""
    from index import build_index

    index = build_index(progress=True, force=args.force)
    rows = [[release, str(len(index.passages(release)))] for release in index.releases]
    print(as_table(["release", "passages"], rows, right=[1]))
    return 0


def run_passages(args: argparse.Namespace) -> int:
    """Search and print."""
    from index import open_index

    query = " ".join(args.query)
    index = open_index(progress=True)
    hits = index.search(query, args.release, args.k, args.method)
    ranks = {method: _ranks(index, query, args.release, method) for method in ("dense", "bm25")}
    found = [_record(hit, ranks) for hit in hits]
    if args.json:
        print(as_json(found))
    elif not found:
        print("No passage has a word of it." if args.method == "bm25" else "Nothing was found.")
    else:
        print("\n\n".join(_as_text(record) for record in found))
    return 0


def _ranks(index: Index, query: str, release: str | None, method: Any) -> dict[str, Hit]:
    return {hit.passage.id: hit for hit in index.search(query, release, 1_000, method)}


def _record(hit: Hit, ranks: dict[str, dict[str, Hit]]) -> dict[str, Any]:
    """A hit with its standing in each ranking; None where a ranking leaves it out."""
    from index.fusion import RANK_CONSTANT

    passage = hit.passage
    dense, bm25 = ranks["dense"].get(passage.id), ranks["bm25"].get(passage.id)
    earned = sum(1 / (RANK_CONSTANT + found.rank) for found in (dense, bm25) if found)
    return {
        "rank": hit.rank,
        "reciprocal_rank_sum": round(earned, 5),
        "cosine_similarity": dense.cosine_similarity if dense else None,
        "dense_rank": dense.rank if dense else None,
        "bm25_score": bm25.bm25_score if bm25 else None,
        "bm25_rank": bm25.rank if bm25 else None,
        "release": passage.release,
        "kind": passage.kind,
        "section": passage.section,
        "table": passage.table,
        "row": passage.row,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def _as_text(record: dict[str, Any]) -> str:
    parts = [f"fused {record['reciprocal_rank_sum']:.4f}"]
    for name, value, rank in (("dense", "cosine_similarity", "dense_rank"), ("bm25", "bm25_score", "bm25_rank")):
        if record[value] is not None:
            parts.append(f"{name} {record[value]:.3f} (rank {record[rank]})")
        else:
            parts.append(f"{name} not found")
    where = (
        f"{record['release']}, {record['kind']} in {plain(record['section'] or '')}, {record['start']}-{record['end']}"
    )
    head = styled(f"{record['rank']}. {' · '.join(parts)}", "bold")
    return "\n".join([head, labelled("", styled(where, "dim")), labelled("", plain(record["text"]))])
