"""Printing: what the commands print with: colour where a terminal shows it, tables, JSON, CSV.

In: records and rows. Out: text. Nothing that a release holds can steer the terminal: control characters are left out.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal, TextIO

FORMATS = ("table", "csv", "json")
Style = Literal["bold", "dim", "accent"]
_CODES: dict[Style, str] = {"bold": "1", "dim": "2", "accent": "36"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LONGEST_CELL = 48


class CommandError(Exception):
    """A command was given something that it cannot work with."""


def in_colour(stream: TextIO | None = None) -> bool:
    """Whether the output goes to a terminal that shows colour (https://no-color.org)."""
    stream = stream or sys.stdout
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def styled(text: str, style: Style) -> str:
    """The text in a style, where the terminal shows it."""
    return f"\033[{_CODES[style]}m{text}\033[0m" if in_colour() else text


def plain(text: str) -> str:
    """A text on one line, without control characters and the underline marks of a source."""
    return " ".join(_CONTROL.sub("", re.sub(r"</?u>", "", text)).split())


def printable(text: str) -> str:
    """A text with its lines, without control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """The text within the terminal's width; unbroken where the output goes elsewhere."""
    first = indent if first is None else first
    if not sys.stdout.isatty():
        return first + text
    width = max(40, shutil.get_terminal_size().columns)
    bare = textwrap.wrap(text, width - len(indent), break_long_words=False, break_on_hyphens=False) or [""]
    return "\n".join([first + bare[0], *(indent + line for line in bare[1:])])


def labelled(label: str, text: str) -> str:
    """A line with its label in front: "Read as      growth of revenue"."""
    return wrapped(text, " " * 13, styled(f"{label:<13}", "dim"))


def as_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """Rows in columns, those in `right` with their ends aligned; indents are kept, long cells cut."""
    lines = [[_cell(cell) for cell in row] for row in (header, *rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(header))]

    def line(cells: list[str]) -> str:
        placed = [
            f"{c:>{w}}" if at in right else f"{c:<{w}}" for at, (c, w) in enumerate(zip(cells, widths, strict=True))
        ]
        return "  ".join(placed).rstrip()

    return "\n".join([styled(line(lines[0]), "bold"), *map(line, lines[1:])])


def _cell(text: str) -> str:
    text = " " * (len(text) - len(text.lstrip(" "))) + plain(text)
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def as_json(item: Any) -> str:
    """JSON, for people too: indented, letters as they are; amounts as strings, so that no digit is lost."""
    return json.dumps(item, ensure_ascii=False, indent=2, default=_in_json)


def _in_json(item: object) -> object:
    return format(item, "f") if isinstance(item, Decimal) else str(item)


def as_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """CSV as RFC 4180 has it, but with the line ends of this system."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return written.getvalue().rstrip("\n")


def records(found: Sequence[dict[str, str]], header: Sequence[str], form: str) -> str:
    """Records as CSV or JSON, with the fields of `header`."""
    if form == "json":
        return as_json(found)
    return as_csv(header, [[record[name] for name in header] for record in found])


def note(text: str) -> None:
    """Say something beside the result, on standard error."""
    print(text, file=sys.stderr)
