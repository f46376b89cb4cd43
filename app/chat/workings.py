"""Workings: a calculation as a step that opens: its formula in names, in numbers, its operands, the printed figure
beside it.

In: a `Calculation`. Out: HTML in which every number used is a button that shows its cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.chat.arithmetic import Unwritable, parts, written
from app.chat.markup import EMPTY, Html, joined, tag
from app.chat.printed import plain
from app.chat.sources import cites
from app.reply import Calculation, Operand

DISAGREES = re.compile(r"\b(?:not|differ\w*|disagree\w*|against|but)\b", re.IGNORECASE)
ON_THE_WAY = re.compile(r"^(?P<result>.*?) \((?:from )?(?P<steps>.+ = .+)\)$")
Show = Callable[[Operand], Html]


def steps(calculation: Calculation | None) -> Html:
    """The step that opens; nothing where nothing was calculated, as when printed cells are listed or ranked."""
    if calculation is None:
        return EMPTY
    lines = _of_rows(calculation) if parts(calculation.expression) else _of_one(calculation)
    if not lines:
        return EMPTY
    body = tag("div", *lines, _operands(calculation.operands), _check(calculation.check), class_="steps")
    summary = tag("summary", "How it is worked out", _badge(calculation.check))
    return tag("details", summary, body, class_="calculation")


def _of_one(calculation: Calculation) -> list[Html]:
    """A calculation proper: in names, the results on the way, in numbers."""
    result, on_the_way = _results(calculation)
    names = _written(calculation, calculation.expression, _named(calculation))
    return [
        _step("In names", names or plain(calculation.formula)),
        *(_step("First", joined(in_numbers(calculation, part), " = ", shown)) for part, shown in on_the_way),
        _step("In numbers", joined(in_numbers(calculation), " = ", tag("strong", result))),
    ]


def _of_rows(calculation: Calculation) -> list[Html]:
    """The rows of a list or a ranking that are computed; the others stand as printed in the table above."""
    _, rows = _results(calculation)
    named = _named(calculation)
    return [
        _step(
            "Row",
            joined(
                _written(calculation, part, named),
                tag("br"),
                in_numbers(calculation, part),
                " = ",
                tag("strong", shown),
            ),
        )
        for part, shown in rows
        if not part.isidentifier()
    ]


def _results(calculation: Calculation) -> tuple[str, list[tuple[str, str]]]:
    """The result as shown, and the results on the way: expression and result of each."""
    shown = plain(calculation.shown)
    found = ON_THE_WAY.match(shown)
    result, listed = (found["result"], found["steps"]) if found else (shown, "")
    if not found and parts(calculation.expression):
        result, listed = "", shown
    pairs = [step.split(" = ", 1) for step in listed.split("; ") if " = " in step]
    return result, [(expression, amount) for expression, amount in pairs]


def _step(label: str, formula: str) -> Html:
    return tag("p", tag("span", label, class_="label"), tag("span", formula, class_="formula"), class_="step")


def in_numbers(calculation: Calculation, expression: str | None = None) -> Html:
    """The expression with each symbol replaced by the printed number, which shows its cell."""
    expression = calculation.expression if expression is None else expression
    return _written(calculation, expression, operand_button) or joined(expression)


def _written(calculation: Calculation, expression: str, show: Show) -> Html:
    """The expression as people write it; nothing where there is no way to."""
    negative = frozenset(o.symbol for o in calculation.operands if show is operand_button and o.amount < 0)
    try:
        return written(expression, {o.symbol: show(o) for o in calculation.operands}, negative)
    except Unwritable:
        return EMPTY


def _named(calculation: Calculation) -> Show:
    """What an operand is called: its name, with its period where the periods differ."""
    periods = {operand.period for operand in calculation.operands}

    def name(operand: Operand) -> Html:
        words = plain(operand.name) or plain(operand.printed)
        period = f", {operand.period}" if len(periods) > 1 and operand.period else ""
        return joined(words + period)

    return name


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
