"""The life of an opportunity: its state table, its guards, and accounts under accounts."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from making import conflict, done, refused

from leadtui.domain.fields import Kind
from leadtui.domain.records import Account, Operation, Opportunity
from leadtui.domain.results import Done, Exit, Result
from leadtui.store import (
    ImportRow,
    NotFound,
    Session,
    create,
    edit,
    events,
    import_batch,
    lose,
    merge,
    move,
    open_session,
    record,
    reopen,
    start_import,
    undo,
    undoable,
    unmerge,
    user_add,
    verify,
    win,
)
from leadtui.store.operation import Op
from leadtui.store.writing import command


def a_sale(session: Session, **values: object) -> int:
    given = {"topic": "12 scanners", "amount": Decimal(38000), "currency": "EUR", **values}
    return done(create(session, Kind.OPPORTUNITY, given)).id


def sale(session: Session, id: int) -> Opportunity:
    found = record(session, Kind.OPPORTUNITY, id)
    assert isinstance(found, Opportunity)
    return found


def parent(session: Session, id: int) -> int | None:
    found = record(session, Kind.ACCOUNT, id)
    assert isinstance(found, Account)
    return found.parent


def accounts(session: Session, *names: str) -> list[int]:
    return [done(create(session, Kind.ACCOUNT, {"name": name})).id for name in names]


def chain(session: Session, *names: str) -> list[int]:
    """Accounts each under the one before."""
    made = accounts(session, *names)
    for upper, lower in pairwise(made):
        done(edit(session, Kind.ACCOUNT, lower, {"parent": upper}))
    return made


STEPS: dict[str, Callable[[Session, int], Result]] = {
    "move": lambda session, id: move(session, id, "propose"),
    "win": lambda session, id: win(session, id),
    "lose": lambda session, id: lose(session, id, "price"),
    "reopen": lambda session, id: reopen(session, id),
    "edit": lambda session, id: edit(session, Kind.OPPORTUNITY, id, {"topic": "14 scanners"}),
}
# state -> step -> the state after it, or the code of the "no"
TABLE = {
    "open": {"move": "open", "win": "won", "lose": "lost", "reopen": "!open", "edit": "open"},
    "won": {"move": "!closed", "win": "!closed", "lose": "!closed", "reopen": "open", "edit": "!closed"},
    "lost": {"move": "!closed", "win": "!closed", "lose": "!closed", "reopen": "open", "edit": "!closed"},
}


@pytest.mark.parametrize(("state", "step"), [(state, step) for state, row in TABLE.items() for step in row])
def test_the_state_table(store: Session, state: str, step: str) -> None:
    id = a_sale(store)
    if state != "open":
        done(STEPS["win" if state == "won" else "lose"](store, id))
    before, told = sale(store, id), len(list(events(store)))
    answer = STEPS[step](store, id)
    expected = TABLE[state][step]
    if expected.startswith("!"):
        assert refused(answer, expected[1:]).fix
        assert (sale(store, id), len(list(events(store)))) == (before, told)
        return
    after = sale(store, id)
    assert isinstance(answer, Done)
    assert (after.outcome, after.version) == (expected, before.version + 1)
    assert (after.closed_on is not None) == (after.lost_reason is not None or expected == "won")
    assert list(events(store))[-1].action == step
    done(undo(store))
    back = sale(store, id)
    same = ("outcome", "stage", "closed_on", "lost_reason", "topic")
    assert [getattr(back, name) for name in same] == [getattr(before, name) for name in same]
    assert verify(store).ok


def test_each_step_says_what_it_did(store: Session) -> None:
    id = a_sale(store)
    assert done(move(store, id, "Propose")).sentence == "Moved 12 scanners to propose."
    assert done(move(store, id, "propose")).sentence == "12 scanners is at propose already."
    assert done(win(store, id, "They like the support.")).sentence == "Won 12 scanners, 38,000 EUR."
    assert list(events(store))[-1].note == "They like the support."
    assert done(reopen(store, id)).sentence == "Reopened 12 scanners at propose."
    assert done(lose(store, id, "Out-sold")).sentence == "Lost 12 scanners: out-sold."
    assert (sale(store, id).lost_reason, sale(store, id).closed_on) == ("out_sold", store.today())
    told = undoable(store)
    assert isinstance(told, Operation) and told.title == "Lost 12 scanners: out-sold."


@pytest.mark.parametrize(
    ("step", "code", "exit"),
    [
        (lambda s, id: move(s, id, "qualify"), "stage", Exit.USAGE),
        (lambda s, id: move(s, id, "[/b]"), "stage", Exit.USAGE),
        (lambda s, id: lose(s, id, ""), "reason", Exit.REFUSED),
        (lambda s, id: lose(s, id, "prize"), "reason", Exit.USAGE),
        (lambda s, id: lose(s, id, "other", " \u200b"), "note", Exit.REFUSED),
        (lambda s, id: lose(s, id, "price", "x" * 2001), "value", Exit.REFUSED),
    ],
)
def test_what_does_not_fit_is_refused_and_writes_nothing(
    store: Session, step: Callable[[Session, int], Result], code: str, exit: Exit
) -> None:
    id = a_sale(store)
    before = sale(store, id)
    refusal = refused(step(store, id), code)
    assert refusal.exit is exit
    assert refusal.fix
    assert sale(store, id) == before


def test_the_nearest_reason_is_named(store: Session) -> None:
    assert "price" in refused(lose(store, a_sale(store), "prize"), "reason").fix


@pytest.mark.parametrize("field", ["outcome", "closed_on", "lost_reason"])
def test_what_a_step_writes_is_not_typed(store: Session, field: str) -> None:
    value = {"outcome": "won", "closed_on": "today", "lost_reason": "price"}[field]
    refused(edit(store, Kind.OPPORTUNITY, a_sale(store), {field: value}), "command")
    refused(create(store, Kind.OPPORTUNITY, {"topic": "x", field: value}), "command")


def test_a_step_on_an_older_version_is_a_conflict_and_a_retry_happens_once(
    store: Session, target: str
) -> None:
    done(user_add(store, "mia", "Mia Berg"))
    id = a_sale(store)
    with open_session(target, user="mia", login="mia") as other:
        done(move(other, id, "propose"))
    lost = conflict(win(store, id, version=1))
    assert (lost.by, lost.version, lost.changes) == ("mia", 2, {"stage": ("develop", "propose")})
    first = done(win(store, id, version=2, op_id="w"))
    again = done(win(store, id, version=2, op_id="w"))
    assert again.repeated and again.events == first.events
    refused(lose(store, id, "price", op_id="w"), "op_id")


def test_a_number_that_is_none_is_not_found(store: Session) -> None:
    with pytest.raises(NotFound):
        win(store, 7)


def test_an_import_brings_closed_ones_and_leaves_them_alone_later(store: Session) -> None:
    row = {"topic": "Pumps", "outcome": "won", "external_system": "crm", "external_id": "O-1"}
    begun = start_import(store, "x.csv", "d", Kind.OPPORTUNITY, {})
    (id,) = import_batch(store, begun.id, [ImportRow(1, row)], 1).ids
    assert sale(store, id).outcome == "won"
    refused(edit(store, Kind.OPPORTUNITY, id, {"topic": "x"}), "closed")


# -- accounts under accounts


def test_an_account_never_stands_under_itself(store: Session) -> None:
    top, middle, low = chain(store, "Top", "Middle", "Low")
    assert parent(store, low) == middle
    for child in (top, middle, low):
        refusal = refused(edit(store, Kind.ACCOUNT, top, {"parent": child}), "parent")
        assert refusal.fields == ("parent",)
        assert str(child) in refusal.sentence
    refused(edit(store, Kind.ACCOUNT, top, {"parent": 99}), "value")
    done(edit(store, Kind.ACCOUNT, low, {"parent": None}))
    done(edit(store, Kind.ACCOUNT, top, {"parent": low}))
    assert parent(store, top) == low


def test_an_account_with_others_under_it_is_not_taken_back(store: Session) -> None:
    (top,) = accounts(store, "Top")
    made = undoable(store)
    done(create(store, Kind.ACCOUNT, {"name": "Low", "parent": top}))
    assert isinstance(made, Operation)
    assert "hangs on account" in refused(undo(store, made.id), "touched").sentence


@pytest.mark.parametrize(
    ("winner", "loser", "after"),
    [
        # of the chain 1 > 2 > 3 > 4: who stands under whom when the two are one
        (2, 1, {2: None, 3: 2, 4: 3}),
        (1, 2, {1: None, 3: 1, 4: 3}),
        (1, 3, {1: None, 2: 1, 4: 1}),
        (3, 1, {2: None, 3: 2, 4: 3}),
        (4, 2, {1: None, 3: 1, 4: 3}),
        (2, 4, {1: None, 2: 1, 3: 2}),
    ],
)
def test_a_merge_ties_no_ring_and_comes_apart_again(
    store: Session, winner: int, loser: int, after: dict[int, int | None]
) -> None:
    chain(store, "Adatum", "Contoso", "Fabrikam", "Litware")
    done(merge(store, Kind.ACCOUNT, winner, loser))
    assert {id: parent(store, id) for id in after} == after
    done(unmerge(store, Kind.ACCOUNT, loser))
    assert [parent(store, id) for id in (1, 2, 3, 4)] == [None, 1, 2, 3]


def test_a_merge_that_would_tie_one_is_refused(store: Session) -> None:
    chain(store, "Adatum", "Contoso", "Fabrikam")
    refused(merge(store, Kind.ACCOUNT, 1, 3, {"parent": "loser"}), "parent")


def test_the_guards_hold_against_a_command_that_forgot_the_rules(store: Session) -> None:
    from leadtui.store import Guarded

    id = a_sale(store)
    done(win(store, id))

    def slip(op: Op) -> Done:
        op.update(Kind.OPPORTUNITY, id, {"amount": Decimal(1)}, "edit")
        return op.done(Kind.OPPORTUNITY, id)

    with pytest.raises(Guarded, match="read-only until it is reopened"):
        command(store, "edit", slip)
    assert sale(store, id).amount == Decimal(38000)
