"""Rules over the members of a group: the largest, the fastest growing, how many fell, over rows, measures, items or periods.

In: a question taken apart. Out: readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from app.calculator import CalculatorError
from app.cues import cues_in
from app.grounding import Want
from app.groups import GROUP_WORDS, PARTS_WORDS, Group, Hints, groups_named, measured_groups, moving, over_periods
from app.items import listed_items
from app.lexicon import Term, lexicon
from app.question import stems
from app.reading import UNEXPLAINED, Asked, Operation, Options, Reader, Reading, currency_of, options_of
from app.values import AskedPeriod, LineValue, Missing, Value

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "both": 2} | {str(n): n for n in range(2, 13)}
_NUMBER = "|".join(NUMBERS)
_PLACES = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
_SUPERLATIVE = r"(?:larg|bigg|great|high|small|low|best|worst|main|top|fast|slow|bottom|lead)\w*"
_TOP = re.compile(rf"\b(?:top|bottom|{_SUPERLATIVE})\s+({_NUMBER})\b|\b({_NUMBER})\s+{_SUPERLATIVE}")
_SIZE = re.compile(rf"\b(?:of|out of|the|all|these|those|their|its|all of the)\s+(?:the\s+|these\s+|all\s+|its\s+|their\s+|company's\s+)*({_NUMBER})\b(?!\s*(?:most\s+)?{_SUPERLATIVE})")
SMALLEST = re.compile(r"\b(?:small|low|slow|least|worst|min\w*|few|bottom|weak|poor|tini)\w*")
_RISING = re.compile(r"\b(?:gain\w*|added|adding|grower|growing)\b")
_FALLING = re.compile(r"\b(?:lost|loses?|losing|shed|down|dragg?\w*|decliner?s?|faller)\b")
DRIVING = re.compile(r"\b(?:drove|drives?|driver|contributed|contributor|drag\w*|caused|behind|responsible|helped|hurt)\b")
_FAST = re.compile(r"\b(?:fast|slow)\w*|\bimprov\w*|\bgrow(?:er|ing|th)\b|\bin (?:percent\w*|%|relative) terms\b|\bby percent\w*")
_MONEY_TERMS = re.compile(r"\bin (?:money|yen|jpy|dollars?|usd|absolute|amount|cash) ?(?:terms|amount)?\b|\babsolute(?:ly)?\b|\bby amount\b")
OUTWARD = re.compile(r"\boutflows?\b|\bused up\b|\bgo(?:es|ing)? out\b|\bwent out\b|\bspen[dt]\b|\bnegative\b|\bdrain\w*|\bcash uses?\b|\buses? of cash\b|\boutgoings?\b|\bcash payments?\b")
INWARD = re.compile(r"\binflows?\b|\bpositive\b|\bbrought in cash\b|\bsources? of cash\b|\bcash sources?\b|\bcame in\b")
AT_A_LOSS = re.compile(r"\blo(?:st|ses?|sing) money\b|\bin the red\b|\bloss-?making\b|\bunprofitable\b|\bmade a loss\b|\bat a loss\b")
PERIOD_NOUN = r"(?:fiscal |financial )?(?:years?|quarters?|periods?|dates?)"
OVER_PERIODS = re.compile(rf"\b(?:which|what|whichever|many)(?: \w+)?(?: of the)? {PERIOD_NOUN}\b|\bwhen (?:was|were|did)\b.*\b(?:{_SUPERLATIVE}|most|least|peak\w*)\b|\bof the {PERIOD_NOUN}\b")
DROPPED = re.compile("|".join(p.pattern for p in (_RISING, _FALLING, DRIVING, _FAST, _MONEY_TERMS, OUTWARD, INWARD, AT_A_LOSS)) + r"|\bfew(?:est|er)\b|\btimes a year\b|\bcontributions?\b")
CUES = ("rank", "up", "down", "growth", "move", "percent", "yoy", "convert", "count", "than", "average", "sum", "share", "outflow", "multiple", "points")


def rank(reader: Reader, q: Asked) -> Iterator[Reading]:
    """The largest, smallest, fastest growing of the members of a group."""
    q = unbroken(q)
    driving = re.search(rf"\b(?:which|what)\b.*{DRIVING.pattern}", q.masked)
    if not q.has("rank") and not driving and not re.search(r"\bwhich\b.*\b(?:more|better|worse|higher|larger|bigger|lower)\b", q.masked) and not (OVER_PERIODS.search(q.masked) and re.search(r"\b(?:higher|lower|larger|smaller)\b", q.masked)):
        return
    words = " ".join(cue.text for cue in q.cues.get("rank", ()))
    by = _by(q, bool(driving))
    falling = _falls(q)
    descending = not SMALLEST.search(words) and not re.search(r"\b(?:lower|smaller|worse)\b(?! than)", q.masked)
    if falling and by != "amount":
        descending = not descending
    sign = _sign(q)
    if by == "amount" and re.search(r"\bworst\b", words) is None and sign == "below":
        descending = not SMALLEST.search(words)
    every = bool(re.search(r"\brank(?:ed|ing)?\b|\bsort(?:ed)?\b|\border(?:ed)? by\b|\bin order\b", q.masked))
    top = _TOP.search(q.masked)
    count = 99 if every else NUMBERS[next(g for g in top.groups() if g)] if top else 1
    place = next((number for word, number in _PLACES.items() if re.search(rf"\b{word}[- ]+(?:{_SUPERLATIVE}|most)", q.masked)), 1)
    direction = sign or ("down" if falling and by != "amount" else "")
    options = options_of(q, descending=descending, count=count, place=place, by=by, direction=direction)
    for group, extra in groups_meant(reader, q, options):
        bonus = -0.25 if driving and not q.has("rank") and by == "amount" else 0.1
        if driving and _contradicted(reader, q, group) and group.total is not None:
            claims: Literal["up", "down"] = "up" if q.has("up") else "down"
            total = replace(group, values=(LineValue(group.total),))
            reading = group_reading(reader, q, "change", total, options_of(q, claims=claims), extra + 0.1)
            yield replace(reading, group=None)
            return
        if len(group.values) == 2 and not group.over_periods and re.search(r"\bor\b|\bvs\b|\bversus\b", q.masked):
            bonus = -0.1
        yield group_reading(reader, q, "rank", group, options, extra + bonus)


def _contradicted(reader: Reader, q: Asked, group: Group) -> bool:
    """Whether what the members are said to have driven went the other way."""
    claims = [name for name in ("up", "down") if q.has(name)]
    if group.total is None or len(claims) != 1:
        return False
    value = moving(reader.grounding, [LineValue(group.total)], growth=False, earlier=None)[0]
    try:
        return (value.at(q.periods[0] if q.periods else None, reader.grounding.clock).amount() > 0) != (claims == ["up"])
    except (Missing, CalculatorError):
        return False


def _by(q: Asked, driving: bool) -> Literal["amount", "growth", "change"]:
    fast = _FAST.search(q.masked) and not _MONEY_TERMS.search(q.masked)
    if fast or q.has("growth") or q.has("up", "down") and q.has("percent"):
        return "change" if _MONEY_TERMS.search(q.masked) or driving else "growth"
    moved = q.has("up", "move", "down") or _RISING.search(q.masked) or _FALLING.search(q.masked) and not AT_A_LOSS.search(q.masked)
    cues = [cue.text for name in ("up", "down") for cue in q.cues.get(name, ())]
    only_better = bool(cues) and all(re.fullmatch(r"better|higher|larger|greater|bigger|more|stronger|lower|smaller|worse|less|weaker", text) for text in cues)
    return "change" if moved and not (only_better and not q.has("move")) or driving and q.has("move") else "amount"


def _falls(q: Asked) -> bool:
    return bool((q.has("down") or _FALLING.search(q.masked)) and not (q.has("up") and not re.search(r"\b(?:fell|lost|drop|declin)", q.masked)) and not AT_A_LOSS.search(q.masked))


def _sign(q: Asked) -> Literal["above", "below", ""]:
    """The sign that the question's words want of amounts: money that goes out is printed in parentheses."""
    if OUTWARD.search(q.masked) or AT_A_LOSS.search(q.masked) or q.has("outflow"):
        return "below"
    return "above" if INWARD.search(q.masked) else ""


