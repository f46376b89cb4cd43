"""Grounding: words of a question to values that the release can give.

In: terms ("SI", "@gross_margin") and what kind of number is wanted. Out: `Candidate`s: lines and metrics, best first,
each with the words that it leaves unexplained. Nothing is guessed: a word that no line, metric or lexicon knows stays
unexplained.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from importlib.resources import files

from app.composites import Formula
from app.lexicon import Term, lexicon, terms_in
from app.lines import FREE, Line, Lines, Match
from app.question import stem, stems
from app.values import AskedPeriod, Clock, LineValue, Missing, Value
from app.wording import is_money

CLOSE = 0.10
"""Lines whose match scores lie this near to each other may print the same item."""
NAMED_COMPANY = 0.012
"""What a line loses that names the company where the question does not ("Total ... Inc. equity" for "total equity")."""
OTHER_WORD = 0.04
"""What a line loses whose label says a concept in another word than the question."""
LACKING = 0.25
"""What a value loses that lacks one of the periods that an operation runs over."""
LEAST = 0.38
"""Below this a match is no match."""


TELLING = frozenset(
    stems("us gaap data other others rate number average total net first second third end start opening point time")
)
"""Fillers that tell one label from another where a label has them."""
DIRECTIONS = frozenset(stems("up down increase decrease increased decreased rise fall change changes gain loss"))
SOFT = frozenset(
    {
        "@paid",
        "@purchase",
        "@customer",
        *stems(
            "shareholder shareholders stockholder stockholders earn earned make made bring generate generated own "
            "owns owe owes sell sold lose lost losing loss losses"
        ),
    }
)
"""Words of doing that a question may use of any line item: they help to choose, but name nothing by themselves."""


EXPENSES = frozenset(
    {
        "@research",
        "@sga",
        "@selling",
        "@admin",
        "@depreciation",
        "@interest_expense",
        "@stock_compensation",
        "amortization",
    }
)
"""Names that are expenses whether or not the word follows ("research and development expenses")."""


TURNING = frozenset(
    [
        "@cost",
        "@cost_of_revenue",
        "@disposal",
        "@write_down",
        "proceed",
        "accumulated",
        "@deferred_tax",
        "decrease",
        "increase",
        "@elimination",
        "intersegment",
        "effect",
        "@beginning",
        "@accrued",
    ]
)
"""Words of a label that make it something else than what the rest of it names: a question has to say them."""


NAMED_RESULTS = frozenset(
    {
        "@operating_income",
        "@net_income",
        "@pretax_income",
        "@ebitda",
        "@revenue",
        "@gross_profit",
        "@gross_margin",
        "@eps",
        "@dividend",
    }
)
"""Where a question names one of these, its verbs ("make", "earn") mean nothing more."""
MEASURES = NAMED_RESULTS | EXPENSES | {"@cost", "@cost_of_revenue", "@backlog", "@orders", "@contract", "growth"}
"""What is measured of a thing: "its revenue" after "the cost of the business" is the business's revenue."""
IN_PERCENT = frozenset(
    {"ratio", "%", "margin", "@gross_margin", "@gross_margin_ratio", "percentage", "rate", "@comparable_sales"}
)
"""Words that ask for a percentage."""
IN_MONEY = frozenset(
    {
        "@revenue",
        "@cost",
        "@cost_of_revenue",
        "@operating_income",
        "@net_income",
        "@gross_profit",
        "lose",
        "lost",
        "loss",
    }
)
"""Words that ask for an amount of money, never for a number of things."""
UNUSUAL = frozenset({"low", "high", "constant-currency"})
"""Bases that a question has to ask for."""


_STATEMENTS = frozenset(stems("balance sheets financial condition position results highlights summary"))
"""Subjects of paragraphs that are whole statements: a ratio in them is that of the company."""


