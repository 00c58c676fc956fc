"""Fake rows and an app of one widget."""

from array import array
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from textual.app import App, ComposeResult

from leadtui.domain.lead import State
from leadtui.domain.rows import LeadRow
from leadtui.widgets.columns import LEADS, Look
from leadtui.widgets.table import LeadTable

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LOOK = Look(NOW, date(2026, 11, 23), {"mia": "Mia Ek"}, {"new": "New"})


def row(id: int, **values: object) -> LeadRow:
    base: dict[str, object] = {
        "name": f"Name {id}", "company": f"Company {id}", "private_person": False, "state": State.OPEN,
        "status_reason": "new", "source": "web", "rating": "hot", "owner": "mia", "city": "Oslo",
        "email": None, "phone": None, "done": 6, "total": 8, "ready": True, "follow_up": None,
        "parked_until": None, "created_at": NOW - timedelta(days=2), "closed_at": None, "closed_by": None,
        "do_not_call": False, "do_not_email": False, "alike": False, "became": "", "version": 1,
    }  # fmt: skip
    return LeadRow(id=id, **{**base, **values})


class TableApp(App[None]):
    CSS_PATH = None

    def __init__(self, count: int, answers: bool = True) -> None:
        super().__init__()
        self.count, self.answers = count, answers
        self.wanted: list[Sequence[int]] = []

    def get_css_variables(self) -> dict[str, str]:
        return {**super().get_css_variables(), "muted": "#888888", "cursor-line": "#222222"}

    def compose(self) -> ComposeResult:
        yield LeadTable(LEADS, LOOK, id="table")

    @property
    def table(self) -> LeadTable:
        return self.query_one(LeadTable)

    def on_mount(self) -> None:
        self.table.show(array("q", range(1, self.count + 1)))

    def on_lead_table_wanted(self, event: LeadTable.Wanted) -> None:
        self.wanted.append(event.ids)
        for table in self.query(LeadTable) if self.answers else ():
            table.put({id: row(id) for id in event.ids})

    def lines(self) -> list[str]:
        return [self.table.render_line(y).text for y in range(self.table.size.height)]
