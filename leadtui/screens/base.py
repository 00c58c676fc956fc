"""What all screens share: keys from the command table, a footer, and a "no" that says why."""

from asyncio import CancelledError
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import cached_property
from inspect import iscoroutine
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static

from leadtui.commands import BY_ID, Command, of_scope
from leadtui.domain.fields import Kind
from leadtui.domain.text import clean
from leadtui.keymap import textual_keys
from leadtui.screens.elsewhere import akin, meant, where
from leadtui.screens.permitted import RIGHTS, forbidden
from leadtui.screens.shell import Severity, Shell, shell_of, take_size
from leadtui.store import Session
from leadtui.widgets.key_line import Key, KeyLine
from leadtui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.worker import Worker

P = ParamSpec("P")
T = TypeVar("T")
_MOVES = frozenset({"down", "up", "top", "bottom", "page_down", "page_up", "quit"})
_MOVING = frozenset(f"command('{move}')" for move in _MOVES)
TOO_SMALL = "leadtui needs 40 x 12 cells. Make the window larger; nothing is lost."


def bindings(scope: str) -> list[BindingType]:
    """One binding a command of the scope (one a key where the key is passed on)."""
    return [binding for command in of_scope(scope) for binding in _bound(command)]


def _bound(command: Command) -> Iterable[Binding]:
    if command.id == "quit":
        return
    if command.digits:
        for key in command.keys:
            yield Binding(key, f"command('{command.id}', {key})", command.label, show=False)
        return
    keys = ",".join(command.keys)
    yield Binding(keys, f"command('{command.id}')", command.label, show=False, id=command.id)


