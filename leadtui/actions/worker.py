"""Threads between the event loop and the store: one that writes, one that reads, one for the rest.

Each thread has its own `Session`, so that the event loop never waits for the database, a slow count
never holds up the rows on screen, and a stale read can be interrupted. A write never is.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from leadtui.store import Session, StoreError, Stranger, open_session

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """One thread with one session; jobs run in the order they came.

    Args:
        open_it: opens the session; once more after its connection was lost.
        name: of the thread.
        session: one that is open already.
        reads: the jobs only read, so that one whose connection was lost is run once more.
    """

    def __init__(
        self,
        open_it: Callable[[], Session],
        name: str,
        session: Session | None = None,
        *,
        reads: bool = True,
    ) -> None:
        self._open = open_it
        self._reads = reads
        self._session = session
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"leadtui-{name}")
        self._lock = threading.Lock()
        self._running: object | None = None
        self._waiting = 0

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return self._waiting > 0

    async def call(
        self,
        job: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run ``job(session, ...)`` on this lane's thread; errors arrive as they were raised."""
        return await asyncio.wrap_future(self._submit(object(), job, *args, **kwargs))

    async def stoppable(
        self,
        job: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Like `call`, but a cancelled caller aborts the statement, if it is this job's own."""
        token = object()
        future = self._submit(token, job, *args, **kwargs)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            self._interrupt(token)
            raise

    def close(self, *, abort: bool = False) -> None:
        """Finish or abort what is under way, close the session, end the thread."""
        if abort:
            self._interrupt(self._running)
        self._pool.submit(self._close).result()
        self._pool.shutdown()

    def _submit(
        self, token: object, job: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        def run() -> T:
            try:
                return self._run(token, job, *args, **kwargs)
            except StoreError as error:
                if not self._drop_lost(error) or not self._reads:
                    raise
            return self._run(token, job, *args, **kwargs)

        future = self._pool.submit(run)
        with self._lock:
            self._waiting += 1
        future.add_done_callback(self._one_less)
        return future

    def _run(
        self, token: object, job: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        session = self._ready()
        with self._lock:
            self._running = token
        try:
            return job(session, *args, **kwargs)
        finally:
            with self._lock:
                self._running = None

    def _drop_lost(self, error: StoreError) -> bool:
        """Let go of a session whose connection is gone, so that the next job opens another one."""
        session = self._session
        if session is None or not session.dialect.lost(error):
            return False
        with self._lock:  # nobody may interrupt it meanwhile
            self._session = None
        session.close()
        return True

    def _one_less(self, _: Future[Any]) -> None:
        with self._lock:
            self._waiting -= 1

    def _interrupt(self, token: object) -> None:
        # Under the lock, or the statement aborted might be that of the next job.
        with self._lock:
            if self._session is not None and token is not None and self._running is token:
                self._session.interrupt()

    def _ready(self) -> Session:
        if self._session is None:
            self._session = self._open()
        return self._session

    def _close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None


async def _finished(job: Coroutine[Any, Any, T]) -> T:
    """Wait for a job that goes on when its caller is cancelled; how it ends then nobody needs to hear."""
    task = asyncio.ensure_future(job)
    task.add_done_callback(lambda ended: None if ended.cancelled() else ended.exception())
    return await asyncio.shield(task)


class Worker:
    """The store as the screens see it: every call is awaited and runs off the event loop.

    Args:
        target: path or URL of the store.
        user, login: who acts, as `open_session` takes it.
        clock: what tells the time, for tests.
        session: one that is open already; the reading thread takes it over.

    Attributes:
        on_stranger: hears it when the book says that the acting user is none of its users any more, whatever
            was asked; whoever asked gets the error as well.
    """

    on_stranger: Callable[[Stranger], None] | None = None

    def __init__(
        self,
        target: str,
        *,
        user: str | None = None,
        login: str | None = None,
        clock: Callable[[], datetime] | None = None,
        session: Session | None = None,
    ) -> None:
        self.target = target

        def open_it() -> Session:
            return open_session(target, user=user, login=login, clock=clock)

        def open_to_read() -> Session:
            return open_it().only_read()

        self._open_it = open_it
        self._apart = set[Lane]()
        self._writer = Lane(open_it, "writer", reads=False)
        self._reader = Lane(open_to_read, "reader", session and session.only_read())
        self._background = Lane(open_to_read, "background")

    @property
    def busy(self) -> bool:
        """Whether any of its threads has work."""
        lanes = (self._writer, self._reader, self._background, *self._apart)
        return any(lane.busy for lane in lanes)

    async def write(self, job: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a write; a cancelled caller does not stop it, what was begun is finished."""
        return await self._heard(_finished(self._writer.call(job, *args, **kwargs)))

    async def read(self, job: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a read that the screen waits for; a cancelled caller aborts the statement."""
        return await self._heard(self._reader.stoppable(job, *args, **kwargs))

    async def background(
        self, job: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a read that nobody waits for: whole views, counts."""
        return await self._heard(self._background.stoppable(job, *args, **kwargs))

    async def apart(self, job: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a job that takes long, in many short transactions, on a thread of its own: writes go on."""
        lane = Lane(self._open_it, "apart", reads=False)
        self._apart.add(lane)
        try:
            return await self._heard(_finished(lane.call(job, *args, **kwargs)))
        finally:
            if lane in self._apart:
                self._apart.discard(lane)
                await asyncio.to_thread(lane.close, abort=True)

    async def _heard(self, answer: Awaitable[T]) -> T:
        try:
            return await answer
        except Stranger as gone:
            if self.on_stranger is not None:
                self.on_stranger(gone)
            raise

    def close(self) -> None:
        """End the threads; reads and long jobs under way are aborted, a write is finished first."""
        while self._apart:
            self._apart.pop().close(abort=True)
        self._reader.close(abort=True)
        self._background.close(abort=True)
        self._writer.close()
