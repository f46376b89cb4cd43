"""Processes: whole programs started, timed and weighed.

In: a command. Out: how long it ran and how much memory it took at its peak, measured by the operating system.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

MEBIBYTE = 1024 * 1024
_WEIGH = """\
import os, sys, time
started = time.perf_counter()
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
_, status, used = os.wait4(pid, 0)
print(time.perf_counter() - started, used.ru_maxrss)
code = os.waitstatus_to_exitcode(status)
sys.exit(code if code >= 0 else 128 - code)
"""
"""A small program that starts the command in our place. A process begins as a copy of the one that starts it, and the
peak that the system reports counts that copy: started from here, every command would weigh as much as we do."""


class CommandFailed(RuntimeError):
    """A command that was to be measured did not succeed."""


@dataclass(frozen=True)
class Run:
    """One run of a program, from start to end."""

    seconds: float
    peak_mebibytes: float


def run(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run a command to its end; raises `CommandFailed` with what it said when it fails."""
    weighed = [sys.executable, "-I", "-S", "-c", _WEIGH, *command]
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(  # noqa: S603
            weighed, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, check=False
        )
        if done.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace").strip()[-1000:]
            raise CommandFailed(f"{' '.join(command)} ended with {done.returncode}: {words}")
    seconds, peak = done.stdout.split()
    return Run(float(seconds), int(peak) * (1 if sys.platform == "darwin" else 1024) / MEBIBYTE)


def median_runs(commands: Sequence[Sequence[str]], environment: Mapping[str, str], *, times: int) -> list[Run]:
    """Each command's median time and peak, the commands taking turns, so that all see the same weather."""
    rounds = [[run(command, environment) for command in commands] for _ in range(times)]
    return [
        Run(statistics.median(r.seconds for r in runs), statistics.median(r.peak_mebibytes for r in runs))
        for runs in zip(*rounds, strict=True)
    ]


def peak_of_server(
    command: Sequence[str], environment: Mapping[str, str], url: str, *, within: float, then: Callable[[], None]
) -> Run:
    """How long a server takes until `url` answers, and its peak memory after `then` has used it (Linux only)."""
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not _answers(url):
            if process.poll() is not None or time.perf_counter() - started > within:
                raise CommandFailed(f"{' '.join(command)} did not answer at {url} within {within:.0f} s")
            time.sleep(0.1)
        seconds = time.perf_counter() - started
        then()
        return Run(seconds, _peak(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=30)


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as response:  # noqa: S310 -- loopback only
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def _peak(pid: int) -> float:
    with Path(f"/proc/{pid}/status").open(encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