@dataclass(frozen=True)
class Metric:
    """A formula of the metrics file; `names` are the phrases (as terms) by which people ask for it."""

    key: str
    title: str
    names: tuple[tuple[str, ...], ...]
    formula: str
    unit: str
    definition: str
    parts: dict[str, tuple[str, ...]]
    optional: frozenset[str]
    outflow: frozenset[str]
    annual: bool
    days: bool
    scope_only: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def metrics() -> tuple[Metric, ...]:
    """The packaged metrics, read once."""
    data = tomllib.loads((files("app") / "metrics.toml").read_text(encoding="utf-8"))
    return tuple(
        Metric(
            key,
            _titled(entry["names"][0]),
            tuple(tuple(t.key for t in terms_in(name)) for name in entry["names"]),
            entry["formula"],
            entry["unit"],
            entry["definition"],
            {symbol: tuple(labels) for symbol, labels in entry["parts"].items()},
            frozenset(entry.get("optional", ())),
            frozenset(entry.get("outflow", ())),
            entry.get("annual", False),
            entry.get("days", False),
            frozenset(entry.get("scope_only", ())),
        )
        for key, entry in data.items()
    )


@dataclass(frozen=True)
class Want:
    """What kind of number is wanted: of an amount or a movement, in which unit, actual or target, for which period."""

    percent: bool = False
    amount: bool = False
    counting: bool = False
    target: bool = False
    currency: str | None = None
    period: AskedPeriod | None = None
    measure: str = "amount"
    ratio: bool = False


@dataclass(frozen=True)
class Candidate:
    """A value that some words may mean. `uncovered` are the terms that it leaves unexplained."""

    value: Value
    score: float
    covered: frozenset[str]
    uncovered: frozenset[str]


