"""The index as a LangChain retriever.

In: a query. Out: LangChain `Document`s: the text of a passage, and in the metadata where it stands in the release.
LangChain's types stay in this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.hits import Hit
from index.search import Index, Method


class PassageRetriever(BaseRetriever):
    """Finds passages with an `Index`; `release`, `k` and `method` are those of `Index.search`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    release: str | Sequence[str] | None = None
    k: int = 10
    method: Method = "fused"

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002
        hits = self.index.search(query, self.release, self.k, self.method)
        return [document_from_hit(hit) for hit in hits]


def document_from_hit(hit: Hit) -> Document:
    """A hit in LangChain's shape; metadata that does not apply is left out."""
    passage = hit.passage
    metadata: dict[str, Any] = {
        "release": passage.release,
        "kind": passage.kind,
        "section": passage.section,
        "headings": list(passage.headings),
        "start": passage.start,
        "end": passage.end,
        "table": passage.table,
        "row": passage.row,
        "rank": hit.rank,
        "cosine_similarity": hit.cosine_similarity,
        "bm25_score": hit.bm25_score,
    }
    known = {key: value for key, value in metadata.items() if value is not None}
    return Document(id=passage.id, page_content=passage.text, metadata=known)
