"""What a release says of itself: its day, the codes of its shares, who is quoted; read on made-up releases."""

from __future__ import annotations

from datetime import date

import pytest

from app.answering import answer_over
from corpus.document import Document, document
from corpus.release import FiscalCalendar, Release

TEXT = """\
Acme Corp. Reports Second Quarter Results

Contact: Ann Lee, Chief Financial Officer

Acme Corp.

555-010-0200

OSAKA, Aug. 3, 2023 - Acme Corp. (NYSE: ACM, TSE: 9999) today announced its results for the quarter ended June 30, 2023.

"Our foundries ran well, and prices held," said Bo Day, President and CEO of Acme. "Railway customers came back."

"Free cash flow paid for the new hammer line," said Ann Lee, Chief Financial Officer.

The merger was announced on May 3, 2023. The shares are listed on the Tokyo Stock Exchange.

A call is scheduled for 2:00 p.m. today. A webcast of it can be found at www.acme.example.
"""


@pytest.fixture(scope="module")
def acme() -> Document:
    """A made-up release with its day and two codes, and two persons quoted."""
    calendar = FiscalCalendar()
    return document(Release("acme", "Acme Corp.", "Results", date(2023, 8, 3), "USD", calendar, None, TEXT))


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("When was this published?", "Aug. 3, 2023"),
        ("what date did this release come out", "Aug. 3, 2023"),
        ("date of the press release?", "Aug. 3, 2023"),
        ("ticker symbol?", "NYSE: ACM, TSE: 9999"),
        ("What is their stock code in Tokyo?", "TSE: 9999"),
        ("Under what ticker does Acme trade in New York?", "NYSE: ACM"),
        ("Who is quoted saying that the foundries ran well?", "Bo Day, President and CEO of Acme"),
    ],
)
def test_a_release_says_when_it_came_out_and_how_its_shares_are_called(
    acme: Document, question: str, headline: str
) -> None:
    assert answer_over(acme, question).headline == headline


@pytest.mark.parametrize("question", ["When was the merger announced?", "when will the next results be published"])
def test_the_day_of_something_else_is_not_the_day_of_the_release(acme: Document, question: str) -> None:
    assert answer_over(acme, question).headline != "Aug. 3, 2023"


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("Who is quoted and what do they say?", ["Bo Day", "Railway customers", "Ann Lee", "hammer line"], []),
        ("Who is quoted?", ["Bo Day", "Ann Lee"], ["Railway customers"]),
        ("What is the finance chief, who is quoted, saying?", ["hammer line"], ["Bo Day"]),
        ("Whom do I ring up about this, and what is their job?", ["Ann Lee", "Financial Officer", "555-010"], []),
        ("Call time & where to find the webcast?", ["2:00 p.m.", "www.acme.example"], []),
        ("when and where is the call?", ["2:00 p.m.", "www.acme.example"], []),
    ],
)
def test_both_things_that_are_asked_are_quoted(
    acme: Document, question: str, held: list[str], not_held: list[str]
) -> None:
    text = answer_over(acme, question).text
    assert all(words in text for words in held), text
    assert not any(words in text for words in not_held), text


def test_nobody_is_quoted_on_what_no_quote_says(acme: Document) -> None:
    assert "said" not in answer_over(acme, "Who is quoted about the dividend?").text
