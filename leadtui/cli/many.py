"""Many leads at once: one outcome a line, and a run that goes on after a stop and is taken back as one."""

import signal
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadtui.cli import bulk_shapes
from leadtui.cli.call import Call, say
from leadtui.cli.choosing import Many
from leadtui.cli.outcome import refused
from leadtui.cli.output import emit, emit_json
from leadtui.cli.progress import Line, line_on_stderr
from leadtui.domain.bulk import Act, Asked, Outcome, Row, Run, Tally
from leadtui.domain.bulk_words import summed_up
from leadtui.domain.results import Exit, Refusal
from leadtui.domain.text import clean

if TYPE_CHECKING:
    from leadtui.actions.bulk import Step
    from leadtui.store import Session


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many leads are written: the name of the run, or only tried."""

    op_id: str | None = None
    dry_run: bool = False


def asked_of(act: Act, **values: Any) -> Asked:
    """What is asked of each lead; what was not said is left out."""
    return Asked(act, {name: value for name, value in values.items() if value not in (None, "", ())})


def write_many(call: Call, session: "Session", asked: Asked, many: Many, wanted: Wanted) -> int:
    """Write each of them as one is written, or only try it; prints one outcome a line.

    Returns:
        0 when all are done, 3 when some are not.
    """
    from leadtui.store import begin_run

    ids = many.numbers(session)
    if wanted.dry_run:
        return try_all(call, session, asked, ids)
    begun = begin_run(session, asked, ids, many.source, op_id=wanted.op_id)
    if isinstance(begun, Refusal):
        raise refused(begun)
    return go_on(call, session, begun, again=begun.tally.tried > 0)


def go_on(call: Call, session: "Session", run: Run, *, again: bool = False) -> int:
    """Carry a run on to its end; ``again``: what became of those before is told too."""
    from leadtui.actions.bulk import Stopped, carry_on
    from leadtui.store import run_rows

    if again:
        told = (row for row in run_rows(session, run.id) if row.outcome is not Outcome.WAITING)
        print_rows(call, told)
    with interruptible() as halted, line_on_stderr() as line:

        def after(step: "Step") -> None:
            print_row(call, step.row)
            show_progress(line, step)
            if halted():
                raise Stopped

        ended = carry_on(session, run.id, after)
    if isinstance(ended, Refusal):
        raise refused(ended)
    _sum_up(ended)
    return exit_of(ended.tally)


def _sum_up(run: Run) -> None:
    say(f"{run.tally.done} done, {run.tally.total - run.tally.done} not.")
    if run.total < 2:
        return
    say(f"Run {run.id}: {summed_up(run.act, run.tally)}")
    if run.tally.waiting:
        say(f"`leadtui lead run {run.id} --resume` goes on.")
    if run.tally.queued or run.tally.conflict:
        say("`leadtui lead needs` lists those that need you.")
    if run.tally.done:
        say(f"`leadtui undo --run {run.id}` takes all of it back.")


def try_all(
    call: Call, session: "Session", asked: Asked, ids: Iterable[int], version: int | None = None
) -> int:
    """What would come of each lead by itself; nothing is written. ``version`` is that of the only one."""
    from leadtui.actions.bulk import tried
    from leadtui.store import check_run

    numbers = list(ids)
    if no := check_run(session, asked, numbers):
        raise refused(no)
    tally = Tally(waiting=len(numbers))
    for row in tried(session, asked, numbers, len(numbers), version):
        print_row(call, row)
        tally = tally.moved(row.outcome)
    say(f"{tally.done} would be done, {tally.total - tally.done} not. Nothing is written.")
    return exit_of(tally)


def exit_of(tally: Tally) -> int:
    """0 when all are done, 3 when some are not."""
    return int(Exit.DONE if tally.done == tally.total else Exit.REFUSED)


def print_rows(call: Call, rows: Iterable[Row]) -> None:
    """One outcome a line."""
    for row in rows:
        print_row(call, row)


def print_row(call: Call, row: Row) -> None:
    """One outcome."""
    if call.json:
        emit_json(bulk_shapes.outcome(row))
    else:
        emit(f"{row.lead}\t{row.outcome}\t{clean(row.message)}")


def show_progress(line: Line, step: "Step") -> None:
    """How far it is, where the outcomes themselves go elsewhere."""
    if not sys.stdout.isatty():
        line.show(f"{step.tally.tried:,} of {step.tally.total:,} …")


@contextmanager
def interruptible() -> Generator[Any]:
    """Ctrl+C once: stop after the lead under way; a second time ends as ever."""
    halted: list[int] = []

    def halt(number: int, frame: object) -> None:
        halted.append(number)
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, halt)
    try:
        yield lambda: bool(halted)
    finally:
        signal.signal(signal.SIGINT, before)
