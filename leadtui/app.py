"""The app: which screens there are, how it starts, speaks, and ends. The work is in the screens."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import WorkerFailed

from leadtui import crash, paths
from leadtui.actions.worker import Worker
from leadtui.config import Config
from leadtui.domain.fields import Kind
from leadtui.domain.results import Exit
from leadtui.domain.text import clean
from leadtui.keymap import checked
from leadtui.screens.base import LeadScreen
from leadtui.screens.dialog import Dialog
from leadtui.screens.places import MODES_IN_ORDER, mode_of_view
from leadtui.screens.reading import Window
from leadtui.screens.shell import Keeps, Severity, Shell
from leadtui.store import StoreError
from leadtui.themes import THEMES
from leadtui.widgets.belt import Belt

_GRACE = 2.0  # seconds to keep drafts and leave in order, once we are told to end
_ENDING = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name))


def _active() -> Screen[Any]:
    from leadtui.screens.active_leads import ActiveLeads

    return ActiveLeads()


def _closed() -> Screen[Any]:
    from leadtui.screens.closed_leads import ClosedLeads

    return ClosedLeads()


def _records(kind: Kind) -> Callable[[], Screen[Any]]:
    def make() -> Screen[Any]:
        from leadtui.screens.records import Records, Sales

        return Sales(kind) if kind is Kind.OPPORTUNITY else Records(kind)

    return make


def _reports() -> Screen[Any]:
    from leadtui.screens.effectiveness import Effectiveness

    return Effectiveness()


class LeadApp(Shell):
    """leadtui in the terminal.

    Args:
        store: path or URL of the store, or a worker that has it open.
        user, login: who acts, as `leadtui.store.open_session` takes it.
        view: the view to start with; None: the user's last one, else theirs, else all open leads.
        ahead: the first window of that view, where it was read already.
        config: theme, signs, mouse and keys.
    """

    CSS_PATH = "look.tcss"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-too-narrow"), (40, "-line"), (64, "-strip"), (110, "-side")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-too-low"), (12, "-high-enough")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "quit", show=False, priority=True)]
    DEFAULT_MODE = "active"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {  # imported on the first visit
        "active": _active,
        "closed": _closed,
        "accounts": _records(Kind.ACCOUNT),
        "contacts": _records(Kind.CONTACT),
        "opportunities": _records(Kind.OPPORTUNITY),
        "reports": _reports,
    }

    def __init__(
        self,
        store: str | Worker,
        *,
        user: str | None = None,
        login: str | None = None,
        view: str | None = None,
        ahead: Window | None = None,
        config: Config | None = None,
    ) -> None:
        self.config = config or Config()
        # Decided before Textual starts: an ansi theme chosen later draws black on black (terminal.md c.8).
        plain = "NO_COLOR" in os.environ or self.config.theme == "ansi"
        super().__init__(ansi_color=True if plain else None)
        for theme in THEMES.values():
            self.register_theme(theme)
        self._start_theme("ansi" if plain else self.config.theme)
        self.animation_level = "none"
        self._filters.append(Belt(ascii=self.config.ascii))
        self.set_keymap(checked(self.config.keys))
        self.worker = store if isinstance(store, Worker) else Worker(store, user=user, login=login)
        self.opens_result = self.config.after_qualifying == "open"
        self.start_view = view
        self.acting = user or login or ""
        self.ahead = ahead
        self.user, self.people, self.today = self.acting, {}, date.min
        self.said = []
        self.writes, self.touched = 0, {}
        self._owns_worker = not isinstance(store, Worker)
        self.worker.on_stranger = self._leave

    def _start_theme(self, name: str) -> None:
        if name != "dark":
            self.theme = name
            return
        # The one that most people have, without its watcher: that parses all CSS twice more before the
        # first frame. Classes and filters are Textual's for a dark theme already.
        self.set_reactive(LeadApp.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())

    # -- start and end

    async def on_mount(self) -> None:
        """Watch for the end of the line; go where the start view is."""
        loop = asyncio.get_running_loop()
        for number in _ENDING:
            with suppress(ValueError, NotImplementedError, RuntimeError):  # not the main thread, not Unix
                loop.add_signal_handler(number, self._hang_up, number)
        if (mode := mode_of_view(self.start_view)) != self.DEFAULT_MODE:
            self.switch_mode(mode)

    async def on_unmount(self) -> None:
        """Finish the write under way, stop runs over many leads after theirs, close the store."""
        loop = asyncio.get_running_loop()
        for number in _ENDING:
            with suppress(ValueError, NotImplementedError, RuntimeError):
                loop.remove_signal_handler(number)
        for run in self.under_way:
            run.halt()
        if self._owns_worker:
            await asyncio.to_thread(self.worker.close)

    def _hang_up(self, number: int) -> None:
        """The terminal went away or someone ends us: keep what is half typed, then leave."""
        # A terminal that is gone can hold up an orderly end for ever (store.md 5): this one cannot.
        last = threading.Timer(_GRACE, os._exit, (128 + number,))
        last.daemon = True
        last.start()
        self.run_worker(partial(self._keep_and_leave, number), exclusive=True, group="hang-up")

    async def _keep_and_leave(self, number: int) -> None:
        try:
            await self.keep_drafts()
        finally:
            self.exit(return_code=128 + number)

    async def keep_drafts(self) -> None:
        """Save every half-typed form and plan on any of the screens."""
        for mode in MODES_IN_ORDER:
            for screen in self._screen_stacks.get(mode, []):
                if isinstance(screen, Keeps):
                    await screen.keep_draft()

    async def action_quit(self) -> None:
        """Leave; what is half typed is kept as a draft."""
        await self.keep_drafts()
        self.exit(return_code=Exit.DONE)

    def action_help_quit(self) -> None:
        """ctrl+c: say how to leave."""
        self.say("ctrl+q leaves leadtui.")

    # Textual's own commands that write files, stop the process or change the look by accident.

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Off: a picture of leads lands in no folder by a key."""

    def action_suspend_process(self) -> None:
        """Off: a stopped process would hold its place in the store."""

    # -- screens

    def action_turn(self, step: int) -> None:
        """Go to the screen to the left or right, round the ends."""
        here = MODES_IN_ORDER.index(self.current_mode)
        self.switch_mode(MODES_IN_ORDER[(here + step) % len(MODES_IN_ORDER)])

    def show_view(self, name: str, filter: str = "", back: Callable[[], object] | None = None) -> None:
        """Show a shipped view on the screen it belongs to, narrowed by a filter; ``back``: what esc does."""
        self.run_worker(partial(self._show_view, name, filter, back), group="view", exclusive=True)

    async def _show_view(self, name: str, filter: str, back: Callable[[], object] | None) -> None:
        from leadtui.screens.listing import Listing

        await self.switch_mode(mode_of_view(name))
        await self.uncover()
        assert isinstance(self.screen, Listing)
        self.screen.set_view(name, filter, back)

    def say(self, text: str, severity: Severity = "information") -> None:
        """One sentence on the status line of the screen in front; it stays until the next."""
        text = clean(text)
        self.said.append((text, severity))
        del self.said[:-100]
        screen = self.screen
        if isinstance(screen, LeadScreen | Dialog) and screen.is_mounted:
            screen.say(text, severity)

    def _handle_exception(self, error: Exception) -> None:
        """A fault of the store ends with its sentence and exit code, a bug with a report."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self._exit:  # leaving already: a screen taken down half made has nothing left to say
            return
        if isinstance(cause, StoreError):
            self._leave(cause)
            return
        super()._handle_exception(error)

    def _leave(self, fault: StoreError) -> None:
        self.exit(return_code=int(fault.exit), message=Text(clean(str(fault))))

    def _fatal_error(self) -> None:
        # Textual would print local variables here (terminal.md c.12).
        error = sys.exception() or self._exception or RuntimeError()
        cause = error.error if isinstance(error, WorkerFailed) else error
        path = crash.write_report(cause, paths.crash_dir())
        self._exit_renderables.append(Text(crash.sentence_of(cause, path)))
        self._close_messages_no_wait()


def run(app: LeadApp) -> int:
    """Run the app in this terminal until the user leaves; gives the exit code of the process."""
    app.run(mouse=app.config.wants_mouse())
    return app.return_code or 0
