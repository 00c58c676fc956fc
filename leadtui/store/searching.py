"""Words among many leads: an index of every three signs in a row, on both engines.

SQLite has it in an FTS5 table beside ``lead``, written in the same transaction (a trigger may not write to
it while ``trusted_schema`` is off); PostgreSQL in a GIN index of pg_trgm, which it keeps by itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from leadtui.domain.fields import Kind
from leadtui.store.clauses import Clause, escaped
from leadtui.store.session import Session

_SHORTEST: Final = 3  # signs; what is shorter is found by looking at each row
_FEW: Final = 1000  # more finds than this and a window fills sooner by walking down the list's own order
_ACCOUNTS: Final = 100  # the same of accounts, which are looked for row by row

_SQLITE: Final = (
    "CREATE VIRTUAL TABLE lead_text USING fts5"
    "(search_key, content='lead', content_rowid='id', tokenize='trigram', detail='none')"
)
_POSTGRES: Final = "CREATE INDEX lead_text ON lead USING gin (search_key gin_trgm_ops)"
_TRIGRAMS: Final = (
    "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm' AND"
    " (installed_version IS NOT NULL OR has_database_privilege(current_database(), 'CREATE'))"
)


def create(session: Session) -> None:
    """Make the index, inside a migration; a server without pg_trgm does without it, only slower."""
    if session.engine == "sqlite":
        session.sql(_SQLITE)
    elif session.sql(_TRIGRAMS) != [(0,)]:
        session.sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        session.sql(_POSTGRES)


def index(session: Session, rows: Sequence[Mapping[str, Any]], old: Mapping[str, Any] | None) -> None:
    """Enter leads that were written just now; with ``old``, one lead that had other words before."""
    if session.engine != "sqlite" or (old is not None and old["search_key"] == rows[0]["search_key"]):
        return
    if old is not None:
        session.sql(
            "INSERT INTO lead_text (lead_text, rowid, search_key) VALUES ('delete', ?, ?)",
            [old["id"], old["search_key"]],
        )
    session.insert_many(
        "lead_text", ("rowid", "search_key"), [(row["id"], row["search_key"]) for row in rows]
    )


def few(session: Session, kind: Kind, text: str) -> Clause | None:
    """The leads whose search key contains the text, by id, where the index says that they are few.

    None where it cannot say, or they are many: then the search key itself is to be compared.
    """
    if (
        kind is not Kind.LEAD
        or session.engine != "sqlite"
        or len(text) < _SHORTEST
        or set(text) & set("%_\\")
    ):
        return None
    rows = session.sql("SELECT rowid FROM lead_text WHERE search_key LIKE ? LIMIT ?", [f"%{text}%", _FEW + 1])
    if len(rows) > _FEW:
        return None
    return Clause(f"lead.id IN ({', '.join(str(number) for (number,) in rows)})", sure=True)


class Accounts:
    """The accounts whose search key contains a word: looked for once, however many kinds are asked for it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: dict[str, str | None] = {}

    def few(self, text: str) -> str | None:
        """Their numbers as a list of SQL, None where they are many."""
        if text not in self._found:
            rows = self._session.sql(
                "SELECT id FROM account WHERE withdrawn = 0 AND search_key LIKE ? ESCAPE '\\' LIMIT ?",
                [f"%{escaped(text)}%", _ACCOUNTS + 1],
            )
            numbers = ", ".join(str(number) for (number,) in rows) or "NULL"
            self._found[text] = None if len(rows) > _ACCOUNTS else numbers
        return self._found[text]
