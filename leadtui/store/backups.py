"""Copies that are checked before they are called copies, and never laid over a file that is there."""

import os
import re
import shutil
from datetime import UTC
from pathlib import Path

from leadtui.files import temporary, whole
from leadtui.store import sqlite_faults
from leadtui.store.database import open_to_check
from leadtui.store.errors import Damaged, Exists, Full, Missing, NotOurs, OtherEngine, Unavailable
from leadtui.store.health import refuse_damaged
from leadtui.store.session import Session
from leadtui.store.sqlite import Sqlite
from leadtui.store.sqlite_file import open_file

_KEPT = ("lead", "account", "contact", "opportunity", "activity", "operation", "event", "event_value")
_URL = re.compile("postgres(ql)?:/")  # a path takes one of the slashes away
_DUMPED = (
    "A PostgreSQL store is backed up and restored by its own tools.",
    "pg_dump -Fc -f FILE URL writes a copy; createdb NEW and pg_restore -d NEW FILE make a database of it.",
)


def backup(session: Session, path: str | Path) -> Path:
    """Copy the whole store into one file while others go on working; a store that is not whole is not copied.

    Returns:
        The file, readable by its owner alone.

    Raises:
        Exists: a file is there already.
        Damaged: the store is, or the copy did not pass its check; nothing is left of it.
        Full: no room where the copy is to be.
        OtherEngine: PostgreSQL has its own tools.
    """
    if session.engine != "sqlite":
        raise OtherEngine(*_DUMPED)
    goal = _free(path)
    refuse_damaged(session)
    return _copied(session, goal)


def restore(source: str | Path, to: str | Path) -> Path:
    """Make a new store of a backup, after checking it whole: structure, guards and the chain of events.

    Raises:
        Exists: a file is there already; a store is never written over.
        Damaged: the backup is not whole.
        OtherEngine: PostgreSQL has its own tools.
        Unavailable: it is no store of this leadtui, see `errors`.
    """
    if _URL.match(str(source)) or _URL.match(str(to)):
        raise OtherEngine(*_DUMPED)
    goal = _free(to)
    with temporary(goal) as copy:
        try:
            # To open a file writes to it and beside it: the backup itself is only read.
            _copy(Path(source).expanduser().absolute(), copy)
            with open_to_check(copy) as session:
                refuse_damaged(session)
                return _copied(session, goal)
        except Unavailable as error:
            raise _of_backup(error, source, copy) from error


def _of_backup(error: Unavailable, source: str | Path, copy: Path) -> Unavailable:
    """What was said of the copy, said of the backup that it is of."""
    sentence, fix = (text.replace(str(copy), str(source)) for text in (error.sentence, error.fix))
    if isinstance(error, Missing | NotOurs | Damaged):
        fix = "Name another backup."
    return type(error)(sentence, fix)


def _copy(source: Path, new: Path) -> None:
    """The bytes of a store, with those of its last commits where they still stand in a file beside it."""
    Sqlite(str(source)).look()
    for ending in ("", "-wal"):
        beside = source.with_name(source.name + ending)
        if ending and not beside.exists():
            continue
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        try:
            with (
                beside.open("rb") as old,
                os.fdopen(os.open(new.with_name(new.name + ending), flags, 0o600), "wb") as made,
            ):
                shutil.copyfileobj(old, made)
        except OSError as error:
            raise Unavailable(f"Cannot copy {beside} to {new.parent}: {error.strerror}.") from error


def before_migration(session: Session, version: int) -> None:
    """Put a copy beside the store before its schema or its guards are written; damaged or not, it is kept."""
    if not isinstance(session.dialect, Sqlite):
        return  # PostgreSQL's DDL is transactional, and its backups are the administrator's
    path = session.dialect.path
    stamp = session.now().astimezone(UTC).strftime("%Y%m%d-%H%M%S.%f")
    _copied(session, _free(path.with_name(f"{path.name}.v{version}.{stamp}.backup")))


def _free(path: str | Path) -> Path:
    goal = Path(path).expanduser().absolute()
    if os.path.lexists(goal):
        raise Exists(f"There is a file {goal} already.", "Name another one.")
    if not goal.parent.is_dir():
        raise Unavailable(f"There is no folder {goal.parent}.", "Make it first.")
    return goal


def _copied(session: Session, goal: Path) -> Path:
    """Copy the store; whatever fails in writing is said of the copy, not of the store."""
    try:
        with whole(goal) as new:
            before = _counts(session)
            try:
                # Into an empty file that is there: so its rights are ours from the start.
                session.db.execute_sql("VACUUM INTO ?", (str(new),))
            except Exception as error:
                raise sqlite_faults.of(error, str(goal)) or error from error
            _check_copy(new, before)
    except FileExistsError as error:
        raise Exists(f"There is a file {goal} already.", "Name another one.") from error
    except OSError as error:
        raise Unavailable(f"Cannot write {goal}: {error.strerror}.", "Name another place.") from error
    except Full as error:
        raise Full(
            f"The disk of {goal} is full; nothing was written.", "Make room there, or name another place."
        ) from error
    return goal


def _check_copy(new: Path, before: list[int]) -> None:
    db = open_file(new)
    try:
        found = db.execute_sql("PRAGMA quick_check").fetchall()
        after = [db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _KEPT]
    finally:
        db.close()
    # Others may have written while it was copied: a copy may hold more, never less.
    if found != [("ok",)] or any(copied < there for copied, there in zip(after, before, strict=True)):
        raise Damaged("The copy did not pass its check; no backup was made.", "Run leadtui doctor.")


def _counts(session: Session) -> list[int]:
    return [session.sql(f"SELECT count(*) FROM {table}")[0][0] for table in _KEPT]
