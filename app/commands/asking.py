"""Asking: `tieout ask`, one question answered on the terminal.

In: a question, and earlier messages in a file. Out: the answer; below it how it was read, how it was calculated, and
where each number stands; or all of it as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.printing import CommandError, as_json, labelled, plain, printable, styled, wrapped

if TYPE_CHECKING:
    from app.reply import Calculation, Citation, Reply

Message = dict[str, Any]


def register(commands: Any) -> None:
    """Add `ask`."""
    ask = commands.add_parser("ask", help="answer one question", description="Answer one question about a release.")
    ask.add_argument("question", nargs="+", help="the question; `-` reads it from standard input")
    ask.add_argument("--release", metavar="ID", help="which release (see `tieout list`); default: the one it is about")
    ask.add_argument("--json", action="store_true", help="print everything that is known about the answer as JSON")
    ask.add_argument(
        "--history",
        type=Path,
        metavar="FILE",
        help="earlier messages, oldest first: a JSON list of {role, content}, or of the earlier questions alone",
    )
    ask.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer and print."""
    question = sys.stdin.read() if args.question == ["-"] else " ".join(args.question)
    history = history_from(args.history) if args.history else []
    reply = _answered(question, history, args.release)
    print(as_json(reply.as_dict()) if args.json else as_text(reply))
    return 0


def _answered(question: str, history: Sequence[Message], release: str | None) -> Reply:
    """The reply; an index that has to be built first shows its progress."""
    from app.chain import chain

    return chain(release, progress=progress_on_stderr()).invoke({"question": question, "history": history})


def progress_on_stderr() -> bool:
    """Whether to show a bar: only to people."""
    return sys.stderr.isatty()


def history_from(path: Path) -> list[Message]:
    """The messages of a history file; raises `CommandError`."""
    wanted = 'a JSON list such as [{"role": "user", "content": "What was revenue?"}], or ["What was revenue?"]'
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path}: expected a history to read; found: {error.strerror}.") from error
    except ValueError as error:
        raise CommandError(f"{path}: expected {wanted}; found: {error}. Correct the file.") from error
    if not isinstance(said, list):
        raise CommandError(f"{path}: expected {wanted}; found {type(said).__name__}. Put it into a list.")
    return [{"role": "user", "content": message} if isinstance(message, str) else message for message in said]


def as_text(reply: Reply) -> str:
    """The reply for a terminal: the answer, and below it what it stands on."""
    parts = [wrapped(styled(printable(line), "bold")) for line in reply.text.strip().split("\n")]
    below = []
    if reply.reading:
        below.append(labelled("Read as", plain(reply.reading)))
    if reply.calculation:
        below += _calculation(reply.calculation, reply.citations)
    below += [labelled("" if at else "Sources", source) for at, source in enumerate(_sources(reply.citations))]
    if reply.alternatives:
        below += [labelled("" if at else "Did you mean", plain(a)) for at, a in enumerate(reply.alternatives)]
    return "\n".join([*parts, *(["", *below] if below else [])])


def _calculation(calculation: Calculation, citations: Sequence[Citation]) -> list[str]:
    lines = [labelled("Calculation", plain(f"{calculation.expression} = {calculation.shown}"))]
    for operand in calculation.operands:
        named = ", ".join(part for part in (operand.name, operand.period) if part)
        cited = f" [{citations.index(operand.citation) + 1}]" if operand.citation in citations else ""
        lines.append(labelled("", plain(f"{operand.symbol} = {named}: {operand.printed}{cited}")))
    return [*lines, *([labelled("", plain(calculation.check))] if calculation.check else [])]


def _sources(citations: Sequence[Citation]) -> list[str]:
    return [f"[{number}] {source(citation)}" for number, citation in enumerate(citations, 1)]


def source(citation: Citation) -> str:
    """A citation on one line: the quote and where it stands."""
    cell = (("table", citation.table), ("row", citation.row), ("column", citation.column))
    section = [plain(citation.section)] if citation.section != citation.table else []
    where = "; ".join([*section, *(f"{kind} {plain(words)}" for kind, words in cell if words)])
    quote = plain(citation.quote)
    return f"{quote if citation.row else f'“{quote}”'}  {styled(f'({where})', 'dim')}" if where else quote
