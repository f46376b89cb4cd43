"""Calculator: arithmetic over named amounts, exact, in `Decimal`, with a small language of its own.

In: an expression such as `growth(a, b)` or `(a - b) / c * 100` and the amounts its names stand for. Out: a `Decimal`.
Nothing is evaluated by Python; length, depth and exponents are bounded, so that no input can run long.

    CalculatorError
    +-- ExpressionError      the expression cannot be read, or names an amount that was not given
    +-- OutOfBounds          too long, too deep, or a power that is too large
    +-- UndefinedResult      a division by zero, growth from zero, an average of nothing
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

MAX_LENGTH = 1_000
MAX_DEPTH = 40
MAX_EXPONENT = 64
_ARITHMETIC = Context(prec=34, Emax=1_000, Emin=-1_000, traps=[DivisionByZero, InvalidOperation, Overflow])
_TOKEN = re.compile(r"\s*(?:(\d+(?:,\d{3})*(?:\.\d+)?%?)|([A-Za-z_]\w*)|(\*\*|[-+*/^(),]))")


class CalculatorError(ValueError):
    """The expression has no result; the message says what was expected, what was found and what to do."""


class ExpressionError(CalculatorError):
    """The expression cannot be read."""


class OutOfBounds(CalculatorError):
    """The expression asks for more than the calculator does."""


class UndefinedResult(CalculatorError):
    """The expression has no value for these amounts."""


def _divide(a: Decimal, b: Decimal, what: str) -> Decimal:
    if b == 0:
        raise UndefinedResult(f"{what} is not defined: the amount to divide by is zero.")
    return _ARITHMETIC.divide(a, b)


def _growth(new: Decimal, old: Decimal) -> Decimal:
    """Percent from `old` to `new`, over the size of `old`: a loss that grows is negative growth of the amount."""
    return _ARITHMETIC.multiply(_divide(_ARITHMETIC.subtract(new, old), abs(old), "Growth from zero"), Decimal(100))


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return _ARITHMETIC.multiply(_divide(part, whole, "A share of zero"), Decimal(100))


def _sum(*amounts: Decimal) -> Decimal:
    total = Decimal(0)
    for amount in amounts:
        total = _ARITHMETIC.add(total, amount)
    return total


def _average(*amounts: Decimal) -> Decimal:
    return _divide(_sum(*amounts), Decimal(len(amounts)), "An average of nothing")


def _percent_more(base: Decimal, percent: Decimal) -> Decimal:
    return _ARITHMETIC.multiply(base, _ARITHMETIC.divide(_ARITHMETIC.add(Decimal(100), percent), Decimal(100)))


def _base_of(result: Decimal, percent: Decimal) -> Decimal:
    return _divide(
        _ARITHMETIC.multiply(result, Decimal(100)),
        _ARITHMETIC.add(Decimal(100), percent),
        "A base before a fall of 100%",
    )


@dataclass(frozen=True)
class Function:
    """A function of the language: how many amounts it takes (`most` None: any number) and what it does with them."""

    least: int
    most: int | None
    apply: Callable[..., Decimal]


FUNCTIONS: Mapping[str, Function] = {
    "growth": Function(2, 2, _growth),
    "share": Function(2, 2, _share),
    "sum": Function(1, None, _sum),
    "average": Function(1, None, _average),
    "min": Function(1, None, min),
    "max": Function(1, None, max),
    "abs": Function(1, 1, abs),
    "count": Function(1, None, lambda *amounts: Decimal(len(amounts))),
    "percent_more": Function(2, 2, _percent_more),
    "base_of": Function(2, 2, _base_of),
}


def calculate(expression: str, amounts: Mapping[str, Decimal] | None = None) -> Decimal:
    """The value of `expression`, whose names stand for `amounts`. Raises `CalculatorError`.

    Knows + - * / ** ^, parentheses, percent literals (`3%` is 0.03) and the functions of `FUNCTIONS`.

    >>> calculate("growth(a, b)", {"a": Decimal(110), "b": Decimal(100)})
    Decimal('10.0')
    >>> calculate("2 ** 3 + 50%")
    Decimal('8.5')
    """
    if len(expression) > MAX_LENGTH:
        raise OutOfBounds(f"An expression may have {MAX_LENGTH} characters; this one has {len(expression)}. Split it.")
    parser = _Parser(_tokens(expression), amounts or {})
    try:
        result = parser.expression(0)
        parser.expect_end()
    except CalculatorError:
        raise
    except DecimalException as error:
        raise OutOfBounds(
            f"The result of {expression!r} is too large or too small to be exact; use smaller numbers."
        ) from error
    return _ARITHMETIC.plus(result)


def _tokens(expression: str) -> list[str]:
    found, position = [], 0
    stripped = expression.rstrip()
    while position < len(stripped):
        match = _TOKEN.match(stripped, position)
        if not match:
            raise ExpressionError(
                f"Expected a number, a name or one of + - * / ** ( ) , at character {position + 1} of {expression!r}; "
                f"found {stripped[position]!r}."
            )
        found.append(match.group().strip())
        position = match.end()
    return found


class _Parser:
    """Recursive descent: sums of products of powers of atoms."""

    def __init__(self, tokens: list[str], amounts: Mapping[str, Decimal]) -> None:
        self.tokens, self.amounts, self.position = tokens, amounts, 0

    def peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.position += 1
        return token

    def expect(self, wanted: str) -> None:
        if self.take() != wanted:
            raise ExpressionError(f"Expected {wanted!r} in {' '.join(self.tokens)!r}; add it.")

    def expect_end(self) -> None:
        if self.peek():
            raise ExpressionError(f"Expected an operator before {self.peek()!r} in {' '.join(self.tokens)!r}.")

    def expression(self, depth: int) -> Decimal:
        if depth > MAX_DEPTH:
            raise OutOfBounds(f"An expression may be {MAX_DEPTH} levels deep; simplify it.")
        left = self.product(depth)
        while self.peek() in ("+", "-"):
            operator, right = self.take(), self.product(depth)
            left = _ARITHMETIC.add(left, right) if operator == "+" else _ARITHMETIC.subtract(left, right)
        return left

    def product(self, depth: int) -> Decimal:
        left = self.signed(depth)
        while self.peek() in ("*", "/"):
            operator, right = self.take(), self.signed(depth)
            left = _ARITHMETIC.multiply(left, right) if operator == "*" else _divide(left, right, "This division")
        return left

    def signed(self, depth: int) -> Decimal:
        if depth > MAX_DEPTH:
            raise OutOfBounds(f"An expression may be {MAX_DEPTH} levels deep; simplify it.")
        if self.peek() in ("-", "+"):
            sign, amount = self.take(), self.signed(depth + 1)
            return -amount if sign == "-" else amount
        return self.power(depth)

    def power(self, depth: int) -> Decimal:
        base = self.atom(depth)
        if self.peek() not in ("**", "^"):
            return base
        self.take()
        exponent = self.signed(depth + 1)
        if abs(exponent) > MAX_EXPONENT or (abs(base) > Decimal("1e15") and abs(exponent) > 4):
            raise OutOfBounds(f"A power may go up to {MAX_EXPONENT}; use a smaller exponent or base.")
        if base == 0 and exponent < 0:
            raise UndefinedResult("A negative power of zero is not defined.")
        return _ARITHMETIC.power(base, exponent)

    def atom(self, depth: int) -> Decimal:
        word = self.take()
        if word == "(":
            inner = self.expression(depth + 1)
            self.expect(")")
            return inner
        if word in FUNCTIONS and self.peek() == "(":
            return self.call(word, depth)
        if word in self.amounts:
            return self.amounts[word]
        if word[:1].isdigit():
            number = Decimal(word.rstrip("%").replace(",", ""))
            return _ARITHMETIC.divide(number, Decimal(100)) if word.endswith("%") else number
        known = ", ".join([*self.amounts, *FUNCTIONS])
        raise ExpressionError(f"Expected a number or one of: {known}; found {word or 'the end'!r}.")

    def call(self, name: str, depth: int) -> Decimal:
        self.expect("(")
        arguments = [self.expression(depth + 1)]
        while self.peek() == ",":
            self.take()
            arguments.append(self.expression(depth + 1))
        self.expect(")")
        function = FUNCTIONS[name]
        if len(arguments) < function.least or (function.most is not None and len(arguments) > function.most):
            wanted = str(function.least) if function.least == function.most else f"at least {function.least}"
            raise ExpressionError(f"{name}() takes {wanted} amounts; found {len(arguments)}.")
        return function.apply(*arguments)


@lru_cache(maxsize=1)
def calculator_tool() -> BaseTool:
    """The calculator as a LangChain tool: content in words, artifact the exact `Decimal` (None when undefined)."""
    from langchain_core.tools import tool

    @tool(response_format="content_and_artifact")
    def calculator(expression: str, amounts: dict[str, Decimal]) -> tuple[str, Decimal | None]:
        """Evaluate an arithmetic expression over named amounts, exactly.

        Functions: growth, share, sum, average, min, max.
        """
        try:
            result = calculate(expression, amounts)
        except CalculatorError as error:
            return str(error), None
        return format(result, "f"), result

    return calculator
