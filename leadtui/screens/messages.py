"""What was said on the status line so far: it stays there only until the next sentence."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content

from leadtui.screens.dialog import ESC, Dialog
from leadtui.screens.shell import Severity
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines, Row

_STYLES = {"information": "", "warning": "$warning", "error": "$error"}


class Messages(Dialog[None]):
    """The sentences, newest first, wrapped whole."""

    DEFAULT_CSS = "Messages Lines { height: 16; margin-bottom: 1; }"

    def __init__(self, said: Sequence[tuple[str, Severity]]) -> None:
        super().__init__("Messages", f"{len(said)} so far")
        self._said = list(reversed(said))

    def body(self) -> ComposeResult:
        """All of them."""
        yield Lines(self._rows, id="said")

    def keys(self) -> Sequence[Key]:
        """Scroll and leave."""
        return (Key("j k", "scroll"), ESC)

    def on_mount(self) -> None:
        """Scroll by keys at once."""
        self.query_one(Lines).focus()

    def _rows(self, width: int) -> list[Row]:
        rows: list[Row] = []
        for text, severity in self._said:
            wrapped = Content.styled(text, _STYLES[severity]).wrap(max(20, width - 2))
            rows += [Row(Content.assemble("- " if n == 0 else "  ", line)) for n, line in enumerate(wrapped)]
        return rows or [Row(Content("Nothing yet."))]
