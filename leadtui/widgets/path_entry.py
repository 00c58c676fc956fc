"""A line for the path of a file; Tab completes it as a shell does."""

import os
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from leadtui.widgets.entry import Entry


def completed(typed: str) -> list[str]:
    """The paths that go on from what is typed, folders with a slash at the end, hidden ones left out."""
    folder, _, start = typed.rpartition("/")
    base = Path(folder or ("/" if typed.startswith("/") else ".")).expanduser()
    try:
        names = sorted(entry.name + ("/" if entry.is_dir() else "") for entry in os.scandir(base))
    except OSError:
        return []  # not a folder, or not ours to read: nothing to offer
    head = f"{folder}/" if "/" in typed else ""
    hidden = start.startswith(".")
    return [head + name for name in names if name.startswith(start) and (hidden or not name.startswith("."))]


def _agreed(offers: list[str]) -> str:
    """What all of them begin with; they are sorted, so the first and the last decide."""
    if not offers:
        return ""
    first, last = offers[0], offers[-1]
    end = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[:end]


class _Paths(Suggester):
    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return next(iter(completed(value)), None)


class PathEntry(Entry):
    """An entry that offers the next file; Tab takes what all offers share, then the first of them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", show=False)]

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, id=id)
        self.suggester = _Paths()

    def action_complete(self) -> None:
        """Go on as far as the offers agree; where they part, take the first."""
        offers = completed(self.value)
        shared = _agreed(offers)
        if offers:
            self.value = shared if len(shared) > len(self.value) else offers[0]
            self.cursor_position = len(self.value)
