"""Half-typed forms, kept so that a dropped line or a crash loses nothing that was typed.

A draft is not a record: no event, no version; its owner alone sees it, and it goes when it is used.
"""

import json
from collections.abc import Mapping
from typing import Any

from leadtui.domain.records import Draft
from leadtui.store.columns import micros, moment
from leadtui.store.journal import take
from leadtui.store.models_runs import DraftTable
from leadtui.store.session import Session


def save_draft(session: Session, form: str, record: int | None, values: Mapping[str, str]) -> Draft:
    """Keep what stands in a form; one draft a user, form and record, the newest typing wins."""
    body = json.dumps(dict(values))  # ASCII: what is half typed may hold what no column takes
    at = micros(session.now())
    with session.transaction():
        row = session.one(DraftTable.select(DraftTable.id).where(_mine(session, form, record)).tuples())
        if row:
            number = int(row[0])
            session.run(DraftTable.update(body=body, at=at).where(DraftTable.id == number))
        else:
            number = take(session, "draft")
            session.run(
                DraftTable.insert(id=number, user=session.user, form=form, record=record, body=body, at=at)
            )
    return Draft(number, session.user, form, record, dict(values), moment(at))


def _mine(session: Session, form: str, record: int | None) -> Any:
    table = DraftTable
    here = table.record.is_null() if record is None else (table.record == record)
    return (table.user == session.user) & (table.form == form) & here


def drafts(session: Session) -> list[Draft]:
    """The acting user's drafts, newest first."""
    table = DraftTable
    query = (
        table.select(table.id, table.user, table.form, table.record, table.body, table.at)
        .where(table.user == session.user)
        .order_by(table.at.desc(), table.id.desc())
    )
    return [
        Draft(number, user, form, record, json.loads(body), moment(at))
        for number, user, form, record, body, at in session.run(query.tuples())
    ]


def drop_draft(session: Session, id: int) -> None:
    """Let a draft go, because it was saved or given up; one that is gone already is no error."""
    with session.transaction():
        session.run(DraftTable.delete().where((DraftTable.id == id) & (DraftTable.user == session.user)))
