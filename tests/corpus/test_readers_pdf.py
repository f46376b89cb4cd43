"""PDF pages made here word by word: what stands where on the page decides what is read."""

from pathlib import Path

import pytest

from corpus.readers import BrokenFile, EncryptedFile, NoText, text_from_pdf
from corpus.readers.ligatures import repaired, vocabulary


class Page:
    """A page of text set in Helvetica; `x` is where a text starts, `right` where it ends, `centre` its middle."""

    def __init__(self):
        self.operations = []

    def put(self, text, top, *, x=None, right=None, centre=None, size=10, bold=False):
        width = sum(_WIDTHS.get(c, 556) for c in text) * size / 1000
        left = x if x is not None else right - width if right is not None else centre - width / 2
        shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        font = b"/B" if bold else b"/F"
        self.operations.append(b"BT %s %g Tf %g %g Td (%s) Tj ET" % (font, size, left, 792 - top - size, shown))
        return self

    def rule(self, x0, x1, top):
        self.operations.append(b"%g %g %g 0.8 re f" % (x0, 792 - top, x1 - x0))
        return self

    def row(self, top, label, *numbers, at=(400, 500), x=50):
        self.put(label, top, x=x)
        for number, right in zip(numbers, at, strict=True):
            self.put(number, top, right=right)
        return self


_WIDTHS = {
    " ": 278,
    ".": 278,
    ",": 278,
    "(": 333,
    ")": 333,
    "i": 222,
    "l": 222,
    "I": 278,
    "t": 278,
    "-": 333,
    "f": 278,
    "r": 333,
}


