"""Merging two records: what stays, what goes over, what points where, and all of it taken back."""

from typing import Any

import pytest
from clocks import FakeClock
from colleagues import joined
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from making import READY, a_lead, conflict, counted, done, qualified, refused, standing

from leadtui.domain.fields import FIELDS, Kind
from leadtui.domain.lead import State
from leadtui.domain.merge import MergePlan
from leadtui.domain.records import Account, Activity, Contact, Event, Operation, Record
from leadtui.store import (
    Guarded,
    NotFound,
    Session,
    create,
    disqualify,
    edit,
    events,
    finish,
    follow_up,
    lead_detail,
    log,
    merge,
    merge_plan,
    merged_into,
    park,
    plan,
    qualify,
    reactivate,
    record_detail,
    report,
    set_match_policy,
    undo,
    undoable,
    unmerge,
    user_add,
    verify,
)
from leadtui.store.merged import losers
from leadtui.store.reads import record

SYSTEM = ("version", "changed_at", "op")
HOSTILE = "[/x] \u202eevil\x1b]52;c;eA==\x07 '; DROP TABLE lead; --"


def business(store: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every business column of every record and activity."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for kind in (*FIELDS, Kind.ACTIVITY):
        cursor = store.db.execute_sql(f"SELECT * FROM {kind} ORDER BY id")
        names = [column[0] for column in cursor.description]
        keep = [place for place, name in enumerate(names) if name not in SYSTEM]
        found[kind] = [tuple(row[place] for place in keep) for row in cursor.fetchall()]
    return found


def whole(store: Session) -> dict[str, list[tuple[Any, ...]]]:
    """The same, and the index of likenesses (how likely a pair is depends on when it was looked at)."""
    found = business(store)
    found["match_pair"] = sorted(store.sql("SELECT record, other, decided FROM match_pair"))
    for table in ("match_key", "match_count"):
        found[table] = sorted(store.sql(f"SELECT * FROM {table}"))
    return found


def versions(store: Session) -> dict[tuple[str, int], int]:
    return {
        (kind, id): version
        for kind in (*FIELDS, Kind.ACTIVITY)
        for id, version in store.sql(f"SELECT id, version FROM {kind}")
    }


def a_pair(store: Session) -> tuple[int, int]:
    """Two leads of one person: the first is worth more, the second knows a mobile and refuses calls."""
    first = a_lead(store)
    second = a_lead(
        store, company="Northwind Lda.", mobile="+351 91 555 0123", do_not_call=True, topic=None,
        description="Met at the fair.",
    )  # fmt: skip
    done(log(store, Kind.LEAD, second, Activity(kind="call", outbound=True, text="Wants an offer.")))
    done(log(store, Kind.LEAD, second, Activity(kind="task", text="Send it", done=False)))
    return first, second


def accounts(store: Session) -> tuple[int, int]:
    """Two accounts; the second has a contact, an opportunity and an open lead."""
    first = done(create(store, Kind.ACCOUNT, {"name": "Northwind", "city": "Porto"})).id
    second = done(create(store, Kind.ACCOUNT, {"name": "Northwind Lda", "website": "northwind.example"})).id
    done(create(store, Kind.CONTACT, {"last_name": "Costa", "account": second}))
    done(create(store, Kind.OPPORTUNITY, {"topic": "Ink", "account": second}))
    a_lead(store, last_name="Reis", email="reis@other.example", phone=None, account=second)
    return first, second


def contacts(store: Session) -> tuple[int, int]:
    first = done(create(store, Kind.CONTACT, {"last_name": "Costa", "email": "c@x.example"})).id
    second = done(create(store, Kind.CONTACT, {"last_name": "Costa", "phone": "+351 21 555 0177"})).id
    done(create(store, Kind.OPPORTUNITY, {"topic": "Ink", "contact": second}))
    a_lead(store, contact=second)
    return first, second


PAIRS = {Kind.LEAD: a_pair, Kind.ACCOUNT: accounts, Kind.CONTACT: contacts}
KINDS = pytest.mark.parametrize("kind", list(PAIRS), ids=str)


def standing_record(store: Session, kind: Kind, id: int) -> Record:
    found = record(store, kind, id)
    assert found is not None
    return found


# -- what stays


def test_the_winner_takes_what_it_lacks_and_the_loser_points_to_it(store: Session) -> None:
    first, second = a_pair(store)
    answer = done(merge(store, Kind.LEAD, first, second))
    assert (answer.kind, answer.id) == ("lead", first)
    winner, loser = standing(store, first), standing(store, second)
    assert (winner.company, winner.mobile, winner.topic) == (
        "Northwind Lda",
        "+351 91 555 0123",
        READY["topic"],
    )
    assert winner.do_not_call and winner.description == "Met at the fair."
    assert winner.status_reason == "contacted"
    assert (loser.state, loser.status_reason, loser.closed_by) == (State.DISQUALIFIED, "merged", "ada")
    assert loser.closed_at == store.now()
    assert loser.company == "Northwind Lda."
    assert merged_into(store, Kind.LEAD, second) == first
    assert losers(store, Kind.LEAD, first) == [second]
    assert (
        answer.sentence
        == f"Merged lead {second} into {first} Ana Pereira: 4 fields, 2 activities taken over."
    )
    assert store.sql("SELECT DISTINCT about_id FROM activity") == [(first,)]
    assert verify(store).ok


def test_a_choice_takes_the_losers_value(store: Session) -> None:
    first, second = a_pair(store)
    done(merge(store, Kind.LEAD, first, second, {"company": "loser", "mobile": "winner"}))
    winner = standing(store, first)
    assert (winner.company, winner.mobile) == ("Northwind Lda.", None)
    assert store.sql("SELECT choices FROM merge")[0][0].count('"loser"') >= 1


def test_the_checklist_of_the_winner_counts_the_task_that_came_over(store: Session) -> None:
    first, second = a_pair(store)
    before = store.sql("SELECT done FROM lead WHERE id = ?", [first])[0][0]
    done(merge(store, Kind.LEAD, first, second))
    assert store.sql("SELECT done FROM lead WHERE id = ?", [first])[0][0] == before + 1
    done(undo(store))
    assert store.sql("SELECT done FROM lead WHERE id = ?", [first])[0][0] == before


def test_the_earlier_creation_stays(store: Session, clock: FakeClock) -> None:
    older = a_lead(store, topic=None, source=None)
    began = store.now()
    clock.forward(days=3)
    newer = a_lead(store)
    done(merge(store, Kind.LEAD, newer, older))
    assert standing(store, newer).created_at == began
    done(undo(store))
    assert standing(store, newer).created_at == store.now()


def test_what_named_the_lost_account_names_the_winner(store: Session) -> None:
    first, second = accounts(store)
    answer = done(merge(store, Kind.ACCOUNT, first, second))
    for table in ("contact", "opportunity", "lead"):
        assert store.sql(f"SELECT account FROM {table}") == [(first,)], table
    winner = standing_record(store, Kind.ACCOUNT, first)
    assert isinstance(winner, Account)
    assert (winner.name, winner.website) == ("Northwind", "northwind.example")
    assert record(store, Kind.ACCOUNT, second) is None
    assert counted(store, "account") == 1
    assert merged_into(store, Kind.ACCOUNT, second) == first
    assert "1 contact, 1 opportunity and 1 lead taken over." in answer.sentence
    detail = record_detail(store, Kind.ACCOUNT, first)
    assert detail is not None
    assert [(each.id, each.title) for each in detail.merged] == [(second, "Northwind Lda")]
    assert verify(store).ok


def test_what_named_the_lost_contact_names_the_winner(store: Session) -> None:
    first, second = contacts(store)
    done(merge(store, Kind.CONTACT, first, second))
    for table in ("opportunity", "lead"):
        assert store.sql(f"SELECT contact FROM {table}") == [(first,)], table
    winner = standing_record(store, Kind.CONTACT, first)
    assert isinstance(winner, Contact)
    assert (winner.email, winner.phone) == ("c@x.example", "+351 21 555 0177")


def test_a_closed_lead_is_linked_anew_when_its_account_is_merged(store: Session) -> None:
    first, second = accounts(store)
    lead = store.sql("SELECT id FROM lead")[0][0]
    done(disqualify(store, lead, "lost"))
    done(merge(store, Kind.ACCOUNT, first, second))
    assert standing(store, lead).account == first
    with pytest.raises(Guarded):
        store.sql("UPDATE lead SET topic = 'x', version = version + 1 WHERE id = ?", [lead])


def test_a_closed_lead_goes_into_an_open_one_with_what_it_became(store: Session) -> None:
    old = a_lead(store)
    became = qualified(store, old)
    new = a_lead(store, topic="More scanners")
    done(merge(store, Kind.LEAD, new, old))
    loser = standing(store, old)
    assert (loser.state, loser.status_reason) == (State.DISQUALIFIED, "merged")
    detail = lead_detail(store, new)
    assert detail is not None
    (life,) = detail.qualifications
    assert life.account is not None and life.contact is not None
    assert (life.lead, life.account.id, life.contact.id) == (old, became.account, became.contact)
    assert store.sql("SELECT lead FROM contact") == store.sql("SELECT lead FROM opportunity") == [(new,)]
    proposed = plan(store, new, _request())
    assert not hasattr(proposed, "code")
    assert proposed.planned(Kind.ACCOUNT).id == became.account
    done(undo(store))
    assert (standing(store, old).state, standing(store, old).status_reason) == (State.QUALIFIED, "qualified")
    assert verify(store).ok


def _request() -> Any:
    from leadtui.domain.qualification import Request

    return Request()


def test_what_a_lead_became_is_found_when_that_was_merged_since(store: Session) -> None:
    lead = a_lead(store)
    became = qualified(store, lead)
    other = done(create(store, Kind.ACCOUNT, {"name": "Northwind Holding", "owner": "ada"})).id
    assert became.account is not None
    done(merge(store, Kind.ACCOUNT, other, became.account))
    detail = lead_detail(store, lead)
    assert detail is not None and detail.qualifications[0].account is not None
    assert detail.qualifications[0].account.id == other
    account = record_detail(store, Kind.ACCOUNT, other)
    assert account is not None
    assert (Kind.LEAD, lead) in [(each.kind, each.id) for each in account.related]


def test_notes_of_a_life_that_ended_are_no_why(store: Session) -> None:
    old = a_lead(store)
    done(log(store, Kind.LEAD, old, Activity(text="Asked for a price.")))
    done(disqualify(store, old, "lost"))
    new = a_lead(store)
    done(merge(store, Kind.LEAD, new, old))
    assert store.sql("SELECT about_id, cycle FROM activity") == [(new, 0)]
    refused(qualify(store, new, _request_reviewed()), "why")
    done(undo(store))
    assert store.sql("SELECT about_id, cycle FROM activity") == [(old, 1)]


def _request_reviewed() -> Any:
    from leadtui.domain.qualification import Request

    return Request(duplicates_reviewed=True)


def test_a_parked_lead_comes_back_by_the_follow_up_that_it_takes_over(store: Session) -> None:
    first, second = a_lead(store), a_lead(store)
    today = store.today()
    done(park(store, first, today.replace(day=30)))
    done(follow_up(store, second, today.replace(day=25), "Call"))
    done(merge(store, Kind.LEAD, first, second, {"follow_up": "loser"}))
    winner = standing(store, first)
    assert (winner.follow_up, winner.follow_up_note) == (today.replace(day=25), "Call")
    assert winner.parked_until is None


# -- how it reads


def test_the_timeline_of_the_winner_tells_what_happened_to_the_loser(store: Session) -> None:
    first, second = a_pair(store)
    done(edit(store, Kind.LEAD, second, {"city": "Braga"}))
    done(merge(store, Kind.LEAD, first, second))
    detail = lead_detail(store, first)
    assert detail is not None
    told = [(one.record, one.action) for one in detail.timeline if isinstance(one, Event)]
    assert told[0] == (first, "merge")
    assert (second, "edit") in told and (second, "create") in told
    assert (second, "merge") not in told
    assert sum(isinstance(one, Activity) for one in detail.timeline) == 2
    other = lead_detail(store, second)
    assert other is not None and other.merged_into is not None
    assert other.merged_into.id == first
    assert next(one.action for one in other.timeline if isinstance(one, Event)) == "merge"
    assert [each.id for each in detail.merged] == [second]
    done(undo(store))
    after = lead_detail(store, first)
    assert after is not None and not after.merged
    assert {one.record for one in after.timeline if isinstance(one, Event)} == {first}


def test_a_merged_lead_is_in_no_rate_and_looks_like_nothing(store: Session) -> None:
    first, second = a_pair(store)
    assert store.sql("SELECT count(*) FROM match_pair")[0][0] > 0
    done(merge(store, Kind.LEAD, first, second))
    assert store.sql("SELECT count(*) FROM match_pair")[0][0] == 0
    (row,) = report(store, "source")
    assert (row.leads, row.disqualified, row.rate) == (2, 1, None)


# -- what is refused


def test_the_plan_is_refused_for_what_the_rules_do_not_allow(store: Session) -> None:
    first, second = a_pair(store)
    refused(merge_plan(store, Kind.LEAD, first, first), "same")
    done(disqualify(store, first, "lost"))
    refusal = refused(merge_plan(store, Kind.LEAD, first, second), "closed")
    assert f"`leadtui lead merge {second} {first}`" in refusal.command
    assert isinstance(merge_plan(store, Kind.LEAD, second, first), MergePlan)
    done(disqualify(store, second, "lost"))
    for pair in ((first, second), (second, first)):
        refused(merge(store, Kind.LEAD, *pair), "closed")
    deal = done(create(store, Kind.OPPORTUNITY, {"topic": "Ink"})).id
    refused(merge_plan(store, Kind.OPPORTUNITY, deal, deal), "kind")
    with pytest.raises(NotFound):
        merge(store, Kind.LEAD, first, 999)
    assert store.sql("SELECT count(*) FROM merge") == [(0,)]


def test_a_withdrawn_record_is_not_merged(store: Session) -> None:
    first = done(create(store, Kind.ACCOUNT, {"name": "A"})).id
    second = done(create(store, Kind.ACCOUNT, {"name": "B"})).id
    done(undo(store))
    for attempt in (merge, merge_plan):
        with pytest.raises(NotFound):
            attempt(store, Kind.ACCOUNT, first, second)


def test_nothing_may_be_left_to_know_a_record_by(store: Session) -> None:
    first = done(create(store, Kind.CONTACT, {"first_name": "Ana"})).id
    second = done(create(store, Kind.CONTACT, {"job_title": "Buyer", "phone": "+351 21 555 0177"})).id
    refused(merge(store, Kind.CONTACT, first, second, {"first_name": "loser", "phone": "winner"}), "identity")


@KINDS
def test_what_was_merged_is_not_merged_again(store: Session, kind: Kind) -> None:
    first, second = PAIRS[kind](store)
    done(merge(store, kind, first, second))
    third = done(create(store, kind, {"name": "C"} if kind is Kind.ACCOUNT else {"last_name": "C"})).id
    for pair in ((first, second), (second, third), (third, second)):
        refusal = refused(merge(store, kind, *pair), "merged")
        assert f"merged into {kind} {first} by ada" in refusal.sentence
    refused(merge_plan(store, kind, third, second), "merged")


def test_a_newer_version_is_a_conflict_that_says_who_changed_what(store: Session, target: str) -> None:
    first, second = a_pair(store)
    seen = (standing(store, first).version, standing(store, second).version)
    with joined(target, "mia") as other:
        done(edit(other, Kind.LEAD, second, {"city": "Braga"}))
    answer = conflict(merge(store, Kind.LEAD, first, second, versions=seen))
    assert (answer.id, answer.by, set(answer.changes)) == (second, "mia", {"city"})
    assert standing(store, second).is_open
    done(merge(store, Kind.LEAD, first, second, versions=(seen[0], seen[1] + 1)))


def test_who_may_not_read_one_of_them_may_not_merge(store: Session, target: str) -> None:
    done(user_add(store, "mia", "Mia", role="rep"))
    done(set_match_policy(store, {"scopes": {"rep": "own"}}))
    first, second = a_lead(store, owner="mia"), a_lead(store, owner="ada")
    with joined(target, "mia") as mia:
        refusal = refused(merge_plan(mia, Kind.LEAD, first, second), "right")
        assert f"Lead {second} is ada's" in refusal.sentence
        refused(merge(mia, Kind.LEAD, first, second), "right")
    done(merge(store, Kind.LEAD, first, second))
    with joined(target, "mia") as mia:
        refused(unmerge(mia, Kind.LEAD, second), "right")


@pytest.mark.parametrize("kind", [Kind.LEAD, Kind.ACCOUNT], ids=str)
def test_what_was_given_up_is_not_shown_to_who_may_not_read_it(
    store: Session, target: str, kind: Kind
) -> None:
    done(user_add(store, "mia", "Mia", role="rep"))
    done(set_match_policy(store, {"scopes": {"rep": "own"}}))
    first, second = PAIRS[kind](store)
    done(edit(store, kind, first, {"owner": "mia"}))
    done(edit(store, kind, second, {"owner": "ada", "city": "Hushed"}))
    done(merge(store, kind, first, second))

    def seen(session: Session) -> tuple[str, set[int]]:
        lead = kind is Kind.LEAD
        found: Any = lead_detail(session, first) if lead else record_detail(session, kind, first)
        told = {each.record for each in found.timeline if isinstance(each, Event)}
        return f"{found.merged[0].title} {found.merged[0].detail}".strip(), told

    title, told = seen(store)
    assert "not yours" not in title and told == {first, second}
    with joined(target, "mia") as mia:
        assert seen(mia) == ("(of ada, not yours to read)", {first})


def test_what_changed_on_a_record_is_not_told_to_who_may_not_read_it(store: Session, target: str) -> None:
    done(user_add(store, "mia", "Mia", role="rep"))
    done(set_match_policy(store, {"scopes": {"rep": "own"}}))
    first, second = a_lead(store, owner="mia"), a_lead(store, owner="ada")
    seen = (standing(store, first).version, standing(store, second).version)
    done(edit(store, Kind.LEAD, second, {"budget_amount": 77000}))
    with joined(target, "mia") as mia:
        refused(merge(mia, Kind.LEAD, first, second, versions=seen), "right")


def test_the_rows_of_merges_are_never_changed(store: Session) -> None:
    done(merge(store, Kind.LEAD, *a_pair(store)))
    for abuse in ("UPDATE merge SET winner = 2", "DELETE FROM merge"):
        with pytest.raises(Guarded):
            store.sql(abuse)


def test_a_retry_happens_once(store: Session) -> None:
    first, second = a_pair(store)
    one = done(merge(store, Kind.LEAD, first, second, op_id="m"))
    again = done(merge(store, Kind.LEAD, first, second, op_id="m"))
    assert again.repeated and again.operation == one.operation
    refused(merge(store, Kind.LEAD, second, first, op_id="m"), "op_id")
    back = done(unmerge(store, Kind.LEAD, second, op_id="u"))
    assert done(unmerge(store, Kind.LEAD, second, op_id="u")).operation == back.operation
    assert store.sql("SELECT count(*) FROM merge") == [(1,)]


# -- taken back


@KINDS
@pytest.mark.parametrize("way", ["undo", "unmerge"])
def test_taking_a_merge_back_puts_everything_where_it_was(store: Session, kind: Kind, way: str) -> None:
    first, second = PAIRS[kind](store)
    before, counted_before = whole(store), versions(store)
    done(merge(store, kind, first, second))
    assert whole(store) != before
    answer = done(undo(store) if way == "undo" else unmerge(store, kind, second))
    assert whole(store) == before
    assert all(versions(store)[one] >= version for one, version in counted_before.items())
    assert versions(store)[kind.value, second] == counted_before[kind.value, second] + 2
    assert merged_into(store, kind, second) is None
    assert losers(store, kind, first) == []
    assert (answer.kind, answer.id) == (kind.value, first if way == "undo" else second)
    assert verify(store).ok
    refused(unmerge(store, kind, second), "not_merged")
    done(merge(store, kind, first, second))  # and once more
    assert merged_into(store, kind, second) == first


def test_undo_names_the_merge(store: Session) -> None:
    first, second = a_pair(store)
    done(merge(store, Kind.LEAD, first, second))
    last = undoable(store)
    assert isinstance(last, Operation)
    assert last.title.startswith(f"Merged lead {second} into {first} Ana Pereira: ")


def test_unmerge_is_for_anyone_and_at_any_time_undo_is_not(
    store: Session, target: str, clock: FakeClock
) -> None:
    first, second = a_pair(store)
    before = whole(store)
    answer = done(merge(store, Kind.LEAD, first, second))
    clock.forward(days=400)
    refused(undo(store, answer.operation), "late")
    with joined(target, "mia", clock=clock) as other:
        refused(undo(other, answer.operation), "not_yours")
        taken = done(unmerge(other, Kind.LEAD, second))
        assert taken.sentence == f"Unmerged: lead {second} stands beside {first} again."
        refused(undo(other, taken.operation), "kind")
    assert whole(store) == before


def test_what_changed_since_is_listed_and_stays(store: Session, target: str) -> None:
    first, second = a_pair(store)
    done(merge(store, Kind.LEAD, first, second))
    with joined(target, "mia") as other:
        done(edit(other, Kind.LEAD, first, {"city": "Braga"}))
        task = store.sql("SELECT id FROM activity WHERE kind = 'task'")[0][0]
        done(finish(other, task))
    for attempt in (undo(store), unmerge(store, Kind.LEAD, second)):
        refusal = refused(attempt, "touched")
        assert f"mia: edit of lead {first} (city)" in refusal.sentence
        assert f"mia: finish of activity {task}" in refusal.sentence
    assert standing(store, first).city == "Braga"
    assert merged_into(store, Kind.LEAD, second) == first


def test_a_new_note_does_not_stand_in_the_way_and_stays_with_the_winner(store: Session) -> None:
    first, second = a_pair(store)
    done(merge(store, Kind.LEAD, first, second))
    done(log(store, Kind.LEAD, first, Activity(text="They called.")))
    done(unmerge(store, Kind.LEAD, second))
    found = store.sql("SELECT text, about_id FROM activity ORDER BY id")
    assert found == [("Wants an offer.", second), ("Send it", second), ("They called.", first)]


def test_a_chain_points_on_and_comes_apart_from_its_end(store: Session) -> None:
    one, two = a_pair(store)
    three = a_lead(store, description="Third.")
    before = whole(store)
    done(merge(store, Kind.LEAD, two, one))
    done(merge(store, Kind.LEAD, three, two))
    assert [merged_into(store, Kind.LEAD, each) for each in (one, two, three)] == [three, three, None]
    assert losers(store, Kind.LEAD, three) == [two, one]
    assert store.sql("SELECT DISTINCT about_id FROM activity") == [(three,)]
    detail = lead_detail(store, one)
    assert detail is not None and detail.merged_into is not None and detail.merged_into.id == three
    refused(unmerge(store, Kind.LEAD, one), "touched")
    done(unmerge(store, Kind.LEAD, two))
    assert merged_into(store, Kind.LEAD, one) == two
    done(unmerge(store, Kind.LEAD, one))
    assert whole(store) == before
    assert verify(store).ok


def test_a_contact_that_comes_back_names_an_account_that_stands(store: Session) -> None:
    keeps, gives = accounts(store)
    lost = store.sql("SELECT id FROM contact")[0][0]
    stays = done(create(store, Kind.CONTACT, {"last_name": "Costa"})).id
    done(merge(store, Kind.CONTACT, stays, lost))
    done(merge(store, Kind.ACCOUNT, keeps, gives))
    refused(unmerge(store, Kind.CONTACT, lost), "touched")
    done(unmerge(store, Kind.ACCOUNT, gives))
    done(unmerge(store, Kind.CONTACT, lost))
    assert store.sql("SELECT account FROM contact ORDER BY id") == [(gives,), (None,)]


def test_a_merged_lead_that_is_reactivated_lives_its_own_life(store: Session) -> None:
    first, second = a_pair(store)
    done(merge(store, Kind.LEAD, first, second))
    done(reactivate(store, second, as_new=True))
    assert merged_into(store, Kind.LEAD, second) is None
    assert losers(store, Kind.LEAD, first) == []
    refused(unmerge(store, Kind.LEAD, second), "not_merged")
    done(merge(store, Kind.LEAD, second, first))  # the other way round now
    assert merged_into(store, Kind.LEAD, first) == second
    third = a_lead(store)
    done(merge(store, Kind.LEAD, third, second))
    assert [merged_into(store, Kind.LEAD, each) for each in (first, second)] == [third, third]
    assert sorted(losers(store, Kind.LEAD, third)) == [first, second]


def test_hostile_names_come_through_clean(store: Session) -> None:
    first = a_lead(store, last_name=HOSTILE, description="%s {x} ?")
    second = a_lead(store, last_name=HOSTILE[::-1], city="[red]Porto", description="[/]")
    answer = done(merge(store, Kind.LEAD, first, second))
    assert "\x1b" not in answer.sentence and "\u202e" not in answer.sentence
    assert standing(store, first).description == "%s {x} ?\n\n[/]"
    notes = [each.note for each in events(store, Kind.LEAD, first) if each.action == "merge"]
    assert notes and "\x1b" not in notes[0]
    done(undo(store))
    assert verify(store).ok


TEXT = some.none() | some.sampled_from(
    ["Ana", "Bea", "Porto", "a@x.example", "b@x.example", "+351 21 555 0177"]
)
NAMES = (
    "first_name",
    "last_name",
    "company",
    "city",
    "street",
    "topic",
    "description",
    "owner",
    "follow_up_note",
)
VALUES = some.fixed_dictionaries(
    {name: TEXT for name in NAMES if name != "owner"}
    | {name: some.booleans() for name in ("do_not_call", "do_not_email", "fit", "private_person")}
    | {
        "email": some.sampled_from([None, "a@x.example", "b@x.example"]),
        "owner": some.sampled_from([None, "ada"]),
    }
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(ours=VALUES, theirs=VALUES, notes=some.integers(0, 2), closed=some.booleans(), data=some.data())
def test_merging_and_taking_apart_is_nothing(
    store: Session, ours: Any, theirs: Any, notes: int, closed: bool, data: some.DataObject
) -> None:
    first = done(create(store, Kind.LEAD, {**ours, "phone": "+351 21 555 0001"})).id
    second = done(create(store, Kind.LEAD, {**theirs, "phone": "+351 21 555 0002"})).id
    for number in range(notes):
        done(log(store, Kind.LEAD, second, Activity(kind="task", text=f"{number}", done=bool(number))))
    done(create(store, Kind.CONTACT, {"last_name": "Costa"}))
    if closed:
        done(disqualify(store, second, "lost"))
    before, counted_before = business(store), versions(store)
    proposed = merge_plan(store, Kind.LEAD, first, second)
    assert isinstance(proposed, MergePlan)
    choices = {
        line.field: data.draw(some.sampled_from(line.offered)).value
        for line in proposed.lines
        if data.draw(some.booleans())
    }
    chosen = merge_plan(store, Kind.LEAD, first, second, choices)
    assert isinstance(chosen, MergePlan)
    done(merge(store, Kind.LEAD, first, second, choices))
    winner = standing(store, first)
    for line in chosen.lines:
        assert (getattr(winner, line.field) or None) == (line.value or None), line
    assert winner.do_not_call == (ours["do_not_call"] or theirs["do_not_call"])
    assert winner.do_not_email == (ours["do_not_email"] or theirs["do_not_email"])
    done(unmerge(store, Kind.LEAD, second))
    assert business(store) == before
    assert all(versions(store)[one] >= version for one, version in counted_before.items())
    assert verify(store).ok
