"""Accounts, contacts and opportunities by commands: made, tied together, moved, won, lost and reopened."""

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import Desk


@pytest.fixture
def sale(desk: Desk) -> int:
    """An opportunity of an account that stands under another one."""
    desk.one("account", "new", "name=Granite Freight Group")
    desk.one("account", "new", "name=Granite Freight AB", "parent=1")
    desk.one("contact", "new", "last_name=Lindqvist", "account=2")
    words = ("topic=40 route planners", "amount=38000", "currency=EUR", "account=2", "contact=1")
    return desk.one("opportunity", "new", *words)["opportunity"]["id"]


def shape(desk: Desk, *words: str) -> dict[str, Any]:
    return desk.one("opportunity", *words)["opportunity"]


def test_an_opportunity_goes_through_its_life(desk: Desk, sale: int) -> None:
    number = str(sale)
    assert shape(desk, "move", number, "propose")["stage"] == "propose"
    assert shape(desk, "move", number, "Close", "--version", "2")["stage"] == "close"
    won = desk.one("opportunity", "win", number, "--note", "They like the support.")
    assert (won["opportunity"]["outcome"], won["opportunity"]["stage"]) == ("won", "close")
    assert won["opportunity"]["closed_on"]
    assert [(each["action"], each["note"]) for each in won["events"]] == [("win", "They like the support.")]
    assert desk.error("opportunity", "set", number, "amount=1", code=3)["code"] == "closed"
    assert shape(desk, "reopen", number)["closed_on"] is None
    lost = shape(desk, "lose", number, "--reason", "out_sold")
    assert (lost["outcome"], lost["lost_reason"]) == ("lost", "out_sold")
    desk.one("undo")
    assert desk.one("opportunity", "show", number)["outcome"] == "open"


def test_what_is_refused_says_which_command_mends_it(desk: Desk, sale: int) -> None:
    number = str(sale)
    assert "--reason" in desk.error("opportunity", "lose", number, code=3)["fix"]
    assert "price" in desk.error("opportunity", "lose", number, "--reason", "prize", code=2)["fix"]
    assert "--note" in desk.error("opportunity", "lose", number, "--reason", "other", code=3)["fix"]
    assert "develop" in desk.error("opportunity", "move", number, "qualify", code=2)["fix"]
    assert "opportunity win" in desk.error("opportunity", "set", number, "outcome=won", code=2)["fix"]
    assert desk.error("opportunity", "reopen", number, code=3)["code"] == "open"
    desk.one("opportunity", "win", number)
    assert "opportunity reopen" in desk.error("opportunity", "move", number, "close", code=3)["fix"]
    assert desk.error("opportunity", "win", "99", code=4)["code"] == "not_found"


def test_an_older_version_is_a_conflict_and_a_name_happens_once(desk: Desk, sale: int) -> None:
    number = str(sale)
    desk.one("opportunity", "move", number, "propose")
    assert desk.error("opportunity", "win", number, "--version", "1", code=5)["code"] == "conflict"
    first = desk.one("opportunity", "win", number, "--version", "2", "--op-id", "w1")
    again = desk.one("opportunity", "win", number, "--version", "2", "--op-id", "w1")
    assert (first["repeated"], again["repeated"]) == (False, True)
    assert again["operation"] == first["operation"]
    assert desk.error("opportunity", "reopen", number, "--op-id", "w1", code=3)["code"] == "op_id"


def test_lists_take_views_filters_and_orders_of_their_own(desk: Desk, sale: int) -> None:
    for topic, amount in (("Label printers", 4200), ("Scanners", 9000)):
        desk.one("opportunity", "new", f"topic={topic}", f"amount={amount}", "currency=EUR")
    desk.one("opportunity", "win", "2")
    desk.one("opportunity", "lose", "3", "--reason", "price")
    topics = {
        view: [each["topic"] for each in desk.lines("opportunity", "list", "--view", view)]
        for view in ("open-opportunities", "won", "lost", "opportunities")
    }
    assert topics == {
        "open-opportunities": ["40 route planners"],
        "won": ["Label printers"],
        "lost": ["Scanners"],
        "opportunities": ["Scanners", "Label printers", "40 route planners"],
    }
    found = desk.lines("opportunity", "list", "--filter", "amount>5000 -is:lost", "--sort", "-amount")
    assert [each["id"] for each in found] == [1]
    assert [each["id"] for each in desk.lines("opportunity", "list", "--filter", "reason:price")] == [3]
    assert [each["id"] for each in desk.lines("account", "list", "--filter", "parent:1")] == [2]
    mistyped = desk.error("opportunity", "list", "--view", "open-oportunities", code=2)
    assert "open-opportunities" in mistyped["fix"]


