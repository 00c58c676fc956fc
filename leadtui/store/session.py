"""A session: one connection to one store, used by one thread."""

import getpass
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

from leadtui.domain.access import Reader
from leadtui.store.dialect import Dialect
from leadtui.store.errors import StoreError, Unavailable
from leadtui.store.line import Line
from leadtui.store.statements import Statement

if TYPE_CHECKING:
    from leadtui.domain.policy import Policy
    from leadtui.store.bulk_parts import Part

Clock = Callable[[], datetime]
Row = tuple[Any, ...]


def wall_clock() -> datetime:
    """Now, aware."""
    return datetime.now(UTC)


class _Translation:
    """See `Session.translated`; a class because every statement goes through it, twenty a command."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception) and not isinstance(error, StoreError):
            mine = self._dialect.translate(error)
            if mine is not None:
                raise mine from error


class Session:
    """One connection to one store; the acting user and the clock with it.

    Attributes:
        target: where the store is, as it may be printed.
        user: key of the acting user.
        login: who the operating system says it is; kept beside the acting user in the journal.
        reader: whose records the acting user may read, and when that was read (`rights`).
        policies: versions of the rule book that were read; what one says never changes.
        part: of what the commands are a part, where many are written at once (`writing`).
    """

    def __init__(
        self,
        dialect: Dialect,
        *,
        user: str | None = None,
        login: str | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.dialect = dialect
        self._translation = _Translation(dialect)
        self.target = dialect.shown
        self.login = login or os_login()
        self.user = user or self.login
        self._clock = clock or wall_clock
        self.db: Line = dialect.connect()
        self._cache: dict[str, Any] | None = None
        self.reader: tuple[Reader, datetime] | None = None
        self.policies: dict[int, Policy] = {}
        self.part: Part | None = None

    @contextmanager
    def acting(self, user: str, at: datetime) -> Generator[None]:
        """As that user, at that time: for a sample book, which needs a past."""
        mine, clock = self.user, self._clock
        self.user, self._clock, self.reader = user, lambda: at, None
        try:
            yield
        finally:
            self.user, self._clock, self.reader = mine, clock, None

    @contextmanager
    def part_of(self, part: "Part") -> Generator[None]:
        """Every command in here is that part of many: it is asked first, and told in the same transaction."""
        self.part = part
        try:
            yield
        finally:
            self.part = None

    @property
    def engine(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.dialect.name

    @property
    def cache(self) -> dict[str, Any]:
        """What was read in this transaction or `reading`; outside of one nothing is kept: others write."""
        return {} if self._cache is None else self._cache

    def now(self) -> datetime:
        """The clock's time, aware."""
        return self._clock()

    def today(self) -> date:
        """The day on the wall where the person sits."""
        return self._clock().astimezone().date()

    def run(self, query: Any, **values: Any) -> Any:
        """Run a peewee query: all rows of one that has rows, else the number of rows it touched.

        Or a `Statement` with its values by name: all its rows. Rows are always fetched whole: a
        half-read cursor would hold up the checkpoints of SQLite.
        """
        with self.translated():
            if isinstance(query, Statement):
                return self._execute(*query.made(self.engine, self.db, values))
            answer = query.execute(self.db.peewee)
            return answer if isinstance(answer, int) or answer is None else list(answer)

    def _execute(self, text: str, params: Sequence[Any]) -> list[Row]:
        cursor: Any = self.db.cursor()
        if params:
            cursor.execute(text, tuple(params))
        else:
            cursor.execute(text)  # without values psycopg leaves percent signs alone
        return cursor.fetchall() if cursor.description else []

    def one(self, query: Any, **values: Any) -> Any:
        """The first row of a query, None where there is none."""
        rows = self.run(query, **values)
        return rows[0] if rows else None

    def sql(self, text: str, params: Sequence[Any] = ()) -> list[Row]:
        """Run SQL that both engines understand, with ``?`` for values; all its rows."""
        with self.translated():
            return self._execute(self.dialect.sql(text, params), params)

    def insert_many(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Insert plain column values, many at once."""
        with self.translated():
            self.dialect.insert_many(self.db, table, columns, rows)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """One transaction that writes: wait for the turn, check the file, begin, commit, check again.

        Raises:
            StoreError: and then nothing was written, except that an error at the end itself leaves
                it unknown; a retry with the same ``op_id`` settles it.
        """
        with self.dialect.turn():
            if self.db.is_closed():
                self.db = self.dialect.connect()
            self.dialect.check(self.db)
            with self.translated():
                self.dialect.begin(self.db)
            self._cache = {}
            try:
                yield
                self.dialect.check(self.db)
                with self.translated():
                    self._execute("COMMIT", ())
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._cache = None
            self.dialect.check(self.db)

    @contextmanager
    def reading(self) -> Generator[None]:
        """Statements that read together: on SQLite of one moment, and what `cache` holds is kept meanwhile.

        Within a transaction, or another one of these, it does nothing. It holds nobody up, and is
        short: while it lasts the journal of SQLite cannot begin anew.
        """
        if self._cache is not None:
            yield
            return
        with self.translated():
            begun = self.dialect.begin_reading(self.db)
        self._cache = {}
        try:
            yield
        finally:
            self._cache = None
            if begun and not self.db.is_closed():
                with self.translated():
                    if self.dialect.in_transaction(self.db):
                        self._execute("COMMIT", ())

    @contextmanager
    def relaxed(self) -> Generator[None]:
        """Commits that do not wait for the disk each; at the end all of them are on it.

        Only for a book that is made anew, such as a sample: when the power fails midway its last
        commands are lost though they were acknowledged. What there is stays whole, and other
        sessions wait for the disk as ever.
        """
        with self.translated():
            self.dialect.wait_for_disk(self.db, False)
        try:
            yield
        finally:
            if not self.db.is_closed():  # a new connection waits anyway
                with self.translated():
                    self.dialect.wait_for_disk(self.db, True)
        with self.transaction():  # a commit that waits takes all before it to the disk
            self.sql("UPDATE counter SET next = next WHERE name = 'operation'")

    def _roll_back(self) -> None:
        # SQLite has rolled back by itself on some faults, and a lost line has nothing to roll back:
        # neither may hide the error that brought us here.
        try:
            with self.translated():
                if self.dialect.in_transaction(self.db):
                    self._execute("ROLLBACK", ())
        except Unavailable:
            self.db.close()  # a rollback that fails leaves the connection of no use

    def translated(self) -> AbstractContextManager[None]:
        """Turn the driver's errors into the store's; a mistake of ours stays what it is."""
        return self._translation

    def only_read(self) -> "Session":
        """Refuse every write from here on, and hold only as much in memory as lists need."""
        if self.engine == "sqlite":
            self.sql("PRAGMA cache_size = -2000")
            self.sql("PRAGMA query_only = ON")
        else:
            self.sql("SET default_transaction_read_only = on")
        return self

    def reconnect(self) -> None:
        """A new connection in the place of one that was lost."""
        self.db.close()
        self.db = self.dialect.connect()

    def interrupt(self) -> None:
        """Abort the statement under way, from another thread."""
        self.dialect.interrupt(self.db)

    def close(self) -> None:
        """Let go of the connection."""
        if not self.db.is_closed():
            self.db.close()

    def __enter__(self) -> "Session":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def os_login() -> str:
    """Who the operating system says the person is."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"  # a container's user without a name
