"""Claim rows: numerals of one sentence that are read together: the ends of a range, rows of periods and of amounts.

In: the claims of a sentence, one for each numeral. Out: the claims, with the periods that only the row tells.
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.claims import Claim
from corpus.lead_words import LeadWords
from corpus.phrases import COMPARES_AMOUNT, ONWARD


class ClaimRows(LeadWords):
    """A sentence whose numerals in a row settle each other."""

    def _ranges(self, results: list[Claim | str]) -> list[Claim | str]:
        """Marks the ends of a range, as guidance gives it: "N to N"."""
        for index in range(1, len(results)):
            low, high = results[index - 1], results[index]
            if isinstance(low, str) or isinstance(high, str) or not self._range_with(index):
                continue
            if (low.line_item, low.measure, low.unit, low.period) == (
                high.line_item,
                high.measure,
                high.unit,
                high.period,
            ):
                results[index - 1] = replace(low, basis=low.basis | {"low"})
                results[index] = replace(high, basis=high.basis | {"high"})
        return results

    def _moved_to(self, results: list[Claim | str]) -> list[Claim | str]:
        """Lets the growth in "fell 9% to N for <period>, against N for <period>" have the periods of the amounts."""
        for index in range(len(results) - 1):
            here, there = results[index], results[index + 1]
            if (
                isinstance(here, str)
                or isinstance(there, str)
                or here.line_item != there.line_item
                or there.measure != "amount"
            ):
                continue
            between = self.masked[self.numbers[index].end : self.numbers[index + 1].start]
            if here.measure not in ("growth", "change") or not ONWARD.search(between) or there.period is None:
                continue
            compared = here.compared_with
            if there.period != here.period:
                compared = there.period.year_before(self.thread.calendar)
            after = results[index + 2] if index + 2 < len(results) else None
            if (
                isinstance(after, Claim)
                and after.line_item == here.line_item
                and after.period
                and self._attached(index + 2)
            ):
                lead = self.masked[self.numbers[index + 1].end : self.numbers[index + 2].start]
                compared = after.period if re.search(COMPARES_AMOUNT, lead, re.IGNORECASE) else compared
            results[index] = replace(here, period=there.period, compared_with=compared)
        return results

    def _by_periods(self, results: list[Claim | str]) -> list[Claim | str]:
        """Reads "N and N at <date> and <date>" and "for <date> and <date> was N and N": the periods in their order.

        Amounts in a row that no periods tell apart are given up: one line item has one amount.
        """
        for first, last in self._rows():
            base, row = results[first], range(first, last + 1)
            items = {claim.line_item for at in row if isinstance(claim := results[at], Claim)}
            if isinstance(base, str) or len(items) > 1:
                continue
            periods = self._periods_beside(first, last)
            for at in row:
                own = results[at]
                if periods:
                    period = periods[at - first]
                    results[at] = replace(own if isinstance(own, Claim) else base, period=period, basis=base.basis)
                elif isinstance(own, Claim) and own.period == base.period and own.measure == base.measure:
                    results[at] = "a list that is not understood"
        return results
