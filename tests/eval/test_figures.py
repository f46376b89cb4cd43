from decimal import Decimal

import pytest

from eval.figures import figures_in


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("JPY15,835 million", "15835000000", "JPY"),
        ("$46.6 million", "46600000", "USD"),
        (r"US\$1.00", "1", "USD"),
        ("¥351m", "351000000", "JPY"),
        ("EUR 1.2 bn", "1200000000", "EUR"),
        ("(14.6%)", "-14.6", "%"),
        ("-3.0 percent", "-3.0", "%"),
        ("2.5 percentage points", "2.5", "pp"),
        ("1.24x", "1.24", "x"),
        ("24,201 contracts", "24201", None),
        ("(3 items)", "3", None),
        ("△21", "-21", None),
    ],
)
def test_a_figure_carries_sign_scale_and_unit(text, amount, unit):
    (figure,) = figures_in(text)

    assert (figure.amount, figure.unit) == (Decimal(amount), unit)
    assert text[figure.start : figure.end] == figure.printed


def test_the_dash_of_a_range_is_no_minus():
    assert [figure.amount for figure in figures_in("100-999 and 2008–09")] == [100, 999, 2008, 9]


def test_a_dash_after_a_blank_is_a_minus():
    assert [figure.amount for figure in figures_in("from 5.0 to -3")] == [Decimal("5.0"), -3]
