"""Engine: everything that answering needs to know of one document, prepared once.

In: a document and a search over its passages. Out: replies. The stages are methods, in the order in which a question
passes them.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from app.calculator import CalculatorError, calculate
from app.composing import Composer
from app.conversation import (
    Turn,
    bare,
    follows,
    holds_follow_up,
    in_full,
    loss_alone,
    opened,
    points_back,
    reference_of,
    turn_of,
)
from app.describing import described, follow_ups, premise_of
from app.followups import continued
from app.grounding import Grounding
from app.lexicon import terms_in
from app.lines import Lines
from app.operations import Outcome, carried_out
from app.prose import ProseReading, question_type, read_prose
from app.question import asked_part, cleaned, stem
from app.reading import Reader, Reading, asked, overlap
from app.refusing import refusal
from app.reply import Citation, Reply
from app.rules import RULES
from app.spelling import Spelling, ordinary_words, question_words, spelling_of
from app.values import Clock, Formula, Missing
from corpus.blocks import Table
from corpus.document import Document
from corpus.facts import Fact
from corpus.periods import periods_in

CERTAIN = 0.65
"""A reading with a lower score is not answered."""
LONG_QUOTE = 160
"""Characters from which a quote is led in by the phrase of it that answers."""
AS_GOOD = 0.045
"""Readings whose scores are this near are both said."""
WHOLE = 0.9
"""Confidence from which a sentence that enumerates answers for a list better than the rows that bear its name."""
_TOLD = re.compile(
    r"\bwhat (?:do|does|did)\b.*\b(?:involve|entail|require|mean|offer|address|deal with|stand for|refer to|cover"
    r"|provide|reflect|represent|include|exclude|relate to|result from|depend on)s?\b"
    r"|\bhow (?:is|are|was|were|does|do|did)\b.*\b(?:calculat|comput|determin|defin|deriv|recogni[sz]"
    r"|account(?:ed)? for|measur|estimat|attribut)\w*\W*$"
    r"|\bwhat (?:is|are|was|were)\b.*\b(?:related to|based on|attributable to|composed of)\W*$"
    r"|\b(?:known|famous) for\b",
    re.IGNORECASE,
)
"""These ask for words, also where a line of figures has the same name."""
_WORDED = frozenset({"who", "where", "when", "why"})
_WORDS = re.compile(
    r"\b(?:why|who|whom|whose|where|when|whats? for|what (?:made|drove|pushed|led|caused|explains|held)"
    r"|(?:what|which) (?:exact )?(?:day|date|month|time)"
    r"|what (?:is|was|were|are) (?:it|they|that|this|these|those) for|how come|reasons?|rationale|causes?|caused"
    r"|expla[in]\w*|drivers?|drove|behind|because of what|due to what|blame\w*)\b",
    re.IGNORECASE,
)
"""Without one of these words a question asks for no person, place, date or cause, whatever else it looks like."""
_NUMERIC = frozenset({"quantity", "what", "yes_no", "list", "how", "definition"})

Search = Callable[[str, int], list[Any]]


@dataclass(frozen=True)
class Understood:
    """A question with its best reading carried out, or the prose that answers it, or why neither was found."""

    question: str
    reading: Reading | None = None
    outcome: Outcome | None = None
    prose: ProseReading | None = None
    missing: Missing | None = None
    trouble: str = ""
    close: tuple[Reading, ...] = ()
    uncovered: tuple[str, ...] = ()


class Engine:
    """Answers questions about one document."""

    def __init__(self, document: Document, search: Search | None = None) -> None:
        self.document, self.search = document, search

    @cached_property
    def lines(self) -> Lines:
        """The line items of the document."""
        return Lines(self.document)

    @cached_property
    def clock(self) -> Clock:
        """Its fiscal calendar and reported period."""
        release = self.document.release
        return Clock(release.calendar, release.period)

    @cached_property
    def reader(self) -> Reader:
        """What reads questions about it, with every rule."""
        return Reader(Grounding(self.lines, self.clock), RULES)

    @cached_property
    def composer(self) -> Composer:
        """What writes replies about it, with the places where it names periods."""
        release = self.document.release
        return Composer(
            self.lines,
            tuple(m for m in periods_in(release.text, release.calendar, reference=release.period) if not m.relative),
        )

    @cached_property
    def spelling(self) -> Spelling:
        """What mends misspellings: the words of the document, of questions and of ordinary English."""
        labels = [line.label for line in self.lines.lines] + [
            block.title for block in self.document.blocks if isinstance(block, Table)
        ]
        return spelling_of([self.document.release.text], labels, question_words(), ordinary_words())

    # -- stages -----------------------------------------------------------------------------------------------------

    def answer(self, question: str, earlier: Sequence[str] = ()) -> Reply:
        """The reply to a question that follows the user's earlier ones."""
        started = time.perf_counter()
        understood = self.understand(question, earlier)
        read = time.perf_counter()
        reply = self.compose(understood)
        timings = {
            "reading": read - started,
            "composing": time.perf_counter() - read,
            "total": time.perf_counter() - started,
        }
        return replace(reply, timings=timings)

    def understand(self, question: str, earlier: Sequence[str] = ()) -> Understood:
        """Question -> reading -> evidence: the best reading that the release can answer."""
        text = self.written_out(question)
        if not re.search(r"[^\W_]", text):
            return Understood(text, trouble="empty")
        if _ARITHMETIC.fullmatch(text) and re.search(r"\d\s*[-+*/^]", text):
            return Understood(text, trouble=worked_out(text))
        text, afresh = opened(text)
        return self._understand(text, [] if afresh else self._turns(earlier[-4:]))

    def _turns_within(self, text: str, before: list[Turn]) -> tuple[str, list[Turn]]:
        """A question whose last sentence points back to its first ones: these are then earlier turns."""
        *first, last = _SENTENCES.split(text)
        if first and _POINTS.search(last) and len(re.findall(r"[a-z]+", last.lower())) >= 3:
            return last, [*before, *self._turns([" ".join(first)])]
        return text, before

    def written_out(self, question: str) -> str:
        """The part of a message that asks, in plain characters, spelled as the document spells."""
        return self.spelling.written_out(asked_part(cleaned(question)))

    def _turns(self, earlier: Sequence[str]) -> list[Turn]:
        """The earlier questions as read, each after the ones before it."""
        turns: list[Turn] = []
        for message in earlier:
            text, afresh = opened(self.written_out(message))
            turns = [] if afresh else turns
            known = self._numeric(text, turns)
            turns.append(
                turn_of(
                    self.reader, asked(text, self.reader.grounding), known.reading if known.outcome else None, turns
                )
            )
        return turns

    def _understand(self, text: str, before: list[Turn]) -> Understood:
        kind = _kind_of(text)
        numeric = self._numeric(text, before)
        going_on = (
            numeric.reading is not None and numeric.reading.continues and kind not in ("why", "who", "where", "when")
        )
        grouped = _over_a_group(numeric.reading, kind, text)
        if _TOLD.search(text) and not going_on:
            told = self._prose(text, before)
            if told is not None and not _is_row_of_numbers(self._words_of(told)):
                return Understood(text, prose=told)
        if numeric.outcome and kind == "list" and not going_on:
            listed = self._prose(text, before)
            if _enumerates(listed, numeric.outcome):
                return Understood(text, prose=listed)
        if numeric.outcome and (kind in _NUMERIC or going_on or grouped) and not numeric.uncovered:
            return numeric
        if (
            kind in _NUMERIC
            and numeric.missing is not None
            and numeric.missing.period is not None
            and not numeric.uncovered
        ):
            return numeric
        wrong = self._wrong_premise(text) if kind in ("why", "how", "what", "who", "list") else None
        if wrong is not None:
            return wrong
        prose = self._prose(text, before)
        if prose is not None and not self._fits_kind(prose, kind):
            prose = None
        if prose is None and kind in ("who", "where", "when", "why"):
            return replace(numeric, reading=None, outcome=None, missing=None)
        if prose is not None and (kind not in _NUMERIC or numeric.outcome is None or numeric.uncovered):
            return Understood(text, prose=prose)
        if numeric.outcome and not numeric.uncovered:
            return numeric
        return replace(numeric, outcome=None) if numeric.uncovered else numeric

    def _fits_kind(self, prose: ProseReading, kind: str) -> bool:
        """Whether quotes may answer: a quantity asks for a digit, and a row of numbers is read rather than quoted."""
        quotes = [self.document.release.text[quote.start : quote.end] for quote in prose.quotes]
        if kind == "quantity" and not any(re.search(r"\d", quote) for quote in quotes):
            return False
        return kind not in _NUMERIC or not any(_is_row_of_numbers(quote) for quote in quotes)

    def _wrong_premise(self, text: str) -> Understood | None:
        """What corrects a question in words that takes a rise for a fall or a fall for a rise; else None."""
        q = asked(text, self.reader.grounding)
        if not q.has("up", "down"):
            return None
        moved = [r for r in self.reader.readings(q) if r.operation in ("growth", "change") and r.options.claims]
        found = self._first_that_holds(text, moved)
        corrected = (
            found.reading is not None and found.outcome is not None and premise_of(found.reading, found.outcome, text)
        )
        return found if corrected else None

    def _prose(self, text: str, before: list[Turn]) -> ProseReading | None:
        q = asked(text, self.reader.grounding)
        if not before or not follows(q, self.reader):
            return read_prose(bare(text), self.document, self.search)
        found = read_prose(in_full(text, q, self.reader, before), self.document, self.search)
        if found and (
            question_type(text) == "why"
            or holds_follow_up(self._words_of(found), found.uncovered, q, self.reader, before)
        ):
            return found
        return None if points_back(q) else read_prose(bare(text), self.document, self.search)

    def _words_of(self, prose: ProseReading) -> str:
        return " ".join(self.document.release.text[quote.start : quote.end] for quote in prose.quotes)

    def _numeric(self, text: str, before: list[Turn]) -> Understood:
        """The best numeric reading of the whole text or of a clause, on its own or going on from earlier turns."""
        candidates: list[Reading] = []
        reference = reference_of(before, self.clock)
        whole = asked(text, self.reader.grounding)
        loss = loss_alone(whole, self.reader) if before and follows(whole, self.reader) else None
        for piece, penalty in pieces_of(text, self.clock, self._loss):
            q = asked(piece, self.reader.grounding)
            own = self.reader.readings(q)[:12]
            if loss is not None:
                going_on = continued(self.reader, asked(piece, self.reader.grounding, reference), before)[:12]
                own = [replace(r, score=r.score - loss) for r in own] + [replace(r, continues=True) for r in going_on]
            candidates += [replace(reading, score=reading.score - penalty) for reading in own]
            if not before and not penalty and own and own[0].score > 0.85 and not own[0].uncovered:
                break
        last_part, within = self._turns_within(text, before)
        if within is not before and within[-1].reading is not None:
            q = asked(last_part, self.reader.grounding)
            candidates += [
                replace(r, continues=True, score=r.score - DROPPED_CLAUSE)
                for r in continued(self.reader, q, within)[:12]
            ]
        candidates = [replace(r, score=r.score - ignored_conditions(text, r)) for r in candidates]
        candidates.sort(key=lambda reading: -reading.score)
        return self._first_that_holds(text, candidates)

    def _loss(self, words: str) -> float:
        """What leaving out some words costs: most where they name something that the release has lines for."""
        grounding = self.reader.grounding
        content = dict.fromkeys(grounding.content(term.key for term in terms_in(words)))
        foreign = [name for name in _NAMES.findall(words) if stem(name.lower()) not in self.spelling.known]
        lost = sum(0.04 if grounding.lines.in_labels(key) else 0.01 for key in content)
        return min(0.12, lost) + FOREIGN_NAME * bool(foreign)

    def _first_that_holds(self, text: str, candidates: list[Reading]) -> Understood:
        missing: Missing | None = None
        trouble = ""
        best = candidates[0].score if candidates else 0.0
        for reading in candidates[:24]:
            if reading.score < max(CERTAIN, best - 0.25) and not (missing is None and reading.score >= CERTAIN):
                break
            if reading.uncovered:
                continue
            try:
                outcome = carried_out(reading, self.clock, self.rate)
                outcome.amount  # noqa: B018  (raises when there is no result)
            except Missing as error:
                missing = missing or error
                continue
            except CalculatorError as error:
                trouble = trouble or str(error)
                continue
            if (
                missing is not None
                and missing.period is not None
                and reading.score < best - 0.08
                and not _computed(reading)
            ):
                continue
            close = tuple(
                r for r in candidates if r is not reading and r.score > reading.score - 0.06 and not r.uncovered
            )
            return Understood(text, reading, outcome, close=close[:4])
        uncovered = candidates[0].uncovered if candidates else ()
        return Understood(
            text,
            candidates[0] if candidates else None,
            missing=missing,
            trouble=trouble,
            uncovered=uncovered,
            close=tuple(candidates[:3]),
        )

    # -- replies ----------------------------------------------------------------------------------------------------

    def compose(self, understood: Understood) -> Reply:
        """Evidence -> calculation -> reply."""
        if understood.outcome is not None and understood.reading is not None:
            premise = premise_of(understood.reading, understood.outcome, understood.question)
            premise = premise or self._wrong_level(understood)
            reply = self.composer.reply(understood.outcome, described(understood.reading, self.composer), premise)
            return replace(
                self._with_alternative(reply, understood),
                alternatives=self._alternatives(understood),
                follow_ups=follow_ups(understood.reading, understood.outcome),
            )
        if understood.prose is not None and not self._too_short(understood.question):
            return self._quoted(understood.prose)
        return refusal(understood, self)

    def _too_short(self, text: str) -> bool:
        """Whether a question is one or two bare words, which no sentence answers: it is asked back."""
        if _WORDS.search(text):
            return False
        return len(self.reader.grounding.content(term.key for term in terms_in(text))) <= 1 and len(text.split()) <= 2

    def _wrong_level(self, understood: Understood) -> str:
        """What corrects an amount that the question takes for granted and the release prints nowhere."""
        outcome, reading = understood.outcome, understood.reading
        if outcome is None or outcome.kind not in ("figure", "movement"):
            return ""
        if reading is None or reading.group is not None:
            return ""
        compared = [e.amount() for e in (outcome.expression, outcome.later, outcome.earlier) if e is not None]
        for number in asked(understood.question, self.reader.grounding).numbers:
            if number.unit not in ("%", self.document.release.currency, "USD") or not number.amount:
                continue
            size = abs(number.amount)
            near = any(abs(abs(amount) - size) <= max(number.precision, abs(amount) / 100) for amount in compared)
            if not near and not any(abs(abs(f.amount) - size) <= f.precision for f in self.document.facts):
                return f"The release does not print {number.printed.strip()}."
        return ""

    def _with_alternative(self, reply: Reply, understood: Understood) -> Reply:
        """The reply with a near alternative and its figure, where the words fit two line items about as well."""
        mine = understood.reading
        if mine is None or understood.outcome is None or understood.outcome.kind != "figure":
            return reply
        for other in understood.close:
            if other.operation != mine.operation or other.score <= mine.score - AS_GOOD or not _others(mine, other):
                continue
            try:
                outcome = carried_out(other, self.clock, self.rate)
            except (Missing, CalculatorError):
                continue
            if outcome.kind != "figure" or outcome.amount == understood.outcome.amount:
                continue
            second = self.composer.reply(outcome, "")
            where = described(replace(other, periods=(), later=None, earlier=None), self.composer)
            place = "" if re.search(r"\d", where) else f" ({where})"
            return replace(
                reply,
                text=f"{reply.text} It could also mean{place} {second.text}",
                citations=tuple(dict.fromkeys((*reply.citations, *second.citations))),
            )
        return reply

    def _alternatives(self, understood: Understood) -> tuple[str, ...]:
        mine = described(understood.reading, self.composer) if understood.reading else ""
        return tuple(
            dict.fromkeys(d for reading in understood.close if (d := described(reading, self.composer)) != mine)
        )[:3]

    def _quoted(self, prose: ProseReading) -> Reply:
        release = self.document.release
        citations = tuple(
            Citation(release.id, q.section, release.text[q.start : q.end], q.start, q.end) for q in prose.quotes
        )
        quotes = " ".join(plain(citation.quote) for citation in citations)
        correction = getattr(prose, "correction", "")
        verdict = f"{prose.verdict}." if prose.verdict else ""
        text = " ".join(part for part in (verdict, correction, quotes) if part)
        headline = plain(release.text[prose.span.start : prose.span.end]) if prose.span else ""
        if headline and not correction and not verdict and len(text) > LONG_QUOTE and len(headline) < len(text) / 2:
            text = f'{headline} - "{text}"'
        return Reply(
            text=text, citations=citations, reading=prose.words, kind="prose", release=release.id, headline=headline
        )

    def rate(self, base: str, currency: str) -> Fact | None:
        """The release's own printed exchange rate from one currency to another, if it prints one."""
        unit = f"{currency}/{base}"
        return next((fact for fact in self.document.facts if fact.unit == unit), None)


