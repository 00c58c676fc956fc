"""``leadtui import`` and ``export``: what goes wrong says so, nothing is dropped, all comes back."""

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
