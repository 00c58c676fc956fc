"""One account, contact or opportunity whole, with what hangs on it, both ways."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from leadtui import store
from leadtui.commands import Command
from leadtui.domain.customers import Opportunity
from leadtui.domain.details import RecordDetail
from leadtui.domain.fields import Kind
from leadtui.domain.sales import Step
from leadtui.domain.text import clean
from leadtui.screens import doing, record_lines
from leadtui.screens.base import bindings
from leadtui.screens.details import Detail
from leadtui.screens.records import offered, refused
from leadtui.widgets.lines import Lines
from leadtui.widgets.showing import HEAD, LABEL, ends


class RecordDetailScreen(Detail):
    """The detail of an account or a contact."""

    SCOPE: ClassVar[str] = "record"
    BINDINGS: ClassVar[list[BindingType]] = bindings("record")
    detail: RecordDetail | None = None

    def __init__(self, kind: Kind, number: int, around: Sequence[int] = ()) -> None:
        super().__init__(number, around)
        self.kind = kind

    async def fetch(self, number: int) -> bool:
        """Read the record."""
        detail = await self.shell.worker.read(store.record_detail, self.kind, number)
        if detail is not None and number == self.number:
            self.detail = detail
        return detail is not None

    def draw(self, *, keep: bool) -> None:
        """Heading and lines."""
        if (detail := self.detail) is None or (at := self.at) is None:
            return
        number = Content.styled(f"{detail.record.id}  ", LABEL)
        title = Content.assemble(number, (clean(detail.record.title), HEAD))
        self.heading(title, record_lines.standing(detail, at))
        cells = max(self.size.width - 2, 20)
        stages = record_lines.path(detail, cells)
        self.query_one("#subtitle", Static).update(ends(record_lines.subtitle(detail), stages, cells))
        self.query_one(Lines).show(lambda cells: record_lines.build(detail, at, cells), keep=keep)

    async def action_edit(self) -> None:
        """The form of this record."""
        await self.changed(doing.edit(self.shell, self.kind, self.number))

    async def action_new(self) -> None:
        """A new lead that starts from this record."""
        if self.detail is not None:
            await self.changed(doing.new(self.shell, Kind.LEAD, self.detail.record))

    async def action_new_record(self) -> None:
        """A new record that hangs on this one."""
        if self.detail is not None:
            await self.changed(doing.new_beside(self.shell, self.detail.record))

    async def action_log(self) -> None:
        """Log a call, an e-mail, a meeting or a note."""
        await self.changed(doing.log(self.shell, self.kind, self.number))

    async def action_duplicates(self) -> None:
        """What looks the same, side by side."""
        await self.changed(doing.duplicates(self.shell, self.kind, self.number))

    async def action_copy(self) -> None:
        """Copy e-mail, phone, number or line."""
        if self.detail is not None:
            await doing.copy(self.shell, self.detail.record)

    async def action_undo(self) -> None:
        """Take back the last command."""
        await self.changed(doing.undo(self.shell))


class SaleDetailScreen(RecordDetailScreen):
    """The detail of an opportunity: what can be moved, won, lost and reopened."""

    SCOPE: ClassVar[str] = "sale"
    BINDINGS: ClassVar[list[BindingType]] = bindings("sale")

    def __init__(self, number: int, around: Sequence[int] = ()) -> None:
        super().__init__(Kind.OPPORTUNITY, number, around)

    def why_not(self, command_id: str) -> str | None:
        """What its state forbids."""
        sale = self._sale
        return refused(command_id, sale) if sale is not None else None

    def in_footer(self, command: Command) -> bool:
        """What would be refused gives its place to what opens it again, and the other way round."""
        return super().in_footer(command) and offered(command, self._sale)

    @property
    def _sale(self) -> Opportunity | None:
        sale = self.detail.record if self.detail is not None else None
        return sale if isinstance(sale, Opportunity) else None

    async def action_win(self) -> None:
        """Close it as won."""
        await self.changed(doing.end_sale(self.shell, self.number, Step.WIN))

    async def action_lose(self) -> None:
        """Close it as lost, with a reason."""
        await self.changed(doing.end_sale(self.shell, self.number, Step.LOSE))

    async def action_reopen(self) -> None:
        """Open it again."""
        await self.changed(doing.end_sale(self.shell, self.number, Step.REOPEN))

    async def action_next_stage(self) -> None:
        """One stage on."""
        await self.changed(doing.move_sale(self.shell, self.number, 1))

    async def action_previous_stage(self) -> None:
        """One stage back."""
        await self.changed(doing.move_sale(self.shell, self.number, -1))
