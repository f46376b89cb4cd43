"""Rules over two values: share, ratio, difference, sum, average, comparison.

In: a question taken apart. Out: readings. Each operation has patterns whose groups `a` and `b` name the two values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.grounding import Want
from app.question import words_in
from app.reading import Asked, Operation, Reader, Reading, currency_of, options_of, overlap, stock_and_flow
from app.values import AskedPeriod, Value

_SHARES = [
    re.compile(p)
    for p in (
        (
            r"\b(?:per ?cent(?:age)?|share|proportion|%)(?: constitution)? of (?:the )?(?:constitution of )?"
            r"(?P<a>.+?) (?:among|out of|in|within) (?:the )?(?P<b>(?:total|overall|whole|all) .+)"
        ),
        (
            r"\b(?:what|which|how (?:much|large|big|high)(?: of)? an?|how (?:much|large|big))?\s*(?:is the |was the "
            r"|a |the )?(?<!per )(?:per ?cent(?:age)?|share|proportion|portion|part|fraction|slice|%|pct)\s*(?:of"
            r"|in)\s+(?P<b>.+?)\s+(?:is|are|was|were|comes?|came|goes|went|did|does|do|that|which|represented|made"
            r"|accounted|stems?|attributable|fell on|sat in|sits in|from)\s+(?:is |are |was "
            r"|were )?(?:made up (?:of|by)|accounted for by|accounted for|represented by|from|to|by|in|on|for)?\s*"
            r"(?P<a>.+)"
        ),
        (
            r"(?P<a>.+?)\s*,?\s*(?:as|is|are|was|were|what|in)\s+(?:a |an |the |what )?(?:per ?cent(?:age)?|share"
            r"|proportion|portion|part|fraction|%|pct)\s*(?:of|to)\s+(?P<b>.+)"
        ),
        (
            r"(?P<a>.+?)(?:'s)?\s+(?<!per )(?:share|proportion|percentage|percent|part|portion|fraction|%"
            r"|weight)\s+(?:of|in|to)\s+(?P<b>.+)"
        ),
        (
            r"(?:how much|what(?: part| share| fraction)?) of "
            r"(?P<b>.+?)\s+(?:is|are|was|were|comes? from|came from|goes to|went (?:to|on|into)|did|does)\s+(?P<a>.+)"
        ),
        (
            r"(?P<a>.+?)\s+(?:accounts?|accounted|makes?|made|represents?|represented|contributes?"
            r"|contributed)\s+(?:for |up |to )?(?:what |how much |which )?(?:per ?cent(?:age)?|share|proportion|part"
            r"|%)?\s*(?:of)\s+(?P<b>.+)"
        ),
        (
            r"(?P<a>.+?)\s+(?:\w+ ){0,2}?(?:what|which|how (?:much|big|large)(?: an?)?)\s+(?:per ?cent\w*|pct|share"
            r"|proportion|part|fraction|%)\s+of\s+(?P<b>.+)"
        ),
        (
            r"(?:share|proportion|percentage|percent|%|part|contribution)\s+(?:that )?"
            r"(?P<a>.+?)\s+(?:accounts?|accounted|makes?|made|represents?|represented|contributes?|contributed|has"
            r"|had|have)\s+(?:for |up |to |in |of )*(?P<b>.+)"
        ),
    )
]
_RATIOS = [
    re.compile(p)
    for p in (
        r"\bproportion of (?P<a>.+?) (?:over|to) (?P<b>.+)",
        r"\bratio of (?P<a>.+?) (?:to|over|and|against|versus|vs\.?) (?P<b>.+)",
        (
            r"(?P<a>.+?) (?:divided by|relative to|in relation to|in proportion to|(?<!compared )against every"
            r"|\bover\b(?! the)) (?P<b>.+)"
        ),
        r"(?P<a>.+?)\s*(?:[- ]to[- ](?P<b>.+?)) ratio\b",
        r"(?P<a>[^/]+?)\s+/\s+(?P<b>[^/]+)$",
        r"(?P<a>[a-z][a-z ]{3,})/(?P<b>[a-z][a-z ]{3,})",
        (
            r"(?P<a>.+?) (?:per(?! (?:common |ordinary |basic |diluted )?(?:share|ads|adr|cent|annum|year|quarter"
            r"|month)s?\b)|for each|for every|for one|on each|(?:spread )?over (?:the|all)) (?:single |one "
            r"|installed )?(?P<b>.+)"
        ),
        (
            r"^\W*(?:what(?:'s| is| was| are| were)? (?:the )?)?"
            r"(?P<a>(?!.*\b(?:from|compared|due|up|down|owed|leading|relat\w+|attribut\w+)\b)[^,?]+?) to (?!(?:date|¤"
            r"|issue|pay|be|get|reach|hit|make|have|do|see|show|use|buy|sell|grow|land|meet|earn|spend|invest)\b)"
            r"(?P<b>[a-z][^,?]+)"
        ),
        (
            r"how much (?:did|does|do|was) (?:each|one|every|a single|an average|the average) (?P<b>.+?) "
            r"(?P<a>sell|sold|make|made|earn|earned|bring in|generate|cost|take in)\b"
        ),
        (
            r"how many times (?:as |larger |bigger |greater |higher |more |does |do |is |are |was |were |did |the "
            r"|could |can )*(?P<a>.+?) (?:than|cover\w*|larger than|bigger than|as (?:large|big|high|much) as"
            r"|the size of|greater than|exceed\w*|higher than) (?P<b>.+)"
        ),
    )
]
_DIFFERENCES = [
    re.compile(p)
    for p in (
        (
            r"\b(?:differ\w*|gap|spread|distance|delta)\s+(?:is there |was there |is |was )?between "
            r"(?P<a>.+?) (?:and|vs\.?|versus) (?P<b>.+)"
        ),
        (
            r"\b(?:differ\w*|gap|spread|distance|delta)\s+(?:is there |was there |is |was )?between "
            r"(?P<a>.+) (?:and|vs\.?|versus) (?P<b>.+)"
        ),
        (
            r"(?P<a>.+?) (?:minus|less|net of|after (?:deducting|subtracting|taking off|paying)|excluding|without"
            r"|before deducting) (?P<b>.+)"
        ),
        r"\b(?:subtract|deduct|take)\s+(?P<b>.+?) from (?P<a>.+)",
        r"\btak(?:e|ing)\s+(?P<b>.+?) (?:off|away from|out of) (?P<a>.+?)(?:,|\?|$| what| how)",
        (
            r"(?:how much|how many|by what|by how much|by how many)\b.*?\b(?:more|less|larger|bigger|higher|greater"
            r"|smaller|lower|fewer)\b(?: (?:is|are|was|were|did|does|do|in|the))*\s+(?P<a>.+?) than (?P<b>.+)"
        ),
        (
            r"(?:how much|how many|by what|by how much|by how many)\b\s*"
            r"(?P<a>.*?)\b(?:more|less|larger|bigger|higher|greater|smaller|lower|fewer)\s+than (?P<b>.+)"
        ),
        (
            r"(?:how much|by how much|by what|by how many|did|does|do)\s+"
            r"(?P<a>.+?) (?:exceed\w*|beat|outgr[eo]w|outpac\w*|surpass\w*|top(?:ped)?|outnumber\w*|overt\w+"
            r"|outstrip\w*|outweigh\w*) (?P<b>.+)"
        ),
        r"(?P<a>.+?) (?:vs\.?|versus|compared (?:to|with)|against) (?P<b>.+)",
        (
            r"\b(?:repa\w+|paid?|pays?|used?|spen[dt])\b(?: off| back)?(?: every \w+ of| all(?: of)?)? "
            r"(?P<b>.+?) (?:from|with|out of) (?P<a>.+?),? (?:what|how much)\b.*\b(?:left|remain\w*)"
        ),
        r"\b(?:left|remain\w*) (?:of|from) (?P<a>.+?) (?:after|once|when) (?P<b>.+)",
    )
]
_SUMS = [
    re.compile(p)
    for p in (
        r"\b(?:sum|total|combined (?:total|amount|value)?|aggregate) of (?P<a>.+?) (?:and|plus|with|&) (?P<b>.+)",
        r"\b(?:sum|total|combined (?:total|amount|value)?|aggregate) of (?P<a>.+) (?:and|plus|with|&) (?P<b>.+)",
        r"(?P<a>.+?) (?:plus|\+|together with|combined with|added to) (?P<b>.+)",
        r"\b(?:add(?:ing)?|add up|adding up|combine)\s+(?:up |together )?(?P<a>.+?) (?:and|to|with|plus) (?P<b>.+)",
        (
            r"(?P<a>.+?) and (?P<b>.+?),? (?:combined|together|in total|in all|altogether|added|taken together"
            r"|put together|sum)\b"
        ),
        r"\bcombined (?P<a>.+?) and (?P<b>.+)",
    )
]
_AVERAGES = [
    re.compile(p)
    for p in (
        r"\baverage (?:of )?(?P<a>.+) and (?P<b>.+)",
        r"\baverage (?:of )?(?P<a>.+?) and (?P<b>.+)",
        r"\bmean (?:of )?(?P<a>.+?) and (?P<b>.+)",
    )
]
_COMPARES = [
    re.compile(p)
    for p in (
        (
            r"\b(?:which|what|who|whichever)\b.*?\b(?:larger|bigger|higher|greater|more|smaller|lower|less|fewer|better"
            r"|worse|stronger|weaker|faster|slower|fatter|most|largest|least)\b[^,:?]*?[,:?-]+\s*"
            r"(?P<a>.+?),? (?:or|vs\.?|versus) (?P<b>[^?]+)"
        ),
        r"(?P<a>.+?) (?:or|vs\.?|versus|compared (?:to|with)) (?P<b>.+?)\s*[,:?-]+\s*(?:which|what|who)\b.*",
        (
            r"\b(?:is|are|was|were|did|does|do|has|have)\s+(?P<a>.+?)\s+(?:\w+ ){0,3}?(?:larger|bigger|higher|greater"
            r"|more|smaller|lower|less|fewer|better|worse|stronger|weaker|exceed\w*|faster"
            r"|slower)\b(?:\s\w+){0,3}?\s+than\s+(?P<b>.+)"
        ),
        (
            r"\b(?:is|are|was|were|did|does|do)\s+(?P<a>.+?)\s+(?:above|below|ahead of|exceed\w*|greater than"
            r"|bigger than)\s+(?P<b>[^?]+)"
        ),
        r"\b(?:which|what)\b.*?\b(?:between|of)\s+(?P<a>.+?)\s+(?:and|or)\s+(?P<b>.+)",
        r"\b(?:more|fewer|less|greater|larger|higher)\s+(?P<a>.+?)\s+(?:than|or)\s+(?:more |fewer |less )?(?P<b>.+)",
        r"(?P<a>.+?) (?:or|vs\.?|versus) (?P<b>.+)",
    )
]


_SIDED = re.compile(r"\b(?:than|minus|less|larger|bigger|higher|greater|smaller|lower|ratio)\b")
"""Words that say which of two amounts of one line is set against the other; else they are a movement in time."""


def _joins_a_label(reader: Reader, q: Asked, match: re.Match[str]) -> bool:
    """Whether the word between the two values stands inside one printed label ("furniture and equipment")."""
    (a0, a1), (b0, b1) = match.span("a"), match.span("b")
    joint = q.masked[a1:b0].strip() if a1 <= b0 else ""
    if joint not in ("and", "&", "to", "over", "in"):
        return False
    before, after = words_in(q.masked[a0:a1]), words_in(q.masked[b0:b1])
    phrase = f"{before[-1].text} {joint} {after[0].text}" if before and after else ""
    return bool(phrase) and any(phrase in line.label.lower() for line in reader.grounding.lines.lines)


_SHARING = re.compile(
    r"\b(?:share|proportion|(?:what|which) part|portion|fraction|slice|account|contribut|make up|makes up)"
)


@dataclass(frozen=True, eq=False)
class _Binary:
    """A rule for an operation over two values, each named by one group of a pattern."""

    operation: Operation
    patterns: list[re.Pattern[str]]
    consumed: tuple[str, ...]
    bonus: float

    def __call__(self, reader: Reader, q: Asked) -> Iterator[Reading]:
        if self.operation == "share" and not q.has("percent") and not _SHARING.search(q.masked):
            return
        for pattern in self.patterns:
            defined = max(q.masked.find("="), q.masked.find(":")) + 1
            match = pattern.search(q.masked, defined) or pattern.search(q.masked)
            if not match or any(match[name].count("(") != match[name].count(")") for name in ("a", "b")):
                continue
            if not _joins_a_label(reader, q, match):
                yield from self._readings(reader, q, match)

    def _readings(self, reader: Reader, q: Asked, match: re.Match[str]) -> Iterator[Reading]:
        """The readings of one match of a pattern."""
        rates = self.operation in ("ratio", "share")
        want = Want(currency=currency_of(q), counting=q.has("count") and not rates)
        unnamed = not any(
            reader.grounding.content(t.key for t in q.terms(*match.span(name), self.consumed)) for name in ("a", "b")
        )
        tight = 0.12 if re.search(r"\w/\w", match[0]) and self.operation == "ratio" else 0.0
        each = bool(self.operation == "ratio" and re.search(r"\b(?:per|each|every|over the|over all)\b", match[0]))
        for one, two, own, score, uncovered in reader.pairs(q, match, self.consumed, want, counting=each):
            if self._apart(q, one.value, two.value) or (unnamed and not overlap(one.value, two.value)):
                continue
            if all(own) and overlap(one.value, two.value) and _moves(q):
                if self.operation == "difference":
                    yield _change(q, one.value, own, score + self.bonus, uncovered)
                continue
            if re.search(r"\b(?:excluding|without)\b", match[0]) and "including" in one.value.name.lower():
                continue
            same_unit = one.value.unit == two.value.unit
            if rates and not same_unit and "%" in (one.value.unit, two.value.unit):
                continue
            yield Reading(
                self._done(reader, q, one.value, two.value),
                (one.value, two.value),
                (score - 0.15 if each and same_unit else score) + self.bonus - tight,
                later=q.periods[0] if q.periods and not all(own) else None,
                periods=q.periods,
                own_periods=own,
                options=options_of(q),
                uncovered=uncovered,
            )

    def _apart(self, q: Asked, one: Value, two: Value) -> bool:
        """Whether the two are of kinds that this operation does not put together: a stock and a flow."""
        return (
            self.operation in ("difference", "sum", "compare") and stock_and_flow(one, two) and "minus" not in q.masked
        )

    def _done(self, reader: Reader, q: Asked, one: Value, two: Value) -> Operation:
        """The operation that is carried out: a comparison "how many times" is a ratio, a ratio in percent a share."""
        if q.has("multiple"):
            return "ratio" if self.operation in ("compare", "difference") else self.operation
        return "share" if self.operation == "ratio" and reader.grounding.is_share(one, two) else self.operation


def _moves(q: Asked) -> bool:
    """Whether a question about two periods of one value asks how it moved."""
    return q.has("move", "up", "down", "growth") and not _SIDED.search(q.masked)


def _change(
    q: Asked, value: Value, own: tuple[AskedPeriod | None, ...], score: float, uncovered: tuple[str, ...]
) -> Reading:
    """The change of one value between the periods that its two mentions bear."""
    earlier, later = sorted((p for p in own if p), key=lambda p: p.period.end)
    return Reading(
        "change",
        (value,),
        score,
        later=later,
        earlier=earlier,
        periods=q.periods,
        options=options_of(q),
        uncovered=uncovered,
    )


_SHARE_WORDS = ("percent", "convert", "annual", "sum", "share")

share = _Binary("share", _SHARES, _SHARE_WORDS, 0.08)
ratio = _Binary("ratio", _RATIOS, ("percent", "convert", "annual", "multiple", "than", "average"), 0.06)
difference = _Binary(
    "difference",
    _DIFFERENCES,
    ("than", "up", "down", "move", "convert", "count", "remaining", "against", "multiple"),
    0.06,
)
total = _Binary("sum", _SUMS, ("sum", "convert", "count"), 0.02)
mean = _Binary("average", _AVERAGES, ("average", "convert"), 0.07)
comparison = _Binary(
    "compare", _COMPARES, ("than", "up", "down", "rank", "convert", "count", "against", "multiple"), 0.07
)
