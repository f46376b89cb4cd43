"""Runs: one evaluation as it is saved, and two of them compared.

In: `Result` records. Out: a run in JSON's types: the totals by split and kind, the quality of the replies, and one
row for each question. A row of the test split keeps its outcome alone, unless failures are asked for: nobody should
debug on it.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.evaluate import Result
from eval.totals import quality, totals_by_kind

Run = dict[str, Any]
FORMAT = 1


class RunError(ValueError):
    """A saved run that cannot be read."""


@dataclass(frozen=True)
class Comparison:
    """What changed between an earlier run and this one, by question id, over the questions that both asked."""

    common: int
    now_right: tuple[str, ...]
    no_longer_right: tuple[str, ...]
    now_wrong: tuple[str, ...]
    """Said something wrong now and did not before; a subset may have been right, or refused."""


def run_from(results: Sequence[Result], *, answerer: str, show_test: bool) -> Run:
    """The run to save."""
    splits = list(dict.fromkeys(result.question.split for result in results))
    return {
        "format": FORMAT,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "answerer": answerer,
        "splits": [_split(name, [r for r in results if r.question.split == name]) for name in splits],
        "rows": [row(result, hidden=result.question.split == "test" and not show_test) for result in results],
    }


def _split(name: str, results: Sequence[Result]) -> dict[str, Any]:
    return {
        "split": name,
        "totals": [asdict(total) for total in totals_by_kind(results)],
        "quality": asdict(quality(results)),
    }


def row(result: Result, *, hidden: bool) -> dict[str, Any]:
    """One question and what came of it, in JSON's types."""
    question, reply = result.question, result.reply
    kept: dict[str, Any] = {"id": question.id, "split": question.split, "kind": question.kind, "doc": question.doc}
    kept |= {"outcome": result.score.outcome, "seconds": round(result.seconds, 5)}
    if hidden:
        return kept
    kept |= {
        "question": question.question,
        "history": list(question.history),
        "expected": question.answer,
        "expected_value": None if question.value is None else f"{question.value} {question.unit}",
        "evidence": question.evidence,
        "why": result.score.why,
        "slip": result.slip,
        "untied": list(result.untied),
        "inexact": [one.quote for one in result.inexact],
        "traceback": result.traceback,
    }
    if reply is not None:
        kept |= {
            "text": reply.text,
            "value": None if reply.value is None else f"{reply.value} {reply.unit}",
            "abstained": reply.abstained,
            "reading": reply.reading,
            "calculation": str(reply.calculation or ""),
            "citations": [{"section": c.section, "quote": c.quote, "start": c.start} for c in reply.citations],
        }
    return kept


def save(run: Mapping[str, Any], path: Path) -> None:
    """Write the run as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(run, ensure_ascii=False, indent=1), encoding="utf-8")


def load(path: Path) -> Run:
    """Read a saved run; raises `RunError` where there is none."""
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(f"{path} holds no saved run: {error}") from error
    if not isinstance(run, dict) or run.get("format") != FORMAT:
        raise RunError(f"{path} is no run of format {FORMAT}, as `tieout eval` saves it")
    return run


def compare(earlier: Mapping[str, Any], run: Mapping[str, Any]) -> Comparison:
    """What changed since `earlier`."""
    before = {row["id"]: row["outcome"] for row in earlier["rows"]}
    after = {row["id"]: row["outcome"] for row in run["rows"] if row["id"] in before}
    return Comparison(
        common=len(after),
        now_right=tuple(key for key in after if after[key] == "correct" != before[key]),
        no_longer_right=tuple(key for key in after if before[key] == "correct" != after[key]),
        now_wrong=tuple(key for key in after if after[key] == "incorrect" != before[key]),
    )


def _commit() -> str:
    """The commit that was evaluated, with "+" when files differ from it; empty outside a work tree."""
    here = Path(__file__).parent
    try:
        found = subprocess.run(
            ["git", "describe", "--always", "--dirty=+"],  # noqa: S607 -- whichever git the developer uses
            cwd=here,
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return found.stdout.strip()
