"""Periods: dates and durations, as printed in a release and as people ask for them.

In: text, the issuer's fiscal calendar and, for words such as "last quarter", the period that the release reports on.
Out: `PeriodMention` records with the offsets at which they stand. Works on header cells and sentences of releases and on
questions alike.

How: dates, years, quarters and lengths are first replaced, in a copy of the same length, by one mark each; the rules then
are short patterns over marks and words. Every rule is tried everywhere; of overlapping mentions the longest stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from corpus.calendars import FiscalCalendar, Period, duration_to, is_month_end, month_end, same_period, shifted
from corpus.dates import LISTED, MONTH, DateMention, dates_in, full_year, month_number, months_in

__all__ = ["FiscalCalendar", "Kind", "Period", "PeriodMention", "periods_in", "same_period"]

Kind = Literal["date", "quarter", "half", "year", "month", "to_date", "duration"]


@dataclass(frozen=True)
class PeriodMention:
    """A period named in a text: `text[start:end]` is the mention.

    `relative` says that it was resolved with the reported period ("last quarter", "June 30" without a year); `ambiguous`
    that the words can mean something else as well, and then `alternatives` holds the other periods, likeliest first.
    """

    period: Period
    start: int
    end: int
    relative: bool = False
    kind: Kind = "date"
    ambiguous: bool = False
    alternatives: tuple[Period, ...] = ()


@dataclass(frozen=True)
class _Found:
    """A mention before overlaps are settled; `of_year` makes the period for another (fiscal) year, by its name."""

    start: int
    end: int
    period: Period | None
    relative: bool = False
    ambiguous: bool = False
    alternatives: tuple[Period, ...] = ()
    year: int | None = None
    of_year: Callable[[int], Period] | None = None
    bare_year: bool = False


def periods_in(text: str, calendar: FiscalCalendar, *, reference: Period | None = None) -> list[PeriodMention]:
    """The periods named in a text, in reading order and without overlaps.

    `reference` is the period that the release reports on; without it relative mentions are left out.

    >>> april = FiscalCalendar(ends_in_month=3, named_by="start")
    >>> [str(m.period) for m in periods_in("three months ended June 30, 2009 and 2008; FY2009", april)]
    ['three months to June 30, 2009', 'three months to June 30, 2008', 'year to March 31, 2010']
    """
    found = _longest(_Reader(text, calendar, reference).read())
    found = _with_listed_years(found, text, calendar)
    return [
        PeriodMention(m.period, m.start, m.end, m.relative, kind_of(m.period, calendar), m.ambiguous, m.alternatives)
        for m in found
        if m.period is not None
    ]


def kind_of(period: Period, calendar: FiscalCalendar) -> Kind:
    if period.start is None:
        return "date"
    if period.is_quarter:
        return "quarter"
    if period.is_half:
        return "half"
    if period.is_year:
        return "year"
    if 28 <= period.days <= 31:
        return "month"
    return "to_date" if period.start == calendar.year(calendar.fiscal_year(period.end)).start else "duration"


def _longest(found: list[_Found]) -> list[_Found]:
    taken: list[_Found] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in taken):
            taken.append(mention)
    return sorted(taken, key=lambda m: m.start)


def _with_listed_years(found: list[_Found], text: str, calendar: FiscalCalendar) -> list[_Found]:
    """Lets "2008" in "June 30, 2009 and 2008" be a June 30, and "first" in "first and third quarter of 2009" be of 2009."""
    for here in range(1, len(found)):
        before, mention = found[here - 1], found[here]
        listed = LISTED.fullmatch(text, before.end, mention.start)
        if listed and mention.bare_year and before.year is not None and before.of_year and mention.year is not None:
            period = before.of_year(mention.year)
            found[here] = replace(
                mention, period=period, of_year=before.of_year, bare_year=False, ambiguous=False, alternatives=()
            )
    for here in range(len(found) - 2, -1, -1):
        mention, after = found[here], found[here + 1]
        if mention.year is None and mention.of_year and after.year is not None and not after.bare_year:
            between = re.sub(r"\bthe\b", " ", text[mention.end : after.start])
            if LISTED.fullmatch(between):
                found[here] = replace(mention, period=mention.of_year(after.year), year=after.year, relative=False)
    return found


# --- marks -----------------------------------------------------------------------------------------------------------

_FILL = "\ue0ff"
_DATE, _MONTH_OF, _FISCAL, _YEAR, _RELATIVE, _QUARTER, _HALF, _LENGTH, _CALENDAR = (chr(0xE000 + n) for n in range(9))
_ANY = {name: f"{mark}{_FILL}*" for name, mark in zip("DMFYRQHLC", (chr(0xE000 + n) for n in range(9)), strict=True)}

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split()
)
_NUMBER = {word: n for n, word in enumerate([*_UNITS, "eighteen", "nineteen"], 1)}
_NUMBER |= {
    f"{ten}-{unit}" if unit else ten: 10 * n + _NUMBER.get(unit, 0)
    for n, ten in enumerate(("twenty", "thirty", "forty", "fifty"), 2)
    for unit in ("", *_UNITS[:9])
}
_COUNT = "|".join(
    [r"\d{1,2}", *(re.escape(w).replace("\\-", r"[\s-]") for w in sorted(_NUMBER, key=len, reverse=True))]
)
_ORDINAL = {
    w: n
    for n, ws in enumerate((("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th", "final")), 1)
    for w in ws
}
_NTH = "|".join(_ORDINAL)

_FISCAL_WORD = r"(?:FY\s*E?|F\.Y\.|fiscal(?:[\s-]+years?)?|financial\s+years?|business\s+years?)"
_FISCAL_YEAR = re.compile(
    rf"""(?<![a-z])(?:
      {_FISCAL_WORD}[\s-]*(?:'|’)?(?P<y>(?:19|20)\d\d|\d\d)(?:[/-](?:20)?\d\d)?(?:/\d)?(?![\d%,]*\d|[.%]\d|\s*(?:weeks?|months?))
    | (?P<y2>(?:19|20)\d\d)(?:/\d\d)?\s+(?:fiscal|financial|business)(?:\s+year)?\b(?!\s+(?:first|second|third|fourth|1st|2nd|3rd|4th|q))
    | (?P<y3>20\d\d)/\d\d(?!\d|/)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_YEAR_TO_MONTH = re.compile(
    r"\bFY\s?(?:(?P<m>1[0-2]|[1-9])/(?P<y>20\d\d|\d\d)|(?P<y2>20\d\d)/(?P<m2>1[0-2]|[1-9]))(?!\d|/)", re.IGNORECASE
)
_CALENDAR_YEAR = re.compile(
    r"\b(?:calendar(?:\s+year)?|CY)[\s-]*(?:'|’)?(?P<y>(?:19|20)\d\d|\d\d)\b(?![.,%]\d)", re.IGNORECASE
)
_BARE_YEAR = re.compile(
    r"(?<![\w$€£¥.,:/#+-])(?:the\s+year\s+)?(?P<y>(?:19[5-9]|20[0-9])\d)(?![\d%]|[.,]\d|\s*(?:million|billion|thousand)|-\d)(?!\w)",
    re.IGNORECASE,
)

_YEARS_AGO = [
    (
        -1,
        r"(?:the\s+|its\s+|their\s+)?(?:prior|previous|preceding|last|past)(?:[\s-]+(?P<fiscal>fiscal|financial))?[\s-]+year(?:['’]s)?",
    ),
    (-1, r"(?:a|one|1)[\s-]+year[\s-]+(?:ago|before|earlier|prior)|year[\s-]+(?:ago|earlier)|(?:the\s+)?year\s+before"),
    (-2, r"(?:two|2)[\s-]+years[\s-]+(?:ago|before|earlier|prior)"),
    (-3, r"(?:three|3)[\s-]+years[\s-]+(?:ago|before|earlier|prior)"),
    (1, r"(?:the\s+)?(?:next|following|coming)(?:[\s-]+(?P<fiscal1>fiscal|financial))?[\s-]+year(?:['’]s)?"),
    (0, r"(?:the\s+)?(?:this|current|present)(?:[\s-]+(?P<fiscal2>fiscal|financial))?[\s-]+year(?:['’]s)?"),
    (0, r"(?:the\s+)?(?P<fiscal3>(?:full|whole|entire)(?:[\s-]+(?:fiscal|financial))?[\s-]+year(?:['’]s)?)"),
    (0, r"the\s+(?P<fiscal4>(?:fiscal\s+|financial\s+)?year)(?:['’]s)?(?![\s-]+(?:over|on|ago|before|earlier|to|end))"),
]
_YEAR_WORDS = [
    (offset, re.compile(rf"(?<![\w-]){pattern}(?!\w)(?![\s-]+(?:over|on)[\s-]+year)", re.IGNORECASE))
    for offset, pattern in _YEARS_AGO
]

_QUARTER_WORD = re.compile(
    rf"""(?<![\w.])(?:(?:fiscal\s+)?(?P<n>{_NTH})(?:[\s-]+fiscal)?[\s-]+(?:quarters?|qtrs?\b\.?)(?![\s-]end)
    | (?:Q\s?(?P<q>[1-4])|(?P<q2>[1-4])\s?Q)(?![a-eg-z0-9]) | (?:Q(?P<q5>[1-4])|(?P<q6>[1-4])Q)(?=\d\d(?:\d\d)?(?!\d)|\s?FY)
    | quarter\s+(?:(?P<q3>[1-4])\b|(?P<w>one|two|three|four)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
_HALF_WORD = re.compile(
    rf"""(?<![\w.])(?:(?:the\s+)?(?:fiscal\s+)?(?P<n>{_NTH}|latter)[\s-]+half(?:[\s-]year)?(?!\s+(?:a|million|billion))
    | (?:H(?P<h>[12])|(?P<h2>[12])\s?H)(?![a-eg-z0-9]) | (?:H(?P<h3>[12])|(?P<h4>[12])H)(?=\d\d(?:\d\d)?(?!\d)|\s?FY)
    | (?P<interim>(?:the\s+)?(?:interim\s+period|half[\s-]?year|fiscal\s+half)(?!ly)))""",
    re.IGNORECASE | re.VERBOSE,
)
_LENGTH_WORD = re.compile(
    rf"(?<![\w.,$-])(?P<first>(?:first|initial)[\s-]+)?(?P<c>{_COUNT})[\s-]+(?P<u>months?|weeks?|quarters?)(?![\w-]*[\s-](?:ago|later|earlier))\b",
    re.IGNORECASE,
)


class _Reader:
    """One text while its mentions are being found."""

    def __init__(self, text: str, calendar: FiscalCalendar, reference: Period | None) -> None:
        self.text, self.calendar, self.reference = text, calendar, reference
        self.marked = list(text.replace("\u00a0", " "))
        self.days: dict[int, DateMention] = {}
        self.of: dict[int, tuple[int, ...]] = {}
        self.fiscal: dict[int, bool] = {}
        self.found: list[_Found] = []

    def read(self) -> list[_Found]:
        self._mark_all()
        self.plain = "".join(self.marked)
        for pattern, rule in _RULES:
            for match in pattern.finditer(self.plain):
                if mention := rule(self, match):
                    self.found.append(mention)
        return self.found

    # marking

    def _mark(self, start: int, end: int, mark: str, *values: int) -> None:
        if not any("\ue000" <= character <= _FILL for character in self.marked[start:end]):
            self.marked[start:end] = [mark, *_FILL * (end - start - 1)]
            self.of[start] = values

    def _mark_all(self) -> None:
        text = "".join(self.marked)
        for day in dates_in(text):
            self._mark(day.start, day.end, _DATE)
            self.days[day.start] = day
        for month in months_in(text):
            self._mark(month.start, month.end, _MONTH_OF, month.year, month.month)
        for m in _YEAR_TO_MONTH.finditer(text):
            self._mark(
                m.start(),
                m.end(),
                _FISCAL,
                self.calendar.fiscal_year(month_end(full_year(m["y"] or m["y2"]), int(m["m"] or m["m2"]))),
            )
        for m in _FISCAL_YEAR.finditer(text):
            self._mark(m.start(), m.end(), _FISCAL, full_year(m["y"] or m["y2"] or m["y3"]))
        for m in _CALENDAR_YEAR.finditer(text):
            year = full_year(m["y"])
            self._mark(m.start(), m.end(), _CALENDAR, year)
        for m in _BARE_YEAR.finditer(text):
            self._mark(m.start(), m.end(), _YEAR, int(m["y"]))
        for offset, pattern in _YEAR_WORDS:
            for m in pattern.finditer(text):
                self._mark(m.start(), m.end(), _RELATIVE, offset, int(any(v for v in m.groupdict().values())))
        for m in _QUARTER_WORD.finditer(text):
            word = (m["n"] or m["w"] or "").lower()
            digits = m["q"] or m["q2"] or m["q3"] or m["q5"] or m["q6"]
            self._mark(m.start(), m.end(), _QUARTER, int(digits) if digits else _ORDINAL.get(word) or _NUMBER[word])
        for m in _HALF_WORD.finditer(text):
            digits = m["h"] or m["h2"] or m["h3"] or m["h4"]
            number = int(digits) if digits else min(_ORDINAL.get((m["n"] or "first").lower(), 2), 2)
            self._mark(m.start(), m.end(), _HALF, number, int(bool(m["interim"])))
        for m in _LENGTH_WORD.finditer(text):
            count = m["c"].lower().replace(" ", "-")
            n = int(count) if count.isdigit() else _NUMBER[count]
            unit = m["u"].lower()[0]
            months, weeks = (0, n) if unit == "w" else (n * 3 if unit == "q" else n, 0)
            self._mark(m.start(), m.end(), _LENGTH, months, weeks, int(bool(m["first"])), 1)

    # what the marks mean

    def _values(self, match: re.Match[str], name: str) -> tuple[int, ...]:
        return self.of[match.start(name)]

    def _day(self, match: re.Match[str], name: str = "D") -> tuple[date, bool] | None:
        """The day at a mark and whether its year had to be supplied; None when it cannot be."""
        mention = self.days[match.start(name)]
        if mention.year is not None:
            return mention.on(mention.year), False
        if self.reference is None:
            return None
        day = mention.on(self.reference.end.year)
        return (mention.on(day.year - 1) if day > self.reference.end + timedelta(days=10) else day), True

    def _named_year(self, match: re.Match[str]) -> tuple[int | None, bool]:
        """The fiscal year named by whichever of the marks F, Y, R or digits matched, and whether it is relative."""
        groups = match.groupdict()
        for name in ("F", "Y"):
            if groups.get(name):
                return self._values(match, name)[0], False
        if groups.get("digits"):
            return full_year(groups["digits"]), False
        if self.reference is None:
            return None, True
        offset = self._values(match, "R")[0] if groups.get("R") else 0
        return self.calendar.fiscal_year(self.reference.end) + offset, True

    # building mentions

    def instant_or_period(self, match: re.Match[str], of_year: Callable[[int], Period]) -> _Found | None:
        year, relative = self._named_year(match)
        explicit = None if relative else year
        if year is None:
            return _Found(match.start(), match.end(), None, of_year=of_year)
        return _Found(match.start(), match.end(), of_year(year), relative=relative, year=explicit, of_year=of_year)

    def ending(self, match: re.Match[str], make: Callable[[date], Period], name: str = "D") -> _Found | None:
        day = self._day(match, name)
        if day is None:
            return None
        on = self.days[match.start(name)]
        return self.span(
            match, make(day[0]), relative=day[1], year=None if day[1] else day[0].year, of_year=lambda y: make(on.on(y))
        )

    def span(
        self,
        match: re.Match[str],
        period: Period | None,
        *,
        relative: bool = False,
        year: int | None = None,
        of_year: Callable[[int], Period] | None = None,
        alternatives: tuple[Period, ...] = (),
    ) -> _Found | None:
        if period is None:
            return None
        alternatives = tuple(p for p in alternatives if p != period)
        return _Found(match.start(), match.end(), period, relative, bool(alternatives), alternatives, year, of_year)

    def part_of_year(self, match: re.Match[str]) -> Callable[[int], Period]:
        """The quarter, half or length at a mark, as a part of any fiscal year."""
        groups = match.groupdict()
        if groups.get("Q"):
            number = self._values(match, "Q")[0]
            return lambda year: self.calendar.quarter(year, number)
        if groups.get("H"):
            half = self._values(match, "H")[0]
            return lambda year: self.calendar.half(year, half)
        months, weeks, *_ = self._values(match, "L")
        return lambda year: self._length_in(year, months, weeks)

    def _length_in(self, year: int, months: int, weeks: int) -> Period:
        """So many months or weeks as the release means them: its own reported ones in that year, or the year's first."""
        if self.reference is not None and self.reference.start is not None:
            reported = self.calendar.years_later(self.reference, year - self.calendar.fiscal_year(self.reference.end))
            if (months and reported.months == months) or (weeks and abs(reported.days - 7 * weeks) < 4):
                return reported
        if months == 12:
            return self.calendar.year(year)
        return self.calendar.first(year, months=min(months, 12), weeks=weeks)

    def length_to(self, match: re.Match[str], name: str = "L") -> Callable[[date], Period]:
        months, weeks, *_ = self._values(match, name)
        if months == 12:
            return self.calendar.year_ending
        if months == 3:
            return self.calendar.quarter_ending
        return lambda day: duration_to(day, months=months, weeks=weeks)

    def quarter(self) -> Period | None:
        """The reported quarter, or the last quarter of the reported period."""
        reference = self.reference
        if reference is None or reference.is_quarter:
            return reference
        return self.calendar.quarters_later(reference, 0)


_ENDED = r"(?:(?:which|that)\s+)?(?:ended|ending|ends|end|to|through|up\s+to|until|as\s+of|closed|closing)(?:\s+(?:on|at|in))?(?:\s+the)?"
_OF = r"[\s,-]*(?:\b(?:of|in|for|from|during|ended|ending|the)\b[\s,-]*){0,3}\(?"
_FYR = "(?:(?P<F>{F})|(?P<Y>{Y})|(?P<R>{R}))"
_PART = "(?:(?P<Q>{Q})|(?P<H>{H})|(?P<L>{L}))"
_SAME = r"(?:the\s+)?(?:same|corresponding|comparable|equivalent|similar|like)"

_Rule = Callable[[_Reader, "re.Match[str]"], _Found | None]


def _pattern(template: str) -> re.Pattern[str]:
    for name, mark in _ANY.items():
        template = template.replace("{" + name + "}", mark)
    return re.compile(template, re.IGNORECASE)


def _bare_year(reader: _Reader, match: re.Match[str]) -> _Found:
    year = reader.of[match.start()][0]
    period, others = reader.calendar.year(year), list[Period]()
    if reader.reference is not None:
        shown = reader.calendar.years_later(reader.reference, year - reader.calendar.fiscal_year(reader.reference.end))
        by_date = reader.calendar.years_later(reader.reference, year - reader.reference.end.year)
        others = [shown, by_date] if shown != by_date else [shown]
    return _Found(
        match.start(),
        match.end(),
        period,
        False,
        True,
        tuple(p for p in others if p != period),
        year,
        reader.calendar.year,
        True,
    )


def _calendar_year(reader: _Reader, match: re.Match[str]) -> _Found | None:
    def of_year(year: int) -> Period:
        return Period(date(year, 1, 1), date(year, 12, 31))

    year = reader.of[match.start()][0]
    return reader.span(match, of_year(year), year=year, of_year=of_year)


def _relative_year(reader: _Reader, match: re.Match[str]) -> _Found | None:
    reference = reader.reference
    if reference is None:
        return None
    offset, fiscal = reader.of[match.start()][:2]
    whole = reader.calendar.year(reader.calendar.fiscal_year(reference.end) + offset)
    same = reader.calendar.years_later(reference, offset)
    first, second = (whole, same) if fiscal or offset > 0 else (same, whole)
    return reader.span(match, first, relative=True, alternatives=(second,))


def _date_range(reader: _Reader, match: re.Match[str]) -> _Found | None:
    first, last = reader._day(match, "D"), reader._day(match, "D2")
    if first is None or last is None or first[0] >= last[0]:
        return None
    days = (last[0] - first[0]).days + 1
    if first[0].day == 1 or (days % 7 == 0 and not is_month_end(first[0])):
        return reader.span(match, Period(first[0], last[0]), relative=last[1], year=None if last[1] else last[0].year)
    return None


def _period_ended(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """ "quarter ended <day>", "fiscal year ended <day>", "period ended <day>" and the like."""
    word, calendar = match["word"].lower(), reader.calendar
    if "quarter" in word:
        return reader.ending(match, calendar.quarter_ending)
    if "year" in word and "half" not in word:
        return reader.ending(match, calendar.year_ending)
    if "month" in word:
        return reader.ending(match, lambda day: Period(day.replace(day=1), day))
    return reader.ending(match, calendar.year_to_date)


def _named_year_ended(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """ "fiscal 2009, ended <day>"; but in "the first 36 weeks of fiscal 2023, ended <day>" the year does not end there."""
    found = reader.ending(match, reader.calendar.year_ending)
    year = reader.calendar.year(reader._named_year(match)[0] or 0)
    return found if found and found.period and found.period.matches(year) else None


def _month_ended(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """ "quarter ended June 2009", "June 2009 quarter", "year to March 2010"."""
    year, month = reader._values(match, "M")
    word = match["word"].lower()
    make = reader.calendar.year_ending if "year" in word and "half" not in word else reader.calendar.quarter_ending
    if "half" in word or "interim" in word:
        make = reader.calendar.year_to_date
    if match.groupdict().get("L"):
        make = reader.length_to(match)
    return reader.span(match, make(month_end(year, month)), year=year, of_year=lambda y: make(month_end(y, month)))


def _length_to_month(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """ "six months to September": of the reported fiscal year."""
    if reader.reference is None:
        return None
    fiscal_year, month = reader.calendar.fiscal_year(reader.reference.end), month_number(match["month"])
    year = reader.calendar.year(fiscal_year).end.year
    day = month_end(year - (month_end(year, month) > reader.calendar.year_end(fiscal_year)), month)
    make = reader.calendar.year_ending if match["word"].lower() == "year" else reader.calendar.quarter_ending
    if match["L"]:
        make = reader.length_to(match)
    elif "half" in match["word"].lower() or "interim" in match["word"].lower():
        make = reader.calendar.year_to_date
    return reader.span(match, make(day), relative=True)


def _part_of_year_ended(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """"third quarter of the fiscal year ending <day>"."""
    part = reader.part_of_year(match)
    if match["M"]:
        return reader.span(match, part(reader.calendar.fiscal_year(month_end(*reader._values(match, "M")))))
    return reader.ending(match, lambda day: part(reader.calendar.fiscal_year(day)))


def _quarter_before(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """The first in "first and second quarters of FY2009"."""
    number = _ORDINAL[match["nth"].lower()]
    found = reader.instant_or_period(match, lambda year: reader.calendar.quarter(year, number))
    return found and replace(found, end=match.end("nth"))


def _month_quarter(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """ "the June quarter"."""
    if reader.reference is None:
        return None
    year, month = reader.reference.end.year, month_number(match["month"])
    day = month_end(year, month)
    if day > reader.reference.end + timedelta(days=10):
        day = month_end(year - 1, month)
    return reader.span(match, reader.calendar.quarter_ending(day), relative=True)


def _bare_month(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """ "in June", "since March", "at the end of June": the month is the last one of that name."""
    if reader.reference is None or (match["month"].lower().startswith("may") and match["month"][0] != "M"):
        return None
    year, month = reader.reference.end.year, month_number(match["month"])
    if date(year, month, 1) > reader.reference.end:
        year -= 1
    last = month_end(year, month)
    instant = bool(match["edge"]) or match["word"].lower() in ("since", "by", "until", "at")
    found = reader.span(match, Period(None if instant else last.replace(day=1), last), relative=True)
    return found and replace(
        found,
        start=match.start("edge") if match["edge"] else match.start("month"),
        of_year=lambda y: Period(None if instant else date(y, month, 1), month_end(y, month)),
    )


def _month_year(reader: _Reader, match: re.Match[str]) -> _Found | None:
    year, month = reader._values(match, "M")
    last = month_end(year, month)
    return reader.span(match, Period(last.replace(day=1), last), year=year, alternatives=(Period(None, last),))


def _edge_of(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """The instant at the end (or beginning) of a period."""
    opening = match["edge"].lower()[0] in "bso"
    groups = match.groupdict()
    if groups.get("M"):
        year, month = reader._values(match, "M")
        day = month_end(year, month - 1) if opening else month_end(year, month)
        return reader.span(match, Period(None, day), year=year)
    if groups.get("word"):
        period = _whole(reader, groups["word"])
        return None if period is None else reader.span(match, _edge(period, opening), relative=True)
    if groups.get("R") and not any(groups.get(name) for name in "QHL"):
        offset, fiscal = reader._values(match, "R")
        if reader.reference is None:
            return None
        year_name = reader.calendar.fiscal_year(reader.reference.end) + offset
        same = reader.calendar.years_later(reader.reference, offset)
        others = () if fiscal else (_edge(same, opening),)
        return reader.span(match, _edge(reader.calendar.year(year_name), opening), relative=True, alternatives=others)
    part = reader.part_of_year(match) if any(groups.get(name) for name in "QHL") else reader.calendar.year
    return reader.instant_or_period(match, lambda year: _edge(part(year), opening))


def _edge(period: Period, opening: bool) -> Period:
    assert period.start is not None
    return Period(None, period.start - timedelta(days=1)) if opening else period.at_end


def _whole(reader: _Reader, word: str) -> Period | None:
    """The reported quarter, half, period, or (for "year") the last fiscal year that has ended."""
    word, reference = word.lower(), reader.reference
    if reference is None:
        return None
    if "previous" in word or "prior" in word or "last" in word:
        return reader.calendar.previous_quarter(reference)
    if "quarter" in word:
        return reader.quarter()
    if "half" in word:
        return reader.calendar.half(reader.calendar.fiscal_year(reference.end), 1)
    return reference if reference.start is not None else None


def _year_end(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """ "year-end", "the end of the fiscal year", "year-end 2009": where the reported period is no year, the year-end before it."""
    groups = match.groupdict()
    if groups.get("F") or groups.get("Y"):
        return reader.instant_or_period(match, lambda year: Period(None, reader.calendar.year_end(year)))
    reference = reader.reference
    if reference is None:
        return None
    name = reader.calendar.fiscal_year(reference.end)
    done = Period(None, reader.calendar.year_end(name))
    if done.matches(reference.at_end):
        return reader.span(match, done, relative=True)
    return reader.span(match, reader.calendar.last_year_end(reference.end), relative=True, alternatives=(done,))


def _this(reader: _Reader, match: re.Match[str]) -> _Found | None:
    period = reader.quarter() if "quarter" in match[0].lower() else reader.reference
    return reader.span(match, period, relative=True)


def _last_quarter(reader: _Reader, match: re.Match[str]) -> _Found | None:
    if reader.reference is None:
        return None
    before = reader.calendar.previous_quarter(reader.reference)
    others = (reader.quarter(),) if match["word"].lower() == "last" else ()
    return reader.span(match, before, relative=True, alternatives=tuple(p for p in others if p))


def _quarters_away(reader: _Reader, match: re.Match[str]) -> _Found | None:
    if reader.reference is None:
        return None
    count = match["count"].lower() if match.groupdict().get("count") else "1"
    number = 1 if count in ("a", "1") else int(count) if count.isdigit() else _NUMBER[count]
    ahead = "next" in match[0].lower() or "following" in match[0].lower() or "coming" in match[0].lower()
    return reader.span(
        match, reader.calendar.quarters_later(reader.reference, number if ahead else -number), relative=True
    )


def _same_last_year(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """ "the same period last year", "year-ago quarter", "prior-year period"."""
    if reader.reference is None:
        return None
    offset = reader._values(match, "R")[0] if match.groupdict().get("R") else -1
    reference = reader.quarter() if "quarter" in match[0].lower() else reader.reference
    assert reference is not None
    return reader.span(match, reader.calendar.years_later(reference, offset), relative=True)


def _to_date(reader: _Reader, match: re.Match[str]) -> _Found | None:
    if reader.reference is None:
        return None
    period = reader.calendar.year_to_date(reader.reference.end)
    if match.groupdict().get("R"):
        period = reader.calendar.years_later(period, reader._values(match, "R")[0])
    return reader.span(match, period, relative=True)


def _now(reader: _Reader, match: re.Match[str]) -> _Found | None:
    return reader.reference and reader.span(match, reader.reference.at_end, relative=True)


def _half_ended(reader: _Reader, match: re.Match[str]) -> _Found | None:
    make = reader.calendar.quarter_ending if match.groupdict().get("Q") else reader.calendar.year_to_date
    if match.groupdict().get("H") and reader._values(match, "H")[0] == 2:
        make = lambda day: duration_to(day, months=6)  # noqa: E731
    return reader.ending(match, make)


def _lengths_ended(reader: _Reader, match: re.Match[str]) -> _Found | None:
    """The shorter length in "three and nine months ended <day>"."""
    word = match["count"].lower().replace(" ", "-")
    n = int(word) if word.isdigit() else _NUMBER[word]
    months, weeks, *_ = reader._values(match, "L")
    make = (lambda day: duration_to(day, weeks=n)) if weeks else (lambda day: duration_to(day, months=n))
    found = reader.ending(match, make)
    return found and replace(found, end=match.end("count"))


def _length_alone(reader: _Reader, match: re.Match[str]) -> _Found | None:
    months, weeks, first, known = reader._values(match, "L")
    if not known:
        return None
    if reader.reference is None or first:
        found = reader.instant_or_period(match, lambda year: reader._length_in(year, months, weeks))
    else:
        make = reader.length_to(match)
        end = reader.reference.end
        found = reader.span(match, make(end), relative=True)
    return found and replace(found, start=match.start("L"))


_RULES: list[tuple[re.Pattern[str], _Rule]] = [
    (_pattern(template), rule)
    for template, rule in [
        # days
        (r"(?P<D>{D})", lambda r, m: r.ending(m, lambda day: Period(None, day))),
        (r"(?:from\s+)?(?P<D>{D})\s*(?:to|through|until|-|–|—|~)\s*(?P<D2>{D})", _date_range),
        # so long to a day
        (
            rf"(?:(?:the\s+)?{{R}}\s+)?(?P<L>{{L}})(?:\s+fiscal)?(?:\s+(?:periods?|quarters?|years?))?\s+{_ENDED}\s+(?P<D>{{D}})",
            lambda r, m: r.ending(m, r.length_to(m)),
        ),
        (
            rf"(?<![\w-])(?P<count>{_COUNT})(?:\s+(?:months|weeks))?\s*(?:and|,|&)\s*(?P<L>{{L}})(?:\s+periods?)?\s+{_ENDED}\s+(?P<D>{{D}})",
            _lengths_ended,
        ),
        (
            rf"(?<!\w)(?P<word>(?:fiscal\s+|financial\s+)?(?:quarter|year|period|month))\s+{_ENDED}\s+(?P<D>{{D}})",
            _period_ended,
        ),
        (rf"(?:(?P<F>{{F}})|(?P<Y>{{Y}})),?\s+\(?{_ENDED}\s+(?P<D>{{D}})\)?", _named_year_ended),
        (rf"(?:the\s+)?(?P<R>{{R}})\s+{_ENDED}\s+(?P<D>{{D}})", lambda r, m: r.ending(m, r.calendar.year_ending)),
        (rf"(?:(?P<Q>{{Q}})|(?P<H>{{H}})){_OF}(?:{{F}}|{{Y}})?\)?,?\s*{_ENDED}\s+(?P<D>{{D}})", _half_ended),
        (r"FYE\s*(?P<D>{D})", lambda r, m: r.ending(m, r.calendar.year_ending)),
        # so long to a month
        (
            rf"(?<!\w)(?P<word>(?:fiscal\s+|financial\s+)?(?:quarter|(?:half[\s-])?year|interim\s+period|(?P<L>{{L}})))(?:\s+(?:{_ENDED}|of|in))?\s+(?P<M>{{M}})",
            _month_ended,
        ),
        (
            r"FYE?\s*(?P<word>(?P<M>{M}))",
            lambda r, m: r.span(m, r.calendar.year_ending(month_end(*r._values(m, "M"))), year=r._values(m, "M")[0]),
        ),
        (r"(?:the\s+)?(?P<M>{M})\s+(?P<word>quarter|half|fiscal\s+year)", _month_ended),
        (rf"(?:the\s+)?(?<!\w)(?P<month>{MONTH})[\s-]+quarter(?!\w)", _month_quarter),
        (
            rf"(?<!\w)(?P<word>in|of|since|during|by|until|at|for|between|from)\s+(?P<edge>(?:the\s+)?end\s+of\s+)?(?P<month>{MONTH})(?![\w'’-])",
            _bare_month,
        ),
        (rf"(?<!\w)(?P<edge>end\s+of\s+)(?P<word>)(?P<month>{MONTH})(?![\w'’-])", _bare_month),
        (r"(?P<M>{M})", _month_year),
        (
            rf"(?<!\w)(?P<word>(?:quarter|(?:half[\s-])?year|interim\s+period|(?P<L>{{L}})))\s+{_ENDED}\s+(?P<month>{MONTH})(?![\w'’-])",
            _length_to_month,
        ),
        # parts of a named year
        (
            rf"(?<!\w)(?P<nth>{_NTH})\s*(?:and|&|,|to|or|through)\s*(?:(?:the\s+)?(?:{_NTH})\s*(?:and|&|,|or)\s*)?(?:the\s+)?(?P<Q>{{Q}})(?:{_OF}{_FYR})?",
            _quarter_before,
        ),
        (rf"{_PART}{_OF}{_FYR}\)?", lambda r, m: r.instant_or_period(m, r.part_of_year(m))),
        (
            rf"{_PART}(?:\s?FY)?(?:[\s/-]?['’]?)(?P<digits>\d\d)(?![\d%]|[.,]\d|\s*(?:million|billion|percent|%|months|weeks))(?!\w)",
            lambda r, m: r.instant_or_period(m, r.part_of_year(m)),
        ),
        (rf"{_FYR}(?:['’]s)?[\s,-]*{_PART}", lambda r, m: r.instant_or_period(m, r.part_of_year(m))),
        (
            rf"{_PART}\s+of\s+(?:the\s+)?(?:fiscal\s+|financial\s+)?year\s+{_ENDED}\s+(?:(?P<D>{{D}})|(?P<M>{{M}}))",
            _part_of_year_ended,
        ),
        (r"(?:the\s+)?(?:(?P<Q>{Q})|(?P<H>{H}))", lambda r, m: r.instant_or_period(m, r.part_of_year(m))),
        (
            r"(?<!\w)(?:(?:for|in|during)\s+(?:the\s+)?|the\s+|^\s*)(?P<L>{L})(?!\s+(?:ended|ending)\s*\w)",
            _length_alone,
        ),
        # years
        (r"(?:full[\s-]+year\s+)?(?:the\s+)?(?P<F>{F})", lambda r, m: r.instant_or_period(m, r.calendar.year)),
        (r"(?:{R}\s+)?(?P<F>{F})", lambda r, m: r.instant_or_period(m, r.calendar.year)),
        (r"{C}", _calendar_year),
        (r"{Y}", _bare_year),
        (r"{R}", _relative_year),
        # ends of periods
        (
            rf"(?:the\s+)?(?P<edge>end|close|beginning|start|opening)\s+of\s+(?:the\s+)?(?:(?P<M>{{M}})|(?:{_PART}{_OF})?{_FYR}|(?P<word>(?:(?:this|current|reported|last|previous|prior)\s+)?(?:quarter|half|period)))(?!\w)",
            _edge_of,
        ),
        (
            rf"(?:the\s+)?(?P<edge>end|close|beginning|start|opening)\s+of\s+(?:the\s+)?(?:(?P<Q>{{Q}})|(?P<H>{{H}}))",
            _edge_of,
        ),
        (
            r"(?<!\w)(?:the\s+)?(?:fiscal[\s-]+|financial[\s-]+)?year[\s-]*end(?:ed)?(?:\s+(?:of\s+)?(?:(?P<F>{F})|(?P<Y>{Y})))?(?!\w)",
            _year_end,
        ),
        (
            r"(?:the\s+)?end\s+of\s+(?:the\s+)?(?:last|previous|prior|preceding)\s+(?:fiscal\s+|financial\s+)?year(?!\w)",
            _year_end,
        ),
        (r"(?:(?P<F>{F})|(?P<Y>{Y}))[\s-]+year[\s-]*end(?!\w)", _year_end),
        (r"(?<!\w)(?:the\s+)?(?P<word>quarter|period|half)[\s-]+(?P<edge>end)(?!\w)", _edge_of),
        # words for the reported period and its neighbours
        (
            r"(?<!\w)(?:the|this|current|latest|most\s+recent|reported|reporting|present|(?:the\s+)?(?:current|latest|most\s+recent|reported|reporting|present|just[\s-]ended))\s+(?:fiscal\s+)?(?:quarter|(?:reporting\s+|reported\s+)?period)(?:['’]s)?(?!\w|[\s-]+(?:over|on|end|ended|ago))",
            _this,
        ),
        (
            r"(?<!\w)(?:the\s+)?(?P<word>last|previous|prior|preceding|sequential)\s+(?:fiscal\s+)?quarter(?:['’]s)?(?!\w)(?!\s+of)",
            _last_quarter,
        ),
        (r"(?<!\w)(?P<count>a|one|two|three|four|[1-8])\s+quarters?\s+(?:ago|before|earlier)(?!\w)", _quarters_away),
        (r"(?<!\w)(?:the\s+)?(?:next|following|coming)\s+(?:fiscal\s+)?quarter(?!\w|s)", _quarters_away),
        (
            rf"{_SAME}\s+(?:fiscal\s+)?(?:quarter|period|time|months?|interim\s+period|{{L}}|{{H}}|{{Q}})(?:\s+(?:period|quarter))?(?:\s+(?:of|in|for|a|during))?(?:\s+the)?\s+(?P<R>{{R}})",
            _same_last_year,
        ),
        (
            r"(?:the\s+)?(?P<R>{R})(?:['’]s)?[\s-]+(?:fiscal[\s-]+)?(?:quarter|period|interim\s+period)(?:['’]s)?(?!\w)",
            _same_last_year,
        ),
        (r"(?:the\s+)?(?:quarter|period)(?:\s+(?:of|in|a))?(?:\s+the)?\s+(?P<R>{R})", _same_last_year),
        (
            r"(?<!\w)(?:the\s+)?(?:(?P<R>{R})(?:['’]s)?\s+)?(?:(?:fiscal\s+)?year[\s-]to[\s-]date|YTD|so\s+far\s+this\s+year)(?:\s+period)?(?!\w)",
            _to_date,
        ),
        (r"(?<!\w)(?:right\s+now|now|currently|at\s+present|to\s+date|today)(?!\w)", _now),
    ]
]
