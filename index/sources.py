"""Sources: what is to be indexed and where the index is kept.

In: the releases of the corpus and the settings. Out: a `Source` for each release, whose digest changes whenever its
passages might, and a `Place`. Nothing is parsed here: a digest costs a millisecond, a document much more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

from corpus import blocks as corpus_blocks
from corpus.release import load_release, release_folders
from corpus.settings import settings
from index import passages as index_passages
from index.passages import Blocks


@dataclass(frozen=True)
class Source:
    """A release that is to be indexed. `digest` changes when its text or the parser does; `document` parses it."""

    release: str
    digest: str
    document: Callable[[], Blocks]


@dataclass(frozen=True)
class Place:
    """Where the index is and what it is made with.

    `folder` is its folder, `model` a sentence-transformers model (None: the packaged one), `chroma` the address of a
    Chroma server (None: the folder), `lock_seconds` how long to wait for another process that writes the index, and
    `download` whether a model may be fetched.
    """

    folder: Path
    model: str | None = None
    chroma: str | None = None
    lock_seconds: float = 4.5
    download: bool = False


def default_place() -> Place:
    """The place that the settings name."""
    said = settings()
    folder = said.home.expanduser() / "index"
    return Place(folder, said.model, said.chroma, max(0.0, said.lock_seconds - 0.5), said.download)


def corpus_sources() -> list[Source]:
    """Every release of the corpus."""
    return [
        Source(release, _digest([*_files(folder), parser_version()]), partial(_document, release))
        for release, folder in release_folders().items()
    ]


@cache
def parser_version() -> bytes:
    """A digest of the code that makes passages and their words, so that no one has to remember to raise a number."""
    corpus = Path(corpus_blocks.__file__).parent
    code = [file for file in corpus.rglob("*.py") if "readers" not in file.relative_to(corpus).parts]
    index = Path(index_passages.__file__)
    code += [*corpus.glob("*.toml"), index, index.with_name("lexical.py")]
    return _digest([file.read_bytes() for file in sorted(code)]).encode()


def _document(release: str) -> Blocks:
    from corpus.document import document  # parsing loads more than a search needs

    return document(load_release(release))


def _files(folder: Path) -> list[bytes]:
    files = [file for file in sorted(folder.iterdir()) if file.suffix in (".txt", ".toml")]
    stats = [(file, file.stat()) for file in files]
    return [_file_digest(file, stat.st_mtime_ns, stat.st_size) for file, stat in stats]


@lru_cache(maxsize=20_000)
def _file_digest(file: Path, _changed: int, _size: int) -> bytes:
    """The digest of a file, read once for each version of it."""
    return hashlib.sha256(file.read_bytes()).digest()


def _digest(parts: list[bytes]) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
