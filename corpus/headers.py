"""Headers: what the columns of a table are about, read from header cells that may span, wrap or be torn apart.

In: a raw table, the inventory of what the release prints cleanly, and the texts around the table (title, notes,
headings). Out: a `Header`: how many rows are header, one `Column` each, and the unit that the table states for all of
them. A column's period may stay open here; `corpus.footing` settles by arithmetic what the words leave open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.blocks import Cell, Column, Measure
from corpus.cells import cell_numeral
from corpus.inventory import Inventory, squeezed, without_marks
from corpus.numbers import range_in_cell
from corpus.outline import title_row
from corpus.periods import Period
from corpus.units import UnitWords, counted_noun, unit_words

Grid = tuple[tuple[Cell, ...], ...]

_YEAR = re.compile(r"(?:FY|CY)?\s?'?(?:19|20)\d\d[AEFP]?")
_STRETCH = re.compile(r"\d+(?:st|nd|rd|th)?\s*-?\s*(?:weeks?|months?|quarters?|days|half|Q|H)\b", re.IGNORECASE)
_PERIODICAL = re.compile(
    (
        r"\b(?:ended|ending|months?|weeks?|quarters?|years?|fiscal|fy\d*|as of|as at|"
        r"first|second|third|fourth|[1-4]q|q[1-4]|half|interim|"
        r"[1-4][qh]\s?'?(?:\d{2}|\d{4})|[qh][1-4]\s?'?\d{0,4}|jan\w*|feb\w*|mar(?:ch)?|"
        r"apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b|\b(?:19|20)\d\d\b"
    ),
    re.IGNORECASE,
)
_MONTHS = r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
PERIOD_WORDS = re.compile(
    (
        r"\b(?:as|of|at|on|and|for|the|in|from|to|end|ended|ending|over|(?:fiscal|"
        r"financial|business)|years?|months?|weeks?|quarters?|half|periods?|days?|"
        rf"three|six|nine|twelve|thirteen|twenty|thirty|fifty|first|second|third|fourth|"
        rf"asof|\d+(?:st|nd|rd|th)?|{_MONTHS})\b|[\s.,()/-]+"
    ),
    re.IGNORECASE,
)
_PERIOD_EDGES = re.compile(
    (
        r"^(?:[\s,]*\b(?:as|of|at|for|the|and|asof|fiscal|years?|quarters?|ended|"
        r"ending)\b)+|(?:\b(?:as|of|at|for|the|fiscal|years?|ended)\b[\s,]*)+$"
    ),
    re.IGNORECASE,
)
_YEARS_ENDED = re.compile(r"\b(?:fiscal )?years? end(?:ed|ing)?\s+(?=(?:19|20)\d\d\b)", re.IGNORECASE)
_LENGTH_OR_DAY = re.compile(
    (
        r"(?:(?:three|six|nine|twelve|\d+|thirteen|thirty-nine|twenty-six|fifty-two|"
        r"fifty-three|fiscal|first|second|third|fourth)[ -])*"
        r"(?:years?|quarters?|months?|weeks?|periods?)\s+(?:ended|"
        r"ending)(?:\s+[A-Z][a-z]+\.?\s*\d{1,2},?|"
        r"\s+\d{1,2}\s+[A-Z][a-z]+)?(?!\s*,?\s*\d{4})"
        r"|(?:as (?:of|at)\s+)?(?:January|February|March|April|May|June|July|August|"
        r"September|October|November|December)\s*\d{1,2},?(?!\s*,?\s*\d{4})"
    ),
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:over|vs\.?|versus|compared (?:to|with)|from|against)\b", re.IGNORECASE)
_CHANGE = re.compile(
    (
        r"\bchang(?:e|es)\b|\bincrease|\bdecrease|\bdifference|\bvariance|\binc\s?[/.]|"
        r"\(dec\)|\bgrowth|\byoy\b|\by/y\b|\byear[- ](?:over|on)[- ]year|\bvar\b|\bchg\b|"
        r"\bmovement\b"
    ),
    re.IGNORECASE,
)
_GROWTH = re.compile(r"\bgrowth\b", re.IGNORECASE)
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?\s*\d", re.IGNORECASE
)
_FRAGMENT = re.compile(r"\bn?ths\b|\bnded\b|\d, ?\d{4}|\b\d?\d{3}$")
_SHARE = re.compile(
    (
        r"(?:%|per ?cent(?:age)?s?)\s*(?:of|to)\b|\bas a (?:%|percent)|common[- ]size|"
        r"\bmix\b|% (?:total|net) (?:sales|revenue)|% rev"
    ),
    re.IGNORECASE,
)
_OF = re.compile(r"(?:%|per ?cent(?:age)?s?)\s*(?:of|to)\s+([^()%]+)", re.IGNORECASE)
_STATES_UNITS = re.compile(
    (
        r"\([^()]*\)|\b(?:dollars|amounts?|figures|shares|yen|euros?)?\s*(?:expressed |"
        r"stated |presented )?in (?:us ?\$|[$€£¥])?\s?(?:thousands|millions|"
        r"billions)[^.]*"
    ),
    re.IGNORECASE,
)
_POINT_IN_TIME = re.compile(r"balance sheet|financial position|financial condition", re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    """A table's header as read; `stated` is what the table as a whole says about units, `note` other words about it."""

    rows: int
    columns: tuple[Column, ...]
    stated: UnitWords
    stub: str
    note: str
    own: tuple[bool, ...]
    """Whether a column has a period cell of its own, not one filled in from its left."""


