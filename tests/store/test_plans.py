"""The plan of a qualification with all that it writes: several opportunities, joining, lines, versions."""

import json
from decimal import Decimal
from typing import Any

import pytest
from colleagues import add
from making import a_lead, another, conflict, counted, done, qualified, refused, standing
from rule_books import ruled

from leadtui.domain.access import Scope
from leadtui.domain.checklist import PLAN_KINDS
from leadtui.domain.fields import Kind
from leadtui.domain.match import Band
from leadtui.domain.plan import NEW, NONE, Choice, Line, Plan, Request, Sale, Values
from leadtui.domain.policy import shipped
from leadtui.domain.records import Activity, Contact, LeadDetail, Opportunity, RecordDetail
from leadtui.domain.results import Done
from leadtui.store import (
    Session,
    create,
    disqualify,
    edit,
    events,
    lead_detail,
    log,
    lose,
    merge,
    plan,
    qualify,
    reactivate,
    record,
    record_detail,
    report,
    set_match_policy,
    undo,
    unmerge,
    user_add,
    verify,
)

WHY = "Budget is there."


def planned(store: Session, id: int, **request: Any) -> Plan:
    made = plan(store, id, Request(**{"why": WHY, **request}))
    assert isinstance(made, Plan), made
    return made


def sale(store: Session, id: int) -> Opportunity:
    found = record(store, Kind.OPPORTUNITY, id)
    assert isinstance(found, Opportunity)
    return found


def contact(store: Session, id: int | None) -> Contact:
    found = record(store, Kind.CONTACT, id or 0)
    assert isinstance(found, Contact)
    return found


def detail(store: Session, id: int) -> LeadDetail:
    found = lead_detail(store, id)
    assert found is not None
    return found


def whole(store: Session, kind: Kind, id: int | None) -> RecordDetail:
    found = record_detail(store, kind, id or 0)
    assert found is not None
    return found


def related(store: Session, kind: Kind, id: int | None, other: Kind) -> list[int]:
    return [one.id for one in whole(store, kind, id).related if one.kind is other]


def line(made: Plan, kind: Kind, name: str) -> Line:
    return next(each for each in made.planned(kind).lines if each.field == name)


def three(store: Session, id: int) -> Done:
    sales = (Sale(), Sale(NEW, {"topic": "Labels", "amount": "800.50"}), Sale(values={"next_step": "Call"}))
    return qualified(store, id, opportunities=sales)


# -- several opportunities


def test_several_opportunities_come_of_one_lead(store: Session) -> None:
    id = a_lead(store, budget_amount=12000, currency="EUR")
    answer = three(store, id)
    made = [sale(store, each) for each in answer.opportunities]
    topic = "Scanners for three shops"
    assert [each.topic for each in made] == [topic, "Labels", f"{topic} (3)"]
    # The lead's budget counts once, however many opportunities come of it.
    assert [str(each.amount) for each in made] == ["12000.00", "800.50", "None"]
    belongs = {(each.account, each.contact, each.lead) for each in made}
    assert belongs == {(answer.account, answer.contact, id)}
    assert "opportunity Labels made" in answer.sentence
    became = detail(store, id).qualifications[0]
    assert [each.id for each in became.opportunities] == list(answer.opportunities)
    snapshot = json.loads(store.sql("SELECT snapshot FROM qualification")[0][0])
    assert snapshot["became"]["opportunities"] == list(answer.opportunities)
    assert list(snapshot["decisions"])[2:] == ["opportunity", "opportunity2", "opportunity3"]
    listed = related(store, Kind.ACCOUNT, answer.account, Kind.OPPORTUNITY)
    assert listed == list(answer.opportunities)[::-1]
    (row,) = report(store, "source")
    assert (row.leads, row.qualified, row.value) == (1, 1, Decimal("12800.50"))
    assert verify(store).ok


