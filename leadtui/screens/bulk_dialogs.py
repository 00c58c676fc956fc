"""What is asked of many leads at once: a line of text, or a field and its value."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from leadtui.domain.fields import Field, Kind, Type
from leadtui.domain.results import Invalid
from leadtui.domain.text import fit, pad
from leadtui.domain.values import currency_beside, read
from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.screens.suggesting import for_field
from leadtui.screens.typed_choice import Offered, TypedChoice
from leadtui.widgets.entry import Entry
from leadtui.widgets.field_input import FieldInput
from leadtui.widgets.key_line import Key


class AskMany(Asking[str]):
    """What is known of them, and one line of text that goes with each.

    Attributes:
        one_by_one: ``1`` was pressed: each lead in a dialog of its own instead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "commit", show=False),
        Binding("1", "one_by_one", show=False),  # no letter: those begin the text
    ]
    DEFAULT_CSS = """
    AskMany {
        .said { height: auto; margin-bottom: 1; }
        .quiet { color: $muted; }
        .line { height: 1; }
        .line .label { width: 6; color: $muted; }
    }
    """
    LINE: ClassVar[str] = "#text"
    one_by_one = False

    def __init__(
        self, title: str, said: Sequence[str], label: str, hint: str, verb: str, commit: Commit[str]
    ) -> None:
        super().__init__(title, "nothing written yet", commit)
        self._said, self._label, self._hint, self._verb = said, label, hint, verb

    def body(self) -> ComposeResult:
        """What is known, what will happen, the line."""
        first, *rest = self._said
        yield Static(Content(first), classes="said", markup=False)
        for sentence in rest:
            yield Static(Content(sentence), classes="said quiet", markup=False)
        with Horizontal(classes="line"):
            yield Static(self._label, classes="label")
            yield Entry(placeholder=self._hint, id="text")

    def keys(self) -> Sequence[Key]:
        """Enter, one by one, the text, Esc."""
        more = () if self.types else (Key("1", "one by one"), Key("tab", self._label.lower()))
        return (Key("enter", self._verb, kept=True), *more, ESC)

    async def on_mount(self) -> None:
        """The keys work at once; Tab or a letter begins the text."""
        self.set_focus(None)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_commit()

    def action_commit(self) -> None:
        """Enter: begin."""
        self.answer(self.query_one("#text", Entry).value.strip())

    def action_one_by_one(self) -> None:
        """Each in a dialog of its own."""
        if not self._under_way:
            self.one_by_one = True
            self.leave_with(False)


class ChooseField(TypedChoice[Field | None]):
    """Which field is set on all of them: typing ranks, Enter takes the one on top."""

    NONE = "No field is called that."
    moved = True

    def __init__(self, title: str, aside: str, fields: Sequence[Field]) -> None:
        super().__init__(title, aside)
        self._fields = {one.name: one for one in fields}

    def body(self) -> ComposeResult:
        """The letters, then what matches."""
        yield from self.choosing("which field: rating, campaign, territory …")

    def keys(self) -> Sequence[Key]:
        """Arrows, Enter, Esc."""
        return (Key("↓ ↑", "choose"), Key("enter", "this field", kept=True), ESC)

    def offered(self, text: str) -> Iterable[Offered]:
        """Those with the letters in their label or name; labels that begin with them first."""
        fits = [one for one in self._fields.values() if text in one.label.casefold() or text in one.name]
        fits.sort(key=lambda one: not one.label.casefold().startswith(text))
        return (Offered(one.name, one.label, _kind_of(one)) for one in fits)

    def look(self, one: Offered, cells: int) -> Content:
        """The label, then of what kind its values are."""
        return Content.assemble(f"  {pad(one.label, 24)} ", (fit(one.aside, max(cells - 29, 0)), "$muted"))

    def took(self, code: str) -> None:
        """That field."""
        self.dismiss(self._fields[code])


def _kind_of(one: Field) -> str:
    if one.options:
        return ", ".join(option.label.lower() for option in one.options[:4])
    return "yes or no" if one.type is Type.BOOL else one.type.value.replace("_", " ")


class SetMany(Asking[Mapping[str, object]]):
    """One field, and the value that all of them get."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,ctrl+s", "commit", show=False)]
    DEFAULT_CSS = "SetMany .said { height: auto; margin-bottom: 1; }"

    def __init__(
        self, title: str, aside: str, said: str, field: Field, commit: Commit[Mapping[str, object]]
    ) -> None:
        super().__init__(title, aside, commit)
        self._said, self._field = said, field

    def body(self) -> ComposeResult:
        """What is known, and the field."""
        yield Static(Content(self._said), classes="said", markup=False)
        yield FieldInput(self._field, suggester=for_field(self.shell, Kind.LEAD, self._field))

    def keys(self) -> Sequence[Key]:
        """Enter, Esc."""
        enter = "ctrl+s" if self._field.multiline else "enter"
        return (Key(enter, "set it", kept=True), ESC)

    async def on_mount(self) -> None:
        """The value is typed at once."""
        self.query_one(FieldInput).enter()

    @on(FieldInput.Submitted)
    def _submitted(self, event: FieldInput.Submitted) -> None:
        event.stop()
        self.action_commit()

    def action_commit(self) -> None:
        """Enter: set it; an empty value is asked about first."""
        one = self.query_one(FieldInput)
        value = read(self._field, one.text, today=self.shell.today)
        if isinstance(value, Invalid):
            one.say(str(value))
            return
        if value in (None, "") and not self._empties:
            self._empties = True
            self.say(f"Empty: enter again empties {self._field.label.lower()} on all of them.", "warning")
            return
        currency = currency_beside(one.text) if self._field.name == "budget_amount" else None
        self.answer({self._field.name: value, **({"currency": currency} if currency else {})})

    _empties = False