def read_header(
    grid: Grid, inventory: Inventory, around: tuple[str, ...], inherited: UnitWords | None = None
) -> Header:
    """The header of `grid`; `around` are the texts around the table, nearest first."""
    count = header_row_count(grid)
    width = max(len(row) for row in grid)
    titled = bool(title_row(grid)) and count > 0
    body = grid[count:]
    used = [c for c in range(1, width) if any(_is_number(_text(row, c)) for row in body)] or list(range(1, width))
    note = " ".join(_note(grid[0])) if titled else ""
    spread = _SpreadRows(inventory, used, width)
    for at in range(int(titled), count):
        spread.add(grid[at], grid[at + 1 : count])
    stub = " ".join(part for row in grid[int(titled) : count] if (part := without_marks(_text(row, 0))))
    stated = stated_units((stub, *spread.for_all, note, *around), inventory.currency)
    if (
        inherited is not None
        and stated.scale is None
        and not any(unit_words(part, inventory.currency).only for parts in spread.parts for part in parts)
    ):
        stated = inherited
    columns, own = [], []
    for index in range(width):
        column = _column(index, spread.parts[index], note, stub, around, inventory, stated)
        columns.append(column)
        own.append(spread.own[index])
    return Header(count, tuple(columns), stated, stub, " ".join((note, *around)), tuple(own))


def _text(row: tuple[Cell, ...], column: int) -> str:
    return row[column].text if column < len(row) else ""


def _note(row: tuple[Cell, ...]) -> list[str]:
    whole = ""
    for cell in row[1:]:
        overlap = next(
            (k for k in (2, 1) if whole and cell.text and whole.endswith(cell.text[:k]) and len(cell.text) > k), 0
        )
        whole += cell.text[overlap:]
    return [whole] if whole else []


def _is_number(text: str) -> bool:
    if not text or _STRETCH.fullmatch(text):
        return False
    return cell_numeral(text) is not None or range_in_cell(text) is not None


def _is_year(text: str) -> bool:
    return _YEAR.fullmatch(without_marks(text)) is not None