_ARITHMETIC = re.compile(r"[\d\s.,+\-*/^()%=?]+")


def worked_out(text: str) -> str:
    """What is said of bare arithmetic, which asks nothing of the release: that, or why it has no result."""
    try:
        calculate(text.rstrip("=? "))
    except CalculatorError as error:
        return str(error)
    return "It is arithmetic and names no figure of the release. Ask with the names of its figures."


_SENTENCES = re.compile(r"(?<=[.?!;])\s+")
_POINTS = re.compile(
    r"\b(?:it|that|this|those|these|them|one|the (?:loss|gap|difference|result|figure|number))\b", re.IGNORECASE
)
_CONDITION = re.compile(
    r"\b(?:what if|if|would [\w ]{1,40} be|suppos\w+|assum\w+|excluding|except|without|strip(?:ped|ping)? out"
    r"|adjusted for|ex)\b",
    re.IGNORECASE,
)


def ignored_conditions(text: str, reading: Reading) -> float:
    """What a reading loses that leaves out a condition ("what if", "excluding"), unless its lines say it."""
    if reading.operation in ("what_if", "difference"):
        return 0.0
    names = " ".join(value.name for value in reading.values).lower()
    words = [m.group().lower() for m in _CONDITION.finditer(text)]
    return 0.3 if any(word not in names and not (word == "ex" and "exclud" in names) for word in words) else 0.0


