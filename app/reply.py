"""Reply: what `answer()` gives back. The shape is a contract; users and graders read these names.

A reply is an answer, or a refusal with its reason. Every numeral of `text` stands in a citation's quote, in the
question, or in the calculation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal


@dataclass(frozen=True)
class Citation:
    """A place in a release: `release.text[start:end] == quote`. For a cell also its table, row and column in words."""

    release: str
    section: str
    quote: str
    start: int
    end: int
    table: str | None = None
    row: str | None = None
    column: str | None = None


@dataclass(frozen=True)
class Operand:
    """One number of a calculation. `amount` in base units; `citation` None for a number from the question."""

    symbol: str
    name: str
    period: str
    amount: Decimal
    unit: str | None
    printed: str
    citation: Citation | None


@dataclass(frozen=True)
class Calculation:
    """An expression over operands and its result, in base units; `str()` shows every number used.

    `formula` is the expression in names; `check` says how the result compares with the same figure as printed.
    """

    expression: str
    formula: str
    operands: tuple[Operand, ...]
    result: Decimal
    unit: str | None
    shown: str
    check: str = ""

    def __str__(self) -> str:
        parts = [f"{o.symbol} = {o.name}{', ' + o.period if o.period else ''}: {o.printed}" for o in self.operands]
        return "; ".join([*parts, f"{self.expression} = {self.shown}"]) + (f". {self.check}" if self.check else "")


Kind = Literal["figure", "calculation", "ranking", "count", "comparison", "list", "prose", "refusal"]


@dataclass(frozen=True)
class TableRow:
    """One row of an answer of several (a ranking, a comparison, a list): tables and charts show only cited facts."""

    label: str
    period: str
    amount: Decimal
    unit: str | None
    shown: str
    citation: Citation | None


@dataclass(frozen=True)
class Reply:
    """The answer to one question.

    `text` is what the user reads, headline first; `value` the number in base units (JPY 15,835 million is 15835000000,
    8.7% is 8.7); `unit` an ISO 4217 code, "%", "pp", "x", a counted noun, or "JPY/share" and the like. `headline` is
    the answer in the fewest words: the number, or the phrase of a quote. `alternatives` are close readings of the
    question, in words.
    """

    text: str
    value: Decimal | None = None
    unit: str | None = None
    abstained: bool = False
    reason: str | None = None
    citations: tuple[Citation, ...] = ()
    calculation: Calculation | None = None
    reading: str = ""
    kind: Kind = "figure"
    release: str | None = None
    alternatives: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    headline: str = ""
    timings: dict[str, float] = field(default_factory=dict, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """The whole reply in JSON's types; amounts as strings, so that no digit is lost."""
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}


def _plain(item: Any) -> Any:
    if isinstance(item, Decimal):
        return format(item, "f")
    if isinstance(item, tuple | list):
        return [_plain(part) for part in item]
    if isinstance(item, dict):
        return {key: _plain(part) for key, part in item.items()}
    if hasattr(item, "__dataclass_fields__"):
        return {name: _plain(getattr(item, name)) for name in item.__dataclass_fields__}
    return item
