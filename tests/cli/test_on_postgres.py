"""The same commands on PostgreSQL by URL."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

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
        assert "pg_dump -Fc -f FILE URL" in desk.error("backup", "x.db", code=2)["fix"]
        real = subprocess.run(
            [sys.executable, "-m", "leadtui", "--db", url, "--as", "mia", "due"], capture_output=True
        )
        assert (real.returncode, real.stderr) == (0, b"")
    finally:
        postgres.drop(url)


def test_a_login_with_the_grants_of_the_readme_works_and_with_none_does_not(postgres: Any) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    (grant,) = re.findall(r"^GRANT .* TO ola;$", readme, re.MULTILINE)
    url = postgres.fresh("template0")
    Desk(url).one("init")
    Desk(url).one("user", "add", "ola", "--role", "rep")
    rep = Desk(url.replace("//leadtui@", "//ola@"), "ola")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("CREATE ROLE ola LOGIN")
        try:
            assert rep.error("lead", "list", code=6)["fix"].startswith("Ask for rights")
            owner.execute(grant)
            lead = rep.ready()
            rep.one("lead", "qualify", str(lead), "--why", "demo went well")
            rep.one("undo")
            rep.run("duplicates", "scan")
            rep.run("lead", "set", "rating=hot", "--filter", "own:me", code=0)
            assert rep.one("audit", "verify")["ok"] and rep.one("doctor")["error"] is None
        finally:
            owner.execute("DROP OWNED BY ola")
            owner.execute("DROP ROLE ola")
            postgres.drop(url)
