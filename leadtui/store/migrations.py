"""The way from one version of the schema to the next: forward only, one process at a time.

Each step runs in a transaction of its own, with the guards taken down first and written again at
its end, after a backup of what was there. A process killed midway leaves the version before.
"""

from collections.abc import Callable
from typing import NamedTuple

from leadtui.store import searching
from leadtui.store.errors import Damaged, Missing, NewerSchema, NotOurs, OlderSchema
from leadtui.store.guard_triggers import for_postgres, for_sqlite
from leadtui.store.guards import GUARDS
from leadtui.store.schema import (
    APPLICATION,
    APPLICATION_ID,
    COUNTERS,
    FIRST_INDEXES,
    FIRST_REASONS,
    FIRST_TABLES,
    MERGE_INDEXES,
    MERGE_TABLES,
    POLICY_TABLES,
    REASON_COLUMNS,
    RECORD_COLUMNS,
    RECORD_INDEXES,
    SECOND_DROPS,
    SECOND_INDEXES,
    SECOND_TABLES,
)
from leadtui.store.schema_4 import (
    CLOSING_TABLES,
    MANY_INDEXES,
    MANY_TABLES,
    ORIGIN_TABLES,
    OWNING_TABLES,
    VALUE_TABLES,
)
from leadtui.store.session import Session

_NAMED = 5  # guards that a sentence names


class Migration(NamedTuple):
    """One step; numbers run from 1 without a gap."""

    number: int
    what: str
    run: Callable[[Session], None]


def _first(session: Session) -> None:
    from leadtui.store.columns import micros
    from leadtui.store.models_runs import MetaTable

    for statement in (*FIRST_TABLES, *FIRST_INDEXES):
        session.sql(session.dialect.ddl(statement))
    searching.create(session)
    for name in COUNTERS:
        session.sql("INSERT INTO counter (name, next) VALUES (?, 1)", (name,))
    session.insert_many("reason", REASON_COLUMNS, FIRST_REASONS)
    created = str(micros(session.now()))
    session.run(
        MetaTable.insert_many(
            [
                {"key": "application", "value": APPLICATION},
                {"key": "created", "value": created},
                {"key": "schema", "value": "0"},
            ]
        )
    )
    if session.engine == "sqlite":
        session.sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _second(session: Session) -> None:
    from leadtui.matching import VERSION
    from leadtui.store.match_state import META
    from leadtui.store.match_state import VERSION as MADE_WITH

    for statement in (*SECOND_DROPS, *SECOND_TABLES, *SECOND_INDEXES, *MERGE_TABLES, *MERGE_INDEXES):
        session.sql(session.dialect.ddl(statement))
    rows = dict(META)
    if not session.sql("SELECT 1 FROM event LIMIT 1"):  # an empty book's index is whole as it is
        rows[MADE_WITH] = str(VERSION)
    for row in rows.items():
        session.sql("INSERT INTO meta (key, value) VALUES (?, ?)", row)


def _third(session: Session) -> None:
    from leadtui.domain.policy import shipped_text
    from leadtui.domain.policy_edit import with_numbers
    from leadtui.store import match_state, policies
    from leadtui.store.columns import micros

    for statement in (*RECORD_COLUMNS, *RECORD_INDEXES, *POLICY_TABLES):
        session.sql(session.dialect.ddl(statement))
    # With the book's own numbers for duplicates, from before there was a document.
    text = with_numbers(shipped_text(), match_state.policy(session))
    assert isinstance(text, str), text  # the document that leadtui brings has a line for each
    policies.begin(session, text, micros(session.now()))


def _fourth(session: Session) -> None:
    for statement in (
        *ORIGIN_TABLES,
        *CLOSING_TABLES,
        *OWNING_TABLES,
        *MANY_TABLES,
        *MANY_INDEXES,
        *VALUE_TABLES,
    ):
        session.sql(session.dialect.ddl(statement))


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "the first tables", _first),
    Migration(2, "what looks the same by numbers, and merging", _second),
    Migration(3, "the rule book, accounts under accounts, why opportunities were lost", _third),
    Migration(4, "how leads stood when they were closed", _fourth),
)
CURRENT = MIGRATIONS[-1].number


class Migrated(NamedTuple):
    """What `run_pending` did; nothing where the store was up to date.

    Attributes:
        steps: numbers of the steps that ran.
        guards: names of the guards that were not as written and now are; a step writes all of them anew.
    """

    steps: list[int]
    guards: list[str]


def schema_version(session: Session) -> int:
    """The version that the store is at; 0 where there are no tables yet."""
    tables = session.dialect.tables(session.db)
    if "meta" not in tables:
        if {"lead", "operation", "event"} & tables:
            raise NotOurs(f"{session.target} holds tables of another program.", "Name another database.")
        return 0
    rows = session.sql("SELECT key, value FROM meta WHERE key IN ('application', 'schema')")
    found = {str(key): str(value) for key, value in rows}
    if found.get("application") != APPLICATION or not found.get("schema", "").isdigit():
        raise NotOurs(f"{session.target} holds tables of another program.", "Name another database.")
    return int(found["schema"])


