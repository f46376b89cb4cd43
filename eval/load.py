"""Load: many people who ask at once, each a real client of the page's API.

In: how many people, how many questions each, and a running chat. Out: a `Round`: seconds of each answer, how many were
wrong or crossed, errors, memory before and after. An answer is right here when it is the one that the same question
got while nobody else was asking; so that crossed answers are seen, neighbours ask different questions.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from eval.totals import percentile

PATIENCE = 60
"""How many seconds a client waits for the server to say anything; its own default is 5."""
Client = Callable[[str], dict[str, Any]]
"""Asks a question; the whole reply as JSON."""


@dataclass
class Round:
    """What came of a round."""

    people: int
    whole: float = 0.0
    """Seconds from the first question to the last answer."""
    seconds: list[float] = field(default_factory=list)
    wrong: int = 0
    troubles: Counter[str] = field(default_factory=Counter)
    """Questions that got no answer, by what was raised instead."""
    before: float = 0.0
    """The server's memory, in MiB; zero where it cannot be read."""
    after: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def errors(self) -> int:
        """How many questions got no answer."""
        return self.troubles.total()

    def as_row(self, number: int) -> str:
        """The round as a row of the table."""
        p50, p95 = (percentile(self.seconds, share) if self.seconds else float("nan") for share in (50, 95))
        rate = len(self.seconds) / self.whole if self.whole else 0.0
        return (
            f"| {number} | {self.people} | {len(self.seconds)} | {self.wrong} | {self.errors} | {p50:.2f} | {p95:.2f} "
            f"| {rate:.0f} | {self.before:.0f} | {self.after:.0f} |"
        )


HEAD = (
    "| round | people | answers | wrong or crossed | errors | p50, s | p95, s | answers/s | MiB before | MiB after |\n"
    "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def rounds(
    connect: Callable[[], Client],
    questions: Sequence[str],
    *,
    people: int,
    each: int,
    times: int,
    memory: Callable[[], float] = lambda: 0.0,
) -> Iterator[Round]:
    """Round after round of `people` who ask `each` questions one after the other."""
    alone = connect()
    expected = {question: _comparable(alone(question)) for question in questions}
    for _ in range(times):
        done, began = Round(people, before=memory()), time.perf_counter()
        with ThreadPoolExecutor(people) as pool:
            asked = [_asked_by(person, questions, each) for person in range(people)]
            list(pool.map(lambda mine, to=done: _talk(connect, mine, expected, to), asked))
        done.whole, done.after = time.perf_counter() - began, memory()
        yield done


def _asked_by(person: int, questions: Sequence[str], each: int) -> list[str]:
    return [questions[(person * 3 + turn) % len(questions)] for turn in range(each)]


def _talk(connect: Callable[[], Client], asked: Sequence[str], expected: dict[str, Any], tally: Round) -> None:
    try:
        ask = connect()
    except Exception as error:  # noqa: BLE001 -- whatever it is, this person got no answers
        with tally.lock:
            tally.troubles[f"connecting: {type(error).__name__}"] += len(asked)
        return
    for question in asked:
        began = time.perf_counter()
        try:
            said = _comparable(ask(question))
        except Exception as error:  # noqa: BLE001 -- whatever it is, this person got no answer
            with tally.lock:
                tally.troubles[type(error).__name__] += 1
            continue
        with tally.lock:
            tally.seconds.append(time.perf_counter() - began)
            tally.wrong += said != expected[question]


def _comparable(reply: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in reply.items() if name != "timings"}


def client_of(url: str) -> Callable[[], Client]:
    """Connects to the page at a URL, each time as a new client."""

    def connect() -> Client:
        from gradio_client import Client as GradioClient

        client = GradioClient(url, verbose=False, httpx_kwargs={"timeout": PATIENCE})
        return lambda question: dict(client.predict(question, api_name="/answer"))

    return connect


@contextmanager
def served(command: Sequence[str], environment: dict[str, str], url: str) -> Iterator[Callable[[], float]]:
    """A chat that is running and ready; gives what reads its memory in MiB."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _await_ready(url, process)
        yield lambda: _mebibytes(process.pid)
    finally:
        process.terminate()
        process.wait(15)


def _await_ready(url: str, process: subprocess.Popen[bytes], seconds: float = 300) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), urlopen(f"{url}/health") as reply:  # noqa: S310 -- our own server
            if b'"ready"' in reply.read():
                return
        time.sleep(0.3)
    raise TimeoutError(f"the chat at {url} did not get ready within {seconds:.0f} s. Start it by hand: tieout chat")


def _mebibytes(pid: int) -> float:
    """Resident memory of a process (Linux only; zero elsewhere)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
