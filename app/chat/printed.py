r"""Printed text as HTML: a release's characters, escaped, with its light markup set and its offsets kept.

In: a stretch of a release's text. Out: safe HTML whose text nodes are the printed characters. Releases taken from PDF
and Markdown carry `<u>..</u>`, `*..*`, `\$` and `^`: these are set (or dropped), never shown, and never run. Where
dropping them would shift the text, each run carries `data-at`, the offset of its first character, so that the browser
can find any offset again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.chat.markup import Html, joined, tag
from corpus.sentences import sentences_in

MARKUP = re.compile(
    r"(?P<tag></?(?:u|b|i|em|strong|sup|sub)\s*/?>)|\*(?=\S)(?P<emphasis>[^*\n]+?)(?<=\S)\*(?!\w)|\\(?=[$%&#_*~<>])|\^(?=[⁰¹²³⁴-⁹]|<)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Run:
    """A stretch of printed characters that stand together in the release; `emphasis` where the markup asks for it."""

    text: str
    start: int
    emphasis: bool = False


def runs(text: str, start: int = 0) -> Iterator[Run]:
    """The printed characters of `text`, which stands at `start` in the release, without its markup."""
    position, underlined = 0, False
    for mark in MARKUP.finditer(text):
        if mark.start() > position:
            yield Run(text[position : mark.start()], start + position, underlined)
        position = mark.end()
        if mark["emphasis"]:
            yield Run(mark["emphasis"], start + mark.start("emphasis"), True)
        elif mark["tag"]:
            underlined = not mark["tag"].startswith("</")
    if position < len(text):
        yield Run(text[position:], start + position, underlined)


def plain(text: str) -> str:
    r"""What a reader sees of a stretch of release text: `(\$4 million)` is `($4 million)`."""
    return "".join(run.text for run in runs(text))


def html(text: str, start: int) -> Html:
    """The printed characters as HTML; runs carry `data-at` unless the text is one run that begins at `start`."""
    parts = list(runs(text, start))
    if len(parts) == 1 and parts[0].start == start and not parts[0].emphasis:
        return joined(parts[0].text)
    return joined(*(tag("em" if run.emphasis else "span", run.text, data_at=run.start) for run in parts))


def sentences(text: str, start: int = 0) -> Iterator[tuple[str, int]]:
    """The sentences of a paragraph with their offsets in the release."""
    for first, last in sentences_in(text):
        yield text[first:last], start + first
