"""Provenance: does every number that a reply shows stand where it says it stands?

In: a `Reply`, the question with its history, and the texts of the releases. Out: the numerals that stand nowhere
(untied), and the citations whose quote is not the text at its own offsets (inexact). Both should be empty, always: a
number without a source is worse than a refusal.

A numeral is tied when it stands in a cited quote, in the question or the chat before it, or in the calculation. A
second, wider measure also takes the labels of a citation (section, table, row, column), which name periods that a
cell's own quote does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from app.reply import Citation, Reply

_TOKEN = re.compile(r"[^\W_]*\d(?:[^\W_]|[.,](?=\d))*")
_NUMBER = re.compile(r"\d(?:[\d,]*\d)?(?:\.\d+)?")


def untied_numerals(reply: Reply, asked: Sequence[str], *, labels: bool = False) -> list[str]:
    """The numerals of `reply.text` that stand neither in a quote, nor in what was asked, nor in the calculation.

    `asked` is the question and the messages before it. Signs and separators are not compared: "(14.6%)" ties out
    "14.6%", and "1,204" "1204". A marker such as [2] that points at a citation is not a numeral.
    """
    sources = [citation.quote for citation in reply.citations]
    sources += [str(reply.calculation or ""), *asked]
    if labels:
        sources += [label for citation in reply.citations for label in _labels(citation)]
    words, numbers = _known(sources)
    shown = _TOKEN.findall(_without_markers(reply.text, len(reply.citations)))
    return [token for token in shown if token.lower() not in words and not _numbers_in(token) <= numbers]


def _known(sources: Iterable[str]) -> tuple[set[str], set[Decimal]]:
    tokens = [token for source in sources for token in _TOKEN.findall(source)]
    return {token.lower() for token in tokens}, {number for token in tokens for number in _numbers_in(token)}


def _numbers_in(token: str) -> set[Decimal]:
    return {Decimal(number.replace(",", "")) for number in _NUMBER.findall(token)}


def _labels(citation: Citation) -> list[str]:
    return [label for label in (citation.section, citation.table, citation.row, citation.column) if label]


def _without_markers(text: str, citations: int) -> str:
    return re.sub(r"\[(\d{1,3})\]", lambda match: "" if 1 <= int(match[1]) <= citations else match[0], text)


def inexact_citations(reply: Reply, text_of: Callable[[str], str]) -> list[Citation]:
    """The citations of which `text[start:end] == quote` does not hold in the text of the release that they name."""
    return [one for one in reply.citations if not one.quote or text_of(one.release)[one.start : one.end] != one.quote]
