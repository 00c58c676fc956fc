"""The desk's whole journey without a screen, checked by exit codes."""

from collections.abc import Callable

from .conftest import Desk

KEEP = ("--opportunity", "keep")
EXPORT = """Topic,First Name,Last Name,Company Name,Email,Business Phone,Lead Source,Owner
40 route planners,Jonas,Lindqvist,Fabrikam AB,jonas@fabrikam.example,+46 70 555 01 23,Web,Mia Berg
,Priya,Natarajan,Contoso Retail,priya@contoso.example,+44 20 7946 0958,Seminar,Mia Berg
Scanners,Sara,Holm,Adatum Oy,sara@adatum.example,,Partner,Mia Berg
"""


def test_from_a_file_to_a_closed_lead_and_back(desk: Desk, file: Callable[[str, str], str]) -> None:
    summary = desk.one("import", file("leads.csv", EXPORT))
    assert (summary["rows"], summary["stored"], summary["rejected"]) == (3, 3, 0)
    leads = {lead["last_name"]: lead["id"] for lead in desk.lines("lead", "list")}
    jonas, priya = leads["Lindqvist"], leads["Natarajan"]

    # What is missing holds it back, by name.
    assert desk.one("lead", "why", str(jonas))["blocked_by"] == ["owner"]
    refused = desk.error("lead", "qualify", str(jonas), "--why", "demo went well", code=3)
    assert refused["code"] == "checklist"
    desk.one("lead", "set", str(jonas), "owner=mia")

    # Link the account, make contact and opportunity.
    account = desk.one("account", "new", "name=Fabrikam", "city=Malmö")["account"]["id"]
    became = desk.one(
        *("lead", "qualify", str(jonas), "--account", str(account)),
        *("--contact", "new", "--opportunity", "new", "--duplicates-reviewed", "--why", "demo went well"),
    )
    assert became["account"] == account
    assert became["lead"]["state"] == "qualified"
    assert desk.one("opportunity", "show", str(became["opportunities"][0]))["topic"] == "40 route planners"
    assert desk.one("contact", "show", str(became["contact"]))["account"] == account

    # Closed and read-only.
    assert desk.error("lead", "set", str(jonas), "topic=no", code=3)["code"] == "closed"
    assert desk.error("lead", "qualify", str(jonas), code=3)["code"] == "closed"
    shown = desk.one("lead", "show", str(jonas))
    assert shown["became"]["opportunities"] == became["opportunities"]
    assert [lead["id"] for lead in desk.lines("lead", "list", "--view", "closed")] == [jonas]
    desk.one("lead", "note", str(jonas), "a note may still be added")

    # Open again, closed with a reason, and that taken back.
    again = desk.one("lead", "reactivate", str(jonas), "--note", "they called")
    assert (again["lead"]["state"], again["lead"]["status_reason"], again["lead"]["cycle"]) == (
        "open",
        "new",
        2,
    )
    unsaid = desk.error("lead", "disqualify", str(jonas), "--reason", "lost", code=3)
    assert unsaid["code"] == "opportunity" and "40 route planners" in unsaid["message"]
    gone = desk.one("lead", "disqualify", str(jonas), "--reason", "lost", "--note", "price", *KEEP)
    assert gone["lead"]["status_reason"] == "lost"
    desk.one("undo")
    assert desk.one("lead", "show", str(jonas))["state"] == "open"

    # The rest of a rep's day.
    desk.one("lead", "log", str(priya), "--kind", "call", "--outcome", "no_answer")
    assert desk.one("lead", "show", str(priya))["status_reason"] == "contacted"
    desk.one("lead", "followup", str(priya), "today", "--note", "call again")
    assert [lead["id"] for lead in desk.lines("due")] == [priya]
    desk.one("lead", "park", str(priya), "+2w")
    assert priya not in [lead["id"] for lead in desk.lines("lead", "list")]
    assert [lead["id"] for lead in desk.lines("lead", "list", "--view", "parked")] == [priya]

    desk.one("lead", "log", str(priya), "--kind", "task", "--note", "Send the offer", "--due", "tomorrow")
    (task,) = (each for each in desk.one("lead", "show", str(priya))["activities"] if not each["done"])
    assert f"open task {task['id']}, due " in desk.run("lead", "show", str(priya))[0]
    assert desk.one("lead", "finish", str(task["id"]))["lead"]["id"] == priya
    assert all(each["done"] for each in desk.one("lead", "show", str(priya))["activities"])
    desk.one("undo")
    assert f"open task {task['id']}" in desk.run("lead", "show", str(priya))[0]

    verdict = desk.one("audit", "verify")
    assert verdict["ok"] is True and verdict["first_bad"] is None and verdict["events"] > 10


