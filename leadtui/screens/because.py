"""Asks in one line for a reason that is kept: why both stay, why the checklist is gone past."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from leadtui.domain.text import clean
from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key


class Because(Asking[str]):
    """The dialog; what is typed goes to ``commit``, never an empty text.

    Args:
        title: what is about to happen.
        deed: what Enter does, in two words.
        example: what a reason is like, in grey while nothing is typed.
        empty: what is said where nothing was typed.
        said: a sentence above the line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "commit", show=False)]
    LINE: ClassVar[str] = "#reason"
    DEFAULT_CSS = """
    Because .line { height: 1; }
    Because .line .label { width: 8; color: $muted; }
    Because .said { margin-bottom: 1; }
    """

    def __init__(
        self, title: str, deed: str, example: str, empty: str, commit: Commit[str], *, said: str = ""
    ) -> None:
        super().__init__(clean(title), "", commit)
        self._deed, self._example, self._empty, self._said = deed, example, empty, said

    def body(self) -> ComposeResult:
        """The sentence, the reason."""
        if self._said:
            yield Static(clean(self._said), classes="said", markup=False)
        with Horizontal(classes="line"):
            yield Static("Reason", classes="label")
            yield Entry(placeholder=self._example, id="reason")

    def keys(self) -> Sequence[Key]:
        """Enter, Esc."""
        return (Key("enter", self._deed, kept=True), ESC)

    async def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#reason", Entry).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_commit()

    def action_commit(self) -> None:
        """Enter: go on, once there is a reason."""
        reason = self.query_one("#reason", Entry).value.strip()
        if reason:
            self.answer(reason)
        else:
            self.say(self._empty, "warning")
