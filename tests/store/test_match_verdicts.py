"""Decisions on pairs: kept once, honoured everywhere, and only while the two stay as they were."""

import pytest
from making import READY, a_lead, another, conflict, done, qualified, refused, standing
from shelf import statements

from leadtui.domain.fields import Kind
from leadtui.domain.match import Ref, Verdict
from leadtui.domain.policy import shipped
from leadtui.domain.qualification import Request
from leadtui.domain.records import Operation
from leadtui.store import (
    Guarded,
    NotFound,
    Session,
    Stranger,
    assign,
    clusters,
    create,
    decide,
    disqualify,
    duplicates_of,
    edit,
    events,
    lead_rows,
    match_policy,
    matches,
    merge,
    pairs,
    qualify,
    set_match_policy,
    undo,
    undoable,
    unmerge,
    user_add,
    verify,
)
from leadtui.store.clauses import stands
from leadtui.store.match_state import code


@pytest.fixture
def twins(store: Session) -> tuple[Ref, Ref]:
    return (Kind.LEAD, a_lead(store)), (Kind.LEAD, a_lead(store))


def open_ones(store: Session, one: Ref) -> list[Ref]:
    return [match.ref for match in duplicates_of(store, *one).open]


def test_a_decision_is_honoured_by_lists_plan_and_both_sides(store: Session, twins: tuple[Ref, Ref]) -> None:
    a, b = twins
    refused(qualify(store, a[1], Request(why="Yes.")), "duplicates")
    answer = done(decide(store, a, b, Verdict.DIFFERENT, "father and\nson"))
    assert "not the same as" in answer.sentence
    assert open_ones(store, a) == open_ones(store, b) == []
    (match,) = duplicates_of(store, *b).matches
    assert match.decision is not None
    assert (match.decision.verdict, match.decision.by) == (Verdict.DIFFERENT, "ada")
    assert (match.decision.reason, match.decision.at) == ("father and\nson", store.now())
    assert not any(row.alike for row in lead_rows(store, [a[1], b[1]]).values())
    assert pairs(store) == [] and clusters(store, 9) == []
    assert qualified(store, a[1]).contact is not None


def test_a_decision_ends_when_a_compared_field_changes_and_no_other(
    store: Session, twins: tuple[Ref, Ref]
) -> None:
    a, b = twins
    done(decide(store, a, b, Verdict.KEPT, "two branches"))
    done(edit(store, Kind.LEAD, a[1], {"rating": "hot"}))
    done(assign(store, b[1], None))
    done(edit(store, Kind.LEAD, b[1], {"email": "ANA@Northwind.example"}))
    assert open_ones(store, a) == []
    done(edit(store, Kind.LEAD, b[1], {"city": "Lisboa"}))
    assert open_ones(store, a) == [b]
    assert lead_rows(store, [a[1]])[a[1]].alike
    done(edit(store, Kind.LEAD, b[1], {"city": READY["city"]}))
    assert open_ones(store, a) == []  # as it was when it was decided


def test_a_decision_outlives_what_they_want(store: Session, twins: tuple[Ref, Ref]) -> None:
    a, b = twins
    done(decide(store, a, b, Verdict.DIFFERENT))
    done(edit(store, *b, {"topic": "40 scanners more"}))
    assert open_ones(store, a) == open_ones(store, b) == []
    assert pairs(store) == []


def test_a_decision_is_taken_back_by_hand_or_by_undo(store: Session, twins: tuple[Ref, Ref]) -> None:
    a, b = twins
    done(decide(store, a, b, Verdict.DIFFERENT))
    done(decide(store, b, a, None))
    assert open_ones(store, a) == [b]
    refused(decide(store, a, b, None), "nothing")
    done(decide(store, a, b, Verdict.DIFFERENT))
    done(decide(store, a, b, Verdict.KEPT, "wait"))
    last = undoable(store)
    assert isinstance(last, Operation)
    assert last.kind == "decide"
    assert done(undo(store)).sentence.startswith("Took back: Decided")
    (match,) = duplicates_of(store, *a).matches
    assert match.decision is not None and match.decision.verdict is Verdict.DIFFERENT
    done(undo(store))
    assert open_ones(store, b) == [a]
    assert lead_rows(store, [a[1]])[a[1]].alike
    assert standing(store, a[1]).version == 1
    assert verify(store).ok


