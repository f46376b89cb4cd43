"""index/: what can be found. Blocks and facts in, ranked hits out.

passages.py    a release -> passages: paragraphs, and table rows with their title and headers
embedding.py   text -> vectors (sentence-transformers for passages, the same model on onnxruntime for questions)
dense.py       search by meaning, in Chroma
lexical.py     search by words, BM25
fusion.py      the two rankings as one, by reciprocal rank
hits.py        what a search returns, and what every retriever promises
build.py       the index made, kept up to date and opened
search.py      the index open for reading
retriever.py   the index as a LangChain retriever
"""

from index.build import build_index, open_index
from index.errors import (
    IndexBusy,
    IndexMissing,
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