class Grounding:
    """Finds values in one document."""

    def __init__(self, lines: Lines, clock: Clock) -> None:
        self.lines, self.clock = lines, clock
        self._remembered = lru_cache(maxsize=4_096)(self._candidates)

    def candidates(self, terms: Iterable[Term | str], want: Want, limit: int = 6) -> list[Candidate]:
        """The values that the terms may mean, best first; fillers may be among the terms and count for nothing."""
        terms = tuple(terms)
        keys = tuple(term if isinstance(term, str) else term.key for term in terms)
        spoken = tuple(
            (term.key, stems(term.text)) for term in terms if not isinstance(term, str) and term.key.startswith("@")
        )
        return list(self._remembered(keys, spoken, want)[:limit])

    def _candidates(
        self, keys: tuple[str, ...], spoken: tuple[tuple[str, tuple[str, ...]], ...], want: Want
    ) -> tuple[Candidate, ...]:
        found = [*self._lines(keys, want, dict(spoken)), *self._metrics(keys, want)]
        for concept, words in spoken:
            if len(words) > 1 and concept != "@eps":
                apart = [part for key in keys for part in (words if key == concept else (key,))]
                found.extend(
                    replace(candidate, score=candidate.score - 0.02, covered=candidate.covered | {concept})
                    for candidate in self._lines(apart, want)[:3]
                    if set(words) <= candidate.covered | FREE | self.filler
                )
        for rank, (expanded, replaced) in enumerate(_expanded(keys)):
            found.extend(
                replace(
                    candidate,
                    score=candidate.score - 0.01 - 0.005 * rank,
                    covered=candidate.covered | replaced,
                    uncovered=candidate.uncovered - replaced,
                )
                for candidate in self._lines(expanded, want)[:3]
                if not set(self.content(candidate.uncovered)) - set(keys)
            )
        found.sort(key=lambda c: (-(c.score - 0.15 * len(self.content(c.uncovered))), len(c.uncovered)))
        return tuple(found[:12])

    @cached_property
    def filler(self) -> frozenset[str]:
        """Words that name nothing: the lexicon's fillers, and its soft words but those that a label has."""
        known = lexicon()
        return known.filler | {word for word in known.soft if not self.lines.in_labels(word)}

    def content(self, terms: Iterable[str]) -> list[str]:
        """The terms that name something: neither fillers nor words of the company's name."""
        filler = self.filler
        terms = list(terms)
        named = [
            t
            for t in terms
            if t not in filler
            and not (t == "@cost" and EXPENSES.intersection(terms))
            and t not in FREE
            and t not in SOFT
            and t not in self.lines.company_terms
            and not t.isdigit()
        ]
        return [t for t in named if not (t.endswith("ly") and len(t) > 4 and t not in self.lines)]

    # -- lines ------------------------------------------------------------------------------------------------------

    def _lines(self, keys: Sequence[str], want: Want, spoken: Mapping[str, tuple[str, ...]] = {}) -> list[Candidate]:
        filler = self.filler
        wanted = [
            key
            for key in keys
            if key not in filler
            or (key in TELLING and key in self.lines)
            or (self.lines.in_labels(key) and key not in DIRECTIONS)
        ]
        matches = self.lines.matches(
            wanted, optional=frozenset(wanted) & filler if self.content(wanted) else frozenset()
        )
        if not self.content(wanted):
            matches = [m for m in matches if wanted and m.line.label_terms == frozenset(wanted)]
        named = bool(set(keys) & self.lines.company_terms)
        fitted = [
            (
                self._fitted(match, want)
                - OTHER_WORD * _put_differently(match, spoken)
                - (NAMED_COMPANY if not named and match.line.label_words & self.lines.company_terms else 0.0),
                match,
            )
            for match in matches[:60]
        ]
        ranked = sorted((pair for pair in fitted if pair[0] >= LEAST), key=lambda pair: -pair[0])
        candidates, seen = [], set()
        for score, match in ranked[:12]:
            if match.line in seen:
                continue
            cluster = self._cluster(match, [m for s, m in ranked if abs(s - score) <= 2 * CLOSE], want)
            seen.update(cluster)
            first, *same = cluster
            actual = (
                tuple(twin for twin in self.lines.same_label(first) if not twin.is_target) if first.is_target else ()
            )
            candidates.append(
                Candidate(
                    LineValue(
                        first,
                        tuple(same),
                        actual=actual,
                        between=want.target or not first.is_target,
                        movements=self.lines.growth_of(first),
                    ),
                    score,
                    match.covered,
                    match.uncovered,
                )
            )
        return candidates

    def _fitted(self, match: Match, want: Want) -> float:
        """The match score, less what speaks against the line for the number that is wanted."""
        line, score = match.line, match.score
        score -= self._target_loss(line, want)
        if "@eps" in match.covered and "/" not in (line.unit or ""):
            score -= 0.3
        if line.basis & UNUSUAL - match.covered:
            score -= 0.1
        score -= _kind_loss(match, want)
        currency = want.currency or self.lines.document.release.currency
        if line.unit and is_money(line.unit) and line.unit[:3] != currency:
            score -= 0.06
        score -= _subject_loss(match)
        if (line.label_terms & TURNING) - match.covered:
            score -= 0.14
        if line.unit is None or all(fact.period is None for fact in line.facts):
            score -= 0.12
        return score + self._period_gain(line, want)

    def _target_loss(self, line: Line, want: Want) -> float:
        """What an actual figure loses where a forecast is wanted, and the reverse: little for a period yet to come."""
        if line.is_target == want.target:
            return 0.0
        future = (
            want.period is not None
            and self.clock.reference is not None
            and want.period.period.end > self.clock.reference.end
        )
        return 0.05 if line.is_target and future else 0.3 if line.is_target else 0.45

    def _period_gain(self, line: Line, want: Want) -> float:
        """What a line gains that is printed for the period wanted, or loses that is not."""
        if want.period is not None:
            fit = max((self.clock.fit(want.period, p) for p in line.periods()), default=0.0)
            return 0.06 * fit if fit else -0.14
        if self.clock.reference and not line.is_target:
            now = AskedPeriod(self.clock.reference)
            return 0.03 if any(self.clock.fit(now, p) for p in line.periods()) else -0.05
        return 0.0

    def _cluster(self, match: Match, near: list[Match], want: Want) -> list[Line]:
        """The lines that print the same item as the match's line, the most precise first."""
        line = match.line
        same = [line]
        for other in near:
            if other.line is line or other.line.unit != line.unit or other.line.measure != line.measure:
                continue
            if (
                other.line.is_target == line.is_target
                and _agree(line, other.line)
                and len(other.uncovered) <= len(match.uncovered)
            ):
                same.append(other.line)
        for twin in self.lines.same_label(line):
            if twin not in same and twin.is_target == line.is_target and _agree(line, twin, least=2):
                same.append(twin)
        if want.period is None and self.clock.reference is None:
            return same

        def key(candidate: Line) -> tuple[bool, Decimal, bool, bool]:
            period = want.period or (AskedPeriod(self.clock.reference) if self.clock.reference else None)
            has = period is None or any(self.clock.fit(period, p) for p in candidate.periods())
            return (not has, candidate.precision, candidate.source != "table", candidate is not line)

        return sorted(same, key=key)

    @cached_property
    def _shares(self) -> frozenset[tuple[Line, Line]]:
        """Pairs of lines whose ratio is a metric in percent ("equity / total assets" is the equity ratio)."""
        found: set[tuple[Line, Line]] = set()
        for metric in metrics():
            if re.fullmatch(r"share\(\w+, \w+\)", metric.formula):
                known = self._metric(metric, [], Want())
                parts = known.value.parts if known and isinstance(known.value, Formula) else ()
                if len(parts) == 2 and all(isinstance(part, LineValue) for part in parts):
                    one, two = (part for part in parts if isinstance(part, LineValue))
                    found.update((a, b) for a in (one.line, *one.same) for b in (two.line, *two.same))
        return frozenset(found)

    def is_share(self, part: Value, whole: Value) -> bool:
        """Whether the ratio of two values is usually given in percent."""
        return isinstance(part, LineValue) and isinstance(whole, LineValue) and (part.line, whole.line) in self._shares

    # -- metrics ----------------------------------------------------------------------------------------------------

    def _metrics(self, keys: Sequence[str], want: Want) -> list[Candidate]:
        found = []
        for metric in metrics():
            spans = [(i, name) for name in metric.names if (i := _position(keys, name)) is not None]
            if not spans:
                continue
            position, name = max(spans, key=lambda pair: len(pair[1]))
            scope = [key for i, key in enumerate(keys) if not position <= i < position + len(name)]
            scope = self.content(scope)
            own = {term.key for labels in metric.parts.values() for label in labels for term in terms_in(label)}
            scope_only = [key for key in scope if key not in own]
            candidate = self._printed(metric, scope_only, want) or self._metric(metric, scope_only, want)
            if candidate is None:
                continue
            percent = metric.unit == "%"
            score = candidate.score - (0.25 if (want.percent or want.ratio) and metric.unit == "currency" else 0.0)
            score -= 0.15 if want.amount and percent else 0.0
            found.append(
                replace(
                    candidate,
                    score=score + 0.03 + 0.02 * len(name),
                    covered=candidate.covered | frozenset(name) | own & set(scope),
                )
            )
        return found

    def _printed(self, metric: Metric, scope: list[str], want: Want) -> Candidate | None:
        """The line that prints a metric itself: under one of its names, or as a part in percent of the other."""
        if metric.unit != "%" or want.target or want.measure != "amount":
            return None
        parts = [{term.key for label in labels for term in terms_in(label)} for labels in metric.parts.values()]
        ratio = re.fullmatch(r"share\(\w+, \w+\)", metric.formula) is not None
        lines = [
            line
            for line in self.lines.lines
            if line.unit == "%"
            and line.measure in ("amount", "share")
            and not line.is_target
            and not line.basis & UNUSUAL
            and line.subject <= _STATEMENTS
            and self._prints(line.label_terms, metric, parts if ratio else [])
            and (set(scope) <= line.label_terms if scope else True)
            and (want.period is None or any(self.clock.fit(want.period, p) for p in line.periods()))
        ]
        if not lines:
            return None
        first, *others = sorted(lines, key=lambda line: (line.source != "table", len(line.label_terms)))
        value = LineValue(first, tuple(other for other in others if _agree(first, other)))
        return Candidate(value, 0.97, frozenset(scope), frozenset())

    def _prints(self, label: frozenset[str], metric: Metric, parts: list[set[str]]) -> bool:
        """Whether a label says just the metric's name, or that its first part is a percentage of the second."""
        dull = (FREE | self.filler | SOFT) - IN_PERCENT - TELLING
        said = label - dull - self.lines.company_terms
        if any(said == set(name) - dull for name in metric.names):
            return True
        if len(parts) != 2 or not label & {"percentage", "ratio", "%", "percent"}:
            return False
        rest = said - {"percentage", "ratio", "%", "percent"}
        one, two = parts
        return bool(rest & (one - two)) and bool(rest & (two - one)) and rest <= one | two

    def knows(self, metric: Metric) -> bool:
        """Whether the release prints what a metric is made of."""
        return self._metric(metric, [], Want()) is not None

    def _metric(self, metric: Metric, scope: list[str], want: Want) -> Candidate | None:
        parts: dict[str, Candidate] = {}
        part_want = Want(target=want.target, period=want.period)
        for symbol, labels in metric.parts.items():
            fitting = labels if scope else tuple(label for label in labels if label not in metric.scope_only)
            best = self._part(fitting, scope, part_want, positive=symbol in metric.outflow)
            if best is None and symbol not in metric.optional:
                return None
            if best is not None:
                parts[symbol] = best
        if not parts:
            return None
        template, shape = metric.formula, metric.formula
        for number, (symbol, candidate) in enumerate(parts.items()):
            template = re.sub(rf"\b{symbol}\b", f"{{{number}}}", template)
            shape = re.sub(rf"\b{symbol}\b", candidate.value.name.replace("{", "").replace("}", ""), shape)
        for symbol in metric.optional - parts.keys():
            template = re.sub(rf" \+ {symbol}\b|\b{symbol} \+ ", "", template)
            shape = re.sub(rf" \+ {symbol}\b|\b{symbol} \+ ", "", shape)
        if metric.days:
            template, shape = template.replace(" * days", ""), shape.replace(" * days", "")
        unit = metric.unit.replace("currency", self.lines.document.release.currency)
        name = metric.title + (f" ({' '.join(t.lstrip('@') for t in scope)})" if scope else "")
        score = min(0.95, sum(c.score for c in parts.values()) / len(parts)) - 0.03
        uncovered = frozenset().union(*(c.uncovered & set(scope) for c in parts.values()))
        value = Formula(
            name,
            template,
            unit,
            tuple(c.value for c in parts.values()),
            shape,
            metric.definition,
            metric.annual,
            metric.days,
        )
        return Candidate(value, score, frozenset(scope) - uncovered, uncovered)

    def _part(self, labels: tuple[str, ...], scope: list[str], want: Want, *, positive: bool) -> Candidate | None:
        """The line for a part of a metric: that of the label that says most of the scope; "a + b" is the sum of two."""
        found = [candidate for label in labels if (candidate := self._labelled(label, scope, want, positive=positive))]
        return max(found, key=lambda c: len(c.covered & set(scope)), default=None)

    def _labelled(self, label: str, scope: list[str], want: Want, *, positive: bool) -> Candidate | None:
        pieces = []
        for piece in label.split(" + "):
            terms = terms_in(piece)
            keys = [term.key for term in terms]
            said = {term.key: stems(term.text) for term in terms if term.key.startswith("@")}
            fitting = [
                c
                for c in self._lines([*keys, *scope], want, said)
                if not [key for key in c.uncovered if key in keys and key not in FREE]
                and self._available(c.value, want)
                and self._names(c, keys, scope)
            ]
            if not fitting:
                return None
            fitting = [c for c in fitting if is_money(c.value.unit)] or fitting
            pieces.append(max(fitting, key=lambda c: (len(c.covered & set(scope)), c.score)))
        first = pieces[0]
        if len(pieces) == 1:
            value = replace(first.value, positive=positive) if isinstance(first.value, LineValue) else first.value
            return replace(first, value=value)
        values = tuple(piece.value for piece in pieces)
        shape = " + ".join(f"{{{i}}}" for i in range(len(values)))
        return replace(first, value=Formula(label, shape, first.value.unit, values, shape))

    def _names(self, candidate: Candidate, keys: list[str], scope: list[str]) -> bool:
        """Whether a line is what a part of a metric calls for: its own label says so, not only its surroundings."""
        if not isinstance(candidate.value, LineValue):
            return True
        label = candidate.value.line.label_terms
        extra = [t for t in label if t not in keys and t not in scope and t not in FREE and self.lines.rarity(t) > 0.5]
        mine = [key for key in keys if key in label and key not in FREE]
        return (
            bool(mine or scope)
            and sum(self.lines.rarity(t) for t in extra) <= 0.6 * sum(self.lines.rarity(t) for t in label) + 0.01
        )

    def printed_for(self, value: Value, periods: Iterable[AskedPeriod]) -> bool:
        """Whether a value is there for each of the periods."""
        return all(self._available(value, Want(period=period)) for period in periods)

    def _available(self, value: Value, want: Want) -> bool:
        try:
            value.at(want.period, self.clock)
        except Missing:
            return False
        return True


