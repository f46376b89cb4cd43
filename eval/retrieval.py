"""Retrieval: how often, and how high, a search finds the passage that holds the evidence.

In: gold questions, the text of their release, and a search. Out: recall at k and mean reciprocal rank for each
method. A hit is relevant when it overlaps a place where the gold evidence stands; a passage that says the same
elsewhere in other words does not count, so these are lower bounds. Left out: questions that the release does not
answer, and follow-ups, whose words alone do not say what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from eval.questions import Question
from index.hits import Hit
from index.search import Method

METHODS: tuple[Method, ...] = ("bm25", "dense", "fused")
DEPTHS = (1, 5, 10)
DEEPEST = 50
"""How far down the list the reciprocal rank looks."""

Search = Callable[[str, str, int, Method], Sequence[Hit]]
"""Takes a query, a release id, how many hits, and the method."""


@dataclass(frozen=True)
class RetrievalScore:
    """One method over `n` questions: the share with evidence in the first k hits, and the mean reciprocal rank."""

    retriever: str
    n: int
    recall: dict[int, float]
    mrr: float


def measure(
    questions: Iterable[Question], text_of: Callable[[str], str], search: Search, *, methods: Sequence[Method] = METHODS
) -> list[RetrievalScore]:
    """Each method over the questions that can be searched for; none when there are no such questions."""
    searchable = [(q, evidence_spans(q.evidence, text_of(q.doc))) for q in questions if q.evidence and not q.history]
    searchable = [(question, spans) for question, spans in searchable if spans]
    if not searchable:
        return []
    return [
        _score(method, [first_relevant(search(q.question, q.doc, DEEPEST, method), spans) for q, spans in searchable])
        for method in methods
    ]


def evidence_spans(evidence: str, text: str) -> list[tuple[int, int]]:
    """Where the evidence stands in the text, blanks apart."""
    pattern = r"\s+".join(re.escape(word) for word in evidence.split())
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def first_relevant(hits: Sequence[Hit], spans: Sequence[tuple[int, int]]) -> int | None:
    """The rank of the first hit that overlaps one of the spans."""
    for hit in hits:
        if any(hit.passage.start < end and start < hit.passage.end for start, end in spans):
            return hit.rank
    return None


def _score(method: Method, ranks: Sequence[int | None]) -> RetrievalScore:
    n = len(ranks)
    recall = {k: sum(rank is not None and rank <= k for rank in ranks) / n for k in DEPTHS}
    return RetrievalScore(method, n, recall, sum(1 / rank for rank in ranks if rank) / n)
