"""``leadtui lead``: the commands that read leads."""

from typing import TYPE_CHECKING

import click

from leadtui.cli import shapes
from leadtui.cli.call import Call
from leadtui.cli.choosing import chosen_view, records_of
from leadtui.cli.completing import view_names
from leadtui.cli.failure import not_found, unknown
from leadtui.cli.listing import lead_table, print_events, show_lead
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.output import emit, emit_json, emit_lines, table
from leadtui.domain.fields import Kind
from leadtui.domain.match import Match, percent
from leadtui.domain.records import Event, LeadDetail
from leadtui.domain.results import Exit
from leadtui.domain.text import plural

if TYPE_CHECKING:
    from leadtui.store import Session

FILTER_HELP = """\b
Filter: words search; field:value, field:a,b, field>x, field<=y, field:a..b,
  has:field, is:open|qualified|disqualified|parked|ready|mine|stale|unread|queued,
  !term or -term is not, (a or b), terms are joined by "and".
Short names: src camp own terr co due age amount reason closed.
Dates: today, tomorrow, -2w, 2026-11, 2026-11-23, last-quarter.
"""


@click.command(
    "list",
    cls=BookCommand,
    short_help="List open ones, a view or a filter.",
    epilog=FILTER_HELP,
)
@click.option(
    "--view",
    "view_name",
    metavar="NAME",
    shell_complete=view_names,
    help="open, my-open, due, all ...",
)
@click.option("--filter", metavar="Q", help="Only what this filter finds; without --view, among all leads.")
@click.option("--sort", metavar="F,-G", help="Fields to sort by, - for the greatest first.")
@click.option("--limit", type=click.IntRange(0), metavar="N", help="At most so many.")
@pass_call
def list_(call: Call, view_name: str | None, filter: str | None, sort: str | None, limit: int | None) -> None:
    """List leads: the open ones, or those of a view or filter, in the order of the screen."""
    from leadtui.store import view_ids

    view = chosen_view(Kind.LEAD, view_name, filter, sort)
    with call.session() as session:
        ids = view_ids(session, view, limit)
        if call.json:
            emit_lines(shapes.record(Kind.LEAD, each) for each in records_of(session, Kind.LEAD, ids))
        else:
            lead_table(session, ids)


@click.command(cls=BookCommand, short_help="Show one lead whole.")
@click.argument("number", metavar="ID", type=int)
@pass_call
def show(call: Call, number: int) -> None:
    """Show one lead: fields, checklist, what looks the same, what it became, its timeline."""
    from leadtui.store import words

    with call.session() as session:
        detail = detail_of(session, number)
        if call.json:
            emit_json(shapes.lead_detail(detail))
        else:
            show_lead(detail, words(session))


@click.command(cls=BookCommand, short_help="What looks the same, how likely, and why.")
@click.argument("number", metavar="ID", type=int)
@pass_call
def duplicates(call: Call, number: int) -> None:
    """What looks the same: open ones first, the likeliest first, with the reasons."""
    with call.session() as session:
        detail = detail_of(session, number)
    found = detail.duplicates
    if call.json:
        emit_lines(shapes.pair(Kind.LEAD, number, each) for each in found)
    else:
        table(("kind", "id", "name", "state", "likely", "why"), [_match_row(each) for each in found])
        if detail.colleagues:
            count = plural(detail.colleagues, "other person", "other people")
            emit(f"{count} of this company {'is' if detail.colleagues == 1 else 'are'} known already.")


def _match_row(match: Match) -> tuple[str, ...]:
    brief = match.brief
    title = brief.title if match.readable else f"(of {brief.owner}, not for you to read)"
    said = f"{match.decision.verdict}, says {match.decision.by}" if match.decision else match.said
    return (str(brief.kind), str(brief.id), title, brief.state, percent(match.probability), said)