def test_a_decision_that_was_decided_over_is_not_undone(store: Session, twins: tuple[Ref, Ref]) -> None:
    a, b = twins
    first = done(decide(store, a, b, Verdict.DIFFERENT)).operation
    done(decide(store, a, b, Verdict.KEPT))
    refused(undo(store, first), "touched")


def test_a_decision_happens_once_and_stands_in_both_histories(store: Session, twins: tuple[Ref, Ref]) -> None:
    a, b = twins
    first = done(decide(store, a, b, Verdict.DIFFERENT, "brothers", op_id="K"))
    again = done(decide(store, a, b, Verdict.DIFFERENT, "brothers", op_id="K"))
    assert again.repeated and again.operation == first.operation
    assert store.sql("SELECT count(*) FROM match_verdict") == [(1,)]
    for one, other in ((a, b), (b, a)):
        event = events(store, one[0], one[1])[-1]
        assert (event.action, event.actor, event.version, dict(event.changes)) == ("decide", "ada", 1, {})
        assert event.note == f"Not the same as lead {other[1]}. brothers"
    done(edit(store, Kind.LEAD, a[1], {"rating": "hot"}))
    assert verify(store).ok


def test_what_cannot_be_decided_is_refused(store: Session, twins: tuple[Ref, Ref]) -> None:
    a, b = twins
    refused(decide(store, a, a, Verdict.DIFFERENT), "same")
    refused(decide(store, a, b, Verdict.DIFFERENT, "x" * 2001), "value")
    with pytest.raises(NotFound):
        decide(store, a, (Kind.LEAD, 99), Verdict.DIFFERENT)
    account = done(create(store, Kind.ACCOUNT, {"name": "Northwind"})).id
    done(undo(store))
    with pytest.raises(NotFound):
        decide(store, a, (Kind.ACCOUNT, account), Verdict.DIFFERENT)


@pytest.mark.parametrize("attack", ["UPDATE match_verdict SET verdict = ''", "DELETE FROM match_verdict"])
def test_decisions_are_appended_only(store: Session, twins: tuple[Ref, Ref], attack: str) -> None:
    done(decide(store, *twins, Verdict.DIFFERENT))
    with pytest.raises(Guarded), store.transaction():
        store.sql(attack)


def test_only_administrators_change_the_policy(store: Session) -> None:
    done(user_add(store, "rep", "Rep", None, "rep", ()))
    own = {"scopes": {"rep": "own"}}
    done(set_match_policy(store, own))
    with store.acting("rep", store.now()):
        no = refused(set_match_policy(store, {}), "right")
    assert "rep" in no.sentence and "ada" in no.fix
    with store.acting("stranger", store.now()), pytest.raises(Stranger, match="stranger"):
        set_match_policy(store, {})
    assert dict(match_policy(store).scopes) == {"rep": "own"}
    store.sql('UPDATE "user" SET active = 0')
    with store.acting("stranger", store.now()):
        done(set_match_policy(store, {}))  # a book that nobody is a user of


def test_the_policy_is_strict_and_moves_the_bands(store: Session, twins: tuple[Ref, Ref]) -> None:
    assert match_policy(store) == shipped().duplicates
    assert "wran" in refused(set_match_policy(store, {"wran": 0.4}), "policy").sentence
    refused(set_match_policy(store, {"warn": 0.95}), "policy")
    assert match_policy(store) == shipped().duplicates
    a, _ = twins
    assert done(set_match_policy(store, {"block": 1, "warn": 1.0, "similar": 0.3}, op_id="P")).sentence
    assert done(set_match_policy(store, {"block": 1, "warn": 1.0, "similar": 0.3}, op_id="P")).repeated
    assert match_policy(store).similar == 0.3
    assert open_ones(store, a) == []
    assert qualified(store, a[1], account="new").contact is not None


