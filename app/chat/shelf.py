"""Shelf: the releases that the page can show and ask, as the corpus holds them.

In: release ids. Out: releases with their blocks and facts, as the corpus reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.blocks import Block
from corpus.document import document
from corpus.facts import Fact
from corpus.release import Release, load_release, release_ids


@dataclass(frozen=True)
class OpenRelease:
    """A release, as parsed."""

    release: Release
    blocks: Sequence[Block]
    facts: Sequence[Fact]


class Shelf(Protocol):
    """Where releases come from."""

    def ids(self) -> list[str]:
        """Every release there is, the default one first."""

    def release(self, release_id: str) -> Release:
        """One release, unread."""

    def open(self, release_id: str) -> OpenRelease:
        """One release with its blocks and facts."""

    def add(self, path: Path) -> str:
        """Take in a file as a new release; its id."""


class CorpusShelf:
    """The releases of the corpus: the shipped one and those that were added."""

    def ids(self) -> list[str]:
        """Every release of the corpus, the shipped one first."""
        return list(release_ids())

    def release(self, release_id: str) -> Release:
        """One release, unread."""
        return load_release(release_id)

    def open(self, release_id: str) -> OpenRelease:
        """One release with its blocks and facts; the corpus reads a text once."""
        read = document(load_release(release_id))
        return OpenRelease(read.release, read.blocks, read.facts)

    def add(self, path: Path) -> str:
        """Take in a file as a new release; its id."""
        from corpus.library import add

        return add(path).id
