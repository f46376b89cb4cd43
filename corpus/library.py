"""Library: the releases at hand, and adding and removing the user's own.

In: a file (PDF, HTML, Markdown, text) and, where the user knows better, corrections. Out: a folder
`TIEOUT_HOME/releases/<id>/` with the canonical text (`release.txt`), what was found about it (`release.toml`, the
user's to edit) and the file as it was (`original.*`). The folder is made beside the library, loaded once as a check,
and put in its place by a rename: whatever fails, the library is as it was. One process at a time may change it.

    LibraryError
      IdTaken           another release has this id
      BadId             an id that is no folder name
      NotRemovable      the release comes with Tieout
      LibraryBusy       another process is changing the library
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from corpus.calendars import Period
from corpus.masthead import Masthead, masthead_of, short_name
from corpus.readers import read_file
from corpus.release import (
    PACKAGED,
    Release,
    ReleaseError,
    UnknownRelease,
    load_release,
    release_folders,
    release_from_folder,
    release_from_text,
)
from corpus.settings import settings


class LibraryError(ReleaseError):
    """The library cannot be changed as asked."""


class IdTaken(LibraryError):
    """Another release has this id."""


class BadId(LibraryError):
    """The id cannot name a folder."""


class NotRemovable(LibraryError):
    """A release that comes with Tieout stays."""


class LibraryBusy(LibraryError):
    """Another process is changing the library."""


@dataclass(frozen=True)
class Entry:
    """One release of the library. `problem` says why it cannot be loaded; then `release` is None."""

    id: str
    packaged: bool
    release: Release | None
    problem: str | None = None


def listing() -> list[Entry]:
    """Every release at hand, packaged ones first; a damaged one is listed with its problem and hides no other."""
    entries = []
    for release_id, folder in release_folders().items():
        packaged = folder.parent == PACKAGED
        try:
            entries.append(Entry(release_id, packaged, load_release(release_id)))
        except ReleaseError as error:
            entries.append(Entry(release_id, packaged, None, str(error)))
    return entries


def add(
    path: str | Path,
    id: str | None = None,  # noqa: A002  (the word that the command and the metadata use)
    *,
    company: str | None = None,
    title: str | None = None,
    published: date | None = None,
    currency: str | None = None,
    aliases: Sequence[str] | None = None,
    period: Period | None = None,
    ends_in_month: int | None = None,
    named_by: Literal["start", "end"] | None = None,
) -> Release:
    """Reads a file into the library and returns the release, with what was found about it.

    A correction takes the place of what was found. Adding the same file again reads it again and keeps its id and what
    its `release.toml` says, corrections aside. Raises `UnreadableFile` (see `corpus.readers`) for a file that cannot be
    read, `IdTaken` when another file has the id, `BadId`, or `LibraryBusy`.
    """
    path = Path(path)
    text = read_file(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with _sole_writer():
        known_as, said = _added_before(digest, id)
        if said is None:
            said = _said(masthead_of(text, published=published, period=period))
        corrections = {"company": company, "title": title, "published": published, "currency": currency}
        said.update({name: value for name, value in corrections.items() if value is not None})
        if aliases is not None:
            said["aliases"] = list(aliases)
        if period is not None:
            said["period"] = _said_of(period)
        year = {"ends_in_month": ends_in_month, "named_by": named_by}
        said["fiscal_year"] = {
            **said["fiscal_year"],
            **{name: value for name, value in year.items() if value is not None},
        }
        release_id = id if id is not None else known_as or _id_of(text, said)
        _check_id(release_id, digest)
        said["source"] = "release.txt"
        said["original"] = {"file": f"original{path.suffix.lower()}", "name": path.name, "sha256": digest}
        return _put(release_id, path, text, said)


def remove(release_id: str) -> None:
    """Takes an added release out of the library. Raises `UnknownRelease`, or `NotRemovable` for a packaged one."""
    with _sole_writer():
        folder = release_folders().get(release_id)
        if folder is None or folder.parent == PACKAGED:
            if folder is not None:
                raise NotRemovable(
                    f"Expected a release that you added; found {release_id!r}, which comes with Tieout. It stays."
                )
            added = ", ".join(e.id for e in listing() if not e.packaged) or "(none)"
            raise UnknownRelease(
                f"Expected one of the releases that you added: {added}; found {release_id!r}. See `tieout list`."
            )
        with tempfile.TemporaryDirectory(dir=settings().home.expanduser(), prefix="removing-") as aside:
            folder.rename(Path(aside) / release_id)


@contextmanager
def _sole_writer() -> Iterator[None]:
    from filelock import FileLock, Timeout

    home = settings().home.expanduser()
    (home / "releases").mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(str(home / "library.lock"), timeout=settings().lock_seconds):
            yield
    except Timeout as error:
        raise LibraryBusy(
            f"Expected to be the only one changing {home}; another process is. Try again when it is done."
        ) from error


def _added_before(digest: str, given: str | None) -> tuple[str | None, dict[str, Any] | None]:
    """The id and the metadata under which the same file was added before, under the given id if there is one."""
    for release_id, folder in release_folders().items():
        said = _read_toml(folder / "release.toml")
        if said and said.get("original", {}).get("sha256") == digest and given in (None, release_id):
            said.setdefault("fiscal_year", {})
            return release_id, said
    return None, None


def _read_toml(path: Path) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None


def _said(masthead: Masthead) -> dict[str, Any]:
    """What was found, in the shape of `release.toml`."""
    said: dict[str, Any] = {"company": masthead.company, "aliases": list(masthead.aliases), "title": masthead.title}
    if masthead.published:
        said["published"] = masthead.published
    said["currency"] = masthead.currency
    said["fiscal_year"] = {"ends_in_month": masthead.ends_in_month, "named_by": masthead.named_by}
    if masthead.quarter_weeks:
        said["fiscal_year"]["quarter_weeks"] = list(masthead.quarter_weeks)
    if masthead.period:
        said["period"] = _said_of(masthead.period)
    return said


def _said_of(period: Period) -> dict[str, date]:
    return {"start": period.start, "end": period.end} if period.start else {"end": period.end}


def _id_of(text: str, said: dict[str, Any]) -> str:
    """An id from company and reported period: "acme-rockets-3q23"."""
    release = release_from_text("new", text, said)
    label = release.period.label(release.calendar) if release.period else str(release.published or "")
    if not re.fullmatch(r"\w{4,6}", label) and release.period:
        label = release.period.end.isoformat()
    return _slug(f"{short_name(release.company)} {label}")


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")[:60] or "release"


def _check_id(release_id: str, digest: str) -> None:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", release_id):
        raise BadId(
            f"Expected an id of at most 80 letters, digits, dots and hyphens; found {release_id!r}. Give another."
        )
    folder = release_folders().get(release_id)
    if folder is None:
        return
    said = _read_toml(folder / "release.toml") or {}
    if folder.parent == PACKAGED or said.get("original", {}).get("sha256") != digest:
        raise IdTaken(
            f"Expected an id that is free; found {release_id!r}, which another release has. "
            "Give another (--id), or remove that one."
        )


def _put(release_id: str, path: Path, text: str, said: dict[str, Any]) -> Release:
    """Makes the folder aside, loads it as a check, and renames it into place."""
    home = settings().home.expanduser()
    with tempfile.TemporaryDirectory(dir=home, prefix="adding-") as aside:
        folder = Path(aside) / release_id
        folder.mkdir()
        (folder / "release.txt").write_bytes(text.encode("utf-8"))
        (folder / "release.toml").write_text(as_toml(said), encoding="utf-8")
        shutil.copyfile(path, folder / said["original"]["file"])
        release = release_from_folder(folder)
        place = settings().releases / release_id
        before = Path(aside) / "before"
        if place.exists():
            place.rename(before)
        try:
            folder.rename(place)
        except OSError:
            if before.exists():
                before.rename(place)
            raise
    return release


def as_toml(said: dict[str, Any]) -> str:
    """Metadata as the text of a `release.toml`."""
    lines = ["# What was found in the file. Correct what is wrong here, then index the release again."]
    lines += [f"{name} = {_toml_value(value)}" for name, value in said.items() if not isinstance(value, dict)]
    for name, table in said.items():
        if isinstance(table, dict):
            lines += ["", f"[{name}]", *(f"{key} = {_toml_value(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _toml_value(value: Any) -> str:
    """A TOML value; strings as JSON writes them, which TOML reads alike once DEL is escaped too."""
    if isinstance(value, bool | date):
        return str(value).lower() if isinstance(value, bool) else value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(_toml_value(item) for item in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
