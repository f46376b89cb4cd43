"""Ranking: which units of a release answer a question best.

In: an `Ask` and the `UnitIndex`. Out: `Candidate`s, best first: how much of the question each covers (rare words count more),
how little else it says, how well it fits the type of answer asked for, and what it leaves uncovered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from app.prose.ask import Ask, Term
from app.prose.causes import Cause, cause_of
from app.prose.evidence import fit
from app.prose.units import Unit, UnitIndex, all_keys
from app.prose.words import keys_of, tokens

_KIND_WEIGHT = {"sentence": 1.0, "item": 1.0, "pair": 1.0, "heading": 0.5, "row": 0.72, "group": 0.9}
_OPEN = frozenset({"what", "how", "list", "definition", "yes_no"})
_FAMILY_WEIGHT = 0.93
_PARTS_WEIGHT = 0.9
_RARITY_CAP = 4.5
_SOFT_CAP = 2.5


@dataclass(frozen=True)
class Candidate:
    """A unit as an answer. `coverage` 0 to 1 by weight of terms; `missing` the terms it does not hold; `fit` to the type."""

    number: int
    unit: Unit
    coverage: float
    fit: float
    score: float
    missing: tuple[Term, ...]
    cause: Cause | None = None


def ranked(ask: Ask, index: UnitIndex, nearby: Mapping[int, float], most: int = 8) -> tuple[Candidate, ...]:
    """The best candidates. `nearby` says how close a unit came in the retriever, 0 to 1 by unit number."""
    weights = {term: term_weight(term, index) for term in ask.terms}
    total = sum(weights.values())
    if not total:
        return ()
    held: dict[int, dict[Term, float]] = defaultdict(dict)
    for term in ask.terms:
        for number, share in holdings(term, index).items():
            held[number][term] = share
    rough = {number: sum(weights[term] * share for term, share in shares.items()) / total for number, shares in held.items()}
    for number in nearby:
        rough.setdefault(number, 0.0)
    best = sorted(rough, key=lambda number: (-(rough[number] + 0.15 * nearby.get(number, 0.0)), number))[:40]
    found = [_candidate(ask, index, number, rough[number], held.get(number, {}), nearby.get(number, 0.0)) for number in best]
    return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.unit.start))[:most])


def term_weight(term: Term, index: UnitIndex) -> float:
    """How much a term matters: its weight times its rarity in this release."""
    known = [key for key in term.keys if index.counts.get(key)]
    base = [key for key in known if not key.startswith("~")] or known
    cap = _RARITY_CAP if term.hard else _SOFT_CAP
    if not base and term.parts:
        parts = [index.rarity([key for key in part if index.counts.get(key)][:1]) for part in term.parts]
        return term.weight * min(cap, sum(parts) / len(parts)) if parts else term.weight
    return term.weight * min(cap, index.rarity(base))


def holdings(term: Term, index: UnitIndex) -> dict[int, float]:
    """The units that hold a term, each with how fully: 1 by the word itself, less by a word of its family or above it."""
    found: dict[int, float] = {}
    for key in term.keys:
        scale = _FAMILY_WEIGHT if key.startswith("~") else 1.0
        for number, weight in index.postings.get(key, {}).items():
            found[number] = max(found.get(number, 0.0), weight * scale)
    if term.parts:
        sums: dict[int, float] = defaultdict(float)
        for part in term.parts:
            for number, weight in holdings(Term("", part, (), 1, False, "noun"), index).items():
                sums[number] += weight * _PARTS_WEIGHT / len(term.parts)
        for number, weight in sums.items():
            found[number] = max(found.get(number, 0.0), weight)
    return found


def _candidate(ask: Ask, index: UnitIndex, number: int, coverage: float, held: Mapping[Term, float], near: float) -> Candidate:
    unit = index.units[number]
    cause = cause_of(ask, index, number) if ask.type == "why" else None
    fitness = cause.strength if cause else 0.0 if ask.type == "why" else fit(ask, unit.text, unit.kind == "pair")
    missing = tuple(term for term in ask.terms if held.get(term, 0.0) < 0.4)
    kind = 1.0 if unit.kind in ("group", "heading") and ask.type in ("contact", "who") else _KIND_WEIGHT[unit.kind]
    floor = 0.75 if ask.type in _OPEN else 0.55
    base = coverage + 0.06 * near + 0.12 * _density(ask, unit, index)
    return Candidate(number, unit, coverage, fitness, base * (floor + (1 - floor) * fitness) * kind * _agreement(ask, unit), missing, cause)


def _density(ask: Ask, unit: Unit, index: UnitIndex) -> float:
    """How much of what the unit says is about the question, 0 to 1."""
    asked = {key for term in ask.terms for key in (*term.keys, *(key for part in term.parts for key in part))}
    own = all_keys(unit.text)
    plain = [token for token in tokens(unit.text) if len(token.text) > 2]
    if not plain or not own:
        return 0.0
    about = sum(1 for token in plain if asked.intersection(keys_of(token.text)))
    return min(1.0, 1.6 * about / (len(plain) + 4))


def _agreement(ask: Ask, unit: Unit) -> float:
    """Less than 1 where the question takes a rise for granted and the unit only speaks of a fall, or the other way round."""
    if not ask.direction:
        return 1.0
    own = all_keys(unit.text)
    opposite = "~down" if ask.direction == "~up" else "~up"
    return 0.75 if opposite in own and ask.direction not in own else 1.0
