"""The seam between the engines: what SQLite and PostgreSQL do differently goes through here.

Everything above speaks peewee queries or the SQL both understand, with ``?`` for values.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from leadtui.store.errors import OtherEngine, StoreError
from leadtui.store.line import Line


class Dialect(Protocol):
    """One engine at one place. Made by `choose`."""

    name: str
    shown: str  # the target as it may be printed: never a password

    def connect(self) -> Line:
        """Open a connection; raises `StoreError` in one sentence."""
        ...

    def check(self, db: Line) -> None:
        """Raise `StoreError` when what was opened is no longer what is there."""
        ...

    def turn(self) -> AbstractContextManager[None]:
        """Wait for this writer's turn among all processes, fairly, at most ten seconds."""
        ...

    def gate(self, db: Line | None) -> AbstractContextManager[None]:
        """Hold off all other migrations and first-run creations of the same store."""
        ...

    def begin(self, db: Line) -> None:
        """Begin a transaction that writes, alone."""
        ...

    def begin_reading(self, db: Line) -> bool:
        """Have the statements up to the next COMMIT see one state of the book; whether they do."""
        ...

    def wait_for_disk(self, db: Line, wait: bool) -> None:
        """Whether a commit of this connection is on the disk when it comes back; it is from the start."""
        ...

    def in_transaction(self, db: Line) -> bool:
        """Whether there is something to roll back."""
        ...

    def ddl(self, text: str) -> str:
        """A statement of `schema` in this engine's words."""
        ...

    def sql(self, text: str, params: Sequence[Any]) -> str:
        """A statement with ``?`` for values, in this engine's words."""
        ...

    def insert_many(
        self, db: Line, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> None:
        """Insert rows the fastest way there is; guards see each of them."""
        ...

    def tables(self, db: Line) -> set[str]:
        """Names of the tables there are."""
        ...

    def schema(self, db: Line) -> str:
        """Where the tables are, as SQL quotes the name; empty where an engine has no schemas."""
        ...

    def guards(self, db: Line) -> dict[str, str]:
        """Name and text of the guards as they stand in the database now."""
        ...

    def translate(self, error: BaseException) -> StoreError | None:
        """The store's error of a driver's; None for one that is a mistake of ours."""
        ...

    def lost(self, error: StoreError) -> bool:
        """Whether trying again on a new connection may go through."""
        ...

    def interrupt(self, db: Line) -> None:
        """Abort the statement that another thread runs on this connection."""
        ...


def choose(target: str) -> Dialect:
    """The engine that a path or URL names.

    Raises:
        OtherEngine: a URL of another one.
    """
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*)://", target)
    if scheme and scheme[1] not in ("postgresql", "postgres"):
        raise OtherEngine(
            f"leadtui keeps no database at {scheme[0]} addresses.",
            "Name a file by its path, or a server as postgresql://USER@HOST/NAME.",
        )
    if scheme:
        from leadtui.store.postgres import Postgres

        return Postgres(target)
    from leadtui.store.sqlite import Sqlite

    return Sqlite(target)
