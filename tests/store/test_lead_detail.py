"""One record whole: what hangs on it, what happened to it, what it became and what changed since."""

from datetime import date
from decimal import Decimal

import pytest
from shelf import change, make, person, qualify, reopen, statements, withdraw

from leadtui.domain.fields import Kind
from leadtui.domain.records import Activity, Event
from leadtui.domain.results import Done
from leadtui.store import Session
from leadtui.store.details import lead_detail, qualifications
from leadtui.store.operation import Op
from leadtui.store.record_details import record_detail
from leadtui.store.timelines import LONGEST, timeline
from leadtui.store.writing import command


def note(store: Session, lead: int, text: str, **values: object) -> int:
    return make(store, Kind.ACTIVITY, about_kind="lead", about_id=lead, text=text, by="ada", **values)


def test_a_lead_comes_whole(store: Session) -> None:
    person(store, "mia", "Mia Berg")
    account = make(store, Kind.ACCOUNT, name="Acme", city="Malmö")
    contact = make(store, Kind.CONTACT, last_name="Ana", job_title="CEO")
    lead = make(
        store,
        last_name="Ana",
        email="ana@example.com",
        topic="Pumps",
        owner="mia",
        account=account,
        contact=contact,
    )
    twin = make(store, last_name="Anna", email="ana@example.com")
    task = note(store, lead, "send the offer", kind="task", done=False, due=date(2026, 11, 24))
    found = lead_detail(store, lead)
    assert found is not None
    assert (found.lead.id, found.owner_name) == (lead, "Mia Berg")
    assert found.account and (found.account.title, found.account.detail) == ("Acme", "Malmö")
    assert found.contact and (found.contact.title, found.contact.detail) == ("Ana", "CEO")
    assert {item.id for item in found.checklist if item.state == "missing"} == {"company", "origin", "need"}
    assert [match.id for match in found.duplicates] == [twin]
    assert [entry.id for entry in found.tasks] == [task]
    assert found.qualifications == ()
    assert not found.more


def test_there_is_no_detail_of_what_is_not_there(store: Session) -> None:
    lead = make(store, last_name="Ana")
    assert lead_detail(store, lead + 1) is None
    assert record_detail(store, Kind.ACCOUNT, 1) is None
    withdraw(store, Kind.LEAD, lead)
    assert lead_detail(store, lead) is None


def test_an_owner_that_nobody_here_has_is_shown_as_text_and_is_a_gap(store: Session) -> None:
    found = lead_detail(store, make(store, last_name="Ana", owner="Paul Outsider"))
    assert found is not None
    assert found.owner_name == "Paul Outsider"
    assert any(item.id == "owner" and item.blocks for item in found.checklist)


def test_the_timeline_has_activities_and_events_newest_first(store: Session, clock) -> None:
    lead = make(store, last_name="Ana")
    clock.forward(minutes=1)
    call = note(store, lead, "asked for a price", kind="call", outbound=True)
    clock.forward(minutes=1)
    change(store, Kind.LEAD, lead, topic="Pumps")
    found = lead_detail(store, lead)
    assert found is not None
    edited, logged, created = found.timeline
    assert isinstance(edited, Event) and edited.changes["topic"] == (None, "Pumps")
    assert isinstance(logged, Activity) and (logged.id, logged.text) == (call, "asked for a price")
    assert isinstance(created, Event) and created.actor == "ada"


def test_a_long_timeline_is_bounded_and_says_that_there_is_more(store: Session) -> None:
    lead = make(store, last_name="Ana")

    def work(op: Op) -> Done:
        rows = [{"about_kind": "lead", "about_id": lead, "text": f"{n}"} for n in range(300)]
        op.insert_many(Kind.ACTIVITY, rows)
        return op.done(Kind.LEAD, lead)

    command(store, "log", work)
    with statements(store) as seen:
        entries, more = timeline(store, Kind.LEAD, lead)
    assert (len(entries), more, len(seen)) == (LONGEST, True, 2)
    assert timeline(store, Kind.LEAD, lead, 301)[1] is False
    assert isinstance(entries[0], Activity) and entries[0].text == "299"


