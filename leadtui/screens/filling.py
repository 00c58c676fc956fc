"""Filling what is missing right beside the list: digits 1 to 9."""

from functools import partial
from typing import TYPE_CHECKING, cast

from leadtui import store
from leadtui.domain.checklist import proposed_topic
from leadtui.domain.fields import BY_NAME, Field, Kind, Type
from leadtui.domain.results import Done, Invalid
from leadtui.domain.text import clean
from leadtui.screens import reading
from leadtui.screens.lead_list import LeadList
from leadtui.widgets.key_line import KeyLine

if TYPE_CHECKING:  # imported when the first gap is filled: nobody waits for it before the list is there
    from leadtui.domain.records import LeadDetail
    from leadtui.widgets.fill_line import FillLine


class Filling(LeadList):
    """A list of open leads whose checklist can be filled in place."""

    @property
    def fill(self) -> "FillLine | None":
        """The line being filled."""
        return cast("FillLine | None", next(iter(self.query("#fill")), None))

    async def action_item(self, number: int) -> None:
        """Put the cursor into what is missing for the item of that number."""
        id = self.table.current
        detail = await self.read(store.lead_detail, id) if id is not None else None
        if detail is None:
            return
        if number > len(detail.checklist):
            self.say(f"The checklist has {len(detail.checklist)} items.", "warning")
            return
        item = detail.checklist[number - 1]
        if not item.missing:
            self.say(f"{number} {item.label} is done: {_held(detail, item.fields)}  e changes it.")
            return
        await self._open(detail, number)

    async def _open(self, detail: "LeadDetail", number: int) -> None:
        from leadtui.screens.suggesting import for_field
        from leadtui.widgets.fill_line import KEYS, FillLine

        if self.fill is not None:
            await self.fill.remove()
        topic = proposed_topic(detail.lead)
        line = FillLine(
            detail,
            number,
            detail.checklist[number - 1],
            lambda field: for_field(self.shell, Kind.LEAD, field),
            {"topic": clean(topic)} if topic else {},
        )
        self.say(f"{number} {line.item.label} of {detail.lead.title}")
        await self.mount(line, before="#status")
        self.query_one("#footer", KeyLine).show(KEYS)

    async def _close(self) -> None:
        if self.fill is not None:
            await self.fill.remove()
        self.refresh_footer()

    def refresh_footer(self) -> None:
        """While a gap is filled the footer shows its keys."""
        if self.fill is None:
            super().refresh_footer()

    async def on_fill_line_left(self) -> None:
        """Esc: back to the list."""
        self.say("")
        await self._close()

    def on_fill_line_save(self, event: "FillLine.Save") -> None:
        """Enter: write what was typed."""
        self.run_worker(partial(self._write, event.line, event.field, event.text), group="fill")

    async def _write(self, line: "FillLine", field: Field, text: str) -> None:
        from leadtui.screens.answering import written

        value = self._value(field, text)
        if isinstance(value, Invalid):
            line.say(str(value))
            return
        lead = line.detail.lead
        result = await written(
            self.shell, store.edit, Kind.LEAD, lead.id, {field.name: value}, version=lead.version
        )
        if not isinstance(result, Done):
            line.say(str(result))
            return
        self.say(f"{field.label} of {lead.title}: saved.  u takes it back")
        await self._next_gap(line, lead.id)

    def _value(self, field: Field, text: str) -> object | Invalid:
        from leadtui.domain.values import read
        from leadtui.screens.suggesting import owner_key

        if not text.strip():
            return Invalid(f"{field.label} is still empty.", "Type it, or esc leaves.")
        if field.type is Type.PERSON:
            key = owner_key(self.shell, text)
            if key not in self.shell.people:
                return Invalid(f"Nobody here is called {clean(text)}.", "Type a login or a team's code.")
            return key
        return read(field, text, today=self.shell.today)

    async def _next_gap(self, line: "FillLine", id: int) -> None:
        """Go on to the item's next gap, or back to the list when there is none."""
        self.table.put(await self.read(reading.rows, Kind.LEAD, [id]))
        detail = await self.read(store.lead_detail, id)
        if detail is not None and self.table.current == id:
            self.panel.show(detail)
        if detail is not None and detail.checklist[line.number - 1].missing:
            await self._open(detail, line.number)
        else:
            await self._close()


def _held(detail: "LeadDetail", fields: tuple[str, ...]) -> str:
    names = BY_NAME[Kind.LEAD]
    held = [(names[name], getattr(detail.lead, name)) for name in fields]
    said = [field.label.lower() if value is True else str(value) for field, value in held if value]
    return clean(", ".join(said)) + "."
