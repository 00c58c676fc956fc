"""Activities on a record, and what comes next: follow-up and not now."""

from dataclasses import replace
from datetime import date

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.records import ACTIVITY_KINDS, Activity, Record
from leadtui.domain.results import Done, Refusal, Result
from leadtui.domain.text import due as due_text
from leadtui.domain.text import listed
from leadtui.store.columns import COLUMN_BY_NAME
from leadtui.store.entries import text_of
from leadtui.store.errors import NotFound
from leadtui.store.operation import Op
from leadtui.store.policies import policy
from leadtui.store.records import standing, standing_lead
from leadtui.store.session import Session
from leadtui.store.writing import command

_TOLD = {
    "call": "Logged a call with {0}.",
    "email": "Logged an e-mail with {0}.",
    "meeting": "Logged a meeting with {0}.",
    "note": "Noted on {0}.",
    "task": "Added a task on {0}.",
}


def log(session: Session, kind: Kind, id: int, activity: Activity, *, op_id: str | None = None) -> Result:
    """Add an activity to a record, to a closed lead too.

    The first outbound one on a new lead makes it contacted. Who logged it and in which cycle is the
    store's to say; ``at`` may tell when it was, else it is now.

    Returns:
        `Done` about the record, or a `Refusal`: ``value``.

    Raises:
        NotFound: there is no such record.
    """

    def work(op: Op) -> Result:
        record = standing(op, kind, id)
        if isinstance(record, Lead) and (stop := may(Command.NOTE, record)):
            return stop
        checked = _checked(activity, session.today())
        if isinstance(checked, Refusal):
            return checked
        cycle = record.cycle if isinstance(record, Lead) else 1
        op.insert(Kind.ACTIVITY, _columns(checked, kind, id, cycle), "log")
        contacted = isinstance(record, Lead) and _touch(op, record, checked)
        op.title = _TOLD[checked.kind].format(record.title)
        return op.done(kind, id, op.title + (" The lead counts as contacted now." if contacted else ""))

    return command(session, "log", work, op_id=op_id, about=(kind, id), said=activity)


def _checked(activity: Activity, today: date) -> Activity | Refusal:
    fields = COLUMN_BY_NAME[Kind.ACTIVITY]
    if activity.kind not in ACTIVITY_KINDS:
        sentence = f"There is no activity of kind {activity.kind[:40]!r}."
        return Refusal("value", sentence, f"There are {listed(ACTIVITY_KINDS)}.", ("kind",))
    text = text_of(fields["text"], activity.text, today)
    if isinstance(text, Refusal):
        return text
    outcome = text_of(fields["outcome"], activity.outcome, today)
    if isinstance(outcome, Refusal):
        return outcome
    if not text and activity.kind in ("note", "task"):
        return Refusal("value", f"A {activity.kind} needs a text.", "Type what it says.", ("text",))
    return replace(activity, text=text, outcome=outcome or None)


def _columns(activity: Activity, kind: Kind, id: int, cycle: int) -> dict[str, object]:
    return {
        "about_kind": str(kind),
        "about_id": id,
        "kind": activity.kind,
        "outbound": activity.outbound,
        "outcome": activity.outcome,
        "text": activity.text,
        "due": activity.due,
        "done": activity.done,
        "at": activity.at,
        "cycle": cycle,
    }


def _touch(op: Op, lead: Lead, activity: Activity) -> bool:
    """The lead after an activity: contacted by the first outbound one, its checklist anew after a task."""
    first = lead.is_open and activity.outbound and lead.status_reason == "new"
    if first:
        op.update(Kind.LEAD, lead.id, {"status_reason": "contacted"}, "log")
    elif lead.is_open and (activity.kind == "task" or policy(op.session).asks_activity):
        op.update(Kind.LEAD, lead.id, {}, "log")
    return first


def finish(session: Session, activity: int, *, op_id: str | None = None) -> Result:
    """A task is done.

    Returns:
        `Done` about the record that it hangs on.

    Raises:
        NotFound: there is no such activity, or it was taken back.
    """

    def work(op: Op) -> Done:
        row = op.columns(Kind.ACTIVITY, activity)
        if row["withdrawn"]:
            raise NotFound(f"There is no activity {activity} any more.", "It was taken back.")
        kind, number = Kind(row["about_kind"]), int(row["about_id"])
        record = standing(op, kind, number)
        op.update(Kind.ACTIVITY, activity, {"done": True}, "finish")
        if isinstance(record, Lead) and record.is_open:
            op.update(Kind.LEAD, number, {}, "finish")
        op.title = f"Finished a task on {record.title}."
        return op.done(kind, number, op.title)

    return command(session, "finish", work, op_id=op_id, about=(Kind.ACTIVITY, activity), said=activity)


def follow_up(
    session: Session,
    id: int,
    on: date | None,
    note: str = "",
    *,
    version: int | None = None,
    op_id: str | None = None,
) -> Result:
    """Set the day of the next action and what to do then; None clears both.

    A parked lead comes back by that day.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``closed``, ``value``.

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if stop := may(Command.FOLLOW_UP, lead):
            return stop
        text = text_of(BY_NAME[Kind.LEAD]["follow_up_note"], note, session.today())
        if isinstance(text, Refusal):
            return text
        values = {"follow_up": on, "follow_up_note": text or None if on else None}
        if on and lead.parked_until and on < lead.parked_until:
            values["parked_until"] = None
        op.update(Kind.LEAD, id, values, "follow_up", version=version)
        when = f"{due_text(on, session.today())}" if on else ""
        op.title = f"Follow-up of {lead.title}: {when}." if on else f"No follow-up of {lead.title} any more."
        return op.done(Kind.LEAD, id, op.title)

    return command(session, "follow_up", work, op_id=op_id, about=(Kind.LEAD, id), said=[on, note])


def park(
    session: Session,
    id: int,
    until: date | None,
    note: str = "",
    *,
    version: int | None = None,
    op_id: str | None = None,
) -> Result:
    """Not now: hide an open lead from the work views until a day, which is its follow-up then.

    None brings it back at once. The note says what to do then; without one that of the follow-up stays.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``closed``, ``value`` (a day not ahead, a note too long).

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if stop := may(Command.PARK, lead):
            return stop
        if until is not None and until <= session.today():
            fix = "Name a day from tomorrow on, such as tomorrow or +2w."
            return Refusal("value", "Not now needs a day ahead.", fix, ("parked_until",))
        text = text_of(BY_NAME[Kind.LEAD]["follow_up_note"], note, session.today())
        if isinstance(text, Refusal):
            return text
        values: dict[str, object] = {"parked_until": until}
        if until is not None:
            values |= {"follow_up": until, **({"follow_up_note": text} if text else {})}
        op.update(Kind.LEAD, id, values, "park", version=version)
        op.title = _parked(lead, until, session.today())
        return op.done(Kind.LEAD, id, op.title)

    return command(session, "park", work, op_id=op_id, about=(Kind.LEAD, id), said=[until, note])


def _parked(record: Record, until: date | None, today: date) -> str:
    if until is None:
        return f"{record.title} is back in the work views."
    return f"Not now: {record.title} comes back {due_text(until, today)}."
