"""Metamorphic relations: change the release, and the answers must change with it, those and no others.

In: a document, gold questions about it, and a way to ask about a changed one. Out: one `Trial` for each change and
question. Right answers need not be known: the relation between two answers is what is tested (Chen, Cheung and Yiu
1998, "Metamorphic testing"). An answerer that has learned the release by heart fails here.

- `digit`: one digit of one printed number is changed. The look-up that cites it follows; answers that cite other
  places stay.
- `columns`: two columns of a table change places, headers and cells. Nothing changes.
- `scale`: "millions" in a table's header becomes "thousands", or the other way round. Amounts looked up there follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from app.reply import Reply
from corpus.blocks import Table
from corpus.document import Document, document
from eval.questions import Question
from eval.totals import Interval, wilson

Relation = Literal["digit", "columns", "scale"]
RELATIONS: tuple[Relation, ...] = ("digit", "columns", "scale")
OTHERS = 3
"""How many answers that cite other places are asked again after a digit has changed."""

Ask = Callable[[Document, str], Reply]


@dataclass(frozen=True)
class Trial:
    """One question before and after a change. `why` says what was expected and found where it failed."""

    relation: Relation
    question: str
    change: str
    passed: bool
    why: str = ""


@dataclass(frozen=True)
class Asked:
    """A question with the number that answers it in the unchanged release, and where it stands."""

    question: str
    reply: Reply
    value: Decimal
    places: tuple[tuple[int, int], ...]

    @property
    def is_look_up(self) -> bool:
        """Whether the number is one that is printed, rather than worked out."""
        return self.reply.kind == "figure" and self.reply.calculation is None

    def within(self, start: int, end: int) -> bool:
        """Whether everything that it cites stands in this stretch."""
        return all(start <= at and to <= end for at, to in self.places)


def trials(source: Document, questions: Sequence[Question], ask: Ask, *, most: int = 20) -> Iterator[Trial]:
    """At most `most` changes of each sort, with the questions that they bear on."""
    asked = list(_asked(source, questions, ask))
    yield from _digits(source, asked, ask, most)
    yield from _columns(source, asked, ask, most)
    yield from _scales(source, asked, ask, most)


def pass_rates(done: Sequence[Trial]) -> dict[Relation, Interval]:
    """The share of trials passed, by relation, with its interval."""
    by = {relation: [trial.passed for trial in done if trial.relation == relation] for relation in RELATIONS}
    return {relation: wilson(sum(passed), len(passed)) for relation, passed in by.items() if passed}


def _asked(source: Document, questions: Sequence[Question], ask: Ask) -> Iterator[Asked]:
    for question in questions:
        if question.history or question.value is None:
            continue
        reply = ask(source, question.question)
        if reply.value is not None and reply.citations:
            yield Asked(question.question, reply, reply.value, tuple((c.start, c.end) for c in reply.citations))


def _digits(source: Document, asked: Sequence[Asked], ask: Ask, most: int) -> Iterator[Trial]:
    text = source.release.text
    found = [one for one in asked if one.is_look_up and _cited_number(one, text) is not None]
    for number, one in enumerate(found[:most]):
        at = _cited_number(one, text)
        assert at is not None
        changed_text, old, new = _with_other_digit(text, *at)
        change = f"{text[at[0] : at[1]]!r} becomes {changed_text[at[0] : at[1]]!r}"
        changed = _changed(source, changed_text)
        expected = one.value * new / old
        yield _trial("digit", one.question, change, expected, ask(changed, one.question).value)
        elsewhere = [o for o in asked if not any(start < at[1] and at[0] < end for start, end in o.places)]
        for other in (elsewhere[number:] + elsewhere[:number])[:OTHERS]:
            yield _trial("digit", other.question, change, other.value, ask(changed, other.question).value)


def _columns(source: Document, asked: Sequence[Asked], ask: Ask, most: int) -> Iterator[Trial]:
    for table, one, other in list(_swappable(source))[:most]:
        changed = _changed(source, _with_swapped_columns(source.release.text, table, one, other))
        for resting in [o for o in asked if o.within(table.start, table.end)][:OTHERS]:
            change = f"{table.title or 'table'}: columns {one} and {other} change places"
            yield _trial("columns", resting.question, change, resting.value, ask(changed, resting.question).value)


def _scales(source: Document, asked: Sequence[Asked], ask: Ask, most: int) -> Iterator[Trial]:
    count = 0
    for table in source.tables:
        resting = [o for o in asked if o.is_look_up and o.within(table.start, table.end) and _is_money(o.reply.unit)]
        text, factor = _with_other_scale(source.release.text, table)
        if not resting or factor == 1 or count == most:
            continue
        count += 1
        changed = _changed(source, text)
        for one in resting[:OTHERS]:
            change = f"{table.title or 'table'}: scale times {factor.normalize():f}"
            yield _trial("scale", one.question, change, one.value * factor, ask(changed, one.question).value)


def _trial(relation: Relation, question: str, change: str, expected: Decimal, found: Decimal | None) -> Trial:
    passed = found is not None and abs(found - expected) <= abs(expected) / 10**6
    return Trial(relation, question, change, passed, "" if passed else f"expected {expected}, found {found}")


def _changed(source: Document, text: str) -> Document:
    return document(replace(source.release, text=text))


def _cited_number(one: Asked, text: str) -> tuple[int, int] | None:
    """Where the first citation prints the answer's number: where the digits are the value at some scale."""
    start, end = one.places[0]
    for match in re.finditer(r"\d[\d,]*(?:\.\d+)?", text[start:end]):
        digits = Decimal(match.group().replace(",", ""))
        if digits and any(digits * scale == abs(one.value) for scale in (1, 10**3, 10**6, 10**9)):
            return start + match.start(), start + match.end()
    return None


