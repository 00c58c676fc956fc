"""Copies: whole, private, checked, and never laid over a file that is there."""

import os
import resource
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadtui.domain.fields import Kind
from leadtui.domain.results import Done
from leadtui.store import (
    Damaged,
    Exists,
    Missing,
    Session,
    Unavailable,
    backup,
    create_store,
    describe,
    migrate,
    open_session,
    restore,
    verify,
)
from leadtui.store.errors import OtherEngine
from leadtui.store.operation import Op
from leadtui.store.writing import command


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Session]:
    """A SQLite store with three leads."""
    session = create_store(tmp_path / "book.db", user="ada", login="ada")

    def work(op: Op) -> Done:
        op.insert_many(Kind.LEAD, [{"last_name": name} for name in ("A", "B", "C")])
        return op.done(Kind.LEAD, 1)

    command(session, "create", work)
    with session:
        yield session


def test_a_backup_restores_to_the_same_store(book: Session, tmp_path: Path) -> None:
    made = backup(book, tmp_path / "copy")
    new = restore(made, tmp_path / "new.db")
    with open_session(new, user="ada") as again:
        assert again.sql("SELECT * FROM lead ORDER BY id") == book.sql("SELECT * FROM lead ORDER BY id")
        assert verify(again) == verify(book)
        command(again, "x", lambda op: (op.insert(Kind.LEAD, {"last_name": "D"}), op.done(Kind.LEAD, 4))[1])
    assert [stat.S_IMODE(path.stat().st_mode) for path in (made, new)] == [0o600, 0o600]


def test_nothing_is_left_beside_a_backup(book: Session, tmp_path: Path) -> None:
    before = {path.name for path in tmp_path.iterdir()}
    backup(book, tmp_path / "copy")
    assert {path.name for path in tmp_path.iterdir()} - before == {"copy"}


@pytest.mark.parametrize("there", ["file", "link", "folder"])
def test_a_backup_never_writes_over_what_is_there(book: Session, tmp_path: Path, there: str) -> None:
    goal = tmp_path / "copy"
    if there == "file":
        goal.write_text("mine")
    elif there == "link":
        goal.symlink_to(tmp_path / "elsewhere")
    else:
        goal.mkdir()
    with pytest.raises(Exists, match="already"):
        backup(book, goal)
    with pytest.raises(Exists):
        restore(tmp_path / "book.db", goal)
    assert there != "file" or goal.read_text() == "mine"


def test_a_backup_needs_a_folder(book: Session, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no folder"):
        backup(book, tmp_path / "nowhere" / "copy")


def test_a_damaged_backup_is_not_restored(book: Session, tmp_path: Path) -> None:
    made = backup(book, tmp_path / "copy")
    content = bytearray(made.read_bytes())
    at = content.find(b'"last_name":[null,"B"]')
    content[at + 20] = ord("X")
    made.write_bytes(content)
    with pytest.raises(Damaged, match="values of event 2 were altered"):
        restore(made, tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


def test_a_cut_off_backup_is_not_restored(book: Session, tmp_path: Path) -> None:
    made = backup(book, tmp_path / "copy")
    made.write_bytes(made.read_bytes()[: made.stat().st_size // 2])
    with pytest.raises(Unavailable):
        restore(made, tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


def test_postgresql_is_backed_up_by_its_own_tools(postgres, tmp_path: Path) -> None:
    url = postgres.fresh()
    with open_session(url, user="ada") as session, pytest.raises(OtherEngine, match="own tools") as caught:
        backup(session, tmp_path / "copy")
    assert "pg_dump -Fc" in caught.value.fix and "pg_restore -d" in caught.value.fix
    for source, to in ((url, tmp_path / "copy"), (Path(url), tmp_path / "copy"), (tmp_path / "copy", url)):
        with pytest.raises(OtherEngine):
            restore(source, to)


def test_a_backup_is_only_read_by_a_restore(book: Session, tmp_path: Path) -> None:
    made = backup(book, tmp_path / "copy")
    made.chmod(0o400)
    tmp_path.joinpath("new").mkdir()
    before, there = made.read_bytes(), {path.name for path in tmp_path.iterdir()}
    restore(made, tmp_path / "new" / "book.db")
    assert made.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == there
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["book.db"]


def test_what_is_no_store_is_not_restored_and_called_by_its_name(tmp_path: Path) -> None:
    wrong = tmp_path / "letters.txt"
    wrong.write_text("Dear Ida, " * 500)
    with pytest.raises(Unavailable, match=r"letters\.txt") as caught:
        restore(wrong, tmp_path / "new.db")
    assert "new.db" not in caught.value.sentence
    with pytest.raises(Missing, match="nothing here") as missing:
        restore(tmp_path / "nothing here", tmp_path / "new.db")
    assert {caught.value.fix, missing.value.fix} == {"Name another backup."}


def overwritten(path: Path) -> None:
    """Two thirds on, where tables and indexes are."""
    content = bytearray(path.read_bytes())
    at = len(content) * 2 // 3
    content[at : at + 6_000] = b"\xee" * 6_000
    path.write_bytes(content)


def test_a_damaged_store_is_told_and_neither_backed_up_nor_restored(book: Session, tmp_path: Path) -> None:
    book.close()
    overwritten(tmp_path / "book.db")
    facts, fault = describe(tmp_path / "book.db")
    assert facts["ok"] is False and isinstance(fault, Damaged) and "leadtui restore" in fault.fix
    with (
        open_session(tmp_path / "book.db", user="ada") as session,
        pytest.raises(Damaged, match=r"book\.db is"),
    ):
        backup(session, tmp_path / "copy")
    with pytest.raises(Damaged, match=r"book\.db is damaged") as caught:
        restore(tmp_path / "book.db", tmp_path / "new.db")
    assert ".new.db" not in str(caught.value) and caught.value.fix == "Name another backup."
    assert not {path.name for path in tmp_path.iterdir()} & {"copy", "new.db"}


def test_a_store_whose_journal_does_not_hold_is_told_and_not_backed_up(book: Session, tmp_path: Path) -> None:
    for name in book.dialect.guards(book.db):
        book.sql(f'DROP TRIGGER "{name}"')
    book.sql("UPDATE event SET actor = 'eve' WHERE id = 2")
    assert migrate(tmp_path / "book.db").guards  # the copy before it is made all the same
    facts, fault = describe(tmp_path / "book.db")
    assert (facts["ok"], facts["guards"], facts["chain"]) == (False, "ok", "Event 2 was altered.")
    assert isinstance(fault, Damaged) and "Event 2 was altered." in fault.sentence
    with pytest.raises(Damaged, match="Event 2 was altered"):
        backup(book, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_full_disk_is_that_of_the_copy(tmp_path: Path) -> None:
    """In a child whose files may grow to as much as it has, and a copy of more is asked for."""
    with create_store(tmp_path / "book.db", user="ada", login="ada") as session:
        session.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    child = os.fork()
    if not child:
        os._exit(_without_room(tmp_path))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert not [path for path in tmp_path.iterdir() if "copy" in path.name]


def _without_room(folder: Path) -> int:
    with open_session(folder / "book.db", user="ada") as session:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            backup(session, folder / "copy")
        except Unavailable as error:
            return 0 if str(folder / "copy") in error.sentence and "book.db" not in str(error) else 2
    return 1
