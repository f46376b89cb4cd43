"""Picking: which release, or releases, a question is about.

In: a question, the questions before it, and the cards of a shelf. Out: a `Pick`. A release is picked by its company and
by the periods that the question names, read by that company's own calendar; a conversation stays with the release that
it is about until another is named. With nothing named, and nothing before, the first card is meant: the release that
comes with Tieout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.across.names import Mention, side_by_side
from app.across.shelf import Shelf
from app.question import cleaned
from corpus.cards import Card, latest
from corpus.periods import FiscalCalendar, PeriodMention, periods_in, same_period

MOST_COMPANIES = 12
"""Companies compared at once, when a question asks about all of them."""
NEAR_DAYS = 3
_DATED = re.compile(r"\d|quarter|\bhalf\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:which|what|any|each|every|all|how many|both|these|those|the|other|across|among|rank|compare|per)\b"
    r"(?: \w+){0,3}? (?:compan(?:y|ies)(?!['’]s)|issuers?|firms)\b"
    r"|\b(?:across|of|among|over) (?:all|every|both)(?: of)?(?: the| these)? releases\b|\bwhich release\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\W*(?:and |but )?(?:how (?:does|did|do) (?:it|that|this|they) )?"
    r"(?:vs\b\.?|versus|against|compared? (?:(?:it|that|this) )?(?:to|with|against)|than)\s",
    re.IGNORECASE,
)
"""How a question begins that sets another company beside that of the turn before."""
_QUARTER_BEFORE = (
    r"(?:the |its |that of )?(?:(?:last|previous|prior|preceding|earlier) (?:quarter|release|report|results)(?:['’]s)?"
    r"(?: (?:earnings )?(?:release|report|results|one))?|(?:quarter|release|one) (?:just )?before(?: (?:that|it))?)"
    r"(?!\w)"
)
BEFORE = re.compile(
    rf"\b(?:since|from|against|versus|vs\.?|over|than|on|with|to|above|below|and|or) {_QUARTER_BEFORE}"
    r"|\bquarter[- ](?:on|over)[- ]quarter\b|\bqoq\b|\bq/q\b|\bsequential(?:ly)?\b",
    re.IGNORECASE,
)
"""Words that set a release beside that of the quarter before."""
FORMER = re.compile(rf"\b(?:in|for|during|at) {_QUARTER_BEFORE}", re.IGNORECASE)
"""Words that mean the release of the quarter before alone."""

_RELEASE_OF = r"['’]?s?(?:[- ](?:earnings|quarter(?:ly)?))?[- ](?:release|report|results|announcement)s?\b"


@dataclass(frozen=True)
class Named:
    """A release and what names it in the question: a company, a period in these `words`, both, or neither."""

    card: Card
    mention: Mention | None = None
    period: PeriodMention | None = None
    words: str = ""


@dataclass(frozen=True)
class Pick:
    """What a question is about. `chosen` has one release, or several that it sets side by side.

    `issuers` are the companies that it names, or, naming none, those of the turn before (`inherited`); `everyone` is
    set where it asks about all companies; `unclear` holds the companies among which a period alone does not choose.
    """

    text: str
    chosen: tuple[Named, ...]
    mentions: tuple[Mention, ...] = ()
    everyone: bool = False
    unclear: tuple[Card, ...] = ()
    inherited: bool = False

    @property
    def issuers(self) -> tuple[str, ...]:
        """The companies, each once, in the order of the question."""
        return tuple(dict.fromkeys(named.card.issuer for named in self.chosen))

    @property
    def several(self) -> bool:
        """Whether figures of several releases are set side by side."""
        return len({named.card.id for named in self.chosen}) > 1


def picked(question: str, earlier: Sequence[str], shelf: Shelf) -> list[Pick]:
    """The picks of the earlier questions and of this one, in order; the last is this one's."""
    picks: list[Pick] = []
    for text in (*earlier, question):
        picks.append(_pick(cleaned(text), picks[-1] if picks else None, shelf))
    return picks


def _pick(text: str, before: Pick | None, shelf: Shelf) -> Pick:
    mentions = tuple(shelf.names.mentions(text))
    named = tuple(dict.fromkeys(mention.issuer for mention in mentions))
    if len(named) > 1:
        return Pick(text, tuple(Named(_of_company(text, shelf, m), m) for m in _first_each(mentions)), mentions)
    if len(named) == 1 and before is not None and _BESIDE.match(text) and named[0] not in before.issuers:
        beside = Named(_of_company(text, shelf, mentions[0]), mentions[0])
        return Pick(text, (*before.chosen, beside), mentions, inherited=True)
    if not named and _ALL.search(text) and len(shelf.by_issuer) > 1:
        return Pick(text, tuple(Named(latest(own)) for own in shelf.by_issuer.values()), everyone=True)
    if not named and before is not None and len(before.issuers) > 1:
        return Pick(text, before.chosen, inherited=True)
    if not named and before is None:
        return _by_period(text, shelf)
    own = shelf.by_issuer[named[0] if named else before.chosen[0].card.issuer]  # type: ignore[union-attr]
    held = before.chosen[-1].card if before is not None and before.chosen[-1].card in own else None
    return Pick(text, _of_own(text, own, mentions[0] if mentions else None, held), mentions, inherited=not named)


