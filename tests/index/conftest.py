"""Small releases as blocks, and sources for the builder made from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table
from corpus.periods import FiscalCalendar
from corpus.release import Release
from index.sources import Place, Source

SMALL = """Results

Revenue was JPY15,835 million, down 3.0% YoY.

Capital expenditure was JPY1,139 million, mostly for servers.

Summary
SI\t7,689\t6,565\t(14.6%)
Equipment sales\t238\t137\t(42.6%)
Total costs\t13,303\t12,837\t(3.5%)
SI\t6,024\t4,876\t(19.1%)

Outlook

We expect demand for cloud services to remain strong.
"""

HEADERS = (("1Q08", "amount"), ("1Q09", "amount"), ("YoY % change", "growth"))


@dataclass(frozen=True)
class ParsedRelease:
    release: Release
    blocks: tuple[Block, ...]


def release(text: str, id_: str = "small-1q09") -> Release:
    return Release(id_, "Small", "Results", None, "JPY", FiscalCalendar(), None, text)


def parsed(text: str = SMALL, id_: str = "small-1q09") -> ParsedRelease:
    """A toy parser: one line is a heading when a blank line follows it and it has no full stop; tabs make a table."""
    blocks: list[Block] = []
    headings: tuple[str, ...] = ()
    start = 0
    for part in text.split("\n\n"):
        stripped = part.strip("\n")
        at = text.index(stripped, start)
        end = at + len(stripped)
        if "\t" in part:
            blocks.append(table(stripped, at, headings))
        elif stripped and not stripped.endswith("."):
            headings = (stripped,)
            blocks.append(Heading(stripped, 1, at, end))
        elif stripped:
            blocks.append(Paragraph(stripped, headings, at, end))
        start = end
    return ParsedRelease(release(text, id_), tuple(blocks))


def table(text: str, at: int, headings: tuple[str, ...]) -> Table:
    title, *lines = text.split("\n")
    columns = tuple(
        Column(i, header, "", None, None, "JPY" if measure == "amount" else "%", 6 if measure == "amount" else 0,
               measure, None)  # type: ignore[arg-type]
        for i, (header, measure) in enumerate(HEADERS, start=1)
    )  # fmt: skip
    rows: list[Row] = []
    offset = at + len(title) + 1
    parents: tuple[str, ...] = ()
    for line in lines:
        cells, position = [], offset
        for cell in line.split("\t"):
            cells.append(Cell(cell, position, position + len(cell)))
            position += len(cell) + 1
        if cells[0].text.startswith("Total"):
            parents = ()
        rows.append(Row(cells[0].text, parents, tuple(cells), offset, offset + len(line)))
        if cells[0].text.startswith("Total"):
            parents = (cells[0].text,)
        offset += len(line) + 1
    return Table(title, headings, columns, tuple(rows), tuple(row.cells for row in rows), 1, at, at + len(text))


def source(text: str = SMALL, id_: str = "small-1q09") -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(id_, digest, lambda: parsed(text, id_))


OTHER = SMALL.replace("cloud services", "fibre lines").replace("15,835", "99,111").replace("Small", "Other")


@pytest.fixture
def place(home: Path) -> Place:
    return Place(home / "index")


@pytest.fixture
def small() -> ParsedRelease:
    return parsed()


@pytest.fixture
def parse():
    return parsed


@pytest.fixture
def small_source() -> Source:
    return source()


@pytest.fixture
def other_source() -> Source:
    return source(OTHER, "other-1q09")


@pytest.fixture
def source_of():
    """Makes a source of a text, under a release id."""
    return source
