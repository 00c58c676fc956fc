"""Disqualifying: what a reason asks for, who is kept, what becomes of open opportunities; and back again."""

import json

import pytest
from colleagues import joined
from making import READY, a_lead, another, conflict, counted, done, qualified, refused, standing
from staffed import staffed

from leadtui import store as desk
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.domain.plan import NEW, NONE, Plan, Request, Sale
from leadtui.domain.records import Account, Contact, LeadDetail, Opportunity
from leadtui.domain.results import Exit
from leadtui.store import Session, create, disqualify, events, reactivate, undo, verify
from leadtui.store.reads import record

PEOPLE = Request()


def detail(store: Session, id: int) -> LeadDetail:
    found = desk.lead_detail(store, id)
    assert found is not None
    return found


def sale(store: Session, id: int) -> Opportunity:
    found = record(store, Kind.OPPORTUNITY, id)
    assert isinstance(found, Opportunity)
    return found


def reopened_with_a_sale(store: Session) -> tuple[int, int]:
    """A lead in its second life, and the open opportunity of its first."""
    id = a_lead(store)
    made = qualified(store, id).opportunities[0]
    done(reactivate(store, id))
    return id, made


# -- the record that is named


def test_a_duplicate_names_what_stays_as_data(store: Session) -> None:
    stays, goes = another(store, 1), another(store, 2)
    done(disqualify(store, goes, "duplicate", "Same person.", (Kind.LEAD, stays)))
    event = next(e for e in events(store, kind=Kind.LEAD, record=goes) if e.action == "disqualify")
    assert event.note == "Same person."
    assert event.changes["named"] == (None, f"lead:{stays}")
    ended = detail(store, goes).ended
    assert ended is not None and ended.named is not None
    assert (ended.named.kind, ended.named.id, ended.named.title) == (Kind.LEAD, stays, "Priya Natarajan")
    assert [one.id for one in detail(store, stays).named_by] == [goes]
    assert verify(store).ok


def test_an_account_that_handles_it_shows_the_lead(store: Session) -> None:
    account = done(create(store, Kind.ACCOUNT, {"name": "Tailspin Toys"})).id
    id = another(store, 1)
    done(disqualify(store, id, "handled_elsewhere", record=(Kind.ACCOUNT, account)))
    found = desk.record_detail(store, Kind.ACCOUNT, account)
    assert found is not None and (Kind.LEAD, id) in {(one.kind, one.id) for one in found.related}


@pytest.mark.parametrize("reason", ["duplicate", "handled_elsewhere"])
def test_a_reason_that_names_a_record_asks_which(store: Session, reason: str) -> None:
    id = a_lead(store)
    no = refused(disqualify(store, id, reason), "record")
    assert "--record" in no.command and "number or name" in no.fix
    assert standing(store, id).is_open


def test_what_is_named_must_be_there_and_another(store: Session) -> None:
    stays, id = another(store, 1), another(store, 3)
    refused(disqualify(store, id, "duplicate", record=(Kind.LEAD, id)), "record")
    gone = refused(disqualify(store, id, "duplicate", record=(Kind.ACCOUNT, 99)), "record")
    assert gone.exit is Exit.NOT_FOUND
    refused(disqualify(store, id, "lost", record=(Kind.LEAD, stays)), "record")


def test_what_is_named_follows_a_merge_and_goes_with_the_life(store: Session) -> None:
    stays, other, goes = another(store, 1), another(store, 2), another(store, 3)
    done(disqualify(store, goes, "duplicate", record=(Kind.LEAD, stays)))
    done(desk.merge(store, Kind.LEAD, other, stays))
    ended = detail(store, goes).ended
    assert ended is not None and ended.named is not None and ended.named.id == other
    done(reactivate(store, goes))
    assert store.sql("SELECT named FROM lead WHERE id = ?", [goes]) == [(None,)]
    done(undo(store))
    assert store.sql("SELECT named FROM lead WHERE id = ?", [goes]) == [(f"lead:{stays}",)]


