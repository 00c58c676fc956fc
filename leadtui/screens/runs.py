"""Many at once: the runs of the acting user, and the leads of one."""

from collections.abc import Sequence
from itertools import islice
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from leadtui import store
from leadtui.commands import Command
from leadtui.domain.bulk import Phase, Row, Run
from leadtui.domain.fields import Kind
from leadtui.domain.text import plural
from leadtui.screens import bulk_lines, bulk_running, doing
from leadtui.screens.base import bindings
from leadtui.screens.paged import WINDOW, Paged
from leadtui.store import Session
from leadtui.widgets.showing import Setting


class Runs(Paged[Run]):
    """The runs, the newest first; Enter shows what came of each lead."""

    SCOPE: ClassVar[str] = "runs"
    TITLE_OF = "Many at once"
    BINDINGS: ClassVar[list[BindingType]] = bindings("runs")
    EMPTY = (
        (("You have not acted on many leads at once yet.", "bold"),),
        (
            ("space v A", "bold $accent"), " mark leads in a list, then ", ("q d r a e f s", "bold $accent"),
            " ask once and act on all of them. ", ("esc", "bold $accent"), " goes back.",
        ),
    )  # fmt: skip

    def window(self, session: Session, last: Run | None) -> Sequence[Run]:
        """The next ones."""
        return store.my_runs(session, WINDOW, None if last is None else last.id)

    def head(self, cells: int) -> str:
        """The columns' titles."""
        return bulk_lines.runs_head(cells)

    def line(self, one: Run, at: Setting, cells: int) -> Content:
        """When, how far, what."""
        return bulk_lines.run_line(one, at, self._state(one), cells)

    def foot(self, one: Run) -> str:
        """What was asked, whole, and how far it is."""
        return bulk_lines.run_foot(one)

    def _state(self, one: Run) -> str:
        return "goes on" if bulk_running.under_way(self.shell, one.id) else one.state

    async def action_open(self) -> None:
        """What came of each of its leads."""
        if (one := self.current) is not None:
            self.shell.push_screen(RunRows(one))

    def action_halt(self) -> None:
        """Stop it, or go on."""
        if (one := self.current) is not None:
            self.run_worker(_halt_or_go_on(self, one), group="command")

    def label(self, command: Command) -> str:
        """What the key does with the run under the cursor."""
        return _label(self, command, self.current)

    def why_not(self, command_id: str) -> str | None:
        """There must be a run that is not finished."""
        return _why_not(command_id, self.current)

    def in_footer(self, command: Command) -> bool:
        """No offer to take back what is taken back, or wrote nothing; `u` still tries what could not be."""
        return super().in_footer(command) and not (command.id == "undo" and _has_nothing(self.current))

    async def action_undo(self) -> None:
        """Take back all that the run under the cursor wrote."""
        if self.current is not None:
            await bulk_running.take_back(self.shell, self.current.id)


class RunRows(Paged[Row]):
    """The leads of one run."""

    SCOPE: ClassVar[str] = "run"
    BINDINGS: ClassVar[list[BindingType]] = bindings("run")
    EMPTY = ((("It has no leads.", "bold"),),)

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run = run

    def window(self, session: Session, last: Row | None) -> Sequence[Row]:
        """The next ones; with the first the run itself is read again."""
        if last is None:
            self._run = store.run_of(session, self._run.id)
        after = 0 if last is None else last.place
        return list(islice(store.run_rows(session, self._run.id, after=after), WINDOW))

    def title_text(self) -> str:
        """What was asked of them."""
        return f"Run {self._run.id}: {self._run.title}"

    def count(self) -> str:
        """How many, and how the run stands."""
        going = bulk_running.under_way(self.shell, self._run.id)
        return f"{plural(self._run.total, 'lead')}, {'goes on' if going else self._run.state}"

    def head(self, cells: int) -> str:
        """The columns' titles."""
        return bulk_lines.rows_head(cells)

    def line(self, one: Row, at: Setting, cells: int) -> Content:
        """What came of it."""
        return bulk_lines.row_line(one, cells)

    def foot(self, one: Row) -> str:
        """All that came of it."""
        return bulk_lines.foot(one)

    async def action_open(self) -> None:
        """The lead."""
        if (one := self.current) is not None:
            await doing.open_record(self.shell, Kind.LEAD, one.lead, [row.lead for row in self.found])

    def action_halt(self) -> None:
        """Stop it, or go on."""
        self.run_worker(_halt_or_go_on(self, self._run), group="command")

    def label(self, command: Command) -> str:
        """What the key does with the run."""
        return _label(self, command, self._run)

    def why_not(self, command_id: str) -> str | None:
        """A finished run neither stops nor goes on."""
        if command_id == "open" and self.current is None:
            return "There is no lead to open."
        return _why_not(command_id, self._run) if command_id == "halt" else None

    def in_footer(self, command: Command) -> bool:
        """No offer to take back what is taken back, or wrote nothing; `u` still tries what could not be."""
        return super().in_footer(command) and not (command.id == "undo" and _has_nothing(self._run))

    async def action_undo(self) -> None:
        """Take back all that the run wrote."""
        await bulk_running.take_back(self.shell, self._run.id)


def _label(screen: "Runs | RunRows", command: Command, run: Run | None) -> str:
    if command.id == "undo":
        return "take back"
    if command.id != "halt" or run is None:
        return command.label
    return "stop" if bulk_running.under_way(screen.shell, run.id) else "go on"


def _why_not(command_id: str, run: Run | None) -> str | None:
    if command_id not in ("open", "halt"):
        return None
    if run is None:
        return "There is no run."
    if command_id == "halt" and not run.tally.waiting:
        return f"Run {run.id} is {run.state}: each lead had its turn. enter shows what came of them."
    return None


def _has_nothing(run: Run | None) -> bool:
    return run is None or run.phase is Phase.BACK or not run.tally.done


async def _halt_or_go_on(screen: "Runs | RunRows", run: Run) -> None:
    if (running := bulk_running.under_way(screen.shell, run.id)) is not None:
        running.halt()
        screen.say("Stopping after the lead under way …")
    else:
        await bulk_running.carry_on(screen.shell, run.id)
    await screen.look_again()
