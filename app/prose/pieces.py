"""Pieces: a release cut into what can be quoted.

In: the blocks of a document. Out: `Unit`s: sentences, "label: value" pairs, headings, table rows, a lead-in with its
lines, footnotes with what bears their mark; each with its offsets and with what stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.blocks import Block, Heading, Paragraph, Table
from corpus.document import Document
from corpus.sentences import sentences_in

Kind = Literal["sentence", "item", "pair", "heading", "row", "group"]
_LABEL = re.compile(
    r"(?:^[-*•\s]*(?:\(?\w{1,2}\)\s*)?|(?<=[a-z0-9./)])(?=[A-Z])|(?<=\s)(?=(?:Tel|TEL|E-?mail|URL|Fax|FAX|Phone)\b))"
    r"([A-Z(][\w.&'/()-]*(?: [\w.&'/(),-]+){0,7}?)\s?:(?!//)",
    re.MULTILINE,
)
_NOTES_REACH = 40
NOTE = re.compile(r"(\*{1,3}|[†‡¹²³⁴-⁹]|\(\d{1,2}\))\s*(?=[A-Z\"“])")


@dataclass(frozen=True)
class Unit:
    """A piece of text that can be quoted: `release.text[start:end] == text`.

    `lead` is the first sentence of its paragraph, `before` the sentence before it, `headings` what stands above
    (outermost first).
    """

    text: str
    start: int
    end: int
    kind: Kind
    headings: tuple[str, ...]
    lead: str
    before: str
    block: int
    place: int

    @property
    def section(self) -> str:
        """The innermost heading."""
        return self.headings[-1] if self.headings else ""


def units_of(document: Document) -> Iterator[Unit]:
    """The units of a document in reading order."""
    blocks, text = document.blocks, document.release.text
    headings: tuple[str, ...] = ()
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            yield from _rows(block, text, number)
            headings = ()
            continue
        above = block.headings if isinstance(block, Paragraph) else headings
        if isinstance(block, Heading):
            yield Unit(text[block.start : block.end], block.start, block.end, "heading", above, "", "", number, 0)
            headings = (*above[-2:], block.text)
        else:
            yield from _pieces(block, number, blocks[:number], text)
        group = _group(blocks, number)
        if group:
            yield Unit(text[block.start : group], block.start, group, "group", above, "", "", number, 1_000)


def _rows(table: Table, text: str, number: int) -> Iterator[Unit]:
    above = (*table.headings, table.title) if table.title not in table.headings else table.headings
    for place, row in enumerate(table.rows):
        if row.label:
            yield Unit(text[row.start : row.end], row.start, row.end, "row", (*above, *row.path), "", "", number, place)


def _marked(note: str, before: Sequence[Block], text: str) -> str:
    """What a footnote hangs on: the words that bear its mark before it, with the title of their table."""
    mark = NOTE.match(note)
    if mark is None:
        return ""
    bearing = re.compile(rf"([^\t\n;*]{{3,90}}?)\s?\^?{re.escape(mark.group(1))}(?![*\w])")
    found: list[str] = []
    for block in reversed(before[-_NOTES_REACH:]):
        here = [match.group(1) for match in bearing.finditer(text[block.start : block.end])]
        found += here
        if here and isinstance(block, Table):
            found += [block.title, *block.headings[-1:]]
        if here and len(mark.group(1)) > 1:
            break
    return " ".join(found)[:400]


def _pieces(paragraph: Paragraph, number: int, above: Sequence[Block], text: str) -> Iterator[Unit]:
    """Pairs where the paragraph is made of them, sentences otherwise."""
    pairs = tuple(pairs_in(paragraph.text))
    if pairs:
        for place, (start, end) in enumerate(pairs):
            yield _unit(paragraph, start, end, "pair", "", "", number, place)
        return
    lead = before = ""
    for place, (start, end) in enumerate(_sentence_spans(paragraph.text)):
        piece = paragraph.text[start:end]
        titles = len(piece.split()) < 9 and piece[-1:] not in ".!?:;" and "\n" not in piece
        note = _marked(piece, above, text)
        yield _unit(paragraph, start, end, "heading" if titles else "sentence", note or lead, before, number, place)
        before = piece
        for item_start, item_end in _items(before):
            yield _unit(
                paragraph,
                start + item_start,
                start + item_end,
                "item",
                before[:item_start] if item_start < 400 else before[:250],
                "",
                number,
                place,
            )
        lead = lead or before


def _items(sentence: str) -> Iterator[tuple[int, int]]:
    """The parts of a long enumeration, cut at its semicolons."""
    if sentence.count(";") < 2:
        return
    first = sentence.find(":") + 1 if -1 < sentence.find(":") < sentence.find(";") else 0
    for match in re.finditer(r"[^;]+", sentence[first:]):
        body = match.group().strip(" .")
        start = first + match.start() + match.group().index(body[:1]) if body else 0
        if len(body) > 15:
            yield start, start + len(body)


def _unit(
    paragraph: Paragraph, start: int, end: int, kind: Kind, lead: str, before: str, number: int, place: int
) -> Unit:
    at = paragraph.start
    text = paragraph.text[start:end]
    return Unit(text, at + start, at + end, kind, paragraph.headings, lead, before, number, place)


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    yield from sentences_in(text)


def pairs_in(text: str) -> Iterator[tuple[int, int]]:
    """The "label: value" pairs of a paragraph that is made of them, also where they run together.

    >>> line = "Company name: Acme Corp.Listed on: Tokyo"
    >>> [line[start:end] for start, end in pairs_in(line)]
    ['Company name: Acme Corp.', 'Listed on: Tokyo']
    """
    starts = [match.start(1) for match in _LABEL.finditer(text)]
    single = (
        len(starts) == 1 and len(text) < 250 and starts[0] < 8 and not text.rstrip().endswith(":") and ". " not in text
    )
    if (len(starts) < 2 and not single) or (starts and starts[0] > 80) or len(text) > 160 * max(1, len(starts)):
        return
    if starts[0] > 8:
        starts[0] = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield start, start + len(text[start:end].rstrip())


def _group(blocks: Sequence[Block], number: int) -> int:
    """Where the short lines end that a lead-in ("For inquiries, contact:") stands above; 0 when it is none."""
    first = blocks[number]
    if isinstance(first, Table) or not first.text.rstrip().endswith(":") or len(first.text) > 200:
        return 0
    end = 0
    for block in blocks[number + 1 : number + 9]:
        if isinstance(block, Table) or len(block.text) > 200 or block.text.rstrip().endswith(":"):
            break
        end = block.end
    return end
