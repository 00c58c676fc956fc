"""Copies that are checked before they are called copies, and never laid over a file that is there."""

import os
import shutil
from datetime import UTC
from pathlib import Path

from leadtui.store.database import open_to_check, place, temporary
from leadtui.store.errors import Damaged, Exists, Unavailable
from leadtui.store.history import verify
from leadtui.store.session import Session
from leadtui.store.sqlite import Sqlite
from leadtui.store.sqlite_file import open_file

_KEPT = ("lead", "account", "contact", "opportunity", "activity", "operation", "event", "event_value")
_POSTGRES = (
    "A PostgreSQL store is backed up and restored by its own tools.",
    "Use pg_dump and pg_restore.",
)


def backup(session: Session, path: str | Path) -> Path:
    """Copy the whole store into one file while others go on working.

    Returns:
        The file, readable by its owner alone.

    Raises:
        Exists: a file is there already.
        Damaged: the copy did not pass its check; nothing is left of it.
    """
    if session.engine != "sqlite":
        raise Unavailable(*_POSTGRES)
    goal = _free(Path(path).expanduser().absolute())
    with temporary(goal) as new:
        # VACUUM INTO writes into an empty file that is there: so its rights are ours from the start.
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
        session.sql("VACUUM INTO ?", (str(new),))
        _check_copy(new, _counts(session))
        _sync(new)
        place(new, goal)
    return goal


def restore(source: str | Path, to: str | Path) -> Path:
    """Make a new store of a backup, after checking it whole: structure, guards and the chain of events.

    Raises:
        Exists: a file is there already; a store is never written over.
        Damaged: the backup is not whole.
        Unavailable: it is no store of this leadtui, see `errors`.
    """
    if str(source).startswith("postgres") or str(to).startswith("postgres"):
        raise Unavailable(*_POSTGRES)
    goal = _free(Path(to).expanduser().absolute())
    with temporary(goal) as copy:
        # To open a file writes to it and beside it: the backup itself is only read.
        _copy(Path(source).expanduser().absolute(), copy)
        try:
            session = open_to_check(copy)
        except Unavailable as error:
            raise type(error)(_of(source, copy, error.sentence), _of(source, copy, error.fix)) from error
        with session:
            verdict = verify(session)
            if not verdict.ok:
                raise Damaged(
                    f"The backup {source} does not verify. {verdict.because}", "Use another backup."
                )
            return backup(session, goal)


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


def _of(source: str | Path, copy: Path, sentence: str) -> str:
    """What was said of the copy, said of the backup."""
    return sentence.replace(str(copy), str(source)).replace(copy.name, Path(source).name)


def before_migration(session: Session, version: int) -> None:
    """Put a backup beside the store before its schema goes on from `version`."""
    if not isinstance(session.dialect, Sqlite):
        return  # PostgreSQL's DDL is transactional, and its backups are the administrator's
    path = session.dialect.path
    stamp = session.now().astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    backup(session, path.with_name(f"{path.name}.v{version}.{stamp}.backup"))


def _free(goal: Path) -> Path:
    if os.path.lexists(goal):
        raise Exists(f"There is a file {goal} already.", "Name another one.")
    if not goal.parent.is_dir():
        raise Unavailable(f"There is no folder {goal.parent}.", "Make it first.")
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


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
