r"""Questions: the gold questions, with what a right answer must hold.

In: JSON Lines in the format of `eval/gold/README.md`, such as

    {"id": "an-001", "question": "SI revenue growth?", "history": [], "kind": "lookup", "answer": "Down 14.6%.",
     "value": -14.6, "unit": "%", "tol": 0.05, "must": [], "must_not": [], "abstain": false,
     "evidence": "SI\t7,689\t6,565\t(14.6%)", "note": "printed", "doc": "iij-1q09", "voice": "analyst"}

Out: `Question` records. The quirk: numbers are in base units (JPY 15,835 million is 15835000000; 8.7% is 8.7), and the
file's name says which split it belongs to: `<voice>.dev.jsonl` is for looking at, `<voice>.test.jsonl` is not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args

Kind = Literal[
    "lookup", "calculation", "comparison", "ranking", "count", "prose", "list",
    "conversation", "unanswerable", "false_premise", "ambiguous", "injection",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
Split = Literal["dev", "test", "all"]
GOLD = Path(__file__).parent / "gold"
ACROSS = "across"
"""The folder of the questions over several releases."""


class GoldError(ValueError):
    """A gold file that does not say what the format asks for; the message holds file, line, and what is wrong."""


@dataclass(frozen=True)
class Question:
    """One gold question and what makes an answer to it right."""

    id: str
    question: str
    kind: Kind
    history: tuple[str, ...]
    """The user's earlier questions in the same chat, oldest first."""
    answer: str
    """The ideal answer, for people to read; it is not compared."""
    value: Decimal | None
    """The number in base units, or None where the answer is not a number."""
    unit: str | None
    tol: Decimal
    """How far a right number may lie from `value`, in base units."""
    must: tuple[str, ...]
    """Each must appear in the answer; "a|b" is either."""
    must_not: tuple[str, ...]
    """None may appear in the answer."""
    abstain: bool
    """True where the right answer is that the release does not say."""
    evidence: str
    """Words of the release that support the answer, verbatim; empty where it abstains."""
    note: str
    doc: str
    """The release: its id, or the name of its file."""
    voice: str
    """Who asks: the writer of the file."""
    split: str
    """"dev", "test", or "" where the file's name says neither."""
    cites: tuple[str, ...] = ()
    """The releases that the answer must cite, these and no others; empty where it is not asked."""
    starts: str = ""
    """How the answer must begin: with the winner of a comparison, with yes or no; empty where it is not asked."""


def gold_files(*, release: str | None = None, split: Split = "all", root: Path = GOLD) -> list[Path]:
    """The shipped gold files of one release (or of each), of one split (or both), in order of name.

    `release` "across" gives the questions over several releases, which are among those of no single one.
    """
    pattern = "*.jsonl" if split == "all" else f"*.{split}.jsonl"
    found = sorted(root.glob(f"{release or '*'}/{pattern}"))
    return [path for path in found if release == ACROSS or path.parent.name != ACROSS]


def load_questions(paths: Iterable[Path]) -> list[Question]:
    """The questions of these files, in order; raises `GoldError` on a bad line or on an id that stands twice."""
    questions = [question for path in paths for question in _questions_in(path)]
    seen: dict[str, str] = {}
    for question in questions:
        if question.id in seen:
            raise GoldError(f"the id {question.id!r} stands twice ({seen[question.id]!r}, {question.question!r})")
        seen[question.id] = question.question
    return questions


def _questions_in(path: Path) -> Iterator[Question]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_float=Decimal)
        except json.JSONDecodeError as error:
            raise GoldError(f"{path}:{number}: not JSON ({error})") from error
        problems = list(_problems(record))
        if problems:
            raise GoldError(f"{path}:{number}: {'; '.join(problems)}. The format is described in eval/gold/README.md.")
        yield _question(record, path)


def _question(record: Mapping[str, Any], path: Path) -> Question:
    voice, *middle = path.name.split(".")
    value = record["value"]
    return Question(
        id=record["id"],
        question=record["question"],
        kind=record["kind"],
        history=tuple(record["history"]),
        answer=record["answer"],
        value=None if value is None else Decimal(value),
        unit=record["unit"],
        tol=Decimal(record["tol"] or 0),
        must=tuple(record["must"]),
        must_not=tuple(record["must_not"]),
        abstain=record["abstain"],
        evidence=record["evidence"],
        note=record.get("note", ""),
        doc=record["doc"],
        voice=record.get("voice", voice),
        cites=tuple(record.get("cites", ())),
        starts=record.get("starts", ""),
        split=next((part for part in middle if part in ("dev", "test")), ""),
    )


_TYPES: dict[str, tuple[type, ...]] = {
    "id": (str,), "question": (str,), "history": (list,), "kind": (str,), "answer": (str,),
    "value": (int, Decimal, type(None)), "unit": (str, type(None)), "tol": (int, Decimal, type(None)),
    "must": (list,), "must_not": (list,), "abstain": (bool,), "evidence": (str,), "doc": (str,),
}  # fmt: skip


def _problems(record: Any) -> Iterator[str]:
    if not isinstance(record, dict):
        yield f"expected an object, found {type(record).__name__}"
        return
    missing = [name for name in _TYPES if name not in record]
    if missing:
        yield f"fields missing: {', '.join(missing)}"
        return
    for name, types in _TYPES.items():
        if not isinstance(record[name], types) or (name in ("value", "tol") and isinstance(record[name], bool)):
            yield f"{name} is {type(record[name]).__name__}, expected {' or '.join(t.__name__ for t in types)}"
    for name in ("history", "must", "must_not"):
        if not _all_strings(record[name]):
            yield f"{name} holds something that is not a string"
    if record["kind"] not in KINDS:
        yield f"kind {record['kind']!r} is none of {', '.join(KINDS)}"
    if record["value"] is not None and not record["unit"]:
        yield "a value without a unit"
    if record["abstain"] and record["value"] is not None:
        yield "abstains and has a value"
    if not record["abstain"] and not record["evidence"]:
        yield "no evidence"


def _all_strings(items: Sequence[Any]) -> bool:
    return all(isinstance(item, str) for item in items)
