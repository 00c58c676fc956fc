"""Records on their way into the index of likenesses: which columns are compared, and who leaves it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from leadtui.domain.fields import Kind
from leadtui.store.match_state import among
from leadtui.store.session import Session

Values = Mapping[str, Any]

_PERSON = (
    "first_name", "last_name", "company", "email", "phone", "mobile", "website", "street", "city", "region",
    "postal_code", "country", "external_system", "external_id",
)  # fmt: skip
COMPARED: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.LEAD: (*_PERSON, "private_person", "job_title", "topic"),
    Kind.CONTACT: (*_PERSON, "job_title", "account"),
    Kind.ACCOUNT: (
        "name", "website", "phone", "email", "street", "city", "region", "postal_code", "country",
        "external_system", "external_id",
    ),
    Kind.OPPORTUNITY: ("topic", "company", "account", "contact", "amount", "external_system", "external_id"),
}  # fmt: skip
"""The columns that make a record look like another; a change of any other leaves the index alone."""
_NAMED: Final = "account"  # the column by which contacts and opportunities have a company


def selected(kind: Kind) -> str:
    """The columns that `completed` and `gone` ask for, id first."""
    more = ", status_reason" if kind is Kind.LEAD else ""
    return f"id, withdrawn, {', '.join(COMPARED[kind])}{more}"


def read(session: Session, kind: Kind, condition: str, params: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows of a kind with what is compared of them, by a condition on its table."""
    names = selected(kind).split(", ")
    rows = session.sql(f"SELECT {selected(kind)} FROM {kind} WHERE {condition}", params)
    return [dict(zip(names, row, strict=True)) for row in rows]


def gone(row: Values) -> bool:
    """Whether the record takes no part: it was withdrawn, or merged into another one."""
    return bool(row.get("withdrawn")) or row.get("status_reason") == "merged"


def completed(session: Session, kind: Kind, rows: Iterable[Values]) -> list[Values]:
    """The rows, those that say no company with the name of the account that they belong to."""
    found = list(rows)
    if kind not in (Kind.CONTACT, Kind.OPPORTUNITY):
        return found
    wanted = {row[_NAMED] for row in found if isinstance(row.get(_NAMED), int) and not row.get("company")}
    if not wanted:
        return found
    picked = among(session, "id", sorted(wanted))
    names = dict(session.sql(f"SELECT id, name FROM account WHERE {picked.sql}", picked.params))
    return [row if row.get("company") else {**row, "company": names.get(row.get(_NAMED))} for row in found]
