"""The comparing of a large import in another process, while this one reads on and stores.

It shares no memory and no connection with this one, so threads and both engines are no matter; it ends
when this one does, whatever the end is.
"""

import signal
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Protocol

from leadtui.store.dialect import Dialect
from leadtui.store.errors import StoreError, Unavailable
from leadtui.store.import_comparing import Answer, Comparing, Request, Setup
from leadtui.store.session import Session

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


class Comparer(Protocol):
    """Where rows are compared."""

    def ask(self, request: Request) -> Callable[[], Answer]:
        """Have rows compared, one batch after the other; the answer is there when it is called for."""
        ...

    def close(self) -> None:
        """No more rows come."""
        ...


class Here:
    """In this process, when the answer is called for."""

    def __init__(self, session: Session, setup: Setup) -> None:
        self._comparing = Comparing(session, setup)

    def ask(self, request: Request) -> Callable[[], Answer]:
        """See `Comparer`; answers are called for in the order of the questions."""
        return lambda: self._comparing.compare(request)

    def close(self) -> None:
        """Nothing is open."""


class Aside:
    """In a process of its own."""

    def __init__(self, session: Session, setup: Setup) -> None:
        context = get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(there, session.dialect, session.user, session.login, setup), daemon=True
        )
        self._process.start()
        there.close()
        # A thread, so that neither process waits for the other to take what it has to say.
        self._line = ThreadPoolExecutor(1, "import")

    def ask(self, request: Request) -> Callable[[], Answer]:
        """See `Comparer`; it begins at once, or when the batch before is done."""
        asked: Future[Answer] = self._line.submit(self._exchange, request)
        return asked.result

    def close(self) -> None:
        """End the process, whatever it does."""
        self._line.shutdown(wait=False, cancel_futures=True)
        self._process.terminate()
        self._process.join()
        self._here.close()

    def _exchange(self, request: Request) -> Answer:
        try:
            self._here.send(request)
            answer: Answer | Exception = self._here.recv()
        except (EOFError, OSError) as error:
            raise Unavailable(
                "The process that compares the rows of the import has ended.",
                "Import the same file again: it goes on.",
            ) from error
        if isinstance(answer, Exception):
            raise answer
        return answer


def _serve(there: "Connection[Any, Any]", dialect: Dialect, user: str, login: str, setup: Setup) -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to both: the other one ends us
    with suppress(EOFError, OSError), Session(dialect, user=user, login=login) as session:
        comparing: Comparing | None = None
        while True:
            request: Request = there.recv()
            try:
                comparing = comparing or Comparing(session, setup)
                there.send(comparing.compare(request))
            except StoreError as error:
                there.send(error)
