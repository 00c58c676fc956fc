"""Records and answers for the store's tests, in few words."""

from typing import Any

from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.qualification import Request
from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.store import Session, create, qualify
from leadtui.store.reads import lead as read_lead

READY: dict[str, Any] = {
    "first_name": "Ana",
    "last_name": "Pereira",
    "company": "Northwind Lda",
    "email": "ana@northwind.example",
    "phone": "+351 21 555 0123",
    "topic": "Scanners for three shops",
    "owner": "ada",
    "source": "web",
    "city": "Porto",
}


def done(answer: Result) -> Done:
    assert isinstance(answer, Done), answer
    return answer


def refused(answer: object, code: str) -> Refusal:
    assert isinstance(answer, Refusal), answer
    assert answer.code == code, answer
    assert answer.sentence
    return answer


def conflict(answer: Result) -> Conflict:
    assert isinstance(answer, Conflict), answer
    return answer


def a_lead(session: Session, **values: Any) -> int:
    return done(create(session, Kind.LEAD, {**READY, **values})).id


def another(session: Session, number: int, **values: Any) -> int:
    """A ready lead that looks like no other of these."""
    own = {"last_name": f"Berg{number}", "company": f"Firm {number}", "email": f"b@firm{number}.example"}
    return a_lead(session, **{**own, "phone": None, **values})


def standing(session: Session, id: int) -> Lead:
    found = read_lead(session, id)
    assert found is not None
    return found


def qualified(session: Session, id: int, **request: Any) -> Done:
    return done(qualify(session, id, Request(**{"why": "Budget is there.", **request})))


def counted(session: Session, table: str) -> int:
    return session.sql(f"SELECT count(*) FROM {table} WHERE withdrawn = 0")[0][0]