def _kind_loss(match: Match, want: Want) -> float:
    """What a line loses that prints another kind of number than is wanted: money for a count."""
    line = match.line
    percent = line.unit in ("%", "pp")
    if line.measure != want.measure:
        return 0.3 if want.percent and line.measure == "share" else 0.6
    if (want.percent or want.ratio) and not percent and want.measure == "amount":
        return 0.3 if want.ratio else 0.12
    if want.amount and percent:
        return 0.25
    if _counts(line.unit) and not want.counting and (match.covered | match.uncovered) & IN_MONEY:
        return 0.3
    if want.counting and (percent or is_money(line.unit) or is_money((line.unit or "").partition("/")[0])):
        return 0.25
    return 0.12 if percent and not want.percent and not want.ratio and not match.covered & IN_PERCENT else 0.0


def _counts(unit: str | None) -> bool:
    """Whether a unit is a counted noun ("contracts", "ATMs")."""
    return bool(unit) and unit not in ("%", "pp", "x") and "/" not in (unit or "") and not is_money(unit)


def _subject_loss(match: Match) -> float:
    """What a sentence's line loses whose paragraph is about something that the question does not name."""
    line = match.line
    if (
        line.subject
        and (line.unit in ("%", "pp") or is_money(line.unit))
        and not line.subject & match.covered
        and line.subject != line.label_terms
    ):
        return 0.25 if len(line.label_terms) <= 2 else 0.1
    return 0.0