def _with_other_digit(text: str, start: int, end: int) -> tuple[str, Decimal, Decimal]:
    """The text with the last digit of one number changed (its length stays), the old number and the new one."""
    printed = text[start:end]
    other = printed[:-1] + str((int(printed[-1]) + 3) % 10)
    old, new = (Decimal(number.replace(",", "")) for number in (printed, other))
    return text[:start] + other + text[end:], old, new


def _swappable(source: Document) -> Iterator[tuple[Table, int, int]]:
    """Tables with two columns of amounts whose headers stand complete in the same rows."""
    for table in source.tables:
        clean = [c.index for c in table.columns if c.settled_by == "header" and c.measure == "amount" and c.period]
        pairs = [(a, b) for a in clean for b in clean if a < b and _headed_alike(table, a, b)]
        if pairs:
            yield (table, *pairs[0])


def _headed_alike(table: Table, one: int, other: int) -> bool:
    header = table.grid[: table.header_rows]
    return all(len(row) > other and bool(row[one].text) == bool(row[other].text) for row in header)


def _with_swapped_columns(text: str, table: Table, one: int, other: int) -> str:
    lines = text[table.start : table.end].split("\n")
    return text[: table.start] + "\n".join(_swapped(line, one, other) for line in lines) + text[table.end :]


def _swapped(line: str, one: int, other: int) -> str:
    cells = line.split("\t")
    if len(cells) > other:
        cells[one], cells[other] = cells[other], cells[one]
    return "\t".join(cells)


def _with_other_scale(text: str, table: Table) -> tuple[str, Decimal]:
    """The text with the scale in the table's header replaced, and the factor; 1 where the header names none."""
    end = table.rows[0].start if table.rows else table.end
    header = text[table.start : end]
    names = {word.lower() for word in re.findall(r"\b(?:millions|thousands)\b", header, re.IGNORECASE)}
    if len(names) != 1:
        return text, Decimal(1)
    old = names.pop()
    new, factor = ("thousands", Decimal("0.001")) if old == "millions" else ("millions", Decimal(1000))
    changed = re.sub(
        rf"\b{old}\b", lambda m: new.capitalize() if m[0][0].isupper() else new, header, flags=re.IGNORECASE
    )
    return text[: table.start] + changed + text[end:], factor


def _is_money(unit: str | None) -> bool:
    return bool(unit and re.fullmatch(r"[A-Z]{3}", unit))
