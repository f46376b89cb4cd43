"""Markup: the blocks of an HTML page, with what their markup says of them.

In: an lxml tree. Out: `Passage` (a line of running text, bold or centred or not) and `TableElement` records in reading
order. What a browser would not show is left out. Raised digits become superscripts ("sales¹"), so that a footnote mark
is never taken for a digit of the number that it hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = {
    *(
        [
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "html",
        ]
    ),
    *(
        [
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
            "text",
            "document",
        ]
    ),
}
_HIDDEN = {
    "script",
    "style",
    "head",
    "title",
    "noscript",
    "template",
    "ix:header",
    "type",
    "sequence",
    "filename",
    "description",
}
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_BREAK = "\v"


@dataclass(frozen=True)
class Passage:
    """One line or paragraph of running text. `emphasised` says that it is bold or underlined throughout."""

    text: str
    emphasised: bool = False
    centred: bool = False
    heading: bool = False


@dataclass(frozen=True)
class Preformatted:
    """Text whose places on the line carry meaning."""

    text: str


@dataclass(frozen=True)
class TableElement:
    """A table that holds no other table."""

    element: HtmlElement


@dataclass(frozen=True)
class _Style:
    bold: bool = False
    centred: bool = False
    raised: bool = False
    heading: bool = False


def superscript(text: str) -> str:
    """Raised bare digits as superscripts; anything else ("(2)", "th", "TM") as it is.

    >>> superscript("2"), superscript("(2)"), superscript("th")
    ('²', '(2)', 'th')
    """
    return (
        text.translate(str.maketrans("0123456789", SUPERSCRIPTS))
        if re.fullmatch(r"\s*\d{1,2}(?:,\s?\d{1,2})*\s*", text)
        else text
    )


def blocks_of(root: HtmlElement) -> Iterator[Passage | TableElement | Preformatted]:
    """The passages and tables of the page, in reading order."""
    runs: list[tuple[str, _Style]] = []
    yield from _walk(root, _Style(), runs)
    yield from _flush(runs)


def text_of(element: HtmlElement) -> str:
    """The text of a table cell as it is shown, line breaks read as spaces."""
    runs: list[tuple[str, _Style]] = []
    texts = [block.text for block in _walk(element, _Style(), runs, cell=True) if isinstance(block, Passage)]
    texts += [block.text for block in _flush(runs)]
    return _tidy(" ".join(texts))


def _walk(
    element: HtmlElement, style: _Style, runs: list[tuple[str, _Style]], *, cell: bool = False
) -> Iterator[Passage | TableElement | Preformatted]:
    tag = element.tag.lower() if isinstance(element.tag, str) else ""
    style_text = (element.get("style") or "").lower().replace(" ", "") if tag else ""
    if not tag or tag in _HIDDEN or "display:none" in style_text:
        return
    if tag == "br":
        runs.append((_BREAK, style))
        return
    if tag == "table" and not cell and not element.xpath(".//table"):
        yield from _flush(runs)
        yield TableElement(element)
        return
    if tag == "pre" and not cell and "\n" in element.text_content():
        yield from _flush(runs)
        yield Preformatted(element.text_content())
        return
    inner = _styled(element, tag, style_text, style)
    if tag in _BLOCKS:
        yield from _flush(runs)
    if tag == "li":
        runs.append(("• ", inner))
    if element.text:
        runs.append((element.text, inner))
    for child in element:
        yield from _walk(child, inner, runs, cell=cell)
        if child.tail:
            runs.append((child.tail, inner))
    if tag in _BLOCKS:
        yield from _flush(runs)


def _styled(element: HtmlElement, tag: str, style_text: str, style: _Style) -> _Style:
    weight = re.search(r"font-weight:(\w+)", style_text)
    bold = (
        weight[1] in ("bold", "bolder", "600", "700", "800", "900")
        if weight
        else style.bold or tag in ("b", "strong", "th")
    )
    align = re.search(r"text-align:(\w+)", style_text)
    aligned = align[1] if align else (element.get("align") or "").lower()
    centred = aligned == "center" if aligned else style.centred or tag == "center"
    raised = (
        tag == "sup"
        or "vertical-align:super" in style_text
        or bool(re.search(r"position:relative;(?:\w|-|:|\.)*top:-|top:-[\d.]+pt;.*position:relative", style_text))
    )
    heading = bool(re.fullmatch(r"h[1-6]", tag)) or style.heading
    return _Style(bold, centred, raised or style.raised, heading)


def _flush(runs: list[tuple[str, _Style]]) -> Iterator[Passage]:
    """The passages that the collected runs make, one for each line that stands alone; empties `runs`."""
    lines: list[list[tuple[str, _Style]]] = [[]]
    for text, style in runs:
        if text == _BREAK:
            lines.append([])
        else:
            lines[-1].append((superscript(text) if style.raised else text, style))
    runs.clear()
    for line in _joined(lines):
        text = re.sub(r"^([•●○▪◦■])(?=\S)", r"\1 ", _tidy("".join(part for part, _ in line)))
        if text:
            shown = [style for part, style in line if part.strip(" \xa0\n\t\r•:")]
            yield Passage(
                text,
                bool(shown) and all(s.bold for s in shown),
                bool(shown) and all(s.centred for s in shown),
                any(s.heading for s in shown),
            )


def _joined(lines: list[list[tuple[str, _Style]]]) -> list[list[tuple[str, _Style]]]:
    """Lines that a break cuts in mid-sentence are one passage; short lines (an address, a title) stay apart."""
    joined: list[list[tuple[str, _Style]]] = []
    for line in lines:
        before = _tidy("".join(part for part, _ in joined[-1])) if joined else ""
        here = _tidy("".join(part for part, _ in line))
        if before and here and len(before) > 60 and (before[-1] not in ".:;!?" or here[0].islower()):
            joined[-1] = [*joined[-1], (" ", line[0][1]), *line]
        else:
            joined.append(line)
    return joined


def _tidy(text: str) -> str:
    return re.sub(r"[\s\xa0\u200b\u2007\u2009\u202f\ufeff]+", " ", text).strip()
