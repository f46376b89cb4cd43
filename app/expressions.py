"""Expressions: a stretch of a question that names a value by arithmetic over others, to any depth.

"operating income plus depreciation less capex", "growth in SI revenue", "half of its backlog per contract".
In: a question taken apart, the grounding of a document. Out: `Candidate`s for the stretch, best first. Recursive
descent over the connectives, the loosest first; every way to split is tried, and units decide which of them make sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from app.asked import Asked
from app.composites import Chain, Dated, Formula, Movement, overlap, stock_and_flow
from app.connectives import ADDED, BETWEEN, DIVIDED, GROWN, JOINING, LEAVING_OUT, MEAN, OPERATORS, SCALED, TAKEN, TIGHT
from app.grounding import Grounding
from app.lexicon import Term, lexicon
from app.lines import FREE, LIGHT
from app.question import words_in
from app.values import LineValue, Number, Value
from app.wanting import MEASURES, Candidate, Want
from app.wording import is_money

DEEPEST = 3
WIDEST = 4
"""Candidates kept for a stretch."""
LEAST = 0.58
"""Every value of an expression must be named at least this well."""
LENT = 0.05
"""What a value loses by a word that stands only beside its neighbour ("SI revenue and cost")."""
IGNORED_OPERATOR = 0.3
"""What a value loses whose words hold an operator that its label does not."""
_DEFINED = re.compile(
    r"\s*(?:=|:(?!\S)|\s-\s|\bi\.e\.,?|\bthat is,|\bmeaning\b|\bdefined as\b"
    r"|\((?=[^()]*(?:\b(?:minus|less|plus|divided|over|per)\b|\s/\s)))\s*"
)
_TIMES = re.compile(r"x?\d+x?")
ALIKE = 0.05
"""What a value of a sum gains by a name like the first one's ("lease obligations, current and noncurrent")."""
_LEFT_OUT = re.compile(r"\b(?:excluding|without|not counting|ignoring|out)\b")
_DIVIDING = re.compile(r"\bdivided\b|\bratio\b|\u00f7|\btimes\b|\bhalf\b|\btwice\b|\bgrowth\b|%")
SAID = 0.08
"""What an expression gains that the question gives as the definition of a name."""
_RATE = re.compile(r"\b(?:rate|margin|share|return|yield|payout|per ?cent\w*)\b|%")
_ITS = re.compile(r"\b(?:its|their|the same|respective)\b")
_IT = re.compile(r"\W*(?:what )?(?:it|they|those)\b")
_SEVERAL = re.compile(r"\b(?:both|two|three|all)\b(?: \w+)?(?: of)?")
_FACTORS = {"half": "0.5", "twice": "2", "double": "2", "doubled": "2", "triple": "3", "tripled": "3", "halved": "0.5"}


def expressions(
    grounding: Grounding, q: Asked, want: Want, without: tuple[str, ...] = (), shared: tuple[Term, ...] = ()
) -> Expressions:
    """The reader of a question's stretches, the same one for the same wants."""
    key = (q.masked, want, without, shared)
    if key not in q.memo:
        q.memo[key] = Expressions(grounding, q, want, without, shared)
    found: Expressions = q.memo[key]
    return found


