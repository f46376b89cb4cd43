"""Facts: the unit, scale, period and measure of single cells, in tables as other releases print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from corpus.calendars import duration_to
from corpus.document import Document, document
from corpus.facts import Fact
from corpus.periods import FiscalCalendar, Period
from corpus.release import Release


def read(text: str, *, currency: str = "USD", ends_in_month: int = 12, period: Period | None = None) -> Document:
    return document(Release("x", "Widget Inc.", "Results", None, currency, FiscalCalendar(ends_in_month), period, text))


def facts(text: str) -> list[Fact]:
    return [fact for fact in read(text).facts if fact.source == "table"]


def worth(text: str) -> list[tuple[str, str | None, Decimal]]:
    return [(fact.line_item, fact.unit, fact.amount) for fact in facts(text)]


def test_scale_of_the_note_holds_for_amounts_but_not_per_share() -> None:
    text = (
        "STATEMENTS OF INCOME\n(dollars in millions, except per share data)\n\n"
        "\tYear Ended May 7, 2023\nNet income\t$1,302\nNET INCOME PER COMMON SHARE:\t\nBasic\t$2.94\n"
        "Shares used in calculation (000s):\t\nDiluted\t444,360"
    )
    assert worth(text) == [
        ("Net income", "USD", Decimal(1302000000)),
        ("Basic", "USD/share", Decimal("2.94")),
        ("Diluted", "shares", Decimal(444360000)),
    ]


def test_totals_that_are_divided_in_a_section_per_share_are_no_amounts_per_share() -> None:
    text = (
        "Computation\n(in millions, except per share data)\n\n\tYear Ended May 7, 2023\nBasic Net Income Per Share\t\n"
        "Net income\t$199\nBasic net income per share\t$0.20\nShares used in computing basic net income per share\t980"
    )
    assert [(unit, amount) for _, unit, amount in worth(text)] == [
        ("USD", Decimal(199000000)),
        ("USD/share", Decimal("0.20")),
        ("shares", Decimal(980000000)),
    ]


def test_steps_of_a_reconciliation_per_share_are_amounts_per_share() -> None:
    text = (
        "Results\n(in millions, except per share data)\n\n\tYear Ended May 7, 2023\nDiluted net income per share\t\n"
        "GAAP diluted net income per share\t$0.20\nPlus:\t\nRestructuring\t0.72"
    )
    assert worth(text)[-1] == ("Restructuring", "USD/share", Decimal("0.72"))


def test_footnote_table_takes_the_scale_of_its_statement() -> None:
    text = (
        "# Statements of Operations\n\n(in millions)\n\n\tYear Ended May 7, 2023\nRevenues\t$8,247\n\n"
        "## (1) Amounts include stock-based compensation, as follows:\n\n\tYear Ended May 7, 2023\nMarketing\t$103"
    )
    assert worth(text)[-1] == ("Marketing", "USD", Decimal(103000000))


def test_percent_signs_on_the_first_and_last_row_hold_for_the_column() -> None:
    text = "COMPARABLE SALES\n\n\tYear Ended May 7, 2023\nU.S.\t12.6%\nEurope\t12.6\nAsia\t12.1\nTotal\t12.6%"
    assert {(fact.unit, fact.measure) for fact in facts(text)} == {("%", "growth")}


def test_change_of_a_percent_is_in_points() -> None:
    text = (
        "$ million\t2019\t2018\tChange (%)\nRevenue\t503.6\t476.9\t5.6\n"
        "Other\t110.0\t100.0\t10.0\nGross margin (%)\t73.2\t72.2\t1.0"
    )
    revenue, *_, margin = [fact for fact in facts(text) if fact.measure != "amount"]
    assert (revenue.unit, revenue.measure) == ("%", "growth")
    assert (margin.unit, margin.measure) == ("pp", "change")


def test_as_a_percentage_of_total_revenues_is_a_share() -> None:
    text = (
        "Statements of Operations\n(As a percentage of total revenues)\n\n\tYear Ended "
        "May 7, 2023\nSales\t93%\nServices\t7\nTotal revenues\t100%"
    )
    assert {(fact.unit, fact.measure) for fact in facts(text)} == {("%", "share")}


def test_a_range_is_two_facts() -> None:
    low, high = facts("Guidance\n\n\tFY23 Guidance\tFY24 Guidance\nRevenue\tN/A\t$34.5 - $34.7 Billion")
    assert (low.amount, high.amount) == (Decimal(34500000000), Decimal(34700000000))
    assert (low.basis, high.basis) == ({"low", "target"}, {"high", "target"})


def test_periods_in_rows_give_line_items_from_columns() -> None:
    text = (
        "RPO consisted of the following (in billions):\n\n\tCurrent\tNoncurrent\tTotal\n"
        "As of April 30, 2023\t$24.1\t$22.6\t$46.7\nAs of January 31, "
        "2023\t24.6\t24.0\t48.6"
    )
    current = facts(text)[0]
    assert (current.line_item, str(current.period), current.amount) == (
        "Current",
        "April 30, 2023",
        Decimal(24100000000),
    )


def test_period_in_a_section_row_holds_for_the_rows_below() -> None:
    text = (
        "\tGross\tNet\nJune 30, 2019\t\t\nCustomers\t$1,597\t$1,098\nPatents\t$34\t$19\n"
        "June 30, 2018\t\t\nCustomers\t$1,600\t$1,200\nPatents\t$30\t$18"
    )
    assert [str(fact.period) for fact in facts(text)][::4] == ["June 30, 2019", "June 30, 2018"]


def test_period_in_a_label_holds_for_its_row() -> None:
    text = (
        "\tNumber of Shares\tWeighted-Average Exercise Price\nOutstanding at September "
        "30, 2016\t3,015,374\t$3.95\nGranted\t147,800\t$7.06"
    )
    first, price, granted, _ = facts(text)
    assert (str(first.period), first.unit) == ("September 30, 2016", "shares")
    assert price.amount == Decimal("3.95")
    assert granted.period is None


def test_a_length_alone_is_of_the_reported_period() -> None:
    text = "Comparable sales\n\n\t12 Weeks\t12 Weeks\n\t\tAdjusted*\nCanada\t-1.0%\t7.4%"
    plain, adjusted = read(text, period=duration_to(date(2023, 5, 7), weeks=12)).facts
    assert str(plain.period) == "12 weeks to May 7, 2023"
    assert (plain.basis, adjusted.basis) == (frozenset(), {"adjusted"})


def test_net_of_what_is_taken_off_gets_a_label() -> None:
    text = (
        "Balance Sheets\n(in thousands)\n\n\tMay 7, 2023\nPROPERTY\t508,273\nLess "
        "accumulated depreciation\t(365,241)\n\t143,032\nCASH\t12,000"
    )
    assert worth(text)[2] == ("PROPERTY, net", "USD", Decimal(143032000))


def test_shares_in_a_label_pair_off_with_the_dates_behind_them() -> None:
    text = (
        "Balance Sheets\n(in thousands)\n\n\tMay 7, 2023\tMay 8, 2022\nCommon stock, "
        "authorized 1,000,000 shares of $.01 par value; "
        "issued and outstanding; 507,796 shares at May 7, 2023, and 504,386 shares at May 8, 2022\t508\t504"
    )
    found = [(f.line_item, str(f.period), f.unit, f.amount) for f in facts(text) if f.path[-1] == "Common stock"]
    assert found[-2:] == [
        ("shares issued and outstanding", "May 7, 2023", "shares", Decimal(507796)),
        ("shares issued and outstanding", "May 8, 2022", "shares", Decimal(504386)),
    ]


def test_dash_without_unit_is_no_fact() -> None:
    assert worth("\t2019\t2018\nHindi films\t7\t—") == [("Hindi films", None, Decimal(7))]


@pytest.mark.parametrize("cell", ["N/A", "n/m", "no impact", ""])
def test_words_in_a_cell_are_no_fact(cell: str) -> None:
    assert [printed for _, _, printed in worth(f"\t2019\t2018\nMargin\t5%\t{cell}")] == [Decimal(5)]


def test_rounded_amounts_keep_what_rounding_leaves_open() -> None:
    (fact,) = facts("Summary\n\n\t2019\n\tJPY millions\nSales\t15,835")
    assert (fact.amount, fact.precision) == (Decimal(15835000000), Decimal(1000000))
