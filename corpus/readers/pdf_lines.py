"""Lines of a PDF page: words with their places, gathered into lines, without page numbers and running heads.

In: the pages of an open pdfplumber document. Out: for each page its `Line` records from top to bottom, and its rules.
A line is cut into segments at gaps wider than a space can be: cells of a table are segments, and a line of running text
is one segment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from corpus.readers.markup import SUPERSCRIPTS, superscript

if TYPE_CHECKING:
    from pdfplumber.page import Page

GAP = 0.85
"""A gap of this many font sizes parts two segments. A space is a quarter of a font size, justified up to a half."""


@dataclass(frozen=True)
class Word:
    """A word and its box in points, from the top left corner of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False  # or italic: set apart from running text
    lost: tuple[float, ...] = ()
    """The widths, in font sizes, of glyphs that came without letters."""

    @property
    def middle(self) -> float:
        """Its height on the page, halfway between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Segment:
    """Neighbouring words of a line with no wide gap between them."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words with spaces between those that do not touch."""
        text = self.words[0].text
        for before, word in pairwise(self.words):
            narrow = 0.2 * before.size if word.text[0] in SUPERSCRIPTS else 0.12 * min(word.size, before.size)
            touching = word.x0 - before.x1 < narrow
            text += word.text if touching else f" {word.text}"
        return text

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.words[-1].x1


@dataclass(frozen=True)
class Line:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The words in groups, parted at wide gaps."""
        groups: list[list[Word]] = [[self.words[0]]]
        for before, word in pairwise(self.words):
            if word.x0 - before.x1 > GAP * min(word.size, before.size):
                groups.append([])
            groups[-1].append(word)
        return tuple(Segment(tuple(group)) for group in groups)

    @cached_property
    def text(self) -> str:
        """Its segments, a space between them."""
        return " ".join(segment.text for segment in self.segments)

    @cached_property
    def size(self) -> float:
        """The font size of most of its characters."""
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[round(word.size, 1)] += len(word.text)
        return sizes.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether every word is set apart, in bold or italics."""
        return all(word.bold for word in self.words if re.search(r"\w", word.text))

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """Where its highest word begins, from the top of the page."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Where its lowest word ends."""
        return max(word.bottom for word in self.words)


@dataclass(frozen=True)
class PageContent:
    """What the tables and paragraphs of a page are made of: its words or, later, lines, and its horizontal rules."""

    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    height: float
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A drawn horizontal line."""

    x0: float
    x1: float
    y: float


def rules_of(page: Page) -> tuple[Rule, ...]:
    """The horizontal rules of a page that can be seen: lines, and boxes no thicker than a line."""
    drawn = [*page.rects, *page.lines]
    return tuple(
        Rule(box["x0"], box["x1"], box["top"])
        for box in drawn
        if box["bottom"] - box["top"] < 2.5 and box["x1"] - box["x0"] > 0.5 and not _is_white(box)
    )


def _is_white(box: dict[str, Any]) -> bool:
    color = box.get("non_stroking_color") if box.get("fill") else box.get("stroking_color")
    parts = color if isinstance(color, list | tuple) else [color]
    return len(parts) in (1, 3) and all(isinstance(part, int | float) and part > 0.95 for part in parts)


def words_of(page: Page) -> list[Word]:
    """The words of a page. Characters printed twice for boldness count once."""
    places = [
        (char["text"], round(char["x0"]), round(char["top"])) for char in page.chars if not char["text"].isspace()
    ]
    if len(set(places)) < len(places) - 2:
        page = page.dedupe_chars(tolerance=0.5)
    found = page.extract_words(
        x_tolerance_ratio=0.15, y_tolerance=2, extra_attrs=["fontname", "size"], return_chars=True
    )
    words = [_without_leaders(_word(word)) for word in found if word["text"].strip()]
    return [word for word in words if word.text]


def _without_leaders(word: Word) -> Word:
    """A word without the dots or lines that lead the eye to a number; nothing is left of leaders alone."""
    text = re.sub(r"^[._]{2,}$|^\.$|(?<=[\w)])(?:\.{3,}|_{2,})$", "", word.text)
    width = (word.x1 - word.x0) * len(text) / len(word.text)
    return word if text == word.text else replace(word, text=text, x1=word.x0 + width)


def _word(found: dict[str, Any]) -> Word:
    """A word as pdfplumber gives it. A glyph without letters comes as NUL, U+FFFD or "(cid:12)"; each becomes NUL."""
    text = re.sub(r"\(cid:\d+\)|\ufffd", "\x00", found["text"])
    lost = [c for c in found["chars"] if c["text"] in ("\x00", "\ufffd") or c["text"].startswith("(cid:")]
    widths = tuple((c["x1"] - c["x0"]) / c["size"] for c in lost)
    box = (found["x0"], found["x1"], found["top"], found["bottom"])
    return Word(text, *box, found["size"], _is_bold(found["fontname"]), widths)


def _is_bold(font: str) -> bool:
    return bool(re.search(r"bold|black|heavy|semibd|demi|italic|oblique", font, re.IGNORECASE))


def lines_from_words(words: Sequence[Word]) -> list[Line]:
    """Words gathered into lines, top to bottom. Small raised numbers become superscripts of the line they overlap."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.x0)):
        for row in reversed(rows[-3:]):
            if _same_line(row, word):
                row.append(word)
                break
        else:
            rows.append([word])
    lines = [Line(tuple(sorted(row, key=lambda w: w.x0))) for row in rows]
    return sorted((_with_superscripts(line) for line in lines), key=lambda line: median(w.middle for w in line.words))


