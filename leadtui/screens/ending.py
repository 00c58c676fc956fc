"""The dialog in which an opportunity is won, lost or reopened; nothing is chosen at first."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from leadtui.domain.fields import Option
from leadtui.domain.sales import NEEDS_NOTE, note_missing
from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.reason_line import ReasonLine, digits, place_of, said_digits


class Ending(NamedTuple):
    """What the dialog answers: the reason of a lost one, and the note."""

    reason: str
    note: str


class EndSale(Asking[Ending]):
    """Asks for a note, and for one of ``reasons`` where there are some."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "commit", show=False)]
    LINE: ClassVar[str] = "#note"
    KEPT: Sequence[str] = ("note",)
    DEFAULT_CSS = """
    EndSale {
        #about { height: auto; margin-bottom: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        .line { height: 1; }
        .line .label { width: 8; color: $muted; }
    }
    """

    def __init__(
        self,
        title: str,
        said: Sequence[Content],
        reasons: Sequence[Option],
        commit: Commit[Ending],
        *,
        verb: str,
        hint: str,
    ) -> None:
        super().__init__(title, "nothing written yet", commit)
        self._said, self._reasons, self._verb, self._hint = said, reasons, verb, hint

    def body(self) -> ComposeResult:
        """What it is about, the reasons, the note."""
        yield Static(Content("\n").join(self._said), id="about", markup=False)
        if self._reasons:
            yield ReasonLine([(one.code, _said(one)) for one in self._reasons])
        with Horizontal(classes="line"):
            yield Static("Note", classes="label")
            yield Entry(placeholder=self._hint, id="note")

    def keys(self) -> Sequence[Key]:
        """Digits, text, Enter."""
        choose = (Key(digits(len(self._reasons)), "reason"),) if self._reasons else ()
        return (*choose, Key("tab", "note"), Key("enter", self._verb, kept=True), ESC)

    async def on_mount(self) -> None:
        """Digits work at once."""
        for line in self.query(ReasonLine):
            line.focus()

    def on_key(self, event: events.Key) -> None:
        """A digit chooses a reason while no text is typed."""
        place = place_of(event.character)
        if not isinstance(self.focused, Input) and place is not None and place < len(self._reasons):
            event.stop()
            self._choose(self._reasons[place].code)

    def action_step(self, by: int, across: int = 0) -> None:
        """The reason below or beside the chosen one."""
        self._choose(self.query_one(ReasonLine).beside(by, across))

    def _choose(self, code: str) -> None:
        self.query_one(ReasonLine).chosen = code
        self.say("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_commit()

    def action_commit(self) -> None:
        """Enter: write it, or say what is missing."""
        note = self.query_one("#note", Entry).value.strip()
        if not self._reasons:
            self.answer(Ending("", note))
            return
        chosen = next((one for one in self._reasons if one.code == self.query_one(ReasonLine).chosen), None)
        if chosen is None:
            self.say(
                f"Choose a reason first: {said_digits(len(self._reasons))}. Nothing is changed.", "warning"
            )
        elif no := note_missing(chosen, note):
            self.say(str(no), "warning")
        else:
            self.answer(Ending(chosen.code, note))


def _said(reason: Option) -> str:
    return f"{reason.label}, needs a note" if reason.code in NEEDS_NOTE else reason.label
