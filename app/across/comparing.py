"""Comparing: a question over several releases as one question to each, and what is to be done with the answers.

In: a `Pick` of several releases. Out: a `Comparison`: the operation, and for each release the item that is asked of it.
This is no second reader of questions: it only takes the words of comparison away ("who had higher ... , A or B"), and
what is left, the name of an item, is read by each release's own engine. The words are data, in `across.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from app.across.names import Mention
from app.across.picking import BEFORE, FORMER, Named, Pick, without_periods

Operation = Literal["share", "ratio", "difference", "sum", "average", "movement", "order", "filter", "list"]
YES_NO = re.compile(r"^\W*(?:and |so |but )?(?:is|are|was|were|did|does|do|has|have|had)\b", re.IGNORECASE)
_FILTERS = re.compile(r"^\W*(?:which|what|whose|how many|list|any|did any|do any|are there)\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(r"\b(?:most|least|\w{3,}est|best|worst|rank\w*|compar(?:e[ds]?|ing|ison))\b", re.IGNORECASE)
_RELEASE_WORDS = re.compile(
    r"^['’]?s?(?:[- ](?:earnings|quarter(?:ly)?))?[- ](?:release|report|results|announcement)s?\b", re.IGNORECASE
)
_BREAK = re.compile(
    r"[@#?,;:]|\b(?:and|or|than|vs|versus|against|with|is|was|were|are|did|does|higher|lower|more|less)\b"
)


@dataclass(frozen=True)
class Part:
    """One release and the question that is put to it; `item` is the item without the words around it."""

    named: Named
    item: str
    question: str


@dataclass(frozen=True)
class Comparison:
    """What is asked over several releases.

    `percent` asks a movement as a growth, `claim` says which way it went; `base_first` that what is divided by is named
    first ("how many times A is B").
    """

    operation: Operation
    parts: tuple[Part, ...]
    descending: bool = True
    percent: bool = False
    claim: Literal["up", "down", ""] = ""
    yes_no: bool = False
    superlative: bool = False
    base_first: bool = False

    @property
    def item(self) -> str:
        """The item of the first release, for the words of the answer."""
        return self.parts[0].item


def compared(pick: Pick, before: Pick | None) -> Comparison:
    """What a question over several releases asks; what it leaves out is that of the turn before."""
    masked = _masked(pick)
    own = compared(before, None) if before is not None and before.several and pick.inherited else None
    periods = len(pick.issuers) == 1
    operation = _operation(masked, pick, periods=periods)
    if own is not None and operation == "list":
        operation = own.operation
    items = _items(masked, pick)
    if not any(items):
        items = [_item(_asked_before(before))] * len(items) if before is not None else items
    moving = not periods and (_has("moves", "growth", masked) or operation == "filter")
    parts = tuple(
        Part(named, item, _question(item, named, growth=moving)) for named, item in zip(pick.chosen, items, strict=True)
    )
    return Comparison(
        operation,
        parts,
        descending=not _has("order", "low", masked),
        percent=_has("moves", "percent", masked),
        claim=_claim(masked),
        yes_no=bool(YES_NO.match(masked)),
        base_first=bool(re.match(r"[^@]*\bhow many times\b", masked, re.IGNORECASE)),
        superlative=bool(_SUPERLATIVE.search(masked)) or len(parts) > 2,
    )


def _asked_before(before: Pick) -> str:
    """The question before, without its companies and periods."""
    return without_periods(without_names(before.text, before.mentions), before.chosen[0].card)


def item_of(text: str) -> str:
    """The item that a question about one release names, without the words around it."""
    return _item(text)


# -- the operation --------------------------------------------------------------------------------------------------


def _operation(masked: str, pick: Pick, *, periods: bool) -> Operation:
    if _has("operations", "share", masked):
        return "share"
    if _has("operations", "ratio", masked):
        return "ratio"
    moved = _has("moves", "up", masked) or _has("moves", "down", masked)
    if not periods and pick.everyone and moved and _FILTERS.match(masked) and not _SUPERLATIVE.search(masked):
        return "filter"
    if not periods and _has("operations", "difference", masked):
        return "difference"
    if _has("operations", "sum", masked):
        return "sum"
    if _has("operations", "average", masked):
        return "average"
    if periods:
        return (
            "order"
            if re.match(r"^\W*(?:in )?(?:which|what) (?:quarter|period|release)", masked, re.IGNORECASE)
            else "movement"
        )
    return "order" if _has("order", "high", masked) or _has("order", "low", masked) else "list"


def _claim(masked: str) -> Literal["up", "down", ""]:
    up, down = _has("moves", "up", masked), _has("moves", "down", masked)
    return "" if up == down else "up" if up else "down"


def _has(table: str, name: str, masked: str) -> bool:
    return any(pattern.search(masked) for pattern in _patterns()[table][name])


@lru_cache(maxsize=1)
def _patterns() -> dict[str, Any]:
    said = tomllib.loads((files("app.across") / "across.toml").read_text(encoding="utf-8"))
    edges, exact = said["blanks"].pop("edges"), said.pop("said")
    compiled = {
        table: {name: [re.compile(one, re.IGNORECASE) for one in some] for name, some in lists.items()}
        for table, lists in said.items()
    }
    return compiled | {"edges": re.compile(edges, re.IGNORECASE), "said": exact}


# -- the item -------------------------------------------------------------------------------------------------------


def _masked(pick: Pick) -> str:
    """The question with "@" for each company (its possessive "@'s") and "#" for each period that names a release."""
    spans = [(m.start, m.end, "@'s" if m.possessive else "@") for m in pick.mentions]
    if pick.several and len(pick.issuers) == 1:
        for named in pick.chosen:
            if named.period is not None:
                after = _RELEASE_WORDS.match(pick.text[named.period.end :])
                spans.append((named.period.start, named.period.end + (after.end() if after else 0), "#"))
        spans += [(m.start(), m.end(), " ") for pattern in (BEFORE, FORMER) for m in pattern.finditer(pick.text)]
    text, at = "", 0
    for start, end, mark in sorted(spans):
        if start >= at:
            text, at = text + pick.text[at:start] + mark, end
    return text + pick.text[at:]


def _items(masked: str, pick: Pick) -> list[str]:
    """The item asked of each release: its own ("@'s net sales") where it has one, else the one that all share."""
    marks = list(re.finditer(r"@(?:'s)?", masked))
    if pick.inherited or len(marks) < 2 or len(marks) != len(pick.mentions):
        return [_item(masked)] * len(pick.chosen)
    own: dict[str, str] = {}
    rest = masked
    for mark, mention in reversed(list(zip(marks, pick.mentions, strict=True))):
        if mark.group() != "@'s":
            continue
        after = masked[mark.end() :]
        stop = _BREAK.search(after)
        words = after[: stop.start()] if stop else after
        item = _item(words)
        if item:
            own[mention.issuer] = item
            rest = f"{rest[: mark.end()]} {rest[mark.end() + len(words) :]}"
    shared = _item(rest)
    issuers = [named.card.issuer for named in pick.chosen]
    return [own.get(issuer) or shared or _nearest(own, issuers, at) for at, issuer in enumerate(issuers)]


def _nearest(own: dict[str, str], issuers: list[str], at: int) -> str:
    """The item of the next company that has one, else of the one before."""
    order = [*issuers[at + 1 :], *reversed(issuers[:at])]
    return next((own[issuer] for issuer in order if issuer in own), "")


def _item(masked: str) -> str:
    """What is left of a question without the words of comparison."""
    text = masked
    for pattern in _patterns()["blanks"]["words"]:
        text = pattern.sub(" ", text)
    text = re.sub(r"[@#](?:'s)?|[?!,;:\"]|(?<!\w)['’]s?\b|\.(?=\s|$)", " ", text)
    text = " ".join(text.split())
    while (shorter := _patterns()["edges"].sub("", text).strip()) != text:
        text = shorter
    return text


def _question(item: str, named: Named, *, growth: bool) -> str:
    """The question that a release's own engine reads."""
    asked = f"growth of {item}" if growth and not re.search(r"\bgrowth\b", item) else item
    when = named.period
    said = f" {'as of' if when.period.instant else 'in'} {named.words}" if when is not None and named.words else ""
    for words, more_exactly in _patterns()["said"].items():
        asked = re.sub(rf"\b{words}\b", more_exactly, asked, flags=re.IGNORECASE)
    return f"What was {asked}{said}?"


def without_names(text: str, mentions: tuple[Mention, ...]) -> str:
    """A question with "the company" for each company that it names, for the engine of another."""
    out, at = "", 0
    for mention in mentions:
        out += text[at : mention.start] + ("the company's" if mention.possessive else "the company")
        at = mention.end
    return out + text[at:]
