"""Lines: the line items of a release, each with its facts over the periods, and how well words name them.

In: the facts of a document. Out: `Line` records, and for the words of a question the lines that they may mean, best
first. A word counts by how rare it is among the lines (Spärck Jones 1972); the words of a line's own label count most,
then those of its parent rows, its columns, its table's title and its section.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

import Stemmer

from app.lexicon import lexicon, terms_in
from app.question import stem, stems
from corpus.blocks import Measure, Paragraph, Row, Table
from corpus.document import Document
from corpus.facts import Fact
from corpus.periods import Period

_STEMMER = Stemmer.Stemmer("english")
PATH_WEIGHT = 0.9
UNIT_WEIGHT = 0.85
TITLE_WEIGHT = 0.75
CONTEXT_WEIGHT = 0.6
SENTENCE_WEIGHT = 0.35
NAMES = 0.45
"""A word found with less weight than this (in the rest of a sentence) does not count as explained."""
KIN_WEIGHT = 0.85
"""For a word of the same family ("operating", "operation")."""
COLUMN_FIT = 0.1
LEAD_IN_WEIGHT = 0.5
TOTAL_WEIGHT = 0.7
_LEADS_IN = re.compile(r":\s*$|\b(?:following|below|table|as follows)\b", re.IGNORECASE)
LIGHT = frozenset(
    {
        "total",
        "net",
        "amount",
        "overall",
        "consolidated",
        "service",
        "business",
        "operation",
        "activity",
        "income",
        "other",
        "less",
        "line",
        "item",
        "the",
        "plus",
        "number",
    }
)
"""Words of labels that a question may leave out at little cost."""
FREE = frozenset({"total", "consolidated", "overall", "net", "all", "our", "amount"})


_OUTFLOW = re.compile(
    r"\b(?:purchases?|payments?|paid|repayments?|used in|acquisitions?|decrease|increase|expenses?|losses|loss|costs?"
    r"|provision for|additions|deficit|repurchases?|expenditures?|capex|"
    r"accumulated depreciation|allowance)\b|^less\b"
)
_ASIDE = re.compile(r",?\s+net of\b.*|\s*\((?:including|excluding|net of)\b[^)]{12,}\)", re.IGNORECASE)
"""What a label adds to the line item's name: it helps to find the line, and need not be said."""
_EITHER_WAY = re.compile(
    r"\((?:loss|losses|gains?|income|decrease|increase|used in|used|expense|benefit|reversal of|provided by|credit)"
    r"|income|gains|provided by"
)


@dataclass(frozen=True)
class Line:
    """One line item of one table or sentence: facts of the same measure and unit, one for each period.

    `label_terms` are the terms of its label, `context` maps the terms of its surroundings to their weight (0 to 1).
    """

    label: str
    path: tuple[str, ...]
    measure: Measure
    unit: str | None
    basis: frozenset[str]
    of: str | None
    source: str
    table: str | None
    section: str
    facts: tuple[Fact, ...]
    label_terms: frozenset[str] = field(repr=False)
    context: dict[str, float] = field(repr=False, compare=False, hash=False)

    @property
    def name(self) -> str:
        """The label, with its parent where the label alone would not tell."""
        bare = {term.key for term in terms_in(self.label)} - FREE
        parents = [part for part in self.path if part and part != self.label and part != self.table and len(part) <= 60]
        if self.subject and parents:
            return f"{parents[-1].rstrip(':')} - {self.label}"
        if (not bare or (len(bare) == 1 and len(self.label) < 12)) and parents:
            return f"{parents[-1].rstrip(':')} - {self.label}"
        return self.label

    @cached_property
    def column_terms(self) -> frozenset[str]:
        """The terms of the column's own words, where they tell the line from others of its row."""
        first = self.facts[0]
        if first.source != "table" or not self.path or not first.column or self.path[-1] not in first.column:
            return frozenset()
        return frozenset(term.key for term in terms_in(self.path[-1]) if term.key not in lexicon().filler)

    @property
    def is_total(self) -> bool:
        """Whether the label says that it is a total."""
        return any(term.key in ("total", "consolidated") for term in terms_in(self.label))

    @property
    def subject(self) -> frozenset[str]:
        """Of a sentence that names but an aspect ("Gross margin was ..."): the terms of what its paragraph is about."""
        if self.source != "sentence" or len(self.path) < 2:
            return frozenset()
        return frozenset(term.key for term in terms_in(self.path[-1])) - self.label_terms - FREE - LIGHT

    @property
    def is_outflow(self) -> bool:
        """Whether the label names money that goes out or a fall, so that parentheses do not turn its meaning round."""
        label = self.label.lower()
        if "net cash" in label:
            return False
        return bool(_OUTFLOW.search(label)) and not _EITHER_WAY.search(label)

    @property
    def is_target(self) -> bool:
        """Whether it is a forecast."""
        return "target" in self.basis

    @property
    def label_words(self) -> frozenset[str]:
        """The stems of the label as printed."""
        return frozenset(stems(self.label))

    def periods(self) -> tuple[Period, ...]:
        """The periods that it is printed for, latest first."""
        return tuple(sorted({f.period for f in self.facts if f.period}, key=lambda p: (p.end, p.days), reverse=True))

    def fact(self, period: Period) -> Fact | None:
        """The fact of exactly this period, if it is printed."""
        return next((fact for fact in self.facts if fact.period == period), None)

    @property
    def precision(self) -> Decimal:
        """The coarsest precision of its facts, in base units."""
        return max((fact.precision for fact in self.facts), default=Decimal(0))


