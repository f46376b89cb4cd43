"""Excerpts of reports: a few paragraphs and one table, as data sets and notes to accounts have them."""

from corpus.document import Document, document
from corpus.masthead import masthead_of
from corpus.release import release_from_text


def read(text: str) -> Document:
    return document(release_from_text("excerpt", text, {"company": "this report", "title": "Notes", "currency": "USD"}))


def test_the_only_table_of_a_text_takes_the_scale_that_the_text_states_once():
    facts = read("(in thousands)\n\nWords.\n\n\t2019\t2018\nRent\t12\t11\nWages\t30\t29\n").facts

    assert {fact.scale for fact in facts} == {3}


def test_the_last_sentence_of_a_long_paragraph_leads_to_the_table_with_its_scale():
    lead = "We sell things. " * 40 + "The table below presents sales by type (in millions):"

    assert {fact.scale for fact in read(f"{lead}\n\n\t2019\t2018\nRent\t12\t11\nWages\t30\t29\n").facts} == {6}


def test_rows_between_two_balances_have_the_period_between_them():
    text = "Awards:\n\n\tShares\nOutstanding at June 30, 2018\t12\nGranted\t5\nOutstanding at June 30, 2019\t17\n"
    granted = next(fact for fact in read(text).facts if fact.line_item == "Granted")

    assert granted.period is not None
    assert (str(granted.period.start), str(granted.period.end)) == ("2018-07-01", "2019-06-30")


def test_digits_set_apart_are_a_year():
    facts = read("\tDecember 31\t\n\t2019\t2 0 1 8\nRent\t12\t11\nWages\t30\t29\n").facts

    assert sorted({fact.period.end.year for fact in facts if fact.period}) == [2018, 2019]


def test_a_sentence_or_a_generic_word_is_no_company():
    assert masthead_of("The tax effects of temporary differences were as follows:\n").company == "Unknown company"
    assert masthead_of("Notes\n\nThe Company leases offices. The Company pays rent.\n").company == "Notes"
