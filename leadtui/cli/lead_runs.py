"""``leadtui lead runs|run|needs``: what became of many leads at once, and which of them need a person."""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from leadtui.cli import bulk_shapes, many
from leadtui.cli.call import Call, say
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.outcome import refused
from leadtui.cli.output import emit_lines, table
from leadtui.domain.bulk import Row, Run, Waiting
from leadtui.domain.results import Exit, Refusal
from leadtui.domain.text import clean

if TYPE_CHECKING:
    from leadtui.store import Session

_STEP = 200  # lines of one read
_HEADS = ("id", "outcome", "code", "message", "operation", "settled", "taken_back")


@click.command("runs", cls=BookCommand, short_help="Your runs over many leads, the newest first.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N")
@pass_call
def runs(call: Call, limit: int) -> None:
    """List your runs over many leads, the newest first: how far each came."""
    from leadtui.store import my_runs

    with call.session() as session:
        found = my_runs(session, limit)
    if call.json:
        emit_lines(map(bulk_shapes.run, found))
        return
    heads = ("run", "when", "what", "done", "need you", "refused", "changed", "waiting", "state")
    table(heads, map(_line, found))


def _line(run: Run) -> tuple[str, ...]:
    counts = (run.tally.done, run.tally.queued, run.tally.refused, run.tally.conflict, run.tally.waiting)
    return (
        str(run.id),
        f"{run.at:%Y-%m-%d %H:%M}",
        run.title,
        *(str(count or "") for count in counts),
        run.state,
    )


@click.command("run", cls=BookCommand, short_help="What became of each lead of a run.")
@click.argument("number", metavar="RUN", type=int)
@click.option("--resume", is_flag=True, help="Go on where it was stopped; nothing is done twice.")
@click.option("--format", type=click.Choice(("table", "csv", "json")), help="csv for a spreadsheet.")
@pass_call
def run(call: Call, number: int, resume: bool, format: str | None) -> int:
    """Show what became of each lead of a run; exit 3 where some are not done.

    Of a run that was stopped, --resume gives the rest its turn first.
    """
    from leadtui.store import my_run, run_rows

    with call.session() as session:
        found = my_run(session, number)
        if isinstance(found, Refusal):
            raise refused(found)
        if resume:
            found = _resumed(session, found)
        _print(call, format, run_rows(session, number))
    say(f"Run {found.id}, {found.state}: {clean(found.title)}; {found.tally.done:,} done.")
    return many.exit_of(found.tally)


def _resumed(session: "Session", found: Run) -> Run:
    from leadtui.actions.bulk import Stopped, carry_on

    with many.interruptible() as halted:

        def after(_: object) -> None:
            if halted():
                raise Stopped

        ended = carry_on(session, found.id, after)
    if isinstance(ended, Refusal):
        raise refused(ended)
    return ended


def _print(call: Call, format: str | None, rows: Iterable[Row]) -> None:
    if format == "csv":
        from leadtui.transfer.writers import neutral

        out = csv.writer(sys.stdout)
        out.writerow(_HEADS)
        for row in rows:
            shape = bulk_shapes.run_row(row)
            out.writerow([neutral(str(shape[name] or "")) for name in _HEADS])
    elif call.json or format == "json":
        emit_lines(map(bulk_shapes.run_row, rows))
    else:
        many.print_rows(call, rows)


@click.command("needs", cls=BookCommand, short_help="Leads of your runs that need you.")
@click.option(
    "--drop", metavar="ID", type=int, multiple=True, help="Take this lead off the list; repeatable."
)
@pass_call
def needs(call: Call, drop: Sequence[int]) -> int:
    """List the leads of your runs that a person has to look at, and why.

    A lead leaves the list when you do to it what was asked, by whatever command, when somebody closes or
    opens it, or when you drop it. Exit code 4: a lead to drop was not on the list.
    """
    from leadtui.store import drop_rows

    with call.session() as session:
        gone = [bool(drop_rows(session, lead)) for lead in drop]
        for lead, dropped in zip(drop, gone, strict=True):
            say(f"Lead {lead} dropped." if dropped else f"Lead {lead} is not on the list.")
        if drop:
            return Exit.DONE if all(gone) else Exit.NOT_FOUND
        if call.json:
            emit_lines(map(bulk_shapes.waiting, _all(session)))
        else:
            table(("id", "name", "command", "code", "why"), map(_wait_line, _all(session)))
    return Exit.DONE


def _all(session: "Session") -> Iterator[Waiting]:
    """The whole list, read in steps."""
    from leadtui.store import needs_you

    after: tuple[int, int] | None = None
    while found := needs_you(session, _STEP, after):
        yield from found
        after = (found[-1].row.run, found[-1].row.place)


def _wait_line(one: Waiting) -> tuple[str, ...]:
    row = one.row
    return (str(row.lead), one.title or one.company, one.asked.act.value, row.code, row.message)
