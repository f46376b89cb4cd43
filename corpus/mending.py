"""Mending: line items in torn header cells get the name under which the release prints the same amounts elsewhere.

In: read tables and their facts. Out: the tables, with the words of torn columns replaced. "Net Incor attributable"
over 180 and 169 is the row "Net income attributable to ..." that prints 180 and 169 for the same periods: the names
must be alike, and every amount of the column must tie out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from corpus.blocks import Column, Table
from corpus.facts import Fact
from corpus.inventory import Inventory

_ALIKE = 0.8


def mended(table: Table, own: Sequence[Fact], others: Sequence[Fact], inventory: Inventory) -> Table:
    """`table` with the words of its torn columns mended; `own` are its facts, `others` those of the other tables."""
    if not any(row.period for row in table.rows) or not any(_torn(column, inventory) for column in table.columns[1:]):
        return table
    columns = list(table.columns)
    for at, column in enumerate(columns):
        facts = [fact for fact in own if fact.column == column.header and fact.measure == "amount"]
        if not column.words or not facts or column.measure != "amount":
            continue
        label = _label_that_ties(column.words, facts, others)
        if label is None:
            continue
        columns[at] = _renamed(column, label)
        following = columns[at + 1] if at + 1 < len(columns) else None
        if (
            following
            and following.measure != "amount"
            and (following.words == column.words or _torn(following, inventory))
        ):
            columns[at + 1] = _renamed(following, label)
    return replace(table, columns=tuple(columns))


def _torn(column: Column, inventory: Inventory) -> bool:
    """Whether a header has a word that the release prints nowhere outside headers."""
    return any(word.casefold() not in inventory.words for word in re.findall(r"[^\W\d_]{3,}", column.words))


def _label_that_ties(words: str, facts: Sequence[Fact], others: Sequence[Fact]) -> str | None:
    """Of the labels under which every amount of the column stands elsewhere, the one most like `words`."""
    amounts = [fact for fact in others if fact.measure == "amount"]
    labels = dict.fromkeys(other.line_item for other in amounts if _ties_out(facts[0], other))
    tied = [
        label
        for label in labels
        if all(any(other.line_item == label and _ties_out(fact, other) for other in amounts) for fact in facts[1:])
    ]
    best = max(tied, key=lambda label: _likeness(words, label), default=None)
    return best if best is not None and _likeness(words, best) >= _ALIKE else None


def _likeness(words: str, label: str) -> float:
    """How alike a header and a label are; a header may have lost its end."""
    a, b = words.casefold(), label.casefold()
    return max(SequenceMatcher(None, a, b).ratio(), SequenceMatcher(None, a, b[: len(a) + 1]).ratio() - 0.01)


def _ties_out(fact: Fact, other: Fact) -> bool:
    margin = (fact.precision + other.precision) / 2
    return fact.unit == other.unit and fact.period == other.period and abs(fact.amount - other.amount) <= margin


def _renamed(column: Column, label: str) -> Column:
    unit = column.header.split(" / ")[1:]
    return replace(column, words=label, header=" / ".join([label, *unit]))
