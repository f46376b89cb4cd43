"""Asking: the journey of a question among several releases.

In: a question, the questions before it, a shelf, and the stages that one engine's question passes. Out: a `Reply`. One
release: its own engine answers, and is told of the turns before in words that it knows. Several: each one's engine
answers its own part, and the parts are combined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.across.answered import answered
from app.across.combining import Compute, reply_from
from app.across.comparing import compared, item_of, without_names
from app.across.names import listed, unknown_names
from app.across.picking import MOST_COMPANIES, Pick, picked, without_periods
from app.across.shelf import Shelf
from app.engine import Engine
from app.reply import Reply
from app.understood import Understood
from corpus.cards import Card

MOST_NAMED = 8
"""Companies listed in a refusal."""
_ONLY_A_NAME = re.compile(
    r"^\W*(?:(?:and|but|so|ok|now|then|what|how|about|for|of|in|with|the|same|company|companys|please|too|s)\W*)*$"
)


@dataclass(frozen=True)
class Routed:
    """A question on its way to one engine: with the turns before it, in words that the engine's release knows."""

    engine: Engine
    question: str
    earlier: tuple[str, ...]


@dataclass(frozen=True)
class Stages:
    """What a question passes: `read` gives what one engine understood, `compute` the calculator's result."""

    read: Callable[[Engine, str], Understood]
    compute: Compute


def routed(question: str, earlier: Sequence[str], shelf: Shelf, stages: Stages) -> Routed | Reply:
    """The engine that is to answer a question, or the reply where several are, or none."""
    picks = picked(question, earlier, shelf)
    pick = picks[-1]
    unknown = _unknown(pick, shelf)
    if unknown:
        return _not_at_hand(unknown, shelf, pick)
    if pick.unclear:
        return _unclear(pick)
    if pick.several:
        if len(pick.chosen) > MOST_COMPANIES:
            return _too_many(pick)
        return _side_by_side(pick, picks[-2] if len(picks) > 1 else None, shelf, stages)
    return _to_one(pick, picks[:-1], shelf)


def decorated(reply: Reply, question: str, shelf: Shelf) -> Reply:
    """A refusal that does not name what is at hand, with the companies whose releases are, where several are."""
    if not reply.abstained or len(shelf.by_issuer) < 2 or shelf.names.mentions(question):
        return reply
    return replace(reply, text=f"{reply.text} {_at_hand(shelf)}")


# -- one release ----------------------------------------------------------------------------------------------------


def _to_one(pick: Pick, before: Sequence[Pick], shelf: Shelf) -> Routed:
    """The question to the engine of one release; a bare "what about B?" is the question before, asked of B."""
    card = pick.chosen[0].card
    earlier = tuple(_told(one, card) for one in before)
    bare = without_names(pick.text, pick.mentions)
    if earlier and pick.mentions and _ONLY_A_NAME.match(bare.lower().replace("'", "")):
        last = before[-1]
        question = f"What was {item_of(last.text)}?" if last.several else earlier[-1]
        return Routed(shelf.engine_of(card.id), question, earlier[:-1])
    return Routed(shelf.engine_of(card.id), _own_words(pick, card), earlier)


def _own_words(pick: Pick, card: Card) -> str:
    """The question with the company called as its release calls it."""
    text = pick.text
    for mention in reversed(pick.mentions):
        written = text[mention.start : mention.end]
        if not any(
            re.fullmatch(rf"{re.escape(name)}(?:['’]s?)?", written) for name in card.names if not written.isupper()
        ):
            text = text[: mention.start] + _possessive(card.called, mention.possessive) + text[mention.end :]
    return text


def _possessive(name: str, owns: bool) -> str:
    return name if not owns or name.endswith("s") else f"{name}'s"


def _told(before: Pick, card: Card) -> str:
    """An earlier question as it is told to the engine of a release: another's name and period are left out."""
    if before.several:
        return f"What was {compared(before, None).item}?"
    if before.chosen[0].card.issuer != card.issuer:
        return without_names(before.text, before.mentions)
    if before.chosen[0].card.id == card.id:
        return before.text
    return without_periods(before.text, card)


# -- several --------------------------------------------------------------------------------------------------------


def _side_by_side(pick: Pick, before: Pick | None, shelf: Shelf, stages: Stages) -> Reply:
    comparison = compared(pick, before)
    parts = []
    for at, part in enumerate(comparison.parts):
        engine = shelf.engine_of(part.named.card.id)
        understood = stages.read(engine, part.question) if part.item else Understood(part.question)
        parts.append(answered(part, engine, understood, at, _label(pick, part.named.card, engine)))
    return reply_from(comparison, parts, stages.compute)


def _label(pick: Pick, card: Card, engine: Engine) -> str:
    """What tells a release from the others: its company, or, where they are of one company, its period as printed."""
    if len(pick.issuers) > 1 or card.period is None:
        return card.called
    return engine.composer.period_words(card.period)


# -- refusals -------------------------------------------------------------------------------------------------------


def _unknown(pick: Pick, shelf: Shelf) -> list[str]:
    """The companies that a question asks about and that are not at hand."""
    if len(shelf.cards) < 2:
        return []
    return unknown_names(pick.text, pick.mentions, shelf.engine_of(pick.chosen[0].card.id).spelling)


def _at_hand(shelf: Shelf) -> str:
    called = list(dict.fromkeys(card.called for card in shelf.cards))
    more = ["others"] if len(called) > MOST_NAMED else []
    return f"The releases at hand are those of {listed([*called[:MOST_NAMED], *more])}."


def _not_at_hand(unknown: Sequence[str], shelf: Shelf, pick: Pick) -> Reply:
    text = f"No release of {listed(unknown, 'or')} is at hand. {_at_hand(shelf)}"
    return _refused(text, f"no release of {listed(unknown, 'or')} is at hand", pick)


def _unclear(pick: Pick) -> Reply:
    called = list(dict.fromkeys(card.called for card in pick.unclear))
    text = f"Which company? {listed(called)} report on that period."
    return replace(_refused(text, "several companies report on that period", pick), alternatives=tuple(called[:3]))


def _too_many(pick: Pick) -> Reply:
    text = "That is a question over more releases than are set side by side at once. Name a dozen companies at most."
    return _refused(text, "too many releases to set side by side", pick)


def _refused(text: str, reason: str, pick: Pick) -> Reply:
    return Reply(text=text, abstained=True, reason=reason, kind="refusal", release=pick.chosen[0].card.id)
