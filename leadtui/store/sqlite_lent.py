"""Peewee's view of a SQLite connection that is open already."""

from typing import Any

from peewee import Database, SqliteDatabase


class _Lent(SqliteDatabase):
    """Takes the connection it is given instead of opening one: its pragmas are set."""

    def __init__(self, link: Any) -> None:
        self._link = link
        super().__init__("lent", thread_safe=False, returning_clause=True, autoconnect=False)

    def _connect(self) -> Any:
        return self._link


def lend(link: Any) -> Database:
    """The connection as peewee's queries want it."""
    db = _Lent(link)
    db.connect()
    return db
