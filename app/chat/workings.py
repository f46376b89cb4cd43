"""Workings: a calculation as a step that opens: its formula in names, in numbers, its operands, the printed figure
beside it.

In: a `Calculation`. Out: HTML in which every number used is a button that shows its cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.chat.markup import EMPTY, Html, joined, tag
from app.chat.printed import plain
from app.chat.sources import cites
from app.reply import Calculation, Operand

SYMBOL = re.compile(r"[A-Za-z_]\w*")
DISAGREES = re.compile(r"\b(?:not|differ\w*|disagree\w*|against|but)\b", re.IGNORECASE)


def steps(calculation: Calculation | None) -> Html:
    """The step that opens; nothing where nothing was calculated."""
    if calculation is None:
        return EMPTY
    body = tag(
        "div",
        _step("In names", plain(calculation.formula)),
        _step("In numbers", joined(in_numbers(calculation), " = ", tag("strong", calculation.shown))),
        _operands(calculation.operands),
        _check(calculation.check),
        class_="steps",
    )
    summary = tag("summary", "How it is worked out", _badge(calculation.check))
    return tag("details", summary, body, class_="calculation")


def _step(label: str, formula: str) -> Html:
    return tag("p", tag("span", label, class_="label"), tag("span", formula, class_="formula"), class_="step")


def in_numbers(calculation: Calculation) -> Html:
    """The expression with each symbol replaced by the printed number, which shows its cell."""
    by_symbol = {operand.symbol: operand for operand in calculation.operands}
    expression, pieces, position = calculation.expression, list[str](), 0
    for symbol in SYMBOL.finditer(expression):
        operand = by_symbol.get(symbol[0])
        pieces += [_operators(expression[position : symbol.start()]), operand_button(operand) if operand else symbol[0]]
        position = symbol.end()
    return joined(*pieces, _operators(expression[position:]))


def _operators(text: str) -> str:
    return text.replace("**", "^").replace("*", "×").replace("/", "÷").replace("-", "−")


def operand_button(operand: Operand) -> Html:
    """The printed number of an operand; one given in the question is no button, since no cell prints it."""
    words = ", ".join(part for part in (plain(operand.name), operand.period) if part)
    number = plain(operand.printed)
    if operand.citation is None:
        return tag("span", number, class_="operand given", title=words)
    label = f"{number}: {words}. Show its cell"
    return tag(
        "button", number, type="button", class_="operand", title=words, aria_label=label, **cites(operand.citation)
    )


def _operands(operands: Sequence[Operand]) -> Html:
    rows = [
        tag(
            "tr", tag("th", plain(o.name), scope="row"), tag("td", o.period), tag("td", operand_button(o), class_="num")
        )
        for o in operands
    ]
    return (
        tag("table", tag("caption", "Numbers used", class_="sr"), tag("tbody", *rows), class_="operands")
        if rows
        else EMPTY
    )


def agrees(check: str) -> bool:
    """Whether the comparison with the printed figure found that the two agree."""
    return not DISAGREES.search(check)


def _badge(check: str) -> Html:
    if not check:
        return EMPTY
    kind, words = ("ties", "ties out") if agrees(check) else ("differs", "differs from print")
    return tag("span", words, class_=f"badge {kind}")


def _check(check: str) -> Html:
    if not check:
        return EMPTY
    mark, kind = ("✓", "ties") if agrees(check) else ("⚠", "differs")
    return tag("p", tag("span", mark, aria_hidden="true"), " ", plain(check), class_=f"check {kind}")
