"""Cards: what is known of each release without opening its text: company, names, periods, currency.

In: the `release.toml` of each folder. Out: a `Card` a release. This is what picks the release that a question is
about; only then is one document read. A card is read once for each version of its file, so that a library of a
thousand releases costs a directory listing a question.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from corpus.calendars import FiscalCalendar, Period
from corpus.masthead import short_name
from corpus.release import PACKAGED, Release, release_folders, release_from_text


@dataclass(frozen=True)
class Card:
    """One release as its metadata describe it. `packaged` releases come with Tieout."""

    id: str
    company: str
    aliases: tuple[str, ...]
    currency: str
    calendar: FiscalCalendar
    period: Period | None
    published: date | None
    packaged: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the company: in full, short, and as people call it."""
        return tuple(dict.fromkeys((self.company, short_name(self.company), *self.aliases)))

    @property
    def issuer(self) -> str:
        """What two releases of one company share."""
        return short_name(self.company).casefold()

    @property
    def called(self) -> str:
        """The company in the fewest words that are no ticker: "Costco" for Costco Wholesale Corporation."""
        named = [name for name in self.names if any(letter.islower() for letter in name)] or [self.company]
        return min(named, key=len)

    @property
    def reported_to(self) -> date:
        """The day by which one release of a company is later than another."""
        return self.period.end if self.period else self.published or date.min


def card_of(release: Release, *, packaged: bool = False) -> Card:
    """The card of a release that is open."""
    return Card(
        release.id,
        release.company,
        release.aliases,
        release.currency,
        release.calendar,
        release.period,
        release.published,
        packaged,
    )


def cards() -> tuple[Card, ...]:
    """The card of every release at hand, packaged ones first; a folder that cannot be read has none."""
    found = (_card(folder, _stamp(folder)) for folder in release_folders().values())
    return tuple(card for card in found if card is not None)


def _stamp(folder: Path) -> tuple[int, int]:
    stat = (folder / "release.toml").stat()
    return stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=20_000)
def _card(folder: Path, _stamp: tuple[int, int]) -> Card | None:
    try:
        said = tomllib.loads((folder / "release.toml").read_text(encoding="utf-8"))
        release = release_from_text(folder.name, "", said)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return card_of(release, packaged=folder.parent == PACKAGED)


def latest(found: Iterable[Card]) -> Card:
    """The release that reports on the latest period."""
    return max(found, key=lambda card: card.reported_to)
