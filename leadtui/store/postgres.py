"""PostgreSQL behind the seam, through psycopg 3 and the same peewee models."""

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import psycopg
from peewee import PeeweeException, PostgresqlDatabase

from leadtui.store.errors import (
    Full,
    Guarded,
    Interrupted,
    Locked,
    Missing,
    NoConnection,
    ReadOnly,
    StoreError,
)
from leadtui.store.line import Line
from leadtui.store.redacting import redacted

_WRITE_LOCK = 0x4C454144  # one writer at a time: the hash chain is one line
_MIGRATION_LOCK = 0x4C454145
_LOCAL = ("localhost", "127.0.0.1", "::1", "")


class Postgres:
    """One PostgreSQL database.

    Args:
        target: a ``postgresql://`` URL; a password in it is never shown again.
    """

    name = "postgresql"

    def __init__(self, target: str) -> None:
        self._url = target
        self.shown = redacted(target)

    def connect(self) -> Line:
        """Open a connection; the server's certificate is checked unless it is on this machine."""
        db = PostgresqlDatabase(
            "postgresql://", prefer_psycopg3=True, thread_safe=False, autoconnect=False, **self._parameters()
        )
        try:
            db.connect()
            cursor = db.cursor()
            cursor.execute("SET idle_in_transaction_session_timeout = '60s'")
            cursor.execute("SET lock_timeout = '10s'")
        except (PeeweeException, psycopg.Error) as error:
            raise self.translate(error) or error from None  # the cause may name the password
        return Line(db.connection(), lambda _: db)

    def _parameters(self) -> dict[str, Any]:
        from psycopg.conninfo import conninfo_to_dict

        parameters: dict[str, Any] = dict(conninfo_to_dict(self._url))
        host = str(parameters.get("host", ""))
        if "sslmode" not in parameters and host not in _LOCAL and not host.startswith("/"):
            parameters["sslmode"] = "verify-full"
            parameters.setdefault("sslrootcert", "system")
        keep: dict[str, Any] = {"keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3}
        return {"connect_timeout": 10, "application_name": "leadtui", **keep, **parameters, "conninfo": ""}

    def check(self, db: Line) -> None:
        """A server database has no file of ours to lose."""

    def turn(self) -> AbstractContextManager[None]:
        """The turn is taken inside the transaction, see `begin`."""
        return nullcontext()

    @contextmanager
    def gate(self, db: Line | None) -> Generator[None]:
        """An advisory lock, held by the connection."""
        assert db is not None
        cursor = db.cursor()
        cursor.execute("SET lock_timeout = '300s'")
        cursor.execute("SELECT pg_advisory_lock(%s)", (_MIGRATION_LOCK,))
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", (_MIGRATION_LOCK,))
            cursor.execute("SET lock_timeout = '10s'")

    def begin(self, db: Line) -> None:
        """Begin and queue up for the write lock, which PostgreSQL grants in order of asking."""
        cursor = db.cursor()
        cursor.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
        try:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_WRITE_LOCK,))
        except BaseException:
            cursor.execute("ROLLBACK")
            raise

    def begin_reading(self, db: Line) -> bool:
        """Two more trips to the server would cost more than what they bring."""
        return False

    def wait_for_disk(self, db: Line, wait: bool) -> None:
        """Off, the server writes it out within a second; a crash of it loses the last commits whole."""
        db.cursor().execute(f"SET synchronous_commit = {'on' if wait else 'off'}")

    def in_transaction(self, db: Line) -> bool:
        """The driver knows from the server's last answer."""
        connection = db.connection()
        return not connection.closed and int(connection.info.transaction_status) != 0

    def ddl(self, text: str) -> str:
        """Names the column types; STRICT is what PostgreSQL always is."""
        return (
            text.replace("{int}", "BIGINT")
            .replace("{text}", 'TEXT COLLATE "C"')
            .replace("{strict_rowless}", "")
            .replace("{strict}", "")
        )

    def sql(self, text: str, params: Sequence[Any]) -> str:
        """Psycopg writes ``%s``, and doubles percent signs only where there are values."""
        return text.replace("%", "%%").replace("?", "%s") if params else text

    def insert_many(
        self, db: Line, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> None:
        """By COPY."""
        names = ", ".join(f'"{column}"' for column in columns)
        with db.cursor().copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)

    def tables(self, db: Line) -> set[str]:
        """Of the schema that tables are made in."""
        cursor = db.cursor()
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        return {name for (name,) in cursor.fetchall()}

    def guards(self, db: Line) -> dict[str, str]:
        """Every trigger with its function's text and settings; one that is switched off says so.

        One that looks at its rows first (``WHEN``), at some columns alone, or calls a function of another
        place shows its whole definition, which no guard of ours has.
        """
        cursor = db.cursor()
        cursor.execute(
            "SELECT t.tgname, c.relname, t.tgtype, t.tgenabled, array_to_string(p.proconfig, ';'), p.prosrc,"
            " CASE WHEN t.tgqual IS NULL AND t.tgnargs = 0 AND cardinality(t.tgattr::int2[]) = 0"
            " AND p.proname = t.tgname AND p.pronamespace = c.relnamespace AND NOT p.prosecdef"
            " THEN '' ELSE ' ' || pg_get_triggerdef(t.oid) END FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            " JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND n.nspname = current_schema()"
        )
        return {
            name: f"{table} {moment} {_letter(enabled)} {settings} {text}{more}"
            for name, table, moment, enabled, settings, text, more in cursor.fetchall()
        }

    def schema(self, db: Line) -> str:
        """The schema that tables are made in, as SQL quotes its name."""
        cursor = db.cursor()
        cursor.execute("SELECT quote_ident(current_schema())")
        return str(cursor.fetchall()[0][0])

    def translate(self, error: BaseException) -> StoreError | None:
        """By SQLSTATE, of the driver's error that peewee wraps."""
        driver: Any = getattr(error, "orig", None) or error
        state = str(getattr(driver, "sqlstate", None) or "")
        if state.startswith("LT"):
            message = driver.diag.message_primary or ""
            return Guarded(
                f"The database refused: {message.removeprefix(state).strip()}.", "Nothing was changed."
            )
        for sign, make in _STATES:
            if state.startswith(sign):
                return make(self.shown)
        if not state and type(driver).__name__ in ("OperationalError", "ConnectionTimeout"):
            return _unreachable(self.shown, driver)
        return None

    def lost(self, error: StoreError) -> bool:
        """The server may have been restarted."""
        return type(error) is NoConnection

    def interrupt(self, db: Line) -> None:
        """Ask the server to cancel the statement."""
        if not db.is_closed():
            db.connection().cancel_safe(timeout=2)


