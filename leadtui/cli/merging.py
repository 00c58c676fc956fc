"""``leadtui lead|account|contact merge`` and ``unmerge``: one builder, three groups."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from leadtui.cli import shapes
from leadtui.cli.call import Call
from leadtui.cli.failure import Failure, not_found
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.outcome import refused, settle
from leadtui.cli.output import emit, emit_json, emit_text, table
from leadtui.cli.typed import number
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.merge import MergePlan
from leadtui.domain.results import Exit, Refusal
from leadtui.domain.values import show

if TYPE_CHECKING:
    from leadtui.store import Session

_OP_ID = click.option("--op-id", metavar="ID", help="Name of this write: repeating it happens once.")


def merge_of(kind: Kind) -> click.Command:
    """``merge`` for that kind."""

    @click.command(
        "merge",
        cls=BookCommand,
        short_help="Make one of two: the first stays.",
        help=f"Merge two {kind} records: WINNER stays, LOSER points to it. Empty fields are filled from"
        " LOSER, its activities and what belongs to it go over; `undo` or `unmerge` takes it back.",
    )
    @click.argument("winner", metavar="WINNER")
    @click.argument("loser", metavar="LOSER")
    @click.option(
        "--take",
        "takes",
        metavar="FIELD",
        multiple=True,
        help="Take this field from LOSER; FIELD=winner or FIELD=both says otherwise. As often as needed.",
    )
    @click.option("--dry-run", is_flag=True, help="Show the plan, write nothing.")
    @click.option("--version", type=int, metavar="N", help="Refuse a WINNER newer than this.")
    @click.option("--loser-version", type=int, metavar="N", help="Refuse a LOSER newer than this.")
    @_OP_ID
    @pass_call
    def run(
        call: Call,
        winner: str,
        loser: str,
        takes: Sequence[str],
        dry_run: bool,
        version: int | None,
        loser_version: int | None,
        op_id: str | None,
    ) -> None:
        from leadtui import store

        ids = number(winner), number(loser)
        choices = dict(_choice(word) for word in takes)
        with call.session() as session:
            if dry_run:
                _dry_run(call, store.merge_plan(session, kind, *ids, choices))
                return
            versions = (version, loser_version)
            settle(call, session, store.merge(session, kind, *ids, choices, versions=versions, op_id=op_id))

    return run


def _choice(word: str) -> tuple[str, str]:
    name, equals, take = word.partition("=")
    return name, take if equals else "loser"


def _dry_run(call: Call, plan: MergePlan | Refusal) -> None:
    if isinstance(plan, Refusal):
        raise refused(plan)
    if call.json:
        emit_json(shapes.merge_plan(plan))
        return
    emit_text(f"{plan.sentence} Nothing is written yet.")
    fields = BY_NAME[plan.kind]
    rows = [
        (
            each.field,
            show(fields[each.field], each.winner),
            show(fields[each.field], each.loser),
            each.take.value,
            each.because,
        )
        for each in plan.lines
    ]
    table(("field", str(plan.winner.id), str(plan.loser.id), "take", "because"), rows)
    if plan.moving:
        emit(f"Taken over from {plan.loser.id}: {plan.moving}.")


def unmerge_of(kind: Kind) -> click.Command:
    """``unmerge`` for that kind."""

    @click.command(
        "unmerge",
        cls=BookCommand,
        short_help="Take a merge apart again.",
        help=f"Take apart a merge in which this {kind} was given up, whoever made it and however long ago."
        " Refused (exit 3) where something that it wrote was changed since.",
    )
    @click.argument("loser", metavar="LOSER")
    @_OP_ID
    @pass_call
    def run(call: Call, loser: str, op_id: str | None) -> None:
        from leadtui.store import unmerge

        with call.session() as session:
            settle(call, session, unmerge(session, kind, number(loser), op_id=op_id))

    return run


def gone(session: "Session", kind: Kind, number: int) -> Failure:
    """Why a record is not there: it was merged into another one, or there is none of that number."""
    from leadtui.store import merged_into

    into = merged_into(session, kind, number)
    if into is None:
        return not_found(kind.value, number)
    sentence = f"{kind.capitalize()} {number} was merged into {kind} {into}."
    return Failure("merged", sentence, f"leadtui {kind} show {into} shows it.", Exit.NOT_FOUND)
