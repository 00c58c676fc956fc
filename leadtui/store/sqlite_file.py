"""A SQLite file opened: its driver and library, and what every connection of ours is set to."""

from pathlib import Path
from typing import Any

from leadtui.store.line import Line

PRAGMAS = {
    "busy_timeout": 10_000,
    "synchronous": "FULL",
    "foreign_keys": 1,
    "recursive_triggers": 1,  # else REPLACE would pass by the delete guards
    "trusted_schema": 0,
    "cell_size_check": 1,
    "journal_size_limit": 64 * 1024 * 1024,
    "cache_size": -16_000,
}


def open_file(path: Path) -> Line:
    """A connection with the pragmas that every connection of ours has; the file must exist."""
    # mode=rw: a missing file is an error, never a new empty database. Threads: `interrupt` comes
    # from another one; everything else stays on one thread by contract.
    link = driver().connect(
        f"file:{_uri_path(path)}?mode=rw",
        timeout=10,
        isolation_level=None,
        uri=True,
        check_same_thread=False,
    )
    try:
        for name, value in PRAGMAS.items():
            link.execute(f"PRAGMA {name} = {value}")
    except BaseException:
        link.close()
        raise
    return Line(link, _lend)


def driver() -> Any:
    """The driver: `pysqlite3` where it is there and carries no older library than Python does.

    The same choice as peewee's, which makes the statements for it.
    """
    import sqlite3

    try:
        from pysqlite3 import dbapi2
    except ImportError:  # there is no wheel of it for this machine
        return sqlite3
    return dbapi2 if dbapi2.sqlite_version_info >= sqlite3.sqlite_version_info else sqlite3


def _lend(link: Any) -> Any:
    from leadtui.store.sqlite_lent import lend

    return lend(link)


def _uri_path(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path))


def version() -> tuple[int, int, int]:
    """Version of the SQLite library that the driver carries."""
    first, second, third = (int(part) for part in driver().sqlite_version.split(".")[:3])
    return first, second, third


def has_wal_race(library: tuple[int, int, int]) -> bool:
    """Whether that library can corrupt a file that several processes write.

    Source: sqlite.org/wal.html, the WAL-reset bug: 3.7.0 to 3.51.2, mended in 3.51.3 and in the
    branches 3.44.6 and 3.50.7.
    """
    if library[:2] in ((3, 44), (3, 50)):
        return library < {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}[library[:2]]
    return library < (3, 51, 3)
