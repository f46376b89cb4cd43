"""Document: a release as read: its blocks, its facts, and how to find them.

In: a `Release`. Out: a `Document`; reading the same text twice costs nothing.
Run as a module it prints the facts of a release, or writes them as the golden table beside it:
`python -m corpus.document ID [--write-golden]`.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.blocks import Block, Paragraph, Table, blocks_from_text
from corpus.facts import Fact, facts_from_table
from corpus.inventory import inventory_of
from corpus.mending import mended
from corpus.periods import periods_in
from corpus.release import Release, load_release, release_folders
from corpus.scales import inherited_scale
from corpus.sentences import Reading, facts_from_paragraph, readings_in
from corpus.tables import read_tables
from corpus.units import UnitWords, unit_words

_LONGEST_NOTE = 400
_DIGITS = re.compile(r"\d[\d.,]*(?<![.,])")


@dataclass(frozen=True)
class Document:
    """A release with its blocks (tables read) and its facts, both in reading order."""

    release: Release
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    _by_line_item: dict[str, tuple[Fact, ...]] = field(default_factory=dict, repr=False, compare=False)
    _by_offset: dict[int, Fact] = field(default_factory=dict, repr=False, compare=False)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def line_items(self) -> tuple[str, ...]:
        """Every line item in reading order, as printed."""
        return tuple(dict.fromkeys(fact.line_item for fact in self.facts))

    def facts_of(self, line_item: str) -> tuple[Fact, ...]:
        """The facts of a line item, upper and lower case alike, in reading order."""
        return self._by_line_item.get(line_item.casefold(), ())

    def fact_at(self, offset: int) -> Fact | None:
        """The fact whose printed number covers a place in the text."""
        return self._by_offset.get(offset)


def document(release: Release) -> Document:
    """`release` as read; the same id and text are read once."""
    return _read(release)


@lru_cache(maxsize=64)
def _read(release: Release) -> Document:
    blocks, facts = _read_tables(release)
    for block in blocks:
        if isinstance(block, Paragraph):
            facts += facts_from_paragraph(block, release)
    facts.sort(key=lambda fact: fact.start)
    by_line_item: dict[str, list[Fact]] = defaultdict(list)
    by_offset: dict[int, Fact] = {}
    for fact in facts:
        by_line_item[fact.line_item.casefold()].append(fact)
        for offset in range(fact.start, fact.end):
            by_offset.setdefault(offset, fact)
    return Document(
        release, tuple(blocks), tuple(facts), {name: tuple(some) for name, some in by_line_item.items()}, by_offset
    )


def _read_tables(release: Release) -> tuple[list[Block], list[Fact]]:
    """The blocks with their tables read, and the facts of the tables."""
    raw = blocks_from_text(release.text)
    inventory = inventory_of(raw, calendar=release.calendar, reference=release.period, currency=release.currency)
    blocks: list[Block] = []
    sources: dict[int, tuple[Table, tuple[str, ...]]] = {}
    above: list[str] = []
    stated: dict[str, UnitWords] = {}
    alone = sum(isinstance(block, Table) for block in raw) == 1
    throughout = units_throughout(raw, release.currency) if alone else None
    for block in raw:
        if isinstance(block, Table):
            names = [block.title, *block.headings[-2:]]
            known = next((stated[name] for name in names if name in stated), throughout)
            tables = read_tables(block, inventory, tuple(above), inherited=known)
            stated |= {name: table.stated for table in tables for name in names if table.stated.scale is not None}
            if len(tables) == 1:
                sources[len(blocks)] = (block, tuple(above))
            blocks += tables
            above = []
            continue
        if isinstance(block, Paragraph):
            above = [block.text, *above[:2]] if len(block.text) < _LONGEST_NOTE else closing_words(block.text)
        blocks.append(block)
    facts = {at: facts_from_table(block, release) for at, block in enumerate(blocks) if isinstance(block, Table)}
    for at, (raw_table, before) in sources.items():
        if units := inherited_scale(at, blocks, facts):
            (table,) = read_tables(raw_table, inventory, before, inherited=units)
            blocks[at], facts[at] = table, facts_from_table(table, release)
    for at, own in facts.items():
        known_table = blocks[at]
        others = [fact for other, some in facts.items() if other != at for fact in some]
        if isinstance(known_table, Table):
            better = mended(known_table, own, others, inventory)
            if better is not known_table:
                blocks[at], facts[at] = better, facts_from_table(better, release)
    return blocks, [fact for some in facts.values() for fact in some]


def closing_words(text: str) -> list[str]:
    """The last sentence of a long paragraph, where it leads to the table below."""
    last = re.split(r"(?<=[a-z)][.;])\s+(?=[A-Z(])", text)[-1]
    return [last] if len(last) < _LONGEST_NOTE and _LEADS.search(last) else []


_LEADS = re.compile(r":\s*$|\b(?:as follows|following|table|below)\b", re.IGNORECASE)


_TABULAR = re.compile(
    r"\((?:[\w .,]{0,40}\b)?(?:in|of)\s(?:US ?\$ ?)?(?:thousands|millions|billions)\b[^()]*\)"
    r"|[^.;()]{0,30}\bin (?:US ?\$ ?)?(?:thousands|millions|billions)\b[^.;()]{0,60}$"
    r"|\bin [A-Z.]* ?[$€£¥] ?0{3}['’]?s\b.{0,60}$",
    re.IGNORECASE,
)


def units_throughout(blocks: Sequence[Block], home: str) -> UnitWords | None:
    """The scale for the only table of a text: the one that headings and paragraphs state, if they state just one."""
    found = [
        unit_words(said.group(), home)
        for block in blocks
        if not isinstance(block, Table) and (said := _TABULAR.search(block.text))
    ]
    scales = {words.scale for words in found}
    return found[0] if len(scales) == 1 and found[0].scale is not None else None


def unread_numerals(document: Document) -> tuple[Reading, ...]:
    """Every printed numeral that is no fact, in reading order, each with the reason."""
    found: list[Reading] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found += _unread_in_table(block, document)
        else:
            paragraph = block if isinstance(block, Paragraph) else Paragraph(block.text, (), block.start, block.end)
            readings = readings_in(paragraph, document.release)
            for reading in readings:
                if document.fact_at(reading.start) is None:
                    found.append(
                        reading
                        if reading.reason
                        else Reading(reading.printed, reading.start, reading.end, None, "in a heading")
                    )
    return tuple(sorted(found, key=lambda reading: reading.start))


def _unread_in_table(table: Table, document: Document) -> list[Reading]:
    text, found = document.release.text, []
    for at, row in enumerate(table.grid):
        for column, cell in enumerate(row):
            for match in _DIGITS.finditer(text, cell.start, cell.end):
                if document.fact_at(match.start()) is None:
                    reason = _reason(
                        at < table.header_rows,
                        column,
                        text[cell.start : cell.end],
                        match.start() - cell.start,
                        document.release,
                    )
                    found.append(Reading(match.group(), match.start(), match.end(), None, reason))
    return found


def _reason(in_header: bool, column: int, cell: str, at: int, release: Release) -> str:
    if in_header:
        return "heads a column"
    if any(m.start <= at < m.end for m in periods_in(cell, release.calendar, reference=release.period)):
        return "a date or period"
    return "part of a row's name" if column == 0 else "no number by itself"


_GOLDEN = "facts.csv"
_FIELDS = (
    "line_item",
    "path",
    "period",
    "compared_with",
    "measure",
    "unit",
    "amount",
    "precision",
    "basis",
    "of",
    "printed",
    "column",
    "start",
)


def golden_rows(document: Document) -> list[dict[str, str]]:
    """The facts of the tables as lines of the golden table, in reading order."""
    return [
        {
            "line_item": fact.line_item,
            "path": " > ".join(fact.path),
            "period": str(fact.period or ""),
            "compared_with": str(fact.compared_with or ""),
            "measure": fact.measure,
            "unit": fact.unit or "",
            "amount": f"{fact.amount:f}",
            "precision": f"{fact.precision:f}",
            "basis": " ".join(sorted(fact.basis)),
            "of": fact.of or "",
            "printed": fact.printed,
            "column": fact.column or "",
            "start": str(fact.start),
        }
        for fact in document.facts
        if fact.source == "table"
    ]


def main(arguments: list[str]) -> int:
    """`ID` prints the facts of a release; `ID --write-golden` writes them beside it, for the tests to compare."""
    release = load_release(arguments[0])
    rows = golden_rows(document(release))
    if "--write-golden" in arguments:
        with (release_folders()[release.id] / _GOLDEN).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, _FIELDS)
            writer.writeheader()
            writer.writerows(rows)
        return 0
    for row in rows:
        sys.stdout.write(" | ".join(row[name] for name in _FIELDS[:-1]) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
