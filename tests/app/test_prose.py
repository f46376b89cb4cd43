"""The prose reader: questions in words, answered by exact quotes of a release or not at all."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from app.prose import question_type, read_prose
from corpus.document import Document, document
from corpus.release import FiscalCalendar, Release

TEXT = """\
Acme Corp. Reports Second Quarter Results

Acme Corp. E-mail: ir@acme.example Tel: +1-555-010-0200

Highlights

Revenue was $120 million, down 4.0% from a year ago. Shipments of anvils decreased by 9.0% as railway customers
postponed orders. Demand for rockets increased owing to new contracts with two film studios.

"We remain confident in our outlook," said Maria Lopez, President and CEO of Acme.

Acme was founded in 1949 and has its head office in Albuquerque.

In May 2023, Acme introduced a new brand, "RoadFast", which offers portable tunnels to small shops.

Notes

All figures are unaudited and are prepared in accordance with U.S. GAAP.

(Note) Changes to target for the fiscal year ending December 31, 2023: None
"""


@pytest.fixture(scope="module")
def acme() -> Document:
    """A made-up release: no rule may know a real one."""
    return document(Release("acme", "Acme Corp.", "Second quarter results", None, "USD", FiscalCalendar(), None, TEXT))


def quoted(question: str, of: Document) -> str:
    """The quotes of the answer, or "" for none."""
    reading = read_prose(question, of)
    text = " ".join(of.release.text[quote.start : quote.end] for quote in reading.quotes) if reading else ""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Why did revenue fall?", "why"),
        ("How come shipments dropped?", "why"),
        ("Who is in charge?", "who"),
        ("When was it founded?", "when"),
        ("Where is the head office?", "where"),
        ("Were the figures audited?", "yes_no"),
        ("How many anvils were shipped?", "quantity"),
        ("What's the e-mail address?", "contact"),
    ],
)
def test_question_type_is_the_kind_of_answer_wanted(question: str, kind: str) -> None:
    assert question_type(question) == kind


@pytest.mark.parametrize(
    ("question", "evidence"),
    [
        ("Why did shipments of anvils drop?", "as railway customers postponed orders"),
        ("What drove the growth in demand for rockets?", "new contracts with two film studios"),
        ("Who is the CEO?", "Maria Lopez, President and CEO"),
        ("When was Acme founded?", "founded in 1949"),
        ("Where is Acme's head office?", "Albuquerque"),
        ("What is RoadFast?", "portable tunnels"),
        ("Have the figures been audited?", "unaudited"),
    ],
)
def test_the_quote_holds_the_answer(acme: Document, question: str, evidence: str) -> None:
    assert evidence in quoted(question, acme)


@pytest.mark.parametrize(
    "question",
    [
        "Who is the CFO?",
        "Who audits the books?",
        "How much is the CEO paid?",
        "What rate do the loans carry?",
        "Why did the dividend rise?",
    ],
)
def test_what_the_release_does_not_say_is_not_answered(acme: Document, question: str) -> None:
    assert read_prose(question, acme) is None


@pytest.mark.parametrize(
    ("question", "correction", "evidence"),
    [
        ("Why did shipments of anvils rise?", "decreased by 9.0%, not rise", "decreased by 9.0%"),
        ("They raised the target, so what is the new one?", "not changed", "Changes to target"),
        (
            "What did CEO John Smith say about the outlook?",
            "Maria Lopez, President and CEO of Acme, not John Smith",
            "Maria Lopez",
        ),
        ("The brand RoadFast was launched in March 2022, who is it for?", "May 2023, not March 2022", "In May 2023"),
        ("What did the switch to IFRS change in the figures?", "U.S. GAAP, not IFRS", "in accordance with U.S. GAAP"),
    ],
    ids=["direction", "no change", "office", "date", "framework"],
)
def test_a_false_premise_is_corrected_by_the_quote_that_denies_it(
    acme: Document, question: str, correction: str, evidence: str
) -> None:
    reading = read_prose(question, acme)
    assert reading is not None
    assert correction in reading.correction
    assert evidence in quoted(question, acme)


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("Who is the CEO?", "Maria Lopez, President and CEO of Acme"),
        ("When was Acme founded?", "1949"),
        ("Where is Acme's head office?", "Albuquerque"),
        ("Why did demand for rockets grow?", "owing to new contracts with two film studios."),
        ("What's the e-mail address?", "ir@acme.example"),
    ],
)
def test_the_span_is_the_shortest_phrase_that_answers(acme: Document, question: str, phrase: str) -> None:
    reading = read_prose(question, acme)
    assert reading is not None
    assert reading.span is not None
    assert acme.release.text[reading.span.start : reading.span.end] == phrase


def test_quotes_stand_in_the_release_at_their_offsets(acme: Document) -> None:
    reading = read_prose("What is RoadFast?", acme)
    assert reading is not None
    quote = reading.quotes[0]
    assert acme.release.text[quote.start : quote.end].startswith("In May 2023, Acme introduced")
    assert quote.section == "Highlights"


def test_a_list_of_lines_is_the_rows_below_the_one_named() -> None:
    text = "Fees\n\n\t2023\t2022\nAudit fees\t10\t9\nOther fees:\t\t\nTax advice\t3\t2\nTraining\t2\t1\n"
    of = document(Release("fees", "Acme Corp.", "Fees", None, "USD", FiscalCalendar(), None, text))
    assert "Tax advice" in quoted("What are the lines under other fees called?", of)


def test_the_retriever_only_helps_to_rank(acme: Document) -> None:
    """A hit on the wrong passage does not make a sentence answer that holds none of the question's words."""
    at = acme.release.text.index("Acme was founded")
    hit = SimpleNamespace(passage=SimpleNamespace(start=at, end=at + 40))
    reading = read_prose("Why did shipments of anvils drop?", acme, lambda _query, _k: [hit])
    assert reading is not None
    assert "postponed" in acme.release.text[reading.quotes[0].start : reading.quotes[0].end]
    assert read_prose("Who is the CFO?", acme, lambda _query, _k: [hit]) is None


