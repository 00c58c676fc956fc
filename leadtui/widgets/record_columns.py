"""The columns of the lists of accounts, contacts and opportunities; see `columns`."""

from datetime import date
from decimal import Decimal

from leadtui.domain import text
from leadtui.domain.fields import BY_NAME, Kind, label_of
from leadtui.domain.record_rows import AccountRow, ContactRow, OpportunityRow
from leadtui.domain.rows import owner_title
from leadtui.domain.sales import is_open
from leadtui.widgets.columns import Column, Look
from leadtui.widgets.signs import ALIKE, BLOCKED, DO_NOT, DONE

_SALE = BY_NAME[Kind.OPPORTUNITY]


def _sign(row: AccountRow | ContactRow, look: Look) -> tuple[str, str]:
    if row.do_not_call or row.do_not_email:
        return DO_NOT, "warning"
    return (ALIKE if row.alike else ""), ""


def _owner(row: AccountRow | ContactRow | OpportunityRow, look: Look) -> tuple[str, str]:
    return owner_title(look.people, row.owner), ""


def _changed(row: AccountRow, look: Look) -> tuple[str, str]:
    return text.day(row.changed_at.astimezone(look.now.tzinfo).date(), look.today), ""


def _money(amount: Decimal | None, currency: str | None) -> str:
    """An amount in a list: whole units, so that what is aligned right can be compared."""
    return "" if amount is None else text.money(amount.to_integral_value(), currency)


def _worth(row: AccountRow, look: Look) -> tuple[str, str]:
    more = "+" if row.others else ""
    return f"{_money(row.worth, row.currency)}{more}", ""


def _result(row: OpportunityRow, look: Look) -> tuple[str, str]:
    """A sign for what is closed: won, lost."""
    if is_open(row):
        return "", ""
    return (DONE, "success") if row.outcome == "won" else (BLOCKED, "")


def _stands(row: OpportunityRow, look: Look) -> tuple[str, str]:
    """The stage of an open one; of a closed one the sign before says how it ended, here is why."""
    if is_open(row):
        return label_of(_SALE["stage"], row.stage).lower(), ""
    return label_of(_SALE["lost_reason"], row.lost_reason).lower() or f"{row.outcome}", ""


def _close(row: OpportunityRow, look: Look) -> tuple[str, str]:
    if is_open(row):
        late = row.close_on is not None and row.close_on < look.today
        return text.due(row.close_on, look.today), "warning" if late else ""
    on: date | None = row.closed_on
    return (text.day(on, look.today) if on else ""), ""


ACCOUNTS = (
    Column("Name", lambda r, look: (r.title, ""), 18, 40, 100),
    Column("", _sign, 1, 1, 99, near=True),
    Column("City", lambda r, look: (r.city or "", ""), 9, 18, 70, near=True),
    Column("People", lambda r, look: (f"{r.contacts}" if r.contacts else "", ""), 6, 6, 55, right=True),
    Column("Open", lambda r, look: (f"{r.sales}" if r.sales else "", ""), 4, 4, 75, right=True),
    Column("Worth", _worth, 11, 15, 80, right=True),
    Column("Owner", _owner, 9, 16, 60),
    Column("Part of", lambda r, look: (r.parent, ""), 14, 26, 20),
    Column("Phone", lambda r, look: (r.phone or "", ""), 12, 20, 40),
    Column("Website", lambda r, look: (r.website or "", ""), 14, 28, 15, middle=True),
    Column("Changed", _changed, 7, 11, 30, right=True),
)
CONTACTS = (
    Column("Name", lambda r, look: (r.title, ""), 14, 32, 100),
    Column("", _sign, 1, 1, 99, near=True),
    Column("Company", lambda r, look: (r.company, ""), 14, 28, 90, near=True),
    Column("Job title", lambda r, look: (r.job_title or "", ""), 10, 24, 40),
    Column("Phone", lambda r, look: (r.phone or "", ""), 12, 20, 60),
    Column("E-mail", lambda r, look: (r.email or "", ""), 14, 30, 50, middle=True),
    Column("City", lambda r, look: (r.city or "", ""), 9, 16, 10),
    Column("Owner", _owner, 9, 16, 20),
)
OPPORTUNITIES = (
    Column("Topic", lambda r, look: (r.title, ""), 18, 44, 100),
    Column("", _result, 1, 1, 99, near=True),
    Column("Account", lambda r, look: (r.customer, ""), 12, 28, 80, near=True),
    Column("Amount", lambda r, look: (_money(r.amount, r.currency), ""), 11, 14, 90, right=True),
    Column("Stage", _stands, 8, 12, 85),
    Column("Close", _close, 8, 10, 70),
    Column("Owner", _owner, 8, 16, 30),
)
