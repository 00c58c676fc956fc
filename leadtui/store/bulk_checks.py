"""What would refuse each lead of a run is said once, before the first: the words of the command itself."""

from typing import Any

from leadtui.domain.bulk import Act, Asked
from leadtui.domain.closing import asked_of
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.reopening import why_missing
from leadtui.domain.results import Refusal
from leadtui.store import rights
from leadtui.store.assigning import others_than
from leadtui.store.disqualifying import reason_offered
from leadtui.store.entries import accept, note_of
from leadtui.store.owners import owner_key, unknown_owner
from leadtui.store.policies import policy
from leadtui.store.records import settle
from leadtui.store.session import Session


def of_command(session: Session, what: Asked, first: int = 0) -> Refusal | None:
    """The "no" to what is asked of every lead alike; ``first`` is one of them, to be named.

    Returns:
        A `Refusal`: ``right``, ``reason``, ``note``, ``owner``, ``field``, ``system``, ``value``, ``policy``.
    """
    if no := rights.needed(session, what.act.operation):
        return no
    match what.act:
        case Act.QUALIFY:
            said = accept(Kind.OPPORTUNITY, {"why": what.word("why")}, session.today())
            return said if isinstance(said, Refusal) else None
        case Act.DISQUALIFY:
            return _reason(session, what)
        case Act.REACTIVATE:
            return _why(session, what, first)
        case Act.ASSIGN if what.values.get("rules"):
            seen: Any = what.values.get("policy")
            return others_than(session, seen)
        case Act.ASSIGN:
            owner = what.word("owner")
            return unknown_owner(session, owner) if owner and owner_key(session, owner) is None else None
        case Act.SET:
            return _fields(session, what)
        case _:
            return None


def _reason(session: Session, what: Asked) -> Refusal | None:
    chosen = reason_offered(session, what.word("reason"))
    note = note_of(what.word("note"), session.today())
    if isinstance(chosen, Refusal):
        return chosen
    return note if isinstance(note, Refusal) else asked_of(chosen, note, record_of(what), 0)


def _why(session: Session, what: Asked, first: int) -> Refusal | None:
    note = note_of(what.word("note"), session.today())
    if isinstance(note, Refusal):
        return note
    return why_missing(Lead(id=first), note, asked=policy(session).why_reactivated)


def record_of(what: Asked) -> tuple[Kind, int] | None:
    """The record that a reason to disqualify names."""
    named: Any = what.values.get("record")
    return None if named is None else (Kind(named[0]), int(named[1]))


def _fields(session: Session, what: Asked) -> Refusal | None:
    read = accept(Kind.LEAD, fields_of(what), session.today())
    # Whether one may hand it on, or link it, goes by what each lead has now.
    return read if isinstance(read, Refusal) else settle(session, Kind.LEAD, read)


def fields_of(what: Asked) -> dict[str, object]:
    """The values to set: texts are read as everywhere, a day has its date since the run was asked for."""
    given: Any = what.values.get("fields")
    return dict(given or {})


__all__ = ["fields_of", "of_command", "record_of"]
