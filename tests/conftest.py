"""What all tests share: a home of their own, no network, and an encoder that counts words and loads no model."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pytest

from corpus.settings import settings

if TYPE_CHECKING:
    from pathlib import Path

    from index.embedding import Vectors

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


class WordCounts:
    """An encoder in no time: each word adds to one of 256 dimensions. Deterministic over processes."""

    digest = "word-counts"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        self.encoded.extend(texts)
        return np.stack([self.encode_query(text) for text in texts])

    def encode_query(self, text: str) -> Vectors:
        import numpy as np

        from index.lexical import tokens

        vector = np.full(256, 1e-3, dtype=np.float32)
        for token in tokens(text):
            vector[hashlib.sha256(token.encode()).digest()[0]] += 1
        return (vector / np.linalg.norm(vector)).astype(np.float32)


@pytest.fixture
def encoder() -> WordCounts:
    return WordCounts()


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch, encoder: WordCounts) -> WordCounts:
    """The index is made and searched with word counts, wherever the code under test opens it."""
    for name in ("index.build.SentenceTransformerEncoder", "index.search.SentenceTransformerEncoder"):
        monkeypatch.setattr(name, lambda *_given, **_options: encoder)
    monkeypatch.setattr("index.build.export", lambda _encoder, folder: folder.mkdir(parents=True))
    return encoder


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """TIEOUT_HOME, empty, for one test; no setting of the developer's own reaches a test."""
    for name in list(os.environ):
        if name.startswith("TIEOUT_"):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("TIEOUT_HOME", str(home))
    settings.cache_clear()
    yield home
    settings.cache_clear()
