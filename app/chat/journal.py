"""Journal: what the server did, one line of JSON each, in `chat.jsonl` in TIEOUT_HOME.

In: the records of the logger "tieout.chat". Out: a file that turns over at a few megabytes. What users asked is in
it only where that was wished for.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST, KEPT = 4_000_000, 3


class OneLineOfJson(logging.Formatter):
    """Time and level before the record's own fields (`extra={"fields": {...}}`), or its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["trouble"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def keep_journal(folder: Path) -> Path:
    """Begin to write; the file that is written to."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "chat.jsonl"
    file = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    file.setFormatter(OneLineOfJson())
    log = logging.getLogger("tieout.chat")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.handlers = [file]
    return path
