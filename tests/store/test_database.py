"""Opening and making stores: what is in the way is said in one sentence, with the mend."""

import os
import sqlite3
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from leadtui.store import (
    Damaged,
    Missing,
    NoConnection,
    NotOurs,
    Session,
    StoreError,
    Unavailable,
    create_store,
    describe,
    open_session,
    users,
)
from leadtui.store.errors import OtherEngine
from leadtui.store.migrations import CURRENT
from leadtui.store.postgres import Postgres
from leadtui.store.redacting import redacted
from leadtui.store.sqlite_file import driver, has_wal_race


def test_a_new_store_has_its_maker_as_administrator(store: Session) -> None:
    (ada,) = users(store)
    assert (ada.login, ada.role, ada.active) == ("ada", "administrator", True)


def test_a_new_store_has_the_shipped_reasons(store: Session) -> None:
    assert store.sql("SELECT state, count(*) FROM reason GROUP BY state ORDER BY state") == [
        ("disqualified", 10),
        ("open", 2),
        ("qualified", 1),
    ]


def test_a_new_file_is_private_and_nothing_else_is_left(tmp_path: Path) -> None:
    create_store(tmp_path / "x.db", user="ada").close()
    assert stat.S_IMODE((tmp_path / "x.db").stat().st_mode) == 0o600
    assert {p.name for p in tmp_path.iterdir()} <= {"x.db", "x.db.turn", "x.db.migrate"}


def test_making_a_store_that_is_there_opens_it_and_makes_nobody_administrator(target: str) -> None:
    with create_store(target, user="eve") as session:
        assert [user.login for user in users(session)] == ["ada"]


def test_open_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="no file") as caught:
        open_session(tmp_path / "x.db")
    assert "leadtui init" in caught.value.fix
    create_store(tmp_path / "x.db", user="ada").close()
    open_session(tmp_path / "x.db", user="ada").close()


def test_an_empty_postgresql_database_is_missing_a_store(postgres) -> None:
    url = postgres.fresh("template0")
    with pytest.raises(Missing, match="no leadtui store"):
        open_session(url, user="ada")
    create_store(url, user="ada").close()
    open_session(url, user="ada").close()


BAD_FILES = {
    "empty": (b"", Damaged, "is empty"),
    "text": (b"id,name\n1,Acme\n" * 400, NotOurs, "not a database"),
    "short": (b"SQLite format 3\x00", Unavailable, None),
}


@pytest.mark.parametrize("what", BAD_FILES)
def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path, what: str) -> None:
    content, error, word = BAD_FILES[what]
    path = tmp_path / "x.db"
    path.write_bytes(content)
    for attempt in (open_session, create_store):
        with pytest.raises(error, match=word) as caught:
            attempt(path)
        assert caught.value.exit == 6
        assert caught.value.fix
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "x.db") as other:
        other.execute("CREATE TABLE lead (id)")
    other.close()
    with pytest.raises(NotOurs, match="another program"):
        open_session(tmp_path / "x.db")


def test_foreign_tables_in_postgresql_are_refused(postgres) -> None:
    import psycopg

    url = postgres.fresh("template0")
    with psycopg.connect(url) as other:
        other.execute("CREATE TABLE lead (id int)")
    for attempt in (open_session, create_store):
        with pytest.raises(NotOurs, match="another program"):
            attempt(url)


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    create_store(tmp_path / "x.db", user="ada").close()
    (tmp_path / "link.db").symlink_to(tmp_path / "x.db")
    with pytest.raises(NotOurs, match="symbolic link"):
        open_session(tmp_path / "link.db")
    (tmp_path / "nowhere.db").symlink_to(tmp_path / "y.db")
    with pytest.raises(NotOurs):
        create_store(tmp_path / "nowhere.db")
    assert not (tmp_path / "y.db").exists()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotOurs, match="not a file"):
        open_session(tmp_path)
    with pytest.raises(Missing, match="no folder"):
        create_store(tmp_path / "nowhere" / "x.db")


