"""Pick one of many by the first letters of its name: type, arrows, Enter; nothing is chosen at first."""

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.content import Content

from leadtui.domain.text import clean, fit, pad
from leadtui.screens.dialog import ESC
from leadtui.screens.typed_choice import Offered, TypedChoice
from leadtui.widgets.key_line import Key


class Pick(TypedChoice[str | None]):
    """Asks for one of them."""

    NONE = "Nothing here is called that."

    def __init__(self, title: str, aside: str, offered: Sequence[Offered], does: str) -> None:
        super().__init__(title, aside)
        self._offered, self._does = offered, does

    def body(self) -> ComposeResult:
        """The letters, then what matches."""
        yield from self.choosing("letters of its name")

    def keys(self) -> Sequence[Key]:
        """Arrows, Enter, Esc."""
        return (Key("↓ ↑", "choose"), Key("enter", self._does, kept=True), ESC)

    def offered(self, text: str) -> Iterable[Offered]:
        """Those with the letters anywhere in their name."""
        return (one for one in self._offered if text in one.label.casefold())

    def look(self, one: Offered, cells: int) -> Content:
        """Its name as far as there is room, then the rest."""
        room = max(cells - 20, 12)
        return Content.assemble(f"  {pad(fit(clean(one.label), room), room)} ", (one.aside, "$muted"))

    def took(self, code: str) -> None:
        """That is the answer."""
        self.dismiss(code)
