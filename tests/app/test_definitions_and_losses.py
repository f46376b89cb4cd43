"""What a term is, a loss under the name of a profit, and the line that a follow-up names exactly."""

from __future__ import annotations

import pytest

from app.prose.ask import ask_of
from app.prose.definitions import defines, definition_fit
from app.prose.types import question_type


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ('Order intake ("OI") represents signed contracts that have not been delivered.', 1.0),
        ("OI is influenced by the timing of renewals.", 0.7),
        ("The portion of OI that is unbilled is not recorded.", 0.7),
    ],
)
def test_what_happens_to_a_thing_does_not_define_it(text: str, fit: float) -> None:
    ask = ask_of("What does OI mean?")
    assert definition_fit(ask, text) == fit
    assert defines(ask, text) == (fit == 1.0)


def test_in_plain_words_asks_for_a_definition() -> None:
    assert question_type("What's OI in normal words? what goes into it") == "definition"
    assert question_type("Why did OI fall, in plain words?") == "why"


def test_a_negative_profit_is_called_a_loss(ask) -> None:
    reply = ask("Segment profit of network service and SI business, 1Q09?", "same for ATM?")
    assert "a loss" in reply.text
    assert reply.value == -232912000


def test_a_follow_up_takes_the_line_that_it_names_rather_than_a_sum_with_the_item_before(ask) -> None:
    reply = ask("How much revenue did the connectivity service make in 1Q09?", "what about outsourcing?")
    assert reply.value == 3979443000