def test_several_opportunities_are_taken_back_at_once(store: Session) -> None:
    """C18: no undo of a conversion."""
    id = a_lead(store)
    answer = three(store, id)
    done(undo(store))
    assert counted(store, "opportunity") == counted(store, "account") == counted(store, "contact") == 0
    assert standing(store, id).is_open
    assert detail(store, id).qualifications == ()
    again = three(store, id)
    assert not set(again.opportunities) & set(answer.opportunities)
    assert verify(store).ok


def test_no_more_opportunities_than_the_policy_allows_in_all_lives(store: Session) -> None:
    ruled(store, ("opportunities = 5", "opportunities = 2"))
    id = a_lead(store)
    too_many = refused(qualify(store, id, Request(why=WHY, opportunities=(Sale(),) * 3)), "customer")
    assert "the policy allows 2 of one lead" in too_many.sentence
    first = qualified(store, id, opportunities=(Sale(), Sale()))
    done(reactivate(store, id, "They called."))
    more = refused(qualify(store, id, Request(why=WHY, opportunities=(Sale(),))), "customer")
    assert "2 opportunities came of this lead already" in more.sentence
    kept = tuple(Sale(each) for each in first.opportunities)
    assert qualified(store, id, opportunities=kept).opportunities == first.opportunities


def test_without_an_opportunity_the_plan_and_the_closed_lead_say_why(store: Session) -> None:
    id = a_lead(store)
    assert planned(store, id, opportunities=()).records[2].because == "left out by hand"
    assert planned(store, id, opportunities=()).sales == ()
    assert qualified(store, id, opportunities=()).sentence.endswith("; no opportunity (left out by hand).")
    assert detail(store, id).qualifications[0].without == "left out by hand"
    other = another(store, 1)
    ruled(store, ('id = "opportunity"\nmake = "automatic"', 'id = "opportunity"\nmake = "never"'))
    qualified(store, other)
    assert detail(store, other).qualifications[0].without == "the policy has no opportunity"


# -- joining an opportunity that goes on


def test_several_leads_feed_one_opportunity_traceable_from_both_sides(store: Session) -> None:
    """C2: several leads of one deal became several deals."""
    first = a_lead(store)
    made = qualified(store, first)
    number = made.opportunities[0]
    second = another(store, 1)
    joined_it = qualified(store, second, opportunities=(Sale(number), Sale()))
    assert joined_it.account == made.account and joined_it.opportunities[0] == number
    assert set(related(store, Kind.OPPORTUNITY, number, Kind.LEAD)) == {first, second}
    became = detail(store, second).qualifications[0]
    assert [each.id for each in became.opportunities] == list(joined_it.opportunities)
    # The other person is one more stakeholder, said once, and the customer stays who it was.
    assert related(store, Kind.OPPORTUNITY, number, Kind.CONTACT) == [made.contact, joined_it.contact]
    assert sale(store, number).contact == made.contact
    theirs = whole(store, Kind.CONTACT, joined_it.contact).related
    parts = [one.detail for one in theirs if (one.kind, one.id) == (Kind.OPPORTUNITY, number)]
    assert parts and parts[-1].startswith("stakeholder")
    people = [one for one in whole(store, Kind.OPPORTUNITY, number).related if one.kind is Kind.CONTACT]
    assert [one.detail.split(",")[0] for one in people] == ["stakeholder", "stakeholder"]
    told = events(store, kind=Kind.OPPORTUNITY, record=number)[-1]
    assert told.action == "link" and WHY in told.note
    refused(undo(store, made.operation), "touched")  # the second lead's opportunity would go with it
    done(undo(store, joined_it.operation))
    assert related(store, Kind.OPPORTUNITY, number, Kind.LEAD) == [first]
    assert related(store, Kind.OPPORTUNITY, number, Kind.CONTACT) == [made.contact]
    done(undo(store, made.operation))
    assert verify(store).ok