def test_related_records_show_both_ways(desk: Desk, sale: int) -> None:
    def related(kind: str, number: int) -> set[tuple[str, int]]:
        shown = desk.one(kind, "show", str(number))
        return {(each["kind"], each["id"]) for each in shown["related"]}

    assert related("account", 1) == {("account", 2)}
    assert related("account", 2) == {("account", 1), ("contact", 1), ("opportunity", sale)}
    assert related("contact", 1) == {("account", 2), ("opportunity", sale)}
    assert related("opportunity", sale) == {("account", 2), ("contact", 1)}


def test_a_ring_of_accounts_is_refused_in_one_sentence(desk: Desk, sale: int) -> None:
    error = desk.error("account", "set", "1", "parent=2", code=3)
    assert (error["code"], error["message"]) == (
        "parent",
        "Account 2 stands under account 1: it cannot be its parent as well.",
    )


def test_what_was_logged_on_a_lead_shows_where_it_led(desk: Desk) -> None:
    lead = desk.ready()
    desk.one("lead", "log", str(lead), "--kind", "call", "--note", "wants a price")
    done = desk.one("lead", "qualify", str(lead), "--duplicates-reviewed", "--why", "budget is there")
    (sale,) = done["opportunities"]
    for kind, number in (("account", done["account"]), ("contact", done["contact"]), ("opportunity", sale)):
        shown = desk.one(kind, "show", str(number))
        texts = {each["text"]: each["about"] for each in shown["activities"]}
        assert texts["wants a price"] == {"kind": "lead", "id": lead}, kind
        assert ("lead", lead) in {(each["kind"], each["id"]) for each in shown["related"]}, kind


def test_people_read_names_not_numbers(desk: Desk, sale: int) -> None:
    out, _ = desk.run("opportunity", "list")
    assert out.splitlines()[1].split("\t")[1:5] == [
        "40 route planners",
        "Granite Freight AB",
        "38,000 EUR",
        "develop",
    ]
    out, _ = desk.run("account", "list", "--filter", "freight AB")
    assert "Granite Freight Group" in out and "38,000 EUR" in out
    out, _ = desk.run("opportunity", "show", str(sale))
    assert "2 Granite Freight AB" in out


def test_an_import_leaves_a_closed_one_alone_and_may_close_an_open_one(
    desk: Desk, file: Callable[[str, str], str]
) -> None:
    head = "Topic,Outcome,External id,Amount\n"
    desk.one(
        "import", file("a.csv", f"{head}Pumps,won,O-1,100\nPipes,open,O-2,200\n"), "--kind", "opportunity"
    )
    again = file("b.csv", f"{head}Pumps,open,O-1,999\nPipes,lost,O-2,999\n")
    told = desk.one("import", again, "--kind", "opportunity", "--on-duplicate", "update")
    assert (told["updated"], told["skipped"]) == (1, 1)
    found = {each["topic"]: (each["outcome"], each["amount"]) for each in desk.lines("opportunity", "list")}
    assert found == {"Pumps": ("won", "100.00"), "Pipes": ("lost", "999.00")}


def test_an_amount_brings_the_currency_that_stands_by_it(desk: Desk, sale: int) -> None:
    number = str(sale)
    said = {
        "amount=30000 CHF": ("30000.00", "CHF"),
        "amount=$1,200.50": ("1200.50", "USD"),
        "amount=12k": ("12000.00", "USD"),
    }
    for word, expected in said.items():
        found = shape(desk, "set", number, word)
        assert (found["amount"], found["currency"]) == expected
    both = shape(desk, "set", number, "amount=5 USD", "currency=gbp")
    assert (both["amount"], both["currency"]) == ("5.00", "GBP")
    assert "three letters" in desk.error("opportunity", "set", number, "currency=12", code=2)["fix"]


def test_words_find_what_belongs_to_an_account_of_that_name(desk: Desk, sale: int) -> None:
    desk.one("opportunity", "new", "topic=Other")
    assert [each["id"] for each in desk.lines("opportunity", "list", "--filter", "freight ab")] == [sale]
    assert [each["id"] for each in desk.lines("contact", "list", "--filter", "granite")] == [1]
    assert [each["id"] for each in desk.lines("opportunity", "list", "--filter", "-granite")] == [sale + 1]
