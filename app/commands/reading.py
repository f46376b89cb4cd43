"""Reading: `tieout facts` and `tieout show`, a release as it was read.

In: a release and what to pick from it. Out: its facts as a table, CSV or JSON; the numerals that are no fact, with the
reasons; or its text with the tables as they were understood.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from app.commands.printing import FORMATS, CommandError, as_table, note, plain, printable, records, styled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.blocks import Block, Column, Table
    from corpus.document import Document
    from corpus.facts import Fact
    from corpus.release import Release

SHOWN = ("line_item", "period", "amount", "unit", "printed", "where")
FIELDS = (
    "release", "line_item", "path", "period", "period_start", "period_end", "compared_with", "measure", "unit", "scale",
    "amount", "precision", "basis", "of", "printed", "start", "end", "source", "section", "table", "row", "column",
    "context",
)  # fmt: skip
UNREAD = ("printed", "reason", "start", "end", "context")


def register(commands: Any) -> None:
    """Add `facts` and `show`."""
    facts = commands.add_parser(
        "facts",
        help="list, filter and export the facts of a release",
        description="List the numbers that a release prints, with line item, period, unit and place.",
    )
    facts.add_argument("--release", metavar="ID", help="which release (default: the shipped one)")
    facts.add_argument("--statement", metavar="WORDS", help="only from tables or sections whose title has these words")
    facts.add_argument("--line-item", metavar="WORDS", help="only line items that have these words")
    facts.add_argument("--period", metavar="PERIOD", help='only of this period, such as 1Q09 or "June 30, 2009"')
    facts.add_argument("--unit", help="only in this unit, such as JPY or %%")
    facts.add_argument("--format", choices=FORMATS, default="table", help="default: table")
    facts.add_argument("--unread", action="store_true", help="the numerals that are no fact instead, with the reasons")
    facts.set_defaults(run=run_facts)
    show = commands.add_parser(
        "show",
        help="print a release as it was read",
        description="Print a release as it was read, each column of a table with its period and unit.",
    )
    show.add_argument("place", nargs="*", help="only the sections or tables whose title has these words")
    show.add_argument("--release", metavar="ID", help="which release (default: the shipped one)")
    show.add_argument("--facts", action="store_true", help="below each sentence and table, the facts that it states")
    show.add_argument("--outline", action="store_true", help="only headings and table titles")
    show.set_defaults(run=run_show)


def run_facts(args: argparse.Namespace) -> int:
    """List or export."""
    read = _document(args.release)
    if args.unread:
        return _print_unread(read, args.format)
    chosen = [fact for fact in read.facts if _meets(fact, args)]
    chosen = _of_period(chosen, args.period, read.release) if args.period else chosen
    if args.format != "table":
        print(records([record(fact, read.release) for fact in chosen], FIELDS, args.format))
        return 0
    print(as_table(SHOWN, [_row(fact, read.release) for fact in chosen], right=[2]))
    note(f"{len(chosen)} of {len(read.facts)} facts of {read.release.id}")
    return 0


def _document(release_id: str | None) -> Document:
    from corpus.document import document
    from corpus.release import load_release, release_ids

    return document(load_release(release_id or release_ids()[0]))


def _has(words: str, *texts: str | None) -> bool:
    """Whether each of the words stands in one of the texts, upper and lower case alike."""
    joined = plain(" ".join(text for text in texts if text)).casefold()
    return all(word in joined for word in words.casefold().split())


def _meets(fact: Fact, args: argparse.Namespace) -> bool:
    if args.statement and not _has(args.statement, fact.table, fact.section):
        return False
    if args.line_item and not _has(args.line_item, fact.line_item):
        return False
    return not args.unit or (fact.unit or "").casefold() == args.unit.casefold()


def _of_period(facts: list[Fact], asked: str, release: Release) -> list[Fact]:
    """The facts of the period that the words name."""
    from corpus.periods import periods_in

    named = {mention.period for mention in periods_in(asked, release.calendar, reference=release.period)}
    if not named:
        raise CommandError(f'expected a period such as 1Q09, FY2009 or "June 30, 2009"; found {asked!r}.')
    return [fact for fact in facts if fact.period in named]


def _label(fact: Fact, release: Release) -> str:
    return fact.period.label(release.calendar) if fact.period else ""


def _row(fact: Fact, release: Release) -> list[str]:
    where = fact.table or fact.section
    return [fact.line_item, _label(fact, release), f"{fact.amount:f}", fact.unit or "", fact.printed, where]


def record(fact: Fact, release: Release) -> dict[str, str]:
    """A fact with every field as text, for export."""
    period = fact.period
    own = {
        "path": " > ".join(plain(step) for step in fact.path),
        "period": _label(fact, release),
        "period_start": str(period.start or "") if period else "",
        "period_end": str(period.end) if period else "",
        "compared_with": fact.compared_with.label(release.calendar) if fact.compared_with else "",
        "amount": f"{fact.amount:f}",
        "precision": f"{fact.precision:f}",
        "basis": " ".join(sorted(fact.basis)),
        "context": plain(fact.context),
    }
    said = {name: getattr(fact, name) for name in FIELDS if name not in own}
    written = {name: "" if value is None else str(value) for name, value in said.items()}
    return {name: own.get(name, written.get(name, "")) for name in FIELDS}


def _print_unread(read: Document, form: str) -> int:
    from corpus.document import unread_numerals

    found = unread_numerals(read)
    text = read.release.text
    rows = [
        {
            "printed": one.printed,
            "reason": one.reason or "",
            "start": str(one.start),
            "end": str(one.end),
            "context": plain(text[max(0, one.start - 40) : one.end + 30]),
        }
        for one in found
    ]
    if form != "table":
        print(records(rows, UNREAD, form))
        return 0
    print(as_table(UNREAD, [[row[name] for name in UNREAD] for row in rows], right=[2, 3]))
    note(f"{len(found)} numerals of {read.release.id} are no fact; {len(read.facts)} are")
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Print the release, or the sections and tables that were asked for."""
    read = _document(args.release)
    words = " ".join(args.place)
    blocks = [block for block in read.blocks if not words or _is_in(block, words)]
    if not blocks:
        raise CommandError(
            f"expected a section or table of {read.release.id}; found none with {words!r} in its title. "
            "`tieout show --outline` lists them."
        )
    if args.outline:
        print("\n".join(_outlined(blocks)))
        return 0
    print("\n\n".join(_shown(block, read, facts=args.facts) for block in blocks))
    return 0


