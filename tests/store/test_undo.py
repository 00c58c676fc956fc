"""Undo: what was written goes back, unless someone else has been there since."""

import pytest
import shelf
from clocks import FakeClock
from colleagues import joined
from making import READY, a_lead, counted, done, qualified, refused, standing

from leadtui.domain.fields import Kind
from leadtui.domain.policy import shipped_text
from leadtui.domain.records import Activity, Contact, Operation
from leadtui.store import (
    ImportRow,
    NotFound,
    Session,
    adopt_owner_name,
    apply_policy,
    assign,
    create,
    disqualify,
    edit,
    finish,
    follow_up,
    import_batch,
    log,
    merge,
    park,
    reactivate,
    start_import,
    undo,
    undoable,
    unmerge,
    user_add,
    verify,
)
from leadtui.store.reads import record


def business(store: Session, id: int) -> dict[str, object]:
    lead = standing(store, id)
    return {name: getattr(lead, name) for name in lead.__slots__ if name not in ("version", "changed_at")}


def test_undoing_a_qualification_takes_everything_back(store: Session) -> None:
    contact = done(create(store, Kind.CONTACT, {"last_name": "Costa"})).id
    id = a_lead(store)
    before = business(store, id)
    answer = qualified(store, id, contact=contact)
    taken = done(undo(store))
    assert taken.sentence.startswith("Took back: Qualified Ana Pereira")
    assert (taken.kind, taken.id) == ("lead", id)
    assert business(store, id) == before
    assert standing(store, id).version == answer.version + 1
    found = record(store, Kind.CONTACT, contact)
    assert isinstance(found, Contact)
    assert (found.first_name, found.email, found.account) == (None, None, None)
    assert (counted(store, "account"), counted(store, "opportunity"), counted(store, "activity")) == (0, 0, 0)
    assert verify(store).ok
    qualified(store, id, contact=contact)


def test_each_command_can_be_taken_back(store: Session) -> None:
    id = a_lead(store)
    steps = (
        lambda: edit(store, Kind.LEAD, id, {"topic": "Ink", "rating": "hot"}),
        lambda: assign(store, id, None),
        lambda: follow_up(store, id, store.today(), "Call"),
        lambda: park(store, id, store.today().replace(day=30)),
        lambda: log(store, Kind.LEAD, id, Activity(kind="call", outbound=True)),
        lambda: disqualify(store, id, "lost"),
        lambda: reactivate(store, id),
    )
    seen: list[dict[str, object]] = []
    for step in steps:
        seen.append(business(store, id))
        done(step())
    for before in reversed(seen):
        done(undo(store))
        assert business(store, id) == before
    done(undo(store))
    assert counted(store, "lead") == 0
    refused(undo(store), "nothing")
    refused(undoable(store), "nothing")
    assert verify(store).ok


def test_what_undo_would_take_back_has_a_title(store: Session) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    last = undoable(store)
    assert isinstance(last, Operation)
    assert (last.kind, last.title, last.undone) == ("disqualify", "Disqualified Ana Pereira: lost.", False)


def test_a_later_change_by_someone_else_is_listed_and_stays(store: Session, target: str) -> None:
    id = a_lead(store)
    done(edit(store, Kind.LEAD, id, {"topic": "Ink"}))
    with joined(target, "mia") as other:
        done(edit(other, Kind.LEAD, id, {"city": "Braga"}))
    refusal = refused(undo(store), "touched")
    assert f"mia: edit of lead {id} (city)" in refusal.sentence
    assert standing(store, id).topic == "Ink"


def test_what_hangs_on_a_made_record_keeps_it(store: Session) -> None:
    answer = qualified(store, a_lead(store))
    done(create(store, Kind.CONTACT, {"last_name": "Silva", "account": answer.account}))
    refusal = refused(undo(store, answer.operation), "touched")
    assert f"hangs on account {answer.account}" in refusal.sentence
    assert counted(store, "account") == 1


