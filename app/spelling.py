"""Spelling: the words of a question in the words of the release.

In: a question and what a document's lines and sentences are called. Out: the question with abbreviations, initials and
misspellings written out. A word that the release, the lexicon or ordinary English knows is left alone.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from app.question import stem, words_in

_SHORTHAND = [
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"\bb/s\b", "balance sheet"),
        (r"\bp&l\b|\bp/l\b|\bi/s\b", "income statement"),
        (r"\bc/?f stmt\b|\bcf stmt\b", "cash flow statement"),
        (r"\bvs\.? last\b(?! \w)", "vs last year"),
        (r"\bw/o\b", "without"),
        (r"\bw/", "with "),
        (r"\bfy(?!\s*['\d])\b", "full year"),
        (r"\bfull-yr\b", "full-year"),
        (r"\byr-", "year-"),
        (r"\bgm ?%", "gross margin ratio"),
        (r"\bw\.r\.t\.?", "about"),
        (r"(?<=\w)'s\b(?= \w)", "'s"),
    )
]
"""Shorthand with signs in it, which is no word to look up."""


@dataclass(frozen=True)
class Spelling:
    """`known` maps the stems of known words to a way of writing them; `initials` initial letters to the phrase."""

    known: dict[str, str]
    initials: dict[str, str]
    ordinary: frozenset[str]
    preferred: frozenset[str] = frozenset()

    def written_out(self, text: str) -> str:
        """The text with every unknown word replaced by the known one that it stands for, if there is just one.

        Words keep their place; text between words is unchanged.
        """
        for pattern, replacement in _SHORTHAND:
            text = pattern.sub(replacement, text)
        out, position = [], 0
        for word in words_in(text):
            better = self._better(
                word.text, word.stem, guess=not (text[word.start : word.end].isupper() and len(word.text) < 5)
            )
            if better and better != word.text and text[word.start : word.end].lower() == word.text:
                out.append(text[position : word.start] + better)
                position = word.end
        return "".join(out) + text[position:]

    def _better(self, word: str, stemmed: str, *, guess: bool) -> str | None:
        """The word meant; misspellings are guessed at only where `guess` allows it (not in short capitals)."""
        if word in abbreviations():
            return abbreviations()[word]
        if word in self.initials and stemmed not in self.known:
            return self.initials[word]
        if (
            not guess
            or stemmed in self.known
            or stemmed in self.ordinary
            or not re.fullmatch(r"[a-z]{4,}(?:'s)?", word)
        ):
            return None
        close = self._nearest(stemmed, 1)
        if close:
            return close
        longer = [known for known in self.known if known.startswith(stemmed) and len(known) - len(stemmed) >= 2]
        if len(longer) == 1:
            return self.known[longer[0]]
        return self._nearest(stemmed, 1 if len(stemmed) <= 5 else 2)

    def _nearest(self, stemmed: str, limit: int) -> str | None:
        from rapidfuzz.distance import OSA

        near = [
            (OSA.distance(stemmed, known, score_cutoff=limit), known)
            for known in self.known
            if abs(len(known) - len(stemmed)) <= limit and len(known) >= 4 and known[0] == stemmed[0]
        ]
        near = sorted(
            (pair for pair in near if pair[0] <= limit),
            key=lambda pair: (pair[0], pair[1] not in self.preferred, pair[1]),
        )
        if not near or (len(near) > 1 and near[0][0] == near[1][0] and near[0][1] != near[1][1] and near[0][0] == 2):
            return None
        return self.known[near[0][1]]


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """Abbreviations of business English, from the lexicon."""
    data = tomllib.loads((files("app") / "lexicon.toml").read_text(encoding="utf-8"))
    return dict(data["abbreviations"])


def initials_of(labels: list[str]) -> dict[str, str]:
    """Initial letters of neighbouring words of labels, "&" for "and", to the words; left out where they mean two.

    >>> initials_of(["Cost of connectivity and outsourcing services"])["c&o"]
    'connectivity and outsourcing'
    """
    found: dict[str, set[str]] = {}
    for label in labels:
        words = re.findall(r"[a-z]+", label.lower())
        for i, word in enumerate(words[:-2]):
            if words[i + 1] == "and" and min(len(word), len(words[i + 2])) > 2:
                found.setdefault(f"{word[0]}&{words[i + 2][0]}", set()).add(f"{word} and {words[i + 2]}")
    return {letters: next(iter(phrases)) for letters, phrases in found.items() if len(phrases) == 1}


def spelling_of(texts: list[str], labels: list[str], more: frozenset[str], ordinary: frozenset[str]) -> Spelling:
    """The spelling of a document: the words of its texts and labels, and `more` words that questions use."""
    known = {stem(word): word for word in sorted(more)}
    for text in texts:
        known.update({word.stem: word.text for word in words_in(text) if word.text[0].isalpha()})
    return Spelling(known, initials_of(labels), ordinary, frozenset(map(stem, more)))


@lru_cache(maxsize=1)
def question_words() -> frozenset[str]:
    """The words that questions use of themselves: the lexicon's, the metrics'."""
    words: set[str] = set()
    for name in ("lexicon.toml", "metrics.toml"):
        text = (files("app") / name).read_text(encoding="utf-8")
        words.update(word.text for word in words_in(re.sub(r"(?m)^\s*#.*$|_", " ", text)) if word.text[0].isalpha())
    return frozenset(words) - abbreviations().keys()


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Stems of ordinary English words: the vocabulary of the sentence encoder, when it is installed."""
    from index.embedding import find_model

    folder = find_model().folder
    if folder is None or not (folder / "vocab.txt").is_file():
        return frozenset()
    text = (folder / "vocab.txt").read_text(encoding="utf-8")
    return frozenset(stem(word) for word in text.split("\n") if word.isalpha() and len(word) > 3)
