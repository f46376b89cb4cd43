"""Blocks: what is told to be a heading, a paragraph or a table, by its form alone."""

from __future__ import annotations

import pytest

from corpus.blocks import Heading, Paragraph, Table, blocks_from_text, displayed
from corpus.release import load_release


def headings_in(text: str) -> list[str]:
    return [block.text for block in blocks_from_text(text) if isinstance(block, Heading)]


def test_every_block_stands_at_its_offsets() -> None:
    text = load_release("iij-1q09").text
    for block in blocks_from_text(text):
        if isinstance(block, Paragraph):
            assert text[block.start : block.end] == block.text
        if isinstance(block, Table):
            assert all(text[cell.start : cell.end] == cell.text for row in block.grid for cell in row)


@pytest.mark.parametrize(
    "line",
    [
        "Cost and expense",
        "SG&A Expenses and R&D",
        "Net income attributable to IIJ:",
        "About Widget Holdings Inc.",
        "1. Results for the Year Ended March 31, 2020",
    ],
)
def test_short_line_without_full_stop_is_a_heading(line: str) -> None:
    assert headings_in(f"{line}\n\nRevenue was up.") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Nothing to be reported.",
        "August 11, 2009",
        "(Amounts of less than one million are rounded)",
        "Investor Relations Tel: +81-3-5259-6500",
        "2) Others: None",
        "- Operating income was up 3%",
    ],
)
def test_other_short_lines_are_no_headings(line: str) -> None:
    assert headings_in(f"{line}\n\nRevenue was up.") == []


def test_heading_directly_followed_by_a_heading_is_the_outer_one() -> None:
    blocks = blocks_from_text("Results of Operation\n\nRevenues\n\nUp.\n\nCosts\n\nDown.")
    assert [b.headings for b in blocks if isinstance(b, Paragraph)] == [
        ("Results of Operation", "Revenues"),
        ("Results of Operation", "Costs"),
    ]


def test_underlined_lead_in_heads_its_paragraph_only() -> None:
    up, down = (
        b
        for b in blocks_from_text("Revenues\n\n<u>SI revenues</u> were up.\n\nOthers were down.")
        if isinstance(b, Paragraph)
    )
    assert up.headings == ("Revenues", "SI revenues")
    assert down.headings == ("Revenues",)
    assert displayed(up.text) == "SI revenues were up."


def test_heading_repeated_below_its_table_titles_nothing_that_follows() -> None:
    text = "Results\n\nSummary\t\n\t2009\nSales\t5\n\nSummary\n\nSegments\n\n\t2009\nA\t3"
    tables = [b for b in blocks_from_text(text) if isinstance(b, Table)]
    assert [(t.title, t.headings) for t in tables] == [("Summary", ("Results",)), ("Segments", ("Segments",))]


def test_label_and_value_lines_become_a_table_of_pairs() -> None:
    text = "Net income:\n\nYear ending March 31, 2010: JPY1,700 million\n\nYear ended March 31, 2009: JPY1,400 million"
    (table,) = (b for b in blocks_from_text(text) if isinstance(b, Table))
    assert [[cell.text for cell in row] for row in table.grid] == [
        ["Year ending March 31, 2010", "JPY1,700 million"],
        ["Year ended March 31, 2009", "JPY1,400 million"],
    ]
    assert table.title == "Net income:"


def test_wrapped_lines_stay_one_paragraph() -> None:
    text = (
        "Net sales for the quarter increased 1.9 percent, to $52.60 billion, from "
        "$51.61 billion last\nyear. Net income was $1.30 billion."
    )
    (paragraph,) = blocks_from_text(text)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == text


def test_title_over_several_lines_is_headings_and_notes() -> None:
    blocks = blocks_from_text("Consolidated Statements of Income\n(in millions)\n(Unaudited)\n\n\t2023\nSales\t5")
    assert [type(block).__name__ for block in blocks] == ["Heading", "Paragraph", "Paragraph", "Table"]


def test_marked_headings_keep_their_level() -> None:
    first, second = blocks_from_text("# Results\n\n## Sales")
    assert isinstance(first, Heading)
    assert isinstance(second, Heading)
    assert (first.level, second.level) == (1, 2)
