"""What the store keeps beside the fields, made from them on each write: never typed by anyone."""

import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from leadtui.domain import checklist
from leadtui.domain.fields import Kind
from leadtui.domain.policy import Policy
from leadtui.store.columns import COLUMN_BY_NAME, VERDICT, from_column
from leadtui.store.policies import policy
from leadtui.store.session import Session
from leadtui.store.ticks import read_ticks
from leadtui.store.wording import words

if TYPE_CHECKING:
    from leadtui.domain.lead import Lead

_SEARCHED: dict[Kind, tuple[str, ...]] = {
    Kind.LEAD: ("first_name", "last_name", "company", "email", "topic"),
    Kind.ACCOUNT: ("name", "email", "website"),
    Kind.CONTACT: ("first_name", "last_name", "company", "email"),
    Kind.OPPORTUNITY: ("topic", "company"),
}
_PHONES = ("phone", "mobile")
# In plain SQL: who reads one lead whole does not wait for peewee.
_OWNERS = 'SELECT login FROM "user" WHERE active = 1 UNION SELECT code FROM team'
_OF_LEAD = "SELECT 1 FROM activity WHERE about_kind = 'lead' AND about_id = ? AND withdrawn = 0"
_TASK = f"{_OF_LEAD} AND kind = 'task' AND done = 0 LIMIT 1"
_LOGGED = f"{_OF_LEAD} AND cycle = ? AND done = 1 LIMIT 1"
_LOOKED_AT = (
    "SELECT reachable, ticks, CASE state WHEN 'open' THEN (SELECT max(id) FROM policy) ELSE policy END"
    " FROM lead WHERE id = ?"
)


def search_key(kind: Kind, columns: Mapping[str, Any]) -> str:
    """What plain words are searched in: names and addresses case-folded, phones as their digits."""
    words = " ".join(str(columns[name]) for name in _SEARCHED[kind] if columns.get(name))
    digits = " ".join(
        "".join(sign for sign in str(columns[name]) if sign.isdigit())
        for name in _PHONES
        if columns.get(name)
    )
    return fold(f"{words} {digits}".strip())


def fold(text: str) -> str:
    """Text as it is searched: compatibility forms and case made one."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def derive(
    session: Session, kind: Kind, columns: Mapping[str, Any], before: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The derived columns of a record, made of all its other ones as stored.

    Nothing hangs on a new one, which has no row ``before``. A lead that stays closed keeps the verdict on it.
    """
    if kind not in _SEARCHED:
        return {}
    made: dict[str, Any] = {"search_key": search_key(kind, columns)}
    if kind is Kind.LEAD:
        made.update(_lead(session, columns, before is None))
        if before is not None and "open" not in (before["state"], columns["state"]):
            made.update({name: before[name] for name in VERDICT})
    return made


def _lead(session: Session, columns: Mapping[str, Any], new: bool) -> dict[str, int]:
    rules = policy(session)
    reachable = _reachable(columns["email"], columns["phone"], columns["mobile"], columns["country"])
    facts = facts_of(
        owners(session),
        {**columns, "reachable": reachable},
        not new and not columns["follow_up"] and has_task(session, columns["id"]),
        not new and rules.asks_activity and is_active(session, columns["id"], columns["cycle"]),
    )
    ready, done, total = checklist.verdict(lead_of(session, columns, rules), facts, rules.items)
    return {
        "ready": int(ready), "done": done, "total": total, "policy": rules.version,
        "reachable": int(reachable),
    }  # fmt: skip


def facts_of(
    owners: Collection[str], columns: Mapping[str, Any], has_task: bool, active: bool
) -> checklist.Facts:
    """What the checklist needs to know beyond the fields of a lead, of its columns and what hangs on it."""
    ticks = read_ticks(columns["ticks"])
    return checklist.Facts(owners, has_task, bool(columns["reachable"]), ticks, active)


def lead_of(session: Session, columns: Mapping[str, Any], rules: Policy) -> Any:
    """A lead as far as the checklist looks at it.

    It mostly asks what is there and what is empty: the same of columns as of values, and an import makes
    thousands of these a second. What a condition compares has to be the value.
    """
    fields = COLUMN_BY_NAME[Kind.LEAD]
    values = {name: from_column(fields[name], columns[name]) for name in rules.compared}
    if values:
        values.update(words(session).resolved(values))
    return SimpleNamespace(**{**columns, **values})


def looked_at(session: Session, lead: "Lead", tasks: bool | None = None) -> tuple[checklist.Facts, Policy]:
    """What the checklist needs to know beyond a lead's fields, and the policy; of a closed lead its own.

    ``tasks`` says whether an open task hangs on it, where that is known already.
    """
    rows = session.sql(_LOOKED_AT, [lead.id])
    reachable, ticks, version = rows[0]
    rules = policy(session, version)
    active = rules.asks_activity and is_active(session, lead.id, lead.cycle)
    busy = has_task(session, lead.id) if tasks is None else tasks
    return facts_of(owners(session), {"reachable": reachable, "ticks": ticks}, busy, active), rules


@lru_cache(maxsize=4096)
def _reachable(email: str | None, phone: str | None, mobile: str | None, country: str | None) -> bool:
    from leadtui.domain.values import is_reachable  # phonenumbers behind it is slow to import

    return is_reachable({"email": email, "phone": phone, "mobile": mobile, "country": country})


def owners(session: Session) -> frozenset[str]:
    """Keys of the users and teams; read once a transaction."""
    found = session.cache.get("owners")
    if found is None:
        found = session.cache["owners"] = frozenset(key for (key,) in session.sql(_OWNERS))
    return found


def is_active(session: Session, lead: int, cycle: int) -> bool:
    """Whether something was logged in that life of the lead."""
    return bool(session.sql(_LOGGED, [lead, cycle]))


def has_task(session: Session, lead: int) -> bool:
    """Whether an open task hangs on the lead."""
    return bool(session.sql(_TASK, [lead]))