def count(reader: Reader, q: Asked) -> Iterator[Reading]:
    """How many members of a group there are, or meet a condition."""
    q = unbroken(q)
    if not _COUNTED.search(q.masked) or _NOT_COUNTED.search(q.masked) or re.search(rf"\b(?:the|#|most|least)\b.{{0,12}}\b{_SUPERLATIVE}|\b{_SUPERLATIVE}\b.{{0,40}}\bcount\b|\bmost\b", q.masked):
        return
    options = conditions(q)
    trimmed = without_numbers(q)
    for group, extra in groups_meant(reader, trimmed, options, size_asked(q)):
        yield group_reading(reader, trimmed, "count", group, options, extra + 0.2)


_NOUNS = r"(?:lines?|items?|categor\w+|segments?|components?|types?|kinds?|streams?|sources?|rows?|entries|brands?|tiers?|sub-?lines?|business(?:es)?|divisions?|parts?|pieces|regions?|countr\w+|units|accounts|assets|liabilities|expenses|costs|payments?|areas|markets|quarters?|years?|periods?|times a year|assumptions|steps|brackets|products|services)"
_COUNTED = re.compile(rf"\bhow many of\b|(?:\b(?:how many|number of|no\. of|count of)\b|# of\b).{{0,60}}?\b{_NOUNS}\b|\b{_NOUNS}\b.{{0,60}}\bhow many (?:of (?:them|those|these)|\w+ed|fell|rose|grew|shrank|went|are|were|is|have|had|do|did|lost)\b|\bcount of\b")
_NOT_COUNTED = re.compile(r"\bby how many\b|\bhow many (?:yen|dollars?|jpy|usd|points|percent\w*|times (?!a year)|shares?|pp|bps|contracts?|employees|people|customers|stores|restaurants|days|months|weeks)\b")


