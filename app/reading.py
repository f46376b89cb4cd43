"""Reading: how a question is understood: an operation over values and periods.

In: a question in plain characters and the grounding of a document. Out: `Reading`s, best first. Each rule below looks for the
words of one operation, grounds what is left in the release and scores how completely the words are accounted for; the best
reading wins, or none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from corpus.numbers import Numeral, numerals
from corpus.periods import Period, periods_in

from app.cues import Cue, cues_in
from app.grounding import Candidate, Grounding, Want
from app.groups import Group, groups_named
from app.lexicon import Term, lexicon, terms_in
from app.question import stems
from app.values import AskedPeriod, Formula, LineValue, Movement, Number, Value

Operation = Literal[
    "lookup", "change", "growth", "share", "ratio", "difference", "sum", "average", "compare", "rank", "count",
    "what_if", "remaining", "progress", "base", "list",
]
MASK = "\N{CURRENCY SIGN}"
UNUSED_CUE = 0.10
UNEXPLAINED = 0.20


@dataclass(frozen=True)
class Options:
    """What else a question asks of a result."""

    percent: bool = False
    points: bool = False
    basis_points: bool = False
    currency: str | None = None
    annual: bool = False
    yes_no: bool = False
    claims: Literal["up", "down", ""] = ""
    descending: bool = True
    count: int = 1
    place: int = 1
    factor: Decimal | None = None
    threshold: Decimal | None = None
    direction: Literal["up", "down", "above", "below", ""] = ""
    size: bool = False
    compared_with: AskedPeriod | None = None
    by: Literal["amount", "growth", "change"] = "amount"


@dataclass(frozen=True)
class Reading:
    """One way to understand a question. `uncovered` are content words that it does not account for."""

    operation: Operation
    values: tuple[Value, ...]
    score: float
    later: AskedPeriod | None = None
    earlier: AskedPeriod | None = None
    periods: tuple[AskedPeriod, ...] = ()
    own_periods: tuple[AskedPeriod | None, ...] = ()
    options: Options = field(default_factory=Options)
    uncovered: tuple[str, ...] = ()
    group: Group | None = None
    continues: bool = False

    def period_of(self, index: int) -> AskedPeriod | None:
        """The period for the value at `index`: its own, or the question's."""
        own = self.own_periods[index] if index < len(self.own_periods) else None
        return own or self.later


@dataclass(frozen=True)
class Asked:
    """A question taken apart: `masked` is its lower-case text with periods and numbers blanked, offsets kept."""

    text: str
    masked: str
    periods: tuple[AskedPeriod, ...]
    numbers: tuple[Numeral, ...]
    cues: dict[str, tuple[Cue, ...]]

    def has(self, *names: str) -> bool:
        return any(name in self.cues for name in names)

    def terms(self, start: int = 0, end: int | None = None, without: tuple[str, ...] = ()) -> list[Term]:
        """The terms of a stretch, without the words of the named cues."""
        text = self.masked[start : len(self.masked) if end is None else end]
        for name in without:
            for cue in self.cues.get(name, ()):
                a, b = max(cue.start - start, 0), max(cue.end - start, 0)
                text = text[:a] + " " * (min(b, len(text)) - min(a, len(text))) + text[b:]
        for number in self.numbers:
            a, b = max(number.start - start, 0), min(max(number.end - start, 0), len(text))
            text = text[:a] + " " * (b - a) + text[b:] if a < b else text
        return [term for term in terms_in(text) if MASK not in term.text]

    def period_in(self, start: int, end: int) -> AskedPeriod | None:
        return next((p for p in self.periods if start <= p.start < end), None)


def asked(text: str, grounding: Grounding, reference: Period | None = None) -> Asked:
    """A question taken apart with the release's calendar; relative periods count from `reference`, or from the reported one."""
    clock = grounding.clock
    lowered = text.lower()
    every = periods = tuple(
        AskedPeriod(m.period, m.relative, text[m.start : m.end], m.alternatives, m.start, m.end)
        for m in periods_in(text, clock.calendar, reference=reference or clock.reference)
    )
    periods = tuple(p for i, p in enumerate(periods) if not any(p.period == other.period for other in periods[:i])) if len(periods) > 1 else periods
    masked = lowered
    for period in every:
        masked = masked[: period.start] + MASK * (period.end - period.start) + masked[period.end :]
    numbers = tuple(n for n in numerals(masked) if MASK not in n.printed and not _part_of_name(masked, n, grounding))
    return Asked(text, masked, periods, numbers, cues_in(masked))


