"""Reader: a question in words and a release in, the smallest exact quote that answers it out.

No language model: words are matched through roots, families and roles, rare ones counting more (BM25's inverse document
frequency), sentences are weighed by the type of answer that they hold, and a question whose important words the release
does not hold is left unanswered.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.prose.ask import Ask, ask_of
from app.prose.lists import parts_of
from app.prose.premises import contradiction_of
from app.prose.ranking import Candidate, ranked
from app.prose.spans import span_of
from app.prose.sufficiency import answers
from app.prose.units import UnitIndex, units_of
from app.prose.words import root, tokens
from corpus.document import Document
from corpus.periods import periods_in
from corpus.release import Release

Search = Callable[[str, int], Sequence[Any]]


@dataclass(frozen=True)
class Quote:
    """A stretch of the release: `release.text[start:end]`, and the heading under which it stands."""

    start: int
    end: int
    section: str


@dataclass(frozen=True)
class ProseReading:
    """What the release says to a question in words.

    `quotes` answer it in full; `span` is the shortest exact phrase in them that answers; `confidence` 0 to 1;
    `uncovered` the words of
    the question that the quotes do not hold; `words` how the question was understood. `correction` says what is
    wrong with the
    question's premise, and the quotes show it.
    """

    quotes: tuple[Quote, ...]
    confidence: float
    uncovered: tuple[str, ...]
    question_type: str
    words: str
    span: Quote | None = None
    correction: str = ""


_indexes: dict[int, tuple[weakref.ref[Document], UnitIndex, frozenset[str]]] = {}


def index_of(document: Document) -> tuple[UnitIndex, frozenset[str]]:
    """The document's units indexed, and the roots of its issuer's names; kept as long as the document lives."""
    kept = _indexes.get(id(document))
    if kept and kept[0]() is document:
        return kept[1], kept[2]
    names = " ".join((document.release.company, *document.release.aliases))
    company = frozenset(root(word.text) for word in tokens(names))
    index = UnitIndex(tuple(units_of(document)))
    key = id(document)
    _indexes[key] = (weakref.ref(document, lambda _: _indexes.pop(key, None)), index, company)
    return index, company


def read_prose(question: str, document: Document, search: Search | None = None) -> ProseReading | None:
    """The quote that answers the question, or None where the release holds none."""
    index, company = index_of(document)
    ask = ask_of(question, company, _given(question, document.release))
    if not ask.terms:
        return None
    best = ranked(ask, index, _nearby(question, index, search))
    against = contradiction_of(ask, index, best)
    if against:
        return ProseReading(
            quotes=(Quote(against.start, against.end, against.section),),
            confidence=0.9,
            uncovered=(),
            question_type=ask.type,
            words=ask.words(),
            correction=against.correction,
        )
    parts = parts_of(ask, document, index)
    if parts:
        return ProseReading(
            (Quote(parts.start, parts.end, parts.section),), round(parts.coverage, 3), (), ask.type, ask.words()
        )
    best = tuple(candidate for candidate in best if answers(ask, candidate, index, document.release))
    if not best:
        return None
    top = best[0]
    return ProseReading(
        quotes=(Quote(top.unit.start, max(top.unit.end, top.cause.quote_end if top.cause else 0), top.unit.section),),
        span=_span(ask, top),
        confidence=round(top.score, 3),
        uncovered=tuple(term.text for term in top.missing),
        question_type=ask.type,
        words=ask.words(),
    )


def _given(question: str, release: Release) -> tuple[tuple[int, int], ...]:
    """Where the question names the reported period, which every sentence is about anyway."""
    here = release.period
    if here is None:
        return ()
    mentions = periods_in(question, release.calendar, reference=here)
    return tuple((m.start, m.end) for m in mentions if m.period.end == here.end and m.kind != "year")


def _nearby(question: str, index: UnitIndex, search: Search | None) -> Mapping[int, float]:
    if search is None:
        return {}
    found: dict[int, float] = {}
    for rank, hit in enumerate(search(question, 10)):
        for number, unit in enumerate(index.units):
            if unit.start < hit.passage.end and hit.passage.start < unit.end:
                found.setdefault(number, 1 / (1 + rank / 3))
    return found


def _span(ask: Ask, top: Candidate) -> Quote | None:
    if top.cause:
        return Quote(top.cause.start, top.cause.end, top.unit.section)
    found = span_of(ask, top.unit.text)
    return Quote(top.unit.start + found[0], top.unit.start + found[1], top.unit.section) if found else None
