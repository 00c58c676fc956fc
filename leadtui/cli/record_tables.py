"""Accounts, contacts and opportunities as people read them on a terminal, in columns."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from leadtui.cli.output import table
from leadtui.domain.fields import BY_NAME, Kind, label_of
from leadtui.domain.record_rows import AccountRow, ContactRow, OpportunityRow
from leadtui.domain.text import money

if TYPE_CHECKING:
    from leadtui.store import Session

_CHUNK = 500  # records read at once
_SALE = BY_NAME[Kind.OPPORTUNITY]


def record_table(session: "Session", kind: Kind, ids: Sequence[int]) -> None:
    """The records of these ids in their order, read in blocks."""
    heads, line = _TABLES[kind]
    table(heads, (line(row) for row in _rows(session, kind, ids)))


def _rows(session: "Session", kind: Kind, ids: Sequence[int]) -> Iterator[Any]:
    from leadtui.store import record_lines

    for start in range(0, len(ids), _CHUNK):
        block = ids[start : start + _CHUNK]
        found = record_lines(session, kind, block)
        yield from (found[number] for number in block if number in found)


def _account(row: AccountRow) -> tuple[str, ...]:
    worth = money(row.worth, row.currency) + (" and more" if row.others else "")
    texts = (row.city, row.parent, row.phone, row.website, row.owner)
    return (
        str(row.id),
        row.title,
        *(text or "" for text in texts),
        str(row.contacts or ""),
        str(row.sales or ""),
        worth,
    )


def _contact(row: ContactRow) -> tuple[str, ...]:
    texts = (row.company, row.job_title, row.phone, row.email, row.owner)
    return (str(row.id), row.title, *(text or "" for text in texts))


def _opportunity(row: OpportunityRow) -> tuple[str, ...]:
    stands = row.outcome if row.outcome not in (None, "open") else label_of(_SALE["stage"], row.stage).lower()
    reason = label_of(_SALE["lost_reason"], row.lost_reason).lower()
    close = row.closed_on if row.outcome not in (None, "open") else row.close_on
    return (
        str(row.id),
        row.title,
        row.customer,
        money(row.amount, row.currency),
        f"{stands}, {reason}" if reason else stands or "",
        close.isoformat() if close else "",
        row.owner or "",
    )


_TABLES: dict[Kind, tuple[tuple[str, ...], Callable[[Any], tuple[str, ...]]]] = {
    Kind.ACCOUNT: (
        ("id", "name", "city", "parent", "phone", "website", "owner", "contacts", "open", "worth"),
        _account,
    ),
    Kind.CONTACT: (("id", "name", "company", "job_title", "phone", "email", "owner"), _contact),
    Kind.OPPORTUNITY: (("id", "topic", "customer", "amount", "stage", "close", "owner"), _opportunity),
}