def test_whoever_has_no_match_can_be_decided_too(store: Session) -> None:
    a, b = (Kind.LEAD, another(store, 1)), (Kind.LEAD, another(store, 2))
    done(decide(store, a, b, Verdict.DIFFERENT))
    assert store.sql("SELECT count(*) FROM match_pair") == [(0,)]


def test_who_may_not_be_read_is_not_named(store: Session) -> None:
    done(user_add(store, "mia", "Mia"))
    mine = (Kind.LEAD, a_lead(store, owner="mia"))
    secret = (Kind.LEAD, a_lead(store, first_name="Secret", last_name="Person"))
    done(set_match_policy(store, {"scopes": {"rep": "own"}}))
    with store.acting("mia", store.now()):
        said = [done(decide(store, mine, secret, Verdict.DIFFERENT)).sentence]
        said.append(done(undo(store)).sentence)
        done(decide(store, secret, mine, Verdict.KEPT, "two"))
        said.append(done(decide(store, mine, secret, None)).sentence)
    named = f"lead {mine[1]} Ana Pereira", f"lead {secret[1]} (of ada)"
    assert said == [
        f"Decided: {named[0]} is not the same as {named[1]}.",
        f"Took back: Decided: {named[0]} is not the same as {named[1]}.",
        f"Took back what was decided on {named[0]} and {named[1]}.",
    ]
    assert "Secret Person" in done(decide(store, mine, secret, Verdict.KEPT)).sentence  # ada may read all


def test_a_decision_is_taken_back_though_one_of_the_two_was_merged_away(store: Session) -> None:
    a, b = ((Kind.ACCOUNT, done(create(store, Kind.ACCOUNT, {"name": "Northwind"})).id) for _ in range(2))
    decided = done(decide(store, a, b, Verdict.DIFFERENT)).operation
    done(merge(store, Kind.ACCOUNT, a[1], b[1]))
    done(undo(store, decided))
    assert pairs(store) == []
    done(unmerge(store, Kind.ACCOUNT, b[1]))
    assert open_ones(store, a) == [b]
    assert len(pairs(store)) == 1
    assert verify(store).ok


def test_a_verdict_is_on_what_was_seen(store: Session, twins: tuple[Ref, Ref]) -> None:
    a, b = twins
    done(edit(store, Kind.LEAD, b[1], {"first_name": "Rui"}))
    answer = conflict(decide(store, a, b, Verdict.DIFFERENT, versions=(1, 1)))
    assert (answer.kind, answer.id, answer.version, set(answer.changes)) == ("lead", b[1], 2, {"first_name"})
    assert conflict(decide(store, b, a, Verdict.DIFFERENT, versions=(1, None))).id == b[1]
    assert store.sql("SELECT count(*) FROM match_verdict") == [(0,)]
    done(decide(store, a, b, Verdict.DIFFERENT, versions=(1, 2)))
    done(decide(store, a, b, Verdict.KEPT, versions=(None, 2)))


