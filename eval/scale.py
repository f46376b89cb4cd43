"""Scale: the index built, and asked, with ever more releases.

In: how many releases, and the real ones from which variants are made (the shipped one, and any files given). Out: a
`Size` for each number, as a table: does a question still find its release and its row, what do the index and a query
cost in time, memory and disk, and how does each grow. A question is made from a fact of a sampled release: "What was
Brabec's Total costs in 1Q05?"; its release counts as found when it is the one picked, its row when the passage with
that number is among the first hits.
"""

from __future__ import annotations

import json
import math
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus.document import Document, document
from corpus.facts import Fact
from corpus.library import as_toml
from corpus.release import load_release, release_from_folder, release_ids
from eval.bench import environment
from eval.processes import MEBIBYTE, run
from eval.totals import percentile
from eval.variants import variants

SAMPLED = 40
"""Releases about which questions are asked, or all where there are fewer."""
A_RELEASE = 3
"""Questions about each."""


@dataclass(frozen=True)
class Size:
    """What a number of releases costs and finds. Shares are of 0 to 1; None where it was not measured."""

    releases: int
    encoder: str
    passages: int
    build_seconds: float
    embedding_seconds: float
    build_mebibytes: float
    disk_mebibytes: float
    first_seconds: float
    """From opening the index to the first hits."""
    picking_p50: float
    query_p50: float
    query_p95: float
    ask_mebibytes: float
    questions: int
    release_found: float
    row_at_1: float
    row_at_10: float
    answer_first_p50: float
    answer_again_p50: float
    answers: int
    answers_right: int
    answers_refused: int
    pooled_release_at_1: float | None = None
    pooled_release_at_10: float | None = None
    pooled_row_at_1: float | None = None
    pooled_row_at_10: float | None = None
    pooled_p50: float | None = None


def measured(counts: Sequence[int], seeds: Sequence[Path], encoder: str) -> Iterator[Size]:
    """One `Size` for each number of releases, in the order given."""
    read = [document(load_release(release_ids()[0])), *(_seed(path) for path in seeds)]
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="tieout-scale-") as home:
            yield _measured(count, read, encoder, Path(home))


def _seed(path: Path) -> Document:
    from eval.sources import document_from_file

    return document_from_file(path)


def _measured(count: int, seeds: Sequence[Document], encoder: str, home: Path) -> Size:
    folders = _written(count - 1, seeds, home / "releases")
    questions = list(_questions(seeds[0], folders))
    asked, built, found = home / "questions.json", home / "built.json", home / "found.json"
    asked.write_text(json.dumps(questions), encoding="utf-8")
    inside = environment() | {"TIEOUT_HOME": str(home)}
    command = [sys.executable, "-m", "eval.scale_run"]
    building = run([*command, "build", encoder, str(built)], inside)
    asking = run([*command, "ask", encoder, str(found), str(asked)], inside)
    weight = sum(file.stat().st_size for file in (home / "index").rglob("*") if file.is_file())
    shutil.rmtree(home / "index", ignore_errors=True)
    return _size(
        count,
        encoder,
        json.loads(built.read_text(encoding="utf-8")),
        json.loads(found.read_text(encoding="utf-8")),
        (building.peak_mebibytes, asking.peak_mebibytes, weight / MEBIBYTE),
    )


def _written(count: int, seeds: Sequence[Document], folder: Path) -> list[Path]:
    """The folders of so many variants, as the library keeps added releases."""
    made = []
    for each in variants(seeds, count):
        place = folder / each.id
        place.mkdir(parents=True)
        (place / "release.txt").write_bytes(each.text.encode("utf-8"))
        (place / "release.toml").write_text(as_toml(each.said), encoding="utf-8")
        made.append(place)
    return made


# -- questions ------------------------------------------------------------------------------------------------------


