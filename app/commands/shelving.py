"""Shelving: `tieout add`, `list` and `remove`, the releases at hand.

In: files and ids. Out: releases in TIEOUT_HOME, and what was found in them.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.printing import CommandError, as_json, as_table, labelled, note, plain, styled

if TYPE_CHECKING:
    from corpus.library import Entry
    from corpus.periods import Period
    from corpus.release import Release


def register(commands: Any) -> None:
    """Add `add`, `list` and `remove`."""
    add = commands.add_parser(
        "add",
        help="add a release: PDF, HTML, Markdown or text",
        description="Add releases: PDF, HTML, Markdown or text. What the file does not say of itself, or says wrongly, "
        "can be given. Adding the same file again reads it again.",
    )
    add.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add.add_argument("--id", help="name to call it by (default: from the company and the period)")
    add.add_argument("--company")
    add.add_argument("--title")
    add.add_argument("--published", type=_date, metavar="YYYY-MM-DD")
    add.add_argument("--currency", type=str.upper, metavar="CODE", help="the reporting currency, such as USD")
    add.add_argument("--alias", action="append", metavar="NAME", help="another name of the company; may be repeated")
    add.add_argument("--period", type=_period, metavar="START..END", help="reported period: 2009-04-01..2009-06-30")
    add.add_argument("--fiscal-year-ends", type=int, choices=range(1, 13), metavar="MONTH", help="1 to 12")
    add.add_argument("--fiscal-year-named-by", choices=("start", "end"), help="which of its calendar years names it")
    add.add_argument("--no-index", dest="index", action="store_false", help="leave the index to the first question")
    add.set_defaults(run=run_add)
    listing = commands.add_parser("list", aliases=["releases"], help="list the releases at hand")
    listing.add_argument("--json", action="store_true", help="as JSON")
    listing.set_defaults(run=run_list)
    remove = commands.add_parser("remove", help="remove a release that was added")
    remove.add_argument("id", metavar="ID")
    remove.set_defaults(run=run_remove)


def _date(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a date such as 2009-06-30; found {given!r}") from None


def _period(given: str) -> Period:
    from corpus.periods import Period

    start, dots, end = given.partition("..")
    if not dots:
        raise argparse.ArgumentTypeError(f"expected START..END, such as 2009-04-01..2009-06-30; found {given!r}")
    return Period(_date(start), _date(end))


def run_add(args: argparse.Namespace) -> int:
    """Add each file; the index is brought up to date once. A file that cannot be added does not keep the others out."""
    from corpus.library import LibraryError, add
    from corpus.readers.errors import UnreadableFile

    if len(args.files) > 1 and (args.id or args.company or args.title or args.period):
        raise CommandError(
            "expected one FILE with --id, --company, --title or --period; found several. Add them singly."
        )
    failed = 0
    for path in args.files:
        try:
            release = add(
                path,
                args.id,
                company=args.company,
                title=args.title,
                published=args.published,
                currency=args.currency,
                aliases=args.alias,
                period=args.period,
                ends_in_month=args.fiscal_year_ends,
                named_by=args.fiscal_year_named_by,
            )
        except (LibraryError, UnreadableFile) as error:
            failed += 1
            print(f"tieout add: {path}: {error}", file=sys.stderr)
        else:
            print(_added(release))
    if args.index and failed < len(args.files):
        from index import build_index

        build_index(progress=sys.stderr.isatty())
    return 2 if failed else 0


def _added(release: Release) -> str:
    """What was found, so that the user sees what to correct."""
    from corpus.document import document, unread_numerals
    from corpus.release import release_folders

    read = document(release)
    undated = sum(fact.period is None or fact.unit is None for fact in read.facts)
    numbers = f"{len(read.tables)} tables, {len(read.facts)} facts ({undated} of them without period or unit), "
    numbers += f"{len(unread_numerals(read))} numerals that are no fact"
    year = f"ends in month {release.calendar.ends_in_month}, named by its {release.calendar.named_by}"
    return "\n".join(
        [
            styled(f"added {release.id}", "bold"),
            labelled("Company", plain(release.company)),
            labelled("Title", plain(release.title)),
            labelled("Published", str(release.published or "not found")),
            labelled("Period", str(release.period or "not found")),
            labelled("Currency", release.currency),
            labelled("Fiscal year", year),
            labelled("Read", numbers),
            labelled("Correct it", str(release_folders()[release.id] / "release.toml")),
        ]
    )


def run_list(args: argparse.Namespace) -> int:
    """List."""
    from corpus.library import listing

    entries = listing()
    if args.json:
        print(as_json([_record(entry) for entry in entries]))
        return 0
    rows = [[_record(entry)[name] for name in ("id", "company", "period", "published", "origin")] for entry in entries]
    print(as_table(["id", "company", "period", "published", "origin"], rows))
    for entry in entries:
        if entry.problem:
            note(f"tieout list: {entry.id} cannot be read: {entry.problem}")
    return 0


def _record(entry: Entry) -> dict[str, str]:
    release = entry.release
    return {
        "id": entry.id,
        "company": release.company if release else "",
        "title": release.title if release else "",
        "period": str(release.period or "") if release else "",
        "published": str(release.published or "") if release else "",
        "currency": release.currency if release else "",
        "origin": ("shipped" if entry.packaged else "added") if release else "damaged",
        "problem": entry.problem or "",
    }


def run_remove(args: argparse.Namespace) -> int:
    """Remove."""
    from corpus.library import remove

    remove(args.id)
    print(f"removed {args.id}")
    return 0
