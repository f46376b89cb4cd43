"""Many people at once: `python tests/app/chat/bench.py [--url URL] [--people 50] [--questions 8]`.

Each is a `gradio_client` that asks over the page's API and compares every answer with the one that the same question
got when nobody else was asking. Prints how many answers were wrong or crossed, errors, p50 and p95, and the server's
memory. Without a URL it serves the real chat in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

QUESTIONS = (
    "What was Total Revenues?",
    "What was Operating Income?",
    "By how many percent did SI revenue fall?",
    "What were total assets?",
    "What was SI as a percentage of Total Revenues?",
    "Which cost item was the largest?",
    "Why did operating income fall?",
    "How many employees does the company have?",
    "What was net cash provided by operating activities?",
    "What was Equipment Sales?",
)
ROOT = Path(__file__).parents[3]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--url")
    options.add_argument("--people", type=int, default=50)
    options.add_argument("--questions", type=int, default=8)
    given = options.parse_args()
    server = None
    if not given.url:
        code = "from app.chat import launch; launch(port=7955, exact_port=True, open_browser=False)"
        server = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
        given.url = "http://127.0.0.1:7955"
    try:
        await_ready(given.url)
        report(given.url, given.people, given.questions, server)
    finally:
        if server:
            server.terminate()


def await_ready(url: str) -> None:
    for _ in range(600):
        with suppress(OSError), urlopen(f"{url}/health") as reply:
            if b'"ready"' in reply.read():
                return
        time.sleep(0.5)
    raise SystemExit(f"{url} does not get ready.")


def memory(server: subprocess.Popen | None) -> str:
    if server is None:
        return ""
    pages = int(Path(f"/proc/{server.pid}/statm").read_text().split()[1])
    return f"{pages * os.sysconf('SC_PAGE_SIZE') / 2**20:.0f} MB"


@dataclass
class Tally:
    """What a round came to."""

    seconds: list[float] = field(default_factory=list)
    wrong: int = 0
    errors: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def report(url: str, people: int, questions: int, server: subprocess.Popen | None) -> None:
    from gradio_client import Client

    alone = Client(url, verbose=False)
    expected = {question: comparable(alone.predict(question, api_name="/answer")) for question in QUESTIONS}
    before = memory(server)
    for around in (1, 2):
        tally, began = Tally(), time.perf_counter()
        with ThreadPoolExecutor(people) as pool:
            list(pool.map(lambda number: talk(url, number, questions, expected, tally), range(people)))  # noqa: B023
        whole, answers = time.perf_counter() - began, len(tally.seconds)
        median, p95 = statistics.median(tally.seconds), statistics.quantiles(tally.seconds, n=20)[18]
        print(
            f"round {around}: {people} people, {answers} answers in {whole:.1f} s ({answers / whole:.0f}/s), wrong or "
            f"crossed {tally.wrong}, errors {tally.errors}, p50 {median:.2f} s, p95 {p95:.2f} s, "
            f"memory {before} -> {memory(server)}",
            flush=True,
        )


def talk(url: str, number: int, questions: int, expected: dict, tally: Tally) -> None:
    from gradio_client import Client

    client = Client(url, verbose=False)
    for turn in range(questions):
        question, began = QUESTIONS[(number * 3 + turn) % len(QUESTIONS)], time.perf_counter()
        try:
            said = comparable(client.predict(question, api_name="/answer"))
        except Exception:  # noqa: BLE001
            with tally.lock:
                tally.errors += 1
            continue
        with tally.lock:
            tally.seconds.append(time.perf_counter() - began)
            tally.wrong += said != expected[question]


def comparable(reply: dict) -> dict:
    return {name: value for name, value in reply.items() if name != "timings"}


if __name__ == "__main__":
    main()
