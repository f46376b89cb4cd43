"""Formulas: a calculation as a spreadsheet computes it.

In: a calculation in the calculator's language, and the cell in which each of its symbols stands. Out: the formula,
without its `=`.
"""

from __future__ import annotations

import re

from app.reply import Calculation

FORMULAS = {
    "growth": "(({0})-({1}))/ABS({1})*100",
    "share": "({0})/({1})*100",
    "percent_more": "({0})*(100+({1}))/100",
    "base_of": "({0})*100/(100+({1}))",
}
SAME_NAME = {"sum": "SUM", "average": "AVERAGE", "min": "MIN", "max": "MAX", "abs": "ABS", "count": "COUNT"}
LONGEST = 400


def formula_of(calculation: Calculation, cells: dict[str, str]) -> str | None:
    """The formula over `cells`, by symbol; None where a spreadsheet has no word for a part of it."""
    return _Translator(calculation.expression, cells).formula()


class _Translator:
    """Reads the calculator's expressions: numbers, names, + - * / **, parentheses and calls."""

    WORD = re.compile(r"\s*(?:(\d+(?:,\d{3})*(?:\.\d+)?%?)|([A-Za-z_]\w*)|(\*\*|[-+*/^(),]))")

    def __init__(self, text: str, cells: dict[str, str]) -> None:
        self._tokens, self._cells, self._at = self._split(text.rstrip()), cells, 0

    def _split(self, text: str) -> list[str]:
        """The words of the expression; none where it holds something that is no word of it."""
        found, position = list[str](), 0
        while position < len(text):
            word = self.WORD.match(text, position)
            if word is None:
                return []
            found.append(word[1] or word[2] or word[3])
            position = word.end()
        return found

    def formula(self) -> str | None:
        """The whole expression, or None."""
        if not 0 < len(self._tokens) <= LONGEST:
            return None
        try:
            formula = self._until(frozenset())
        except (LookupError, ValueError):
            return None
        return formula if self._at == len(self._tokens) else None

    def _peek(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _until(self, ends: frozenset[str]) -> str:
        parts: list[str] = []
        while (word := self._peek()) is not None and word not in ends:
            self._at += 1
            parts.append(self._part(word))
        return "".join(parts)

    def _part(self, word: str) -> str:
        if word == "(":
            inner = self._until(frozenset(")"))
            self._at += 1
            return f"({inner})"
        if word[0].isdigit():
            return word.replace(",", "")
        if word in ("**", "^"):
            return "^"
        if not (word[0].isalpha() or word[0] == "_"):
            return word
        return self._call(word) if self._peek() == "(" else self._cells[word]

    def _call(self, name: str) -> str:
        self._at += 1
        arguments = []
        while self._peek() != ")":
            arguments.append(self._until(frozenset(",)")))
            if self._peek() == ",":
                self._at += 1
            elif self._peek() is None:
                raise ValueError("an open call")
        self._at += 1
        if name in FORMULAS:
            return f"({FORMULAS[name].format(*arguments)})"
        return f"{SAME_NAME[name]}({','.join(arguments)})"
