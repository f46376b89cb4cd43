"""Conversation: what a question leaves unsaid, taken from the questions before it.

In: a question and the readings of the user's earlier questions. Out: readings of the question completed with what came before: another
period for the same value, another value for the same operation, another operation on the same value. The history is left alone
when the question stands on its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from app.grounding import Want
from app.lexicon import Term
from app.reading import Asked, Operation, Reader, Reading, currency_of, options_of, overlap
from app.values import AskedPeriod, Formula, LineValue, Value

SAME = 0.86
"""Score of a question that changes only the period, currency or operation of the one before."""
OTHER = 0.66
"""Score, before the match, of a question that puts another line item in the place of the one before."""

_FOLLOWS = re.compile(
    r"^\W*(?:and|but|or|so|then|ok(?:ay)?|no|sorry|what about|how about|same|also|now|why|versus|vs|minus|plus|as|in|per|for|of|growth|double|half|that|which of)\b"
)
_POINTS_BACK = re.compile(r"\b(?:it|its|that|this|those|these|them|they|same|one|ones|the (?:first|second|latter|former|other|two|result|number|figure|difference)|there)\b")


def user_messages(history: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The user's earlier messages, oldest first; a content of text blocks is joined.

    >>> user_messages([{"role": "user", "content": [{"type": "text", "text": "Revenue?"}]}])
    ('Revenue?',)
    """
    return tuple(_text(message["content"]) for message in history if message.get("role") == "user")


def _text(content: object) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, Sequence):
        return " ".join(_text(block.get("text", "")) if isinstance(block, Mapping) else str(block) for block in content)
    return ""


@dataclass(frozen=True)
class Turn:
    """An earlier question: the terms that it named, and how it was read (None when it was answered in words)."""

    terms: tuple[str, ...]
    reading: Reading | None
    text: str = ""


def follows(q: Asked) -> bool:
    """Whether a question reads like a continuation: it starts like one, points back, or is a few words."""
    return bool(_FOLLOWS.match(q.masked) or _POINTS_BACK.search(q.masked)) or len(re.findall(r"[a-z&]+", q.masked)) <= 4


def continued(reader: Reader, q: Asked, before: Sequence[Turn]) -> list[Reading]:
    """Readings of a question that goes on from earlier turns, best first; none when it stands on its own."""
    readings = [turn.reading for turn in before if turn.reading is not None]
    named = [t for t in q.terms() if reader.grounding.content([t.key]) and not _is_cue(q, t.start)]
    found: list[Reading] = []
    if readings and not named:
        found += _same_values(reader, q, readings[-1], readings)
    if named and readings:
        found += _other_value(reader, q, readings[-1], before[-1].terms, named)
        found += _with_other(reader, q, readings[-1], named)
    if named and before:
        own_operation = bool(q.cues) or bool(q.periods) or not readings or readings[-1].operation == "lookup"
        found += [r for r in _lent(reader, q, before[-1].terms) if own_operation and not (readings and _repeats(r, readings[-1]))]
    return sorted(found, key=lambda reading: -reading.score)


def _repeats(reading: Reading, last: Reading) -> bool:
    """Whether a reading only says the last one again."""
    return reading.operation == last.operation and bool(last.values) and bool(reading.values) and overlap(reading.values[0], last.values[0]) and reading.later == last.later


def _is_cue(q: Asked, position: int) -> bool:
    return any(cue.start <= position < cue.end for cues in q.cues.values() for cue in cues)


def _lent(reader: Reader, q: Asked, terms: tuple[str, ...]) -> Iterator[Reading]:
    """The question's own readings with words of the question before added where it points back ("what revenue does it make?")."""
    if not _POINTS_BACK.search(q.masked) and not _FOLLOWS.match(q.masked):
        return
    own = [t.key for t in q.terms()]
    for lent in _subsets([t for t in terms if t not in own]):
        words = " ".join(t.lstrip("@").replace("_", " ") for t in lent)
        widened = replace(q, masked=f"{q.masked} {words}")
        for reading in reader.readings(widened)[:4]:
            if not reading.uncovered:
                yield replace(reading, score=reading.score + 0.02 * len(lent))


