"""The facts of the shipped release: compared with a table that was checked by eye against the text, and by arithmetic.

`python -m corpus.document iij-1q09 --write-golden` rewrites the table; the reviewer reads the difference.
"""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal

import pytest

from corpus.document import Document, document, golden_rows, unread_numerals
from corpus.facts import Fact
from corpus.footing import Interval
from corpus.numbers import numeral_in_cell
from corpus.release import load_release, release_folders

RATE = Decimal("96.42")
"""JPY per US dollar, as the release prints it."""


@pytest.fixture(scope="module")
def read() -> Document:
    return document(load_release("iij-1q09"))


@pytest.fixture(scope="module")
def printed(read: Document) -> list[Fact]:
    return [fact for fact in read.facts if fact.source == "table"]


def interval(fact: Fact) -> Interval:
    half = Decimal(0) if set(fact.printed) <= set("- –—Yen") else fact.precision / 2
    return Interval(fact.amount - half, fact.amount + half)


def test_facts_equal_the_golden_table(read: Document) -> None:
    with (release_folders()["iij-1q09"] / "facts.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    assert golden_rows(read) == expected


def test_every_fact_stands_at_its_offsets(read: Document) -> None:
    text = read.release.text
    for fact in read.facts:
        assert text[fact.start : fact.end] == fact.printed
        assert fact.context_start <= fact.start < fact.end <= fact.context_end


def test_every_table_fact_has_period_and_unit(printed: list[Fact]) -> None:
    assert [fact for fact in printed if fact.period is None or fact.unit is None] == []


def test_every_number_in_a_data_row_is_a_fact(read: Document) -> None:
    missing = [
        cell.text
        for table in read.tables
        for row in table.rows
        for cell in row.cells[1:]
        if numeral_in_cell(cell.text) and read.fact_at(cell.start) is None
    ]
    assert missing == []
    assert len(read.tables) == 24


def test_unread_numerals_each_have_a_reason(read: Document) -> None:
    unread = unread_numerals(read)
    assert all(reading.reason and read.fact_at(reading.start) is None for reading in unread)
    in_tables = [r for r in unread for t in read.tables if t.start <= r.start < t.end]
    assert Counter(r.reason for r in in_tables).keys() <= {"heads a column", "a date or period", "part of a row's name"}


def test_dollar_columns_are_yen_at_the_printed_rate(printed: list[Fact]) -> None:
    """To one in the last place: single dollar amounts are rounded so that they add up (net income: 907 and 906)."""
    pairs = []
    for dollars in printed:
        if dollars.unit in ("USD", "USD/share", "USD/ADS"):
            yen = [
                f
                for f in printed
                if f.context_start == dollars.context_start
                and f.period == dollars.period
                and f.unit
                and f.unit[:3] == "JPY"
            ]
            pairs += [(dollars, other) for other in yen if other.column]
    wide = [(Interval(d.amount - d.precision, d.amount + d.precision), d, y) for d, y in pairs]
    assert len(pairs) > 90
    assert [d.line_item for around, d, y in wide if not around.times(RATE).meets(interval(y))] == []


def test_printed_growth_follows_from_the_two_amounts(printed: list[Fact]) -> None:
    """To within the printed millions, and one in the last place (253 after 257 is printed as 2.0% less)."""
    checked = 0
    for growth in printed:
        if growth.measure != "growth":
            continue
        row = [f for f in printed if f.context_start == growth.context_start and f.measure == "amount"]
        now = [f for f in row if f.period == growth.period]
        before = [f for f in row if f.period == growth.compared_with]
        if len(now) == len(before) == 1:
            quotient = interval(now[0]).over(interval(before[0]))
            assert quotient is not None
            reached = quotient.times(Decimal(100))
            assert Interval(reached.low - 100, reached.high - 100).meets(
                Interval(growth.amount - growth.precision, growth.amount + growth.precision)
            ), growth
            checked += 1
    assert checked == 25


def test_printed_changes_are_differences(printed: list[Fact]) -> None:
    checked = 0
    for change in printed:
        if change.measure == "change":
            row = [f for f in printed if f.context_start == change.context_start]
            now, before = (
                next(f.amount for f in row if f.measure == "amount" and f.period == p)
                for p in (change.period, change.compared_with)
            )
            assert now - before == change.amount
            checked += 1
    assert checked == 13


def test_percents_are_parts_of_their_whole(printed: list[Fact]) -> None:
    """To one in the last place: the release rounds single percents so that the column adds up."""
    checked = 0
    for share in printed:
        if share.measure != "share" or share.of is None:
            continue
        row = [
            f
            for f in printed
            if f.context_start == share.context_start
            and f.period == share.period
            and f.unit == "JPY"
            and f.measure == "amount"
        ]
        label = share.of.split(" / ")[-1].casefold()
        whole = [
            f
            for f in printed
            if f.line_item.casefold() == label
            and f.period == share.period
            and f.unit == "JPY"
            and f.table == share.table
        ]
        part = [f for f in row if f.column]
        if not part or not whole or "percentage" in share.line_item:
            continue
        assert abs(part[0].amount / whole[0].amount * 100 - share.amount) <= Decimal("0.1"), share
        checked += 1
    assert checked >= 70


@pytest.mark.parametrize(
    ("table", "total", "parts"),
    [
        (
            "Balance Sheets",
            "Total current assets",
            [
                "Cash and cash equivalents",
                "Accounts receivable",
                "Inventories",
                "Prepaid expenses",
                "Other current assets",
            ],
        ),
        ("Balance Sheets", "TOTAL", ["Total Liabilities", "Total equity"]),
        (
            "Statements of Income",
            "Total cost and expenses",
            ["Total cost", "Sales and marketing", "General and administrative", "Research and development"],
        ),
        ("Statements of Income", "Total revenues", ["Total", "Total", "Equipment sales", "ATM operation business"]),
        (
            "Operating Results Summary",
            "Total Costs",
            ["Connectivity and Outsourcing Services", "SI", "Equipment Sales", "ATM Operation Business"],
        ),
    ],
)
def test_totals_foot(printed: list[Fact], table: str, total: str, parts: list[str]) -> None:
    facts = [f for f in printed if table in (f.table or "") and f.measure == "amount" and f.unit == "JPY" and f.column]
    totals = [f for f in facts if f.line_item == total]
    whole = totals[-1]
    run = [f for f in facts if f.period == whole.period and (f.start < whole.start or total == "Total Costs")]
    amounts = []
    for part in dict.fromkeys(parts):
        found = [f for f in run if f.line_item == part or f.line_item.startswith(f"{part},")]
        amounts += found[-parts.count(part) :]
    assert len(amounts) == len(parts)
    assert abs(sum(f.amount for f in amounts) - whole.amount) <= len(parts) * whole.precision


def test_bare_total_is_found_under_its_group(printed: list[Fact]) -> None:
    totals = [f for f in printed if f.line_item == "Total" and f.path[-1] == "Systems integration" and f.unit == "JPY"]
    assert [(str(f.period), f.amount) for f in totals] == [
        ("three months to June 30, 2008", Decimal(7688824000)),
        ("three months to June 30, 2009", Decimal(6564646000)),
    ]


def test_cash_at_the_beginning_of_the_period_is_an_instant(printed: list[Fact]) -> None:
    facts = [f for f in printed if "BEGINNING OF THE PERIOD" in f.line_item]
    assert [(f.unit, str(f.period)) for f in facts] == [
        ("JPY", "March 31, 2008"),
        ("USD", "March 31, 2009"),
        ("JPY", "March 31, 2009"),
    ]
