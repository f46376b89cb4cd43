"""Rules over the rows of a group: the largest, the fastest growing, how many fell.

In: a question taken apart. Out: readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from app.grounding import Want
from app.groups import groups_named
from app.lexicon import lexicon
from app.question import stems
from app.reading import UNEXPLAINED, Asked, Operation, Options, Reader, Reading, currency_of, options_of
from app.values import LineValue

_COUNT_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5, "six": 6, "6": 6, "ten": 10, "10": 10}
_PLACES = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


def rank(reader: Reader, q: Asked) -> Iterator[Reading]:
    """The largest, smallest, fastest growing of the rows of a group."""
    if not q.has("rank", "percent") and not re.search(r"\bwhich\b.*\b(?:more|better|worse)\b", q.masked):
        return
    if not q.has("rank"):
        return
    words = " ".join(cue.text for cue in q.cues["rank"])
    growing = q.has("growth") or bool(re.search(r"\b(?:fast|slow)\w*|\bimprov\w*", q.masked)) or (q.has("up", "down") and q.has("percent"))
    moving = not growing and (q.has("up", "move") or q.has("down"))
    descending = not re.search(r"\b(?:small|low|slow|least|worst|min\w*|fewest|bottom|weak|poor|tini)\w*", words)
    falling = q.has("down") and not q.has("up")
    by: Literal["amount", "growth", "change"] = "growth" if growing else "change" if moving else "amount"
    if falling and by != "amount":
        descending = not descending
    top = re.search(r"\b(?:top|bottom|largest|biggest|highest|best|worst|smallest|lowest|main)\s+(two|three|four|five|six|ten|\d{1,2})\b|\b(two|three|four|five|\d)\s+(?:larg|bigg|high|small|low|best|main|top)", q.masked)
    count = _COUNT_WORDS.get(next((g for g in top.groups() if g), ""), 1) if top else 1
    if re.search(r"\brank(?:ed|ing)?\b|\bsort(?:ed)?\b|\border(?:ed)? by\b", q.masked):
        count = 99
    place = next((number for word, number in _PLACES.items() if re.search(rf"\b{word}\b", q.masked)), 1)
    consumed = ("rank", "up", "down", "growth", "move", "percent", "yoy", "convert", "count")
    yield from _grouped(reader, q, "rank", consumed, options_of(q, descending=descending, count=count, place=place, by=by, direction="down" if falling else ""))


def count(reader: Reader, q: Asked) -> Iterator[Reading]:
    """How many rows of a group meet a condition."""
    if not q.has("count") and not re.search(r"\bwhich\b|\blist\b|\bwhat\b.*\b(?:lines|items|categories|segments|rows)\b", q.masked):
        return
    direction: Literal["up", "down", "above", "below", ""] = ""
    threshold = None
    if q.numbers and q.has("than") or q.numbers and re.search(r"\b(?:above|over|exceed\w*|more than|at least|below|under|less than|bigger than|larger than)\b", q.masked):
        direction = "below" if re.search(r"\b(?:below|under|less than|fewer than|smaller than|lower than)\b", q.masked) else "above"
        threshold = q.numbers[0].amount
    elif q.has("up") or q.has("down") or re.search(r"\bnegative\b|\bin the red\b", q.masked):
        direction = "down" if q.has("down") else "up"
    if not direction or re.search(r"\bby how many\b|\bhow many (?:yen|dollars?|jpy|usd|points|percent\w*|times|shares?|pp|bps)\b", q.masked):
        return
    consumed = ("count", "up", "down", "move", "growth", "yoy", "than", "percent", "rank")
    options = options_of(q, direction=direction, threshold=threshold, by="growth" if q.has("percent") and threshold is not None else "amount")
    rows_asked = re.search(r"\bhow many of\b|\b(?:how many|number of|count of|# of)\b.{0,60}?\b(?:lines?|items?|categor\w+|segments?|components?|types?|kinds?|streams?|sources?|rows?|entries|brands?|tiers?|sub-?lines?)\b|\blines?\b.{0,40}how many (?:fell|rose|shrank|grew|declined|increased|decreased)", q.masked)
    trimmed = q
    for number in q.numbers:
        trimmed = replace(trimmed, masked=trimmed.masked[: number.start] + " " * (number.end - number.start) + trimmed.masked[number.end :])
    for reading in _grouped(reader, trimmed, "count", consumed, options):
        yield replace(reading, score=reading.score + (0.2 if rows_asked else -0.15))


def _grouped(reader: Reader, q: Asked, operation: Operation, consumed: tuple[str, ...], options: Options) -> Iterator[Reading]:
    terms = q.terms(without=consumed)
    period = q.periods[0] if q.periods else None
    for group in groups_named(reader.grounding, terms, Want(period=period, target=q.has("target"), currency=currency_of(q))):
        left = [t for t in terms if t.key not in group.covered and t.key not in lexicon().filler and t.key not in


GROUP_WORDS]
        unexplained = reader.grounding.content(dict.fromkeys(t.key for t in left))
        score = group.score - UNEXPLAINED * len(unexplained)
        yield Reading(operation, tuple(LineValue(line) for line in group.lines), score + 0.1, later=period, periods=q.periods, options=options, uncovered=tuple(unexplained), group=group)


GROUP_WORDS = frozenset(stems("line lines item category categories segment segments component type kind piece stream source row entry single name entire three four five two brand tier speed service balance sheet breakdown subline sub size unit area division product offering"))
"""Words for "one of a group", which name no group themselves."""
