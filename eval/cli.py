"""The console command `tieout`: the app's commands, and those of the evaluation.

In: the command line. Out: an exit status. It lives here because imports point one way, corpus <- index <- app <- eval:
`app.cli` knows nothing of the evaluation, and is handed its commands.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval import command


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command of `tieout`; the exit status."""
    from app.cli import main as run

    return run(argv, extra=(command.register,))
