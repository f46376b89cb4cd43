"""Continuing: what a follow-up leaves unsaid, taken from the readings before it.

In: a follow-up taken apart and the turns before it. Out: readings of it completed: another period, currency or operation on the same
value; another value in its place ("what about SI?"); a second value beside it ("per contract?"); two earlier values together.
Words are lent as they stood, before or after the follow-up's own, so that they can make one term with them: "margin?" after
"adjusted EBITDA" is "adjusted EBITDA margin".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from app.calculator import CalculatorError
from app.grounding import Candidate, Want
from app.lexicon import Term, terms_in
from app.question import stems
from app.reading import (
    MASK,
    Asked,
    Operation,
    Options,
    Reader,
    Reading,
    currency_of,
    options_of,
    overlap,
    stock_and_flow,
)
from app.values import AskedPeriod, Clock, Formula, LineValue, Missing, Movement, Value
from corpus.calendars import shifted
from corpus.periods import Period

SAME = 0.86
"""Score of a question that changes only the period, currency or operation of the one before."""
OTHER = 0.62
"""Score, before the match, of a question that puts another line item in the place of the one before."""


class Told(Protocol):
    """An earlier question: the words that named its item, and how it was read."""

    @property
    def words(self) -> tuple[str, ...]: ...
    @property
    def reading(self) -> Reading | None: ...


@dataclass(frozen=True)
class Link:
    """A follow-up with all that its readings need."""

    reader: Reader
    q: Asked
    last: Reading
    readings: tuple[Reading, ...]
    words: tuple[str, ...]
    named: tuple[Term, ...]
    period: AskedPeriod | None

    @property
    def clock(self) -> Clock:
        return self.reader.grounding.clock

    @property
    def value(self) -> Value:
        return self.last.values[0]


def continued(reader: Reader, q: Asked, before: Sequence[Told]) -> list[Reading]:
    """Readings of a question that goes on from earlier turns, best first."""
    readings = tuple(turn.reading for turn in before if turn.reading is not None and turn.reading.values)
    named = tuple(own_terms(reader, q))
    found: list[Reading] = []
    if readings:
        last = readings[-1]
        period = _stepped(q, resolved_period(last, reader.grounding.clock)) or (q.periods[0] if q.periods else None)
        link = Link(reader, q, last, readings, before[-1].words, named, period)
        known = _terms_of(link.value) | (
            frozenset({"ratio", "share"}) if last.operation in ("ratio", "share") else frozenset()
        )
        if all(term.key in known for term in named):
            found += _same_values(link)
        if named:
            found += list(_with_other(link)) or list(_other_value(link))
        found += [*_between_earlier(link), *_ranked(link)]
    if named and before and q.cues and not (readings and _join(q)):
        found += [r for r in _lent(reader, q, before[-1].words) if not (readings and _repeats(r, readings[-1]))]
    return sorted(found, key=lambda reading: -reading.score)


_DOING = frozenset("down up more less fewer lose lost gain gained grow bit part portion side earn did does".split())
"""Words of follow-ups that move or single out what came before, and name nothing themselves."""


def own_terms(reader: Reader, q: Asked) -> list[Term]:
    """The terms by which a question itself names a line item."""
    return [
        t
        for t in terms_in(_item_text(q))
        if reader.grounding.content([t.key]) and not t.key.isdigit() and t.key not in _DOING
    ]


_OPERATING = (
    "percent",
    "points",
    "up",
    "down",
    "move",
    "growth",
    "yoy",
    "average",
    "sum",
    "count",
    "than",
    "whatif",
    "annual",
    "target",
    "convert",
    "remaining",
    "progress",
    "double",
    "multiple",
)


def _item_text(q: Asked) -> str:
    """The text of a question, its length kept, without periods, numbers and the words that ask for operations."""
    spans = [(cue.start, cue.end) for name in _OPERATING for cue in q.cues.get(name, ())] + [
        (n.start, n.end) for n in q.numbers
    ]
    if len(re.findall(r"[a-z&]+", q.masked)) > 3 or not re.search(r"\bratio\b|\bshare\b", q.masked):
        spans += [m.span() for m in _JOIN.finditer(q.masked)]
    text = q.masked.replace(MASK, " ")
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def resolved_period(reading: Reading, clock: Clock) -> Period | None:
    """The period that an answer was about."""
    if not reading.values:
        return None
    try:
        expression = reading.values[0].at(reading.period_of(0), clock)
    except (Missing, CalculatorError):
        return reading.later.period if reading.later else None
    return next((fact.period for fact in expression.facts.values() if fact.period), None)


_STEP = re.compile(
    r"\b(?P<n>a|an|one|two|three|four|five|six|nine|twelve|\d{1,2})\s+(?P<unit>month|quarter|year)s?\s+(?P<way>earlier|before|prior|previously|later|after)\b"
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12}


def _stepped(q: Asked, reference: Period | None) -> AskedPeriod | None:
    """The period so many months before or after that of the last answer ("three months earlier")."""
    match = _STEP.search(q.text.lower())
    if match is None or reference is None:
        return None
    months = (_NUMBERS.get(match["n"]) or int(match["n"])) * {"month": 1, "quarter": 3, "year": 12}[match["unit"]]
    months = months if match["way"] in ("later", "after") else -months
    moved = Period(shifted(reference.start, months) if reference.start else None, shifted(reference.end, months))
    return AskedPeriod(moved, relative=True, words=match.group())


# -- the same value -----------------------------------------------------------------------------------------------------


def _same_values(link: Link) -> Iterator[Reading]:
    """No other line item is named: another period, currency, or operation on the values of the question before."""
    q, last, period = link.q, link.last, link.period
    options = replace(last.options, currency=currency_of(q) or last.options.currency)
    values = tuple(_retargeted(link, value) for value in last.values)
    factor = _factor(q)
    if factor is not None:
        yield replace(last, operation="what_if", options=replace(options, factor=(factor - 1) * 100), score=SAME + 0.1)
        return
    yield from _against_target(link)
    yield from _moved(link, values)
    if q.has("annual"):
        yield replace(last, options=replace(options, annual=True), score=SAME + 0.05)
    if period or options.currency != last.options.currency or values != last.values:
        moving = last.operation in ("change", "growth") and period is not None
        yield replace(
            last,
            values=values,
            later=period or last.later,
            earlier=None if moving else last.earlier,
            periods=(period,) if period else last.periods,
            own_periods=() if period else last.own_periods,
            options=options,
            score=SAME,
        )


def _factor(q: Asked) -> Decimal | None:
    for factor, pattern in (
        (Decimal("0.5"), r"\bhal(?:f of|ve)\b|\bhalf (?:that|it|this)\b"),
        (Decimal(2), r"\bdouble|\btwice"),
        (Decimal(3), r"\btriple"),
        (Decimal(4), r"\bquadruple"),
    ):
        if re.search(pattern, q.masked):
            return factor
    return None


def _against_target(link: Link) -> Iterator[Reading]:
    """What is left of a target, how much of it is reached, and the growth that it implies."""
    q, last = link.q, link.last
    left = q.has("remaining") or bool(re.search(r"\bleft\b|\bto go\b", q.masked))
    reached = q.has("progress", "percent") or bool(re.search(r"\bso far\b|\balready\b", q.masked))
    target = next((v for v in last.values if isinstance(v, LineValue) and v.line.is_target), None)
    if target is None or not left and not reached or q.has("growth", "up", "down", "yoy"):
        return
    operation: Operation = (
        "progress" if reached and not re.search(r"\bleft\b|\bto go\b|\bremain", q.masked) else "remaining"
    )
    for candidate in link.reader.grounding.candidates(sorted(target.line.label_terms), Want())[:1]:
        own = (link.period or (last.own_periods[0] if last.own_periods else last.later), None)
        yield Reading(operation, (target, candidate.value), SAME + 0.1, own_periods=own, options=options_of(q))


_COMPARES = re.compile(
    r"\bcompare\w*\b|\bup or down\b|\bversus\b|\bvs\b|\bagainst\b|\bhow much (?:more|less)\b|\b(?:higher|lower) or (?:higher|lower)\b"
)
_FALLS = re.compile(r"^\W*(?:so |and )?(?:up|down)\b|\b(?:up|down|lose|lost|shed|add|added|gained?|more|fewer|less)\b")


def _moved(link: Link, values: tuple[Value, ...]) -> Iterator[Reading]:
    """The growth or change of the value before; its printed growth where the amounts for it are not printed."""
    q, last = link.q, link.last
    moves = q.has("growth", "yoy", "up", "down", "move") or bool(_COMPARES.search(q.masked) or _FALLS.search(q.masked))
    relative = q.has("percent", "yoy", "growth") and not q.has("points")
    if last.operation not in ("lookup", "change", "growth") or not moves and not (relative and not last.group):
        return
    later, earlier = _compared(link)
    operation: Operation = "growth" if relative and values[0].unit != "pp" else "change"
    yield replace(
        last,
        operation=operation,
        values=values[:1],
        later=later,
        earlier=earlier,
        periods=(),
        own_periods=(),
        options=options_of(q),
        score=SAME + 0.06,
    )
    if operation == "growth" and isinstance(values[0], LineValue):
        printed = Want(percent=True, measure="growth", target=values[0].line.is_target, period=later)
        for candidate in link.reader.grounding.candidates(sorted(values[0].line.label_terms), printed)[:1]:
            if not link.reader.grounding.content(candidate.uncovered):
                yield Reading("lookup", (candidate.value,), SAME + 0.02, later=later, options=options_of(q))


def _compared(link: Link) -> tuple[AskedPeriod | None, AskedPeriod | None]:
    """The later and the earlier period of a movement: those of the last questions about the value, or the one that is named."""
    last, period, clock = link.last, link.period, link.clock
    if period is not None and re.search(r"\b(?:in|over|during|within) (?:the|a|one) year\b", link.q.text.lower()):
        period = None
    asked = [
        r.later or _as_asked(resolved_period(r, clock))
        for r in link.readings[-3:]
        if r.values and overlap(r.values[0], link.value)
    ]
    known = {p.period: p for p in asked if p is not None}
    ends = sorted(known.values(), key=lambda p: p.period.end)
    if period is None:
        return (ends[-1], ends[0]) if len(ends) > 1 else (last.later, last.earlier)
    now = resolved_period(last, clock)
    if now is None or period.period.end > now.end or period.period == now:
        return period, None
    return last.later, period


def _as_asked(period: Period | None) -> AskedPeriod | None:
    return AskedPeriod(period) if period else None


def _retargeted(link: Link, value: Value) -> Value:
    """The same line among the targets, or among the actual figures, when the follow-up asks for it."""
    if not isinstance(value, LineValue):
        return value
    reference, period = link.clock.reference, link.period
    future = period is not None and reference is not None and period.period.end > reference.end
    wanted = link.q.has("target") or future
    if wanted == value.line.is_target or period is None and not link.q.has("target"):
        return value
    found = link.reader.grounding.candidates(sorted(value.line.label_terms), Want(target=wanted, period=period))
    return found[0].value if found and not link.reader.grounding.content(found[0].uncovered) else value


# -- another value ------------------------------------------------------------------------------------------------------


def _other_value(link: Link) -> Iterator[Reading]:
    """Another line item ("what about SI?"): the operation and period of the question before on another value."""
    q, last, old = link.q, link.last, link.value
    if last.group is not None:
        return
    period = link.period or (last.own_periods[0] if last.own_periods else None) or last.later
    currency = currency_of(q) or last.options.currency
    want = Want(
        period=period,
        target=q.has("target") or _is_target(old),
        percent=old.unit == "%" or q.has("percent"),
        currency=currency,
        measure=_measure(old),
    )
    for candidate, keys in _named(link, want):
        if _same_figure(link, candidate.value) and not link.period and currency == last.options.currency:
            continue
        changed = replace(
            last,
            values=(candidate.value, *last.values[1:]),
            later=period,
            earlier=None if link.period else last.earlier,
            periods=(link.period,) if link.period else last.periods,
            own_periods=(),
            uncovered=(),
            options=replace(last.options, currency=currency, size=options_of(q).size),
        )
        if q.has("growth", "yoy", "percent") and last.operation == "lookup" and candidate.value.unit != "%":
            changed = replace(changed, operation="growth")
        yield replace(changed, score=OTHER + 0.25 * candidate.score + _closeness(link, candidate.value, keys))


def _named(link: Link, want: Want) -> Iterator[tuple[Candidate, frozenset[str]]]:
    """The values that the follow-up's own words name, alone or with words lent by the turn before, and those words; all are accounted for."""
    grounding = link.reader.grounding
    for phrase in _phrases(link):
        keys = [t.key for t in terms_in(phrase)]
        content = set(grounding.content(keys)) - _DOING - {"share"}
        for candidate in grounding.candidates(keys, want, limit=4):
            if not content & candidate.uncovered:
                yield candidate, frozenset(grounding.content(keys))


