"""A printed number given for another is told by what is wrong: the row, the period, or both."""

from decimal import Decimal

import pytest

from app.reply import Citation, Reply
from corpus.document import document
from corpus.release import load_release
from eval.slips import slip_of

READ = document(load_release("iij-1q09"))


def fact(line_item, amount):
    return next(
        f for f in READ.facts if f.line_item == line_item and f.amount == Decimal(amount) and f.source == "table"
    )


REVENUE = fact("Total Revenues", 15_835_000_000)
YEAR_BEFORE = fact("Total Revenues", 16_328_000_000)
COSTS = fact("Total Costs", 12_837_000_000)
COSTS_BEFORE = fact("Total Costs", 13_303_000_000)


def reply(given):
    return Reply("", value=given.amount, unit="JPY", citations=(Citation("iij-1q09", "", "", given.start, given.end),))


@pytest.mark.parametrize(
    ("given", "slip"),
    [(YEAR_BEFORE, "period"), (COSTS, "row"), (COSTS_BEFORE, "row and period")],
    ids=lambda one: one if isinstance(one, str) else one.printed,
)
def test_a_printed_number_given_for_another_is_a_slip(gold, given, slip):
    assert slip_of(gold(), reply(given), READ.facts) == slip


def test_a_computed_number_is_no_slip_on_either_side(gold):
    computed = Reply("", value=Decimal(1), unit="JPY", citations=reply(COSTS).citations)

    assert slip_of(gold(), computed, READ.facts) == ""
    assert slip_of(gold(value=Decimal(123_456_789_000)), reply(COSTS), READ.facts) == ""