def header_row_count(grid: Grid) -> int:
    """How many rows stand above the first row of data or the first section that belongs to it."""
    seen_year, seen_cells = False, False
    for at, row in enumerate(grid):
        label, values = row[0].text, [cell.text for cell in row[1:] if cell.text]
        years = [text for text in values if _is_year(text)]
        if any(_is_number(text) and not _is_year(text) for text in values) and not _day_numbers(row):
            return at
        if years and (label and seen_year) and len(years) == len(values):
            return at
        if not values:
            opens = at == 0 or not seen_cells
            next_values = [cell.text for cell in grid[at + 1][1:] if cell.text] if at + 1 < len(grid) else []
            stays = opens and (at == 0 or unit_words(label, "USD").only or bool(_PERIODICAL.search(label)))
            if not (
                stays
                and (
                    not any(_is_number(t) and not _is_year(t) for t in next_values)
                    or (at == 0 and not label.endswith(":"))
                )
            ):
                return at
        elif len(values) == 1 and not label and seen_cells:
            words = values[0]
            centred = words.endswith(":") or row[1].text == words or len(words.split()) > 3
            if (
                centred
                and not unit_words(words, "USD").only
                and not _PERIODICAL.search(words)
                and not words.startswith("(")
            ):
                return at
        elif (
            label and seen_year and not any(_PERIODICAL.search(text) or unit_words(text, "USD").only for text in values)
        ):
            return at
        seen_year = seen_year or bool(years) or any(re.search(r"\b(?:19|20)\d\d\b", text) for text in values)
        seen_cells = seen_cells or len(values) > 1
    return len(grid)


def _day_numbers(row: tuple[Cell, ...]) -> bool:
    """A torn date can leave a bare number in a header row ("0, 2009"); data rows have a label."""
    return not row[0].text and all(not _is_number(cell.text) or _is_year(cell.text) for cell in row[1:])


class _SpreadRows:
    """Collects, column by column, the header texts that stand over it, spanning cells spread over what they span."""

    def __init__(self, inventory: Inventory, used: list[int], width: int) -> None:
        self.inventory, self.used = inventory, used
        self.parts: list[list[str]] = [[] for _ in range(width)]
        self.own = [False] * width
        self.for_all: list[str] = []
        self.full = False
        """Whether a row above has a cell of its own for every column; cells below it then stand for themselves."""

    def add(self, row: tuple[Cell, ...], below: Grid) -> None:
        texts = [without_marks(cell.text) for cell in row] + [""] * (len(self.parts) - len(row))
        filled = [c for c in range(1, len(texts)) if texts[c]]
        if not filled:
            return
        units = all(unit_words(texts[c], self.inventory.currency).only for c in filled)
        if units and len(filled) == 1 and len(self.used) > 1:
            self.for_all.append(texts[filled[0]])
            return
        if not units:
            self._mend(texts, filled)
        apart = units or self.full
        covers = {c: c for c in filled} if apart else self._covers(texts, filled, below)
        self.full = self.full or all(c in filled for c in self.used)
        for column, source in covers.items():
            if texts[source] not in self.parts[column]:
                self.parts[column].append(texts[source])
            self.own[column] = self.own[column] or (column == source and bool(_PERIODICAL.search(texts[source])))

    def _mend(self, texts: list[str], filled: list[int]) -> None:
        """Joins the pieces of torn cells: neighbouring cells of one row whose join the release prints elsewhere."""
        run: list[int] = []
        for column in filled:
            joined = self.inventory.joined(texts[run[-1]], texts[column]) if run and run[-1] == column - 1 else None
            run = [*run, column] if joined else [column]
            for member in run if joined else []:
                texts[member] = joined or ""

    def _covers(self, texts: list[str], filled: list[int], below: Grid) -> dict[int, int]:
        """Which cell of the row stands over each column."""
        under = {c: " ".join(without_marks(_text(row, c)) for row in below).strip() for c in self.used}
        covers = {c: c for c in filled}
        first = min(self.used, default=1)
        dated = {c for c in filled if _PERIODICAL.search(texts[c])}
        for column in self.used:
            if column in covers:
                continue
            left = max((c for c in filled if c < column), default=None)
            nearest = min(filled, key=lambda c: (abs(c - column), c))
            source = nearest if left is None or (filled[0] > first and len(filled) > 1) else left
            if len(filled) == 1:
                source = filled[0]
                lower_dated = bool(_DATED.search(under[column]))
                if source not in dated and under[column] and lower_dated != bool(_DATED.search(under.get(source, ""))):
                    continue
            elif (
                source in dated
                and _CHANGE.search(under[column])
                and not _PERIODICAL.search(under[column])
                and not below
            ):
                continue
            covers[column] = source
        return covers


