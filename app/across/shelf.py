"""Shelf: the releases among which a question is asked.

In: the library on disk, or documents in memory. Out: their cards, and an engine over one of them when it is wanted.
Nothing is parsed to find out which release is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.across.names import Names, names_of
from app.engine import Engine
from corpus.cards import Card


@dataclass(frozen=True)
class Shelf:
    """Releases side by side; the first card is the one that is meant when nothing is named."""

    cards: tuple[Card, ...]
    engine_of: Callable[[str], Engine]

    @cached_property
    def names(self) -> Names:
        """The names of their companies."""
        return names_of(self.cards)

    @cached_property
    def by_issuer(self) -> Mapping[str, tuple[Card, ...]]:
        """The releases of each company, in the order of the cards."""
        found: dict[str, tuple[Card, ...]] = {}
        for card in self.cards:
            found[card.issuer] = (*found.get(card.issuer, ()), card)
        return found

    def card(self, release_id: str) -> Card:
        """The card of a release."""
        return next(card for card in self.cards if card.id == release_id)
