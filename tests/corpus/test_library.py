"""Adding, listing and removing releases, and what is found in them."""

from datetime import date

import pytest

from corpus import library
from corpus.calendars import Period
from corpus.library import BadId, IdTaken, LibraryBusy, NotRemovable
from corpus.masthead import masthead_of, short_name
from corpus.readers import UnreadableFile
from corpus.release import UnknownRelease, load_release, release_ids
from corpus.settings import settings

PAGE = """<html><body><p><b>ACME REPORTS SECOND QUARTER RESULTS</b></p>
<p>SPRINGFIELD, Ill., August 5, 2024 -- Acme Rockets, Inc. (“Acme”) (NYSE: ACR) today announced its results for the
second quarter of fiscal 2024 ended June 30, 2024. Revenue was $1,302 million.</p>
<table><tr><td></td><td colspan="2">Six Months Ended June 30,</td></tr><tr><td></td><td>2024</td><td>2023</td></tr>
<tr><td>Revenue</td><td>$ 2,500</td><td>$ 2,400</td></tr><tr><td>Costs</td><td>(7)</td><td>(6)</td></tr></table>
</body></html>"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("TIEOUT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TIEOUT_LOCK_SECONDS", "0.1")
    settings.cache_clear()
    yield tmp_path / "home"
    settings.cache_clear()


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "acme.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def snapshot(home):
    return {p.relative_to(home): p.read_bytes() for p in home.rglob("*") if p.is_file() and p.name != "library.lock"}


def test_a_file_becomes_a_release_with_what_it_says_of_itself(home, page):
    release = library.add(page)
    assert (release.id, release.company, release.aliases) == (
        "acme-rockets-2q24",
        "Acme Rockets, Inc.",
        ("Acme Rockets", "Acme", "ACR"),
    )
    assert (release.title, release.published, release.currency) == (
        "ACME REPORTS SECOND QUARTER RESULTS",
        date(2024, 8, 5),
        "USD",
    )
    assert release.period == Period(date(2024, 4, 1), date(2024, 6, 30))
    assert (release.calendar.ends_in_month, release.calendar.named_by) == (12, "end")
    assert load_release(release.id) == release
    assert "\nRevenue\t$2,500\t$2,400\n" in release.text
    assert (home / "releases" / release.id / "original.html").read_text(encoding="utf-8") == PAGE


def test_adding_the_same_file_again_changes_nothing(home, page):
    first = library.add(page)
    before = snapshot(home)
    assert library.add(page) == first
    assert snapshot(home) == before


def test_what_the_user_corrected_outlives_adding_the_file_again(home, page):
    library.add(
        page,
        company="Acme Rocketry, Inc.",
        published=date(2024, 8, 6),
        aliases=["Rockets"],
        ends_in_month=3,
        named_by="start",
    )
    again = library.add(page)
    assert (again.company, again.published, again.aliases) == ("Acme Rocketry, Inc.", date(2024, 8, 6), ("Rockets",))
    assert (again.calendar.ends_in_month, again.calendar.named_by) == (3, "start")
    assert release_ids().count(again.id) == 1


def test_an_id_can_be_given_and_quotes_and_signs_survive_the_metadata_file(home, page):
    release = library.add(page, id="acme", title='Acme\'s "best"\tquarter \\ ever')
    assert load_release("acme").title == 'Acme\'s "best"\tquarter \\ ever'
    assert release.id == "acme"


def test_another_file_never_takes_an_id_that_is_in_use(home, page, tmp_path):
    library.add(page)
    other = tmp_path / "other.html"
    other.write_text(PAGE.replace("1,302", "1,303"), encoding="utf-8")
    before = snapshot(home)
    with pytest.raises(IdTaken, match="acme-rockets-2q24"):
        library.add(other)
    with pytest.raises(IdTaken, match="iij-1q09"):
        library.add(other, id="iij-1q09")
    assert snapshot(home) == before


@pytest.mark.parametrize("bad", ["../evil", "a/b", "", ".hidden", "x" * 81])
def test_an_id_cannot_leave_the_folder(home, page, bad):
    with pytest.raises((BadId, IdTaken), match="id"):
        library.add(page, id=bad)
    assert [e for e in library.listing() if not e.packaged] == []


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b""])
def test_a_file_that_cannot_be_read_leaves_the_library_as_it_was(home, page, tmp_path, content):
    library.add(page)
    before = snapshot(home)
    (tmp_path / "bad.pdf").write_bytes(content)
    with pytest.raises(UnreadableFile, match="Expected"):
        library.add(tmp_path / "bad.pdf")
    assert snapshot(home) == before


def test_a_failure_while_writing_leaves_the_library_as_it_was(home, page, monkeypatch):
    library.add(page)
    before = snapshot(home)

    def full(*_):
        raise OSError("disk full")

    monkeypatch.setattr("corpus.library.shutil.copyfile", full)
    with pytest.raises(OSError, match="disk full"):
        library.add(page, company="Other, Inc.")
    assert snapshot(home) == before
    assert sorted(path.name for path in home.iterdir()) == ["library.lock", "releases"]


def test_a_removed_release_leaves_nothing(home, page):
    release = library.add(page)
    library.remove(release.id)
    assert release.id not in release_ids()
    assert snapshot(home) == {}
    with pytest.raises(UnknownRelease, match="that you added"):
        library.remove(release.id)


def test_a_packaged_release_stays(home):
    with pytest.raises(NotRemovable, match="comes with Tieout"):
        library.remove("iij-1q09")


def test_a_damaged_release_is_listed_with_its_problem_and_hides_no_other(home, page):
    good = library.add(page)
    folder = home / "releases" / "damaged"
    folder.mkdir()
    (folder / "release.toml").write_text("company = ", encoding="utf-8")
    listed = {entry.id: entry for entry in library.listing()}
    assert listed[good.id].problem is None
    assert "expected TOML" in (listed["damaged"].problem or "")
    assert listed["iij-1q09"].packaged


def test_two_writers_are_told_apart(home, page):
    from filelock import FileLock

    home.mkdir()
    with FileLock(str(home / "library.lock")), pytest.raises(LibraryBusy, match="Try again"):
        library.add(page)


def test_the_shipped_release_says_of_itself_what_its_metadata_says(home):
    release = load_release("iij-1q09")
    found = masthead_of(release.text)
    assert (found.company, found.title, found.published, found.currency) == (
        release.company,
        release.title,
        release.published,
        "JPY",
    )
    assert (found.period, found.ends_in_month, found.named_by) == (release.period, 3, "start")
    assert {"IIJ", "IIJI"} <= set(found.aliases)


NAMED_BEFORE_ITS_TICKER = """SAN FRANCISCO, Calif. - May 31, 2023 - Cloudly (NYSE: CLD) today announced results
for its first quarter fiscal 2024 ended April 30, 2023.

