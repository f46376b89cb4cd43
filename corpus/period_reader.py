"""Reader: what the marks in a text mean under a fiscal calendar and a reported period.

In: a marked text (`corpus.period_marks`) and a match of a rule over it. Out: days, years, parts of years, and `Found`
mentions made of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.calendars import FiscalCalendar, Period, duration_to
from corpus.dates import full_year
from corpus.period_marks import Marked


@dataclass(frozen=True)
class Found:
    """A mention before overlaps are settled; `of_year` makes the period for another (fiscal) year, by its name.

    `of_day` makes the period that ends on another day. `settled` says that an explicit date beside it, "a year ago
    (June 2008)", tells what it means.
    """

    start: int
    end: int
    period: Period | None
    relative: bool = False
    ambiguous: bool = False
    alternatives: tuple[Period, ...] = ()
    year: int | None = None
    of_year: Callable[[int], Period] | None = None
    bare_year: bool = False
    settled: bool = False
    of_day: Callable[[date], Period] | None = None


class Reader(Marked):
    """One text while its mentions are being found."""

    def __init__(self, text: str, calendar: FiscalCalendar, reference: Period | None) -> None:
        super().__init__(text, calendar, None if reference is None else reference.end.year)
        self.reference = reference

    # what the marks mean

    def values(self, match: re.Match[str], name: str) -> tuple[int, ...]:
        """The values of the mark that a group matched."""
        return self.of[match.start(name)]

    def day(self, match: re.Match[str], name: str = "D") -> tuple[date, bool] | None:
        """The day at a mark and whether its year had to be supplied; None when it cannot be."""
        mention = self.days[match.start(name)]
        if mention.year is not None:
            return mention.on(mention.year), False
        if self.reference is None:
            return None
        day = mention.on(self.reference.end.year)
        return (mention.on(day.year - 1) if day > self.reference.end + timedelta(days=10) else day), True

    def named_year(self, match: re.Match[str]) -> tuple[int | None, bool]:
        """The fiscal year named by whichever of the marks F, Y, R or digits matched, and whether it is relative."""
        groups = match.groupdict()
        for name in ("F", "Y"):
            if groups.get(name):
                return self.values(match, name)[0], False
        if groups.get("digits"):
            return full_year(groups["digits"]), False
        if self.reference is None:
            return None, True
        offset = self.values(match, "R")[0] if groups.get("R") else 0
        return self.calendar.fiscal_year(self.reference.end) + offset, True

    # building mentions

    def instant_or_period(self, match: re.Match[str], of_year: Callable[[int], Period]) -> Found | None:
        """A mention whose period depends on the year that the match names, or lacks."""
        year, relative = self.named_year(match)
        explicit = None if relative else year
        if year is None:
            return Found(match.start(), match.end(), None, of_year=of_year)
        return Found(match.start(), match.end(), of_year(year), relative=relative, year=explicit, of_year=of_year)

    def ending(self, match: re.Match[str], make: Callable[[date], Period], name: str = "D") -> Found | None:
        """A mention that ends on the day that the match names."""
        day = self.day(match, name)
        if day is None:
            return None
        on = self.days[match.start(name)]
        found = self.span(
            match, make(day[0]), relative=day[1], year=None if day[1] else day[0].year, of_year=lambda y: make(on.on(y))
        )
        return found and replace(found, of_day=make)

    def span(
        self,
        match: re.Match[str],
        period: Period | None,
        *,
        relative: bool = False,
        year: int | None = None,
        of_year: Callable[[int], Period] | None = None,
        alternatives: tuple[Period, ...] = (),
    ) -> Found | None:
        """The whole match as a mention of a period; other periods that the words may mean make it ambiguous."""
        if period is None:
            return None
        alternatives = tuple(p for p in alternatives if p != period)
        return Found(match.start(), match.end(), period, relative, bool(alternatives), alternatives, year, of_year)

    def part_of_year(self, match: re.Match[str]) -> Callable[[int], Period]:
        """The quarter, half or length at a mark, as a part of any fiscal year."""
        groups = match.groupdict()
        if groups.get("Q"):
            number = self.values(match, "Q")[0]
            return lambda year: self.calendar.quarter(year, number)
        if groups.get("H"):
            half = self.values(match, "H")[0]
            return lambda year: self.calendar.half(year, half)
        months, weeks, *_ = self.values(match, "L")
        return lambda year: self.length_in(year, months, weeks)

    def length_in(self, year: int, months: int, weeks: int) -> Period:
        """So many months or weeks as the release means them: those it reports on in that year, or the year's first."""
        if self.reference is not None and self.reference.start is not None:
            reported = self.calendar.years_later(self.reference, year - self.calendar.fiscal_year(self.reference.end))
            if (months and reported.months == months) or (weeks and abs(reported.days - 7 * weeks) < 4):
                return reported
        if months == 12:
            return self.calendar.year(year)
        return self.calendar.first(year, months=min(months, 12), weeks=weeks)

    def length_to(self, match: re.Match[str], name: str = "L") -> Callable[[date], Period]:
        """The stretch of the length at a mark, up to any day."""
        months, weeks, *_ = self.values(match, name)
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
