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


OTHERS = (
    ("Jonas", "Lindqvist", "Fabrikam"), ("Priya", "Natarajan", "Tailspin"), ("Marc", "Blanc", "Contoso"),
    ("Yuki", "Tanaka", "Litware"), ("Olu", "Adeyemi", "Proseware"), ("Tomas", "Novak", "Wingtip"),
    ("Ingrid", "Solberg", "Adatum"), ("Rosa", "Fuentes", "Humongous"), ("Pavel", "Marek", "Trey"),
    ("Henrik", "Dahl", "Woodgrove"),
)  # fmt: skip


def unlike(number: int, **values: Any) -> dict[str, Any]:
    """What a ready lead holds that looks like no other of these."""
    first, last, company = OTHERS[number % len(OTHERS)]
    own = {"first_name": first, "last_name": last, "company": f"{company} {number}"}
    mail = f"{last.lower()}@{company.lower()}{number}.example"
    return {**READY, **own, "email": mail, "phone": None, "city": None, **values}


def another(session: Session, number: int, **values: Any) -> int:
    """Such a lead."""
    return a_lead(session, **unlike(number, **values))


def standing(session: Session, id: int) -> Lead:
    found = read_lead(session, id)
    assert found is not None
    return found


def qualified(session: Session, id: int, **request: Any) -> Done:
    return done(qualify(session, id, Request(**{"why": "Budget is there.", **request})))


def counted(session: Session, table: str) -> int:
    return session.sql(f"SELECT count(*) FROM {table} WHERE withdrawn = 0")[0][0]
