"""Tables of a PDF page: which lines make a table, what heads it, and its canonical rows.

In: the lines of a page. Out: `TableRegion` records (which lines they take) with header and body. A row is a line with a
number set apart from its text. Rows whose numbers stand in the same columns are one table; above them, what stands over
the columns is the header; between them, lines that stay left of the columns are row labels, whole or wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from corpus.readers.grid import (
    Piece,
    Span,
    canonical,
    columns_of,
    covered_by_centring,
    glued,
    header_rows,
    placed,
    without_empty_columns,
)
from corpus.readers.pdf_lines import Line, Rule, Segment, Word
from corpus.readers.values import CLOSING, OPENING, is_value, is_year, names_a_period

_HEADER_LINES = 10
_LINKING = re.compile(
    r"(?:\b(?:and|or|of|to|for|the|in|on|by|from|with|per|attributable|than)|[,&–—-])$", re.IGNORECASE
)

_PHONE = re.compile(r"\(?\d{3}\)?[\s.-]\s?\d{3}[-.]\d{4}")
_DURATION = re.compile(
    r"\b(?:months?|weeks?|quarters?|years?|periods?)\b.*\bend(?:ed|ing)\b|\bas (?:of|at)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class TableRow:
    """A line read as a row: pieces of text with their places, numbers glued to their signs."""

    line: Line
    pieces: tuple[Piece, ...]

    @cached_property
    def values(self) -> list[Piece]:
        """The numbers that stand apart from text. Years are none, they head columns; telephone numbers are none."""
        if _PHONE.search(self.line.text):
            return []
        return [p for p in self.pieces if is_value(p.text) and not is_year(p.text)]

    @cached_property
    def years(self) -> list[Piece]:
        """Bare years that fill cells: those of a row that has numbers as well, right of its label."""
        return [p for p in self.pieces[1:] if is_year(p.text)] if self.values else []

    @cached_property
    def is_data(self) -> bool:
        """Whether the line has a number right of a label, or nothing but numbers."""
        if not self.values:
            return False
        if len(self.pieces) > 1:
            return any(piece is not self.pieces[0] for piece in self.values) or not re.search(
                r"[A-Za-z]{2}", self.line.text
            )
        return bool(re.search(r"\d", self.values[0].text))


@dataclass
class TableRegion:
    """Consecutive lines of a page that are one table: `first` to `last` are positions in the page's lines."""

    first: int
    last: int
    rules: Sequence[Rule] = ()
    header: list[TableRow] = field(default_factory=list)
    body: list[TableRow] = field(default_factory=list)

    @cached_property
    def columns(self) -> list[Span]:
        """The stretches that its values stand in."""
        return columns_of([[*row.values, *row.years] for row in self.body])

    @property
    def label_ends(self) -> float:
        """Where the labels of rows with numbers end; at most where the first column and its currency signs begin."""
        left = self.columns[0][0]
        signs = [
            w.x0
            for row in self.body
            for w in row.line.words
            if w.x0 < left and OPENING.fullmatch(w.text) and left - w.x0 < 6 * w.size
        ]
        labels = [p.x1 for row in self.body if row.is_data for p in row.pieces if p.x1 < left and not is_value(p.text)]
        return min([left, *signs, max(labels, default=left)])


def row_from_line(line: Line) -> TableRow:
    """The line's segments as pieces; segments of numbers only are parted number by number."""
    pieces: list[Piece] = []
    for segment in line.segments:
        pieces.extend(_pieces(segment))
    return TableRow(line, tuple(glued(pieces)))


def _pieces(segment: Segment) -> list[Piece]:
    if is_value(segment.text) or _PHONE.search(segment.text) or not all(_is_value_word(word) for word in segment.words):
        return [Piece(segment.text, segment.x0, segment.x1)]
    return [Piece(word.text, word.x0, word.x1) for word in segment.words]


def _is_value_word(word: Word) -> bool:
    return (
        is_value(word.text)
        or bool(OPENING.fullmatch(word.text) or CLOSING.fullmatch(word.text))
        or bool(re.fullmatch(r"[$€£¥]?\(?[\d.,]+\)?%?", word.text))
    )


def regions_of(lines: Sequence[Line], rules: Sequence[Rule] = ()) -> list[TableRegion]:
    """The tables of a page, from top to bottom."""
    rows = [row_from_line(line) for line in lines]
    regions: list[TableRegion] = []
    number = 0
    while number < len(rows):
        if rows[number].is_data:
            region = _grown(rows, number)
            region.rules = rules
            if _is_table(region):
                _take_header(rows, region, regions[-1].last + 1 if regions else 0)
                regions.append(region)
            number = region.last + 1
        else:
            number += 1
    return regions


