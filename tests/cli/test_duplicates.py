"""What looks the same on the command line: scanned, decided, grouped, its rules, and after an upgrade."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from engines import Server
from first_book import first_schema, people

from .conftest import LEAD, Desk

ANA = ("first_name=Ana", "last_name=Pereira", "company=Northwind Lda", "email=ana@northwind.example")


@pytest.fixture
def pair(desk: Desk) -> tuple[str, str]:
    """Two leads of one person, and one of somebody else."""
    made = str(desk.new(*LEAD)), str(desk.new(*LEAD, "city=Malmö"))
    desk.new(*ANA)
    return made


def test_a_scan_lists_each_pair_once_until_it_is_decided(desk: Desk, pair: tuple[str, str]) -> None:
    first, second = map(int, pair)
    (found,) = desk.lines("duplicates", "scan")
    assert list(found) == ["a", "b", "probability", "reasons"]
    assert (found["a"], found["b"]) == ({"kind": "lead", "id": first}, {"kind": "lead", "id": second})
    assert 0.9 < found["probability"] <= 1
    assert found["reasons"] and all(isinstance(each, str) for each in found["reasons"])
    assert desk.lines("duplicates", "scan", "--limit", "0") == []
    out, said = desk.run("duplicates", "scan")
    assert f"lead:{first}" in out and "Jonas Lindqvist = Jonas Lindqvist" in out
    assert "3" in said
    desk.one("duplicates", "decide", *pair, "--verdict", "different")
    assert desk.lines("duplicates", "scan") == []


def test_a_scan_counts_what_it_lists(desk: Desk, pair: tuple[str, str]) -> None:
    third = str(desk.new(*LEAD, "city=Lund"))
    desk.one("duplicates", "decide", pair[0], pair[1], "--verdict", "different")
    out, said = desk.run("duplicates", "scan")
    assert out.count("Jonas Lindqvist = Jonas Lindqvist") == 2 and f"lead:{third}" in out
    assert "2 open of 3 pairs of 4 records" in said
    assert (
        "3 pairs of 4 records look the same, 1 listed here."
        in desk.run("duplicates", "scan", "--limit", "1")[1]
    )
    desk.one("duplicates", "decide", pair[0], pair[1], "--verdict", "none")
    assert "3 pairs of 4 records look the same. Scanned" in desk.run("duplicates", "scan")[1]


def test_a_decision_holds_in_every_list_until_it_is_taken_back(desk: Desk, pair: tuple[str, str]) -> None:
    first, second = pair
    alike = ("lead", "list", "--filter", "is:duplicate")
    assert [each["id"] for each in desk.lines(*alike, "--sort", "id")] == [int(first), int(second)]
    words = (
        "duplicates",
        "decide",
        first,
        f"lead:{second}",
        "--verdict",
        "different",
        "--reason",
        "twins",
    )
    answer = desk.one(*words, "--op-id", "d1")
    assert answer["lead"]["id"] == int(first)
    assert {event["action"] for event in answer["events"]} == {"decide"}
    assert "twins" in answer["events"][0]["note"]
    assert desk.one(*words, "--op-id", "d1")["repeated"] is True
    for one, other in ((first, second), (second, first)):
        (found,) = desk.lines("lead", "duplicates", one)
        assert (found["b"]["id"], found["decision"]) == (int(other), "different")
    assert desk.lines(*alike) == desk.lines("duplicates", "clusters") == []
    # It ends with what it was true of, and is true again with it.
    desk.one("lead", "set", second, "city=Lund")
    assert len(desk.lines(*alike)) == 2
    desk.one("lead", "set", second, "city=Malmö")
    assert desk.lines(*alike) == []
    desk.one("duplicates", "decide", second, first, "--verdict", "none")
    assert len(desk.lines(*alike)) == 2
    desk.one("duplicates", "decide", first, second, "--verdict", "kept")
    desk.one("undo")
    assert desk.one("lead", "duplicates", first)["decision"] is None


def test_a_decision_opens_the_way_to_qualify(desk: Desk) -> None:
    first, second = desk.ready(), desk.ready()
    qualify = ("lead", "qualify", str(first), "--why", "yes")
    assert desk.error(*qualify, code=3)["code"] == "duplicates"
    desk.one("duplicates", "decide", str(first), str(second), "--verdict", "kept", "--reason", "two sites")
    assert desk.one(*qualify)["lead"]["state"] == "qualified"


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (("1", "1", "--verdict", "kept"), 3, "same"),
        (("1", "2", "--verdict", "none"), 3, "nothing"),
        (("1", "999", "--verdict", "kept"), 4, "not_found"),
        (("1", "activity:2", "--verdict", "kept"), 2, "reference"),
        (("1", "lead:x", "--verdict", "kept"), 2, "reference"),
        (("1", "2", "--verdict", "kept", "--reason", "x" * 2001), 3, "value"),
    ],
)
def test_what_cannot_be_decided_has_its_code(
    desk: Desk, pair: tuple[str, str], words: tuple[str, ...], code: int, named: str
) -> None:
    assert desk.error("duplicates", "decide", *words, code=code)["code"] == named


def test_clusters_are_groups_of_records(desk: Desk, pair: tuple[str, str]) -> None:
    third = desk.new(*LEAD, "job_title=Buyer")
    (found,) = desk.lines("duplicates", "clusters")
    assert list(found) == ["records", "weakest"]
    assert found["records"] == [{"kind": "lead", "id": number} for number in (*map(int, pair), third)]
    assert 0.9 < found["weakest"] <= 1
    assert desk.lines("duplicates", "clusters", "--limit", "0") == []
    out, _ = desk.run("duplicates", "clusters")
    assert f"lead:{pair[0]} lead:{pair[1]} lead:{third}" in out


def test_every_page_of_pairs_and_clusters_is_printed(
    desk: Desk, pair: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from leadtui.cli import duplicates

    monkeypatch.setattr(duplicates, "_PAGE", 1)
    for _ in range(2):
        desk.new(*ANA)
    desk.one("lead", "disqualify", pair[0], "--reason", "lost")
    desk.new(*LEAD, "city=Lund")
    file = tmp_path / "rules.toml"
    file.write_text('states = ["open"]')
    desk.one("duplicates", "policy", "apply", str(file))
    # The first pair and the oldest of the first cluster take no part.
    assert [(each["a"]["id"], each["b"]["id"]) for each in desk.lines("duplicates", "scan")] == [
        (2, 6), (3, 4), (3, 5), (4, 5),
    ]  # fmt: skip
    found = desk.lines("duplicates", "clusters")
    assert [[one["id"] for one in each["records"]] for each in found] == [[2, 6], [3, 4, 5]]


def test_a_rebuild_says_what_it_went_through(desk: Desk, pair: tuple[str, str], tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("warn = 0.6")
    desk.one("duplicates", "policy", "apply", str(file))
    assert desk.run("duplicates", "rebuild")[0] == "3 records indexed or compared.\n"


def test_the_rules_are_a_file(desk: Desk, pair: tuple[str, str], tmp_path: Path) -> None:
    shipped = desk.one("duplicates", "policy", "show")
    assert (shipped["block"], shipped["warn"], shipped["similar"]) == (0.9, 0.5, 0.05)
    text, _ = desk.run("duplicates", "policy", "show")
    file = tmp_path / "rules.toml"
    file.write_text(text)
    assert desk.one("duplicates", "policy", "apply", str(file)) == shipped
    file.write_text("block = 1\nwarn = 1.0\nsimilar = 0.2\n")
    changed = desk.one("duplicates", "policy", "apply", str(file))
    assert changed == {**shipped, "block": 1, "warn": 1.0, "similar": 0.2}
    assert desk.one("duplicates", "rebuild")["records"] == 3  # weighed by the new rule
    assert desk.lines("duplicates", "clusters") == []
    for wrong in ("wran = 0.4", "warn = 2", "block = 0.1", "not toml", f"warn = {'1' * 5000}"):
        file.write_text(wrong)
        assert desk.error("duplicates", "policy", "apply", str(file), code=2)["code"] == "policy"
    desk.error("duplicates", "policy", "apply", str(tmp_path / "none.toml"), code=1)
    assert desk.one("duplicates", "policy", "show") == changed


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A database of schema 1 with 60 leads, six of them twice."""
    if request.param == "sqlite":
        where = str(tmp_path / "old.db")
        first_schema(where, monkeypatch, people(60))
        yield Desk(where, "ada")
        return
    server: Server = request.getfixturevalue("postgres")
    where = server.fresh("template0")
    first_schema(where, monkeypatch, people(60))
    yield Desk(where, "ada")
    server.drop(where)