@dataclass(frozen=True)
class Match:
    """How well a line fits some words.

    `score` goes from 0 to 1 and a little above; `covered` and `uncovered` are terms of the words.
    """

    line: Line
    score: float
    covered: frozenset[str]
    uncovered: frozenset[str]
    label_fit: float


class Lines:
    """The lines of one document, searchable by terms."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.company_terms = company_terms(document)
        self.acronyms = acronyms_in(document)
        self.lines = tuple(_grouped(document.facts, self.company_terms, self.acronyms, surroundings(document)))
        self._by_term: dict[str, list[tuple[int, float, bool]]] = defaultdict(list)
        for number, line in enumerate(self.lines):
            for term in line.label_terms:
                self._by_term[term].append((number, 1.0, True))
            for term, weight in line.context.items():
                if term not in line.label_terms:
                    self._by_term[term].append((number, weight, False))
        self._concept_parts = [_parts_of_concept(line.label) for line in self.lines]
        self._rarities: dict[str, float] = {}
        self._by_label: dict[tuple[object, ...], list[Line]] = defaultdict(list)
        for line in self.lines:
            self._by_label[(line.label_terms, line.unit, line.measure)].append(line)
        self._families: dict[str, set[str]] = defaultdict(set)
        for term in self._by_term:
            self._families[family(term)].add(term)
        labels = [line.label_terms for line in self.lines]
        self._label_counts = (
            {term: sum(term in label for label in labels) for term in set().union(*labels)} if labels else {}
        )
        self._label_weights = [sum(self.rarity(term) for term in label) or 1.0 for label in labels]

    def __contains__(self, term: str) -> bool:
        return term in self._by_term

    @property
    def vocabulary(self) -> Iterable[str]:
        """Every term that finds a line."""
        return self._by_term.keys()

    def in_labels(self, term: str) -> bool:
        """Whether a line's own label has the term."""
        return term in self._label_counts

    def rarity(self, term: str) -> float:
        """Inverse document frequency among the lines, 0.1 for words that name nothing by themselves."""
        known = self._rarities.get(term)
        if known is None:
            known = self._rarities[term] = self._rarity(term)
        return known

    def _rarity(self, term: str) -> float:
        if term in FREE or term in self.company_terms:
            return 0.1
        count = self._label_counts.get(term, 0) or len(self._by_term.get(term, ()))
        rarity = math.log((len(self.lines) + 2) / (count + 1)) if count else math.log(len(self.lines) + 2)
        return max(rarity, 0.5) * (0.4 if term in LIGHT else 1.0)

    def _concept_fit(self, number: int, asked: frozenset[str]) -> float:
        """How well a concept's words name a line whose label is that concept ("cash out through financing")."""
        parts = self._concept_parts[number]
        return 0.8 * len(parts & asked) / len(parts) if parts and len(parts & asked) >= 0.6 * len(parts) else 0.0

    def _column_fit(self, line: Line, wanted: frozenset[str]) -> float:
        """A little for the line whose column the words name, where a table's columns are about different things."""
        terms = line.column_terms
        if not terms:
            return 0.0
        weights = {term: self.rarity(term) for term in terms}
        return COLUMN_FIT * (
            sum(weight for term, weight in weights.items() if term in wanted) / sum(weights.values()) - 0.5
        )

    def growth_of(self, line: Line) -> tuple[Line, ...]:
        """The lines that print the growth of a line, in its own sentence or row."""
        rows = {fact.context_start for fact in line.facts}
        twins = self._by_label.get((line.label_terms, "%", "growth"), ())
        return tuple(other for other in twins if any(fact.context_start in rows for fact in other.facts))

    def same_label(self, line: Line) -> list[Line]:
        """The other lines with the same label, unit and measure."""
        return [
            other for other in self._by_label.get((line.label_terms, line.unit, line.measure), ()) if other is not line
        ]

    def matches(
        self, terms: Iterable[str], *, optional: frozenset[str] = frozenset(), least: float = 0.3
    ) -> list[Match]:
        """The lines that the terms may name, best first; ties keep the order of the release.

        `optional` terms help a line that has them and do not count against one that lacks them.
        """
        wanted = frozenset(terms)
        asked = wanted - self.company_terms or wanted
        weights = {term: self.rarity(term) for term in sorted(asked)}
        required = sum(weight for term, weight in weights.items() if term not in optional)
        gathered: dict[int, dict[str, tuple[float, bool]]] = defaultdict(dict)
        for term in weights:
            for kin in [
                k for k in sorted(self._families.get(family(term), ()), key=lambda k: k != term) if _akin(term, k)
            ] or [term]:
                for number, weight, in_label in self._by_term.get(kin, ()):
                    weight *= 1.0 if kin == term else KIN_WEIGHT
                    if weight > gathered[number].get(term, (0.0, False))[0]:
                        gathered[number][term] = (weight, in_label)
        found = []
        for number, terms_found in sorted(gathered.items()):
            line = self.lines[number]
            whole = required + sum(weights[term] for term in terms_found if term in optional)
            recall = sum(weights[term] * weight for term, (weight, _) in terms_found.items()) / (whole or 1.0)
            of_label = [term for term, (_, in_label) in terms_found.items() if in_label]
            label_fit = sum(self.rarity(term) for term in of_label) / self._label_weights[number]
            label_fit = max(label_fit, self._concept_fit(number, asked))
            score = 0.68 * recall + 0.32 * label_fit + (0.02 if line.source == "table" else 0.0)
            score += self._column_fit(line, wanted)
            if score >= least:
                covered = frozenset(term for term, (weight, _) in terms_found.items() if weight >= NAMES)
                found.append(Match(line, score, covered, asked - covered, label_fit))
        return sorted(found, key=lambda match: -match.score)


