"""The app on a pseudo-terminal: what it really sends."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import Mapping

RUN = """
import sys
from leadtui.app import LeadApp, run
sys.exit(run(LeadApp(sys.argv[1], user="ada", view="open")))
"""


class Terminal:
    """A child process with a terminal of its own."""

    def __init__(
        self,
        *args: str,
        code: str = RUN,
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:  # the child
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
            os.execve(sys.executable, [sys.executable, "-c", code, *args], environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def read(self, *, quiet: float, most: float = 15.0) -> bytes:
        """What comes until nothing came for ``quiet`` seconds."""
        out, end = b"", time.monotonic() + most
        while time.monotonic() < end:
            ready, _, _ = select.select([self.fd], [], [], quiet)
            if not ready:
                break
            try:
                out += os.read(self.fd, 65536)
            except OSError:  # the child is gone
                break
        return out

    def until(self, text: bytes, most: float = 90.0) -> bytes:
        """What comes until ``text`` came."""
        out, end = b"", time.monotonic() + most
        while text not in out and time.monotonic() < end:
            out += self.read(quiet=0.05, most=0.5)
        assert text in out, out[-400:]
        return out

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self.fd, keys)

    def code(self) -> int:
        """How it ended."""
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(status)