def told(desk: Desk) -> dict[str, Any]:
    """The pair of the last two leads, as `lead duplicates` answers it."""
    (found,) = desk.lines("lead", "duplicates", "60")
    return found


def test_a_database_of_the_first_schema_is_migrated_and_indexed(old: Desk, tmp_path: Path) -> None:
    assert "leadtui migrate" in old.error("lead", "list", code=6)["fix"]
    assert old.one("migrate")["steps"] == [2, 3, 4]
    assert len(list(tmp_path.glob("old.db.v1.*.backup"))) == ("://" not in old.target)
    assert told(old)["b"] == {"kind": "lead", "id": 59}
    assert old.one("migrate")["steps"] == []
    # The keys are there; the pairs of lists come with the first rebuild, or scan.
    assert old.one("duplicates", "rebuild")["records"] == 60
    assert old.one("duplicates", "rebuild")["records"] == 0
    assert len(old.lines("duplicates", "clusters")) == 6
    assert len(old.lines("duplicates", "scan")) == 6
    assert len(old.lines("lead", "list", "--filter", "is:duplicate")) == 12
    assert old.one("audit", "verify")["ok"]


def test_a_rebuild_says_how_far_it_is(old: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from leadtui.cli import progress
    from leadtui.store import migrate, rebuilding

    said: list[str] = []
    monkeypatch.setattr(progress.Line, "show", lambda _, text: said.append(text))
    monkeypatch.setattr(rebuilding, "LONG_STEP", 20)
    migrate(old.target)
    assert told(old)["b"]["id"] == 59  # by the same phone, before any key is made
    out, _ = old.run("duplicates", "rebuild", "--json")
    assert json.loads(out) == {"records": 120}
    assert old.run("duplicates", "rebuild")[0] == "The index is whole.\n"
    assert said[0].endswith("20 of 120") and said[-1] == "100%  120 of 120"
    assert len(said) > 5
