"""From one schema to the next: forward only, backed up first, guards written again."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from engines import Server
from first_book import first_schema

from leadtui import store as store_package
from leadtui.domain.fields import Kind
from leadtui.store import (
    NewerSchema,
    OlderSchema,
    Session,
    create_store,
    migrate,
    migrations,
    open_session,
    record_detail,
)
from leadtui.store.columns import COLUMNS
from leadtui.store.details import qualifications
from leadtui.store.migrations import Migration
from leadtui.store.models import TABLES
from leadtui.store.models_base import Table

for path in Path(store_package.__path__[0]).glob("models_*.py"):
    import_module(f"leadtui.store.{path.stem}")
ALL = Table.__subclasses__()


def add_a_column(session: Session) -> None:
    session.sql(session.dialect.ddl("ALTER TABLE lead ADD COLUMN shoe_size {int}"))


def fail(session: Session) -> None:
    session.sql("UPDATE lead SET topic = 'half'")
    raise ZeroDivisionError


@pytest.fixture
def next_one(monkeypatch: pytest.MonkeyPatch):
    """Pretend that the next leadtui has one more migration."""

    before = migrations.MIGRATIONS

    def pretend(run=add_a_column) -> None:
        monkeypatch.setattr(migrations, "MIGRATIONS", (*before, Migration(len(before) + 1, "shoes", run)))
        monkeypatch.setattr(migrations, "CURRENT", len(before) + 1)

    return pretend


def test_models_columns_and_tables_agree(store: Session) -> None:
    for kind, table in TABLES.items():
        assert COLUMNS[kind] == tuple(field.column_name for field in table._meta.sorted_fields), kind
    for table in ALL:
        name = table._meta.table_name
        names = [field.column_name for field in table._meta.sorted_fields]
        cursor = store.db.execute_sql(f'SELECT * FROM "{name}"')
        # Columns of later versions stand last in the table, and where they belong in the fields.
        assert sorted(column[0] for column in cursor.description) == sorted(names), name


def test_both_engines_have_the_same_tables(store: Session) -> None:
    found = {name for name in store.dialect.tables(store.db) if not name.startswith("lead_text")}
    assert found == {table._meta.table_name for table in ALL}  # lead_text: the search index of SQLite


@pytest.mark.parametrize("target", ["sqlite"], indirect=True)
def test_no_column_that_may_be_empty_has_a_default(store: Session) -> None:
    """So that a row where nothing is said of it is the same in both engines, see `insert_many`."""
    columns = "pragma_table_list t JOIN pragma_table_info(t.name) c"
    assert store.sql(f"SELECT count(*) FROM {columns} WHERE c.dflt_value IS NOT NULL")[0][0] > 0
    optional = "c.\"notnull\" = 0 AND c.pk = 0 AND t.name NOT LIKE 'sqlite%'"
    assert (
        store.sql(f"SELECT t.name, c.name FROM {columns} WHERE {optional} AND c.dflt_value <> 'NULL'") == []
    )


def test_an_older_store_does_not_open_until_it_is_migrated(target: str, next_one) -> None:
    now = migrations.CURRENT
    next_one()
    with pytest.raises(OlderSchema, match=f"schema {now}, this one needs {now + 1}") as caught:
        open_session(target, user="ada")
    assert "leadtui migrate" in caught.value.fix
    assert migrate(target).steps == [now + 1]
    assert migrate(target).steps == []
    with open_session(target, user="ada") as session:
        assert migrations.wrong_guards(session) == []
        assert session.sql("SELECT shoe_size FROM lead") == []


def test_a_backup_is_made_before_a_migration(tmp_path: Path, next_one) -> None:
    now = migrations.CURRENT
    create_store(tmp_path / "x.db", user="ada").close()
    next_one()
    migrate(tmp_path / "x.db")
    (made,) = tmp_path.glob(f"x.db.v{now}.*.backup")
    with pytest.raises(OlderSchema):
        open_session(made, user="ada")


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    target: str, next_one, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_one(fail)
    with pytest.raises(ZeroDivisionError):
        migrate(target)
    monkeypatch.undo()
    open_session(target, user="ada").close()


@pytest.fixture(params=["sqlite", "postgresql"])
def third(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store of the third schema with two leads, which both became one opportunity."""
    server: Server | None = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    where = server.fresh("template0") if server else str(tmp_path / "third.db")
    first_schema(where, monkeypatch, [{"last_name": name} for name in ("Berg", "Dahl")], version=2)
    with monkeypatch.context() as old:
        old.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:3])
        old.setattr(migrations, "CURRENT", 3)
        old.setattr(migrations, "expected_guards", lambda session: dict(session.dialect.guards(session.db)))
        migrate(where)
        with open_session(where, user="ada") as session, session.transaction():
            session.sql(
                "INSERT INTO opportunity (id, decision_maker, created_at, changed_at, version, op, withdrawn,"
                " search_key) SELECT 1, 0, 0, 0, 1, max(id), 0, '' FROM operation"
            )
            for lead, created in ((1, 1), (2, 0)):
                session.sql(
                    "INSERT INTO qualification (lead, cycle, op, at, actor, opportunity, account_created,"
                    " contact_created, opportunity_created, why, snapshot)"
                    " SELECT ?, 1, max(id) + ?, 0, 'ada', 1, 0, 0, ?, '', '{}' FROM operation",
                    [lead, lead, created],
                )
    yield where
    if server:
        server.drop(where)


def test_which_leads_an_opportunity_came_from_goes_over(third: str) -> None:
    assert migrate(third).steps == [4]
    with open_session(third, user="ada") as session:
        told = session.sql("SELECT lead, cycle, opportunity, created FROM origin ORDER BY lead")
        assert told == [(1, 1, 1, 1), (2, 1, 1, 0)]
        detail = record_detail(session, Kind.OPPORTUNITY, 1)
        assert detail is not None and {one.id for one in detail.related} == {1, 2}
        assert [len(qualifications(session, lead)[0].opportunities) for lead in (1, 2)] == [1, 1]


def test_a_newer_store_is_refused(store: Session, target: str) -> None:
    store.sql("UPDATE meta SET value = '99' WHERE key = 'schema'")
    for attempt in (open_session, migrate):
        with pytest.raises(NewerSchema, match="newer leadtui") as caught:
            attempt(target)
    assert caught.value.exit == 6
