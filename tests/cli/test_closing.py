"""Disqualify and reactivate as commands: who is kept, what becomes of a sale, what a dry run shows."""

from collections.abc import Callable

import pytest

from .conftest import Desk


def closed(desk: Desk, number: int, *more: str) -> dict[str, object]:
    return desk.one("lead", "disqualify", str(number), "--reason", "poor_fit", *more)


def test_the_people_are_kept_and_shown(desk: Desk) -> None:
    number = desk.new()
    before = desk.one("lead", "disqualify", str(number), "--reason", "poor_fit", "--keep-people", "--dry-run")
    assert [(each["kind"], each["action"]) for each in before["records"]][:2] == [
        ("account", "create"), ("contact", "create")]  # fmt: skip
    answer = closed(desk, number, "--keep-people")
    assert answer["account"] and answer["contact"] and answer["opportunities"] == []
    shown = desk.one("lead", "show", str(number))
    assert shown["became"]["contact"] == answer["contact"]
    out, _ = desk.run("lead", "show", str(number))
    assert "\nKept\n" in out and "\nBecame\n" not in out


def test_a_match_is_decided_on_the_command_line(desk: Desk) -> None:
    known = desk.one("contact", "new", "last_name=Lindqvist", "email=jonas@fabrikam.example")["contact"]["id"]
    number = desk.new()
    said = ("lead", "disqualify", str(number), "--reason", "lost", "--keep-people")
    assert desk.one(*said, "--dry-run", code=3)["blocked_by"] == ["duplicates"]
    error = desk.error(*said, code=3)
    assert error["code"] == "duplicates" and "--contact" in error["fix"]
    assert desk.one(*said, "--contact", str(known))["contact"] == known


def test_a_dry_run_of_keeping_people_ends_as_the_command_does(desk: Desk) -> None:
    number, other = str(desk.ready()), str(desk.new("last_name=Wang", "company=Northwind"))
    sale = desk.one("lead", "qualify", number, "--why", "yes")["opportunities"][0]
    desk.one("lead", "reactivate", number)
    desk.run("lead", "set", other, "city=Graz")
    desk.run("user", "add", "sam", "--role", "auditor")
    sam = Desk(desk.target, "sam")
    keep = ("--keep-people", "--duplicates-reviewed")
    no_note = (number, "--reason", "lost", *keep, "--opportunity", "lost", "--lost-reason", "other")
    asks: list[tuple[tuple[str, ...], str]] = [
        ((other, "--reason", "other", *keep), "note"),
        ((other, "--reason", "lost", *keep, "--record", "lead:1"), "record"),
        ((other, "--reason", "duplicate", *keep, "--record", "lead:999"), "record"),
        ((other, "--reason", "lost", *keep, "--version", "1"), "conflict"),
        ((other, "--reason", "lost", "--version", "1"), "conflict"),
        ((number, "--reason", "lost", *keep), "opportunity"),
        (no_note, "note"),
    ]
    for words, code in asks:
        really = desk.one("lead", "disqualify", *words, code=_exit_of(code, words))["error"]
        assert really["code"] == code
        if keep[0] in words:
            tried = desk.one("lead", "disqualify", *words, "--dry-run", code=_exit_of(code, words))
            assert tried["blocked_by"] == [code]
            out, _ = desk.run("lead", "disqualify", *words, "--dry-run", code=_exit_of(code, words))
            assert really["message"] in out and really["fix"] in out
        else:
            desk.lines("lead", "disqualify", *words, "--dry-run", code=3)
    for more in ((), ("--dry-run",)):
        error = sam.error("lead", "disqualify", other, "--reason", "lost", *keep, *more, code=3)
        assert "(right disqualify)" in error["message"]
    assert desk.one("opportunity", "show", str(sale))["outcome"] == "open"
    assert desk.one("lead", "show", other)["state"] == "open"


def _exit_of(code: str, words: tuple[str, ...]) -> int:
    return 4 if "lead:999" in words else {"conflict": 5}.get(code, 3)


