"""The table of numerals that are no facts counts every one of them, under its reason."""

from corpus.document import document, unread_numerals
from corpus.release import load_release
from eval.unread import MARKERS, main, table


def test_every_unread_numeral_is_counted_under_a_reason():
    read = document(load_release("iij-1q09"))
    lines = table([read]).splitlines()
    counts = [int(line.split("|")[2].strip().replace(",", "") or 0) for line in lines[3:]]

    assert counts[0] == len(unread_numerals(read)) == sum(counts[1:])
    assert not any(" not said " in line for line in lines)


def test_the_table_is_written_between_the_markers_of_a_page(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{MARKERS[0]}\nold\n{MARKERS[1]}\nafter\n", encoding="utf-8")

    assert main(["iij-1q09", "--write", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert "| a date or period |" in text
