"""Records in one line, as lists of related ones show them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from leadtui.domain.access import Scope, may_read
from leadtui.domain.brief import Brief
from leadtui.domain.fields import BY_NAME, FIELDS, Kind, label_of
from leadtui.domain.lead import Lead
from leadtui.domain.text import money
from leadtui.store import columns
from leadtui.store.clauses import places
from leadtui.store.rights import reach, reader
from leadtui.store.session import Session

if TYPE_CHECKING:
    from leadtui.domain.records import Record

Ref = tuple[Kind, int]

SELECTED: Final[dict[Kind, str]] = {
    kind: ", ".join(f"{kind}.{field.name}" for field in fields) for kind, fields in FIELDS.items()
}
# What `brief_of` asks a record for; all columns would take several times as long to read.
_ASKED: Final = {
    kind: tuple(BY_NAME[kind][name] for name in names.split())
    for kind, names in {
        Kind.LEAD: "id state first_name last_name company email phone owner",
        Kind.ACCOUNT: "id name city website email phone owner",
        Kind.CONTACT: "id first_name last_name job_title company email phone owner",
        Kind.OPPORTUNITY: "id topic company amount currency stage outcome owner",
    }.items()
}


def brief_of(record: "Record") -> Brief:
    """The record in one line."""
    if isinstance(record, Lead):
        detail = _listed(record.company, record.email or record.phone)
        return Brief(Kind.LEAD, record.id, record.title, detail, str(record.state), record.owner)
    from leadtui.domain.customers import Account, Contact  # a check among leads waits for no others

    if isinstance(record, Account):
        detail = _listed(record.city, record.website or record.email or record.phone)
        return Brief(Kind.ACCOUNT, record.id, record.title, detail, "", record.owner)
    if isinstance(record, Contact):
        detail = _listed(record.job_title, record.company, record.email or record.phone)
        return Brief(Kind.CONTACT, record.id, record.title, detail, "", record.owner)
    amount = money(record.amount, record.currency) if record.amount is not None else None
    ended = record.outcome not in (None, "open")  # how is said by its state
    stage = None if ended else label_of(BY_NAME[Kind.OPPORTUNITY]["stage"], record.stage).lower()
    detail = _listed(record.company, amount, stage)
    return Brief(Kind.OPPORTUNITY, record.id, record.title, detail, record.outcome or "", record.owner)


def _listed(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def briefs(session: Session, wanted: Iterable[Ref], *, veil: bool = True) -> dict[Ref, Brief]:
    """The records of those kinds and ids in one line each, but not withdrawn ones; one statement a kind.

    Of one that the acting user may not read only whose it is; without ``veil`` the caller sees to that.
    """
    ids: defaultdict[Kind, set[int]] = defaultdict(set)
    for kind, number in wanted:
        ids[kind].add(number)
    found: dict[Ref, Brief] = {}
    for kind, numbers in ids.items():
        asked = ", ".join(field.name for field in _ASKED[kind])
        rows = session.sql(
            f"SELECT {asked} FROM {kind} WHERE id IN ({places(len(numbers))}) AND withdrawn = 0",
            sorted(numbers),
        )
        for row in rows:
            brief = brief_of(columns.record(kind, row, _ASKED[kind]))
            found[kind, brief.id] = brief
    if not veil or (looking := reader(session)).scope is Scope.ALL:
        return found
    return {ref: each if may_read(looking, each.owner) else unreadable(each) for ref, each in found.items()}


def unreadable(brief: Brief) -> Brief:
    """Of a record that the acting user may not read: whose it is, and nothing else."""
    return Brief(brief.kind, brief.id, f"(of {brief.owner}, not yours to read)", owner=brief.owner)


def hanging(session: Session, kind: Kind, condition: str, params: list[object], limit: int) -> list[Brief]:
    """The newest records of a kind that meet a condition on its table, of those that the user may read."""
    mine = reach(session, kind)
    rows = session.sql(
        f"SELECT {SELECTED[kind]} FROM {kind} WHERE ({condition}) AND withdrawn = 0 AND ({mine.sql})"
        " ORDER BY id DESC LIMIT ?",
        [*params, *mine.params, limit],
    )
    return [brief_of(columns.record(kind, row)) for row in rows]
