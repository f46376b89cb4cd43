"""Several releases at hand: which one a question is about, and figures of several side by side."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from app.across.names import folded, names_of
from app.across.picking import picked
from app.across.shelf import Shelf
from app.answering import answer_among
from corpus.cards import Card, card_of
from corpus.document import document
from corpus.masthead import masthead_of
from corpus.readers import read_file
from corpus.release import load_release, release_from_text
from eval.provenance import untied_numerals

SHIPPED = "iij-1q09"
QUARTERS = Path(__file__).parents[2] / "eval" / "gold" / "across" / "releases"
BIRCH = """# Birch Tools Corporation Reports First Quarter 2025 Results

DAYTON, Ohio, April 30, 2025 -- Birch Tools Corporation ("Birch") (NYSE: COST) today announced its results for the first
quarter ended March 31, 2025.

## Statement of Income

(£ thousands, unaudited)

| Three months ended March 31, | 2025 | 2024 |
|---|---:|---:|
| Revenue | 91,200 | 96,000 |
| Cost of sales | (68,400) | (69,600) |
| Gross profit | 22,800 | 26,400 |
| Operating profit | 9,120 | 12,480 |
| Net profit | 6,840 | 9,360 |
"""


def read(path):
    text = read_file(path)
    found = masthead_of(text)
    said = {"company": found.company, "title": found.title, "currency": found.currency, "aliases": found.aliases}
    said["fiscal_year"] = {"ends_in_month": found.ends_in_month, "named_by": found.named_by}
    said["period"] = {"start": found.period.start, "end": found.period.end}
    return document(release_from_text(path.stem, text, said))


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    birch = tmp_path_factory.mktemp("releases") / "birch-1q25.md"
    birch.write_text(BIRCH, encoding="utf-8")
    return [document(load_release(SHIPPED)), *(read(path) for path in (*sorted(QUARTERS.glob("*.md")), birch))]


@pytest.fixture(scope="module")
def ask(documents):
    """Asks questions in one chat; every citation of the last reply stands in its own release, and nothing is untied."""
    texts = {one.release.id: one.release.text for one in documents}

    def asked(*questions):
        history = []
        for question in questions:
            reply = answer_among(documents, question, history)
            history += [{"role": "user", "content": question}, {"role": "assistant", "content": reply.text}]
        assert all(texts[c.release][c.start : c.end] == c.quote for c in reply.citations)
        assert not untied_numerals(reply, questions)
        return reply

    return asked


@pytest.fixture(scope="module")
def shelf(documents):
    return Shelf(tuple(card_of(one.release) for one in documents), lambda _: pytest.fail("a document was opened"))


def cited(reply):
    return {citation.release for citation in reply.citations}


# -- names --


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("What was Birch's revenue?", "birch tools"),
        ("birch tools corporation revenue", "birch tools"),
        ("revenue of larkspur", "larkspur instruments"),
        ("LKSP gross margin", "larkspur instruments"),
        ("Larkspurs' revenue", "larkspur instruments"),
        ("revenue of Larkspr", "larkspur instruments"),
        ("COST net profit", "birch tools"),
        ("what did it cost", None),
        ("the cost of sales", None),
        ("net income", None),
    ],
)
def test_a_company_is_named_in_every_usual_way(shelf, text, company):
    assert [m.issuer for m in shelf.names.mentions(text)] == ([company] if company else [])


def test_letters_taken_from_a_name_in_order_stand_for_a_company_without_a_ticker():
    card = Card("m", "McArdle's Corporation", ("McArdle's",), "USD", None, None, None)

    assert [m.issuer for m in names_of((card,)).mentions("MCD diluted EPS")] == ["mcardle's"]
    assert not names_of((card,)).mentions("EPS and CFO")


def test_names_are_compared_without_apostrophes_and_legal_commas():
    assert folded("McArdle’s, Inc.") == "mcardles inc"


# -- which release --


@pytest.mark.parametrize(
    ("questions", "release"),
    [
        (["What were total revenues?"], SHIPPED),
        (["What was Larkspur's revenue?"], "larkspur-2q25"),
        (["What was Larkspur's revenue in 1Q25?"], "larkspur-1q25"),
        (["What was Larkspur's revenue in the first quarter of 2025?"], "larkspur-1q25"),
        (["What was Larkspur's cash on March 31, 2025?"], "larkspur-1q25"),
        (["What was Larkspur's revenue in 2Q24?"], "larkspur-2q25"),
        (["What was operating profit for the quarter ended June 30, 2025?"], "larkspur-2q25"),
        (["What was revenue in 1Q09?"], SHIPPED),
        (["Birch's revenue?", "and net profit?"], "birch-1q25"),
        (["Larkspur's revenue in 1Q25?", "and in 2Q25?"], "larkspur-2q25"),
        (["Larkspur's revenue in 1Q25?", "and operating profit?"], "larkspur-1q25"),
        (["Birch's revenue?", "IIJ's operating income?", "and net income?"], SHIPPED),
    ],
    ids=lambda given: " / ".join(given) if isinstance(given, list) else given,
)
def test_the_release_is_the_one_that_is_named_or_that_the_turn_before_was_about(shelf, questions, release):
    pick = picked(questions[-1], questions[:-1], shelf)[-1]

    assert [named.card.id for named in pick.chosen] == [release]


def test_a_period_that_several_companies_report_on_is_asked_back(ask):
    reply = ask("revenue in 1Q25?")

    assert reply.abstained
    assert "Which company? Larkspur and Birch" in reply.text


@pytest.mark.parametrize("question", ["What was Zanzibarco's revenue?", "Compare Birch's revenue with Zanzibarco's"])
def test_a_company_that_is_not_at_hand_is_refused_with_those_that_are(ask, question):
    reply = ask(question)

    assert reply.abstained
    assert "No release of Zanzibarco is at hand" in reply.text
    assert "Larkspur" in reply.text


def test_a_figure_of_one_release_is_never_given_for_another(ask):
    assert ask("What was Birch's order book?").abstained
    assert cited(ask("What was Birch's operating profit?")) == {"birch-1q25"}


def test_what_about_another_company_is_the_question_before_asked_of_it(ask):
    reply = ask("What was Larkspur's operating profit?", "what about Birch?")

    assert (reply.value, cited(reply)) == (Decimal(9_120_000), {"birch-1q25"})


# -- side by side --


@pytest.mark.parametrize(
    ("questions", "value", "unit"),
    [
        (["How did Larkspur's revenue change since the last quarter's release?"], "2600000", "GBP"),
        (["sum of Larkspur's operating profit in 1Q25 and 2Q25"], "13300000", "GBP"),
        (["How much did Larkspur's cash fall from March 31, 2025 to June 30, 2025?"], "-1455000", "GBP"),
        (["What was Larkspur's revenue in 2Q25?", "how much is that above the quarter before?"], "2600000", "GBP"),
    ],
)
def test_two_releases_of_one_company_are_set_side_by_side(ask, questions, value, unit):
    reply = ask(*questions)

    assert (reply.value, reply.unit, cited(reply)) == (Decimal(value), unit, {"larkspur-1q25", "larkspur-2q25"})


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("Who had the higher revenue, Birch or Larkspur?", "Birch: GBP 91,200 thousand", "91200000"),
        ("total net profit of Larkspur and Birch", "in all: GBP 11,950 thousand", "11950000"),
        ("How much more revenue did Birch make than Larkspur?", "Birch is larger by GBP 43,000 thousand", "43000000"),
        ("Is Birch's gross margin higher than Larkspur's?", "No. Larkspur: 46.0%", None),
        ("How many times Larkspur's revenue is Birch's revenue?", "Birch: 1.89", None),
        ("revenue of Birch divided by revenue of Larkspur", "Birch: 1.89", None),
        ("average revenue of Birch and Larkspur", "on average: GBP 69,700 thousand", "69700000"),
        ("Did Birch's revenue grow faster than Larkspur's?", "No. Larkspur: 9.2%", None),
        ("which of the companies had the highest operating margin", "Larkspur: 14.7%", None),
    ],
)
def test_companies_are_compared(ask, question, text, value):
    reply = ask(question)

    assert text in reply.text
    assert {"birch-1q25", "larkspur-2q25"} <= cited(reply)
    assert value is None or reply.value == Decimal(value)


def test_the_operands_of_a_sum_name_their_companies_and_cite_their_releases(ask):
    calculation = ask("total net profit of Larkspur and Birch").calculation

    assert calculation.expression == "sum(a, b)"
    assert [o.citation.release for o in calculation.operands] == ["larkspur-2q25", "birch-1q25"]
    assert [o.name.split(":")[0] for o in calculation.operands] == ["Larkspur", "Birch"]


def test_figures_in_different_currencies_are_not_added(ask):
    reply = ask("Combined revenue of IIJ and Birch?")

    assert reply.abstained
    assert reply.value is None
    assert "JPY and GBP cannot be added" in reply.text


def test_a_comparison_goes_on_with_another_item(ask):
    reply = ask("Compare Birch's and Larkspur's revenue", "and net profit?")

    assert reply.text.startswith("Birch:")
    assert cited(reply) == {"birch-1q25", "larkspur-2q25"}
    assert [row.amount for row in reply.rows] == [Decimal(6_840_000), Decimal(5_110_000)]


def test_which_companies_fell_lists_those_alone(ask):
    reply = ask("Which companies' revenue fell?")

    assert "Birch" in reply.text
    assert "Larkspur" not in reply.text


def test_another_company_is_set_beside_that_of_the_turn_before(ask):
    reply = ask("What was Birch's revenue?", "vs Larkspur?")

    assert reply.text.startswith("Birch: GBP 91,200 thousand")
    assert cited(reply) == {"birch-1q25", "larkspur-2q25"}


def test_an_office_in_capitals_is_no_company(ask):
    assert "No release of" not in ask("who is the CEO of Birch").text


def test_a_list_says_which_release_does_not_say_it(ask):
    reply = ask("list the total assets of each company")

    assert "Not said by Birch" in reply.text
    assert cited(reply) == {SHIPPED, "larkspur-2q25"}
