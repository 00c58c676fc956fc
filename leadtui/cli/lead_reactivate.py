"""``leadtui lead reactivate``: opening a closed lead again, and what that meets."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from leadtui.cli import shapes
from leadtui.cli.call import Call
from leadtui.cli.choosing import Many, many_options, nothing_more, write_options
from leadtui.cli.many import Wanted, asked_of, write_many
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.outcome import failure_of, refused, settle
from leadtui.cli.output import emit_json, emit_text
from leadtui.domain.bulk import Act
from leadtui.domain.match import percent
from leadtui.domain.reopening import Reopening, told_differences, told_record, told_ticks
from leadtui.domain.results import Exit, Refusal, Result

if TYPE_CHECKING:
    from datetime import date

    from leadtui.store import Session


@click.command(cls=BookCommand, short_help="Open a closed lead again.")
@click.argument("words", metavar="[ID]", nargs=-1)
@click.option("--note", default="", help="Why it opens again; the policy may ask for it.")
@click.option(
    "--as-new", is_flag=True, help="Open one that was merged away as a second lead beside the one that stays."
)
@click.option("--dry-run", is_flag=True, help="Show what it meets, write nothing.")
@many_options
@write_options
@pass_call
def reactivate(
    call: Call,
    words: Sequence[str],
    many: Many,
    note: str,
    as_new: bool,
    dry_run: bool,
    version: int | None,
    op_id: str | None,
) -> int | None:
    """Open a closed lead again; what it became stays as it is.

    --dry-run shows what it became and how that changed since, how it was closed, which items of the checklist
    stand otherwise now, what becomes of ticks, and what looks the same today.
    """
    from leadtui import store

    one, rest = many.or_one(words, version)
    nothing_more(rest)
    with call.session() as session:
        if one is None:
            if as_new:
                raise click.UsageError("--as-new is for one lead: of many, those merged away wait for you.")
            asked = asked_of(Act.REACTIVATE, note=note)
            return write_many(call, session, asked, many, Wanted(op_id, dry_run))
        write = partial(store.reactivate, session, one, note, as_new=as_new, version=version)
        if not dry_run:
            settle(call, session, write(op_id=op_id))
            return None
        met = store.reopening(session, one, as_new=as_new)
        if isinstance(met, Refusal):
            raise refused(met)
        return _tried(call, session, met, write)


def _tried(call: Call, session: "Session", met: Reopening, write: Callable[[], Result]) -> int:
    """Show what opening it again meets; the end is that of the command itself."""
    from leadtui.actions.bulk import only_tried

    no = failure_of(only_tried(session, write))
    if call.json:
        emit_json({**shapes.reopening(met), "blocked_by": [] if no is None else [no.code]})
    else:
        for line in _lines(met, session.today()):
            emit_text(line)
        if no is not None:
            emit_text(f"{no.sentence} {no.fix}")
    return int(Exit.DONE if no is None else no.exit)


def _lines(met: Reopening, today: "date") -> Iterator[str]:
    lead, ended = met.lead, met.ended
    yield f"Reactivate {lead.id} {lead.title}: nothing is written yet."
    when = f" on {ended.at:%Y-%m-%d}" if ended.at else ""
    by = f" by {ended.by}" if ended.by else ""
    rules = f", judged by policy {ended.policy} (now {met.policy})" if ended.policy else ""
    yield f"Closed{when}{by}: {ended.reason.replace('_', ' ')}{rules}."
    if ended.note:
        yield f"Note: {ended.note}"
    if ended.named is not None:
        yield f"It names {ended.named.kind} {ended.named.id} {ended.named.title}."
    for past in met.detail.qualifications:
        for one in past.records:
            yield f"Life {past.cycle}: {one.kind} {one.id} {one.title}: {told_record(one, today)}."
    if not met.detail.qualifications:
        yield "It became nothing: no account, contact or opportunity hangs on it."
    if said := told_differences(met):
        yield f"Since then: {said}."
    if said := told_ticks(met):
        yield f"{said[:1].upper()}{said[1:]}."
    for match in met.alike:
        yield f"Looks like {match.kind} {match.id} ({percent(match.probability)}: {match.said})."