def _is_table(region: TableRegion) -> bool:
    data = [row for row in region.body if row.is_data]
    return (
        len(data) > 1
        or len(data[0].values) > 1
        or (len(data[0].pieces) > 1 and data[0].line.x1 - data[0].values[0].x1 < 5 and _wide_gap(data[0]))
    )


def _wide_gap(row: TableRow) -> bool:
    return any(right.x0 - left.x1 > 4 * row.line.size for left, right in pairwise(row.pieces))


def _grown(rows: list[TableRow], start: int) -> TableRegion:
    """The table that starts with the data row at `start`, as far down as rows keep to its columns."""
    region = TableRegion(start, start, body=[rows[start]])
    pending: list[TableRow] = []
    for number in range(start + 1, len(rows)):
        row = rows[number]
        left = min(piece.x0 for r in region.body if r.is_data for piece in r.values)
        gap = row.line.top - rows[number - 1].line.bottom
        if gap > 4 * row.line.size:
            break
        if row.is_data and _fits(row, region):
            region.body += [*pending, row]
            region.last, pending = number, []
        elif (_continues_cells(row, rows[number - 1], left) and not pending) or (
            _is_worded(row, region, left) and not pending and gap < row.line.size
        ):
            region.body.append(row)
            region.last = number
        elif (
            not row.is_data
            and (row.line.x1 <= left or _titles_rows_below(rows, number, region))
            and gap < (4 if row.line.text.endswith(":") else 2) * row.line.size
            and abs(row.line.size - region.body[0].line.size) < 1.6
        ):
            pending.append(row)
        else:
            break
    while pending and _ends_label(region, pending[0]):
        region.body.append(pending.pop(0))
        region.last += 1
    return region


def _ends_label(region: TableRegion, row: TableRow) -> bool:
    """Whether a line without numbers below the last row still belongs to that row's label."""
    last = region.body[-1]
    labelled = next((r for r in reversed(region.body) if r.line.x0 < region.columns[0][0]), last)
    centred = last.line if last.is_data and last is not labelled else None
    return _goes_on(labelled.line, centred, row.line, region)


def _titles_rows_below(rows: list[TableRow], number: int, region: TableRegion) -> bool:
    """Whether a line that reaches over the columns is a section label: short, alone, right above a row that fits."""
    row, below = rows[number], rows[number + 1] if number + 1 < len(rows) else None
    if below is None or len(row.pieces) > 1 or len(row.line.text) > 90 or re.match(r"[(*]|\d", row.line.text):
        return False
    titled = row.line.text.endswith(":") or row.line.bold or row.line.text.isupper()
    near = below.line.top - row.line.bottom < 0.8 * row.line.size
    return titled and near and below.is_data and _fits(below, region) and row.line.x0 <= below.line.x0 + 1


def _is_worded(row: TableRow, region: TableRegion, left: float) -> bool:
    """Whether a line is a row whose cells are words ("no impact"): a label, then one short text under each column."""
    columns = columns_of([r.values for r in region.body])
    cells = row.pieces[1:]
    if (
        row.values
        or not cells
        or len(cells) != len(columns)
        or row.pieces[0].x0 > left
        or row.pieces[0].x1 > cells[0].x0
    ):
        return False
    under = all(
        p.x0 < x1 + row.line.size and p.x1 > x0 - row.line.size for p, (x0, x1) in zip(cells, columns, strict=True)
    )
    return under and not any(len(p.text) > 30 or is_year(p.text) or re.search(r"\d{4}|ended", p.text) for p in cells)


def _fits(row: TableRow, region: TableRegion) -> bool:
    """Whether a data row keeps to the columns: its label stays left of them, and some number stands in or near one."""
    spans = [(p.x0, p.x1) for r in region.body for p in r.values]
    left = min(x0 for x0, _ in spans)
    texts = [p for p in row.pieces if not is_value(p.text)]
    size = row.line.size
    beside = any(min(p.x1, x1) - max(p.x0, x0) > -1.5 * size for p in row.values for x0, x1 in spans)
    return beside and not (texts and texts[0].x0 < left and texts[0].x1 > left + size and len(texts[0].text) > 12)


