"""Answering: a question in, a cited answer or a refusal out. `answer()` is the contract that everything else goes through.

The journey, one function an arrow: question -> reading -> evidence -> calculation -> reply. `chain()` is the same as LangChain
runnables. Bad input is a refusal; a wrong type or an unknown release raises a named error that says what to do.

    AnswerError (TypeError)
    +-- WrongType        an argument of another type than the contract's
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from corpus.document import Document, document
from corpus.release import load_release, release_ids

from app.conversation import user_messages
from app.engine import Engine
from app.reply import Reply

Message = Mapping[str, Any]


class AnswerError(TypeError):
    """`answer()` was called in a way that has no answer."""


class WrongType(AnswerError):
    """An argument has another type than the contract's."""


def answer(question: str, history: Sequence[Message] | None = None, release: str | None = None) -> Reply:
    """The answer to a question about a release, with its citations, or a refusal with its reason.

    `history` holds earlier messages, oldest first, as dicts with `role` and `content`. `release` is a release's id; None means
    the only one, or the one that the question names. Raises `WrongType` and `corpus.release.UnknownRelease`.
    """
    _check(question, history, release)
    return _engine(release or _meant(question)).answer(question, user_messages(history or ()))


def answer_over(document: Document, question: str, history: Sequence[Message] | None = None) -> Reply:
    """The same over a document in memory, without an index."""
    _check(question, history, None)
    return _engine_over(document).answer(question, user_messages(history or ()))


def _check(question: object, history: object, release: object) -> None:
    if not isinstance(question, str):
        raise WrongType(f"question must be a string; found {type(question).__name__}. Pass what the user typed.")
    if history is not None and (isinstance(history, str | bytes | Mapping) or not isinstance(history, Sequence)):
        raise WrongType(f"history must be a list of messages; found {type(history).__name__}. Pass [] when there is none.")
    for message in history or ():  # type: ignore[attr-defined]
        if not isinstance(message, Mapping) or "role" not in message or "content" not in message:
            raise WrongType(f"a message of history must be a dict with 'role' and 'content'; found {message!r:.80}.")
    if release is not None and not isinstance(release, str):
        raise WrongType(f"release must be a release's id or None; found {type(release).__name__}.")


def _meant(question: str) -> str:
    """The release that a question is about: the shipped one, unless the question names the company of another."""
    ids = release_ids()
    return ids[0] if len(ids) == 1 else _named(question, tuple(ids))


def _named(question: str, ids: tuple[str, ...]) -> str:
    lowered = question.lower()
    for release_id in ids:
        release = load_release(release_id)
        if any(name.lower() in lowered for name in (release.company, *release.aliases) if len(name) > 2):
            return release_id
    return ids[0]


def _engine(release_id: str) -> Engine:
    release = load_release(release_id)
    return _cached_engine(release.id, release.text)


@lru_cache(maxsize=16)
def _cached_engine(release_id: str, text: str) -> Engine:
    return Engine(document(load_release(release_id)), search=_search(release_id))


@lru_cache(maxsize=64)
def _engine_over(document: Document) -> Engine:
    return Engine(document)


def _search(release_id: str) -> Callable[[str, int], list[Any]]:
    """The index's hybrid search over one release, opened when it is first needed."""

    return lambda query, k: list(_index().search(query, release=release_id, k=k))


@lru_cache(maxsize=1)
def _index() -> Any:
    """The index, opened once; it finds by itself what another process has written."""
    from index import open_index

    return open_index()


def timed(reply: Reply, started: float) -> Reply:
    return replace(reply, timings={**reply.timings, "seconds": time.perf_counter() - started})