def test_a_server_that_is_not_there_is_said_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(NoConnection) as caught:
        open_session(f"postgresql://ada:s3cret@/book?host={tmp_path}")
    told = (
        f"{caught.value} {caught.value.__cause__} {describe(f'postgresql://ada:s3cret@/b?host={tmp_path}')}"
    )
    assert "s3cret" not in told
    assert "ada:***@" in told


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ada:p%40ss@db.example.com/book", "postgresql://ada:***@db.example.com/book"),
        ("postgresql://ada@/book?host=/tmp&password=x", "postgresql://ada@/book?host=/tmp&password=***"),
        ("postgres://a:b:c@h/d?sslpassword=x", "postgres://a:***@h/d?sslpassword=***"),
        ("postgresql:///book", "postgresql:///book"),
    ],
)
def test_passwords_are_never_shown(url: str, shown: str) -> None:
    assert redacted(url) == shown


@pytest.mark.parametrize(
    ("url", "mode"),
    [
        ("postgresql://a@db.example.com/b", "verify-full"),
        ("postgresql://a@db.example.com/b?sslmode=require", "require"),
        ("postgresql://a@127.0.0.1/b", None),
        ("postgresql://a@localhost/b", None),
        ("postgresql:///b?host=/tmp", None),
    ],
)
def test_the_servers_certificate_is_checked_unless_it_is_here_or_said_otherwise(
    url: str, mode: str | None
) -> None:
    assert Postgres(url)._parameters().get("sslmode") == mode


def test_doctor_tells_how_a_store_does(target: str) -> None:
    found, fault = describe(target)
    assert fault is None
    assert (found["ok"], found["guards"], found["chain"], found["schema"]) == (True, "ok", "ok", CURRENT)
    assert found["counts"]["user"] == 1


def test_doctor_tells_what_is_wrong(tmp_path: Path) -> None:
    found, fault = describe(tmp_path / "x.db")
    assert found["ok"] is False
    assert isinstance(fault, Missing) and "no file" in fault.sentence


def test_a_url_of_another_database_is_no_path() -> None:
    for url in ("mysql://eve:s3cret@h/x", "sqlite:///x.db", "HTTP://h/x", "postgresql+psycopg://h/x"):
        with pytest.raises(OtherEngine, match="by its path") as caught:
            open_session(url)
        assert caught.value.exit == 2 and "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("library", "race"),
    [
        ((3, 40, 1), True), ((3, 44, 5), True), ((3, 44, 6), False), ((3, 50, 6), True), ((3, 50, 7), False),
        ((3, 51, 2), True), ((3, 51, 3), False), ((3, 53, 4), False),
    ],
)  # fmt: skip
def test_libraries_that_can_corrupt_a_shared_file_are_known(
    library: tuple[int, int, int], race: bool
) -> None:
    assert has_wal_race(library) is race


@pytest.mark.parametrize(("library", "other"), [((0, 1, 0), False), ((99, 0, 0), True)])
def test_the_driver_is_never_the_one_with_the_older_library(
    monkeypatch: pytest.MonkeyPatch, library: tuple[int, int, int], other: bool
) -> None:
    package = SimpleNamespace(dbapi2=SimpleNamespace(sqlite_version_info=library))
    monkeypatch.setitem(sys.modules, "pysqlite3", package)
    assert (driver() is package.dbapi2) is other
    assert other or driver() is sqlite3


def test_pragmas_are_as_they_must_be(tmp_path: Path) -> None:
    with create_store(tmp_path / "x.db", user="ada") as session:
        found = {
            name: session.sql(f"PRAGMA {name}")[0][0]
            for name in (
                "journal_mode", "synchronous", "busy_timeout", "foreign_keys", "recursive_triggers",
                "trusted_schema", "cell_size_check", "user_version",
            )
        }  # fmt: skip
    assert list(found.values()) == ["wal", 2, 10_000, 1, 1, 0, 1, CURRENT]


def test_a_read_can_be_interrupted_from_another_thread(store: Session) -> None:
    import threading

    slow = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)"
        " SELECT max(i) FROM n"
        if store.engine == "sqlite"
        else "SELECT pg_sleep(20)"
    )
    timer = threading.Timer(0.2, store.interrupt)
    timer.start()
    with pytest.raises(StoreError, match="called off"):
        store.sql(slow)
    timer.join()
    assert store.sql("SELECT 1") == [(1,)]


def test_an_unreadable_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    create_store(path, user="ada").close()
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read anything
        open_session(path, user="ada").close()
        return
    with pytest.raises(Unavailable, match="may not be read"):
        open_session(path, user="ada")
