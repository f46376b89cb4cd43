import io
import json
import re
from decimal import Decimal

import pytest
from chat_replies import HOSTILE, canned, figure_reply, growth_reply
from openpyxl import load_workbook

from app.chat.conversations import (
    Conversation,
    ConversationFileError,
    Conversations,
    Turn,
    conversation_file,
    turns_from_file,
)
from app.chat.feedback import keep_feedback
from app.chat.formulas import formula_of
from app.chat.shelf import CorpusShelf
from app.chat.workbook import conversation_workbook, facts_workbook
from app.reply import Calculation

REPLIES = ["fall", "rank", "why", "employees", "what", "hostile"]


def book_of(content):
    return load_workbook(io.BytesIO(content))


def conversation():
    return [Turn(n, word, "iij-1q09", canned(word)) for n, word in enumerate(REPLIES, 1)]


def test_a_calculated_answer_is_a_live_formula_on_the_reported_cells():
    book = book_of(conversation_workbook([Turn(1, "How much?", None, growth_reply())]))
    formula = book["Answers"]["C2"].value
    assert formula == "=((Facts!$C$2)-(Facts!$C$3))/ABS(Facts!$C$3)*100".replace("=((", "=(((").replace("*100", "*100)")
    amounts = {f"Facts!$C${row}": book["Facts"].cell(row, 3).value for row in (2, 3)}
    assert amounts == {"Facts!$C$2": 6_565_000_000, "Facts!$C$3": 7_689_000_000}
    python = formula[1:].replace("ABS", "abs")
    for cell, amount in amounts.items():
        python = python.replace(cell, str(amount))
    assert round(eval(python), 1) == -14.6


def test_a_reported_cell_links_to_the_quote_beside_it():
    sheet = book_of(conversation_workbook([Turn(1, "What?", None, figure_reply())]))["Facts"]
    assert sheet["C2"].value == 15_835_000_000
    assert sheet["C2"].hyperlink.location == "Facts!F2"
    assert sheet["F2"].value == "15,835"


def test_a_number_used_twice_stands_once():
    book = book_of(conversation_workbook([Turn(1, "a", None, growth_reply()), Turn(2, "b", None, growth_reply())]))
    assert book["Facts"].max_row == 3
    assert book["Answers"]["C2"].value == book["Answers"]["C3"].value


def test_text_in_a_workbook_is_never_a_formula():
    reply = canned("hostile")
    turns = [Turn(1, '=HYPERLINK("x")', None, reply), Turn(2, "+1+1", None, reply)]
    sheet = book_of(conversation_workbook(turns))["Answers"]
    assert [cell.data_type for cell in sheet["A"]] == ["s", "s", "s"]


@pytest.mark.parametrize(
    ("expression", "formula"),
    [
        ("(a - b) / c * 100", "(A1-B1)/C1*100"),
        ("share(a, b + c)", "((A1)/(B1+C1)*100)"),
        ("average(a, b, c)", "AVERAGE(A1,B1,C1)"),
        ("max(a, 1,000)", "MAX(A1,1000)"),
        ("a * 3% + 2 ** 2", "A1*3%+2^2"),
        ("a; b", None),
        ("unknown(a)", None),
        ("share(a", None),
        ("", None),
    ],
)
def test_formulas_say_the_same_as_the_calculation(expression, formula):
    cells = {"a": "A1", "b": "B1", "c": "C1"}
    assert formula_of(Calculation(expression, "", (), Decimal(0), None, ""), cells) == formula


def test_the_workbook_of_facts_has_a_row_for_each_fact_and_its_quote():
    facts = CorpusShelf().open("iij-1q09").facts[:50]
    book = book_of(facts_workbook(facts))
    assert book["Facts"].max_row == book["Quotes"].max_row == 51
    for row, fact in enumerate(facts, 2):
        assert Decimal(str(book["Facts"].cell(row, 4).value)) == fact.amount
        assert book["Facts"].cell(row, 4).hyperlink.location == f"Quotes!E{row}"


def test_a_conversation_survives_its_file():
    turns = conversation()
    assert turns_from_file(conversation_file(turns)) == turns


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": "other"}', '{"format": "tieout-conversation-1", "turns": [{"question": 1}]}']
)
def test_another_file_is_no_conversation(text):
    with pytest.raises(ConversationFileError, match="conversation"):
        turns_from_file(text)


def test_a_conversation_file_with_wrong_types_is_refused():
    content = json.loads(conversation_file(conversation()))
    content["turns"][0]["reply"]["text"] = ["not", "text"]
    content["turns"][1]["reply"]["rows"] = 7
    with pytest.raises(ConversationFileError, match="cannot be read"):
        turns_from_file(json.dumps(content))


def test_history_holds_what_was_answered_before():
    kept = Conversation("t")
    first = kept.begin("one", None)
    kept.settle(Turn(first.number, "one", None, canned("why")))
    second = kept.begin("two", None)
    assert [message["role"] for message in kept.history(second.number)] == ["user", "assistant"]
    assert kept.history(second.number)[0]["content"] == "one"


def test_the_longest_unused_conversation_leaves_first():
    kept = Conversations(capacity=3)
    tokens = [kept.get(None).token for _ in range(3)]
    kept.get(tokens[0]).begin("still here", None)
    kept.get(None)
    assert len(kept) == 3
    assert kept.get(tokens[0]).turns
    assert kept.get(tokens[1]).token != tokens[1]


def test_a_guessed_token_opens_nothing():
    kept = Conversations()
    mine = kept.get(None)
    assert kept.get("guess").token not in ("guess", mine.token)
    assert re.fullmatch(r"[\w-]{24}", mine.token)


def test_feedback_keeps_the_whole_reply(tmp_path):
    path = tmp_path / "feedback.jsonl"
    keep_feedback("How?", canned("fall"), "wrong", path=path)
    keep_feedback(HOSTILE, canned("what"), "nonsense", path=path)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [line["verdict"] for line in lines] == ["wrong", "unclear"]
    assert lines[0]["reply"]["calculation"]["operands"][0]["amount"] == "6565000000"
