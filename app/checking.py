"""Checking: whether what `answer()` was given has the types of its contract.

In: a question, a history, a release. Out: nothing, or an error that says what was expected, what was found and what to
do.

    AnswerError (TypeError)
    +-- WrongType        an argument of another type than the contract's
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class AnswerError(TypeError):
    """`answer()` was called in a way that has no answer."""


class WrongType(AnswerError):
    """An argument has another type than the contract's."""


def check(question: object, history: object = None, release: object = None) -> None:
    """Raises `WrongType` when an argument has another type than the contract's."""
    if not isinstance(question, str):
        raise WrongType(f"question must be a string; found {type(question).__name__}. Pass what the user typed.")
    if release is not None and not isinstance(release, str):
        raise WrongType(f"release must be a release's id or None; found {type(release).__name__}.")
    if history is None:
        return
    if isinstance(history, str | bytes | Mapping) or not isinstance(history, Sequence):
        raise WrongType(f"history must be a list of messages; found {type(history).__name__}. Pass [] for none.")
    for message in history:
        if not isinstance(message, Mapping) or "role" not in message or "content" not in message:
            raise WrongType(f"a message of history must be a dict with 'role' and 'content'; found {message!r:.80}.")
