"""The dialog all others are made of: at most 76 wide, a title, a last line with the keys, Esc leaves."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from leadtui.domain.text import fit
from leadtui.screens.shell import Severity, Shell, shell_of, take_size
from leadtui.widgets.key_line import Key, KeyLine
from leadtui.widgets.status_line import StatusLine

T = TypeVar("T")
ESC = Key("esc", "leave", kept=True)


class Heading(Widget):
    """A title in bold at the left, a quiet word at the right."""

    DEFAULT_CSS = "Heading { height: 1; margin-bottom: 1; }"

    def __init__(self, title: str, aside: str = "") -> None:
        super().__init__()
        self._title, self._aside = title, aside

    def show(self, title: str, aside: str = "") -> None:
        """Change what it says."""
        self._title, self._aside = title, aside
        self.refresh()

    def render(self) -> Content:
        """Title left, aside right; the title gives way."""
        aside = Content.styled(self._aside, "$muted")
        title = Content.styled(fit(self._title, max(0, self.size.width - aside.cell_length - 2)), "bold")
        gap = " " * max(0, self.size.width - title.cell_length - aside.cell_length)
        return Content.assemble(title, gap, aside)


class Dialog(ModalScreen[T]):
    """A question over the screen that asked. Esc dismisses with None and leaves no trace.

    A subclass yields its widgets from `body` and names its keys in `keys`; the last one is always
    `ESC`. Nothing that harms has the focus at first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave", show=False)]
    AUTO_FOCUS: ClassVar[str | None] = ""
    ESCAPE_TO_MINIMIZE: ClassVar[bool | None] = False

    def __init__(self, title: str, aside: str = "") -> None:
        super().__init__()
        self._heading = Heading(title, aside)

    @property
    def shell(self) -> Shell:
        """The app."""
        return shell_of(self)

    @property
    def heading(self) -> Heading:
        """The first line, to be changed while the dialog is open."""
        return self._heading

    def compose(self) -> ComposeResult:
        """Heading, body, message, keys."""
        take_size(self)
        with VerticalScroll(id="dialog", can_focus=False):
            yield self._heading
            yield from self.body()
            yield StatusLine(id="status")
            yield KeyLine(self.keys(), id="keys")

    def body(self) -> ComposeResult:
        """The widgets between heading and keys."""
        raise NotImplementedError

    def keys(self) -> Sequence[Key]:
        """The keys of the last line."""
        return (ESC,)

    def refresh_keys(self) -> None:
        """Draw the last line again if it changed."""
        self.query_one("#keys", KeyLine).show(self.keys())

    def say(self, text: str, severity: Severity = "information") -> None:
        """Put a sentence above the keys."""
        self.query_one("#status", StatusLine).say(text, severity)

    def action_leave(self) -> None:
        """Leave without a trace."""
        self.dismiss(None)
