"""Feedback, replayed: the answers that users marked as wrong, beside what is answered now.

In: the chat's `feedback.jsonl` (one line a mark: verdict, note, question, the questions before it, the reply).
Out: `Replayed` records, one for each question, and candidate gold questions. A candidate is in the gold's own format,
but nobody has yet said what is right: its value and evidence are empty, so that it cannot be scored until a person
has filled them in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.reply import Reply
from eval.evaluate import replayed_chat
from eval.questions import Kind
from eval.sources import Source, as_reply

KIND_OF: Mapping[str, Kind] = {"figure": "lookup", "refusal": "unanswerable"}
"""The gold's word for a kind of reply, where it has another."""


class FeedbackError(ValueError):
    """A feedback file that holds something else; the message says where and what."""


@dataclass(frozen=True)
class Marked:
    """A question whose answer was marked, once or by several people."""

    question: str
    history: tuple[str, ...]
    release: str
    marks: tuple[tuple[str, str], ...]
    """Verdict and note of each mark, in the order of the file."""
    then: Mapping[str, Any]
    """The reply that was marked last, as `Reply.as_dict()` gave it."""


@dataclass(frozen=True)
class Replayed:
    """A marked question with what is answered now; `trouble` says why it could not be asked."""

    marked: Marked
    now: Reply | None
    trouble: str = ""

    @property
    def changed(self) -> bool:
        """Whether the answer is another one than the one that was marked: its words, its number or its places."""
        return self.now is None or _essence(self.now.as_dict()) != _essence(self.marked.then)


def load(path: Path) -> list[Marked]:
    """The marked questions in the order in which they were first marked; raises `FeedbackError`."""
    if not path.exists():
        raise FeedbackError(f"no feedback: {path} does not exist. It is written when a user reports an answer.")
    found: dict[tuple[str, tuple[str, ...], str], Marked] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            marked = _marked(line, f"{path}:{number}")
            key = (marked.question, marked.history, marked.release)
            earlier = found[key].marks if key in found else ()
            found[key] = Marked(*key, (*earlier, *marked.marks), marked.then)
    return list(found.values())


def _marked(line: str, place: str) -> Marked:
    try:
        record = json.loads(line)
        history = tuple(map(str, record.get("history", ())))
        marks = ((str(record["verdict"]), str(record.get("note", ""))),)
        return Marked(str(record["question"]), history, str(record["release"] or ""), marks, dict(record["reply"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FeedbackError(
            f"{place}: not a line of the chat's feedback ({type(error).__name__}: {error}). Remove it or mend it."
        ) from error


def replay(marked: Iterable[Marked], source_of: Callable[[str], Source]) -> Iterator[Replayed]:
    """Ask each question again, after the questions that were asked before it."""
    for one in marked:
        try:
            source = source_of(one.release)
            yield Replayed(one, as_reply(source.ask(one.question, replayed_chat(one.history, source))))
        except Exception as error:  # noqa: BLE001 -- a release that is gone, a crash: the others are still asked
            yield Replayed(one, None, f"{type(error).__name__}: {error}")


def candidate(one: Replayed) -> dict[str, Any]:
    """A gold question to be filled in by a person."""
    marked = one.marked
    name = "|".join((marked.question, *marked.history, marked.release))
    said = "; ".join(verdict + (f": {note}" if note else "") for verdict, note in marked.marks)
    kind = str(marked.then.get("kind", "figure"))
    return {
        "id": f"fb-{hashlib.sha256(name.encode()).hexdigest()[:8]}",
        "question": marked.question,
        "history": list(marked.history),
        "kind": "conversation" if marked.history else KIND_OF.get(kind, kind),
        "answer": "",
        "value": None,
        "unit": None,
        "tol": None,
        "must": [],
        "must_not": [],
        "abstain": False,
        "evidence": "",
        "note": f"marked {said}. Answered: {_shortened(marked.then.get('text', ''))}",
        "doc": marked.release,
        "voice": "feedback",
    }


def save_candidates(replayed: Sequence[Replayed], path: Path) -> None:
    """Write the candidates as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(candidate(one), ensure_ascii=False) for one in replayed)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def as_text(replayed: Sequence[Replayed]) -> str:
    """The marked questions with both answers, for a terminal."""
    blocks = ["\n".join(_lines(one)) for one in replayed]
    changed = sum(one.changed for one in replayed)
    blocks.append(
        f"{len(replayed)} marked questions: {changed} answered otherwise now, {len(replayed) - changed} the same"
    )
    return "\n\n".join(blocks)


def _lines(one: Replayed) -> Iterator[str]:
    marked = one.marked
    yield f"{'changed' if one.changed else 'same   '}  {marked.question}  ({marked.release})"
    for question in marked.history:
        yield f"  after   {question}"
    for verdict, note in marked.marks:
        yield f"  marked  {verdict}" + (f": {note}" if note else "")
    yield f"  then    {_shortened(marked.then.get('text', ''))}"
    if one.changed:
        yield f"  now     {_shortened(one.now.text) if one.now else one.trouble}"


def _essence(reply: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two answers the same to a reader."""
    places = [(cited.get("release"), cited.get("start"), cited.get("end")) for cited in reply.get("citations") or ()]
    return reply.get("text"), reply.get("value"), reply.get("unit"), reply.get("abstained"), places


def _shortened(text: str, length: int = 160) -> str:
    words = " ".join(text.split())
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
