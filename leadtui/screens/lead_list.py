"""What the two lists of leads share: the panel beside them, and the commands on leads."""

from collections.abc import Callable, Sequence
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.timer import Timer

from leadtui import store
from leadtui.commands import Command as Key
from leadtui.domain.fields import Kind
from leadtui.domain.rows import LeadRow
from leadtui.domain.states import may, step_of
from leadtui.screens import doing, reading
from leadtui.screens.doing import Doing
from leadtui.screens.listing import Listing
from leadtui.store import StoreError
from leadtui.widgets.checklist_panel import LINE, SIDE, STRIP, ChecklistPanel
from leadtui.widgets.table import LeadTable

CLAIMED_FROM = ("queue", "unassigned")  # views of what waits for somebody
REST = 0.2  # seconds that the cursor rests before the panel fills


class LeadList(Listing):
    """Leads with the panel of the one under the cursor."""

    def __init__(self, view_name: str = "") -> None:
        super().__init__(Kind.LEAD, view_name)
        self._rest: Timer | None = None

    def beside(self) -> ComposeResult:
        """The panel."""
        yield ChecklistPanel(self.look, id="panel")

    @property
    def panel(self) -> ChecklistPanel:
        """The lead under the cursor."""
        return self.query_one("#panel", ChecklistPanel)

    @on(events.Resize)
    def _reshape(self, event: events.Resize) -> None:
        self.panel.reshape(self._shape(event.size.width))

    def _shape(self, width: int) -> str:
        """Beside the list from 110 columns, a strip from 64, else one line that opens."""
        return SIDE if width >= 110 else STRIP if width >= 64 or self.has_class("-panel-open") else LINE

    @on(LeadTable.Moved)
    def _rest_again(self) -> None:
        self.panel.show(None)
        self._wait()

    def arrived(self) -> None:
        """The first rows are there: fill the panel of the first."""
        self._wait()

    def _wait(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, lambda: self.run_worker(self._fill_panel, group="panel"))

    async def _fill_panel(self) -> None:
        id = self.table.current
        if id is None:
            self.panel.show(None)
            return
        try:
            detail = await self.read(store.lead_detail, id)
        except StoreError as fault:
            self.say(f"{fault.sentence} {fault.fix}", "error")
            return
        if id == self.table.current:  # it may have moved on meanwhile
            self.panel.look = self.look
            self.panel.show(detail)

    def reread(self) -> None:
        """The list was read again: so is the panel, in place."""
        self._wait()

    def why_not(self, command_id: str) -> str | None:
        """What the state of the lead under the cursor forbids; with marks each lead answers for itself."""
        if reason := super().why_not(command_id):
            return reason
        if command_id == "result" and self.shell.made is None:
            return "Nothing was qualified here yet: q opens the plan of a lead."
        row: LeadRow | None = self.table.row if self._loaded else None
        step = step_of(command_id)
        if step is None or row is None or self.table.marks:
            return None
        refusal = may(step, row)
        return str(refusal) if refusal else None

    async def _on_all(self, command: Doing) -> bool:
        """One answer for all that is marked: when it went through, the marks are done with."""
        if changed := await command:
            self._keep_marks(frozenset())
        return changed

    def _act(self, command_id: str, one: Callable[[Sequence[int]], Doing]) -> Doing:
        """On the one lead; with several marks one answer for all of them, which is a run of its own."""
        if len(self.table.marks) > 1:
            return self._on_marks(command_id, one)
        return self._on_all(one(self.chosen))

    async def _on_marks(self, command_id: str, one: Callable[[Sequence[int]], Doing]) -> bool:
        table = self.table
        shown = f"{self.title_of_view} {self.filter}".strip()
        source = shown if len(table.marks) == len(table.ids) else "marked"
        begun = await doing.many(self.shell, command_id, table.ids, table.marks, source)
        if begun is None:  # one after the other
            return await self._in_turn(command_id, one(self.chosen))
        if begun:
            self._keep_marks(frozenset())
        return begun

    async def _in_turn(self, command_id: str, command: Doing) -> bool:
        """One answer for each of the marks: those that were left keep theirs."""
        step = step_of(command_id)
        if (changed := await command) and self.table.marks and step is not None:
            rows = await self.read(reading.rows, Kind.LEAD, sorted(self.table.marks))
            self._keep_marks(frozenset(id for id, row in rows.items() if may(step, row) is None))
        return changed

    def _keep_marks(self, ids: frozenset[int]) -> None:
        self.table.marks &= ids
        self.table.refresh()
        self._tell_marks()

    def action_qualify(self) -> Doing:
        """Open the plan."""
        return self._act("qualify", partial(doing.qualify, self.shell))

    async def action_result(self) -> None:
        """Open what the last qualification made."""
        await doing.open_result(self.shell)

    def action_disqualify(self) -> Doing:
        """Ask for the reason."""
        return self._act("disqualify", partial(doing.disqualify, self.shell))

    def action_reactivate(self) -> Doing:
        """Show what it became, then open it again."""
        return self._act("reactivate", partial(doing.reactivate, self.shell))

    def action_assign(self) -> Doing:
        """Give to a user or team."""
        return self._act("assign", partial(doing.assign, self.shell))

    def action_edit(self) -> Doing:
        """Edit the fields of one; of several marked ones one field of all."""
        return self._act("edit", lambda ids: doing.edit(self.shell, Kind.LEAD, ids[0]))

    async def _claimed(self, command: Doing) -> bool:
        """No dialog was over the list: it reads again by itself."""
        if changed := await self._on_all(command):
            self.load()
        return changed

    def action_claim(self) -> Doing:
        """Take for oneself."""
        return self._claimed(doing.claim(self.shell, self.chosen))

    async def by_rules(self) -> None:
        """Give to whom the policy's rules say."""
        await self._on_all(doing.assign_by_rules(self.shell, self.chosen))

    def in_footer(self, command: Key) -> bool:
        """Claiming is what one does with a queue; elsewhere the help has it."""
        return self.view_name in CLAIMED_FROM if command.id == "claim" else super().in_footer(command)

    def action_follow_up(self) -> Doing:
        """Set the next date."""
        return self._act("follow_up", partial(doing.follow_up, self.shell))

    def action_park(self) -> Doing:
        """Hide until a date."""
        return self._act("park", partial(doing.park, self.shell))

    def action_log(self) -> Doing:
        """Log a contact."""
        return doing.log(self.shell, Kind.LEAD, self.here)

    def action_panel(self) -> None:
        """Show or hide the panel; on a narrow terminal, its one line opens."""
        self.toggle_class("-panel-open" if self.size.width < 64 else "-panel-off")
        self.panel.reshape(self._shape(self.size.width))

    def action_effectiveness(self) -> None:
        """This list as a table."""
        from leadtui.screens.effectiveness import Effectiveness

        self.shell.push_screen(Effectiveness(self.view_name, self.filter))
