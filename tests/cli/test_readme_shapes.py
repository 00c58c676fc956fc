"""What the README says of the JSON is what the commands answer, name by name and in order."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Desk

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8").partition("Version 1 of this")[2]
_INNER = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]")


def told(command: str) -> list[str]:
    """The fields that the README gives the answers of that command."""
    found = re.search(rf"`{re.escape(command)}[`|][^{{}}]*?`\{{((?:[^`])*)\}}`", README)
    assert found, command
    text = found[1]
    while _INNER.search(text):
        text = _INNER.sub("", text)
    return re.findall(r'"(\w+)"', text)


def _source(tmp_path: Path) -> str:
    (tmp_path / "l.csv").write_text("Last Name,Source,Owner\nBerg,web,Ola Lind\n")
    return str(tmp_path / "l.csv")


def _rules(desk: Desk, tmp_path: Path) -> str:
    text = desk.one("policy", "show")["text"].replace('label = "Topic"', 'label = "The topic"', 1)
    (tmp_path / "rules.toml").write_text(text, "utf-8")
    return str(tmp_path / "rules.toml")


# What the README calls it -> the call. In this order: what one makes, a later one shows.
_CALLS: dict[str, Callable[[Desk, Path], tuple[str, ...]]] = {
    "import": lambda desk, tmp: ("import", _source(tmp)),
    "import --list": lambda desk, tmp: ("import", "--list"),
    "export -o FILE": lambda desk, tmp: ("export", "-o", str(tmp / "out.csv")),
    "report sources": lambda desk, tmp: ("report", "sources"),
    "list sources": lambda desk, tmp: ("list", "sources"),
    "user list": lambda desk, tmp: ("user", "list"),
    "user roles": lambda desk, tmp: ("user", "roles"),
    "user add": lambda desk, tmp: ("user", "add", "ola"),
    "user map": lambda desk, tmp: ("user", "map", "Ola Lind", "ola"),
    "user remove": lambda desk, tmp: ("user", "remove", "ola", "--to", "mia"),
    "team add": lambda desk, tmp: ("team", "add", "north"),
    "team list": lambda desk, tmp: ("team", "list"),
    "team show": lambda desk, tmp: ("team", "show", "north"),
    "policy show": lambda desk, tmp: ("policy", "show"),
    "policy check": lambda desk, tmp: ("policy", "check", _rules(desk, tmp)),
    "policy apply": lambda desk, tmp: ("policy", "apply", _rules(desk, tmp), "--yes"),
    "policy history": lambda desk, tmp: ("policy", "history"),
    "audit log": lambda desk, tmp: ("audit", "log"),
    "lead history": lambda desk, tmp: ("lead", "history", "1"),
    "audit verify": lambda desk, tmp: ("audit", "verify"),
    "doctor": lambda desk, tmp: ("doctor",),
    "migrate": lambda desk, tmp: ("migrate",),
    "backup": lambda desk, tmp: ("backup", str(tmp / "copy.db")),
    "restore": lambda desk, tmp: ("restore", str(tmp / "copy.db"), "--to", str(tmp / "new.db")),
}


@pytest.fixture
def answers(desk: Desk, tmp_path: Path) -> dict[str, dict[str, Any]]:
    """The first line that each of them answers."""
    return {name: desk.lines(*call(desk, tmp_path))[0] for name, call in _CALLS.items()}


def test_the_shapes_are_those_of_the_readme(answers: dict[str, dict[str, Any]]) -> None:
    wrong = {name: list(answer) for name, answer in answers.items() if sorted(answer) != sorted(told(name))}
    assert not wrong
