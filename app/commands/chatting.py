"""Chatting: `tieout chat`, the page in the browser.

In: where to serve and who may enter. Out: a page that is served until Ctrl+C.
"""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from typing import Any

from app.commands.printing import CommandError, note


def register(commands: Any) -> None:
    """Add `chat`."""
    chat = commands.add_parser("chat", help="open the chat in the browser", description="Serve the chat until Ctrl+C.")
    chat.add_argument("--host", default="127.0.0.1", help="address to serve at (default: this machine alone)")
    chat.add_argument("--port", type=int, help="port; taken exactly (default: TIEOUT_PORT, or the next free one)")
    chat.add_argument("--auth", action="append", metavar="NAME:PASSWORD", help="who may enter; may be repeated")
    chat.add_argument("--no-browser", dest="browser", action="store_false", help="do not open the browser")
    chat.add_argument("--mcp", action="store_true", help="serve the answers to agents too, as an MCP tool at /mcp")
    chat.add_argument("--log-questions", action="store_true", help="write the questions to the log (default: never)")
    chat.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve."""
    from app.chat import launch
    from corpus.settings import settings

    if args.port is not None and not 0 <= args.port <= 65535:
        raise CommandError(f"expected a port from 0 to 65535; found {args.port}. The usual one is 7860.")
    if args.mcp and find_spec("mcp") is None:
        raise CommandError("--mcp needs the package mcp, which is not installed: pip install 'tieout[mcp]'")
    launch(
        host=args.host,
        port=settings().port if args.port is None else args.port,
        exact_port=args.port is not None,
        auth=[_name_and_password(one) for one in args.auth] if args.auth else None,
        open_browser=args.browser,
        mcp=args.mcp,
        log_questions=args.log_questions,
        say=note,
    )
    return 0


def _name_and_password(given: str) -> tuple[str, str]:
    name, colon, password = given.partition(":")
    if not (name and colon and password):
        raise CommandError(
            "expected --auth NAME:PASSWORD; found no name, no colon or no password. Put a colon between."
        )
    return name, password
