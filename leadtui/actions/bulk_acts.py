"""What a run asks of each lead, as the call of the store's own function for one lead."""

from collections.abc import Callable
from datetime import date
from typing import Any

from leadtui import store
from leadtui.domain.bulk import Act, Asked
from leadtui.domain.fields import Kind
from leadtui.domain.plan import NONE, Request, Sale
from leadtui.domain.results import Result
from leadtui.store import Session
from leadtui.store.bulk_checks import fields_of, record_of

Write = Callable[[Session, Asked, int, int | None, str | None], Result]


def carried_out(session: Session, asked: Asked, lead: int, version: int | None, op_id: str | None) -> Result:
    """Do to one lead what is asked of all.

    Raises:
        NotFound: there is no such lead.
    """
    return _WRITES[asked.act](session, asked, lead, version, op_id)


def request_of(asked: Asked, version: int | None = None) -> Request:
    """What is asked of a qualification; what was not said, the rules decide for each lead."""
    said: Any = asked.values
    sales = said.get("opportunities")
    return Request(
        account=said.get("account"),
        contact=said.get("contact"),
        opportunities=None if sales is None else tuple(Sale(each) for each in sales if each != NONE),
        why=asked.word("why"),
        version=version,
    )


def people_of(asked: Asked) -> Request | None:
    """Who of a disqualified lead is kept all the same."""
    said: Any = asked.values.get("people")
    return None if said is None else Request(said.get("account"), said.get("contact"), opportunities=())


def day_of(asked: Asked) -> date | None:
    """The day of a follow-up, or until when a lead is hidden."""
    return date.fromisoformat(asked.word("on")) if asked.word("on") else None


def _qualify(session: Session, asked: Asked, lead: int, version: int | None, op_id: str | None) -> Result:
    return store.qualify(session, lead, request_of(asked, version), op_id=op_id)


def _disqualify(session: Session, asked: Asked, lead: int, version: int | None, op_id: str | None) -> Result:
    said = asked.word("reason"), asked.word("note"), record_of(asked)
    return store.disqualify(
        session,
        lead,
        *said,
        opportunity=asked.word("opportunity") or None,
        because=asked.word("because"),
        people=people_of(asked),
        version=version,
        op_id=op_id,
    )


def _reactivate(session: Session, asked: Asked, lead: int, version: int | None, op_id: str | None) -> Result:
    """The dialog of one lead shows what looks the same; of many somebody has to look at those that do."""
    note = asked.word("note")
    return store.reactivate(session, lead, note, duplicates_reviewed=False, version=version, op_id=op_id)


def _assign(session: Session, asked: Asked, lead: int, version: int | None, op_id: str | None) -> Result:
    if asked.values.get("rules"):
        said: Any = asked.values
        anew, rules = bool(said.get("anew")), said.get("policy")
        return store.assign_by_rules(session, lead, anew=anew, rules=rules, version=version, op_id=op_id)
    said = asked.word("owner") or None, asked.word("note")
    return store.assign(session, lead, *said, version=version, op_id=op_id)


def _claim(session: Session, asked: Asked, lead: int, version: int | None, op_id: str | None) -> Result:
    """Whoever has it meanwhile is told, whatever else changed: no version is asked for."""
    return store.claim(session, lead, op_id=op_id)


def _set(session: Session, asked: Asked, lead: int, version: int | None, op_id: str | None) -> Result:
    return store.edit(session, Kind.LEAD, lead, fields_of(asked), version=version, op_id=op_id)


def _follow_up(session: Session, asked: Asked, lead: int, version: int | None, op_id: str | None) -> Result:
    said = day_of(asked), asked.word("note")
    return store.follow_up(session, lead, *said, version=version, op_id=op_id)


def _park(session: Session, asked: Asked, lead: int, version: int | None, op_id: str | None) -> Result:
    return store.park(session, lead, day_of(asked), asked.word("note"), version=version, op_id=op_id)


_WRITES: dict[Act, Write] = {
    Act.QUALIFY: _qualify,
    Act.DISQUALIFY: _disqualify,
    Act.REACTIVATE: _reactivate,
    Act.ASSIGN: _assign,
    Act.CLAIM: _claim,
    Act.SET: _set,
    Act.FOLLOW_UP: _follow_up,
    Act.PARK: _park,
}

__all__ = ["carried_out", "day_of", "fields_of", "people_of", "record_of", "request_of"]