def _phrases(link: Link) -> list[str]:
    """The follow-up's own words, and these with words of the turn before in front of them or behind."""
    own = _own_phrase(link)
    lent = [*link.words, *(w for w in _label_words(link.value) if w not in link.words)][:7]
    stretches = [" ".join(lent[i : i + size]) for size in (1, 2, 3) for i in range(len(lent) - size + 1)]
    seen: dict[frozenset[str], str] = {}
    for phrase in (own, *(p for s in stretches for p in (f"{s} {own}", f"{own} {s}"))):
        seen.setdefault(frozenset(t.key for t in terms_in(phrase)), phrase)
    return list(seen.values())


_AROUND = frozenset(
    "and or but so what which how much many they it its is was were are did does do the a an their that those these this about for of to from per by no i meant mean sorry just only with in on whats thats as has have had minus plus divide divided subtract add less big large small high low long earn".split()
)


def _own_phrase(link: Link) -> str:
    """The stretch of the question that names the item, small words around it left off but not those within."""
    words = re.findall(r"[^\s?,;:!]+", _item_text(link.q)[: link.named[-1].end])
    while words and words[0].strip("'") in _AROUND:
        words.pop(0)
    phrase = " ".join(words)
    extra = {t.key for t in terms_in(phrase)} - {t.key for t in link.named}
    return phrase if len(extra) <= 2 else " ".join(t.text for t in link.named)