def test_the_same_person_is_no_second_stakeholder(store: Session) -> None:
    """C16: duplicate contact roles after conversion."""
    made = qualified(store, a_lead(store))
    number = made.opportunities[0]
    again = a_lead(store, topic="Labels")
    found = planned(store, again, opportunities=(Sale(number),))
    assert found.planned(Kind.CONTACT).id == made.contact
    assert found.planned(Kind.CONTACT).because == "the opportunity's"
    done(qualify(store, again, Request(why=WHY, opportunities=(Sale(number),), duplicates_reviewed=True)))
    assert related(store, Kind.OPPORTUNITY, number, Kind.CONTACT) == [made.contact]


def test_a_contact_without_account_becomes_the_customer_of_each(store: Session) -> None:
    answer = qualified(store, a_lead(store, company=None), opportunities=(Sale(), Sale()))
    for number in answer.opportunities:
        assert (sale(store, number).account, sale(store, number).contact) == (None, answer.contact)
    (person,) = (one for one in whole(store, Kind.OPPORTUNITY, 1).related if one.kind is Kind.CONTACT)
    assert person.detail.startswith("customer")
    details = {one.detail.split(",")[0] for one in whole(store, Kind.CONTACT, answer.contact).related[:2]}
    assert details == {"customer"}


@pytest.mark.parametrize(
    ("named", "says"),
    [("lost", "only an open one goes on"), ("twice", "named twice"), ("gone", "is not there")],
)
def test_what_cannot_be_joined_is_said_before_anything_is_written(
    store: Session, named: str, says: str
) -> None:
    number = qualified(store, a_lead(store)).opportunities[0]
    if named == "lost":
        done(lose(store, number, "price"))
    sales = {"lost": (number,), "twice": (number, number), "gone": (99,)}[named]
    id = another(store, 1)
    request = Request(why=WHY, opportunities=tuple(Sale(each) for each in sales), duplicates_reviewed=True)
    assert says in refused(qualify(store, id, request), "customer").sentence
    assert standing(store, id).is_open


def test_an_opportunity_of_another_account_asks_for_that_account(store: Session) -> None:
    number = qualified(store, a_lead(store)).opportunities[0]
    id = another(store, 1)
    no = refused(qualify(store, id, Request(why=WHY, account=NEW, opportunities=(Sale(number),))), "customer")
    assert "it belongs to account" in no.sentence and "--opportunity" in no.command


# -- a linked contact brings its account along


@pytest.fixture
def ana(store: Session) -> int:
    """A contact at Northwind, account 1; account 2 is Adatum."""
    for name in ("Northwind", "Adatum"):
        done(create(store, Kind.ACCOUNT, {"name": name}))
    return done(create(store, Kind.CONTACT, {"first_name": "Ana", "last_name": "Costa", "account": 1})).id


BROUGHT: list[tuple[str, dict[str, Any], dict[str, Any], Choice, str]] = [
    # the lead, the request beside contact 1 -> the plan's account, what is said of it
    ("chosen in the plan", {}, {"contact": 1}, 1, ""),
    ("linked to the lead", {"contact": 1}, {}, 1, ""),
    ("an account was chosen", {}, {"contact": 1, "account": 2}, 2, "the plan links Adatum"),
    ("a new one was chosen", {}, {"contact": 1, "account": NEW}, NEW, "the plan makes Fabrikam 0"),
    ("none was chosen", {}, {"contact": 1, "account": NONE}, NONE, "the plan has no account"),
    ("another is linked to the lead", {"account": 2}, {"contact": 1}, 2, "the plan links Adatum"),
    ("a private person", {"private_person": True}, {"contact": 1}, NONE, "the plan has no account"),
    ("another contact is made", {"contact": 1}, {"contact": NEW}, NEW, ""),
]


@pytest.mark.parametrize(("lead", "request_", "account", "says"), [each[1:] for each in BROUGHT],
                         ids=[each[0] for each in BROUGHT])  # fmt: skip
