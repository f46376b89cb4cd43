"""The page over canned answers, as a process of its own: `python serve_canned.py PORT [--gate FILE] [--auth] [--mcp]`.

With a gate, the start-up lasts until that file exists. A process of its own, because Gradio leaves event loops
unclosed, which the tests would count as their own failures.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # chat_replies, beside this file


def main(port: int, gate: Path | None, auth: tuple[str, str] | None, mcp: bool) -> None:
    from chat_replies import canned

    from app.chat import launch

    def prepare(progress):
        while gate is not None and not gate.exists():
            progress("embedding", 30, 100)
            time.sleep(0.05)

    launch(
        port=port,
        exact_port=True,
        open_browser=False,
        answerer=canned,
        prepare=prepare if gate else None,
        auth=auth,
        mcp=mcp,
    )


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("port", type=int)
    options.add_argument("--gate", type=Path)
    options.add_argument("--auth", action="store_true")
    options.add_argument("--mcp", action="store_true")
    given = options.parse_args()
    main(given.port, given.gate, ("analyst", "secret") if given.auth else None, given.mcp)
