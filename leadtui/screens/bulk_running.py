"""Runs over many leads that go on behind the screen: how far they are, stopping, going on, taking back."""

import time

from leadtui import store
from leadtui.actions import bulk
from leadtui.domain.bulk import Row, Run, Tally
from leadtui.domain.records import Operation
from leadtui.domain.results import Conflict, Refusal
from leadtui.domain.text import width
from leadtui.screens.answering import TAKES_BACK, seen
from leadtui.screens.base import LeadScreen
from leadtui.screens.details import read_setting
from leadtui.screens.shell import Shell
from leadtui.screens.undo import Undo
from leadtui.store import StoreError

EVERY = 0.25
"""Seconds between two progress numbers."""
NEEDS_KEY = "' Y shows them"


class Running:
    """One run on a thread of its own; other writes and all reads go on beside it.

    Attributes:
        run: as it was begun.
        tally: how far it is.
    """

    def __init__(self, app: Shell, run: Run) -> None:
        self._app, self.run, self.tally = app, run, run.tally
        self._halted = False
        self._told = time.monotonic()

    @property
    def progress(self) -> str:
        """How far it is, in a few words."""
        return f"{self.tally.tried:,} of {self.tally.total:,} …"

    def halt(self) -> None:
        """Stop after the lead under way."""
        self._halted = True

    async def go(self) -> None:
        """Until each lead has had its turn, or it is stopped."""
        app = self._app
        app.under_way = (*app.under_way, self)
        try:
            ended = await app.worker.apart(bulk.carry_on, self.run.id, self._after)
        except StoreError as fault:
            app.say(f"{fault.sentence} The run goes on from there: ' M.", "error")
        else:
            self._sum_up(ended)
        finally:
            app.under_way = tuple(one for one in app.under_way if one is not self)
            app.touch()
        await _look_again(app)

    def _sum_up(self, ended: Run | Refusal) -> None:
        if isinstance(ended, Refusal):
            self._app.say(str(ended), "warning")
            return
        tally, said = ended.tally, [bulk.sentence(ended)]
        if tally.queued or tally.conflict:
            said.append(NEEDS_KEY)
        if tally.waiting:
            said.append("' M goes on")
        if tally.done:
            said.append(TAKES_BACK if tally.done == 1 else "u takes all back")
        while len(said) > 1 and width("  ".join(said)) > self._app.size.width - 2:
            said.pop()
        self._app.say("  ".join(said), "information" if tally.done == tally.total else "warning")

    def _after(self, step: bulk.Step) -> None:
        """Runs on the run's own thread; an exception here ends it between two leads."""
        self.tally = step.tally
        if self._halted:
            raise bulk.Stopped
        now = time.monotonic()
        if now - self._told >= EVERY:
            self._told = now
            self._app.call_from_thread(tell_progress, self._app)


def tell_progress(app: Shell) -> None:
    """Show on the screen in front how far it is."""
    if isinstance(app.screen, LeadScreen) and app.screen.is_mounted:
        app.screen.tell_aside()


async def _look_again(app: Shell) -> None:
    front = app.screen
    if isinstance(front, LeadScreen) and front.is_mounted:
        front.tell_aside()
        await front.look_again()


def start(app: Shell, run: Run) -> None:
    """Carry a run on behind the screen."""
    if all(one.run.id != run.id for one in app.under_way):
        app.run_worker(Running(app, run).go, group=f"run {run.id}")


def under_way(app: Shell, number: int) -> Running | None:
    """The run of that number, where this app carries it on."""
    return next((one for one in app.under_way if one.run.id == number), None)


# -- taking back


class _Back:
    """Takes a run back while its dialog is open."""

    def __init__(self, app: Shell, number: int) -> None:
        self._app, self._number = app, number
        self._halted = False
        self._told = 0.0
        self.first: Row | None = None
        self.found: tuple[Run, Tally] | None = None

    def halt(self) -> None:
        """Stop after the lead under way."""
        self._halted = True

    async def commit(self, _: object) -> Refusal | Conflict | None:
        """Take it back; the "no" holds the dialog open."""
        if (running := under_way(self._app, self._number)) is not None:
            running.halt()
        try:
            found = await self._app.worker.apart(bulk.take_back, self._number, self._after)
        except StoreError as fault:
            return Refusal(fault.code, fault.sentence, fault.fix, exit=fault.exit)
        finally:
            self._app.touch()
        if isinstance(found, Refusal):
            return found
        self.found = found
        return None

    def _after(self, step: bulk.Step) -> None:
        if step.row.back != "done" and self.first is None:
            self.first = step.row
        if self._halted:
            raise bulk.Stopped
        now = time.monotonic()
        if now - self._told >= EVERY:
            self._told = now
            said = f"{step.tally.tried:,} of {step.tally.total:,} …  esc stops here"
            self._app.call_from_thread(self._app.say, said)


async def take_back(app: Shell, number: int) -> bool:
    """Take back all that a run wrote, named first; whether anything was."""
    run = await seen(app, store.my_run, number)
    at = await seen(app, read_setting)
    if not isinstance(run, Run) or at is None:
        if isinstance(run, Refusal):
            app.say(str(run), "warning")
        return False
    if not run.tally.done:
        app.say(f"Run {run.id} changed nothing: there is nothing to take back.")
        return False
    back = _Back(app, number)
    named = Operation(0, run.op_id, run.act.value, run.by, run.at, f"{run.deed}.", run=run.id)
    screen = Undo(named, at, back.commit)
    screen.stops(back.halt)
    await app.push_screen_wait(screen)
    if back.found is None:
        return False
    ended, tally = back.found
    app.say(
        bulk.back_sentence(ended, tally, back.first), "warning" if tally.done < tally.total else "information"
    )
    return bool(tally.done)


async def carry_on(app: Shell, number: int) -> bool:
    """Go on with a run that was stopped."""
    run = await seen(app, store.resume_run, number)
    if isinstance(run, Refusal):
        app.say(str(run), "warning")
    elif run is not None and not run.tally.waiting:
        app.say(f"Run {run.id} is finished: each lead had its turn.")
    elif run is not None:
        start(app, run)
        return True
    return False


__all__ = ["Running", "carry_on", "start", "take_back", "tell_progress", "under_way"]
