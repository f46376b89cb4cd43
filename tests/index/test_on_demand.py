"""What belongs to a release is loaded when it is wanted, and the oldest is let go."""

import pytest

from index.on_demand import OnDemand


def test_a_release_is_loaded_when_it_is_asked_for_and_once():
    loaded = []
    held = OnDemand(["a", "b", "c"], lambda name: loaded.append(name) or name.upper())

    assert (held["b"], held["b"], loaded) == ("B", "B", ["b"])
    assert list(held) == ["a", "b", "c"]
    assert len(held) == 3


def test_the_least_recently_used_is_loaded_again():
    loaded = []
    held = OnDemand(["a", "b", "c"], lambda name: loaded.append(name), kept=2)
    for name in "abacab":
        held[name]

    assert loaded == ["a", "b", "c", "b"]


def test_an_unknown_name_is_a_key_error():
    with pytest.raises(KeyError):
        OnDemand(["a"], str.upper)["z"]
