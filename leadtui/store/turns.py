"""Turns among processes: a kernel lock on a file beside the database, fair and never stale."""

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from leadtui.store.errors import Locked, ReadOnly

WAIT = 10.0  # seconds; as long as SQLite's own busy timeout


@contextmanager
def turn(path: Path, wait: float | None = None) -> Generator[None]:
    """Hold the lock of that file.

    Waiters are served in the order they came, which SQLite's own busy handler does not do: under
    load it lets one process starve for seconds (reference: store.md 0.6).

    Raises:
        Locked: not within `wait` seconds, ten where none are said.
        ReadOnly: the file cannot be made there.
    """
    wait = WAIT if wait is None else wait
    handle = _open(path)
    if not _quick(handle) and not _queue(handle, wait):
        raise Locked(
            f"Another process has kept {path.name.removesuffix('.turn')} busy for {wait:.0f} seconds.",
            "Nothing was saved; try again in a moment.",
        )
    try:
        yield
    finally:
        os.close(handle)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise ReadOnly(
            f"Cannot write beside the database: {path} ({error.strerror}).",
            "Ask for write access to the file and its folder.",
        ) from error


def _quick(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _queue(handle: int, wait: float) -> bool:
    """Queue up in the kernel, in a thread of its own since such a wait has no time limit.

    Where this gives up, the thread keeps the handle and closes it when the lock comes at last.
    """
    import threading  # only who has to wait

    settled = threading.Lock()
    served = threading.Event()
    given_up: list[bool] = []

    def stand() -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with settled:
            if given_up:
                os.close(handle)
            else:
                served.set()

    threading.Thread(target=stand, name="leadtui-turn", daemon=True).start()
    served.wait(wait)
    with settled:
        if not served.is_set():
            given_up.append(True)
        return served.is_set()
