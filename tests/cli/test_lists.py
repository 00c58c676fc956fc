"""Lists: which leads, in which order, how many, and how they look."""

from pathlib import Path

import pytest

from .conftest import Desk


@pytest.fixture
def full(desk: Desk) -> Desk:
    for name, more in (("A", "rating=hot"), ("B", "rating=cold"), ("C", "source=Web"), ("D", "topic=x")):
        desk.new(f"last_name={name}", more)
    desk.one("lead", "disqualify", "4", "--reason", "lost")
    return desk


def _names(desk: Desk, *words: str) -> list[str]:
    return [lead["last_name"] for lead in desk.lines("lead", "list", *words)]


def test_the_open_leads_come_without_a_limit_and_a_filter_alone_finds_closed_ones_too(full: Desk) -> None:
    assert sorted(_names(full)) == ["A", "B", "C"]
    assert _names(full, "--filter", "reason:lost") == ["D"]
    assert _names(full, "--view", "open", "--filter", "reason:lost") == []
    assert _names(full, "--filter", "rating:hot,cold", "--sort", "-last_name") == ["B", "A"]
    assert _names(full, "--view", "all", "--sort", "last_name", "--limit", "2") == ["A", "B"]
    assert _names(full, "--limit", "0") == []


def test_every_view_of_the_screens_can_be_listed(full: Desk) -> None:
    views = [
        "open",
        "my-open",
        "unassigned",
        "due",
        "stale",
        "ready",
        "parked",
        "closed",
        "qualified",
        "disqualified",
        "all",
    ]
    for view in views:
        full.lines("lead", "list", "--view", view)


def test_an_empty_list_is_nothing_and_done(desk: Desk) -> None:
    assert desk.run("lead", "list", "--json") == ("", "")


def test_piped_lists_are_tab_separated_under_a_heading(full: Desk) -> None:
    out, _ = full.run("lead", "list", "--sort", "id")
    heading, first, *_ = out.splitlines()
    assert heading.split("\t")[:3] == ["id", "name", "company"]
    assert first.split("\t")[:2] == ["1", "A"]


def test_on_a_terminal_columns_align_and_no_line_is_wider_than_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    from leadtui.cli.output import table

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "30")
    table(("id", "name", "company"), [("1", "王小明", "x" * 50), ("20", "B", "C")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("id  name    company")
    assert lines[1].startswith("1   王小明  xxx") and lines[1].endswith("…")
    assert lines[2] == "20  B       C"


def test_accounts_contacts_and_opportunities_are_listed_and_filtered(full: Desk) -> None:
    full.one("account", "new", "name=Fabrikam", "city=Malmö")
    full.one("account", "new", "name=Contoso", "city=London")
    full.one("contact", "new", "last_name=Holm", "account=1")
    full.one("opportunity", "new", "topic=12 scanners", "amount=1200", "account=1")
    assert [each["name"] for each in full.lines("account", "list", "--sort", "name")] == [
        "Contoso",
        "Fabrikam",
    ]
    assert [each["name"] for each in full.lines("account", "list", "--filter", "city:London")] == ["Contoso"]
    assert full.one("contact", "list")["account"] == 1
    assert full.one("opportunity", "list")["amount"] == "1200.00"
    related = full.one("account", "show", "1")["related"]
    assert {(each["kind"], each["id"]) for each in related} >= {("contact", 1), ("opportunity", 1)}


def test_show_reads_well_without_json(full: Desk) -> None:
    out, _ = full.run("lead", "show", "1")
    assert out.splitlines()[0] == "1  A  open, new"
    assert "[x] 1 Name" in out and "4 Topic: topic" in out


def test_export_and_the_lists_agree(full: Desk, tmp_path: Path) -> None:
    out, _ = full.run("export", "--view", "open", "--format", "jsonl")
    assert len(out.splitlines()) == 3
    full.run("export", "--view", "open", "-o", str(tmp_path / "o.csv"))
    assert len((tmp_path / "o.csv").read_text("utf-8-sig").splitlines()) == 4
