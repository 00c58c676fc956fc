"""What the store keeps beside the fields, made from them on each write: never typed by anyone."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from leadtui.domain import checklist
from leadtui.domain.fields import Kind
from leadtui.store.models import ActivityTable, TeamTable, UserTable
from leadtui.store.session import Session
from leadtui.store.statements import Statement, value

_SEARCHED: dict[Kind, tuple[str, ...]] = {
    Kind.LEAD: ("first_name", "last_name", "company", "email", "topic"),
    Kind.ACCOUNT: ("name", "email", "website"),
    Kind.CONTACT: ("first_name", "last_name", "company", "email"),
    Kind.OPPORTUNITY: ("topic", "company"),
}
_PHONES = ("phone", "mobile")
_OWNERS = Statement(
    lambda: UserTable.select(UserTable.login).where(UserTable.active == 1) | TeamTable.select(TeamTable.code)
)
_TASK = Statement(
    lambda: (
        ActivityTable.select(ActivityTable.id)
        .where(
            ActivityTable.about_kind == Kind.LEAD.value,
            ActivityTable.about_id == value("lead"),
            ActivityTable.kind == "task",
            ActivityTable.done == 0,
            ActivityTable.withdrawn == 0,
        )
        .limit(1)
    )
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


def derive(session: Session, kind: Kind, columns: Mapping[str, Any], *, new: bool = False) -> dict[str, Any]:
    """The derived columns of a record, made of all its other ones as stored; nothing hangs on a new one."""
    if kind is Kind.ACTIVITY:
        return {}
    made: dict[str, Any] = {"search_key": search_key(kind, columns)}
    if kind is Kind.LEAD:
        made.update(_lead(session, columns, new))
    return made


def _lead(session: Session, columns: Mapping[str, Any], new: bool) -> dict[str, int]:
    reachable = _reachable(columns["email"], columns["phone"], columns["mobile"], columns["country"])
    facts = checklist.Facts(
        owners=owners(session),
        has_task=not new and not columns["follow_up"] and has_task(session, columns["id"]),
        reachable=reachable,
    )
    # The checklist only asks what is there and what is empty: the same of columns as of values, and
    # an import makes thousands of these a second.
    lead: Any = SimpleNamespace(**columns)
    ready, done = checklist.verdict(lead, facts)
    return {"ready": int(ready), "done": done, "reachable": int(reachable)}


@lru_cache(maxsize=4096)
def _reachable(email: str | None, phone: str | None, mobile: str | None, country: str | None) -> bool:
    from leadtui.domain.values import is_reachable  # phonenumbers behind it is slow to import

    return is_reachable({"email": email, "phone": phone, "mobile": mobile, "country": country})


def owners(session: Session) -> frozenset[str]:
    """Keys of the users and teams; read once a transaction."""
    found = session.cache.get("owners")
    if found is None:
        found = session.cache["owners"] = frozenset(key for (key,) in session.run(_OWNERS))
    return found


def has_task(session: Session, lead: int) -> bool:
    """Whether an open task hangs on the lead."""
    return session.one(_TASK, lead=lead) is not None
