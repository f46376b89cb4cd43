"""The shipped release in memory, read once for all tests of a process."""

from __future__ import annotations

import pytest

from app.answering import answer_over
from app.engine import Engine
from corpus.document import document
from corpus.release import load_release


@pytest.fixture(scope="session")
def release():
    return document(load_release("iij-1q09"))


@pytest.fixture(scope="session")
def understanding(release):
    """The engine, for tests of its parts."""
    return Engine(release)


@pytest.fixture(scope="session")
def ask(release):
    """Asks questions in one chat, and gives the reply to the last."""

    def asked(*questions):
        history = []
        for question in questions:
            reply = answer_over(release, question, history)
            history += [{"role": "user", "content": question}, {"role": "assistant", "content": reply.text}]
        return reply

    return asked
