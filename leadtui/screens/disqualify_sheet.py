"""The dialog in which a lead is disqualified: what stands in it, and how it is drawn.

Letters are the note. Digits choose the reason; what becomes of sales and people, and not now, are lines
below the note that the arrows or Tab reach, where space changes them: no letter turns anything on that
would make or change a record. ``s`` alone is a command of its own, while no reason is chosen: it leaves
for the dialog that hides the lead.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from leadtui.domain.closing import Fate, Ref
from leadtui.domain.lead import StatusReason
from leadtui.domain.plan import Request
from leadtui.domain.records import Brief
from leadtui.screens import sales_fate
from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.screens.keeping import KeptPeople
from leadtui.screens.which import Which
from leadtui.widgets.act_line import ActLine
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.reason_line import ReasonLine, digits


@dataclass(frozen=True, slots=True)
class Closing:
    """What the dialog answers: why the lead is closed, what becomes of its open sales, who is kept."""

    reason: str
    note: str = ""
    record: Ref | None = None
    fate: Fate | None = None
    because: str = ""
    people: Request | None = None


class Below(Vertical):
    """The note and the lines under it: the arrows go from one to the next, and up to the reasons."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = "Below { height: auto; }"


Park = Callable[[str], Awaitable[bool]]
"""Asks until when the lead is hidden instead; takes the note, answers whether it is."""


