"""A name that the question gives itself decides; the paraphrase or label beside it counts for nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest


@pytest.mark.parametrize(
    ("question", "thousands"),
    [
        ("how much did the pile of unsold stuff (inventories) change from march to june 2009?", 6_008),
        ("what they still owe their suppliers (accounts payable), end of June 2009", 4_774_081),
        ("unpaid bills to suppliers (accounts payable) back in March 2009, before the drop", 6_064_829),
        ("Sanity check on the wiggle room: prepaid expenses at March 31, 2009", 1_771_955),
    ],
)
def test_the_name_in_parentheses_or_after_a_label_is_what_is_asked(ask, question, thousands):
    assert ask(question).value == Decimal(thousands * 1000)


def test_a_qualifier_in_parentheses_names_nothing_alone(ask):
    reply = ask("which subsidiaries are behind the losses that got charged to outside (noncontrolling) owners?")
    assert "GDX" in reply.text


def test_a_label_with_a_foreign_name_is_no_label(ask):
    assert ask("Revenue in Hokkaido: how much?").abstained
