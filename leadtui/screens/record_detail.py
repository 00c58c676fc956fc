"""One account, contact or opportunity whole, with what hangs on it, both ways."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from leadtui import store
from leadtui.domain.fields import BY_NAME, Kind, Type
from leadtui.domain.records import RecordDetail
from leadtui.domain.text import clean
from leadtui.screens import doing, lead_lines
from leadtui.screens.base import bindings
from leadtui.screens.details import Detail
from leadtui.screens.lead_fields import paragraph
from leadtui.widgets import timeline
from leadtui.widgets.lines import Lines, Row
from leadtui.widgets.showing import HEAD, LABEL, Pair, Setting, ends, pair, two_columns

_HIDDEN = frozenset(
    {"id", "version", "first_name", "last_name", "name", "topic", "created_at", "changed_at", "lead"}
)
_ALWAYS = frozenset(
    {"phone", "email", "website", "city", "country", "owner", "amount", "stage", "outcome", "close_on"}
)


class RecordDetailScreen(Detail):
    """The detail of an account, a contact or an opportunity."""

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
        self.heading(title, Content.styled(_standing(detail), "$accent"))
        owner = clean(detail.owner_name)
        aside = Content.styled(owner and f"owner {owner}", LABEL)
        subtitle = Content(f"{self.kind}".capitalize())
        self.query_one("#subtitle", Static).update(ends(subtitle, aside, max(self.size.width - 2, 20)))
        self.query_one(Lines).show(lambda cells: build(detail, at, cells), keep=keep)

    async def action_edit(self) -> None:
        """The form of this record."""
        await self.changed(doing.edit(self.shell, self.kind, self.number))

    async def action_new(self) -> None:
        """A new lead that starts from this record."""
        if self.detail is not None:
            await self.changed(doing.new(self.shell, Kind.LEAD, self.detail.record))

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


def _standing(detail: RecordDetail) -> str:
    outcome = getattr(detail.record, "outcome", None)
    return f"{outcome}" if outcome else ""


def build(detail: RecordDetail, at: Setting, cells: int) -> list[Row]:
    """Fields in two columns, related records, timeline, long texts."""
    pairs = _pairs(detail, at)
    half = -(-len(pairs) // 2)
    rows = [Row(line) for line in two_columns(pairs[:half], pairs[half:], cells, 16)]
    rows += [Row(Content("")), Row(Content.styled(" Related", HEAD))]
    related = [lead_lines.brief_row("", one, cells) for one in detail.related]
    rows += related or [Row(Content.styled(" nothing hangs on it; n makes a new lead from it", LABEL))]
    rows += lead_lines.merged_rows(detail.merged, cells)
    rows += [Row(Content("")), Row(Content.styled(" Timeline", HEAD))]
    rows += timeline.rows(detail.timeline, at, cells, detail.record.id)
    for name, field in BY_NAME[detail.kind].items():
        if field.multiline:
            rows += paragraph(field.label, str(getattr(detail.record, name) or ""), cells)
    return rows


def _pairs(detail: RecordDetail, at: Setting) -> list[Pair]:
    titles = {(one.kind, one.id): one.title for one in detail.related}
    known = replace(at, titles=titles)
    return [
        pair(field, detail.record, known)
        for name, field in BY_NAME[detail.kind].items()
        if name not in _HIDDEN
        and not field.multiline
        and (
            name in _ALWAYS
            or getattr(detail.record, name) not in (None, "", False)
            or field.type is Type.MONEY
        )
    ]
