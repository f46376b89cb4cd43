"""Understanding: question -> reading -> evidence, in stages.

In: a question, and the user's earlier ones. Out: `Understood`. The stages are methods, in the order in which a
question passes them: the best reading in numbers, of the whole or of a clause; the prose that answers; and which of the
two is right for what the question asks for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from app.asked import asked
from app.calculator import CalculatorError, calculate
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
from app.describing import premise_of
from app.exclusions import Exclusion, loss_by_name, narrowed
from app.followups import continued
from app.kinds import NUMERIC, asks_for_words, is_row_of_numbers, kind_of, over_a_group
from app.knowledge import Knowledge
from app.lexicon import terms_in
from app.naming import named_pieces
from app.operations import Outcome, carried_out
from app.pieces import DROPPED_CLAUSE, FOREIGN_NAME, SENTENCES, ignored_conditions, pieces_of
from app.prose import ProseReading, question_type, read_prose
from app.question import stem
from app.reading import Reading
from app.understood import Understood
from app.values import Formula, Missing

CERTAIN = 0.65
"""A reading with a lower score is not answered."""
WHOLE = 0.9
"""Confidence from which a sentence that enumerates answers for a list better than the rows that bear its name."""
_ARITHMETIC = re.compile(r"[\d\s.,+\-*/^()%=?]+")
_POINTS = re.compile(
    r"\b(?:it|that|this|those|these|them|one|the (?:loss|gap|difference|result|figure|number))\b", re.IGNORECASE
)
_NAMES = re.compile(r"(?<=[a-z,] )(?:[A-Z]{2,}|[A-Z][a-z]{3,})\b")


class Understanding(Knowledge):
    """The stages from a question to what answers it."""

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
        *first, last = SENTENCES.split(text)
        if first and _POINTS.search(last) and len(re.findall(r"[a-z]+", last.lower())) >= 3:
            return last, [*before, *self._turns([" ".join(first)])]
        return text, before

    def _turns(self, earlier: Sequence[str]) -> list[Turn]:
        """The earlier questions as read, each after the ones before it."""
        turns: list[Turn] = []
        for message in earlier:
            text, afresh = opened(self.written_out(message))
            turns = [] if afresh else turns
            asks = narrowed(text, self.reader.grounding)
            text = asks.text
            known = self._numeric(text, turns, asks.excluded)
            turns.append(
                turn_of(
                    self.reader, asked(text, self.reader.grounding), known.reading if known.outcome else None, turns
                )
            )
        return turns

    def _understand(self, text: str, before: list[Turn]) -> Understood:
        asks = narrowed(text, self.reader.grounding)
        text = asks.text
        kind = kind_of(text)
        numeric = self._numeric(text, before, asks.excluded)
        going_on = (
            numeric.reading is not None and numeric.reading.continues and kind not in ("why", "who", "where", "when")
        )
        grouped = over_a_group(numeric.reading, kind, text)
        worded = asks_for_words(text)
        if (worded or kind == "definition") and not going_on:
            told = self._prose(text, before)
            if told is not None and (worded or told.defines) and not is_row_of_numbers(self.words_of(told)):
                return Understood(text, prose=told)
        if numeric.outcome and kind == "list" and not going_on:
            listed = self._prose(text, before)
            if _enumerates(listed, numeric.outcome):
                return Understood(text, prose=listed)
        if numeric.outcome and (kind in NUMERIC or going_on or grouped) and not numeric.uncovered:
            return numeric
        if (
            kind in NUMERIC
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
        if prose is not None and (kind not in NUMERIC or numeric.outcome is None or numeric.uncovered):
            return Understood(text, prose=prose)
        if numeric.outcome and not numeric.uncovered:
            return numeric
        return replace(numeric, outcome=None) if numeric.uncovered else numeric

    def _fits_kind(self, prose: ProseReading, kind: str) -> bool:
        """Whether quotes may answer: a quantity asks for a digit, and a row of numbers is read rather than quoted."""
        quotes = [self.document.release.text[quote.start : quote.end] for quote in prose.quotes]
        if kind == "quantity" and not any(re.search(r"\d", quote) for quote in quotes):
            return False
        return kind not in NUMERIC or not any(is_row_of_numbers(quote) for quote in quotes)

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
            or holds_follow_up(self.words_of(found), found.uncovered, q, self.reader, before)
        ):
            return found
        return None if points_back(q) else read_prose(bare(text), self.document, self.search)

    def _numeric(self, text: str, before: list[Turn], excluded: tuple[Exclusion, ...] = ()) -> Understood:
        """The best numeric reading of the whole text or of a clause, on its own or going on from earlier turns."""
        candidates: list[Reading] = []
        reference = reference_of(before, self.clock)
        whole = asked(text, self.reader.grounding)
        loss = loss_alone(whole, self.reader) if before and follows(whole, self.reader) else None
        named = named_pieces(text, self.reader.grounding, self._loss)
        for piece, penalty in chain(pieces_of(text, self.clock, self._loss), named):
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
        candidates = [
            replace(r, score=r.score - ignored_conditions(text, r) - loss_by_name(r, excluded)) for r in candidates
        ]
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


def worked_out(text: str) -> str:
    """What is said of bare arithmetic, which asks nothing of the release: that, or why it has no result."""
    try:
        calculate(text.rstrip("=? "))
    except CalculatorError as error:
        return str(error)
    return "It is arithmetic and names no figure of the release. Ask with the names of its figures."


def _enumerates(prose: ProseReading | None, outcome: Outcome) -> bool:
    """Whether a sentence that lists several things answers for a list better than its rows."""
    return prose is not None and prose.several and (outcome.kind == "figure" or prose.confidence > WHOLE)


def _computed(reading: Reading) -> bool:
    """Whether a reading computes what a line that lacks the period would have printed."""
    return reading.operation == "base" or any(isinstance(value, Formula) for value in reading.values)