def _part_of_name(masked: str, number: Numeral, grounding: Grounding) -> bool:
    """Whether digits belong to a name ("100Mbps", "top 3", "10-K") rather than being an amount of the question."""
    return any(term.key in grounding.lines for term in terms_in(masked[number.start : number.end]))


class Reader:
    """Reads questions about one document."""

    def __init__(self, grounding: Grounding) -> None:
        self.grounding = grounding

    def readings(self, question: Asked) -> list[Reading]:
        """All readings of a question, best first."""
        found = [reading for rule in RULES for reading in rule(self, question)]
        return sorted(found, key=lambda reading: -reading.score)

    # -- helpers ----------------------------------------------------------------------------------------------------

    def values(self, q: Asked, terms: list[Term], want: Want) -> list[Candidate]:
        return self.grounding.candidates(terms, want) if terms else []

    def want(self, q: Asked, *, period: AskedPeriod | None = None, target: bool | None = None, level: bool = False) -> Want:
        """What the question's cues say of the number wanted; `level` when the operation needs amounts, not percentages."""
        return Want(
            percent=not level and q.has("percent"),
            amount=level and False,
            counting=q.has("count"),
            target=q.has("target") if target is None else target,
            currency=_currency(q),
            period=period,
        )

    def scored(self, q: Asked, candidates: list[Candidate], consumed: tuple[str, ...], terms: list[Term]) -> tuple[float, tuple[str, ...]]:
        """The score of values together, less cues that nothing uses and words that nothing explains."""
        covered = frozenset().union(*(c.covered for c in candidates)) if candidates else frozenset()
        known = lexicon()
        left = [
            t for t in terms
            if t.key not in covered and t.key not in known.filler and not t.key.isdigit()
        ]
        unexplained = self.grounding.content(dict.fromkeys(t.key for t in left))
        unused = [
            name for name, cues in q.cues.items()
            if name not in consumed and name in WEIGHTY and not all(_explained(cue, covered) for cue in cues)
        ]
        mean = sum(c.score for c in candidates) / len(candidates) if candidates else 0.0
        return mean - UNUSED_CUE * len(unused) - UNEXPLAINED * len(unexplained), tuple(t.text for t in left if t.key in unexplained)

    def unary(self, q: Asked, operation: Operation, consumed: tuple[str, ...], bonus: float = 0.0, **fields: object) -> Iterator[Reading]:
        """Readings of an operation over one value: everything but the operation's own words names it."""
        terms = q.terms(without=consumed)
        want = fields.pop("want", None) or self.want(q, period=fields.get("later"))  # type: ignore[arg-type]
        for candidate in self.values(q, terms, want):  # type: ignore[arg-type]
            score, uncovered = self.scored(q, [candidate], consumed, terms)
            yield Reading(operation, (candidate.value,), score + bonus, uncovered=uncovered, **fields)  # type: ignore[arg-type]

    def pairs(self, q: Asked, match: re.Match[str], consumed: tuple[str, ...], want: Want) -> Iterator[tuple[Candidate, Candidate, tuple[AskedPeriod | None, AskedPeriod | None], float, tuple[str, ...]]]:
        """Pairs of values for two stretches. A word that one side lacks may be taken from the other ("SI share of revenue")."""
        (a0, a1), (b0, b1) = match.span("a"), match.span("b")
        first, second = q.terms(a0, a1, consumed), q.terms(b0, b1, consumed)
        rest = [t for t in q.terms(without=consumed) if not match.start() <= t.start < match.end()]
        inside = len(q.periods) > 1
        pa, pb = (q.period_in(a0, a1), q.period_in(b0, b1)) if inside else (None, None)
        shared = q.periods[0] if q.periods and not (pa and pb) else None
        found = []
        want_a = replace(want, period=pa or shared or (q.periods[0] if q.periods else None), target=_mentions(q, "target", a0, a1))
        want_b = replace(want, period=pb or shared or (q.periods[0] if q.periods else None), target=_mentions(q, "target", b0, b1))
        without_target_a = [t for t in first if t.key != "@target"] if not want_a.target else first
        growing = [bool(re.search(r"\b(?:growth|grew|grow|increase|decrease|decline|fall)\b", q.masked[a:b])) for a, b in ((a0, a1), (b0, b1))]
        ones = [_grown(c, growing[0]) for c in self._with_lent(without_target_a, second, want_a)[:5]]
        twos = [_grown(c, growing[1]) for c in self._with_lent(second, first, want_b)[:5]]
        for one in ones:
            for two in twos:
                if _overlap(one.value, two.value) and pa == pb:
                    continue
                score, uncovered = self.scored(q, [one, two], consumed, [*first, *second, *rest])
                found.append((one, two, (pa, pb), score + _kinship(one.value, two.value), uncovered))
        yield from sorted(found, key=lambda item: -item[3])[:4]

    def _with_lent(self, own: list[Term], other: list[Term], want: Want) -> list[Candidate]:
        """Candidates for one side's own words, and for these with a word lent by the other side."""
        own_content = self.grounding.content(t.key for t in own)
        if not own_content:
            return []
        found = list(self.grounding.candidates(own, want))
        for term in other:
            if term.key in {t.key for t in own} or not self.grounding.content([term.key]):
                continue
            for candidate in self.grounding.candidates([*own, term], want, limit=3):
                if term.key in candidate.covered:
                    found.append(replace(candidate, score=candidate.score - 0.05))
        return sorted(found, key=lambda c: -c.score)


