"""The headline: the number that answers, as the answer's own text has it.

In: a `Reply`. Out: the number to set large, and the words to set below it. No number is formatted here: one that does
not stand in the text is not shown.
"""

from __future__ import annotations

import re

from app.reply import Reply

LONGEST = 48
ANSWERED_BY_A_NUMBER = ("figure", "calculation", "count")
DIGITS = re.compile(r"\d[\d,.]*\d|\d")
AMOUNT = (
    r"(?:\b[A-Z]{3} ?|[A-Z]{0,3}[$¥€£] ?)?[-−(]?\d[\d,]*(?:\.\d+)?\)?"
    r"(?:%| (?:thousand|million|billion|trillion|percentage points|times)\b)?(?: per \w+)?"
)


def headline_and_rest(reply: Reply) -> tuple[str, str]:
    """The number that answers and the words below it; ("", text) where words answer."""
    first, _, rest = reply.text.strip().partition("\n")
    if rest and len(first) <= LONGEST and any(c.isdigit() for c in first):
        return first.strip(), rest.strip()
    number = _number_of(reply) if reply.value is not None and reply.kind in ANSWERED_BY_A_NUMBER else ""
    return number if len(number) <= LONGEST else "", reply.text.strip()


def _number_of(reply: Reply) -> str:
    """The calculation's result, or the first amount of the text that the first source prints."""
    if reply.calculation is not None:
        number = reply.calculation.shown.rsplit("shown as ", 1)[-1].split(" (", 1)[0]
        return number if all(digits in reply.text for digits in DIGITS.findall(number)) else ""
    quoted = {
        re.sub(r"\D", "", number) for citation in reply.citations[:1] for number in DIGITS.findall(citation.quote)
    }
    unit = f"(?: {re.escape(reply.unit)}(?!\\w))?" if reply.unit else ""
    for amount in re.finditer(AMOUNT + unit, reply.text):
        if re.sub(r"\D", "", amount[0]) in quoted:
            return amount[0].strip()
    return ""
