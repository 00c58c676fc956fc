"""What looks the same: found by keys, weighed, told with reasons, and what belongs together left out."""

import pytest
from making import READY, a_lead, another, done, qualified, refused
from shelf import statements

from leadtui.domain.fields import Kind
from leadtui.domain.match import Band, Verdict
from leadtui.domain.qualification import NONE, Plan, Request
from leadtui.domain.records import Activity
from leadtui.store import (
    NotFound,
    Session,
    create,
    decide,
    desk,
    disqualify,
    duplicates_of,
    edit,
    lead_detail,
    log,
    plan,
    qualify,
    set_match_policy,
    team_add,
    undo,
    user_add,
)
from leadtui.store.match_lookup import BEST, COMMON

Record = int | dict[str, object]


def told(store: Session, kind: Kind, record: Record, least: float = 0.5) -> list[tuple[str, int]]:
    """The matches, by kind and id."""
    found = duplicates_of(store, kind, record).matches
    return sorted((str(m.kind), m.id) for m in found if m.probability >= least)


def reasons(store: Session, kind: Kind, record: Record, id: int) -> set[str]:
    return {r.field for m in duplicates_of(store, kind, record).matches if m.id == id for r in m.reasons}


def test_the_same_person_is_found_by_any_trace_and_says_why(store: Session) -> None:
    id = a_lead(store)
    by_mail = a_lead(store, email="ANA@northwind.example", phone=None, company=None, topic="Printers")
    by_phone = a_lead(store, email=None, phone="00351 215550123", company=None, topic="Printers")
    by_name = a_lead(store, last_name="PEREIRA", company="Northwind", email=None, phone=None)
    nobody = another(store, 3)
    assert told(store, Kind.LEAD, id) == [("lead", each) for each in (by_mail, by_phone, by_name)]
    assert told(store, Kind.LEAD, nobody) == []
    assert "email" in reasons(store, Kind.LEAD, id, by_mail)
    assert "phone" in reasons(store, Kind.LEAD, id, by_phone)
    assert {"name", "company"} <= reasons(store, Kind.LEAD, id, by_name)
    likeliest = duplicates_of(store, Kind.LEAD, id).matches
    assert [m.probability for m in likeliest] == sorted((m.probability for m in likeliest), reverse=True)


def test_leads_contacts_and_accounts_are_looked_through(store: Session) -> None:
    id = a_lead(store, website="https://www.northwind.example/shop")
    person = {"first_name": "Ana", "last_name": "Pereira", "email": READY["email"]}
    contact = done(create(store, Kind.CONTACT, person)).id
    account = done(create(store, Kind.ACCOUNT, {"name": "NORTHWIND Lda.", "website": "northwind.example"})).id
    assert told(store, Kind.LEAD, id) == [("account", account), ("contact", contact)]
    assert ("lead", id) in told(store, Kind.CONTACT, contact)
    assert ("lead", id) in told(store, Kind.ACCOUNT, account)


def test_colleagues_are_no_duplicates_but_are_counted(store: Session) -> None:
    firm = {"company": "Northwind Lda", "website": "northwind.example", "phone": "+351 21 555 0123"}
    for first, last in (("Rui", "Costa"), ("Marta", "Lopes"), ("Joao", "Silva")):
        mail = f"{first}.{last}@northwind.example".lower()
        a_lead(store, **firm, first_name=first, last_name=last, email=mail, topic=None)
    id = a_lead(store, topic=None)
    found = duplicates_of(store, Kind.LEAD, id)
    assert found.open == ()
    assert found.colleagues == 3
    detail = lead_detail(store, id)
    assert detail is not None
    assert detail.colleagues == 3


def test_values_being_typed_are_compared_before_they_are_stored(store: Session) -> None:
    id = a_lead(store)
    assert told(store, Kind.LEAD, {"email": READY["email"], "shoe_size": 44}) == [("lead", id)]
    assert told(store, Kind.LEAD, {"email": "", "last_name": "", "amount": None}) == []
    assert store.sql("SELECT count(*) FROM match_record") == [(1,)]


def test_a_record_being_edited_is_not_its_own_duplicate(store: Session) -> None:
    id, other = a_lead(store), another(store, 1)
    assert told(store, Kind.LEAD, {"id": id, "city": "Lisboa"}) == []
    assert told(store, Kind.LEAD, {"id": other, "email": READY["email"], "first_name": "Ana",
                                   "last_name": "Pereira"}) == [("lead", id)]  # fmt: skip
    with pytest.raises(NotFound):
        duplicates_of(store, Kind.LEAD, {"id": 99, "email": "x@y.example"})


