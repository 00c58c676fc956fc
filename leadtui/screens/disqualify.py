"""Disqualify: digits choose the reason, nothing is chosen at first, so that d Enter changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.lead import StatusReason
from leadtui.domain.records import Brief
from leadtui.domain.results import Invalid
from leadtui.domain.text import clean
from leadtui.screens.answering import Asking, Commit, seen
from leadtui.screens.dialog import ESC
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key


@dataclass(frozen=True, slots=True)
class Closing:
    """What the dialog answers: why the lead is closed, and what becomes of its open opportunities."""

    reason: str
    note: str = ""
    record: tuple[Kind, int] | None = None
    opportunity: str | None = None


_OPPORTUNITIES: dict[str | None, str] = {
    None: "open: o says what becomes of it",
    "keep": "stays open",
    "lost": "is closed as lost",
}


class Reasons(Widget, can_focus=True):
    """The reasons in columns, numbered; the chosen one carries a mark."""

    DEFAULT_CSS = "Reasons { height: auto; margin-bottom: 1; }"
    chosen: reactive[str] = reactive("")

    def __init__(self, reasons: Sequence[StatusReason]) -> None:
        super().__init__()
        self.reasons = tuple(reasons)

    def render(self) -> Content:
        """Down the columns, as many as fit."""
        columns = 3 if self.size.width >= 68 else 2 if self.size.width >= 44 else 1
        height = -(-len(self.reasons) // columns)
        width = self.size.width // columns
        lines = [
            Content("").join(self._cell(place, width) for place in range(row, len(self.reasons), height))
            for row in range(height)
        ]
        return Content("\n").join(lines)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Lines that the columns need."""
        columns = 3 if width >= 68 else 2 if width >= 44 else 1
        return -(-len(self.reasons) // columns)

    def _cell(self, place: int, width: int) -> Content:
        reason = self.reasons[place]
        chosen = reason.code == self.chosen
        digit = f"{place + 1}" if place < 9 else " "
        said = clean(reason.label) + (
            " of …" if reason.code == "duplicate" else ", by …" if reason.names else ""
        )
        said += ", needs a note" if reason.note_required else ""
        text = Content.assemble(
            "●" if chosen else " ", (digit, "bold $accent"), " ", (said, "bold" if chosen else "")
        )
        return text.truncate(width - 1, ellipsis=True).pad_right(
            max(1, width - min(text.cell_length, width - 1))
        )


_KINDS = (Kind.LEAD, Kind.CONTACT, Kind.ACCOUNT)


def named(one: Brief) -> str:
    """A record as it can be typed: its kind, its number, its name."""
    return f"{one.kind} {one.id} {clean(one.title)}"


def _ways(one: Brief) -> tuple[str, ...]:
    """All that can be typed to mean exactly this record."""
    short = f"{one.kind} {one.id}"
    return tuple(way.casefold() for way in (str(one.id), clean(one.title), short, named(one)))


def _told(one: Brief) -> str:
    return named(one) + (f" ({clean(one.state)})" if one.state else "")


class Disqualify(Asking[Closing]):
    """Asks for reason and note.

    Attributes:
        parks: ``s`` was pressed: the lead shall stay open and be hidden instead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "commit", show=False),
        Binding("s", "park", show=False),
        Binding("o", "opportunity", show=False),
        Binding("right", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
    ]
    DEFAULT_CSS = """
    Disqualify {
        .who { height: auto; margin-bottom: 1; }
        .line { height: 1; }
        .line .label { width: 8; color: $muted; }
        #names { display: none; }
        &.-names #names { display: block; }
        #alike { display: none; height: auto; padding-left: 8; color: $muted; }
        &.-names #alike { display: block; }
        #opportunity { display: none; height: auto; margin-top: 1; }
        &.-opportunity #opportunity { display: block; }
        #not-now { height: auto; margin-top: 1; color: $muted; }
    }
    """
    LINE: ClassVar[str] = "#note"
    KEPT: Sequence[str] = ("note",)
    parks = False
    _opportunity: str | None = None

    def __init__(
        self,
        title: str,
        reasons: Sequence[StatusReason],
        commit: Commit[Closing],
        *,
        aside: str = "",
        names: str = "",
        alike: Sequence[Brief] = (),
        opportunities: Sequence[Brief] = (),
        own: Sequence[int] = (),
    ) -> None:
        super().__init__(title, aside, commit)
        self._opportunities = opportunities
        self._reasons = [one for one in reasons if one.offered]
        self._names = names
        self._own = own
        self._alike = [one for one in alike if one.kind is not Kind.OPPORTUNITY]

    def body(self) -> ComposeResult:
        """Who, the reasons, what is named with them, the note."""
        if self._names:
            yield Static(Content(self._names), classes="who", markup=False)
        yield Reasons(self._reasons)
        with Horizontal(classes="line", id="names"):
            yield Static("Which", classes="label")
            yield Entry(placeholder="its number or name: a lead, contact or account", id="record")
        said = ", ".join(_told(one) for one in self._alike[:3])
        yield Static(Content(f"alike: {said}" if said else ""), id="alike", markup=False)
        with Horizontal(classes="line"):
            yield Static("Note", classes="label")
            yield Entry(placeholder="what happened, in a line", id="note")
        yield Static("", id="opportunity", markup=False)
        yield Static("Not now? s keeps the lead open and hides it until a date.", id="not-now")

    def keys(self) -> Sequence[Key]:
        """Digits, what becomes of an opportunity, text, Enter."""
        asked = (Key("o", "opportunity"),) if self._opportunities else ()
        return (Key("1-9", "reason"), *asked, Key("tab", "note"), Key("enter", "disqualify", kept=True), ESC)

    def letters(self) -> str:
        """``s`` parks, ``o`` says what becomes of an opportunity."""
        return "so" if self._opportunities else "s"

    async def on_mount(self) -> None:
        """Digits work at once; nothing is chosen."""
        self.query_one("#record", Entry).select_on_focus = True
        self.query_one(Reasons).focus()
        self._tell_opportunity()

    def on_key(self, event: events.Key) -> None:
        """A digit chooses a reason while no text is typed."""
        if isinstance(self.focused, Input) or not event.character or event.character not in "123456789":
            return
        event.stop()
        if (place := int(event.character) - 1) < len(self._reasons):
            self._choose(self._reasons[place])

    def action_step(self, by: int) -> None:
        """The reason beside the chosen one."""
        codes = [reason.code for reason in self._reasons]
        chosen = self.query_one(Reasons).chosen
        place = (codes.index(chosen) + by) % len(codes) if chosen in codes else 0
        self._choose(self._reasons[place])

    def action_opportunity(self) -> None:
        """What becomes of its open opportunities: unsaid, they stay open, they are lost."""
        said = list(_OPPORTUNITIES)
        self._opportunity = said[(said.index(self._opportunity) + 1) % len(said)]
        self._tell_opportunity()
        self.say("")

    def _tell_opportunity(self) -> None:
        titles = ", ".join(clean(one.title) for one in self._opportunities) or "Its opportunities"
        told = Content.assemble(titles, "  ", (_OPPORTUNITIES[self._opportunity], "bold"))
        self.query_one("#opportunity", Static).update(told)
        self.set_class(bool(self._opportunities or self._opportunity), "-opportunity")

    def action_park(self) -> None:
        """Not now: keep the lead open."""
        if not self._under_way:
            self.parks = True
            self.leave_with(False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_commit()

    def action_commit(self) -> None:
        """Enter: disqualify with what is chosen, or say what is missing."""
        if not self.query_one(Reasons).chosen:
            self.say("Choose a reason first: 1 to 9. Nothing is changed.", "warning")
            return
        self.run_worker(self._gather(), group="gather", exit_on_error=True)

    async def _gather(self) -> None:
        reason = next(one for one in self._reasons if one.code == self.query_one(Reasons).chosen)
        note = self.query_one("#note", Entry).value.strip()
        if reason.note_required and not note:
            # The cursor stays: a digit still chooses, the first letter begins the note.
            self.say(f"{clean(reason.label)} needs a note: type it.", "warning")
            return
        if self._opportunities and self._opportunity is None:
            self.say(
                "Say with o what becomes of the open opportunity: it stays open, or it is lost.", "warning"
            )
            return
        record = await self._record() if reason.names else None
        if isinstance(record, Invalid):
            self.say(str(record), "warning")
            self.query_one("#record", Entry).focus()
            return
        self.answer(Closing(reason.code, note, record, self._opportunity))

    async def _record(self) -> tuple[Kind, int] | Invalid:
        text = self.query_one("#record", Entry).value.strip()
        if not text:
            return Invalid("Say which record.", "Type its number or name.")
        found = await self._found(text)
        if found is None:
            return Invalid("There is no such record.", "Type a number or name: a lead, contact or account.")
        exact = [one for one in found if text.casefold() in _ways(one)]
        if len(exact) == 1 or (exact and text.isdecimal()):
            return exact[0].kind, exact[0].id
        if len(found) == 1:
            line = self.query_one("#record", Entry)
            line.value = named(found[0])
            return Invalid(f"The nearest is {_told(found[0])}.", "Enter again takes it.")
        names = ", ".join(_told(one) for one in (exact or found)[:4])
        return Invalid(f"Several match: {names}.", "Type its kind and number, such as lead 12.")

    async def _found(self, text: str) -> list[Brief] | None:
        """The leads, contacts and accounts that a typed number or name may mean, but not the lead itself."""
        kind, _, rest = text.partition(" ")
        kinds = [one for one in _KINDS if one == kind.casefold()]
        number = rest.partition(" ")[0]
        if kinds and number.isascii() and number.isdecimal():
            text = number
        found = [one for one in self._alike if text in (str(one.id), clean(one.title))]
        found += await seen(self.shell, store.find, text, kinds or _KINDS, 6) or []
        own = {(Kind.LEAD, number) for number in self._own}
        by_number = {(one.kind, one.id): one for one in found}
        said = [one for key, one in by_number.items() if key not in own]
        if text == number and kinds:
            said = [one for one in said if (one.kind, str(one.id)) == (kinds[0], number)]
        return said or None

    def _choose(self, reason: StatusReason) -> None:
        self.query_one(Reasons).chosen = reason.code
        self.set_class(bool(reason.names), "-names")
        self.say("")
        record = self.query_one("#record", Entry)
        if reason.names and self._alike and not record.value:
            record.value = named(self._alike[0])