class LeadScreen(Screen[None]):
    """A screen whose keys are the rows of the command table with its scope.

    A subclass sets `SCOPE` and ``BINDINGS = bindings(SCOPE)``, yields its widgets from `content`
    and has a method ``action_<id>`` for each command; async ones run as workers, one at a time.
    """

    SCOPE: ClassVar[str] = "any"
    AUTO_FOCUS: ClassVar[str | None] = ""
    ESCAPE_TO_MINIMIZE: ClassVar[bool | None] = False
    _command: "Worker[object] | None" = None
    _writes_before = 0
    _opened = False  # whether the command brought a screen to the front
    _passing = ""

    @property
    def shell(self) -> Shell:
        """The app."""
        return shell_of(self)

    def compose(self) -> ComposeResult:
        """The screen's own widgets, then status line and footer."""
        take_size(self)
        yield from self.content()
        yield StatusLine(id="status")
        yield KeyLine(id="footer")
        yield Static(Content(TOO_SMALL), id="too-small", markup=False)

    def content(self) -> ComposeResult:
        """The widgets between the top and the status line."""
        raise NotImplementedError

    def why_not(self, command_id: str) -> str | None:
        """Why the command cannot run now, in one sentence with the key that mends it; None when it can."""
        return None

    def obstacle(self, command_id: str) -> str | None:
        """What blocks the command: the user's role, whatever the state, then what `why_not` knows."""
        kind: Kind | None = getattr(self, "kind", None)
        no = forbidden(self.shell.access, command_id, kind, self.many(command_id))
        return str(no) if no else self.why_not(command_id)

    def many(self, command_id: str) -> int:
        """On how many records the command would act."""
        return 1

    def label(self, command: Command) -> str:
        """The footer's words for a command here, such as ``qualify 3 marked``."""
        return command.label

    def in_footer(self, command: Command) -> bool:
        """Whether the footer names the command here, room permitting."""
        return bool(command.footer) and (not command.footer_in or self.SCOPE in command.footer_in)

    def action_command(self, command_id: str, *args: int) -> None:
        """The one door for keys and palette: refuses with the reason, or runs ``action_<id>``.

        While a command is on its way to its dialog no other one begins, by the mouse or the palette either:
        two would stack two dialogs, or take the second one to another lead.
        """
        if self.opening and BY_ID[command_id].id not in _MOVES:
            return
        self.forget_remark()
        if reason := self.obstacle(command_id):
            self._refuse(reason)
            return
        action: Callable[..., Awaitable[None] | None] | None = getattr(self, f"action_{command_id}", None)
        if action is None:
            self._refuse(f"{BY_ID[command_id].label.capitalize()} is not for this screen.")
            return
        answer = action(*args)  # what it acts on is taken now, not when the worker's turn comes
        if iscoroutine(answer):
            self._writes_before, self._opened = self.shell.writes, False
            self._command = self.run_worker(answer, group="command")

    @property
    def in_front(self) -> bool:
        """Whether nothing is over it; Textual calls current what a dialog leaves in view, too."""
        return self.is_current and self.shell.screen is self

    @property
    def opening(self) -> bool:
        """Whether a command was begun here and its dialog is not in front yet: keys wait for it."""
        return self._command is not None and not self._command.is_finished and self.in_front

    @on(events.ScreenResume)
    def _alone(self) -> None:
        """What was said elsewhere is past: a screen that comes back says nothing, or what was done since."""
        if self.in_front:
            for other in self.shell.behind():
                if isinstance(other, LeadScreen) and other.is_mounted:
                    other.say("")

    @on(events.ScreenSuspend)
    def _covered(self) -> None:
        """What keys waited for is in front: they are for it."""
        self._opened = True
        self.shell.go_on()

    def on_worker_state_changed(self, event: "Worker.StateChanged") -> None:
        """A command came to its end: what was typed for a dialog that did not open is no list's to take.

        Behind one that opened a dialog, or wrote without asking as a claim does, the keys are commands.
        """
        mine = self._command
        if mine is not None and mine.is_finished and mine is event.worker:  # pyright: ignore[reportUnknownMemberType]
            refused = self.in_front and not self._opened and self.shell.writes == self._writes_before
            self.shell.go_on(self._moves if refused else None)

    def _moves(self, event: events.Key | events.Paste) -> bool:
        bound = self.active_bindings.get(event.key) if isinstance(event, events.Key) else None
        return bound is not None and bound.binding.action in _MOVING

    def _refuse(self, reason: str) -> None:
        self.remark(reason, "warning")

    def remark(self, text: str, severity: Severity = "information") -> None:
        """Say what is true of the record that the cursor is on, or why not: it goes with the next command."""
        self._passing = clean(text)
        self.shell.say(text, severity)

    def forget_remark(self) -> None:
        """Take a remark off the status line once something else was done: it speaks of what is past."""
        if self._passing and self.query_one("#status", StatusLine).said == self._passing:
            self.say("")
        self._passing = ""

    def on_key(self, event: events.Key) -> None:
        """A key that nothing answers says why: what its command needs, or where that is."""
        if event.key in self._known_keys or event.key in self.active_bindings:
            return
        printed = (event.character or "").strip() if event.is_printable else ""
        command = meant(self.SCOPE, event.key, self._keys_of)
        if command is not None:
            self._refuse(self._not_here(command, printed or command.key))
        elif event.is_printable:
            self._refuse(f"{printed or event.key} does nothing here. ? shows the keys.")

    def _not_here(self, command: Command, key: str) -> str:
        """Why a command of other screens is not for this one: state or right, else where it is."""
        named = f"{key} ({command.label})"
        wanted = akin(self.SCOPE, command) and command.id in RIGHTS
        if wanted and (reason := self.obstacle(command.id)):
            return f"{named}: {reason[:1].lower()}{reason[1:]}"
        return f"{named} {where(self.SCOPE, command)}"

    def _keys_of(self, command: Command) -> Sequence[str]:
        own = self.shell.config.keys.get(command.id)
        return command.keys if own is None else textual_keys(own)

    @cached_property
    def _known_keys(self) -> frozenset[str]:
        """The keys of this screen: most keys pressed need no search for who answers them."""
        return frozenset(key for command in self.commands() for key in self._keys_of(command))

    def commands(self) -> Sequence[Command]:
        """The commands of this screen, for palette and help."""
        return of_scope(self.SCOPE)

    def footer(self) -> Sequence[Key]:
        """The keys of the footer."""
        shown = sorted((c for c in self.commands() if self.in_footer(c)), key=lambda c: c.footer)
        return [self._key(command) for command in shown]

    def refresh_footer(self) -> None:
        """Draw the footer again if what it says changed."""
        try:
            self.query_one("#footer", KeyLine).show(self.footer())
        except NoMatches:
            return  # not composed yet; on_mount draws it

    def say(self, text: str, severity: Severity = "information") -> None:
        """Put a sentence on this screen's status line."""
        self.query_one("#status", StatusLine).say(text, severity)

    def tell_aside(self) -> None:
        """Show at the right of the status line what goes on behind the screen."""
        self.query_one("#status", StatusLine).aside(self.shell.progress)

    async def look_again(self) -> None:
        """Something was written behind the screen: read what is shown again."""

    def on_mount(self) -> None:
        """First footer."""
        self.refresh_footer()

    def _key(self, command: Command) -> Key:
        able = self.obstacle(command.id) is None
        return Key(command.key, self.label(command), able, kept=command.id == "help")

    async def read(self, job: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read for the screen."""
        return self._still_here(await self.shell.worker.read(job, *args, **kwargs))

    async def in_background(
        self, job: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Read what nobody waits for."""
        return self._still_here(await self.shell.worker.background(job, *args, **kwargs))

    def _still_here(self, answer: T) -> T:
        """Call the worker off whose screen went away while it read: its widgets are gone."""
        if not self.query(StatusLine):
            raise CancelledError
        return answer

    # The commands that work everywhere and ask only the app.

    def action_previous_screen(self) -> None:
        """The screen to the left."""
        self.shell.call_later(self.shell.run_action, "app.turn(-1)")

    def action_next_screen(self) -> None:
        """The screen to the right."""
        self.shell.call_later(self.shell.run_action, "app.turn(1)")

    def action_go_to(self) -> None:
        """The list of places, one letter each."""
        from leadtui.screens.go_to import GoTo

        self.shell.push_screen(GoTo())

    def action_palette(self) -> None:
        """The palette over this screen's commands, views and records."""
        from leadtui.screens.palette import Palette

        self.shell.push_screen(Palette(self))

    def action_help(self) -> None:
        """All keys of this screen, searchable."""
        from leadtui.screens.help import Help

        self.shell.push_screen(Help(self))

    async def action_undo(self) -> None:
        """Take back the last command."""
        from leadtui.screens import doing

        await doing.undo(self.shell)

    async def action_new(self) -> None:
        """A new lead."""
        from leadtui.screens import doing

        await doing.new(self.shell, Kind.LEAD)
