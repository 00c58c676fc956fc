"""From one schema to the next: forward only, backed up first, guards written again."""

from pathlib import Path

import pytest

from leadtui.store import NewerSchema, OlderSchema, Session, create_store, migrate, migrations, open_session
from leadtui.store.columns import COLUMNS
from leadtui.store.migrations import Migration
from leadtui.store.models import ALL, TABLES


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


def test_an_older_store_does_not_open_until_it_is_migrated(target: str, next_one) -> None:
    now = migrations.CURRENT
    next_one()
    with pytest.raises(OlderSchema, match=f"schema {now}, this one needs {now + 1}") as caught:
        open_session(target, user="ada")
    assert "leadtui migrate" in caught.value.fix
    assert migrate(target) == [now + 1]
    assert migrate(target) == []
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


def test_a_newer_store_is_refused(store: Session, target: str) -> None:
    store.sql("UPDATE meta SET value = '99' WHERE key = 'schema'")
    for attempt in (open_session, migrate):
        with pytest.raises(NewerSchema, match="newer leadtui") as caught:
            attempt(target)
    assert caught.value.exit == 6
