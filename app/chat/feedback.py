"""Feedback: what users say of answers, kept as candidate gold questions.

In: a question, the questions before it, its reply, a verdict and a note. Out: one line of JSON in `feedback.jsonl` in
TIEOUT_HOME, which `tieout eval --feedback` replays.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from app.reply import Reply

VERDICTS: Final = ("wrong", "wrong evidence", "unclear")
LONGEST_NOTE = 2_000
_writing = threading.Lock()


def feedback_path() -> Path:
    """Where feedback is kept."""
    from corpus.settings import settings

    return Path(settings().home) / "feedback.jsonl"


def keep_feedback(
    question: str,
    reply: Reply,
    verdict: str,
    note: str = "",
    *,
    history: Sequence[str] = (),
    path: Path | None = None,
) -> Path:
    """Append the feedback; the file it went to. An unknown verdict is kept as "unclear".

    `history` holds the questions asked before, oldest first, without which a follow-up cannot be replayed.
    """
    path = path or feedback_path()
    line = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "verdict": verdict if verdict in VERDICTS else "unclear",
        "note": note.strip()[:LONGEST_NOTE],
        "question": question,
        "history": list(history),
        "release": reply.release,
        "reply": reply.as_dict(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with _writing, path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path
