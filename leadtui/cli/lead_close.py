"""``leadtui lead qualify|disqualify|reactivate``: closing a lead and opening it again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from leadtui.cli import shapes
from leadtui.cli.call import Call
from leadtui.cli.choosing import Many, many_options, op_of, write_options
from leadtui.cli.completing import reason_codes
from leadtui.cli.failure import usage
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.outcome import each_of, refused, settle
from leadtui.cli.output import emit, emit_json, table
from leadtui.cli.typed import number as number_of
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.qualification import NEW, NONE, Choice, Plan, Request
from leadtui.domain.results import Refusal, Result

if TYPE_CHECKING:
    from leadtui.store import Session


def _choice(text: str | None) -> Choice:
    return text if text in (None, NEW, NONE) else number_of(text)


@click.command(cls=BookCommand, short_help="It becomes an account, a contact, an opportunity.")
@click.argument("words", metavar="[ID]", nargs=-1)
@click.option("--account", metavar="new|none|ID", help="Make one, leave it out, or link this one.")
@click.option("--contact", metavar="new|none|ID", help="Make one, leave it out, or link this one.")
@click.option(
    "--opportunity", metavar="new|none|ID", help="Make one, leave it out, or link one it made before."
)
@click.option("--duplicates-reviewed", is_flag=True, help="What looks the same was seen; go on.")
@click.option("--why", metavar="TEXT", default="", help="Why, in one line.")
@click.option("--dry-run", is_flag=True, help="Show the plan, write nothing.")
@many_options
@write_options
@pass_call
def qualify(
    call: Call,
    words: Sequence[str],
    many: Many,
    account: str | None,
    contact: str | None,
    opportunity: str | None,
    duplicates_reviewed: bool,
    why: str,
    dry_run: bool,
    version: int | None,
    op_id: str | None,
) -> int | None:
    """Qualify a lead: it becomes an account, a contact and an opportunity.

    What is not said, the rules decide: each is made where the lead has what it needs; what looks the
    same has to be decided first (exit 3).
    """
    request = Request(
        account=_choice(account),
        contact=_choice(contact),
        opportunity=_choice(opportunity),
        duplicates_reviewed=duplicates_reviewed,
        why=why,
        version=version,
    )
    one, rest = many.or_one(words, version)
    _nothing_more(rest)
    with call.session() as session:
        if dry_run:
            return _dry_run(call, session, many.numbers(session) if one is None else [one], request)
        return _qualify(call, session, many, one, request, op_id)


def _qualify(
    call: Call, session: "Session", many: Many, one: int | None, request: Request, op_id: str | None
) -> int | None:
    from leadtui import store

    if one is not None:
        settle(call, session, store.qualify(session, one, request, op_id=op_id))
        return None

    def write(number: int) -> Result:
        return store.qualify(session, number, request, op_id=op_of(op_id, number))

    return each_of(call, session, many.numbers(session), write)


def _nothing_more(words: Sequence[str]) -> None:
    if words:
        raise click.UsageError(f"Unexpected word {words[0]!r}; for many leads use --filter or --ids.")


def _dry_run(call: Call, session: "Session", ids: Sequence[int], request: Request) -> int:
    """Show the plans; 3 where one of them would be refused."""
    from leadtui.store import plan

    blocked = 0
    for number in ids:
        made = plan(session, number, request)
        if isinstance(made, Refusal):
            raise refused(made)
        blocked += bool(made.blocked_by)
        if call.json:
            emit_json(shapes.plan(made))
        else:
            _show_plan(made)
    return 3 if blocked else 0


def _show_plan(plan: Plan) -> None:
    emit(f"Qualify {plan.lead.id}: nothing is written yet.")
    rows = [
        (each.kind.value, each.action, "" if each.id is None else str(each.id), each.title, each.because)
        for each in plan.records
    ]
    table(("record", "action", "id", "name", "because"), rows)
    for warning in plan.warnings:
        emit(warning)
    for each in plan.blocked_by:
        emit(f"Blocked by {each.label.lower()}: {', '.join(each.missing)}")


@click.command(cls=BookCommand, short_help="Close a lead, or many, with a reason.")
@click.argument("words", metavar="[ID]", nargs=-1)
@click.option(
    "--reason", metavar="CODE", required=True, shell_complete=reason_codes, help="lost, poor_fit, other ..."
)
@click.option("--note", default="", help="A few words; some reasons ask for it.")
@click.option("--record", metavar="KIND:ID", help="What it duplicates, or where it went: lead:12, account:7.")
@click.option(
    "--opportunity", type=click.Choice(("keep", "lost")), help="What becomes of its open opportunities."
)
@many_options
@write_options
@pass_call
def disqualify(
    call: Call,
    words: Sequence[str],
    many: Many,
    reason: str,
    note: str,
    record: str | None,
    opportunity: str | None,
    version: int | None,
    op_id: str | None,
) -> int | None:
    """Disqualify a lead, or many, with a reason."""
    from leadtui import store

    one, rest = many.or_one(words, version)
    _nothing_more(rest)
    named = _record(record)
    with call.session() as session:
        _offered(session, reason)

        def write(number: int, op_id: str | None, version: int | None = None) -> Result:
            return store.disqualify(
                session, number, reason, note, named, opportunity=opportunity, version=version, op_id=op_id
            )

        if one is not None:
            settle(call, session, write(one, op_id, version))
            return None
        ids = many.numbers(session)
        return each_of(call, session, ids, lambda number: write(number, op_of(op_id, number)))


def _offered(session: "Session", code: str) -> None:
    """Stop at a reason that no lead can be disqualified with, before the first of many."""
    from leadtui.store import reason_offered

    found = reason_offered(session, code)
    if isinstance(found, Refusal):
        raise refused(found)


def _record(text: str | None) -> tuple[Kind, int] | None:
    if text is None:
        return None
    kind, _, number = text.partition(":")
    if kind not in BY_NAME:
        raise usage("record", f"{text!r} names no record.", "For example lead:12 or account:7.")
    return Kind(kind), number_of(number)


@click.command(cls=BookCommand, short_help="Open a closed lead again.")
@click.argument("words", metavar="[ID]", nargs=-1)
@click.option("--note", default="", help="Why it opens again.")
@many_options
@write_options
@pass_call
def reactivate(
    call: Call, words: Sequence[str], many: Many, note: str, version: int | None, op_id: str | None
) -> int | None:
    """Open a closed lead again; what it became stays as it is."""
    from leadtui import store

    one, rest = many.or_one(words, version)
    _nothing_more(rest)
    with call.session() as session:
        if one is not None:
            result = store.reactivate(session, one, note, version=version, op_id=op_id)
            settle(call, session, result)
            return None

        def write(number: int) -> Result:
            return store.reactivate(session, number, note, op_id=op_of(op_id, number))

        return each_of(call, session, many.numbers(session), write)
