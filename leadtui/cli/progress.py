"""How far a long command is: one line on stderr, drawn over and over; silent where no one looks."""

import sys
from collections.abc import Generator
from contextlib import contextmanager


class Line:
    """The line."""

    def __init__(self) -> None:
        self._shown = False
        self._looked_at = sys.stderr.isatty()

    def show(self, text: str) -> None:
        """Draw it anew."""
        if self._looked_at:
            self._shown = True
            sys.stderr.write(f"\r{text}\x1b[K")
            sys.stderr.flush()

    def end(self) -> None:
        """Leave it behind."""
        if self._shown:
            self._shown = False
            sys.stderr.write("\n")


@contextmanager
def line_on_stderr() -> Generator[Line]:
    """A line that is left behind at the end, whatever the end is."""
    line = Line()
    try:
        yield line
    finally:
        line.end()
