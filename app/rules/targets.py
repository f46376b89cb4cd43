"""Rules about targets: what is left to reach, how much is reached, what one figure implies of another.

In: a question taken apart. Out: readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.grounding import Want
from app.reading import Asked, Operation, Reader, Reading, options_of
from app.values import LineValue


def target_gap(reader: Reader, q: Asked) -> Iterator[Reading]:
    """Target less actual, the part of a target that is reached, or what one target leaves after another."""
    if not q.has("target") and not re.search(r"\bimpl(?:y|ied|ies)\b", q.masked):
        return
    remaining, progress = q.has("remaining"), q.has("progress") or q.has("percent")
    if not remaining and not progress:
        return
    consumed = ("target", "remaining", "progress", "percent", "convert", "sum")
    terms = q.terms(without=consumed)
    targets = [p for p in q.periods if reader.grounding.clock.reference is None or p.period.end > reader.grounding.clock.reference.end]
    for candidate in reader.values(q, terms, Want(target=True, period=targets[0] if targets else None)):
        if not (isinstance(candidate.value, LineValue) and candidate.value.line.is_target):
            continue
        for actual in reader.values(q, terms, Want())[:2]:
            score, uncovered = reader.scored(q, [candidate, actual], consumed, terms)
            operation: Operation = "progress" if progress and not re.search(r"\bleft\b|\bto go\b|\bremain", q.masked) else "remaining"
            yield Reading(operation, (candidate.value, actual.value), score + 0.05, periods=q.periods, own_periods=(targets[0] if targets else None, None), options=options_of(q), uncovered=uncovered)
