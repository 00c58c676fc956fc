"""The short way to the app: what people start all day does not wait for click and the other commands.

Only words that mean the same there are understood here; anything else takes the long way.
"""

import gc
import os
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

from leadtui.domain.text import is_utf8

_WITH_VALUE = {"--db": "db", "--as": "user", "--view": "view", "--theme": "theme"}
_ALONE = {"--ascii": "ascii_signs", "--demo": "demo"}


class Asked(NamedTuple):
    """The options of the app."""

    db: str | None = None
    user: str | None = None
    view: str | None = None
    theme: str | None = None
    ascii_signs: bool = False
    demo: bool = False


def asked(words: Sequence[str]) -> Asked | None:
    """What these words ask of the app; None where they ask for something else."""
    found: dict[str, Any] = {
        "db": os.environ.get("LEADTUI_DB") or None,
        "user": os.environ.get("LEADTUI_USER") or None,
    }
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word in _ALONE:
            found[_ALONE[word]] = True
        elif word in _WITH_VALUE and rest and not rest[0].startswith("-"):
            found[_WITH_VALUE[word]] = rest.pop(0)
        else:
            return None
    return Asked(**found) if all(is_utf8(each) for each in found.values() if isinstance(each, str)) else None


def open_app(what: Asked) -> int:
    """Open the app as asked; gives the exit code."""
    from leadtui.cli import opening
    from leadtui.cli.call import Call

    call = Call(what.db, what.user)
    return opening.open_app(
        call, view=what.view, ascii_signs=what.ascii_signs, theme=what.theme, demo=what.demo
    )


def lighten(words: Sequence[str]) -> None:
    """Take two weights off the start: drivers that are not used, and collections of what is kept anyway."""
    # peewee imports every driver that it finds; psycopg takes a quarter of the time to the first
    # row. A store by URL needs it, and is always named by one.
    if not any("postgres" in word for word in (*words, os.environ.get("LEADTUI_DB", ""))):
        for driver in ("psycopg2cffi", "psycopg2", "psycopg"):
            sys.modules.setdefault(driver, None)  # pyright: ignore[reportArgumentType] -- how Python spells "do not import"
    # Modules make a hundred thousand objects that stay: looking through them again and again is a
    # tenth of the start.
    gc.set_threshold(100_000, 20, 50)
