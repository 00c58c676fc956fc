"""``leadtui report``: what sources, campaigns, reasons, owners, teams, territories and products bring."""

import click

from leadtui.cli import shapes
from leadtui.cli.call import Call
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.output import emit_lines, table
from leadtui.domain.details import By, ReportRow
from leadtui.domain.query import parse
from leadtui.domain.text import money
from leadtui.domain.value_words import Words

_BY: dict[str, By] = {
    "sources": "source", "campaigns": "campaign", "reasons": "reason", "owners": "owner", "teams": "team",
    "territories": "territory", "products": "product",
}  # fmt: skip


@click.command("report", cls=BookCommand)
@click.argument("name", type=click.Choice(list(_BY)))
@click.option("--filter", metavar="Q", help="Only leads that this finds; all time unless it says.")
@pass_call
def report_(call: Call, name: str, filter: str | None) -> None:
    """Leads by source, campaign, reason, owner, team, territory or product.

    How many, how many qualified, how fast. The team is that of the owner; of one who is in several, all.
    """
    from leadtui.store import report, words

    with call.session() as session:
        rows = report(session, _BY[name], parse(filter) if filter else None)
        known = words(session)
    if call.json:
        emit_lines(shapes.report_row(each) for each in rows)
    else:
        headings = (
            _BY[name], "leads", "open", "qualified", "overridden", "disqualified", "rate", "days", "value"
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