def _same_values(reader: Reader, q: Asked, last: Reading, before: Sequence[Reading]) -> Iterator[Reading]:
    """No line item is named: another period, currency, or operation on the values of the question before."""
    base = SAME
    options = replace(last.options, currency=currency_of(q) or last.options.currency)
    period = q.periods[0] if q.periods else None
    target = q.has("target")
    values = tuple(_retargeted(reader, value, target, period) for value in last.values) if target or period else last.values
    if q.has("double"):
        factor = Decimal(2) if re.search(r"\bdouble|\btwice", q.masked) else Decimal(3) if "triple" in q.masked else Decimal("0.5")
        yield replace(last, operation="what_if", options=replace(options, factor=(factor - 1) * 100), score=base + 0.1)
        return
    if q.has("remaining") and any(isinstance(v, LineValue) and v.line.is_target for v in values):
        for target_value, actual in _pairs_of_target(reader, replace(last, values=values)):
            yield Reading("remaining", (target_value, actual), base + 0.08, own_periods=(period or last.later, None), options=options_of(q))
    if q.has("growth", "yoy", "up", "down", "move") or q.has("percent") and last.operation in ("lookup", "change"):
        operation: Operation = "growth" if q.has("percent", "yoy", "growth") and not q.has("points") else "change"
        reference = reader.grounding.clock.reference
        is_later = period is None or reference is not None and period.period.end >= reference.end
        later, earlier = (period or _latest(before), None) if is_later else (last.later if last.later and period and last.later.period != period.period else None, period)
        if last.operation in ("lookup", "change", "growth"):
            yield replace(last, operation=operation, values=values, later=later, earlier=earlier, periods=(), own_periods=(), options=options_of(q), score=base + 0.05)
    if q.has("move", "than") and len(before) > 1 and len(before[-2].values) == 1 == len(last.values):
        yield Reading("difference", (last.values[0], before[-2].values[0]), base, own_periods=(last.later, before[-2].later), options=options_of(q))
    if q.has("average") and last.operation == "lookup":
        yield replace(last, operation="average", options=options_of(q), score=base + 0.02)
    if q.has("annual"):
        yield replace(last, options=replace(options, annual=True), score=base + 0.05)
    if period or options.currency != last.options.currency:
        own = () if period else last.own_periods
        yield replace(last, values=values, later=period or last.later, earlier=None if period else last.earlier, periods=(period,) if period else last.periods, own_periods=own, options=options, score=base)


def _latest(before: Sequence[Reading]) -> AskedPeriod | None:
    """The latest of the periods asked for in questions about the same value: "R&D 1Q09", "R&D 1Q08", "growth?"."""
    asked_for = [r.later for r in before[-2:] if r.later is not None and r.values == before[-1].values]
    return max(asked_for, key=lambda p: p.period.end, default=None)


def _retargeted(reader: Reader, value: Value, target: bool, period: AskedPeriod | None) -> Value:
    """The same line among the targets, or among the actual figures, when the period asks for it."""
    if not isinstance(value, LineValue):
        return value
    reference = reader.grounding.clock.reference
    future = period is not None and reference is not None and period.period.end > reference.end
    wanted = target or future
    if wanted == value.line.is_target or period is None and not target:
        return value
    found = reader.grounding.candidates(sorted(value.line.label_terms), Want(target=wanted, period=period))
    return found[0].value if found and not reader.grounding.content(found[0].uncovered) else value


def _pairs_of_target(reader: Reader, last: Reading) -> Iterator[tuple[Value, Value]]:
    for value in last.values:
        if isinstance(value, LineValue) and value.line.is_target:
            for candidate in reader.grounding.candidates(sorted(value.line.label_terms), Want())[:1]:
                yield value, candidate.value