def _first_each(mentions: Iterable[Mention]) -> list[Mention]:
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.issuer, mention)
    return list(first.values())


def _of_company(text: str, shelf: Shelf, mention: Mention) -> Card:
    """The one release of a company beside others: that of the periods named, else its latest."""
    return _best(shelf.by_issuer[mention.issuer], text)


# -- by period ------------------------------------------------------------------------------------------------------


def _by_period(text: str, shelf: Shelf) -> Pick:
    """Nothing but a period may name the release: the one that reports on it, the first card before others."""
    first = shelf.cards[0]
    if len(shelf.cards) == 1 or not _DATED.search(text):
        return Pick(text, (Named(first),))
    read = {card.calendar: tuple(_explicit(text, card.calendar)) for card in shelf.cards}
    fits = [card for card in shelf.cards if any(_reports(card, m) == REPORTED for m in read[card.calendar])]
    if not fits or first in fits or any(_reports(first, m) for m in read[first.calendar]):
        return Pick(text, (Named(first),))
    issuers = {card.issuer for card in fits}
    return Pick(text, (Named(latest(fits)),), unclear=tuple(fits) if len(issuers) > 1 else ())


def _explicit(text: str, calendar: FiscalCalendar) -> Iterable[PeriodMention]:
    """The periods that a text names by themselves; a year alone says too little to pick a release."""
    mentions = periods_in(text, calendar)
    return (m for m in mentions if not m.relative and not _YEAR_ALONE.fullmatch(text[m.start : m.end].strip()))


_YEAR_ALONE = re.compile(r"(?:(?:in|for|of|the|fiscal|financial|calendar|year|fy)\W*)*(?:19|20)?\d\d", re.IGNORECASE)
REPORTED, COMPARED = 2, 1


def without_periods(text: str, card: Card) -> str:
    """A text without the periods that it names by themselves, as the company of a card reads them."""
    for mention in reversed(list(_explicit(text, card.calendar))):
        before = re.sub(
            r"\b(?:in|at|on|for|as of|during|of)(?: the)?\s*$", "", text[: mention.start], flags=re.IGNORECASE
        )
        text = before.rstrip() + text[mention.end :]
    return text


def _of_releases(text: str, card: Card) -> list[PeriodMention]:
    """The periods by which a text names a release ("the first-quarter release"), the year left out or not."""
    mentions = periods_in(text, card.calendar, reference=card.period)
    return [mention for mention in mentions if re.match(_RELEASE_OF, text[mention.end :])]


def _reports(card: Card, mention: PeriodMention) -> int:
    """Whether a release reports on a period, or sets it beside as the year before's; 0 for neither."""
    reported = card.period
    if reported is None:
        return 0
    for asked in (mention.period, *mention.alternatives):
        for weight, period in ((REPORTED, reported), (COMPARED, reported.year_before(card.calendar))):
            if same_period(asked, period, card.calendar) or (
                abs((asked.end - period.end).days) <= NEAR_DAYS and (asked.instant or asked.days > period.days)
            ):
                return weight
    return 0


def _best(own: Sequence[Card], text: str) -> Card:
    """The release that reports on most of the periods that a text names, the later one of equals."""
    weighed = [(sum(_reports(card, m) for m in _explicit(text, card.calendar)), card.reported_to) for card in own]
    return own[max(range(len(own)), key=lambda at: weighed[at])]


def _of_own(text: str, own: Sequence[Card], mention: Mention | None, held: Card | None) -> tuple[Named, ...]:
    """The releases of one company that a question is about: one, or two that it sets side by side."""
    if len(own) == 1:
        return (Named(own[0], mention),)
    calendar = own[0].calendar
    told = _of_releases(text, latest(own))
    explicit = [*_explicit(text, calendar), *(m for m in told if m.relative)]
    by_period = [(next((c for c in sorted(own, key=_later) if _reports(c, m) == REPORTED), None), m) for m in explicit]
    sides = [Named(card, mention, m, text[m.start : m.end]) for card, m in by_period if card is not None]
    now = held if held is not None and not sides else latest(own)
    base = sides[-1].card if sides else now
    former = [card for card in own if card.reported_to < base.reported_to]
    if former and BEFORE.search(text):
        return (sides[-1] if sides else Named(base, mention), Named(latest(former), mention))
    if former and FORMER.search(text) and held is not None:
        return (Named(latest(former), mention),)
    distinct = {side.card.id: side for side in sides}
    if (
        len(distinct) == 1
        and any(sides[0].words == text[m.start : m.end] for m in told)
        and sides[0].card != latest(own)
    ):
        return (Named(latest(own), mention), replace(sides[0], words=""))
    if len(distinct) > 1 and len(distinct) == len(explicit):
        return tuple(distinct.values())
    if not explicit and held is not None:
        return (Named(held, mention),)
    return (Named(_best(own, text), mention),)


def _later(card: Card) -> int:
    return -card.reported_to.toordinal()


def in_a_list(pick: Pick) -> bool:
    """Whether the companies are named as a list ("Costco and McDonald's") rather than each with its own item."""
    return side_by_side(pick.text, pick.mentions)