@pytest.mark.parametrize("question", ["", "   ", "?", "why", "\u202e", "a" * 5_000, "'; DROP TABLE facts; --"])
def test_a_question_without_content_is_not_answered(acme: Document, question: str) -> None:
    assert read_prose(question, acme) is None


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Have the figures been audited?", "No"),
        ("Did they revise the target for the year?", "No"),
        ("Are the figures prepared under U.S. GAAP?", "Yes"),
        ("What is RoadFast?", ""),
        ("Will shipments of anvils recover?", ""),
    ],
)
def test_a_verdict_is_given_only_where_the_quote_settles_it(acme: Document, question: str, verdict: str) -> None:
    reading = read_prose(question, acme)
    assert (reading.verdict if reading else "") == verdict


@pytest.mark.parametrize(
    ("question", "evidence"),
    [
        ("what pushed anvil shipments down", "postponed orders"),
        ("What made shipments of anvils come down?", "postponed orders"),
        ("Explain what RoadFast is and who it's aimed at", "portable tunnels to small shops"),
        ("Under which accounting framework are the figures drawn up?", "U.S. GAAP"),
        ("Where is Acme headquartered?", "Albuquerque"),
    ],
)
def test_other_words_for_the_same_find_the_same(acme: Document, question: str, evidence: str) -> None:
    assert evidence in quoted(question, acme)


@pytest.mark.parametrize(
    "question",
    [
        "When will RoadFast break even?",
        "Who designed RoadFast?",
        "When was RoadFast sold?",
        "What fee does RoadFast charge?",
    ],
)
def test_near_misses_are_not_answered(acme: Document, question: str) -> None:
    assert read_prose(question, acme) is None
