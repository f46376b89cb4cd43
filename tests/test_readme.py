"""The README is true: its commands exist, its snippets run, and what it shows is what they print."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import subprocess
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def blocks(language):
    return [text for kind, text in BLOCKS if kind == language]


def sessions():
    """Each `$ command` of a console block, with the lines printed below it."""
    for block in blocks("console"):
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = piece.partition("\n")
            yield command, printed.strip()


def commands():
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line.split("  #")[0].strip() for line in lines if line.strip() and not line.startswith("#")]


def with_sessions(text):
    """The README's text with what its `$ tieout` commands print now below them."""

    def printed(block):
        commands = re.findall(r"^\$ (tieout .*)$", block[1], re.MULTILINE)
        return "```console\n" + "".join(f"$ {one}\n{tieout(*shlex.split(one)[1:])}\n" for one in commands) + "```"

    return re.sub(r"^```console\n(.*?)^```", printed, text, flags=re.MULTILINE | re.DOTALL)


def tieout(*arguments):
    from eval.cli import main

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        main(arguments)
    return printed.getvalue().strip()


@pytest.mark.parametrize("command", [one for one in commands() if one.startswith("make ")])
def test_a_make_command_of_the_readme_exists(command):
    subprocess.run(["make", "-n", *shlex.split(command)[1:]], cwd=ROOT, check=True, capture_output=True, timeout=60)


@pytest.mark.parametrize("command", [one for one in commands() if one.startswith("tieout ")])
def test_a_tieout_command_of_the_readme_exists(command):
    """Only its help is asked for: the commands themselves have their own tests."""
    verb = shlex.split(command)[1]

    assert verb in tieout(verb, "--help")


@pytest.mark.parametrize(("command", "expected"), list(sessions()))
def test_the_readme_shows_what_a_command_prints(command, expected):
    program, *arguments = shlex.split(command)
    assert program == "tieout"

    assert tieout(*arguments) == expected


@pytest.mark.parametrize("snippet", blocks("python"))
def test_a_snippet_of_the_readme_gives_what_its_comments_say(snippet):
    """A line that ends in a comment, `expression  # value`, must have that value."""
    names: dict[str, object] = {}
    for statement in snippet.strip().splitlines():
        code, _, shown = statement.partition("  # ")
        if shown:
            assert repr(eval(code, names)) == shown.strip()  # the README's own code
        else:
            exec(code, names)


def test_the_first_cited_answer_stands_before_line_40():
    start = README[: README.index("$ tieout ask")].count("\n")

    assert start < 40


def test_the_readme_names_every_package_in_reading_order():
    positions = [README.index(f"{package}/ ") for package in ("corpus", "index", "app", "eval")]

    assert positions == sorted(positions)


def test_the_results_are_those_that_the_command_wrote_about_the_gold_as_it_is():
    """After a change of the gold or of the answers: `tieout eval --readme README.md`."""
    from eval.questions import gold_files, load_questions
    from eval.readme import RESULTS, table

    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    asked = {split["split"]: split["totals"][-1]["n"] for split in results["splits"]}
    gold = Counter(question.split for question in load_questions(gold_files()))

    assert table(results) in README
    assert asked == gold


def test_a_make_target_that_fails_says_what_to_do():
    """A missing Python is named, with the way to give another."""
    done = subprocess.run(
        ["make", "chat", "VENV=/nonexistent/venv", "PYTHON=false"], cwd=ROOT, capture_output=True, text=True, timeout=60
    )

    assert done.returncode != 0
    assert "Tieout needs Python 3.11 or newer" in done.stderr


if __name__ == "__main__":
    # `make readme`: after a change of the answers, write what the commands print now
    (ROOT / "README.md").write_text(with_sessions(README), encoding="utf-8")
