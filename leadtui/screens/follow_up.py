"""Follow-up and not now: a day in words, and a line about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from leadtui.domain.dates import read_date
from leadtui.domain.results import Invalid
from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key

_HINT = "tomorrow, fri, +3d, +2w, 12 Dec, 2026-12-12"


@dataclass(frozen=True, slots=True)
class Day:
    """What the dialog answers: a day, None to take it away, and a note."""

    on: date | None
    note: str = ""


class AskDay(Asking[Day]):
    """Asks for a day, and for a note of what to do then."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "commit", show=False)]
    KEPT: Sequence[str] = ("note",)
    DEFAULT_CSS = """
    AskDay {
        .line { height: 1; }
        .line .label { width: 8; color: $muted; }
        #means { height: 1; padding-left: 9; color: $accent; }
        #said { height: auto; margin-top: 1; color: $muted; }
    }
    """

    def __init__(
        self,
        title: str,
        aside: str,
        commit: Commit[Day],
        *,
        verb: str,
        said: str,
        before: date | None = None,
        note: str = "",
        opens: Day | None = None,
    ) -> None:
        super().__init__(title, aside, commit)
        self._verb, self._said, self._before = verb, said, before
        # What was said for many stands there at first; whether there is a day to take away, the lead says.
        self._opens = opens or Day(before, note)

    def body(self) -> ComposeResult:
        """The day, what it means, the note."""
        with Horizontal(classes="line"):
            yield Static("Day", classes="label")
            yield Entry(self._opens.on.isoformat() if self._opens.on else "", placeholder=_HINT, id="day")
        yield Static("", id="means", markup=False)
        with Horizontal(classes="line"):
            yield Static("Note", classes="label")
            yield Entry(self._opens.note, placeholder="what to do then", id="note", max_length=200)
        yield Static(Content(self._said), id="said", markup=False)

    def keys(self) -> Sequence[Key]:
        """Enter, Tab, Esc."""
        return (Key("enter", self._verb, kept=True), Key("tab", "note"), ESC)

    async def on_mount(self) -> None:
        """The day is typed at once; what stands there is replaced by the first key."""
        day = self.query_one("#day", Entry)
        day.focus()
        day.action_select_all()

    @on(Input.Changed, "#day")
    def _means(self, event: Input.Changed) -> None:
        event.stop()
        found = self._read(event.value)
        said = f"{found:%a} {found.day} {found:%b %Y}" if isinstance(found, date) else ""
        self.query_one("#means", Static).update(Content(said))
        self.say("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_commit()

    def action_commit(self) -> None:
        """Enter: set it, or say what is wrong with the day."""
        text = self.query_one("#day", Entry).value.strip()
        found = self._read(text)
        if isinstance(found, Invalid):
            self.say(str(found), "warning")
        elif found is None and self._before is None:
            self.say("Type a day, such as fri or +2w. Nothing is changed.", "warning")
        else:
            self.answer(Day(found, self.query_one("#note", Entry).value.strip()))

    def _read(self, text: str) -> date | Invalid | None:
        return read_date("Day", text.strip(), today=self.shell.today) if text.strip() else None