def _continues_cells(row: TableRow, above: TableRow, left: float) -> bool:
    """Whether a line holds second lines of cells: words below the columns, close under a row, and no header."""
    close = row.line.top - above.line.bottom < 0.6 * row.line.size
    texts = [piece for piece in row.pieces if piece.x0 >= left - row.line.size]
    return (
        close
        and above.is_data
        and len(texts) == len(row.pieces)
        and not row.values
        and not any(is_year(p.text) or names_a_period(p.text) for p in texts)
    )


def _continues_label(above: Line, below: Line, region: TableRegion) -> bool:
    """Whether the label on line `below` is the rest of the label on line `above`."""
    first, second = above.segments[0].text.strip(), below.segments[0].text.strip()
    close = below.top - above.bottom < 0.7 * below.size
    if (
        not close
        or first.endswith((":", "."))
        or not re.search(r"[A-Za-z]{2}", first)
        or above.segments[0].x0 > region.columns[0][0]
    ):
        return False
    if below.segments[0].x0 > region.columns[0][0]:
        return False
    if _LINKING.search(first) or first.count("(") > first.count(")") or second[:1].islower():
        return _LINKING.search(first) is not None or not is_value(second.split()[0])
    if len(above.segments) > 1:
        return False
    no_room = above.segments[0].x1 + below.words[0].x1 - below.words[0].x0 > min(
        w.x0 for row in region.body for w in row.values
    )
    return no_room and len(first) > 25 and below.x0 >= above.x0


def _take_header(rows: list[TableRow], region: TableRegion, floor: int) -> None:
    """Add to `region` the header lines above it, and the section labels between header and first row."""
    size = region.body[0].line.size
    top = region.first
    for number in range(region.first - 1, max(floor, region.first - _HEADER_LINES) - 1, -1):
        row = rows[number]
        gap = rows[number + 1].line.top - row.line.bottom
        over, beside = _over(row, region)
        left = region.columns[0][0]
        crossing = any(p.x1 > left for p in beside) or any(
            p.x0 < left - 4 * size and (len(p.text) > 45 or p.text.endswith(":")) for p in over
        )
        if gap > 3 * max(size, row.line.size) or any(piece in over for piece in row.values) or crossing:
            break
        if over:
            top = number
        elif top < region.first or gap > 1.2 * size or abs(row.line.size - size) > 1.6:
            break
    heads = [n for n in range(top, region.first) if _over(rows[n], region)[0]]
    lowest = heads[-1] + 1 if heads else region.first
    labels = rows[lowest : region.first] if heads else _labels_above(rows, region, floor)
    region.header = rows[top:lowest] if heads else []
    region.body = [*labels, *region.body]
    region.first -= len(labels) + len(region.header)


def _over(row: TableRow, region: TableRegion) -> tuple[list[Piece], list[Piece]]:
    """The pieces of a line that stand over the columns of a table, and those that stand over its labels."""
    size, left = row.line.size, region.columns[0][0]
    over = [
        p
        for p in row.pieces
        if p.x1 > left - 4 * size
        and (p.x0 >= region.label_ends - 0.5 * size or (p.x0 > row.line.x0 and p.centre > region.label_ends))
    ]
    return over, [p for p in row.pieces if p not in over]


def _labels_above(rows: list[TableRow], region: TableRegion, floor: int) -> list[TableRow]:
    """Section labels ("Revenues:") right above the first row of a table that has no header."""
    labels: list[TableRow] = []
    for number in range(region.first - 1, floor - 1, -1):
        line, below = rows[number].line, rows[number + 1].line
        if line.x1 > region.columns[0][0] or below.top - line.bottom > 0.8 * line.size or not line.text.endswith(":"):
            break
        labels = [rows[number], *labels]
    return labels


def rows_of(region: TableRegion) -> tuple[list[list[str]], list[list[str]]]:
    """Header rows and body rows of a table, all of one width, the label first."""
    columns = region.columns
    lines = []
    for row in region.header:
        over, beside = _over(row, region)
        label = " ".join(p.text for p in beside if not is_value(p.text))
        lines.append((label, covered_by_centring(over, _boxes(region), [_reach(p, row, region) for p in over])))
    return header_rows(lines, len(columns)), _body_rows(region)