def _put_differently(match: Match, spoken: Mapping[str, tuple[str, ...]]) -> int:
    """How many concepts of the question the label has in other words ("sales" for "revenue").

    They count more where the label says nothing else of what is asked: it may name another thing ("Sales", a product).
    """
    differing = sum(
        key in match.line.label_terms and not match.line.label_words.intersection(spoken[key])
        for key in match.covered
        if key in spoken
    )
    alone = len(match.line.label_terms) == 1 and len(match.covered - FREE - lexicon().filler) > 1
    return 3 * differing if alone else differing


def _titled(name: str) -> str:
    """The name of a metric as written: "ebitda margin" is "EBITDA margin"."""
    return re.sub(r"\bebitda\b|\bsg&a\b|\br&d\b", lambda m: m[0].upper(), name)


def _agree(a: Line, b: Line, *, least: int = 1) -> bool:
    """Whether two lines print the same amounts, as far as their rounding shows, wherever both have the period."""
    shared = [(fact, b.fact(fact.period)) for fact in a.facts if fact.period is not None]
    pairs = [(one, other) for one, other in shared if other is not None]
    if len(pairs) < least:
        return False
    return all(abs(x.amount - y.amount) <= max(x.precision, y.precision) for x, y in pairs)


def _position(keys: Sequence[str], name: tuple[str, ...]) -> int | None:
    """Where a phrase stands among the keys, or None."""
    size = len(name)
    return next((i for i in range(len(keys) - size + 1) if tuple(keys[i : i + size]) == name), None)


def _expanded(keys: Sequence[str]) -> list[tuple[list[str], frozenset[str]]]:
    """The keys with a phrase of the lexicon's one-sided meanings ("bottom line", "opex") put in label words.

    With each come the keys that it replaced. Several may apply; the meanings of each come in order of preference.
    """
    plain = [key.lstrip("@") for key in keys]
    if any(key in NAMED_RESULTS for key in keys):
        return []
    variants: list[tuple[list[str], frozenset[str]]] = []
    for phrase, labels in lexicon().means.items():
        size = len(phrase)
        for i in range(len(plain) - size + 1):
            if tuple(stem(word) for word in plain[i : i + size] if word) == phrase:
                replaced = frozenset(keys[i : i + size])
                variants.extend(
                    ([*keys[:i], *(term.key for term in terms_in(label)), *keys[i + size :]], replaced)
                    for label in labels
                )
                break
    return variants[:10]
