"""Value lists: sources, campaigns, products, territories, teams; one screen, a digit chooses the list."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.content import Content

from leadtui import store
from leadtui.commands import Command
from leadtui.domain.fields import Kind
from leadtui.domain.results import Done, Result
from leadtui.domain.text import clean, plural
from leadtui.domain.value_lists import PLURALS, Value, fields_of
from leadtui.screens import list_lines
from leadtui.screens.answering import new_op, tell, written
from leadtui.screens.base import bindings
from leadtui.screens.forms import Form
from leadtui.screens.paged import Paged
from leadtui.screens.picking import Pick
from leadtui.screens.sheet import Sheet
from leadtui.screens.typed_choice import Offered
from leadtui.store import Session
from leadtui.store.errors import StoreError
from leadtui.store.value_lists import Counts
from leadtui.widgets.showing import Setting

_NAMES = tuple(PLURALS)


class Lists(Paged[Value]):
    """The values of one list, with how many records have each."""

    SCOPE: ClassVar[str] = "values"
    BINDINGS: ClassVar[list[BindingType]] = bindings("values")
    EMPTY = (
        (("Nothing here yet, and no record names anything.", "bold"),),
        (("n", "bold $accent"), " writes the first one; an import brings its own. ", ("esc", "bold $accent"),
         " goes back."),
    )  # fmt: skip

    def __init__(self, name: str = _NAMES[0]) -> None:
        super().__init__()
        self.name_of_list = name
        self._to_newest = False
        self._counts: dict[str, Counts] = {}  # of each list, as counted last

    def window(self, session: Session, last: Value | None) -> Sequence[Value]:
        """All of them at once: a list is short."""
        name = self.name_of_list
        return store.values(session, name, self._counts.get(name)) if last is None else []

    def title_content(self) -> Content:
        """All lists, with the digit of each."""
        return list_lines.title(self.name_of_list, self.size.width)

    def count(self) -> str:
        """How many there are."""
        if self.name_of_list not in self._counts:
            return "counting …"
        return plural(len(self.found), "value", "values") if self.size.width >= 80 else ""

    def head(self, cells: int) -> str:
        """The columns' titles."""
        return list_lines.head(self.name_of_list, cells)

    def line(self, one: Value, at: Setting, cells: int) -> Content:
        """What it is called, and who has it."""
        return list_lines.line(one, at, cells)

    def foot(self, one: Value) -> str:
        """Its code, and who has it, in words."""
        return list_lines.foot(one, self.at) if self.at is not None else ""

    def label(self, command: Command) -> str:
        """What `x` does with the one under the cursor; `n` makes no lead here."""
        if command.id == "new":
            return "new"
        one = self.current
        back = command.id == "retire" and one is not None and (one.retired or one.merged_into)
        return "offer again" if back else command.label

    def why_not(self, command_id: str) -> str | None:
        """There must be a value under the cursor."""
        if command_id in ("rename", "merge_value", "retire") and self.current is None:
            return "There is nothing here yet: n writes the first one."
        if command_id == "merge_value" and self.name_of_list not in self._counts:
            return "Values that records alone have are still counted: a moment."
        return None

    async def look_again(self) -> None:
        """Read again; what is counted over all records comes when it is there."""
        await self._read_values()
        self.run_worker(self._count(self.name_of_list), group="count", exclusive=True)

    async def _count(self, name: str) -> None:
        try:
            self._counts[name] = await self.in_background(store.value_counts, name)
        except StoreError as fault:
            self.say(str(fault), "error")
        else:
            self.run_worker(self._read_values, group="paged", exclusive=True)

    async def _read_values(self) -> None:
        """The cursor stays on its value, wherever that stands now, or goes to a new one."""
        code = None if self.current is None else self.current.code
        await super().look_again()
        places = (place for place, each in enumerate(self.found) if each.code == code)
        place = next(places, self._line)
        if self._to_newest and self.found:
            place = max(range(len(self.found)), key=lambda each: self.found[each].id)
        self._to_newest = False
        if place != self._line:
            self._line = place
            self._draw()

    # -- commands

    async def action_which_list(self, number: int) -> None:
        """The list of that number."""
        self.name_of_list = _NAMES[number - 1]
        self.found, self._line = [], 0
        await self.look_again()

    async def action_open(self) -> None:
        """Enter edits."""
        await self.action_rename()

    async def action_new(self) -> None:
        """A new value."""
        name = self.name_of_list

        async def save(values: Mapping[str, object], version: int | None) -> Result:
            answer = await written(self.shell, store.define_value, name, values, op_id=new_op())
            self._to_newest = isinstance(answer, Done)
            return answer

        await self._form(Sheet(Kind.VALUE, f"New {name}", fields_of(name), {}, whole=False), save)

    async def action_rename(self) -> None:
        """Its name, and what the list says beside."""
        if (one := self.current) is None:
            return
        name, fields = self.name_of_list, fields_of(self.name_of_list)
        values = {field.name: getattr(one, field.name) for field in fields}

        async def save(changed: Mapping[str, object], version: int | None) -> Result:
            return await written(
                self.shell, store.change_value, name, one.code, changed, version=version, op_id=new_op()
            )

        title = f"{name.capitalize()}: {clean(one.label)}"
        sheet = Sheet(Kind.VALUE, title, fields, values, record=one.id, version=one.version, whole=False)
        await self._form(sheet, save)

    async def _form(self, sheet: Sheet, save: Any) -> None:
        # The list reads again by itself when it comes back to the front after something was written.
        await self.shell.push_screen_wait(Form(sheet, save, keep=False))

    async def action_merge_value(self) -> None:
        """Choose what it counts as."""
        if (one := self.current) is None:
            return
        others = [
            Offered(each.code, each.label, _leads(each))
            for each in self.found
            if each.code != one.code and not each.retired and each.merged_into is None
        ]
        title = f"{clean(one.label)} counts as …"
        chosen = await self.shell.push_screen_wait(Pick(title, _leads(one), others, "merge"))
        if chosen is not None:
            await self._write(store.merge_values, chosen)

    async def action_retire(self) -> None:
        """Offer it no more, or again."""
        if (one := self.current) is not None:
            back = one.retired or one.merged_into is not None
            await self._write(store.reinstate_value if back else store.retire_value)

    async def _write(self, job: Any, *more: str) -> None:
        assert self.current is not None
        what = (self.name_of_list, self.current.code, *more)
        tell(self.shell, await written(self.shell, job, *what, op_id=new_op()))
        await self.look_again()


def _leads(one: Value) -> str:
    return plural(one.held("lead"), "lead")