def _column(
    index: int, parts: list[str], note: str, stub: str, around: tuple[str, ...], inventory: Inventory, stated: UnitWords
) -> Column:
    unit_parts = [part for part in parts if unit_words(part, inventory.currency).only]
    other = [part for part in parts if part not in unit_parts]
    text = " ".join(other)
    period, compared, settled, repaired = _period(other, stub, around, inventory)
    words = _left_over(other, inventory, settled)
    said = unit_words(" ".join(unit_parts) if unit_parts else text, inventory.currency)
    measure = _measure(" ".join(parts), said, (note, *around))
    percent = said.percent and not (measure == "change" and said.currency)
    unit = "%" if percent else said.currency or said.noun or counted_noun(text)
    if unit is None and measure != "growth":
        counted = next((noun for text in (stub, *around[:1]) if (noun := counted_noun(text))), None)
        unit = stated.currency or stated.noun or counted or (inventory.currency if stated.scale is not None else None)
    if measure == "growth" and unit is None:
        unit = "%"
    scale = 0 if unit == "%" else said.scale if said.scale is not None else stated.scale or 0
    shown = repaired or text
    header = " / ".join(part for part in (shown, *unit_parts) if part)
    whole = _OF.search(text) if measure == "share" else None
    return Column(
        index, header, words, period, compared, unit, scale, measure, settled, whole.group(1).strip() if whole else None
    )


def _period(
    parts: list[str], stub: str, around: tuple[str, ...], inventory: Inventory
) -> tuple[Period | None, Period | None, str | None, str | None]:
    """(period, compared with, settled by, repaired header) of a column with the header texts `parts`, top to bottom."""
    parts = [part for part in parts if _PERIODICAL.search(part) or _FRAGMENT.search(part)]
    text = " ".join(parts)
    if not parts or not _PERIODICAL.search(text):
        return None, None, None, None
    mentions = inventory.periods(text)
    compared = _COMPARED.search(text)
    if compared and len(mentions) >= 2:
        last = [
            _period([part], stub, around, inventory)[0]
            for part in _COMPARED.split(text)[:: max(1, len(_COMPARED.findall(text)))]
        ]
        both = last if len(last) == 2 and all(last) else [mentions[0].period, mentions[-1].period]
        return both[0], both[1], "header", None
    left = text
    for mention in reversed(mentions):
        left = left[: mention.start] + left[mention.end :] if mention.end <= len(left) else left
    torn = bool(_PERIODICAL.search(left)) or re.search(r"\b\w?n?ths\b|\bnded\b", left) is not None or not mentions
    if torn and (phrase := inventory.completed(text)):
        return phrase.period, None, "suffix", phrase.printed
    for candidate in _composed(parts, stub, around):
        found = [m for m in inventory.periods(candidate) if not m.relative]
        if found and (len(found) == 1 or candidate == text):
            best = max(found, key=lambda m: m.end - m.start)
            if _CHANGE.search(text) and len(found) > 1:
                return found[0].period, found[1].period, "header", None
            period = best.period
            return _instant_where(period, parts, around), None, "header", None
    relative = [m for m in mentions if m.relative]
    return (relative[0].period, None, "header", None) if len(relative) == 1 else (None, None, None, None)


