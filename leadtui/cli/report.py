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
from leadtui.domain.value_words import Words

By = Literal["source", "campaign", "reason", "owner"]
_BY: dict[str, By] = {"sources": "source", "campaigns": "campaign", "reasons": "reason", "owners": "owner"}


@click.command("report", cls=BookCommand)
@click.argument("name", type=click.Choice(list(_BY)))
@click.option("--filter", metavar="Q", help="Only leads that this finds; all time unless it says.")
@pass_call
def report_(call: Call, name: str, filter: str | None) -> None:
    """Leads by source, campaign, reason or owner: how many, how many qualified, how fast."""
    from leadtui.store import report, words

    with call.session() as session:
        rows = report(session, _BY[name], parse(filter) if filter else None)
        known = words(session)
    if call.json:
        emit_lines(shapes.report_row(each) for each in rows)
    else:
        headings = (
            name[:-1], "leads", "open", "qualified", "overridden", "disqualified", "rate", "days", "value"
        )  # fmt: skip
        costs = name == "campaigns" and any(each.cost is not None for each in rows)
        headings += ("cost", "per qualified") * costs
        lines = (_line(each, _called(known, _BY[name], each.key)) for each in rows)
        table(headings, (line + _costs(each) * costs for line, each in zip(lines, rows, strict=True)))


def _called(known: Words, by: By, key: str) -> str:
    """Codes, but for what was called otherwise."""
    told = key in known.told.get(by, {})
    return known.label(by, key) if told else key


def _line(row: ReportRow, called: str) -> tuple[str, ...]:
    return (
        called or "(none)",
        str(row.leads),
        str(row.open),
        str(row.qualified),
        str(row.overridden or ""),
        str(row.disqualified),
        "" if row.rate is None else f"{row.rate:.0%}",
        "" if row.days_median is None else f"{row.days_median:.0f}",
        money(row.value, row.currency) if row.value else "",
    )


def _costs(row: ReportRow) -> tuple[str, ...]:
    return money(row.cost, row.cost_currency), money(row.cost_each, row.cost_currency)