def _other_value(reader: Reader, q: Asked, last: Reading, terms: tuple[str, ...], named: list[Term]) -> Iterator[Reading]:
    """A line item alone ("what about SI?"): the operation and period of the question before on another value.

    Words of the question before are lent when the new words alone do not name a line of the same kind.
    """
    if last.group is not None or not last.values:
        return
    period = q.periods[0] if q.periods else last.later
    old = last.values[0]
    currency = currency_of(q) or last.options.currency
    want = Want(period=period, target=q.has("target") or _is_target(old), percent=old.unit == "%", currency=currency)
    keys = [t.key for t in named]
    for extra in [[], *_subsets([k for k in dict.fromkeys([*terms, *_terms_of(old)]) if k not in keys])]:
        for candidate in reader.grounding.candidates([*keys, *extra], want, limit=3):
            if [k for k in keys if k not in candidate.covered] or overlap(candidate.value, old) and not q.periods:
                continue
            kin = (0.05 if candidate.value.unit == old.unit else -0.05) + (0.04 if _table(candidate.value) & _table(old) else 0.0)
            kin += 0.03 * len(set(extra) & candidate.covered)
            yield replace(
                last, values=(candidate.value, *last.values[1:]), later=period, earlier=None if q.periods else last.earlier,
                periods=q.periods or last.periods, own_periods=() if q.periods else last.own_periods,
                options=replace(last.options, currency=currency), score=OTHER + 0.25 * candidate.score + kin, uncovered=(),
            )


_JOINS: tuple[tuple[Operation, str], ...] = (
    ("share", r"%|\bper ?cent\w*|\bshare\b|\bproportion\b|\bfraction\b|\bpct\b"),
    ("ratio", r"\bper\b|\bdivid\w+\b|\bratio\b|\bfor each\b|\bover\b"),
    ("difference", r"\bminus\b|\bsubtract\w*\b|\bless\b(?! than)|\bdeduct\w*\b|\btake (?:off|away)\b|\bnet of\b|\bwithout\b|\bexcluding\b"),
    ("sum", r"\bplus\b|\badd\w*\b|\btogether with\b|\bcombined with\b|\bsum\b"),
    ("compare", r"\bcompare\w*\b|\bvs\b|\bversus\b|\bbigger\b|\blarger\b|\bsmaller\b|\bthan\b"),
)


def _with_other(reader: Reader, q: Asked, last: Reading, named: list[Term]) -> Iterator[Reading]:
    """A second value for an operation on the one before ("as a % of revenue?", "minus the ATM loss", "per contract")."""
    operation = next((name for name, pattern in _JOINS if re.search(pattern, q.masked)), None)
    old = last.values[0] if last.operation in ("lookup", "change", "growth") else _result(last)
    if operation is None or old is None or operation == "ratio" and "/" in (old.unit or ""):
        return
    want = Want(period=q.periods[0] if q.periods else last.later)
    back = bool(re.search(r"\bof (?:that|it|this|those|them|which)\b|\bthat (?:is|was|were|are)\b", q.masked))
    for candidate in reader.grounding.candidates([t for t in named if t.key not in ("share", "ratio")], want, limit=4):
        if reader.grounding.content(candidate.uncovered):
            continue
        values = (candidate.value, old) if back and operation in ("share", "ratio") or re.search(r"\bfrom (?:that|it|this)\b", q.masked) and operation == "share" else (old, candidate.value)
        kin = 0.04 if _table(candidate.value) & _table(old) else 0.0
        yield Reading(operation, values, SAME + 0.08 + 0.1 * candidate.score + kin, later=q.periods[0] if q.periods else last.later, options=options_of(q))


def _result(last: Reading) -> Value | None:
    """The result of an earlier calculation as a value of its own."""
    shapes = {"difference": "{0} - {1}", "sum": "{0} + {1}", "share": "share({0}, {1})", "ratio": "{0} / {1}"}
    shape = shapes.get(last.operation)
    unit = last.values[0].unit if last.operation in ("difference", "sum") else "%" if last.operation == "share" else "x"
    return Formula("that result", shape, unit, last.values, shape) if shape and len(last.values) == 2 else None


def _is_target(value: Value) -> bool:
    return isinstance(value, LineValue) and value.line.is_target


def _table(value: Value) -> set[str]:
    return {str(line.table) for line in (value.line, *value.same) if line.table} if isinstance(value, LineValue) else set()


def _terms_of(value: Value) -> list[str]:
    if isinstance(value, LineValue):
        strong = [term for term, weight in value.line.context.items() if weight >= 0.75]
        return [*sorted(value.line.label_terms), *strong[:4]]
    return []


def _subsets(terms: list[str]) -> list[list[str]]:
    return [[term] for term in terms[:8]] + ([terms[:4]] if len(terms) > 1 else [])