def _label_words(value: Value) -> list[str]:
    return re.findall(r"[a-z&]{2,}", value.line.label.lower())[:6] if isinstance(value, LineValue) else []


_OF_IT = re.compile(
    r"\bits?\b|\bthere\b|\bthat (?:business|segment|service|unit|division|brand|product)\b|\b(?:part|bit|portion|piece|much|many) of (?:that|it|this|those|them)\b"
)


def _closeness(link: Link, new: Value, keys: frozenset[str]) -> float:
    """How near a value is to the one before: in unit and table, as stock or flow, in the words that they share, and in those that
    neither it nor the follow-up (`keys`) has."""
    old, rarity = link.value, link.reader.grounding.lines.rarity

    def weight(terms: Iterable[str]) -> float:
        return sum(rarity(term) for term in terms)

    mine, label = _terms_of(old), _label_of(old)
    shared = (weight(label & _terms_of(new)) + 0.4 * weight((mine - label) & _terms_of(new))) / (
        weight(label) + 0.4 * weight(mine - label) or 1.0
    )
    near = (0.25 if _OF_IT.search(link.q.masked) else 0.15) * shared
    near += (0.05 if new.unit == old.unit else -0.05) + (0.04 if _tables(new) & _tables(old) else 0.0)
    if isinstance(new, LineValue):
        terms = new.line.label_terms
        near += 0.08 * len(keys & terms) / (len(keys) or 1) - 0.15 * weight(terms - keys - mine) / (
            weight(terms) or 1.0
        )
    if keys & {stem for part in (new.unit or "").lower().split("/") for stem in (*stems(part), f"@{part}")}:
        near += 0.12
    if options_of(link.q).size:
        near += 0.05 if _is_negative(new, link) else -0.1
    return near - (0.08 if stock_and_flow(old, new) else 0.0)


