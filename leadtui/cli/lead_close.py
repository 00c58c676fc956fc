"""``leadtui lead qualify``: a lead becomes an account, a contact and opportunities."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from leadtui.cli import shapes
from leadtui.cli.call import Call, say
from leadtui.cli.choosing import Many, many_options, nothing_more, write_options
from leadtui.cli.many import Wanted, asked_of, write_many
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.outcome import failure_of, refused, settle
from leadtui.cli.output import emit_json, emit_text
from leadtui.cli.plan_table import show_plan
from leadtui.cli.plan_words import Lines, detailed, request_of
from leadtui.domain.bulk import Act, Asked
from leadtui.domain.fields import Kind
from leadtui.domain.plan import NEW, NONE, Plan, Request
from leadtui.domain.results import Exit, Refusal, Result

if TYPE_CHECKING:
    from leadtui.store import Session


def _line_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--set``, ``--replace`` and ``--leave``: handed over as one `Lines`."""

    @functools.wraps(command)
    def wrapped(
        *args: Any, set_: Sequence[str], replace_: Sequence[str], leave: Sequence[str], **kwargs: Any
    ) -> Any:
        return command(*args, lines=Lines(set_, replace_, leave), **kwargs)

    options = (
        ("--leave", "leave", "RECORD.FIELD", "Leave this blank of a linked record as it is."),
        ("--replace", "replace_", "RECORD.FIELD", "Write the lead's value over that of a linked record."),
        (
            "--set",
            "set_",
            "RECORD.FIELD=VALUE",
            "A value of a record to be made: opportunity.amount=12000.",
        ),
    )
    for name, variable, shape, help in options:
        wrapped = click.option(name, variable, metavar=shape, multiple=True, help=help)(wrapped)
    return wrapped


@click.command(cls=BookCommand, short_help="It becomes an account, a contact, an opportunity.")
@click.argument("words", metavar="[ID]", nargs=-1)
@click.option("--account", metavar="new|none|ID", help="Make one, leave it out, or link this one.")
@click.option("--contact", metavar="new|none|ID", help="Make one, leave it out, or link this one.")
@click.option(
    "--opportunity",
    metavar="new|none|ID",
    multiple=True,
    help="Make one, leave it out, or join this one; repeat it for several.",
)
@click.option("--duplicates-reviewed", is_flag=True, help="What looks the same was seen; go on.")
@click.option("--why", metavar="TEXT", default="", help="Why, in one line.")
@click.option("--override", metavar="TEXT", default="", help="Go past what the checklist lacks, and why.")
@click.option("--dry-run", is_flag=True, help="Show the plan, write nothing.")
@_line_options
@many_options
@write_options
@pass_call
def qualify(
    call: Call,
    words: Sequence[str],
    many: Many,
    account: str | None,
    contact: str | None,
    opportunity: Sequence[str],
    duplicates_reviewed: bool,
    why: str,
    override: str,
    dry_run: bool,
    version: int | None,
    op_id: str | None,
    lines: Lines,
) -> int | None:
    """Qualify a lead: it becomes an account, a contact and opportunities.

    What is not said, the rules decide: what the lead is linked to, or became in an earlier life, is linked
    again; else each is made where the lead has what it needs. What looks the same has to be decided first
    (exit 3). RECORD is account, contact, opportunity, opportunity2 and so on, as --dry-run names them.
    """
    from leadtui.store import qualify as qualify_one
    from leadtui.store import replayed

    request = request_of(account, contact, opportunity, duplicates_reviewed, why)
    request = replace(request, version=version, override=override)
    one, rest = many.or_one(words, version)
    nothing_more(rest)
    with call.session() as session:
        if one is None:
            return write_many(call, session, _asked(request, lines), many, Wanted(op_id, dry_run))
        before = replayed(session, op_id, "qualify", None, (Kind.LEAD, one)) if op_id else None
        if before is not None and lines:  # of what was done there is no plan any more to read them by
            settle(call, session, before)
            return None
        if before is None:
            request = detailed(session, one, request, lines)
        write = functools.partial(qualify_one, session, one, request)
        if dry_run:
            return _dry_run(call, session, _plan(session, one, request), write)
        if before is None:
            _warn(session, one, request)
        settle(call, session, write(op_id=op_id))
        return None


def _asked(request: Request, lines: Lines) -> Asked:
    """What is asked of each of many. What looks the same is looked at lead by lead: nobody saw it before."""
    if request.duplicates_reviewed:
        raise click.UsageError("--duplicates-reviewed is for one lead: of many, those alike wait for you.")
    if request.override:
        raise click.UsageError("--override is for one lead: of many, those with a gap wait for you.")
    sales = request.opportunities
    choices = None if sales is None else [sale.choice for sale in sales] or [NONE]
    asked = asked_of(
        Act.QUALIFY, account=request.account, contact=request.contact, opportunities=choices, why=request.why
    )
    if lines:
        raise click.UsageError("What is said of one field of one record is for one lead, not for many.")
    return asked


def _warn(session: "Session", number: int, request: Request) -> None:
    """Say before it is written what to know of opportunities that were asked for: a second one above all."""
    from leadtui.store import plan

    if any(sale.choice == NEW for sale in request.opportunities or ()):
        made = plan(session, number, request)
        for warning in () if isinstance(made, Refusal) or made.blocked_by else made.warnings:
            say(warning)


def _plan(session: "Session", number: int, request: Request) -> Plan:
    from leadtui.store import plan

    made = plan(session, number, request)
    if isinstance(made, Refusal):
        raise refused(made)
    return made


def _dry_run(call: Call, session: "Session", made: Plan, write: Callable[[], Result]) -> int:
    """Show the plan; the end is that of the command itself."""
    from leadtui.actions.bulk import only_tried
    from leadtui.store import words

    answer = only_tried(session, write)
    no = failure_of(answer)
    if call.json:
        shape = shapes.plan(made)
        emit_json(shape if no is None or made.blocked_by else {**shape, "blocked_by": [no.code]})
    else:
        show_plan(made, words(session))
        if no is not None and not made.blocked_by and str(answer) not in made.warnings:
            emit_text(f"{no.sentence} {no.fix}")
    return int(Exit.DONE if no is None else no.exit)
