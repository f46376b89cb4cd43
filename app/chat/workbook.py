"""Workbooks: a conversation or a set of facts as .xlsx, live.

In: turns, or facts. Out: the bytes of a workbook. Reported numbers stand once, on the sheet "Facts", each beside its quote;
a calculated answer is a formula on those cells, so that a spreadsheet recalculates it, and a click on a number leads to
the quote it was printed in. Text never starts a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from app.chat import printed
from app.chat.conversations import Turn
from app.chat.facts_view import period, statement
from app.reply import Calculation, Citation, Operand, Reply
from corpus.facts import Fact

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_000
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
FORMULAS = {
    "growth": "(({0})-({1}))/ABS({1})*100",
    "share": "({0})/({1})*100",
    "percent_more": "({0})*(100+({1}))/100",
    "base_of": "({0})*100/(100+({1}))",
}
SAME_NAME = {"sum": "SUM", "average": "AVERAGE", "min": "MIN", "max": "MAX", "abs": "ABS", "count": "COUNT"}


def conversation_workbook(turns: Sequence[Turn]) -> bytes:
    """A sheet of answers, whose computed cells are formulas on the reported cells of the second sheet."""
    from openpyxl import Workbook

    book = Workbook()
    answers, facts = book.active, book.create_sheet("Facts")
    answers.title = "Answers"
    _head(
        answers, ["Question", "Answer", "Value", "Unit", "Expression", "Read as", "Check"], [44, 60, 20, 12, 44, 44, 30]
    )
    _head(
        facts,
        ["Item", "Period", "Amount", "Unit", "Printed", "Quote", "Where", "Release", "Start", "End"],
        [40, 24, 22, 12, 16, 60, 60, 18, 10, 10],
    )
    sheet = _FactSheet(facts)
    for turn in turns:
        if turn.reply is not None:
            _answer_row(answers, sheet, turn.question, turn.reply)
    return _bytes(book)


def facts_workbook(facts: Iterable[Fact]) -> bytes:
    """One row a fact, the amount a number in base units that links to its quote on the second sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet, quotes = book.active, book.create_sheet("Quotes")
    sheet.title = "Facts"
    _head(
        sheet,
        ["Statement", "Line item", "Period", "Amount", "Unit", "Measure", "Printed", "Basis"],
        [40, 46, 26, 22, 14, 12, 16, 20],
    )
    _head(quotes, ["Release", "Start", "End", "Printed", "Standing in"], [20, 10, 10, 18, 110])
    for row, fact in enumerate(facts, 2):
        basis = ", ".join(sorted(fact.basis))
        for column, text in (
            (1, statement(fact)),
            (2, fact.line_item),
            (3, period(fact)),
            (5, fact.unit or ""),
            (6, fact.measure),
            (7, fact.printed),
            (8, basis),
        ):
            _text(sheet, row, column, text)
        _number(sheet, row, 4, fact.amount).hyperlink = f"#Quotes!E{row}"
        sheet.cell(row, 4).style = "Hyperlink"
        sheet.cell(row, 4).number_format = _format(fact.amount)
        _text(quotes, row, 1, fact.release)
        quotes.cell(row, 2, fact.start)
        quotes.cell(row, 3, fact.end)
        _text(quotes, row, 4, fact.printed)
        _text(quotes, row, 5, fact.context)
    return _bytes(book)


class _FactSheet:
    """The sheet of reported numbers: each place of a release stands once."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._rows: dict[tuple[str, int, int, Decimal], int] = {}
        self._next = 2

    def cell_of(self, operand: Operand) -> str:
        """Where the operand's amount stands, as a formula names it."""
        citation = operand.citation
        key = (
            (citation.release, citation.start, citation.end, operand.amount)
            if citation
            else ("", id(operand), 0, operand.amount)
        )
        if key not in self._rows:
            self._rows[key] = self._write(
                operand.name, operand.period, operand.amount, operand.unit, operand.printed, citation
            )
        return f"Facts!$C${self._rows[key]}"

    def _write(
        self, name: str, words: str, amount: Decimal, unit: str | None, shown: str, citation: Citation | None
    ) -> int:
        row, self._next = self._next, self._next + 1
        for column, text in ((1, name), (2, words), (4, unit or ""), (5, shown)):
            _text(self._sheet, row, column, text)
        cell = _number(self._sheet, row, 3, amount)
        if citation is None:
            _text(self._sheet, row, 6, "given in the question")
            return row
        cell.hyperlink, cell.style = f"#Facts!F{row}", "Hyperlink"
        cell.number_format = _format(amount)
        _text(self._sheet, row, 6, citation.quote)
        _text(
            self._sheet,
            row,
            7,
            " · ".join(part for part in (citation.table or citation.section, citation.row, citation.column) if part),
        )
        _text(self._sheet, row, 8, citation.release)
        self._sheet.cell(row, 9, citation.start)
        self._sheet.cell(row, 10, citation.end)
        return row

    def cited(self, reply: Reply) -> str | None:
        """The cell of a figure that is reported, not computed: written beside its quote."""
        if reply.value is None or len(reply.citations) < 1:
            return None
        citation = reply.citations[0]
        name = citation.row or citation.section
        return self.cell_of(
            Operand("a", name, citation.column or "", reply.value, reply.unit, citation.quote, citation)
        )


