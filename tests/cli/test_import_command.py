"""``leadtui import`` and ``export``: what goes wrong says so, nothing is dropped, all comes back."""

import os
import pty
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Desk

File = Callable[[str, str], str]


def test_a_dry_run_stores_nothing_and_makes_no_database(tmp_path: Path, file: File) -> None:
    nowhere = Desk(str(tmp_path / "no.db"))
    summary = nowhere.one("import", file("l.csv", "Last Name\nBerg\n"), "--dry-run")
    assert (summary["rows"], summary["stored"], summary["dry_run"]) == (1, 1, True)
    assert not (tmp_path / "no.db").exists()


def test_strict_stores_nothing_where_a_row_is_rejected(desk: Desk, file: File) -> None:
    source = file("l.csv", "Last Name,Colour\nBerg,red\n,blue\n")
    summary = desk.one("import", source, "--strict", code=1)
    assert (summary["stored"], summary["rejected"]) == (0, 1)
    assert desk.lines("lead", "list") == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("no-such-file.csv",), 1),
        (("l.csv", "--map", "colour=Last Name"), 2),
        (("l.csv", "--map", "topic=Colour"), 2),
        (("l.csv", "--map", "topic"), 2),
        (("l.csv", "--kind", "prospect"), 2),
        (("l.csv", "--on-duplicate", "ask"), 2),
        (("not-a-table.bin",), 1),
        ((), 2),
    ],
)
def test_a_request_that_cannot_be_met_says_so_and_stores_nothing(
    desk: Desk, tmp_path: Path, file: File, words: tuple[str, ...], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file("l.csv", "Last Name\nBerg\n")
    (tmp_path / "not-a-table.bin").write_bytes(bytes(range(256)) * 64)
    error = desk.error("import", *words, code=code)
    assert error["message"]
    assert desk.lines("lead", "list") == []


def test_a_mapping_by_hand_is_stronger(desk: Desk, file: File) -> None:
    source = file("l.csv", "Last Name,Deal\nBerg,12 scanners\n")
    desk.one("import", source, "--map", "topic=Deal")
    assert desk.one("lead", "list")["topic"] == "12 scanners"


def test_what_was_exported_comes_back_in_whole(desk: Desk, tmp_path: Path) -> None:
    desk.new(
        "last_name=Berg", "company==SUM(A1)", "phone=+46 70 555 01 23", "description=two\nlines", "source=Web"
    )
    desk.one("lead", "disqualify", str(desk.new("last_name=Holm")), "--reason", "poor_fit")
    out = str(tmp_path / "out.csv")
    assert desk.one("export", "-o", out) == {"kind": "lead", "records": 2, "file": out}
    assert ",=SUM" not in Path(out).read_text()
    again = Desk(str(tmp_path / "again.db"))
    again.one("import", out)
    same = ("last_name", "company", "phone", "description", "state", "status_reason")
    assert [
        [lead[name] for name in same]
        for lead in again.lines("lead", "list", "--view", "all", "--sort", "last_name")
    ] == [
        [lead[name] for name in same]
        for lead in desk.lines("lead", "list", "--view", "all", "--sort", "last_name")
    ]
    assert desk.error("export", "-o", out, code=1)["code"] == "exists"


def test_a_view_of_accounts_exports_accounts(desk: Desk) -> None:
    desk.one("account", "new", "name=Fabrikam")
    out, _ = desk.run("export", "--view", "accounts", "--headings", "label")
    assert out.splitlines()[0].startswith("Id,Name,")
    desk.error("export", "--view", "accounts", "--kind", "lead", code=2)
    desk.error("export", "--view", "acounts", code=2)


def test_a_file_imported_before_is_refused_without_again(desk: Desk, file: File) -> None:
    source = file("l.csv", "Last Name\nBerg\n")
    desk.one("import", source)
    error = desk.error("import", source, code=3)
    assert (error["code"], "--again" in error["fix"]) == ("imported", True)
    assert "imported before" in desk.one("import", source, "--dry-run")["notes"][0]
    assert len(desk.lines("lead", "list")) == 1
    desk.one("import", source, "--again")
    assert len(desk.lines("lead", "list")) == 2


def test_owners_that_nobody_here_is_are_named_with_the_command_that_gives_them_a_user(
    desk: Desk, file: File
) -> None:
    source = file("l.csv", "Last Name,Owner\nBerg,Ola Lind\nHolm,Ola Lind\nLund,mia\n")
    _, said = desk.run("import", source)
    assert "'Ola Lind', owner of 2 open leads: leadtui user map 'Ola Lind' LOGIN" in said
    assert said.count("user map") == 1


def test_money_comes_back_from_an_export_as_it_was(desk: Desk, tmp_path: Path) -> None:
    amounts = ("0.05", "1234.50", "38000.00", "-17.20", "999999999999.99")
    for number, amount in enumerate(amounts):
        desk.one("opportunity", "new", f"topic=t{number}", f"amount={amount}", "currency=SEK")
    for name in ("out.csv", "out.jsonl"):
        out = str(tmp_path / name)
        desk.one("export", "--kind", "opportunity", "-o", out)
        again = Desk(str(tmp_path / f"{name}.db"))
        again.one("import", out)
        found = again.lines("opportunity", "list", "--sort", "topic")
        assert [(each["amount"], each["currency"]) for each in found] == [(a, "SEK") for a in amounts]


@pytest.mark.parametrize("words", [(), ("--format", "jsonl")])
def test_an_export_never_overwrites_a_file(desk: Desk, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "there.csv").write_text("mine")
    out, said = desk.run("export", "-o", str(tmp_path / "there.csv"), *words, code=1)
    assert (out, "is there already" in said, said.count("\n")) == ("", True, 1)
    assert (tmp_path / "there.csv").read_text() == "mine"


ANA = "first_name=Ana", "last_name=Pereira", "company=Northwind", "email=ana@northwind.example"
ROWS = (
    "First Name,Last Name,Company,Email\nAna,Pereira,Northwind Lda,ana@northwind.example\n"
    "Zeno,Quist,Quist AB,zeno@quist.example\n"
)


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ((), (2, 0, 0)),
        (("--on-duplicate", "skip"), (1, 0, 1)),
        (("--on-duplicate", "update"), (1, 1, 0)),
    ],
)
def test_rows_that_are_here_are_counted_and_dealt_with_as_asked(
    desk: Desk, file: File, words: tuple[str, ...], counted: tuple[int, int, int]
) -> None:
    desk.new(*ANA)
    source = file("l.csv", ROWS)
    for dry in (("--dry-run",), ()):
        summary = desk.one("import", source, *words, *dry)
        assert (summary["stored"], summary["updated"], summary["skipped"]) == counted
        assert (summary["similar"], summary["duplicates"], summary["returning"]) == (0, 1, 0)
    (listed,) = desk.lines("import", "--list")
    assert (listed["duplicates"], listed["skipped"]) == (1, counted[2])


