"""``leadtui lead qualify``: the plan line by line, several opportunities, single fields."""

import pytest

from .conftest import Desk

WHY = ("--why", "they asked")


def records(plan: dict) -> dict[str, dict]:
    return {each["record"]: each for each in plan["records"]}


def outcomes(record: dict) -> dict[str, str]:
    return {each["field"]: each["outcome"] for each in record["lines"]}


def reopened(desk: Desk, *more: str) -> int:
    """A lead in its second life, which knows another phone and a website than what it became."""
    number = desk.ready()
    desk.one("lead", "qualify", str(number), *WHY, *more)
    desk.one("lead", "reactivate", str(number), "--note", "they called")
    desk.one("lead", "set", str(number), "phone=+46 70 555 99 99", "website=fabrikam.example")
    return number


def test_several_opportunities_each_with_values_of_its_own(desk: Desk) -> None:
    number = str(desk.ready())
    words = (
        "lead", "qualify", number, *WHY, "--opportunity", "new", "--opportunity", "new",
        "--set", "opportunity.amount=12000 EUR", "--set", "opportunity2.topic=Labels",
        "--set", "account.industry=Retail", "--set", "contact.job_title=",
    )  # fmt: skip
    plan = desk.one(*words, "--dry-run")
    assert list(records(plan)) == ["account", "contact", "opportunity", "opportunity2"]
    second = records(plan)["opportunity2"]
    assert (second["title"], second["action"], second["version"]) == ("Labels", "create", None)
    typed = next(each for each in second["lines"] if each["field"] == "topic")
    assert typed == {
        "field": "topic", "outcome": "create", "ours": "Labels", "theirs": None, "because": "typed here",
        "problem": None,
    }  # fmt: skip
    done = desk.one(*words, "--op-id", "q1")
    assert len(done["opportunities"]) == 2
    assert desk.one(*words, "--op-id", "q1")["repeated"]
    assert desk.one("lead", "show", number)["became"] == {
        "account": done["account"],
        "contact": done["contact"],
        "opportunities": done["opportunities"],
    }
    assert desk.one("account", "show", str(done["account"]))["industry"] == "Retail"
    amounts = [each["amount"] for each in desk.lines("opportunity", "list", "--sort", "id")]
    assert amounts == ["12000.00", None]


def test_none_says_why_on_the_closed_lead(desk: Desk) -> None:
    number = str(desk.ready())
    out, _ = desk.run("lead", "qualify", number, *WHY, "--opportunity", "none")
    assert "no opportunity (left out by hand)" in out
    assert desk.one("lead", "show", number)["no_opportunity"] == "left out by hand"
    assert "No opportunity: left out by hand." in desk.run("lead", "show", number)[0]


def test_a_second_life_takes_up_the_first_and_lines_turn_the_other_way(desk: Desk) -> None:
    number = str(reopened(desk))
    plan = desk.one("lead", "qualify", number, *WHY, "--dry-run")
    assert [each["action"] for each in plan["records"]] == ["link", "link", "link"]
    assert outcomes(records(plan)["contact"])["phone"] == "keep"
    assert outcomes(records(plan)["account"])["website"] == "fill"
    turned = ("--replace", "contact.phone", "--leave", "account.website", "--opportunity", "new")
    plan = desk.one("lead", "qualify", number, *WHY, *turned, "--dry-run")
    assert outcomes(records(plan)["contact"])["phone"] == "replace"
    assert outcomes(records(plan)["account"])["website"] == "leave"
    assert any("second opportunity" in each for each in plan["warnings"])
    _, told = desk.run("lead", "qualify", number, *WHY, *turned)
    assert "second opportunity" in told
    done = desk.one("lead", "show", number)["became"]
    assert desk.one("contact", "show", str(done["contact"]))["phone"] == "+46 70 555 99 99"
    assert desk.one("account", "show", str(done["account"]))["website"] is None


def test_leads_join_an_opportunity_by_its_number(desk: Desk) -> None:
    first = desk.one("lead", "qualify", str(desk.ready()), *WHY)
    sale = str(first["opportunities"][0])
    other = str(desk.ready("first_name=Priya", "last_name=Nata", "email=p@nata.example", "company=Nata"))
    done = desk.one("lead", "qualify", other, *WHY, "--opportunity", sale)
    assert (done["account"], done["opportunities"]) == (first["account"], first["opportunities"])
    related = desk.one("opportunity", "show", sale)["related"]
    assert {each["id"] for each in related if each["kind"] == "lead"} == {first["lead"]["id"], int(other)}


