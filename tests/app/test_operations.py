"""Readings carried out: the arithmetic of each operation, its unit, and what it refuses to compute."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.operations import carried_out
from app.reading import Options, Reading
from app.values import AskedPeriod, LineValue, Missing, Number
from corpus.periods import periods_in

M = 1_000_000


@pytest.fixture(scope="module")
def value(understanding):
    """The line of the results summary with this name."""

    def of(name, table="Operating Results Summary", unit="JPY"):
        return LineValue(next(x for x in understanding.lines.lines if (x.name, x.table, x.unit) == (name, table, unit)))

    return of


@pytest.fixture(scope="module")
def si(value):
    return value("Total Revenues - SI")


@pytest.fixture(scope="module")
def connectivity(understanding):
    """Named twice: the first is the revenue, the second the cost."""
    lines = [x for x in understanding.lines.lines if x.label == "Connectivity and Outsourcing Services"]
    return LineValue(next(x for x in lines if x.unit == "JPY" and x.table == "Operating Results Summary"))


@pytest.fixture(scope="module")
def outcome(understanding):
    def carried(operation, *values, **fields):
        return carried_out(Reading(operation, values, 1.0, **fields), understanding.clock, understanding.rate)

    return carried


@pytest.fixture(scope="module")
def when(understanding):
    return lambda words: AskedPeriod(periods_in(words, understanding.clock.calendar)[0].period, words=words)


ONE = {
    "lookup": (6_565 * M, "JPY"),
    "change": (-1_124 * M, "JPY"),
    "growth": (Decimal(-1_124) / 7_689 * 100, "%"),
}


@pytest.mark.parametrize(("operation", "expected"), ONE.items(), ids=ONE)
def test_an_operation_over_one_value(outcome, si, operation, expected):
    found = outcome(operation, si)

    assert (round(found.amount, 12), found.expression.unit) == (round(Decimal(expected[0]), 12), expected[1])


TWO = {
    "share": (Decimal(6_565) / 9_126 * 100, "%"),
    "ratio": (Decimal(6_565) / 9_126, "x"),
    "sum": ((6_565 + 9_126) * M, "JPY"),
    "average": (Decimal(6_565 + 9_126) / 2 * M, "JPY"),
    "difference": ((9_126 - 6_565) * M, "JPY"),
    "compare": ((9_126 - 6_565) * M, "JPY"),
}


@pytest.mark.parametrize(("operation", "expected"), TWO.items(), ids=TWO)
def test_an_operation_over_two_values(outcome, si, connectivity, operation, expected):
    found = outcome(operation, si, connectivity)

    assert (round(found.amount, 12), found.expression.unit) == (round(Decimal(expected[0]), 12), expected[1])


def test_a_signed_difference_keeps_its_order(outcome, si, connectivity):
    assert outcome("difference", si, connectivity, options=Options(signed=True)).amount == (6_565 - 9_126) * M


@pytest.mark.parametrize("operation", ["sum", "difference", "compare"])
def test_amounts_of_different_units_are_not_put_together(outcome, si, operation):
    with pytest.raises(Missing, match="3 contracts"):
        outcome(operation, si, Number(Decimal(3), "contracts", "3 contracts"))


def test_a_movement_between_one_period_and_itself_is_missing(outcome, si, when):
    with pytest.raises(Missing, match="SI"):
        outcome("change", si, later=when("1Q09"), earlier=when("1Q09"))


def test_a_movement_from_a_period_that_is_not_printed_is_missing(outcome, si, when):
    with pytest.raises(Missing, match="SI"):
        outcome("growth", si, later=when("1Q09"), earlier=when("1Q05"))


def test_a_comparison_chooses_the_larger(outcome, si, connectivity):
    assert [row.chosen for row in outcome("compare", si, connectivity).rows] == [False, True]
    assert [row.chosen for row in outcome("compare", connectivity, si).rows] == [True, False]


def test_a_ranking_orders_and_marks_the_place_asked_for(outcome, si, connectivity, value):
    members = (si, value("Equipment Sales"), connectivity)
    largest = outcome("rank", *members)
    second = outcome("rank", *members, options=Options(place=2))
    smallest = outcome("rank", *members, options=Options(descending=False))

    assert [row.expression.amount() for row in largest.rows] == [9_126 * M, 6_565 * M, 137 * M]
    assert [found.amount for found in (largest, second, smallest)] == [9_126 * M, 6_565 * M, 137 * M]
    assert [row.chosen for row in second.rows] == [False, True, False]


def test_a_ranking_needs_two_members(outcome, si):
    with pytest.raises(Missing, match="group"):
        outcome("rank", si)


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (Options(direction="above", threshold=Decimal(1_000 * M)), 2),
        (Options(direction="below", threshold=Decimal(1_000 * M)), 1),
        (Options(direction="above", threshold=Decimal(10_000 * M)), 0),
    ],
    ids=["above", "below", "none"],
)
def test_a_count_is_of_the_members_that_meet_the_condition(outcome, si, connectivity, value, options, count):
    found = outcome("count", si, connectivity, value("Equipment Sales"), options=options)

    assert (found.amount, found.expression.unit) == (count, "count")


@pytest.mark.parametrize(
    ("options", "amount"),
    [
        (Options(factor=Decimal(10)), Decimal("7221.5") * M),
        (Options(factor=Decimal(-10)), Decimal("5908.5") * M),
        (Options(threshold=Decimal(100 * M)), 6_665 * M),
    ],
    ids=["more by a percentage", "less by a percentage", "more by an amount"],
)
def test_what_if(outcome, si, options, amount):
    assert outcome("what_if", si, options=options).amount == amount


def test_the_base_of_a_growth_is_the_amount_before_it(outcome, si):
    base = outcome("base", si, Number(Decimal("-14.6"), "%", "-14.6%"))

    assert (round(base.amount, 6), base.expression.unit) == (round(6_565 * M / Decimal("0.854"), 6), "JPY")


def test_a_conversion_takes_the_release_s_own_rate(outcome, si):
    """JPY 96.42 to the dollar, as printed; an amount in dollars already is left alone."""
    found = outcome("lookup", si, options=Options(currency="USD"))

    assert (round(found.amount, 6), found.expression.unit) == (round(6_565 * M / Decimal("96.42"), 6), "USD")


def test_a_currency_without_a_printed_rate_is_missing(outcome, si):
    with pytest.raises(Missing, match="exchange rate from JPY to GBP"):
        outcome("lookup", si, options=Options(currency="GBP"))


def test_a_quarter_annualised_is_four_of_it(outcome, si):
    found = outcome("lookup", si, options=Options(annual=True))

    assert found.amount == 4 * 6_565 * M
    assert "annualised: times 4" in found.expression.notes


def test_a_balance_is_not_annualised(outcome, understanding):
    assets = next(x for x in understanding.lines.lines if x.label == "GOODWILL" and x.unit == "JPY")

    with pytest.raises(Missing, match=r"(?i)goodwill"):
        outcome("lookup", LineValue(assets), options=Options(annual=True))


def test_figures_of_several_periods_are_rows(outcome, si, when):
    found = outcome("list", si, periods=(when("1Q08"), when("1Q09")))

    assert [row.expression.amount() for row in found.rows] == [7_689 * M, 6_565 * M]


def test_no_period_stands_in_for_another(outcome, si, when):
    with pytest.raises(Missing, match="SI"):
        outcome("lookup", si, later=when("1Q01"))
