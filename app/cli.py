"""The command line: `tieout ask`, `chat`, `facts`, `show`, `passages`, `add`, `list`, `remove`, `index`, `config`.

In: the words after `tieout`. Out: what was asked for on standard output, and an exit status: 0 done (a refusal is an
answer), 2 an error, with a message that says what to do, 130 interrupted. Nothing that is slow to import is imported
before a command runs; a command imports only what it uses.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from app.commands import asking, chatting, configuring, indexing, reading, shelving

Register = Callable[[Any], None]

REGISTERED: tuple[Register, ...] = (
    asking.register,
    chatting.register,
    reading.register,
    shelving.register,
    indexing.register,
    configuring.register,
)
FAILED, INTERRUPTED, PIPE_CLOSED = 2, 130, 141


def main(argv: Sequence[str] | None = None, *, extra: Sequence[Register] = ()) -> int:
    """Run one command; the exit status. `extra` adds the commands of packages that this one may not import."""
    parser = _parser(extra)
    args = parser.parse_args(argv)
    if args.command is None:
        parser.print_help(sys.stderr)
        return FAILED
    try:
        status = int(args.run(args))
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        print("\ntieout: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # what reads us has had enough (`tieout facts | head`); keep Python from complaining at its exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:
        if args.traceback:
            raise
        print(f"tieout {args.command}: {_message(error)}", file=sys.stderr)
        return FAILED


def _parser(extra: Sequence[Register]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tieout",
        description="Ask an earnings release anything; every number in the answer ties out to where it was printed.",
        epilog="`tieout COMMAND --help` tells more.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and stop")
    parser.add_argument("--traceback", action="store_true", help="show where in the code an error arose")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for register in (*REGISTERED, *extra):
        register(commands)
    return parser


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_given: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"tieout {version('tieout')}")
        except PackageNotFoundError:
            print("tieout (a bare checkout)")
        parser.exit()


def _message(error: Exception) -> str:
    """What to tell: our own errors speak for themselves; of others the kind is told, and how to learn more."""
    words = " ".join(str(error).split()) if not _is_invalid_setting(error) else _invalid_settings(error)
    if _is_ours(error):
        return words
    if isinstance(error, OSError):
        return f"{error.strerror or words}{f': {error.filename}' if error.filename else ''}"
    return f"unexpected {type(error).__name__}: {words or 'no words'}. `tieout --traceback ...` shows where it arose."


def _is_ours(error: Exception) -> bool:
    """Whether one of our packages raised it on purpose: their errors are named, and say what to do."""
    return type(error).__module__.split(".")[0] in ("corpus", "index", "app", "eval") or _is_invalid_setting(error)


def _is_invalid_setting(error: Exception) -> bool:
    return type(error).__name__ == "ValidationError" and getattr(error, "title", "") == "Settings"


def _invalid_settings(error: Any) -> str:
    found = [f"TIEOUT_{str(one['loc'][0]).upper()}: found {one['input']!r}. {one['msg']}" for one in error.errors()]
    return f"{'; '.join(found)}. `tieout config --help` and the README tell what a setting may be."


if __name__ == "__main__":
    raise SystemExit(main())
