"""Which record a reason names: typed by number or name, shown with its title as one types."""

from asyncio import sleep
from collections.abc import Collection, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from leadtui import store
from leadtui.domain.closing import NAMED, Ref
from leadtui.domain.fields import Kind
from leadtui.domain.records import Brief
from leadtui.domain.results import Invalid
from leadtui.domain.text import clean
from leadtui.screens.answering import seen
from leadtui.screens.shell import shell_of
from leadtui.widgets.entry import Entry

_MOST: Final = 6
_PAUSE: Final = 0.12  # seconds without a key until the store is asked
_NONE: Final = Invalid("There is no such record.", "Type its number or name.")


class Which(Widget):
    """A line for the record, and under it what it means or what looks alike.

    Attributes:
        ref: the record that what is typed means exactly.
    """

    DEFAULT_CSS: ClassVar[str] = """
    Which {
        height: auto;
        .line { height: 1; }
        .line .label { width: 14; color: $muted; }
        #means { height: auto; padding-left: 14; color: $muted; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "pick(1)", show=False),
        Binding("up", "pick(-1)", show=False),
    ]

    class Picked(Message):
        """One of those that are found was taken."""

    def __init__(self, alike: Sequence[Brief], own: Collection[int]) -> None:
        super().__init__()
        self._alike = [one for one in alike if one.kind in NAMED]
        self._own = {(Kind.LEAD, number) for number in own}
        self.ref: Ref | None = None
        self._hits: Sequence[Brief] = self._alike
        self._picked: Brief | None = None

    def compose(self) -> ComposeResult:
        """The line, then what it means."""
        with Horizontal(classes="line"):
            yield Static("Which", classes="label")
            yield Entry(placeholder="its number or name: a lead, contact, account …", id="record")
        yield Static("", id="means", markup=False)

    def on_mount(self) -> None:
        """What looks alike is offered."""
        self.line.select_on_focus = True
        self._show("")

    @property
    def line(self) -> Entry:
        """What is typed into."""
        return self.query_one("#record", Entry)

    def offer(self) -> str:
        """Fill in the person who looks most alike, where nothing is typed yet; a company is only told.

        Returns:
            What was filled in, empty where nothing was.
        """
        person = next((one for one in self._alike if one.kind in (Kind.LEAD, Kind.CONTACT)), None)
        if person is None or self.line.value:
            return ""
        self.line.value = named(person)
        return self.line.value

    def action_pick(self, by: int) -> None:
        """The next of those that are found."""
        if self._hits:
            at = self._hits.index(self._picked) + by if self._picked in self._hits else 0
            self._picked = self._hits[at % len(self._hits)]
            self.line.value = named(self._picked)
            self.post_message(self.Picked())

    async def resolve(self) -> Ref | Invalid | None:
        """The record that is meant, None where nothing is typed, or why that is not clear.

        One that is only near is filled in, to be taken by a second Enter.
        """
        text = self.line.value.strip()
        if not text:
            return None
        found = await self._found(text)
        exact = _exact(found, text)
        if exact is not None:
            return exact.kind, exact.id
        if len(found) == 1:
            self.line.value = named(found[0])
            return Invalid(f"The nearest is {told(found[0])}.", "Enter again takes it.")
        if not found:
            return _NONE
        names = ", ".join(told(one) for one in found[:4])
        return Invalid(f"Several match: {names}.", "Type its kind and number, such as lead 12.")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.run_worker(self._look(event.value.strip()), group="which", exclusive=True, exit_on_error=True)

    async def _look(self, text: str) -> None:
        self.ref = None
        if self._picked is not None and text == named(self._picked):
            self.ref = self._picked.kind, self._picked.id
            self._show(f"is {told(self._picked)}")
            return
        self._picked = None
        if not text:
            self._hits = self._alike
            self._show("")
            return
        await sleep(_PAUSE)
        found = self._hits = await self._found(text)
        exact = _exact(found, text)
        self.ref = (exact.kind, exact.id) if exact else None
        if exact is not None:
            self._show(f"is {told(exact)}")
        else:
            names = ", ".join(told(one) for one in found[:3])
            self._show(f"↓ takes one: {names}" if names else "nothing is called that")

    def _show(self, said: str) -> None:
        alike = ", ".join(told(one) for one in self._alike[:3])
        said = said or (f"alike: {alike}" if alike else "")
        means = self.query_one("#means", Static)
        means.update(Content(said))
        means.display = bool(said)

    async def _found(self, text: str) -> list[Brief]:
        """The records that a typed number or name may mean, but not the lead itself."""
        kind, _, rest = text.partition(" ")
        kinds = [one for one in NAMED if one == kind.casefold()]
        number = rest.partition(" ")[0]
        if kinds and number.isascii() and number.isdecimal():
            text = number
        found = [one for one in self._alike if text in (str(one.id), clean(one.title))]
        found += await seen(shell_of(self), store.find, text, kinds or NAMED, _MOST) or []
        said = [
            one for key, one in {(one.kind, one.id): one for one in found}.items() if key not in self._own
        ]
        if text == number and kinds:
            said = [one for one in said if (one.kind, str(one.id)) == (kinds[0], number)]
        return said


def named(one: Brief) -> str:
    """A record as it can be typed: its kind, its number, its name."""
    return f"{one.kind} {one.id} {clean(one.title)}"


def told(one: Brief) -> str:
    """The same with how it stands."""
    return named(one) + (f" ({clean(one.state)})" if one.state else "")


def _exact(found: Sequence[Brief], text: str) -> Brief | None:
    """The one that the text means just so; of several of that number the first."""
    exact = [one for one in found if text.casefold() in _ways(one)]
    return exact[0] if len(exact) == 1 or (exact and text.isdecimal()) else None


def _ways(one: Brief) -> tuple[str, ...]:
    short = f"{one.kind} {one.id}"
    return tuple(way.casefold() for way in (str(one.id), clean(one.title), short, named(one)))
