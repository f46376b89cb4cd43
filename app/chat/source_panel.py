"""The release as a well-set document, every cell and sentence of which can be pointed at.

In: a release and its blocks. Out: escaped HTML in reading order: headings, paragraphs of sentences, real tables. Each
sentence, heading and cell is a *unit* with `data-start` and `data-end`, its offsets in the release's text, so that a
citation finds exactly its place. Headers torn apart in the source are shown as printed, with the way they were read below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from app.chat import printed
from corpus.blocks import Block, Cell, Column, Heading, Paragraph, Row, Table
from corpus.periods import Period
from corpus.release import Release

NUMBER = re.compile(
    r"^[(\[△▲−–—-]*\s*(?:[A-Z]{2,3}\s?|[A-Z]{0,2}[$¥€£]\s?)?[(−–-]?[\d.,]*\d[\d.,]*\s*(?:%|[A-Za-z]{1,9})?[)\]]*[*†‡¹²³⁴-⁹]*$"
)
DASH = re.compile(r"^[-–—−]$")
BULLET = re.compile(r"^\s*[-•●·■◆*–]\s+")
FOOTNOTE = re.compile(r"^\s*(?:[¹²³⁴-⁹]+|\(?Note\s*\d*\)|\*+\d*\)?|†)\s*", re.IGNORECASE)
TOTAL = re.compile(r"^(?:total|net|gross)\b", re.IGNORECASE)
DEEPEST_INDENT = 4
SETTLED = {
    "suffix": "completed from the release's own periods",
    "arithmetic": "settled by arithmetic",
    "title": "named by the table's title",
}
"""The ways to read a header that is torn in the source, in words."""


def document_html(release: Release, blocks: Sequence[Block]) -> str:
    """The whole release as HTML."""
    body = "".join(_block(block, release.text) for block in blocks)
    published = f"{release.published:%B} {release.published.day}, {release.published.year}" if release.published else ""
    about = " · ".join(escape(part) for part in (release.company, published) if part)
    return (
        f'<article class="release" data-release="{escape(release.id)}" lang="en">'
        f'<header class="release-head"><p class="release-about">{about}</p>'
        f'<h2 class="release-title">{escape(printed.plain(release.title))}</h2></header>{body}</article>'
    )


def outline_html(blocks: Sequence[Block]) -> str:
    """The release's headings and tables, as a list of places to jump to."""
    places = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2:
            places.append((printed.plain(block.text), block.start, block.end, "heading"))
        elif isinstance(block, Table):
            places.append((printed.plain(block.title) or "Table", block.start, block.start + 1, "table"))
    return "".join(
        f'<option value="{start}-{end}">{"▦ " if kind == "table" else ""}{escape(_short(text, 70))}</option>'
        for text, start, end, kind in places
    )


def period_words(period: Period | None) -> str:
    """A period as a reader says it: `Jun 30, 2009`, or `Apr 1 – Jun 30, 2009`."""
    if period is None:
        return ""
    end = f"{period.end:%b} {period.end.day}, {period.end.year}"
    if period.start is None:
        return end
    year = "" if period.start.year == period.end.year else f", {period.start.year}"
    return f"{period.start:%b} {period.start.day}{year} – {end}"


def _block(block: Block, text: str) -> str:
    if isinstance(block, Heading):
        return _heading(block, text)
    if isinstance(block, Paragraph):
        return _paragraph(block)
    return _table(block)


def _heading(block: Heading, text: str) -> str:
    """A heading without the mark (`#`, `-`) that may stand before it in the text."""
    start = max(text.find(block.text, block.start, block.end), block.start)
    level = min(block.level + 2, 6)
    return (
        f'<h{level} class="unit h"{_span(start, block.end)}>{printed.html(text[start : block.end], start)}</h{level}>'
    )


def _paragraph(block: Paragraph) -> str:
    kind = "bullet" if BULLET.match(block.text) else "footnote" if FOOTNOTE.match(block.text) else ""
    units = " ".join(_sentence(text, start) for text, start in printed.sentences(block.text, block.start))
    return f'<p class="{kind}">{units}</p>' if kind else f"<p>{units}</p>"


