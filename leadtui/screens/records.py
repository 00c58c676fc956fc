"""Accounts, Contacts, Opportunities: the lists of what leads become, and of what is made by hand."""

from collections.abc import Sequence
from typing import ClassVar

from leadtui import store
from leadtui.commands import Command
from leadtui.domain import sales
from leadtui.domain.fields import Kind
from leadtui.domain.record_rows import OpportunityRow
from leadtui.domain.results import Refusal
from leadtui.domain.views import VIEWS
from leadtui.screens import doing
from leadtui.screens.base import bindings
from leadtui.screens.doing import Doing
from leadtui.screens.listing import Listing
from leadtui.screens.places import mode_of_view, place_of
from leadtui.widgets.columns import Column
from leadtui.widgets.record_columns import ACCOUNTS, CONTACTS, OPPORTUNITIES

_COLUMNS = {Kind.ACCOUNT: ACCOUNTS, Kind.CONTACT: CONTACTS, Kind.OPPORTUNITY: OPPORTUNITIES}


class Records(Listing):
    """The records of one kind."""

    SCOPE = "records"
    BINDINGS: ClassVar = bindings("records")

    @property
    def mode(self) -> str:
        """Accounts, contacts or opportunities."""
        return place_of(self.kind).mode

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of this kind."""
        return _COLUMNS[self.kind]

    def why_empty(self) -> str:
        """Why there is nothing to act on, and which key helps."""
        if self.filter.strip():
            return super().why_empty()
        return f"The list is empty. N makes a new {self.kind}, I imports a file."

    async def _settle(self) -> None:
        """The view that was asked for at the start, where it is one of this screen."""
        if not self.view_name:
            asked = self.shell.start_view
            here = asked in VIEWS and mode_of_view(asked) == self.mode
            self.view_name = asked if asked and here else place_of(self.kind).view
            self.line.name_view(self.title_of_view)

    def label(self, command: Command) -> str:
        """``new account``; the other words are those of all lists."""
        return f"new {self.kind}" if command.id == "new_record" else super().label(command)

    async def action_new(self) -> None:
        """A new lead, filled from the account or contact under the cursor."""
        id = self.table.current if self._loaded and self.kind is not Kind.OPPORTUNITY else None
        start = await self.read(store.record, self.kind, id) if id is not None else None
        await doing.new(self.shell, Kind.LEAD, start)

    def action_new_record(self) -> Doing:
        """A new one of this kind."""
        return doing.new(self.shell, self.kind)

    def action_log(self) -> Doing:
        """Log a contact."""
        return doing.log(self.shell, self.kind, self.here)


class Sales(Records):
    """The opportunities: what can be moved, won, lost and reopened."""

    SCOPE = "sales"
    BINDINGS: ClassVar = bindings("sales")

    def why_not(self, command_id: str) -> str | None:
        """What the state of the opportunity under the cursor forbids."""
        if reason := super().why_not(command_id):
            return reason
        row = self._here()
        return refused(command_id, row) if row is not None else None

    def in_footer(self, command: Command) -> bool:
        """What would be refused gives its place to what opens it again, and the other way round."""
        return super().in_footer(command) and offered(command, self._here())

    def _here(self) -> OpportunityRow | None:
        return self.table.row if self._loaded else None

    def action_win(self) -> Doing:
        """Close it as won."""
        return doing.end_sale(self.shell, self.here, sales.Step.WIN)

    def action_lose(self) -> Doing:
        """Close it as lost, with a reason."""
        return doing.end_sale(self.shell, self.here, sales.Step.LOSE)

    def action_reopen(self) -> Doing:
        """Open it again."""
        return doing.end_sale(self.shell, self.here, sales.Step.REOPEN)

    def action_next_stage(self) -> Doing:
        """One stage on."""
        return self._then_again(doing.move_sale(self.shell, self.here, 1))

    def action_previous_stage(self) -> Doing:
        """One stage back."""
        return self._then_again(doing.move_sale(self.shell, self.here, -1))

    async def _then_again(self, command: Doing) -> bool:
        """No dialog was over the list: it reads again by itself."""
        if changed := await command:
            self.load()
        return changed


def offered(command: Command, sale: sales.Standing | None) -> bool:
    """Whether the footer has room for the command: an open one is not reopened, a closed one not moved."""
    live = sale is None or sales.is_open(sale)
    return command.id != ("reopen" if live else "next_stage")


def refused(command_id: str, sale: sales.Standing) -> str | None:
    """Why a command cannot run on an opportunity, with the key that mends it; None where it can."""
    step = sales.step_of(command_id)
    no = sales.may(step, sale) if step is not None else None
    if no is None and step is sales.Step.MOVE:
        there = sales.stage_beside(sale, 1 if command_id == "next_stage" else -1)
        no = there if isinstance(there, Refusal) else None
    return str(no) if no is not None else None
