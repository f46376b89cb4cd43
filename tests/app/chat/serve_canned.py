"""The page over canned answers, as a process of its own: `python serve_canned.py PORT [FILE]`.

With FILE, the start-up lasts until that file exists. In a process of its own because Gradio leaves event loops unclosed,
which the tests would count as failures of their own.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # chat_replies, beside this file


def main(port: int, gate: Path | None) -> None:
    from chat_replies import canned

    from app.chat import launch

    def prepare(progress):
        while gate is not None and not gate.exists():
            progress("embedding", 30, 100)
            time.sleep(0.05)

    launch(port=port, exact_port=True, open_browser=False, answerer=canned, prepare=prepare if gate else None)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
