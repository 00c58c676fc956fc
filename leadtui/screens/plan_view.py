"""The plan as a widget: lines with a cursor, and a value typed right in its line."""

from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.suggester import Suggester
from textual.widget import Widget

from leadtui.domain.fields import Field
from leadtui.screens.plan_lines import build
from leadtui.screens.plan_showing import At, Showing, label_at, value_at
from leadtui.widgets.field_input import FieldInput
from leadtui.widgets.lines import Lines, Row

_LEAST = 5  # lines of the plan, however small the screen
_BELOW = 3  # lines kept in view below a value that is typed: choices and a complaint stand there


class PlanRows(Lines, inherit_bindings=False):
    """The plan's lines. At first the cursor is on none of them: then letters begin the why."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("j", "letter(1)", show=False),
        Binding("k", "letter(-1)", show=False),
        Binding("pagedown,ctrl+d", "turn(1)", show=False),
        Binding("pageup,ctrl+u", "turn(-1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
    ]
    DEFAULT_CSS = "PlanRows { height: 1fr; scrollbar-gutter: stable; }"

    class Past(Message):
        """Down on the last line: the why is next."""

    class Scrolled(Message):
        """Other lines are in view."""

    def is_here(self, index: int) -> bool:
        """No line shows the mark while the why is typed: a letter is for the why then."""
        focused = self.screen.focused
        return super().is_here(index) and (focused is None or focused.id != "why")

    @property
    def line(self) -> int | None:
        """On which line of the window the cursor is."""
        return None if self._cursor is None else self._cursor - self.scroll_offset.y

    def reveal(self) -> None:
        """Bring the cursor into view."""
        if self._cursor is not None:
            self._move(self._cursor)

    def rest(self) -> None:
        """The cursor goes off the lines."""
        if self._cursor is not None:
            self._move(None)

    def action_step(self, by: int) -> None:
        """The next line with a meaning; from nowhere the first one, or the last."""
        stops = self._stops
        if self._cursor is None and stops:
            self._move(stops[0] if by > 0 else stops[-1])
        elif by > 0 and stops and self._cursor == stops[-1]:
            self.post_message(self.Past())
        else:
            super().action_step(by)

    def action_letter(self, by: int) -> None:
        """The same by letter, which never leaves the plan: the next one would be typed."""
        if by < 0 or self._cursor != self._stops[-1]:
            super().action_step(by)

    def action_turn(self, by: int) -> None:
        """One window on, the cursor with it."""
        self.turn(by)

    def action_choose(self) -> None:
        """A click on the cursor's line says so."""
        self.post_message(self.Chosen(self.target))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What is typed in a line goes with it."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def _index_of(self, target: object) -> int | None:
        if target is None:
            return None  # on no line, as it was
        if isinstance(target, At) and all(row.target != target for row in self._rows):
            target = At(target.place)
        return super()._index_of(target)


class ValueLine(FieldInput):
    """One value of a record to be made, typed in its line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("tab", "set(1)", show=False, priority=True),
        Binding("shift+tab", "set(-1)", show=False, priority=True),
        Binding("ctrl+s", "set(0)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    ValueLine { position: absolute; layer: over; width: 100%; background: $surface; }
    """

    class Set(Message):
        """The value is typed; ``step`` says whether the next one follows (1), the one before, or none (0)."""

        def __init__(self, line: "ValueLine", step: int) -> None:
            super().__init__()
            self.line, self.step = line, step

    class Dropped(Message):
        """Esc: the value stays as it was."""

    def __init__(
        self, spot: At, field: Field, value: object, suggester: Suggester | None, cells: int
    ) -> None:
        super().__init__(field, value, suggester=suggester)
        self.spot, self._cells = spot, cells

    def on_mount(self) -> None:
        """The cursor goes here, all that stands there to be replaced by the first key."""
        self.align(self._cells)
        self.enter(replace=True)

    def align(self, cells: int) -> None:
        """The label stands where it stood in a line of that width."""
        label = self.query_one(".label")
        label.styles.padding = (0, 0, 0, label_at(cells))
        label.styles.width = value_at(cells)
        self.complaint.styles.padding = (0, 0, 0, label_at(cells))

    def action_set(self, step: int) -> None:
        """Take it, and go on."""
        self.post_message(self.Set(self, step))

    def action_leave(self) -> None:
        """Leave the value as it was."""
        self.post_message(self.Dropped())


class PlanView(Widget):
    """The lines and, at times, the value that is typed in one of them."""

    DEFAULT_CSS = "PlanView { height: auto; layers: base over; }"

    def __init__(self, showing: Showing) -> None:
        super().__init__()
        self.showing = showing
        self._lines = PlanRows(self._build)
        self._room = 99

    def compose(self) -> "list[Widget]":
        """The lines."""
        return [self._lines]

    def on_mount(self) -> None:
        """As high as the lines will be: a second layout would draw all again."""
        self.fit(self._room, min(76, self.screen.size.width) - 5)

    def on_resize(self, event: events.Resize) -> None:
        """In other columns what is typed stays in its line."""
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        self._lines.reveal()
        if (editor := self.editor) is not None:
            editor.align(self.cells)
            self._place()

    @property
    def target(self) -> object:
        """What the cursor stands on, None while it is nowhere."""
        return self._lines.target

    @property
    def editor(self) -> ValueLine | None:
        """The value that is being typed."""
        return next(iter(self.query(ValueLine)), None)

    @property
    def cells(self) -> int:
        """How wide a line is."""
        return self._lines.scrollable_content_region.width

    def focus(self, scroll_visible: bool = True) -> "PlanView":
        """Keys go to the lines."""
        self._lines.focus(scroll_visible)
        return self

    def show(self, showing: Showing, target: At | None = None) -> None:
        """Show another plan, the cursor where it was or on that target."""
        self.showing = showing
        self.fit(self._room)
        self._lines.show(self._build, keep=True)
        self._lines.go(target)
        self.call_after_refresh(self._lines.reveal)

    def fit(self, room: int, cells: int = 0) -> None:
        """As many lines as the screen has room for."""
        self._room = max(room, _LEAST)
        if cells := cells or self.cells:
            self.styles.height = min(len(self._build(cells)), self._room)

    def mark(self) -> None:
        """Draw the cursor's line as it looks with the focus where that is now."""
        self._lines.refresh()

    def rest(self) -> None:
        """The cursor is nowhere again: letters begin the why."""
        self._lines.rest()

    def step(self, by: int) -> None:
        """The next line that means something, or the one before."""
        self._lines.action_step(by)

    def page(self, by: int) -> None:
        """Other lines, the cursor aside."""
        self._lines.action_page(by)

    async def edit(self, line: ValueLine) -> None:
        """Type a value in the line that the cursor is on."""
        await self.leave()
        self._lines.scroll_to(y=self._in_view(), animate=False)
        await self.mount(line)
        self._place()

    async def leave(self) -> None:
        """Typing is over."""
        if (line := self.editor) is not None:
            await line.remove()
            self._lines.focus()

    def _build(self, cells: int) -> list[Row]:
        return build(self.showing, cells, self._room)

    def _in_view(self) -> int:
        """The first line to show, so that there is room below the cursor."""
        at, height = self._lines.line or 0, self._room
        return int(self._lines.scroll_offset.y + max(at + 1 + _BELOW - height, 0))

    @on(PlanRows.Scrolled)
    def _scrolled(self, event: PlanRows.Scrolled) -> None:
        event.stop()
        self._place()

    def _place(self) -> None:
        if (editor := self.editor) is not None:
            editor.styles.offset = Offset(0, self._lines.line or 0)