def test_two_leads_are_not_each_others_duplicate(store: Session) -> None:
    first, second, third = (another(store, n) for n in (1, 2, 3))
    done(disqualify(store, first, "duplicate", record=(Kind.LEAD, second)))
    no = refused(disqualify(store, second, "duplicate", record=(Kind.LEAD, first)), "record")
    assert f"Lead {first} itself leads back to lead {second}" in no.sentence
    assert f"lead reactivate {first}" in no.command
    done(disqualify(store, second, "duplicate", record=(Kind.LEAD, third)))
    refused(disqualify(store, third, "duplicate", record=(Kind.LEAD, first)), "record")
    done(reactivate(store, second))  # it names nobody any more
    done(disqualify(store, third, "duplicate", record=(Kind.LEAD, first)))
    assert verify(store).ok


def test_nor_where_one_of_them_was_merged_into_the_other(store: Session) -> None:
    stays, gone = another(store, 1), another(store, 2)
    done(desk.merge(store, Kind.LEAD, stays, gone))
    refused(disqualify(store, stays, "duplicate", record=(Kind.LEAD, gone)), "record")


def test_nor_by_taking_back_a_reactivation(store: Session) -> None:
    first, second = another(store, 1), another(store, 2)
    done(disqualify(store, first, "duplicate", record=(Kind.LEAD, second)))
    opened = done(reactivate(store, first)).operation
    done(disqualify(store, second, "duplicate", record=(Kind.LEAD, first)))
    refused(undo(store, opened), "touched")
    assert standing(store, first).is_open


# -- how the lead stood


def test_a_closed_lead_keeps_how_it_stood(store: Session) -> None:
    id = a_lead(store, topic=None)
    done(disqualify(store, id, "poor_fit", "Too small."))
    told = json.loads(store.sql("SELECT snapshot FROM closing WHERE lead = ?", [id])[0][0])
    assert told["lead"]["email"] == READY["email"]
    assert (told["reason"], told["policy"]) == ("poor_fit", 1)
    ended = detail(store, id).ended
    assert ended is not None
    assert (ended.reason, ended.by, ended.note, ended.cycle) == ("poor_fit", "ada", "Too small.", 1)
    assert {item.id: item.state for item in ended.checklist}["topic"] == "missing"


# -- keeping the people


def test_the_people_are_kept_by_the_rules_of_a_qualification(store: Session) -> None:
    kept, sold = a_lead(store), another(store, 1)
    answer = done(disqualify(store, kept, "poor_fit", people=PEOPLE))
    other = qualified(store, sold, opportunities=())
    account = record(store, Kind.ACCOUNT, answer.account or 0)
    contact = record(store, Kind.CONTACT, answer.contact or 0)
    assert isinstance(account, Account) and isinstance(contact, Contact)
    assert (account.name, account.city, account.lead) == ("Northwind Lda", "Porto", kept)
    assert (contact.last_name, contact.email, contact.account) == ("Pereira", READY["email"], account.id)
    assert contact.owner == getattr(record(store, Kind.CONTACT, other.contact or 0), "owner", "")
    assert counted(store, "opportunity") == 0
    assert "Kept: account Northwind Lda made and contact Ana Pereira made" in answer.sentence


def test_a_closed_lead_says_who_was_kept_and_they_lead_back_to_it(store: Session) -> None:
    id = a_lead(store)
    answer = done(disqualify(store, id, "poor_fit", people=PEOPLE))
    found = detail(store, id)
    life = found.qualifications[0]
    assert life.kept and (life.account_created, life.contact_created) == (True, True)
    assert [one.id for one in life.records] == [answer.account, answer.contact]
    assert desk.lead_rows(store, [id])[id].became == "AC"
    contact = desk.record_detail(store, Kind.CONTACT, answer.contact or 0)
    assert contact is not None
    assert (Kind.LEAD, id) in {(one.kind, one.id) for one in contact.related}


def test_undo_takes_the_people_back_with_the_disqualification(store: Session) -> None:
    id = a_lead(store)
    before = standing(store, id)
    done(disqualify(store, id, "poor_fit", people=PEOPLE))
    done(undo(store))
    assert (counted(store, "account"), counted(store, "contact")) == (0, 0)
    after = standing(store, id)
    assert (after.state, after.status_reason) == (before.state, before.status_reason)
    assert detail(store, id).qualifications == ()
    assert detail(store, id).ended is None
    assert verify(store).ok


def test_a_match_that_blocks_has_to_be_decided_first(store: Session) -> None:
    known = done(create(store, Kind.CONTACT, {"last_name": "Pereira", "email": READY["email"]})).id
    id = a_lead(store)
    no = refused(disqualify(store, id, "poor_fit", people=PEOPLE), "duplicates")
    assert "contact" in no.fields and standing(store, id).is_open
    answer = done(disqualify(store, id, "poor_fit", people=Request(contact=known)))
    assert answer.contact == known and counted(store, "contact") == 1
    made = record(store, Kind.CONTACT, known)
    assert isinstance(made, Contact) and made.first_name == "Ana"  # a blank was filled


