import os
import sys

import pytest

from eval.bench import Measurement, as_text
from eval.processes import CommandFailed, median_runs, run


def test_a_whole_process_is_timed_and_weighed():
    measured = run([sys.executable, "-c", "import time; held = bytearray(80 * 2**20); time.sleep(0.2)"], os.environ)

    assert measured.seconds > 0.2
    assert 80 < measured.peak_mebibytes < 400


def test_a_small_process_is_small_however_large_the_one_that_measures_it():
    """The peak that the system reports of a process includes what it was a copy of before it began."""
    held = bytearray(b"\1") * (300 * 2**20)
    measured = run(["sleep", "0"], os.environ)

    assert measured.peak_mebibytes < 60 < len(held) / 2**20


def test_a_command_that_is_killed_has_failed():
    with pytest.raises(CommandFailed, match="ended with 137"):
        run([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], os.environ)


def test_a_command_that_does_not_exist_has_failed():
    with pytest.raises(CommandFailed, match="no-such-program"):
        run(["no-such-program"], os.environ)


def test_a_command_that_fails_says_what_it_said():
    with pytest.raises(CommandFailed, match="ended with 3: not today"):
        run([sys.executable, "-c", "import sys; print('not today'); sys.exit(3)"], os.environ)


def test_commands_take_turns():
    fast, slow = median_runs([["sleep", "0"], ["sleep", "0.1"]], os.environ, times=3)

    assert fast.seconds < 0.1 <= slow.seconds


def test_a_missed_aim_is_said_aloud():
    assert "NOT met" in as_text([Measurement("warm answer", 3.5, "embeddings", 3.0, "")])
    assert "aim: at most 3: met" in as_text([Measurement("warm answer", 3.0, "embeddings", 3.0, "")])
    assert "aim" not in as_text([Measurement("memory", 300, "MiB", None, "")])
