"""A language model puts questions in plainer words, and cannot put a number into one."""

from __future__ import annotations

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel, GenericFakeChatModel

from app.model import LONGEST, ModelNotAvailable, language_model, numerals, plainer
from corpus.document import document
from corpus.release import load_release
from corpus.settings import settings


def put(question, words, *earlier):
    return plainer(question, earlier, FakeListChatModel(responses=[words]))


def test_the_plainer_question_is_taken():
    assert put("rev in 1Q09??", ' "What was revenue in 1Q09?"\n') == "What was revenue in 1Q09?"


def test_numerals_of_the_question_and_of_the_history_may_stand_in_it():
    assert put("and if it rose 5%?", "What if 1,234 rose 5%?", "was it 1234?") == "What if 1,234 rose 5%?"


@pytest.mark.parametrize(
    "words",
    ["What was revenue in 1Q08?", "Revenue of 5?", "Revenue times five?", "Half of revenue?", "Revenue ＋ ５?",
     "Revenue in 五?", "½ of revenue?", "Revenue in 2009?", "Revenue of 1.5Q09?"],
)  # fmt: skip
def test_a_numeral_of_its_own_makes_its_words_worthless(words, caplog):
    assert put("revenue in 1Q09?", words) is None
    assert "of its own" in caplog.text


@pytest.mark.parametrize(
    "words", ["", "NONE", "I think NONE", "a" * (LONGEST + 1), "What was\nrevenue?", "What was it?"]
)
def test_words_that_are_no_plainer_question_are_not_taken(words):
    assert put("What was it?", words) is None


def test_a_model_that_fails_changes_nothing(caplog):
    def fails():
        raise ConnectionError("no network")
        yield

    assert plainer("What?", (), GenericFakeChatModel(messages=fails())) is None
    assert "no network" in caplog.text


def test_the_model_sees_the_line_items_without_their_numbers_and_the_earlier_questions():
    seen = []

    class Noting(FakeListChatModel):
        def _call(self, messages, *args, **kwargs):
            seen.extend(message.content for message in messages)
            return super()._call(messages, *args, **kwargs)

    plainer("And SI?", ("Revenue?",), Noting(responses=["NONE"]), line_items=["SI", "Notes due 2012", "SI"])

    assert seen[0].endswith("Line items: SI")
    assert seen[1] == "Earlier question: Revenue?\nQuestion: And SI?"


def test_no_setting_is_no_model():
    assert language_model() is None


@pytest.mark.parametrize("name", ["nobody:knows", "knows", "openai:gpt"])
def test_a_model_that_cannot_be_had_is_named_with_what_to_do(monkeypatch, name):
    monkeypatch.setenv("TIEOUT_LANGUAGE_MODEL", name)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    settings.cache_clear()

    with pytest.raises(ModelNotAvailable, match=f"TIEOUT_LANGUAGE_MODEL: expected PROVIDER:MODEL.*{name}.*unset it"):
        language_model()


def test_the_model_of_the_setting_is_made_by_langchain_and_asked_by_the_chain(monkeypatch):
    from app.chain import over
    from app.engine import Engine

    made = []

    def init_chat_model(name):
        made.append(name)
        return FakeListChatModel(responses=["What were SI revenues in 1Q09?"])

    monkeypatch.setattr("langchain.chat_models.init_chat_model", init_chat_model)
    monkeypatch.setenv("TIEOUT_LANGUAGE_MODEL", "some:model-of-the-test")
    settings.cache_clear()
    engine = Engine(document(load_release("iij-1q09")))
    reply = over(engine).invoke({"question": "How much dough did the integration folks bring in, 1Q09?"})

    assert made == ["some:model-of-the-test"]
    assert not reply.abstained


def test_numerals_are_found_in_any_script_and_in_words():
    assert numerals("Ten, 1,000 and １２; ٣ thirds of 4.5% in FY2009") == {
        "ten", "1000", "12", "3", "third", "4.5", "fy2009",
    }  # fmt: skip
