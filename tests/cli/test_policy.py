"""`leadtui policy` and `lead tick`: the rule book shown, checked and applied; items ticked by hand."""

from pathlib import Path

import pytest

from leadtui.domain import policy_items, policy_tables
from leadtui.domain.policy import shipped_text
from leadtui.store import policies

from .conftest import LEAD, Desk

CREDIT = """
[[item]]
id = "credit"
label = "Credit review"
required = "block"
kind = "manual"
not_needed = true
help = "The ledger says whether they pay."
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The shipped rule book with one more item."""
    file = tmp_path / "rules.toml"
    file.write_text(shipped_text() + CREDIT, "utf-8")
    return file


def test_what_show_prints_is_what_apply_takes(desk: Desk, tmp_path: Path) -> None:
    out, _ = desk.run("policy", "show")
    assert out == shipped_text()
    file = tmp_path / "same.toml"
    file.write_text(out)
    assert desk.one("policy", "apply", str(file)) == {
        "version": 1,
        "operation": 1,
        "changed": False,
        "judged": 0,
    }
    assert desk.one("policy", "show") == {"version": 1, "text": out}
    assert desk.error("policy", "show", "--version", "2", code=4)["code"] == "not_found"


def test_check_says_what_applying_would_do(desk: Desk, rules: Path) -> None:
    for place in range(3):
        desk.ready(*LEAD[:-2], f"email=a{place}@fabrikam.example", f"city=Lund {place}")
    found = desk.one("policy", "check", str(rules))
    assert found["ok"] and found["problems"] == []
    assert found["effects"]["blocked"] == {"Credit review": 3}
    assert found["effects"]["ready"] == {"before": 3, "after": 0}
    out, _ = desk.run("policy", "check", str(rules))
    assert "3 open leads would become blocked by Credit review." in out
    assert len(desk.lines("policy", "history")) == 1  # nothing was written


def test_a_broken_one_is_told_by_line(desk: Desk, rules: Path) -> None:
    text = shipped_text().replace("warn = 0.5", "wran = 0.5", 1).replace('all = ["topic"]', 'all = ["topik"]')
    (line,) = (number for number, each in enumerate(text.splitlines(), 1) if "topik" in each)
    rules.write_text(text)
    out, err = desk.run("policy", "check", str(rules), code=2)
    first, *others = out.splitlines()
    assert first.startswith(f"{rules}:{line}: ") and first.endswith("Did you mean topic?")
    assert len(others) == 2  # and warn is missing
    assert "3 faults; nothing was changed." in err
    found = desk.one("policy", "apply", str(rules), "--yes", code=2)
    assert found["problems"][0]["line"] == line
    rules.write_text("[[item\n")
    assert desk.one("policy", "check", str(rules), code=2)["problems"][0]["line"] == 1
    rules.write_bytes(b'# fine\nlabel = "\xff"\n')
    assert "line 2" in desk.error("policy", "check", str(rules), code=2)["message"]
    desk.error("policy", "check", str(rules.with_name("none.toml")), code=1)


