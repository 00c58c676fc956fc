"""Merging and taking apart on the command line: words, JSON, exit codes."""

import pytest

from .conftest import Desk

ANA = ("first_name=Ana", "last_name=Pereira", "company=Northwind Lda", "email=ana@northwind.example")


@pytest.fixture
def pair(desk: Desk) -> tuple[str, str]:
    """Two leads of one person; the second knows her phone and another company name."""
    first = desk.new(*ANA, "topic=Scanners")
    second = desk.new(*ANA[:2], "company=Northwind Lisboa", "phone=+351 21 555 0123", "do_not_call=yes")
    desk.one("lead", "note", str(second), "Asked for a price")
    return str(first), str(second)


def test_merge_says_who_stays_and_both_numbers_find_it(desk: Desk, pair: tuple[str, str]) -> None:
    first, second = pair
    answer = desk.one("lead", "merge", first, second)
    lead = answer["lead"]
    assert (lead["id"], lead["phone"], lead["company"]) == (int(first), "+351 21 555 0123", "Northwind Lda")
    assert lead["do_not_call"] is True
    assert {event["action"] for event in answer["events"]} == {"merge"}
    shown = desk.one("lead", "show", first)
    assert (shown["merged_into"], shown["merged"]) == (None, [int(second)])
    assert [each["text"] for each in shown["activities"]] == ["Asked for a price"]
    lost = desk.one("lead", "show", second)
    assert (lost["merged_into"], lost["state"], lost["status_reason"]) == (
        int(first), "disqualified", "merged",
    )  # fmt: skip
    out, _ = desk.run("lead", "show", second)
    assert out.splitlines()[0].endswith(f"disqualified, merged into {first} Ana Pereira")
    assert desk.one("audit", "verify")["ok"]
    assert int(second) not in [each["id"] for each in desk.lines("lead", "list")]


def test_take_and_dry_run(desk: Desk, pair: tuple[str, str]) -> None:
    first, second = pair
    plan = desk.one("lead", "merge", first, second, "--take", "company", "--dry-run")
    assert (plan["kind"], plan["winner"], plan["loser"], plan["activities"]) == (
        "lead", int(first), int(second), 1,
    )  # fmt: skip
    lines = {line["field"]: line for line in plan["lines"]}
    assert lines["company"] == {
        "field": "company", "winner": "Northwind Lda", "loser": "Northwind Lisboa", "take": "loser",
        "value": "Northwind Lisboa", "offered": ["winner", "loser"], "because": None,
    }  # fmt: skip
    assert (lines["phone"]["take"], lines["phone"]["because"]) == ("loser", "was empty")
    assert lines["do_not_call"]["offered"] == ["loser"]
    out, _ = desk.run("lead", "merge", first, second, "--dry-run")
    assert out.startswith(f"{first} Ana Pereira stays; {second} Ana Pereira is closed as merged.")
    assert f"Taken over from {second}: 1 activity." in out
    assert desk.one("lead", "show", second)["state"] == "open"  # nothing was written
    lead = desk.one("lead", "merge", first, second, "--take", "company", "--take", "phone=winner")["lead"]
    assert (lead["company"], lead["phone"]) == ("Northwind Lisboa", None)


def test_what_goes_wrong_has_its_code(desk: Desk, pair: tuple[str, str]) -> None:
    first, second = pair
    assert desk.error("lead", "merge", first, "999", code=4)["code"] == "not_found"
    assert desk.error("lead", "merge", first, first, code=3)["code"] == "same"
    assert desk.error("lead", "merge", first, "x", code=2)["code"] == "id"
    near = desk.error("lead", "merge", first, second, "--take", "compny", code=2)
    assert (near["code"], near["fix"]) == ("field", "Did you mean company?")
    assert desk.error("lead", "merge", first, second, "--take", "phone=me", code=2)["code"] == "value"
    assert (
        desk.error("lead", "merge", first, second, "--take", "do_not_call=winner", code=3)["code"] == "fixed"
    )
    assert desk.error("lead", "merge", first, second, "--version", "9", code=2)["code"] == "version"
    desk.one("lead", "set", second, "city=Braga")
    for option in (("--version", "1"), ("--loser-version", "1")):
        code = 0 if option[0] == "--version" else 5
        words = ("lead", "merge", first, second, *option)
        if code:
            assert "city" in desk.error(*words, code=code)["message"]
    desk.one("lead", "disqualify", first, "--reason", "lost")
    closed = desk.error("lead", "merge", first, second, code=3)
    assert closed["code"] == "closed" and f"leadtui lead merge {second} {first}" in closed["fix"]
    assert desk.error("opportunity", "show", "1", code=4)["code"] == "not_found"
    desk.run("opportunity", "merge", "1", "2", code=2)


