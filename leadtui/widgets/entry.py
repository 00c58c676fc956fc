"""A line to type into: one cell high, flat, tinted with the focus; it sends no byte while it rests."""

from textual.binding import Binding
from textual.suggester import Suggester
from textual.widgets import Input

from leadtui.domain.text import fit


class Entry(Input):
    """An input as all screens use it."""

    BINDINGS = [Binding("ctrl+u", "delete_left_all", show=False)]  # noqa: RUF012  (as in Textual's widgets)
    DEFAULT_CSS = """
    Entry {
        border: none; height: 1; width: 1fr; padding: 0; background: $surface;
        &:focus { border: none; background: $cursor-line; }
        &.-invalid, &.-invalid:focus { border: none; }
    }
    """

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,
        max_length: int = 0,
        suggester: Suggester | None = None,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            id=id,
            max_length=max_length,
            suggester=suggester,
            compact=True,
            select_on_focus=False,
        )
        self.cursor_blink = False
        self._hint = placeholder

    def on_resize(self) -> None:
        """A hint that is longer than the line says so."""
        self.placeholder = fit(self._hint, self.content_size.width)
