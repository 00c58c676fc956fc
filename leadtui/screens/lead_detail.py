"""One lead whole: fields, checklist, links, what it became, timeline. A closed one is read-only."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from leadtui import store
from leadtui.commands import Command
from leadtui.domain import lead as rules
from leadtui.domain.fields import Kind
from leadtui.domain.records import LeadDetail
from leadtui.screens import doing, lead_lines, owning
from leadtui.screens.base import bindings
from leadtui.screens.details import WIDE, Detail
from leadtui.widgets.checklist_panel import head_content, item_content
from leadtui.widgets.lines import Lines
from leadtui.widgets.showing import ends


class LeadDetailScreen(Detail):
    """The detail of a lead."""

    SCOPE: ClassVar[str] = "detail"
    BINDINGS: ClassVar[list[BindingType]] = bindings("detail")
    KIND: ClassVar[Kind] = Kind.LEAD
    detail: LeadDetail | None = None

    def why_not(self, command_id: str) -> str | None:
        """A closed lead can be reactivated and noted on; an open one cannot be reactivated."""
        step = rules.step_of(command_id)
        if self.detail is None or step is None:
            return None
        refusal = rules.may(step, self.detail.lead)
        return str(refusal) if refusal else None

    def in_footer(self, command: Command) -> bool:
        """Claiming is for what waits for somebody; the help has it always."""
        if command.id == "claim":
            return self.detail is not None and self.detail.claimable
        return super().in_footer(command)

    async def fetch(self, number: int) -> bool:
        """Read the lead."""
        detail = await self.shell.worker.read(store.lead_detail, number)
        if detail is not None and number == self.number:
            self.detail = detail
            if detail.handed is not None and not detail.handed.read:
                self.shell.run_worker(owning.read(self.shell, number), group="read")
        return detail is not None

    def draw(self, *, keep: bool) -> None:
        """Heading, lines, panel."""
        if (detail := self.detail) is None or (at := self.at) is None:
            return
        self.heading(lead_lines.title(detail), lead_lines.standing(detail, at))
        subtitle, stage = Content(lead_lines.subtitle(detail.lead)), self._stage(detail)
        self.query_one("#subtitle", Static).update(ends(subtitle, stage, max(self.size.width - 2, 20)))
        side = self.size.width >= WIDE and detail.lead.is_open
        self.set_class(side, "-wide")
        lines = self.query_one(Lines)
        lines.show(lambda cells: lead_lines.build(detail, at, cells, side=side), keep=keep)
        if side:
            self.query_one("#side", Static).update(self._panel(detail))

    def _stage(self, detail: LeadDetail) -> Content:
        if self.size.width < 64:
            return Content("")
        here = 0 if detail.lead.is_open else 1 if detail.lead.state == "qualified" else -1
        names = ("qualify", "develop", "propose", "close")
        parts = [
            Content.styled(name, "bold $accent" if i == here else "$muted") for i, name in enumerate(names)
        ]
        return Content.styled(" › ", "$muted").join(parts)

    def _panel(self, detail: LeadDetail) -> Content:
        items = [item_content(number, item, 4) for number, item in enumerate(detail.checklist, 1)]
        more = ", 0 those from 10 on" if len(items) > 9 else ""
        said = f"1 to {min(len(items), 9)} fill what is missing{more}, q opens the plan"
        hint = Content.styled(said, "$muted")
        head = head_content(detail.checklist)
        return Content("\n").join([head, Content(""), *items, Content(""), hint])

    async def action_qualify(self) -> None:
        """The plan."""
        await self.changed(doing.qualify(self.shell, [self.number]))

    async def action_disqualify(self) -> None:
        """The reasons."""
        await self.changed(doing.disqualify(self.shell, [self.number]))

    async def action_reactivate(self) -> None:
        """What it became, then open it again."""
        await self.changed(doing.reactivate(self.shell, [self.number]))

    async def action_log(self) -> None:
        """Log a call, an e-mail, a meeting or a note."""
        await self.changed(doing.log(self.shell, Kind.LEAD, self.number))

    async def action_follow_up(self) -> None:
        """The next date."""
        await self.changed(doing.follow_up(self.shell, [self.number]))

    async def action_park(self) -> None:
        """Not now."""
        await self.changed(doing.park(self.shell, [self.number]))

    async def action_assign(self) -> None:
        """To whom."""
        await self.changed(doing.assign(self.shell, [self.number]))

    async def by_rules(self) -> None:
        """Give it to whom the policy's rules say."""
        await self.changed(doing.assign_by_rules(self.shell, [self.number]))

    async def action_claim(self) -> None:
        """Take it for oneself."""
        await self.changed(doing.claim(self.shell, [self.number]))

    async def action_duplicates(self) -> None:
        """What looks the same."""
        await self.changed(doing.duplicates(self.shell, Kind.LEAD, self.number))

    async def action_copy(self) -> None:
        """Copy e-mail, phone, number or line."""
        if self.detail is not None:
            await doing.copy(self.shell, self.detail.lead)

    async def action_undo(self) -> None:
        """Take back the last command."""
        await self.changed(doing.undo(self.shell))

    async def action_item(self, number: int) -> None:
        """Fill what is missing of that checklist item."""
        await self.changed(doing.fill_item(self.shell, self.number, number))
