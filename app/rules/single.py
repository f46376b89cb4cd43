"""Rules over one value: a figure, its change, its average or sum over periods, what if.

In: a question taken apart. Out: readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from app.asked import MASK, Asked, currency_of
from app.grounding import Want
from app.question import stems
from app.reading import Operation, Reader, Reading, options_of
from app.rules.conditions import CHOOSING
from app.values import AskedPeriod, LineValue, Value
from app.wording import is_money


def lookup(reader: Reader, q: Asked) -> Iterator[Reading]:
    """One value, in one period or in each of several."""
    period = q.periods[0] if q.periods else None
    options = options_of(q)
    want = reader.want(q, period=period)
    consumed = ("target", "convert", "annual", "count") if want.target else ("convert", "annual", "count")
    for reading in reader.unary(
        q, "lookup", (*consumed, "percent"), later=period, periods=q.periods, options=options, want=want
    ):
        unit = reading.values[0].unit or ""
        apart = len(q.periods) > 1 or re.search(r"\bdifference between\b", q.masked)
        if apart and not _names_change(q, reading.values[0]):
            continue
        changing = re.search(r"\bchang(?:e|ed|es)\b|\bchg\b", q.masked) and not _named_so(
            reading.values[0], {"change", "changed"}
        )
        if changing and q.has("move"):
            reading = replace(reading, score=reading.score - 0.06)
        lacking = q.has("percent") and unit not in ("%", "pp", "x")
        if re.search(r"\bhow many\b(?! (?:yen|dollars?|jpy|usd|euros?|million|billion))", q.masked) and is_money(
            unit.partition("/")[0]
        ):
            continue
        yield replace(reading, score=reading.score - 0.25) if lacking else reading


def _names_change(q: Asked, value: Value) -> bool:
    """Whether the words of change belong to the value's own name; two figures do not answer how it changed."""
    words = {key for cue in q.cues.get("move", ()) for key in stems(cue.text)}
    return (
        not words
        or not isinstance(value, LineValue)
        or bool(words & (value.line.label_terms | value.line.context.keys()))
    )


def _asks_for_movement(q: Asked) -> bool:
    """Whether the words ask how something moved: words of change, or a figure set against another period."""
    against = q.has("against") and bool(q.periods) and bool(_SET_AGAINST.search(q.masked))
    if against or (len(q.periods) > 1 and _COMPARATIVE.search(q.masked)):
        return True
    if q.has("up", "down", "growth", "yoy", "points") or (q.has("percent") and len(q.periods) > 1):
        return True
    return q.has("move") and (bool(q.periods) or q.has("percent") or bool(_CHANGE.search(q.masked)))


_SET_AGAINST = re.compile(
    rf"(?:compar\w+|vs\.?|versus|against|relative to|next to|stack\w* up)\b[^{MASK}]{{0,25}}{MASK}"
)
_COMPARATIVE = re.compile(
    r"\b(?:more|higher|lower|bigger|larger|smaller|less|heavier|greater|better|worse|stronger|weaker)\b"
)
_CHANGE = re.compile(r"\bchang|\bchg|\bmove|\bdelta|\bswing")


def movement(reader: Reader, q: Asked) -> Iterator[Reading]:
    """Change or growth of a value from one period to another."""
    if not _asks_for_movement(q):
        return
    amount_asked = re.search(
        r"\bhow (?:much|many)\b|\bin (?:yen|dollars|amount|absolute)\b|\bby what amount\b", q.masked
    )
    no_percent = re.search(r"\b(?:not|no|rather than|instead of) (?:in |as |a )?(?:percent\w*|%)", q.masked) is not None
    growth = not no_percent and (q.has("percent") or (q.has("yoy", "growth") and not amount_asked))
    growth = growth and not q.has("points")
    if len(q.periods) < 2 and re.search(
        r"\b(?:which|what) (?:fiscal |financial )?(?:years?|periods?|quarters?)\b", q.masked
    ):
        return
    later, earlier = _span_of(q, reader)
    claims = _claim(q)
    consumed = (
        "up",
        "down",
        "move",
        "growth",
        "yoy",
        "percent",
        "points",
        "convert",
        "annual",
        "than",
        "count",
        "against",
    )
    operation: Operation = "growth" if growth else "change"
    bonus = -0.3 if CHOOSING.search(q.masked) else 0.06
    want = Want(
        target=q.has("target"),
        currency=currency_of(q),
        period=later or earlier,
        counting=q.has("count"),
        ratio=q.has("points"),
    )
    options = options_of(q, claims=claims)
    worded = {
        key for name in ("up", "down", "move", "growth") for cue in q.cues.get(name, ()) for key in stems(cue.text)
    }
    for kept in (consumed, tuple(name for name in consumed if name != "move")):
        for reading in reader.unary(
            q, operation, kept, bonus, later=later, earlier=earlier, periods=q.periods, options=options, want=want
        ):
            if _named_so(reading.values[0], worded):
                reading = replace(reading, score=reading.score - 0.12)
            if not _is_movement(reading.values[0]) or q.has("points"):
                yield replace(reading, operation="change") if reading.values[0].unit == "%" else reading
    printed = replace(want, measure="growth", percent=True)
    asked = options if growth or later else replace(options, compared_with=None)
    when = later if growth or later else earlier
    yield from reader.unary(
        q,
        "lookup",
        consumed,
        0.0 if growth else -0.06,
        later=when,
        options=replace(asked, compared_with=earlier if growth else None),
        want=printed,
    )


