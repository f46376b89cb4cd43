"""Document: a release as read: its blocks, its facts, and how to find them.

In: a `Release`. Out: a `Document`; reading the same text twice costs nothing.
Run as a module it prints the facts of a release, or writes them as the golden table beside it:
`python -m corpus.document ID [--write-golden]`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.blocks import Block, Heading, Paragraph, Table, blocks_from_text
from corpus.facts import Fact, facts_from_table
from corpus.inventory import inventory_of
from corpus.release import Release
from corpus.tables import read_tables

_LONGEST_NOTE = 400


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
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
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
    raw = blocks_from_text(release.text)
    inventory = inventory_of(raw, calendar=release.calendar, reference=release.period, currency=release.currency)
    blocks: list[Block] = []
    above: list[str] = []
    for block in raw:
        if isinstance(block, Table):
            blocks += read_tables(block, inventory, tuple(above))
            above = []
            continue
        if isinstance(block, Paragraph):
            above = [block.text, *above[:2]] if len(block.text) < _LONGEST_NOTE else []
        elif isinstance(block, Heading):
            above = []
        blocks.append(block)
    facts: list[Fact] = []
    for block in blocks:
        facts += _facts_from(block, release)
    facts.sort(key=lambda fact: fact.start)
    by_line_item: dict[str, list[Fact]] = defaultdict(list)
    by_offset: dict[int, Fact] = {}
    for fact in facts:
        by_line_item[fact.line_item.casefold()].append(fact)
        by_offset |= dict.fromkeys(range(fact.start, fact.end), fact)
    return Document(release, tuple(blocks), tuple(facts), {name: tuple(some) for name, some in by_line_item.items()}, by_offset)


def _facts_from(block: Block, release: Release) -> list[Fact]:
    if isinstance(block, Table):
        return facts_from_table(block, release)
    if isinstance(block, Paragraph):
        try:
            from corpus.sentences import facts_from_paragraph
        except ImportError:
            return []
        return list(facts_from_paragraph(block, release))
    return []


def main(arguments: list[str]) -> int:
    from corpus.release import load_release

    for fact in document(load_release(arguments[0])).facts:
        print(" | ".join((" > ".join(fact.path), fact.line_item, str(fact.period), fact.measure, str(fact.unit), str(fact.amount), fact.printed)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