def _explained(cue: Cue, covered: frozenset[str]) -> bool:
    return bool(covered & set(stems(cue.text))) or any(t.key in covered for t in terms_in(cue.text))


def _mentions(q: Asked, name: str, start: int, end: int) -> bool:
    return any(start <= cue.start < end for cue in q.cues.get(name, ()))


def _stock_and_flow(a: Value, b: Value) -> bool:
    """Whether one is an amount at a date and the other of a period: those are not added or compared."""
    if isinstance(a, LineValue) and isinstance(b, LineValue):
        instants = [{p.instant for p in line.periods()} for line in (a.line, b.line)]
        return instants[0].isdisjoint(instants[1])
    return False


def _grown(candidate: Candidate, growing: bool) -> Candidate:
    """The candidate's growth, where the words name a growth rate."""
    return replace(candidate, value=Movement(candidate.value, growth=True)) if growing and candidate.value.unit != "%" else candidate


def _overlap(a: Value, b: Value) -> bool:
    """Whether two values are the same line, or lines that print the same item."""
    if isinstance(a, LineValue) and isinstance(b, LineValue):
        return bool({a.line, *a.same} & {b.line, *b.same})
    return a == b


def _kinship(a: Value, b: Value) -> float:
    """A small bonus for two lines of one table, section or unit."""
    if isinstance(a, LineValue) and isinstance(b, LineValue):
        tables = {line.table for line in (a.line, *a.same)} & {line.table for line in (b.line, *b.same)} - {None}
        return (0.03 if tables else 0.0) + (0.02 if a.unit == b.unit else -0.04)
    return 0.0


def _currency(q: Asked) -> str | None:
    """The currency that the question wants its answer in, if it names one."""
    for cue in q.cues.get("convert", ()):
        for code, pattern in (("USD", r"dollar|usd|\$"), ("JPY", r"yen|jpy"), ("EUR", r"eur"), ("GBP", r"pound|gbp")):
            if re.search(pattern, cue.text):
                return code
    return None


WEIGHTY = frozenset({"percent", "points", "up", "down", "growth", "yoy", "average", "sum", "rank", "count", "whatif", "annual", "target", "convert", "than"})
"""Cues that ought to be used: an answer that leaves one of them out is worse."""


# --- rules -----------------------------------------------------------------------------------------------------------

_COUNT_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5, "six": 6, "6": 6, "ten": 10, "10": 10}
_PLACES = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


def _options(q: Asked, **more: object) -> Options:
    return Options(
        percent=q.has("percent"), points=q.has("points"), basis_points=bool(re.search(r"\bbps\b|basis point", q.masked)),
        currency=_currency(q), annual=q.has("annual"), size=bool(re.search(r"\bloss(?:es)?\b|\blos[et]\b|\bdeficit\b|\boutflow", q.masked)), yes_no=bool(re.match(r"\W*(?:so |and |but )?(?:did|does|do|is|are|was|were|has|have)\b", q.masked)),
        **more,  # type: ignore[arg-type]
    )


