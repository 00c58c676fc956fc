"""One line of text that changes without a new layout: a layout would repaint the whole screen."""

from textual.content import Content
from textual.widget import Widget


class PlainLine(Widget):
    """A line, cut to the width there is; ``right`` aligns it right."""

    DEFAULT_CSS = "PlainLine { height: 1; }"

    def __init__(self, content: Content | None = None, *, right: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._content, self._right = content or Content(""), right

    @property
    def content(self) -> Content:
        """What it says."""
        return self._content

    def show(self, content: Content) -> None:
        """Say something else; draws nothing when it is the same."""
        if not content.is_same(self._content):
            self._content = content
            self.refresh()

    def render(self) -> Content:
        """The line."""
        width = self.size.width
        line = self._content.truncate(width, ellipsis=True)
        return line.pad_left(max(0, width - line.cell_length)) if self._right else line
