"""``leadtui report``: what sources, campaigns, reasons and owners bring."""

from typing import Literal

import click

from leadtui.cli import shapes
from leadtui.cli.call import Call
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.output import emit_lines, table
from leadtui.domain.query import parse
from leadtui.domain.records import ReportRow
from leadtui.domain.text import money

By = Literal["source", "campaign", "reason", "owner"]
_BY: dict[str, By] = {"sources": "source", "campaigns": "campaign", "reasons": "reason", "owners": "owner"}


@click.command("report", cls=BookCommand)
@click.argument("name", type=click.Choice(list(_BY)))
@click.option("--filter", metavar="Q", help="Only leads that this finds; all time unless it says.")
@pass_call
def report_(call: Call, name: str, filter: str | None) -> None:
    """Leads by source, campaign, reason or owner: how many, how many qualified, how fast."""
    from leadtui.store import report

    with call.session() as session:
        rows = report(session, _BY[name], parse(filter) if filter else None)
    if call.json:
        emit_lines(shapes.report_row(each) for each in rows)
    else:
        headings = (name[:-1], "leads", "open", "qualified", "disqualified", "rate", "days", "value")
        table(headings, (_line(each) for each in rows))


def _line(row: ReportRow) -> tuple[str, ...]:
    return (
        row.key or "(none)",
        str(row.leads),
        str(row.open),
        str(row.qualified),
        str(row.disqualified),
        "" if row.rate is None else f"{row.rate:.0%}",
        "" if row.days_median is None else f"{row.days_median:.0f}",
        money(row.value, row.currency) if row.value else "",
    )