def _questions(shipped: Document, folders: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Questions about the shipped release and about a sample of the others, the same in every run."""
    drawn = random.Random(0)  # noqa: S311 -- nothing secret: the same sample every time
    sample = drawn.sample(list(folders), min(SAMPLED - 1, len(folders)))
    for read in (shipped, *(document(release_from_folder(folder)) for folder in sample)):
        told = _told_apart(read)
        for fact in drawn.sample(told, min(A_RELEASE, len(told))):
            yield _question(read, fact)


def _told_apart(read: Document) -> list[Fact]:
    """The amounts of money of the reported period that stand in a table under a name that no other row has."""
    rows = Counter((fact.line_item.casefold()) for fact in {f.context_start: f for f in read.facts}.values())
    reported = read.release.period
    return [
        fact
        for fact in read.facts
        if fact.source == "table"
        and fact.measure == "amount"
        and fact.unit == read.release.currency
        and fact.period is not None
        and reported is not None
        and (fact.period == reported or (fact.period.instant and fact.period.end == reported.end))
        and rows[fact.line_item.casefold()] == 1
        and 1 < len(fact.line_item.split()) < 8
        and not any(character.isdigit() for character in fact.line_item)
    ]


def _question(read: Document, fact: Fact) -> dict[str, Any]:
    from corpus.cards import card_of

    assert fact.period is not None
    label = fact.period.label(read.release.calendar)
    when = f"on {label}" if fact.period.instant else f"in {label}" if len(label) < 7 else f"for the {label}"
    company = card_of(read.release).called
    return {
        "question": f"What was {company}'s {fact.line_item} {when}?",
        "release": read.release.id,
        "start": fact.start,
        "amount": f"{fact.amount:f}",
        "precision": f"{fact.precision:f}",
    }


# -- the table ------------------------------------------------------------------------------------------------------


def _size(
    count: int, encoder: str, built: dict[str, Any], found: dict[str, Any], weights: tuple[float, float, float]
) -> Size:
    rows, pooled, answers = found["rows"], found.get("pooled"), found["answers"]
    building, asking, disk = weights
    return Size(
        releases=count,
        encoder=encoder,
        passages=built["passages"],
        build_seconds=built["build_seconds"],
        embedding_seconds=built["embedding_seconds"],
        build_mebibytes=building,
        disk_mebibytes=disk,
        first_seconds=rows[0]["first"],
        picking_p50=percentile([row["picking"] for row in rows], 50),
        query_p50=percentile([row["query"] for row in rows], 50),
        query_p95=percentile([row["query"] for row in rows], 95),
        ask_mebibytes=asking,
        questions=len(rows),
        release_found=sum(row["picked"] for row in rows) / len(rows),
        row_at_1=_recall(rows, "row", 1),
        row_at_10=_recall(rows, "row", 10),
        answer_first_p50=percentile([one["first"] for one in answers], 50),
        answer_again_p50=percentile([one["again"] for one in answers], 50),
        answers=len(answers),
        answers_right=sum(one["right"] for one in answers),
        answers_refused=sum(one["refused"] for one in answers),
        pooled_release_at_1=_recall(pooled, "release", 1) if pooled else None,
        pooled_release_at_10=_recall(pooled, "release", 10) if pooled else None,
        pooled_row_at_1=_recall(pooled, "row", 1) if pooled else None,
        pooled_row_at_10=_recall(pooled, "row", 10) if pooled else None,
        pooled_p50=percentile([row["query"] for row in pooled], 50) if pooled else None,
    )


def _recall(rows: Sequence[dict[str, Any]], name: str, k: int) -> float:
    return sum(1 for row in rows if row[name] is not None and row[name] <= k) / len(rows)


def save(sizes: Sequence[Size], path: Path) -> list[Size]:
    """Writes the sizes beside those measured before, a newer one of the same number and encoder in place of the old."""
    path.parent.mkdir(parents=True, exist_ok=True)
    held = [Size(**one) for one in json.loads(path.read_text(encoding="utf-8"))] if path.is_file() else []
    merged = {(one.encoder, one.releases): one for one in (*held, *sizes)}
    ordered = [merged[key] for key in sorted(merged)]
    path.write_text(json.dumps([asdict(one) for one in ordered], indent=1), encoding="utf-8")
    return ordered


_LINES = (
    ("passages", "passages", "{:,.0f}", 1),
    ("index build, s", "build_seconds", "{:,.1f}", 1),
    ("of that embedding, s", "embedding_seconds", "{:,.1f}", 1),
    ("peak memory of the build, MiB", "build_mebibytes", "{:,.0f}", 1),
    ("index on disk, MiB", "disk_mebibytes", "{:,.1f}", 1),
    ("open, pick and first hits, s", "first_seconds", "{:.2f}", 1),
    ("picking the release, p50, ms", "picking_p50", "{:.1f}", 1000),
    ("query (pick and search), p50, ms", "query_p50", "{:.1f}", 1000),
    ("query, p95, ms", "query_p95", "{:.1f}", 1000),
    ("peak memory of asking, MiB", "ask_mebibytes", "{:,.0f}", 1),
    ("questions", "questions", "{:.0f}", 1),
    ("right release picked, %", "release_found", "{:.1f}", 100),
    ("right row at 1, %", "row_at_1", "{:.1f}", 100),
    ("right row at 10, %", "row_at_10", "{:.1f}", 100),
    ("answer, first of its release, p50, ms", "answer_first_p50", "{:,.0f}", 1000),
    ("answer, release in memory, p50, ms", "answer_again_p50", "{:.0f}", 1000),
    ("answers right / refused", "answers_right", "{:.0f}", 1),
    ("one pool: right release at 1, %", "pooled_release_at_1", "{:.1f}", 100),
    ("one pool: right release at 10, %", "pooled_release_at_10", "{:.1f}", 100),
    ("one pool: right row at 1, %", "pooled_row_at_1", "{:.1f}", 100),
    ("one pool: right row at 10, %", "pooled_row_at_10", "{:.1f}", 100),
    ("one pool: query p50, ms", "pooled_p50", "{:,.0f}", 1000),
)
_COSTS = frozenset(
    name for _, name, _, _ in _LINES if name.endswith(("_seconds", "_p50", "_p95", "mebibytes", "passages"))
)


def as_markdown(sizes: Sequence[Size]) -> str:
    """The sizes as a table, a column for each number of releases, and how each cost grows from first to last."""
    heads = [f"{one.releases:,}{'' if one.encoder == 'model' else ' (' + one.encoder + ')'}" for one in sizes]
    lines = ["| releases | " + " | ".join(heads) + " | grows |", "|---|" + "---:|" * (len(sizes) + 1)]
    for title, name, form, factor in _LINES:
        values = [getattr(one, name) for one in sizes]
        cells = ["" if value is None else form.format(value * factor) for value in values]
        if name == "answers_right":
            cells = [f"{one.answers_right} / {one.answers_refused} of {one.answers}" for one in sizes]
        if name.startswith("answer"):
            cells = [cell if one.answers else "" for cell, one in zip(cells, sizes, strict=True)]
        lines.append(f"| {title} | " + " | ".join(cells) + f" | {_growth(sizes, name) if name in _COSTS else ''} |")
    return "\n".join(lines)


def _growth(sizes: Sequence[Size], name: str) -> str:
    """The power of the number of releases with which a cost grows: 1 is in proportion, 0 not at all.

    It is that between the first and the last size of the encoder with which most were measured.
    """
    encoder = Counter(one.encoder for one in sizes).most_common(1)[0][0]
    same = [one for one in sizes if one.encoder == encoder and getattr(one, name)]
    first, last = (same[0], same[-1]) if same else (sizes[0], sizes[0])
    if first.releases == last.releases:
        return ""
    steepness = math.log(getattr(last, name) / getattr(first, name)) / math.log(last.releases / first.releases)
    return f"n^{steepness:.2f}"
