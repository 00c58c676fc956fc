"""What SQLite's error messages mean, in sentences.

By the message: of the drivers, pysqlite3 gives primary error codes only.
"""

import re
from collections.abc import Callable

from leadtui.store.errors import (
    Damaged,
    Full,
    Guarded,
    Interrupted,
    Locked,
    NotOurs,
    ReadOnly,
    StoreError,
    Unavailable,
)


def of(error: BaseException, path: str) -> StoreError | None:
    """The store's error of the driver's; None for a mistake of ours."""
    text = str(error)
    if guard := re.search(r"LT\d{3} .*", text):
        return Guarded(f"The database refused: {guard[0][6:]}.", "Nothing was changed.")
    for sign, make in _SIGNS:
        if sign in text:
            return make(path)
    return None


def read_only(path: str) -> StoreError:
    """The file may be read and not written."""
    return ReadOnly(f"{path} is read-only for you.", "Ask for write access to the file and its folder.")


def damaged(path: str) -> StoreError:
    """What is in the file is not whole."""
    return Damaged(
        f"{path} is damaged.", "Stop using it; leadtui restore FILE --to NEW brings back the last backup."
    )


_SIGNS: tuple[tuple[str, Callable[[str], StoreError]], ...] = (
    ("readonly database", read_only),
    ("locked", lambda path: Locked(
        f"Another process keeps {path} locked.", "Nothing was saved; try again in a moment.")),
    ("not a database", lambda path: NotOurs(
        f"{path} is not a database.", "Name a leadtui database, or a new file.")),
    ("malformed", damaged),
    ("disk I/O error", lambda path: Unavailable(
        f"Reading or writing {path} failed; nothing was saved.",
        "Look at the disk: is it full, or failing?")),
    ("is full", lambda path: Full(
        f"The disk of {path} is full; nothing was saved.", "Make room, then try again.")),
    ("unable to open", lambda path: Unavailable(
        f"Cannot open {path}.", "Look at the rights of the file and its folder.")),
    ("interrupted", lambda path: Interrupted("The statement was called off.")),
)  # fmt: skip