def test_what_was_withdrawn_or_changed_is_no_duplicate(store: Session) -> None:
    first, second, third = a_lead(store), a_lead(store), a_lead(store)
    done(undo(store))
    assert told(store, Kind.LEAD, first) == [("lead", second)]
    other = {"first_name": "Rui", "last_name": "Costa", "email": None, "phone": None, "company": "Other"}
    done(edit(store, Kind.LEAD, second, other))
    assert told(store, Kind.LEAD, first) == []
    with pytest.raises(NotFound):
        duplicates_of(store, Kind.LEAD, third)


def test_what_a_lead_became_or_is_linked_to_is_no_duplicate_of_it(store: Session) -> None:
    id = a_lead(store)
    became = qualified(store, id)
    assert told(store, Kind.LEAD, id, 0.05) == []
    assert told(store, Kind.CONTACT, became.contact or 0, 0.05) == []
    assert {kind for kind, _ in told(store, Kind.LEAD, a_lead(store))} >= {"account", "contact", "lead"}
    typed = {**READY, "account": became.account, "contact": became.contact}
    assert not {kind for kind, _ in told(store, Kind.LEAD, typed)} & {"account", "contact"}


def test_a_contact_is_known_by_the_name_of_its_account(store: Session) -> None:
    account = done(create(store, Kind.ACCOUNT, {"name": "Northwind"})).id
    contact = done(
        create(store, Kind.CONTACT, {"first_name": "Ana", "last_name": "Pereira", "account": account})
    ).id
    asked = {"first_name": "Ana", "last_name": "Pereira", "company": "Fabrikam AB"}
    northwind = {**asked, "company": "Northwind Lda"}
    assert "company" in reasons(store, Kind.LEAD, northwind, contact)
    assert "company" not in reasons(store, Kind.LEAD, asked, contact)
    done(edit(store, Kind.ACCOUNT, account, {"name": "Fabrikam"}))
    assert "company" in reasons(store, Kind.LEAD, asked, contact)
    assert ("contact", contact) in told(store, Kind.LEAD, asked, 0.9)


def test_closed_leads_take_part_if_the_policy_says_so(store: Session) -> None:
    closed, id = a_lead(store), a_lead(store)
    done(disqualify(store, closed, "lost"))
    assert told(store, Kind.LEAD, id) == [("lead", closed)]
    assert store.sql("SELECT count(*) FROM match_pair") == [(2,)]
    done(set_match_policy(store, {"states": ["open"]}))
    assert told(store, Kind.LEAD, id) == []


def test_a_check_costs_a_few_statements_however_many_share_a_key(store: Session) -> None:
    for number in range(COMMON + 5):
        a_lead(store, first_name=f"A{number}", last_name=f"Z{number}x", email=None, phone=None, topic=None)
    id = a_lead(store, email=None, phone=None, topic=None)
    with statements(store) as seen:
        duplicates_of(store, Kind.LEAD, id)
    assert len(seen) <= 10
    with statements(store) as alone:
        duplicates_of(store, Kind.LEAD, {"last_name": "Quarterstaff", "email": "q@q.example"})
    assert len(alone) <= 3
    assert BEST == 48


def test_a_record_of_someone_elses_is_told_without_its_fields(store: Session, target: str) -> None:
    done(team_add(store, "north", "Sales north"))
    for login, teams in (("mia", ("north",)), ("ola", ("north",)), ("bo", ())):
        done(user_add(store, login, login.title(), None, "rep", teams))
    ids = {owner: a_lead(store, owner=owner) for owner in ("mia", "ola", "bo", "north")}
    nobodys = a_lead(store, owner=None)
    assert seen_by(store, "mia", ids["mia"]) == {*ids.values(), nobodys} - {ids["mia"]}
    done(set_match_policy(store, {"scopes": {"rep": "team"}}))
    assert seen_by(store, "mia", ids["mia"]) == {ids["ola"], ids["north"], nobodys}
    done(set_match_policy(store, {"scopes": {"rep": "own"}}))
    # What waits in the queue of one's team is one's own to read, and to claim; a mate's is not.
    assert seen_by(store, "mia", ids["mia"]) == {ids["north"], nobodys}
    assert seen_by(store, "ada", ids["mia"]) == {*ids.values(), nobodys} - {ids["mia"]}


def seen_by(store: Session, user: str, id: int) -> set[int]:
    """The matches whose fields that user may see; of the others only number and owner are told."""
    with store.acting(user, store.now()):
        found = duplicates_of(store, Kind.LEAD, id).matches
        sides = desk(store, Kind.LEAD, id)
    assert sides is not None
    for match, side in zip(found, sides.others, strict=True):
        if not match.readable:
            assert (match.title, match.brief.detail, match.brief.state) == ("", "", "")
            assert match.brief.owner and side.record is None
    return {match.id for match in found if match.readable}


