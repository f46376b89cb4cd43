"""TAT-QA's exact match and F1, written from the published rules (Zhu et al. 2021, section 5, and the official
evaluator).

In: a gold answer with its scale, and a prediction with its scale. Out: both measures, 0 to 1. Each side becomes one
string: its items, sorted, each a number in base units with four decimals or else words with the scale appended.
Quirks kept from the official evaluator, since scores are only comparable with them:

- a prediction that is falsy, the number 0 included, scores nothing: send "0";
- a number is rounded to two decimals before the scale is applied, so the scale must be the table's own;
- a number with a % sign is divided by 100, and its scale is ignored;
- one unscaled number is also tried as it stands, so that 0.067 matches 6.7 percent;
- F1 is over sets of tokens, and for arithmetic and count it is the exact match.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass

Answer = str | int | float | Sequence[str | int | float] | None
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "percent": 0.01}
_NOT_DIGITS = str.maketrans("", "", "'\"$€£¥%(),[]\\")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_BRACKETED = re.compile(r"\([\d.\s]+\)")
_PERCENT = re.compile(r"[\d.\s]+%")
_WITH_WORD = re.compile(r"[\d.]+\s?[a-zA-Z]+")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Match:
    """How well a prediction matches: exactly (0 or 1), and by tokens (0 to 1)."""

    exact: float
    f1: float


def match(gold: Answer, gold_scale: str, answer_type: str, prediction: Answer, scale: str) -> Match:
    """Compare a prediction with the gold answer.

    >>> match(-6.7, "percent", "arithmetic", "-6.704", "percent")
    Match(exact=1.0, f1=1.0)
    >>> match(["2019", "2018"], "", "multi-span", ["2018", "2019"], ""), match(90494, "thousand", "span", "90494", "")
    (Match(exact=1.0, f1=1.0), Match(exact=0.0, f1=0.0))
    """
    if not prediction:
        return Match(0.0, 0.0)
    expected = _joined(_items(gold), gold_scale)
    found = [_joined(_items(prediction), scale)]
    bare = _bare_number(_items(prediction), scale)
    best = max((_compared(one, expected) for one in [*found, *([bare] if bare else [])]), key=lambda m: (m.exact, m.f1))
    return Match(best.exact, best.exact) if answer_type in ("arithmetic", "count") else best


def _items(answer: Answer) -> list[str]:
    return [str(one) for one in answer] if isinstance(answer, list | tuple) else [str(answer)]


def _joined(items: Sequence[str], scale: str) -> str:
    """The items as one string: numbers with four decimals in base units, words with the scale behind them."""
    return " ".join(_rendered(item, scale) for item in sorted(items))


def _rendered(item: str, scale: str) -> str:
    amount = _amount(item) if _is_number(item) else None
    if amount is None:
        return f"{item} {scale}" if scale else item
    return f"{amount if '%' in item else round(amount, 2) * _scale(scale):.4f}"


def _bare_number(items: Sequence[str], scale: str) -> str | None:
    """One unscaled number as it stands, without the rounding to two decimals."""
    if scale or len(items) != 1 or "%" in items[0] or not _is_number(items[0]):
        return None
    amount = _amount(items[0])
    return None if amount is None else f"{amount:.4f}"


def _scale(words: str) -> float:
    return next((factor for word, factor in SCALES.items() if word in words.lower()), 1)


def _is_number(text: str) -> bool:
    words = text.translate(_NOT_DIGITS).split()
    try:
        number = float(words[0]) if words else float("nan")
    except ValueError:
        return False
    return number == number and (len(words) < 2 or _scale(words[1]) != 1)


def _amount(text: str) -> float | None:
    digits = _NUMBER.search(text.translate(_NOT_DIGITS))
    if digits is None:
        return None
    word = _WITH_WORD.search(text)
    factor = _scale(word.group()) if word else 1
    sign = -1 if _BRACKETED.search(text) else 1
    return round(float(digits.group()) * factor * sign * (0.01 if _PERCENT.search(text) else 1), 4)


def _compared(found: str, expected: str) -> Match:
    one, other = _normal(found), _normal(expected)
    return Match(float(one == other), round(_f1(set(one.split()), set(other.split())), 2))


def _normal(text: str) -> str:
    """Lower case, without articles; punctuation leaves words, and numbers become floats."""
    return " ".join(part for token in text.lower().split(" ") if (part := _normal_token(token)))


def _normal_token(token: str) -> str:
    if not _is_number(token):
        token = token.translate(_PUNCTUATION)
    if _is_number(token):
        token = str(_amount(token))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", token).split())


def _f1(found: set[str], expected: set[str]) -> float:
    common = len(found & expected)
    precision = common / len(found) if found else 1.0
    recall = common / len(expected) if expected else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
