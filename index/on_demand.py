"""On demand: what belongs to each release, loaded when it is first asked for, the most recent kept.

In: the releases of a generation and what loads one. Out: a mapping. A search in one release of a thousand reads the
files of that one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import RLock
from typing import TypeVar

Held = TypeVar("Held")

KEPT = 128
"""How many releases are kept in memory; a search over more of them loads the others again."""


class OnDemand(Mapping[str, Held]):
    """`load(name)` for each of `names`, called when it is wanted; safe to use from several threads."""

    def __init__(self, names: Sequence[str], load: Callable[[str], Held], *, kept: int = KEPT) -> None:
        self._names = dict.fromkeys(names)
        self._load = load
        self._kept = kept
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._lock = RLock()

    def __getitem__(self, name: str) -> Held:
        with self._lock:
            if name not in self._held:
                if name not in self._names:
                    raise KeyError(name)
                self._held[name] = self._load(name)
                if len(self._held) > self._kept:
                    self._held.popitem(last=False)
            self._held.move_to_end(name)
            return self._held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
