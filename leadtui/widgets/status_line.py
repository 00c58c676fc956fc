"""The line above the footer: the last message at the left, what is marked or under way at the right."""

from textual.content import Content
from textual.widget import Widget

from leadtui.domain.text import clean, fit

_STYLES = {"information": "", "warning": "$warning", "error": "bold $error"}


class StatusLine(Widget):
    """One sentence that stays until the next; never a box over the data, never redrawn by a timer."""

    DEFAULT_CSS = "StatusLine { height: 1; padding: 0 1; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._said = ("", "information")
        self._aside = ""

    @property
    def said(self) -> str:
        """The sentence on show."""
        return self._said[0]

    def say(self, text: str, severity: str = "information") -> None:
        """Show a sentence in place of the one before."""
        self._set((clean(text), severity), self._aside)

    def aside(self, text: str) -> None:
        """Show at the right what is marked or under way."""
        self._set(self._said, text)

    def render(self) -> Content:
        """Sentence left, aside right; the sentence gives way."""
        text, severity = self._said
        room = max(0, self.size.width - len(self._aside) - 2)
        left = fit(text, room)
        gap = " " * max(0, self.size.width - Content(left).cell_length - len(self._aside))
        return Content.assemble((left, _STYLES[severity]), gap, (self._aside, "$muted"))

    def _set(self, said: tuple[str, str], aside: str) -> None:
        if (said, aside) != (self._said, self._aside):
            self._said, self._aside = said, aside
            self.refresh()
