"""index/: what can be found. Blocks and facts in, ranked hits out.

- passages.py: a release -> passages: paragraphs, and table rows with their title and headers
- embedding.py: text -> vectors (passages by sentence-transformers, questions by the same model on onnxruntime)
- export.py: that model, written as ONNX
- dense.py: search by meaning, in Chroma
- lexical.py: search by words, BM25
- fusion.py: the two rankings as one, by reciprocal rank
- hits.py: what a search returns, and what every retriever promises
- sources.py, manifest.py: what is to be indexed, and what the index holds
- build.py, lock.py, progress.py: the index made, by one process at a time, and kept up to date
- search.py, on_demand.py: the index open for reading, each release loaded when it is searched
- retriever.py: the index as a LangChain retriever
"""

from index.build import build_index, open_index
from index.errors import (
    IndexBusy,
    IndexMissing,
    IndexNotWritten,
    ModelChanged,
    ModelMissing,
    ReleaseNotIndexed,
    SearchError,
    StoreUnreachable,
)
from index.hits import Hit, Retriever
from index.passages import Passage, passages_from_document
from index.search import Index, Method

__all__ = [
    "Hit",
    "Index",
    "IndexBusy",
    "IndexMissing",
    "IndexNotWritten",
    "Method",
    "ModelChanged",
    "ModelMissing",
    "Passage",
    "ReleaseNotIndexed",
    "Retriever",
    "SearchError",
    "StoreUnreachable",
    "build_index",
    "open_index",
    "passages_from_document",
]
