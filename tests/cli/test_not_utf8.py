"""Words and file names that are no UTF-8: a word is refused in one sentence, a file is worked on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from leadtui.cli.root import root

from .conftest import Desk

BAD = "b\udcffd"  # as Python gives the byte FF of an argument
ROWS = "last name,email,company\nWang,w@x.example,Acme\n"


def commands(
    group: click.Group, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    yield words, group
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        else:
            yield (*words, name), command


def test_no_parameter_of_any_command_takes_what_is_no_text() -> None:
    met = 0
    for words, command in commands(root):
        for param in command.params:
            assert param.type is not click.STRING, (words, param.name)
            if isinstance(param.type, click.types.StringParamType):
                met += 1
                with pytest.raises(click.BadParameter, match="is not UTF-8 text"):
                    param.type.convert(BAD, param, None)
    assert met > 100


@pytest.mark.parametrize(
    "words",
    [
        ("--as", BAD, "lead", "list"),
        ("lead", "list", "--as", BAD),
        ("--db", f"{BAD}.db", "init"),
        ("--db", f"{BAD}.db"),
        ("--view", BAD),
        ("lead", "new", "last_name=Wang", "--op-id", BAD),
        ("lead", "new", f"last_name={BAD}"),
        ("list", "add", "campaigns", BAD),
        ("import", "l.csv", "--map", f"topic={BAD}"),
        ("lead", "show", BAD),
        ("backup", f"{BAD}.db"),
        (BAD,),
    ],
)
def test_a_word_that_is_no_text_is_refused_in_one_sentence(desk: Desk, words: tuple[str, ...]) -> None:
    folder = Path(desk.target).parent
    before = {each.name for each in folder.iterdir()}
    run = subprocess.run(
        [sys.executable, "-m", "leadtui", *words],
        cwd=folder,
        env={**os.environ, "LEADTUI_DB": desk.target, "LEADTUI_USER": desk.user},
        capture_output=True,
        text=True,
    )
    assert (run.returncode, run.stdout) == (2, ""), run
    assert len(run.stderr.splitlines()) == 1 and "of its own" not in run.stderr
    assert {each.name for each in folder.iterdir()} == before


def test_a_file_whose_name_is_no_text_is_worked_on(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(f"{BAD}.csv").write_text(f"{ROWS},,Nobody\n")
    summary = desk.one("import", f"{BAD}.csv", "--marks", f"{BAD}.marks")
    assert (summary["stored"], summary["rows"]) == (2, 2)
    assert [each["file"] for each in desk.lines("import", "--list")] == ["bd.csv"]
    assert "bd.csv" in desk.run("import", "--list")[0]
    desk.run("import", f"{BAD}.csv", "--again")
    desk.run("export", "-o", f"{BAD}.out")
    desk.run("backup", "copy.db")
    Path("copy.db").rename(f"{BAD}.db")
    desk.run("restore", f"{BAD}.db", "--to", "back.db")
    Path(f"{BAD}.toml").write_text(desk.run("policy", "show")[0])
    desk.run("policy", "check", f"{BAD}.toml")
    Path(f"{BAD}.ids").write_text("1\n")
    desk.run("lead", "set", "--ids", f"{BAD}.ids", "topic=Pumps")
    (run,) = desk.lines("lead", "runs")
    assert run["source"] == "file bd.ids"
    desk.run("import", f"{BAD}.none", code=1)
    assert b"b\xffd.out" in {os.fsencode(each.name) for each in tmp_path.iterdir()}


def test_a_file_name_that_acts_on_a_terminal_is_stored_harmless(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "e\x1b[31mvil\u202e.csv"
    Path(name).write_text(ROWS)
    desk.run("import", name)
    assert [each["file"] for each in desk.lines("import", "--list")] == ["e[31mvil.csv"]
    log = desk.lines("audit", "log")
    assert "e[31mvil.csv" in str(log) and not {"\x1b", "\u202e"} & set(str(log))