def _composed(parts: list[str], stub: str, around: tuple[str, ...]) -> list[str]:
    """Readings of a header over several rows, most telling first; with the stub's "Years ended" before "2019"."""
    text = " ".join(parts)
    readings = [_YEARS_ENDED.sub("fiscal year ", text)] if _YEARS_ENDED.search(text) else [text]
    bare = re.search(r"\b(?:19|20)\d\d\b", text)
    has_length = re.search(r"ended|ending|months|weeks|quarter", text, re.IGNORECASE)
    for context in (stub, *around[:3]):
        found = _LENGTH_OR_DAY.search(context)
        if found and not has_length and (bare or re.search(r"\d", text)):
            head = found.group().rstrip(", ")
            readings.insert(0, f"{head} {text}" if not re.search(r"\d$", head) else f"{head}, {text}")
            break
    if len(parts) > 1:
        readings.append(" ".join(reversed(parts)))
    return readings


def _instant_where(period: Period, parts: list[str], around: tuple[str, ...]) -> Period:
    """A bare year over a balance sheet means the day on which that year ends."""
    years_only = all(_is_year(part) or not _PERIODICAL.search(part) for part in parts)
    if years_only and not period.instant and any(_POINT_IN_TIME.search(text) for text in around[:2]):
        return period.at_end
    return period


def _left_over(parts: list[str], inventory: Inventory, settled: str | None) -> str:
    """The header's words without period and units."""
    left = []
    for part in parts:
        if unit_words(part, inventory.currency).only or (settled == "suffix" and _PERIODICAL.search(part)):
            continue
        text = part
        for mention in reversed(inventory.periods(part)):
            text = text[: mention.start] + " " + text[mention.end :]
        if settled and not PERIOD_WORDS.sub("", text).strip():
            continue
        if settled and text != part:
            text = _PERIOD_EDGES.sub(" ", _COMPARED.sub(" ", text))
        text = " ".join(word for word in text.split() if not unit_words(word, inventory.currency).only or word == "%")
        if kept := _balanced(text.strip(" ,/-")):
            left.append(kept)
    return " ".join(left)


def _balanced(text: str) -> str:
    text = text.removesuffix("(").removeprefix(")").strip()
    return text.strip("() ") if text.count("(") != text.count(")") or re.fullmatch(r"\([^()]*\)", text) else text


def _measure(text: str, said: UnitWords, around: tuple[str, ...]) -> Measure:
    if _SHARE.search(text):
        return "share"
    if _CHANGE.search(text):
        percent = (
            said.percent
            or (_GROWTH.search(text) and not said.currency)
            or re.fullmatch(r"\W*(?:yoy|y/y|qoq|q/q)\W*", text, re.IGNORECASE)
        )
        return "growth" if percent else "change"
    if said.percent and any(
        re.search(r"%[^()]*(?:chang|yoy|increase|decrease)|percent(?:age)? chang", context, re.IGNORECASE)
        for context in around
    ):
        return "growth"
    return "amount"


def stated_units(texts: tuple[str, ...], home: str) -> UnitWords:
    """What the texts around a table, nearest first, say about the units of all its columns."""
    found = UnitWords()
    for text in texts:
        for match in (
            _STATES_UNITS.finditer(text) if not unit_words(text, home).only else [re.match(r".*", text, re.DOTALL)]
        ):
            if match is None:
                continue
            words = unit_words(match.group(), home)
            if words.scale is None and words.currency is None and not words.noun:
                continue
            if not words.only and words.scale is None:
                continue
            if found.scale is None and found.currency is None:
                found = words
            elif found.scale is None or found.currency is None:
                found = UnitWords(
                    found.currency or words.currency,
                    found.scale if found.scale is not None else words.scale,
                    excepted=found.excepted | words.excepted,
                )
        if found.scale is not None and found.currency:
            break
    return found


def is_torn(text: str, inventory: Inventory) -> bool:
    """Whether a header has a word that the release uses nowhere else: a sign of a torn or misread cell."""
    return (
        any(word.casefold() not in inventory.words for word in re.findall(r"[^\W\d_]{3,}", text))
        or squeezed(text) == ""
    )
