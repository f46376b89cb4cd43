"""Replying: what was understood of a question as a reply: its figures, its quotes, or a refusal.

In: `Understood`. Out: `Reply`, with what corrects the question said first and near alternatives after.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.asked import asked
from app.calculator import CalculatorError
from app.composites import overlap
from app.correcting import correction, denial, printed_growth
from app.describing import described, follow_ups, premise_of
from app.kinds import WORDS
from app.knowledge import Knowledge
from app.lexicon import terms_in
from app.operations import Outcome, carried_out
from app.prose import ProseReading
from app.reading import Reading
from app.refusing import refusal
from app.reply import Calculation, Citation, Reply
from app.understood import Understood
from app.values import LineValue, Missing
from app.wanting import TURNING
from app.wording import shown
from corpus.facts import Fact

LONG_QUOTE = 160
"""Characters from which a quote is led in by the phrase of it that answers."""
AS_GOOD = 0.045
"""Readings whose scores are this near are both said."""


class Replying(Knowledge):
    """The stages from what was understood to a reply."""

    def compose(self, understood: Understood) -> Reply:
        """Evidence -> calculation -> reply."""
        if understood.corrected is not None:
            return self._after_correction(understood.corrected, self.compose(replace(understood, corrected=None)))
        if understood.denied is not None:
            return self._denied(understood.denied, understood)
        if understood.outcome is not None and understood.reading is not None:
            premise = premise_of(understood.reading, understood.outcome, understood.question)
            premise = premise or self._wrong_level(understood)
            reply = self.composer.reply(understood.outcome, described(understood.reading, self.composer), premise)
            if premise:
                reply = self._with_printed_growth(reply, understood.outcome)
            return replace(
                self._with_alternative(reply, understood),
                alternatives=self._alternatives(understood),
                follow_ups=follow_ups(understood.reading, understood.outcome),
            )
        if understood.prose is not None and (understood.prose.itself or not self._too_short(understood.question)):
            return self._quoted(understood.prose)
        return refusal(understood, self)

    def _after_correction(self, wrong: Understood, reply: Reply) -> Reply:
        """The reply with what corrects the question before it."""
        if wrong.outcome is not None:
            said, citations = correction(wrong.outcome, self.composer)
        else:
            first = self.compose(wrong)
            said, citations = first.text, first.citations
        if reply.abstained:
            return replace(self.compose(wrong), reason=None)
        reply = replace(
            reply, text=f"{said} {reply.text}", citations=tuple(dict.fromkeys((*citations, *reply.citations)))
        )
        if reply.value is not None or wrong.outcome is None:
            return reply
        first = self.compose(wrong)
        return replace(reply, value=first.value, unit=first.unit, calculation=first.calculation)

    def _with_printed_growth(self, reply: Reply, outcome: Outcome) -> Reply:
        """A corrected change with the growth that the release prints for it."""
        if outcome.kind != "movement" or outcome.expression.unit == "%":
            return reply
        growth = printed_growth(outcome, self.composer)
        if growth is None:
            return reply
        said = f"{reply.text} In percent the release prints {shown(growth)}."
        cited = (*reply.citations, *self.composer.citations([growth], ""))
        return replace(reply, text=said, citations=tuple(dict.fromkeys(cited)))

    def _denied(self, growth: Fact, understood: Understood) -> Reply:
        """What a printed growth says against the question, in the release's own sentence."""
        said, citations = denial(growth, self.composer)
        words = described(understood.reading, self.composer) if understood.reading else ""
        text = f"{said} {plain(citations[0].quote)}"
        return Reply(text, citations=citations, reading=words, kind="prose", release=self.document.release.id)

    def _too_short(self, text: str) -> bool:
        """Whether a question is one or two bare words, which no sentence answers: it is asked back."""
        if WORDS.search(text):
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
        bare = len(re.findall(r"\w+", understood.question)) <= 2
        kinds = ("figure", "calculation") if bare else ("figure",)
        if mine is None or understood.outcome is None or understood.outcome.kind not in kinds:
            return reply
        said = {understood.outcome.amount}
        for other in understood.close:
            apart = other.values != mine.values if bare and len(other.values) == 1 else _others(mine, other)
            if other.operation != mine.operation or not apart:
                continue
            if _turned(other, understood.question) if bare else other.score <= mine.score - AS_GOOD:
                continue
            try:
                outcome = carried_out(other, self.clock, self.rate)
            except (Missing, CalculatorError):
                continue
            if outcome.kind not in kinds or outcome.amount in said:
                continue
            second = self.composer.reply(outcome, "")
            where = described(replace(other, periods=(), later=None, earlier=None), self.composer)
            place = "" if bare or re.search(r"\d", where) else f" ({where})"
            reply = replace(
                reply,
                text=f"{reply.text} It could also mean{place} {second.text}",
                citations=tuple(dict.fromkeys((*reply.citations, *second.citations))),
                calculation=_beside(reply.calculation, second.calculation),
            )
            said.add(outcome.amount)
            if not bare or len(said) > 3:
                break
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
        correction = f"{prose.correction.rstrip('.')}." if prose.correction else ""
        quotes = "" if quotes and quotes.rstrip(".") in correction else quotes
        verdict = f"{prose.verdict}." if prose.verdict else ""
        text = " ".join(part for part in (verdict, correction, quotes) if part)
        headline = plain(release.text[prose.span.start : prose.span.end]) if prose.span else ""
        if headline and not correction and not verdict and len(text) > LONG_QUOTE and len(headline) < len(text) / 2:
            text = f'{headline} - "{text}"'
        return Reply(
            text=text, citations=citations, reading=prose.words, kind="prose", release=release.id, headline=headline
        )


def _turned(reading: Reading, question: str) -> bool:
    """Whether a line is something else than its name says, by a word that the question lacks ("Cost of ...")."""
    keys = {term.key for term in terms_in(question)}
    value = reading.values[0]
    return isinstance(value, LineValue) and bool((value.line.label_terms & TURNING) - keys)


def _others(mine: Reading, other: Reading) -> bool:
    """Whether two readings are about different line items in comparable units."""
    return len(mine.values) == 1 == len(other.values) and not overlap(mine.values[0], other.values[0])


def plain(quote: str) -> str:
    """A quote for reading: markup of the source and line breaks removed, words untouched."""
    return re.sub(r"\s+", " ", re.sub(r"</?u>|\*(?=\w)|(?<=\w)\*|\\(?=\$)", "", quote)).strip()


def _beside(first: Calculation | None, second: Calculation | None) -> Calculation | None:
    """A calculation with that of an alternative shown after it; its own operands and result are kept."""
    if first is None or second is None:
        return first
    return replace(first, shown=f"{first.shown} (and {second})")