def pdf(folder, *pages, trailer=b""):
    """A PDF file of the given pages."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages)))
    objects.append(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids))
    fonts = (b"Helvetica", b"Helvetica-Bold")
    objects += [b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % font for font in fonts]
    for number, page in enumerate(pages):
        stream = b"\n".join(page.operations)
        resources = b"<</Font<</F 3 0 R/B 4 0 R>>>>"
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources%s/Contents %d 0 R>>"
            % (resources, 6 + 2 * number)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, trailer, len(data),
    )  # fmt: skip
    path = Path(folder) / "made.pdf"
    path.write_bytes(data)
    return path


def canonical(folder, *pages):
    return text_from_pdf(pdf(folder, *pages)).rstrip("\n").split("\n")


PROSE = "Sales rose in every region, led by strong demand for services, and the company raised its outlook for the"


def test_numbers_fall_into_columns_and_signs_join_them(tmp_path):
    page = (
        Page().put("Three Months Ended June 30,", 80, centre=440).put("2024", 92, right=400).put("2023", 92, right=500)
    )
    page.put("$", 104, x=360).row(104, "Revenue", "1,302", "1,353").put("$", 104, x=460)
    page.row(116, "Interest", "(36", "(104)").put(")", 116, x=401).row(128, "Margin", "12.6", "3.5").put(
        "%", 128, x=406
    )
    assert canonical(tmp_path, page) == [
        "\tThree Months Ended June 30,\t",
        "\t2024\t2023",
        "Revenue\t$1,302\t$1,353",
        "Interest\t(36)\t(104)",
        "Margin\t12.6%\t3.5",
    ]


def test_two_spanning_headers_stand_over_the_columns_that_their_rules_underline(tmp_path):
    at = (300, 380, 460, 540)
    page = Page().put("12 Weeks", 80, centre=325).put("36 Weeks", 80, centre=485).rule(260, 390, 92).rule(420, 545, 92)
    for right, year in zip(at, ("2024", "2023", "2024", "2023"), strict=True):
        page.put(year, 94, right=right)
    page.row(106, "Net sales", "10", "9", "30", "27", at=at).row(118, "Fees", "1", "2", "3", "4", at=at)
    assert canonical(tmp_path, page)[:2] == ["\t12 Weeks\t\t36 Weeks\t", "\t2024\t2023\t2024\t2023"]


def test_a_date_broken_over_two_lines_heads_one_column(tmp_path):
    page = (
        Page()
        .put("April 30,", 80, right=400)
        .put("January 31,", 80, right=500)
        .put("2023", 92, right=400)
        .put("2023", 92, right=500)
    )
    page.row(104, "Headcount", "72,970", "79,390").row(116, "Stores", "100", "90")
    assert canonical(tmp_path, page)[0] == "\tApril 30, 2023\tJanuary 31, 2023"


def test_a_wrapped_label_is_one_label_wherever_its_numbers_stand(tmp_path):
    page = Page().row(80, "Cash", "10", "9")
    page.put("Preferred stock $0.005 par value; no shares issued", 92, x=50).put("—", 98, right=400).put(
        "—", 98, right=500
    )
    page.put("and outstanding", 104, x=50)
    page.put("Adjustments to reconcile income to cash provided by", 116, x=50).row(
        128, "operating activities", "7", "8"
    )
    assert canonical(tmp_path, page)[1:] == [
        "Preferred stock $0.005 par value; no shares issued and outstanding\t—\t—",
        "Adjustments to reconcile income to cash provided by operating activities\t7\t8",
    ]


def test_a_table_runs_on_over_a_page_break_and_its_header_is_not_repeated(tmp_path):
    def headed():
        return Page().put("2024", 60, right=400).put("2023", 60, right=500)

    first = headed().row(72, "Cash", "10", "9").row(84, "Debt", "1", "2").put("3", 760, x=300)
    second = headed().row(72, "Equity", "5", "6").row(84, "Total", "16", "17").put("4", 760, x=300)
    assert canonical(tmp_path, first, second) == [
        "\t2024\t2023",
        "Cash\t10\t9",
        "Debt\t1\t2",
        "Equity\t5\t6",
        "Total\t16\t17",
    ]


def test_a_row_cut_by_the_page_and_printed_again_is_read_once(tmp_path):
    first = Page().row(700, "Cash", "10", "9").row(712, "Debt", "1", "2").row(724, "Sh i", "1 215", "846")
    second = Page().row(60, "Short-term investments", "1,215", "846").row(72, "Receivables", "5", "6")
    lines = canonical(tmp_path, first, second)
    assert [line.split("\t")[0] for line in lines] == ["Cash", "Debt", "Short-term investments", "Receivables"]


def test_a_sentence_runs_on_over_a_page_number(tmp_path):
    first = Page().put("Outlook", 50, x=50, bold=True).put(PROSE, 688, x=50).put(PROSE, 700, x=50).put("1", 740, x=560)
    second = Page().put("whole year to $2 billion.", 50, x=50).put("Costs fell.", 80, x=50)
    assert canonical(tmp_path, first, second) == [
        "# Outlook",
        "",
        f"{PROSE} {PROSE} whole year to $2 billion.",
        "",
        "Costs fell.",
    ]


def test_two_blocks_of_columns_side_by_side_keep_their_heads_apart(tmp_path):
    at = (240, 300, 460, 520)
    page = (
        Page()
        .put("Net Income", 80, centre=255)
        .put("Earnings per share", 80, centre=475)
        .rule(210, 305, 92)
        .rule(430, 525, 92)
    )
    for right, head in zip(at, ("2024", "2023", "2024", "2023"), strict=True):
        page.put(head, 94, right=right)
    page.row(106, "GAAP", "1,802.3", "1,104.4", "2.45", "1.48", at=at).row(
        118, "Non-GAAP", "1,936.7", "1,706.5", "2.63", "2.28", at=at
    )
    assert canonical(tmp_path, page) == [
        "\tNet Income\t\tEarnings per share\t",
        "\t2024\t2023\t2024\t2023",
        "GAAP\t1,802.3\t1,104.4\t2.45\t1.48",
        "Non-GAAP\t1,936.7\t1,706.5\t2.63\t2.28",
    ]


def test_a_small_raised_digit_is_a_footnote_mark(tmp_path):
    page = (
        Page()
        .put("2024", 60, right=400)
        .put("2023", 60, right=500)
        .row(80, "Sales", "10", "9")
        .row(92, "Costs", "5", "6")
    )
    page.put("2", 79, x=401, size=6)
    assert canonical(tmp_path, page)[1] == "Sales\t10²\t9"


def test_second_lines_of_cells_join_the_first(tmp_path):
    page = Page().put("Q2 FY24", 60, centre=385).put("Full Year", 60, centre=485)
    page.row(72, "Revenue", "$8.51 - $8.53", "$34.5 - $34.7", at=(410, 510)).put("Billion", 83, centre=380).put(
        "Billion", 83, centre=480
    )
    page.row(95, "Growth", "~10%", "~10%")
    assert canonical(tmp_path, page) == [
        "\tQ2 FY24\tFull Year",
        "Revenue\t$8.51 - $8.53 Billion\t$34.5 - $34.7 Billion",
        "Growth\t~10%\t~10%",
    ]


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("con\x00ict", "conflict"),
        ("tari\x00s", "tariffs"),
        ("o\x00ce", "office"),
        ("\x00rst", "first"),
        ("bene\x00ts.", "benefits."),
        ("Reclassi\x00cation", "Reclassification"),
        ("identi\x00ed", "identified"),
        ("e\x00ects", "effects"),
        ("in\x00ation", "inflation"),
    ],
)
def test_a_lost_ligature_is_put_back(torn, whole):
    assert repaired(torn, frozenset()) == whole


def test_the_documents_own_words_settle_a_ligature():
    assert repaired("Gri\x00n", vocabulary(["Griffin", "Energy"])) == "Griffin"


def test_the_width_of_the_glyph_settles_what_no_word_list_knows():
    assert repaired("Ze\x00ra", frozenset(), (0.87,)) == "Zeffira"


def test_a_damaged_file_says_what_to_do(tmp_path):
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj <</Type /Catalog")
    with pytest.raises(BrokenFile, match="Download it again"):
        text_from_pdf(path)


def test_a_scan_says_what_to_do(tmp_path):
    with pytest.raises(NoText, match="text recognition"):
        text_from_pdf(pdf(tmp_path, Page().rule(10, 500, 100)))


def test_a_protected_file_says_what_to_do(tmp_path):
    secret = b"<" + b"41" * 32 + b">"
    trailer = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O%s/U%s>>/ID[<00><00>]" % (secret, secret)
    with pytest.raises(EncryptedFile, match="without protection"):
        text_from_pdf(pdf(tmp_path, Page().put("Secret", 80, x=50), trailer=trailer))


def test_two_tables_side_by_side_are_read_one_after_the_other(tmp_path):
    page = (
        Page()
        .put("2024", 80, right=200)
        .put("2023", 80, right=270)
        .put("2024", 80, right=480)
        .put("2023", 80, right=550)
    )
    for top, left, right in (
        (92, "Cash", "Payables"),
        (104, "Receivables", "Debt"),
        (116, "Total assets", "Total liabilities"),
    ):
        page.row(top, left, "100", "90", at=(200, 270)).row(top, right, "40", "35", at=(480, 550), x=310)
    assert canonical(tmp_path, page) == [
        "\t2024\t2023",
        "Cash\t100\t90",
        "Receivables\t100\t90",
        "Total assets\t100\t90",
        "",
        "\t2024\t2023",
        "Payables\t40\t35",
        "Debt\t40\t35",
        "Total liabilities\t40\t35",
    ]


def test_a_title_centred_over_the_whole_table_heads_no_column(tmp_path):
    page = Page().put("Segment results and other information", 68, centre=275, bold=True)
    page.put("2024", 82, right=400).put("2023", 82, right=500).row(94, "Sales", "10", "9").row(
        106, "Costs", "(5)", "(6)"
    )
    assert canonical(tmp_path, page) == [
        "# Segment results and other information",
        "",
        "\t2024\t2023",
        "Sales\t10\t9",
        "Costs\t(5)\t(6)",
    ]


def test_a_one_in_brackets_beside_a_number_is_a_number_of_its_own(tmp_path):
    page = Page().put("2024", 80, right=400).put("%", 80, right=416).row(92, "Debt", "(1,001)", "(1)", at=(400, 418))
    page.row(104, "Cash", "(36)", "(2)", at=(400, 418))
    assert canonical(tmp_path, page)[1:] == ["Debt\t(1,001)\t(1)", "Cash\t(36)\t(2)"]


def test_dots_that_lead_to_a_number_are_left_out(tmp_path):
    page = Page().put("2024", 80, right=400).put("2023", 80, right=500)
    page.row(92, "Revenue ....................", "10", "9").row(104, "Costs.....", "5", "6")
    assert canonical(tmp_path, page)[1:] == ["Revenue\t10\t9", "Costs\t5\t6"]


def test_a_telephone_number_is_no_row(tmp_path):
    page = (
        Page().put("Contact:", 60, x=50).put("Jane Roe", 60, x=200).put("(308)", 72, x=200).put("236-8491", 72, x=240)
    )
    assert all("\t" not in line for line in canonical(tmp_path, page))


def test_words_printed_twice_to_look_bold_are_read_once(tmp_path):
    page = Page().put("Balance sheets", 60, x=50, bold=True).put("Balance sheets", 60, x=50.2, bold=True)
    assert canonical(tmp_path, page.put("Cash rose.", 90, x=50)) == ["# Balance sheets", "", "Cash rose."]


def test_lines_of_an_address_set_flush_right_stay_apart(tmp_path):
    page = Page().put(PROSE, 40, x=50).put("Jane Roe", 80, right=560).put("Acme Investor Relations", 92, right=560)
    assert canonical(tmp_path, page)[-3:] == ["Jane Roe", "", "Acme Investor Relations"]
