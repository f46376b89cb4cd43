from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from eval.questions import Question


@pytest.fixture
def gold() -> Callable[..., Question]:
    """A gold question: a lookup of JPY 15,835 million unless told otherwise."""

    def make(**changes: Any) -> Question:
        fields: dict[str, Any] = {
            "id": "q-1",
            "question": "What were total revenues?",
            "kind": "lookup",
            "history": (),
            "answer": "JPY15,835 million.",
            "value": Decimal(15_835_000_000),
            "unit": "JPY",
            "tol": Decimal(500_000),
            "must": (),
            "must_not": (),
            "abstain": False,
            "evidence": "Total Revenues\t16,328\t15,835",
            "note": "",
            "doc": "a-release",
            "voice": "analyst",
            "split": "dev",
        }
        return Question(**(fields | changes))

    return make
