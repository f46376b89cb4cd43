"""Charts: a multi-row answer as a picture and a table, made only from cited facts.

In: the rows of a `Reply`. Out: an inline SVG (bars from a zero line, unit and period on the axis, a label with the printed
number at every bar) and a table of the same rows, each with its source. No library draws it, so that nothing is fetched and
the picture takes the page's own colours. Rows of different units are never drawn on one axis: they get the table alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from html import escape

from app.chat import printed
from app.reply import Reply, TableRow

MOST_BARS = 16
WIDTH, BAR, GAP, TOP, BOTTOM = 640, 22, 10, 30, 34
SCALES = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
    (Decimal(10) ** 3, "thousand"),
)


def picture_and_table(reply: Reply) -> str:
    """The chart and the table of a reply's rows with their downloads; nothing where it has fewer than two rows."""
    if len(reply.rows) < 2:
        return ""
    drawn = chart_svg(reply.rows, reply.reading)
    downloads = f'<button type="button" class="tool" data-csv="{escape(rows_csv(reply.rows))}">CSV</button>'
    if drawn:
        downloads = f'<button type="button" class="tool" data-png>PNG</button>{downloads}'
    return (
        f'<figure class="chart">{drawn}<details class="rows"{"" if drawn else " open"}><summary>Table of {len(reply.rows)} rows</summary>'
        f'{rows_table(reply.rows)}</details><div class="tools downloads">{downloads}</div></figure>'
    )


def rows_table(rows: Sequence[TableRow]) -> str:
    """The rows as a table; each number shows its cell."""
    return (
        '<div class="rows-frame"><table class="rows-table"><thead><tr><th scope="col">Item</th><th scope="col">Period</th><th scope="col" class="num">Amount</th></tr></thead>'
        f"<tbody>{''.join(_row(row) for row in rows)}</tbody></table></div>"
    )


def _row(row: TableRow) -> str:
    shown = escape(printed.plain(row.shown))
    if row.citation:
        shown = f'<button type="button" class="operand" data-cite="{row.citation.start}-{row.citation.end}" data-release="{escape(row.citation.release)}">{shown}</button>'
    return f'<tr><th scope="row">{escape(printed.plain(row.label))}</th><td>{escape(row.period)}</td><td class="num">{shown}</td></tr>'


def rows_csv(rows: Sequence[TableRow]) -> str:
    """The rows as CSV: label, period, amount in base units, unit, the printed text, the offsets of the source."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["item", "period", "amount", "unit", "shown", "release", "start", "end"])
    for row in rows:
        place = [row.citation.release, row.citation.start, row.citation.end] if row.citation else ["", "", ""]
        writer.writerow(
            [
                _inert(printed.plain(row.label)),
                row.period,
                format(row.amount, "f"),
                row.unit or "",
                _inert(row.shown),
                *place,
            ]
        )
    return out.getvalue()


def _inert(text: str) -> str:
    """A text that a spreadsheet will not run as a formula."""
    return "'" + text if text[:1] in "=+@\t" else text


def chart_svg(rows: Sequence[TableRow], title: str = "") -> str:
    """Horizontal bars in the rows' order; "" where the rows share no unit or are too many to read."""
    units = {row.unit for row in rows}
    if len(units) != 1 or not 2 <= len(rows) <= MOST_BARS:
        return ""
    unit = units.pop() or ""
    labels = _labels(rows)
    left = min(260, max(90, 8 + max(len(label) for label in labels) * 7))
    right = 12 + max(len(printed.plain(row.shown)) for row in rows) * 8
    low, high = min(Decimal(0), *(row.amount for row in rows)), max(Decimal(0), *(row.amount for row in rows))
    if low == high:
        return ""
    plot = _Plot(left, WIDTH - right, low, high)
    bars = "".join(_bar(plot, at, row, label) for at, (row, label) in enumerate(zip(rows, labels, strict=True)))
    height = TOP + len(rows) * (BAR + GAP) + BOTTOM
    words = escape(f"Bar chart: {printed.plain(title) or 'amounts'}, {_axis(rows, unit, high, low)[1]}")
    return (
        f'<svg class="bars" role="img" aria-label="{words}" viewBox="0 0 {WIDTH} {height}" xmlns="http://www.w3.org/2000/svg">'
        f"{_grid(plot, rows, unit, height)}{bars}</svg>"
    )


