"""One field of a form: its label, the way to type it, and what is wrong with it, right below."""

from datetime import date, datetime
from decimal import Decimal

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static, TextArea

from leadtui.domain.fields import Field, Type, code_of, label_of
from leadtui.widgets.choice_line import ChoiceLine
from leadtui.widgets.entry import Entry

_YES_NO = (("yes", "yes"), ("no", "no"))


def typed(field: Field, value: object) -> str:
    """A value as one would type it into the field: ISO dates, plain numbers, codes."""
    if value is None or value == "":
        return ""
    if field.type is Type.BOOL:
        return "yes" if value else ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}".removesuffix(".00")
    if field.type is Type.OPEN_CHOICE and code_of(str(value)) == value:
        return label_of(field, str(value))
    return str(value)


class Paragraph(TextArea):
    """Several lines; Tab leaves it, Enter is a new line."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, tab_behavior="focus", compact=True, soft_wrap=True, show_line_numbers=False)
        self.cursor_blink = False


class FieldInput(Vertical):
    """A field to type into. It checks nothing itself: the form reads `text` and says what is wrong.

    Attributes:
        field: what is typed here.
        complaint: the line below, there once something was wrong.
        before: the text that stood there when the form opened; `dirty` compares with it.
    """

    DEFAULT_CSS = """
    FieldInput {
        height: auto;
        & > Horizontal { height: auto; }
        & .label { width: 21; height: 1; color: $muted; padding-left: 1; text-wrap: nowrap; }
        & Input, & ChoiceLine { width: 1fr; }
        & Input { background: $surface; padding: 0; height: 1; border: none; }
        & Input:focus { background: $cursor-line; border: none; }
        & TextArea { width: 1fr; height: 4; background: $surface; padding: 0; border: none; }
        & TextArea:focus { background: $cursor-line; border: none; }
        & .wrong { display: none; height: auto; padding-left: 21; color: $error; }
        &.-wrong .wrong { display: block; }
        &.-wrong .label { color: $error; }
        &.-asked .label { color: $warning; text-style: bold; }
        &:focus-within .label { color: $accent; text-style: bold; }
    }
    """

    class Changed(Message):
        """Something was typed."""

        def __init__(self, sender: "FieldInput") -> None:
            super().__init__()
            self.sender = sender

    class Left(Message):
        """The focus went elsewhere: time to check."""

        def __init__(self, sender: "FieldInput") -> None:
            super().__init__()
            self.sender = sender

    class Submitted(Message):
        """Enter was pressed in it."""

        def __init__(self, sender: "FieldInput") -> None:
            super().__init__()
            self.sender = sender

    def __init__(
        self, field: Field, value: object = None, *, suggester: Suggester | None = None, hint: str = ""
    ) -> None:
        super().__init__(id=f"field-{field.name}")
        self.field = field
        self.before = typed(field, value)
        self._suggester = suggester
        self._hint = hint or _hint(field)
        self._editor = self._make()
        self.complaint = Static("", classes="wrong", markup=False)

    def compose(self) -> ComposeResult:
        """The label beside the editor; a complaint comes below when there is one."""
        with Horizontal():
            yield Static(Content(self.field.label), classes="label", markup=False)
            yield self._editor

    @property
    def text(self) -> str:
        """What stands there now, as typed."""
        editor = self._editor
        if isinstance(editor, ChoiceLine | Input):
            return "" if editor.value == "no" and self.field.type is Type.BOOL else editor.value
        return editor.text

    @text.setter
    def text(self, text: str) -> None:
        if isinstance(self._editor, ChoiceLine | Input):
            self._editor.value = text
        else:
            self._editor.text = text

    @property
    def dirty(self) -> bool:
        """Whether it differs from what stood there at first."""
        return self.text.strip() != self.before.strip()

    @property
    def wrong(self) -> bool:
        """Whether a complaint stands below."""
        return self.has_class("-wrong")

    def say(self, sentence: str) -> None:
        """Show a sentence below the field; an empty one takes it away."""
        self.set_class(bool(sentence), "-wrong")
        if sentence and not self.complaint.is_attached:
            self.mount(self.complaint)
        self.complaint.update(Content(sentence))

    def enter(self, *, replace: bool = False) -> None:
        """Put the cursor here, at the end of what is there; to ``replace``, all of it is selected."""
        self._editor.focus()
        if isinstance(self._editor, Input):
            self._editor.cursor_position = len(self._editor.value)
        if replace and isinstance(self._editor, Input | TextArea):
            self._editor.select_all()

    def on_key(self, event: events.Key) -> None:
        """A letter on a choice takes the option that begins so; it never goes on as a command."""
        if isinstance(self._editor, ChoiceLine) and event.is_printable and event.character != "0":
            event.stop()
            self._editor.choose_by(event.character or "")

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceLine.Changed)
    def _typed(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed(self))

    @on(Input.Submitted)
    @on(ChoiceLine.Submitted)
    def _submitted(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Submitted(self))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Say that it was left."""
        self.post_message(self.Left(self))

    def _make(self) -> Entry | Paragraph | ChoiceLine:
        if self.field.type is Type.BOOL:
            return ChoiceLine(_YES_NO, self.before)
        if self.field.type is Type.CHOICE:
            return ChoiceLine([(o.code, o.label) for o in self.field.options], self.before)
        if self.field.multiline:
            return Paragraph(self.before)
        entry = Entry(self.before, placeholder=self._hint)
        entry.select_on_focus = False
        entry.suggester = self._suggester
        return entry


def _hint(field: Field) -> str:
    match field.type:
        case Type.DATE:
            return "tomorrow, fri, +2w, 2026-11-23"
        case Type.MONEY:
            return "38000 or 38,000.50"
        case Type.PERSON:
            return "login of a user, or a team"
        case Type.REF:
            return "number or name"
        case Type.OPEN_CHOICE:
            return ", ".join(o.label for o in field.options[:4]) + " …"
        case _:
            return ""
