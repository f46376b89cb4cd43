"""Scale run: one process of `tieout bench --scale`: it builds an index, or asks in it, and says how long that took.

In: TIEOUT_HOME with the releases, and a file of questions. Out: a JSON file. A process of its own, so that its peak of
memory is that of building, or of asking, and of nothing else.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.embedding import PassageEncoder, Vectors
    from index.search import Index

POOLED_UP_TO = 100
"""Releases up to which every question is also asked of all of them in one pool."""
ANSWERED = 20
"""Questions that are also answered in full, parsing included."""


class WordEncoder:
    """An encoder in no time, where the model would take hours: every word adds to one of 256 dimensions."""

    digest = "words-256"

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Rows of unit length."""
        import numpy as np

        rows = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[hashlib.blake2b(word.encode(), digest_size=1).digest()[0]] += 1
            row /= np.linalg.norm(row) or 1.0
        return rows

    def encode_query(self, text: str) -> Vectors:
        """A vector of unit length."""
        vector: Vectors = self.encode_passages([text])[0]
        return vector


def encoder_named(name: str) -> PassageEncoder | None:
    """The encoder of that name: "words", or (None) the model of the settings."""
    return WordEncoder() if name == "words" else None


def build(encoder: PassageEncoder | None) -> dict[str, Any]:
    """Builds the index of every release; seconds in all and by stage."""
    from index import build_index

    seconds: dict[str, float] = {}
    before, at = "", time.perf_counter()

    def noted(stage: str, _done: int, _total: int) -> None:
        nonlocal before, at
        now = time.perf_counter()
        seconds[before] = seconds.get(before, 0.0) + now - at
        before, at = stage, now

    started = time.perf_counter()
    index = build_index(encoder=encoder, progress=noted)
    noted("", 0, 0)
    whole = time.perf_counter() - started
    from index.manifest import read_manifest
    from index.sources import default_place

    manifest = read_manifest(default_place().folder)
    passages = sum(held.passages for held in manifest.releases.values()) if manifest else 0
    index.close()
    return {"build_seconds": whole, "passages": passages, "embedding_seconds": seconds.get("embedding", 0.0)}


def asking(encoder: PassageEncoder | None, questions: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Asks every question: the release is picked by its card, then the row is searched in that release."""
    from app.across.picking import picked
    from app.across.shelf import Shelf
    from corpus.cards import cards
    from index import open_index

    started = time.perf_counter()
    index = open_index(encoder=encoder, build=False)
    rows: list[dict[str, Any]] = []
    for asked in questions:
        before = time.perf_counter()
        shelf = Shelf(cards(), _no_engine)
        release = picked(asked["question"], (), shelf)[-1].chosen[0].card.id
        at = time.perf_counter()
        hits = index.search(asked["question"], release, k=10)
        rows.append(
            {"picking": at - before, "query": time.perf_counter() - before, "picked": release == asked["release"]}
            | {"row": _rank(hits, asked)}
        )
        if len(rows) == 1:
            rows[0]["first"] = time.perf_counter() - started
    # an answer opens the index with the model of the settings, so it is left out where another encoder made it
    found: dict[str, Any] = {"rows": rows, "answers": _answers(questions[:ANSWERED]) if encoder is None else []}
    if len(index.releases) <= POOLED_UP_TO:
        found["pooled"] = [_pooled(index, asked) for asked in questions]
    return found


def _no_engine(release_id: str) -> Any:
    raise AssertionError(f"picking must open no document, and opened {release_id}")


def _rank(hits: Sequence[Any], asked: dict[str, Any]) -> int | None:
    """The rank of the first hit that holds the number asked for."""
    for hit in hits:
        passage = hit.passage
        if passage.release == asked["release"] and passage.start <= asked["start"] < passage.end:
            return int(hit.rank)
    return None


def _pooled(index: Index, asked: dict[str, Any]) -> dict[str, Any]:
    """One search over all releases at once, as a store that they share would do it."""
    before = time.perf_counter()
    hits = index.search(asked["question"], None, k=10)
    seconds = time.perf_counter() - before
    release = next((hit.rank for hit in hits if hit.passage.release == asked["release"]), None)
    return {"query": seconds, "release": release, "row": _rank(hits, asked)}


def _answers(questions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Full answers, each asked twice: the first reads the document, the second has it in memory."""
    from decimal import Decimal

    from app.answering import answer

    found = []
    for asked in questions:
        seconds = []
        for _ in range(2):
            before = time.perf_counter()
            reply = answer(asked["question"])
            seconds.append(time.perf_counter() - before)
        right = reply.value is not None and abs(reply.value - Decimal(asked["amount"])) <= Decimal(asked["precision"])
        found.append({"first": seconds[0], "again": seconds[1], "right": right, "refused": reply.abstained})
    return found


def main(arguments: Sequence[str]) -> int:
    """`build ENCODER OUT` or `ask ENCODER OUT QUESTIONS`."""
    what, encoder, out, *rest = arguments
    held = encoder_named(encoder)
    if what == "build":
        made = build(held)
    else:
        made = asking(held, json.loads(Path(rest[0]).read_text(encoding="utf-8")))
    Path(out).write_text(json.dumps(made), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
