"""Undo: names what it takes back and waits for Enter."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from leadtui.domain.records import Operation
from leadtui.domain.text import clean, stamp
from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.widgets.key_line import Key
from leadtui.widgets.showing import Setting

COMMAND: Final = "What it made is hidden again, what it changed goes back."


class Undo(Asking[Operation]):
    """Asks whether to take back one operation; ``what`` says what that does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "commit", show=False)]
    DEFAULT_CSS = "Undo #what { height: auto; }"

    def __init__(
        self, operation: Operation, at: Setting, commit: Commit[Operation], what: str = COMMAND
    ) -> None:
        super().__init__("Take back", stamp(operation.at, at.now), commit)
        self._operation, self._what = operation, what

    def body(self) -> ComposeResult:
        """What was done."""
        title = clean(self._operation.title) or self._operation.kind.replace("_", " ")
        what = self._what
        if self._operation.run is not None:
            what += " Lead by lead, the last one first; what was changed since stays as it is, and is named."
        said = Content.assemble((title, "bold"), f"\n{what}")
        yield Static(said, id="what", markup=False)

    def keys(self) -> Sequence[Key]:
        """Enter, Esc."""
        return (Key("enter", "take it back", kept=True), ESC)

    def action_commit(self) -> None:
        """Enter."""
        self.answer(self._operation)
