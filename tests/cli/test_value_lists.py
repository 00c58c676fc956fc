"""``leadtui list``: what the command line says and does of value lists."""

from typing import Any

from .conftest import Desk


def listed(desk: Desk, name: str) -> dict[str, dict[str, Any]]:
    return {each["code"]: each for each in desk.lines("list", name)}


def test_a_campaign_is_written_renamed_merged_retired_and_taken_back(desk: Desk) -> None:
    one = desk.new("last_name=Wang", "campaign=Spring fair")
    two = desk.new("last_name=Dahl", "campaign=spring-fair 26")
    made = desk.one("list", "add", "campaigns", "Expo", "cost=1,200 EUR")["value"]
    assert (made["list"], made["cost"], made["currency"]) == ("campaigns", "1200.00", "EUR")
    renamed = desk.one("list", "rename", "campaigns", "Spring fair", "Fair 2026")
    assert renamed["value"]["label"] == "Fair 2026" and renamed["value"]["code"] == "Spring fair"
    out, _ = desk.run("list", "merge", "campaigns", "spring-fair 26", "fair 2026")
    assert out == "“spring-fair 26” counts as “Fair 2026” now.\n"
    assert listed(desk, "campaigns")["Spring fair"]["leads"] == 2
    assert desk.one("lead", "show", str(two))["campaign"] == "Spring fair"  # codes, never labels
    found = desk.lines("lead", "list", "--view", "all", "--filter", 'campaign:"Fair 2026"')
    assert {each["id"] for each in found} == {one, two}
    assert "Fair 2026" in desk.run("report", "campaigns")[0]
    assert "counts as Fair 2026" in desk.run("list", "campaigns")[0]
    desk.run("undo")
    assert desk.one("lead", "show", str(two))["campaign"] == "spring-fair 26"
    desk.run("list", "retire", "campaigns", "Fair 2026")
    out, _ = desk.run("lead", "set", str(two), "campaign=fair 2026")
    assert "Campaign “Fair 2026” is retired." in out
    assert desk.one("undo")["lead"]["campaign"] == "spring-fair 26"


def test_a_repeated_command_happens_once(desk: Desk) -> None:
    once = desk.one("list", "add", "products", "Pump", "--op-id", "p1")
    again = desk.one("list", "add", "products", "Pump", "--op-id", "p1")
    assert again["repeated"] and again["value"] == once["value"]


def test_teams_and_territories(desk: Desk) -> None:
    desk.run("list", "add", "teams", "Sales north")
    assert desk.lines("team", "list") == [{"code": "sales_north", "name": "Sales north", "members": []}]
    desk.run("list", "rename", "teams", "sales north", "Nordics")
    assert [each["name"] for each in desk.lines("team", "list")] == ["Nordics"]
    desk.run("list", "add", "territories", "Sweden", "owner=nordics")
    assert listed(desk, "territories")["Sweden"]["owner"] == "sales_north"
    desk.run("list", "add", "teams", "South")
    lead = desk.new("last_name=Wang", "owner=Nordics")
    assert desk.one("list", "merge", "teams", "Nordics", "South")["records"] == 2
    assert desk.one("lead", "show", str(lead))["owner"] == "south"


def test_what_is_wrong_is_said_with_its_exit_code(desk: Desk) -> None:
    assert desk.error("list", "retire", "campaigns", "Nowhere", code=4)["code"] == "unknown"
    assert desk.error("list", "add", "sources", "Web", code=3)["code"] == "taken"
    assert desk.error("list", "set", "sources", "web", "cost=3", code=2)["code"] == "field"
    assert desk.error("list", "set", "sources", "web", "cost", code=2)["code"] == "assignment"
    assert desk.error("list", "merge", "sources", "web", "Web", code=3)["code"] == "same"
    for label in ("Website", "Net"):
        desk.one("list", "rename", "sources", "web", label)
    older = desk.error("list", "rename", "sources", "web", "Web", "--version", "1", code=5)
    assert older["code"] == "conflict" and "label of value" in older["message"]
