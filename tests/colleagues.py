"""Others who work on the tests' store: only users of a book act on it."""

from pathlib import Path
from typing import Any

from leadtui.store import Session, open_session


def add(session: Session, login: str, role: str = "manager") -> None:
    """Make that user, where there is none yet, without an operation of its own."""
    if not session.sql('SELECT 1 FROM "user" WHERE login = ?', [login]):
        session.sql(
            'INSERT INTO "user" (login, name, role, active, created_at) VALUES (?, ?, ?, 1, 0)',
            [login, login, role],
        )


def joined(target: str | Path, login: str, role: str = "manager", **options: Any) -> Session:
    """A session of that user's on ada's store, made a user first where they are none yet."""
    with open_session(target, user="ada", login="ada") as session:
        add(session, login, role)
    return open_session(target, user=login, login=login, **options)
