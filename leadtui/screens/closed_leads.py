"""Closed Leads: what came of each, by whom, when, and what it became."""

from typing import ClassVar

from leadtui.domain.states import may, step_of
from leadtui.domain.text import plural
from leadtui.screens.base import bindings
from leadtui.screens.lead_list import LeadList
from leadtui.widgets.columns import CLOSED


class ClosedLeads(LeadList):
    """The leads that are qualified or disqualified; read-only until reactivated."""

    SCOPE = "closed"
    MODE = "closed"
    COLUMNS = CLOSED
    BINDINGS: ClassVar = bindings("closed")

    def __init__(self) -> None:
        super().__init__("closed")

    def why_not(self, command_id: str) -> str | None:
        """Marks or not, all that is here is read-only."""
        if reason := super().why_not(command_id):
            return reason
        step, row = step_of(command_id), self.table.row if self._loaded else None
        marked = len(self.table.marks)
        if not marked or step is None or row is None or may(step, row) is None:
            return None
        return f"{plural(marked, 'marked lead is', 'marked leads are')} read-only. r reactivates all of it."
