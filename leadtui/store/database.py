"""Opening a store, making a new one, and saying how it does."""

import os
from pathlib import Path

from leadtui.files import place, temporary
from leadtui.store import migrations, rights
from leadtui.store.dialect import Dialect, choose
from leadtui.store.errors import Exists, Missing, Unavailable
from leadtui.store.session import Clock, Session
from leadtui.store.sqlite import Sqlite


def open_session(
    target: str | Path,
    *,
    user: str | None = None,
    login: str | None = None,
    clock: Clock | None = None,
    guarded: bool = True,
) -> Session:
    """Open a store by path or ``postgresql://`` URL.

    Args:
        target: where it is.
        user: key of the acting user; None takes the login.
        login: who the operating system says it is; None asks it.
        clock: what tells the time, for tests.
        guarded: refuse a store whose guards are not as written; False for who only reads it, to verify it.

    Raises:
        Unavailable: one of its kinds, in one sentence with the mend.
        Stranger: the book has users, and the acting one is none of them.
    """
    session = _connect(choose(str(target)), user, login, clock, guarded)
    try:
        rights.admit(session)
    except BaseException:
        session.close()
        raise
    return session


def open_to_check(target: str | Path) -> Session:
    """Open a store to look at it as a whole, whoever runs the program and whatever its guards are."""
    return _connect(choose(str(target)), None, None, None, False)


def _connect(
    dialect: Dialect, user: str | None, login: str | None, clock: Clock | None, guarded: bool = True
) -> Session:
    session = Session(dialect, user=user, login=login, clock=clock)
    try:
        with session.translated():
            migrations.check(session)
            if guarded:
                migrations.check_guards(session)
    except BaseException:
        session.close()
        raise
    return session


def create_store(
    target: str | Path, *, user: str | None = None, login: str | None = None, clock: Clock | None = None
) -> Session:
    """Make a store and open it; the acting user becomes its administrator.

    Where several start at once, one makes it and the others open what it made.
    """
    dialect = choose(str(target))
    if isinstance(dialect, Sqlite):
        _create_file(dialect, user, login, clock)
    else:
        _create_tables(dialect, user, login, clock)
    return _connect(dialect, user, login, clock)


def _create_file(dialect: Sqlite, user: str | None, login: str | None, clock: Clock | None) -> None:
    """Make the file whole under another name, then put it in place: no one ever sees half a store."""
    path = dialect.path
    if os.path.lexists(path):
        return
    if not path.parent.is_dir():
        raise Missing(f"There is no folder {path.parent}.", "Make it first.")
    with dialect.gate(None):
        if os.path.lexists(path):
            return
        with temporary(path) as new:
            made = Sqlite(str(new))
            made.prepare()
            with Session(made, user=user, login=login, clock=clock) as session:
                _fill(session)
                session.sql("PRAGMA wal_checkpoint(TRUNCATE)")
            _placed(new, path)


def _placed(new: Path, path: Path) -> None:
    try:
        place(new, path)
    except FileExistsError as error:
        raise Exists(f"There is a file {path} already.", "Name another one.") from error
    except OSError as error:
        raise Unavailable(
            f"Cannot make {path}: {error.strerror}.", "Try a folder on a local disk."
        ) from error


def _create_tables(dialect: Dialect, user: str | None, login: str | None, clock: Clock | None) -> None:
    session = Session(dialect, user=user, login=login, clock=clock)
    with session, session.translated(), dialect.gate(session.db):
        if migrations.schema_version(session) == 0:
            _fill(session)


def _fill(session: Session) -> None:
    from leadtui.store.columns import micros
    from leadtui.store.models_people import UserTable  # tables as peewee sees them: for writes alone

    migrations.run_pending(session)
    with session.transaction():
        session.run(
            UserTable.insert(
                login=session.user,
                name=session.user,
                role="administrator",
                active=1,
                created_at=micros(session.now()),
            )
        )


def migrate(target: str | Path, *, clock: Clock | None = None) -> migrations.Migrated:
    """Bring a store up to this leadtui's schema and guards, with a copy beside it before each step."""
    from leadtui.store.backups import before_migration

    dialect = choose(str(target))
    with Session(dialect, clock=clock) as session, session.translated(), dialect.gate(session.db):
        if migrations.schema_version(session) == 0:
            raise Missing(f"There is no leadtui store in {session.target}.", "leadtui init makes one there.")
        return migrations.run_pending(session, before_migration)
