import os
import sys

import pytest

from eval.bench import Measurement, as_text
from eval.processes import CommandFailed, median_runs, run


def test_a_whole_process_is_timed_and_weighed():
    measured = run([sys.executable, "-c", "import time; held = bytearray(80 * 2**20); time.sleep(0.2)"], os.environ)

    assert measured.seconds > 0.2
    assert 80 < measured.peak_mebibytes < 400


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