def _letter(flag: str | bytes) -> str:
    return flag.decode() if isinstance(flag, bytes) else flag


def _unreachable(shown: str, driver: BaseException) -> StoreError:
    if "does not exist" in str(driver) and "database" in str(driver):
        return Missing(f"There is no database {shown}.", "Create it with createdb, then leadtui init.")
    return NoConnection(f"No connection to {shown}.", "Is the server up, and are user and password right?")


_STATES: tuple[tuple[str, Callable[[str], StoreError]], ...] = (
    ("57014", lambda shown: Interrupted("The statement was called off.")),
    ("55P03", lambda shown: Locked(
        f"Another process keeps {shown} locked.", "Nothing was saved; try again in a moment.")),
    ("40", lambda shown: Locked(
        f"Others write to {shown} at the same time.", "Nothing was saved; try again in a moment.")),
    ("25006", lambda shown: ReadOnly(
        f"{shown} is read-only.", "It may be a standby: connect to the server that writes.")),
    ("42501", lambda shown: ReadOnly(
        f"You lack rights in {shown}.", "Ask for rights on its tables.")),
    ("53100", lambda shown: Full(
        f"The disk of {shown} is full; nothing was saved.", "Make room, then try again.")),
    ("3D000", lambda shown: Missing(
        f"There is no database {shown}.", "Create it with createdb, then leadtui init.")),
    ("08", lambda shown: NoConnection(f"No connection to {shown}.", "Try again in a moment.")),
    ("57P", lambda shown: NoConnection(f"{shown} is shutting down or starting.", "Try again in a moment.")),
    ("28", lambda shown: NoConnection(f"{shown} refused the login.", "Check user and password.")),
)  # fmt: skip
