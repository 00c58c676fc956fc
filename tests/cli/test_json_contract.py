"""The JSON is an interface: the names of its fields are pinned here, README documents them."""

from pathlib import Path

from .conftest import LEAD as LEAD_VALUES
from .conftest import Desk

LEAD = """
id state status_reason first_name last_name company private_person job_title topic email phone
mobile website street city region postal_code country language source campaign product rating owner
territory account contact fit interest need budget_amount currency budget_status purchase_timeframe
purchase_process decision_maker description do_not_call do_not_email external_system external_id
other_values follow_up follow_up_note parked_until created_at changed_at closed_at closed_by overridden
version cycle
""".split()  # noqa: SIM905 -- as DESIGN lists them
SHOW = [
    *("checklist", "duplicates", "activities", "became", "no_opportunity", "merged_into", "policy", "merged"),
    *("ended", "named_by", "handed_over"),
]
WRITE = ["lead", "account", "contact", "opportunities", "events", "operation", "repeated", "alike"]
EVENT = ["id", "at", "actor", "action", "kind", "record", "version", "operation", "changes", "note", "login"]
REPORT = [
    *("key", "leads", "open", "qualified", "disqualified", "reactivated", "overridden", "rate"),
    *("rate_low", "rate_high"),
    *("days_median", "days_p90", "value", "currency", "others", "filter"),
    *("cost", "cost_currency", "cost_each"),
]
IMPORT = [
    *("import", "kind", "rows", "stored", "updated", "skipped", "similar", "duplicates", "returning"),
    *("rejected", "rejects_file", "mapping", "unmapped", "encoding", "delimiter", "system", "dry_run"),
    "notes",
]


def test_a_lead_has_all_its_fields_in_order_with_codes_and_null(desk: Desk) -> None:
    number = desk.new(
        "last_name=Berg", "source=Word of Mouth", "budget_amount=38,000", "follow_up=2026-12-31"
    )
    (lead,) = desk.lines("lead", "list")
    assert list(lead) == LEAD
    assert lead["id"] == number
    assert (lead["state"], lead["status_reason"]) == ("open", "new")
    assert lead["source"] == "word_of_mouth"
    assert lead["budget_amount"] == "38000.00"
    assert lead["follow_up"] == "2026-12-31"
    assert lead["company"] is None and lead["closed_at"] is None
    assert lead["private_person"] is False
    assert lead["created_at"].endswith("Z") and "T" in lead["created_at"]


def test_show_adds_checklist_duplicates_activities_and_what_it_became(desk: Desk) -> None:
    number = desk.new("last_name=Berg")
    desk.one("lead", "log", str(number), "--kind", "call", "--outcome", "reached", "--note", "wants a price")
    lead = desk.one("lead", "show", str(number))
    assert list(lead) == [*LEAD, *SHOW]
    items = {item["id"]: item for item in lead["checklist"]}
    assert list(items) == ["name", "contact", "company", "topic", "owner", "origin", "need", "next"]
    assert items["topic"] == {
        "id": "topic",
        "label": "Topic",
        "state": "missing",
        "blocking": True,
        "missing": ["topic"],
        "tick": None,
    }
    assert items["name"]["state"] == "done"
    assert lead["became"] == {"account": None, "contact": None, "opportunities": []}
    (call,) = lead["activities"]
    assert (call["kind"], call["outcome"], call["text"], call["by"]) == (
        "call",
        "reached",
        "wants a price",
        "mia",
    )
    assert call["about"] == {"kind": "lead", "id": number}


def test_what_looks_the_same_is_a_pair_with_its_reasons_and_what_was_decided(desk: Desk) -> None:
    first, again = desk.new(*LEAD_VALUES), desk.one("lead", "new", *LEAD_VALUES)
    (pair,) = again["alike"]
    assert list(pair) == ["a", "b", "probability", "reasons", "decision"]
    assert (pair["a"]["id"], pair["b"]) == (again["lead"]["id"], {"kind": "lead", "id": first})
    assert 0.9 < pair["probability"] <= 1
    assert pair["reasons"] and all(isinstance(each, str) for each in pair["reasons"])
    assert pair["decision"] is None
    assert desk.lines("lead", "duplicates", str(again["lead"]["id"])) == [pair]
    assert desk.one("lead", "show", str(again["lead"]["id"]))["duplicates"] == [pair]
    _, said = desk.run("lead", "new", *LEAD_VALUES)
    assert f"Looks like lead {first} Jonas Lindqvist (" in said
    text, _ = desk.run("lead", "duplicates", str(first))
    assert "Jonas Lindqvist" in text and "%" in text


