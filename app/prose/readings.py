"""Readings: what the prose reader hands over.

In: nothing. Out: the records `Quote` and `ProseReading`.
"""

from __future__ import annotations

from dataclasses import dataclass


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
    `uncovered` the words of the question that the quotes do not hold; `words` how the question was understood.
    `correction` says what is wrong with the question's premise, and the quotes show it. `verdict` is "Yes" or "No"
    where the quotes settle a question that asks for one. `several` says that the quotes hold all the members of a list
    that was asked for, `defines` that they say of what is asked about what it is, `itself` that they say of the release
    what was asked about it (its day, the codes of its shares).
    """

    quotes: tuple[Quote, ...]
    confidence: float
    uncovered: tuple[str, ...]
    question_type: str
    words: str
    span: Quote | None = None
    correction: str = ""
    verdict: str = ""
    several: bool = False
    defines: bool = False
    itself: bool = False
    rest: str = ""
