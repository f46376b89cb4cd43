"""The chain gives the replies of `answer()`, computes with the calculator tool, and finds evidence through the
retriever."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from langchain_core.documents import Document as FoundText
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.retrievers import BaseRetriever
from langchain_core.tools import tool

from app import answer
from app.chain import Calculated, by_tool, chain, engine_of, over, through
from app.checking import WrongType
from app.engine import Engine
from corpus.document import document
from corpus.release import UnknownRelease, load_release, release_from_text
from corpus.settings import settings

SHIPPED = "iij-1q09"


def question(text, *earlier):
    return {"question": text, "history": [{"role": "user", "content": one} for one in earlier]}


@pytest.fixture(scope="module")
def read():
    return document(load_release(SHIPPED))


@pytest.fixture(scope="module")
def engine(read):
    """An engine that needs no index."""
    return Engine(read)


# -- the same replies ---


@pytest.mark.parametrize(
    "asked",
    [
        question("What were total revenues in 1Q09?"),
        question("How much did SI revenue fall?"),
        question("What share of total revenues was SI?"),
        question("Rank the cost items by size"),
        question("And in 1Q08?", "What were SI revenues in 1Q09?"),
        question("What was the share price in Tokyo on Mars?"),
        question("Why did SI revenue fall?"),
        question(" "),
    ],
    ids=["lookup", "change", "share", "ranking", "follow-up", "unanswerable", "prose", "empty"],
)
def test_the_chain_and_answer_give_the_same_reply(asked, no_model):
    assert chain().invoke(asked) == answer(asked["question"], asked["history"])


def test_many_questions_are_answered_as_one_by_one(no_model):
    asked = [question("What were total revenues in 1Q09?"), question("How much did SI revenue fall?")]

    assert chain().batch(asked) == [chain().invoke(one) for one in asked]


def test_a_question_without_history_or_release_is_enough():
    assert chain().invoke({"question": "What were total revenues in 1Q09?"}).value == Decimal(15834510000)


def test_the_stages_are_timed():
    timings = chain().invoke(question("How much did SI revenue fall?")).timings

    assert list(timings) == ["picking", "reading", "calculation", "composing", "total"]
    assert timings["total"] == pytest.approx(sum(list(timings.values())[:-1]))


# -- the calculator ---


def test_the_calculator_tool_is_what_computes(monkeypatch):
    """With a calculator that is wrong by one, the answer is wrong by one."""
    asked = question("How much did SI revenue fall?")
    right = chain().invoke(asked)
    given = []

    @tool(response_format="content_and_artifact")
    def calculator(expression: str, amounts: dict[str, Decimal]) -> tuple[str, Decimal]:
        """Add one to everything."""
        given.append((expression, amounts))
        return "", right.value + 1

    monkeypatch.setattr("app.chain.calculator_tool", lambda: calculator)
    wrong = chain().invoke(asked)

    assert wrong.value == right.value + 1
    assert [amount for _, amounts in given for amount in amounts.values()] == [
        operand.amount for operand in right.calculation.operands
    ]


def test_a_number_that_is_looked_up_is_not_computed(monkeypatch):
    monkeypatch.setattr("app.chain.calculator_tool", lambda: pytest.fail("the calculator was called"))

    assert chain().invoke(question("What were total revenues in 1Q09?")).value == Decimal(15834510000)


def test_an_expression_with_a_result_has_the_amount_that_the_tool_gave(read):
    outcome = engine_of(SHIPPED).understand("How much did SI revenue fall?").outcome
    calculated = by_tool(outcome.expression)

    assert isinstance(calculated, Calculated)
    assert calculated.amount() == outcome.expression.amount()
    assert replace(calculated, result=Decimal(1)).amount() == 1


# -- the evidence ---


class Telling(BaseRetriever):
    """A retriever that tells in what it finds what it was asked."""

    k: int = 10

    def _get_relevant_documents(self, query, *, run_manager):
        return [FoundText(page_content=f"{query} {self.k}", metadata={"start": 7, "end": 12})] * 3


def test_passages_come_from_a_langchain_retriever_with_their_places():
    found = through(Telling(), "who?", 2)

    assert [(hit.passage.start, hit.passage.end, hit.passage.text) for hit in found] == [(7, 12, "who? 2")] * 2


def test_the_evidence_for_a_question_in_words_is_found_by_the_index(monkeypatch, no_model):
    from index.retriever import PassageRetriever

    searched = []
    found = PassageRetriever._get_relevant_documents

    def noted(self, query, *, run_manager):
        searched.append((query, self.release))
        return found(self, query, run_manager=run_manager)

    monkeypatch.setattr(PassageRetriever, "_get_relevant_documents", noted)
    reply = chain().invoke(question("Why did SI revenue fall?"))

    assert reply.kind == "prose"
    assert searched
    assert {release for _, release in searched} == {SHIPPED}


def test_a_question_for_a_number_needs_no_index(monkeypatch):
    monkeypatch.setattr("index.open_index", lambda **_: pytest.fail("the index was opened"))

    assert chain().invoke(question("How much did SI revenue fall?")).value == Decimal(-1124000000)


# -- which release ---


def test_a_question_is_about_the_company_that_it_names(home):
    folder = home / "releases" / "birch"
    folder.mkdir(parents=True)
    (folder / "release.txt").write_text("Revenue was $120.5 million in the first quarter of 2024.\n")
    (folder / "release.toml").write_text(
        'company = "Birch Tools Corporation"\naliases = ["Birch Tools"]\ntitle = "Results"\ncurrency = "USD"\n'
        "[period]\nstart = 2024-01-01\nend = 2024-03-31\n"
    )

    assert chain().invoke(question("What was Birch Tools' revenue?")).release == "birch"
    assert chain().invoke(question("What were total revenues?")).release == SHIPPED


def test_the_chain_answers_over_a_document_in_memory():
    said = {"company": "Birch", "title": "Results", "currency": "USD", "fiscal_year": {"ends_in_month": 12}}
    release = release_from_text("birch", "Revenue was $120.5 million in the first quarter of 2024.\n", said)

    assert over(Engine(document(release))).invoke(question("What was revenue?")).value == Decimal(120500000)


@pytest.mark.parametrize(
    ("asked", "error", "told"),
    [
        ({}, WrongType, "question must be a string"),
        ({"question": 3}, WrongType, "question must be a string; found int"),
        ({"question": "?", "history": "before"}, WrongType, "history must be a list"),
        ({"question": "?", "history": ["before"]}, WrongType, "'role' and 'content'"),
        ({"question": "?", "release": 3}, WrongType, "release must be"),
        ({"question": "?", "release": "none"}, UnknownRelease, "expected one of the releases"),
    ],
)
def test_what_the_chain_cannot_take_is_named(asked, error, told):
    with pytest.raises(error, match=told):
        chain().invoke(asked)


# -- a language model ---

SLANG = "How much moolah did the kit-wiring crew haul in, 1Q09?"
PLAIN = "What were SI revenues in 1Q09?"


def test_no_language_model_is_asked_unless_a_setting_names_one(monkeypatch, engine):
    monkeypatch.setattr("app.model.plainer", lambda *_, **__: pytest.fail("a language model was asked"))

    assert settings().language_model is None
    assert over(engine).invoke(question(SLANG)).abstained


def test_a_refused_question_is_answered_as_the_language_model_puts_it(engine):
    reply = over(engine, model=FakeListChatModel(responses=[PLAIN])).invoke(question(SLANG))

    assert reply.value == over(engine).invoke(question(PLAIN)).value
    assert reply.text.startswith(f"Taking the question as “{PLAIN}”: ")
    assert PLAIN in reply.reading


def test_a_question_that_has_an_answer_is_never_put_to_the_language_model(monkeypatch, engine):
    monkeypatch.setattr("app.model.plainer", lambda *_, **__: pytest.fail("a language model was asked"))

    assert not over(engine, model=FakeListChatModel(responses=["never"])).invoke(question(PLAIN)).abstained


@pytest.mark.parametrize(
    "words",
    [
        "What were SI revenues of 99 million in 1Q09?",
        "What were SI revenues in 1Q08?",
        "SI revenues in 1Q09 were JPY 9,999 million.",
        "What is half of SI revenues in 1Q09?",
        "What were SI revenues in 1Q09 times ²?",
        "NONE",
        "",
        "The answer is 42.",
    ],
)
def test_a_language_model_that_invents_a_number_is_not_heard(words, engine):
    refused = over(engine).invoke(question(SLANG))

    assert refused.abstained
    assert over(engine, model=FakeListChatModel(responses=[words])).invoke(question(SLANG)) == refused


def test_every_numeral_of_a_reply_after_a_language_model_ties_out(engine):
    """The adversary may write what it likes: no numeral reaches the reply that is not cited, asked or calculated."""
    from app.model import numerals

    for words in (PLAIN, "Was it 1,000,000 in 1Q09?", "What was the SI revenue, about seven, in 1Q09?"):
        reply = over(engine, model=FakeListChatModel(responses=[words])).invoke(question(SLANG))
        known = numerals(" ".join((SLANG, str(reply.calculation), *(c.quote for c in reply.citations))))
        assert {n for n in numerals(reply.text) if any(c.isdigit() for c in n)} <= known
