"""Plain lists of accounts, contacts and opportunities: what qualifying made can be seen."""

from collections.abc import Sequence
from typing import ClassVar

from leadtui.domain.fields import Kind
from leadtui.domain.records import Record
from leadtui.domain.views import VIEW_OF
from leadtui.screens import doing
from leadtui.screens.base import bindings
from leadtui.screens.listing import Listing
from leadtui.widgets.columns import ACCOUNTS, CONTACTS, OPPORTUNITIES, Column

_COLUMNS = {Kind.ACCOUNT: ACCOUNTS, Kind.CONTACT: CONTACTS, Kind.OPPORTUNITY: OPPORTUNITIES}


class Records(Listing):
    """The records of one kind."""

    SCOPE = "records"
    BINDINGS: ClassVar = bindings("records")

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind, VIEW_OF[kind])

    @property
    def mode(self) -> str:
        """Accounts, contacts or opportunities."""
        return VIEW_OF[self.kind]

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of this kind."""
        return _COLUMNS[self.kind]

    async def action_new(self) -> None:
        """A new lead, filled from the account or contact under the cursor."""
        row: Record | None = self.table.row
        await doing.new(self.shell, Kind.LEAD, None if self.kind is Kind.OPPORTUNITY else row)
