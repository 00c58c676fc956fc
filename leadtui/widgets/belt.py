"""The last look at every line before it reaches the terminal.

Text is cleaned when it enters the store (`leadtui.domain.text.clean`). This filter is the belt to
those braces: whatever a widget draws, no control byte, bidi override or invisible character leaves
the app. Source: reference/terminal.md c.7, where Textual was measured to pass them raw.
"""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from leadtui.widgets.signs import TWINS

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f\U0001d173-\U0001d17a]"
)
"""Characters that a terminal may obey or that nobody sees. Joiners (U+200C, U+200D) stay: names need them."""


class Belt(LineFilter):
    """Drops unsafe characters from every segment; with ``ascii`` turns signs into their twins."""

    def __init__(self, *, ascii: bool = False) -> None:
        super().__init__()
        self._twins = str.maketrans(TWINS) if ascii else None

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments without what must not leave; the list itself where nothing changes."""
        if self._twins is None and not any(UNSAFE.search(text) for text, _, _ in segments):
            return segments
        return [Segment(self._plain(text), style) for text, style, _ in segments]

    def _plain(self, text: str) -> str:
        kept = UNSAFE.sub("", text)
        return kept.translate(self._twins) if self._twins else kept
