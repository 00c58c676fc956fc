"""Records for the tests of what is read: made through the one way of writing, a line each."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from leadtui.domain.fields import Kind
from leadtui.domain.query import parse
from leadtui.domain.results import Done
from leadtui.domain.views import View, sort_of
from leadtui.store import Session
from leadtui.store.operation import Op
from leadtui.store.reads import view_ids
from leadtui.store.writing import command


def make(store: Session, kind: Kind = Kind.LEAD, /, **values: object) -> int:
    """A new record; a lead whose state says so arrives closed, as an import brings it."""
    if kind is Kind.LEAD and values.get("state", "open") != "open":
        values.setdefault("status_reason", {"qualified": "qualified"}.get(str(values["state"]), "lost"))
        values.setdefault("closed_at", store.now())
        values.setdefault("closed_by", store.user)

    def work(op: Op) -> Done:
        return op.done(kind, op.insert(kind, values))

    return _done(command(store, "import", work)).id


def change(store: Session, kind: Kind, number: int, /, **values: object) -> Done:
    def work(op: Op) -> Done:
        op.update(kind, number, values, "edit")
        return op.done(kind, number)

    return _done(command(store, "edit", work))


def withdraw(store: Session, kind: Kind, number: int) -> None:
    def work(op: Op) -> Done:
        op.withdraw(kind, number)
        return op.done(kind, number)

    command(store, "undo", work)


def qualify(store: Session, lead: int, **made: int) -> Done:
    """Close a lead as qualified with the records it became, as the real command leaves it."""

    def work(op: Op) -> Done:
        before = op.lead(lead)
        values: dict[str, object] = {
            "state": "qualified", "status_reason": "qualified", "closed_at": op.at, "closed_by": store.user,
        }  # fmt: skip
        became_row(store, lead, before.cycle, op.id, op.now, **made)
        op.update(Kind.LEAD, lead, values, "qualify")
        return op.done(Kind.LEAD, lead)

    return _done(command(store, "qualify", work))


def became_row(store: Session, lead: int, cycle: int, op: int, at: int, **made: int) -> None:
    store.sql(
        "INSERT INTO qualification (lead, cycle, op, at, actor, account, contact,"
        " account_created, contact_created, why, snapshot)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 1, 1, 'they asked', '{}')",
        [lead, cycle, op, at, store.user, made.get("account"), made.get("contact")],
    )
    if sale := made.get("opportunity"):
        store.sql(
            "INSERT INTO origin (lead, cycle, op, opportunity, created) VALUES (?, ?, ?, ?, 1)",
            [lead, cycle, op, sale],
        )


def reopen(store: Session, lead: int) -> Done:
    def work(op: Op) -> Done:
        cycle = op.lead(lead).cycle + 1
        values: dict[str, Any] = {
            "state": "open", "status_reason": "new", "closed_at": None, "closed_by": None, "cycle": cycle,
        }  # fmt: skip
        op.update(Kind.LEAD, lead, values, "reactivate")
        return op.done(Kind.LEAD, lead)

    return _done(command(store, "reactivate", work))


def person(store: Session, login: str, name: str) -> None:
    store.sql(
        'INSERT INTO "user" (login, name, role, active, created_at) VALUES (?, ?, ?, 1, 0)',
        [login, name, "rep"],
    )


def ids(store: Session, text: str = "", sort: str = "id", kind: Kind = Kind.LEAD) -> list[int]:
    """What a filter shows."""
    return view_ids(store, View(kind, parse(text, kind), sort_of(sort, kind))).tolist()


@contextmanager
def statements(store: Session) -> Generator[list[str]]:
    """The statements that were run meanwhile."""
    seen: list[str] = []
    execute = store._execute

    def watched(text: str, params: Any) -> Any:
        seen.append(text)
        return execute(text, params)

    store._execute = watched
    try:
        yield seen
    finally:
        del store._execute


def _done(answer: object) -> Done:
    assert isinstance(answer, Done), answer
    return answer