def test_a_match_may_be_left_and_a_new_one_made(store: Session) -> None:
    done(create(store, Kind.CONTACT, {"last_name": "Pereira", "email": READY["email"]}))
    id = a_lead(store)
    done(disqualify(store, id, "poor_fit", people=Request(contact=NEW, duplicates_reviewed=True)))
    assert counted(store, "contact") == 2


def test_the_lead_that_is_named_is_decided_by_that(store: Session) -> None:
    first = a_lead(store)
    second = a_lead(store)
    refused(disqualify(store, second, "poor_fit", people=PEOPLE), "duplicates")
    done(disqualify(store, second, "duplicate", record=(Kind.LEAD, first), people=PEOPLE))


def test_nobody_kept_is_refused_with_a_mend(store: Session) -> None:
    id = a_lead(store)
    no = refused(disqualify(store, id, "lost", people=Request(account=NONE, contact=NONE)), "customer")
    assert "--keep-people" in no.command


def test_gaps_of_the_checklist_do_not_keep_people_from_being_kept(store: Session) -> None:
    id = another(store, 4, topic=None, owner=None)
    assert done(disqualify(store, id, "no_longer_interested", people=PEOPLE)).contact


def test_a_preview_writes_nothing_and_says_the_same(store: Session) -> None:
    id = a_lead(store)
    plan = desk.kept_people(store, id, PEOPLE)
    assert isinstance(plan, Plan)
    assert [(each.kind, each.action) for each in plan.records[:2]] == [
        (Kind.ACCOUNT, "create"), (Kind.CONTACT, "create")]  # fmt: skip
    assert counted(store, "account") == 0
    done(disqualify(store, id, "lost"))
    refused(desk.kept_people(store, id, PEOPLE), "closed")


def test_the_people_of_an_earlier_life_are_linked_again(store: Session) -> None:
    id = a_lead(store)
    first = done(disqualify(store, id, "poor_fit", people=PEOPLE))
    done(reactivate(store, id))
    again = qualified(store, id)
    assert (again.account, again.contact) == (first.account, first.contact)


@pytest.mark.parametrize(("role", "right"), [("support", "create_account"), ("auditor", "disqualify")])
def test_keeping_needs_the_rights_to_make_them(store: Session, role: str, right: str) -> None:
    book = staffed(store)
    with book.acting(role, book.now()):
        no = refused(disqualify(book, 1, "lost", people=PEOPLE), "right")
    assert no.fields == (right,)
    assert standing(book, 1).is_open


# -- open opportunities


def test_an_open_opportunity_is_not_left_behind_unsaid(store: Session) -> None:
    id, made = reopened_with_a_sale(store)
    no = refused(disqualify(store, id, "lost"), "opportunity")
    assert "lost, detached, or kept" in no.fix and "--lost-reason" in no.command
    done(disqualify(store, id, "lost", opportunity="keep"))
    assert sale(store, made).outcome == "open"


def test_it_may_be_lost_with_a_reason(store: Session) -> None:
    id, made = reopened_with_a_sale(store)
    no = refused(disqualify(store, id, "lost", opportunity="lost"), "reason")
    assert "--lost-reason" in no.command and no.fields == ("lost_reason",)
    refused(disqualify(store, id, "lost", opportunity="lost", because="pric"), "reason")
    done(disqualify(store, id, "lost", "Too dear.", opportunity="lost", because="Price"))
    found = sale(store, made)
    assert (found.outcome, found.closed_on, found.lost_reason) == ("lost", store.today(), "price")
    event = next(e for e in events(store, kind=Kind.OPPORTUNITY, record=made) if e.action == "lose")
    assert event.note == f"Lead {id} was disqualified: lost. Too dear."


def test_a_reason_to_lose_that_asks_for_a_note_gets_that_of_the_lead(store: Session) -> None:
    id, made = reopened_with_a_sale(store)
    refused(disqualify(store, id, "lost", opportunity="lost", because="other"), "note")
    done(disqualify(store, id, "lost", "They closed down.", opportunity="lost", because="other"))
    assert sale(store, made).lost_reason == "other"