class DisqualifySheet(Asking[Closing]):
    """Reasons, what is named, the note, what becomes of open sales, who is kept.

    Attributes:
        reasons: those that people may choose.
        sales: the open opportunities of the lead; ``fate``: what is said of them.
        own: numbers of the leads.
        people: who is kept, once the dialog stands.
        park: hides the lead instead.

    ``said`` is what was answered for many leads of which this one waited for a person: it opens with that.
    """

    DEFAULT_CSS = """
    DisqualifySheet {
        .who { height: auto; margin-bottom: 1; }
        .line { height: 1; }
        .line .label { width: 14; color: $muted; }
        Which { display: none; }
        &.-names Which { display: block; }
        #sales, #goes-on { display: none; }
        &.-sales #sales { display: block; }
        &.-detach #goes-on { display: block; }
        #not-now { margin-top: 1; color: $muted; }
    }
    """
    LINE: ClassVar[str] = "#note"
    KEPT: Sequence[str] = ("note", "record", "because")

    def __init__(
        self,
        title: str,
        reasons: Sequence[StatusReason],
        commit: Commit[Closing],
        park: Park,
        *,
        aside: str = "",
        names: str = "",
        alike: Sequence[Brief] = (),
        sales: Sequence[Brief] = (),
        own: Sequence[int] = (),
        said: Closing | None = None,
    ) -> None:
        super().__init__(title, aside, commit)
        self._before = said or Closing("")
        self.reasons = [one for one in reasons if one.offered]
        self._names, self._alike, self.sales, self.own = names, alike, sales, own
        self.several = len(own) > 1
        self.park = park
        self.fate: sales_fate.Said | None = None
        self.people: KeptPeople | None = None

    def body(self) -> ComposeResult:
        """Who, the reasons, what is named with them, the note, the sales, the people."""
        if self._names:
            yield Static(Content(self._names), classes="who", markup=False)
        yield ReasonLine([(one.code, _said(one)) for one in self.reasons])
        yield Which(self._alike, self.own)
        with Below():
            with Horizontal(classes="line"):
                yield Static("Note", classes="label")
                yield Entry(self._before.note, placeholder="what happened, in a line", id="note")
            yield ActLine(id="sales")
            with Horizontal(classes="line", id="goes-on"):
                yield Static("Why so", classes="label")
                why = self._before.because if self._before.fate is Fate.DETACH else ""
                hint = f"why {self.sales_told} on without this lead"
                yield Entry(why, placeholder=hint, id="because", max_length=200)
            yield ActLine(id="people")
            yield ActLine(id="not-now")

    @property
    def sales_told(self) -> str:
        """``it goes`` or ``they go``."""
        return "they go" if len(self.sales) > 1 else "it goes"

    def keys(self) -> Sequence[Key]:
        """What keys do where the cursor is: on the reasons, in a text, on a line."""
        enter = Key("enter", "disqualify", kept=True)
        match self.focused.id if self.focused is not None else None:
            case "record":
                return (Key("↓", "takes one"), Key("shift+tab", "reasons"), Key("tab", "note"), enter, ESC)
            case "note" | "because":
                below = "opportunity, people" if self.asks_sales else "people"
                return (enter, Key("↓", below), Key("↑", "reasons"), Key("ctrl+z", "as it was"), ESC)
            case "sales":
                return (Key("space", f"what becomes of {sales_fate.them(self.sales)}"), enter, ESC)
            case "people":
                return (*self._people_keys(), enter, ESC)
            case "not-now":
                return (Key("enter", "hide it until a date", kept=True), Key("↑", "back"), ESC)
            case _:
                park = () if self.chosen else (Key("s", "not now"),)
                return (Key(digits(len(self.reasons)), "reason"), *park, Key("tab", "note"), enter, ESC)

    def _people_keys(self) -> Sequence[Key]:
        if self.people is None or self.people.request is None:
            return (Key("space", "keep them"),)
        named = {"A": "account", "C": "contact", "D": "duplicates"}
        return (Key("space", "keep nobody"), *(Key(one, named[one]) for one in self.people.letters))

    def letters(self) -> str:
        """The letters that are commands: the people's on their line, ``s`` while no reason is chosen."""
        here = self.focused.id if self.focused is not None else None
        if here == "people" and self.people is not None:
            return self.people.letters
        return "s" if not self.chosen and here not in ("sales", "people", "not-now") else ""

    @property
    def chosen(self) -> str:
        """The code of the chosen reason, empty for none."""
        return next((one.chosen for one in self.query(ReasonLine)), "")

    @property
    def asks_sales(self) -> bool:
        """Whether it has to be said what becomes of open sales."""
        return bool(self.sales) or self.several

    async def on_mount(self) -> None:
        """Digits work at once; nothing is chosen but what was said before."""
        self.people = KeptPeople(self.shell, None if self.several else self.own[0])
        self.query_one(ReasonLine).focus()
        await self._open_with(self._before)
        self.tell()

    async def _open_with(self, before: Closing) -> None:
        """All that was said for many leads, to be changed for this one."""
        if before.record is not None:
            kind, number = before.record
            self.which.line.value = f"{kind} {number}"
        if before.reason:
            self.choose(before.reason)
        if before.fate is not None:
            self.fate = before.fate, before.because
        if before.people is not None and self.people is not None:
            self.people.request = before.people
            await self.people.read(before.record)

    def on_resize(self) -> None:
        """The lines are as wide as the dialog."""
        self.call_after_refresh(self.tell)

    @property
    def which(self) -> Which:
        """The line for the record that a reason names."""
        return self.query_one(Which)

    def text(self, name: str) -> str:
        """What is typed in that line."""
        return self.query_one(f"#{name}", Entry).value.strip()

    def choose(self, code: str, *, goes_on: bool = True) -> None:
        """Put the mark on that reason, and ask for what it names; ``goes_on``: the cursor goes there."""
        self.query_one(ReasonLine).chosen = code
        names = any(one.names for one in self.reasons if one.code == code)
        self.set_class(names, "-names")
        self.say("")
        self.tell()
        if names and (offered := self.which.offer()):
            self.filled_in("record", offered)
        if names and goes_on and not self.which.line.value:
            self.set_focus(self.which.line)

    def text_line(self) -> str:
        """A letter begins which record it is, where the reason names one."""
        return "#record" if self.has_class("-names") else self.LINE

    @on(Which.Picked)
    def _picked(self, event: Which.Picked) -> None:
        event.stop()
        self.say("")

    def on_descendant_focus(self) -> None:
        """Other keys and hints where the cursor is now."""
        self.tell()

    def tell(self) -> None:
        """Draw what is said of sales and people."""
        cells = self.query_one(ReasonLine).size.width or 70
        self.set_class(self.asks_sales, "-sales")
        self.set_class(self.fate is not None and self.fate[0] is Fate.DETACH, "-detach")
        self.query_one("#sales", ActLine).update(sales_fate.line(self.sales, self.fate, cells))
        if self.people is not None:
            self.query_one("#people", ActLine).update(Content("\n").join(self.people.lines(cells)))
        park = "space here" if self.chosen else "s"
        self.query_one("#not-now", ActLine).update(
            Content(f"Not now? {park} keeps the lead open and hides it until a date.")
        )
        self.refresh_keys()


def _said(reason: StatusReason) -> str:
    return f"{reason.label}{' …' if reason.names else ''}{', needs a note' if reason.note_required else ''}"
