"""An open connection, as the seam hands it around: the driver's own, with peewee only where it is asked for.

To import peewee takes a quarter of the time to a first answer, and lists and checks for duplicates
read by plain SQL: a process that never writes never pays for it.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peewee import Database


class Line:
    """One connection.

    Args:
        link: the driver's connection, open.
        lend: makes peewee's view of it.
    """

    def __init__(self, link: Any, lend: "Callable[[Any], Database]") -> None:
        self._link, self._lend = link, lend
        self._lent: Database | None = None
        self._closed = False

    @property
    def peewee(self) -> "Database":
        """The same connection as peewee's queries want it, made at first use."""
        if self._lent is None:
            self._lent = self._lend(self._link)
        return self._lent

    def connection(self) -> Any:
        """The driver's."""
        return self._link

    def cursor(self) -> Any:
        """A new cursor of the driver's."""
        return self._link.cursor()

    def execute_sql(self, text: str, params: Sequence[Any] = ()) -> Any:
        """A new cursor with that statement run; without values percent signs are left alone."""
        cursor = self._link.cursor()
        if params:
            cursor.execute(text, params)
        else:
            cursor.execute(text)
        return cursor

    def is_closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed

    def close(self) -> None:
        """Let go of the connection; a second time it does nothing."""
        if not self._closed:
            self._closed = True
            self._link.close()