def test_a_returning_enquiry_is_dealt_with_as_asked(desk: Desk, file: File) -> None:
    number = desk.new(*ANA)
    desk.run("lead", "disqualify", str(number), "--reason", "lost", "--note", "chose another")
    summary = desk.one("import", file("l.csv", ROWS), "--returning", "reactivate")
    assert (summary["stored"], summary["updated"], summary["returning"]) == (1, 1, 1)
    assert desk.one("lead", "show", str(number))["state"] == "open"
    out, told = desk.run("import", file("m.csv", ROWS + "Zoe,Q,,z@x.example\n"), "--dry-run")
    assert "would be stored" in out
    assert "2 duplicates" in told


def test_rows_that_are_not_new_are_listed_in_a_file(desk: Desk, file: File, tmp_path: Path) -> None:
    number = desk.new(*ANA)
    marks = tmp_path / "marks.csv"
    desk.one("import", file("l.csv", ROWS), "--dry-run", "--marks", str(marks))
    _, line = marks.read_text().splitlines()
    assert line.startswith(f"2,duplicate,lead:{number},")
    assert desk.error("import", file("l.csv", ROWS), "--marks", str(marks), code=2)["code"] == "marks"
    assert len(desk.lines("lead", "list")) == 1


ASK = """
import sys
from leadtui.cli import main
main()
"""


def test_on_a_terminal_each_row_is_asked_about(desk: Desk, file: File, tmp_path: Path) -> None:
    desk.new(*ANA)
    source = file("l.csv", ROWS + "Ana,Pereira,Northwind,ana@northwind.example\n")
    said = asked(desk, tmp_path, ("import", source, "--on-duplicate", "ask"), b"x\rS\r")
    assert b"line 2: Ana Pereira, Northwind Lda" in said
    assert b"duplicate of lead 1" in said
    assert b"Say one of c, s, u" in said
    assert b"line 4" not in said  # a capital is for all such rows
    assert b"1 lead stored of 3 rows, 2 skipped." in said
    assert [lead["last_name"] for lead in desk.lines("lead", "list")] == ["Quist", "Pereira"]


def test_who_is_asked_may_call_it_off(desk: Desk, file: File, tmp_path: Path) -> None:
    desk.new(*ANA)
    said = asked(desk, tmp_path, ("import", file("l.csv", ROWS), "--on-duplicate", "ask"), b"q\r")
    assert b"Nothing is imported" in said
    assert len(desk.lines("lead", "list")) == 1


def asked(desk: Desk, folder: Path, words: tuple[str, ...], keys: bytes) -> bytes:
    """What a run on a terminal says to those keys."""
    pid, line = pty.fork()
    if pid == 0:
        own = {"LEADTUI_CONFIG": str(folder / "c.toml"), "LEADTUI_STATE": str(folder / "s")}
        program = [sys.executable, "-c", ASK, "--db", desk.target, "--as", desk.user, *words]
        os.execve(sys.executable, program, {**os.environ, **own, "TERM": "dumb"})
    said, typed = b"", list(keys.split(b"\r")[:-1])
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            said += os.read(line, 4096)
        except OSError:  # it has ended
            break
        if said.endswith(b"> ") and typed:
            os.write(line, typed.pop(0) + b"\r")
    os.waitpid(pid, 0)
    os.close(line)
    return said