def test_apply_asks_and_is_an_event(desk: Desk, rules: Path) -> None:
    number = str(desk.ready())
    _, err = desk.run("policy", "apply", str(rules), code=2)
    assert "1 open lead would become blocked by Credit review." in err
    assert "--yes" in err
    assert desk.lines("lead", "list", "--filter", "is:ready")
    done = desk.one("policy", "apply", str(rules), "--yes", "--note", "Credit first")
    assert (done["version"], done["changed"], done["judged"]) == (2, True, 1)
    assert desk.lines("lead", "list", "--filter", "is:ready") == []
    latest = desk.lines("policy", "history")[0]
    assert (latest["version"], latest["by"], latest["note"], latest["changed"]) == (
        2, "mia", "Credit first", ["item"],
    )  # fmt: skip
    assert desk.one("audit", "verify")["ok"]
    refused = desk.error("lead", "qualify", number, "--why", "x", code=3)
    assert f"leadtui lead tick {number} credit" in refused["fix"]
    assert refused["fix"].endswith("The ledger says whether they pay.")
    assert "[ ] 9 Credit review  The ledger says" in desk.run("lead", "show", number)[0]
    stale = desk.error("policy", "apply", str(rules), "--yes", "--version", "1", code=5)
    assert stale["code"] == "conflict"
    rules.write_text(rules.read_text("utf-8").replace("Credit review", "Credit check"), "utf-8")
    named = ("policy", "apply", str(rules), "--op-id", "P")
    desk.run(*named, code=2)  # a name of its own neither answers the question
    stale = desk.error(*named, "--yes", "--version", "1", code=5)  # nor drops the version
    assert stale["code"] == "conflict"
    assert desk.one(*named, "--yes", "--version", "2")["version"] == 3
    assert desk.one(*named, "--yes", "--version", "2")["version"] == 3
    assert len(desk.lines("policy", "history")) == 3


def test_a_tick_by_hand(desk: Desk, rules: Path) -> None:
    number = str(desk.ready())
    desk.one("policy", "apply", str(rules), "--yes")
    desk.one("lead", "tick", number, "credit")
    item = desk.one("lead", "show", number)["checklist"][-1]
    assert (item["id"], item["state"]) == ("credit", "done")
    assert desk.one("lead", "show", number)["policy"] == 2
    assert (item["tick"]["by"], item["tick"]["state"], item["tick"]["reason"]) == ("mia", "done", None)
    assert "[x] 9 Credit review  (mia, " in desk.run("lead", "show", number)[0]
    desk.run("undo")
    assert desk.one("lead", "show", number)["checklist"][-1]["state"] == "missing"
    desk.one("lead", "tick", number, "credit", "--not-needed", "An old customer")
    assert "[-] 9 Credit review  (not needed: An old customer, mia" in desk.run("lead", "show", number)[0]
    desk.one("lead", "tick", number, "credit", "--off")
    assert desk.one("lead", "show", number)["checklist"][-1]["state"] == "missing"
    assert desk.error("lead", "tick", number, "credti", code=2)["fix"].startswith("Did you mean credit?")
    assert desk.error("lead", "tick", number, "topic", code=3)["code"] == "item"
    desk.error("lead", "tick", number, "credit", "--off", "--not-needed", "x", code=2)
    desk.error("lead", "tick", "99", "credit", code=4)


