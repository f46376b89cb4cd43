"""Targets: ends of a range, what is left, growth on an actual figure, two targets beside each other."""

from __future__ import annotations

from datetime import date

import pytest

from app.answering import answer_over
from corpus.document import Document, document
from corpus.release import release_from_text

TEXT = """Birch Corp Reports First Quarter 2024 Results

BOSTON, May 2, 2024 - Birch Corp today announced its results for the three months ended March 31, 2024.

Statements of Operations (in millions)

\tThree months ended March 31, 2024\tThree months ended March 31, 2023
Revenue\t$ 100.0\t$ 90.0
Operating income\t10.0\t8.0

Guidance

\tQ2 2024 Guidance\tFull Year 2024 Guidance
Revenue\t$104 - $108 Million\t$430 - $450 Million
"""
ABOUT = {
    "company": "Birch Corp",
    "title": "Birch Corp Reports First Quarter 2024 Results",
    "published": date(2024, 5, 2),
    "currency": "USD",
    "fiscal_year": {"ends_in_month": 12, "named_by": "end"},
    "period": {"start": date(2024, 1, 1), "end": date(2024, 3, 31)},
}
OF_A_RANGE = {
    "left at the low end": ("How much revenue is left for the full year at the low end of guidance?", 330_000_000),
    "left at the middle": ("How much revenue is left to reach the midpoint of full-year guidance?", 340_000_000),
    "its high end": ("high end of full-year revenue guidance?", 450_000_000),
    "from quarter to quarter": ("How much would Q2 revenue grow sequentially at the high end of the guidance?", 8),
}


@pytest.fixture(scope="module")
def birch() -> Document:
    return document(release_from_text("birch", TEXT, ABOUT))


@pytest.mark.parametrize(("question", "value"), OF_A_RANGE.values(), ids=OF_A_RANGE)
def test_an_end_of_a_guided_range_is_taken_where_it_is_asked_for(birch: Document, question: str, value: int):
    reply = answer_over(birch, question, [])
    assert reply.value == value, reply.text


def test_two_guided_growth_rates_are_compared_as_printed(ask):
    text = ask("Is guided operating income growth higher for the interim period or for the full year?").text
    assert "13.1%" in text
    assert "20.4" in text
