"""Who may do what, as a script meets it: users, the acting one, and why something is refused."""

from collections.abc import Callable

import pytest

from leadtui.domain.policy import shipped_text

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


def test_who_was_removed_is_told_so_and_whom_to_ask(staffed: Desk) -> None:
    staffed.run("user", "remove", "a-rep")
    no = as_(staffed, "a-rep").error("lead", "list", code=3)
    assert (no["message"], no["fix"]) == ("You are no longer a user here.", "Ask mia.")


def test_the_doctor_refuses_a_stranger_as_every_command_does(desk: Desk) -> None:
    assert as_(desk, "zoe").one("doctor", code=3)["error"]["code"] == "user"
    assert desk.one("doctor")["error"] is None


def test_teams_and_territories_are_those_there_are_and_may_be_taken_away(staffed: Desk) -> None:
    staffed.run("team", "add", "north", "--name", "Team North")
    staffed.run("list", "add", "territories", "Mars")
    for words, near in ((["--team", "nort"], "north"), (["--territory", "Marz"], "Mars")):
        for command in (["role", "a-rep", "rep"], ["add", "new"]):
            no = staffed.error("user", *command, *words, code=4)
            assert no["code"] == "unknown" and f"Did you mean {near}?" in no["fix"]
    staffed.run("user", "role", "a-rep", "rep", "--team", "north", "--territory", "mars")
    assert belongs(staffed) == (["north"], ["Mars"])
    assert staffed.lines("team", "list") == [staffed.one("team", "show", "team north")]
    assert staffed.one("team", "show", "north") == {
        "code": "north",
        "name": "Team North",
        "members": ["a-rep"],
    }
    assert "north" in staffed.error("team", "show", "south", code=4)["fix"]
    staffed.run("user", "role", "a-rep", "rep", "--team", "")
    assert belongs(staffed) == ([], ["Mars"])
    staffed.run("user", "role", "a-rep", "rep", "--territory", "")
    assert belongs(staffed) == ([], [])
    assert staffed.one("team", "show", "north")["members"] == []


def belongs(desk: Desk) -> tuple[list[str], list[str]]:
    """Teams and territories of a-rep."""
    user = next(each for each in desk.lines("user", "list") if each["login"] == "a-rep")
    return user["teams"], user["territories"]


def test_a_user_is_called_otherwise(staffed: Desk) -> None:
    staffed.run("user", "set", "a-rep", "name=Rita Rep", "email=rita@x.example", "--op-id", "s1")
    user = next(each for each in staffed.lines("user", "list") if each["login"] == "a-rep")
    assert (user["name"], user["email"]) == ("Rita Rep", "rita@x.example")
    assert staffed.error("user", "set", "a-rep", "email=rita", code=3)["code"] == "email"
    assert staffed.error("user", "set", "a-rep", "role=manager", code=2)["code"] == "field"
    assert staffed.error("user", "set", "a-rep", "name=Other", "--op-id", "s1", code=3)["code"] == "op_id"
    assert staffed.error("user", "set", "zoe", "name=Zoe", code=4)["code"] == "not_found"
    assert as_(staffed, "a-manager").error("user", "set", "a-rep", "name=X", code=3)["code"] == "right"


def test_leads_of_nobody_called_so_are_given_to_nobody(
    staffed: Desk, file: Callable[[str, str], str]
) -> None:
    staffed.run("import", file("a.csv", "last_name,owner\nWang,Bethany\n"))
    no = staffed.error("user", "map", "Betany", "a-rep", code=4)
    assert (no["code"], no["fix"]) == ("name", "There are: Bethany.")
    assert staffed.one("user", "map", "Bethany", "a-rep")["leads"] == 1


def test_lists_have_a_right_of_their_own(staffed: Desk) -> None:
    as_(staffed, "a-manager").run("list", "add", "campaigns", "Spring")
    no = as_(staffed, "a-rep").error("list", "add", "campaigns", "Autumn", code=3)
    assert "(right lists)" in no["message"] and "Ask mia for that right" in no["fix"]


def test_only_who_can_give_a_wider_role_is_named_for_it(staffed: Desk, rules: Callable[[str], None]) -> None:
    rules('label = "Sales rep"\nread = "own"')
    lead = staffed.ready("last_name=Wang", "email=wang@one.example")
    staffed.run("team", "add", "key")
    staffed.run("lead", "assign", str(lead), "key")
    no = as_(staffed, "a-rep").error("lead", "set", str(lead), "topic=Ink", code=3)
    assert no["fix"].startswith("Ask mia for a wider role:")


@pytest.fixture
def rules(staffed: Desk, file: Callable[[str, str], str]) -> Callable[[str], None]:
    """Put the shipped rule book in force with other lines for those of the sales rep."""

    def apply(lines: str) -> None:
        text = shipped_text().replace('label = "Sales rep"\nread = "all"', lines)
        staffed.run("policy", "apply", file("rules.toml", text), "--yes")

    return apply
