"""``leadtui lead disqualify``: closing a lead with a reason; its people may be kept all the same."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from leadtui.cli import shapes
from leadtui.cli.call import Call
from leadtui.cli.choosing import Many, many_options, nothing_more, write_options
from leadtui.cli.completing import lost_reasons, reason_codes
from leadtui.cli.failure import Failure, usage
from leadtui.cli.many import Wanted, asked_of, try_all, write_many
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.outcome import failure_of, refused, settle
from leadtui.cli.output import emit, emit_json, table
from leadtui.cli.typed import choice_of
from leadtui.cli.typed import number as number_of
from leadtui.domain.bulk import Act, Asked
from leadtui.domain.closing import Fate, Ref
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.plan import Plan, Request
from leadtui.domain.results import Exit, Refusal, Result

if TYPE_CHECKING:
    from leadtui.store import Session


@dataclass(frozen=True, slots=True)
class People:
    """What is said of the people: None where nobody is kept."""

    request: Request | None
    dry_run: bool


@dataclass(frozen=True, slots=True)
class Sales:
    """What is said of the open opportunities."""

    fate: str | None
    because: str


def people_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--keep-people`` and what goes with it: handed over as one `People`."""

    @functools.wraps(command)
    def wrapped(
        *args: Any,
        keep_people: bool,
        account: str | None,
        contact: str | None,
        duplicates_reviewed: bool,
        dry_run: bool,
        **kwargs: Any,
    ) -> Any:
        said = account is not None or contact is not None or duplicates_reviewed
        if said and not keep_people:
            raise click.UsageError("--account, --contact and --duplicates-reviewed go with --keep-people.")
        request = Request(
            account=choice_of(account), contact=choice_of(contact), duplicates_reviewed=duplicates_reviewed
        )
        return command(*args, people=People(request if keep_people else None, dry_run), **kwargs)

    for option in (
        click.option("--dry-run", is_flag=True, help="Show what would come of it, write nothing."),
        click.option("--duplicates-reviewed", is_flag=True, help="What looks the same was seen; go on."),
        click.option("--contact", metavar="new|none|ID", help="Of the people kept: make, leave out or link."),
        click.option("--account", metavar="new|none|ID", help="Of the people kept: make, leave out or link."),
        click.option("--keep-people", is_flag=True, help="Make or link account and contact all the same."),
    ):
        wrapped = option(wrapped)
    return wrapped


def sales_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--opportunity`` and why: handed over as one `Sales`."""

    @functools.wraps(command)
    def wrapped(
        *args: Any, opportunity: str | None, lost_reason: str, detach_reason: str, **kwargs: Any
    ) -> Any:
        if lost_reason and opportunity != Fate.LOST:
            raise click.UsageError("--lost-reason goes with --opportunity lost.")
        if detach_reason and opportunity != Fate.DETACH:
            raise click.UsageError("--detach-reason goes with --opportunity detach.")
        return command(*args, sales=Sales(opportunity, lost_reason or detach_reason), **kwargs)

    for option in (
        click.option("--detach-reason", metavar="TEXT", default="", help="Why they go on without the lead."),
        click.option(
            "--lost-reason",
            metavar="CODE",
            default="",
            shell_complete=lost_reasons,
            help="Why they are lost: price, no_budget ...",
        ),
        click.option(
            "--opportunity",
            type=click.Choice([fate.value for fate in Fate]),
            help="What becomes of its open opportunities.",
        ),
    ):
        wrapped = option(wrapped)
    return wrapped


@click.command(cls=BookCommand, short_help="Close a lead, or many, with a reason.")
@click.argument("words", metavar="[ID]", nargs=-1)
@click.option(
    "--reason", metavar="CODE", required=True, shell_complete=reason_codes, help="lost, poor_fit, other ..."
)
@click.option("--note", default="", help="A few words; some reasons ask for it.")
@click.option(
    "--record",
    metavar="KIND:ID",
    help="What it duplicates, or where it went: lead:12, account:7. Some reasons ask for it.",
)
@sales_options
@people_options
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
    sales: Sales,
    people: People,
    version: int | None,
    op_id: str | None,
) -> int | None:
    """Disqualify a lead, or many, with a reason.

    No open opportunity of it is left behind unsaid: it is lost, detached from the lead, or kept. With
    --keep-people the account and contact are made or linked by the rules of a qualification.
    """
    from leadtui import store

    one, rest = many.or_one(words, version)
    nothing_more(rest)
    named = _record(record)
    with call.session() as session:
        label = _offered(session, reason)
        if one is None or (people.dry_run and people.request is None):
            asked = _asked(label, (reason, note, named), sales, people)
            if one is not None:
                return try_all(call, session, asked, [one], version)
            return write_many(call, session, asked, many, Wanted(op_id, people.dry_run))
        write = functools.partial(
            store.disqualify, session, one, reason, note, named, opportunity=sales.fate,
            because=sales.because, people=people.request, version=version,
        )  # fmt: skip
        if people.request is None or not people.dry_run:
            settle(call, session, write(op_id=op_id))
            return None
        return _dry_run(call, session, store.kept_people(session, one, people.request, named), write)


def _offered(session: "Session", code: str) -> str:
    """The label of a reason; stops at one that no lead can be disqualified with."""
    from leadtui.store import reason_offered

    found = reason_offered(session, code)
    if isinstance(found, Refusal):
        raise refused(found)
    return found.label


def _asked(label: str, said: tuple[str, str, Ref | None], sales: Sales, people: People) -> Asked:
    """What is asked of each of many. What looks the same is looked at lead by lead: nobody saw it before."""
    reason, note, named = said
    kept = people.request
    if kept is not None and kept.duplicates_reviewed:
        raise click.UsageError("--duplicates-reviewed is for one lead: of many, those alike wait for you.")
    return asked_of(
        Act.DISQUALIFY,
        reason=reason,
        label=label.lower(),
        note=note,
        record=None if named is None else [named[0].value, named[1]],
        opportunity=sales.fate,
        because=sales.because,
        people=None if kept is None else {"account": kept.account, "contact": kept.contact},
    )


def _record(text: str | None) -> Ref | None:
    if text is None:
        return None
    kind, _, number = text.partition(":")
    if kind not in BY_NAME:
        raise usage("record", f"{text!r} names no record.", "For example lead:12 or account:7.")
    return Kind(kind), number_of(number)


def _dry_run(call: Call, session: "Session", plan: Plan | Refusal, write: Callable[[], Result]) -> int:
    """Show who would be kept; the end is that of the command itself."""
    from leadtui.actions.bulk import only_tried

    no = failure_of(only_tried(session, write))
    if isinstance(plan, Refusal):
        raise no or refused(plan)
    if call.json:
        emit_json({**shapes.plan(plan), "blocked_by": [] if no is None else [no.code]})
    else:
        _show(plan, no)
    return int(Exit.DONE if no is None else no.exit)


def _show(plan: Plan, no: Failure | None) -> None:
    emit(f"Disqualify {plan.lead.id} and keep its people: nothing is written yet.")
    rows = [
        (each.kind.value, each.action, "" if each.id is None else str(each.id), each.title, each.because)
        for each in plan.records[:2]
    ]
    table(("record", "action", "id", "name", "because"), rows)
    if no is not None:
        emit(f"{no.sentence} {no.fix}")
