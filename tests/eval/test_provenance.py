from app.reply import Citation, Reply
from eval.provenance import inexact_citations, untied_numerals

CELL = Citation("r", "Summary", "15,835", 10, 16, table="Summary", row="Total revenues", column="1Q09")


def test_a_numeral_in_a_quote_the_question_or_the_chat_ties_out():
    reply = Reply("Revenue was JPY15,835 million in 1Q09, not 12.", citations=(CELL,))

    assert untied_numerals(reply, ["Was it 12 in 1Q09?"]) == []


def test_a_numeral_that_stands_nowhere_is_named():
    reply = Reply("Revenue was JPY15,836 million.", citations=(CELL,))

    assert untied_numerals(reply, ["Revenue?"]) == ["JPY15,836"]


def test_a_period_that_only_a_column_header_names_counts_in_the_wider_measure_alone():
    reply = Reply("Revenue was JPY15,835 million in 1Q09.", citations=(CELL,))

    assert untied_numerals(reply, ["Revenue?"]) == ["1Q09"]
    assert untied_numerals(reply, ["Revenue?"], labels=True) == []


def test_separators_signs_and_trailing_zeros_are_not_compared():
    quote = Citation("r", "s", "(14.60%) of 1,204", 0, 17)

    assert untied_numerals(Reply("Down 14.6% of 1204.", citations=(quote,)), []) == []


def test_a_digit_inside_a_quoted_number_is_no_source():
    assert untied_numerals(Reply("It was 835.", citations=(CELL,)), []) == ["835"]


def test_a_marker_of_a_citation_is_no_numeral_but_a_marker_of_nothing_is():
    assert untied_numerals(Reply("15,835 [1]", citations=(CELL,)), []) == []
    assert untied_numerals(Reply("15,835 [2]", citations=(CELL,)), []) == ["2"]


def test_a_quote_that_is_not_the_text_at_its_offsets_is_inexact():
    assert inexact_citations(Reply("x", citations=(CELL,)), lambda _: "0123456789" + "15,835") == []
    assert inexact_citations(Reply("x", citations=(CELL,)), lambda _: "0123456789" + "15,836") == [CELL]
