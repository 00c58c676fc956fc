"""The first line: the six screens with the one in front, who acts, and the key to go elsewhere."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from leadtui.domain.text import clean, fit


class TopLine(Widget):
    """Screens left, user right; on a narrow terminal only the screen in front keeps its whole name."""

    DEFAULT_CSS = "TopLine { height: 1; padding: 0 1; }"

    class Chosen(Message):
        """A screen's name was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, titles: Sequence[str], here: int, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._titles, self._here, self._who = tuple(titles), here, ""

    def who(self, name: str) -> None:
        """Show who acts."""
        if name != self._who:
            self._who = clean(name)
            self.refresh()

    def render(self) -> Content:
        """The line."""
        tabs = Content("  ").join([_tab(t, i == self._here) for i, t in enumerate(self._shown())])
        go = Content.assemble(("'", "bold $accent"), " go to")
        room = self.size.width - tabs.cell_length - go.cell_length - 4
        who = Content.styled(fit(self._who, room), "$muted") if room > 2 else Content("")
        gap = " " * max(1, self.size.width - tabs.cell_length - who.cell_length - go.cell_length - 2)
        return Content.assemble(tabs, gap, who, "  ", go) if room > -2 else tabs

    def _shown(self) -> list[str]:
        whole = sum(len(t) + 2 for t in self._titles) + 8
        if whole <= self.size.width:
            return list(self._titles)
        return [t if i == self._here else t[:3] for i, t in enumerate(self._titles)]

    def on_click(self, event: events.Click) -> None:
        """Go to the screen under the pointer."""
        x = event.x - 1
        for index, title in enumerate(self._shown()):
            if 0 <= x < len(title):
                self.post_message(self.Chosen(index))
                return
            x -= len(title) + 2


def _tab(title: str, here: bool) -> Content:
    return Content.styled(title, "bold $accent underline" if here else "$muted")
