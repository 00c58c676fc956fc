"""The palette: any command, view or record by a few letters."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Protocol, runtime_checkable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.records import Brief
from leadtui.domain.text import clean, fit
from leadtui.domain.views import VIEWS, view
from leadtui.screens import doing
from leadtui.screens.base import LeadScreen
from leadtui.screens.dialog import ESC, Dialog
from leadtui.screens.places import PLACES, mode_of_view
from leadtui.store import StoreError
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines, Row

_KINDS = (Kind.LEAD, Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY)
PAUSE = 0.15  # seconds after the last key until records are looked up


@runtime_checkable
class Assigns(Protocol):
    """A screen whose leads the policy's rules can give away."""

    async def by_rules(self) -> None:
        """Propose it for the marks, else for the lead of the cursor."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: what it is, what it does; ``words`` is what typing is matched with."""

    title: str
    aside: str
    words: str
    run: Callable[[], object]


class Palette(Dialog[None]):
    """Typing ranks; arrows choose, Enter does it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "move(1)", show=False, priority=True),
        Binding("up,shift+tab", "move(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Palette { align: center top; }
    Palette #dialog { margin-top: 2; }
    Palette Lines { height: 14; margin: 1 0 0 0; }
    """

    def __init__(self, below: LeadScreen) -> None:
        super().__init__("Find a command, a view or a record")
        self._below = below
        self._fixed = [*self._commands(), *self._places()]
        self._records: list[Choice] = []
        self._found: list[Choice] = []
        self._at = 0
        self._wait = None

    def body(self) -> ComposeResult:
        """What is typed, and what fits."""
        yield Entry(placeholder="assign, due, northwind, 4211 …")
        yield Lines(self._rows, id="found")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Lines).can_focus = False
        self.query_one(Entry).focus()
        self._rank()
        self.run_worker(self._offer_sample, group="sample")

    async def _offer_sample(self) -> None:
        """A book without a lead can be filled with made-up ones; any other one is nobody's to play with."""
        try:
            some = await self.shell.worker.read(store.view_ids, view("all"), limit=1)
        except StoreError as fault:
            self.say(fault.sentence, "warning")
            return
        if not len(some) and self.is_mounted:
            sample = Choice("Sample", "400 leads to try", "sample fill demo data leads", self._sample)
            self._fixed.append(sample)
            self._rank()

    def keys(self) -> Sequence[Key]:
        """Choose and do."""
        return (Key("enter", "do it"), Key("up down", "choose"), ESC)

    def action_move(self, step: int) -> None:
        """Another line."""
        if self._found:
            self._at = (self._at + step) % len(self._found)
            self.query_one(Lines).show(self._rows)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._records = []
        self._rank()
        if self._wait is not None:
            self._wait.stop()
        if len(event.value.strip()) > 1:
            self._wait = self.set_timer(
                PAUSE, lambda: self.run_worker(partial(self._look_up, event.value), group="find")
            )

    @on(Input.Submitted)
    def _chosen(self) -> None:
        if self._found:
            choice = self._found[self._at]
            self.dismiss(None)
            self.shell.call_later(choice.run)

    async def _look_up(self, text: str) -> None:
        try:
            briefs = await self.shell.worker.read(store.find, text, _KINDS, 12)
        except StoreError as fault:
            self.say(fault.sentence, "warning")
            return
        if self.is_mounted and self.query_one(Entry).value == text:
            self._records = [self._record(brief) for brief in briefs]
            self._rank()

    def _rank(self) -> None:
        typed = self.query_one(Entry).value.casefold().strip()
        scored = [(score(typed, choice.words), index) for index, choice in enumerate(self._fixed)]
        best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))
        self._found = [*(self._fixed[index] for _, index in best), *self._records][:60]
        self._at = 0
        self.query_one(Lines).show(self._rows)

    def _rows(self, width: int) -> list[Row]:
        if not self._found:
            return [Row(Content.styled("Nothing fits. Two letters or more also find records.", "$muted"))]
        top = max(0, self._at - 13)
        return [Row(_line(c, width, i + top == self._at)) for i, c in enumerate(self._found[top : top + 14])]

    def _commands(self) -> Iterable[Choice]:
        below = self._below
        for command in below.commands():
            if command.id in (
                "down",
                "up",
                "top",
                "bottom",
                "page_down",
                "page_up",
                "item",
                "palette",
                "back",
            ):
                continue
            why = below.obstacle(command.id)
            title = command.label.capitalize() if why is None else f"({command.label})"
            words = f"{command.label} {command.id.replace('_', ' ')} {command.group} {command.help}"
            run = self.app_action("quit") if command.id == "quit" else _command(below, command.id)
            yield Choice(title, command.key, words.casefold(), run)
        if isinstance(below, Assigns) and below.obstacle("assign") is None:
            words = "assign by rules policy owner round robin territory"
            yield Choice("Assign by rules", "the policy's", words, lambda: below.run_worker(below.by_rules))
        yield Choice("Messages", "what was said so far", "messages log said", self._messages)

    def app_action(self, name: str) -> Callable[[], object]:
        """An action of the app."""
        return lambda: self._shell.run_action(f"app.{name}")

    def _places(self) -> Iterable[Choice]:
        for place in PLACES:
            yield Choice(
                place.title,
                "screen",
                place.title.casefold(),
                lambda mode=place.mode: self._shell.show_mode(mode),
            )
        words = "duplicates all whole book clusters same alike"
        yield Choice("Duplicates of the whole book", "screen", words, self._shell.go_to_duplicates)
        words = "needs you waiting gaps matches of runs many"
        yield Choice("Needs you", "screen", words, self._shell.go_to_needs)
        yield Choice("Many at once", "screen", "many at once runs bulk batch", self._shell.go_to_runs)
        words = "value lists sources campaigns products territories teams rename merge retire"
        yield Choice("Value lists", "screen", words, self._shell.go_to_lists)
        for name, shipped in VIEWS.items():
            words = f"{shipped.title} {name} {mode_of_view(name)}".casefold()
            yield Choice(shipped.title, "view", words, lambda name=name: self._shell.show_view(name))

    @property
    def _shell(self):
        return self._below.shell

    def _record(self, brief: Brief) -> Choice:
        named = [clean(brief.title) or f"{brief.kind} {brief.id}", clean(brief.detail)]
        return Choice(
            ", ".join(part for part in named if part),
            f"{brief.kind} {brief.id} {clean(brief.state)}".strip(),
            "",
            lambda: self._below.run_worker(
                partial(doing.open_record, self._shell, brief.kind, brief.id, [brief.id])
            ),
        )

    def _sample(self) -> None:
        self._below.run_worker(partial(sample, self._below))

    def _messages(self) -> None:
        from leadtui.screens.messages import Messages

        self._shell.push_screen(Messages(self._shell.said))


