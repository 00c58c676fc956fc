"""A line of a dialog that says how something stands, and that space changes once the arrows are on it."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static


class ActLine(Static, can_focus=True):
    """One or more lines of text; Tab and the arrows reach them, space does what they say."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "act", show=False)]
    DEFAULT_CSS = """
    ActLine {
        height: auto; text-wrap: nowrap; text-overflow: ellipsis;
        &:focus { background: $cursor-line; }
    }
    """

    class Acted(Message):
        """Space was pressed on it."""

        def __init__(self, line: "ActLine") -> None:
            super().__init__()
            self.line = line

        @property
        def control(self) -> "ActLine":
            """The line, for ``@on(ActLine.Acted, selector)``."""
            return self.line

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)

    def action_act(self) -> None:
        """Say that space was pressed."""
        self.post_message(self.Acted(self))