def lookup(reader: Reader, q: Asked) -> Iterator[Reading]:
    """One value, in one period or in each of several."""
    period = q.periods[0] if q.periods else None
    options = _options(q)
    want = reader.want(q, period=period)
    consumed = ("target", "convert", "annual", "count") if want.target else ("convert", "annual", "count")
    for reading in reader.unary(q, "lookup", (*consumed, "percent"), later=period, periods=q.periods, options=options, want=want):
        yield reading


def movement(reader: Reader, q: Asked) -> Iterator[Reading]:
    """Change or growth of a value from one period to another."""
    if not q.has("up", "down", "move", "growth", "yoy", "points") and not (q.has("percent") and len(q.periods) > 1):
        return
    if not q.has("up", "down", "growth", "yoy", "points", "percent") and q.has("move") and len(q.periods) < 1 and not re.search(r"\bchang|\bchg|\bmove|\bdelta|\bswing", q.masked):
        return
    amount_asked = re.search(r"\bhow (?:much|many)\b|\bin (?:yen|dollars|amount|absolute)\b|\bby what amount\b", q.masked)
    growth = q.has("percent") or q.has("yoy", "growth") and not amount_asked
    growth = growth and not q.has("points")
    later, earlier = _span_of(q, reader)
    claims = _claim(q)
    consumed = ("up", "down", "move", "growth", "yoy", "percent", "points", "convert", "annual", "than", "count")
    operation: Operation = "growth" if growth else "change"
    want = Want(target=q.has("target"), currency=_currency(q), period=later or earlier, counting=q.has("count"), ratio=q.has("points"))
    options = _options(q, claims=claims)
    for kept in (consumed, tuple(name for name in consumed if name not in ("move",))):
        yield from reader.unary(q, operation, kept, 0.06, later=later, earlier=earlier, periods=q.periods, options=options, want=want)
    if growth:
        printed = replace(want, measure="growth", percent=True)
        yield from reader.unary(q, "lookup", consumed, 0.0, later=later, options=replace(options, compared_with=earlier), want=printed)


def _span_of(q: Asked, reader: Reader) -> tuple[AskedPeriod | None, AskedPeriod | None]:
    """The later and the earlier period of a movement; one that is only compared with ("since March", "from a year ago") is the earlier."""
    reference = reader.grounding.clock.reference
    if len(q.periods) >= 2:
        ordered = sorted(q.periods[:3], key=lambda p: (p.period.end, p.period.days))
        return ordered[-1], ordered[0] if ordered[0].period != ordered[-1].period else None
    if not q.periods:
        return None, None
    only = q.periods[0]
    before = q.masked[max(0, only.start - 22) : only.start]
    compared = re.search(r"\b(?:since|from|than|vs\.?|versus|against|compared (?:to|with)|on|over|relative to)\s+(?:the |in |at |on |its |that of )*$", before)
    if reference and only.period.end < reference.end and (compared or only.relative and not re.search(r"\bin\s+(?:the )?$", before)):
        return None, only
    return only, None


def _claim(q: Asked) -> Literal["up", "down", ""]:
    """The direction that a question takes for granted."""
    up, down = q.cues.get("up", ()), q.cues.get("down", ())
    if up and not down:
        return "up"
    return "down" if down and not up else ""