@click.command(cls=BookCommand, short_help="Every change of a lead.")
@click.argument("number", metavar="ID", type=int)
@pass_call
def history(call: Call, number: int) -> None:
    """Every change of a lead, oldest first."""
    from leadtui.store import events

    with call.session() as session:
        detail_of(session, number)
        found = events(session, Kind.LEAD, number)
        print_events(call, found)


@click.command(cls=BookCommand, short_help="Why it stands as it does; why a command cannot run on it.")
@click.argument("number", metavar="ID", type=int)
@click.argument("command", metavar="[COMMAND]", required=False)
@pass_call
def why(call: Call, number: int, command: str | None) -> int:
    """Why a lead stands where it does: what blocks an open one, what closed a closed one.

    With a COMMAND (qualify, disqualify, reactivate, edit, tick, assign, claim, follow_up, park, log, merge):
    whether you can do that to it now, else what blocks it and what mends that. Exits with 3 where something
    blocks.
    """
    with call.session() as session:
        if command is not None:
            return _why_not(call, session, number, command.replace("-", "_").replace("followup", "follow_up"))
        detail = detail_of(session, number)
        shape = _why(detail)
    if call.json:
        emit_json(shape)
    else:
        emit(_why_sentence(detail))
    return int(Exit.DONE)


def _why_not(call: Call, session: "Session", number: int, command: str) -> int:
    from leadtui.cli.outcome import refused
    from leadtui.store import why_not
    from leadtui.store.obstacles import BLOCKERS, STEPS

    if command not in STEPS:
        raise unknown("command", command, STEPS)
    no = why_not(session, number, command)
    fix = "" if no is None else refused(no).fix
    if call.json:
        emit_json(
            {
                "id": number,
                "command": command,
                "allowed": no is None,
                "blocked_by": None if no is None else BLOCKERS.get(no.code, no.code),
                "code": None if no is None else no.code,
                "message": None if no is None else no.sentence,
                "fix": fix or None,
                "fields": [] if no is None else list(no.fields),
            }
        )
    else:
        emit(
            f"Nothing blocks it: lead {number}, {command}." if no is None else f"{no.sentence} {fix}".strip()
        )
    return int(Exit.DONE if no is None else Exit.REFUSED)


def _why(detail: LeadDetail) -> shapes.Shape:
    lead = detail.lead
    closing = next(
        (each for each in detail.timeline if isinstance(each, Event) and each.action in CLOSING), None
    )
    return {
        "id": lead.id,
        "state": str(lead.state),
        "status_reason": lead.status_reason,
        "closed_at": shapes.plain(lead.closed_at),
        "closed_by": lead.closed_by,
        "note": closing.note or None if closing and not lead.is_open else None,
        "blocked_by": [each.id for each in detail.checklist if each.blocks],
        "missing": [name for each in detail.checklist for name in each.missing],
    }


CLOSING = ("qualify", "disqualify", "import", "merge")


def _why_sentence(detail: LeadDetail) -> str:
    shape = _why(detail)
    lead = detail.lead
    if not lead.is_open:
        day = f" on {lead.closed_at:%Y-%m-%d}" if lead.closed_at else ""
        by = f" by {lead.closed_by}" if lead.closed_by else ""
        note = f": {shape['note']}" if shape["note"] else ""
        return f"Lead {lead.id} is closed ({lead.status_reason.replace('_', ' ')}){by}{day}{note}."
    gaps = [f"{each.label.lower()} ({', '.join(each.missing)})" for each in detail.checklist if each.blocks]
    if gaps:
        return f"Lead {lead.id} is open. Not ready: {'; '.join(gaps)}."
    return f"Lead {lead.id} is open and ready: leadtui lead qualify {lead.id} shows the plan with --dry-run."


def detail_of(session: "Session", number: int) -> LeadDetail:
    """The lead whole; a `Failure` where there is none."""
    from leadtui.store import lead_detail

    detail = lead_detail(session, number)
    if detail is None:
        raise not_found("lead", number)
    return detail