def _body_rows(region: TableRegion) -> list[list[str]]:
    """The body's lines as rows; what was wrapped within a cell is one cell again."""
    columns, depth = region.columns, _depths(region)
    body: list[list[str]] = []
    labelled: Line | None = None  # the last line with (a part of) a label
    centred: Line | None = None  # a line of numbers only, set halfway down a label of several lines
    for row in region.body:
        cells = placed(row.pieces, columns, columns[0][0])
        if body and not row.is_data and not cells[0] and any(cells[1:]):
            body[-1] = [f"{old} {new}".strip() for old, new in zip(body[-1], cells, strict=True)]
        elif (
            body
            and labelled
            and row.is_data
            and not cells[0]
            and not any(body[-1][1:])
            and _overlap(labelled, row.line)
        ):
            body[-1], centred = [body[-1][0], *cells[1:]], row.line
        elif (
            body and labelled and cells[0] and _wraps(body[-1], cells) and _goes_on(labelled, centred, row.line, region)
        ):
            values = [new or old for old, new in zip(body[-1][1:], cells[1:], strict=True)]
            body[-1] = [f"{body[-1][0]} {cells[0]}", *values]
        else:
            body.append([depth(row) + cells[0] if cells[0] else "", *cells[1:]])
            centred = None
        labelled = row.line if cells[0] else labelled
    return body


def _overlap(above: Line, below: Line) -> bool:
    """Whether a line starts well before the one above it ends."""
    return below.top < above.bottom - 0.2 * below.size


def _goes_on(labelled: Line, centred: Line | None, line: Line, region: TableRegion) -> bool:
    return (centred is not None and _overlap(centred, line)) or _continues_label(labelled, line, region)


def _wraps(above: list[str], below: list[str]) -> bool:
    return not (any(above[1:]) and any(below[1:]))


def _reach(piece: Piece, row: TableRow, region: TableRegion) -> Span | None:
    """How far a header piece reaches, where something else than its own place says so.

    Either the rule right under it, as far as that runs on; or a rule right over it that is drawn in one piece; or, for
    "Three Months Ended" alone on its line above other headers, all columns. A rule that runs on over the labels, or
    over a second piece, says nothing.
    """
    line, others = row.line, [p for p in row.pieces if p is not piece and p.x0 >= region.label_ends]
    under = _run_of([r for r in region.rules if line.bottom - 2 <= r.y <= line.bottom + 0.8 * line.size], piece)
    above = [(r.x0, r.x1) for r in region.rules if line.top - 0.8 * line.size <= r.y <= line.top + 1]
    for x0, x1 in [*([under] if under else []), *above]:
        covers = x0 <= piece.x0 + 1 and x1 >= piece.x1 - 1 and x0 >= min(region.label_ends, piece.x0) - 3
        if covers and not any(p.x0 < x1 and p.x1 > x0 for p in others):
            return x0, x1
    x0, x1 = region.columns[0][0], region.columns[-1][1]
    centred = abs((x0 + x1) / 2 - piece.centre) < 0.15 * (x1 - x0)
    titles_all = len(row.pieces) == 1 and row is not region.header[-1] and _DURATION.search(piece.text)
    return (x0, x1) if titles_all and centred else None


def _run_of(rules: Sequence[Rule], piece: Piece) -> Span | None:
    """The unbroken run of rules, end to end, that passes under `piece`."""
    runs: list[Span] = []
    for rule in sorted(rules, key=lambda r: r.x0):
        if runs and rule.x0 <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], rule.x1))
        else:
            runs.append((rule.x0, rule.x1))
    return next((run for run in runs if run[0] < piece.x1 and run[1] > piece.x0), None)


def _boxes(region: TableRegion) -> list[Span]:
    """The columns, each widened by the header that stands over it alone."""
    boxes = list(region.columns)
    for row in region.header[-1:]:
        over = _over(row, region)[0]
        if len(over) == len(boxes):
            boxes = [(min(box[0], p.x0), max(box[1], p.x1)) for box, p in zip(boxes, over, strict=True)]
    return boxes


def _depths(region: TableRegion) -> Callable[[TableRow], str]:
    """How many spaces each label is set in: two a step. A label without numbers that stands further in is centred."""
    starts = [row.line.x0 for row in region.body if row.is_data and row.line.x0 < region.columns[0][0]]
    furthest = max(starts, default=0.0)
    starts += [row.line.x0 for row in region.body if row.line.x0 < furthest]
    steps: list[float] = []
    for x0 in sorted(starts):
        if not steps or x0 - steps[-1] > 2.5:
            steps.append(x0)

    def depth(row: TableRow) -> str:
        if row.line.x0 > furthest + 2.5:
            return ""
        nearest = min(range(len(steps)), key=lambda i: abs(steps[i] - row.line.x0), default=0)
        return "  " * min(nearest, 6)

    return depth


def table_text(header: list[list[str]], body: list[list[str]]) -> str:
    """The canonical lines of a table."""
    return canonical(without_empty_columns([*header, *body]))
