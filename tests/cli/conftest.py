"""leadtui as a script calls it: words in, exit code and lines out, on one database."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from copies import copied

from leadtui.cli.root import root

LEAD = (
    "first_name=Jonas",
    "last_name=Lindqvist",
    "company=Fabrikam AB",
    "email=jonas@fabrikam.example",
    "phone=+46 70 555 01 23",
)


@dataclass
class Desk:
    """Calls leadtui on one database as one user; every call names the exit code it expects."""

    target: str
    user: str = "mia"

    def run(self, *words: str, code: int = 0, input: str | None = None) -> tuple[str, str]:
        """Output and error output of one call."""
        result = CliRunner().invoke(root, ["--db", self.target, "--as", self.user, *words], input=input)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, (words, result.exit_code, result.stdout, result.stderr)
        return result.stdout, result.stderr

    def lines(self, *words: str, code: int = 0) -> list[dict[str, Any]]:
        """JSON Lines that a call answers."""
        out, _ = self.run(*words, "--json", code=code)
        return [json.loads(line) for line in out.splitlines()]

    def one(self, *words: str, code: int = 0) -> dict[str, Any]:
        """The one JSON object that a call answers."""
        (found,) = self.lines(*words, code=code)
        return found

    def error(self, *words: str, code: int) -> dict[str, str]:
        """What a failed call says in JSON."""
        found = self.one(*words, code=code)
        assert set(found) == {"error"}
        assert set(found["error"]) == {"code", "message", "fix"}
        return found["error"]

    def new(self, *values: str) -> int:
        """Make a lead; gives its id."""
        return self.one("lead", "new", *(values or LEAD))["lead"]["id"]

    def ready(self, *values: str) -> int:
        """Make a lead whose checklist blocks nothing; gives its id."""
        return self.new(*(values or LEAD), "topic=40 route planners", f"owner={self.user}")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A fresh database of which mia is the administrator."""
    return Desk(str(copied(tmp_path / "x.db", "cli", _make)))


def _make(path: Path) -> None:
    Desk(str(path)).run("init")


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], str]:
    """Write a small file; gives its path."""

    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, "utf-8")
        return str(tmp_path / name)

    return write
