"""Fusion: one ranking out of several, by reciprocal rank.

In: retrievers. Out: their hits in one order. A passage at rank r of a list earns 1 / (60 + r), summed over the lists
(Cormack, Clarke and Büttcher, SIGIR 2009). Ranks are fused and not similarities, which are not comparable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.hits import Hit, Retriever

RANK_CONSTANT = 60
"""k in the paper, which found 60 to be near the best on every collection."""
DEPTH = 50
"""How far down each list is read."""


def fused(rankings: Sequence[Sequence[Hit]], *, k: int = 10) -> list[Hit]:
    """The `k` best of several rankings; equal sums stand as in the first ranking that has them."""
    earned: dict[str, float] = {}
    merged: dict[str, Hit] = {}
    for ranking in rankings:
        for hit in ranking:
            name = hit.passage.id
            earned[name] = earned.get(name, 0.0) + 1 / (RANK_CONSTANT + hit.rank)
            merged[name] = _with_both(merged.get(name, hit), hit)
    best = sorted(merged, key=lambda name: -earned[name])[:k]
    return [replace(merged[name], rank=rank) for rank, name in enumerate(best, start=1)]


def _with_both(first: Hit, second: Hit) -> Hit:
    """A hit with what either list knows of the passage."""
    cosine = first.cosine_similarity if first.cosine_similarity is not None else second.cosine_similarity
    bm25 = first.bm25_score if first.bm25_score is not None else second.bm25_score
    return replace(first, cosine_similarity=cosine, bm25_score=bm25)


@dataclass(frozen=True)
class FusedRetriever:
    """Several retrievers as one."""

    retrievers: tuple[Retriever, ...]

    def search(self, query: str, *, releases: Sequence[str], k: int = 10) -> list[Hit]:
        """The `k` best passages of all retrievers together."""
        depth = max(k, DEPTH)
        return fused([retriever.search(query, releases=releases, k=depth) for retriever in self.retrievers], k=k)
