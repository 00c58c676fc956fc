"""Which record: a few choices by digit, and any other one by a few letters of its name, e-mail or number."""

from asyncio import sleep
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from leadtui import store
from leadtui.domain.brief import Linkable
from leadtui.domain.fields import Kind
from leadtui.domain.match import Ref
from leadtui.domain.text import clean, fit, plural, width
from leadtui.screens.answering import Telling, seen
from leadtui.screens.choices import option_line
from leadtui.screens.dialog import ESC
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines, Row

PAUSE = 0.12
"""Seconds without a key until the store is asked; a search for what stood there before is called off."""
MOST = 8
"""Finds of each kind."""
_LEAST, _HIGHEST = 6, 12  # lines of the list


@dataclass(frozen=True, slots=True)
class Offer:
    """One line that stands there before anything is typed.

    Attributes:
        answer: what the dialog answers: a word, or the record.
        label: what it says; ``aside`` stands quietly behind it.
    """

    answer: str | Ref
    label: str
    aside: str = ""


class Find(Telling[str | tuple[Kind, int] | None]):
    """Asks for one of some options, or for any record of some kinds.

    Digits and arrows choose among the options; letters are looked for. It answers an offer's word, or
    the kind and id of a record.

    Args:
        title: the question, cleaned.
        offers: what stands there before anything is typed; the first must be harmless.
        kinds: of which kinds a record is looked for.
        said: a sentence above them.
        typing: the cursor begins in the text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("slash", "type", show=False),
        Binding("enter", "take", show=False),
    ]
    DEFAULT_CSS = """
    Find {
        #said { height: auto; margin-bottom: 1; }
        .line { height: 1; margin-top: 1; }
        .line .label { width: 6; color: $muted; }
    }
    """
    LINE: ClassVar[str] = "#text"

    def __init__(
        self, title: str, offers: Sequence[Offer], kinds: Sequence[Kind], *, said: str = "", typing: bool
    ) -> None:
        super().__init__(title, "type to find any other")
        self.offers, self._kinds = tuple(offers), tuple(kinds)
        self._said, self._typing = said, typing
        self._found: tuple[Linkable, ...] = ()
        self._text = self._shown = ""  # what is typed, and what the lines were found by
        self._height = min(max(len(offers), _LEAST), _HIGHEST)

    def body(self) -> ComposeResult:
        """A sentence, the options or finds, the letters."""
        if self._said:
            yield Static(Content(clean(self._said)), id="said", markup=False)
        lines = Lines(self._rows, id="options")
        lines.styles.height = self._height
        yield lines
        with Horizontal(classes="line"):
            yield Static("Find", classes="label")
            yield Entry(placeholder="a few letters of the name, e-mail, phone or number", id="text")

    def keys(self) -> Sequence[Key]:
        """Digits, Enter, Esc."""
        last = min(len(self.offers), 9)
        digits = "" if not last or self._text else f"1-{last} " if last > 1 else "1 "
        return (
            Key("enter", "take this", kept=True),
            Key(f"{digits}up down", "choose"),
            Key("/", "find"),
            ESC,
        )

    def on_mount(self) -> None:
        """Digits work at once, or letters do."""
        self.query_one("#text" if self._typing or not self.offers else "#options").focus()

    def on_key(self, event: events.Key) -> None:
        """A digit chooses, unless it is typed."""
        sign = event.character or ""
        if isinstance(self.focused, Lines) and sign in "123456789"[: len(self.offers)] and sign:
            event.stop()
            self.dismiss(self.offers[int(sign) - 1].answer)
            return
        super().on_key(event)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._text = event.value.strip()
        self.run_worker(self._search(self._text), group="find", exclusive=True, exit_on_error=True)

    async def _search(self, text: str) -> None:
        """What fits, once the typing pauses; the next letter ends this worker and its statement."""
        if text:
            await sleep(PAUSE)
        found = await seen(self.shell, store.linkable, text, self._kinds, MOST) if text else ()
        self._found, self._shown = tuple(found or ()), text
        self.query_one("#options", Lines).show(self._rows)
        self.say("" if self._found or self._offered() else "Nothing is called that.")
        self.refresh_keys()

    @on(Input.Submitted)
    @on(Lines.Chosen)
    def _submitted(self, event: Input.Submitted | Lines.Chosen) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Enter: the one that the cursor is on; not while other lines are on their way."""
        if self._shown != self._text:
            self.say("Still looking; Enter once the lines are there.")
            return
        target = self.query_one("#options", Lines).target
        if isinstance(target, Offer):
            self.dismiss(target.answer)
        elif isinstance(target, Linkable):
            self._take(target)

    def _take(self, one: Linkable) -> None:
        if one.refusal is None:
            self.dismiss((one.brief.kind, one.brief.id))
        else:
            self.say(str(one.refusal), "warning")

    def action_step(self, by: int) -> None:
        """The one below or above."""
        self.query_one("#options", Lines).action_step(by)

    def action_type(self) -> None:
        """Letters from here on."""
        self.query_one("#text", Entry).focus()

    def _offered(self) -> list[Offer]:
        """What still fits what is typed: records that look the same come before any other find."""
        if not (typed := self._text.casefold()):
            return list(self.offers)
        return [one for one in self.offers if isinstance(one.answer, tuple) and typed in one.label.casefold()]

    def _rows(self, cells: int) -> list[Row]:
        offered = self._offered()
        rows = [
            Row(option_line(0 if self._text else number, one.label, one.aside, cells), one)
            for number, one in enumerate(offered, 1)
        ]
        there = {one.answer for one in offered}
        finds = [one for one in self._found if (one.brief.kind, one.brief.id) not in there]
        return [*rows, *(Row(find_line(one, cells, several=len(self._kinds) > 1), one) for one in finds)]


def find_line(one: Linkable, cells: int, *, several: bool) -> Content:
    """Number, name, and what tells it from others of that name, on one line."""
    brief, said = one.brief, about(one)
    kind = f"{brief.kind} " if several else ""
    head = f"   {kind}{brief.id} "
    room = max(cells - width(head) - 2, 16)
    name = fit(
        clean(brief.title) if one.readable else "not yours to read", max(room // 2, room - width(said) - 2)
    )
    style = "bold" if one.readable else "$muted"
    more = fit(said, room - width(name) - 2)
    return Content.assemble((head, "$muted"), (name, style), (f"  {more}", "$muted"))


def about(one: Linkable) -> str:
    """``ola's, 3 people, 2 open, Malmö``: whose it is comes first, for that decides who may."""
    brief = one.brief
    counts = [
        plural(one.people, "person", "people") if one.people else "",
        f"{one.sales} open" if one.sales else "",
    ]
    owner = f"{clean(brief.owner)}'s" if brief.owner else ""
    return ", ".join(part for part in (owner, *counts, clean(brief.detail)) if part)
