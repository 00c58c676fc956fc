"""The line above the footer: the last message at the left, what is marked or under way at the right."""

import re
from typing import Final

from textual.content import Content
from textual.widget import Widget

from leadtui.domain.text import clean, fit, width

_STYLES = {"information": "", "warning": "$warning", "error": "bold $error"}
_BETWEEN: Final = re.compile(r"(?<=[.?!])\s+|\s{2,}")  # two sentences, or a sentence and its key
_LEAST: Final = 12  # cells of the first part, below which it says nothing any more


def shortened(text: str, cells: int) -> str:
    """The text in so many cells; the middle gives way, for what stands last is the key that helps."""
    parts = list(_BETWEEN.finditer(text)) if width(text) > cells else []
    if not parts:
        return fit(text, cells)
    last = text[parts[-1].end() :]
    room = cells - width(last) - 1
    if room < _LEAST:
        return fit(text, cells)
    return f"{fit(text[: parts[-1].start()], room)} {last}"


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
        """Sentence left, aside right; the sentence gives way, its last part not."""
        text, severity = self._said
        room = max(0, self.size.width - len(self._aside) - 2)
        left = shortened(text, room)
        gap = " " * max(0, self.size.width - Content(left).cell_length - len(self._aside))
        return Content.assemble((left, _STYLES[severity]), gap, (self._aside, "$muted"))

    def _set(self, said: tuple[str, str], aside: str) -> None:
        if (said, aside) != (self._said, self._aside):
            self._said, self._aside = said, aside
            self.refresh()