def test_over_one_that_cannot_be_read_another_is_applied(
    desk: Desk, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules.write_text(shipped_text() + CREDIT.replace('"credit"', '"credit-review"'), "utf-8")
    with monkeypatch.context() as patch:  # a program that takes such ids
        patch.setattr(policy_tables, "_ID_SIGNS", policy_tables._ID_SIGNS | {"-"})
        desk.run("policy", "apply", str(rules), "--yes")
    policies._read.cache_clear()
    no = desk.error("lead", "new", "last_name=Wang", code=6)
    assert "Version 2 of the policy cannot be read" in no["message"] and "policy apply" in no["fix"]
    shown = desk.run("policy", "show")[0]
    assert "credit-review" in shown
    rules.write_text(shown.replace("credit-review", "credit"), "utf-8")
    out, err = desk.run("policy", "check", str(rules))
    assert "can be applied" in out and "cannot be read" in err
    desk.run("policy", "apply", str(rules), "--yes")
    assert desk.new("last_name=Wang") and desk.one("policy", "show")["version"] == 3


def test_what_is_left_out_of_the_one_in_force_is_told(
    desk: Desk, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules.write_text(shipped_text() + CREDIT.replace('"manual"', '"photo"'), "utf-8")
    with monkeypatch.context() as patch:  # a program that knows the kind
        patch.setattr(policy_items, "KINDS", (*policy_items.KINDS, "photo"))
        desk.run("policy", "apply", str(rules), "--yes")
    policies._read.cache_clear()
    assert desk.error("policy", "show", "--version", "9", code=4)["code"] == "not_found"
    mended = rules.with_name("mended.toml")
    mended.write_text(shipped_text(), "utf-8")
    _, err = desk.run("policy", "check", str(mended))
    assert "Left out of version 2" in err and "'photo'" in err
    assert "'photo'" in desk.run("doctor")[0]
    desk.run("policy", "check", str(rules), code=2)


def test_another_document_under_the_same_op_id_is_refused(desk: Desk, rules: Path, tmp_path: Path) -> None:
    """The command of that name put another one in force: to answer "done" would hide that this one is not."""
    other = tmp_path / "other.toml"
    other.write_text(f"# ours\n{shipped_text()}", "utf-8")
    apply = ("policy", "apply", "--yes", "--op-id", "pp")
    assert desk.one(*apply, str(rules))["version"] == 2
    assert desk.error(*apply, str(other), code=3)["code"] == "op_id"
    assert desk.one(*apply, str(rules))["version"] == 2
    assert len(desk.lines("policy", "history")) == 2


def test_a_version_that_never_was_is_a_usage_error(desk: Desk, rules: Path) -> None:
    no = desk.error("policy", "apply", str(rules), "--yes", "--version", "99", code=2)
    assert no["code"] == "version" and "version 99 was never written" in no["message"]


ODD = """
[[assign]]
id = "typo"
when = "source:wbe"
to = "empty"

[[assign]]
id = "gone"
when = "territory:nord"
to = "old"

[[assign]]
id = "all"
to = "mia"

[[assign]]
id = "late"
when = "source:web"
among = ["mia"]
"""


def test_check_advises_on_rules_that_nobody_may_have_meant(desk: Desk, tmp_path: Path) -> None:
    desk.run("list", "add", "territories", "Nordics")
    for team in ("empty", "old"):
        desk.run("team", "add", team)
    desk.run("user", "role", "mia", "administrator", "--team", "old")
    desk.run("list", "retire", "teams", "old")
    file = tmp_path / "odd.toml"
    file.write_text(shipped_text() + ODD, "utf-8")
    found = desk.one("policy", "check", str(file))
    assert found["ok"] and found["problems"] == []
    told = [(each["sentence"], each["fix"]) for each in found["advice"]]
    assert told == [
        ("assign 'typo': no list and no record has the source 'wbe'.", "Did you mean web?"),
        ("assign 'typo': the team “empty” has no members.", "`leadtui user role LOGIN ROLE --team empty`."),
        ("assign 'gone': the team “old” is retired.", "Name another one."),
        (
            "assign 'late' is never asked: 'all' before it is for every lead.",
            "Put it before 'all', or take it out.",
        ),
    ]
    lines = (shipped_text() + ODD).splitlines()
    assert [lines[each["line"] - 1] for each in found["advice"]] == [
        'when = "source:wbe"', 'to = "empty"', 'to = "old"', "[[assign]]",
    ]  # fmt: skip
    assert desk.one("policy", "check", str(file_of(tmp_path, shipped_text())))["advice"] == []
    _, err = desk.run("policy", "apply", str(file), "--yes")
    assert "is never asked" in err


def file_of(folder: Path, text: str) -> Path:
    file = folder / "plain.toml"
    file.write_text(text, "utf-8")
    return file


def test_a_team_that_a_rule_gives_leads_to_is_not_retired(desk: Desk, tmp_path: Path) -> None:
    for team in ("north", "south"):
        desk.run("team", "add", team)
    rule = '[[assign]]\nid = "n"\nlabel = "Nordic web"\nto = "north"\n'
    desk.run("policy", "apply", str(file_of(tmp_path, shipped_text() + rule)), "--yes")
    no = desk.error("list", "retire", "teams", "north", code=3)
    assert no["code"] == "ruled" and "“Nordic web”" in no["message"]
    desk.run("list", "retire", "teams", "south")
