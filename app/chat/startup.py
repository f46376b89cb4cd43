"""Startup: what has to be ready before the first answer (the index), done while the page is already open.

In: a function that prepares, calling back with stage, done and total. Out: a status that the page and /health show.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

log = logging.getLogger("tieout.chat")

Progress = Callable[[str, int, int], None]
Prepare = Callable[[Progress], object]


@dataclass(frozen=True)
class Status:
    """How far the preparation is; `message` says what went wrong where it failed."""

    status: Literal["starting", "ready", "failed"] = "starting"
    stage: str = ""
    done: int = 0
    total: int = 0
    message: str = ""

    @property
    def words(self) -> str:
        """The state as a reader sees it."""
        if self.status == "failed":
            return f"The index could not be built: {self.message}"
        if self.status == "ready":
            return ""
        percent = f" {100 * self.done // self.total}%" if self.total > 1 else ""
        return f"Preparing the release: {self.stage or 'starting'}{percent}…"


class Startup:
    """Runs the preparation once, in the background; threads may wait for it."""

    def __init__(self, prepare: Prepare | None = None) -> None:
        self._prepare = prepare
        self._finished = threading.Event()
        self.status = Status()
        if prepare is None:
            self._end(Status("ready"))

    def start(self) -> Startup:
        """Begin, unless there is nothing to prepare or it has begun."""
        if self._prepare is not None:
            threading.Thread(target=self._run, args=(self._prepare,), name="tieout-startup", daemon=True).start()
            self._prepare = None
        return self

    def wait(self, seconds: float) -> bool:
        """Whether the preparation has ended, well or badly, within these seconds."""
        return self._finished.wait(seconds)

    def _run(self, prepare: Prepare) -> None:
        try:
            prepare(self._progress)
        except Exception as error:
            log.exception("startup failed")
            self._end(Status("failed", message=str(error) or type(error).__name__))
        else:
            self._end(Status("ready"))

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.status = replace(self.status, stage=stage, done=done, total=total)

    def _end(self, status: Status) -> None:
        self.status = status
        self._finished.set()
