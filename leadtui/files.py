"""New files appear whole or not at all: written under a name beside their own, then given it.

Whatever fails is an `OSError` of the file that was asked for, never of the name beside it.
"""

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOT_OF_FOLDERS = (errno.EACCES, errno.EPERM, errno.EINVAL, errno.ENOTSUP)
_ROOM = "Make room, or name another place."
_BESIDE = ("", "-wal", "-shm", "-journal", ".turn", ".migrate")


@contextmanager
def temporary(path: Path) -> Generator[Path]:
    """A name beside `path` for a file of yours alone; whatever is left of it at the end goes."""
    from uuid import uuid4  # not for those who open what is there

    new = path.with_name(f".{path.name}.{uuid4().hex[:12]}")
    try:
        yield new
    finally:
        for ending in _BESIDE:
            new.with_name(new.name + ending).unlink(missing_ok=True)


@contextmanager
def whole(path: Path, *, over: bool = False) -> Generator[Path]:
    """A new empty file beside `path`, readable by its owner alone, that gets its name at the end.

    Args:
        path: what it will be called.
        over: it may take the place of a file that is there.

    Raises:
        FileExistsError: there is one, and it is kept.
        OSError: it cannot be written; nothing of it stays.
    """
    with of(path):
        if not over and os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        with temporary(path) as new:
            os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
            yield new
            _synced(new)
            if over:
                new.replace(path)
                _kept_in(path.parent)
            else:
                _named(new, path)


def place(new: Path, path: Path) -> None:
    """Give a finished file its name, durably, and never over a file that is there.

    Raises:
        FileExistsError: there is one.
        OSError: the folder takes no link.
    """
    with of(path):
        os.link(new, path)
        _kept_in(path.parent)


@contextmanager
def of(path: Path) -> Generator[None]:
    """What fails in here is said of `path`."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def said(error: OSError) -> tuple[str, str]:
    """What is the matter with a file, in one sentence, and the mend."""
    if error.errno is None:  # one of ours, with its own sentence
        return str(error), "Check the path and its rights."
    if error.errno == errno.EEXIST:
        return f"{error.filename} is there already.", "Name another one."
    if error.errno in _NO_ROOM and error.filename:
        return f"There is no room left for {error.filename}; nothing of it was kept.", _ROOM
    if error.errno in _NO_ROOM:
        return "There is no room left where the output goes to; it is cut off.", _ROOM
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror}.", "Check the path and its rights."


def _named(new: Path, path: Path) -> None:
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links on this disk: an empty file holds the name for a moment
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
        new.replace(path)
    _kept_in(path.parent)


def _kept_in(folder: Path) -> None:
    """A new name lasts; where a folder may not be read or takes no fsync, the disk sees to it in its time."""
    try:
        _synced(folder)
    except OSError as error:
        if error.errno not in _NOT_OF_FOLDERS:
            raise


def _synced(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