def test_a_linked_contact_brings_its_account_or_the_plan_says_that_they_differ(
    store: Session, ana: int, lead: dict[str, Any], request_: dict[str, Any], account: Choice, says: str
) -> None:
    id = another(store, 0, **lead)
    made = planned(store, id, **request_)
    assert made.request.account == account
    said = [each for each in made.warnings if "is at Northwind" in each]
    assert said == ([f"Ana Costa is at Northwind, {says}."] if says else [])
    written = done(qualify(store, id, made.request))
    assert account not in (1, 2) or written.account == account
    assert contact(store, ana).account == 1


def test_the_account_that_came_along_says_of_whom_and_goes_with_the_contact(store: Session, ana: int) -> None:
    id = another(store, 0)
    assert planned(store, id, contact=ana).planned(Kind.ACCOUNT).because == "that of Ana Costa"
    alone = done(create(store, Kind.CONTACT, {"last_name": "Alone"})).id
    assert planned(store, id, contact=alone).planned(Kind.ACCOUNT).action == "create"
    ruled(store, ('id = "contact"\nmake = "automatic"', 'id = "contact"\nmake = "never"'))
    linked = another(store, 1, contact=ana)
    assert [each.action for each in planned(store, linked).records[:2]] == ["create", "none"]


def test_the_account_of_an_earlier_life_stays_that_of_its_contact(store: Session, ana: int) -> None:
    id = another(store, 0)
    qualified(store, id, contact=ana, account=2)
    done(reactivate(store, id, "They called."))
    again = planned(store, id)
    assert [each.id for each in again.records[:2]] == [2, ana]
    assert "Ana Costa is at Northwind, the plan links Adatum." in again.warnings


def test_an_account_that_is_not_the_users_to_read_does_not_come_along(store: Session, ana: int) -> None:
    add(store, "mia", "rep")
    done(edit(store, Kind.ACCOUNT, 1, {"owner": "ada"}))
    done(set_match_policy(store, shipped().duplicates._replace(scopes={"rep": Scope.OWN})))
    with store.acting("mia", store.now()):
        made = planned(store, another(store, 0, owner="mia"), contact=ana)
    assert made.planned(Kind.ACCOUNT).action == "create"
    assert "Ana Costa is at account 1 of ada, the plan makes Fabrikam 0." in made.warnings
    assert "Northwind" not in str(made)


# -- the re-qualification guard


def test_a_reactivated_lead_takes_up_what_it_became_and_warns_before_a_second(store: Session) -> None:
    id = a_lead(store)
    first = qualified(store, id, opportunities=(Sale(), Sale(values={"topic": "Labels"})))
    done(reactivate(store, id, "They called."))
    guarded = planned(store, id)
    assert [each.id for each in guarded.records[:2]] == [first.account, first.contact]
    assert {each.id for each in guarded.sales} == set(first.opportunities)
    assert {each.because for each in guarded.records} == {"of its earlier life"}
    assert not [each for each in guarded.warnings if "second opportunity" in each]
    second = planned(store, id, opportunities=(Sale(),))
    (warning,) = (each for each in second.warnings if "second opportunity" in each)
    assert "“Labels” of an earlier life is still open, and 1 more" in warning
    again = qualified(store, id)
    assert set(again.opportunities) == set(first.opportunities)
    assert counted(store, "opportunity") == 2
    lives = detail(store, id).qualifications
    assert [life.cycle for life in lives] == [2, 1]


def test_an_opportunity_that_ended_is_not_taken_up_but_told(store: Session) -> None:
    id = a_lead(store)
    number = qualified(store, id).opportunities[0]
    done(lose(store, number, "price"))
    done(reactivate(store, id, "They called."))
    made = planned(store, id)
    assert [each.action for each in made.records] == ["link", "link", "create"]
    assert any("was lost" in each for each in made.warnings)
    assert qualified(store, id).opportunities != (number,)


def test_an_opportunity_that_was_detached_is_not_taken_up(store: Session) -> None:
    id = a_lead(store)
    qualified(store, id)
    done(reactivate(store, id, "They called."))
    done(disqualify(store, id, "lost", opportunity="detach", because="Another lead goes on with it."))
    done(reactivate(store, id, "They called again."))
    made = planned(store, id)
    assert [each.action for each in made.sales] == ["create"]
    assert any("goes on without this lead" in each for each in made.warnings)