_SHARES = [re.compile(p) for p in (
    r"\b(?:what|which|how (?:much|large|big|high)(?: of)? an?|how (?:much|large|big))?\s*(?:is the |was the |a |the )?(?:per ?cent(?:age)?|share|proportion|portion|part|fraction|slice|%|pct)\s*(?:of|in)\s+(?P<b>.+?)\s+(?:is|are|was|were|comes?|came|goes|went|did|does|do|that|which|represented|made|accounted|stems?|attributable|fell on|sat in|sits in|from)\s+(?:is |are |was |were )?(?:made up (?:of|by)|accounted for by|accounted for|represented by|from|to|by|in|on|for)?\s*(?P<a>.+)",
    r"(?P<a>.+?)\s*,?\s*(?:as|is|are|was|were|what|in)\s+(?:a |an |the |what )?(?:per ?cent(?:age)?|share|proportion|portion|part|fraction|%|pct)\s*(?:of|to)\s+(?P<b>.+)",
    r"(?P<a>.+?)(?:'s)?\s+(?:share|proportion|percentage|percent|part|portion|fraction|%|weight)\s+(?:of|in|to)\s+(?P<b>.+)",
    r"(?:how much|what(?: part| share| fraction)?) of (?P<b>.+?)\s+(?:is|are|was|were|comes? from|came from|goes to|went (?:to|on|into)|did|does)\s+(?P<a>.+)",
    r"(?P<a>.+?)\s+(?:accounts?|accounted|makes?|made|represents?|represented|contributes?|contributed)\s+(?:for |up |to )?(?:what |how much |which )?(?:per ?cent(?:age)?|share|proportion|part|%)?\s*(?:of)\s+(?P<b>.+)",
    r"(?:share|proportion|percentage|percent|%|part|contribution)\s+(?:that )?(?P<a>.+?)\s+(?:accounts?|accounted|makes?|made|represents?|represented|contributes?|contributed|has|had|have)\s+(?:for |up |to |in |of )*(?P<b>.+)",
)]
_RATIOS = [re.compile(p) for p in (
    r"\bratio of (?P<a>.+?) (?:to|over|and|against|versus|vs\.?) (?P<b>.+)",
    r"(?P<a>.+?) (?:divided by|relative to|in relation to|in proportion to|(?<!compared )against every|\bover\b(?! the)) (?P<b>.+)",
    r"(?P<a>.+?)\s*(?:[- ]to[- ](?P<b>.+?)) ratio\b",
    r"(?P<a>[^/]+?)\s+/\s+(?P<b>[^/]+)$",
    r"(?P<a>.+?) (?:per(?! (?:common |ordinary |basic |diluted )?(?:share|ads|adr|cent|annum|year|quarter|month)s?\b)|for each|for every|for one|on each|(?:spread )?over (?:the|all)) (?:single |one |installed )?(?P<b>.+)",
    r"how many times (?:as |does |do |is |are |was |were |did |the |could |can )*(?P<b>.+?) (?:cover\w*|larger than|bigger than|as (?:large|big|high|much) as|the size of|greater than|exceed\w*|higher than) (?P<a>.+)",
)]
_DIFFERENCES = [re.compile(p) for p in (
    r"\b(?:differ\w*|gap|spread|distance|delta)\s+(?:is there |was there |is |was )?between (?P<a>.+?) (?:and|vs\.?|versus) (?P<b>.+)",
    r"(?P<a>.+?) (?:minus|less|net of|after (?:deducting|subtracting|taking off|paying)|excluding|without|before deducting) (?P<b>.+)",
    r"\b(?:subtract|deduct|take)\s+(?P<b>.+?) from (?P<a>.+)",
    r"(?:how much|how many|by what|by how much|by how many)\b.*?\b(?:more|less|larger|bigger|higher|greater|smaller|lower|fewer)\b(?: (?:is|are|was|were|did|does|do|in|the))*\s+(?P<a>.+?) than (?P<b>.+)",
    r"(?:how much|how many|by what|by how much|by how many)\b\s*(?P<a>.*?)\b(?:more|less|larger|bigger|higher|greater|smaller|lower|fewer)\s+than (?P<b>.+)",
    r"(?:how much|by how much|by what|by how many|did|does|do)\s+(?P<a>.+?) (?:exceed\w*|beat|outgr[eo]w|outpac\w*|surpass\w*|top(?:ped)?|outnumber\w*) (?P<b>.+)",
    r"(?P<a>.+?) (?:vs\.?|versus|compared (?:to|with)|against) (?P<b>.+)",
    r"\b(?:left|remain\w*) (?:of|from) (?P<a>.+?) (?:after|once|when) (?P<b>.+)",
)]
_SUMS = [re.compile(p) for p in (
    r"\b(?:sum|total|combined (?:total|amount|value)?|aggregate) of (?P<a>.+?) (?:and|plus|with|&) (?P<b>.+)",
    r"(?P<a>.+?) (?:plus|\+|together with|combined with|added to) (?P<b>.+)",
    r"\b(?:add(?:ing)?|add up|adding up|combine)\s+(?:up |together )?(?P<a>.+?) (?:and|to|with|plus) (?P<b>.+)",
    r"(?P<a>.+?) and (?P<b>.+?),? (?:combined|together|in total|in all|altogether|added|taken together|put together|sum)\b",
    r"\bcombined (?P<a>.+?) and (?P<b>.+)",
)]
_AVERAGES = [re.compile(p) for p in (r"\baverage (?:of )?(?P<a>.+?) and (?P<b>.+)", r"\bmean (?:of )?(?P<a>.+?) and (?P<b>.+)")]
_COMPARES = [re.compile(p) for p in (
    r"\b(?:which|what|who|whichever)\b.*?\b(?:larger|bigger|higher|greater|more|smaller|lower|less|fewer|better|worse|stronger|weaker|faster|slower|fatter|most|largest|least)\b[^,:?]*?[,:?-]+\s*(?P<a>.+?),? (?:or|vs\.?|versus) (?P<b>[^?]+)",
    r"(?P<a>.+?) (?:or|vs\.?|versus|compared (?:to|with)) (?P<b>.+?)\s*[,:?-]+\s*(?:which|what|who)\b.*",
    r"\b(?:is|are|was|were|did|does|do|has|have)\s+(?P<a>.+?)\s+(?:\w+ ){0,3}?(?:larger|bigger|higher|greater|more|smaller|lower|less|fewer|better|worse|stronger|weaker|exceed\w*|faster|slower)\b(?:\s\w+){0,3}?\s+than\s+(?P<b>.+)",
    r"\b(?:which|what)\b.*?\b(?:between|of)\s+(?P<a>.+?)\s+(?:and|or)\s+(?P<b>.+)",
    r"\b(?:more|fewer|less|greater|larger|higher)\s+(?P<a>.+?)\s+(?:than|or)\s+(?:more |fewer |less )?(?P<b>.+)",
    r"(?P<a>.+?) (?:or|vs\.?|versus) (?P<b>.+)",
)]