def test_a_dry_run_of_reactivate_ends_as_the_command_does(
    desk: Desk, file: Callable[[str, str], str]
) -> None:
    number = str(desk.new())
    closed(desk, int(number))
    text, _ = desk.run("policy", "show")
    before, after = (f'[reactivation]\nnote = "{word}"' for word in ("optional", "required"))
    assert before in text
    desk.run("policy", "apply", file("asking.toml", text.replace(before, after)), "--yes")
    said = ("lead", "reactivate", number)
    really = desk.error(*said, code=3)
    assert really["code"] == "note" == desk.one(*said, "--dry-run", code=3)["blocked_by"][0]
    out, _ = desk.run(*said, "--dry-run", code=3)
    assert out.rstrip().endswith(f"{really['message']} {really['fix']}")
    assert desk.one(*said, "--dry-run", "--note", "They called.")["blocked_by"] == []
    out, _ = desk.run(*said, "--dry-run", "--note", "They called.")
    assert "--note" not in out
    for more in ((), ("--dry-run",)):
        desk.run(*said, "--note", "They called.", "--version", "1", *more, code=5)
    assert desk.one("lead", "show", number)["state"] == "disqualified"


def test_options_that_go_with_others_say_so(desk: Desk) -> None:
    number = str(desk.new())
    for words in (("--account", "new"), ("--lost-reason", "price"), ("--detach-reason", "x")):
        _, err = desk.run("lead", "disqualify", number, "--reason", "lost", *words, code=2)
        assert "go with" in err or "goes with" in err


def test_a_record_is_named_and_shown(desk: Desk) -> None:
    stays, number = desk.new(), desk.new("last_name=Wang")
    error = desk.error("lead", "disqualify", str(number), "--reason", "duplicate", code=3)
    assert "--record" in error["fix"]
    desk.one("lead", "disqualify", str(number), "--reason", "duplicate", "--record", f"lead:{stays}")
    ended = desk.one("lead", "show", str(number))["ended"]
    assert (ended["reason"], ended["named"]) == ("duplicate", {"kind": "lead", "id": stays})
    out, _ = desk.run("lead", "show", str(number))
    assert f"\nNames\n  lead  {stays}  Jonas Lindqvist" in out


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        (("--opportunity", "lost", "--lost-reason", "price"), "lost"),
        (("--opportunity", "detach", "--detach-reason", "Ola sells it"), "open"),
        (("--opportunity", "keep"), "open"),
    ],
)
def test_an_open_opportunity_is_spoken_of(desk: Desk, words: tuple[str, ...], outcome: str) -> None:
    number = desk.ready()
    sale = desk.one("lead", "qualify", str(number), "--why", "yes")["opportunities"][0]
    desk.one("lead", "reactivate", str(number))
    assert "--lost-reason" in desk.error("lead", "disqualify", str(number), "--reason", "lost", code=3)["fix"]
    closed(desk, number, *words)
    assert desk.one("opportunity", "show", str(sale))["outcome"] == outcome
    met = desk.one("lead", "reactivate", str(number), "--dry-run")
    state = {each["kind"]: each["state"] for each in met["became"]}["opportunity"]
    assert state == ("detached" if "detach" in words else outcome)


def test_a_dry_run_of_reactivate_writes_nothing_and_says_all(desk: Desk) -> None:
    number = desk.ready()
    closed(desk, number, "--note", "Too small.")
    met = desk.one("lead", "reactivate", str(number), "--dry-run")
    assert met["lead"] == number and met["note_required"] is False
    assert (met["closed"]["reason"], met["closed"]["note"]) == ("poor_fit", "Too small.")
    out, _ = desk.run("lead", "reactivate", str(number), "--dry-run")
    assert "nothing is written yet" in out and "It became nothing" in out
    assert desk.one("lead", "show", str(number))["state"] == "disqualified"


def test_a_merged_lead_is_opened_as_a_second_one_only_when_that_is_said(desk: Desk) -> None:
    stays, goes = desk.new(), desk.new("last_name=Wang")
    desk.one("lead", "merge", str(stays), str(goes))
    for words in ((), ("--dry-run",)):
        error = desk.error("lead", "reactivate", str(goes), *words, code=3)
        assert error["code"] == "merged" and "unmerge" in error["fix"] and "--as-new" in error["fix"]
    assert desk.one("lead", "reactivate", str(goes), "--as-new")["lead"]["state"] == "open"


def test_not_now_takes_a_note(desk: Desk) -> None:
    number = desk.new()
    lead = desk.one("lead", "park", str(number), "+2w", "--note", "call in spring")["lead"]
    assert lead["follow_up_note"] == "call in spring"
