"""Questions over several releases are asked among those of a folder, and say which releases must be cited."""

import json

import pytest

from app.reply import Citation, Reply
from eval.command import main
from eval.questions import GOLD, gold_files, load_questions
from eval.scoring import score
from eval.sources import SourceError, source_among


def test_the_questions_over_several_releases_are_among_those_of_no_single_one():
    assert not any(path.parent.name == "across" for path in gold_files())
    assert {question.doc for question in load_questions(gold_files(release="across"))} == {"*", "releases/*"}


@pytest.mark.parametrize(
    ("cited", "outcome"), [({"a", "b"}, "correct"), ({"a"}, "incorrect"), ({"a", "b", "c"}, "incorrect")]
)
def test_an_answer_must_cite_the_releases_of_the_gold_row_and_no_others(gold, cited, outcome):
    question = gold(value=None, unit=None, must=("12",), cites=("a", "b"))
    reply = Reply("12", citations=tuple(Citation(release, "", "12", 0, 2) for release in sorted(cited)))

    assert score(question, reply).outcome == outcome


def test_an_answer_must_begin_with_the_winner(gold):
    question = gold(value=None, unit=None, must=("12",), starts="Birch")

    assert score(question, Reply("Birch: 12, Larch: 11")).outcome == "correct"
    assert score(question, Reply("Larch: 12, Birch: 11")).outcome == "incorrect"


def test_questions_over_a_folder_need_the_folder():
    with pytest.raises(SourceError, match="give it with --folder"):
        source_among("*", GOLD / "across", None)


def test_the_shipped_quarters_can_be_asked_by_the_command(tmp_path, capsys):
    assert main(["--gold", str(GOLD / "across" / "quarters.dev.jsonl"), "--out", str(tmp_path), "--no-retrieval"]) == 0
    run = json.loads((tmp_path / "run.json").read_text())
    assert not [row for row in run["rows"] if row["outcome"] == "incorrect"]
    assert "100.0% of replies show only numerals that tie out" in capsys.readouterr().out
