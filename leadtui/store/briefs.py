"""Records in one line, as lists of related ones show them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from leadtui.domain.fields import BY_NAME, FIELDS, Kind, label_of
from leadtui.domain.lead import Lead
from leadtui.domain.records import Account, Brief, Contact, Opportunity, Record
from leadtui.domain.text import money
from leadtui.store import columns
from leadtui.store.clauses import places
from leadtui.store.session import Session

Ref = tuple[Kind, int]

SELECTED: Final[dict[Kind, str]] = {
    kind: ", ".join(f"{kind}.{field.name}" for field in fields) for kind, fields in FIELDS.items()
}


def brief_of(record: Record) -> Brief:
    """The record in one line."""
    match record:
        case Lead():
            detail = _listed(record.company, record.email or record.phone)
            return Brief(Kind.LEAD, record.id, record.title, detail, str(record.state), record.owner)
        case Account():
            detail = _listed(record.city, record.website or record.email or record.phone)
            return Brief(Kind.ACCOUNT, record.id, record.title, detail, "", record.owner)
        case Contact():
            detail = _listed(record.job_title, record.company, record.email or record.phone)
            return Brief(Kind.CONTACT, record.id, record.title, detail, "", record.owner)
        case Opportunity():
            amount = money(record.amount, record.currency) if record.amount is not None else None
            stage = label_of(BY_NAME[Kind.OPPORTUNITY]["stage"], record.stage)
            detail = _listed(record.company, amount, stage)
            return Brief(
                Kind.OPPORTUNITY, record.id, record.title, detail, record.outcome or "", record.owner
            )


def _listed(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def briefs(session: Session, wanted: Iterable[Ref]) -> dict[Ref, Brief]:
    """The records of those kinds and ids in one line each, but not withdrawn ones; one statement a kind."""
    ids: defaultdict[Kind, set[int]] = defaultdict(set)
    for kind, number in wanted:
        ids[kind].add(number)
    found: dict[Ref, Brief] = {}
    for kind, numbers in ids.items():
        rows = session.sql(
            f"SELECT {SELECTED[kind]} FROM {kind} WHERE id IN ({places(len(numbers))}) AND withdrawn = 0",
            sorted(numbers),
        )
        for row in rows:
            brief = brief_of(columns.record(kind, row))
            found[kind, brief.id] = brief
    return found


def hanging(session: Session, kind: Kind, condition: str, params: list[object], limit: int) -> list[Brief]:
    """The newest records of a kind that meet a condition on its table."""
    rows = session.sql(
        f"SELECT {SELECTED[kind]} FROM {kind} WHERE {condition} AND withdrawn = 0 ORDER BY id DESC LIMIT ?",
        [*params, limit],
    )
    return [brief_of(columns.record(kind, row)) for row in rows]