@pytest.mark.parametrize("followed", [0, 1, 200])
def test_a_decision_ends_for_all_contacts_of_a_renamed_account(
    store: Session, monkeypatch: pytest.MonkeyPatch, followed: int
) -> None:
    monkeypatch.setattr(matches, "_FOLLOWED", followed)
    account = done(create(store, Kind.ACCOUNT, {"name": "Northwind"})).id
    person = {"first_name": "Ana", "last_name": "Pereira", "email": "ana@northwind.example"}
    a, b, c = (
        (Kind.CONTACT, done(create(store, Kind.CONTACT, {**person, "account": account})).id) for _ in range(3)
    )
    done(decide(store, a, b, Verdict.DIFFERENT))
    done(decide(store, b, c, Verdict.DIFFERENT))
    assert len(pairs(store)) == 1
    done(edit(store, Kind.ACCOUNT, account, {"name": "Fabrikam"}))
    assert sorted(open_ones(store, b)) == [a, c]
    assert [(pair.a.id, pair.b.id) for pair in pairs(store)] == [(a[1], b[1]), (a[1], c[1]), (b[1], c[1])]
    assert store.sql("SELECT sum(decided) FROM match_pair") == [(0,)]
    done(edit(store, Kind.ACCOUNT, account, {"name": "Northwind"}))
    assert store.sql("SELECT sum(decided) FROM match_pair") == [(4,)]  # as it was when it was decided


# -- what becomes of a record inherits what was decided on it


def known_firm(store: Session) -> Ref:
    return (Kind.ACCOUNT, done(create(store, Kind.ACCOUNT, {"name": READY["company"], "city": "Porto"})).id)


def known_person(store: Session) -> Ref:
    values = {name: READY[name] for name in ("first_name", "last_name", "email", "phone")}
    return (Kind.CONTACT, done(create(store, Kind.CONTACT, values)).id)


def flags(store: Session, one: Ref, other: Ref) -> list[tuple[int]]:
    """How the pair stands in lists: decided or not, in both directions."""
    pair = [code(*one), code(*other)]
    return store.sql(
        "SELECT decided FROM match_pair WHERE record = ? AND other = ? OR other = ? AND record = ?", pair * 2
    )


def test_what_a_lead_becomes_inherits_what_was_decided_on_it(store: Session) -> None:
    firm, person, lead = known_firm(store), known_person(store), (Kind.LEAD, a_lead(store))
    done(decide(store, lead, firm, Verdict.DIFFERENT, "another town"))
    done(decide(store, lead, person, Verdict.KEPT, "brothers"))
    made = qualified(store, lead[1])
    for kind, number, other, verdict in (
        (Kind.ACCOUNT, made.account, firm, Verdict.DIFFERENT),
        (Kind.CONTACT, made.contact, person, Verdict.KEPT),
    ):
        one = (kind, number or 0)
        assert open_ones(store, one) == [] and one not in open_ones(store, other)
        (match,) = (each for each in duplicates_of(store, *one).matches if each.ref == other)
        assert match.decision is not None
        assert (match.decision.verdict, match.decision.by) == (verdict, "ada")
        assert match.decision.at == store.now()
        assert flags(store, one, other) == [(1,)] * 2
    assert pairs(store) == []
    done(edit(store, Kind.ACCOUNT, made.account or 0, {"city": "Lisboa"}))
    assert open_ones(store, firm) == [(Kind.ACCOUNT, made.account)]  # it was decided on another town


def test_undo_takes_away_what_was_inherited(store: Session) -> None:
    firm, lead = known_firm(store), (Kind.LEAD, a_lead(store))
    done(decide(store, lead, firm, Verdict.DIFFERENT))
    made = qualified(store, lead[1])
    done(undo(store))
    assert flags(store, (Kind.ACCOUNT, made.account or 0), firm) == []
    assert open_ones(store, firm) == open_ones(store, lead) == []  # that of the lead stands
    rows = f"SELECT count(*) FROM match_verdict v WHERE v.op = ? AND {stands('v.op')}"
    assert store.sql(rows, [made.operation]) == [(0,)]
    done(undo(store))
    assert open_ones(store, lead) == [firm]