def _sentence(text: str, start: int) -> str:
    return f'<span class="unit"{_span(start, start + len(text))}>{printed.html(text, start)}</span>'


def _table(table: Table) -> str:
    width = max((at + 1 for row in table.grid for at, cell in enumerate(row) if cell.text), default=0)
    rows = {row.start: row for row in table.rows}
    labels = [row for row in table.grid[: table.header_rows] if not _is_title(row, table)]
    head = "".join(_header_row(row, width) for row in labels)
    read = _columns_as_read(table.columns, width)
    body = "".join(_body_row(row, rows.get(_start(row)), width) for row in table.grid[table.header_rows :])
    title = printed.plain(table.title) or "Table"
    return (
        f'<div class="table-frame" role="region" tabindex="0" aria-label="{escape(title)}"><table{_span(table.start, table.end)}>'
        f"<caption>{escape(title)}</caption><thead>{head}{read}</thead><tbody>{body}</tbody></table></div>"
    )


def _is_title(row: Sequence[Cell], table: Table) -> bool:
    filled = [cell.text for cell in row if cell.text]
    return len(filled) == 1 and filled[0].strip() == table.title.strip()


def _header_row(row: Sequence[Cell], width: int) -> str:
    cells = "".join(
        f'<th scope="col" class="unit"{_span(cell.start, cell.end)}>{printed.html(cell.text, cell.start)}</th>'
        if cell.text
        else "<td></td>"
        for cell in row[:width]
    )
    return f"<tr>{cells}{'<td></td>' * (width - len(row))}</tr>"


def _columns_as_read(columns: Sequence[Column], width: int) -> str:
    """One quiet line under a torn header: which period and unit each column was read as, and what settled it."""
    if not any(column.settled_by in SETTLED and column.measure == "amount" for column in columns):
        return ""
    by_index = {column.index: column for column in columns}
    cells = [_column_as_read(by_index.get(index)) for index in range(1, width)]
    return f'<tr class="as-read"><th scope="row">read as</th>{"".join(cells)}</tr>'


def _column_as_read(column: Column | None) -> str:
    if column is None or not (column.period or column.unit):
        return "<td></td>"
    how = SETTLED.get(column.settled_by or "", "as printed")
    scale = {3: " thousand", 6: " million", 9: " billion"}.get(column.scale, "")
    words = ", ".join(part for part in (period_words(column.period), f"{column.unit or ''}{scale}".strip()) if part)
    return f'<td title="{escape(how)}">{escape(words)}</td>'


def _body_row(cells: Sequence[Cell], row: Row | None, width: int) -> str:
    label, *rest = cells[:width] or (None,)
    if label is None:
        return ""
    depth = min(len(row.path), DEEPEST_INDENT) if row else 0
    unit = f'class="unit depth-{depth}"{_span(label.start, label.end)}' if label.text else ""
    if not any(cell.text for cell in rest):
        return f'<tr class="section"><th scope="rowgroup" colspan="{width}" {unit}>{printed.html(label.text, label.start)}</th></tr>'
    total = ' class="total"' if TOTAL.match(label.text) else ""
    head = f'<th scope="row" {unit}>{printed.html(label.text, label.start)}</th>'
    return f"<tr{total}>{head}{''.join(_cell(cell) for cell in rest)}{'<td></td>' * (width - len(cells))}</tr>"


def _cell(cell: Cell) -> str:
    if not cell.text:
        return "<td></td>"
    kind = "num" if NUMBER.match(cell.text) or DASH.match(cell.text) else "words"
    return f'<td class="unit {kind}"{_span(cell.start, cell.end)}>{printed.html(cell.text, cell.start)}</td>'


def _start(row: Sequence[Cell]) -> int:
    return row[0].start if row else -1


def _span(start: int, end: int) -> str:
    return f' data-start="{start}" data-end="{end}"'


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
