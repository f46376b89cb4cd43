"""A word or two gets the most reasonable figure and says what else it may mean, each with its figure."""

from __future__ import annotations

import pytest

from app.kinds import asks_for_an_amount


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("margin?", ("Operating margin: 2.2%", "net margin")),
        ("connectivity?", ("3,448,493", "1,697,894")),
        ("profit?", ("87,426", "350,878", "180,478")),
    ],
)
def test_a_bare_word_gets_a_figure_and_alternatives_with_figures(ask, word, said):
    reply = ask(word)

    assert reply.value is not None
    assert all(each.lower() in reply.text.lower() for each in said)
    assert "Cost of" not in reply.text


def test_a_bare_word_that_the_release_does_not_know_is_refused(ask):
    assert ask("weather?").abstained


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("Spending is named among the risks. What did it come to, in dollars?", True),
        ("The release defines conversion. So what was the conversion rate for the quarter?", True),
        ("What does the restructuring plan involve?", False),
        ("Why did the margin fall?", False),
    ],
)
def test_which_questions_want_a_figure(question, wants):
    assert asks_for_an_amount(question) is wants