async def sample(screen: LeadScreen) -> None:
    """Fill a new database with believable leads."""
    from leadtui.actions.sample import fill

    shell = screen.shell
    shell.say("Making 400 leads …")
    try:
        await shell.worker.write(fill, 400, 7)
    except StoreError as fault:
        shell.say(f"{fault.sentence} {fault.fix}", "error")
        return
    shell.touch()
    shell.say("400 leads are here. They are made up; none is a real person.")
    screen.action_command("refresh")


def score(typed: str, words: str) -> int:
    """How well typed letters fit: the start of the whole, of a word, each word somewhere; 0 not at all."""
    if not typed:
        return 1
    if words.startswith(typed):
        return 1000 - len(words.split(" ", 1)[0])
    if f" {typed}" in words:
        return 500 - words.index(f" {typed}")
    parts = typed.split()
    if all(part in words for part in parts):
        return max(1, 200 - words.index(parts[0]))
    initials = "".join(word[:1] for word in words.split()[:4])
    return 100 if len(typed) > 1 and initials.startswith(typed) else 0


def _command(below: LeadScreen, id: str) -> Callable[[], object]:
    return lambda: below.action_command(id)


def _line(choice: Choice, width: int, here: bool) -> Content:
    aside = fit(choice.aside, 26)
    title = fit(choice.title, max(8, width - Content(aside).cell_length - 5))
    gap = " " * max(2, width - 3 - Content(title).cell_length - Content(aside).cell_length - 1)
    sign = ("▌ ", "$accent") if here else "  "
    return Content.assemble(sign, (title, "bold" if here else ""), gap, (aside, "$muted"))
