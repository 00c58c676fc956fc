"""A connection that breaks around COMMIT: each command happens once, whatever was heard of it."""

import asyncio

import psycopg
import pytest

from leadtui.actions.worker import Worker
from leadtui.domain.fields import Kind
from leadtui.domain.results import Done, Result
from leadtui.store import NoConnection, Session, open_session, stamp
from leadtui.store.operation import Op
from leadtui.store.writing import command


def make(op: Op) -> Result:
    return op.done(Kind.LEAD, op.insert(Kind.LEAD, {"last_name": "Meier"}))


@pytest.fixture
def url(postgres) -> str:
    """A fresh store on PostgreSQL."""
    return postgres.fresh()


def cut(session: Session, url: str) -> None:
    """End the session's connection from the server's side."""
    with psycopg.connect(url, autocommit=True) as other:
        pid = session.db.connection().info.backend_pid
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))


def test_a_line_cut_before_a_command_is_mended(url: str) -> None:
    with open_session(url, user="ada") as session:
        cut(session, url)
        assert isinstance(command(session, "create", make), Done)


def test_a_line_cut_within_a_command_is_mended_and_it_happens_once(url: str) -> None:
    cuts = iter([True, True])

    def work(op: Op) -> Result:
        answer = make(op)
        if next(cuts, False):
            cut(op.session, url)
        return answer

    with open_session(url, user="ada") as session:
        assert isinstance(command(session, "create", work), Done)
        assert session.sql("SELECT count(*) FROM lead") == [(1,)]


def test_an_answer_lost_after_the_commit_is_found_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Session._execute
    losses = iter([True])

    def lossy(self: Session, text: str, params: object) -> object:
        cursor = whole(self, text, params)
        if text == "COMMIT" and next(losses, False):
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        return cursor

    with open_session(url, user="ada") as session:
        monkeypatch.setattr(Session, "_execute", lossy)
        answer = command(session, "create", make)
        assert isinstance(answer, Done)
        assert answer.repeated
        assert session.sql("SELECT count(*) FROM lead") == [(1,)]


def test_a_server_that_stays_away_is_said(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from leadtui.store import writing

    monkeypatch.setattr(writing, "PATIENCE", 0.5)
    with open_session(url, user="ada") as session:
        cut(session, url)
        monkeypatch.setattr(session.dialect, "_url", "postgresql://leadtui@/t?host=/nowhere")
        with pytest.raises(NoConnection) as caught:
            command(session, "create", make)
    assert caught.value.exit == 6


def test_a_transaction_that_must_be_tried_again_is(store: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """The 40001 of a server that runs its transactions at SERIALIZABLE, or a busy SQLite."""
    from leadtui.store import Locked

    tries = iter([True, True, True])

    def work(op: Op) -> Result:
        answer = make(op)
        if next(tries, False):
            raise Locked("Others write at the same time.")
        return answer

    assert isinstance(command(store, "create", work), Done)
    assert store.sql("SELECT count(*) FROM lead") == [(1,)]


def test_reads_of_the_screens_go_on_after_a_cut_line(url: str) -> None:
    def cut_all() -> None:
        with psycopg.connect(url, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    async def use() -> None:
        worker = Worker(url, user="ada")
        try:
            for lane in (worker.read, worker.background, worker.write):
                assert await lane(stamp) == 0
            cut_all()
            assert await worker.read(stamp) == 0
            assert await worker.background(stamp) == 0
            # A job of the writing thread is never run twice: it may have been carried out.
            with pytest.raises(NoConnection):
                await worker.write(stamp)
            assert isinstance(await worker.write(command, "create", make), Done)
        finally:
            worker.close()

    asyncio.run(use())