def _answer_row(sheet: Any, facts: _FactSheet, question: str, reply: Reply) -> None:
    row = sheet.max_row + 1
    calculation = reply.calculation
    for column, text in ((1, question), (2, reply.text), (4, reply.unit or ""), (6, reply.reading)):
        _text(sheet, row, column, text)
    if calculation:
        _text(sheet, row, 5, calculation.formula)
        _text(sheet, row, 7, calculation.check)
        formula = formula_of(calculation, {o.symbol: facts.cell_of(o) for o in calculation.operands})
        if formula:
            sheet.cell(row, 3, f"={formula}").number_format = _format(calculation.result)
            return
    elif reply.value is not None:
        cell = facts.cited(reply)
        if cell:
            sheet.cell(row, 3, f"={cell}").number_format = _format(reply.value)
            return
    if reply.value is not None:
        _number(sheet, row, 3, reply.value)


def formula_of(calculation: Calculation, cells: dict[str, str]) -> str | None:
    """The calculation as a spreadsheet formula over cells, or None where it uses something a spreadsheet has no word for."""
    return _Translator(calculation.expression, cells).formula()


class _Translator:
    """Reads the calculator's expressions: numbers, names, + - * / **, parentheses and calls."""

    TOKEN = re.compile(r"\s*(?:(\d[\d,]*(?:\.\d+)?%?)|([A-Za-z_]\w*)|(\*\*|[-+*/^(),]))")

    def __init__(self, text: str, cells: dict[str, str]) -> None:
        self._tokens, self._cells, self._at = self._split(text), cells, 0

    def _split(self, text: str) -> list[str] | None:
        tokens, position = [], 0
        while position < len(text.rstrip()):
            token = self.TOKEN.match(text, position)
            if token is None:
                return None
            tokens.append(token[1] or token[2] or token[3])
            position = token.end()
        return tokens

    def formula(self) -> str | None:
        """The whole expression, or None."""
        if not self._tokens or len(self._tokens) > 400:
            return None
        try:
            words = self._until(frozenset())
        except (LookupError, ValueError):
            return None
        return words if self._at == len(self._tokens) else None

    def _peek(self) -> str | None:
        assert self._tokens is not None
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _until(self, ends: frozenset[str]) -> str:
        parts: list[str] = []
        while (token := self._peek()) is not None and token not in ends:
            self._at += 1
            parts.append(self._part(token))
        return "".join(parts)

    def _part(self, token: str) -> str:
        if token == "(":
            inner = self._until(frozenset(")"))
            self._at += 1
            return f"({inner})"
        if token[0].isdigit():
            return token.replace(",", "")
        if token in ("**", "^"):
            return "^"
        if not (token[0].isalpha() or token[0] == "_"):
            return token
        return self._call(token) if self._peek() == "(" else self._cells[token]

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


def _head(sheet: Any, titles: Sequence[str], widths: Sequence[int]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for column, (title, width) in enumerate(zip(titles, widths, strict=True), 1):
        sheet.cell(1, column, title).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def _text(sheet: Any, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = ILLEGAL.sub("", printed.plain(text))[:LONGEST_CELL]
    cell.data_type = "s"  # never a formula, whatever it starts with


def _number(sheet: Any, row: int, column: int, amount: Decimal) -> Any:
    cell = sheet.cell(row, column, amount)
    cell.number_format = _format(amount)
    return cell


def _format(amount: Decimal) -> str:
    return "#,##0" if amount == amount.to_integral_value() else "#,##0.00"


def _bytes(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
