"""The plan of a qualification: a table of situations."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from leadtui.domain.checklist import Facts
from leadtui.domain.field_map import same
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.happenings import Activity
from leadtui.domain.lead import Lead
from leadtui.domain.match import Decision, Match, Verdict
from leadtui.domain.plan import VEILED
from leadtui.domain.policy import shipped
from leadtui.domain.qualification import NEW, NONE, Known, Line, Plan, Request, Sale, propose, refusal
from leadtui.domain.records import Account, Brief, Contact, Opportunity
from leadtui.domain.results import Refusal

LEAD = Lead(
    id=4211,
    first_name="Jonas",
    last_name="Lindqvist",
    company="Fabrikam AB",
    job_title="Head of Operations",
    topic="40 route planners",
    email="jonas@fabrikam.example",
    phone="+46 40 555 01 99",
    mobile="+46 70 555 01 23",
    website="https://www.fabrikam.example/",
    street="Storgatan 1",
    city="Malmö",
    source="partner",
    owner="mia",
    territory="Nordics",
    budget_amount=Decimal("38000.00"),
    currency="EUR",
    decision_maker=True,
    description="Wants them by spring.",
)
FACTS = Facts({"mia", "ola"}, reachable=True)
WHY = Request(why="demo went well")
ACCOUNT = Account(id=5, name="Fabrikam AB", phone="+46 40 555 01 00", owner="ola", city="Malmö")
CONTACT = Contact(id=8, first_name="Jonas", last_name="Lindqvist", email="jonas@fabrikam.example", account=5)


def match(kind: Kind, id: int, title: str, state: str = "", probability: float = 0.97, **more: Any) -> Match:
    brief = Brief(kind, id, title, state=state, owner="mia")
    more.setdefault("closed", kind is Kind.LEAD and state != "open")
    return Match(brief, probability, shipped().duplicates.band(probability), **more)


LIKE_CONTACT = match(Kind.CONTACT, 8, "Jonas Lindkvist")
LIKE_ACCOUNT = match(Kind.ACCOUNT, 5, "Fabrikam AB")
LIKE_LEAD = match(Kind.LEAD, 4102, "J. Lindqvist", "open")
CLOSED_LEAD = match(Kind.LEAD, 4103, "J. Lindqvist", "disqualified")
LIKELY_CONTACT = match(Kind.CONTACT, 8, "Jonas Lindkvist", probability=0.89)
DEAL = match(Kind.OPPORTUNITY, 31, "12 scanners", "open")
DECIDED = LIKE_LEAD._replace(
    decision=Decision(Verdict.DIFFERENT, "mia", datetime(2026, 11, 1, tzinfo=UTC), "his brother")
)
OPEN_DEAL = Brief(Kind.OPPORTUNITY, 31, "12 scanners", state="open")
SALE = Opportunity(id=40, topic="12 scanners", account=5)
EARLIER = Known(earlier=[OPEN_DEAL], sales={31: Opportunity(id=31, topic="12 scanners")})
AT = replace(WHY, contact=8, account=NEW)
HOME = Brief(Kind.ACCOUNT, 6, "Northwind")
VEILED_HOME = Brief(Kind.ACCOUNT, 6, "(of ola, not yours to read)", state=VEILED, owner="ola")
NO = Refusal("value", "Amount: “a lot” is not an amount.", "Write it like 38,000.", ("amount",))
LOST_DEAL = Brief(Kind.OPPORTUNITY, 32, "12 scanners", state="lost")


def plan(lead: Lead = LEAD, request: Request = WHY, known: Known | None = None, **change: Any) -> Plan:
    return propose(replace(lead, **change), request, known or Known(), FACTS, shipped())


SITUATIONS: list[tuple[str, dict[str, Any], Request, Known, str, str]] = [
    # what it is, the lead otherwise, request, known -> account/contact/opportunity, blocked by
    ("everything there", {}, WHY, Known(), "create create create", ""),
    ("no why", {}, Request(), Known(), "create create create", "why"),
    ("a note says why", {}, Request(), Known(why_note=Activity()), "create create create", ""),
    ("blank why", {}, Request(why="  "), Known(), "create create create", "why"),
    ("no company", {"company": None}, WHY, Known(), "none create create", ""),
    ("private person", {"private_person": True}, WHY, Known(), "none create create", ""),
    ("private, account wanted", {"private_person": True}, replace(WHY, account=NEW), Known(),
     "create create create", ""),
    ("account wanted, no company", {"company": None}, replace(WHY, account=NEW), Known(),
     "create create create", "customer"),
    ("no name", {"first_name": None, "last_name": None}, WHY, Known(), "create none create", "name"),
    ("first name only", {"last_name": None}, WHY, Known(), "create create create", ""),
    ("linked account", {"account": 5}, WHY, Known(account=ACCOUNT), "link create create", ""),
    ("linked both", {"account": 5, "contact": 8}, WHY, Known(ACCOUNT, CONTACT), "link link create", ""),
    ("earlier life", {}, WHY, Known(ACCOUNT, CONTACT, earlier=[LOST_DEAL]), "link link create", ""),
    ("earlier one still open", {}, WHY, replace(EARLIER, account=ACCOUNT, contact=CONTACT), "link link link",
     ""),
    ("a second one all the same", {}, replace(WHY, opportunities=(Sale(),)), Known(earlier=[OPEN_DEAL]),
     "create create create", ""),
    ("the earlier one linked", {}, replace(WHY, opportunities=(Sale(31),)), EARLIER,
     "create create link", ""),
    ("an opportunity that is not there", {}, replace(WHY, opportunities=(Sale(99),)), EARLIER,
     "create create link", "customer"),
    ("joins one that goes on", {}, replace(WHY, account=5, opportunities=(Sale(40),)),
     Known(ACCOUNT, sales={40: SALE}), "link create link", ""),
    ("joins one of another account", {}, replace(WHY, opportunities=(Sale(40),)), Known(sales={40: SALE}),
     "create create link", "customer"),
    ("joins one that was lost", {}, replace(WHY, account=5, opportunities=(Sale(40),)),
     Known(ACCOUNT, sales={40: replace(SALE, outcome="lost")}), "link create link", "customer"),
    ("two to make", {}, replace(WHY, opportunities=(Sale(), Sale())), Known(), "create create create create",
     ""),
    ("one to make beside one to join", {}, replace(WHY, account=5, opportunities=(Sale(), Sale(40))),
     Known(ACCOUNT, sales={40: SALE}), "link create create link", ""),
    ("joined twice", {}, replace(WHY, account=5, opportunities=(Sale(40), Sale(40))),
     Known(ACCOUNT, sales={40: SALE}), "link create link link", "customer"),
    ("more than five", {}, replace(WHY, opportunities=(Sale(),) * 6), Known(),
     "create create create create create create create create", "customer"),
    ("five in all lives", {}, replace(WHY, opportunities=(Sale(),) * 4), Known(earlier=[LOST_DEAL] * 2),
     "create create create create create create", "customer"),
    ("the earlier one detached", {}, WHY, Known(earlier=[OPEN_DEAL._replace(state="detached")]),
     "create create create", ""),
    ("typed wrongly", {}, replace(WHY, opportunities=(Sale(NEW, {"amount": "a lot"}),)),
     Known(problems={(Kind.OPPORTUNITY, 0, "amount"): NO}), "create create create", "values"),
    ("request against link", {"account": 5}, replace(WHY, account=NONE), Known(account=ACCOUNT),
     "none create create", ""),
    ("none of all", {}, replace(WHY, account=NONE, contact=NONE, opportunities=()), Known(),
     "none none none", ""),
    ("account that is not there", {}, replace(WHY, account=6), Known(), "link create create", "customer"),
    ("contact looks alike", {}, WHY, Known(matches=[LIKE_CONTACT]), "create create create",
     "duplicates customer"),
    ("alike, new said", {}, replace(WHY, contact=NEW), Known(matches=[LIKE_CONTACT]), "create create create",
     "duplicates"),
    ("alike, reviewed", {}, replace(WHY, duplicates_reviewed=True), Known(matches=[LIKE_CONTACT]),
     "create create create", ""),
    ("alike, used", {}, replace(WHY, contact=8), Known(contact=CONTACT, matches=[LIKE_CONTACT]),
     "create link create", ""),
    ("alike, another used", {}, replace(WHY, contact=8),
     Known(contact=CONTACT, matches=[LIKE_CONTACT, match(Kind.CONTACT, 9, "Jonas L.")]), "create link create",
     ""),
    ("alike, already linked", {"account": 5}, WHY, Known(account=ACCOUNT, matches=[LIKE_ACCOUNT]),
     "link create create", ""),
    ("account and contact alike", {}, replace(WHY, account=5),
     Known(ACCOUNT, matches=[LIKE_ACCOUNT, LIKE_CONTACT]), "link create create", "duplicates customer"),
    ("no company, account alike", {"company": None}, WHY, Known(matches=[LIKE_ACCOUNT]), "none create create",
     "duplicates customer"),
    ("open lead alike", {}, WHY, Known(matches=[LIKE_LEAD]), "create create create", "duplicates"),
    ("closed lead alike", {}, WHY, Known(matches=[CLOSED_LEAD]), "create create create", ""),
    ("closed lead alike of someone else", {}, WHY,
     Known(matches=[match(Kind.LEAD, 4103, "", readable=False, closed=True)]), "create create create", ""),
    ("only likely", {}, WHY, Known(matches=[LIKELY_CONTACT]), "create create create", ""),
    ("decided", {}, WHY, Known(matches=[DECIDED]), "create create create", ""),
    ("an opportunity alike", {}, WHY, Known(matches=[DEAL]), "create create create", ""),
    ("itself", {}, WHY, Known(matches=[match(Kind.LEAD, 4211, "Jonas", "open")]), "create create create", ""),
    ("gaps", {"topic": None, "owner": None}, WHY, Known(), "create create create", "topic owner"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "request_", "known", "actions", "blocked"),
    [each[1:] for each in SITUATIONS],
    ids=[each[0] for each in SITUATIONS],
)
def test_a_situation_has_its_plan(
    change: dict[str, Any], request_: Request, known: Known, actions: str, blocked: str
) -> None:
    made = plan(request=request_, known=known, **change)
    assert " ".join(each.action for each in made.records) == actions
    assert " ".join(item.id for item in made.blocked_by) == blocked
    no = refusal(made)
    assert (no is None) == (not blocked)
    if no:
        assert no.fields
        assert no.sentence.endswith(".")
        assert no.fix
    # What was decided, said again, gives the same records: the screen shows what the store writes.
    again = plan(request=replace(made.request), known=known, **change)
    assert [each.action for each in again.records] == [each.action for each in made.records]


def test_refusals_name_what_blocks_first() -> None:
    assert refusal(plan(topic=None, owner=None)).code == "checklist"
    alike = refusal(plan(known=Known(matches=[LIKE_CONTACT])))
    assert alike is not None
    assert (alike.code, alike.fields) == ("duplicates", ("contact",))
    assert "contact 8 Jonas Lindkvist" in alike.sentence
    lead = refusal(plan(known=Known(matches=[LIKE_LEAD])))
    assert lead is not None
    assert lead.fields == ("duplicates_reviewed",)
    veiled = match(Kind.LEAD, 4102, "", "open", readable=False)
    assert "lead 4102 of mia" in refusal(plan(known=Known(matches=[veiled]))).sentence
    new = refusal(plan(request=replace(WHY, account=NEW), company=None))
    assert new is not None
    assert new.code == "customer"
    assert "needs a company" in new.sentence


def test_new_records_get_the_mapped_fields() -> None:
    account, contact, opportunity = plan().records
    assert account.title == "Fabrikam AB"
    assert account.values["name"] == "Fabrikam AB"
    assert account.values["territory"] == "Nordics"
    assert contact.title == "Jonas Lindqvist"
    assert contact.values["mobile"] == "+46 70 555 01 23"
    assert "do_not_call" not in contact.values
    assert opportunity.title == "40 route planners"
    assert opportunity.values == {
        "topic": "40 route planners",
        "amount": Decimal("38000.00"),
        "currency": "EUR",
        "decision_maker": True,
        "source": "partner",
        "owner": "mia",
        "territory": "Nordics",
        "description": "Wants them by spring.",
        "stage": "develop",
        "outcome": "open",
        "why": "demo went well",
    }


def test_every_mapped_field_exists_on_both_sides() -> None:
    for kind, pairs in shipped().mapping.items():
        for field, source in pairs.items():
            theirs, ours = BY_NAME[kind][field], BY_NAME[Kind.LEAD][source]
            assert theirs.type is ours.type
            assert theirs.max >= ours.max


def test_what_was_typed_in_the_plan_wins() -> None:
    typed = {"topic": "50 planners", "amount": Decimal(1), "next_step": "send the offer"}
    made = plan(request=replace(WHY, opportunities=(Sale(NEW, typed),)))
    assert made.records[2].title == "50 planners"
    assert made.records[2].values["amount"] == Decimal(1)
    assert next(item for item in made.items if item.id == "next").state == "done"
    with pytest.raises(KeyError):
        plan(request=replace(WHY, opportunities=(Sale(NEW, {"version": 3}),)))


def test_several_opportunities_share_no_name_and_no_budget() -> None:
    made = plan(request=replace(WHY, opportunities=(Sale(), Sale(), Sale(NEW, {"amount": Decimal(9)}))))
    titles = [each.title for each in made.sales]
    assert titles == ["40 route planners", "40 route planners (2)", "40 route planners (3)"]
    amounts = [each.values.get("amount") for each in made.sales]
    assert amounts == [Decimal("38000.00"), None, Decimal(9)]
    long = plan(request=replace(WHY, opportunities=(Sale(), Sale())), topic="x" * 300)
    assert len(str(long.sales[1].values["topic"])) == 300 - 5 + len(" (2)")
    assert [each.values["owner"] for each in made.sales] == ["mia"] * 3


def test_owner_territory_source_campaign_and_currency_are_said_with_their_rule() -> None:
    typed = {Kind.CONTACT: {"owner": "ola"}}
    account, contact, opportunity = plan(request=replace(WHY, values=typed), territory=None).records
    said = {(each.kind, line.field): line for each in (account, contact, opportunity) for line in each.lines}
    for name in ("owner", "territory", "source", "campaign", "currency"):
        assert said[Kind.OPPORTUNITY, name].because in ("the lead's", "the lead has none")
    assert said[Kind.CONTACT, "owner"] == Line("owner", "create", "ola", because="typed here")
    none = said[Kind.ACCOUNT, "territory"]
    assert (none.ours, none.because) == (None, "the lead has none")
    assert "territory" not in account.values


def test_where_there_is_no_opportunity_the_plan_says_why() -> None:
    none = plan(request=replace(WHY, opportunities=()))
    assert none.sales == () and none.records[2].because == "left out by hand"
    assert none.request.opportunities == ()
    assert none.planned(Kind.OPPORTUNITY) is none.records[2]


def test_a_line_of_a_linked_record_is_turned_by_kind_number_and_field() -> None:
    turned = replace(
        WHY,
        account=5,
        replaced=frozenset(
            {(Kind.ACCOUNT, 5, "phone"), (Kind.ACCOUNT, 6, "owner"), (Kind.CONTACT, 5, "owner")}
        ),
        unfilled=frozenset({(Kind.ACCOUNT, 5, "website")}),
    )
    account = plan(request=turned, known=Known(ACCOUNT)).records[0]
    found = {line.field: line.outcome for line in account.lines}
    assert (found["phone"], found["owner"], found["website"]) == ("replace", "keep", "leave")
    assert account.values["phone"] == "+46 40 555 01 99" and "website" not in account.values
    assert account.replaced == ("phone",)


def test_a_replaced_town_lets_the_street_in() -> None:
    elsewhere = replace(ACCOUNT, city="Stockholm")
    turned = replace(WHY, account=5, replaced=frozenset({(Kind.ACCOUNT, 5, "city")}))
    account = plan(request=turned, known=Known(elsewhere)).records[0]
    assert (account.values["city"], account.values["street"]) == ("Malmö", "Storgatan 1")


def test_a_plan_names_the_versions_that_it_saw() -> None:
    known = Known(
        replace(ACCOUNT, version=4), CONTACT, sales={40: replace(SALE, version=7), 41: replace(SALE, id=41)}
    )
    made = plan(request=replace(WHY, account=5, contact=8, opportunities=(Sale(40), Sale())), known=known)
    assert made.request.seen == {
        (Kind.ACCOUNT, 5): 4,
        (Kind.CONTACT, 8): 0,
        (Kind.OPPORTUNITY, 40): 7,
    }


def test_what_changed_since_a_plan_is_named_by_place_and_field() -> None:
    before = plan(account=5, known=Known(ACCOUNT))
    assert plan(account=5, known=Known(ACCOUNT)).changes_since(before) == frozenset()
    theirs = Known(replace(ACCOUNT, phone="+46 40 555 01 77"))
    assert plan(account=5, known=theirs).changes_since(before) == {(0, "phone")}
    filled = Known(replace(ACCOUNT, website="https://other.example"))
    assert plan(account=5, known=filled).changes_since(before) == {(0, "website")}
    gone = Known(replace(ACCOUNT, territory="Nordics"))
    assert plan(account=5, known=gone).changes_since(before) == {(0, "")}
    another = plan().changes_since(before)
    assert {(0, ""), (0, "name")} <= another and all(place == 0 for place, _ in another)
    more = plan(request=replace(WHY, opportunities=(Sale(), Sale())), account=5, known=Known(ACCOUNT))
    assert {(3, ""), (3, "topic")} <= more.changes_since(before)


def test_without_an_account_the_company_stays_as_text() -> None:
    made = plan(private_person=True)
    assert made.records[0].because == "a private person"
    assert made.records[2].values["company"] == "Fabrikam AB"


COMPANY: dict[str, tuple[Contact, dict[str, Any], tuple[str, object] | None]] = {
    "its blank is filled": (Contact(id=8), {}, ("fill", "Fabrikam AB")),
    "or left": (Contact(id=8), {"unfilled": frozenset({(Kind.CONTACT, 8, "company")})}, ("leave", None)),
    "another one is kept": (Contact(id=8, company="Northwind"), {}, ("keep", None)),
    "its account says it": (Contact(id=8, account=5), {}, None),
}


@pytest.mark.parametrize("case", COMPANY)
def test_the_company_of_a_linked_contact_is_a_line(case: str) -> None:
    contact, said, line = COMPANY[case]
    request = Request(account=NONE, contact=8, **said)
    planned = plan(request=request, known=Known(contact=contact)).planned(Kind.CONTACT)
    found = {each.field: each.outcome for each in planned.lines}.get("company")
    assert found == (line and line[0]) and planned.values.get("company") == (line and line[1])


def test_the_company_of_a_new_contact_is_a_line_only_without_an_account() -> None:
    for account in (NONE, NEW):
        contact = plan(request=Request(account=account, contact=NEW)).planned(Kind.CONTACT)
        assert contact.values.get("company") == ("Fabrikam AB" if account == NONE else None)


WHYS: dict[str, tuple[str | None, tuple[str, ...], str | None]] = {
    "its blank is filled": (None, (), "fill"),
    "or left": (None, ("unfilled",), "leave"),
    "another one is kept": ("They asked.", (), "keep"),
    "unless that is said": ("They asked.", ("replaced",), "replace"),
    "the same makes no line": ("Demo went well", (), None),
}


@pytest.mark.parametrize("case", WHYS)
def test_the_why_of_a_joined_opportunity_is_a_line(case: str) -> None:
    theirs, turned, outcome = WHYS[case]
    said = {name: frozenset({(Kind.OPPORTUNITY, 31, "why")}) for name in turned}
    request = replace(WHY, opportunities=(Sale(31),), **said)
    known = Known(sales={31: Opportunity(id=31, topic="12 scanners", why=theirs)})
    joined = plan(request=request, known=known).sales[0]
    assert {each.field: each.outcome for each in joined.lines} == ({"why": outcome} if outcome else {})
    assert joined.values == ({"why": "demo went well"} if outcome in ("fill", "replace") else {})


def test_a_linked_record_gets_blanks_only() -> None:
    account = plan(account=5, known=Known(account=ACCOUNT)).records[0]
    assert {line.field: line.outcome for line in account.lines} == {
        "website": "fill",
        "phone": "keep",
        "street": "fill",
        "owner": "keep",
        "territory": "fill",
    }
    assert account.values == {
        "website": "https://www.fabrikam.example/",
        "street": "Storgatan 1",
        "territory": "Nordics",
    }
    kept = next(line for line in account.lines if line.field == "phone")
    assert (kept.ours, kept.theirs) == ("+46 40 555 01 99", "+46 40 555 01 00")


def test_an_address_elsewhere_is_not_mixed() -> None:
    elsewhere = replace(ACCOUNT, city="Stockholm")
    account = plan(account=5, known=Known(account=elsewhere)).records[0]
    assert "street" not in account.values
    assert ("city", "keep") in [(line.field, line.outcome) for line in account.lines]


@pytest.mark.parametrize(
    ("ours", "theirs", "alike"),
    [
        ("Fabrikam  AB", "fabrikam ab", True),
        ("+46 40 555", "+4640555", True),
        ("https://www.x.example/", "x.example", True),
        ("Fabrikam", "Fabrikam AB", False),
        (True, True, True),
        ("a", None, False),
    ],
)
def test_values_that_say_the_same_make_no_line(ours: object, theirs: object, alike: bool) -> None:
    assert same(ours, theirs) is alike


def test_do_not_contact_is_carried_over_to_a_new_contact() -> None:
    made = plan(do_not_call=True)
    assert made.records[1].values["do_not_call"] is True
    assert made.warnings == ("Do not call Jonas Lindqvist, and the new contact says so too.",)


def test_do_not_contact_only_adds_on_a_linked_contact() -> None:
    added = plan(do_not_email=True, contact=8, known=Known(contact=CONTACT))
    assert added.records[1].values["do_not_email"] is True
    assert "this is added to Jonas Lindqvist" in added.warnings[0]
    theirs = plan(contact=8, known=Known(contact=replace(CONTACT, do_not_call=True)))
    assert "do_not_call" not in {line.field for line in theirs.records[1].lines}
    assert theirs.warnings[0] == "Do not call Jonas Lindqvist: the linked contact says so."


@pytest.mark.parametrize(
    ("request_", "known", "says"),
    [
        (replace(WHY, opportunities=(Sale(),)), Known(earlier=[OPEN_DEAL]), "second opportunity"),
        (WHY, Known(earlier=[LOST_DEAL, OPEN_DEAL._replace(state="detached")]), "was lost, and 1 more"),
        (WHY, Known(matches=[CLOSED_LEAD]), "is disqualified"),
        (AT, Known(contact=CONTACT, home=HOME), "is at Northwind, the plan makes Fabrikam AB."),
        (replace(AT, account=5), Known(ACCOUNT, CONTACT, HOME), "is at Northwind, the plan links Fabrikam"),
        (
            replace(AT, account=NONE),
            Known(contact=CONTACT, home=HOME),
            "is at Northwind, the plan has no acc",
        ),
        (AT, Known(contact=CONTACT, home=VEILED_HOME), "is at account 6 of ola, the plan makes Fabrikam AB."),
        (replace(WHY, account=NONE, contact=NONE), Known(), "neither an account nor a contact"),
        (replace(WHY, account=NONE, contact=NONE, opportunities=()), Known(), "only closes"),
    ],
)
def test_what_deserves_a_look_is_a_warning(request_: Request, known: Known, says: str) -> None:
    assert any(says in warning for warning in plan(request=request_, known=known).warnings)


def test_the_line_of_a_contact_at_another_account_says_at_which() -> None:
    made = plan(request=replace(WHY, contact=8, account=5), known=Known(ACCOUNT, CONTACT, HOME))
    assert made.planned(Kind.CONTACT).because == "at Northwind"
    other = plan(request=replace(AT, contact=NEW), known=Known(contact=CONTACT, home=HOME))
    assert other.planned(Kind.CONTACT).because == "" and other.warnings == ()


def test_a_usual_plan_warns_of_nothing() -> None:
    assert plan().warnings == ()
    home = Brief(Kind.ACCOUNT, 5, "Fabrikam AB")
    assert plan(account=5, contact=8, known=Known(ACCOUNT, CONTACT, home)).warnings == ()


def test_the_rules_say_why_they_chose() -> None:
    said = [each.because for each in plan(known=replace(EARLIER, account=ACCOUNT, contact=CONTACT)).records]
    assert said == [
        "of its earlier life",
        "of its earlier life",
        "of its earlier life",
    ]
    assert plan(account=5, known=Known(ACCOUNT)).records[0].because == "linked to the lead"


def test_the_request_comes_back_decided() -> None:
    made = plan(account=5, known=Known(ACCOUNT))
    assert (made.request.account, made.request.contact) == (5, NEW)
    assert made.request.opportunities == (Sale(NEW),)
    assert made.planned(Kind.CONTACT) is made.records[1]
