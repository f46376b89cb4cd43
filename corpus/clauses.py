"""Clauses: what a sentence of a release says about each of its numbers, by the words that stand around them.

In: a sentence, its periods and its numerals. Out: a `Claim` for each numeral that is understood (its line item, how it
is measured, its periods), or the reason why it is none.

How: shallow and left to right. The words between one numeral and the next (the *lead*) hold at most one verb that
matters; what stands before the verb is the subject, and the last words before the numeral say whether it is the amount,
its growth, its change, the amount that it is compared with, or something in brackets. No grammar beyond that: what the
patterns do not know becomes no fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from corpus.blocks import Measure
from corpus.dated_sentence import DatedSentence, per_share, per_share_unit
from corpus.numbers import Numeral
from corpus.periods import Period, PeriodMention
from corpus.phrases import (
    ABOUT,
    AGENT,
    ASIDE,
    ATTRIBUTIVE,
    BREAK,
    BREAKDOWN,
    CHANGE_NOUN,
    COMPARATOR_AFTER,
    COMPARES_AMOUNT,
    COMPARISON,
    CONSTANT,
    DOWN,
    FALLING_NOUN,
    FALLING_WORDS,
    FILLERS,
    IN_NP,
    NEGATIVE_WORDS,
    NOT_A_VERB,
    NOUN_WORDS,
    OF_NP,
    ONWARD,
    PERIOD_PHRASE,
    PRONOUN,
    QUARTER_ON_QUARTER,
    RISING_WORDS,
    SHARE_OF,
    TOPIC,
    TWO_SIDED,
    UP,
    VERB,
    conjuncts,
    label,
    sensible,
    subject_before_bracket,
    subject_of,
)


@dataclass(frozen=True)
class Claim:
    """What a sentence says with one numeral. `line_item` is empty where the sentence names none."""

    line_item: str
    measure: Measure
    negative: bool | None
    """The sign that the words give; None leaves the printed one."""
    period: Period | None
    compared_with: Period | None
    unit: str | None
    of: str | None = None
    parents: tuple[str, ...] = ()
    basis: frozenset[str] = frozenset()


@dataclass
class _State:
    subject: str = ""
    parents: tuple[str, ...] = ()
    items: list[str] = field(default_factory=list)
    period: Period | None = None
    comparator: Period | None = None
    falling: bool | None = None
    moved: bool = False
    percent_subject: bool = False
    listing: bool = False
    runs: bool = False
    primaries: int = 0
    verbs: int = 0
    complement: str = ""
    last: Claim | None = None
    main: Claim | None = None
    claims: list[Claim] = field(default_factory=list)


class Clauses(DatedSentence):
    """One sentence, with its periods as runs of NUL and its numerals, being read."""

    # --- reading ---

    def read(self) -> list[Claim | str]:
        """A claim, or the reason for none, for each numeral in turn."""
        state = _State(subject=self.thread.subject)
        opening = self._opening()
        state.period, state.comparator = opening
        closing = self._closing()
        if closing and closing[1] and state.comparator is None:
            state.comparator = closing[0]
        elif closing and not closing[1] and state.period is None and len(self.mentions) == 1:
            state.period = closing[0]
        topic = TOPIC.match(self.masked)
        if topic:
            state.subject = label(topic["topic"])
        results: list[Claim | str] = []
        for index, number in enumerate(self.numbers):
            result = self._one(index, number, state)
            results.append(result)
            if isinstance(result, Claim):
                state.last = result
                state.claims.append(result)
                if result.measure == "amount" and not self._bracket(index):
                    state.main = result
        results = self._ranges(self._moved_to(self._by_periods(results)))
        self.thread.subject = state.subject or self.thread.subject
        dated = [
            claim.period for claim in results if isinstance(claim, Claim) and claim.measure == "amount" and claim.period
        ]
        if dated and dated[0].instant:
            self.thread.balance_date = dated[0]
        return results

    def _one(self, index: int, number: Numeral, state: _State) -> Claim | str:
        begin, lead, bracketed = self._lead(index)
        if number.unit is None and not number.in_words and re.search(r"[A-Za-z]+\s*(?:No|#)\.?\s*$", lead):
            return "a number in a name"
        if bracketed:
            return self._in_bracket(index, number, lead, state)
        verb = self._verb(lead)
        if verb:
            if state.verbs == 0 and begin:
                self._take_subject(self.numbered[: begin + verb.start()], 0, state)
            else:
                self._take_subject(lead[: verb.start()], begin, state)
            state.verbs += 1
            state.moved, state.runs = bool(verb["moved"]), bool(verb["runs"])
            state.falling = bool(re.fullmatch(rf"(?:.*\s)?(?:{DOWN})", verb[0], re.IGNORECASE)) if state.moved else None
            state.listing = bool(BREAKDOWN.search(lead[: verb.end()]))
            state.complement = lead[verb.end() :]
            state.primaries = 0
            rest = lead[verb.end() :]
            inner = self._period_within(begin + verb.start(), number.start)
            if not inner and verb[0].lower().startswith("ended"):
                ended = state.period or self.thread.reported
                state.period = ended and ended.at_end
            if inner:
                state.period = inner.at_end if verb[0].lower().startswith("ended") else inner
        else:
            rest = lead
            if re.search(r"\bincluding\b", lead, re.IGNORECASE):
                state.listing, state.runs = True, state.runs
        return self._after(index, number, rest, bool(verb), state)

    def _verb(self, lead: str) -> re.Match[str] | None:
        """The last verb at the level of the sentence that is no noun or participle."""
        found = None
        for match in VERB.finditer(lead):
            if lead[: match.start()].count("(") > lead[: match.start()].count(")"):
                continue
            plain_noun = match["moved"] and re.fullmatch(CHANGE_NOUN, match[0], re.IGNORECASE)
            if plain_noun and re.match(r"\s+(?:in|of)\b", lead[match.end() :]):
                continue
            if match["moved"] and (
                NOT_A_VERB.search(lead[: match.start()])
                or re.fullmatch(r"up|down|higher|lower", match[0], re.IGNORECASE)
            ):
                continue
            if (
                found
                and re.fullmatch(r"includ\w+", match[0], re.IGNORECASE)
                and not re.search(r"which\s*$", lead[: match.start()])
            ):
                continue
            found = match
        return found

    def _take_subject(self, text: str, begin: int, state: _State) -> None:
        """Sets the subject from the words before a verb; a pronoun or nothing keeps the one before."""
        text = ASIDE.sub(lambda aside: " " * len(aside[0]), text)
        attached = re.match(
            r"\s*,?\s*(?:(?:as of|as at|in|for|at|during|on|of|from)\s+)?(?:the\s+)?\x00+\s*\)?", text, re.IGNORECASE
        )
        offset = attached.end() if attached and begin else 0
        for match in BREAK.finditer(text):
            offset = max(offset, match.end())
        clause = text[offset:]
        period = self._period_within(begin + offset, begin + len(text))
        if begin and period:
            state.period, state.comparator = period, None
        name = subject_of(clause)
        if not name or PRONOUN.match(name):
            return
        if AGENT.match(name):
            state.subject, state.items = "", []
            return
        if not sensible(name):
            name = ""
        state.subject, state.parents, state.items = name, (), []
        self.thread.first = self.thread.first or name
        state.percent_subject, state.main, state.last = False, None, None
        if self.respectively:
            state.items = conjuncts(clause)
        for breakdown in (re.match(r"(?:breakdown|composition|components?) of (?:the )?(.+)", name, re.IGNORECASE),):
            if breakdown:
                state.parents = (breakdown[1],)
        if period is not None and not begin:
            state.period = period

    # --- what the last words before a numeral say ---

    def _after(self, index: int, number: Numeral, rest: str, verb: bool, state: _State) -> Claim | str:
        words = re.sub(rf"{ABOUT}$", "", re.sub(r"\x00+", " ", rest).rstrip() + " ", flags=re.IGNORECASE).strip(" ")
        result = self._direction(index, number, words, verb, state) or self._special(index, number, words, state)
        if result is not None:
            return result
        onward = re.search(r"^\W*to$", ASIDE.sub("", PERIOD_PHRASE.sub(" ", rest)).strip()) and (
            state.moved or state.last
        )
        if onward or (state.moved and verb and words == "to"):
            return self._amount(index, number, state.subject, state)
        if verb and re.search(r"\bby$", words):
            return "a number that the sentence says something of that is not understood"
        alone = not words.strip(" ,")
        attributive = ATTRIBUTIVE.match(self._tail(index))
        if attributive and number.unit and number.unit not in ("%", "pp") and not alone:
            before = re.search(r"(?:[a-z]+-[a-z]+|(?:one-time|special|significant))\s*$", words)
            item = " ".join(filter(None, [before[0].strip() if before else "", label(attributive["what"])]))
            return self._named(index, number, item, state)
        if words.endswith(" of") or words == "of":
            return self._of(index, number, words, verb, state)
        return self._plain(index, number, rest, words, verb, state)

    def _direction(self, index: int, number: Numeral, words: str, verb: bool, state: _State) -> Claim | str | None:
        """A growth or change, by "up", "a decrease of", "increase in X of", "fell by"; or what something moved from."""
        noun = re.search(
            rf"(?<!\w)(?P<noun>{CHANGE_NOUN})\s+(?P<how>of|in)\b\s*(?P<what>[^,;()]*?)\s*(?:\bof|\bby)?\s*$",
            words,
            re.IGNORECASE,
        )
        if noun and (not noun["what"] if noun["how"] == "of" else re.search(r"\b(?:of|by)\s*$", words)):
            item = label(noun["what"]) or state.subject
            return self._moved(index, number, bool(FALLING_NOUN.match(noun["noun"])), item, state)
        for falling, pattern in ((False, RISING_WORDS), (True, FALLING_WORDS)):
            if pattern.search(words):
                return self._moved(index, number, falling, state.subject, state)
        comparison = COMPARISON.search(words)
        if comparison and not (verb and state.moved and re.search(r"\bto$", words)):
            return self._compared(index, number, comparison["what"], state)
        if verb and state.moved and re.fullmatch(r"(?:\w+ly\s+)?(?:by)?", words.strip(" ,")):
            return self._moved(index, number, bool(state.falling), state.subject, state)
        return None

    def _plain(self, index: int, number: Numeral, rest: str, words: str, verb: bool, state: _State) -> Claim | str:
        """An amount, by its verb alone or as one of a list."""
        listed = IN_NP.match(self._tail_marked(index)) if state.listing or (not verb and state.parents) else None
        if listed and (not verb or state.parents):
            return self._listed(index, number, listed["what"], state)
        if verb and state.runs:
            return self._counted(index, number, state)
        if verb and (not words.strip(" ,") or (not state.moved and NEGATIVE_WORDS.search(words))):
            return self._primary(index, number, state)
        return self._continued(index, number, PERIOD_PHRASE.sub(" ", rest), state)

    def _special(self, index: int, number: Numeral, words: str, state: _State) -> Claim | str | None:
        """Turns of phrase of their own: guidance raised to N, an impact by N, a share that N represents, N returned."""
        raised = re.fullmatch(
            r"(?:.*[,;]|.*\band)?\s*(?P<what>.*\b(?:guidance|outlook|forecast|target|range)\b.*?)\s+to",
            words,
            re.IGNORECASE,
        )
        if raised:
            moved = re.match(rf"\s+(?P<noun>{CHANGE_NOUN})\b", self._tail(index), re.IGNORECASE)
            if moved:
                return self._moved(index, number, bool(FALLING_NOUN.match(moved["noun"])), label(raised["what"]), state)
            return self._named(index, number, label(raised["what"]), state)
        impact = re.fullmatch(
            r"(?:.*\band\s)?(?P<who>.*?)\s*\b(?:\w+ly\s+)?impacted\s+(?P<what>.*?)\s+by", words, re.IGNORECASE
        )
        if impact:
            state.subject = label(impact["who"]) or state.subject
            return self._claim(
                index, number, f"{state.subject} impact on {label(impact['what'])}", "amount", None, state
            )
        if number.unit == "%" and re.search(
            r"\b(?:representing|accounting for|accounted for|represent(?:s|ed)|equal to)$", words
        ):
            whole = SHARE_OF.match(self._tail_marked(index))
            if whole and state.subject:
                return self._claim(index, number, state.subject, "share", None, state, of=label(whole["whole"]))
        done = re.search(
            r"(?:^|\s)(?P<verb>returned|repurchased|distributed|invested|spent|paid)$", words, re.IGNORECASE
        )
        if done and number.unit:
            tail = re.split(r"[,.;]", self._tail_marked(index))[0]
            return self._claim(index, number, label(f"{done['verb']} {tail}", inner=True), "amount", None, state)
        counted = number.unit is not None and not number.unit_printed and state.last is not None
        if counted and re.fullmatch(r"(?:in|across)", words) and number.unit not in ("%", "pp", "x"):
            return self._counted(index, number, state)
        return None

    def _primary(self, index: int, number: Numeral, state: _State) -> Claim | str:
        """The amount right after its verb: "revenue was N"."""
        of_share = SHARE_OF.match(self._tail_marked(index)) if number.unit == "%" else None
        if of_share and state.subject:
            return self._claim(index, number, state.subject, "share", None, state, of=label(of_share["whole"]))
        named = OF_NP.match(self._tail_marked(index))
        if not state.subject or (named and number.unit and not number.unit_printed):
            if named:
                return self._named(index, number, label(named["what"]), state)
            return self._counted(index, number, state)
        item = state.items[0] if state.items else state.subject
        state.primaries, state.percent_subject = 1, number.unit == "%"
        negative = True if TWO_SIDED.search(item) and NEGATIVE_WORDS.search(state.complement) else None
        return self._claim(index, number, item, "amount", negative, state)

    def _amount(self, index: int, number: Numeral, item: str, state: _State) -> Claim | str:
        return self._claim(index, number, item, "amount", None, state) if item else "no line item is named"

    def _moved(self, index: int, number: Numeral, falling: bool, item: str, state: _State) -> Claim | str:
        """A growth (in percent) or a change (in anything else)."""
        if not item:
            return "no line item is named"
        tail = self._tail(index)
        measure: Measure = "growth" if number.unit == "%" and not state.percent_subject else "change"
        unit = "pp" if measure == "change" and number.unit == "%" else number.unit
        state.falling = falling
        basis = frozenset({"constant-currency"}) if CONSTANT.match(tail) else frozenset[str]()
        return self._claim(index, number, item, measure, falling != number.negative, state, unit=unit, basis=basis)

    def _compared(self, index: int, number: Numeral, what: str, state: _State) -> Claim | str:
        """The amount compared with: that of the year before, unless a period is printed beside it."""
        base = state.last if state.last and state.last.measure == "amount" else state.main or state.last
        alike = [claim for claim in state.claims if claim.measure == "amount" and claim.unit == number.unit]
        base = alike[-1] if alike and number.unit else base
        item = (base.line_item if base else "") or state.subject
        named = label(re.sub(r"\bof\s*$", "", what))
        if not item and not named:
            return "no line item is named"
        if item and number.unit == "%" and base and base.measure == "growth":
            return self._claim(index, number, item, "growth", None, state, earlier=True)
        negative = True if item and TWO_SIDED.search(item) and NEGATIVE_WORDS.search(what) else None
        return self._claim(index, number, item or named, "amount", negative, state, earlier=True)

    def _of(self, index: int, number: Numeral, words: str, verb: bool, state: _State) -> Claim | str:
        """Reads "payment of N for the purchase of equipment": the noun before "of" names the item."""
        phrase = re.split(
            r"[,;:]|\b(?:due to|resulting from|reflecting|because of|offset by|driven by|which|that|including"
            r"|includes|included|excludes|excluding|uses|utilizes|assumes|reflects|mainly|primarily|totaling|declared"
            r"|announced|approved|authori[sz]ed|received|incurred|recogni[sz]ed"
            r"|based on|at|had|was|were)\b",
            words,
        )[-1]
        noun = label(re.sub(r"\bof\s*$", "", phrase))
        if BREAKDOWN.match(noun) or not noun:
            return self._primary(index, number, state) if verb else "no line item is named"
        if verb and state.subject and NEGATIVE_WORDS.search(noun) and TWO_SIDED.search(state.subject):
            return self._primary(index, number, state)
        if verb and re.fullmatch(r"(?:an? )?(?:total|record|aggregate|high|low)(?: \w+)?", noun, re.IGNORECASE):
            return self._primary(index, number, state)
        more = IN_NP.match(self._tail_marked(index))
        if (
            more
            and re.match(
                r"(?:payments?|repayments?|charges?|proceeds|expenses?|purchases?|losses|gains|impact|effect)\b",
                noun,
                re.IGNORECASE,
            )
            and "\x00" not in more["what"][:3]
        ):
            noun = f"{noun} {more['how']} {label(more['what'], inner=True)}"
        return self._named(index, number, noun, state)

    def _named(self, index: int, number: Numeral, item: str, state: _State) -> Claim | str:
        if not item or not sensible(item):
            return "no line item is named"
        if not state.main:
            state.subject = state.subject if state.subject and state.subject != self.thread.subject else item
        state.percent_subject = number.unit == "%"
        if not state.main or not self._verb(self._lead(index)[1]):
            self._own_subject(item, index, state)
        return self._claim(index, number, item, "amount", None, state)

    def _own_subject(self, item: str, index: int, state: _State) -> None:
        """A headline such as "Revenue of N, up 3%" has its noun for a subject."""
        if index == 0:
            state.subject = item
            state.period = state.period or self._period_within(0, self.numbers[index].start)

    def _listed(self, index: int, number: Numeral, what: str, state: _State) -> Claim | str:
        """One part of a breakdown: "N in goodwill"."""
        what = re.sub(r"\s+and\s*$", "", what)
        item, noun = label(what), number.unit if number.unit and not number.unit_printed else None
        if state.last and state.last.unit and number.unit is None and state.runs:
            noun = state.last.unit
            item = f"{noun} in {label(what, inner=True)}"
        if not item or (number.unit is None and noun is None):
            return "no unit or counted thing"
        parents = state.parents or ((state.subject,) if state.subject else ())
        return self._claim(index, number, item, "amount", None, state, unit=number.unit or noun, parents=parents)

    def _counted(self, index: int, number: Numeral, state: _State) -> Claim | str:
        """Things counted: "operates 26 ATMs"."""
        noun = NOUN_WORDS.match(self.masked, self.numbers[index].end)
        if number.unit is None or number.unit in ("%", "pp", "x"):
            return "no line item is named"
        if number.unit_printed and state.runs and re.fullmatch(r"[a-z]+s|people", number.unit):
            parents = (state.subject,) if state.subject else ()
            return self._claim(index, number, number.unit, "amount", None, state, parents=parents)
        if noun is None or number.unit_printed:
            return (
                self._claim(index, number, state.subject, "amount", None, state)
                if state.subject
                else "no line item is named"
            )
        parents = (state.subject,) if state.subject else ()
        return self._claim(index, number, noun["noun"].strip(), "amount", None, state, parents=parents)

    def _continued(self, index: int, number: Numeral, words: str, state: _State) -> Claim | str:
        """A numeral without words of its own: another measure of the one before, or the next in a list."""
        last = state.last
        if last is None:
            return self._first(index, number, state)
        inherits = per_share(number) and not per_share_unit(last.unit)
        apposed = inherits and re.fullmatch(r"(?:[\w\s-]{0,30},|\s*,?\s*or)\s*", words)
        if FILLERS.sub("", words) and not apposed:
            return "no words that say what it measures"
        listed = "and" in words and state.primaries < len(state.items) and number.unit == self._first_unit(state)
        if listed:
            state.primaries += 1
            state.main = None
            return self._claim(index, number, state.items[state.primaries - 1], "amount", None, state)
        if last.measure in ("growth", "change"):
            return self._moved(index, number, bool(state.falling), last.line_item, state)
        again = self._claim(index, number, last.line_item, last.measure, None, state)
        if inherits or (number.unit != last.unit and number.unit and "and" not in words and not per_share(number)):
            return replace(again, period=last.period, compared_with=last.compared_with)
        if per_share(number):
            return replace(again, period=last.period)
        return self._another(index, number, last, again)

    def _another(self, index: int, number: Numeral, last: Claim, again: Claim) -> Claim | str:
        """A second numeral of the same unit: of another period, of a pair told apart below, or the end of a range."""
        own = self._attached(index)
        dated = own is not None and own.period != last.period and number.unit == last.unit
        if last.measure == "amount" and (self.respectively or dated):
            return again
        if self._range_with(index):
            return replace(
                again, negative=last.negative, unit=last.unit, period=last.period, compared_with=last.compared_with
            )
        return "a list that is not understood"

    def _first(self, index: int, number: Numeral, state: _State) -> Claim | str:
        """A numeral that opens its sentence: "N% of A are B", "N of A"."""
        whole = SHARE_OF.match(self._tail_marked(index)) if number.unit == "%" else None
        if whole:
            verb = re.match(r"[^,;]*?\b(?:is|are|was|were)\b\s*(?P<what>[^,.;]+)", self._tail(index)[whole.end() :])
            if verb is None:
                return "a share of which the sentence names no part"
            return self._claim(index, number, label(verb["what"]), "share", None, state, of=label(whole["whole"]))
        named = OF_NP.match(self._tail_marked(index))
        if named and number.unit:
            return self._named(index, number, label(named["what"]), state)
        return "no words that say what it measures"

    def _first_unit(self, state: _State) -> str | None:
        return next((n.unit for n in self.numbers if n.unit and n.unit != "%"), None) if state.items else None

    def _ranges(self, results: list[Claim | str]) -> list[Claim | str]:
        """Marks the ends of a range, as guidance gives it: "N to N"."""
        for index in range(1, len(results)):
            low, high = results[index - 1], results[index]
            if isinstance(low, str) or isinstance(high, str) or not self._range_with(index):
                continue
            if (low.line_item, low.measure, low.unit, low.period) == (
                high.line_item,
                high.measure,
                high.unit,
                high.period,
            ):
                results[index - 1] = replace(low, basis=low.basis | {"low"})
                results[index] = replace(high, basis=high.basis | {"high"})
        return results

    def _in_bracket(self, index: int, number: Numeral, lead: str, state: _State) -> Claim | str:
        """A numeral in brackets: the amount in another currency or period, a growth, a share."""
        last = state.last
        words = re.sub(r"\x00+", " ", lead).strip()
        falling, rising = (
            re.search(rf"(?:^|\W)(?:{way})(?:\s+(?:by|of))?$", words, re.IGNORECASE) for way in (DOWN, UP)
        )
        if falling or rising:
            return self._moved(index, number, bool(falling), last.line_item if last else state.subject, state)
        whole = SHARE_OF.match(self._tail_marked(index)) if number.unit == "%" else None
        if whole:
            begin = self._bracket(index) or 0
            part = label(subject_before_bracket(self.masked[:begin]))
            if part:
                return self._claim(index, number, part, "share", None, state, of=label(whole["whole"]))
        if last is None:
            return "in brackets beside no number"
        if number.unit == "%" and last.measure in ("growth", "change") and not words:
            return self._moved(index, number, bool(state.falling), last.line_item, state)
        if number.unit == "%":
            return "a percentage in brackets without words"
        if words and not re.search(r"(?:of|:|or|and)$", words) and not per_share(number) and words:
            return "in brackets with words that are not understood"
        if number.unit is None:
            return "no unit or counted thing"
        inside = self._period_within(self._bracket(index) or 0, number.start)
        attached = self._attached(index) or inside
        base = state.main or last
        claim = self._claim(
            index, number, base.line_item, base.measure if base.measure != "growth" else "amount", base.negative, state
        )
        if inside is not None:
            return replace(claim, period=inside)
        return claim if attached else replace(claim, period=base.period, compared_with=base.compared_with)

    # --- periods and the record ---

    def _year_meant(self, mention: PeriodMention, state: _State) -> Period:
        """What "last year" means: beside 36 weeks, those of the year before; beside a day, that day a year ago."""
        base = state.last.period if state.last and state.last.period else state.period
        if not mention.relative or base is None or self.thread.reported is None:
            return mention.period
        if mention.ambiguous and mention.period == self.thread.reported.year_before(self.thread.calendar):
            return base.year_before(self.thread.calendar)
        return mention.period.at_end if base.instant else mention.period

    def _comparator(self, index: int, state: _State) -> Period | None:
        end = self.numbers[index].end
        limit = self.numbers[index + 1].start if index + 1 < len(self.numbers) else len(self.masked)
        for mention in self.mentions:
            if end <= mention.start < limit:
                compares = COMPARATOR_AFTER.match(self.masked[end : mention.start])
                return self._year_meant(mention, state) if compares else None
        return None

    def _claim(
        self, index: int, number: Numeral, item: str, measure: Measure, negative: bool | None, state: _State, *,
        unit: str | None = None, of: str | None = None, earlier: bool = False, parents: tuple[str, ...] = (),
        basis: frozenset[str] = frozenset(),
    ) -> Claim:  # fmt: skip
        attached, tail = self._attached(index), self._tail(index)
        if (
            measure == "amount"
            and number.unit == "%"
            and re.search(r"\b(?:comparable|same[\s-]store|like[\s-]for[\s-]like)\b|\bcomps\b", item, re.IGNORECASE)
        ):
            measure = "growth"  # sales of comparable stores are told as their growth
        period = state.period
        if attached is not None and measure in ("amount", "share"):
            period = self._year_meant(attached, state)
        elif earlier:
            base = state.last.period if state.last else period
            period = None if base is None else base.year_before(self.thread.calendar)
        elif period is None and measure == "amount":
            period = self._implied(index) or (self.thread.balance_date if state.listing and state.parents else None)
        period = period or (None if earlier else self.thread.reported)
        compared = None
        if measure in ("growth", "change"):
            if (
                state.last is not None
                and state.last.line_item == item
                and state.last.period is not None
                and state.last.measure == "amount"
            ):
                period = state.last.period
            if state.main is not None and state.main.line_item == item and state.main.period is not None:
                period = state.main.period
            compared = self._comparator(index, state) or state.comparator
            if compared is None and QUARTER_ON_QUARTER.match(tail):
                compared = None
            elif compared is None and period is not None:
                compared = period.year_before(self.thread.calendar)
            if compared is not None and period is not None and compared.instant and not period.instant:
                period = period.at_end
        words = f"{item} {number.per or ''} {tail[:40] if per_share(number) else ''}".lower()
        kinds = set(basis) | ({"target"} if self._guides(index) else set())
        kinds |= {word for word in ("diluted", "basic", "adjusted") if word in words or number.per_kind == word}
        kinds |= ({"share"} if per_share(number) or re.search(r"per share|\b[ed]ps\b", words) else set()) | (
            {"ads"} if "per ads" in words else set()
        )
        kinds |= {"non-gaap"} if "non-gaap" in words else set()
        printed_unit = unit or number.unit
        if (
            printed_unit
            and len(printed_unit) == 3
            and printed_unit.isupper()
            and re.search(r"\bper (?:\w+ )?(?:share|ADS)\b|\b[ED]PS\b", item, re.IGNORECASE)
        ):
            printed_unit = f"{printed_unit}/{'ADS' if 'ads' in kinds else 'share'}"
        return Claim(
            item, measure, negative, period, compared, printed_unit, of, parents or state.parents, frozenset(kinds)
        )

    def _moved_to(self, results: list[Claim | str]) -> list[Claim | str]:
        """Lets the growth in "fell 9% to N for <period>, against N for <period>" have the periods of the amounts."""
        for index in range(len(results) - 1):
            here, there = results[index], results[index + 1]
            if (
                isinstance(here, str)
                or isinstance(there, str)
                or here.line_item != there.line_item
                or there.measure != "amount"
            ):
                continue
            between = self.masked[self.numbers[index].end : self.numbers[index + 1].start]
            if here.measure not in ("growth", "change") or not ONWARD.search(between) or there.period is None:
                continue
            compared = here.compared_with
            if there.period != here.period:
                compared = there.period.year_before(self.thread.calendar)
            after = results[index + 2] if index + 2 < len(results) else None
            if (
                isinstance(after, Claim)
                and after.line_item == here.line_item
                and after.period
                and self._attached(index + 2)
            ):
                lead = self.masked[self.numbers[index + 1].end : self.numbers[index + 2].start]
                compared = after.period if re.search(COMPARES_AMOUNT, lead, re.IGNORECASE) else compared
            results[index] = replace(here, period=there.period, compared_with=compared)
        return results

    def _by_periods(self, results: list[Claim | str]) -> list[Claim | str]:
        """Reads "N and N at <date> and <date>" and "for <date> and <date> was N and N": the periods in their order.

        Amounts in a row that no periods tell apart are given up: one line item has one amount.
        """
        for first, last in self._rows():
            base, row = results[first], range(first, last + 1)
            items = {claim.line_item for at in row if isinstance(claim := results[at], Claim)}
            if isinstance(base, str) or len(items) > 1:
                continue
            periods = self._periods_beside(first, last)
            for at in row:
                own = results[at]
                if periods:
                    period = periods[at - first]
                    results[at] = replace(own if isinstance(own, Claim) else base, period=period, basis=base.basis)
                elif isinstance(own, Claim) and own.period == base.period and own.measure == base.measure:
                    results[at] = "a list that is not understood"
        return results