@pytest.mark.parametrize("history", [1, 60])
def test_a_detail_takes_as_many_statements_however_long_its_history(store: Session, history: int) -> None:
    lead = make(store, last_name="Ana", email="ana@example.com")
    for n in range(history):
        note(store, lead, str(n))
    with statements(store) as seen:
        lead_detail(store, lead)
    assert len(seen) <= 15, seen  # the end of the transaction in which likenesses are read included


def test_a_lead_names_its_earlier_lives_and_what_was_changed_on_its_records_since(store: Session) -> None:
    lead = make(store, last_name="Ana")
    account = make(store, Kind.ACCOUNT, name="Acme", city="Lund", website="acme.example")
    contact = make(store, Kind.CONTACT, last_name="Ana")
    sale = make(store, Kind.OPPORTUNITY, topic="Pumps", amount=Decimal(900), currency="EUR")
    qualify(store, lead, account=account, contact=contact, opportunity=sale)
    change(store, Kind.ACCOUNT, account, city="Malmö", website="www.acme.example")
    change(store, Kind.ACCOUNT, account, website="acme.example")
    change(store, Kind.OPPORTUNITY, sale, stage="propose")
    reopen(store, lead)
    again = qualify(store, lead, account=account)
    second, first = qualifications(store, lead)
    assert (second.cycle, first.cycle, first.by, first.why) == (2, 1, "ada", "they asked")
    assert first.account and first.account.changed == ("city",)
    assert first.contact and first.contact.changed == ()
    assert [(brief.title, brief.state, brief.changed) for brief in first.opportunities] == [
        ("Pumps", "open", ("stage",))
    ]
    assert second.account and second.account.changed == ()
    assert second.contact is None
    command(store, "undo", lambda op: op.done(Kind.LEAD, lead), undoes=again.operation)
    assert [life.cycle for life in qualifications(store, lead)] == [1]


def test_an_account_shows_its_contacts_opportunities_and_leads(store: Session) -> None:
    account = make(store, Kind.ACCOUNT, name="Acme", owner="ada")
    contact = make(store, Kind.CONTACT, last_name="Ana", account=account)
    sale = make(store, Kind.OPPORTUNITY, topic="Pumps", account=account, contact=contact)
    linked = make(store, last_name="Linked", account=account, contact=contact)
    became = make(store, last_name="Became")
    qualify(store, became, account=account, contact=contact, opportunity=sale)
    make(store, last_name="Stranger")
    found = record_detail(store, Kind.ACCOUNT, account)
    assert found is not None
    assert [(brief.kind, brief.id) for brief in found.related] == [
        (Kind.CONTACT, contact), (Kind.OPPORTUNITY, sale), (Kind.LEAD, became), (Kind.LEAD, linked),
    ]  # fmt: skip
    of_contact = record_detail(store, Kind.CONTACT, contact)
    assert of_contact is not None
    assert [(brief.kind, brief.id) for brief in of_contact.related] == [
        (Kind.ACCOUNT, account), (Kind.OPPORTUNITY, sale), (Kind.LEAD, became), (Kind.LEAD, linked),
    ]  # fmt: skip
    assert isinstance(of_contact.timeline[-1], Event)


def test_an_opportunity_shows_account_contact_and_the_lead_it_came_from(store: Session) -> None:
    lead = make(store, last_name="Ana")
    account, contact = make(store, Kind.ACCOUNT, name="Acme"), make(store, Kind.CONTACT, last_name="Ana")
    sale = make(store, Kind.OPPORTUNITY, topic="Pumps", account=account, contact=contact, lead=lead)
    found = record_detail(store, Kind.OPPORTUNITY, sale)
    assert found is not None
    assert [(brief.kind, brief.id) for brief in found.related] == [
        (Kind.ACCOUNT, account), (Kind.CONTACT, contact), (Kind.LEAD, lead),
    ]  # fmt: skip


def test_what_an_undone_qualification_made_is_not_related(store: Session) -> None:
    account = make(store, Kind.ACCOUNT, name="Acme")
    contact = make(store, Kind.CONTACT, last_name="Ana", account=account)
    lead = make(store, last_name="Ana")
    done = qualify(store, lead, account=account, contact=contact)
    withdraw(store, Kind.CONTACT, contact)
    command(store, "undo", lambda op: op.done(Kind.LEAD, lead), undoes=done.operation)
    found = record_detail(store, Kind.ACCOUNT, account)
    assert found is not None
    assert found.related == ()
