"""Groups: the rows of a table that belong together, for rankings, counts and lists.

In: the lines of a document and the words of a question. Out: `Group`s of sibling rows (the parts of "Total revenues", the rows
under "CURRENT ASSETS"), best first. Totals and parents are left out: only like is ranked with like.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.lexicon import Term, lexicon, terms_in
from app.lines import FREE, Line
from app.values import AskedPeriod

if TYPE_CHECKING:
    from app.grounding import Grounding, Want


@dataclass(frozen=True)
class Group:
    """Sibling rows. `name` is what they are parts of; `covered` the words of the question that name it."""

    name: str
    lines: tuple[Line, ...]
    score: float
    covered: frozenset[str]


def groups_named(grounding: Grounding, terms: list[Term], want: Want) -> list[Group]:
    """The groups that the words may name, best first; without words, the parts of revenue."""
    filler = lexicon().filler
    keys = {t.key for t in terms if t.key not in filler and t.key not in grounding.lines.company_terms}
    for phrase, labels in lexicon().means.items():
        if len(phrase) == 1 and phrase[0] in keys:
            keys |= {t.key for t in terms_in(labels[-1])}
    asked = {key for key in keys if key in grounding.lines and key != "noncurrent"} - FREE or {"@revenue"}
    outside = "noncurrent" in keys
    weights = {key: grounding.lines.rarity(key) for key in asked}
    whole = sum(weights.values())
    found = []
    for name, names, lines in _families(grounding, want):
        members = _members(lines, asked, names)
        if len(members) < 2 or outside and "current" in names:
            continue
        everywhere = frozenset.intersection(*(line.label_terms for line in members))
        covered = asked & (names.keys() | everywhere)
        recall = sum(weights[k] * max(names.get(k, 0.0), 0.95 if k in everywhere else 0.0) for k in covered) / whole
        own = {t.key for t in terms_in(name)} - FREE
        precision = len(own & asked) / len(own) if own else 0.5
        has_period = _printed_for(grounding, members, want)
        score = 0.75 * recall + 0.2 * precision + (0.05 if has_period else -0.1)
        extra = {"noncurrent"} if outside else set()
        meant = {phrase[0] for phrase, labels in lexicon().means.items() if len(phrase) == 1 and phrase[0] in keys and {t.key for t in terms_in(labels[-1])} & covered}
        found.append(Group(name, tuple(members), score, frozenset(covered | extra | meant)))
    return sorted(found, key=lambda g: -g.score)[:5]


def _families(grounding: Grounding, want: Want) -> list[tuple[str, dict[str, float], list[Line]]]:
    """Rows with the same parent, and whole tables: their name, the terms that name them by weight, and their lines."""
    by_parent: dict[tuple[object, ...], list[Line]] = defaultdict(list)
    by_table: dict[tuple[object, ...], list[Line]] = defaultdict(list)
    for line in grounding.lines.lines:
        if line.source != "table" or line.measure != "amount" or line.is_target != want.target:
            continue
        if _foreign(grounding, line, want):
            continue
        by_parent[(line.table, line.path, line.unit)].append(line)
        by_table[(line.table, line.section, line.unit)].append(line)
    families = []
    for (table, path, unit), lines in by_parent.items():
        lines = _leaves(lines, [line for key, each in by_parent.items() if key[0] == table and key[2] == unit for line in each])
        parts = [part for part in path if part]  # type: ignore[attr-defined]
        names: dict[str, float] = {}
        for depth, part in enumerate(reversed(parts)):
            for term in terms_in(part):
                names.setdefault(term.key, (1.0, 0.85, 0.75, 0.65)[min(depth, 3)])
        for term in terms_in(f"{table or ''} {unit or ''}"):
            names.setdefault(term.key, 0.75)
        families.append((parts[-1] if parts else str(table or ""), names, lines))
    for (table, section, unit), lines in by_table.items():
        names = {term.key: 0.9 for term in terms_in(str(table or ""))}
        for term in terms_in(f"{section or ''} {unit or ''}"):
            names.setdefault(term.key, 0.7)
        families.append((str(table or section or ""), names, lines))
    return families


def _leaves(lines: list[Line], table: list[Line]) -> list[Line]:
    """The lines, those that have parts in the same table replaced by their parts."""
    found: list[Line] = []
    for line in lines:
        parts = [other for other in table if other.path == (*line.path, line.label)]
        found += parts if len(parts) > 1 and len(lines) > 1 else [line]
    return found


def _foreign(grounding: Grounding, line: Line, want: Want) -> bool:
    money = bool(line.unit and len(line.unit) == 3 and line.unit.isupper())
    return money and line.unit != (want.currency or grounding.lines.document.release.currency)


def _members(lines: list[Line], asked: set[str], names: dict[str, float]) -> list[Line]:
    """The lines of a family without totals and parents; where a word of the question is in labels only, those that have it."""
    parents = {part for line in lines for part in line.path}
    leaves = [line for line in lines if not line.is_total and line.label not in parents and "subtotal" not in line.label.lower()]
    shared = [key for key in asked if key not in names and any(key in line.label_terms for line in leaves)]
    narrowed = [line for line in leaves if all(key in line.label_terms for key in shared)]
    return narrowed if shared else leaves


def _printed_for(grounding: Grounding, lines: list[Line], want: Want) -> bool:
    reference = grounding.clock.reference
    period = want.period or (AskedPeriod(reference) if reference else None)
    return period is None or any(grounding.clock.fit(period, p) for p in lines[0].periods())