def test_what_merged_leads_became_is_taken_up(store: Session) -> None:
    first = qualified(store, a_lead(store))
    number = first.opportunities[0]
    other = another(store, 1)
    qualified(store, other, opportunities=(Sale(number), Sale()))
    third = another(store, 2)
    done(merge(store, Kind.LEAD, third, other))
    lives = detail(store, third).qualifications
    assert [each.id for each in lives[0].opportunities] == [number, 2]
    made = planned(store, third, duplicates_reviewed=True)
    assert {each.id for each in made.sales} == {number, 2}
    done(unmerge(store, Kind.LEAD, other))
    assert [each.action for each in planned(store, third, duplicates_reviewed=True).sales] == ["create"]


# -- which rule set owner, territory, source, campaign, currency


def test_each_new_record_says_whose_it_is_and_why(store: Session) -> None:
    done(user_add(store, "mia", "Mia Berg", None))
    id = a_lead(store, territory="Nordics")
    made = planned(store, id, values={Kind.ACCOUNT: {"owner": "Mia Berg"}})
    assert line(made, Kind.ACCOUNT, "owner") == Line("owner", "create", "mia", because="typed here")
    assert line(made, Kind.CONTACT, "owner") == Line("owner", "create", "ada", because="the lead's")
    assert line(made, Kind.OPPORTUNITY, "territory").because == "the lead's"
    none = Line("campaign", "create", None, because="the lead has none")
    assert line(made, Kind.OPPORTUNITY, "campaign") == none
    ruled(store, ('[[map]]\nid = "contact.owner"\nfrom = "owner"\n', ""))
    assert line(planned(store, id), Kind.CONTACT, "owner").because == "the policy takes none over"
    qualified(store, id)
    decisions = json.loads(store.sql("SELECT snapshot FROM qualification")[0][0])["decisions"]
    assert decisions["account"]["set_by"]["owner"] == "the lead's"


# -- what is typed for new records


TYPED: list[tuple[dict[str, Any], str, str]] = [
    ({"values": {Kind.ACCOUNT: {"name": "x" * 161}}}, "value", "account.name"),
    ({"values": {Kind.ACCOUNT: {"owner": "nobody known"}}}, "owner", "account.owner"),
    ({"values": {Kind.ACCOUNT: {"parent": 99}}}, "value", "account.parent"),
    ({"values": {Kind.CONTACT: {"email": "no e-mail"}}}, "value", "contact.email"),
    ({"opportunities": (Sale(values={"amount": "a lot"}),)}, "value", "opportunity.amount"),
    ({"opportunities": (Sale(), Sale(values={"close_on": "31/02/2026"}))}, "value", "opportunity2.close_on"),
]


@pytest.mark.parametrize(("said", "code", "field"), TYPED, ids=[each[2] for each in TYPED])
def test_what_cannot_be_kept_is_shown_in_the_plan_before_enter(
    store: Session, said: dict[str, Any], code: str, field: str
) -> None:
    id = a_lead(store)
    made = planned(store, id, **said)
    (item,) = (each for each in made.blocked_by if each.kind not in PLAN_KINDS)
    assert item.missing == (field,)
    (wrong,) = (one for each in made.records for one in each.problems)
    assert wrong.problem is not None and wrong.problem.code == code
    no = refused(qualify(store, id, Request(why=WHY, **said)), code)
    assert no.fields == (field,) and no.fix
    assert standing(store, id).is_open


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"values": {Kind.ACCOUNT: {"shoe": "44"}}}, "field"),
        ({"values": {Kind.CONTACT: {"version": 3}}}, "system"),
        ({"values": {Kind.CONTACT: {"account": 1}}}, "system"),
        ({"opportunities": (Sale(values={"outcome": "won"}),)}, "command"),
    ],
)
def test_what_nobody_types_there_is_no_plan(store: Session, said: dict[str, Any], code: str) -> None:
    refused(plan(store, a_lead(store), Request(why=WHY, **said)), code)


