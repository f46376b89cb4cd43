"""Units: the pieces of a release that can answer a question in words, and an index over their words.

In: the blocks of a document. Out: `Unit`s (sentences, "label: value" pairs, headings, table rows, a lead-in with its
lines),
each with its offsets and with what stands above it, and `UnitIndex`: where every word stands and how rare it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from app.prose.words import concepts_of, initials_in, keys_of, roles_in, sized_concepts, tokens, vocabulary
from app.question import Word
from corpus.blocks import Block, Heading, Paragraph, Table
from corpus.document import Document
from corpus.sentences import sentences_in

Kind = Literal["sentence", "item", "pair", "heading", "row", "group"]

_LABEL = re.compile(
    r"(?:^[-*•\s]*(?:\(?\w{1,2}\)\s*)?|(?<=[a-z0-9./)])(?=[A-Z])|(?<=\s)(?=(?:Tel|TEL|E-?mail|URL|Fax|FAX|Phone)\b))"
    r"([A-Z(][\w.&'/()-]*(?: [\w.&'/(),-]+){0,7}?)\s?:(?!//)",
    re.MULTILINE,
)
_FIXED = re.compile(r"\bfinancial positions?\b|\binvestor relations\b", re.IGNORECASE)
"""Phrases whose words do not mean what they mean alone: no lexicon's concept is read into them."""
_TOGETHER = re.compile(r"\b(?:share|stock)holders['’]? equity\b", re.IGNORECASE)
"""Words that stand for themselves together, and not for their families: equity is no shareholder."""
_CONTEXT_WEIGHT = {"lead": 0.72, "before": 0.45, "heading": 0.65}
_REFERS_BACK = re.compile(
    r"^[\"“]?(?:It|Its|This|These|That|Those|They|Their|He|She|His|Her|Such|There|Both"
    r"|The (?:former|latter|same)|However|Yet|But|Also|As a result|In addition|Accordingly|Therefore"
    r"|Thus|According to this)\b"
)
_BEFORE_ITS_OWN = 0.7
STANDS_FOR = re.compile(
    r"^[\"“]?(?:(?:However|But|Yet|And|Still),? )?"
    r"(?:(?:we|they|management) \w+ (?:that )?)?(?:it|they|this)\b",
    re.IGNORECASE,
)
"""A sentence whose subject is a pronoun: it is about what the paragraph is about."""
_SUBJECT_ABOVE = 0.9
_NOTES_REACH = 40
NOTE = re.compile(r"(\*{1,3}|[†‡¹²³⁴-⁹]|\(\d{1,2}\))\s*(?=[A-Z\"“])")


@dataclass(frozen=True)
class Unit:
    """A piece of text that can be quoted: `release.text[start:end] == text`.

    `lead` is the first sentence of its paragraph, `before` the sentence before it, `headings` what stands above
    (outermost first).
    """

    text: str
    start: int
    end: int
    kind: Kind
    headings: tuple[str, ...]
    lead: str
    before: str
    block: int
    place: int

    @property
    def section(self) -> str:
        """The innermost heading."""
        return self.headings[-1] if self.headings else ""


