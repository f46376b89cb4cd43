from decimal import Decimal

import pytest

from corpus.release import load_release
from eval.questions import gold_files, load_questions
from eval.verify import derivations_for, verify

TEXT = """Highlights

Revenue was JPY15,835 million, down 3.0% YoY.

Total Revenues\t16,328\t15,835\t(3.0%)
SI\t7,689\t6,565
"""
ROW = "Total Revenues\t16,328\t15,835"


@pytest.mark.parametrize(
    ("changes", "how"),
    [
        ({"evidence": "Revenue was JPY15,835"}, "printed"),
        ({"value": Decimal(-493_000_000), "evidence": ROW}, "derived"),
        ({"value": Decimal("-3.019"), "unit": "%", "tol": Decimal("0.06"), "evidence": ROW}, "printed"),
        (
            {
                "value": Decimal("41.4588"),
                "unit": "%",
                "tol": Decimal("0.001"),
                "evidence": "SI",
                "note": "6,565/15,835",
            },
            "noted",
        ),
        ({"value": None, "unit": None, "must": ("down",)}, "words"),
        (
            {"value": Decimal(2), "unit": "count", "kind": "count", "tol": Decimal(0), "note": "revenues and SI"},
            "counted",
        ),
    ],
)
def test_a_gold_number_is_found_in_the_text_or_follows_from_numbers_there(gold, changes, how):
    check = verify(gold(**({"evidence": "Total Revenues"} | changes)), TEXT)

    assert (check.how, check.problem) == (how, "")


def test_evidence_that_is_not_in_the_text_is_a_problem(gold):
    assert "not in the text" in verify(gold(evidence="Total Revenue 16,328"), TEXT).problem


def test_a_number_that_follows_from_nothing_is_a_problem(gold):
    assert "cannot reproduce 15836000000" in verify(gold(value=Decimal(15_836_000_000), tol=Decimal(0)), TEXT).problem


def test_a_derivation_over_a_number_that_is_not_printed_is_a_problem(gold):
    asked = gold(value=Decimal(9_270_000_000), evidence="SI")

    assert verify(asked, TEXT, {"q-1": "15835 - 6565"}).how == "noted"
    assert verify(asked, TEXT, {"q-1": "15836 - 6566"}).problem


def test_every_number_of_the_shipped_gold_is_verified_against_its_release():
    questions = load_questions(gold_files())
    checks = [verify(q, load_release(q.doc).text, derivations_for(q.doc)) for q in questions]

    assert [f"{check.question.id}: {check.problem}" for check in checks if check.problem] == []
