"""What is left of a crash: where in the code it was, and nothing of anybody's data.

Textual prints local variables with a traceback (reference/terminal.md c.12); a lead's e-mail must
not land on a terminal or in a bug report. Messages of exceptions carry values too, so they stay out.
"""

import platform
import traceback
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from leadtui import __version__


def report_of(error: BaseException) -> str:
    """Kinds of the errors and the lines of code they passed; no message, no value."""
    lines = [f"leadtui {__version__}, Python {platform.python_version()}, {platform.platform()}"]
    for link in _chain(error):
        lines += ["", type(link).__module__ + "." + type(link).__qualname__]
        lines += [f"  {f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(link.__traceback__)]
    return "\n".join(lines) + "\n"


def write_report(error: BaseException, folder: Path) -> Path | None:
    """Write the report into a folder that only the user reads; None where that cannot be done."""
    path = folder / f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(report_of(error), encoding="utf-8")
    except OSError:
        return None
    return path


def sentence_of(error: BaseException, path: Path | None) -> str:
    """The line that the terminal shows."""
    where = (
        f"The report (code lines only, no lead data) is {path}." if path else "No report could be written."
    )
    return f"leadtui stopped on an error of its own ({type(error).__name__}). What was saved is safe. {where}"


def _chain(error: BaseException) -> Iterable[BaseException]:
    seen: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in seen:
        seen.append(link)
        link = link.__cause__ or link.__context__
    return seen
