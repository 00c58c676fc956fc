"""Records in one line, as lists of related ones show them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from leadtui.domain.access import Reader, Scope, may_read
from leadtui.domain.brief import Brief
from leadtui.domain.fields import BY_NAME, FIELDS, Kind, label_of
from leadtui.domain.naming import account_title, contact_title, lead_title, opportunity_title
from leadtui.domain.text import money
from leadtui.store import columns
from leadtui.store.clauses import places
from leadtui.store.rights import reach, reader, territories
from leadtui.store.session import Session

if TYPE_CHECKING:
    from decimal import Decimal

    from leadtui.domain.records import Record

Ref = tuple[Kind, int]

SELECTED: Final[dict[Kind, str]] = {
    kind: ", ".join(f"{kind}.{field.name}" for field in fields) for kind, fields in FIELDS.items()
}
# What `_MADE` makes a brief of, in its order; all columns would take several times as long to read.
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
    from leadtui.domain.customers import RECORDS  # a check reads rows, no records

    kind = next(kind for kind, made in RECORDS.items() if isinstance(record, made))
    return _MADE[kind](*(getattr(record, field.name) for field in _ASKED[kind]))


def _lead(
    id: int,
    state: str,
    first: str | None,
    last: str | None,
    company: str | None,
    email: str | None,
    phone: str | None,
    owner: str | None,
) -> Brief:
    title = lead_title(id, first, last, company, email, phone)
    return Brief(Kind.LEAD, id, title, _listed(company, email or phone), str(state), owner)


def _account(
    id: int,
    name: str | None,
    city: str | None,
    website: str | None,
    email: str | None,
    phone: str | None,
    owner: str | None,
) -> Brief:
    detail = _listed(city, website or email or phone)
    return Brief(Kind.ACCOUNT, id, account_title(id, name), detail, "", owner)


def _contact(
    id: int,
    first: str | None,
    last: str | None,
    job_title: str | None,
    company: str | None,
    email: str | None,
    phone: str | None,
    owner: str | None,
) -> Brief:
    title = contact_title(id, first, last, email, phone)
    return Brief(Kind.CONTACT, id, title, _listed(job_title, company, email or phone), "", owner)


def _opportunity(
    id: int,
    topic: str | None,
    company: str | None,
    amount: "Decimal | None",
    currency: str | None,
    stage: str | None,
    outcome: str | None,
    owner: str | None,
) -> Brief:
    said = money(amount, currency) if amount is not None else None
    ended = outcome not in (None, "open")  # how is said by its state
    reached = None if ended else label_of(BY_NAME[Kind.OPPORTUNITY]["stage"], stage).lower()
    detail = _listed(company, said, reached)
    return Brief(Kind.OPPORTUNITY, id, opportunity_title(id, topic), detail, outcome or "", owner)


_MADE: Final[Mapping[Kind, Callable[..., Brief]]] = {
    Kind.LEAD: _lead,
    Kind.ACCOUNT: _account,
    Kind.CONTACT: _contact,
    Kind.OPPORTUNITY: _opportunity,
}


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
            brief = _MADE[kind](*map(columns.from_column, _ASKED[kind], row))
            found[kind, brief.id] = brief
    if (looking := reader(session)).scope is Scope.ALL:
        return found
    shown = settled(session, looking, found.values())
    return {
        (each.kind, each.id): each if not veil or seen_by(looking, each) else unreadable(each)
        for each in shown
    }


def settled(session: Session, looking: Reader, several: Iterable[Brief]) -> list[Brief]:
    """The same records, with their territories where these decide who may read them."""
    found = list(several)
    if looking.scope is not Scope.TERRITORY:
        return found
    where = {
        kind: territories(session, looking, kind, [each.id for each in found if each.kind is kind])
        for kind in {each.kind for each in found}
    }
    return [each._replace(territory=where[each.kind].get(each.id)) for each in found]


def seen_by(looking: Reader, brief: Brief) -> bool:
    """Whether the reader may see what the record holds; `settled` was asked before."""
    return may_read(looking, brief.owner, brief.territory)


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
