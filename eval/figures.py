"""Figures: the numbers that a text shows, read independently of the parser under test.

In: any text. Out: `Figure` records in reading order. The evaluation must not share a mistake with what it measures, so
this small reader stands apart from the one in `corpus`; it knows nothing of tables or periods.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

SCALES = {
    "thousand": 10**3, "thousands": 10**3, "k": 10**3,
    "million": 10**6, "millions": 10**6, "mn": 10**6, "m": 10**6,
    "billion": 10**9, "billions": 10**9, "bn": 10**9, "b": 10**9,
    "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
CURRENCIES = {"¥": "JPY", "$": "USD", "€": "EUR", "£": "GBP"}
_NUMERAL = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|(?<![\d.,\w])\.\d+")
_BEFORE = re.compile(r"(?P<code>\b[A-Z]{3}|US\s?\\?\$|[¥$€£])\s?(?P<sign>[-−–(△]?)\s?$|(?P<bare>[-−–(△])\s?$")
_AFTER = re.compile(
    r"(?:\s?(?P<scale>thousands?|millions?|billions?|trillion|bn|mn|tn|[kmb])(?![a-z]))?\s?"
    r"(?P<unit>%|percentage points?\b|per\s?cent\b|points?\b|pp\b|bps\b|(?-i:[A-Z]{3}\b(?:\s?/\s?\w+)?)|x\b)?",
    re.IGNORECASE,
)
_PERCENT = {"percent": "%", "per cent": "%", "percentage point": "pp", "percentage points": "pp", "point": "pp"}


@dataclass(frozen=True)
class Figure:
    """A number shown in a text; `text[start:end] == printed`.

    `digits` is the number as printed, without sign or scale; `amount` has both. `unit` is what stands beside it, or
    None.
    """

    printed: str
    digits: Decimal
    amount: Decimal
    unit: str | None
    start: int
    end: int


def figures_in(text: str) -> list[Figure]:
    """Every number in `text`, in reading order.

    >>> [(str(f.amount), f.unit) for f in figures_in("JPY15,835 million, down (3.0%)")]
    [('15835000000', 'JPY'), ('-3.0', '%')]
    """
    return [_figure(text, match) for match in _NUMERAL.finditer(text)]


def _figure(text: str, match: re.Match[str]) -> Figure:
    before = _BEFORE.search(text[max(0, match.start() - 6) : match.start()])
    after = _AFTER.match(text, match.end())
    digits = Decimal(match.group().replace(",", ""))
    scale = SCALES[after["scale"].lower()] if after and after["scale"] else 1
    sign = (before["sign"] or before["bare"]) if before else ""
    return Figure(
        printed=match.group(),
        digits=digits,
        amount=digits * scale * (-1 if sign and not _is_range(text, match.start(), sign) else 1),
        unit=_unit(before["code"] if before else None, after["unit"] if after else None),
        start=match.start(),
        end=match.end(),
    )


def _is_range(text: str, start: int, sign: str) -> bool:
    """Whether the sign is no sign: the dash of "3-5", or a bracket that opens words rather than one number."""
    if sign == "(":
        return ")" not in text[start : start + 24].split(" ")[0]
    return bool(re.search(r"\w[-−–]$", text[max(0, start - 2) : start]))


def _unit(code: str | None, word: str | None) -> str | None:
    if code:
        return CURRENCIES.get(code[-1], code)
    if not word:
        return None
    word = " ".join(word.lower().split())
    if word.startswith("point"):
        word = "point"
    return _PERCENT.get(word, word if word in ("%", "pp", "bps", "x") else word.upper())
