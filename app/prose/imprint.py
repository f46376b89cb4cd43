"""Imprint: what a release says about itself: the day it came out, and the codes under which its shares trade.

In: a question and a document. Out: the `Imprint` that answers: the quote, and the day or the codes in it; None where
the question asks for anything else as well, or where the release prints no such thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.prose.terms import content_of
from app.prose.units import UnitIndex
from app.prose.words import initials_in, root, tokens, vocabulary
from corpus.dates import dates_in
from corpus.document import Document
from corpus.masthead import TICKER

_WHICH_DAY = re.compile(
    r"\bwhen\b|\b(?:what|which)(?:'s| is| was)? (?:the )?(?:\w+ )?(?:date|day|month|year)\b|\bdated?\b"
    r"|\bhow (?:old|recent)\b",
    re.IGNORECASE,
)
_CAME_OUT = re.compile(
    r"\b(?:publish\w*|publication|issue[ds]?|issuance|announc\w+|dated|(?:com(?:e|es|ing)|came|put|is|was|get|got) out"
    r"|releas\w*|reports?|reported|documents?|press|paper)\b",
    re.IGNORECASE,
)
_NOT_ITS_DAY = re.compile(
    r"\b(?:will|next|upcoming|future|coming (?:quarter|year)|calls?|cover\w*|ends?|ended|until|period|for\W*$)",
    re.IGNORECASE,
)
_ITSELF = frozenset(
    root(word.text)
    for word in tokens(
        "publish publication announce issue issuance release result earning figure number news paper public"
        " dated old recent financial quarterly come put exact report"
    )
)
_A_CODE = re.compile(
    r"\bticker\b|\b(?:stock|shares?|securit(?:y|ies)|trading|listing|exchange) (?:\w+ )?(?:symbol|code)s?\b"
    r"|\b(?:symbol|code)s?\b(?: numbers?)?(?=\W*$| (?:for|in|on|of|at|do|does|is|are)\b)"
    r"|\bcode (?:number|no)\b|\bunder (?:what|which) (?:\w+ )?(?:symbol|code|letters)\b",
    re.IGNORECASE,
)
_OF_A_CODE = frozenset(
    root(word.text)
    for word in tokens(
        "ticker symbol code number stock share security securities exchange market trade trading listed listing"
        " list board bourse under"
    )
)
_LABELLED = re.compile(r"\b(?:code|ticker|symbol)\b[^:]{0,20}:\s*(?P<code>[A-Z0-9.]{1,6})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Imprint:
    """Where the release says it, what of that answers, and what that is."""

    start: int
    end: int
    span: tuple[int, int]
    words: str


def imprint_of(question: str, document: Document, index: UnitIndex, company: frozenset[str]) -> Imprint | None:
    """The day of publication or the codes of the shares, if the question asks for them and for nothing else."""
    content = [root(word.text) for word in content_of(tokens(question)) if root(word.text) not in company]
    if _WHICH_DAY.search(question) and _CAME_OUT.search(question) and not _NOT_ITS_DAY.search(question):
        return _day(document, index) if _ITSELF.issuperset(content) else None
    if _A_CODE.search(question):
        return _code([word for word in content if word not in _OF_A_CODE], document, index)
    return None


def _day(document: Document, index: UnitIndex) -> Imprint | None:
    """The day of publication where the release announces something, else where it stands first."""
    release = document.release
    days = [d for d in dates_in(release.text) if d.year and d.on(d.year) == release.published]
    found = [(start, end, day) for day in days[:9] for start, end in _around(index, day.start, day.end)]
    said = [one for one in found if re.search(r"\bannounc|\breport(?:s|ed)\b", release.text[one[0] : one[1]])]
    for start, end, day in (*said, *found):
        return Imprint(start, end, (day.start, day.end), "the day of publication")
    return None


def _code(places: list[str], document: Document, index: UnitIndex) -> Imprint | None:
    """The codes of the shares, those of the market named where the question names one."""
    codes = [code for code in _codes(document, index) if all(place in code[1] for place in places)]
    if not codes:
        return None
    first = codes[0][0]
    together = [(a, b) for (a, b), _ in codes if a - first[1] < 20] if not places else [first]
    for start, end in _around(index, first[0], together[-1][1]):
        return Imprint(start, end, (first[0], together[-1][1]), "the code of the shares")
    return None


def _codes(document: Document, index: UnitIndex) -> Iterator[tuple[tuple[int, int], frozenset[str]]]:
    """The codes that a release prints, each with the words that name its market."""
    text = document.release.text
    for match in TICKER.finditer(text):
        if re.search(r"[A-Z0-9]", match["code"]) and match["code"] == match["code"].upper():
            yield (match.start("market"), match.end("code")), _market(match["market"], text)
    for unit in index.units:
        labelled = _LABELLED.search(unit.text) if unit.kind == "pair" else None
        if labelled:
            beside = " ".join(one.text for one in index.units if one.block == unit.block)
            yield (unit.start + labelled.start("code"), unit.start + labelled.end("code")), _names(beside)


def _market(name: str, text: str) -> frozenset[str]:
    """The roots that name a market: its own, those of the name that its initials stand for, and of its city."""
    written = [m.group() for m in re.finditer(r"\b[A-Z]\w+(?: [A-Z]\w+){1,4}\b", text)]
    stands_for = " ".join(one for one in written if f"initials:{name.lower()}" in initials_in(one))
    known = vocabulary().markets.get(root(name.split()[0]), "")
    return _names(f"{name} {stands_for} {known}")


def _names(text: str) -> frozenset[str]:
    return frozenset(root(word.text) for word in tokens(text)) | {key.split(":")[1] for key in initials_in(text)}


def _around(index: UnitIndex, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The smallest piece that can be quoted and holds a place, if one does."""
    holding = [u for u in index.units if u.start <= start and end <= u.end and u.kind != "row"]
    if holding:
        unit = min(holding, key=lambda unit: unit.end - unit.start)
        yield unit.start, unit.end
