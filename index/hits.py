"""Hits: what a search returns, and what every retriever promises.

In: a query in the words of a person. Out: `Hit` records, best first. The dense, the lexical and the fused retriever
keep the same promise, and one suite of tests holds all three to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.passages import Passage


@dataclass(frozen=True)
class Hit:
    """A passage found for a query, with the rank it was given (1 is best).

    `cosine_similarity` (-1 to 1) is None where the dense search did not return the passage, `bm25_score` (above 0,
    without an upper bound, comparable within one query only) where the lexical search did not.
    """

    passage: Passage
    rank: int
    cosine_similarity: float | None = None
    bm25_score: float | None = None


class Retriever(Protocol):
    """Finds passages for a query."""

    def search(self, query: str, *, releases: Sequence[str], k: int = 10) -> list[Hit]:
        """At most `k` hits from `releases`, best first, ranks 1, 2, 3...; ties stand in reading order."""
        ...
