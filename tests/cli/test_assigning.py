"""Whose a lead is, as a script meets it: claims, hand-overs, the policy's rules, territories."""

from pathlib import Path
from typing import Any

import pytest

from .conftest import Desk

RULES = """
[[assign]]
id = "web"
label = "Nordic web"
when = "source:web"
among = ["ola", "ned"]
"""


def as_(desk: Desk, user: str) -> Desk:
    return Desk(desk.target, user)


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    desk.run("team", "add", "north", "--name", "Sales north")
    for territory in ("Nordics", "Iberia", "France"):
        desk.run("list", "add", "territories", territory)
    desk.run("user", "add", "ola", "--team", "north", "--territory", "Nordics", "--territory", "Iberia")
    desk.run("user", "add", "ned", "--team", "north")
    return desk


def ruled(desk: Desk, tmp_path: Path) -> None:
    text, _ = desk.run("policy", "show")
    file = tmp_path / "rules.toml"
    file.write_text(f"{text}{RULES}")
    desk.run("policy", "apply", str(file), "--yes")


def test_users_have_teams_and_territories(staffed: Desk) -> None:
    ola = next(each for each in staffed.lines("user", "list") if each["login"] == "ola")
    assert ola["teams"] == ["north"] and ola["territories"] == ["Iberia", "Nordics"]
    staffed.run("user", "role", "ola", "manager", "--territory", "France")
    ola = next(each for each in staffed.lines("user", "list") if each["login"] == "ola")
    assert (ola["role"], ola["teams"], ola["territories"]) == ("manager", ["north"], ["France"])
    assert "France" in staffed.run("user", "list")[0]


def test_a_lead_of_the_queue_is_claimed_once(staffed: Desk) -> None:
    id = staffed.new("last_name=Wang", "owner=north")
    listed = [each["id"] for each in as_(staffed, "ola").lines("lead", "list", "--view", "queue")]
    assert listed == [id]
    assert as_(staffed, "ola").one("lead", "claim", str(id))["lead"]["owner"] == "ola"
    no = as_(staffed, "ned").error("lead", "claim", str(id), code=3)
    assert no["code"] == "claimed" and no["message"].startswith(f"ola claimed lead {id} ")
    why = as_(staffed, "ned").one("lead", "why", str(id), "claim", code=3)
    assert why["blocked_by"] == "claim"
    more = [staffed.new(f"last_name=Row {n}", "owner=north") for n in range(2)]
    outcomes = as_(staffed, "ned").lines("lead", "claim", "--filter", "is:open", code=3)
    assert {each["id"]: each["outcome"] for each in outcomes} == {
        id: "refused",
        **dict.fromkeys(more, "done"),
    }


def test_a_hand_over_says_who_gave_it_and_is_read(staffed: Desk) -> None:
    id = staffed.new()
    staffed.run("lead", "assign", str(id), "ola", "--note", "Call before Friday.")
    ola = as_(staffed, "ola")
    assert [each["id"] for each in ola.lines("lead", "list", "--view", "handed")] == [id]
    told = ola.one("lead", "show", str(id))["handed_over"]
    assert told.pop("at").endswith("Z")
    assert told == {
        "by": "mia", "from": None, "owner": "ola", "note": "Call before Friday.", "rule": None, "read": False,
    }  # fmt: skip
    assert "Handed to ola by mia, " in ola.run("lead", "show", str(id))[0]
    assert ola.one("lead", "read", str(id), "999") == {"read": [id]}
    assert ola.lines("lead", "list", "--filter", "is:unread") == []
    assert ola.one("lead", "show", str(id))["handed_over"]["read"] is True


def test_the_rules_give_leads_away(staffed: Desk, tmp_path: Path) -> None:
    before = staffed.new("last_name=Before", "source=web")
    other = staffed.new("last_name=Other", "source=partner")
    ruled(staffed, tmp_path)
    made: dict[str, Any] = staffed.one("lead", "new", "last_name=New", "source=web")
    assert made["lead"]["owner"] == "ola"
    assert staffed.one("lead", "show", str(made["lead"]["id"]))["handed_over"]["rule"] == "web"
    asked = staffed.lines("lead", "assign", "--by-rules", "--dry-run")
    assert {each["id"]: (each["owner"], each["rule"], each["code"]) for each in asked} == {
        before: ("ned", "web", None),
        other: (None, None, "no_rule"),
    }
    out, told = staffed.run("lead", "assign", "--by-rules", "--dry-run")
    assert "→ ned, by rule “Nordic web”" in out and "1 lead of 2 would be assigned: ned 1." in told
    outcomes = staffed.lines("lead", "assign", "--by-rules", code=3)
    assert {each["id"]: each["outcome"] for each in outcomes} == {before: "done", other: "refused"}
    assert staffed.one("lead", "show", str(before))["owner"] == "ned"
    no = staffed.error("lead", "assign", str(before), "--by-rules", code=3)
    assert no["code"] == "owned" and "--anew" in no["fix"]
    assert staffed.one("lead", "assign", str(before), "--by-rules", "--anew")["lead"]["owner"] == "ola"
    staffed.error("lead", "assign", str(before), "ola", "--by-rules", code=2)
    staffed.error("lead", "assign", str(before), "ola", "--anew", code=2)


def test_a_file_is_assigned_by_the_rules_as_it_comes_in(staffed: Desk, tmp_path: Path) -> None:
    ruled(staffed, tmp_path)
    rows = ["Last Name,Lead Source,Owner", "Wang,Web,", "Berg,Web,", "Novak,Partner,", "Blanc,Web,mia"]
    file = tmp_path / "leads.csv"
    file.write_text("\n".join(rows) + "\n")
    staffed.run("import", str(file), "--kind", "lead")
    owners = {each["last_name"]: each["owner"] for each in staffed.lines("lead", "list", "--view", "all")}
    assert owners == {"Wang": "ola", "Berg": "ned", "Novak": None, "Blanc": "mia"}