def _binary(operation: Operation, patterns: list[re.Pattern[str]], consumed: tuple[str, ...], bonus: float):  # type: ignore[no-untyped-def]
    """A rule for an operation over two values, each named by one group of a pattern."""

    def rule(reader: Reader, q: Asked) -> Iterator[Reading]:
        want = Want(currency=_currency(q), counting=q.has("count") and operation not in ("ratio", "share"))
        if operation == "share" and not q.has("percent") and not re.search(r"\b(?:share|proportion|(?:what|which) part|portion|fraction|slice|account|contribut|make up|makes up)", q.masked):
            return
        for pattern in patterns:
            match = pattern.search(q.masked)
            if not match:
                continue
            for one, two, own, score, uncovered in reader.pairs(q, match, consumed, want):
                shared = q.periods[0] if q.periods and not all(own) else None
                if operation in ("difference", "sum", "compare") and _stock_and_flow(one.value, two.value) and "minus" not in q.masked:
                    continue
                if operation in ("ratio", "share") and {one.value.unit, two.value.unit} & {"%"} and one.value.unit != two.value.unit:
                    continue
                yield Reading(operation, (one.value, two.value), score + bonus, later=shared, periods=q.periods, own_periods=own, options=_options(q), uncovered=uncovered)

    return rule


_SHARE_WORDS = ("percent", "convert", "annual")


def average(reader: Reader, q: Asked) -> Iterator[Reading]:
    """The mean of one value over periods."""
    if q.has("average"):
        yield from reader.unary(q, "average", ("average", "convert"), 0.04, periods=q.periods, options=_options(q), want=Want(period=q.periods[0] if q.periods else None, target=q.has("target")))


def sum_over_periods(reader: Reader, q: Asked) -> Iterator[Reading]:
    """The sum of one value over two or more periods."""
    if len(q.periods) > 1 and (q.has("sum") or re.search(r"\btotal\b", q.masked)):
        yield from reader.unary(q, "sum", ("sum", "convert"), 0.03, periods=q.periods, options=_options(q), want=Want(period=q.periods[0]))


