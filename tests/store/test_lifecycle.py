"""Qualify, disqualify, reactivate, assign: one transaction each, rules checked inside."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from colleagues import joined
from making import READY, a_lead, another, conflict, counted, done, qualified, refused, standing

from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.domain.qualification import NEW, NONE, Plan, Request, Sale
from leadtui.domain.records import Account, Activity, Contact, Opportunity
from leadtui.domain.results import Done, Exit
from leadtui.store import (
    NotFound,
    Session,
    assign,
    create,
    disqualify,
    edit,
    events,
    finish,
    log,
    plan,
    qualify,
    reactivate,
    undo,
    user_add,
    verify,
)
from leadtui.store.reads import record


def test_qualifying_makes_account_contact_and_opportunity(store: Session) -> None:
    id = a_lead(store)
    answer = qualified(store, id)
    lead = standing(store, id)
    assert (lead.state, lead.status_reason, lead.closed_by) == (State.QUALIFIED, "qualified", "ada")
    assert lead.closed_at == store.now()
    account = record(store, Kind.ACCOUNT, answer.account or 0)
    contact = record(store, Kind.CONTACT, answer.contact or 0)
    opportunity = record(store, Kind.OPPORTUNITY, answer.opportunities[0])
    assert isinstance(account, Account)
    assert isinstance(contact, Contact)
    assert isinstance(opportunity, Opportunity)
    assert (account.name, account.city, account.lead) == ("Northwind Lda", "Porto", id)
    assert (contact.last_name, contact.email, contact.account) == ("Pereira", READY["email"], account.id)
    assert (opportunity.topic, opportunity.account, opportunity.contact) == (
        READY["topic"],
        account.id,
        contact.id,
    )
    assert (opportunity.why, opportunity.outcome, opportunity.lead) == ("Budget is there.", "open", id)
    assert answer.sentence.startswith(
        "Qualified Ana Pereira: account Northwind Lda made, contact Ana Pereira made"
    )
    assert verify(store).ok


def test_a_qualification_remembers_how_the_lead_stood(store: Session) -> None:
    answer = qualified(store, a_lead(store))
    row = store.sql("SELECT account, contact, account_created, why, snapshot FROM qualification")[0]
    assert row[:4] == (answer.account, answer.contact, 1, "Budget is there.")
    assert store.sql("SELECT opportunity, created FROM origin") == [(answer.opportunities[0], 1)]
    told = json.loads(row[4])
    assert told["lead"]["email"] == READY["email"]
    assert {"name", "duplicates", "customer", "why"} <= {item["id"] for item in told["checklist"]}


def test_the_why_line_lands_on_the_timeline(store: Session) -> None:
    id = a_lead(store)
    qualified(store, id)
    assert store.sql("SELECT about_id, kind, text FROM activity") == [(id, "note", "Budget is there.")]


def test_a_second_qualify_is_refused_as_closed(store: Session) -> None:
    id = a_lead(store)
    qualified(store, id)
    refused(qualify(store, id, Request(why="Again.")), "closed")
    assert (counted(store, "account"), counted(store, "opportunity")) == (1, 1)


def test_a_repeated_qualify_of_the_same_op_id_answers_the_same(store: Session) -> None:
    id = a_lead(store)
    first = done(qualify(store, id, Request(why="Yes."), op_id="q1"))
    again = done(qualify(store, id, Request(why="Yes."), op_id="q1"))
    assert again.repeated
    assert (again.account, again.opportunities) == (first.account, first.opportunities)
    assert counted(store, "account") == 1


def test_a_stale_version_is_a_conflict_and_writes_nothing(store: Session, target: str) -> None:
    id = a_lead(store)
    with joined(target, "mia") as other:
        done(edit(other, Kind.LEAD, id, {"city": "Braga"}))
    answer = conflict(qualify(store, id, Request(why="Yes.", version=1)))
    assert answer.by == "mia"
    assert answer.changes == {"city": ("Porto", "Braga")}
    assert standing(store, id).is_open
    assert counted(store, "account") == 0


@pytest.mark.parametrize(
    ("values", "request_", "code", "field"),
    [
        ({"topic": None}, Request(why="Yes."), "checklist", "topic"),
        ({"owner": None}, Request(why="Yes."), "checklist", "owner"),
        ({}, Request(), "why", "why"),
        ({}, Request(why="Yes.", account=77), "not_found", "account"),
        (
            {},
            Request(why="Yes.", opportunities=(Sale(values={"close_on": "31/02/2026"}),)),
            "value",
            "opportunity.close_on",
        ),
        ({"company": None}, Request(why="Yes.", account=NEW), "customer", "account"),
    ],
)
def test_what_blocks_the_plan_refuses_by_name(
    store: Session, values: dict[str, object], request_: Request, code: str, field: str
) -> None:
    id = a_lead(store, **values)
    refusal = refused(qualify(store, id, request_), code)
    assert field in refusal.fields
    assert standing(store, id).version == 1


def test_a_record_that_looks_the_same_has_to_be_decided(store: Session) -> None:
    account = done(create(store, Kind.ACCOUNT, {"name": "Northwind, Lda."})).id
    id = a_lead(store)
    assert "account" in refused(qualify(store, id, Request(why="Yes.")), "duplicates").fields
    answer = qualified(store, id, account=account)
    assert answer.account == account
    assert counted(store, "account") == 1


def test_reviewed_duplicates_go_through(store: Session) -> None:
    done(create(store, Kind.CONTACT, {"last_name": "Pereira", "email": READY["email"]}))
    assert qualified(store, a_lead(store), duplicates_reviewed=True).contact is not None
    assert counted(store, "contact") == 2


def test_only_blanks_of_a_linked_record_are_filled(store: Session) -> None:
    contact = done(
        create(store, Kind.CONTACT, {"last_name": "Pereira-Lopes", "phone": "+351 21 555 0000"})
    ).id
    answer = qualified(store, a_lead(store), contact=contact)
    found = record(store, Kind.CONTACT, contact)
    assert isinstance(found, Contact)
    assert (found.last_name, found.phone) == ("Pereira-Lopes", "+351 21 555 0000")
    assert (found.first_name, found.email, found.account) == ("Ana", READY["email"], answer.account)
    assert [e.action for e in events(store, kind=Kind.CONTACT, record=contact)].count("link") == 1


def test_no_company_means_no_account_and_the_contact_is_the_customer(store: Session) -> None:
    answer = qualified(store, a_lead(store, company=None))
    assert answer.account is None
    opportunity = record(store, Kind.OPPORTUNITY, answer.opportunities[0])
    assert isinstance(opportunity, Opportunity)
    assert (opportunity.account, opportunity.contact) == (None, answer.contact)


def test_a_lead_joins_an_opportunity_that_another_one_made(store: Session) -> None:
    first = qualified(store, a_lead(store))
    second = another(store, 1)
    joined = qualified(store, second, opportunities=(Sale(first.opportunities[0]),))
    assert (joined.account, joined.opportunities) == (first.account, first.opportunities)
    assert joined.contact not in (None, first.contact)  # another person, one more stakeholder
    assert counted(store, "opportunity") == 1
    done(undo(store, joined.operation))
    assert standing(store, second).state is State.OPEN
    sale = record(store, Kind.OPPORTUNITY, first.opportunities[0])
    assert isinstance(sale, Opportunity)
    assert (sale.account, sale.contact, sale.outcome) == (first.account, first.contact, "open")
    assert verify(store).ok


def test_without_opportunity_the_lead_still_qualifies(store: Session) -> None:
    answer = qualified(store, a_lead(store), opportunities=(), account=NONE)
    assert (answer.account, answer.opportunities) == (None, ())
    contact = record(store, Kind.CONTACT, answer.contact or 0)
    assert isinstance(contact, Contact)
    assert contact.company == "Northwind Lda"


def test_the_account_and_contact_of_the_open_lead_are_linked(store: Session) -> None:
    account = done(create(store, Kind.ACCOUNT, {"name": "Northwind Group"})).id
    contact = done(create(store, Kind.CONTACT, {"last_name": "Costa", "account": account})).id
    answer = qualified(store, a_lead(store, account=account, contact=contact))
    assert (answer.account, answer.contact) == (account, contact)


def test_consent_is_carried_to_the_contact(store: Session) -> None:
    answer = qualified(store, a_lead(store, do_not_call=True))
    contact = record(store, Kind.CONTACT, answer.contact or 0)
    assert isinstance(contact, Contact)
    assert contact.do_not_call
    assert not contact.do_not_email


def test_disqualifying_closes_with_reason_and_sentence(store: Session) -> None:
    id = a_lead(store)
    answer = done(disqualify(store, id, "no_longer_interested", "Bought elsewhere.\x1b[31m"))
    assert answer.sentence == "Disqualified Ana Pereira: no longer interested."
    lead = standing(store, id)
    assert (lead.state, lead.status_reason, lead.closed_by) == ("disqualified", "no_longer_interested", "ada")
    event = next(e for e in events(store, kind=Kind.LEAD, record=id) if e.action == "disqualify")
    assert event.note == "Bought elsewhere.[31m"
    refused(disqualify(store, id, "lost"), "closed")


@pytest.mark.parametrize(
    ("reason", "code"), [("lsot", "reason"), ("merged", "reason"), ("new", "reason"), ("other", "note")]
)
def test_a_reason_must_exist_be_offered_and_get_its_note(store: Session, reason: str, code: str) -> None:
    id = a_lead(store)
    refusal = refused(disqualify(store, id, reason), code)
    assert refusal.fields == (code,)
    assert (refusal.exit is Exit.USAGE) == (reason == "lsot")
    assert standing(store, id).is_open


def test_reactivating_opens_the_next_cycle(store: Session) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    answer = done(reactivate(store, id, "They called back."))
    lead = standing(store, id)
    assert (lead.state, lead.status_reason, lead.cycle) == ("open", "new", 2)
    assert (lead.closed_at, lead.closed_by, lead.parked_until) == (None, None, None)
    assert answer.version == 3
    refused(reactivate(store, id), "open")


def test_an_earlier_life_is_offered_again_and_its_notes_do_not_count(store: Session) -> None:
    id = a_lead(store)
    first = qualified(store, id)
    done(reactivate(store, id))
    refused(qualify(store, id, Request()), "why")
    again = qualified(store, id)
    assert (again.account, again.contact) == (first.account, first.contact)
    assert again.opportunities == first.opportunities
    assert counted(store, "opportunity") == 1


def test_a_note_of_this_cycle_says_why(store: Session) -> None:
    id = a_lead(store)
    done(log(store, Kind.LEAD, id, Activity(kind="note", text="They have the money.")))
    done(qualify(store, id, Request()))


def test_assigning_finds_people_and_refuses_strangers(store: Session) -> None:
    done(user_add(store, "mia", "Mia Berg", None))
    id = a_lead(store)
    assert done(assign(store, id, "mia berg")).sentence == "Assigned Ana Pereira to Mia Berg."
    assert standing(store, id).owner == "mia"
    assert "mia" in refused(assign(store, id, "mai"), "owner").fix
    done(assign(store, id, None))
    assert standing(store, id).owner is None


def test_commands_on_unknown_leads_are_not_found(store: Session) -> None:
    for call in (
        lambda: qualify(store, 99, Request()),
        lambda: disqualify(store, 99, "lost"),
        lambda: reactivate(store, 99),
        lambda: assign(store, 99, "ada"),
    ):
        with pytest.raises(NotFound):
            call()


def test_of_two_who_qualify_at_once_one_wins_and_the_other_is_told(store: Session, target: str) -> None:
    for number in range(8):
        id = another(store, number)

        def race(user: str, id: int = id) -> object:
            with joined(target, user) as session:
                return qualify(session, id, Request(why="Yes."))

        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(race, ("ada", "mia")))
        assert sum(isinstance(answer, Done) for answer in answers) == 1
        refused(next(answer for answer in answers if not isinstance(answer, Done)), "closed")
    assert (counted(store, "account"), counted(store, "opportunity")) == (8, 8)
    assert verify(store).ok


def test_a_hostile_text_comes_in_clean(store: Session) -> None:
    hostile = "[/foo]\x1b]52;c;aGk=\x07\u202e\x00 Ltd"
    id = a_lead(store, company=hostile, topic="x" * 300)
    assert standing(store, id).company == "[/foo]]52;c;aGk= Ltd"
    refused(disqualify(store, id, "lost", "x" * 10_000_000), "value")
    refused(qualify(store, id, Request(why="y" * 2001)), "value")
    qualified(store, id, why="\x1b[31mRed")
    assert store.sql("SELECT text FROM activity") == [("[31mRed",)]


def test_a_match_that_appears_after_the_review_asks_again(store: Session) -> None:
    seen = done(create(store, Kind.CONTACT, {"last_name": "Pereira", "email": READY["email"]})).id
    id = a_lead(store)
    reviewed = frozenset({(Kind.CONTACT, seen)})
    found = plan(store, id, Request(why="Yes.", reviewed=reviewed))
    assert isinstance(found, Plan)
    assert not found.blocked_by
    done(create(store, Kind.CONTACT, {"last_name": "Pereira", "email": READY["email"]}))
    refused(qualify(store, id, Request(why="Yes.", reviewed=reviewed)), "duplicates")
    assert qualified(store, id, reviewed=reviewed | {(Kind.CONTACT, seen + 1)}).contact is not None


def test_an_op_id_names_one_command_of_one_user_on_one_record(store: Session, target: str) -> None:
    first, second = a_lead(store), another(store, 2)
    answer = done(disqualify(store, first, "lost", op_id="K"))
    assert done(disqualify(store, first, "lost", op_id="K")).operation == answer.operation
    refused(assign(store, first, "ada", op_id="K"), "op_id")
    refused(disqualify(store, second, "lost", op_id="K"), "op_id")
    with joined(target, "mia") as other:
        assert "Disqualified" in refused(disqualify(other, first, "lost", op_id="K"), "op_id").sentence
    assert standing(store, second).is_open


def test_an_op_id_of_a_task_names_that_task(store: Session) -> None:
    id = a_lead(store)
    for text in ("Call", "Write"):
        done(log(store, Kind.LEAD, id, Activity(kind="task", text=text, done=False)))
    done(finish(store, 1, op_id="K"))
    assert done(finish(store, 1, op_id="K")).repeated
    refused(finish(store, 2, op_id="K"), "op_id")


@pytest.mark.parametrize("version", [3, 0, -1])
def test_a_version_that_never_was_is_said(store: Session, version: int) -> None:
    id = a_lead(store)
    refusal = refused(disqualify(store, id, "lost", version=version), "version")
    assert refusal.sentence == f"Lead {id} is at version 1; version {version} was never written."
    assert refusal.exit is Exit.USAGE
    refused(assign(store, id, None, version=version), "version")
