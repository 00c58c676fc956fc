"""Whether a command may be taken back: by whom, until when, and with which rights."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from leadtui.domain.access import Right
from leadtui.domain.fields import Kind
from leadtui.domain.records import Operation
from leadtui.domain.results import Refusal
from leadtui.store import rights
from leadtui.store.journal import read_body
from leadtui.store.operation import Op
from leadtui.store.policies import policy
from leadtui.store.session import Session
from leadtui.store.ticking import no_role
from leadtui.store.ticks import read_ticks

WINDOW: Final = timedelta(hours=24)
UNDOABLE: Final = (
    "create", "edit", "qualify", "disqualify", "reactivate", "assign", "log", "finish", "follow_up", "park",
    "merge", "decide", "tick", "claim", "move", "win", "lose", "reopen",
    "values",
)  # fmt: skip

_MEND: Final = {
    "import": "Close the leads that should not be there, or change them by hand.",
    "policy": "Put the version before in force again.",
    "user": "Change users and teams back by hand.",
    "adopt": "Assign the leads again.",
    "unmerge": "Merge the two again.",
}
"""What to do about a command that cannot be taken back, by its kind."""


def lasting(last: Operation, before: Operation | None) -> Refusal:
    """The "no" to taking back a last command of such a kind, with the one before that can be."""
    title = last.title or last.kind
    sentence = f"Your last command cannot be taken back: {title.rstrip('.')}."
    mend = _MEND.get(last.kind, "Change it by hand.")
    if before is None:
        return Refusal("kind", sentence, mend)
    told = f"The one before that can be is {before.id}: {before.title.rstrip('.')}"
    way = before.id if before.run is None else f"--run {before.run}"
    return Refusal("kind", sentence, f"{mend} {told}.", command=f"{mend} {told} (`leadtui undo {way}`).")


def may_not(op: Op, what: Operation) -> Refusal | None:
    """The "no" to taking that back; what it needed when it was done it needs again."""
    session = op.session
    if what.kind not in UNDOABLE:
        sentence = f"Operation {what.id} ({what.kind}) cannot be taken back."
        return Refusal("kind", sentence, _MEND.get(what.kind, "Change it by hand."))
    if what.actor != session.user:
        return Refusal(
            "not_yours", f"{what.actor} did that: {what.title}", f"Ask {what.actor} to take it back."
        )
    if what.undone:
        return Refusal("undone", f"That was taken back already: {what.title}", "Its history tells when.")
    if session.now() - what.at > WINDOW:
        return Refusal("late", f"That is more than a day ago: {what.title}", "Change it by hand.")
    no = rights.needed(session, what.kind) or _unreadable(op, what)
    return no or _beside(op, what) or _no_role(session, what)


def _unreadable(op: Op, what: Operation) -> Refusal | None:
    """The "no" to writing what the user may not read any more, or gave away."""
    for kind, id in _written(op, what):
        row = op.columns(kind, id)
        if no := rights.touching(op.session, kind, id, row["owner"]):
            return no
    return None


def _beside(op: Op, what: Operation) -> Refusal | None:
    """The "no" to one who may not write any more what a lead's closing wrote on the records around it."""
    if what.kind not in ("qualify", "disqualify"):
        return None
    session, mine = op.session, rights.access(op.session)
    rows = session.sql(
        "SELECT DISTINCT kind, record, action FROM event WHERE op = ? AND kind NOT IN ('lead', 'activity')"
        " ORDER BY kind, record",
        [what.id],
    )
    for name, id, action in rows:
        kind = Kind(name)
        if action == "link":
            no = rights.filling(session, kind, id, op.columns(kind, id)["owner"])
        else:
            no = mine.refusal(rights.right_to_create(kind) if action == "create" else Right.EDIT)
        if no:
            return no
    return None


def _written(op: Op, what: Operation) -> Iterable[tuple[Kind, int]]:
    """The records that are asked for; for an activity the one that it is about."""
    session = op.session
    if what.kind in ("decide", "values"):  # say something of records, and write none
        return []
    if what.kind == "merge":  # of those that name the two nobody was asked when they were merged either
        rows = session.sql("SELECT kind, winner, loser FROM merge WHERE op = ?", [what.id])
        return [(Kind(kind), id) for kind, *pair in rows for id in pair]
    rows = session.sql("SELECT DISTINCT kind, record FROM event WHERE op = ? ORDER BY 1, 2", [what.id])
    return dict.fromkeys(_about(op, Kind(kind), id) for kind, id in rows)


def _about(op: Op, kind: Kind, id: int) -> tuple[Kind, int]:
    if kind is not Kind.ACTIVITY:
        return kind, id
    row = op.columns(kind, id)
    return Kind(row["about_kind"]), row["about_id"]


def _no_role(session: Session, what: Operation) -> Refusal | None:
    """The "no" to one who may not say of an item what would be said of it then."""
    if what.kind != "tick":
        return None
    rules = policy(session)
    items = (rules.item(id) for id in _ticked(session, what.id))
    found = (no_role(session, rules, rule) for rule in items if rule)  # one that is gone asks nobody
    return next((no for no in found if no), None)


def _ticked(session: Session, operation: int) -> list[str]:
    """The items of which that operation said something."""
    found: set[str] = set()
    rows = session.sql(
        "SELECT v.body FROM event e JOIN event_value v ON v.event = e.id WHERE e.op = ?", [operation]
    )
    for (body,) in rows:
        before, after = (read_ticks(text) for text in read_body(body)[0].get("ticks", (None, None)))
        found |= {id for id in before.keys() | after.keys() if before.get(id) != after.get(id)}
    return sorted(found)