def _kind_of(text: str) -> str:
    """What a question asks for: no person, place, date or cause without a word for it."""
    kind = question_type(text)
    happened = re.search(r"\bwhat happened (?:to|with)\b", text, re.IGNORECASE)
    return "what" if happened or (kind in _WORDED and not _WORDS.search(text)) else kind


def _enumerates(prose: ProseReading | None, outcome: Outcome) -> bool:
    """Whether a sentence that lists several things answers for a list better than its rows."""
    return prose is not None and prose.several and (outcome.kind == "figure" or prose.confidence > WHOLE)


def _others(mine: Reading, other: Reading) -> bool:
    """Whether two readings are about different line items in comparable units."""
    return len(mine.values) == 1 == len(other.values) and not overlap(mine.values[0], other.values[0])


def _over_a_group(reading: Reading | None, kind: str, text: str) -> bool:
    """Whether a question that sounds like another kind asks for rows: "who has the most of the three"."""
    if (
        reading is None
        or reading.operation not in ("list", "rank", "count", "compare")
        or re.match(r"\W*(?:why|how come)\b", text, re.IGNORECASE)
    ):
        return False
    return (
        kind in ("when", "where", "why")
        or (kind == "who" and reading.operation == "compare")
        or (kind == "who" and re.search(r"\bof (?:the|these|those|its|all)\b", text, re.IGNORECASE) is not None)
    )


