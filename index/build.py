"""Build: the index of all releases, made beside the old one and swapped in by rename.

In: the releases, parsed by `corpus`. Out: a generation (passages, BM25, vectors) that the manifest names.
Only what changed is made again: a release is parsed when its text, the parser or the model changed, and a passage is
embedded when its text is new. One process builds at a time, under a file lock. A process killed half-way leaves the old
index answering, and the next build sweeps up after it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import uuid
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.embedding import (
    PassageEncoder,
    SentenceTransformerEncoder,
    find_model,
    verified_digest,
)
from index.errors import IndexMissing, IndexNotWritten
from index.export import export
from index.lexical import LexicalIndex
from index.lock import only_writer
from index.manifest import (
    IndexedRelease,
    Manifest,
    exported_model_folder,
    generation_folder,
    is_whole,
    read_manifest,
    write_manifest,
)
from index.passages import Passage, passages_from_document
from index.progress import Progress, shown
from index.search import Index, read_passages, write_passages
from index.sources import Place, Source, corpus_sources, default_place

if TYPE_CHECKING:
    from index.dense import VectorStore
    from index.embedding import Vectors

EMBEDDED_AT_ONCE = 64
REMEMBERED = 50_000
"""Texts whose vectors one build remembers from release to release (75 MB)."""


def open_index(
    *,
    place: Place | None = None,
    sources: Sequence[Source] | None = None,
    encoder: PassageEncoder | None = None,
    build: bool = True,
    progress: bool | Progress = False,
) -> Index:
    """The index of all releases, built first when it is missing or stale (`IndexMissing` instead with `build=False`).

    Looks only at digests: neither a model nor a parser is loaded when the index fits.
    """
    place = place or default_place()
    sources = list(sources) if sources is not None else corpus_sources()
    if not is_fresh(place, sources, encoder):
        if not build:
            raise IndexMissing(
                f"Expected an index of {len(sources)} releases in {place.folder}, found "
                f"{'one of other texts' if read_manifest(place.folder) else 'none'}. Run `tieout index` to build it."
            )
        build_index(place=place, sources=sources, encoder=encoder, progress=progress)
    return _reader(place, encoder)


def build_index(
    *,
    place: Place | None = None,
    sources: Sequence[Source] | None = None,
    encoder: PassageEncoder | None = None,
    progress: bool | Progress = True,
    force: bool = False,
) -> Index:
    """Bring the index up to date, with a progress bar; `force` makes everything anew.

    Raises `IndexBusy` within 5 s when another process builds, and `IndexNotWritten` when the folder cannot be written.
    """
    place = place or default_place()
    sources = list(sources) if sources is not None else corpus_sources()
    try:
        place.folder.mkdir(parents=True, exist_ok=True)
        with only_writer(place):
            if force or not is_fresh(place, sources, encoder):  # another process may have built it while we waited
                with shown(progress) as show:
                    _Build(place, encoder, show, force=force).run(sources)
    except OSError as error:
        raise IndexNotWritten(
            f"Expected to write the index in {place.folder}, found: {error}. Make room or give rights there, or set "
            "TIEOUT_HOME to another folder; an index that was there before still answers."
        ) from error
    return _reader(place, encoder)


def is_fresh(place: Place, sources: Sequence[Source], encoder: PassageEncoder | None = None) -> bool:
    """Whether the index holds just these releases, as they now are, made with this model, in this store."""
    manifest = read_manifest(place.folder)
    return (
        manifest is not None
        and is_whole(place.folder, manifest)
        and (encoder is not None or exported_model_folder(place.folder, manifest.model_digest).is_dir())
        and manifest.chroma == place.chroma
        and manifest.model == _model_fingerprint(place, encoder)
        and {s.release: _made_from(s, manifest.model_digest) for s in sources}
        == {release: held.made_from for release, held in manifest.releases.items()}
    )


def _reader(place: Place, encoder: PassageEncoder | None) -> Index:
    return Index(place.folder, encoder=encoder, model=place.model)


def _model_fingerprint(place: Place, encoder: PassageEncoder | None) -> str:
    return encoder.digest if encoder is not None else find_model(place.model).fingerprint


def _made_from(source: Source, model_digest: str) -> str:
    return hashlib.sha256(f"{source.release} {source.digest} {model_digest}".encode()).hexdigest()


class _Build:
    """One run of the builder: stage a generation, name it in the manifest, sweep."""

    def __init__(self, place: Place, encoder: PassageEncoder | None, progress: Progress, *, force: bool) -> None:
        self._place = place
        self._given = encoder
        self._progress = progress
        self._force = force
        self._digest = encoder.digest if encoder is not None else verified_digest(find_model(place.model))
        self._old = read_manifest(place.folder)
        self._usable = self._old if self._old and not force and self._is_usable(self._old) else None
        self._owner = self._old.owner if self._old else uuid.uuid4().hex[:8]
        self._generation = uuid.uuid4().hex[:12]
        self._made: dict[str, Vectors] = {}
        self._staged = place.folder / "generations" / f".building-{self._generation}"

    def run(self, sources: Sequence[Source]) -> None:
        self._sweep()
        self._staged.mkdir(parents=True)
        self._export_model()
        try:
            releases = self._write(sources)
            self._staged.rename(generation_folder(self._place.folder, self._generation))
        except BaseException:
            shutil.rmtree(self._staged, ignore_errors=True)
            raise
        fingerprint = _model_fingerprint(self._place, self._given)
        new = Manifest(self._owner, self._generation, fingerprint, self._digest, self._place.chroma, releases)
        write_manifest(self._place.folder, new)
        self._sweep(swapped=True)

    def _is_usable(self, old: Manifest) -> bool:
        return old.model_digest == self._digest and is_whole(self._place.folder, old)

    def _write(self, sources: Sequence[Source]) -> dict[str, IndexedRelease]:
        kept = self._kept(sources)
        store = self._staged_store()
        try:
            releases = {}
            for source in sources:
                held = kept.get(source.release) or self._write_release(source, store)
                releases[source.release] = held
            names = {held.name for held in releases.values()}
            if self._place.chroma is None:
                for name in store.names() - names:
                    store.delete(name)
        finally:
            store.close()
        for held in kept.values():
            shutil.copytree(self._old_folder() / held.name, self._staged / held.name, copy_function=_linked)
        return releases

    def _kept(self, sources: Sequence[Source]) -> dict[str, IndexedRelease]:
        """The releases that can stay as they are in the old generation."""
        if self._usable is None or self._usable.chroma != self._place.chroma:
            return {}
        wanted = {source.release: _made_from(source, self._digest) for source in sources}
        return {id_: held for id_, held in self._usable.releases.items() if wanted.get(id_) == held.made_from}

    def _staged_store(self) -> VectorStore:
        from index.dense import VectorStore

        if self._place.chroma is not None:
            return VectorStore(self._place.chroma)
        if self._usable is not None and self._usable.chroma is None:
            shutil.copytree(self._old_folder() / "chroma", self._staged / "chroma")
        return VectorStore(self._staged / "chroma")

    def _write_release(self, source: Source, store: VectorStore) -> IndexedRelease:
        self._progress("reading", 0, 1)
        passages = passages_from_document(source.document())
        made_from = _made_from(source, self._digest)
        name = f"tieout-{self._owner}-{_slug(source.release)}-{made_from[:12]}-{self._generation[:4]}"
        folder = self._staged / name
        folder.mkdir()
        write_passages(passages, folder)
        LexicalIndex.build([passage.lexical_text for passage in passages]).save(folder / "bm25")
        vectors = self._vectors(passages, self._known_vectors(source.release))
        self._progress("storing", 0, len(passages))
        store.write(name, [passage.id for passage in passages], vectors)
        return IndexedRelease(name, made_from, len(passages))

    def _known_vectors(self, release: str) -> dict[str, Vectors]:
        """The vectors of the old generation for this release, by the text that was embedded."""
        held = self._usable.releases.get(release) if self._usable else None
        if self._usable is None or held is None:
            return {}
        from index.dense import VectorStore

        try:
            store = VectorStore(self._usable.chroma or self._old_folder() / "chroma")
            try:
                by_id = store.vectors(held.name)
            finally:
                store.close()
            passages = read_passages(self._old_folder() / held.name)
        except Exception:  # noqa: BLE001 - vectors that cannot be read are made again
            return {}
        return {p.indexed_text: by_id[p.id] for p in passages if p.id in by_id}

    def _vectors(self, passages: Sequence[Passage], known: dict[str, Vectors]) -> Vectors:
        """One vector a passage, in order; equal texts are embedded once."""
        import numpy as np

        known = self._made | known
        texts = [passage.indexed_text for passage in passages]
        new = sorted({text for text in texts if text not in known}, key=len)  # equal lengths together: less padding
        for start in range(0, len(new), EMBEDDED_AT_ONCE):
            self._progress("embedding", start, len(new))
            batch = new[start : start + EMBEDDED_AT_ONCE]
            known |= dict(zip(batch, (self._given or self._reference).encode_passages(batch), strict=True))
        self._progress("embedding", len(new), len(new))
        if len(self._made) < REMEMBERED:  # releases of one company say much in the same words
            self._made |= {text: known[text] for text in new}
        return np.array([known[text] for text in texts], dtype=np.float32)

    @cached_property
    def _reference(self) -> SentenceTransformerEncoder:
        """The model itself, loaded when something has to be embedded or exported."""
        self._progress("loading the model", 0, 1)
        return SentenceTransformerEncoder(find_model(self._place.model), download=self._place.download)

    def _export_model(self) -> None:
        """Export the model for questions, unless that was done, or was tried and failed."""
        folder = exported_model_folder(self._place.folder, self._digest)
        if self._given is not None or (folder.is_dir() and not self._force):
            return
        reference = self._reference
        self._progress("exporting the model", 0, 1)
        staged = folder.with_name(f".building-{self._generation}")
        export(reference, staged)
        shutil.rmtree(folder, ignore_errors=True)
        staged.rename(folder)

    def _old_folder(self) -> Path:
        assert self._old is not None
        return generation_folder(self._place.folder, self._old.generation)

    def _sweep(self, *, swapped: bool = False) -> None:
        """Remove what no manifest names, half-built or outdated, but the last generation: a reader may have it open."""
        olds = [self._old] if self._old else []
        generations = {old.generation for old in olds} | ({self._generation} if swapped else set())
        models = {old.model_digest[:16] for old in olds} | {self._digest[:16]}
        for parent, kept in (("generations", generations), ("models", models)):
            folder = self._place.folder / parent
            for found in folder.iterdir() if folder.is_dir() else ():
                if found.name not in kept:
                    shutil.rmtree(found, ignore_errors=True)
        if self._place.chroma is not None:
            self._sweep_server(self._place.chroma)

    def _sweep_server(self, chroma: str) -> None:
        from index.dense import VectorStore

        manifest = read_manifest(self._place.folder)
        named = {held.name for held in manifest.releases.values()} if manifest else set()
        store = VectorStore(chroma)
        for name in store.names() - named:
            if name.startswith(f"tieout-{self._owner}-"):
                store.delete(name)
        store.close()


def _linked(source: str, target: str) -> None:
    """A file that never changes in a second place: by a link where the disk has them, else by a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _slug(release: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", release.casefold()).strip("-")[:40] or "release"
