"""The lines of the lists of accounts, contacts and opportunities by id, a few statements for all of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from leadtui.domain.customers import Account, Contact, Opportunity
from leadtui.domain.fields import Kind
from leadtui.domain.record_rows import AccountRow, ContactRow, OpportunityRow, RecordRow
from leadtui.store.briefs import briefs
from leadtui.store.clauses import OPEN_SALE, places
from leadtui.store.lists import portions
from leadtui.store.match_state import code
from leadtui.store.reads import record_rows
from leadtui.store.rights import reach
from leadtui.store.session import Session


def record_lines(session: Session, kind: Kind, ids: Iterable[int]) -> dict[int, RecordRow]:
    """The lines of a list by id; what does not exist or was withdrawn is left out."""
    made: dict[int, RecordRow] = {}
    for portion in portions(ids):
        if found := record_rows(session, kind, portion):
            made.update(_LINES[kind](session, found))
    return made


def _accounts(session: Session, found: Mapping[int, Any]) -> dict[int, RecordRow]:
    records: list[Account] = list(found.values())
    parents = _named(session, Kind.ACCOUNT, (each.parent for each in records))
    contacts = _counted(session, list(found))
    sales = _sales(session, list(found))
    alike = _alike(session, Kind.ACCOUNT, found)
    return {
        each.id: AccountRow(
            each.id,
            each.title,
            parents.get(each.parent or 0, ""),
            each.city,
            each.phone,
            each.website,
            each.owner,
            each.do_not_call,
            each.do_not_email,
            each.changed_at,  # pyright: ignore[reportArgumentType] -- the column is never empty
            contacts.get(each.id, 0),
            *sales.get(each.id, (0, None, None, False)),
            alike=each.id in alike,
        )
        for each in records
    }


def _contacts(session: Session, found: Mapping[int, Any]) -> dict[int, RecordRow]:
    records: list[Contact] = list(found.values())
    accounts = _named(session, Kind.ACCOUNT, (each.account for each in records))
    alike = _alike(session, Kind.CONTACT, found)
    return {
        each.id: ContactRow(
            each.id,
            each.title,
            accounts.get(each.account or 0, "") or each.company or "",
            each.job_title,
            each.phone or each.mobile,
            each.email,
            each.city,
            each.owner,
            each.do_not_call,
            each.do_not_email,
            each.id in alike,
        )
        for each in records
    }


def _opportunities(session: Session, found: Mapping[int, Any]) -> dict[int, RecordRow]:
    records: list[Opportunity] = list(found.values())
    accounts = _named(session, Kind.ACCOUNT, (each.account for each in records))
    contacts = _named(session, Kind.CONTACT, (each.contact for each in records if each.account is None))
    return {
        each.id: OpportunityRow(
            each.id,
            each.title,
            accounts.get(each.account or 0, "") or contacts.get(each.contact or 0, "") or each.company or "",
            each.amount,
            each.currency,
            each.stage,
            each.outcome,
            each.lost_reason,
            each.close_on,
            each.closed_on,
            each.owner,
            each.version,
        )
        for each in records
    }


_LINES: Final[Mapping[Kind, Callable[[Session, Mapping[int, Any]], dict[int, RecordRow]]]] = {
    Kind.ACCOUNT: _accounts,
    Kind.CONTACT: _contacts,
    Kind.OPPORTUNITY: _opportunities,
}


def _named(session: Session, kind: Kind, wanted: Iterable[int | None]) -> dict[int, str]:
    """What accounts or contacts are called, by id; of one that the user may not read only whose it is."""
    found = briefs(session, ((kind, number) for number in wanted if number is not None))
    return {number: brief.title for (_, number), brief in found.items()}


def _counted(session: Session, accounts: Sequence[int]) -> dict[int, int]:
    """How many contacts of each account the user may read."""
    mine = reach(session, Kind.CONTACT)
    rows = session.sql(
        f"SELECT account, count(*) FROM contact WHERE account IN ({places(len(accounts))}) AND withdrawn = 0"
        f" AND ({mine.sql}) GROUP BY account",
        [*accounts, *mine.params],
    )
    return dict[int, int](rows)


def _sales(
    session: Session, accounts: Sequence[int]
) -> dict[int, tuple[int, Decimal | None, str | None, bool]]:
    """How many opportunities are open, and what those in the most common currency come to."""
    mine = reach(session, Kind.OPPORTUNITY)
    rows = session.sql(
        "SELECT account, currency, count(*), sum(amount) FROM opportunity"
        f" WHERE account IN ({places(len(accounts))}) AND withdrawn = 0 AND {OPEN_SALE} AND ({mine.sql})"
        " GROUP BY account, currency ORDER BY account, count(*) DESC, currency",
        [*accounts, *mine.params],
    )
    by_account: defaultdict[int, list[tuple[str | None, int, int | None]]] = defaultdict(list)
    for account, currency, count, cents in rows:
        by_account[account].append((currency, count, cents))
    found: dict[int, tuple[int, Decimal | None, str | None, bool]] = {}
    for account, tallies in by_account.items():
        worth = [(currency, cents) for currency, _, cents in tallies if cents is not None]
        currency, cents = worth[0] if worth else (None, None)
        amount = None if cents is None else Decimal(int(cents)).scaleb(-2)
        found[account] = (sum(count for _, count, _ in tallies), amount, currency, len(worth) > 1)
    return found


def _alike(session: Session, kind: Kind, ids: Iterable[int]) -> frozenset[int]:
    """Those that look the same as another record, and nobody decided on the two."""
    by_code = {code(kind, id): id for id in ids}
    if not by_code:
        return frozenset()
    rows = session.sql(
        f"SELECT DISTINCT record FROM match_pair WHERE record IN ({places(len(by_code))}) AND decided = 0",
        sorted(by_code),
    )
    return frozenset(by_code[number] for (number,) in rows)