def test_it_may_be_detached_with_a_reason_and_goes_on(store: Session) -> None:
    id, made = reopened_with_a_sale(store)
    refused(disqualify(store, id, "lost", opportunity="detach"), "opportunity")
    refused(disqualify(store, id, "lost", opportunity="detach", because="x" * 201), "value")
    done(disqualify(store, id, "lost", opportunity="detach", because="Key accounts sell it."))
    assert sale(store, made).outcome == "open"
    brief = detail(store, id).qualifications[0].opportunities[0]
    assert (brief.state, brief.detail) == ("detached", "Key accounts sell it.")
    done(reactivate(store, id))
    assert desk.lead_sales(store, id) == []
    done(disqualify(store, id, "lost"))  # it is asked about no more


@pytest.mark.parametrize(
    ("fate", "because"), [("lost", "price"), ("detach", "Others sell it."), ("keep", "")]
)
def test_undo_brings_each_back(store: Session, fate: str, because: str) -> None:
    id, made = reopened_with_a_sale(store)
    done(disqualify(store, id, "lost", opportunity=fate, because=because))
    done(undo(store))
    found = sale(store, made)
    assert (found.outcome, found.closed_on, found.lost_reason) == ("open", None, None)
    assert [one.id for one in desk.lead_sales(store, id)] == [made]
    assert standing(store, id).state is State.OPEN
    assert verify(store).ok


def test_one_that_the_lead_only_joined_is_asked_about_too(store: Session) -> None:
    first = qualified(store, a_lead(store))
    second = another(store, 1)
    qualified(store, second, opportunities=(Sale(first.opportunities[0]),))
    done(reactivate(store, second))
    refused(disqualify(store, second, "lost"), "opportunity")


def test_what_others_lose_with_it_is_told(store: Session) -> None:
    id, made = reopened_with_a_sale(store)
    assert [one.shared for one in desk.lead_sales(store, id)] == [0]
    others = [another(store, n) for n in (1, 2)]
    for other in others:
        qualified(store, other, opportunities=(Sale(made),))
    assert [one.shared for one in desk.lead_sales(store, id)] == [2]
    no = refused(disqualify(store, id, "lost"), "opportunity")
    assert "also of 2 other leads" in no.sentence
    done(reactivate(store, others[1]))
    done(disqualify(store, others[1], "lost", opportunity="detach", because="Ola sells it."))
    assert [one.shared for one in desk.lead_sales(store, id)] == [1]
    done(reactivate(store, others[0]))
    told = done(disqualify(store, others[0], "lost", opportunity="lost", because="price"))
    title = sale(store, made).topic
    assert told.sentence.endswith(f"Lost with it: {made} {title}, also of 1 other lead.")


def test_leads_that_were_merged_are_one(store: Session) -> None:
    id, made = reopened_with_a_sale(store)
    first, second = another(store, 1), another(store, 2)
    for other in (first, second):
        qualified(store, other, opportunities=(Sale(made),))
        done(reactivate(store, other))
    done(desk.merge(store, Kind.LEAD, first, second))
    assert [one.shared for one in desk.lead_sales(store, id)] == [1]
    assert [one.shared for one in desk.lead_sales(store, first)] == [1]


def test_who_lost_a_right_meanwhile_takes_nothing_back(store: Session) -> None:
    book = staffed(store)
    with book.acting("manager", book.now()):
        done(disqualify(book, 1, "lost", people=PEOPLE))
    done(desk.user_role(book, "manager", "support"))
    with book.acting("manager", book.now()):
        assert refused(undo(book), "right").fields == ("create_account",)
    assert standing(book, 1).state is State.DISQUALIFIED


def test_a_linked_record_that_moved_meanwhile_is_a_conflict(store: Session, target: str) -> None:
    known = done(create(store, Kind.CONTACT, {"last_name": "Pereira", "email": READY["email"]})).id
    id = a_lead(store)
    plan = desk.kept_people(store, id, Request(contact=known))
    assert isinstance(plan, Plan)
    with joined(target, "mia") as other:
        done(desk.edit(other, Kind.CONTACT, known, {"phone": "+351 21 555 9999"}))
    answer = conflict(disqualify(store, id, "poor_fit", people=plan.request))
    assert (answer.kind, answer.id, answer.by) == ("contact", known, "mia")
    assert standing(store, id).is_open and counted(store, "account") == 0
