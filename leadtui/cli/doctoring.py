"""What ``leadtui doctor`` looks at. It changes nothing and asks no network."""

import os
import platform
import shutil
import sys
from typing import cast

from leadtui import __version__
from leadtui.cli import shapes
from leadtui.cli.call import Call
from leadtui.domain.results import Exit


def examine(call: Call) -> tuple[shapes.Shape, Exit]:
    """Versions, terminal and database, and the exit code; ``error`` is null where the book can be used."""
    from leadtui.store import StoreError, describe

    facts, fault = describe(call.target)
    try:
        call.session(guarded=False).close()
    except StoreError as no:
        fault = fault or no
    error = fault and {"code": fault.code, "message": fault.sentence, "fix": fault.fix}
    database = {name: shapes.plain(value) for name, value in facts.items()}
    found: shapes.Shape = {
        "versions": _versions(),
        "terminal": _terminal(),
        "database": {**database, "target": call.shown_target},
        "error": error,
    }
    return found, fault.exit if fault else Exit.DONE


def _versions() -> shapes.Shape:
    from importlib.metadata import version

    return {
        "leadtui": __version__,
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        **{name: version(name) for name in ("textual", "peewee", "psycopg")},
    }


def _terminal() -> shapes.Shape:
    size = shutil.get_terminal_size()
    return {
        "term": os.environ.get("TERM"),
        "colorterm": os.environ.get("COLORTERM"),
        "no_color": "NO_COLOR" in os.environ,
        "size": f"{size.columns}x{size.lines}",
        "is_terminal": sys.stdout.isatty(),
        "encoding": sys.stdout.encoding,
        "tmux": "TMUX" in os.environ,
        "ssh": "SSH_CONNECTION" in os.environ,
    }


def words(value: object) -> str:
    """A fact as people read it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(words(each) for each in cast("list[object]", value)) or "–"
    if isinstance(value, dict):
        facts = cast("dict[str, object]", value)
        return ", ".join(f"{name} {words(each)}" for name, each in facts.items())
    return str(value)
