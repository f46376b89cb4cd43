"""Answering: a question in, a cited answer or a refusal out. `answer()` is the contract that everything goes through.

The journey, one stage an arrow, stands in `app.chain`: question -> reading -> evidence -> calculation -> reply. Bad
input is a refusal; a wrong type or an unknown release raises a named error that says what to do (`app.checking`,
`corpus.release`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from app.across import Shelf
from app.chain import among, chain, over
from app.checking import AnswerError, WrongType
from app.engine import Engine
from app.reply import Reply
from corpus.cards import card_of
from corpus.document import Document

Message = Mapping[str, Any]

__all__ = ["AnswerError", "Message", "WrongType", "answer", "answer_among", "answer_over"]


def answer(question: str, history: Sequence[Message] | None = None, release: str | None = None) -> Reply:
    """The answer to a question about a release, with its citations, or a refusal with its reason.

    `history` holds earlier messages, oldest first, as dicts with `role` and `content`. `release` is a release's id;
    None means the only one, or the one that the question names. Raises `WrongType` and `corpus.release.UnknownRelease`.
    """
    return chain().invoke({"question": question, "history": history, "release": release})


def answer_over(document: Document, question: str, history: Sequence[Message] | None = None) -> Reply:
    """The same over a document in memory, without an index."""
    return over(_engine_over(document)).invoke({"question": question, "history": history})


def answer_among(documents: Sequence[Document], question: str, history: Sequence[Message] | None = None) -> Reply:
    """The same among documents in memory, as `answer` does it among the releases at hand."""
    by_id = {document.release.id: document for document in documents}
    held = tuple(card_of(document.release) for document in documents)
    shelf = Shelf(held, lambda release_id: _engine_over(by_id[release_id]))
    return among(shelf).invoke({"question": question, "history": history})


@lru_cache(maxsize=64)
def _engine_over(document: Document) -> Engine:
    return Engine(document)
