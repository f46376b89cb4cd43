"""Cards: the contacts that a release prints.

In: the text of a release outside its tables. Out: `Card`s: a person or an office, with the telephone number and the
e-mail address beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.prose.forms import EMAIL, PHONE
from app.prose.words import root
from corpus.blocks import Table
from corpus.document import Document

NAMED = re.compile(r"(?:[A-Z][a-zA-Z'’-]+)(?: [A-Z]\.)?(?: (?:de|van|von|der|la))?(?: [A-Z][a-zA-Z'’-]+){1,2}")
NO_PERSON = frozenset(
    root(word)
    for word in [
        "investor",
        "investors",
        "relations",
        "public",
        "media",
        "press",
        "office",
        "officer",
        "contact",
        "contacts",
        "inc",
        "corporation",
        "company",
        "corp",
        "ltd",
        "release",
        "immediate",
        "information",
        "more",
        "for",
        "the",
        "and",
        "communications",
        "communication",
        "department",
        "group",
        "global",
        "director",
        "vice",
        "president",
        "chief",
        "street",
        "avenue",
        "box",
        "tel",
        "phone",
        "telephone",
        "fax",
        "email",
        "mail",
        "url",
        "web",
        "note",
        "news",
        "business",
        "wire",
        "exhibit",
        "limited",
        "wholesale",
        "holdings",
        "international",
        "financial",
        "corporate",
        "affairs",
        "about",
        "safe",
        "harbor",
        "shareholder",
        "services",
    ]
)
_MOST_CARD = 400


@dataclass(frozen=True)
class Card:
    """A contact as printed: where it stands, and the name that it opens with, "" for an office alone."""

    start: int
    end: int
    name: str
    text: str


def cards_of(document: Document, company: frozenset[str]) -> tuple[Card, ...]:
    """The cards of the text of a document outside its tables."""
    text = document.release.text
    for block in document.blocks:
        if isinstance(block, Table):
            text = text[: block.start] + "\t" * (block.end - block.start) + text[block.end :]
    return cards_in(text, company)


def cards_in(text: str, company: frozenset[str] = frozenset()) -> tuple[Card, ...]:
    r"""The cards of a text, in order.

    >>> [(card.name, card.text) for card in cards_in("Investors: Ann Lee, ann@acme.com\nMedia: Bo Day, bo@acme.com")]
    [('Ann Lee', 'Investors: Ann Lee, ann@acme.com'), ('Bo Day', 'Media: Bo Day, bo@acme.com')]
    """
    cards: list[Card] = []
    for start, end in _clusters(text):
        opens = list(_openings(text[start:end], company))
        opens = opens if opens and not opens[0][0] else [(0, ""), *opens]
        bounds = [*(start + at for at, _ in opens), end]
        for (_, name), (a, b) in zip(opens, pairwise(bounds), strict=True):
            body = text[a:b].rstrip(" \n,;|")
            if _reachable(body) and len(body) <= _MOST_CARD:
                cards.append(Card(a, a + len(body), name, body))
    return tuple(cards)


def _reachable(text: str) -> bool:
    return bool(EMAIL.search(text) or PHONE.search(text))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Runs of short lines, blank ones between them, some of which hold a telephone number or an e-mail address."""
    run: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        reach = _reachable(line) and len(line) < 250
        short = (
            len(line) < 90
            and "\t" not in line
            and not line.startswith(("#", "•", "-"))
            and (line[-1:] not in ".!?" or len(line.split()) < 5)
        )
        gap = text[run[-1][1] : match.start()].count("\n") if run else 0
        if (reach or short) and gap <= 4:
            run.append(match.span())
            continue
        yield from _kept_run(text, run)
        run = [match.span()] if reach or short else []
    yield from _kept_run(text, run)


def _kept_run(text: str, run: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """From a few lines before the first that can be reached to the last one."""
    holds = [i for i, (a, b) in enumerate(run) if _reachable(text[a:b])]
    if holds:
        yield run[max(0, holds[0] - 3)][0], run[holds[-1]][1]


def _openings(text: str, company: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Where a person's name opens a card: at the start of a line, behind a label, or behind the card before."""
    for match in NAMED.finditer(text):
        words = match.group().split()
        if any(root(word) in NO_PERSON or root(word) in company for word in words):
            continue
        before = text[: match.start()]
        label = re.search(r"(?:^|\n)([^\n:]{2,40}:\s*)$", before)
        after_card = re.search(r"[\w.-]+@[\w.-]+\s+$|\d\s+$", before)
        if label:
            yield match.start() - len(label.group(1)), match.group()
        elif not before or before.endswith("\n") or after_card or re.search(r":\s*$", before):
            yield match.start(), match.group()