def _parts_of_concept(label: str) -> frozenset[str]:
    """The words of a label that is, as a whole, one concept of several words; nothing for other labels."""
    terms = [term for term in terms_in(label) if term.key not in FREE]
    if len(terms) != 1 or " " not in terms[0].text:
        return frozenset()
    return frozenset(part for part in stems(terms[0].text) if part not in _JOINERS and part not in FREE)


_JOINERS = frozenset(["and", "of", "the", "in", "for", "from", "by", "to", "on", "or", "used", "provided"])


@lru_cache(maxsize=65_536)
def family(term: str) -> str:
    """What the words of one family have in common (Porter's English stemmer); a concept is its own family."""
    return term if term.startswith("@") else _STEMMER.stemWord(term)


def _akin(a: str, b: str) -> bool:
    """Whether two words of a family are near in meaning: they share most of the longer ("operating", "operation")."""
    return a == b or _shared_beginning(a, b) >= 0.7 * max(len(a), len(b))


def _shared_beginning(a: str, b: str) -> int:
    """How many letters two words have in common from the first on."""
    return next((i for i, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


def company_terms(document: Document) -> frozenset[str]:
    """The words of the company's own names: they single out no line."""
    names = (document.release.company, *document.release.aliases)
    return frozenset(term.key for name in names for term in terms_in(name)) - {"@revenue", "@cost"}


def acronyms_in(document: Document) -> dict[str, tuple[str, ...]]:
    """Short forms of two to four capitals that the labels use, with the stems of the phrase that they abbreviate.

    "SI" stands for "systems integration" where the text has both, the phrase more than once and more often than others
    of its initials.
    """
    labels = {fact.line_item for fact in document.facts} | {part for fact in document.facts for part in fact.path}
    found: dict[str, tuple[str, ...]] = {}
    for short in {word for label in labels for word in re.findall(r"\b[A-Z]{2,4}\b", label) if label != label.upper()}:
        pattern = r"\b" + " ".join(rf"{letter}[a-z]{{3,}}" for letter in short) + r"\b"
        phrases = Counter(phrase.lower() for phrase in re.findall(pattern, document.release.text, re.IGNORECASE))
        phrase, count = max(phrases.items(), key=lambda pair: pair[1], default=("", 0))
        if count > 1:
            found[short.lower()] = stems(phrase)
    return found


def surroundings(document: Document) -> dict[int, tuple[tuple[str, float], ...]]:
    """What else names a row: its table's corner, the lead-in to the table, and the total that the row is part of.

    Keyed by the offset of the row; each text comes with its weight.
    """
    found: dict[int, tuple[tuple[str, float], ...]] = {}
    before = ""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            sentence = re.split(r"(?<=[a-z)])[.;]\s+(?=[A-Z])", block.text)[-1]
            before = sentence if _LEADS_IN.search(sentence) else ""
        if not isinstance(block, Table):
            continue
        corner = " ".join(row[0].text for row in block.grid[: block.header_rows] if row and row[0].text)
        parts: list[Row] = []
        for row in block.rows:
            found[row.start] = ((corner, TITLE_WEIGHT), (before, LEAD_IN_WEIGHT))
            if not re.match(r"total\b", row.label, re.IGNORECASE):
                parts.append(row)
                continue
            for part in parts:
                found[part.start] += (
                    ((re.sub(r"(?i)^total\b", "", row.label), TOTAL_WEIGHT),) if part.path == row.path else ()
                )
            parts = []
        before = ""
    return found


def _grouped(
    facts: Iterable[Fact],
    company: frozenset[str],
    acronyms: dict[str, tuple[str, ...]],
    around: Mapping[int, tuple[tuple[str, float], ...]],
) -> list[Line]:
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for row in _rows(facts):
        for fact in row:
            path, basis = _own_path(fact, row)
            groups[(fact.source, fact.table, path, fact.line_item, fact.measure, fact.unit, basis)].append(fact)
    return [
        _line(facts_of_line, company, acronyms, around.get(facts_of_line[0].context_start, ()))
        for group in groups.values()
        for facts_of_line in _one_per_period(group)
    ]


def _rows(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts row by row; a sentence's facts stand for themselves."""
    rows: dict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        rows[(fact.table, fact.context_start) if fact.source == "table" else fact].append(fact)
    return list(rows.values())


def _own_path(fact: Fact, row: list[Fact]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The path and basis that tell a fact's line; "restated" over one column tells no line where it marks a period."""
    alike = [
        f for f in row if f.measure == fact.measure and f.unit == fact.unit and f.basis - _MARKS == fact.basis - _MARKS
    ]
    periods = [f.period for f in alike]
    if fact.source != "table" or None in periods or len(set(periods)) < len(periods):
        return _undated(fact), fact.basis
    return _undated(min(alike, key=lambda f: len(f.path))), fact.basis - _MARKS


def _undated(fact: Fact) -> tuple[str, ...]:
    """The path without rows that are nothing but a date or period: they say when, not what."""
    if fact.source != "table" or fact.period is None:
        return fact.path
    return tuple(step for step in fact.path if not _ONLY_A_DATE.fullmatch(step))


_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?"
_ONLY_A_DATE = re.compile(
    r"\W*(?:(?:as of|as at|at|for the|the|in|fiscal|financial|years?|quarters?"
    r"|(?:three|six|nine|twelve|\d+) (?:months|weeks)"
    rf"|ended|ending|FY|{_MONTH}|\d{{1,2}}(?:st|nd|rd|th)?|(?:19|20)\d\d)\W*)+",
    re.IGNORECASE,
)


_MARKS = frozenset({"restated"})


def _one_per_period(group: list[Fact]) -> list[list[Fact]]:
    """Facts of the same name and period are different lines, unless they say the same number again."""
    layers: list[dict[Period | None, Fact]] = []
    for fact in group:
        for layer in layers:
            known = layer.get(fact.period)
            if known is None and fact.period is not None:
                layer[fact.period] = fact
                break
            if known is not None and known.amount == fact.amount:
                break
        else:
            layers.append({fact.period: fact})
    return [list(layer.values()) for layer in layers]


def _line(
    facts: list[Fact],
    company: frozenset[str],
    acronyms: dict[str, tuple[str, ...]],
    around: tuple[tuple[str, float], ...] = (),
) -> Line:
    first = facts[0]
    label = frozenset(term.key for term in terms_in(_ASIDE.sub("", first.line_item) or first.line_item))
    label = frozenset({"@exchange_rate"}) if _is_exchange_rate(first.unit) else label - company or label
    context = _weighted(_texts_around(first, around))
    every = label | context.keys()
    for short, phrase in acronyms.items():
        if short in every:
            weight = 1.0 if short in label else 0.9 * context.get(short, 0.0)
            context.update({word: max(context.get(word, 0.0), weight) for word in phrase})
        elif set(phrase) <= every:
            spelled = set(phrase) <= set(stems(first.line_item))
            context[short] = 1.0 if spelled else min(context.get(word, 0.0) for word in phrase)
    if (first.unit or "").lower().endswith(("/share", "/ads")) and "@net_income" in every:
        context["@eps"] = 1.0
    if "/ADS" in (first.unit or "") or "ads" in first.basis:
        label = label | {"@ads"}
    return Line(
        first.line_item,
        first.path,
        first.measure,
        first.unit,
        first.basis,
        first.of,
        first.source,
        first.table,
        first.section,
        tuple(sorted(facts, key=_in_time)),
        label,
        context,
    )


def _in_time(fact: Fact) -> tuple[date, int]:
    """Order of the facts of a line: those without a period first, the rest by their ends, then as printed."""
    return fact.period.end if fact.period is not None else date.min, fact.start


def _texts_around(fact: Fact, around: tuple[tuple[str, float], ...]) -> Iterator[tuple[str | None, float]]:
    """The texts by which a fact's line may be found, each with its weight."""
    yield fact.line_item, PATH_WEIGHT
    for part in fact.path:
        yield part, PATH_WEIGHT
    yield fact.table, TITLE_WEIGHT
    yield fact.section, CONTEXT_WEIGHT
    yield fact.of, CONTEXT_WEIGHT
    if fact.source == "table":
        yield from around
    for part in fact.basis:
        yield part, 1.0
    if fact.unit and fact.unit not in ("%", "pp", "x") and not fact.unit.isupper():
        yield fact.unit.replace("/", " "), UNIT_WEIGHT
    if "/" in (fact.unit or ""):
        yield "per", UNIT_WEIGHT
    if _is_exchange_rate(fact.unit):
        yield "fx; currency; convert; translation; rate", 1.0
    if fact.source == "sentence":
        yield fact.context, SENTENCE_WEIGHT


def _weighted(texts: Iterable[tuple[str | None, float]]) -> dict[str, float]:
    """The terms of some texts, each at its highest weight; the words of a phrase that is one term weigh less."""
    context: dict[str, float] = {}
    for text, weight in texts:
        for term in terms_in(text or ""):
            context[term.key] = max(context.get(term.key, 0.0), weight)
            for part in term.text.split() if " " in term.text else ():
                context[stem(part)] = max(context.get(stem(part), 0.0), weight * 0.8)
    return context


def _is_exchange_rate(unit: str | None) -> bool:
    """Whether a unit is one currency per another ("JPY/USD")."""
    return bool(re.fullmatch(r"[A-Z]{3}/[A-Z]{3}", unit or "")) and not (unit or "").endswith("/ADS")
