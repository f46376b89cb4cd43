"""Evaluate: gold questions through an answerer.

In: questions and their sources. Out: one `Result` for each question, in order. The chat before a question is replayed
through the same answerer, so that a follow-up stands on the answers that a user would have seen. A crash is an
incorrect answer with its traceback kept.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.reply import Citation, Reply
from eval.provenance import inexact_citations, untied_numerals
from eval.questions import Question
from eval.scoring import Score, score
from eval.slips import Slip, slip_of
from eval.sources import Message, Source, as_reply


@dataclass(frozen=True)
class Result:
    """What came of one question. `seconds` is the last answer alone, without the replayed chat."""

    question: Question
    reply: Reply | None
    score: Score
    seconds: float
    untied: tuple[str, ...] = ()
    """Numerals shown that stand in no quote, question or calculation."""
    untied_by_labels: tuple[str, ...] = ()
    """Those that stand in no label of a citation either."""
    inexact: tuple[Citation, ...] = ()
    """Citations whose quote is not the text at its offsets."""
    slip: Slip = ""
    """How a printed number was given for another, where that is what went wrong."""
    traceback: str = ""


def evaluate(questions: Iterable[Question], source_of: Callable[[str], Source]) -> Iterator[Result]:
    """Ask each question; `source_of` gives the source of a `doc`."""
    for question in questions:
        yield ask(question, source_of(question.doc))


def ask(question: Question, source: Source) -> Result:
    """Ask one question and score the reply."""
    started = time.perf_counter()
    try:
        history = replayed_chat(question.history, source)
        started = time.perf_counter()
        reply = as_reply(source.ask(question.question, history))
        seconds = time.perf_counter() - started
        asked = [question.question, *(message["content"] for message in history)]
        scored = score(question, reply)
        return Result(
            question,
            reply,
            scored,
            seconds,
            untied=tuple(untied_numerals(reply, asked)),
            untied_by_labels=tuple(untied_numerals(reply, asked, labels=True)),
            inexact=tuple(inexact_citations(reply, source.text_of)),
            slip=slip_of(question, reply, source.facts()) if scored.outcome == "incorrect" else "",
        )
    except Exception as error:  # noqa: BLE001 -- whatever it is, the user would have met it
        why = f"crashed: {type(error).__name__}: {error}"
        return Result(
            question, None, Score("incorrect", why), time.perf_counter() - started, traceback=traceback.format_exc()
        )


def replayed_chat(earlier: Sequence[str], source: Source) -> list[Message]:
    """The messages of a chat in which these questions were asked, with the answers that they get now."""
    history: list[Message] = []
    for question in earlier:
        reply = as_reply(source.ask(question, tuple(history)))
        history += [{"role": "user", "content": question}, {"role": "assistant", "content": reply.text}]
    return history
