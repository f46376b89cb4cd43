"""Examples: questions to begin with, made from what a release itself discloses.

In: a release as read and, once it can answer, the answer function. Out: at most five questions; those that the answer
function refuses are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from app.chat.printed import plain
from app.chat.shelf import OpenRelease
from app.reply import Reply
from corpus.blocks import Table

MOST = 5
LONGEST_LABEL = 45


def example_questions(opened: OpenRelease, answers: Callable[..., Reply] | None = None) -> list[str]:
    """Questions over the lines of the release's first tables; with `answers`, only those that it answers."""
    good = (q for q in _candidates(opened) if answers is None or _is_answered(q, opened, answers))
    return list(islice(good, MOST))


def _is_answered(question: str, opened: OpenRelease, answers: Callable[..., Reply]) -> bool:
    try:
        return not answers(question, release=opened.release.id).abstained
    except Exception:  # noqa: BLE001 - an example that cannot be answered is no example
        return False


def _candidates(opened: OpenRelease) -> Iterator[str]:
    tables = [table for block in opened.blocks if isinstance(block, Table) for table in [_compared(block)] if table]
    if not tables:
        return
    first = tables[0]
    yield f"What was {first[0]}?"
    yield f"How much did {first[-1]} change?"
    yield f"Why did {first[1]} change?"
    yield f"What is {first[1]} as a percentage of {first[0]}?"
    for table in tables[1:3]:
        yield f"By how many percent did {table[0]} grow?"
    for label in first[2:-1]:
        yield f"What was {label} in each period?"


def _compared(table: Table) -> list[str]:
    """The labels of a table that gives each line for several periods; nothing for another table."""
    periods = {column.period for column in table.columns if column.period and column.measure == "amount"}
    labels = [plain(row.label).strip(" :") for row in table.rows if sum(bool(cell.text) for cell in row.cells[1:]) > 1]
    labels = [label for label in dict.fromkeys(labels) if 3 < len(label) <= LONGEST_LABEL and not label.isupper()]
    return labels if len(periods) > 1 and len(labels) > 2 else []
