from decimal import Decimal

import pytest

from app.reply import Reply
from eval.scoring import appears, score, unit_factor


def said(text="x", value=None, unit=None):
    return Reply(text=text, value=None if value is None else Decimal(value), unit=unit)


def refused(text="The release does not say."):
    return Reply(text=text, abstained=True, reason="not in the release")


def test_a_number_within_tolerance_in_the_same_unit_is_correct(gold):
    assert score(gold(), said(value="15834510000", unit="JPY")).outcome == "correct"


@pytest.mark.parametrize(
    ("value", "unit", "why"),
    [
        ("15835", "JPY", "found 15835"),
        ("15835000000", "USD", "another unit"),
        ("-15835000000", "JPY", "found -15835000000"),
        ("16328000000", "JPY", "found 16328000000"),
    ],
    ids=["wrong scale", "wrong currency", "wrong sign", "wrong period"],
)
def test_a_wrong_scale_unit_sign_or_period_is_incorrect(gold, value, unit, why):
    result = score(gold(), said(value=value, unit=unit))

    assert result.outcome == "incorrect"
    assert why in result.why


def test_percent_and_percentage_points_are_different_numbers(gold):
    assert (
        score(gold(value=Decimal("1.8"), unit="pp", tol=Decimal(0)), said(value="1.8", unit="%")).outcome == "incorrect"
    )


def test_basis_points_are_hundredths_of_percentage_points(gold):
    asked = gold(value=Decimal("40.3"), unit="bps", tol=Decimal("0.5"))

    assert score(asked, said(value="0.403", unit="pp")).outcome == "correct"


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("How much did SI revenue fall?", "correct"),
        ("By what percentage did SI revenue change?", "incorrect"),
        ("Did SI revenue rise or fall, and by how much?", "incorrect"),
    ],
)
def test_only_a_question_that_names_the_fall_takes_the_magnitude(gold, question, outcome):
    asked = gold(question=question, value=Decimal("-14.6"), unit="%", tol=Decimal("0.05"))

    assert score(asked, said(value="14.6", unit="%")).outcome == outcome


def test_a_reply_without_a_value_is_judged_by_the_first_figure_of_that_unit_in_its_text(gold):
    first = "Revenue ($164 million) was JPY15,835 million, against JPY16,328 million."
    second = "Revenue was JPY16,328 million, then JPY15,835 million."

    assert score(gold(), said(first)).outcome == "correct"
    assert score(gold(), said(second)).outcome == "incorrect"


def test_a_counted_noun_compares_with_count_and_with_no_unit(gold):
    asked = gold(value=Decimal(5), unit="count", tol=Decimal(0))

    assert score(asked, said(value="5", unit="line items")).outcome == "correct"
    assert score(asked, said(value="5", unit="JPY")).outcome == "incorrect"
    assert unit_factor("contracts", "shares") is None
    assert unit_factor("contracts", None) == 1


def test_an_amount_per_share_answers_a_gold_row_that_names_the_currency_alone():
    assert unit_factor("USD", "USD/share") == 1
    assert unit_factor("USD/share", "USD") is None


def test_every_must_has_to_appear_and_no_must_not_may(gold):
    asked = gold(value=None, unit=None, must=("Suzuki|CEO", "price"), must_not=("Kazama",))

    assert score(asked, said("Koichi Suzuki spoke of price pressure.")).outcome == "correct"
    assert score(asked, said("Koichi Suzuki spoke.")).outcome == "incorrect"
    assert score(asked, said("Suzuki and Kazama spoke of price pressure.")).outcome == "incorrect"


def test_a_right_number_without_the_words_asked_for_is_incorrect(gold):
    asked = gold(must=("construction",))

    assert score(asked, said("JPY15,835 million", "15835000000", "JPY")).outcome == "incorrect"


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("UK", "the Ukraine conflict", False),
        ("decreas", "It decreased.", True),
        ("5.6", "15.65%", False),
        ("5.6", "down 5.6%.", True),
        ("192", "1,192", False),
        ("192", "JPY192 million", True),
        (" up ", "broken up", True),
        (" up ", "upper", False),
        ("doesn't", "It doesn’t say", True),
        ("mid-to", "mid–to small", True),
    ],
)
def test_words_are_found_as_words_and_numbers_as_numbers(entry, text, expected):
    assert appears(entry, text) is expected


def test_silence_is_right_where_the_release_is_silent(gold):
    silent = gold(kind="unanswerable", value=None, unit=None, abstain=True)

    assert score(silent, refused()).outcome == "correct"
    assert score(silent, said("It was 5.")).outcome == "incorrect"


def test_refusing_what_the_release_does_say_is_refused_not_incorrect(gold):
    assert score(gold(), refused()).outcome == "refused"


def test_a_refusal_that_corrects_a_false_premise_is_correct(gold):
    asked = gold(kind="false_premise", value=None, unit=None, must=("fell|down",))

    assert score(asked, refused("Revenue did not grow: it fell.")).outcome == "correct"
    assert score(asked, refused()).outcome == "refused"


def test_a_gold_row_with_nothing_to_compare_is_unscored(gold):
    assert score(gold(value=None, unit=None), said("Anything.")).outcome == "unscored"