def _same_figure(link: Link, new: Value) -> bool:
    """Whether a value is the one before again: the same line, in another currency, or another line that prints the same amount."""
    old = link.value
    if overlap(old, new):
        return True
    if not isinstance(old, LineValue) or not isinstance(new, LineValue):
        return False
    if (
        new.line.label_terms == old.line.label_terms
        and new.line.path == old.line.path
        and new.line.measure == old.line.measure
    ):
        return True
    try:
        return (
            new.unit == old.unit
            and new.at(link.last.later, link.clock).amount() == old.at(link.last.later, link.clock).amount()
        )
    except (Missing, CalculatorError):
        return False


def _is_negative(value: Value, link: Link) -> bool:
    try:
        return value.at(link.period or link.last.later, link.clock).amount() < 0
    except (Missing, CalculatorError):
        return False


def _terms_of(value: Value) -> frozenset[str]:
    """The terms that make a value what it is: of its labels and of the parents of its rows."""
    if isinstance(value, LineValue):
        lines = (value.line, *value.same)[:4]
        parents = {
            t.key
            for line in lines
            for part in line.path
            if part not in (line.table, line.section)
            for t in terms_in(part)
        }
        return frozenset(parents).union(*(line.label_terms for line in lines))
    if isinstance(value, Formula):
        return frozenset().union(*map(_terms_of, value.parts)) | {t.key for t in terms_in(value.name)}
    return _terms_of(value.value) if isinstance(value, Movement) else frozenset()