class UnitIndex:
    """Which units hold a key, and how much it says there: 1 in the unit itself, less in what stands above it."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = tuple(units)
        self.postings: dict[str, dict[int, float]] = defaultdict(dict)
        self.own = tuple(all_keys(unit.text, running=unit.kind in ("sentence", "item")) for unit in self.units)
        words = tuple(tuple(token for token in tokens(unit.text) if len(token.text) > 2) for unit in self.units)
        self.said = tuple(tuple(frozenset(keys_of(token.text)) for token in some) for some in words)
        self.subject = tuple(said[: subject_length(some)] for said, some in zip(self.said, words, strict=True))
        counts: Counter[str] = Counter()
        for number, unit in enumerate(self.units):
            own = self.own[number]
            if unit.kind not in ("item", "group"):
                counts.update(own)
            for zone, texts in (("heading", unit.headings), ("lead", (unit.lead,)), ("before", (unit.before,))):
                weight = (
                    _SUBJECT_ABOVE
                    if zone == "lead" and STANDS_FOR.match(unit.text)
                    else _BEFORE_ITS_OWN
                    if zone == "before" and _REFERS_BACK.match(unit.text)
                    else _CONTEXT_WEIGHT[zone]
                )
                for key in {key for text in texts if text for key in all_keys(text, running=zone != "heading")}:
                    self._post(key, number, weight)
            for key in own:
                self._post(key, number, 1.0)
        self.counts = counts

    def _post(self, key: str, number: int, weight: float) -> None:
        place = self.postings[key]
        place[number] = max(weight, place.get(number, 0.0))

    def rarity(self, keys: Sequence[str]) -> float:
        """Inverse document frequency of the commonest of the keys, between 0 and about 6 (BM25's formula)."""
        often = max((self.counts[key] for key in keys), default=0)
        return math.log(1 + (len(self.units) - often + 0.5) / (often + 0.5))

    def follows(self, number: int) -> int | None:
        """The unit after this one in the same paragraph."""
        here = self.units[number]
        after = number + 1
        while after < len(self.units) and self.units[after].kind == "item":
            after += 1
        same = (
            after < len(self.units) and self.units[after].block == here.block and self.units[after].kind == "sentence"
        )
        return after if same and here.kind == "sentence" else None


def subject_length(words: Sequence[Word]) -> int:
    """How many words stand before the first verb, as far as it comes soon."""
    verbs = vocabulary().phrases["verbs"]
    return next((i for i, word in enumerate(words[:12]) if word.text in verbs and i), 0)


@lru_cache(maxsize=8_192)
def all_keys(text: str, running: bool = False) -> frozenset[str]:
    """Every key under which a text can be found: roots, families, concepts, roles ("role:ceo").

    In `running` text a word within a name ("FASB Staff Positions") stands for itself, not for its family.
    """
    words = tokens(text)
    keys: set[str] = set()
    names = frozenset(_within_names(text, words)) if running else frozenset()
    names |= {
        word.start for match in _TOGETHER.finditer(text) for word in words if match.start() <= word.start < match.end()
    }
    for word in words:
        keys.update(keys_of(word.text)[:1] if word.start in names else keys_of(word.text))
    keys.update(
        a.text + b.text for a, b in pairwise(words) if a.text.isdigit() and len(b.text) == 1 and b.text.isalpha()
    )
    fixed = {
        word.start for match in _FIXED.finditer(text) for word in words if match.start() <= word.start < match.end()
    }
    plain = tuple(word for word in words if word.start not in names and word.start not in fixed)
    if "%" in text:
        keys.add("~percent")
    if running:
        keys.update(initials_in(text))
    concepts = (*concepts_of(plain), *(key for key, several in sized_concepts(words) if several))
    return frozenset(keys.union(concepts, ("role:" + role for role, _, _ in roles_in(words))))


def _within_names(text: str, words: Sequence[Word]) -> Iterator[int]:
    """Where the words stand that are part of a name of several words, written with capitals."""
    capital = [
        text[word.start].isupper() and word.start > 0 and not text[word.start : word.end].isupper() for word in words
    ]
    beside = [text[a.end : b.start].isspace() for a, b in pairwise(words)]
    for i, word in enumerate(words):
        if capital[i] and (
            (i > 0 and capital[i - 1] and beside[i - 1]) or (i + 1 < len(words) and capital[i + 1] and beside[i])
        ):
            yield word.start


def units_of(document: Document) -> Iterator[Unit]:
    """The units of a document in reading order."""
    blocks, text = document.blocks, document.release.text
    headings: tuple[str, ...] = ()
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            yield from _rows(block, text, number)
            headings = ()
            continue
        above = block.headings if isinstance(block, Paragraph) else headings
        if isinstance(block, Heading):
            yield Unit(text[block.start : block.end], block.start, block.end, "heading", above, "", "", number, 0)
            headings = (*above[-2:], block.text)
        else:
            yield from _pieces(block, number, blocks[:number], text)
        group = _group(blocks, number)
        if group:
            yield Unit(text[block.start : group], block.start, group, "group", above, "", "", number, 1_000)


def _rows(table: Table, text: str, number: int) -> Iterator[Unit]:
    above = (*table.headings, table.title) if table.title not in table.headings else table.headings
    for place, row in enumerate(table.rows):
        if row.label:
            yield Unit(text[row.start : row.end], row.start, row.end, "row", (*above, *row.path), "", "", number, place)


def _marked(note: str, before: Sequence[Block], text: str) -> str:
    """What a footnote hangs on: the words that bear its mark before it, with the title of their table."""
    mark = NOTE.match(note)
    if mark is None:
        return ""
    bearing = re.compile(rf"([^\t\n;*]{{3,90}}?)\s?\^?{re.escape(mark.group(1))}(?![*\w])")
    found: list[str] = []
    for block in reversed(before[-_NOTES_REACH:]):
        here = [match.group(1) for match in bearing.finditer(text[block.start : block.end])]
        found += here
        if here and isinstance(block, Table):
            found += [block.title, *block.headings[-1:]]
        if here and len(mark.group(1)) > 1:
            break
    return " ".join(found)[:400]


def _pieces(paragraph: Paragraph, number: int, above: Sequence[Block], text: str) -> Iterator[Unit]:
    """Pairs where the paragraph is made of them, sentences otherwise."""
    pairs = tuple(pairs_in(paragraph.text))
    if pairs:
        for place, (start, end) in enumerate(pairs):
            yield _unit(paragraph, start, end, "pair", "", "", number, place)
        return
    lead = before = ""
    for place, (start, end) in enumerate(_sentence_spans(paragraph.text)):
        piece = paragraph.text[start:end]
        titles = len(piece.split()) < 9 and piece[-1:] not in ".!?:;" and "\n" not in piece
        note = _marked(piece, above, text)
        yield _unit(paragraph, start, end, "heading" if titles else "sentence", note or lead, before, number, place)
        before = piece
        for item_start, item_end in _items(before):
            yield _unit(
                paragraph,
                start + item_start,
                start + item_end,
                "item",
                before[:item_start] if item_start < 400 else before[:250],
                "",
                number,
                place,
            )
        lead = lead or before


def _items(sentence: str) -> Iterator[tuple[int, int]]:
    """The parts of a long enumeration, cut at its semicolons."""
    if sentence.count(";") < 2:
        return
    first = sentence.find(":") + 1 if -1 < sentence.find(":") < sentence.find(";") else 0
    for match in re.finditer(r"[^;]+", sentence[first:]):
        body = match.group().strip(" .")
        start = first + match.start() + match.group().index(body[:1]) if body else 0
        if len(body) > 15:
            yield start, start + len(body)


def _unit(
    paragraph: Paragraph, start: int, end: int, kind: Kind, lead: str, before: str, number: int, place: int
) -> Unit:
    at = paragraph.start
    text = paragraph.text[start:end]
    return Unit(text, at + start, at + end, kind, paragraph.headings, lead, before, number, place)


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    yield from sentences_in(text)


def pairs_in(text: str) -> Iterator[tuple[int, int]]:
    """The "label: value" pairs of a paragraph that is made of them, also where they run together.

    >>> line = "Company name: Acme Corp.Listed on: Tokyo"
    >>> [line[start:end] for start, end in pairs_in(line)]
    ['Company name: Acme Corp.', 'Listed on: Tokyo']
    """
    starts = [match.start(1) for match in _LABEL.finditer(text)]
    single = (
        len(starts) == 1 and len(text) < 250 and starts[0] < 8 and not text.rstrip().endswith(":") and ". " not in text
    )
    if (len(starts) < 2 and not single) or (starts and starts[0] > 80) or len(text) > 160 * max(1, len(starts)):
        return
    if starts[0] > 8:
        starts[0] = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield start, start + len(text[start:end].rstrip())


def _group(blocks: Sequence[Block], number: int) -> int:
    """Where the short lines end that a lead-in ("For inquiries, contact:") stands above; 0 when it is none."""
    first = blocks[number]
    if isinstance(first, Table) or not first.text.rstrip().endswith(":") or len(first.text) > 200:
        return 0
    end = 0
    for block in blocks[number + 1 : number + 9]:
        if isinstance(block, Table) or len(block.text) > 200 or block.text.rstrip().endswith(":"):
            break
        end = block.end
    return end
