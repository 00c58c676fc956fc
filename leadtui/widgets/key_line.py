"""One line of keys: the footer of a screen, the last line of a dialog."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.widget import Widget


class Key(NamedTuple):
    """A key and what it does here.

    Attributes:
        able: False shows it dimmed and in brackets.
        kept: never left out for want of room.
    """

    key: str
    label: str
    able: bool = True
    kept: bool = False

    @property
    def width(self) -> int:
        """Cells that it takes."""
        return len(self.key) + 1 + len(self.label) + (0 if self.able else 2)


class KeyLine(Widget):
    """Keys from left to right, two blanks apart; what does not fit is left out from the right."""

    DEFAULT_CSS = "KeyLine { height: 1; padding: 0 1; }"

    def __init__(self, keys: Sequence[Key] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys = tuple(keys)

    @property
    def keys(self) -> tuple[Key, ...]:
        """What is shown, room permitting."""
        return self._keys

    def show(self, keys: Sequence[Key]) -> None:
        """Show these keys; draws nothing when they are the same."""
        if (new := tuple(keys)) != self._keys:
            self._keys = new
            self.refresh()

    def render(self) -> Content:
        """The line, cut to whole keys."""
        parts = [_drawn(key) for key in fitting(self._keys, self.size.width)]
        return Content("  ").join(parts)


def fitting(keys: Sequence[Key], width: int) -> list[Key]:
    """The keys that fit: those to keep first, then the others from the left."""
    chosen = [key for key in keys if key.kept]
    room = width - sum(key.width + 2 for key in chosen) + 2
    for key in keys:
        if key.kept:
            continue
        room -= key.width + 2
        if room < 0:
            break
        chosen.append(key)
    return [key for key in keys if key in chosen]


def _drawn(key: Key) -> Content:
    if not key.able:
        return Content.styled(f"[{key.key} {key.label}]", "dim")
    return Content.assemble((key.key, "bold $accent"), " ", key.label)