class _Plot:
    """Where an amount stands on the page."""

    def __init__(self, left: int, right: int, low: Decimal, high: Decimal) -> None:
        self.left, self.right, self.low, self.high = left, right, low, high

    def x(self, amount: Decimal) -> float:
        return round(self.left + float((amount - self.low) / (self.high - self.low)) * (self.right - self.left), 1)


def _labels(rows: Sequence[TableRow]) -> list[str]:
    """What stands at each bar: the label, the period, or both, whichever differ."""
    by_label, by_period = len({row.label for row in rows}) > 1, len({row.period for row in rows}) > 1

    def words(row: TableRow) -> str:
        parts = [printed.plain(row.label)] if by_label or not by_period else []
        return ", ".join([*parts, *([row.period] if by_period and row.period else [])])

    return [_short(words(row)) for row in rows]


def _short(text: str, length: int = 36) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _bar(plot: _Plot, at: int, row: TableRow, label: str) -> str:
    zero, tip = plot.x(Decimal(0)), plot.x(row.amount)
    y, middle = TOP + at * (BAR + GAP), TOP + at * (BAR + GAP) + BAR / 2 + 4.5
    sign = "negative" if row.amount < 0 else "positive"
    shown = escape(printed.plain(row.shown))
    beside = f'<text class="bar-number" x="{max(zero, tip) + 6}" y="{middle}">{shown}</text>'
    cite = (
        f' data-cite="{row.citation.start}-{row.citation.end}" data-release="{escape(row.citation.release)}"'
        if row.citation
        else ""
    )
    return (
        f'<g class="bar {sign}"{cite}><text class="bar-label" x="{plot.left - 8}" y="{middle}" text-anchor="end">{escape(label)}</text>'
        f'<rect x="{min(zero, tip)}" y="{y}" width="{max(abs(tip - zero), 1)}" height="{BAR}" rx="2"><title>{escape(printed.plain(row.label))}: {shown}</title></rect>{beside}</g>'
    )


def _grid(plot: _Plot, rows: Sequence[TableRow], unit: str, height: int) -> str:
    divisor, words = _axis(rows, unit, plot.high, plot.low)
    lines = []
    for tick in _ticks(plot.low, plot.high):
        x = plot.x(tick)
        kind = "zero" if tick == 0 else "tick"
        lines.append(f'<line class="{kind}" x1="{x}" x2="{x}" y1="{TOP - 6}" y2="{height - BOTTOM}"/>')
        lines.append(
            f'<text class="tick-number" x="{x}" y="{height - BOTTOM + 15}" text-anchor="middle">{_plain_number(tick / divisor)}</text>'
        )
    return "".join(lines) + f'<text class="axis" x="{plot.left}" y="15">{escape(words)}</text>'


def _axis(rows: Sequence[TableRow], unit: str, high: Decimal, low: Decimal) -> tuple[Decimal, str]:
    """What the axis divides by, and what it is called: `JPY million, 1Q09`."""
    largest = max(abs(high), abs(low))
    divisor, scale = next(((size, name) for size, name in SCALES if largest >= size * 10), (Decimal(1), ""))
    periods = {row.period for row in rows if row.period}
    words = f"{unit} {scale}".strip() or "amount"
    return divisor, f"{words}, {periods.pop()}" if len(periods) == 1 else words


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """At most six round numbers from low to high, zero among them."""
    span = high - low
    power = Decimal(10) ** (span.adjusted() - 1)
    step = next(power * m for m in (1, 2, 5, 10, 20, 25, 50, 100) if span / (power * m) <= 5)
    first = (low / step).to_integral_value(rounding="ROUND_CEILING")
    ticks = []
    while first * step <= high:
        tick = (first * step).normalize() + 0
        ticks.append(tick)
        first += 1
    return ticks


def _plain_number(number: Decimal) -> str:
    return f"{number.normalize():,f}"
