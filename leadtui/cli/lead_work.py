"""``leadtui lead new|set|assign|note|log|followup|park``: working an open lead."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from leadtui.cli.call import Call
from leadtui.cli.choosing import Many, dry_run_option, many_options, write_options
from leadtui.cli.completing import lead_fields
from leadtui.cli.many import Wanted, asked_of, try_all, write_many
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.outcome import settle
from leadtui.cli.typed import assignments, day
from leadtui.domain.bulk import Act
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.records import ACTIVITY_KINDS, Activity
from leadtui.domain.values import to_json

if TYPE_CHECKING:
    from leadtui.store import Session

_OP = click.option("--op-id", metavar="ID", help="Name of this write: repeating it happens once.")


@click.command(cls=BookCommand, short_help="Make a lead of FIELD=VALUE words.")
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True, shell_complete=lead_fields)
@_OP
@pass_call
def new(call: Call, values: Sequence[str], op_id: str | None) -> None:
    """Make a lead: leadtui lead new last_name=Pereira company=Northwind email=ana@northwind.example."""
    from leadtui.store import create

    with call.session() as session:
        result = create(session, Kind.LEAD, assignments(Kind.LEAD, values, session.today()), op_id=op_id)
        settle(call, session, result)


@click.command("set", cls=BookCommand, short_help="Set fields of a lead, or of many.")
@click.argument("words", metavar="[ID] FIELD=VALUE...", nargs=-1, required=True, shell_complete=lead_fields)
@dry_run_option
@many_options
@write_options
@pass_call
def set_(
    call: Call, words: Sequence[str], many: Many, dry_run: bool, version: int | None, op_id: str | None
) -> int | None:
    """Set fields of a lead, or of many; an empty value clears: leadtui lead set 4211 topic= rating=hot."""
    from leadtui.store import edit

    one, rest = many.or_one(words, version)
    with call.session() as session:
        values = assignments(Kind.LEAD, rest, session.today())
        fields = {name: to_json(BY_NAME[Kind.LEAD][name], value) for name, value in values.items()}
        asked = asked_of(Act.SET, fields=fields)
        if one is None:
            return write_many(call, session, asked, many, Wanted(op_id, dry_run))
        if dry_run:
            return try_all(call, session, asked, [one])
        settle(call, session, edit(session, Kind.LEAD, one, values, version=version, op_id=op_id))
        return None


@click.command(cls=BookCommand, short_help="Give a lead, or many, to a user or a team.")
@click.argument("words", metavar="[ID] OWNER", nargs=-1)
@click.option("--note", default="", help="What its new owner is told with it.")
@click.option("--by-rules", is_flag=True, help="To whom the policy's rules say; no OWNER then.")
@click.option("--anew", is_flag=True, help="With --by-rules: leads that have an owner, too.")
@dry_run_option
@many_options
@write_options
@pass_call
def assign(
    call: Call,
    words: Sequence[str],
    note: str,
    by_rules: bool,
    anew: bool,
    dry_run: bool,
    many: Many,
    version: int | None,
    op_id: str | None,
) -> int | None:
    """Give a lead, or many, to a user or a team; me is you, none is nobody.

    For its new owner it is unread, and says from whom it came. With --by-rules the policy's rules of
    assignment say who gets it; without an ID, a filter or a file these are all that nobody owns.
    """
    from leadtui import store
    from leadtui.cli import lead_assign

    if by_rules:
        with call.session() as session:
            return lead_assign.by_rules(call, session, words, many, op_id, anew=anew, dry=dry_run)
    if anew:
        raise click.UsageError("--anew goes with --by-rules.")
    one, rest = many.or_one(words, version)
    if len(rest) != 1:
        raise click.UsageError("Say one owner: a login, a team, me or none.")
    with call.session() as session:
        owner = _owner(session, rest[0])
        asked = asked_of(Act.ASSIGN, owner=owner, note=note)
        if one is None:
            return write_many(call, session, asked, many, Wanted(op_id, dry_run))
        if dry_run:
            return try_all(call, session, asked, [one])
        settle(call, session, store.assign(session, one, owner, note, version=version, op_id=op_id))
        return None


def _owner(session: "Session", word: str) -> str | None:
    if word == "me":
        return session.user
    return None if word == "none" else word


@click.command(cls=BookCommand, short_help="Write a note on a lead.")
@click.argument("number", metavar="ID", type=int)
@click.argument("text")
@_OP
@pass_call
def note(call: Call, number: int, text: str, op_id: str | None) -> None:
    """Write a note on a lead, open or closed."""
    _log(call, number, Activity(kind="note", text=text), op_id)


@click.command(cls=BookCommand, short_help="Log a call, e-mail, meeting, note or task.")
@click.argument("number", metavar="ID", type=int)
@click.option("--kind", type=click.Choice(ACTIVITY_KINDS), default="call", show_default=True)
@click.option("--outcome", metavar="CODE", help="reached, no_answer, left_message, sent ...")
@click.option("--note", default="", help="What was said.")
@click.option("--inbound", is_flag=True, help="They reached out to us.")
@click.option("--due", metavar="DATE", help="For a task: the day it is due.")
@_OP
@pass_call
def log(
    call: Call,
    number: int,
    kind: str,
    outcome: str | None,
    note: str,
    inbound: bool,
    due: str | None,
    op_id: str | None,
) -> None:
    """Log a call, e-mail, meeting, note or task; the first one outbound makes a new lead contacted."""
    reached_out = kind in ("call", "email", "meeting") and not inbound
    activity = Activity(kind=kind, outcome=outcome, text=note, outbound=reached_out, done=due is None)
    _log(call, number, activity, op_id, due)


def _log(call: Call, number: int, activity: Activity, op_id: str | None, due: str | None = None) -> None:
    from leadtui import store

    with call.session() as session:
        if due is not None:
            activity = replace(activity, due=day(due, session.today()))
        settle(call, session, store.log(session, Kind.LEAD, number, activity, op_id=op_id))


@click.command(cls=BookCommand, short_help="Say that a task is done.")
@click.argument("task", metavar="TASK", type=int)
@_OP
@pass_call
def finish(call: Call, task: int, op_id: str | None) -> None:
    """Say that a task is done; `lead show` has the number of each open one."""
    from leadtui import store

    with call.session() as session:
        settle(call, session, store.finish(session, task, op_id=op_id))


@click.command(cls=BookCommand, short_help="Set the next date and what to do then.")
@click.argument("number", metavar="ID", type=int)
@click.argument("on", metavar="DATE")
@click.option("--note", default="", help="What to do then.")
@write_options
@pass_call
def followup(call: Call, number: int, on: str, note: str, version: int | None, op_id: str | None) -> None:
    """Set the next date of a lead: tomorrow, +2w, 2026-11-23; none clears it."""
    from leadtui.store import follow_up

    with call.session() as session:
        result = follow_up(session, number, day(on, session.today()), note, version=version, op_id=op_id)
        settle(call, session, result)


@click.command(cls=BookCommand, short_help="Not now: hide a lead until a date.")
@click.argument("number", metavar="ID", type=int)
@click.argument("until", metavar="DATE")
@click.option("--note", default="", help="What to do then.")
@write_options
@pass_call
def park(call: Call, number: int, until: str, note: str, version: int | None, op_id: str | None) -> None:
    """Not now: hide a lead from the work views until a date; none brings it back."""
    from leadtui import store

    with call.session() as session:
        result = store.park(session, number, day(until, session.today()), note, version=version, op_id=op_id)
        settle(call, session, result)