def test_the_plan_is_printed_line_by_line(desk: Desk) -> None:
    number = str(reopened(desk))
    words = ("--opportunity", "new", "--set", "opportunity.amount=a lot")
    out, _ = desk.run("lead", "qualify", number, *WHY, *words, "--dry-run", code=3)
    lines = [line.split("\t") for line in out.splitlines()]
    assert ["account", "link", "", "1 Fabrikam AB", "of its earlier life"] in lines
    assert ["contact", "keep", "phone", "+46 70 555 99 99", "+46 70 555 01 23"] in lines
    assert ["opportunity", "create", "owner", "mia", "the lead's"] in lines
    (wrong,) = (line for line in lines if line[2:3] == ["amount"])
    assert wrong[3] == "a lot" and wrong[4].startswith("cannot be kept: Amount:")
    assert "second opportunity" in out
    refused = desk.error("lead", "qualify", number, *WHY, *words, code=3)
    assert refused["code"] == "value" and refused["message"].startswith("Opportunity: Amount:")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--set", "opportunity.amount"), "assignment", "RECORD.FIELD=VALUE"),
        (("--set", "amount=3"), "record", "names no field of the plan"),
        (("--set", "contact2.phone=3"), "record", "one contact"),
        (("--set", "contact.fone=3"), "unknown_field", "'fone'"),
        (("--set", "opportunity.topic=x"), "record", "none is made"),
        (("--set", "account.name=x"), "record", "is linked, not made"),
        (("--opportunity", "new", "--set", "opportunity2.topic=x"), "record", "no opportunity2"),
        (("--replace", "account.website"), "line", "that would keep it"),
        (("--opportunity", "new", "--leave", "opportunity.topic"), "record", "is made, not linked"),
    ],
)
def test_what_names_nothing_in_the_plan_is_a_usage_error(
    desk: Desk, words: tuple[str, ...], code: str, says: str
) -> None:
    number = str(reopened(desk))
    error = desk.error("lead", "qualify", number, *WHY, *words, code=2)
    assert error["code"] == code and says in error["message"]
    assert error["fix"]


def test_set_alone_makes_as_many_opportunities_as_it_names(desk: Desk) -> None:
    number = str(desk.ready())
    done = desk.one("lead", "qualify", number, *WHY, "--set", "opportunity2.topic=Labels")
    topics = [each["topic"] for each in desk.lines("opportunity", "list", "--sort", "id")]
    assert (len(done["opportunities"]), topics) == (2, ["40 route planners", "Labels"])


def test_none_beside_another_and_fields_for_many_are_usage_errors(desk: Desk) -> None:
    number = str(desk.ready())
    desk.run("lead", "qualify", number, *WHY, "--opportunity", "none", "--opportunity", "new", code=2)
    desk.run("lead", "qualify", "--filter", "is:open", *WHY, "--set", "account.industry=x", code=2)


def test_a_dry_run_ends_as_the_command_does(desk: Desk) -> None:
    number = str(desk.new())
    desk.run("user", "add", "rita", "--role", "rep")
    rita = Desk(desk.target, "rita")
    past = ("lead", "qualify", number, *WHY, "--override", "The boss agreed.")
    really = rita.error(*past, code=3)
    assert really["code"] == "right" and "override" in really["message"]
    assert rita.one(*past, "--dry-run", code=3)["blocked_by"] == ["right"]
    out, _ = rita.run(*past, "--dry-run", code=3)
    assert out.count(really["message"]) == 1
    other = str(desk.ready("last_name=Wang"))
    desk.run("lead", "set", other, "city=Graz")
    stale = ("lead", "qualify", other, *WHY, "--version", "1")
    for more in ((), ("--dry-run",)):
        desk.run(*stale, *more, code=5)
    assert desk.one("lead", "show", number)["state"] == "open"


def test_what_a_joined_opportunity_would_get_can_be_left(desk: Desk) -> None:
    sale = desk.one("opportunity", "new", "topic=Pumps")["opportunity"]["id"]
    said = ("lead", "qualify", str(desk.ready()), *WHY, "--opportunity", str(sale))
    assert outcomes(records(desk.one(*said, "--dry-run"))["opportunity"]) == {"why": "fill"}
    desk.one(*said, "--leave", "opportunity.why")
    assert desk.one("opportunity", "show", str(sale))["why"] is None
