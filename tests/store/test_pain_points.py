"""What users of other systems hit (`reference/lead-qualification.md`, c): none of it can happen here.

One test a point, named after it: C1 to C25 of conversion, C39 to C44 of losing, reopening and history.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from clocks import FakeClock
from copies import copied
from invariants import hold, rows
from making import a_lead, another, counted, done, qualified, refused, standing
from rule_books import amended, ruled
from shelf import ids
from staffed import staffed

from leadtui import store as desk
from leadtui.actions import bulk
from leadtui.cli.root import root
from leadtui.domain.bulk import Act, Asked, Outcome, Run
from leadtui.domain.fields import Kind
from leadtui.domain.plan import NEW, Plan, Request, Sale
from leadtui.domain.records import Activity, Contact, LeadDetail, RecordDetail
from leadtui.store import Session, create_store, open_session
from leadtui.store.history import verify

NOTE = Activity(kind="note", text="Wants blue shelves.")
TASK = Activity(kind="task", text="Send the offer", done=False)


def _make(path: Path) -> None:
    create_store(path, user="ada", login="ada").close()


@pytest.fixture
def book(tmp_path: Path, clock: FakeClock) -> Iterator[Session]:
    path = copied(tmp_path / "store.db", "store", _make)
    with open_session(path, user="ada", login="ada", clock=clock) as session:
        yield session


def carried(book: Session, act: Act, leads: list[int], **values: Any) -> dict[int, tuple[Outcome, str]]:
    """What came of each lead of a run."""
    run = desk.begin_run(book, Asked(act, values), leads, "marked")
    assert isinstance(run, Run), run
    assert isinstance(bulk.carry_on(book, run.id), Run)
    return {row.lead: (row.outcome, row.code) for row in desk.run_rows(book, run.id)}


def detail(book: Session, lead: int) -> LeadDetail:
    found = desk.lead_detail(book, lead)
    assert found is not None
    return found


def whole(book: Session, kind: Kind, id: int | None) -> RecordDetail:
    found = desk.record_detail(book, kind, id or 0)
    assert found is not None
    return found


def told(book: Session, kind: Kind, id: int | None) -> list[str]:
    """What was logged, as the timeline of that record shows it."""
    found = detail(book, id or 0) if kind is Kind.LEAD else whole(book, kind, id)
    return [entry.text for entry in found.timeline if isinstance(entry, Activity)]


def planned(book: Session, lead: int, **request: Any) -> Plan:
    made = desk.plan(book, lead, Request(**{"why": "Yes.", **request}))
    assert isinstance(made, Plan), made
    return made


# -- conversion


def test_c01_many_at_once_look_for_duplicates_as_one_does(book: Session) -> None:
    twin, _, other = a_lead(book), a_lead(book), another(book, 1)
    found = carried(book, Act.QUALIFY, [twin, other], why="Yes.")
    assert found == {twin: (Outcome.QUEUED, "duplicates"), other: (Outcome.DONE, "")}
    assert standing(book, twin).is_open and counted(book, "account") == 1


def test_c02_several_leads_become_one_deal(book: Session) -> None:
    first, *others = [another(book, number) for number in range(3)]
    deal = qualified(book, first).opportunities
    for lead in others:
        assert qualified(book, lead, opportunities=(Sale(deal[0]),)).opportunities == deal
    assert counted(book, "opportunity") == 1
    leads = [one.id for one in whole(book, Kind.OPPORTUNITY, deal[0]).related if one.kind is Kind.LEAD]
    assert sorted(leads) == [first, *others]
    assert all(detail(book, lead).qualifications[0].opportunities[0].id == deal[0] for lead in others)


@pytest.mark.parametrize("filter", ["", "is:qualified", "pereira", "reason:qualified", "-is:open"])
def test_c03_converted_leads_stay_to_be_listed_and_found(book: Session, filter: str) -> None:
    lead = a_lead(book)
    qualified(book, lead)
    assert lead in ids(book, filter)
    assert lead in [one.id for one in desk.find(book, "pereira") if one.kind is Kind.LEAD]


def test_c04_one_conversion_makes_one_contact(book: Session) -> None:
    lead = a_lead(book)
    request = Request(why="Yes.", opportunities=(Sale(), Sale(), Sale()))
    done(desk.qualify(book, lead, request, op_id="once"))
    assert done(desk.qualify(book, lead, request, op_id="once")).repeated
    refused(desk.qualify(book, lead, request), "closed")
    assert (counted(book, "contact"), counted(book, "account")) == (1, 1)


def test_c05_contacts_are_recognised_without_any_email(book: Session) -> None:
    made = {"first_name": "Ana", "last_name": "Pereira", "phone": "+351 21 555 0123"}
    contact = done(desk.create(book, Kind.CONTACT, made)).id
    lead = a_lead(book, email=None, phone="00351 215550123")
    no = refused(desk.qualify(book, lead, Request(why="Yes.")), "duplicates")
    assert f"contact {contact}" in no.sentence


def test_c06_many_at_once_are_a_transaction_and_an_outcome_each(book: Session) -> None:
    leads = [another(book, number) for number in range(4)]
    done(desk.edit(book, Kind.LEAD, leads[1], {"topic": None}))
    before = book.sql("SELECT max(id) FROM operation")[0][0]
    found = carried(book, Act.QUALIFY, leads, why="Yes.")
    assert [found[lead][0] for lead in leads] == [Outcome.DONE, Outcome.QUEUED, Outcome.DONE, Outcome.DONE]
    assert book.sql("SELECT max(id) FROM operation")[0][0] - before == 3


def test_c07_an_existing_one_is_chosen_in_the_same_dialog_and_nothing_typed_is_lost(book: Session) -> None:
    theirs = {"first_name": "Ana", "last_name": "Pereira", "email": "ana@northwind.example"}
    contact = done(desk.create(book, Kind.CONTACT, theirs)).id
    lead = a_lead(book)
    typed = (Sale(values={"topic": "Forty scanners", "amount": "900"}),)
    first = planned(book, lead, opportunities=typed)
    assert "duplicates" in [item.id for item in first.blocked_by]
    second = planned(book, lead, contact=contact, account=NEW, opportunities=first.request.opportunities)
    assert not second.blocked_by
    answer = done(desk.qualify(book, lead, second.request))
    sale: Any = desk.record(book, Kind.OPPORTUNITY, answer.opportunities[0])
    assert (sale.topic, str(sale.amount), sale.contact) == ("Forty scanners", "900.00", contact)


def test_c08_history_stays_on_the_converted_lead(book: Session) -> None:
    lead = a_lead(book)
    done(desk.log(book, Kind.LEAD, lead, NOTE))
    before = desk.events(book, Kind.LEAD, lead)
    qualified(book, lead)
    assert desk.events(book, Kind.LEAD, lead)[: len(before)] == before
    assert NOTE.text in told(book, Kind.LEAD, lead)


def test_c09_activities_show_at_an_existing_contact_that_was_chosen(book: Session) -> None:
    contact = done(desk.create(book, Kind.CONTACT, {"last_name": "Costa"})).id
    lead = a_lead(book)
    done(desk.log(book, Kind.LEAD, lead, NOTE))
    qualified(book, lead, contact=contact)
    assert NOTE.text in told(book, Kind.CONTACT, contact)


def test_c10_activities_show_at_account_contact_and_opportunity_the_later_ones_too(book: Session) -> None:
    lead = a_lead(book)
    done(desk.log(book, Kind.LEAD, lead, NOTE))
    answer = qualified(book, lead)
    done(desk.log(book, Kind.LEAD, lead, Activity(kind="note", text="They called again.")))
    done(desk.log(book, Kind.OPPORTUNITY, answer.opportunities[0], Activity(kind="note", text="Offer sent.")))
    on_lead = {NOTE.text, "They called again."}
    assert on_lead | {"Offer sent."} <= set(told(book, Kind.ACCOUNT, answer.account))
    assert on_lead <= set(told(book, Kind.CONTACT, answer.contact))
    assert on_lead | {"Offer sent."} <= set(told(book, Kind.OPPORTUNITY, answer.opportunities[0]))
    assert on_lead <= set(told(book, Kind.LEAD, lead))


def test_c11_the_closed_lead_shows_what_it_became_though_that_was_merged_since(book: Session) -> None:
    stays = done(desk.create(book, Kind.CONTACT, {"last_name": "Costa"})).id
    lead = a_lead(book)
    answer = qualified(book, lead)
    done(desk.merge(book, Kind.CONTACT, stays, answer.contact or 0))
    assert "read-only" in refused(desk.qualify(book, lead, Request(why="Yes.")), "closed").sentence
    became = detail(book, lead).qualifications[0]
    assert became.account and became.account.id == answer.account
    assert became.contact and became.contact.id == stays


def test_c12_a_task_shows_once_wherever_it_shows(book: Session) -> None:
    lead = a_lead(book)
    done(desk.log(book, Kind.LEAD, lead, TASK))
    answer = qualified(book, lead, opportunities=(Sale(), Sale()))
    assert counted(book, "activity") == 2  # the task, and the why
    for kind, id in ((Kind.ACCOUNT, answer.account), (Kind.CONTACT, answer.contact), (Kind.LEAD, lead)):
        assert told(book, kind, id).count(TASK.text) == 1, kind
    assert all(told(book, Kind.OPPORTUNITY, id).count(TASK.text) == 1 for id in answer.opportunities)


def test_c13_the_plan_says_link_or_create_and_an_organisation_that_is_there_is_linked(book: Session) -> None:
    account = done(desk.create(book, Kind.ACCOUNT, {"name": "Northwind Lda"})).id
    lead = a_lead(book)
    assert planned(book, lead).planned(Kind.ACCOUNT).action == "create"
    linked = planned(book, lead, account=account)
    assert (linked.planned(Kind.ACCOUNT).action, linked.planned(Kind.ACCOUNT).id) == ("link", account)
    assert qualified(book, lead, account=account).account == account
    assert counted(book, "account") == 1


def test_c14_all_that_a_filter_shows_are_converted_at_once(book: Session) -> None:
    leads = [another(book, number, source="trade_show" if number % 2 else "web") for number in range(6)]
    wanted = ids(book, "src:trade_show")
    assert wanted == leads[1::2]
    assert set(carried(book, Act.QUALIFY, wanted, why="Yes.").values()) == {(Outcome.DONE, "")}
    assert ids(book, "is:qualified") == wanted


def test_c15_who_is_told_of_duplicates_is_told_which(book: Session) -> None:
    """Also who may not read them: then whose they are."""
    staffed(book)
    twins = [a_lead(book, owner=owner) for owner in ("rep", "manager")]
    no = refused(desk.qualify(book, twins[0], Request(why="Yes.")), "duplicates")
    assert f"lead {twins[1]} Ana Pereira" in no.sentence
    head, tail = amended(book).split('id = "rep"\nlabel', 1)
    tail = tail.replace('read = "all"', 'read = "own"', 1)
    done(desk.apply_policy(book, f'{head}id = "rep"\nlabel{tail}'))
    with book.acting("rep", book.now()):
        no = refused(desk.qualify(book, twins[0], Request(why="Yes.")), "duplicates")
        assert f"lead {twins[1]} of manager" in no.sentence
        assert planned(book, twins[0]).matches[0].ref == (Kind.LEAD, twins[1])


def test_c16_a_contact_stands_once_beside_an_opportunity(book: Session) -> None:
    lead = a_lead(book)
    first = qualified(book, lead)
    done(desk.reactivate(book, lead))
    again = qualified(book, lead)
    assert (again.contact, again.opportunities) == (first.contact, first.opportunities)
    people = [one.id for one in whole(book, Kind.OPPORTUNITY, first.opportunities[0]).related
              if one.kind is Kind.CONTACT]  # fmt: skip
    assert people == [first.contact]


def test_c17_a_chosen_account_with_blanks_is_filled_or_left_and_nothing_is_asked(book: Session) -> None:
    account = done(desk.create(book, Kind.ACCOUNT, {"name": "Northwind Lda"})).id
    lead = a_lead(book, website="northwind.example")
    made = planned(book, lead, account=account)
    assert not made.blocked_by
    outcomes = {line.field: line.outcome for line in made.planned(Kind.ACCOUNT).lines}
    assert outcomes["website"] == "fill"
    left = frozenset({(Kind.ACCOUNT, account, "website")})
    qualified(book, lead, account=account, unfilled=left)
    found: Any = desk.record(book, Kind.ACCOUNT, account)
    assert found.website is None and found.city == "Porto"


def test_c18_a_conversion_is_taken_back_whole(book: Session) -> None:
    lead = a_lead(book)
    before = standing(book, lead)
    qualified(book, lead, opportunities=(Sale(), Sale()))
    done(desk.undo(book))
    after = standing(book, lead)
    assert (after.state, after.status_reason, after.closed_at) == (before.state, before.status_reason, None)
    assert [counted(book, table) for table in ("account", "contact", "opportunity", "activity")] == [0] * 4
    hold(book, rows(book))


def test_c19_a_lead_is_disqualified_and_its_people_are_kept(book: Session) -> None:
    lead = a_lead(book)
    answer = done(desk.disqualify(book, lead, "lost", people=Request()))
    assert standing(book, lead).state == "disqualified"
    contact = desk.record(book, Kind.CONTACT, answer.contact or 0)
    assert isinstance(contact, Contact) and (contact.account, contact.lead) == (answer.account, lead)
    assert counted(book, "opportunity") == 0


def test_c20_the_way_of_a_deal_is_not_fixed_by_its_qualification(book: Session) -> None:
    """Dynamics binds a process to the lead; here stages are the opportunity's, items the policy's."""
    lead = a_lead(book)
    sale = qualified(book, lead).opportunities[0]
    for stage in ("close", "propose", "develop"):
        done(desk.move(book, sale, stage))
    text = '[[item]]\nid = "visit"\nlabel = "Visit"\nrequired = "advise"\nkind = "manual"\n'
    ruled(book, more=text)
    assert "visit" not in [item.id for item in detail(book, lead).checklist]  # as it was judged then
    done(desk.reactivate(book, lead))
    assert "visit" in [item.id for item in detail(book, lead).checklist]


def test_c21_going_on_in_spite_of_duplicates_is_said_in_the_help_and_for_one_lead_only(book: Session) -> None:
    a_lead(book)
    lead = a_lead(book)
    help_text = CliRunner().invoke(root, ["lead", "qualify", "--help"]).output
    assert "--duplicates-reviewed" in help_text
    no = refused(desk.qualify(book, lead, Request(why="Yes.")), "duplicates")
    assert "--duplicates-reviewed" in (no.command or no.fix)
    assert set(carried(book, Act.QUALIFY, [lead], why="Yes.", duplicates_reviewed=True).values()) == {
        (Outcome.QUEUED, "duplicates")
    }
    qualified(book, lead, duplicates_reviewed=True)


def test_c22_who_lacks_a_right_is_told_which_and_who_gives_it(book: Session) -> None:
    staffed(book)
    with book.acting("support", book.now()):
        no = refused(desk.qualify(book, 1, Request(why="Yes.")), "right")
    assert "qualify" in no.sentence and "ada" in no.fix and "boss" in no.fix


def test_c23_a_library_has_one_call_that_answers_what_was_made(book: Session) -> None:
    assert "qualify" in desk.__all__
    answer = done(desk.qualify(book, a_lead(book), Request(why="Yes.")))
    for kind, id in ((Kind.ACCOUNT, answer.account), (Kind.CONTACT, answer.contact)):
        assert id and desk.record(book, kind, id)
    assert desk.record(book, Kind.OPPORTUNITY, answer.opportunities[0])
    assert [event.id for event in desk.events(book, operation=answer.operation)] == list(answer.events)


def test_c24_each_record_says_what_becomes_of_it_whose_it_is_and_why(book: Session) -> None:
    made = planned(book, a_lead(book), opportunities=(Sale(), Sale()))
    assert [(each.kind, each.action) for each in made.records] == [
        (Kind.ACCOUNT, "create"), (Kind.CONTACT, "create"), (Kind.OPPORTUNITY, "create"),
        (Kind.OPPORTUNITY, "create"),
    ]  # fmt: skip
    for each in made.records:
        owner = next(line for line in each.lines if line.field == "owner")
        assert (owner.ours, owner.because) == ("ada", "the lead's")


def test_c25_an_opportunity_that_never_was_a_lead_has_its_customer(book: Session) -> None:
    account = done(desk.create(book, Kind.ACCOUNT, {"name": "Contoso"})).id
    contact = done(desk.create(book, Kind.CONTACT, {"last_name": "Costa"})).id
    sale = done(desk.create(book, Kind.OPPORTUNITY, {"topic": "Pumps"})).id
    done(desk.edit(book, Kind.OPPORTUNITY, sale, {"account": account, "contact": contact}))
    related = [(one.kind, one.id) for one in whole(book, Kind.OPPORTUNITY, sale).related]
    assert related == [(Kind.ACCOUNT, account), (Kind.CONTACT, contact)]


# -- losing, reopening, history


@pytest.mark.parametrize("reason", ["", "nonsense"])
def test_c39_the_reason_is_asked_for_whichever_way_a_lead_is_lost(book: Session, reason: str) -> None:
    lead = a_lead(book)
    refused(desk.disqualify(book, lead, reason), "reason")
    refused(desk.begin_run(book, Asked(Act.DISQUALIFY, {"reason": reason}), [lead], "marked"), "reason")
    refused(desk.edit(book, Kind.LEAD, lead, {"status_reason": "lost"}), "system")
    assert standing(book, lead).is_open


def test_c40_no_lead_is_lost_without_a_reason_and_its_note_where_it_asks_for_one(book: Session) -> None:
    lead = a_lead(book)
    refused(desk.disqualify(book, lead, ""), "reason")
    refused(desk.disqualify(book, lead, "other"), "note")
    done(desk.disqualify(book, lead, "other", "They moved abroad."))
    assert standing(book, lead).status_reason == "other"


def test_c41_a_reason_leads_to_its_leads_and_a_used_one_cannot_be_taken_away(book: Session) -> None:
    leads = [another(book, number) for number in range(3)]
    for lead in leads[:2]:
        done(desk.disqualify(book, lead, "poor_fit"))
    (row,) = (row for row in desk.report(book, "reason") if row.key == "poor_fit")
    assert (row.leads, ids(book, row.filter)) == (2, leads[:2])
    start = '[[reason]]\nid = "poor_fit"'
    text = amended(book)
    gone = text.replace(text[text.index(start) : text.index("[[reason]]", text.index(start) + 1)], "")
    no = refused(desk.apply_policy(book, gone), "policy")
    assert "poor_fit" in no.sentence and "2 leads have it" in no.sentence


def test_c42_lost_hidden_and_restored_never_contradict_each_other(book: Session, clock: FakeClock) -> None:
    lead, again = a_lead(book), another(book, 1)
    tomorrow = book.today().replace(day=28)
    for step in (
        lambda: desk.park(book, lead, tomorrow),
        lambda: desk.disqualify(book, lead, "lost"),
        lambda: desk.reactivate(book, lead),
        lambda: desk.undo(book),
        lambda: desk.undo(book),
        lambda: qualified(book, lead),
        lambda: desk.merge(book, Kind.LEAD, again, lead),
        lambda: desk.unmerge(book, Kind.LEAD, lead),
        lambda: desk.reactivate(book, lead),
    ):
        done(step())
        clock.forward(minutes=1)
        found = standing(book, lead)
        assert (lead in ids(book, "is:open")) == found.is_open == (found.closed_at is None)
        hold(book, rows(book))
    assert standing(book, lead).parked_until is None


def test_c43_who_changed_a_leads_status_when_and_how_long_it_took_is_told(
    book: Session, clock: FakeClock
) -> None:
    lead = a_lead(book)
    clock.forward(days=3)
    done(desk.disqualify(book, lead, "lost", "Too dear."))
    clock.forward(days=2)
    done(desk.reactivate(book, lead, "They called."))
    changes = [
        (event.actor, event.at, event.changes["status_reason"])
        for event in desk.events(book, Kind.LEAD, lead)
        if event.version > 1 and "status_reason" in event.changes
    ]
    assert [change[2] for change in changes] == [("new", "lost"), ("lost", "new")]
    assert {change[0] for change in changes} == {"ada"} and (changes[1][1] - changes[0][1]).days == 2
    ended = detail(book, lead).ended
    assert ended and (ended.by, ended.reason, ended.at) == ("ada", "lost", changes[0][1])
    done(desk.disqualify(book, lead, "lost"))
    (row,) = desk.report(book, "owner")
    assert row.days_median == 5 and verify(book).ok


def test_c44_a_lost_lead_shows_its_reason_and_note(book: Session) -> None:
    lead = a_lead(book)
    done(desk.disqualify(book, lead, "no_longer_interested", "Bought elsewhere."))
    ended = detail(book, lead).ended
    assert ended and (ended.reason, ended.note) == ("no_longer_interested", "Bought elsewhere.")
    assert "Bought elsewhere." in [event.note for event in desk.events(book, Kind.LEAD, lead)]
