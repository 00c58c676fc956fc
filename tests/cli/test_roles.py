"""Who may do what, as a script meets it: users, the acting one, and why something is refused."""

from collections.abc import Callable

import pytest

from .conftest import Desk


def as_(desk: Desk, user: str) -> Desk:
    return Desk(desk.target, user)


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    for role in ("rep", "support", "manager", "auditor"):
        desk.run("user", "add", f"a-{role}", "--role", role)
    return desk


def test_who_is_no_user_is_refused_and_told_who_there_is(desk: Desk) -> None:
    for words in (["lead", "list"], ["lead", "new", "last_name=Wang"], ["user", "list"], ["undo"]):
        no = as_(desk, "zoe").error(*words, code=3)
        assert no["code"] == "user" and "'zoe'" in no["message"]
        assert "--as mia" in no["fix"] and "leadtui user add zoe" in no["fix"]


def test_only_who_may_changes_users(staffed: Desk) -> None:
    for words in (
        ["user", "add", "new"], ["user", "role", "a-rep", "manager"], ["user", "remove", "a-rep"],
        ["team", "add", "north"],
    ):  # fmt: skip
        no = as_(staffed, "a-manager").error(*words, code=3)
        assert no["code"] == "right" and "(right users)" in no["message"] and "Ask mia" in no["fix"]
    assert "a-rep" in staffed.run("user", "list")[0]
    assert staffed.error("user", "role", "mia", "rep", code=3)["code"] == "administrator"
    assert staffed.error("user", "remove", "mia", code=3)["code"] == "administrator"
    assert "manager" in staffed.error("user", "role", "a-rep", "manger", code=2)["fix"]


def test_who_leaves_hands_over(staffed: Desk) -> None:
    lead = staffed.ready("last_name=Wang", "email=wang@one.example")
    staffed.run("lead", "assign", str(lead), "a-rep")
    no = staffed.error("user", "remove", "a-rep", code=3)
    assert no["code"] == "owns" and "1 open lead" in no["message"]
    told = staffed.one("user", "remove", "a-rep", "--to", "a-manager")
    assert told == {"user": "a-rep", "to": "a-manager", "records": 1}
    assert staffed.one("lead", "show", str(lead))["owner"] == "a-manager"
    assert as_(staffed, "a-rep").error("lead", "list", code=3)["code"] == "user"
    assert "a-rep" not in staffed.run("user", "list")[0]


def test_the_roles_are_listed(desk: Desk) -> None:
    roles = {each["id"]: each for each in desk.lines("user", "roles")}
    assert roles["auditor"]["rights"] == ["export"] and roles["rep"]["read"] == "all"
    assert "policy" in roles["administrator"]["rights"]


def test_export_wants_its_right(staffed: Desk) -> None:
    staffed.new()
    assert as_(staffed, "a-rep").error("export", code=3)["code"] == "right"
    assert as_(staffed, "a-auditor").run("export")[0]


def test_import_wants_its_right_and_leaves_nothing(staffed: Desk, file: Callable[[str, str], str]) -> None:
    path = file("x.csv", "Last name\nWang\n")
    assert as_(staffed, "a-rep").error("import", path, code=3)["code"] == "right"
    assert staffed.lines("lead", "list") == [] == staffed.lines("import", "--list")
    as_(staffed, "a-support").run("import", path)


@pytest.mark.parametrize(
    ("user", "command", "by"),
    [
        ("mia", "qualify", "checklist"), ("mia", "disqualify", None),
        ("mia", "reactivate", "state"), ("a-support", "qualify", "right"),
        ("a-auditor", "assign", "right"), ("a-auditor", "follow-up", "right"), ("a-rep", "merge", None),
    ],
)  # fmt: skip
def test_why_says_what_blocks_and_what_mends(staffed: Desk, user: str, command: str, by: str | None) -> None:
    lead = str(staffed.ready())
    asking = as_(staffed, user)
    told = asking.one("lead", "why", lead, command, code=3 if by else 0)
    assert (told["allowed"], told["blocked_by"]) == (by is None, by)
    said = asking.run("lead", "why", lead, command, code=3 if by else 0)[0]
    assert said.strip() == (
        f"{told['message']} {told['fix']}" if by else f"Nothing blocks it: lead {lead}, {told['command']}."
    )


def test_why_of_gaps_duplicates_and_sales(staffed: Desk) -> None:
    gaps = str(staffed.new())
    told = staffed.one("lead", "why", gaps, "qualify", code=3)
    assert told["blocked_by"] == "checklist" and "topic" in told["fields"]
    assert "topic" in told["message"] and "why lead" in told["message"] and "--why" in told["fix"]
    twin = str(staffed.ready())
    assert staffed.one("lead", "why", twin, "qualify", code=3)["blocked_by"] == "duplicate"
    sold = str(staffed.ready("last_name=Wang", "company=Other", "email=wang@other.example"))
    staffed.run("lead", "qualify", sold, "--why", "yes")
    staffed.run("lead", "reactivate", sold)
    assert staffed.one("lead", "why", sold, "disqualify", code=3)["blocked_by"] == "opportunity"
    assert "qualify" in staffed.error("lead", "why", gaps, "qualfy", code=2)["fix"]
    assert staffed.error("lead", "why", "999", "qualify", code=4)["code"] == "not_found"


def test_many_at_once_want_their_own_right(staffed: Desk, file: Callable[[str, str], str]) -> None:
    ids = [staffed.new(f"last_name=Person{n}") for n in range(2)]
    policy = staffed.run("policy", "show")[0]
    without = policy.replace('"reactivate", "fill_others", "bulk",', '"reactivate", "fill_others",')
    staffed.run("policy", "apply", file("p.toml", without), "--yes")
    rep = as_(staffed, "a-rep")
    numbers = file("ids", "".join(f"{id}\n" for id in ids))
    assert "(right bulk)" in rep.error("lead", "assign", "a-rep", "--ids", numbers, code=3)["message"]
    assert [staffed.one("lead", "show", str(id))["owner"] for id in ids] == [None, None]
    rep.run("lead", "assign", str(ids[0]), "a-rep")


def test_the_journal_names_the_login_beside_who_was_stated(desk: Desk) -> None:
    from leadtui.cli.call import Call

    login = Call().login
    lead = str(desk.new())
    assert {(event["actor"], event["login"]) for event in desk.lines("lead", "history", lead)} == {
        ("mia", login)
    }
    assert f"mia (as {login})" in desk.run("audit", "log")[0]
