"""SQLite behind the seam: one file, many processes, nothing but the driver opens it."""

import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from leadtui.store import sqlite_faults
from leadtui.store.errors import (
    Damaged,
    Missing,
    NotOurs,
    ReadOnly,
    StoreError,
    Unavailable,
)
from leadtui.store.line import Line
from leadtui.store.schema import APPLICATION_ID
from leadtui.store.sqlite_file import open_file
from leadtui.store.turns import turn

Identity = tuple[int, int]


class Sqlite:
    """One SQLite file.

    Args:
        target: path of the file.
    """

    name = "sqlite"

    def __init__(self, target: str) -> None:
        self.path = Path(target).expanduser().absolute()
        self.shown = str(self.path)
        self._wal_path = self._beside("-wal")
        self._turn_path = self._beside(".turn")
        self._file: Identity | None = None
        self._wal: Identity | None = None
        self._new = False

    def connect(self) -> Line:
        """Open the file, which must be there and ours; see `errors` for the refusals."""
        self._file, self._wal = self.look(), None  # the journal of a connection before this one is gone
        try:
            db = open_file(self.path)
        except Exception as error:
            raise self.translate(error) or error from error
        try:
            self._only_ours(db)
            db.execute_sql("PRAGMA journal_mode = WAL")
            db.execute_sql("SELECT count(*) FROM sqlite_master").fetchall()
            self.check(db)
            self._wal = _identity(_found(self._wal_path))
        except Exception as error:
            db.close()
            raise self.translate(error) or error from error
        return db

    def prepare(self) -> None:
        """Make the empty file that `connect` then opens: ours alone, readable by nobody else."""
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
        self._new = True

    def look(self) -> Identity:
        """Who the file is; it must be a plain one with a beginning like a database's."""
        try:
            found = self.path.lstat()
        except FileNotFoundError as error:
            raise Missing(f"There is no file {self.path}.", "leadtui init makes one there.") from error
        except OSError as error:
            raise Unavailable(f"Cannot look at {self.path}: {error.strerror}.") from error
        if stat.S_ISLNK(found.st_mode):
            raise NotOurs(f"{self.path} is a symbolic link.", "Name the file that it points to.")
        if not stat.S_ISREG(found.st_mode):
            raise NotOurs(f"{self.path} is not a file.", "Name the file of a leadtui database.")
        if not os.access(self.path, os.R_OK):
            raise ReadOnly(f"{self.path} may not be read by you.", f"It is {_rights(found)}.")
        if not found.st_size and not self._new:
            raise Damaged(
                f"{self.path} is empty: it was cut off, or something else made it.",
                "leadtui restore FILE --to NEW brings back a backup; an empty file may be deleted.",
            )
        return found.st_dev, found.st_ino

    def _only_ours(self, db: Line) -> None:
        if self._new:
            return
        if db.execute_sql("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise NotOurs(
                f"{self.path} is a database of another program.", "Name a leadtui database, or a new file."
            )

    def check(self, db: Line) -> None:
        """Raise `Missing` when the file was deleted or replaced since it was opened."""
        found = _found(self.path)
        if found is not None and not found.st_size and not self._new:
            raise sqlite_faults.damaged(self.shown)  # SQLite itself takes it for a new database
        if _identity(found) != self._file:
            raise Missing(
                f"{self.path} was deleted or replaced while it was in use.",
                "What you just did may not be saved: put the file back, then start again.",
            )
        if self._wal is not None and _identity(_found(self._wal_path)) != self._wal:
            raise Damaged(
                f"The file {self.path.name}-wal was deleted or replaced while it was in use.",
                "What you just did may not be saved: close every leadtui, then run leadtui doctor.",
            )

    def turn(self) -> AbstractContextManager[None]:
        """See `turns.turn`."""
        self._writable()
        return turn(self._turn_path)

    def gate(self, db: Line | None) -> AbstractContextManager[None]:
        """The same, on the file that migrations and first-run creations hold; they may take long."""
        return turn(self._beside(".migrate"), wait=300)

    def begin(self, db: Line) -> None:
        """Take the write lock at once: a read that turns into a write later would just fail."""
        db.execute_sql("BEGIN IMMEDIATE")

    def begin_reading(self, db: Line) -> bool:
        """Without it every statement locks anew, and after a commit of others loses its pages."""
        db.execute_sql("BEGIN")
        return True

    def wait_for_disk(self, db: Line, wait: bool) -> None:
        """NORMAL in WAL mode loses the last commits when the power fails, and damages nothing."""
        db.execute_sql(f"PRAGMA synchronous = {'FULL' if wait else 'NORMAL'}")

    def in_transaction(self, db: Line) -> bool:
        """The driver asks the library."""
        return bool(db.connection().in_transaction)

    def ddl(self, text: str) -> str:
        """Names the column types and STRICT."""
        return (
            text.replace("{int}", "INTEGER")
            .replace("{text}", "TEXT")
            .replace("{strict_rowless}", "STRICT, WITHOUT ROWID")
            .replace("{strict}", "STRICT")
        )

    def sql(self, text: str, params: Sequence[Any]) -> str:
        """As it is."""
        return text

    def insert_many(
        self, db: Line, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> None:
        """By `executemany` on one prepared statement."""
        # The driver takes as long to bind one NULL as thirty texts, and most columns of new records are
        # empty in all of them: what is not named is NULL anyway, as no column has a default that may be NULL.
        held = [
            (name, values)
            for name, values in zip(columns, zip(*rows, strict=True), strict=False)
            if values.count(None) < len(values)
        ]
        if not held:
            return
        names = ", ".join(f'"{name}"' for name, _ in held)
        filled = zip(*(values for _, values in held), strict=True)
        text = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(held))})'
        db.cursor().executemany(text, filled)

    def tables(self, db: Line) -> set[str]:
        """From the schema, without SQLite's own and those of the index of words (see `searching`)."""
        listed = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        rows = db.execute_sql(f"{listed} AND name NOT LIKE 'sqlite_%'").fetchall()
        return {name for (name,) in rows}

    def schema(self, db: Line) -> str:
        """A file has none."""
        return ""

    def guards(self, db: Line) -> dict[str, str]:
        """Every trigger, ours or not: a foreign one is as wrong as a missing one."""
        return dict(db.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())

    def translate(self, error: BaseException) -> StoreError | None:
        """See `sqlite_faults`."""
        return sqlite_faults.of(error, self.shown)

    def lost(self, error: StoreError) -> bool:
        """A file does not come back by trying again."""
        return False

    def interrupt(self, db: Line) -> None:
        """Safe from any thread; a statement that has ended already is not touched."""
        if not db.is_closed():
            db.connection().interrupt()

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)

    def _writable(self) -> None:
        if os.access(self.path, os.F_OK) and not os.access(self.path, os.W_OK):
            raise sqlite_faults.read_only(self.shown)


def _found(path: Path) -> os.stat_result | None:
    # Only ever stat: to open and close the file here would drop SQLite's own locks on it.
    try:
        return path.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None


def _identity(found: os.stat_result | None) -> Identity | None:
    return None if found is None else (found.st_dev, found.st_ino)


def _rights(found: os.stat_result) -> str:
    return f"{stat.filemode(found.st_mode)} and belongs to user {found.st_uid}"
