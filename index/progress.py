"""Progress: how far the builder is, as a bar, to a function, or not at all.

In: what the caller asked for. Out: a function that the builder calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

Progress = Callable[[str, int, int], None]
"""Called with the stage ("reading", "embedding", "storing"...), how much is done, and of how much."""


@contextmanager
def shown(progress: bool | Progress) -> Iterator[Progress]:
    """The progress as asked for: a bar, a function, or nothing."""
    if progress is False:
        yield lambda _stage, _done, _total: None
    elif progress is not True:
        yield progress
    else:
        from tqdm import tqdm

        with tqdm(unit=" passages", leave=False) as bar:
            yield partial(_show, bar)


def _show(bar: Any, stage: str, done: int, total: int) -> None:
    bar.total = total
    bar.n = done
    bar.set_description(stage)
