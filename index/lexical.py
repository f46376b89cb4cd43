"""Lexical search: BM25 over the words and figures of the passages, on disk beside the vectors.

In: the words of one release's passages. Out: for a query, their positions with BM25 scores. BM25 as in Lucene
(k1 1.5, b 0.75), computed by bm25s (Lù 2024, arXiv:2407.03618). One index a release, so that adding one leaves the
others alone; a search over several weighs each word by how many of all their passages hold it.
"""

from __future__ import annotations

import logging
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.hits import Hit
from index.passages import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TOKEN = re.compile(
    r"(?:[a-z]\.){2,}"  # U.S.
    r"|[a-z]+(?:&[a-z]+)+"  # SG&A, R&D
    r"|[a-z]{3}(?=\d)"  # the code in JPY15,835
    r"|\d[\d,]*(?:\.\d+)?(?:[a-z]+\d*)?"  # 15,835 and 14.6 and 1Q09 and 100Mbps
    r"|[\u3040-\u30ff\u3400-\u9fff]"  # no blanks between words here: each character
    r"|[^\W\d_]+\d*"  # words, and Q1, FY2009
)
_STOP = frozenset(
    word
    for line in (
        "a an and are as at be been but by can could did do does for from give had has have how i if in into is it",
        "its many me much of on or our please s show such t tell than that the their then there these they this to",
        "was we were what when where which who why will with would you your",
    )
    for word in line.split()
)


def tokens(text: str) -> list[str]:
    """The words (singular, lower case) and figures (whole, no commas) of `text`, without stop words.

    >>> tokens("SG&A and R&D for 1Q09 were JPY15,835 million (down 14.6%)")
    ['sg&a', 'r&d', '1q09', 'jpy', '15835', 'million', 'down', '14.6']
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    found = (_plain_token(match[0]) for match in _TOKEN.finditer(plain))
    return [token for token in found if token not in _STOP]


def _plain_token(token: str) -> str:
    """Without the commas of a figure, the dots of an abbreviation, the plural of a word."""
    return token.replace(",", "") if token[0].isdigit() else _singular(token.replace(".", ""))


def _singular(word: str) -> str:
    """Plurals folded, and nothing else (after the S-stemmer: Harman, JASIS 1991)."""
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


class LexicalIndex:
    """BM25 over the passages of one release; positions are those of the passages given to `build`."""

    def __init__(self, bm25: Any) -> None:
        self._bm25 = bm25
        self.size: int = int(bm25.scores["num_docs"])

    @classmethod
    def build(cls, texts: Sequence[str]) -> LexicalIndex:
        """Index `texts`; milliseconds for a release."""
        bm25 = _bm25s().BM25(method="lucene", k1=1.5, b=0.75)
        bm25.index(
            [tokens(text) or ["\0"] for text in texts] or [["\0"]], show_progress=False, create_empty_token=False
        )
        return cls(bm25)

    def save(self, folder: Path) -> None:
        """Write the index to `folder`, which is made."""
        self._bm25.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what `save` wrote."""
        return cls(_bm25s().BM25.load(str(folder), show_progress=False))

    def document_frequency(self, token: str) -> int:
        """How many passages hold `token`."""
        position = self._bm25.vocab_dict.get(token)
        if position is None:
            return 0
        starts = self._bm25.scores["indptr"]
        return int(starts[position + 1] - starts[position])

    def scores(self, weights: dict[str, float]) -> NDArray[np.float32]:
        """BM25 of every passage for the query's tokens, each times its weight; shape (passages,)."""
        import numpy as np

        total = np.zeros(self.size, dtype=np.float32)
        for token, weight in weights.items():
            if self.document_frequency(token):
                total += np.float32(weight) * self._bm25.get_scores([token])
        return total


def _bm25s() -> Any:
    """The library, which sets its own logger to debug when it is imported."""
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s


class LexicalRetriever:
    """BM25 over the releases of an index."""

    def __init__(self, indexes: Mapping[str, LexicalIndex], passages: Mapping[str, Sequence[Passage]]) -> None:
        self._indexes = indexes
        self._passages = passages

    def search(self, query: str, *, releases: Sequence[str], k: int = 10) -> list[Hit]:
        """At most `k` passages that share a word with `query`, best first; ties in reading order."""
        counts = Counter(tokens(query))
        scored: list[tuple[float, Passage]] = []
        for release in releases:
            scores = self._indexes[release].scores(self._weights(counts, release, releases))
            best = sorted(range(len(scores)), key=lambda i: (-scores[i], i))[:k]
            scored.extend((float(scores[i]), self._passages[release][i]) for i in best if scores[i] > 0)
        scored.sort(key=lambda pair: -pair[0])
        return [Hit(passage, rank, bm25_score=score) for rank, (score, passage) in enumerate(scored[:k], start=1)]

    def _weights(self, counts: Counter[str], release: str, releases: Sequence[str]) -> dict[str, float]:
        """Turns the rarity of a word in the release it was indexed with into its rarity in all that are searched."""
        if len(releases) == 1:
            return {token: float(count) for token, count in counts.items()}
        here = self._indexes[release]
        total = sum(self._indexes[name].size for name in releases)
        weights = {}
        for token, count in counts.items():
            everywhere = sum(self._indexes[name].document_frequency(token) for name in releases)
            local = _rarity(here.size, here.document_frequency(token))
            weights[token] = count * _rarity(total, everywhere) / local
        return weights


def _rarity(passages: int, holding: int) -> float:
    """Lucene's inverse document frequency."""
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))
