"""Lock: one process writes an index at a time.

In: the place of an index. Out: a context in which no other process writes it. Chroma's folder must not have two
writers: they lose some of the vectors and say nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import IndexBusy
from index.sources import Place


@contextmanager
def only_writer(place: Place) -> Iterator[None]:
    """Hold the index for writing; `IndexBusy` when another process does and is not through in time."""
    from filelock import FileLock, Timeout

    folder = place.folder
    holder = folder / "lock.holder"
    try:
        lock = FileLock(folder / "lock")
        lock.acquire(timeout=place.lock_seconds)
    except Timeout as error:
        who = holder.read_text(encoding="utf-8") if holder.is_file() else "another process"
        raise IndexBusy(
            f"Expected to write the index in {folder}, found that {who} is writing it. "
            "Wait until it is through and ask again; if it hangs, end that process: the old index is kept."
        ) from error
    try:
        holder.write_text(f"process {os.getpid()}", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()
