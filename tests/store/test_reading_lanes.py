"""The threads that read cannot write, whatever job they are given; the one that writes can."""

from collections.abc import Callable

import pytest

from leadtui.actions.worker import Worker
from leadtui.domain.fields import Kind
from leadtui.domain.results import Done
from leadtui.store import ReadOnly, Session, create


def _write(session: Session) -> object:
    return create(session, Kind.LEAD, {"last_name": "Meier"})


def _plain(session: Session) -> object:
    with session.transaction():
        return session.sql("UPDATE counter SET next = next + 1 WHERE name = 'lead' RETURNING next")


@pytest.mark.parametrize("job", (_write, _plain))
async def test_a_write_on_a_thread_that_reads_is_refused(
    store: Session, target: str, job: Callable[[Session], object]
) -> None:
    worker = Worker(target, user="ada", login="ada")
    try:
        for lane in (worker.read, worker.background):
            with pytest.raises(ReadOnly):
                await lane(job)
        assert isinstance(await worker.write(_write), Done)
        assert await worker.read(lambda session: session.sql("SELECT count(*) FROM lead")) == [(1,)]
    finally:
        worker.close()
