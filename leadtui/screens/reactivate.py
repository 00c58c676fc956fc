"""Reactivate: shows first what the lead became and what changed since; Enter opens it again."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key

_ASKED = "why it is open again: the policy asks for it"
Story = Callable[[int], Sequence[Content]]
"""The lines for a width."""
Look = Callable[[], Awaitable[Story | None]]
"""Shows what looks alike; answers the story as it is then."""


class Told(Widget):
    """Lines that depend on the width."""

    DEFAULT_CSS = "Told { height: auto; margin-bottom: 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, story: Story) -> None:
        super().__init__()
        self._story = story

    def show(self, story: Story) -> None:
        """Tell something else."""
        self._story = story
        self.refresh(layout=True)

    def render(self) -> Content:
        """All lines."""
        return Content("\n").join(self._story(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many as there are lines."""
        return len(self._story(width))


class Reactivate(Asking[str]):
    """Asks for a note; the answer is that note."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "commit", show=False),
        Binding("1", "duplicates", show=False),  # no letter: those begin the note
    ]
    LINE: ClassVar[str] = "#note"
    KEPT: Sequence[str] = ("note",)
    DEFAULT_CSS = """
    Reactivate {
        .line { height: 1; }
        .line .label { width: 8; color: $muted; }
    }
    """

    def __init__(
        self,
        title: str,
        aside: str,
        story: Story,
        commit: Commit[str],
        look: Look,
        *,
        alike: bool = False,
        asks: bool = False,
        note: str = "",
    ) -> None:
        super().__init__(title, aside, commit)
        self._note = note
        self._story, self._look, self._alike, self._asks = story, look, alike, asks

    def body(self) -> ComposeResult:
        """What it became, what looks alike now, the note."""
        yield Told(self._story)
        with Horizontal(classes="line"):
            yield Static("Note", classes="label")
            hint = _ASKED if self._asks else "why it is open again"
            yield Entry(self._note, placeholder=hint, id="note")

    def keys(self) -> Sequence[Key]:
        """Enter, Tab, Esc."""
        enter, look = Key("enter", "reactivate as New", kept=True), (Key("1", "duplicates"),)
        more = () if self.types else (*(look if self._alike else ()), Key("tab", "note"))
        return (enter, *more, ESC)

    def action_duplicates(self) -> None:
        """What looks alike now, side by side; esc comes back here."""
        self.run_worker(self._compare(), group="look", exclusive=True, exit_on_error=True)

    async def _compare(self) -> None:
        if (story := await self._look()) is not None:
            self.query_one(Told).show(story)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_commit()

    def action_commit(self) -> None:
        """Enter: open it again."""
        self.answer(self.query_one("#note", Entry).value.strip())