def test_a_note_on_a_made_record_keeps_it(store: Session) -> None:
    answer = qualified(store, a_lead(store))
    done(log(store, Kind.OPPORTUNITY, answer.opportunities[0], Activity(kind="note", text="Offer sent.")))
    refused(undo(store, answer.operation), "touched")


def test_a_note_on_a_closed_lead_does_not_stand_in_the_way(store: Session) -> None:
    id = a_lead(store)
    answer = done(disqualify(store, id, "lost"))
    done(log(store, Kind.LEAD, id, Activity(kind="note", text="Pity.")))
    done(undo(store, answer.operation))
    assert standing(store, id).is_open


def test_only_ones_own_commands_of_the_last_day(store: Session, target: str, clock: FakeClock) -> None:
    id = a_lead(store)
    answer = done(edit(store, Kind.LEAD, id, {"topic": "Ink"}))
    with joined(target, "mia", clock=clock) as other:
        refused(undoable(other), "nothing")
        refused(undo(other, answer.operation), "not_yours")
    clock.forward(hours=25)
    refused(undoable(store), "nothing")
    refused(undo(store, answer.operation), "late")
    with pytest.raises(NotFound):
        undo(store, 999)


def an_import(store: Session) -> object:
    rows = [ImportRow(2, {"last_name": "Wang"}), ImportRow(3, {"last_name": "Lee"})]
    return import_batch(store, start_import(store, "us.csv", "d1", Kind.LEAD, {}).id, rows, 2)


def rules_applied(store: Session) -> object:
    return done(apply_policy(store, f"# ours\n{shipped_text()}"))


def adopted(store: Session) -> object:
    shelf.make(store, last_name="Wang", owner="Bethany")
    return done(adopt_owner_name(store, "Bethany", "bea"))


LASTING = {
    "import": (an_import, "Imported 2 leads from us.csv"),
    "policy": (rules_applied, "Version 2 of the policy is in force"),
    "user": (lambda store: done(user_add(store, "zoe")), "zoe is a user now"),
    "adopt": (adopted, "1 lead belongs to bea now"),
}


@pytest.mark.parametrize("kind", LASTING)
def test_a_last_command_that_stays_is_named_instead_of_an_older_one(store: Session, kind: str) -> None:
    """The older one would not be what the person means: it is named, and taken back by its number alone."""
    write, title = LASTING[kind]
    done(user_add(store, "bea"))
    id = a_lead(store)
    older = done(edit(store, Kind.LEAD, id, {"topic": "Ink"})).operation
    write(store)
    rows = counted(store, "lead")
    for no in (undoable(store), undo(store), undo(store, op_id="u1")):
        no = refused(no, "kind")
        assert title in no.sentence and f"{older}: " in no.fix and f"`leadtui undo {older}`" in no.command
    assert (counted(store, "lead"), standing(store, id).topic) == (rows, "Ink")
    assert done(undo(store, older)).sentence.startswith("Took back: ")
    assert refused(undoable(store), "kind").sentence == no.sentence


def test_what_changed_nothing_does_not_stand_before_the_last_command(store: Session) -> None:
    older = done(edit(store, Kind.LEAD, a_lead(store), {"topic": "Ink"})).operation
    done(apply_policy(store, shipped_text()))
    last = undoable(store)
    assert isinstance(last, Operation) and last.id == older


def test_nothing_is_taken_back_twice(store: Session) -> None:
    id = a_lead(store)
    answer = done(edit(store, Kind.LEAD, id, {"topic": "Ink"}))
    first = done(undo(store, answer.operation, op_id="u1"))
    assert done(undo(store, answer.operation, op_id="u1")).events == first.events
    refused(undo(store, answer.operation), "undone")
    refused(undo(store, first.operation), "kind")
    assert standing(store, id).topic == READY["topic"]


def test_a_disqualification_gives_its_opportunity_back(store: Session) -> None:
    id = a_lead(store)
    qualified(store, id)
    done(reactivate(store, id))
    done(disqualify(store, id, "lost", opportunity="lost", because="price"))
    done(undo(store))
    assert store.sql("SELECT outcome, closed_on FROM opportunity") == [("open", None)]


