"""When a lead of a run needs a person no longer: its command was carried out, or asked for once more.

Asked for in the transaction that writes, so that a line is taken off the list only with what settles it.
"""

import json
from collections.abc import Set
from typing import Any, Final

from leadtui.domain.bulk import Act
from leadtui.domain.fields import Kind
from leadtui.store import journal
from leadtui.store.clauses import places
from leadtui.store.session import Session

NEEDS: Final = "r.settled = '' AND r.outcome IN ('queued', 'conflict')"
"""Rows ``r`` of runs that wait for a person: just what the indexes bulk_row_needs and bulk_row_waits hold."""


def settle_done(session: Session, kind: str, lead: int, operation: int) -> None:
    """The acting user did to a lead what runs of theirs left to a person, by whatever road.

    An edit settles what it was asked for only where it changed one of the fields that were to be set.
    """
    acts = [act.value for act in Act if act.operation == kind]
    if not acts:
        return
    waits = session.sql(
        f"SELECT r.run, r.place, b.asked FROM bulk_row r JOIN bulk_run b ON b.id = r.run"
        f" WHERE r.lead = ? AND {NEEDS} AND b.actor = ? AND b.act IN ({places(len(acts))})",
        [lead, session.user, *acts],
    )
    if not waits:
        return
    changed = _changed(session, lead, operation) if kind == "edit" else None
    for run, place, asked in waits:
        if changed is None or changed & _fields(asked):
            session.sql("UPDATE bulk_row SET settled = 'done' WHERE run = ? AND place = ?", [run, place])


def settle_older(session: Session, run: int, place: int) -> None:
    """A lead waits for a person since this run: what other runs of that act left of it is asked here."""
    session.sql(
        "UPDATE bulk_row SET settled = 'again' WHERE lead = (SELECT lead FROM bulk_row WHERE run = ? AND"
        " place = ?) AND settled = '' AND outcome IN ('queued', 'conflict') AND run IN"
        " (SELECT o.id FROM bulk_run o JOIN bulk_run b ON b.id = ?"
        " WHERE o.actor = b.actor AND o.act = b.act AND o.id <> b.id)",
        [run, place, run],
    )


def _changed(session: Session, lead: int, operation: int) -> Set[str]:
    rows = session.sql(
        "SELECT v.body FROM event e JOIN event_value v ON v.event = e.id"
        " WHERE e.op = ? AND e.kind = ? AND e.record = ? AND v.body IS NOT NULL",
        [operation, Kind.LEAD.value, lead],
    )
    return {name for (body,) in rows for name in journal.read_body(body)[0]}


def _fields(asked: str) -> Set[str]:
    found: Any = json.loads(asked).get("fields")
    return set(found or {})


__all__ = ["NEEDS", "settle_done", "settle_older"]
