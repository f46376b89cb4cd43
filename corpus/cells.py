"""Cells: the numeral of a cell, read once however often the table's stages ask for it."""

from __future__ import annotations

from functools import lru_cache

from corpus.numbers import CellNumeral, numeral_in_cell

__all__ = ["CellNumeral", "cell_numeral"]


@lru_cache(maxsize=65536)
def cell_numeral(text: str) -> CellNumeral | None:
    """The number that a cell holds and nothing else, as `numeral_in_cell` reads it; None for blanks and words."""
    return numeral_in_cell(text) if text else None
