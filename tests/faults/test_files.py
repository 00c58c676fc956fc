"""What happens to a file under a running session: it is said in one sentence, and nothing is made up."""

import fcntl
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import peewee
import pytest
from crowd import fork

from leadtui.domain.fields import Kind
from leadtui.domain.results import Done, Result
from leadtui.store import (
    Damaged,
    Full,
    Locked,
    Missing,
    NotOurs,
    ReadOnly,
    Session,
    Unavailable,
    create_store,
    open_session,
    sqlite_file,
    turns,
    verify,
    writing,
)
from leadtui.store.operation import Op
from leadtui.store.writing import command


def write(session: Session, **values: object) -> Result:
    """A lead more."""

    def work(op: Op) -> Result:
        return op.done(Kind.LEAD, op.insert(Kind.LEAD, {"last_name": "Meier", **values}))

    return command(session, "create", work)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is."""
    return tmp_path / "x.db"


@pytest.fixture
def book(path: Path) -> Iterator[Session]:
    """A session on a store with one lead."""
    with create_store(path, user="ada") as session:
        write(session)
        yield session


def test_a_deleted_file_is_noticed_before_anything_is_acknowledged(book: Session, path: Path) -> None:
    path.unlink()
    with pytest.raises(Missing, match="deleted or replaced"):
        write(book)


def test_a_file_deleted_while_writing_is_noticed(book: Session, path: Path) -> None:
    def work(op: Op) -> Result:
        id = op.insert(Kind.LEAD, {"last_name": "x"})
        path.unlink()
        return op.done(Kind.LEAD, id)

    with pytest.raises(Missing, match="may not be saved"):
        command(book, "create", work)


def test_a_replaced_file_is_noticed_and_left_alone(book: Session, path: Path, tmp_path: Path) -> None:
    create_store(tmp_path / "other.db", user="eve").close()
    (tmp_path / "other.db").replace(path)
    with pytest.raises(Missing, match="replaced"):
        write(book)
    book.close()
    for name in ("x.db-wal", "x.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    with open_session(path, user="eve") as other:
        assert other.sql("SELECT count(*) FROM lead") == [(0,)]


def test_a_deleted_wal_is_noticed(book: Session, path: Path) -> None:
    path.with_name("x.db-wal").unlink()
    with pytest.raises(Damaged, match=r"x\.db-wal was deleted"):
        write(book)


def test_a_file_cut_to_nothing_is_noticed(book: Session, path: Path) -> None:
    os.truncate(path, 0)
    with pytest.raises(Damaged):
        write(book)
    with pytest.raises(Damaged, match="is empty"):
        open_session(path, user="ada")
    with pytest.raises(Damaged):
        create_store(path)


def test_a_file_cut_in_half_is_refused(book: Session, path: Path) -> None:
    book.close()
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(Unavailable) as caught, open_session(path, user="ada") as session:
        session.sql("SELECT * FROM lead")
        session.sql("SELECT * FROM event")
        verify(session)
        session.sql("PRAGMA quick_check")
    assert caught.value.exit == 6


def test_a_damaged_header_is_refused(book: Session, path: Path) -> None:
    book.close()
    content = bytearray(path.read_bytes())
    content[:16] = b"x" * 16
    path.write_bytes(content)
    with pytest.raises(NotOurs):
        open_session(path, user="ada")


def test_a_lock_held_for_long_is_said_and_nothing_is_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_store(path, user="ada").close()
    monkeypatch.setitem(sqlite_file.PRAGMAS, "busy_timeout", 50)
    monkeypatch.setattr(writing, "PATIENCE", 0.3)
    holder = peewee.sqlite3.connect(path, isolation_level=None)  # of the same library: else no lock holds
    with open_session(path, user="ada") as session:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked, match="Another process keeps") as caught:
            write(session)
        assert session.sql("SELECT count(*) FROM lead") == [(0,)]
        holder.execute("ROLLBACK")
        holder.close()
        assert isinstance(write(session), Done)
    assert caught.value.exit == 6


def test_a_turn_that_never_comes_is_said_and_the_next_one_is_taken(
    book: Session, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "WAIT", 0.2)
    monkeypatch.setattr(writing, "PATIENCE", 0.1)
    with path.with_name("x.db.turn").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Locked, match="busy"):
            write(book)
    assert isinstance(write(book), Done)


def test_a_full_disk_is_said_and_the_session_goes_on(book: Session) -> None:
    pages = book.sql("PRAGMA page_count")[0][0]
    book.sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Full, match="nothing was saved"):
        for _ in range(200):
            write(book, description="x" * 2000, other_values="y" * 10_000)
    book.sql(f"PRAGMA max_page_count = {pages + 1000}")
    assert isinstance(write(book), Done)
    assert verify(book).ok


def test_a_file_that_may_not_be_written_can_be_read_and_says_so() -> None:
    """In a child of another user, because root may write anything."""
    folder = Path(tempfile.mkdtemp(prefix="leadtui-"))
    create_store(folder / "x.db", user="ada").close()
    (folder / "x.db").chmod(0o444)
    folder.chmod(0o555)
    child = os.fork()
    if not child:
        os._exit(_as_somebody_else(folder / "x.db"))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    folder.chmod(0o755)
    for left in folder.iterdir():
        left.unlink()
    folder.rmdir()
    assert code == 0


def _as_somebody_else(path: Path) -> int:
    if os.getuid() == 0:
        os.setuid(65534)
    try:
        with open_session(path, user="ada") as session:
            session.sql("SELECT count(*) FROM lead")
            write(session)
    except ReadOnly as error:
        return 0 if error.exit == 6 and "read-only" in error.sentence else 2
    return 1


def test_of_many_flat_out_writers_none_starves(tmp_path: Path) -> None:
    """Counted in turns: when the first has done its share, each of the others is well under way."""
    path, writers, share = tmp_path / "x.db", 8, 60
    create_store(path, user="ada").close()
    start = get_context("fork").Barrier(writers)

    def work(number: int) -> None:
        with open_session(path, user="ada", login=f"writer {number}") as session:
            start.wait(60)
            for _ in range(share):
                assert isinstance(write(session), Done)

    children = [fork(partial(work, number)) for number in range(writers)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * writers
    turns: Counter[str] = Counter()
    with open_session(path, user="ada") as session:
        for (login,) in session.sql("SELECT login FROM operation ORDER BY id"):
            turns[login] += 1
            if turns[login] == share:
                break
    print(f"\nturns of each when the first had {share}: {turns}")
    assert len(turns) == writers
    assert min(turns.values()) * 4 > share