def test_what_is_typed_is_written(store: Session) -> None:
    typed: dict[Kind, Values] = {
        Kind.ACCOUNT: {"name": "Northwind Group", "industry": "Retail"},
        Kind.CONTACT: {"first_name": None, "phone": "", "do_not_call": "yes"},
    }
    answer = qualified(store, a_lead(store), values=typed, opportunities=(Sale(values={"amount": "5 EUR"}),))
    assert store.sql("SELECT name, industry FROM account") == [("Northwind Group", "Retail")]
    person = contact(store, answer.contact)
    assert (person.first_name, person.last_name, person.phone) == (None, "Pereira", None)
    assert person.do_not_call
    assert (str(sale(store, answer.opportunities[0]).amount), sale(store, 1).currency) == ("5.00", "EUR")


def test_a_name_typed_in_the_plan_makes_the_account_of_a_lead_without_company(store: Session) -> None:
    id = a_lead(store, company=None)
    assert planned(store, id, account=NEW).planned(Kind.ACCOUNT).because == "needs a company on the lead"
    answer = qualified(store, id, account=NEW, values={Kind.ACCOUNT: {"name": "Pereira & Sons"}})
    assert store.sql("SELECT id, name FROM account") == [(answer.account, "Pereira & Sons")]


def test_what_is_typed_for_a_new_contact_is_looked_for_too(store: Session) -> None:
    """C4, C7: the plan makes no second record of somebody who is known by what was typed."""
    known = done(create(store, Kind.CONTACT, {"last_name": "Pereira", "email": "a.pereira@other.example"})).id
    id = a_lead(store)
    assert not [one for one in planned(store, id).matches if one.ref == (Kind.CONTACT, known)]
    typed = {Kind.CONTACT: {"email": "a.pereira@other.example"}}
    (match,) = (one for one in planned(store, id, values=typed).matches if one.ref == (Kind.CONTACT, known))
    assert match.band is Band.BLOCK
    no = refused(qualify(store, id, Request(why=WHY, values=typed)), "duplicates")
    assert f"contact {known} " in no.sentence
    seen = Request(why=WHY, values=typed, contact=NEW, reviewed=frozenset({match.ref}))
    assert done(qualify(store, id, seen)).contact != known


# -- lines of linked records turned the other way


def a_contact(store: Session, **values: Any) -> int:
    return done(create(store, Kind.CONTACT, {"last_name": "Costa", "phone": "+351 21 555 9999", **values})).id


def test_a_linked_record_keeps_or_takes_over_and_fills_or_leaves(store: Session) -> None:
    """C13: whether it links or creates, and what it writes there, is said line by line."""
    person = a_contact(store)
    id = a_lead(store, contact=person)
    kinds = {each.field: each.outcome for each in planned(store, id).planned(Kind.CONTACT).lines}
    assert (kinds["phone"], kinds["last_name"], kinds["email"]) == ("keep", "keep", "fill")
    turned = {
        "replaced": frozenset({(Kind.CONTACT, person, "phone")}),
        "unfilled": frozenset({(Kind.CONTACT, person, "email"), (Kind.CONTACT, 77, "phone")}),
    }
    kinds = {each.field: each.outcome for each in planned(store, id, **turned).planned(Kind.CONTACT).lines}
    assert (kinds["phone"], kinds["email"], kinds["last_name"]) == ("replace", "leave", "keep")
    qualified(store, id, **turned)
    now = contact(store, person)
    assert (now.phone, now.email, now.last_name) == ("+351 21 555 0123", None, "Costa")
    done(undo(store))
    assert contact(store, person).phone == "+351 21 555 9999"


# -- what the plan saw


