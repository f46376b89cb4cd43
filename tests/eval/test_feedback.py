import json
from decimal import Decimal

import pytest

from app.chat.feedback import keep_feedback
from app.reply import Reply
from eval.command import main
from eval.feedback import FeedbackError, candidate, load, replay
from eval.questions import GoldError, load_questions
from eval.sources import Source

OLD = Reply("Revenue was JPY 98.", value=Decimal(98), unit="JPY", release="iij-1q09")


def answered(question, history=(), release=None):
    """Answers as the marked reply did, but for revenue, which is put right."""
    if "Revenue" in question:
        return Reply(f"Revenue was JPY 99, {len(history)} messages on.", value=Decimal(99), unit="JPY", release=release)
    return OLD


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "feedback.jsonl"
    keep_feedback("Revenue?", OLD, "wrong", "it is 99", path=path)
    keep_feedback("And costs?", OLD, "unclear", history=["Hello?", "Revenue?"], path=path)
    keep_feedback("Revenue?", OLD, "wrong evidence", path=path)
    return path


def source(release):
    return Source(release, "", lambda question, history: answered(question, history, release))


def test_a_question_marked_twice_is_asked_once_with_both_marks(file):
    assert [(one.question, one.marks) for one in load(file)] == [
        ("Revenue?", (("wrong", "it is 99"), ("wrong evidence", ""))),
        ("And costs?", (("unclear", ""),)),
    ]


def test_what_is_answered_now_is_told_from_what_was_answered_then(file):
    assert [one.changed for one in replay(load(file), source)] == [True, False]


def test_a_follow_up_is_asked_after_the_questions_before_it(file):
    asked = []

    def ask(question, history):
        asked.append((question, [message["content"] for message in history if message["role"] == "user"]))
        return OLD

    list(replay(load(file), lambda release: Source(release, "", ask)))
    assert asked[-1] == ("And costs?", ["Hello?", "Revenue?"])


def test_a_release_that_is_gone_stops_no_other_question(file):
    def gone(release):
        raise LookupError("no release")

    replayed = list(replay(load(file), gone))
    assert [one.trouble for one in replayed] == ["LookupError: no release"] * 2


def test_a_candidate_is_in_the_golds_format_but_for_what_a_person_has_to_say(file, tmp_path):
    first, second = (candidate(one) for one in replay(load(file), source))
    assert (first["value"], first["evidence"], first["doc"]) == (None, "", "iij-1q09")
    assert first["note"] == "marked wrong: it is 99; wrong evidence. Answered: Revenue was JPY 98."
    assert (second["kind"], second["history"]) == ("conversation", ["Hello?", "Revenue?"])

    gold = tmp_path / "feedback.dev.jsonl"
    gold.write_text(json.dumps(first))
    with pytest.raises(GoldError, match=r":1: no evidence"):
        load_questions([gold])
    gold.write_text(json.dumps(first | {"value": 99, "unit": "JPY", "evidence": "99"}))
    assert load_questions([gold])[0].value == 99


@pytest.mark.parametrize("line", ["{", "[]", '{"question": "a"}'])
def test_another_file_is_no_feedback(tmp_path, line):
    (tmp_path / "other.jsonl").write_text(line)
    with pytest.raises(FeedbackError, match=r"other.jsonl:1: not a line of the chat's feedback"):
        load(tmp_path / "other.jsonl")


def test_the_command_lists_both_answers_and_writes_the_candidates(file, tmp_path, capsys):
    arguments = ["--feedback", str(file), "--answerer", f"{__name__}:answered", "--out", str(tmp_path / "out")]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "changed  Revenue?  (iij-1q09)\n  marked  wrong: it is 99\n  marked  wrong evidence\n" in said
    assert "  then    Revenue was JPY 98.\n  now     Revenue was JPY 99, 0 messages on." in said
    assert "2 marked questions: 1 answered otherwise now, 1 the same" in said
    lines = (tmp_path / "out" / "feedback.candidates.jsonl").read_text().splitlines()
    assert [json.loads(line)["question"] for line in lines] == ["Revenue?", "And costs?"]


def test_no_feedback_is_said_in_words(tmp_path, capsys):
    assert main(["--feedback", str(tmp_path / "none.jsonl")]) == 2
    assert "It is written when a user reports an answer" in capsys.readouterr().err
