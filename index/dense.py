"""Dense search: passages by meaning, in Chroma, in a folder or on a server.

In: vectors of unit length with the ids of their passages, one collection a release. Out: for a query vector, ids with
their cosine similarity (Chroma's distance, 1 - cosine, is converted here and nowhere else).
The search is exact at this size: HNSW (Malkov and Yashunin 2016) visits as many candidates as the collection holds.
A folder is written by one process at a time, under the lock of the builder: two writers silently lose vectors.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.embedding import QueryEncoder
from index.errors import SearchError, StoreUnreachable
from index.hits import Hit
from index.on_demand import OnDemand
from index.passages import Passage

if TYPE_CHECKING:
    from index.embedding import Vectors

BATCH = 1_000
"""Chroma takes at most 5,461 at once, and reports nothing before it is through."""
TIES = 16
"""How many more are fetched, so that passages of equal text do not come and go at the end of the list."""
EXACT_UP_TO = 20_000
"""Passages of one release up to which every one is visited; above, the nearest of this many candidates."""
SECONDS_TO_CONNECT = 3.0


class VectorStore:
    """Chroma, and all that we ask of it. `where` is a folder, or the address of a server ("http://host:port")."""

    def __init__(self, where: Path | str) -> None:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if isinstance(where, Path):
            self._client: Any = chromadb.PersistentClient(str(where), settings=settings)
        else:
            host, port, ssl = server_address(where)
            _must_answer(host, port, where)
            try:
                self._client = chromadb.HttpClient(host, port, ssl=ssl, settings=settings)
            except ValueError as error:
                raise StoreUnreachable(
                    f"Expected a Chroma server at {where} (TIEOUT_CHROMA), found one that answers otherwise: {error}. "
                    "Start it with `chroma run`, or unset TIEOUT_CHROMA to keep the vectors in a folder."
                ) from error
        self._where = where
        self._collections: dict[str, Any] = {}
        self._named: set[str] | None = None

    def write(
        self, collection: str, ids: Sequence[str], vectors: Vectors, *, progress: Callable[[int], None] | None = None
    ) -> None:
        """Write `collection` anew; row i of `vectors` belongs to `ids[i]`. `progress` is told how many were written."""
        self.delete(collection)
        hnsw = {
            "space": "cosine",
            "ef_construction": 200,
            "max_neighbors": 32,
            "ef_search": max(100, min(len(ids), EXACT_UP_TO)),
        }
        self._named = self.names() | {collection}
        made = self._client.create_collection(collection, embedding_function=None, configuration={"hnsw": hnsw})
        for start in range(0, len(ids), BATCH):
            batch = slice(start, start + BATCH)
            made.upsert(ids=list(ids[batch]), embeddings=vectors[batch])
            if progress:
                progress(len(ids[batch]))

    def query(self, collection: str, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The ids of the `k` nearest vectors with their cosine similarity, nearest first."""
        found = self._open(collection).query(query_embeddings=[vector], n_results=k, include=["distances"])
        return [(name, 1.0 - distance) for name, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def vectors(self, collection: str) -> dict[str, Vectors]:
        """Every vector of a collection, by id."""
        held = self._open(collection).get(include=["embeddings"])
        return dict(zip(held["ids"], held["embeddings"], strict=True))

    def count(self, collection: str) -> int:
        """How many vectors a collection holds."""
        return int(self._open(collection).count())

    def names(self) -> set[str]:
        """The collections that are there."""
        if self._named is None:
            self._named = {collection.name for collection in self._client.list_collections()}
        return set(self._named)

    def delete(self, collection: str) -> None:
        """Remove a collection; nothing happens when it is not there."""
        self._collections.pop(collection, None)
        if collection in self.names():
            self._client.delete_collection(collection)
            self._named = self.names() - {collection}

    def close(self) -> None:
        """Let go of the folder, so that it can be renamed or removed, or of the connections to the server."""
        self._collections.clear()
        self._client.close()
        for client in (self._client, self._client._admin_client):
            session = getattr(client._server, "_session", None)
            if session is not None:  # connections to a server, which Chroma's own `close` leaves open
                session.close()

    def _open(self, collection: str) -> Any:
        if collection not in self._collections:
            # no embedding function: Chroma's own would download a model
            self._collections[collection] = self._client.get_collection(collection, embedding_function=None)
        return self._collections[collection]


def server_address(url: str) -> tuple[str, int, bool]:
    """Host, port and whether it is https.

    >>> server_address("http://127.0.0.1:8000")
    ('127.0.0.1', 8000, False)
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SearchError(f"TIEOUT_CHROMA: expected an address such as http://localhost:8000, found {url!r}.")
    return parts.hostname, port or (443 if parts.scheme == "https" else 8000), parts.scheme == "https"


def _must_answer(host: str, port: int, url: str) -> None:
    """Chroma's client waits long for a server that is not there; we ask first."""
    try:
        socket.create_connection((host, port), timeout=SECONDS_TO_CONNECT).close()
    except OSError as error:
        raise StoreUnreachable(
            f"Expected a Chroma server at {url} (TIEOUT_CHROMA), found none ({error}). "
            "Start it with `chroma run`, or unset TIEOUT_CHROMA to keep the vectors in a folder."
        ) from error


class DenseRetriever:
    """Passages by the cosine similarity of their vectors with that of the query."""

    def __init__(
        self,
        store: VectorStore,
        encoder: QueryEncoder,
        collections: Mapping[str, str],
        passages: Mapping[str, Sequence[Passage]],
    ) -> None:
        self._store = store
        self._encoder = encoder
        self._collections = collections
        self._places = OnDemand(list(passages), lambda r: {p.id: place for place, p in enumerate(passages[r])})
        self._passages = passages

    def search(self, query: str, *, releases: Sequence[str], k: int = 10) -> list[Hit]:
        """The `k` passages nearest to `query`, best first; ties in reading order."""
        vector = self._encoder.encode_query(query)
        found: list[tuple[float, int, int, Passage]] = []
        for order, release in enumerate(releases):
            for name, cosine_similarity in self._store.query(self._collections[release], vector, k + TIES):
                place = self._places[release][name]
                found.append((-cosine_similarity, order, place, self._passages[release][place]))
        found.sort(key=lambda candidate: candidate[:3])
        return [
            Hit(p, rank, cosine_similarity=-negative) for rank, (negative, _, _, p) in enumerate(found[:k], start=1)
        ]
