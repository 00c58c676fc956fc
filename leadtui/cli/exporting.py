"""``leadtui export``: records as CSV or JSON Lines; what was exported can be imported again."""

from pathlib import Path

import click

from leadtui.cli.call import Call, say
from leadtui.cli.choosing import chosen_view
from leadtui.cli.completing import view_names
from leadtui.cli.failure import unknown
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.output import emit_json
from leadtui.domain.fields import Kind
from leadtui.domain.text import plural
from leadtui.domain.views import VIEWS

_KINDS = ("lead", "account", "contact", "opportunity")


@click.command("export", cls=BookCommand)
@click.option("--kind", type=click.Choice(_KINDS), help="Of what; leads, or what the view shows.")
@click.option(
    "--view", "view_name", metavar="NAME", shell_complete=view_names, help="What it shows; without one, all."
)
@click.option("--filter", metavar="Q", help="Only what this filter finds.")
@click.option("--sort", metavar="F,-G", help="Fields to sort by, - for the greatest first.")
@click.option("--format", type=click.Choice(("csv", "jsonl")), help="csv; jsonl for a FILE.jsonl or --json.")
@click.option(
    "--headings",
    type=click.Choice(("code", "label")),
    default="code",
    show_default=True,
    help="code: headings and values for programs; label: both as people read them, csv alone.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A new file; else stdout.")
@pass_call
def export_(
    call: Call,
    kind: str | None,
    view_name: str | None,
    filter: str | None,
    sort: str | None,
    format: str | None,
    headings: str,
    output: Path | None,
) -> None:
    """Write leads or other records as CSV or JSON Lines; a spreadsheet runs none of what strangers wrote.

    Codes are for programs, labels (--headings label) for people; `leadtui import` of either brings back the
    same records. A value whose label would not be read back as itself keeps its code.
    """
    from leadtui.actions.exporting import run_export
    from leadtui.store import view_ids

    of = _kind(kind, view_name)
    # Without a view everything is meant: an export that leaves out closed leads loses them.
    view = chosen_view(of, view_name or ("all" if of is Kind.LEAD else None), filter, sort)
    jsonl = output.suffix == ".jsonl" if output is not None else call.json
    with call.session() as session:
        done = run_export(
            session,
            of,
            view_ids(session, view),
            path=output,
            format=format or ("jsonl" if jsonl else "csv"),
            labels=headings == "label",
        )
    if output is None:
        return
    if call.json:
        emit_json({"kind": str(of), "records": done.records, "file": str(output)})
    else:
        say(f"{plural(done.records, 'record')} written to {output}.")


def _kind(kind: str | None, view_name: str | None) -> Kind:
    if view_name is not None and view_name not in VIEWS:
        raise unknown("view", view_name, VIEWS)
    of_view = VIEWS[view_name].kind if view_name is not None else None
    if kind is not None and of_view is not None and of_view is not Kind(kind):
        raise click.UsageError(f"The view {view_name} shows no {kind} records.")
    return Kind(kind) if kind is not None else of_view or Kind.LEAD
