"""Ligatures: letters that a PDF draws as one glyph and whose text is lost ("pro_t", "o_ce", "con_ict").

In: words in which NUL or U+FFFD stands for a glyph without text. Out: the words repaired. The glyph is one of fi, fl,
ff, ffi, ffl; the one is taken that makes a word that the document prints elsewhere, or one in `ligature_words.txt`;
where several do, or none, the glyph's width decides between two and three letters, and "fi" is the commonest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

LOST = "\x00"
_LIGATURES = ("fi", "ff", "fl", "ffi", "ffl")
_TYPOGRAPHIC = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": ""}
)


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    text = resources.files("corpus.readers").joinpath("ligature_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def has_lost_glyph(text: str) -> bool:
    """Whether a glyph of `text` came without its letters."""
    return LOST in text or "\ufffd" in text


def vocabulary(words: Iterable[str]) -> frozenset[str]:
    """The words that a document prints whole, in small letters."""
    return frozenset(
        part.lower() for word in words if not has_lost_glyph(word) for part in re.findall(r"[A-Za-z]{3,}", word)
    )


def repaired(word: str, document: frozenset[str], glyph_widths: tuple[float, ...] = ()) -> str:
    r"""`word` with its lost ligatures put back. `glyph_widths`: each lost glyph's, in font sizes.

    >>> repaired("con\x00ict", frozenset()), repaired("tari\x00s,", frozenset()), repaired("o\x00ce", frozenset())
    ('conflict', 'tariffs,', 'office')
    """
    text = word.translate(_TYPOGRAPHIC).replace("\ufffd", LOST)
    lost = text.count(LOST)
    if not lost or not re.search(r"[A-Za-z]", text) or lost > 3:
        return text.replace(LOST, "")
    candidates = [text]
    for _ in range(lost):
        candidates = [c.replace(LOST, ligature, 1) for c in candidates for ligature in _LIGATURES]
    known = [c for c in candidates if _is_known(c, document)]
    return min(known or candidates, key=lambda c: (_misfit(text, c, glyph_widths), candidates.index(c)))


def _is_known(candidate: str, document: frozenset[str]) -> bool:
    parts = [part.lower() for part in re.findall(r"[A-Za-z]+", candidate)]
    return any(part in document or _stems(part) & _known_words() for part in parts if re.search(r"f[fil]", part))


def _stems(word: str) -> frozenset[str]:
    endings = (
        "s",
        "es",
        "d",
        "ed",
        "ing",
        "ly",
        "er",
        "ers",
        "al",
        "ation",
        "ations",
        "ment",
        "able",
        "ally",
        "ial",
        "ially",
        "ive",
        "ively",
        "ity",
    )
    stems = {word, *(word[: -len(e)] for e in endings if word.endswith(e) and len(word) - len(e) >= 3)}
    stems |= {stem + "e" for stem in stems} | {stem[:-1] + "y" for stem in stems if stem.endswith("i")}
    prefixes = ("non", "un", "re", "dis", "mis", "pre", "over", "out", "in")
    return frozenset(
        stems | {stem[len(p) :] for stem in stems for p in prefixes if stem.startswith(p) and len(stem) - len(p) >= 3}
    )


def _misfit(lost: str, candidate: str, widths: tuple[float, ...]) -> int:
    """How far the letters put in are from what the glyphs' widths have room for: about 0.29 font sizes a letter."""
    if not widths:
        return 0
    letters = len(candidate) - (len(lost) - lost.count(LOST))
    return abs(letters - sum(3 if width > 0.76 else 2 for width in widths))