def conditions(q: Asked) -> Options:
    """What the members have to meet: a bound, a movement, a sign, or nothing."""
    direction: Literal["up", "down", "above", "below", ""] = ""
    threshold, by = None, "amount"
    if q.numbers and re.search(r"\b(?:above|over|exceed\w*|more than|at least|below|under|less than|fewer than|(?:bigg|larg|high|great|small|low)er than|beyond)\b", q.masked):
        direction = "below" if re.search(r"\b(?:below|under|less than|fewer than|smaller than|lower than)\b", q.masked) else "above"
        number = q.numbers[0]
        threshold, by = number.amount, "growth" if number.unit == "%" and (q.has("up", "down", "growth", "move")) else "amount"
    elif sign := _sign(q):
        direction = sign
    elif q.has("up", "down") or _RISING.search(q.masked) or _FALLING.search(q.masked):
        direction, by = "down" if _falls(q) else "up", "change"
    return options_of(q, direction=direction, threshold=threshold, by=by)


def without_numbers(q: Asked) -> Asked:
    text = q.masked
    for number in q.numbers:
        text = text[: number.start] + " " * (number.end - number.start) + text[number.end :]
    return replace(q, masked=text)


def groups_meant(reader: Reader, q: Asked, options: Options, size: int | None = None) -> Iterator[tuple[Group, float]]:
    """The groups that a question may mean: rows, a measure of each part, items, or the periods of one line; with a bonus each."""
    want = Want(period=q.periods[0] if q.periods else None, target=q.has("target"), currency=currency_of(q))
    terms = naming_terms(q)
    if OVER_PERIODS.search(q.masked):
        yield from periods_of(reader, q, terms, want)
        return
    hints = replace(hints_of(q, options, size), default=not q.has("count") or bool(options.direction))
    signed = options.direction in ("above", "below") and options.threshold is None
    hints = replace(hints, view=hints.view or "rows") if q.has("rank") else hints
    named = groups_named(reader.grounding, terms, want, hints)
    for group in named:
        yield group, 0.0 if not signed or group.view == hints.view == "sentence" or _mixed(group) else -0.2
    content = {t.key for t in terms if reader.grounding.content([t.key]) and t.key not in GROUP_WORDS}
    if not content or any(content <= group.covered and hints.size in (None, len(group.values)) for group in named):
        return
    for group in measured_groups(reader.grounding, terms, replace(want, ratio="ratio" in q.masked or "margin" in q.masked), hints):
        yield group, -0.05
    for items in listed_items(reader, q, want, CUES, DROPPED):
        name = ", ".join(value.name for value in items.values)
        yield Group(name, items.values, items.score, items.covered | PARTS_WORDS), 0.05


def _mixed(group: Group) -> bool:
    """Whether some members are printed as negative amounts."""
    return any(fact.amount < 0 for value in group.values if isinstance(value, LineValue) for fact in value.line.facts)