def test_a_write_answers_the_record_what_else_was_made_and_the_events(desk: Desk) -> None:
    number = desk.ready()
    became = desk.one("lead", "qualify", str(number), "--why", "yes")
    assert list(became) == WRITE
    assert list(became["lead"]) == LEAD
    assert isinstance(became["account"], int) and isinstance(became["contact"], int)
    assert len(became["opportunities"]) == 1
    assert all(list(event) == EVENT for event in became["events"])
    kinds = {event["kind"] for event in became["events"]}
    assert kinds >= {"lead", "account", "contact", "opportunity"}
    account = desk.one("account", "set", str(became["account"]), "city=Malmö")
    assert account["account"]["city"] == "Malmö" and account["lead"] is None


def test_history_and_the_audit_log_show_events_oldest_first(desk: Desk) -> None:
    number = desk.new("last_name=Berg")
    desk.one("lead", "set", str(number), "rating=hot")
    created, edited = desk.lines("lead", "history", str(number))
    assert list(created) == EVENT
    assert (created["action"], edited["action"]) == ("create", "edit")
    assert edited["changes"]["rating"] == {"before": None, "after": "hot"}
    assert [event["id"] for event in desk.lines("audit", "log")] == [created["id"], edited["id"]]
    whole = {"ok": True, "events": 2, "first_bad": None, "because": None, "guards": []}
    assert desk.one("audit", "verify") == whole


def test_why_names_what_blocks_or_what_closed(desk: Desk) -> None:
    number = desk.new("last_name=Berg")
    why = desk.one("lead", "why", str(number))
    assert list(why) == [
        *("id", "state", "status_reason", "closed_at", "closed_by", "note", "blocked_by", "missing")
    ]
    assert why["blocked_by"] == ["contact", "topic", "owner"]
    desk.one("lead", "disqualify", str(number), "--reason", "lost", "--note", "price")
    why = desk.one("lead", "why", str(number))
    assert (why["status_reason"], why["closed_by"], why["note"]) == ("lost", "mia", "price")


def test_reports_are_a_row_a_line_with_the_leads_own_codes(desk: Desk) -> None:
    desk.one("lead", "qualify", str(desk.ready(*_person("A"), "source=Web")), "--why", "yes")
    desk.one("lead", "disqualify", str(desk.new("last_name=B", "source=web")), "--reason", "lost")
    desk.new("last_name=C")
    rows = {row["key"]: row for row in desk.lines("report", "sources")}
    assert all(list(row) == REPORT for row in rows.values())
    web = rows["web"]
    assert (web["leads"], web["open"], web["qualified"], web["disqualified"]) == (2, 0, 1, 1)
    assert web["rate"] == 0.5
    assert rows[None]["leads"] == 1
    for name in ("campaigns", "reasons", "owners"):
        assert desk.lines("report", name)
    assert sum(row["leads"] for row in desk.lines("report", "owners", "--filter", "src:web")) == 2


def _person(name: str) -> tuple[str, ...]:
    return (f"last_name={name}", f"email={name}@fabrikam.example", f"company={name} AB")


def test_an_import_answers_what_became_of_every_row(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "l.csv"
    source.write_text("Last Name,Email,Colour\nBerg,b@fabrikam.example,red\n,,blue\n")
    summary = desk.one("import", str(source))
    assert list(summary) == IMPORT
    assert (summary["kind"], summary["rows"], summary["stored"], summary["rejected"]) == ("lead", 2, 1, 1)
    assert summary["mapping"]["last_name"] == "Last Name"
    assert summary["unmapped"] == ["Colour"]
    assert Path(summary["rejects_file"]).is_file()
    (lead,) = desk.lines("lead", "list")
    assert "red" in lead["other_values"]
    (listed,) = desk.lines("import", "--list")
    assert listed["import"] == summary["import"]


def test_people_paths_keys_and_doctor_answer_in_json(desk: Desk) -> None:
    assert desk.one("user", "list") == {
        "login": "mia",
        "name": "mia",
        "email": None,
        "role": "administrator",
        "active": True,
        "teams": [],
        "territories": [],
    }
    desk.one("team", "add", "north", "--name", "Sales North")
    assert desk.one("team", "list") == {"code": "north", "name": "Sales North", "members": []}
    desk.one("user", "add", "ola", "--name", "Ola Lind", "--team", "north")
    assert {user["login"]: user["teams"] for user in desk.lines("user", "list")} == {
        "mia": [],
        "ola": ["north"],
    }
    assert desk.one("paths")["database"] == desk.target
    assert {"id": "qualify", "keys": ["q"]}.items() <= desk.lines("keys")[0].items()
    doctor = desk.one("doctor")
    assert list(doctor) == ["versions", "terminal", "database", "error"]
    assert doctor["error"] is None and doctor["database"]["ok"] is True


def test_an_imported_owner_name_is_given_to_a_user_once(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("Last Name,Owner\nBerg,Ola Lind\n")
    desk.one("import", str(tmp_path / "l.csv"))
    assert desk.one("lead", "list")["owner"] == "Ola Lind"
    desk.one("user", "add", "ola", "--name", "Ola")
    assert desk.one("user", "map", "Ola Lind", "ola") == {"name": "Ola Lind", "owner": "ola", "leads": 1}
    assert desk.one("lead", "list")["owner"] == "ola"
