"""Paraphrase: what lay people and journalists say for a line item, put in the words that releases print.

In: a question in plain characters, what a release's lines are called, and `paraphrases.toml`. Out: the question with
each such saying ("what customers still owe") replaced by the name of the item ("accounts receivable"), the rest as it
was. A saying is found by the stems of its words, with words that name nothing between them; it is left alone where the
release prints a line in the very words of the question.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import Stemmer

from app.lexicon import lexicon, terms_in
from app.question import Word, stems, words_in

_STEMMER = Stemmer.Stemmer("english")
GAP = 4
"""So many words that name nothing may stand between two words of a saying."""
_TURNING = frozenset(stems("not no never without excluding except nor non neither minus less plus versus vs than or"))
"""Words that no saying may run across: they turn its meaning, or part it from another item."""
_BREAK = re.compile(r"[;?!:]|[.,](?=\s)")


@dataclass(frozen=True)
class Part:
    """One place of a saying: any of these words may stand in it, or none where it is `optional`."""

    roots: frozenset[str]
    optional: bool = False


@dataclass(frozen=True)
class Saying:
    """A way of speaking, as parts in order (or in any), and the names of line items that it stands for."""

    parts: tuple[Part, ...]
    in_any_order: bool
    names: tuple[str, ...]

    @property
    def needed(self) -> tuple[Part, ...]:
        """The parts that must be there."""
        return tuple(part for part in self.parts if not part.optional)


@lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """What the forms of a word have in common, irregular ones too.

    >>> root("owing") == root("owes"), root("bought") == root("buying")
    (True, True)
    """
    word = word.removesuffix("'s")
    return str(_STEMMER.stemWord(_irregular().get(word, word)))


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, object]]:
    return tomllib.loads((files("app") / "paraphrases.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    forms = _data()["irregular"]
    return {form: base for base, several in forms.items() for form in str(several).split()}


@lru_cache(maxsize=1)
def sayings() -> tuple[Saying, ...]:
    """The packaged sayings, those of most words first."""
    data = _data()
    classes = {name: str(words).split() for name, words in data["words"].items()}
    found = [
        _saying(pattern, tuple(name.strip() for name in names.split("|")), classes)
        for names, patterns in data["said"].items()
        for pattern in patterns  # type: ignore[attr-defined]
    ]
    return tuple(sorted(found, key=lambda saying: -len(saying.needed)))


def _saying(pattern: str, names: tuple[str, ...], classes: dict[str, list[str]]) -> Saying:
    parts = tuple(_part(token, classes) for token in pattern.lstrip("~").split())
    return Saying(parts, pattern.startswith("~"), names)


def _part(token: str, classes: dict[str, list[str]]) -> Part:
    """`customer/<supplier>` is any of these words, `(still)` may be missing."""
    words: list[str] = []
    for one in token.strip("()").split("/"):
        words += classes[one.strip("<>")] if one.startswith("<") else [one]
    return Part(frozenset(map(root, words)), optional=token.startswith("("))


@lru_cache(maxsize=1)
def _between() -> frozenset[str]:
    return lexicon().filler | lexicon().soft | frozenset({"and", "of", "the", "as", "its"})


class Paraphraser:
    """Puts sayings in the words of one release, whose lines are called `labels`, and whose company `company`."""

    def __init__(self, labels: Iterable[str], company: Iterable[str] = ()) -> None:
        labels = tuple(labels)
        self._words = [frozenset(word.stem for word in words_in(label)) for label in labels]
        self._terms = [frozenset(term.key for term in terms_in(label)) for label in labels]
        self._company = frozenset(company)
        self._remembered = lru_cache(maxsize=1_024)(self._put)

    def put(self, text: str) -> str:
        """The text with every saying replaced by the name of a line item."""
        return self._remembered(text)

    def _put(self, text: str) -> str:
        hits = [
            (hit, name)
            for saying in _possible(text)
            for hit in _hits(saying, words_in(text), text, self._company)
            if not self._own_words(hit) and not _amount(text, hit) and (name := self._name(saying.names))
        ]
        chosen: list[tuple[tuple[Word, ...], str]] = []
        for hit, name in sorted(hits, key=lambda pair: -len(pair[0])):
            if not any(hit[0].start < other[-1].end and other[0].start < hit[-1].end for other, _ in chosen):
                chosen.append((hit, name))
        for hit, name in sorted(chosen, key=lambda pair: -pair[0][0].start):
            rest = _replaced(text, hit, "").lower()
            if f"({name.lower()}" not in rest:
                text = _replaced(text, hit, "" if name.lower() in rest else name)
        return text

    def _own_words(self, hit: tuple[Word, ...]) -> bool:
        """Whether a line of the release is called by these very words."""
        spoken = frozenset(word.stem for word in hit) - {"of", "the", "and", "in", "on", "to", "for"}
        return len(spoken) > 1 and any(spoken <= words for words in self._words)

    def _name(self, names: tuple[str, ...]) -> str:
        """The first of the names that the release prints a line for, else the first if it may stand by itself."""
        for name in names:
            terms = frozenset(term.key for term in terms_in(name.lstrip("?"))) - lexicon().filler
            if terms and any(terms <= known for known in self._terms):
                return name.lstrip("?")
        return "" if names[0].startswith("?") else names[0]


def _amount(text: str, hit: tuple[Word, ...]) -> bool:
    """Whether the words give an amount of money: "100 yen per dollar" names no line item."""
    return hit[0].stem in ("yen", "dollar", "euro", "pound") and bool(re.search(r"\d\s*$", text[: hit[0].start]))


def _possible(text: str) -> Iterator[Saying]:
    """The sayings all of whose needed parts have a word in the text."""
    roots = {root(word.text) for word in words_in(text)}
    return (saying for saying in sayings() if all(part.roots & roots for part in saying.needed))


def _hits(saying: Saying, words: tuple[Word, ...], text: str, company: frozenset[str]) -> Iterator[tuple[Word, ...]]:
    """The words of the text that make up the saying, once for every place where it starts."""
    for start in range(len(words)):
        hit = _hit_from(saying, words, start, text, company)
        if hit:
            yield hit


def _hit_from(
    saying: Saying, words: tuple[Word, ...], start: int, text: str, company: frozenset[str]
) -> tuple[Word, ...] | None:
    left, gap = list(saying.parts), 0
    taken: list[Word] = []
    for i in range(start, len(words)):
        word = words[i]
        if taken and _BREAK.search(text[words[i - 1].end : word.start]):
            break
        part = _next_part(left, word, in_any_order=saying.in_any_order)
        if part is not None:
            if not saying.in_any_order:
                left = left[left.index(part) + 1 :]
            else:
                left.remove(part)
            taken.append(word)
            gap = 0
            continue
        gap += 1
        if not taken or gap > GAP or not (_nothing(word) or word.stem in company):
            break
    return tuple(taken) if taken and all(part.optional for part in left) else None


def _next_part(left: list[Part], word: Word, *, in_any_order: bool) -> Part | None:
    """The part that a word fills: in order the next one, or one that only optional parts stand before."""
    for part in left:
        if root(word.text) in part.roots:
            return part
        if not in_any_order and not part.optional:
            return None
    return None


def _nothing(word: Word) -> bool:
    """Whether a word may stand within a saying without changing it."""
    if word.text in _TURNING or word.text.endswith("n't"):
        return False
    return word.stem in _between() or word.text in _between() or word.text[0].isdigit() or word.stem in _MONTHS


_MONTHS = frozenset(stems("january february march april may june july august september october november december"))


def _replaced(text: str, hit: tuple[Word, ...], name: str) -> str:
    """The text with the name in place of the first word of a saying, and without the others."""
    out, position = "", 0
    for i, word in enumerate(hit):
        out += text[position : word.start] + (name if i == 0 else "")
        position = word.end
    return re.sub(r"(?<=\S) {2,}", " ", out + text[position:])