def test_a_stale_version_loses_with_exit_5_and_says_who_changed_what(desk: Desk) -> None:
    lead = desk.ready()
    desk.one("lead", "set", str(lead), "rating=hot", "--version", "1")
    lost = desk.error("lead", "set", str(lead), "rating=cold", "--version", "1", code=5)
    assert lost["code"] == "conflict"
    assert "mia" in lost["message"] and "rating" in lost["message"]
    assert desk.one("lead", "show", str(lead))["rating"] == "hot"
    desk.error("lead", "qualify", str(lead), "--why", "x", "--version", "1", code=5)
    desk.error("lead", "disqualify", str(lead), "--reason", "lost", "--version", "1", code=5)
    desk.error("lead", "assign", str(lead), "none", "--version", "1", code=5)


def test_the_same_op_id_writes_once(desk: Desk) -> None:
    first = desk.one("lead", "new", "last_name=Once", "--op-id", "a")
    second = desk.one("lead", "new", "last_name=Once", "--op-id", "a")
    assert second["lead"]["id"] == first["lead"]["id"]
    assert (first["repeated"], second["repeated"]) == (False, True)
    assert len(desk.lines("lead", "list")) == 1


def test_duplicates_hold_back_the_plan_until_they_are_decided(desk: Desk) -> None:
    contact = desk.one("contact", "new", "last_name=Lindqvist", "email=jonas@fabrikam.example")["contact"][
        "id"
    ]
    lead = desk.ready()
    pair = desk.one("lead", "duplicates", str(lead))
    assert (pair["a"], pair["b"]) == ({"kind": "lead", "id": lead}, {"kind": "contact", "id": contact})
    assert desk.error("lead", "qualify", str(lead), "--why", "x", code=3)["code"] == "duplicates"
    plan = desk.one("lead", "qualify", str(lead), "--why", "x", "--dry-run", code=3)
    assert "duplicates" in plan["blocked_by"]
    assert desk.one("lead", "show", str(lead))["state"] == "open"
    done = desk.one("lead", "qualify", str(lead), "--why", "x", "--contact", str(contact))
    assert done["contact"] == contact


def test_a_reason_that_asks_for_a_note_is_refused_without_and_a_named_record_must_be_there(
    desk: Desk,
) -> None:
    lead, other = desk.new(), desk.new("last_name=Other")
    desk.error("lead", "disqualify", str(lead), "--reason", "other", code=3)
    desk.error("lead", "disqualify", str(lead), "--reason", "duplicate", "--record", "lead:999", code=4)
    desk.one("lead", "disqualify", str(lead), "--reason", "duplicate", "--record", f"lead:{other}")


def test_undo_is_refused_where_something_else_touched_the_record(desk: Desk) -> None:
    lead = desk.ready()
    Desk(desk.target, desk.user).one("user", "add", "ola", "--name", "Ola")
    desk.one("lead", "set", str(lead), "rating=hot")
    Desk(desk.target, "ola").one("lead", "set", str(lead), "rating=cold")
    assert desk.error("undo", code=3)["code"] == "touched"


def test_there_may_be_nothing_to_undo(desk: Desk) -> None:
    desk.error("undo", code=3)
