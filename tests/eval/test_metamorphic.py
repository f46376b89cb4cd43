from decimal import Decimal

import pytest

from app.reply import Citation, Reply
from corpus.document import document
from corpus.release import release_from_text
from eval.metamorphic import pass_rates, trials

TEXT = """# Results

Summary

\t1Q08\t1Q09
\tJPY millions\tJPY millions
Total Revenues\t16,328\t15,835
Total Costs\t13,303\t12,837
Operating Income\t3,025\t2,998

Closing words.
"""
ABOUT = {
    "company": "A Company",
    "title": "Results",
    "currency": "JPY",
    "fiscal_year": {"ends_in_month": 3, "named_by": "start"},
}


@pytest.fixture
def release():
    return document(release_from_text("a-release", TEXT, ABOUT))


@pytest.fixture
def questions(gold):
    asked = ["Total Revenues", "Total Costs", "Operating Income"]
    return [gold(id=str(number), question=question) for number, question in enumerate(asked)]


def reads(source, question):
    """An answerer that looks the line item up in the document it is given, for the latest period."""
    facts = [fact for fact in source.facts_of(question) if fact.period and fact.unit]
    if not facts:
        return Reply(text="", abstained=True)
    fact = max(facts, key=lambda one: one.period.end)
    place = Citation(source.release.id, "", fact.printed, fact.start, fact.end)
    return Reply(fact.printed, fact.amount, fact.unit, citations=(place,))


def test_an_answerer_that_reads_the_release_passes_every_relation(release, questions):
    done = list(trials(release, questions, reads))

    assert [trial for trial in done if not trial.passed] == []
    assert {trial.relation for trial in done} == {"digit", "columns", "scale"}


def test_an_answerer_that_knows_the_release_by_heart_fails(release, questions):
    by_heart = {question.question: reads(release, question.question) for question in questions}
    rates = pass_rates(list(trials(release, questions, lambda source, question: by_heart[question])))

    assert rates["scale"].share == 0
    assert rates["digit"].share < 1


def test_a_changed_digit_is_named_with_what_was_expected(release, questions):
    by_heart = {question.question: reads(release, question.question) for question in questions}
    failed = [t for t in trials(release, questions, lambda _, question: by_heart[question]) if not t.passed]

    assert failed[0].change == "'15,835' becomes '15,838'"
    assert failed[0].why.startswith("expected 15838000000")
    assert Decimal(failed[0].why.split()[-1]) == 15_835_000_000