def target_gap(reader: Reader, q: Asked) -> Iterator[Reading]:
    """Target less actual, the part of a target that is reached, or what one target leaves after another."""
    if not q.has("target") and not re.search(r"\bimpl(?:y|ied|ies)\b", q.masked):
        return
    remaining, progress = q.has("remaining"), q.has("progress") or q.has("percent")
    if not remaining and not progress:
        return
    consumed = ("target", "remaining", "progress", "percent", "convert", "sum")
    terms = q.terms(without=consumed)
    targets = [p for p in q.periods if reader.grounding.clock.reference is None or p.period.end > reader.grounding.clock.reference.end]
    for candidate in reader.values(q, terms, Want(target=True, period=targets[0] if targets else None)):
        if not (isinstance(candidate.value, LineValue) and candidate.value.line.is_target):
            continue
        for actual in reader.values(q, terms, Want())[:2]:
            score, uncovered = reader.scored(q, [candidate, actual], consumed, terms)
            operation: Operation = "progress" if progress and not re.search(r"\bleft\b|\bto go\b|\bremain", q.masked) else "remaining"
            yield Reading(operation, (candidate.value, actual.value), score + 0.05, periods=q.periods, own_periods=(targets[0] if targets else None, None), options=_options(q), uncovered=uncovered)


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
    options = _options(q, factor=number.amount * sign if number.unit == "%" else None, threshold=None if number.unit == "%" else number.amount * sign)
    yield from reader.unary(trimmed, "what_if", consumed, 0.08, later=q.periods[0] if len(q.periods) == 1 else None, periods=q.periods, options=options, want=Want())


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
    yield from _grouped(reader, q, "rank", consumed, _options(q, descending=descending, count=count, place=place, by=by, direction="down" if falling else ""))


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
    options = _options(q, direction=direction, threshold=threshold, by="growth" if q.has("percent") and threshold is not None else "amount")
    rows_asked = re.search(r"\bhow many of\b|\b(?:how many|number of|count of|# of)\b.{0,60}?\b(?:lines?|items?|categor\w+|segments?|components?|types?|kinds?|streams?|sources?|rows?|entries|brands?|tiers?|sub-?lines?)\b|\blines?\b.{0,40}how many (?:fell|rose|shrank|grew|declined|increased|decreased)", q.masked)
    trimmed = q
    for number in q.numbers:
        trimmed = replace(trimmed, masked=trimmed.masked[: number.start] + " " * (number.end - number.start) + trimmed.masked[number.end :])
    for reading in _grouped(reader, trimmed, "count", consumed, options):
        yield replace(reading, score=reading.score + (0.2 if rows_asked else -0.15))


def _grouped(reader: Reader, q: Asked, operation: Operation, consumed: tuple[str, ...], options: Options) -> Iterator[Reading]:
    terms = q.terms(without=consumed)
    period = q.periods[0] if q.periods else None
    for group in groups_named(reader.grounding, terms, Want(period=period, target=q.has("target"), currency=_currency(q))):
        left = [t for t in terms if t.key not in group.covered and t.key not in lexicon().filler and t.key not in GROUP_WORDS]
        unexplained = reader.grounding.content(dict.fromkeys(t.key for t in left))
        score = group.score - UNEXPLAINED * len(unexplained)
        yield Reading(operation, tuple(LineValue(line) for line in group.lines), score + 0.1, later=period, periods=q.periods, options=options, uncovered=tuple(unexplained), group=group)


GROUP_WORDS = frozenset(stems("line lines item category categories segment segments component type kind piece stream source row entry single name entire three four five two brand tier speed service balance sheet breakdown subline sub size unit area division product offering"))
"""Words for "one of a group", which name no group themselves."""

_SHARE_CONSUMED = ("percent", "convert", "annual", "sum")

RULES = (
    lookup, movement, average, sum_over_periods, target_gap, what_if, rank, count,
    _binary("share", _SHARES, _SHARE_CONSUMED, 0.08),
    _binary("ratio", _RATIOS, ("percent", "convert", "annual", "multiple", "than", "average"), 0.06),
    _binary("difference", _DIFFERENCES, ("than", "up", "down", "move", "convert", "count", "remaining"), 0.06),
    _binary("sum", _SUMS, ("sum", "convert", "count"), 0.02),
    _binary("average", _AVERAGES, ("average", "convert"), 0.07),
    _binary("compare", _COMPARES, ("than", "up", "down", "rank", "convert", "count"), 0.07),
)