def _label_of(value: Value) -> frozenset[str]:
    return value.line.label_terms if isinstance(value, LineValue) else _terms_of(value)


def _tables(value: Value) -> set[str]:
    return (
        {str(line.table) for line in (value.line, *value.same) if line.table} if isinstance(value, LineValue) else set()
    )


def _is_target(value: Value) -> bool:
    return isinstance(value, LineValue) and value.line.is_target


def _measure(value: Value) -> str:
    return value.line.measure if isinstance(value, LineValue) else "amount"


# -- two values ---------------------------------------------------------------------------------------------------------

_JOINS: tuple[tuple[Operation, str], ...] = (
    ("share", r"%|\bper ?cent\w*|\bshare\b|\bproportion\b|\bfraction\b|\bpct\b"),
    (
        "ratio",
        r"\bper\b(?! (?:common |ordinary |diluted |basic )?(?:share|ads|adr|cent|annum))|\bdivid\w+\b|\bratio (?:of|to|between)\b|\bfor each\b|\bover\b|\brelative to\b",
    ),
    (
        "difference",
        r"\bminus\b|\bsubtract\w*\b|\bless\b(?! than)|\bdeduct\w*\b|\btake (?:off|away)\b|\bnet of\b|\bafter (?:paying|deducting)\b|\bwithout\b|\bexcluding\b|\bdifference\b|\bgap\b",
    ),
    ("sum", r"\bplus\b|(?<!they )(?<!it )(?<!we )\badd(?:ed|ing)?\b|\btogether\b|\bcombined\b|\bsum\b|\bin total\b"),
    ("average", r"\baverage\b|\bmean of\b"),
    ("compare", r"\bcompare\w*\b|\bvs\b|\bversus\b|\bbigger\b|\blarger\b|\bsmaller\b|\bhigher\b|\blower\b|\bthan\b"),
)
_JOIN = re.compile("|".join(pattern for _, pattern in _JOINS[:4]))


def _join(q: Asked) -> Operation | None:
    return next((name for name, pattern in _JOINS if re.search(pattern, q.masked)), None)


def _with_other(link: Link) -> Iterator[Reading]:
    """A second value for an operation on the one before ("as a % of revenue?", "minus the ATM loss", "per contract")."""
    q, last, operation = link.q, link.last, _join(link.q)
    old = last.values[0] if last.operation in ("lookup", "change", "growth") else _result(last)
    if operation in (None, "average") or old is None or operation == "ratio" and "/" in (old.unit or ""):
        return
    later = link.period or last.later
    back = bool(re.search(r"\bof (?:that|it|this|those|them|which)\b|\bthat (?:is|was|were|are)\b", q.masked))
    for candidate, keys in _named(link, Want(period=later)):
        new = candidate.value
        if overlap(new, old) or operation != "ratio" and new.unit != old.unit:
            continue
        part_first = (
            back
            and operation in ("share", "ratio")
            and not re.search(r"\bof [^?]*\b(?:is|are|was|were) (?:that|it|this)\b", q.masked)
        )
        values = (new, old) if part_first else (old, new)
        mixed = 0.1 if operation != "ratio" and stock_and_flow(old, new) else 0.0
        assert operation is not None
        yield Reading(
            operation,
            values,
            SAME - 0.02 + 0.1 * candidate.score + 0.6 * _closeness(link, new, keys) - mixed,
            later=later,
            options=options_of(q),
        )


