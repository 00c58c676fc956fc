"""The columns of the effectiveness table: as wide as what stands in them, the least worth leaving first."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from leadtui.domain.records import ReportRow
from leadtui.domain.text import money, width

GAP = 2
BAR = 12  # cells of the bar: the interval light, the rate dark
NAME = (8, 30)  # the fewest and the most cells of the first column


class Shown(NamedTuple):
    """One column: its heading, what it says of each row, and what it is worth when room is short."""

    title: str
    cells: Sequence[str]
    worth: int

    @property
    def cells_wide(self) -> int:
        """Cells that heading and rows need."""
        return max(width(text) for text in (self.title, *self.cells))

    def line(self, index: int) -> str:
        """The cell of a row, -1 for the heading, with the gap before it."""
        text = self.title if index < 0 else self.cells[index]
        return " " * (GAP + self.cells_wide - width(text)) + text


def chosen(rows: Sequence[ReportRow], room: int) -> tuple[int, Sequence[Shown]]:
    """Cells of the first column, and the columns behind it that fit into ``room`` cells."""
    shown = _all(rows)
    while shown and _need(shown) + NAME[0] > room:
        shown.remove(min(shown, key=lambda column: column.worth))
    return max(NAME[0], min(NAME[1], room - _need(shown))), shown


def _need(shown: Sequence[Shown]) -> int:
    return sum(GAP + column.cells_wide for column in shown)


def _all(rows: Sequence[ReportRow]) -> list[Shown]:
    columns: list[Shown] = [
        _column("Leads", rows, lambda row: f"{row.leads:,}", 100),
        _column("Open", rows, lambda row: f"{row.open:,}", 60),
        _column("Qualified", rows, lambda row: f"{row.qualified:,}", 90),
        _column("Rate", rows, lambda row: "–" if row.rate is None else f"{row.rate:.0%}", 95),
    ]
    if any(row.rate is not None for row in rows):
        columns.append(_column("", rows, _bar, 20))
    columns.append(_column("Disqualified", rows, lambda row: f"{row.disqualified:,}", 70))
    if any(row.overridden for row in rows):
        columns.append(_column("Overridden", rows, lambda row: f"{row.overridden:,}", 45))
    columns.append(_column("Median", rows, lambda row: _days(row.days_median), 50))
    if any(row.value for row in rows):
        worth = _column("Value", rows, lambda row: money(row.value, row.currency) if row.value else "–", 40)
        columns.append(worth)
    if any(row.cost is not None for row in rows):
        columns.append(_column("Cost", rows, lambda row: money(row.cost, row.cost_currency) or "–", 55))
    if any(row.cost_each is not None for row in rows):
        each = _column("Per qualified", rows, lambda row: money(row.cost_each, row.cost_currency) or "–", 65)
        columns.append(each)
    return columns


def _column(title: str, rows: Sequence[ReportRow], cell: Callable[[ReportRow], str], worth: int) -> Shown:
    return Shown(title, [cell(row) for row in rows], worth)


def _bar(row: ReportRow) -> str:
    if row.rate is None or row.rate_low is None or row.rate_high is None:
        return ""
    low, high, at = (min(BAR - 1, int(part * BAR)) for part in (row.rate_low, row.rate_high, row.rate))
    cells = ["░" if low <= i <= high else " " for i in range(BAR)]
    cells[at] = "█"
    return "▕" + "".join(cells) + "▏"


def _days(days: float | None) -> str:
    return "–" if days is None else f"{days:,.0f} days" if days >= 1.5 else f"{days:.1f} days"