def test_a_linked_record_that_moved_is_a_conflict_and_nothing_is_written(store: Session) -> None:
    person = a_contact(store)
    id = a_lead(store, contact=person)
    seen = planned(store, id)
    assert seen.request.seen == {(Kind.CONTACT, person): 1}
    add(store, "mia")
    with store.acting("mia", store.now()):
        done(edit(store, Kind.CONTACT, person, {"phone": "+351 21 555 1111"}))
    before = counted(store, "account"), store.sql("SELECT count(*) FROM event")
    no = conflict(qualify(store, id, seen.request))
    assert (no.kind, no.id, no.by, set(no.changes)) == ("contact", person, "mia", {"phone"})
    assert (counted(store, "account"), store.sql("SELECT count(*) FROM event")) == before
    again = planned(store, id)
    assert again.changes_since(seen) == {(1, "phone")}
    done(qualify(store, id, again.request))


def test_a_joined_opportunity_that_moved_is_a_conflict(store: Session) -> None:
    number = qualified(store, a_lead(store)).opportunities[0]
    id = another(store, 1)
    seen = planned(store, id, opportunities=(Sale(number),))
    assert set(seen.request.seen) == {(Kind.ACCOUNT, 1), (Kind.OPPORTUNITY, number)}
    done(lose(store, number, "price"))
    assert conflict(qualify(store, id, seen.request)).kind == "opportunity"
    again = planned(store, id, opportunities=(Sale(number),))
    assert again.changes_since(seen) == {(2, "")}
    assert planned(store, id).changes_since(seen) >= {(0, ""), (2, ""), (2, "topic")}


def test_a_policy_put_in_force_meanwhile_is_a_conflict(store: Session) -> None:
    id = a_lead(store, website="https://northwind.example")
    seen = planned(store, id)
    ruled(store, ('id = "account.website"\nfrom = "website"', 'id = "account.description"\nfrom = "topic"'))
    no = conflict(qualify(store, id, seen.request))
    assert (no.kind, no.by, no.version) == ("policy", "ada", 2)
    again = planned(store, id)
    assert again.changes_since(seen) == {(0, ""), (0, "description")}
    done(qualify(store, id, again.request))


# -- the why, and what was logged


def test_the_why_lands_on_lead_opportunities_and_journal(store: Session) -> None:
    id = a_lead(store)
    answer = qualified(store, id, opportunities=(Sale(), Sale()))
    assert [sale(store, each).why for each in answer.opportunities] == [WHY, WHY]
    assert [(each.kind, each.text) for each in _activities(detail(store, id).timeline)] == [("note", WHY)]
    assert next(e for e in events(store, kind=Kind.LEAD, record=id) if e.action == "qualify").note == WHY
    bare = done(create(store, Kind.OPPORTUNITY, {"topic": "Labels", "account": answer.account})).id
    qualified(store, another(store, 1), opportunities=(Sale(bare),))
    assert sale(store, bare).why == WHY  # it had none


def test_what_was_logged_shows_on_all_three_and_stays_with_the_lead(store: Session) -> None:
    """C8, C9, C10, C12: history stays with the lead, and shows once wherever it is looked for."""
    id = a_lead(store)
    done(log(store, Kind.LEAD, id, Activity(kind="call", text="They want a demo.", outbound=True)))
    person = a_contact(store)
    answer = qualified(store, id, contact=person, opportunities=(Sale(), Sale()))
    done(log(store, Kind.OPPORTUNITY, answer.opportunities[0], Activity(kind="note", text="Demo booked.")))
    places = [
        (Kind.ACCOUNT, answer.account),
        (Kind.CONTACT, person),
        *((Kind.OPPORTUNITY, number) for number in answer.opportunities),
    ]
    for kind, number in places:
        texts = [each.text for each in _activities(whole(store, kind, number).timeline)]
        assert texts.count("They want a demo.") == texts.count(WHY) == 1, kind
    assert [each.text for each in _activities(detail(store, id).timeline)].count("Demo booked.") == 1
    about = store.sql("SELECT about_kind, about_id FROM activity WHERE text = 'They want a demo.'")
    assert about == [("lead", id)]


def _activities(timeline: Any) -> list[Activity]:
    return [each for each in timeline if isinstance(each, Activity)]
