"""Tables of a PDF page: a region's lines become header rows and body rows.

In: a `TableRegion`. Out: rows of cells, the label first, all of one width: spanning headers in the first column that
they cover, broken heads and wrapped labels whole again, labels set in by two spaces a step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.readers.grid import Piece, Span, canonical, covered_by_centring, header_rows, placed, without_empty_columns
from corpus.readers.pdf_lines import Line, Rule
from corpus.readers.pdf_rows import TableRegion, TableRow, goes_on, over_and_beside, overlap
from corpus.readers.values import is_value

_DURATION = re.compile(
    r"\b(?:months?|weeks?|quarters?|years?|periods?)\b.*\bend(?:ed|ing)\b|\bas (?:of|at)\b", re.IGNORECASE
)


def rows_of(region: TableRegion) -> tuple[list[list[str]], list[list[str]]]:
    """Header rows and body rows of a table, all of one width, the label first."""
    columns = region.columns
    lines = []
    for row in region.header:
        over, beside = over_and_beside(row, region)
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
            body and labelled and row.is_data and not cells[0] and not any(body[-1][1:]) and overlap(labelled, row.line)
        ):
            body[-1], centred = [body[-1][0], *cells[1:]], row.line
        elif (
            body and labelled and cells[0] and _wraps(body[-1], cells) and goes_on(labelled, centred, row.line, region)
        ):
            values = [new or old for old, new in zip(body[-1][1:], cells[1:], strict=True)]
            body[-1] = [f"{body[-1][0]} {cells[0]}", *values]
        else:
            body.append([depth(row) + cells[0] if cells[0] else "", *cells[1:]])
            centred = None
        labelled = row.line if cells[0] else labelled
    return body


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
        over = over_and_beside(row, region)[0]
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
