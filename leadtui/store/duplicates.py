"""What looks the same as a record, by the exact keys that every write keeps beside it.

Leads, contacts and accounts only: e-mail, phone, name and company. How near a near match is, is
another room's question; here a key is shared or not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from leadtui.domain.fields import FIELDS, Kind
from leadtui.domain.records import Brief
from leadtui.matching import normalise
from leadtui.store import columns
from leadtui.store.briefs import SELECTED, Ref, briefs
from leadtui.store.clauses import places
from leadtui.store.errors import NotFound
from leadtui.store.session import Session

SAME = {
    "e": "same e-mail",
    "p": "same phone",
    "n": "same name and company",
    "c": "same company",
    "d": "same web domain",
}
_MOST = 50  # of one lead: nobody decides more in one plan


def duplicates_of(session: Session, kind: Kind, record: int | Mapping[str, object]) -> list[Brief]:
    """Records that share an e-mail, a phone, or name and company; for a company also its accounts.

    The record itself, withdrawn ones, and the account and contact that a lead is linked to or became
    are left out. `Brief.detail` says why (``same e-mail, same phone``), `Brief.state` how a lead stands.
    ``record`` is the id of a stored record, or the values of one that is only being typed.

    Raises:
        NotFound: no such record.
    """
    if isinstance(record, int):
        values = _values(session, kind, record)
        skip = {(kind, record), *(_own(session, record) if kind is Kind.LEAD else ())}
    else:
        values, skip = record, set[Ref]()
    return alike(session, looking_for(kind, values), skip)


def looking_for(kind: Kind, values: Mapping[str, object]) -> frozenset[str]:
    """The keys to look for: those of the record, and for a person those of the account it belongs to."""
    found = normalise.keys(kind, values)
    company = values.get("company")
    if kind is Kind.LEAD and isinstance(company, str):
        website = values.get("website")
        found |= normalise.account_keys(company, website if isinstance(website, str) else None)
    return found


def alike(session: Session, keys: Iterable[str], skip: set[Ref]) -> list[Brief]:
    """The records that carry one of those keys, those with the most of them first."""
    wanted = sorted(keys)
    if not wanted:
        return []
    # All keys of one record come together at a time: a key that half the book shares is cut off by
    # the limit, not read whole.
    rows = session.sql(
        f"SELECT kind, record, key FROM match_key WHERE key IN ({places(len(wanted))})"
        " ORDER BY key, kind, record LIMIT ?",
        [*wanted, _MOST * 8],
    )
    why: defaultdict[Ref, list[str]] = defaultdict(list)
    for kind, number, key in rows:
        if (ref := (Kind(kind), int(number))) not in skip:
            why[ref].append(SAME[key[0]])
    found = briefs(session, why)
    order = sorted(found, key=lambda ref: (-len(why[ref]), ref[0], ref[1]))
    return [replace(found[ref], detail=", ".join(dict.fromkeys(why[ref]))) for ref in order[:_MOST]]


def _values(session: Session, kind: Kind, number: int) -> Mapping[str, object]:
    rows = session.sql(f"SELECT {SELECTED[kind]} FROM {kind} WHERE id = ? AND withdrawn = 0", [number])
    if not rows:
        raise NotFound(f"There is no {kind} {number}.")
    record = columns.record(kind, rows[0])
    return {field.name: getattr(record, field.name) for field in FIELDS[kind]}


def _own(session: Session, lead: int) -> set[Ref]:
    """The account and contact that a lead is linked to or became in a cycle that still counts."""
    rows = session.sql(
        "SELECT account, contact FROM lead WHERE id = ? UNION SELECT account, contact FROM qualification"
        " WHERE lead = ? AND op NOT IN (SELECT undoes FROM operation WHERE undoes IS NOT NULL)",
        [lead, lead],
    )
    accounts: set[Ref] = {(Kind.ACCOUNT, account) for account, _ in rows if account is not None}
    contacts: set[Ref] = {(Kind.CONTACT, contact) for _, contact in rows if contact is not None}
    return accounts | contacts