def test_unmerge_and_undo(desk: Desk, pair: tuple[str, str]) -> None:
    first, second = pair
    before = desk.one("lead", "show", first), desk.one("lead", "show", second)
    desk.one("lead", "merge", first, second, "--op-id", "m1")
    assert desk.one("lead", "merge", first, second, "--op-id", "m1")["repeated"] is True
    assert desk.error("lead", "merge", first, second, code=3)["code"] == "merged"
    back = desk.one("lead", "unmerge", second)
    assert back["lead"]["id"] == int(second) and back["lead"]["state"] == "open"
    assert desk.error("lead", "unmerge", second, code=3)["code"] == "not_merged"
    assert desk.error("lead", "unmerge", "999", code=4)["code"] == "not_found"
    desk.one("lead", "merge", first, second)
    desk.one("undo")
    for was, number in zip(before, pair, strict=True):
        now = desk.one("lead", "show", number)
        moving = ("version", "changed_at", "duplicates")
        assert {name: each for name, each in now.items() if name not in moving} == {
            name: each for name, each in was.items() if name not in moving
        }
    desk.one("lead", "merge", first, second)
    desk.one("lead", "set", first, "city=Faro")
    touched = desk.error("lead", "unmerge", second, code=3)
    assert touched["code"] == "touched" and "city" in touched["message"]


@pytest.mark.parametrize("kind", ["account", "contact"])
def test_accounts_and_contacts(desk: Desk, kind: str) -> None:
    name = "name" if kind == "account" else "last_name"
    first = desk.one(kind, "new", f"{name}=Northwind", "city=Porto")[kind]["id"]
    second = desk.one(kind, "new", f"{name}=Northwind Lda", "email=office@northwind.example")[kind]["id"]
    deal = desk.one("opportunity", "new", "topic=Ink", f"{kind}={second}")["opportunity"]["id"]
    plan = desk.one(kind, "merge", str(first), str(second), "--dry-run")
    assert plan["records"]["opportunity"] == 1
    merged = desk.one(kind, "merge", str(first), str(second), "--take", name)[kind]
    assert (merged[name], merged["city"], merged["email"]) == (
        "Northwind Lda", "Porto", "office@northwind.example",
    )  # fmt: skip
    assert desk.one("opportunity", "show", str(deal))[kind] == first
    assert desk.one(kind, "show", str(first))["merged"] == [second]
    gone = desk.error(kind, "show", str(second), code=4)
    assert (gone["code"], gone["fix"]) == ("merged", f"leadtui {kind} show {first} shows it.")
    desk.one(kind, "unmerge", str(second))
    assert desk.one("opportunity", "show", str(deal))[kind] == second
    assert desk.one(kind, "show", str(second))[name] == "Northwind Lda"


def test_hostile_values_do_nothing_to_the_terminal(desk: Desk) -> None:
    evil = "\x1b]52;c;eA==\x07\u202eevil"
    first = desk.new(f"last_name={evil}", "company=A")
    second = desk.new(f"last_name={evil}", f"company=B{evil}")
    for words in (("--dry-run",), ()):
        out, _ = desk.run("lead", "merge", str(first), str(second), *words)
        assert not set("\x1b\x07\u202e") & set(out)
