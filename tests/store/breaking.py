"""Failures of the database at a chosen statement, made below everything of ours: at the driver's cursor."""

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, TypeVar

from psycopg.errors import DivisionByZero

from leadtui.store import Session, StoreError

Answer = TypeVar("Answer")
Tables = dict[str, list[tuple[Any, ...]]]
_BARE = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|PRAGMA|SET)\b")


class _Cursor:
    """The driver's cursor; ``due`` says of each statement whether it is the one to fail."""

    def __init__(self, real: Any, engine: str, due: Callable[[], bool]) -> None:
        self._real, self._engine, self._due = real, engine, due

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def execute(self, text: str, *values: Any) -> Any:
        return self._run(self._real.execute, text, *values)

    def executemany(self, text: str, rows: Any) -> Any:
        return self._run(self._real.executemany, text, rows)

    def copy(self, text: str) -> Any:
        return self._run(self._real.copy, text)

    def _run(self, run: Callable[..., Any], text: str, *values: Any) -> Any:
        if not self._due():
            return run(text, *values)
        if self._engine == "postgresql":
            return self._real.execute("SELECT 1 / 0")
        link = self._real.connection
        if not _BARE.match(text):
            link.set_progress_handler(lambda: 1, 1)
            try:
                run(text, *values)
            finally:
                link.set_progress_handler(None, 0)
        raise link.OperationalError("disk I/O error")  # it was too short to be stopped in its midst


@contextmanager
def broken_at(session: Session, number: int) -> Generator[Callable[[], bool]]:
    """Let the statement of that number fail, counted from here; the answer says whether it was reached.

    SQLite gives up in the midst of the statement and of whatever transaction it is in, PostgreSQL answers
    with an error and takes nothing more of this transaction: what either does of itself.
    """
    line, seen = session.db, 0

    def due() -> bool:
        nonlocal seen
        seen += 1
        return seen == number

    plain, plain_sql = line.cursor, line.execute_sql

    def execute_sql(text: str, params: Any = ()) -> Any:
        cursor = line.cursor()
        cursor.execute(text, *([params] if params else []))
        return cursor

    line.cursor = lambda: _Cursor(plain(), session.engine, due)
    line.execute_sql = execute_sql
    try:
        yield lambda: seen >= number
    finally:
        line.cursor, line.execute_sql = plain, plain_sql


def dump(session: Session) -> Tables:
    """Every table there is, whole; of PostgreSQL, which answers slower, what it comes to."""
    if session.engine == "sqlite":
        listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        names = [name for (name,) in session.sql(listed)]
        return {name: sorted(session.sql(f'SELECT * FROM "{name}"'), key=repr) for name in names}
    names = [name for (name,) in session.sql(_TABLES)]
    sums = " UNION ALL ".join(_SUM.format(name) for name in names)
    return {name: [(total,)] for name, total in session.sql(sums)}


_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_SUM = "SELECT '{0}', md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM \"{0}\" t"


def fail_everywhere(
    session: Session, act: Callable[[], Answer], look: Callable[[Session], Tables] = dump
) -> tuple[Answer, int]:
    """Let each statement of a command fail once, look that nothing of it stays, then let it through.

    Returns:
        What it answers then, and how many statements it took.
    """
    before, number = look(session), 0
    while True:
        number += 1
        try:
            with broken_at(session, number) as reached:
                answer = act()
        except (StoreError, DivisionByZero) as fault:
            assert reached(), fault
            assert not _differing(before, look(session)), (number, fault)
        else:
            assert not reached(), f"statement {number} failed and nobody said so"
            return answer, number - 1


def _differing(before: Tables, after: Tables) -> Tables:
    return {name: rows for name, rows in after.items() if rows != before.get(name)}
