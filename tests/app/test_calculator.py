"""The calculator: exact, bounded, and clear about what has no result."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calculator import (
    MAX_LENGTH,
    CalculatorError,
    ExpressionError,
    OutOfBounds,
    UndefinedResult,
    calculate,
    calculator_tool,
)

SYMBOLS = st.sampled_from(["1", "2", "9", "+", "-", "*", "/", "**", "(", ")", ",", "a", "sum(", "growth(", "5%", "1e9"])
SYMBOLS = ["1", "2", "9", "+", "-", "*", "/", "**", "(", ")", ",", "a", "sum(", "growth(", "5%", "1e9"]
AMOUNTS = st.decimals(min_value=-(10**15), max_value=10**15, places=2)


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("2 - 3 - 4", "-5"),
        ("8 / 4 / 2", "1"),
        ("2 ** 3 ** 2", "512"),
        ("2 ^ 10", "1024"),
        ("-2 ** 2", "-4"),
        ("2 ** -1", "0.5"),
        ("--3", "3"),
        ("+3", "3"),
        ("1,234.5 + 0.5", "1235"),
        ("0.1 + 0.2", "0.3"),
        ("200 * 3%", "6"),
        ("growth(110, 100)", "10"),
        ("growth(-50, -100)", "50"),
        ("growth(-150, -100)", "-50"),
        ("share(1, 4)", "25"),
        ("sum(1, 2, 3)", "6"),
        ("average(1, 2, 6)", "3"),
        ("min(3, 1, 2)", "1"),
        ("max(3, 1, 2)", "3"),
        ("abs(0 - 3)", "3"),
        ("count(5, 6, 7)", "3"),
        ("percent_more(200, 10)", "220"),
        ("base_of(110, 10)", "100"),
        ("a / b", "2.5"),
        ("growth(sum(a, b), b)", "250"),
    ],
)
def test_an_expression_has_its_exact_value(expression, result):
    assert calculate(expression, {"a": Decimal(5), "b": Decimal(2)}) == Decimal(result)


@given(AMOUNTS, AMOUNTS)
def test_sums_and_differences_of_money_are_exact(a, b):
    assert calculate("a + b", {"a": a, "b": b}) == a + b
    assert calculate("a - b", {"a": a, "b": b}) == a - b


@given(AMOUNTS.filter(bool), AMOUNTS.filter(bool))
def test_the_base_grown_by_its_growth_is_the_result(new, old):
    growth = calculate("growth(a, b)", {"a": new, "b": old})
    again = calculate("b + abs(b) * g / 100", {"b": old, "g": growth})

    assert abs(again - new) <= abs(new) * Decimal("1e-15") + abs(old) * Decimal("1e-25")


@given(st.text(max_size=60))
def test_any_text_has_a_result_or_a_named_error(text):
    try:
        assert isinstance(calculate(text), Decimal)
    except CalculatorError as error:
        assert str(error)  # noqa: PT017 - both outcomes are right


@given(st.lists(st.sampled_from(SYMBOLS), max_size=30).map("".join))
def test_any_run_of_symbols_has_a_result_or_a_named_error(text):
    try:
        assert isinstance(calculate(text, {"a": Decimal(3)}), Decimal)
    except CalculatorError as error:
        assert str(error)  # noqa: PT017 - both outcomes are right


@pytest.mark.parametrize(
    ("expression", "error", "told"),
    [
        ("9**9**9", OutOfBounds, "power may go up to 64"),
        ("(10**60)**60", OutOfBounds, "power may go up to"),
        ("10**64*10**64" + "*10**64" * 20, OutOfBounds, "too large or too small"),
        ("1 / (1 / 10**64)**60", UndefinedResult, "amount to divide by is zero"),
        ("(" * 60 + "1" + ")" * 60, OutOfBounds, "levels deep"),
        ("-" * 100 + "1", OutOfBounds, "levels deep"),
        ("1+" * MAX_LENGTH + "1", OutOfBounds, "characters; this one has"),
        ("1 / 0", UndefinedResult, "amount to divide by is zero"),
        ("growth(1, 0)", UndefinedResult, "Growth from zero"),
        ("share(1, 0)", UndefinedResult, "share of zero"),
        ("base_of(1, 0 - 100)", UndefinedResult, "fall of 100%"),
        ("0 ** -1", UndefinedResult, "power of zero"),
        ("", ExpressionError, "found 'the end'"),
        ("1 +", ExpressionError, "found 'the end'"),
        ("(1", ExpressionError, r"Expected '\)'"),
        ("1 2", ExpressionError, "Expected an operator before '2'"),
        ("c + 1", ExpressionError, "one of: a, growth.*found 'c'"),
        ("growth(1)", ExpressionError, "takes 2 amounts; found 1"),
        ("sum()", ExpressionError, r"found '\)'"),
        ("__import__('os')", ExpressionError, "found"),
        ("a.b", ExpressionError, "at character 2"),
        ("1 = 1", ExpressionError, "at character 2"),
    ],
)
def test_what_has_no_result_says_why(expression, error, told):
    started = time.perf_counter()
    with pytest.raises(error, match=told):
        calculate(expression, {"a": Decimal(1)})
    assert time.perf_counter() - started < 1


def test_the_tool_gives_words_and_the_exact_amount():
    call = {
        "type": "tool_call",
        "id": "1",
        "name": "calculator",
        "args": {"expression": "a / b", "amounts": {"a": Decimal("0.3"), "b": Decimal("0.1")}},
    }
    said = calculator_tool().invoke(call)

    assert (said.content, said.artifact) == ("3", Decimal(3))


def test_the_tool_explains_what_has_no_result():
    call = {"type": "tool_call", "id": "1", "name": "calculator", "args": {"expression": "1 / 0", "amounts": {}}}
    said = calculator_tool().invoke(call)

    assert said.artifact is None
    assert "divide by is zero" in said.content


def test_the_tool_tells_a_model_what_it_takes():
    schema = calculator_tool().args

    assert set(schema) == {"expression", "amounts"}
    assert "arithmetic" in calculator_tool().description