Cloudly, Inc.

	Three Months Ended April 30, 2023	2022
Revenue	$1	$2
"""
QUARTERS_OF_TWELVE_WEEKS = """ISSAQUAH, May 25, 2023 -- Bulk Wholesale Corporation (“Bulk”) (Nasdaq: BLK) announced
results for the third quarter (twelve weeks) of fiscal 2023, ended May 7, 2023.

	12 Weeks Ended	36 Weeks Ended
	May 7, 2023	May 7, 2023
Sales	1	2
"""
YEAR_NAMED_BY_ITS_START = """For Immediate Release: November 22, 2024

THE BELT, INC. REPORTS NET INCOME

KEARNEY -- The Belt, Inc. (NYSE: BLT) announced net income for the third quarter of fiscal 2024, the quarter ended
November 2, 2024, and for the 39-week fiscal period ended November 2, 2024.

	Thirteen Weeks Ended
	November 2, 2024
Sales	1
"""
MASTHEADS = {
    NAMED_BEFORE_ITS_TICKER: (
        "Cloudly, Inc.",
        date(2023, 5, 31),
        Period(date(2023, 2, 1), date(2023, 4, 30)),
        1,
        "end",
        (),
    ),
    QUARTERS_OF_TWELVE_WEEKS: (
        "Bulk Wholesale Corporation",
        date(2023, 5, 25),
        Period(date(2023, 2, 13), date(2023, 5, 7)),
        8,
        "end",
        (12, 12, 12, 16),
    ),
    YEAR_NAMED_BY_ITS_START: (
        "The Belt, Inc.",
        date(2024, 11, 22),
        Period(date(2024, 8, 4), date(2024, 11, 2)),
        1,
        "start",
        (),
    ),
}


@pytest.mark.parametrize(("text", "expected"), MASTHEADS.items(), ids=["ticker", "twelve weeks", "named by its start"])
def test_a_masthead_is_found(text, expected):
    found = masthead_of(text)
    assert (
        found.company,
        found.published,
        found.period,
        found.ends_in_month,
        found.named_by,
        found.quarter_weeks,
    ) == expected


@pytest.mark.parametrize(
    ("company", "short"), [("The Anvil, Inc.", "Anvil"), ("Acme Holdings plc", "Acme Holdings"), ("SAP SE", "SAP")]
)
def test_a_short_name_has_no_legal_form(company, short):
    assert short_name(company) == short


def test_a_card_says_what_a_release_is_about_without_its_text(home, tmp_path):
    from corpus.cards import cards

    folder = home / "releases" / "acme"
    folder.mkdir(parents=True)
    (folder / "release.toml").write_text(
        'company = "Acme Rockets, Inc."\naliases = ["Acme"]\ntitle = "Results"\ncurrency = "USD"\n'
        "[period]\nstart = 2024-01-01\nend = 2024-03-31\n"
    )
    shipped, acme = cards()

    assert (shipped.packaged, acme.packaged) == (True, False)
    assert (acme.issuer, acme.called, acme.names) == (
        "acme rockets",
        "Acme",
        ("Acme Rockets, Inc.", "Acme Rockets", "Acme"),
    )

    (folder / "release.toml").write_text("nothing of use")
    assert [card.id for card in cards()] == [shipped.id]