def unbroken(q: Asked) -> Asked:
    """The question without the "down" of "break down", which is no movement."""
    text = _BREAKDOWN.sub(lambda m: m[1] + " " * len(m[2]), q.masked)
    return replace(q, masked=text, cues=cues_in(text)) if text != q.masked else q


_BREAKDOWN = re.compile(r"(\bbr(?:eak|oken|eaking)\b(?: it| this| that)?)([- ]down)\b")


def size_asked(q: Asked) -> int | None:
    """How many members the group has, as the question says ("the three home brands", "of the 4")."""
    size = _SIZE.search(q.masked)
    return NUMBERS[size[1]] if size else None


def naming_terms(q: Asked) -> list[Term]:
    """The terms that name a group, without the words of its operation; "in the red" asks for operating income."""
    masked = DROPPED.sub(lambda m: " " * len(m.group()), q.masked)
    terms = replace(q, masked=masked).terms(without=(*CUES, "target") if q.has("target") else CUES)
    if AT_A_LOSS.search(q.masked):
        terms = [*terms, Term("@operating_income", "loss", 0, 0)]
    return terms


def hints_of(q: Asked, options: Options, size: int | None = None) -> Hints:
    words = set(stems(q.masked))
    inside = re.search(r"\(([^()]*)\)", q.masked)
    spelled = frozenset(t.key for t in q.terms(*inside.span(1))) if inside and re.search(r",|/", inside[1]) else frozenset()
    rows = words & set(stems("item row subtotal thing")) or re.search(r"\bline items?\b|\bsub-?lines?\b", q.masked)
    if re.search(r"\bmain\b|\bmainly\b|\bprimar\w+\b", q.text.lower()) and re.search(r"\bthings\b|\breasons\b|\bfactors\b|\bdrivers\b|\bitems\b|\buses\b", q.masked):
        return Hints(size or size_asked(q), "sentence", options.by != "amount", spelled)
    return Hints(size or size_asked(q), "rows" if rows else "parts" if words & PARTS_WORDS else "", options.by != "amount", spelled)


def periods_of(reader: Reader, q: Asked, terms: list[Term], want: Want) -> Iterator[tuple[Group, float]]:
    """The periods of one line ("in which year was X largest")."""
    for candidate in reader.grounding.candidates([t for t in terms if t.key not in _PERIOD_WORDS], replace(want, period=None)):
        if isinstance(candidate.value, LineValue) and len(values := over_periods(candidate.value)) > 1:
            yield Group(candidate.value.name, values, candidate.score, candidate.covered | _PERIOD_WORDS, over_periods=True), 0.05


_PERIOD_WORDS = frozenset(stems("year quarter period date fiscal financial"))


def group_reading(reader: Reader, q: Asked, operation: Operation, group: Group, options: Options, bonus: float) -> Reading:
    left = [t for t in naming_terms(q) if t.key not in group.covered and t.key not in lexicon().filler and t.key not in GROUP_WORDS and t.text not in group.covered]
    unexplained = reader.grounding.content(dict.fromkeys(t.key for t in left))
    earlier = q.periods[1] if len(q.periods) > 1 and options.by != "amount" else None
    later = q.periods[0] if q.periods else None
    if earlier and later and earlier.period.end > later.period.end:
        earlier, later = later, earlier
    values: tuple[Value, ...] = group.values
    if options.by != "amount" and not group.over_periods:
        later, earlier = _span(reader, q, later, earlier)
        values = moving(reader.grounding, values, growth=options.by == "growth", earlier=earlier)
    return Reading(
        operation, values, group.score - UNEXPLAINED * len(unexplained) + bonus, later=None if group.over_periods else later, earlier=earlier,
        periods=q.periods, options=options, uncovered=tuple(unexplained), group=group,
    )


def _span(reader: Reader, q: Asked, later: AskedPeriod | None, earlier: AskedPeriod | None) -> tuple[AskedPeriod | None, AskedPeriod | None]:
    """A past period that a movement is only compared with ("since March", "vs last year") is its earlier end."""
    reference = reader.grounding.clock.reference
    if later is not None and earlier is None and reference is not None and later.period.end < reference.end:
        before = q.masked[max(0, later.start - 22) : later.start]
        if later.relative or re.search(r"\b(?:since|from|than|vs\.?|versus|against|compared (?:to|with)|on|over)\s+(?:the |in |at |on |its |that of )*$", before):
            return None, later
    return later, earlier
