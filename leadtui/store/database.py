"""Opening a store, making a new one, and saying how it does."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from leadtui.store import migrations, rights
from leadtui.store.dialect import Dialect, choose
from leadtui.store.errors import Exists, Missing, StoreError, Unavailable
from leadtui.store.session import Clock, Session
from leadtui.store.sqlite import Sqlite


def open_session(
    target: str | Path,
    *,
    user: str | None = None,
    login: str | None = None,
    create: bool = False,
    clock: Clock | None = None,
) -> Session:
    """Open a store by path or ``postgresql://`` URL.

    Args:
        target: where it is.
        user: key of the acting user; None takes the login.
        login: who the operating system says it is; None asks it.
        create: make the store where there is none.
        clock: what tells the time, for tests.

    Raises:
        Unavailable: one of its kinds, in one sentence with the mend.
        Stranger: the book has users, and the acting one is none of them.
    """
    try:
        session = _connect(choose(str(target)), user, login, clock)
    except Missing:
        if not create:
            raise
        return create_store(target, user=user, login=login, clock=clock)
    try:
        rights.admit(session)
    except BaseException:
        session.close()
        raise
    return session


def open_to_check(target: str | Path) -> Session:
    """Open a store to look at it as a whole, whoever runs the program: nobody acts in that session."""
    return _connect(choose(str(target)), None, None, None)


def _connect(dialect: Dialect, user: str | None, login: str | None, clock: Clock | None) -> Session:
    session = Session(dialect, user=user, login=login, clock=clock)
    try:
        with session.translated():
            migrations.check(session)
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
            place(new, path)


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


def migrate(target: str | Path, *, clock: Clock | None = None) -> list[int]:
    """Bring a store up to this leadtui's schema, with a backup beside it before each step.

    Returns:
        Numbers of the steps that ran; empty where it was up to date.
    """
    from leadtui.store.backups import before_migration

    dialect = choose(str(target))
    with Session(dialect, clock=clock) as session, session.translated(), dialect.gate(session.db):
        if migrations.schema_version(session) == 0:
            raise Missing(f"There is no leadtui store in {session.target}.", "leadtui init makes one there.")
        return migrations.run_pending(session, before_migration)


@contextmanager
def temporary(path: Path) -> Generator[Path]:
    """A name beside `path` for a file of yours alone; whatever is left of it at the end goes."""
    from uuid import uuid4  # not for those who open what is there

    new = path.with_name(f".{path.name}.{uuid4().hex[:12]}")
    try:
        yield new
    finally:
        for ending in ("", "-wal", "-shm", "-journal", ".turn", ".migrate"):
            new.with_name(new.name + ending).unlink(missing_ok=True)


def place(new: Path, path: Path) -> None:
    """Give a finished file its name, durably, and never over a file that is there.

    Raises:
        Exists: there is one.
    """
    try:
        os.link(new, path)
    except FileExistsError as error:
        raise Exists(f"There is a file {path} already.", "Name another one.") from error
    except OSError as error:
        raise Unavailable(
            f"Cannot make {path}: {error.strerror}.", "Try a folder on a local disk."
        ) from error
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def describe(target: str | Path) -> dict[str, object]:
    """What `leadtui doctor` tells of a store; the fault itself where it cannot be opened."""
    from leadtui.store.health import examine

    try:
        with open_to_check(target) as session:
            return examine(session)
    except StoreError as error:
        return {"target": choose(str(target)).shown, "ok": False, "error": error.sentence, "fix": error.fix}
