"""Rules: how marks and words together name periods.

In: a text with its marks (`corpus.period_reader`). Out: `RULES`, pairs of a pattern over marks and words and of a
function that makes a mention of a match; tried everywhere, they may overlap, and `corpus.periods` keeps the longest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from corpus.calendars import Period, duration_to, is_month_end, month_end
from corpus.dates import MONTH, month_number
from corpus.period_marks import COUNT, MARKS, NTH, NUMBER, ORDINAL
from corpus.period_reader import Found, Reader

_ENDED = (
    r"(?:(?:which|that)\s+)?(?:ended|ending|ends|end|to|through|up\s+to|until|as\s+of|closed|closing)"
    r"(?:\s+(?:on|at|in))?(?:\s+the)?"
)
_OF = r"[\s,-]*(?:\b(?:of|in|for|from|during|ended|ending|the)\b[\s,-]*){0,3}\(?"
_FYR = "(?:(?P<F>{F})|(?P<Y>{Y})|(?P<R>{R}))"
_PART = "(?:(?P<Q>{Q})|(?P<H>{H})|(?P<L>{L}))"
_SAME = r"(?:the\s+)?(?:same|corresponding|comparable|equivalent|similar|like)"

_Rule = Callable[[Reader, "re.Match[str]"], Found | None]


def _pattern(template: str) -> re.Pattern[str]:
    for name, mark in MARKS.items():
        template = template.replace("{" + name + "}", mark)
    return re.compile(template, re.IGNORECASE)


def _bare_year(reader: Reader, match: re.Match[str]) -> Found:
    year = reader.of[match.start()][0]
    period, others = reader.calendar.year(year), list[Period]()
    if reader.reference is not None:
        shown = reader.calendar.years_later(reader.reference, year - reader.calendar.fiscal_year(reader.reference.end))
        by_date = reader.calendar.years_later(reader.reference, year - reader.reference.end.year)
        others = [shown, by_date] if shown != by_date else [shown]
    return Found(
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


def _calendar_year(reader: Reader, match: re.Match[str]) -> Found | None:
    def of_year(year: int) -> Period:
        return Period(date(year, 1, 1), date(year, 12, 31))

    year = reader.of[match.start()][0]
    return reader.span(match, of_year(year), year=year, of_year=of_year)


def _relative_year(reader: Reader, match: re.Match[str]) -> Found | None:
    reference = reader.reference
    if reference is None:
        return None
    offset, fiscal = reader.of[match.start()][:2]
    whole = reader.calendar.year(reader.calendar.fiscal_year(reference.end) + offset)
    same = reader.calendar.years_later(reference, offset)
    first, second = (whole, same) if fiscal or offset > 0 else (same, whole)
    return reader.span(match, first, relative=True, alternatives=(second,))


def _date_range(reader: Reader, match: re.Match[str]) -> Found | None:
    first, last = reader.day(match, "D"), reader.day(match, "D2")
    if first is None or last is None or first[0] >= last[0]:
        return None
    days = (last[0] - first[0]).days + 1
    if first[0].day == 1 or (days % 7 == 0 and not is_month_end(first[0])):
        return reader.span(match, Period(first[0], last[0]), relative=last[1], year=None if last[1] else last[0].year)
    return None


def _period_ended(reader: Reader, match: re.Match[str]) -> Found | None:
    """Reads "quarter ended <day>", "fiscal year ended <day>", "period ended <day>" and the like."""
    word, calendar = match["word"].lower(), reader.calendar
    if "quarter" in word:
        return reader.ending(match, calendar.quarter_ending)
    if "year" in word and "half" not in word:
        return reader.ending(match, calendar.year_ending)
    if "month" in word:
        return reader.ending(match, lambda day: Period(day.replace(day=1), day))
    return reader.ending(match, calendar.year_to_date)


def _named_year_ended(reader: Reader, match: re.Match[str]) -> Found | None:
    """Reads "fiscal 2009, ended <day>"; in "36 weeks of fiscal 2023, ended <day>" the year does not end there."""
    found = reader.ending(match, reader.calendar.year_ending)
    year = reader.calendar.year(reader.named_year(match)[0] or 0)
    return found if found and found.period and found.period.matches(year) else None


def _month_ended(reader: Reader, match: re.Match[str]) -> Found | None:
    """Reads "quarter ended June 2009", "June 2009 quarter", "year to March 2010"."""
    year, month = reader.values(match, "M")
    word = match["word"].lower()
    make: Callable[[date], Period] = reader.calendar.quarter_ending
    if "year" in word and "half" not in word:
        make = reader.calendar.year_ending
    if "half" in word or "interim" in word:
        make = reader.calendar.year_to_date
    if match.groupdict().get("L"):
        make = reader.length_to(match)
    return reader.span(match, make(month_end(year, month)), year=year, of_year=lambda y: make(month_end(y, month)))


def _length_to_month(reader: Reader, match: re.Match[str]) -> Found | None:
    """Reads "six months to September": of the reported fiscal year."""
    if reader.reference is None:
        return None
    fiscal_year, month = reader.calendar.fiscal_year(reader.reference.end), month_number(match["month"])
    year = reader.calendar.year(fiscal_year).end.year
    day = month_end(year - (month_end(year, month) > reader.calendar.year_end(fiscal_year)), month)
    make: Callable[[date], Period] = reader.calendar.quarter_ending
    if match["word"].lower() == "year":
        make = reader.calendar.year_ending
    if match["L"]:
        make = reader.length_to(match)
    elif "half" in match["word"].lower() or "interim" in match["word"].lower():
        make = reader.calendar.year_to_date
    return reader.span(match, make(day), relative=True)


def _part_of_year_ended(reader: Reader, match: re.Match[str]) -> Found | None:
    """Reads "third quarter of the fiscal year ending <day>"."""
    part = reader.part_of_year(match)
    if match["M"]:
        return reader.span(match, part(reader.calendar.fiscal_year(month_end(*reader.values(match, "M")))))
    return reader.ending(match, lambda day: part(reader.calendar.fiscal_year(day)))


def _quarter_before(reader: Reader, match: re.Match[str]) -> Found | None:
    """The first in "first and second quarters of FY2009"."""
    number = ORDINAL[match["nth"].lower()]
    found = reader.instant_or_period(match, lambda year: reader.calendar.quarter(year, number))
    return found and replace(found, end=match.end("nth"))


def _month_quarter(reader: Reader, match: re.Match[str]) -> Found | None:
    """Reads "the June quarter"."""
    if reader.reference is None:
        return None
    year, month = reader.reference.end.year, month_number(match["month"])
    day = month_end(year, month)
    if day > reader.reference.end + timedelta(days=10):
        day = month_end(year - 1, month)
    return reader.span(match, reader.calendar.quarter_ending(day), relative=True)


def _bare_month(reader: Reader, match: re.Match[str]) -> Found | None:
    """Reads "in June", "since March", "at the end of June": the month is the last one of that name."""
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


def _month_year(reader: Reader, match: re.Match[str]) -> Found | None:
    year, month = reader.values(match, "M")
    last = month_end(year, month)
    return reader.span(match, Period(last.replace(day=1), last), year=year, alternatives=(Period(None, last),))


def _edge_of(reader: Reader, match: re.Match[str]) -> Found | None:
    """The instant at the end (or beginning) of a period."""
    opening = match["edge"].lower()[0] in "bso"
    groups = match.groupdict()
    if groups.get("M"):
        year, month = reader.values(match, "M")
        day = month_end(year, month - 1) if opening else month_end(year, month)
        return reader.span(match, Period(None, day), year=year)
    if groups.get("word"):
        period = _whole(reader, groups["word"])
        return None if period is None else reader.span(match, _edge(period, opening), relative=True)
    if groups.get("R") and not any(groups.get(name) for name in "QHL"):
        offset, fiscal = reader.values(match, "R")
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


def _whole(reader: Reader, word: str) -> Period | None:
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


def _year_end(reader: Reader, match: re.Match[str]) -> Found | None:
    """Reads "year-end" and "year-end 2009": where the reported period is no year, the year-end before it."""
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


def _this(reader: Reader, match: re.Match[str]) -> Found | None:
    period = reader.quarter() if "quarter" in match[0].lower() else reader.reference
    return reader.span(match, period, relative=True)


def _last_quarter(reader: Reader, match: re.Match[str]) -> Found | None:
    if reader.reference is None:
        return None
    before = reader.calendar.previous_quarter(reader.reference)
    others = (reader.quarter(),) if match["word"].lower() == "last" else ()
    return reader.span(match, before, relative=True, alternatives=tuple(p for p in others if p))


def _quarters_away(reader: Reader, match: re.Match[str]) -> Found | None:
    if reader.reference is None:
        return None
    count = match["count"].lower() if match.groupdict().get("count") else "1"
    number = 1 if count in ("a", "1") else int(count) if count.isdigit() else NUMBER[count]
    ahead = "next" in match[0].lower() or "following" in match[0].lower() or "coming" in match[0].lower()
    return reader.span(
        match, reader.calendar.quarters_later(reader.reference, number if ahead else -number), relative=True
    )


def _same_last_year(reader: Reader, match: re.Match[str]) -> Found | None:
    """Reads "the same period last year", "year-ago quarter", "prior-year period"."""
    if reader.reference is None:
        return None
    offset = reader.values(match, "R")[0] if match.groupdict().get("R") else -1
    reference = reader.quarter() if "quarter" in match[0].lower() else reader.reference
    assert reference is not None
    return reader.span(match, reader.calendar.years_later(reference, offset), relative=True)


def _to_date(reader: Reader, match: re.Match[str]) -> Found | None:
    if reader.reference is None:
        return None
    period = reader.calendar.year_to_date(reader.reference.end)
    if match.groupdict().get("R"):
        period = reader.calendar.years_later(period, reader.values(match, "R")[0])
    return reader.span(match, period, relative=True)


def _now(reader: Reader, match: re.Match[str]) -> Found | None:
    return None if reader.reference is None else reader.span(match, reader.reference.at_end, relative=True)


def _half_ended(reader: Reader, match: re.Match[str]) -> Found | None:
    make = reader.calendar.quarter_ending if match.groupdict().get("Q") else reader.calendar.year_to_date
    if match.groupdict().get("H") and reader.values(match, "H")[0] == 2:
        make = lambda day: duration_to(day, months=6)  # noqa: E731
    return reader.ending(match, make)


def _lengths_ended(reader: Reader, match: re.Match[str]) -> Found | None:
    """The shorter length in "three and nine months ended <day>"."""
    word = match["count"].lower().replace(" ", "-")
    n = int(word) if word.isdigit() else NUMBER[word]
    weeks = reader.values(match, "L")[1]
    make = (lambda day: duration_to(day, weeks=n)) if weeks else (lambda day: duration_to(day, months=n))
    found = reader.ending(match, make)
    return found and replace(found, end=match.end("count"))


def _length_alone(reader: Reader, match: re.Match[str]) -> Found | None:
    months, weeks, first, known = reader.values(match, "L")
    if not known:
        return None
    if reader.reference is None or first:
        found = reader.instant_or_period(match, lambda year: reader.length_in(year, months, weeks))
    else:
        make = reader.length_to(match)
        end = reader.reference.end
        found = reader.span(match, make(end), relative=True)
    return found and replace(found, start=match.start("L"))


RULES: list[tuple[re.Pattern[str], _Rule]] = [
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
            rf"(?<![\w-])(?P<count>{COUNT})(?:\s+(?:months|weeks))?\s*(?:and|,|&)\s*(?P<L>{{L}})(?:\s+periods?)?\s+{_ENDED}\s+(?P<D>{{D}})",
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
            lambda r, m: r.span(m, r.calendar.year_ending(month_end(*r.values(m, "M"))), year=r.values(m, "M")[0]),
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
            rf"(?<!\w)(?P<nth>{NTH})\s*(?:and|&|,|to|or|through)\s*(?:(?:the\s+)?(?:{NTH})\s*(?:and|&|,|or)\s*)?(?:the\s+)?(?P<Q>{{Q}})(?:{_OF}{_FYR})?",
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
            rf"(?:the\s+)?(?P<edge>end|close|beginning|start|opening)\s+of\s+(?:the\s+)?(?:(?P<M>{{M}})|(?:{_PART}{_OF})?{_FYR}|(?P<word>(?:(?:this|current|reported|last|previous|prior)\s+)?(?:fiscal\s+)?(?:quarter|half|period)))(?!\w)",
            _edge_of,
        ),
        (
            r"(?:the\s+)?(?P<edge>end|close|beginning|start|opening)\s+of\s+(?:the\s+)?(?:(?P<Q>{Q})|(?P<H>{H}))",
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