def _named_so(value: Value, words: set[str]) -> bool:
    """Whether the words that seem to ask for a movement are the line's own ("Foreign exchange gains")."""
    return isinstance(value, LineValue) and bool(words & value.line.label_terms)


def _is_movement(value: Value) -> bool:
    """Whether a value is itself a printed growth rate: its change is seldom what is asked for."""
    return isinstance(value, LineValue) and value.line.measure == "growth"


def _span_of(q: Asked, reader: Reader) -> tuple[AskedPeriod | None, AskedPeriod | None]:
    """The later and the earlier period of a movement.

    One that is only compared with ("since March", "from a year ago") is the earlier.
    """
    reference = reader.grounding.clock.reference
    if len(q.periods) >= 2:
        ordered = sorted(q.periods[:3], key=lambda p: (p.period.end, p.period.days))
        return ordered[-1], ordered[0] if ordered[0].period != ordered[-1].period else None
    if not q.periods:
        return None, None
    only = q.periods[0]
    before = q.masked[max(0, only.start - 22) : only.start]
    compared = re.search(
        r"\b(?:since|from|than|vs\.?|versus|against|compar\w+ (?:to|with)|on|over|relative to|next to"
        r"|up (?:to|against))\s+(?:the |in |at |on |its |that of |that in )*$",
        before,
    )
    if (
        reference
        and only.period.end < reference.end
        and (compared or (only.relative and not re.search(r"\bin\s+(?:the )?$", before)))
    ):
        return None, only
    return only, None


def _claim(q: Asked) -> Literal["up", "down", ""]:
    """The direction that a question takes for granted."""
    up = [cue for cue in q.cues.get("up", ()) if cue.text != "growth"]
    down = q.cues.get("down", ())
    if up and not down:
        return "up"
    return "down" if down and not up else ""


def average(reader: Reader, q: Asked) -> Iterator[Reading]:
    """The mean of one value over periods."""
    if q.has("average") and not re.search(r"\b(?:per(?! (?:share|ads))|each|every)\b", q.masked):
        yield from reader.unary(
            q,
            "average",
            ("average", "convert"),
            0.04,
            periods=_through(reader, q),
            options=options_of(q),
            want=Want(period=q.periods[0] if q.periods else None, target=q.has("target")),
        )


def sum_over_periods(reader: Reader, q: Asked) -> Iterator[Reading]:
    """The sum of one value over two or more periods; "total" asks for none where it belongs to the line's own name."""
    if (
        len(q.periods) < 2
        or not (q.has("sum") or re.search(r"\btotal\b", q.masked))
        or q.has("move", "up", "down", "growth", "percent", "average")
        or "respective" in q.masked
    ):
        return
    periods = _through(reader, q)
    want = Want(period=q.periods[0])
    for reading in reader.unary(q, "sum", ("sum", "convert"), 0.03, periods=periods, options=options_of(q), want=want):
        value = reading.values[0]
        named = (
            isinstance(value, LineValue)
            and value.line.is_total
            and not re.search(r"\bboth\b|\bbetween\b|\bto\s*$", q.masked[: q.periods[1].start])
        )
        if q.has("sum") or not named:
            yield reading


_RANGE = re.compile(r"\s*(?:to|-|through|until|till|up to)(?: the| fiscal| year| fy)*\s*", re.IGNORECASE)


def _through(reader: Reader, q: Asked) -> tuple[AskedPeriod, ...]:
    """The periods of a question, and of a range of years ("2017 to 2019") those between as well."""
    if len(q.periods) != 2:
        return q.periods
    one, other = q.periods
    between = q.text[one.end : other.start]
    ranging = _RANGE.fullmatch(between) or (
        re.fullmatch(r"\s*and\s*", between, re.IGNORECASE)
        and re.search(r"\bbetween\b[\w\s]{0,20}$", q.text[: one.start], re.IGNORECASE)
    )
    first, last = sorted(q.periods, key=lambda p: p.period.end)
    if not ranging or not (first.period.is_year and last.period.is_year):
        return q.periods
    found, calendar = [last], reader.grounding.clock.calendar
    while (before := found[-1].period.year_before(calendar)).end.year > first.period.end.year and len(found) < 12:
        found.append(AskedPeriod(before, words=str(before.end.year)))
    return (*found, first)


def what_if(reader: Reader, q: Asked) -> Iterator[Reading]:
    """A value after a percentage or an amount that the question supposes."""
    numbers = [n for n in q.numbers if n.unit == "%" or n.amount]
    if not q.has("whatif") or not numbers:
        return
    number = numbers[0]
    sign = -1 if q.has("down") and not q.has("up") else 1
    masked = q.masked[: number.start] + " " * (number.end - number.start) + q.masked[number.end :]
    trimmed = replace(q, masked=masked)
    consumed = ("whatif", "up", "down", "growth", "move", "percent", "convert", "annual", "double")
    options = options_of(
        q,
        factor=number.amount * sign if number.unit == "%" else None,
        threshold=None if number.unit == "%" else number.amount * sign,
    )
    yield from reader.unary(
        trimmed,
        "what_if",
        consumed,
        0.08,
        later=q.periods[0] if len(q.periods) == 1 else None,
        periods=q.periods,
        options=options,
        want=Want(),
    )
