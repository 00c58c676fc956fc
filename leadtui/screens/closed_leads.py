"""Closed Leads: what came of each, by whom, when, and what it became."""

from typing import ClassVar

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