def test_undoing_a_task_makes_the_checklist_anew(store: Session) -> None:
    id = a_lead(store)
    before = store.sql("SELECT ready, done FROM lead")
    done(log(store, Kind.LEAD, id, Activity(kind="task", text="Call", done=False)))
    assert store.sql("SELECT ready, done FROM lead") != before
    done(undo(store))
    assert store.sql("SELECT ready, done FROM lead") == before


def test_undoing_a_task_that_counted_only_later_makes_the_checklist_anew(store: Session) -> None:
    id = a_lead(store)
    before = store.sql("SELECT ready, done FROM lead")
    done(follow_up(store, id, store.today()))
    task = done(log(store, Kind.LEAD, id, Activity(kind="task", text="Call", done=False)))
    done(follow_up(store, id, None))
    assert store.sql("SELECT ready, done FROM lead") != before
    done(undo(store, task.operation))
    assert store.sql("SELECT ready, done FROM lead") == before


def test_undoing_a_finish_opens_the_task_and_the_checklist_counts_it(store: Session) -> None:
    id = a_lead(store)
    done(log(store, Kind.LEAD, id, Activity(kind="task", text="Call", done=False)))
    before = store.sql("SELECT ready, done FROM lead")
    done(finish(store, 1))
    assert store.sql("SELECT ready, done FROM lead") != before
    done(undo(store))
    assert store.sql("SELECT ready, done FROM lead") == before


def test_undo_under_the_name_of_another_command_is_refused(store: Session) -> None:
    id = a_lead(store)
    one = done(edit(store, Kind.LEAD, id, {"city": "Braga"}, op_id="e"))
    refused(undo(store, op_id="e"), "op_id")
    done(undo(store, one.operation, op_id="u"))
    two = done(edit(store, Kind.LEAD, id, {"city": "Faro"}))
    refused(undo(store, two.operation, op_id="u"), "op_id")


def test_a_parent_that_would_close_a_ring_is_not_put_back(store: Session) -> None:
    upper, lower = (done(create(store, Kind.ACCOUNT, {"name": name})).id for name in ("Upper", "Lower"))
    done(edit(store, Kind.ACCOUNT, lower, {"parent": upper}))
    freed = done(edit(store, Kind.ACCOUNT, lower, {"parent": None}))
    turned = done(edit(store, Kind.ACCOUNT, upper, {"parent": lower}))
    no = refused(undo(store, freed.operation), "touched")
    assert f"Account {upper} stands under account {lower}" in no.sentence and no.fields == ("parent",)
    assert store.sql("SELECT parent FROM account WHERE id = ?", [lower]) == [(None,)]
    done(undo(store, turned.operation))
    done(undo(store, freed.operation))
    assert store.sql("SELECT parent FROM account ORDER BY id") == [(None,), (upper,)]


def test_taking_a_merge_apart_ties_no_ring(store: Session) -> None:
    top, kept, lost, below = (
        done(create(store, Kind.ACCOUNT, {"name": name})).id for name in ("Top", "Kept", "Lost", "Below")
    )
    done(edit(store, Kind.ACCOUNT, lost, {"parent": top}))
    done(edit(store, Kind.ACCOUNT, below, {"parent": lost}))
    done(merge(store, Kind.ACCOUNT, kept, lost, {"parent": "winner"}))
    done(edit(store, Kind.ACCOUNT, top, {"parent": below}))
    before = store.sql("SELECT id, parent, withdrawn FROM account ORDER BY id")
    refused(unmerge(store, Kind.ACCOUNT, lost), "touched")
    assert store.sql("SELECT id, parent, withdrawn FROM account ORDER BY id") == before
    done(edit(store, Kind.ACCOUNT, top, {"parent": None}))
    done(unmerge(store, Kind.ACCOUNT, lost))
