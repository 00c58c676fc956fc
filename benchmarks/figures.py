"""A figure with how it came about, and the table of them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing.

    Attributes:
        what: what was measured.
        value: the number with its unit.
        budget: what it should keep; empty where nothing was promised.
        kept: whether it does, None where there is no budget.
        how: how it was measured, in one line.
    """

    what: str
    value: str
    how: str
    budget: str = ""
    kept: bool | None = None


_VERDICTS = {True: "kept", False: "MISSED", None: ""}


def print_table(figures: Iterable[Figure]) -> None:
    """The figures in columns, then how each was taken."""
    rows = [(each.what, each.value, each.budget, _VERDICTS[each.kept]) for each in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def print_how(figures: Iterable[Figure]) -> None:
    """One line on each figure's measurement."""
    print()
    for each in figures:
        print(f"{each.what}: {each.how}")
