import pytest

from eval.readme import END, START, ReadmeError, table, with_table

TOTAL = {"name": "lookup", "n": 42, "correct": 41, "incorrect": 0, "refused": 1, "unscored": 0}
TOTAL |= {"right": {"share": 41 / 42, "low": 0.877, "high": 0.996}}
QUALITY = {"provenance": 1.0, "exact_citations": 1.0, "citations": 60, "crashes": 0}
RUN = {
    "splits": [
        {"split": name, "totals": [TOTAL, TOTAL | {"name": "all"}], "quality": QUALITY} for name in ("dev", "test")
    ]
}


def test_the_table_has_a_row_for_each_kind_and_one_for_each_split():
    rows = table(RUN).splitlines()

    assert rows[2] == "| lookup | 42 | 41 | 0 | 1 | 97.6% (87.7% to 99.6%) |"
    assert [row.split("|")[1].strip() for row in rows[3:5]] == ["**all, test split**", "**all, dev split**"]


def test_the_table_is_written_between_its_markers_and_nothing_else_changes():
    text = f"before\n{START}\nold\n{END}\nafter\n"

    assert with_table(text, "new") == f"before\n{START}\nnew\n{END}\nafter\n"
    assert with_table(with_table(text, "newer"), "new") == with_table(text, "new")


def test_a_readme_without_the_markers_is_refused():
    with pytest.raises(ReadmeError, match="needs the lines"):
        with_table("no markers", "new")
