"""Directions: whether a text says of a subject that it rose or that it fell.

In: a text and the keys of a subject. Out: the directions that the text gives to that subject ("~up", "~down"), clause
by clause: in
"While revenues increased, costs fell" the costs only fell.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.prose.units import all_keys

BOTH = frozenset({"~up", "~down"})
_CUT = re.compile(
    r",\s+|;\s+|\s+(?=while\b|but\b|whereas\b|although\b|due to\b|because\b|as\b(?! of| well| a ))|\.\s+(?=[A-Z])"
)
_GOES_ON = re.compile(
    r"(?:and |but |while |or )?(?:it|they|this|that|up|down|an? (?:increase|decrease|rise|fall|decline"
    r"|drop)|a (?:\d|year)|compared|largely|mainly|primarily|partly|to)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(r"(?:largely |mainly |primarily |partly )?(?:due to|because|as)\b", re.IGNORECASE)


@lru_cache(maxsize=8_192)
def _clauses(text: str) -> tuple[tuple[frozenset[str], bool, bool], ...]:
    """The clauses of a text: their keys, whether each goes on about the same subject, and whether it gives a cause."""
    cut = [part for part in _CUT.split(text) if part.strip()]
    return tuple((all_keys(part, running=True), bool(_GOES_ON.match(part)), bool(_CAUSE.match(part))) for part in cut)


def directions_of(text: str, subject: frozenset[str]) -> frozenset[str]:
    """The directions that a text gives to a subject: in the clause that names it, and where that goes on.

    >>> sorted(directions_of("While revenues increased, costs fell.", frozenset({"cost"})))
    ['~down']
    """
    clauses = _clauses(text)
    shares = [0 if cause else len(keys & subject) for keys, _, cause in clauses]
    if not shares or not max(shares):
        return frozenset()
    at = shares.index(max(shares))
    found = clauses[at][0] & BOTH
    for keys, goes_on, cause in clauses[at + 1 :]:
        if cause or (not goes_on and found):
            break
        found |= keys & BOTH
    return found
