"""Compared columns: what a column of growth or change compares, where its header says so in words.

In: the columns of a table after its arithmetic, and what its cells print. Out: the columns, with the period and the one
compared with. "Y/Y %" over five quarters is the latest of them against the quarter a year before, which the table may
not print; "Q/Q" is against the quarter before; "vs. Q2 FY 2023" against that one. A year to date beside the fourth
quarter is the whole year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.blocks import Column
from corpus.cells import CellNumeral
from corpus.inventory import Inventory
from corpus.periods import Period

_YEAR_ON_YEAR = re.compile(
    r"\byoy\b|\by\s?/\s?y\b|\by[- ]o[- ]y\b|year[- ](?:over|on)[- ]year|\b(?:vs\.?|versus|from|over|to)\s+(?:the\s+)?"
    r"(?:prior|previous|last)[- ]year\b|\byear[- ]ago\b|\bprior[- ]year\b",
    re.IGNORECASE,
)
_QUARTER_ON_QUARTER = re.compile(
    r"\bqoq\b|\bq\s?/\s?q\b|\bq[- ]o[- ]q\b|quarter[- ](?:over|on)[- ]quarter|\bsequential(?:ly)?\b"
    r"|\b(?:vs\.?|versus|from|over)\s+(?:the\s+)?(?:prior|previous|last|preceding)[- ]quarter\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"^\W*(?:%\s*)?(?:chang\w*\s+|growth\s+)?(?:vs\.?|versus|compared (?:to|with))(?=\W)", re.IGNORECASE
)
_EARLIER = re.compile(r"\b(?:prior|previous|last|preceding)[- ](?:year|quarter)\b|\byear[- ]ago\b", re.IGNORECASE)
"""Words that name the period compared with, and so no period of the column's own."""
_TO_DATE = re.compile(r"\bytd\b|year[- ]to[- ]date", re.IGNORECASE)

Values = Sequence[Sequence[CellNumeral | None]]


def compared(columns: tuple[Column, ...], values: Values, inventory: Inventory) -> tuple[Column, ...]:
    """`columns`, those that compare with what their header names."""
    return tuple(_whole_year(_compared(column, columns, values, inventory), columns, inventory) for column in columns)


def _compared(column: Column, columns: tuple[Column, ...], values: Values, inventory: Inventory) -> Column:
    cells = [row[column.index] for row in values]
    percent = column.unit == "%" or any(cell and cell.unit == "%" for cell in cells)
    own_words = column.header.split(" / ")[0]
    if column.compared_with is None and column.period and _AGAINST.search(own_words):
        now = _after(column.period, columns) or inventory.reference
        column = replace(column, period=now, compared_with=column.period)
        return _measured(column, percent)
    yearly, quarterly = _YEAR_ON_YEAR.search(own_words), _QUARTER_ON_QUARTER.search(own_words)
    if not (yearly or quarterly) or column.compared_with is not None or (column.measure == "amount" and not percent):
        return column
    if column.period and _EARLIER.search(own_words) and not re.search(r"\d", own_words):
        now = inventory.calendar.years_later(column.period, 1) if yearly else inventory.reference
        return _measured(replace(column, period=now, compared_with=column.period), percent)
    period = column.period or _latest(columns) or inventory.reference
    if period is None:
        return column
    before = period.year_before(inventory.calendar) if yearly else inventory.calendar.previous_quarter(period)
    return _measured(replace(column, period=period, compared_with=before), percent)


def _measured(column: Column, percent: bool) -> Column:
    settled_by = column.settled_by or "header"
    if percent:
        return replace(column, measure="growth", unit="%", scale=0, settled_by=settled_by)
    return replace(column, measure="change", settled_by=settled_by)


def _after(period: Period, columns: tuple[Column, ...]) -> Period | None:
    """The first period over the amounts that is as long as `period` and ends after it."""
    found = (c.period for c in columns if c.measure == "amount" and c.period is not None and c.period.end > period.end)
    return next((p for p in found if p.instant == period.instant and abs(_days(p) - _days(period)) < 10), None)


def _days(period: Period) -> int:
    return 0 if period.instant else period.days


def _latest(columns: tuple[Column, ...]) -> Period | None:
    periods = [c.period for c in columns if c.measure == "amount" and c.period is not None and not c.period.instant]
    shortest = min((period.days for period in periods), default=0)
    return max((p for p in periods if p.days < shortest + 10), key=lambda p: p.end, default=None)


def _whole_year(column: Column, columns: tuple[Column, ...], inventory: Inventory) -> Column:
    """A year to date beside the fourth quarter of the same year runs to the end of that quarter."""
    if column.period is None or not _TO_DATE.search(column.header):
        return column
    year = inventory.calendar.year(inventory.calendar.fiscal_year(column.period.end))
    quarters = [c.period for c in columns if c.period is not None and c.period.is_quarter and c.period.end == year.end]
    return replace(column, period=year) if quarters else column