def _computed(reading: Reading) -> bool:
    """Whether a reading computes what a line that lacks the period would have printed."""
    return reading.operation == "base" or any(isinstance(value, Formula) for value in reading.values)


_CLAUSE = re.compile(
    r"(?:,(?!\d)|[;:()!?=])+\s*|\s-+\s|(?<!\b[A-Za-z])\.\s+|\n+|\b(?:but|because|since|although|though)\b"
)
_ASKING = re.compile(
    r"\b(?:what|how|which|who|whose|when|where|why|did|does|is|are|was|were|tell|give|show|name|list|add|compute"
    r"|calculate|put)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?<=[a-z,] )(?:[A-Z]{2,}|[A-Z][a-z]{3,})\b")
FOREIGN_NAME = 0.3
"""What leaving out a name costs that the release does not know: the question may rest on it."""
DROPPED_CLAUSE = 0.05
_MOST_PIECES = 8


def pieces_of(text: str, clock: Clock, loss: Callable[[str], float]) -> list[tuple[str, float]]:
    """A question whole, without one of its clauses, and each asking clause alone, with what each loses by that.

    What is left out becomes blanks, so that offsets stay; periods are never left out. `loss(words)` is what leaving out
    words costs.
    """
    bounds = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    clauses = [(a, b) for a, b in pairwise(bounds) if len(re.findall(r"\w+", text[a:b])) > 0]
    if len(clauses) > 12:
        bounds = [0, *(m.end() for m in re.finditer(r"[.!?]\s+|\n+", text)), len(text)]
        clauses = [(a, b) for a, b in pairwise(bounds) if re.search(r"\w", text[a:b])]
    if not 1 < len(clauses) <= 12:
        return [(text, 0.0)]
    kept = [(m.start, m.end) for m in periods_in(text, clock.calendar, reference=clock.reference)]

    def without(dropped: list[tuple[int, int]]) -> str:
        return "".join(
            " " if any(a <= i < b for a, b in dropped) and not any(a <= i < b for a, b in kept) else c
            for i, c in enumerate(text)
        )

    found = [(text, 0.0)]
    questions = [(a, b) for a, b in _sentences(text) if text[a:b].rstrip().endswith("?")]
    if len(questions) == 1 and len(_sentences(text)) > 1:
        others = [each for each in _sentences(text) if each not in questions]
        found.append((without(others), 0.02 + loss(" ".join(text[slice(*each)] for each in others)) / 2))
    for clause in clauses:
        rest = [each for each in clauses if each != clause]
        asks = bool(_ASKING.search(text[slice(*clause)]))
        if any(_ASKING.search(text[a:b]) for a, b in clauses) and not asks and clause != clauses[0]:
            if len(clauses) > 2:
                found.append((without([clause]), DROPPED_CLAUSE + loss(text[slice(*clause)])))
            continue
        if len(clauses) > 2 and any(_ASKING.search(text[a:b]) for a, b in rest):
            found.append((without([clause]), DROPPED_CLAUSE + loss(text[slice(*clause)])))
        lost = loss(" ".join(text[slice(*each)] for each in rest))
        found.append((without(rest), DROPPED_CLAUSE * min(len(rest), 2) + (0.0 if asks else 0.08) + lost))
    return sorted(found, key=lambda piece: piece[1])[:_MOST_PIECES]


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a question start and end."""
    bounds = [0, *(m.end() for m in _SENTENCES.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(bounds) if text[a:b].strip()]


def _is_row_of_numbers(quote: str) -> bool:
    """Whether a quote is a table's row of numbers: those are answered by reading them, not by quoting them."""
    return quote.count("\t") >= 2 and len(re.findall(r"\d[\d,.]*", quote)) >= 2


def plain(quote: str) -> str:
    """A quote for reading: markup of the source and line breaks removed, words untouched."""
    return re.sub(r"\s+", " ", re.sub(r"</?u>|\*(?=\w)|(?<=\w)\*|\\(?=\$)", "", quote)).strip()
