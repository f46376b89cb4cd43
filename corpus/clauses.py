"""Clauses: what a sentence of a release says about each of its numbers, by the words that stand around them.

In: a sentence, its periods and its numerals. Out: a `Claim` for each numeral that is understood (its line item, how it is
measured, its periods), or the reason why it is none.

How: shallow and left to right. The words between one numeral and the next (the *lead*) hold at most one verb that
matters; what stands before the verb is the subject, and the last words before the numeral say whether it is the amount,
its growth, its change, the amount that it is compared with, or something in brackets. No grammar beyond that: what the
patterns do not know becomes no fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from corpus.blocks import Measure
from corpus.numbers import Numeral
from corpus.periods import FiscalCalendar, Period, PeriodMention

_UP = r"increas(?:e[sd]?|ing)|r(?:ose|ises?|isen|ising)|gr(?:ew|own|ows?|owing)|climb(?:ed|s|ing)?|improv(?:ed|es?|ing)|gain(?:ed|s)?|jump(?:ed|s)?|surg(?:ed|es)|advanc(?:ed|es)|expand(?:ed|s)|up|higher|accelerated"
_DOWN = r"decreas(?:e[sd]?|ing)|f(?:ell|alls?|allen|alling)|declin(?:ed|es?|ing)|dropp?(?:ed|s|ing)?|reduc(?:ed|es?|ing)|contract(?:ed|s)|shr(?:ank|unk|inks?)|narrow(?:ed|s)|slipp?(?:ed|s)|lower(?:ed)?|down|worsened|slid"
_CHANGE_NOUN = r"increases?|rises?|growth|gains?|improvements?|decreases?|declines?|drops?|falls?|reductions?|expansion|contraction"
_FALLING_NOUN = re.compile(r"decreas|declin|drop|fall|reduc|contraction", re.IGNORECASE)
_ABOUT = r"(?:(?:approximately|about|around|nearly|almost|over|roughly|more than|less than|at least|up to|only|just|some|slightly|an additional|a|an|total(?:ing)?|~)\s+)*"

_COPULA = r"(?:(?:is|are|was|were) (?:expected|projected|forecast|estimated|anticipated) to (?:be|total|reach)|was|were|is|are|be|been|being|totall?ed|amount(?:ed|s|ing)? to|reached|stood at|stands at|c[ao]me (?:in )?(?:to|at)|remained(?: at)?|equal(?:l?ed|s)?|had|has|have|generated|recorded|posted|ended(?:\s+\x00+)?\s+at|ended the (?:quarter|year|period) (?:at|with))"
_MOVED = rf"(?:(?:was|were|has|have|is|are)\s+(?:been\s+)?)?(?:{_UP}|{_DOWN})"
_RUNS = r"(?:operates?|operated|employs?|employed|serves?|served|opened|closed|owns?|owned|added|includ(?:es?|ed)|consist(?:s|ed) of|compris(?:es?|ed))"
_VERB = re.compile(
    rf"(?<![\w-])(?:(?P<moved>{_MOVED})|(?P<copula>{_COPULA})|(?P<runs>{_RUNS}))(?![\w-])", re.IGNORECASE
)
_NOT_A_VERB = re.compile(
    r"(?:\b(?:the|an?|any|no|this|that|by|of|to|with|in|largely|due)\s+(?:[a-z]+ly\s+)?|-)$", re.IGNORECASE
)

_BREAK = re.compile(
    r"[;:]\s|\s[—–]\s?|,?\s*\b(?:while|whereas|although|though|but|because|whether)\b|,\s*(?:as|which|where|who|since|and that)\b(?!\s+of\b|\s+for\b)|\bthat\b",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"^(?:as\b|for\b|in\b|during\b|at\b|on\b|with\b|while\b|despite\b|excluding\b|including\b|compared\b|due\b|because\b|of\b|among\b|under\b"
    r"|by\b|since\b|from\b|after\b|before\b|through\b|\W*\x00|respectively|however|also|overall|meanwhile|moreover|furthermore|following\b|when\b|if\b|to\b|\w+ly$|\w+ed$|\W*$)",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"^(?:an?\s|which\b|net(?: of\b|$)|excluding\b|including\b|such as\b|or\s)", re.IGNORECASE)
_PRONOUN = re.compile(r"^(?:it|they|this|which|these|that|both|the (?:figure|amount|ratio|number))$", re.IGNORECASE)
_AGENT = re.compile(
    r"^(?:we|our company|the company|the group|the corporation|there|management|he|she|i)$", re.IGNORECASE
)
_TOPIC = re.compile(
    r"^\W*as for (?:the (?:situation|case|state) of )?(?P<topic>[^,]+?)(?:\s*\([^)]*\))?\s*,", re.IGNORECASE
)
_LEADING = re.compile(
    r"^(?:(?:and|or|but|while|strong|solid|robust|the|our|its|their|an?|total of|also|both|initiat(?:es|ed)|reiterat(?:es|ed)|rais(?:es|ed)|lower(?:s|ed)|updat(?:es|ed)|(?:rais|lower|reiterat|updat|maintain|reaffirm|provid)ing|maintain(?:s|ed)|reaffirm(?:s|ed)|provid(?:es|ed)|announc(?:es|ed)|reports?|reported|"
    r"representing|reflecting|excluding|including|includes|plus|less|mainly|primarily|largely|partially|offset by|resulting from|due to|related to|from|by|with|to|on|of|in|for|as|"
    r"was|were|is|are|had|has|have|paid|recorded|made|the balances? of|balances? of|the amount of|the total of|approximately|nearly|about)\b|[\s,.:;*•–—\"“”'’-]+)+",
    re.IGNORECASE,
)
_PERIOD_PHRASE = re.compile(
    r"\(?\s*(?:\b(?:as (?:of|at)|for|in|at|during|of|on|from|through|over|by|to)\s+)?(?:\bthe\s+|\bits\s+|\bour\s+)?\x00+(?:['’]s)?(?:\s+period)?\s*\)?",
    re.IGNORECASE,
)
_COMPARES_AMOUNT = r"(?:(?:as\s+)?compar(?:ed|ing)\s+(?:to|with)|versus|vs\.?|against|(?:up|down|increased?|decreased?)?\s*from|relative to|(?:higher|lower|(?:more|less) \w+) than)"
_COMPARES = rf"(?:{_COMPARES_AMOUNT}|over|than|since)"
_BASE = re.compile(
    r"(?:compar(?:ed|ing)\s+(?:to|with)|versus|vs\.?|against|relative to|since|than)\b[^,]*$"
    r"|\b(?:from|over)\s+(?:the\s+)?(?:(?:[a-z]+\s+){0,6}(?:as of|at)\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
"""What makes the period that follows the one compared with."""
_COMPARISON = re.compile(rf"(?<!\w){_COMPARES_AMOUNT}\b(?P<what>[^.;]*?)$", re.IGNORECASE)
_COMPARATOR_AFTER = re.compile(rf"^[^0-9;.()]{{0,40}}?(?<!\w){_COMPARES}\b[^0-9;.(\x00]*$", re.IGNORECASE)
_ATTACHED = re.compile(
    r"^\)?\s*(?:(?:pretax|pre-tax|net|in total|in cash)\s+)?(?:,?\s*(?:as (?:of|at)|in|for|at|on|during|of|from|over|recorded in|at the)\s+)?(?:the\s+|its\s+|our\s+)?$|^\)?\s*,\s*$",
    re.IGNORECASE,
)
_PER_SHARE_WORDS = re.compile(r"\s*,?\s*\bper (?:\w+ )?(?:share|ADS)\b|\s*\bon an? \w+ basis\b", re.IGNORECASE)
_YEAR_ON_YEAR = re.compile(r"^\)?\s*\(?(?:YoY|Y/Y|Y-o-Y|yoy|year[\s-]+(?:over|on)[\s-]+year)", re.IGNORECASE)
_QUARTER_ON_QUARTER = re.compile(
    r"^\)?\s*\(?(?:QoQ|Q/Q|q-o-q|quarter[\s-]+(?:over|on)[\s-]+quarter|sequentially)", re.IGNORECASE
)
_ASIDE = re.compile(
    r"^\)?\s*\(?(?:YoY|Y/Y|Y-o-Y|QoQ|Q/Q|year[\s-]+(?:over|on)[\s-]+year|in constant currenc\w+|CC|basic|diluted)\b\)?[\s,.]*",
    re.IGNORECASE,
)
_ONWARD = re.compile(r"(?<!compared )(?<!comparing )(?<!relative )\bto\s*$", re.IGNORECASE)
_CONSTANT = re.compile(
    r"^\s*(?:in |on an? )?(?:constant[\s-]currenc\w+|CC\b|currency[\s-]neutral|organic)", re.IGNORECASE
)
_SHARE_OF = re.compile(r"^\s+of\s+(?P<whole>(?:(?!\b(?:was|were|is|are|had)\b)[^,.;()])+)", re.IGNORECASE)
_OF_NP = re.compile(
    r"^(?:\s*,?\s*(?:or\s+)?\x01+[^,.;]*?,?)?(?:\s+per (?:diluted )?share,?)?\s+of\s+(?P<what>(?:(?!\b(?:was|were|is|are|which|that|had)\b)[^,.;()\x01])+)",
    re.IGNORECASE,
)
_IN_NP = re.compile(
    r"^\s+(?P<how>in|for|of|from|at|related to|associated with|attributable to)\s+(?P<what>(?:(?!\b(?:was|were|is|are|which|that|had|compared|and \x01)\b)[^,.;()\x01])+)",
    re.IGNORECASE,
)
_ATTRIBUTIVE = re.compile(
    r"^\s+(?P<what>(?!(?:for|of|in|to|the|on|from|and|or|as|at|by|with|due|related|compared)\b)(?:[a-z][a-z-]*\s+){0,3}(?:charges?|gains?|loss(?:es)?|expenses?|benefits?|dividends?|payments?|impairments?|credits?|provisions?|settlements?|write-?downs?|facility|tranche|offering|acquisition))\b",
    re.IGNORECASE,
)
_NOUN_WORDS = re.compile(r"\s*(?P<noun>(?:[A-Za-z][A-Za-z'’-]*\s+){0,2}?[A-Za-z]*s|headcount|people)\b")
_NEGATIVE_WORDS = re.compile(r"\b(?:expenses?|loss(?:es)?|outflows?|deficit|cost)\b", re.IGNORECASE)
_TWO_SIDED = re.compile(
    r"(?:income|gains?|profits?|benefit)\b.*\((?:[^)]*\b)?(?:expenses?|loss(?:es)?)\)", re.IGNORECASE
)
_GUIDANCE = re.compile(
    r"\b(?:expect(?:s|ed)? to|expects?|anticipates?|guidance|outlook|forecasts?|targets? (?:of|for|to be)|projected|is expected|are expected|plans to|will be)\b",
    re.IGNORECASE,
)
_BREAKDOWN = re.compile(
    r"\b(?:breakdown|composition|components?)\b|\bconsist(?:s|ed)? of\b|\bcompris(?:es?|ed)\b|\binclud(?:es?|ing|ed)\b",
    re.IGNORECASE,
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
class Thread:
    """What a paragraph has been speaking of so far.

    `topic`: what it is about as a whole, where its form says so; `first` and `subject`: its first and latest subjects;
    `balance_date`: the latest balance-sheet date.
    """

    topic: str = ""
    first: str = ""
    subject: str = ""
    balance_date: Period | None = None
    reported: Period | None = None
    calendar: FiscalCalendar | None = None


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


class Clauses:
    """One sentence, with its periods as runs of NUL and its numerals, being read."""

    def __init__(self, sentence: str, mentions: list[PeriodMention], numbers: list[Numeral], thread: Thread) -> None:
        self.sentence, self.mentions, self.numbers, self.thread = sentence, mentions, numbers, thread
        masked = list(sentence)
        for mention in mentions:
            masked[mention.start : mention.end] = "\x00" * (mention.end - mention.start)
        self.masked = "".join(masked)
        for number in numbers:
            masked[number.start : number.end] = "\x01" * (number.end - number.start)
        self.numbered = "".join(masked)
        self.guidance = bool(_GUIDANCE.search(self.masked))
        self.respectively = bool(re.search(r"\brespectively\b", sentence, re.IGNORECASE))

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
        topic = _TOPIC.match(self.masked)
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
        if self.respectively:
            results = self._by_periods(results)
        results = self._moved_to(results)
        self.thread.subject = state.subject or self.thread.subject
        dated = [
            claim.period for claim in results if isinstance(claim, Claim) and claim.measure == "amount" and claim.period
        ]
        if dated and dated[0].instant:
            self.thread.balance_date = dated[0]
        return results

    def _opening(self) -> tuple[Period | None, Period | None]:
        """The period of the whole sentence, and what it compares with, where it opens with them."""
        period = comparator = None
        first = self.numbers[0].start if self.numbers else len(self.masked)
        for mention in self.mentions:
            if mention.end > first:
                break
            before = self.masked[: mention.start]
            verb = any(not _NOT_A_VERB.search(before[: m.start()]) for m in _VERB.finditer(before))
            if _BASE.search(before):
                comparator = comparator or mention.period
            elif not verb and re.match(r"[^,]*$", before):
                period = period or mention.period
        return period, comparator

    def _closing(self) -> tuple[Period, bool] | None:
        """The period with which the sentence closes, and whether all of it is compared with that period."""
        if not self.mentions or not self.numbers or self.mentions[-1].start < self.numbers[-1].end:
            return None
        mention = self.mentions[-1]
        between, after = self.masked[self.numbers[-1].end : mention.start], self.masked[mention.end :]
        if len(after.strip(' ."”)')) > 0:
            return None
        if re.match(r"\s*,", between) and _COMPARATOR_AFTER.match(between):
            return mention.period, True
        own = len(self.numbers) > 1 and self._attached(len(self.numbers) - 1) is not None
        if (
            not own
            and re.search(r"\b(?:as of|at|on|during|in|for)\s+(?:the\s+)?$", between)
            and not re.search(rf"{_COMPARES}\b", between)
        ):
            return mention.period, False
        return None

    def _bracket(self, index: int) -> int | None:
        """Where the bracket opens in which a numeral stands, if it does."""
        depth, at = 0, self.numbers[index].start
        for position in range(at - 1, -1, -1):
            character = self.masked[position]
            if character == ")":
                depth += 1
            elif character == "(":
                if depth == 0:
                    return position
                depth -= 1
        return None

    def _lead(self, index: int) -> tuple[int, str, bool]:
        """Where the words before a numeral begin, those words, and whether they stand in a bracket of their own."""
        number = self.numbers[index]
        begin = self.numbers[index - 1].end if index else 0
        bracket = self._bracket(index)
        if bracket is not None and bracket >= begin:
            return bracket + 1, self.masked[bracket + 1 : number.start], True
        lead = self.masked[begin : number.start]
        closing = re.match(r"[^(]*\)", lead)
        inside = bracket is not None
        if closing and not inside and index and self._bracket(index - 1) is not None:
            begin += closing.end()
        return begin, self.masked[begin : number.start], inside

    def _tail(self, index: int) -> str:
        end = self.numbers[index + 1].start if index + 1 < len(self.numbers) else len(self.masked)
        return self.masked[self.numbers[index].end : end]

    def _one(self, index: int, number: Numeral, state: _State) -> Claim | str:
        begin, lead, bracketed = self._lead(index)
        if number.unit is None and not number.in_words and re.search(r"[A-Za-z]+\s*(?:No|#)\.?\s*$", lead):
            return "a number in a name"
        if bracketed:
            return self._in_bracket(index, number, lead, state)
        verb = self._verb(lead)
        if verb:
            if state.verbs == 0 and begin and not bracketed and "\x01" not in self.masked[:1]:
                self._take_subject(self.numbered[: begin + verb.start()], 0, state)
            else:
                self._take_subject(lead[: verb.start()], begin, state)
            state.verbs += 1
            state.moved, state.runs = bool(verb["moved"]), bool(verb["runs"])
            state.falling = (
                bool(re.fullmatch(rf"(?:.*\s)?(?:{_DOWN})", verb[0], re.IGNORECASE)) if state.moved else None
            )
            state.listing = bool(_BREAKDOWN.search(lead[: verb.end()]))
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
        return self._after(index, number, rest, begin, bool(verb), state)

    def _verb(self, lead: str) -> re.Match[str] | None:
        """The last verb at the level of the sentence that is no noun or participle."""
        found = None
        for match in _VERB.finditer(lead):
            if lead[: match.start()].count("(") > lead[: match.start()].count(")"):
                continue
            plain_noun = match["moved"] and re.fullmatch(_CHANGE_NOUN, match[0], re.IGNORECASE)
            if plain_noun and re.match(r"\s+(?:in|of)\b", lead[match.end() :]):
                continue
            if match["moved"] and (
                _NOT_A_VERB.search(lead[: match.start()])
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
        text = _ASIDE.sub(lambda aside: " " * len(aside[0]), text)
        attached = re.match(
            r"\s*,?\s*(?:(?:as of|as at|in|for|at|during|on|of|from)\s+)?(?:the\s+)?\x00+\s*\)?", text, re.IGNORECASE
        )
        offset = attached.end() if attached and begin else 0
        for match in _BREAK.finditer(text):
            offset = max(offset, match.end())
        clause = text[offset:]
        period = self._period_within(begin + offset, begin + len(text))
        if begin and period:
            state.period, state.comparator = period, None
        name = _subject(clause)
        if not name or _PRONOUN.match(name):
            return
        if _AGENT.match(name):
            state.subject, state.items = "", []
            return
        if not _sensible(name):
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

    def _period_within(self, begin: int, end: int) -> Period | None:
        inside = [m for m in self.mentions if begin <= m.start and m.end <= end]
        inside = [m for m in inside if not _BASE.search(self.masked[begin : m.start])]
        return inside[0].period if inside else None

    # --- what the last words before a numeral say ---

    def _after(self, index: int, number: Numeral, rest: str, begin: int, verb: bool, state: _State) -> Claim | str:
        words = re.sub(r"\x00+", " ", rest)
        words = re.sub(rf"{_ABOUT}$", "", words.rstrip() + " ", flags=re.IGNORECASE).strip(" ")
        noun = re.search(
            rf"(?<!\w)(?P<noun>{_CHANGE_NOUN})\s+(?P<how>of|in)\b\s*(?P<what>[^,;()]*?)\s*(?:\bof|\bby)?\s*$",
            words,
            re.IGNORECASE,
        )
        if noun and (noun["how"] == "of" or re.search(r"\b(?:of|by)\s*$", words)):
            if noun["how"] == "of" and noun["what"]:
                noun = None
            else:
                what = label(noun["what"]) or state.subject
                return self._moved(index, number, bool(_FALLING_NOUN.match(noun["noun"])), what, state)
        if re.search(
            r"(?:^|\W)(?:up|higher|increas(?:ing|ed)|rising|growing|grew|rose)(?:\s+by)?$", words, re.IGNORECASE
        ):
            return self._moved(index, number, False, state.subject, state)
        if re.search(
            r"(?:^|\W)(?:down|lower|decreas(?:ing|ed)|falling|declin(?:ing|ed)|fell)(?:\s+by)?$", words, re.IGNORECASE
        ):
            return self._moved(index, number, True, state.subject, state)
        comparison = _COMPARISON.search(words)
        if comparison and not (verb and state.moved and re.search(r"\bto$", words)):
            return self._compared(index, number, comparison["what"], state)
        if verb and state.moved and re.fullmatch(r"(?:\w+ly\s+)?(?:by)?", words.strip(" ,")):
            return self._moved(index, number, bool(state.falling), state.subject, state)
        special = self._special(index, number, words, state)
        if special is not None:
            return special
        if (
            re.search(r"^\W*to$", _ASIDE.sub("", words).strip())
            and (state.moved or state.last)
            or (state.moved and verb and words == "to")
        ):
            return self._amount(index, number, state.subject, state)
        if verb and re.search(r"\b(?:by)$", words):
            return "a number that the sentence says something of that is not understood"
        attributive = _ATTRIBUTIVE.match(self._tail(index))
        if attributive and number.unit and number.unit not in ("%", "pp") and not verb_only(words):
            before = re.search(r"(?:[a-z]+-[a-z]+|(?:one-time|special|significant))\s*$", words)
            item = " ".join(filter(None, [before[0].strip() if before else "", label(attributive["what"])]))
            return self._named(index, number, item, state)
        if words.endswith(" of") or words == "of":
            return self._of(index, number, words, begin, verb, state)
        if state.listing or (not verb and state.items == [] and state.parents):
            listed = _IN_NP.match(self._tail_marked(index))
            if listed and (not verb or state.parents):
                return self._listed(index, number, listed["what"], state)
        if verb and state.runs:
            return self._counted(index, number, state)
        if verb and not words.strip(" ,"):
            return self._primary(index, number, state)
        if verb and not state.moved and _NEGATIVE_WORDS.search(words):
            return self._primary(index, number, state)
        return self._continued(index, number, _PERIOD_PHRASE.sub(" ", rest), state)

    def _special(self, index: int, number: Numeral, words: str, state: _State) -> Claim | str | None:
        """Turns of phrase of their own: guidance raised to N, an impact by N, a share that N represents, N returned."""
        raised = re.fullmatch(
            r"(?:.*[,;]|.*\band)?\s*(?P<what>.*\b(?:guidance|outlook|forecast|target|range)\b.*?)\s+to",
            words,
            re.IGNORECASE,
        )
        if raised:
            moved = re.match(rf"\s+(?P<noun>{_CHANGE_NOUN})\b", self._tail(index), re.IGNORECASE)
            if moved:
                return self._moved(
                    index, number, bool(_FALLING_NOUN.match(moved["noun"])), label(raised["what"]), state
                )
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
            whole = _SHARE_OF.match(self._tail_marked(index))
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
        of_share = _SHARE_OF.match(self._tail_marked(index)) if number.unit == "%" else None
        if of_share and state.subject:
            return self._claim(index, number, state.subject, "share", None, state, of=label(of_share["whole"]))
        named = _OF_NP.match(self._tail_marked(index))
        if not state.subject or (named and number.unit and not number.unit_printed):
            if named:
                return self._named(index, number, label(named["what"]), state)
            return self._counted(index, number, state)
        item = state.items[0] if state.items else state.subject
        state.primaries, state.percent_subject = 1, number.unit == "%"
        negative = True if _TWO_SIDED.search(item) and _NEGATIVE_WORDS.search(state.complement) else None
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
        basis = frozenset({"constant-currency"}) if _CONSTANT.match(tail) else frozenset[str]()
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
        negative = True if item and _TWO_SIDED.search(item) and _NEGATIVE_WORDS.search(what) else None
        return self._claim(index, number, item or named, "amount", negative, state, earlier=True)

    def _of(self, index: int, number: Numeral, words: str, begin: int, verb: bool, state: _State) -> Claim | str:
        """ "payment of N for the purchase of equipment": the noun before "of" names the item."""
        phrase = re.split(
            r"[,;:]|\b(?:due to|resulting from|reflecting|because of|offset by|driven by|which|that|including|includes|included|excludes|excluding|uses|utilizes|assumes|reflects|mainly|primarily|totaling|based on|at|had|was|were)\b",
            words,
        )[-1]
        noun = label(re.sub(r"\bof\s*$", "", phrase))
        if _BREAKDOWN.match(noun) or not noun:
            return self._primary(index, number, state) if verb else "no line item is named"
        if verb and state.subject and _NEGATIVE_WORDS.search(noun) and _TWO_SIDED.search(state.subject):
            return self._primary(index, number, state)
        if verb and re.fullmatch(r"(?:an? )?(?:total|record|aggregate|high|low)(?: \w+)?", noun, re.IGNORECASE):
            return self._primary(index, number, state)
        more = _IN_NP.match(self._tail_marked(index))
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
        if state.subject and not verb and not state.main:
            state.subject = state.subject
        return self._named(index, number, noun, state)

    def _named(self, index: int, number: Numeral, item: str, state: _State) -> Claim | str:
        if not item or not _sensible(item):
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
        if not item or number.unit is None and noun is None:
            return "no unit or counted thing"
        parents = state.parents or ((state.subject,) if state.subject else ())
        return self._claim(index, number, item, "amount", None, state, unit=number.unit or noun, parents=parents)

    def _counted(self, index: int, number: Numeral, state: _State) -> Claim | str:
        """Things counted: "operates 26 ATMs"."""
        noun = _NOUN_WORDS.match(self.masked, self.numbers[index].end)
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
        last, bare = (
            state.last,
            re.sub(
                r"\b(?:YoY|Y/Y|CC|or|and|basic|diluted|pre-?tax|after-?tax|net of tax|respectively)\b|[\s,/]",
                "",
                words,
                flags=re.IGNORECASE,
            ),
        )
        if last is None:
            of_share = _SHARE_OF.match(self._tail_marked(index)) if number.unit == "%" else None
            named = _OF_NP.match(self._tail_marked(index))
            if of_share:
                verb = re.match(
                    r"[^,;]*?\b(?:is|are|was|were)\b\s*(?P<what>[^,.;]+)", self._tail(index)[of_share.end() :]
                )
                return (
                    self._claim(index, number, label(verb["what"]), "share", None, state, of=label(of_share["whole"]))
                    if verb
                    else "a share of which the sentence names no part"
                )
            if named and number.unit:
                return self._named(index, number, label(named["what"]), state)
            return "no words that say what it measures"
        if bare and not (
            _per_share(number)
            and not _per_share_unit(last.unit)
            and re.fullmatch(r"(?:[\w\s-]{0,30},|\s*,?\s*or)\s*", words)
        ):
            return "no words that say what it measures"
        if (
            "and" in words
            and state.items
            and state.primaries < len(state.items)
            and number.unit == self._first_unit(state)
        ):
            state.primaries += 1
            state.main = None
            return self._claim(index, number, state.items[state.primaries - 1], "amount", None, state)
        if number.unit == "%" and last.measure in ("growth", "change"):
            return self._moved(index, number, bool(state.falling), last.line_item, state)
        if _per_share(number) and not _per_share_unit(last.unit):
            return replace(
                self._claim(index, number, last.line_item, last.measure, None, state),
                period=last.period,
                compared_with=last.compared_with,
            )
        if _per_share(number):
            return replace(self._claim(index, number, last.line_item, last.measure, None, state), period=last.period)
        if number.unit != last.unit and number.unit and "and" not in words:
            return replace(
                self._claim(index, number, last.line_item, last.measure, None, state),
                period=last.period,
                compared_with=last.compared_with,
            )
        if self.respectively and last.measure == "amount":
            return self._claim(index, number, last.line_item, "amount", None, state)
        own = self._attached(index)
        if own is not None and own.period != last.period and last.measure == "amount" and number.unit == last.unit:
            return self._claim(index, number, last.line_item, "amount", None, state)
        if self._range_with(index):
            same = self._claim(index, number, last.line_item, last.measure, last.negative, state, unit=last.unit)
            return replace(same, period=last.period, compared_with=last.compared_with)
        return "a list that is not understood"

    def _first_unit(self, state: _State) -> str | None:
        return next((n.unit for n in self.numbers if n.unit and n.unit != "%"), None) if state.items else None

    def _range_with(self, index: int) -> bool:
        between = self.masked[self.numbers[index - 1].end : self.numbers[index].start]
        return bool(re.fullmatch(r"\s*(?:-|–|—|to)\s*", between))

    def _end_of_range(self, index: int) -> set[str]:
        if index and self._range_with(index) and self.numbers[index - 1].unit == self.numbers[index].unit:
            return {"high"}
        later = index + 1 < len(self.numbers) and self._range_with(index + 1)
        return {"low"} if later and self.numbers[index + 1].unit == self.numbers[index].unit else set()

    def _in_bracket(self, index: int, number: Numeral, lead: str, state: _State) -> Claim | str:
        """A numeral in brackets: the amount in another currency or period, a growth, a share."""
        last = state.last
        words = re.sub(r"\x00+", " ", lead).strip()
        falling, rising = (
            re.search(rf"(?:^|\W)(?:{way})(?:\s+(?:by|of))?$", words, re.IGNORECASE) for way in (_DOWN, _UP)
        )
        if falling or rising:
            return self._moved(index, number, bool(falling), last.line_item if last else state.subject, state)
        whole = _SHARE_OF.match(self._tail_marked(index)) if number.unit == "%" else None
        if whole:
            begin = self._bracket(index) or 0
            part = label(_subject_before_bracket(self.masked[:begin]))
            if part:
                return self._claim(index, number, part, "share", None, state, of=label(whole["whole"]))
        if last is None:
            return "in brackets beside no number"
        if number.unit == "%" and last.measure in ("growth", "change") and not words:
            return self._moved(index, number, bool(state.falling), last.line_item, state)
        if number.unit == "%":
            return "a percentage in brackets without words"
        if words and not re.search(r"(?:of|:|or|and)$", words) and not _per_share(number) and words:
            return "in brackets with words that are not understood"
        if number.unit is None:
            return "no unit or counted thing"
        attached = self._attached(index)
        base = state.main or last
        claim = self._claim(
            index, number, base.line_item, base.measure if base.measure != "growth" else "amount", base.negative, state
        )
        if attached is None:
            return replace(claim, period=base.period, compared_with=base.compared_with)
        return claim

    # --- periods and the record ---

    def _tail_marked(self, index: int) -> str:
        return self.numbered[self.numbers[index].end :]

    def _attached(self, index: int) -> PeriodMention | None:
        """The period printed right behind a numeral, "N in 1Q08", or behind what is apposed to it, "N, or N per share, in 1Q08"."""
        end = self.numbers[index].end
        limit = self.numbers[index + 1].start if index + 1 < len(self.numbers) else len(self.masked)
        for mention in self.mentions:
            if end <= mention.start < limit:
                between = _PER_SHARE_WORDS.sub(" ", self.masked[end : mention.start])
                return mention if _ATTACHED.match(between) or self._through_words(between) else None
        if limit < len(self.masked) and _per_share(self.numbers[index + 1]):
            between = _PER_SHARE_WORDS.sub(" ", self.masked[end:limit])
            if re.fullmatch(r"[\s,()]*(?:or)?[\s,()]*", between):
                return self._attached(index + 1)
        return None

    def _year_meant(self, mention: PeriodMention, state: _State) -> Period:
        """Tells what "last year" means: beside 36 weeks, those of the year before; beside a day, that day a year ago."""
        base = state.last.period if state.last and state.last.period else state.period
        if not mention.relative or base is None or self.thread.reported is None:
            return mention.period
        if mention.ambiguous and mention.period == self.thread.reported.year_before(self.thread.calendar):
            return base.year_before(self.thread.calendar)
        return mention.period.at_end if base.instant else mention.period

    def _through_words(self, between: str) -> bool:
        """ "N in accounts payable for the quarter": a few plain words, then a preposition."""
        return bool(
            re.fullmatch(r"\s+(?:in|of|to)\s+[^,;.()\x00\x01]{1,40}\s(?:in|for|as of|at)\s+(?:the\s+)?", between)
        )

    def _comparator(self, index: int, state: _State) -> Period | None:
        end = self.numbers[index].end
        limit = self.numbers[index + 1].start if index + 1 < len(self.numbers) else len(self.masked)
        for mention in self.mentions:
            if end <= mention.start < limit:
                compares = _COMPARATOR_AFTER.match(self.masked[end : mention.start])
                return self._year_meant(mention, state) if compares else None
        return None

    def _claim(
        self, index: int, number: Numeral, item: str, measure: Measure, negative: bool | None, state: _State, *,
        unit: str | None = None, of: str | None = None, earlier: bool = False, parents: tuple[str, ...] = (), basis: frozenset[str] = frozenset(),
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
            if compared is None and _QUARTER_ON_QUARTER.match(tail):
                compared = None
            elif compared is None and period is not None:
                compared = period.year_before(self.thread.calendar)
            if compared is not None and period is not None and compared.instant and not period.instant:
                period = period.at_end
        words = f"{item} {number.per or ''} {tail[:40] if _per_share(number) else ''}".lower()
        kinds = set(basis) | ({"target"} if self.guidance else set())
        kinds |= {word for word in ("diluted", "basic", "adjusted") if word in words or number.per_kind == word}
        kinds |= ({"share"} if _per_share(number) or re.search(r"per share|\b[ed]ps\b", words) else set()) | (
            {"ads"} if "per ads" in words else set()
        )
        kinds |= {"non-gaap"} if "non-gaap" in words else set()
        kinds |= self._end_of_range(index)
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

    def _implied(self, index: int) -> Period | None:
        """The end of the reported period, where the amount is compared with one at a balance-sheet date."""
        for later in range(index + 1, len(self.numbers)):
            attached = self._attached(later)
            if attached is not None:
                lead = self.masked[self.numbers[later - 1].end : self.numbers[later].start]
                if attached.period.instant and re.search(_COMPARES, lead, re.IGNORECASE) and self.thread.reported:
                    return self.thread.reported.at_end
                return None
        return None

    def _moved_to(self, results: list[Claim | str]) -> list[Claim | str]:
        """In "decreased 9% to N for the year, compared to N for <period>" the growth is of the periods of the amounts."""
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
            if here.measure not in ("growth", "change") or not _ONWARD.search(between) or there.period is None:
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
                compared = after.period if re.search(_COMPARES_AMOUNT, lead, re.IGNORECASE) else compared
            results[index] = replace(here, period=there.period, compared_with=compared)
        return results

    def _by_periods(self, results: list[Claim | str]) -> list[Claim | str]:
        """ "N and N at <date> and <date>, respectively": the periods in the order of the numerals."""
        for first in range(len(results) - 1):
            pair = results[first : first + 2]
            after = [m for m in self.mentions if m.start >= self.numbers[first + 1].end]
            between = self.masked[self.numbers[first].end : self.numbers[first + 1].start]
            if re.fullmatch(r"\s*,?\s*and\s*", between) and len(after) >= 2:
                tail = self.masked[self.numbers[first + 1].end : after[0].start]
                joined = self.masked[after[0].end : after[1].start]
                if _ATTACHED.match(tail) and re.fullmatch(r"\s*,?\s*and\s*(?:the\s+)?", joined):
                    for at, mention in zip((first, first + 1), after, strict=False):
                        claim = pair[at - first]
                        if isinstance(claim, str) and isinstance(pair[0], Claim):
                            claim = pair[0]
                        if isinstance(claim, Claim):
                            results[at] = replace(claim, period=mention.period)
        return results


def verb_only(words: str) -> bool:
    return not words.strip(" ,")


def _per_share(number: Numeral) -> bool:
    return number.per is not None and _per_share_unit(number.unit)


def _per_share_unit(unit: str | None) -> bool:
    return unit is not None and unit.endswith(("/share", "/ADS", "/ADR"))


def _subject(clause: str) -> str:
    """The subject among the words before a verb: without adverbials before it and what is apposed to it."""
    segments = _split_at_commas(clause)
    if len(segments) > 1 and re.match(r"\s*\w+ed\s+(?:in|by|on|as|at)\b", segments[0]):
        segments = segments[-1:]
    while len(segments) > 1 and _ADVERBIAL.match(segments[0].strip()):
        segments.pop(0)
    kept = [
        segment for position, segment in enumerate(segments) if position == 0 or not _APPOSED.match(segment.strip())
    ]
    return label(", ".join(segment.strip() for segment in kept if segment.strip()))


def _sensible(name: str) -> bool:
    """Whether words can be a line item: no sentence, no ruins of one."""
    return len(name.split()) <= 18 and not re.search(
        r"[.!?;]\s?[A-Z]|\b(?:is|are|was|were|said|will|can|may)\b|\d[\s-]weeks?\b", name
    )


def _split_at_commas(text: str) -> list[str]:
    parts, depth, current = list[str](), 0, ""
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth <= 0 and text[position + 1 : position + 2] in (" ", ""):
            parts.append(current)
            current = ""
        else:
            current += character
    return [*parts, current]


def _subject_before_bracket(text: str) -> str:
    """The noun phrase right before a bracket."""
    return re.split(r"[,;:.]|\b(?:of|was|were|is|are|that|which|while)\b", text)[-1]


def conjuncts(clause: str) -> list[str]:
    """The parts of "A and B for C" as ["A for C", "B for C"]; empty when there is only one."""
    name = _subject(clause)
    match = re.match(r"(?P<a>[\w\s-]+?)\s+and\s+(?P<b>[\w\s-]+?)(?P<c>\s+(?:for|of|in|from|at|to)\s+.+)?$", name)
    if not match:
        return []
    shared = match["c"] or ""
    first = match["a"]
    return [f"{first}{shared}", f"{match['b']}{shared}"]


def label(text: str, *, inner: bool = False) -> str:
    """A line item from the words that name it: without dates, articles, marks and what leads into it.

    `inner` words stand within a longer name and keep what leads into them.

    >>> label(" the balance of  <u>total assets</u> ")
    'total assets'
    """
    text = re.sub(r"</?\w+>|[¹²³⁴-⁹]", " ", text)
    text = re.sub(r"\(?(?:\b(?:of|or|at|to)\s+)?\x01+\)?", " ", _PERIOD_PHRASE.sub(" ", text))
    text = re.sub(r"\s+", " ", text).strip()
    text = text if inner else re.sub(r"^\(\w{1,2}\)\s*", "", text)
    text = text if inner else _LEADING.sub("", text)
    text = re.sub(r"[\s,;:*“”\"•–—]+$|\s+(?:and|or|of|in|for|as|at|the|by|to|that|also|each|both|all)$", "", text)
    text = re.sub(r"\(\s*\)", "", text)
    if text.count("(") != text.count(")"):
        text = re.sub(r"\s*\([^()]*$|^[^()]*\)\s*", "", text)
    return re.sub(r"\s+", " ", text).strip(" ,;:")
