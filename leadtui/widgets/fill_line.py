"""One missing field of the checklist, typed right there above the footer."""

from collections.abc import Callable, Mapping, Sequence
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


class FillLine(Vertical):
    """The gaps of a checklist, one at a time: Enter saves, Tab goes to the next gap, Esc leaves.

    It begins with an item; Tab goes on to the gaps of those after it, and round. What was typed in a gap
    and not saved stands there when one comes back.

    Args:
        proposals: field -> what to begin with where it is empty.
        hint: who could be named as owner.
        typed: field -> what was typed and not saved before.

    Attributes:
        detail: the lead as it was read; its version goes with the write.
        number: of the item of its checklist that the gap on show belongs to.
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

    class Turned(Message):
        """Another gap is on show."""

        def __init__(self, line: "FillLine") -> None:
            super().__init__()
            self.line = line

    class Left(Message):
        """Esc was pressed."""

        def __init__(self, line: "FillLine") -> None:
            super().__init__()
            self.line = line

    def __init__(
        self,
        detail: LeadDetail,
        number: int,
        suggester: Callable[[Field], Suggester | None],
        proposals: dict[str, str],
        hint: str = "",
        typed: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(id="fill")
        self.detail = detail
        self._suggester, self._proposals, self._people = suggester, proposals, hint
        self._gaps = [(n, name) for n, item in enumerate(detail.checklist, 1) for name in item.missing]
        self._at = next(at for at, gap in enumerate(self._gaps) if gap[0] == number)
        self._typed = dict(typed or {})

    @property
    def number(self) -> int:
        """Of the item that the gap on show belongs to."""
        return self._gaps[self._at][0]

    @property
    def item(self) -> Item:
        """That item."""
        return self.detail.checklist[self.number - 1]

    @property
    def keys(self) -> Sequence[Key]:
        """Enter, Tab where there is another gap, Esc."""
        tab = (Key("tab", "next gap"),) if len(self._gaps) > 1 else ()
        return (Key("enter", "save"), *tab, Key("esc", "leave", kept=True))

    @property
    def input(self) -> FieldInput:
        """The field on show."""
        return self.query_one(FieldInput)

    def compose(self) -> ComposeResult:
        """The first gap."""
        yield self._input()

    def on_mount(self) -> None:
        """The cursor goes there; the first letter typed takes the place of a proposal."""
        self._enter()

    def _input(self) -> FieldInput:
        name = self._gaps[self._at][1]
        field = BY_NAME[Kind.LEAD][name]
        named = field.type is Type.PERSON  # a missing owner with a name is one that nobody here has
        value = None if named else getattr(self.detail.lead, name) or self._proposals.get(name)
        return FieldInput(field, value, suggester=self._suggester(field), hint=self._people if named else "")

    async def action_turn(self, step: int) -> None:
        """The next gap of the checklist, or the one before."""
        if len(self._gaps) < 2:
            return
        self._typed[self._gaps[self._at][1]] = self.input.text if self.input.dirty else ""
        self._at = (self._at + step) % len(self._gaps)
        await self.input.remove()
        await self.mount(self._input())
        self._enter()
        self.post_message(self.Turned(self))

    def _enter(self) -> None:
        if typed := self._typed.get(self._gaps[self._at][1]):
            self.input.text = typed
        self.input.enter(replace=not typed)

    def typed_but(self, saved: str) -> Mapping[str, str]:
        """Field -> what was typed in the other gaps."""
        return {name: text for name, text in self._typed.items() if name != saved}

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
