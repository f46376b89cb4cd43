"""Numbers: numerals in text and in cells, in base units, with their precision."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numbers import numeral_in_cell, numerals, range_in_cell


def read(text):
    return [(str(n.amount), n.unit) for n in numerals(text)]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("JPY15,835 million", [("15835000000", "JPY")]),
        ("$ 5,897.8 million", [("5897800000", "USD")]),
        (r"was JPY351 (\$164 million)", [("351", "JPY"), ("164000000", "USD")]),
        ("¥1,234", [("1234", "JPY")]),
        ("€5m and £2.3bn", [("5000000", "EUR"), ("2300000000", "GBP")]),
        ("down 3.1%", [("3.1", "%")]),
        ("(3.0%)", [("-3.0", "%")]),
        ("-3.1%", [("-3.1", "%")]),
        ("(4)%", [("-4", "%")]),
        ("△12", [("-12", None)]),
        ("1,206.2%", [("1206.2", "%")]),
        ("422.1Gbps", [("422.1", "Gbps")]),
        ("nearly $7.5 billion", [("7500000000", "USD")]),
        ("$0.67 per share", [("0.67", "USD/share")]),
        ("$3.04 per diluted share", [("3.04", "USD/share")]),
        (r"JPY96.42 per US\$1.00", [("96.42", "JPY/USD"), ("1.00", "USD")]),
        ("JPY 22,072 thousand", [("22072000", "JPY")]),
        ("JPY 16,701thousand", [("16701000", "JPY")]),
        ("3,934 shares", [("3934", "shares")]),
        ("202,544shares", [("202544", "shares")]),
        ("26 ATMs", [("26", "ATMs")]),
        ("445 retail stores", [("445", "stores")]),
        ("~11.4%", [("11.4", "%")]),
        ("100 basis points", [("1.00", "pp")]),
        ("by (860) bps", [("-8.60", "pp")]),
        ("by (72) cents", [("-0.72", "USD")]),
        ("$(0.11)", [("-0.11", "USD")]),
        ("4.6 percent", [("4.6", "%")]),
        ("2 cents", [("0.02", "USD")]),
        ("1.8 percentage points", [("1.8", "pp")]),
        ("3.5x", [("3.5", "x")]),
        ("$8.5 - 8.6 billion", [("8500000000", "USD"), ("8600000000", "USD")]),
        ("$34.5 – $34.7 billion", [("34500000000", "USD"), ("34700000000", "USD")]),
        ("10-15%", [("10", "%"), ("15", "%")]),
        ("three stores", [("3", "stores")]),
        ("increased 10% (14% in constant currencies)", [("10", "%"), ("14", "%")]),
        ("3,000 million yen", [("3000000000", "JPY")]),
        ("$164M", [("164000000", "USD")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_numerals_are_in_base_units(text, amounts):
    assert read(text) == amounts


@pytest.mark.parametrize(
    "text",
    ["1Q09", "4Q08.¹", "FY2009", "8-K", "2nd", "53rd", "+81-3-5259-6500", "7:30", "COVID-19", "425/313-8203",
     "SFAS 141R",
     "Net income²", "two of them", "B2B"],
)  # fmt: skip
def test_digits_in_names_and_codes_are_no_numerals(text):
    assert read(text) == []


def test_precision_is_the_worth_of_the_last_printed_place():
    assert [str(n.precision) for n in numerals("JPY15,835 million, 3.0%, $5,897.8 million, 26 ATMs, 50 bps")] == [
        "1000000", "0.1", "100000", "1", "0.01",
    ]  # fmt: skip


def test_bracket_of_the_sentence_is_no_minus():
    first, second = numerals("Revenue was JPY351 million ($4 million)")
    assert not first.negative
    assert (second.bracketed, second.negative, second.printed) == (True, False, "$4 million")


def test_share_words_tell_basic_from_diluted():
    basic, diluted = numerals("$0.89 per share, $0.88 per diluted share")
    assert (basic.per_kind, diluted.per_kind) == (None, "diluted")


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("15,835", "15835", None), ("$ 301,958", "301958", "USD"), ("Yen 1,000.00", "1000.00", "JPY"),
        ("(365,241)", "-365241", None), ("12.6 %", "12.6", "%"), ("(3.0%)", "-3.0", "%"), ("(3.0", "-3.0", None),
        ("3.0)", "-3.0", None), ("-10.0%", "-10.0", "%"), ("△1,234", "-1234", None), ("$ (0.25)", "-0.25", "USD"),
        ("($ 0.25)", "-0.25", "USD"), ("$-5", "-5", "USD"), ("126,290 (1)", "126290", None), ("3,448 ¹", "3448", None),
        ("422.1Gbps", "422.1", "Gbps"), ("206,478 shares", "206478", "shares"), ("~11.4%", "11.4", "%"),
        (r"\$164", "164", "USD"),
    ],
)  # fmt: skip
def test_cell_gives_its_number(cell, value, unit):
    numeral = numeral_in_cell(cell)
    assert (str(numeral.value), numeral.unit) == (value, unit)
    assert cell[numeral.start : numeral.end] == numeral.printed


@pytest.mark.parametrize("cell", ["-", "–", "— ", "$ —", "Yen -", "— %"])
def test_dash_is_nil(cell):
    numeral = numeral_in_cell(cell)
    assert numeral.nil
    assert numeral.value == 0


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " ",
        "N/A",
        "nm",
        "**",
        "$",
        "%",
        "JPY millions",
        "1Q09",
        "June 30, 2009",
        "no impact",
        "1 215 846",
        "$8.51 - $8.53",
    ],
)
def test_cell_of_words_holds_no_number(cell):
    assert numeral_in_cell(cell) is None


def test_cell_takes_scale_and_unit_of_its_table_unless_it_says_otherwise():
    assert numeral_in_cell("15,835").amount_in(6, "JPY").amount == 15_835_000_000
    percent = numeral_in_cell("(3.0%)").amount_in(6, "JPY")
    assert (percent.amount, percent.unit, percent.precision) == (Decimal("-3.0"), "%", Decimal("0.1"))
    assert numeral_in_cell("12,345").amount_in(3, "JPY").precision == 1000


def test_range_in_cell_shares_unit_and_scale():
    low, high = range_in_cell("$34.5 – $34.7 billion")
    assert [end.amount_in().amount for end in (low, high)] == [34_500_000_000, 34_700_000_000]


@given(st.integers(0, 10**9), st.sampled_from(["million", "billion", "thousand"]), st.sampled_from(["$", "JPY", "€"]))
def test_grouped_digits_survive_the_round_trip(number, scale, currency):
    (numeral,) = numerals(f"Sales of {currency}{number:,} {scale}.")
    power = {"thousand": 3, "million": 6, "billion": 9}[scale]
    assert numeral.amount == number * 10**power
    cell = numeral_in_cell(f"({number:,})")
    assert cell.value == -number


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text):
    for numeral in numerals(text):
        assert text[numeral.start : numeral.end] == numeral.printed
    numeral_in_cell(text)
    range_in_cell(text)
