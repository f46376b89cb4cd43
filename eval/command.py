"""Commands: `tieout eval` and `tieout bench`, also as `python -m eval`.

In: the command line. Out: totals on the screen, and a folder with the run (JSON) and the report (HTML).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eval.questions import Question

Commands = Any
"""What `ArgumentParser.add_subparsers` gives."""


def register(commands: Commands) -> None:
    """Add the evaluation's commands to the command line's own."""
    evaluation = commands.add_parser("eval", help="score the answers on gold questions and write a report")
    add_arguments(evaluation)
    evaluation.set_defaults(run=run)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tieout eval`."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--gold", nargs="+", type=Path, metavar="FILE", help="gold files (JSON Lines); default: the shipped ones"
    )
    which.add_argument("--release", metavar="ID", help="the shipped gold of this release alone")
    parser.add_argument("--split", choices=("dev", "test", "all"), default="all", help="which split (default: all)")
    parser.add_argument("--kind", action="append", metavar="KIND", help="only this kind of question; may be repeated")
    parser.add_argument("--answerer", metavar="MODULE:FUNCTION", help="the answer function (default: app:answer)")
    parser.add_argument("--compare", type=Path, metavar="RUN.json", help="an earlier run to compare with")
    parser.add_argument(
        "--out", type=Path, default=Path("eval-runs"), metavar="DIR", help="where to write (default: eval-runs)"
    )
    parser.add_argument(
        "--failures", action="store_true", help="show the test split's failures too (then it is a dev split)"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """`python -m eval`: the same as `tieout eval`; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval", description="Score the answers on gold questions.")
    add_arguments(parser)
    return run(parser.parse_args(argv))


def run(args: argparse.Namespace) -> int:
    """Evaluate, print the totals, write the run and the report; the exit status."""
    from eval.questions import GoldError
    from eval.runs import RunError
    from eval.sources import AnswererError, SourceError

    try:
        return _run(args)
    except (AnswererError, GoldError, RunError, SourceError, FileNotFoundError) as error:
        print(f"tieout eval: {error}", file=sys.stderr)
        return 2


def _run(args: argparse.Namespace) -> int:
    from eval.report import as_html, as_text, failures
    from eval.runs import compare, load, run_from, save

    earlier = load(args.compare) if args.compare else None
    questions = _questions(args)
    results = list(_evaluated(questions, args))
    made = run_from(results, answerer=args.answerer or "app:answer", show_test=args.failures)
    comparison = compare(earlier, made) if earlier else None
    print(as_text(made, comparison))
    _print_failures(failures(made))
    save(made, args.out / "run.json")
    (args.out / "report.html").write_text(as_html(made, comparison), encoding="utf-8")
    print(f"\nwritten: {args.out / 'run.json'}, {args.out / 'report.html'}")
    return 0


def _questions(args: argparse.Namespace) -> list[Question]:
    from eval.questions import GoldError, gold_files, load_questions

    files = args.gold or gold_files(release=args.release, split=args.split)
    wanted = [
        question
        for question in load_questions(files)
        if args.split in ("all", question.split) and (not args.kind or question.kind in args.kind)
    ]
    if not wanted:
        raise GoldError(f"no questions: looked in {', '.join(map(str, files)) or 'eval/gold'} (split {args.split})")
    return wanted


def _evaluated(questions: Sequence[Question], args: argparse.Namespace) -> Any:
    from tqdm import tqdm

    from eval.evaluate import evaluate
    from eval.sources import answerer_named

    answerer = answerer_named(args.answerer) if args.answerer else None
    folder = args.gold[0].parent if args.gold else None
    return tqdm(
        evaluate(questions, _sources(folder, answerer)), total=len(questions), desc="eval", unit="q", disable=None
    )


def _sources(folder: Path | None, answerer: Callable[..., Any] | None) -> Callable[[str], Any]:
    """Each release is read once."""
    from eval.sources import source_for

    return cache(lambda doc: source_for(doc, folder, answerer))


def _print_failures(rows: Sequence[Any], *, most: int = 25) -> None:
    if rows:
        print(f"\nnot right, or not tied out ({len(rows)}):")
    for row in rows[:most]:
        print(f"  {row['outcome']:9} {row['id']}  {row['question'][:90]!r}: {row['why'] or ', '.join(row['untied'])}")
    if len(rows) > most:
        print(f"  ... and {len(rows) - most} more, in the report")