def test_a_person_that_is_another_says_nothing_of_their_company(store: Session) -> None:
    """Two colleagues: each lead is decided to be another person, and both are of one account."""
    a, b = (Kind.LEAD, a_lead(store)), (Kind.LEAD, a_lead(store, first_name="Anna"))
    done(decide(store, a, b, Verdict.DIFFERENT))
    made = qualified(store, a[1])
    account, contact = (Kind.ACCOUNT, made.account), (Kind.CONTACT, made.contact)
    met = {match.ref: match.decision for match in duplicates_of(store, *b).matches}
    assert met[contact] is not None and met[account] is None
    other = qualified(store, b[1], account=made.account)
    assert open_ones(store, (Kind.CONTACT, other.contact or 0)) == []


def test_people_who_are_kept_of_a_disqualified_lead_inherit_too(store: Session) -> None:
    person, lead = known_person(store), (Kind.LEAD, a_lead(store))
    done(decide(store, lead, person, Verdict.DIFFERENT))
    made = done(disqualify(store, lead[1], "lost", people=Request(account="none")))
    assert made.contact is not None
    assert open_ones(store, (Kind.CONTACT, made.contact)) == []


@pytest.mark.parametrize("ours", [True, False], ids=["winner", "loser"])
@pytest.mark.parametrize("changes", [True, False], ids=["takes values", "takes none"])
def test_what_is_left_of_a_merge_inherits_what_was_decided_on_either(
    store: Session, ours: bool, changes: bool
) -> None:
    person = known_person(store)
    winner = (Kind.LEAD, a_lead(store, **({"city": None} if changes else {})))
    loser = (Kind.LEAD, a_lead(store))
    done(decide(store, winner if ours else loser, person, Verdict.DIFFERENT, "brothers"))
    merged = done(merge(store, Kind.LEAD, winner[1], loser[1])).operation
    assert open_ones(store, winner) == [] and flags(store, winner, person) == [(1,)] * 2
    done(undo(store, merged))
    assert set(open_ones(store, winner)) == ({loser} if ours else {loser, person})
    assert flags(store, winner, person) == [(int(ours),)] * 2
    assert flags(store, loser, person) == [(int(not ours),)] * 2


def test_of_two_merged_ones_the_newest_decision_counts_and_between_them_none(
    store: Session, twins: tuple[Ref, Ref]
) -> None:
    a, b = twins
    person = known_person(store)
    done(decide(store, a, b, Verdict.DIFFERENT))
    first = done(decide(store, a, person, Verdict.DIFFERENT)).operation
    done(decide(store, b, person, Verdict.KEPT, "wait"))
    done(merge(store, Kind.LEAD, a[1], b[1]))
    (match,) = duplicates_of(store, *a).matches
    assert match.ref == person and match.decision is not None
    assert match.decision.verdict is Verdict.KEPT
    refused(undo(store, first), "touched")


def test_a_lead_without_decisions_costs_its_heirs_one_look_each(store: Session) -> None:
    lead = a_lead(store)
    with statements(store) as seen:
        qualified(store, lead)
    looked = [text for text in seen if "match_verdict" in text and " OR " in text]
    assert len(looked) == 2, looked


@pytest.mark.parametrize("times", [1, 2])
def test_a_decision_that_is_undone_counts_for_no_heir(store: Session, times: int) -> None:
    firm, lead = known_firm(store), (Kind.LEAD, a_lead(store))
    other = (Kind.ACCOUNT, done(create(store, Kind.ACCOUNT, {"name": "Northwind Ltd"})).id)
    decided = done(decide(store, lead, firm, Verdict.DIFFERENT)).operation
    done(decide(store, lead, other, Verdict.KEPT))
    made = (Kind.ACCOUNT, qualified(store, lead[1]).account or 0)
    if times == 2:
        heir = done(create(store, Kind.ACCOUNT, {"name": "Northwind Lda"})).id
        done(merge(store, Kind.ACCOUNT, heir, made[1]))
        made = (Kind.ACCOUNT, heir)
    assert firm not in open_ones(store, made)
    done(undo(store, decided))
    assert firm in open_ones(store, made) and made in open_ones(store, firm)
    assert other not in open_ones(store, made)
    assert flags(store, made, firm) == [(0,)] * 2