def _same_line(row: list[Word], word: Word) -> bool:
    anchor = max(row, key=lambda w: w.size)
    reach = 0.35 if word.size > 0.8 * anchor.size and anchor.size > 0.8 * word.size else 0.5
    near = abs(anchor.middle - word.middle) <= reach * max(anchor.size, word.size)
    collides = any(
        min(w.x1, word.x1) - max(w.x0, word.x0) > 0.3 * word.size and abs(w.middle - word.middle) > 0.3 * word.size
        for w in row
    )
    return near and not collides


def _with_superscripts(line: Line) -> Line:
    words = []
    for word in line.words:
        beside = [w for w in line.words if w.size > 1.25 * word.size and abs(w.x1 - word.x0) < 0.5 * w.size]
        raised = any(word.middle < w.middle - 0.08 * w.size for w in beside)
        words.append(replace(word, text=superscript(word.text)) if raised and beside else word)
    return Line(tuple(words))


def with_lines(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages with their lines, less page numbers, running heads and running feet.

    Furniture stands among the first or last two lines of a page, and says the same on other pages but for its number. A
    number alone at the very edge is a page number. A row cut by the end of a page and printed again is kept once.
    """
    lines_by_page = [lines_from_words(page.words) for page in pages]
    shapes: Counter[tuple[str, int]] = Counter()
    for lines in lines_by_page:
        shapes.update({(_shape(line), round(line.top / 4)) for line in _edges(lines) if len(line.text) < 120})
    kept = []
    for lines, page in zip(lines_by_page, pages, strict=True):
        edges = {id(line) for line in _edges(lines)}
        outer = {id(line) for line in ([lines[0], lines[-1]] if lines else [])}
        kept.append(
            [
                line
                for line in lines
                if not (id(line) in edges and _is_furniture(line, shapes, len(pages), id(line) in outer, page.height))
            ]
        )
    whole = [
        _without_cut_row(lines, kept[number + 1] if number + 1 < len(kept) else []) for number, lines in enumerate(kept)
    ]
    return [replace(page, lines=tuple(lines)) for page, lines in zip(pages, whole, strict=True)]


def _edges(lines: list[Line]) -> list[Line]:
    return [*lines[:2], *lines[2:][-2:]]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).strip().lower()


def _is_furniture(line: Line, shapes: Counter[tuple[str, int]], pages: int, outer: bool, height: float) -> bool:
    numbered = re.fullmatch(
        r"(?:page\s*|[-–—|]\s*)?(?:\d{1,3}|[ivx]{1,4})(?:\s*(?:of|/)\s*\d{1,3})?(?:\s*[-–—|])?",
        line.text.strip(),
        re.IGNORECASE,
    )
    at_edge = line.top < 0.1 * height or line.bottom > 0.86 * height
    if (numbered and outer and at_edge) or not re.search(r"\w", line.text):
        return True
    repeated = sum(shapes[(_shape(line), round(line.top / 4) + shift)] for shift in (-1, 0, 1))
    return at_edge and pages > 2 and repeated >= max(2, 0.5 * pages) and len(line.segments) <= 3


def _without_cut_row(lines: list[Line], following: list[Line]) -> list[Line]:
    """A last row of which the page cut off some letters, when the next page starts with the whole row."""
    if not lines or not following:
        return lines
    cut, whole = _letters(lines[-1]), _letters(following[0])
    return (
        lines[:-1]
        if len(cut) >= 3 and len(cut) <= len(whole) and _is_subsequence(cut, whole) and re.search(r"\d", cut)
        else lines
    )


def _letters(line: Line) -> str:
    return re.sub(r"\W", "", line.text)


def _is_subsequence(part: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in part)
