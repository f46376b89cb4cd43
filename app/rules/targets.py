"""Rules about targets: what is left to reach, how much is reached, what one figure implies of another.

In: a question taken apart. Out: readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.asked import Asked
from app.grounding import Want
from app.lines import Line
from app.reading import Operation, Reader, Reading, options_of
from app.values import AskedPeriod, LineValue, Value


def target_gap(reader: Reader, q: Asked) -> Iterator[Reading]:
    """Target less actual, the part of a target that is reached, or what one target leaves after another."""
    if not q.has("target") and not re.search(r"\bimpl(?:y|ied|ies)\b", q.masked):
        return
    remaining, progress = q.has("remaining", "implied"), q.has("progress") or q.has("percent")
    if not remaining and not progress:
        return
    consumed = ("target", "remaining", "implied", "progress", "percent", "convert", "sum")
    terms = q.terms(without=consumed)
    targets = [
        p
        for p in q.periods
        if reader.grounding.clock.reference is None or p.period.end > reader.grounding.clock.reference.end
    ]
    for candidate in reader.values(terms, Want(target=True, period=targets[0] if targets else None)):
        if not (isinstance(candidate.value, LineValue) and candidate.value.line.is_target):
            continue
        clock = reader.grounding.clock
        printed = [p for p in targets if any(clock.fit(p, each) for each in candidate.value.line.periods())]
        if targets and len(printed) < len(targets):
            between = next(
                p for p in targets if p not in printed
            )  # what the longer printed period leaves after the shorter
            score, uncovered = reader.scored(q, [candidate], consumed, terms)
            yield Reading(
                "lookup", (candidate.value,), score + 0.1, later=between, options=options_of(q), uncovered=uncovered
            )
            continue
        for actual in reader.values(terms, Want())[:2]:
            score, uncovered = reader.scored(q, [candidate, actual], consumed, terms)
            operation: Operation = (
                "progress" if progress and not re.search(r"\bleft\b|\bto go\b|\bremain", q.masked) else "remaining"
            )
            yield Reading(
                operation,
                (candidate.value, actual.value),
                score + 0.05,
                periods=q.periods,
                own_periods=(targets[0] if targets else None, None),
                options=options_of(q),
                uncovered=uncovered,
            )


def implied_base(reader: Reader, q: Asked) -> Iterator[Reading]:
    """The amount of an earlier period that a printed amount and its printed growth imply."""
    if not q.has("implied") or not q.periods:
        return
    consumed = ("implied", "target", "growth", "percent", "up", "down", "yoy", "move", "convert")
    terms = q.terms(without=consumed)
    clock = reader.grounding.clock
    for want in (Want(target=True),) if q.has("target") else (Want(),):
        for candidate in reader.values(terms, want)[:4]:
            if not isinstance(candidate.value, LineValue):
                continue
            for amount, growth in _printed_growth(reader, candidate.value):
                before = growth.fact(growth.periods()[0])
                earlier = (before.compared_with if before else None) or growth.periods()[0].year_before(clock.calendar)
                asked = next((p for p in q.periods if clock.fit(p, earlier)), None)
                if asked is not None:
                    score, uncovered = reader.scored(q, [candidate], consumed, terms)
                    yield Reading(
                        "base",
                        (LineValue(amount), LineValue(growth)),
                        score + 0.08,
                        later=AskedPeriod(growth.periods()[0]),
                        options=options_of(q),
                        uncovered=uncovered,
                    )


def _printed_growth(reader: Reader, value: LineValue) -> Iterator[tuple[Line, Line]]:
    """Lines of the value's item with the line of their printed growth, one pair for each period."""
    for line in (value.line, *value.same):
        for other in reader.grounding.lines.lines:
            if other.measure != "growth" or other.label_terms != line.label_terms or other.source != line.source:
                continue
            for fact in other.facts:
                mine = line.fact(fact.period) if fact.period else None
                if mine is not None and mine.context_start == fact.context_start:
                    yield line, replace(other, facts=(fact,))


def ranges(reader: Reader, q: Asked) -> Iterator[Reading]:
    """A range that the release prints ("34.5 to 34.7 billion"): both ends, or their middle."""
    middle = bool(re.search(r"\bmid-?point\b|\bmiddle of\b", q.masked))
    consumed = ("target", "convert")
    terms = [t for t in q.terms(without=consumed) if t.key not in ("midpoint", "mid", "point", "middle", "range")]
    for target in (True, False) if q.has("target") else (False, True):
        for candidate in reader.values(terms, Want(target=target, period=q.periods[0] if q.periods else None))[:4]:
            ends = _ends_of_range(reader, candidate.value)
            if ends:
                score, uncovered = reader.scored(q, [candidate], consumed, terms)
                yield Reading(
                    "average" if middle else "list",
                    ends,
                    score + 0.12,
                    later=q.periods[0] if q.periods else None,
                    options=options_of(q),
                    uncovered=uncovered,
                )


def _ends_of_range(reader: Reader, value: Value) -> tuple[Value, ...]:
    """The low and the high end of the range that a value is an end of, or nothing."""
    if not isinstance(value, LineValue) or not value.line.basis & {"low", "high"}:
        return ()
    rest = value.line.basis - {"low", "high"}
    twins = [
        line
        for line in (value.line, *reader.grounding.lines.same_label(value.line))
        if line.basis - {"low", "high"} == rest and line.table == value.line.table
    ]
    low = next((line for line in twins if "low" in line.basis), None)
    high = next((line for line in twins if "high" in line.basis), None)
    return (LineValue(low), LineValue(high)) if low and high else ()
