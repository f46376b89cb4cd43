"""Slips: the failure that FinanceBench counts most: the right document, and the wrong row or the wrong period.

In: a gold question whose number was got wrong, the reply, and the facts of the release. Out: the kind of slip, or "".
Islam et al. 2023 (arXiv:2311.11944) find that systems which have the right page before them still take the number
beside the right one. A slip is a printed number given where another printed number was asked for:

- `period`: the right row, another period;
- `row`: another row, the right period;
- `row and period`: neither is right.

A number that was computed, on either side, is no slip: then it is the calculation that is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from app.reply import Reply
from corpus.facts import Fact
from eval.questions import Question
from eval.scoring import unit_factor

Slip = Literal["period", "row", "row and period", ""]
SLIPS: tuple[Slip, ...] = ("period", "row", "row and period")


def slip_of(question: Question, reply: Reply, facts: Sequence[Fact]) -> Slip:
    """The slip by which a reply that was scored incorrect gives one printed number for another."""
    if question.value is None or reply.value is None:
        return ""
    starts = {citation.start for citation in reply.citations}
    given = [fact for fact in facts if _printed(fact, reply.value, reply.unit, Decimal(0)) and _cited(fact, starts)]
    expected = [fact for fact in facts if _printed(fact, question.value, question.unit, question.tol)]
    if not given or not expected:
        return ""
    pairs = [(_same_row(one, other), one.period == other.period) for one in given for other in expected]
    if any(row and not period for row, period in pairs):
        return "period"
    return "row" if any(period for _, period in pairs) else "row and period"


def _printed(fact: Fact, amount: Decimal, unit: str | None, tolerance: Decimal) -> bool:
    """Whether a fact prints an amount, whatever its sign."""
    return unit_factor(unit, fact.unit) == 1 and abs(abs(fact.amount) - abs(amount)) <= tolerance


def _cited(fact: Fact, starts: set[int]) -> bool:
    """Whether a fact's cell, or the sentence that states it, is cited."""
    return fact.start in starts or (fact.source != "table" and fact.context_start in starts)


def _same_row(one: Fact, other: Fact) -> bool:
    return one.line_item.casefold() == other.line_item.casefold() or (
        one.source == other.source == "table" and one.context_start == other.context_start
    )
