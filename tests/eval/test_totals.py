import pytest

from eval.totals import percentile, wilson


def test_the_interval_is_wilsons():
    """Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3: 81 of 263."""
    interval = wilson(81, 263)

    assert (round(interval.low, 4), round(interval.high, 4)) == (0.2553, 0.3662)


def test_no_tries_say_nothing():
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 1)


@pytest.mark.parametrize(("percent", "expected"), [(50, 2), (95, 4), (0, 1)])
def test_a_percentile_is_a_value_that_was_measured(percent, expected):
    assert percentile([4, 1, 3, 2], percent) == expected
