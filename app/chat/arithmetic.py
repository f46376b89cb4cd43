"""Arithmetic: the calculator's expressions as people write them.

In: an expression such as `growth(a, b)` and what to show for each symbol. Out: HTML, `(a − b) ÷ b × 100`, with no more
parentheses than it needs. The language is the calculator's: numbers, names, + - * / **, parentheses and calls.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.chat.markup import Html, joined

TOKEN = re.compile(r"\s*(?:(?P<number>\d[\d,]*(?:\.\d+)?%?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>\*\*|[-+*/(),]))")
SUM, PRODUCT, ATOM = range(3)
SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}


class Unwritable(ValueError):
    """The expression is not in the calculator's language."""


@dataclass(frozen=True)
class Piece:
    """A part of what is written, and how tightly it holds together: a sum, a product, or a single thing."""

    html: Html
    binding: int

    def within(self, binding: int) -> Html:
        """The piece as part of something that holds at least so tightly."""
        return self.html if self.binding >= binding else joined("(", self.html, ")")


def written(expression: str, shown: Mapping[str, Html], negative: frozenset[str] = frozenset()) -> Html:
    """The expression with each symbol as `shown` has it; `negative` names the symbols whose amount is below zero.

    Raises `Unwritable`.
    """
    return _Writer(expression, shown, negative).whole().html


def parts(expression: str) -> list[str]:
    """The expressions that a list (`a; b`) or a choice (`max(a, b)`) is made of; none for a calculation proper."""
    if ";" in expression:
        return [part.strip() for part in expression.split(";")]
    call = re.fullmatch(r"(?:max|min|count)\((.*)\)", expression.strip())
    if call is None:
        return []
    found, depth = [""], 0
    for character in call[1]:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return []
        if character == "," and depth == 0:
            found.append("")
        else:
            found[-1] += character
    return [part.strip() for part in found]


class _Writer:
    """Reads the tokens from the left, giving a `Piece` for each part."""

    def __init__(self, expression: str, shown: Mapping[str, Html], negative: frozenset[str]) -> None:
        self._tokens, self._at = _tokens(expression), 0
        self._shown, self._negative = shown, negative

    def whole(self) -> Piece:
        piece = self._sum()
        if self._at != len(self._tokens):
            raise Unwritable(f"more follows: {self._tokens[self._at :]}")
        return piece

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self, expected: str = "") -> str:
        token = self._peek()
        if not token or (expected and token != expected):
            raise Unwritable(f"expected {expected or 'more'}, found {token or 'the end'}")
        self._at += 1
        return token

    def _sum(self) -> Piece:
        left = self._product()
        while self._peek() in ("+", "-"):
            sign = self._take()
            right = self._product()
            left = Piece(joined(left.within(SUM), SIGNS[sign], right.within(SUM if sign == "+" else PRODUCT)), SUM)
        return left

    def _product(self) -> Piece:
        left = self._factor()
        while self._peek() in ("*", "/"):
            sign = self._take()
            right = self._factor()
            left = Piece(joined(left.within(PRODUCT), SIGNS[sign], right.within(ATOM)), PRODUCT)
        return left

    def _factor(self) -> Piece:
        if self._peek() == "-":
            self._take()
            return Piece(joined("−", self._factor().within(ATOM)), PRODUCT)
        piece = self._single()
        if self._peek() == "**":
            self._take()
            return Piece(joined(piece.within(ATOM), "^", self._factor().within(ATOM)), ATOM)
        return piece

    def _single(self) -> Piece:
        word = self._take()
        if word == "(":
            inner = self._sum()
            self._take(")")
            return inner
        if word[0].isdigit():
            return Piece(joined(word), ATOM)
        if self._peek() != "(":
            if word not in self._shown:
                raise Unwritable(f"no symbol {word}")
            bare = self._shown[word]
            return Piece(joined("(", bare, ")") if word in self._negative else bare, ATOM)
        return self._call(word)

    def _call(self, name: str) -> Piece:
        self._take("(")
        first = self._at
        arguments = [self._sum()]
        while self._peek() == ",":
            self._take()
            arguments.append(self._sum())
        last = self._at - 1
        self._take(")")
        plain = last >= first and self._tokens[last] not in (*self._negative, ")")
        form = FORMS.get(name)
        if form is None:
            raise Unwritable(f"no way to write {name}")
        return form(arguments, plain)


def _growth(of: list[Piece], plain: bool) -> Piece:
    """Over the size of the earlier amount, which is the amount itself unless it is below zero."""
    new, old = of
    base = old.within(ATOM) if plain else joined("|", old.html, "|")
    return Piece(joined("(", new.html, " − ", old.within(PRODUCT), ") ÷ ", base, " × 100"), PRODUCT)


def _between(sign: str, of: list[Piece]) -> Html:
    return joined(*(part for at, piece in enumerate(of) for part in ([sign] if at else []) + [piece.within(SUM)]))


FORMS: Mapping[str, Callable[[list[Piece], bool], Piece]] = {
    "growth": _growth,
    "share": lambda of, _: Piece(joined(of[0].within(PRODUCT), " ÷ ", of[1].within(ATOM), " × 100"), PRODUCT),
    "sum": lambda of, _: Piece(_between(" + ", of), SUM),
    "average": lambda of, _: Piece(joined("(", _between(" + ", of), ") ÷ ", str(len(of))), PRODUCT),
    "abs": lambda of, _: Piece(joined("|", of[0].html, "|"), ATOM),
    "percent_more": lambda of, _: Piece(
        joined(of[0].within(PRODUCT), " × (100 + ", of[1].within(PRODUCT), ") ÷ 100"), PRODUCT
    ),
    "base_of": lambda of, _: Piece(
        joined(of[0].within(PRODUCT), " × 100 ÷ (100 + ", of[1].within(PRODUCT), ")"), PRODUCT
    ),
    "max": lambda of, _: Piece(joined("the largest of ", _between(", ", of)), SUM),
    "min": lambda of, _: Piece(joined("the smallest of ", _between(", ", of)), SUM),
    "count": lambda of, _: Piece(joined("how many: ", _between(", ", of)), SUM),
}


def _tokens(expression: str) -> list[str]:
    found, position, end = list[str](), 0, len(expression.rstrip())
    while position < end:
        token = TOKEN.match(expression, position)
        if token is None:
            raise Unwritable(f"no word of the language at {expression[position:]!r}")
        found.append(token[0].strip())
        position = token.end()
    return found