@dataclass
class Expressions:
    """Reads the stretches of one question; what was read of a stretch is remembered."""

    grounding: Grounding
    q: Asked
    want: Want
    without: tuple[str, ...] = ()
    shared: tuple[Term, ...] = ()
    """Words outside the stretches that belong to every value ("the gross margin of ...")."""
    scope: tuple[Term, ...] = ()
    """Words of a definition's name that are meant with every value ("ATM gross loss: revenue less cost")."""
    known: dict[tuple[int, int, tuple[str, ...], int], list[Candidate]] = field(default_factory=dict)

    def over(self, start: int, end: int, lent: Sequence[Term] = (), depth: int = 0) -> list[Candidate]:
        """What the stretch may mean, best first; `lent` are words of its surroundings that may be meant with it."""
        start, end = _bare(self.q.masked, start, end)
        key = (start, end, tuple(term.key for term in lent), depth)
        if key not in self.known:
            found = [*self._one(start, end, lent, depth), *self.composed(start, end, lent, depth)]
            self.known[key] = _best(self.grounding, found, WIDEST if depth else 2 * WIDEST)
        return self.known[key]

    def composed(self, start: int, end: int, lent: Sequence[Term] = (), depth: int = 0) -> list[Candidate]:
        """What the stretch means as arithmetic over values."""
        if depth >= DEEPEST or not OPERATORS.search(self.q.masked, start, end):
            return []
        defined = _DEFINED.search(self.q.masked, start, end)
        if defined and self._names(self._terms(start, defined.start())):
            return self._definition(start, end, defined, depth) or self.composed(start, defined.start(), lent, depth)
        ways = (self._divided, self._chained, self._taken, self._between, self._averaged, self._scaled, self._grown)
        return _best(self.grounding, [c for way in ways for c in way(start, end, lent, depth + 1)])

    def _definition(self, start: int, end: int, mark: re.Match[str], depth: int) -> list[Candidate]:
        """What a name is said to be ("free cash flow = a less b", "gross loss (revenue minus cost)"): the arithmetic.

        The words of the name may be meant with every part, and need not name anything themselves.
        """
        name = self._terms(start, mark.start())
        close = self.q.masked.find(")", mark.end(), end) if "(" in mark[0] else -1
        known = self.grounding.candidates(name, Want())[:1]
        metric = known[0].covered if known and isinstance(known[0].value, Formula) else frozenset()
        stop = close if close > 0 else end
        found = replace(self, scope=(), known={}).composed(mark.end(), stop, (), depth)
        scope: tuple[Term, ...] = ()
        said = {t.key for t in self._terms(mark.end(), stop)}
        for term in sorted(name, key=lambda t: -self.grounding.lines.rarity(t.key)):
            if term.key not in metric | LIGHT and self.grounding.lines.in_labels(term.key):
                within = replace(self, scope=(*scope, term), known={}).composed(mark.end(), stop, (), depth)
                enough = found[0].score - SAID * (term.key not in said) if found else 0.0
                if within and within[0].score >= enough:
                    scope, found = (*scope, term), within
        unit = known[0].value.unit if metric else None
        if _RATE.search(self.q.masked, start, mark.start()) or unit == "%":
            found = [replace(c, value=_in_percent(c.value)) for c in found]
        if unit is not None:
            found = [c for c in found if c.value.unit == unit]
        free = frozenset(t.key for t in name)
        return [replace(c, score=c.score + SAID, covered=c.covered | free, uncovered=c.uncovered - free) for c in found]

    # -- one value --------------------------------------------------------------------------------------------------

    def _one(self, start: int, end: int, lent: Sequence[Term], depth: int) -> list[Candidate]:
        own = self._terms(start, end)
        text = self.q.masked[start:end]
        if not self._names(own):
            return self._number(start, end)
        own = [*own, *self.shared]
        period = self.q.period_in(start, end)
        want = replace(
            self.want, period=period or self.want.period, target=self.want.target or self._target(start, end)
        )
        own = own if want.target else [term for term in own if term.key != "@target"]
        if self.scope:
            found = self._lending(own, list(self.scope), want, 0.0)
        else:
            dependent = bool(lent) and {t.key for t in own} <= _QUALIFIERS | lexicon().filler
            pronoun = bool(lent and _ITS.search(text))
            weak = bool(lent and _IT.match(text))
            loss = 4 * LENT * (pronoun or dependent or weak)
            found = [replace(c, score=c.score - loss) for c in self.grounding.candidates(own, want)[:5]]
            if dependent:
                found += self._with_all_lent(own, list(lent), want)
            elif lent:
                found += self._with_lent(own, lent, want, pronoun=pronoun or weak)
        found = [self._less_ignored(c, start, end, depth) for c in found]
        if _SEVERAL.search(text):
            several = self._several(own, want)
            found = [*several, *(replace(c, score=c.score - IGNORED_OPERATOR * bool(several)) for c in found)]
        if depth and period is not None and len(self.q.periods) > 1:
            found = [replace(c, value=Dated(c.value, period)) for c in found]
        return found

    def _less_ignored(self, candidate: Candidate, start: int, end: int, depth: int) -> Candidate:
        """The candidate, less what it loses by operators among its words that its own name does not have."""
        patterns = (PLUS_MINUS, _DIVIDING) if depth else (PLUS_MINUS,)
        matches = [match for pattern in patterns if (match := pattern.search(self.q.masked, start, end))]
        ignored = [m for m in matches if m[0].strip(" ,") not in candidate.value.name.lower()]
        return replace(candidate, score=candidate.score - IGNORED_OPERATOR * len(ignored))

    def _names(self, own: Sequence[Term]) -> bool:
        """Whether the terms name something."""
        return bool(self.grounding.content(t.key for t in own)) or any((t.key,) in lexicon().means for t in own)

    def _terms(self, start: int, end: int) -> list[Term]:
        """The terms of a stretch that may name something; joining words count only where a label has them."""
        labels = self.grounding.lines
        return [
            t
            for t in self.q.terms(start, end, self.without)
            if t.key not in JOINING or t.key in LEAVING_OUT or labels.in_labels(t.key)
        ]

    def _target(self, start: int, end: int) -> bool:
        return any(start <= cue.start < end for cue in self.q.cues.get("target", ()))

    def _number(self, start: int, end: int) -> list[Candidate]:
        """A number that the question gives, where a stretch holds nothing else."""
        inside = [n for n in self.q.numbers if start <= n.start < end]
        if len(inside) != 1:
            return []
        number = inside[0]
        return [Candidate(Number(number.amount, number.unit, number.printed.strip()), 0.8, frozenset(), frozenset())]

    def _with_lent(self, own: list[Term], lent: Sequence[Term], want: Want, *, pronoun: bool) -> list[Candidate]:
        """Candidates for the words together with those of the neighbour that help to name a line."""
        mine = {t.key for t in own}
        useful = [t for t in dict.fromkeys(lent) if t.key not in mine and self.grounding.content([t.key])]
        if pronoun:
            return self._with_all_lent(own, [t for t in useful if t.key not in MEASURES], want)
        return [c for term in useful[:6] for c in self._lending(own, [term], want, LENT)]

    def _with_all_lent(self, own: list[Term], useful: list[Term], want: Want) -> list[Candidate]:
        """Candidates for the words with as many of the neighbour's as one line takes, the rarest first."""
        helping: list[Term] = []
        found: list[Candidate] = []
        rarest = sorted(useful, key=lambda t: -self.grounding.lines.rarity(t.key))
        for term in rarest[:8]:
            more = self._lending(own, [*helping, term], want, 0.0)
            if more:
                helping, found = [*helping, term], more
        return found

    def _lending(self, own: list[Term], lent: list[Term], want: Want, loss: float) -> list[Candidate]:
        return [
            replace(candidate, score=candidate.score - loss)
            for candidate in self.grounding.candidates([*own, *lent], want, limit=3)
            if all(term.key in candidate.covered for term in lent)
        ]

    def _several(self, own: list[Term], want: Want) -> list[Candidate]:
        """The sum of the lines of one table that all bear the name ("both kinds of lease obligations")."""
        named = [t for t in own if t.key not in _COUNTS]
        content = {key for key in self.grounding.content(t.key for t in named) if key in self.grounding.lines}
        fitting = [
            c
            for c in self.grounding.candidates(named, want, limit=12)
            if isinstance(c.value, LineValue)
            and content <= c.covered
            and content & c.value.line.label_terms
            and not c.value.line.is_total
        ]
        if not fitting or not content:
            return []
        first = fitting[0].value
        assert isinstance(first, LineValue)
        alike = [c for c in fitting if isinstance(c.value, LineValue) and c.value.line.table == first.line.table]
        alike = [c for c in alike if c.value.unit == first.unit]
        alike = [c for i, c in enumerate(alike) if not any(overlap(c.value, other.value) for other in alike[:i])]
        if not 2 <= len(alike) <= 4:
            return []
        value = Chain(tuple(c.value for c in alike), (1,) * len(alike))
        return [Candidate(value, fitting[0].score + 0.05, fitting[0].covered | _COUNTS, frozenset())]

    # -- arithmetic -------------------------------------------------------------------------------------------------

    def _divided(self, start: int, end: int, lent: Sequence[Term], depth: int) -> Iterator[Candidate]:
        """A share or a ratio."""
        for pattern, share in DIVIDED:
            for match in self._matches(pattern, start, end):
                for part, whole in self._pairs(match, lent, depth):
                    if isinstance(whole.value, Dated) and not self._names(self._terms(*match.span("b"))):
                        continue
                    if pattern is TIGHT and part.value.unit == whole.value.unit:
                        continue
                    ratio = _ratio(part.value, whole.value, percent=share or self.q.has("percent"))
                    if ratio is not None:
                        yield self._joined(ratio, [part, whole], match)

    def _chained(self, start: int, end: int, lent: Sequence[Term], depth: int) -> Iterator[Candidate]:
        """Values added and taken away: "a plus b, c and d less e"."""
        summing = self.q.has("sum") or bool(re.search(r"\bboth\b|\btotal of\b", self.q.masked[start:end]))
        for tokens in _splits(self.q.masked, start, end, summing=summing):
            stretches, signs = tokens
            yield from self._chain(stretches, signs, lent, depth)

    def _chain(
        self, stretches: list[tuple[int, int]], signs: list[int], lent: Sequence[Term], depth: int
    ) -> Iterator[Candidate]:
        if self._within_label(stretches):
            return
        every = [self._terms(*stretch) for stretch in stretches]
        others = [[t for j, terms in enumerate(every) if j != i for t in terms] for i in range(len(every))]
        firsts = self.over(*stretches[0], [*lent, *others[0]], depth)[:2]
        text = self.q.masked[stretches[0][0] : stretches[-1][1]]
        for first in firsts:
            if _LEFT_OUT.search(text) and "including" in first.value.name.lower():
                continue
            parts = [first]
            for stretch, near in zip(stretches[1:], others[1:], strict=True):
                fitting = [
                    c
                    for c in self.over(*stretch, [*lent, *near], depth)
                    if c.value.unit == first.value.unit
                    and not stock_and_flow(first.value, c.value)
                    and not any(overlap(c.value, p.value) for p in parts)
                ]
                if not fitting:
                    break
                parallel = ALIKE if min(signs) > 0 else 0.0
                parts.append(
                    max(
                        fitting,
                        key=lambda c: c.score + kinship(first.value, c.value) + parallel * _alike(first.value, c.value),
                    )
                )
            if len(parts) == len(stretches) and not self._one_line(stretches, signs):
                chain = Chain(tuple(p.value for p in parts), tuple(signs))
                yield self._joined(chain, parts, None, (stretches[0][0], stretches[-1][1]), stretches)

    def _one_line(self, stretches: list[tuple[int, int]], signs: list[int]) -> bool:
        """Whether one line bears all the names that a plus joins ("the SI + equipment backlog")."""
        if -1 in signs:
            return False
        terms = self._terms(stretches[0][0], stretches[-1][1])
        content = set(self.grounding.content(t.key for t in terms)) - JOINING
        return any(
            isinstance(c.value, LineValue)
            and content <= c.covered
            and c.value.line.label_terms - FREE - LIGHT <= content
            for c in self.grounding.candidates(terms, self.want)[:3]
        )

    def _taken(self, start: int, end: int, lent: Sequence[Term], depth: int) -> Iterator[Candidate]:
        """What is left of one value when another is taken from it, or their sum: "take b from a", "add a to b"."""
        for pattern, sign in (*((p, -1) for p in TAKEN), *((p, 1) for p in ADDED)):
            for match in self._matches(pattern, start, end):
                for one, two in self._pairs(match, lent, depth):
                    if one.value.unit == two.value.unit and not overlap(one.value, two.value):
                        yield self._joined(Chain((one.value, two.value), (1, sign)), [one, two], match)

    def _between(self, start: int, end: int, lent: Sequence[Term], depth: int) -> Iterator[Candidate]:
        """The difference between two values, whichever is the larger of them."""
        for pattern in BETWEEN:
            for match in self._matches(pattern, start, end):
                for one, two in self._pairs(match, lent, depth):
                    if one.value.unit == two.value.unit and not overlap(one.value, two.value):
                        yield self._joined(Chain((one.value, two.value), (1, -1)), [one, two], match)

    def _averaged(self, start: int, end: int, lent: Sequence[Term], depth: int) -> Iterator[Candidate]:
        for pattern in MEAN:
            for match in self._matches(pattern, start, end):
                for one, two in self._pairs(match, lent, depth):
                    if one.value.unit == two.value.unit and not overlap(one.value, two.value):
                        names = f"average of {one.value.name} and {two.value.name}"
                        value = Formula(
                            names, "average({0}, {1})", one.value.unit, (one.value, two.value), "average of {0} and {1}"
                        )
                        yield self._joined(value, [one, two], match)

    def _scaled(self, start: int, end: int, lent: Sequence[Term], depth: int) -> Iterator[Candidate]:
        """A multiple or a part of a value: "half of a", "a times four", "a doubled"."""
        for pattern in SCALED:
            for match in self._matches(pattern, start, end):
                factor = self._factor(match)
                if factor is None:
                    continue
                for one in self.over(*match.span("a"), lent, depth):
                    if isinstance(one.value, Number) or one.value.unit is None:
                        continue
                    shape = f"{{0}} x {match['n'] or factor}"
                    value = Formula(
                        f"{one.value.name} x {factor}", f"{{0}} * {factor}", one.value.unit, (one.value,), shape
                    )
                    yield self._joined(value, [one], match)

    def _factor(self, match: re.Match[str]) -> str | None:
        """The number by which a value is multiplied."""
        words = match["n"].strip() if match["n"] else ""
        if words in _FACTORS:
            return _FACTORS[words]
        start, end = match.span("n")
        given = next((n for n in self.q.numbers if start <= n.start < end), None)
        if given is None:
            plain = re.fullmatch(r"\d+(?:\.\d+)?", words)
            return plain[0] if plain else None
        return format(given.amount / 100 if given.unit == "%" else given.amount, "f") if given.amount > 0 else None

    def _grown(self, start: int, end: int, lent: Sequence[Term], depth: int) -> Iterator[Candidate]:
        """How a value moved, in percent or in amount."""
        for pattern, percent in GROWN:
            for match in self._matches(pattern, start, end):
                growth = percent or self.q.has("percent", "points", "yoy")
                for one in self.over(*match.span("a"), lent, depth):
                    value = one.value.value if isinstance(one.value, Dated) else one.value
                    if isinstance(value, (Movement, Number)):
                        continue
                    printed = isinstance(value, LineValue) and value.line.measure != "amount"
                    if not printed:
                        moved = Movement(value, growth and value.unit != "%")
                        when = one.value.period if isinstance(one.value, Dated) else None
                        yield self._joined(Dated(moved, when) if when else moved, [one], match)

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _matches(self, pattern: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
        match = pattern.search(self.q.masked, start, end)
        if match and all(match[name].count("(") == match[name].count(")") for name in match.groupdict() if match[name]):
            yield match

    def _pairs(self, match: re.Match[str], lent: Sequence[Term], depth: int) -> Iterator[tuple[Candidate, Candidate]]:
        a, b = match.span("a"), match.span("b")
        other = self.q.period_in(*b)
        if other is not None and not self._names(self._terms(*b)):
            mine = self.q.period_in(*a)
            for one in self.over(*a, lent, depth)[:3]:
                value = one.value.value if isinstance(one.value, Dated) else one.value
                first = replace(one, value=Dated(value, mine) if mine else value)
                yield first, replace(one, value=Dated(value, other))
            return
        ones = self.over(*a, [*lent, *self._terms(*b)], depth)[:3]
        twos = self.over(*b, [*lent, *self._terms(*a)], depth)[:3]
        pairs = [(one, two) for one in ones for two in twos if min(one.score, two.score) >= LEAST]
        yield from sorted(pairs, key=lambda p: -(p[0].score + p[1].score + 2 * kinship(p[0].value, p[1].value)))[:3]

    def _joined(
        self,
        value: Value,
        parts: Sequence[Candidate],
        match: re.Match[str] | None,
        span: tuple[int, int] | None = None,
        stretches: Sequence[tuple[int, int]] = (),
    ) -> Candidate:
        """The candidate for an expression: as good as its parts, less the words around them that nothing explains."""
        if match is not None:
            span = match.span()
            stretches = [match.span(name) for name in ("a", "b") if name in match.groupdict() and match[name]]
        assert span is not None
        around = [
            t.key
            for t in self.q.terms(*span, self.without)
            if not any(a <= t.start + span[0] < b for a, b in stretches)
        ]
        times = frozenset(key for key in around if _TIMES.fullmatch(key))
        covered = frozenset().union(*(p.covered for p in parts)) | (frozenset(around) & JOINING) | times
        uncovered = frozenset().union(*(p.uncovered for p in parts)) | (
            frozenset(self.grounding.content(around)) - JOINING
        )
        score = sum(p.score for p in parts) / len(parts)
        score += kinship(parts[0].value, parts[1].value) if len(parts) > 1 else 0.0
        return Candidate(value, score - 0.01, covered, uncovered - covered)

    def _within_label(self, stretches: Sequence[tuple[int, int]]) -> bool:
        """Whether the words on both sides of a joint stand together in one printed label ("sales and marketing")."""
        for (_, a), (b, end) in pairwise(stretches):
            joint = self.q.masked[a:b].strip(" ,")
            before, after = words_in(self.q.masked[max(0, a - 30) : a]), words_in(self.q.masked[b:end])
            if joint in ("and", "&", "") and before and after:
                phrase = f"{before[-1].text} {joint or 'and'} {after[0].text}"
                if phrase in self._labels:
                    return True
        return False

    @cached_property
    def _labels(self) -> str:
        return "\n".join(line.label.lower() for line in self.grounding.lines.lines if line.source == "table")


_QUALIFIERS = frozenset(
    {"current", "@noncurrent", "basic", "diluted", "domestic", "international", "foreign", "gross", "home", "corporate"}
)
"""Words that name nothing alone: what they qualify stands beside the neighbour ("current and noncurrent debt")."""
_COUNTS = frozenset(
    {"both", "two", "three", "all", "kind", "part", "type", "portion", "piece", "sort", "component", "bucket", "line"}
)


def _bare(masked: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without blanks, commas and the parentheses around it."""
    text = masked[start:end]
    start, end = start + len(text) - len(text.lstrip(" ,")), end - (len(text) - len(text.rstrip(" ,?.")))
    inside = masked[start + 1 : end - 1]
    wrapped = masked[start : start + 1] == "(" and masked[end - 1 : end] == ")" and "(" not in inside
    return (start + 1, end - 1) if wrapped and ")" not in inside else (start, max(start, end))


def _splits(masked: str, start: int, end: int, *, summing: bool) -> Iterator[tuple[list[tuple[int, int]], list[int]]]:
    """The ways to cut a stretch at its plus and minus words, and at "and" and commas where it asks for a sum."""
    marks = [(m.start(), m.end(), -1 if m["minus"] else 1) for m in PLUS_MINUS.finditer(masked, start, end)]
    marks = [m for m in marks if not _inside_parentheses(masked, start, m[0])]
    ands = [(m.start(), m.end(), 0) for m in _AND.finditer(masked, start, end)] if summing else []
    ands = [a for a in ands if not any(m[0] < a[1] and a[0] < m[1] for m in marks)]
    words = [a for a in ands if "and" in masked[a[0] : a[1]] or "&" in masked[a[0] : a[1]]]
    for found in dict.fromkeys((tuple(marks), tuple(sorted(marks + words)), tuple(sorted(marks + ands)))):
        if not found or len(found) > 6:
            continue
        chosen = _carried_on(found)
        bounds = [start, *(edge for mark in chosen for edge in mark[:2]), end]
        stretches = [(bounds[i], bounds[i + 1]) for i in range(0, len(bounds), 2)]
        signs = [1, *(sign for _, _, sign in chosen)]
        kept = [(s, sign) for s, sign in zip(stretches, signs, strict=True) if re.search(r"\w", masked[slice(*s)])]
        if len(kept) > 1:
            yield [s for s, _ in kept], [sign for _, sign in kept]


def _carried_on(marks: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The marks with the sign of the one before for an "and": "a less b and c" takes both away."""
    found: list[tuple[int, int, int]] = []
    for start, end, sign in marks:
        found.append((start, end, sign or (found[-1][2] if found else 1)))
    return found


def _inside_parentheses(masked: str, start: int, position: int) -> bool:
    before = masked[start:position]
    return before.count("(") > before.count(")")


PLUS_MINUS = re.compile(
    r"(?P<plus>\bplus\b|(?<=\s)\+(?=\s)|\+(?=\s?[a-z])|\btogether with\b|\bcombined with\b|\band adding\b|\badded to\b"
    r"|\balong with\b)"
    r"|(?P<minus>,?\s*\b(?:minus|(?<!or )less(?! than\b)|net of|excluding|without(?! \w+ing\b)|before deducting"
    r"|not counting|ignoring|(?:if (?:you|we|i|one) )?(?:leave|leaving|left|take|taking|strip|stripping)(?: it)? out"
    r"|after (?:deducting|subtracting|taking (?:off|away|out)|paying))\b)"
)
_AND = re.compile(r",\s*(?:and\b|plus\b)?|;|\band\b(?! then)|(?<=\s)&(?=\s)")


def _best(grounding: Grounding, found: Sequence[Candidate], most: int = WIDEST) -> list[Candidate]:
    """The best candidates, one for each value."""
    ranked = sorted(found, key=lambda c: -(c.score - 0.15 * len(grounding.content(c.uncovered))))
    kept: list[Candidate] = []
    for candidate in ranked:
        if all(candidate.value != other.value for other in kept):
            kept.append(candidate)
    return kept[:most]


def _ratio(part: Value, whole: Value, *, percent: bool) -> Formula | None:
    """One value over another: a percentage or a plain ratio for one unit, an amount per noun for two."""
    if part.unit is None or whole.unit is None or overlap(part, whole):
        return None
    if part.unit == whole.unit:
        if percent:
            return Formula(
                f"{part.name} as a percentage of {whole.name}", "share({0}, {1})", "%", (part, whole), "{0} / {1}"
            )
        return Formula(f"{part.name} / {whole.name}", "{0} / {1}", "x", (part, whole), "{0} / {1}")
    if percent or not divides(part.unit, whole.unit):
        return None
    noun = whole.unit[:-1] if whole.unit.endswith("s") and len(whole.unit) > 3 else whole.unit
    return Formula(f"{part.name} per {noun}", "{0} / {1}", f"{part.unit}/{noun}", (part, whole), "{0} / {1}")


def _alike(a: Value, b: Value) -> float:
    """How much of the shorter label of two lines the other has as well."""
    if not isinstance(a, LineValue) or not isinstance(b, LineValue):
        return 0.0
    one, other = a.line.label_terms - FREE, b.line.label_terms - FREE
    return len(one & other) / (min(len(one), len(other)) or 1)


def divides(part: str, whole: str) -> bool:
    """Whether an amount of one unit is given for each of another: money or things for each counted thing.

    >>> divides("JPY", "contracts"), divides("contracts", "JPY"), divides("JPY/share", "contracts")
    (True, False, False)
    """
    rates = {"%", "pp", "x"}
    return not ({part, whole} & rates or "/" in part + whole or is_money(whole))


def _in_percent(value: Value) -> Value:
    """A plain ratio as a percentage."""
    if isinstance(value, Formula) and value.unit == "x":
        return _ratio(*value.parts, percent=True) or value
    return value


def kinship(a: Value, b: Value) -> float:
    """A small bonus for two lines of one table, section or unit."""
    a, b = (v.value if isinstance(v, Dated) else v for v in (a, b))
    if isinstance(a, LineValue) and isinstance(b, LineValue):
        tables = {line.table for line in (a.line, *a.same)} & {line.table for line in (b.line, *b.same)} - {None}
        mixed = -0.1 if stock_and_flow(a, b) and a.unit == b.unit else 0.0
        return (0.03 if tables else 0.0) + (0.02 if a.unit == b.unit else -0.04) + mixed
    return 0.0
