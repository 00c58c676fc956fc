"""The columns of the effectiveness table."""

from decimal import Decimal

import pytest

from leadtui.domain.records import ReportRow
from leadtui.screens.report_columns import chosen


def row(**values: object) -> ReportRow:
    base: dict[str, object] = {
        "key": "web", "leads": 41, "open": 7, "qualified": 23, "disqualified": 11, "reactivated": 0,
        "overridden": 0,
        "rate": 0.56, "rate_low": 0.4, "rate_high": 0.7, "days_median": 1036.0, "days_p90": 1200.0,
        "value": Decimal("402000"), "currency": "EUR",
    }  # fmt: skip
    return ReportRow(**{**base, **values})


@pytest.mark.parametrize("room", [20, 40, 60, 80, 120, 200])
def test_columns_stand_apart_whatever_they_hold(room: int) -> None:
    rows = [row(), row(leads=1_234_567, open=1_000_000, disqualified=1)]
    name, columns = chosen(rows, room)
    for index in (-1, 0, 1):
        cells = [column.line(index) for column in columns]
        assert all(cell.startswith("  ") for cell in cells)
        assert name + sum(map(len, cells)) <= max(room, 8)


def test_where_nothing_is_closed_there_is_no_bar() -> None:
    bare = row(rate=None, rate_low=None, rate_high=None, days_median=None, value=Decimal(0))
    titles = [column.title for column in chosen([bare], 120)[1]]
    assert "" not in titles and "Value" not in titles
    assert "" in [column.title for column in chosen([bare, row()], 120)[1]]
