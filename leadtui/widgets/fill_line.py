"""One missing field of the checklist, typed right there above the footer."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.suggester import Suggester

from leadtui.domain.checklist import Item
from leadtui.domain.fields import BY_NAME, Field, Kind, Type
from leadtui.domain.records import LeadDetail
from leadtui.widgets.field_input import FieldInput
from leadtui.widgets.key_line import Key

KEYS = (Key("enter", "save"), Key("tab", "next gap"), Key("esc", "leave", kept=True))


class FillLine(Vertical):
    """The gaps of one item, one at a time: Enter saves, Tab goes to the next gap, Esc leaves.

    Args:
        proposals: field -> what to begin with where it is empty.
        hint: who could be named as owner.

    Attributes:
        detail: the lead as it was read; its version goes with the write.
        number, item: which item of its checklist.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("tab", "turn(1)", show=False, priority=True),
        Binding("shift+tab", "turn(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = "FillLine { height: auto; max-height: 8; padding: 0; background: $surface; }"

    class Save(Message):
        """Enter was pressed."""

        def __init__(self, line: "FillLine", field: Field, text: str) -> None:
            super().__init__()
            self.line, self.field, self.text = line, field, text

    class Left(Message):
        """Esc was pressed."""

        def __init__(self, line: "FillLine") -> None:
            super().__init__()
            self.line = line

    def __init__(
        self,
        detail: LeadDetail,
        number: int,
        item: Item,
        suggester: Callable[[Field], Suggester | None],
        proposals: dict[str, str],
        hint: str = "",
    ) -> None:
        super().__init__(id="fill")
        self.detail, self.number, self.item = detail, number, item
        self._suggester, self._proposals, self._people = suggester, proposals, hint
        self._at = 0

    @property
    def gaps(self) -> Sequence[str]:
        """Names of the missing fields."""
        return self.item.missing

    @property
    def input(self) -> FieldInput:
        """The field on show."""
        return self.query_one(FieldInput)

    def compose(self) -> ComposeResult:
        """The first gap."""
        yield self._input()

    def on_mount(self) -> None:
        """The cursor goes there; the first letter typed takes the place of a proposal."""
        self.input.enter(replace=True)

    def _input(self) -> FieldInput:
        name = self.gaps[self._at]
        field = BY_NAME[Kind.LEAD][name]
        named = field.type is Type.PERSON  # a missing owner with a name is one that nobody here has
        value = None if named else getattr(self.detail.lead, name) or self._proposals.get(name)
        return FieldInput(field, value, suggester=self._suggester(field), hint=self._people if named else "")

    async def action_turn(self, step: int) -> None:
        """The next gap of this item."""
        self._at = (self._at + step) % len(self.gaps)
        await self.input.remove()
        await self.mount(self._input())
        self.input.enter(replace=True)

    def action_leave(self) -> None:
        """Back to the list; nothing is written."""
        self.post_message(self.Left(self))

    def say(self, sentence: str) -> None:
        """What is wrong, right below the field."""
        self.input.say(sentence)

    @on(FieldInput.Submitted)
    def _submitted(self, event: FieldInput.Submitted) -> None:
        event.stop()
        self.post_message(self.Save(self, event.sender.field, event.sender.text))
