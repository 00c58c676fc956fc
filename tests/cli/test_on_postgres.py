"""The same commands on PostgreSQL by URL."""

import subprocess
import sys
from typing import Any

from .conftest import Desk


def test_the_journey_on_a_server(postgres: Any) -> None:
    url = postgres.fresh("template0")
    desk = Desk(url)
    try:
        assert desk.error("lead", "list", code=6)["code"] == "missing"
        desk.one("init")
        desk.error("init", code=1)
        lead = desk.ready()
        desk.one("lead", "qualify", str(lead), "--why", "demo went well", "--version", "1")
        assert desk.error("lead", "set", str(lead), "topic=x", code=3)["code"] == "closed"
        desk.one("lead", "reactivate", str(lead))
        desk.one("undo")
        (closed,) = desk.lines("lead", "list", "--filter", "is:qualified lindqvist")
        assert closed["id"] == lead
        assert desk.one("report", "reasons")["key"] == "qualified"
        assert desk.one("audit", "verify")["ok"] is True
        assert desk.one("doctor")["database"]["engine"] == "postgresql"
        assert desk.error("backup", "x.db", code=6)["fix"] == "Use pg_dump and pg_restore."
        real = subprocess.run(
            [sys.executable, "-m", "leadtui", "--db", url, "--as", "mia", "due"], capture_output=True
        )
        assert (real.returncode, real.stderr) == (0, b"")
    finally:
        postgres.drop(url)