def _between_earlier(link: Link) -> Iterator[Reading]:
    """An operation between the values of the last two questions ("what's the difference?", "so revenue minus cost?")."""
    operation, earlier = _join(link.q) or ("difference" if link.q.has("move") else None), link.readings[-2:]
    if operation in (None, "share") or len(earlier) < 2 or any(len(r.values) != 1 for r in earlier):
        return
    assert operation is not None
    first, second = _in_order(link, earlier[0], earlier[1])
    if first is None or second is None or operation != "ratio" and first.values[0].unit != second.values[0].unit:
        return
    if operation == "difference" and overlap(first.values[0], second.values[0]):
        later, since = _compared(replace(link, period=None))
        yield Reading("change", first.values, SAME + 0.09, later=later, earlier=since, options=options_of(link.q))
        return
    own = tuple(_as_asked(resolved_period(r, link.clock)) for r in (first, second))
    yield Reading(
        operation, (first.values[0], second.values[0]), SAME + 0.08, own_periods=own, options=options_of(link.q)
    )


def _in_order(link: Link, first: Reading, second: Reading) -> tuple[Reading | None, Reading | None]:
    """The last two readings in the order in which the follow-up names them; the later one first where it names none."""
    if not link.named:
        return second, first
    a, b = _terms_of(first.values[0]), _terms_of(second.values[0])
    if any(term.key not in a | b for term in link.named):
        return None, None
    only_b = next((t.start for t in link.named if t.key in b - a), None)
    only_a = next((t.start for t in link.named if t.key in a and t.start != only_b), None)
    if only_a is None or only_b is None:
        return None, None
    return (first, second) if only_a < only_b else (second, first)


def _ranked(link: Link) -> Iterator[Reading]:
    """The largest or fastest growing of the values that earlier questions were about ("which of those grew fastest?")."""
    q, last = link.q, link.last
    if not q.has("rank") and not re.search(
        r"\bwhich\b.*\b(?:more|better|worse|bigger|larger|smaller|faster|slower)\b", q.masked
    ):
        return
    values = (
        last.values
        if len(last.values) > 1
        else tuple(dict.fromkeys(r.values[0] for r in link.readings if len(r.values) == 1))
    )
    if len(values) < 2 or len({v.unit for v in values}) > 1 or link.named:
        return
    growing = q.has("growth", "up", "down", "percent")
    falling = q.has("down") or bool(re.search(r"\b(?:small|low|slow|least|worst|min|fewest|weak)\w*", q.masked))
    options: Options = options_of(
        q, by="growth" if growing else "amount", descending=not falling, direction="down" if q.has("down") else ""
    )
    yield Reading("rank", values, SAME + 0.1, later=link.period or last.later, options=options, group=last.group)


def _result(last: Reading) -> Value | None:
    """The result of an earlier calculation as a value of its own."""
    shapes = {"difference": "{0} - {1}", "sum": "{0} + {1}", "share": "share({0}, {1})", "ratio": "{0} / {1}"}
    shape = shapes.get(last.operation)
    unit = last.values[0].unit if last.operation in ("difference", "sum") else "%" if last.operation == "share" else "x"
    return Formula("that result", shape, unit, last.values, shape) if shape and len(last.values) == 2 else None


# -- the question's own readings, with words lent -----------------------------------------------------------------------


def _lent(reader: Reader, q: Asked, words: tuple[str, ...]) -> Iterator[Reading]:
    """The question's own readings with words of the question before added ("what revenue does it make?")."""
    own = {t.key for t in q.terms()}
    lent = [w for w in words if not own >= {t.key for t in terms_in(w)}]
    for phrase in dict.fromkeys([*lent[:6], " ".join(lent[:2]), " ".join(lent[:4])]):
        for reading in reader.readings(replace(q, masked=f"{q.masked} {phrase}"))[:4] if phrase else ():
            if (
                reading.operation != "lookup"
                and not reading.uncovered
                and all(t.key in _terms_of(v) for v in reading.values[:1] for t in terms_in(phrase))
            ):
                yield replace(reading, score=reading.score + 0.02 * len(phrase.split()))


def _repeats(reading: Reading, last: Reading) -> bool:
    """Whether a reading only says the last one again."""
    return (
        reading.operation == last.operation
        and bool(reading.values)
        and overlap(reading.values[0], last.values[0])
        and reading.later == last.later
    )