def check(session: Session) -> None:
    """Refuse a store of another version.

    Raises:
        Missing: an empty database. NewerSchema, OlderSchema: as they say.
    """
    version = schema_version(session)
    if version == 0:
        raise Missing(f"There is no leadtui store in {session.target}.", "leadtui init makes one there.")
    refuse_newer(session, version)
    if version < CURRENT:
        raise OlderSchema(
            f"{session.target} was written by an older leadtui (schema {version}, this one needs {CURRENT}).",
            "leadtui migrate brings it up to date; it makes a backup first.",
        )


def check_guards(session: Session) -> None:
    """Refuse a store whose guards are not as written.

    Raises:
        Damaged: they are not.
    """
    if fault := guard_fault(session, wrong_guards(session)):
        raise fault


def guard_fault(session: Session, wrong: list[str]) -> Damaged | None:
    """What to say of these guards that are not as written; None where there are none."""
    if not wrong:
        return None
    more = f" and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
    return Damaged(
        f"The guards of {session.target} were changed: {', '.join(wrong[:_NAMED])}{more}.",
        "Somebody altered the database from outside: leadtui audit verify tells whether history holds;"
        " leadtui migrate writes the guards again.",
    )


def refuse_newer(session: Session, version: int) -> None:
    """A newer leadtui may have put things there that this one would break."""
    if version > CURRENT:
        raise NewerSchema(
            f"{session.target} was written by a newer leadtui (schema {version}, this one knows {CURRENT}).",
            "Update leadtui.",
        )


def wrong_guards(session: Session) -> list[str]:
    """Names of the guards that are missing, altered, switched off, or not ours."""
    expected = expected_guards(session)
    found = session.dialect.guards(session.db)
    return sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))


def expected_guards(session: Session) -> dict[str, str]:
    """The guards as they must stand in the session's database."""
    if session.engine == "sqlite":
        return for_sqlite()
    made = for_postgres(session.dialect.schema(session.db))
    return {name: shown for name, (_, _, shown) in made.items()}


def guards_hash(session: Session) -> str:
    """One hash over all guards of the database, kept in ``meta`` for the auditor."""
    from hashlib import sha256  # not to open what is there

    return sha256(repr(sorted(expected_guards(session).items())).encode()).hexdigest()


def run_pending(session: Session, before_each: Callable[[Session, int], None] | None = None) -> Migrated:
    """Run what is missing, and write the guards again even where nothing is; the gate must be held.

    Args:
        session: the store.
        before_each: called with the version before each step on a store that holds something.
    """
    done: list[int] = []
    version = schema_version(session)
    refuse_newer(session, version)
    for migration in MIGRATIONS[version:]:
        if version and before_each:
            before_each(session, version)
        with session.transaction():
            _drop_guards(session)
            migration.run(session)
            _finish(session, migration.number)
        version = migration.number
        done.append(version)
    wrong = [] if done else wrong_guards(session)
    if wrong:
        if before_each:
            before_each(session, version)
        with session.transaction():
            _drop_guards(session)
            _finish(session, version)
    return Migrated(done, wrong)


def _finish(session: Session, version: int) -> None:
    session.sql("UPDATE meta SET value = ? WHERE key = 'schema'", (str(version),))
    session.sql("DELETE FROM meta WHERE key = 'guards'")
    session.sql("INSERT INTO meta (key, value) VALUES ('guards', ?)", (guards_hash(session),))
    _create_guards(session)
    if session.engine == "sqlite":
        session.sql(f"PRAGMA user_version = {version}")
        if session.sql("PRAGMA foreign_key_check"):
            raise Damaged(f"{session.target} holds references to nothing.", "Restore the last backup.")
        if session.sql("PRAGMA quick_check") != [("ok",)]:
            raise Damaged(f"{session.target} is damaged.", "Restore the last backup.")


def _create_guards(session: Session) -> None:
    """Of the tables that are there: those of a later step get theirs then."""
    tables = session.dialect.tables(session.db)
    there = {f"guard_{guard.name}" for guard in GUARDS if guard.table in tables}
    if session.engine == "sqlite":
        for name, text in for_sqlite().items():
            if name in there:
                session.sql(text)
        return
    for name, (function, trigger, _) in for_postgres(session.dialect.schema(session.db)).items():
        if name in there:
            session.sql(function)
            session.sql(trigger)


def _drop_guards(session: Session) -> None:
    if session.engine == "sqlite":
        for name in session.dialect.guards(session.db):
            session.sql(f'DROP TRIGGER "{name}"')
        return
    for name, shown in session.dialect.guards(session.db).items():
        session.sql(f'DROP TRIGGER "{name}" ON "{shown.split(" ")[0]}"')
