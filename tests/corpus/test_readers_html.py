"""HTML as filing software writes it: canonical text, whole tables compared."""

import pytest

from corpus.readers import NoText, text_from_html


def cells(*texts, tag="td"):
    return "".join(f"<{tag}{' colspan=' + repr(str(span)) if span > 1 else ''}>{text}</{tag}>" for text, span in texts)


def table(*rows):
    return "<html><body><table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table></body></html>"


def canonical(html):
    return text_from_html(html.encode()).rstrip("\n").split("\n")


def money(amount):
    """One column as Workiva sets it: sign, number and closing bracket in three grid columns, then a gap."""
    sign, number, closing = amount
    return [(sign, 1), (number, 1), (closing, 1), ("", 3)] if sign else [(number, 2), (closing, 1), ("", 3)]


def test_signs_and_brackets_in_cells_of_their_own_join_their_number():
    html = table(
        cells(("", 3), ("Three Months Ended<br>June 30,", 9)),
        cells(("(In millions)", 3), ("2024", 3), ("", 3), ("2023", 3)),
        cells(("Revenue", 3), *money(("$", "1,302", "")), *money(("$", "1,353", ""))[:3]),
        cells(("Other, net", 3), *money(("", "(36", ")")), *money(("", "—", ""))[:2]),
        cells(("Margin", 3), *money(("", "12.6", "%")), *money(("", "3.5", "%"))[:2]),
    )
    assert canonical(html) == [
        "\tThree Months Ended June 30,\t",
        "(In millions)\t2024\t2023",
        "Revenue\t$1,302\t$1,353",
        "Other, net\t(36)\t—",
        "Margin\t12.6%\t3.5%",
    ]


def test_a_header_stands_in_the_first_column_that_it_covers_and_blanks_follow():
    html = table(
        cells(("", 1), ("Quarter", 2), ("Year to date", 2)),
        cells(("", 1), ("2024", 1), ("2023", 1), ("2024", 1), ("2023", 1)),
        cells(("Net sales", 1), ("10", 1), ("9", 1), ("30", 1), ("27", 1)),
        cells(("Costs", 1), ("(4)", 1), ("(3)", 1), ("(12)", 1), ("(9)", 1)),
    )
    assert canonical(html)[:2] == ["\tQuarter\t\tYear to date\t", "\t2024\t2023\t2024\t2023"]


def test_a_head_broken_over_two_rows_becomes_one_cell():
    html = table(
        cells(("", 1), ("August 28,", 1), ("May 7,", 1)),
        cells(("", 1), ("2022", 1), ("2023", 1)),
        cells(("Cash", 1), ("10", 1), ("9", 1)),
        cells(("Debt", 1), ("1", 1), ("2", 1)),
    )
    assert canonical(html)[0] == "\tAugust 28, 2022\tMay 7, 2023"


def test_a_label_row_above_an_unlabelled_row_of_numbers_is_one_row():
    html = table(
        cells(("", 1), ("2024", 1), ("2023", 1)),
        cells(("Cash", 1), ("10", 1), ("9", 1)),
        cells(("Common stock, 443,222,000 shares issued", 1), ("", 2)),
        cells(("", 1), ("2", 1), ("3", 1)),
    )
    assert canonical(html)[-1] == "Common stock, 443,222,000 shares issued\t2\t3"


def test_a_second_header_inside_a_table_starts_a_table_of_its_own():
    html = table(
        cells(("", 1), ("2024", 1), ("2023", 1)),
        cells(("Revenue", 1), ("10", 1), ("9", 1)),
        cells(("Costs", 1), ("(4)", 1), ("(3)", 1)),
        cells(("", 1), ("June 30, 2024", 1), ("December 31, 2023", 1)),
        cells(("Cash", 1), ("100", 1), ("90", 1)),
        cells(("Debt", 1), ("50", 1), ("60", 1)),
    )
    assert canonical(html)[3:5] == ["", "\tJune 30, 2024\tDecember 31, 2023"]


def test_layout_tables_become_paragraphs_and_footnotes_keep_their_marks():
    html = table(
        cells(("Contact:", 1), ("Jane Roe, Chief Financial Officer", 1)), cells(("(1)", 1), ("Includes leases.", 1))
    )
    assert canonical(html) == ["Contact: Jane Roe, Chief Financial Officer", "", "(1) Includes leases."]


def test_guidance_in_words_stays_a_table():
    html = table(
        cells(("", 1), ("Q2 Guidance", 1), ("Full Year Guidance", 1)),
        cells(("Revenue", 1), ("$8.51 to $8.53 billion", 1), ("$34.5 to $34.7 billion", 1)),
        cells(("FX impact", 1), ("no impact", 1), ("approximately 2 points", 1)),
    )
    assert canonical(html) == [
        "\tQ2 Guidance\tFull Year Guidance",
        "Revenue\t$8.51 to $8.53 billion\t$34.5 to $34.7 billion",
        "FX impact\tno impact\tapproximately 2 points",
    ]


def test_bold_short_lines_are_headings_and_units_in_brackets_are_not():
    html = "<html><body><p><b>BALANCE SHEETS</b></p><p><b>(In thousands)</b></p><p>Sales rose.</p></body></html>"
    assert canonical(html) == ["# BALANCE SHEETS", "", "(In thousands)", "", "Sales rose."]


def test_indents_of_labels_are_kept_as_leading_spaces():
    row = '<td><div style="padding-left:{}pt">{}</div></td><td>{}</td><td>{}</td>'
    html = table(
        cells(("", 1), ("2024", 1), ("2023", 1)),
        row.format(0, "Costs", 7, 8),
        row.format(9, "Cloud", 4, 5),
        row.format(18, "EU", 1, 2),
    )
    assert [line.split("\t")[0] for line in canonical(html)[1:]] == ["Costs", "  Cloud", "    EU"]


def test_a_raised_digit_never_becomes_a_digit_of_the_number():
    html = table(
        cells(("", 1), ("2024", 1), ("2023", 1)),
        cells(("Sales<sup>1</sup>", 1), ("1,234<sup>2</sup>", 1), ("9", 1)),
        cells(("Costs", 1), ("5", 1), ("6", 1)),
    )
    assert canonical(html)[1] == "Sales¹\t1,234²\t9"


def test_what_a_browser_hides_is_left_out():
    assert canonical(
        '<html><body><div style="display: none">999</div><p>Shown.</p><script>x=1</script></body></html>'
    ) == ["Shown."]


def test_the_wrapper_of_a_filing_is_left_out():
    page = "<html><body><p>Net sales rose.</p></body></html>"
    html = f"<DOCUMENT>\n<TYPE>EX-99.1\n<FILENAME>a.htm\n<TEXT>\n{page}</TEXT></DOCUMENT>"
    assert canonical(html) == ["Net sales rose."]


def test_declared_and_undeclared_encodings_are_read():
    assert "Société" in text_from_html("<html><body><p>Société</p></body></html>".encode())
    assert "Company’s" in text_from_html("<html><body><p>Company’s</p></body></html>".encode("cp1252"))


def test_a_page_without_text_says_what_to_do():
    with pytest.raises(NoText, match="Save it as PDF or as text"):
        text_from_html(b"<html><body><script>render()</script></body></html>")
