"""A program on a pseudo-terminal: what it writes, when, and how much of it."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType


class Terminal:
    """A program with a terminal of its own, started at once and ended with the block.

    Args:
        words: the program and its arguments.
        columns, rows: the terminal's size.
        environment: on top of this process's.

    Attributes:
        seen: all that the program has written.
        processor: seconds of processor time that it took, once it was ended.
    """

    def __init__(
        self,
        words: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.began = time.perf_counter()
        self.seen = bytearray()
        self.processor = 0.0
        self.child, self.line = pty.fork()
        if self.child == 0:
            _become(words, columns, rows, environment or {})
        _resize(self.line, columns, rows)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.child, signal.SIGKILL)
        _, _, usage = os.wait4(self.child, 0)
        self.processor = usage.ru_utime + usage.ru_stime
        os.close(self.line)

    def until(self, pattern: str, patience: float = 60) -> float:
        """Seconds from the start until the program has written something that matches."""
        sought = re.compile(pattern.encode())
        while not sought.search(self.seen):
            if time.perf_counter() - self.began > patience:
                raise TimeoutError(f"{pattern!r} never came; last: {bytes(self.seen[-500:])!r}")
            self._read(0.05)
        return time.perf_counter() - self.began

    def press(self, keys: str, watch: float) -> int:
        """Send keys; gives the number of bytes that come within ``watch`` seconds."""
        before = len(self.seen)
        os.write(self.line, keys.encode())
        self._watch(watch)
        return len(self.seen) - before

    def answer(self, keys: str, quiet: float = 0.5) -> float:
        """Send keys; gives the seconds until the last byte that they bring, after which it is quiet."""
        began = last = time.perf_counter()
        os.write(self.line, keys.encode())
        while self._read(quiet):
            last = time.perf_counter()
        return last - began

    def idle(self, seconds: float) -> int:
        """Bytes that come by themselves within these seconds."""
        before = len(self.seen)
        self._watch(seconds)
        return len(self.seen) - before

    def settle(self, quiet: float = 1.0, patience: float = 30) -> None:
        """Wait until nothing has come for a while."""
        end = time.perf_counter() + patience
        while self._read(quiet) and time.perf_counter() < end:
            pass

    def memory(self) -> float:
        """Resident memory of the program in MB."""
        with open(f"/proc/{self.child}/status", encoding="ascii") as status:  # noqa: PTH123
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

    def _watch(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def _read(self, wait: float) -> bool:
        ready, _, _ = select.select([self.line], [], [], wait)
        if not ready:
            return False
        try:
            self.seen += os.read(self.line, 1 << 16)
        except OSError as error:  # EIO: the program has closed its end
            raise TimeoutError(f"The program ended; last: {bytes(self.seen[-1500:])!r}") from error
        return True


def _become(words: Sequence[str], columns: int, rows: int, environment: Mapping[str, str]) -> None:
    """In the child: turn into the program; never returns."""
    try:
        _resize(0, columns, rows)
        os.execvpe(words[0], list(words), {**os.environ, **environment})
    finally:
        os._exit(127)


def _resize(line: int, columns: int, rows: int) -> None:
    fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
