"""Filling what is missing right beside the list: the digits."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, cast

from leadtui import store
from leadtui.domain.checklist import Item, proposed_topic
from leadtui.domain.fields import BY_NAME, Field, Kind, Type
from leadtui.domain.results import Done, Invalid
from leadtui.domain.text import clean, fit
from leadtui.screens import reading
from leadtui.screens.doing import Doing
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

    def action_command(self, command_id: str, *args: int) -> None:
        """While a gap is filled no key is a command: what is typed goes there."""
        if (line := self.fill) is None:
            super().action_command(command_id, *args)
        elif command_id == "back":
            line.action_leave()
        elif not line.has_focus_within:
            line.input.enter()

    def action_item(self, number: int) -> Doing:
        """Put the cursor into what is missing for the item of that number."""
        return self._fill_item(self.here, number)

    async def _fill_item(self, id: int, number: int) -> bool:
        detail = await self.read(store.lead_detail, id)
        if detail is None:
            return False
        from leadtui.screens.ticking import numbered

        if (found := await numbered(self.shell, detail.checklist, number)) is None:
            return False
        number, item = found
        if not item.missing and (said := await self._by_hand(detail, item)) is not None:
            return said
        if not item.missing:
            self.remark(f"{number} {item.label} is done: {_held(detail, item.fields)}  e changes it.")
            return False
        await self._open(detail, number)
        return False

    async def _by_hand(self, detail: "LeadDetail", item: Item) -> bool | None:
        from leadtui.screens.ticking import by_hand

        written = await by_hand(self.shell, detail.lead, item)
        if written:
            await self._show_again(detail.lead.id)
        return written

    async def _open(
        self, detail: "LeadDetail", number: int, done: str = "", typed: Mapping[str, str] | None = None
    ) -> None:
        from leadtui.screens.suggesting import for_field
        from leadtui.widgets.fill_line import FillLine

        if self.fill is not None:
            await self.fill.remove()
        topic = proposed_topic(detail.lead)
        line = FillLine(
            detail,
            number,
            lambda field: for_field(self.shell, Kind.LEAD, field),
            {"topic": clean(topic)} if topic else {},
            _owners(self.shell.people.values()),
            typed,
        )
        self._tell(line, done)
        await self.mount(line, before="#status")
        self.query_one("#footer", KeyLine).show(line.keys)

    def _tell(self, line: "FillLine", done: str = "") -> None:
        """Which item it is that is filled."""
        helped = f"  {clean(line.item.help)}" if line.item.help else ""
        self.say(f"{done}{line.number} {line.item.label} of {line.detail.lead.title}{helped}")

    def on_fill_line_turned(self, event: "FillLine.Turned") -> None:
        """Tab: another gap, perhaps of another item."""
        self._tell(event.line)

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
        from leadtui.screens.answering import praise, written

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
        praise(self.shell, result._replace(sentence=f"{field.label} of {lead.title}: saved."))
        await self._next_gap(line, lead.id, field)

    def _value(self, field: Field, text: str) -> object | Invalid:
        from leadtui.domain.values import read
        from leadtui.screens.suggesting import owner_key

        if not text.strip():
            return Invalid(f"{field.label} is still empty.", "Type it, or esc leaves.")
        if field.type is Type.PERSON:
            key = owner_key(self.shell, text)
            if key not in self.shell.people:
                return Invalid(
                    f"{clean(text)} is nobody's name here, or several people's.", "Type all of it."
                )
            return key
        return read(field, text, today=self.shell.today)

    async def _next_gap(self, line: "FillLine", id: int, saved: Field) -> None:
        """Go on to the item's next gap, else to the next one that blocks, else back to the list."""
        detail = await self._show_again(id)
        following = _next_item(detail, line.number) if detail is not None else None
        if detail is not None and following is not None:
            await self._open(detail, following, f"{saved.label} saved.  ", line.typed_but(saved.name))
        else:
            await self._close()

    async def _show_again(self, id: int) -> "LeadDetail | None":
        """The line and the panel of a lead that was written to."""
        self.table.put(await self.read(reading.rows, Kind.LEAD, [id]))
        detail = await self.read(store.lead_detail, id)
        if detail is not None and self.table.current == id:
            self.panel.show(detail)
        return detail


def _next_item(detail: "LeadDetail", number: int) -> int | None:
    """The number of the item that is asked for after this one; None where nothing blocks any more."""
    # What was filled may bring items that go by it, or take some away.
    if number <= len(detail.checklist) and detail.checklist[number - 1].missing:
        return number
    ahead = (n for n, item in enumerate(detail.checklist, 1) if item.blocks and item.missing)
    return next(ahead, None)


def _owners(names: Iterable[str]) -> str:
    """Whom the line for the owner offers."""
    return fit("me, or " + ", ".join(clean(name) for name in names), 70)


def _held(detail: "LeadDetail", fields: tuple[str, ...]) -> str:
    names = BY_NAME[Kind.LEAD]
    held = [(names[name], getattr(detail.lead, name)) for name in fields]
    said = [field.label.lower() if value is True else str(value) for field, value in held if value]
    return clean(", ".join(said)) + "."
