"""Variants are as real as their seed: its facts, multiplied; its periods, years before; names of their own."""

from collections import Counter

import pytest

from corpus.document import document
from corpus.library import as_toml
from corpus.release import load_release, release_from_folder
from eval.scale import Size, as_markdown, save
from eval.variants import invented, variants

SEED = document(load_release("iij-1q09"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The first four variants, as the library reads them."""
    home = tmp_path_factory.mktemp("variants")
    read = []
    for each in variants([SEED], 2):
        folder = home / each.id
        folder.mkdir()
        (folder / "release.txt").write_bytes(each.text.encode("utf-8"))
        (folder / "release.toml").write_text(as_toml(each.said), encoding="utf-8")
        read.append(document(release_from_folder(folder)))
    return read


def test_a_variant_has_the_facts_of_its_seed_with_its_money_multiplied_by_one_whole_number(made):
    seed = [fact for fact in SEED.facts if fact.source == "table"]
    facts = [fact for fact in made[0].facts if fact.source == "table"]
    ratios = Counter(
        new.amount / old.amount for old, new in zip(seed, facts, strict=True) if old.unit == "JPY" and old.amount
    )
    others = [(old.amount, new.amount) for old, new in zip(seed, facts, strict=True) if old.unit in ("%", "contracts")]

    assert len(ratios) == 1
    assert next(iter(ratios)) == int(next(iter(ratios))) > 1
    assert all(old == new for old, new in others)


def test_the_variants_of_one_company_are_a_year_apart(made):
    assert made[0].release.company == made[1].release.company
    assert [read.release.period.end.year for read in made] == [2009, 2008]
    later, earlier = (next(f for f in read.facts if f.line_item == "Total Revenues") for read in made)
    assert earlier.period == later.period.years_later(-1)


def test_nothing_of_the_name_of_the_seed_is_left(made):
    text = made[0].release.text.lower()

    assert "internet initiative japan" not in text
    assert "iij" not in text.split()


def test_every_company_has_a_name_of_its_own():
    names = [invented(number) for number in range(1_000)]

    assert len({name for name, _ in names}) == len({ticker for _, ticker in names}) == len(names)


def test_sizes_measured_before_stay_in_the_table(tmp_path):
    fields = dict.fromkeys(Size.__dataclass_fields__, 1.0) | {"encoder": "model", "releases": 1}
    save([Size(**fields)], tmp_path / "scale.json")
    held = save([Size(**(fields | {"releases": 10, "build_seconds": 10.0}))], tmp_path / "scale.json")

    assert [one.releases for one in held] == [1, 10]
    assert "| index build, s | 1.0 | 10.0 | n^1.00 |" in as_markdown(held)