def _is_in(block: Block, words: str) -> bool:
    from corpus.blocks import Heading, Table

    if isinstance(block, Heading):
        return _has(words, block.text)
    return any(_has(words, title) for title in (*block.headings, *([block.title] if isinstance(block, Table) else [])))


def _outlined(blocks: Iterable[Block]) -> Iterable[str]:
    from corpus.blocks import Heading, Table

    for block in blocks:
        if isinstance(block, Heading):
            yield f"{'  ' * (block.level - 1)}{plain(block.text)}"
        elif isinstance(block, Table):
            yield f"{'  ' * len(block.headings)}[table] {plain(block.title)} ({len(block.rows)} rows)"


def _shown(block: Block, read: Document, *, facts: bool) -> str:
    from corpus.blocks import Heading, Table

    if isinstance(block, Heading):
        return styled(f"{'#' * block.level} {plain(block.text)}", "bold")
    text = (
        _table(block, read.release)
        if isinstance(block, Table)
        else printable(read.release.text[block.start : block.end])
    )
    stated = [fact for fact in read.facts if block.start <= fact.start < block.end] if facts else []
    return "\n".join([text, *(styled(f"  = {_fact(fact, read.release)}", "accent") for fact in stated)])


def _fact(fact: Fact, release: Release) -> str:
    named = [plain(fact.line_item), _label(fact, release) or "no period", *sorted(fact.basis)]
    measure = "" if fact.measure == "amount" else f"{fact.measure} "
    return f"{', '.join(named)}: {measure}{fact.amount:f} {fact.unit or 'no unit'} (printed {plain(fact.printed)})"


def _table(table: Table, release: Release) -> str:
    """The title, the columns as they were understood, and the rows as printed, indented under their parents."""
    header = [_column(column, release) for column in table.columns]
    rows = [
        ["  " * len(row.path) + plain(row.label), *(plain(cell.text) for cell in row.cells[1 : len(header)])]
        for row in table.rows
    ]
    filled = [row + [""] * (len(header) - len(row)) for row in rows]
    numbers = list(range(1, len(header)))
    return "\n".join([styled(f"[table] {plain(table.title)}", "bold"), as_table(header, filled, right=numbers)])


def _column(column: Column, release: Release) -> str:
    said = [column.words, column.period.label(release.calendar) if column.period else "", column.unit or ""]
    scale = {3: "thousands", 6: "millions", 9: "billions"}.get(column.scale, "")
    measure = column.measure if column.measure != "amount" else ""
    return " ".join(part for part in (*said, scale, measure) if part)