def test_what_a_lead_became_is_veiled_too(store: Session) -> None:
    done(user_add(store, "mia", "Mia", None, "rep", ()))
    done(set_match_policy(store, {"scopes": {"rep": "own"}}))
    old = a_lead(store, owner="mia")
    became = qualified(store, old)
    for kind, id in ((Kind.ACCOUNT, became.account), (Kind.CONTACT, became.contact)):
        assert id is not None
        done(edit(store, kind, id, {"owner": "ada"}))
    id = a_lead(store, owner="mia")
    with store.acting("mia", store.now()):
        there, here = desk(store, Kind.LEAD, id), desk(store, Kind.LEAD, old)
    assert there is not None and here is not None
    twin = next(side for side in there.others if side.match and side.match.ref == (Kind.LEAD, old))
    assert twin.record is not None
    for side in (twin, here.here):
        told = {(brief.kind, brief.id, brief.title, brief.detail, brief.owner) for brief in side.became}
        assert (Kind.ACCOUNT, became.account, "", "", "ada") in told
        assert (Kind.CONTACT, became.contact, "", "", "ada") in told


def test_a_closed_lead_holds_nothing_back_whoever_may_read_it(store: Session) -> None:
    done(user_add(store, "mia", "Mia", None, "rep", ()))
    done(set_match_policy(store, {"scopes": {"rep": "own"}}))
    closed = a_lead(store, owner="ada")
    done(disqualify(store, closed, "lost", "chose another"))
    id = a_lead(store, owner="mia")
    with store.acting("mia", store.now()):
        (match,) = duplicates_of(store, Kind.LEAD, id).matches
        assert (match.readable, match.closed, match.band) == (False, True, Band.BLOCK)
        made = plan(store, id, Request(why="Budget is there."))
        assert isinstance(made, Plan)
        assert made.blocked_by == ()
        assert f"Lead {closed} of ada looks the same and is closed." in made.warnings
        done(qualify(store, id, Request(why="Budget is there.")))
    still_open = a_lead(store, owner="ada")
    another_one = a_lead(store, owner="mia")
    with store.acting("mia", store.now()):
        found = {match.ref: match.closed for match in duplicates_of(store, Kind.LEAD, another_one).matches}
        assert (found[Kind.LEAD, still_open], found[Kind.LEAD, closed]) == (False, True)
        refused(qualify(store, another_one, Request(why="Budget is there.", account=NONE)), "duplicates")


def test_the_desk_has_both_sides_whole(store: Session) -> None:
    old = a_lead(store)
    became = qualified(store, old)
    id = a_lead(store)
    done(log(store, Kind.LEAD, id, Activity(kind="call", text="asked again")))
    found = desk(store, Kind.LEAD, id)
    assert found is not None
    assert found.here.record is not None and found.here.record.id == id
    assert found.here.last is not None and found.here.last.text == "asked again"
    refs = {side.match.ref for side in found.others if side.match}
    assert refs >= {(Kind.LEAD, old), (Kind.ACCOUNT, became.account), (Kind.CONTACT, became.contact)}
    twin = next(side for side in found.others if side.match and side.match.ref == (Kind.LEAD, old))
    assert {(brief.kind, brief.id) for brief in twin.became} >= {(Kind.ACCOUNT, became.account)}
    typed = desk(store, Kind.LEAD, {"last_name": "Pereira", "email": READY["email"], "nonsense": 1})
    assert typed is not None
    assert typed.here.record is not None and typed.here.record.title == "Pereira"
    assert desk(store, Kind.LEAD, 99) is None


def test_creating_and_editing_answer_what_looks_the_same(store: Session) -> None:
    first = a_lead(store)
    answer = done(create(store, Kind.LEAD, READY, op_id="second"))
    assert [match.ref for match in answer.alike] == [(Kind.LEAD, first)]
    assert answer.alike[0].band is Band.BLOCK
    again = done(create(store, Kind.LEAD, READY, op_id="second"))
    assert again.repeated and again.alike == answer.alike
    assert done(edit(store, Kind.LEAD, answer.id, {"rating": "hot"})).alike == ()
    alone = another(store, 2)
    same = {"first_name": "Ana", "last_name": "Pereira", "email": READY["email"]}
    assert {m.id for m in done(edit(store, Kind.LEAD, alone, same)).alike} == {first, answer.id}
    done(decide(store, (Kind.LEAD, alone), (Kind.LEAD, first), Verdict.DIFFERENT))
    done(decide(store, (Kind.LEAD, alone), (Kind.LEAD, answer.id), Verdict.KEPT, "two branches"))
    assert done(edit(store, Kind.LEAD, alone, {"rating": "hot"})).alike == ()
