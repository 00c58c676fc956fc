"""Disqualifying, reactivating and assigning a lead."""

from leadtui.domain.fields import BY_NAME, Field, Kind, Type
from leadtui.domain.lead import Command, Lead, State, StatusReason, may
from leadtui.domain.records import Record
from leadtui.domain.results import Done, Exit, Invalid, Refusal, Result
from leadtui.domain.text import clean, listed
from leadtui.store.entries import entry, refusal_of
from leadtui.store.operation import Op
from leadtui.store.owners import owner_key, unknown_owner
from leadtui.store.people import owner_titles, reasons
from leadtui.store.policies import policy
from leadtui.store.reads import record as record_of
from leadtui.store.reads import record_rows
from leadtui.store.records import standing_lead
from leadtui.store.session import Session
from leadtui.store.writing import command

NOTE = Field("note", "Note", Type.LONG, 2000)


def disqualify(
    session: Session,
    id: int,
    reason: str,
    note: str = "",
    record: tuple[Kind, int] | None = None,
    *,
    opportunity: str | None = None,
    version: int | None = None,
    op_id: str | None = None,
) -> Result:
    """Close an open lead with a reason.

    ``record`` is what it duplicates or where it went, for reasons that name one. An open opportunity
    of an earlier life is not left behind unsaid: ``opportunity`` is ``keep`` (stays open) or ``lost``
    (is closed as lost).

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``closed``, ``reason``, ``note``, ``record``,
        ``opportunity``, ``value``.

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if stop := may(Command.DISQUALIFY, lead):
            return stop
        if version is not None and version != lead.version:
            return op.conflict(Kind.LEAD, id, version)
        chosen = reason_offered(session, reason)
        if isinstance(chosen, Refusal):
            return chosen
        text = _told(session, lead, chosen, note, record)
        if isinstance(text, Refusal):
            return text
        return _settle_opportunities(op, lead, opportunity) or _close(op, lead, chosen, text)

    return command(session, "disqualify", work, op_id=op_id, about=(Kind.LEAD, id))


def _close(op: Op, lead: Lead, reason: StatusReason, text: str) -> Done:
    closing = {
        "state": State.DISQUALIFIED,
        "status_reason": reason.code,
        "closed_at": op.at,
        "closed_by": op.session.user,
    }
    op.update(Kind.LEAD, lead.id, closing, "disqualify", version=lead.version, note=text)
    op.title = f"Disqualified {lead.title}: {reason.label.lower()}."
    return op.done(Kind.LEAD, lead.id, op.title)


def reason_offered(session: Session, code: str) -> StatusReason | Refusal:
    """The reason to disqualify of that code, where people may choose it; else the "no"."""
    known = {each.code: each for each in reasons(session)}
    offered = [each.code for each in known.values() if each.offered and each.state is State.DISQUALIFIED]
    if code in offered:
        return known[code]
    there_are = f"There are: {', '.join(offered)}."
    if code in known:
        label = known[code].label
        return Refusal("reason", f"{label!r} is no reason to disqualify.", there_are, ("reason",))
    from difflib import get_close_matches  # only when something was mistyped

    near = get_close_matches(code.casefold(), offered, 1)
    fix = f"Did you mean {near[0]}? {there_are}" if near else there_are
    return Refusal("reason", f"There is no reason {code[:40]!r}.", fix, ("reason",), Exit.USAGE)


def note_of(session: Session, note: str) -> str | Refusal:
    """A note cleaned, or the "no" to one that is too long."""
    read = entry(NOTE, note, session.today())
    return refusal_of(NOTE, read) if isinstance(read, Invalid) else str(read or "")


def _told(
    session: Session, lead: Lead, reason: StatusReason, note: str, record: tuple[Kind, int] | None
) -> str | Refusal:
    """What the event keeps: the record that was named, then the note."""
    text = note_of(session, note)
    if isinstance(text, Refusal):
        return text
    if reason.note_required and not text:
        fix = "Tab goes to the note; on the command line `--note TEXT`."
        return Refusal("note", f"The reason {reason.label.lower()!r} asks for a note.", fix, ("note",))
    if record is None:
        return text
    named = _named(session, lead, reason, record)
    if isinstance(named, Refusal):
        return named
    kind, number = record
    return f"{reason.label}: {kind} {number}, {named.title}.\n{text}".strip()


def _named(session: Session, lead: Lead, reason: StatusReason, record: tuple[Kind, int]) -> Record | Refusal:
    kind, number = record
    if not reason.names:
        return Refusal(
            "record", f"The reason {reason.label.lower()!r} names no record.", "Leave it out.", ("record",)
        )
    if (kind, number) == (Kind.LEAD, lead.id):
        return Refusal("record", "A lead is not its own duplicate.", "Name the one that stays.", ("record",))
    found = record_of(session, kind, number)
    return found or Refusal(
        "record", f"There is no {kind} {number}.", "Look at the number again.", ("record",), Exit.NOT_FOUND
    )


def _settle_opportunities(op: Op, lead: Lead, said: str | None) -> Refusal | None:
    """No open opportunity of this lead is left behind unsaid (DESIGN, the lead's life)."""
    if said not in ("keep", "lost"):
        return unsaid(op.session, lead.id)
    if said == "lost":
        lost = {"outcome": "lost", "closed_on": op.session.today()}
        for number in _open_ones(op.session, lead.id):
            op.update(Kind.OPPORTUNITY, number, lost, "edit", note=f"Lead {lead.id} was disqualified.")
    return None


def _open_ones(session: Session, lead: int) -> list[int]:
    rows = session.sql(
        "SELECT id FROM opportunity WHERE lead = ? AND outcome = 'open' AND withdrawn = 0 ORDER BY id",
        [lead],
    )
    return [number for (number,) in rows]


def unsaid(session: Session, lead: int) -> Refusal | None:
    """The "no" to disqualifying a lead with an open opportunity of which nothing is said."""
    if not (numbers := _open_ones(session, lead)):
        return None
    found = record_rows(session, Kind.OPPORTUNITY, numbers)
    titles = [f"{number} {found[number].title}" if number in found else str(number) for number in numbers]
    are = "is an open opportunity" if len(titles) == 1 else "are open opportunities"
    return Refusal(
        "opportunity",
        f"There {are} of this lead: {listed(titles[:3])}.",
        "Say what becomes of it: o in the dialog, --opportunity keep or lost on the command line.",
        ("opportunity",),
    )


def reactivate(
    session: Session, id: int, note: str = "", *, version: int | None = None, op_id: str | None = None
) -> Result:
    """Open a closed lead again as new, in its next cycle; what it became stays as it is.

    What was ticked by hand is asked for again, unless the policy keeps it.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``open``, ``value``, ``note`` where the policy asks for one.

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if stop := may(Command.REACTIVATE, lead):
            return stop
        text = note_of(session, note)
        if isinstance(text, Refusal):
            return text
        if policy(session).why_reactivated and not text:
            fix = "Type it in the dialog; on the command line `--note TEXT`."
            return Refusal("note", f"Say why lead {id} is opened again.", fix, ("note",))
        return reopen(op, lead, text, version)

    return command(session, "reactivate", work, op_id=op_id, about=(Kind.LEAD, id))


def reopen(op: Op, lead: Lead, note: str, version: int | None = None) -> Done:
    """Open a closed lead again, inside an operation ``reactivate``; the rules were asked before."""
    opening: dict[str, object] = {
        "state": State.OPEN,
        "status_reason": "new",
        "cycle": lead.cycle + 1,
        "closed_at": None,
        "closed_by": None,
        "parked_until": None,
    }
    if not policy(op.session).keeps_ticks:
        opening["ticks"] = None
    op.update(Kind.LEAD, lead.id, opening, "reactivate", version=version, note=note)
    op.title = f"Reactivated {lead.title} as new."
    return op.done(Kind.LEAD, lead.id, op.title)


def assign(
    session: Session, id: int, owner: str | None, *, version: int | None = None, op_id: str | None = None
) -> Result:
    """Give an open lead to a user or a team, by key, name or e-mail; None takes its owner away.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``closed``, ``owner`` (nobody here is called that).

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if stop := may(Command.ASSIGN, lead):
            return stop
        wanted = clean(owner or "")[: BY_NAME[Kind.LEAD]["owner"].max]
        key = owner_key(session, wanted) if wanted else None
        if wanted and key is None:
            return unknown_owner(session, wanted)
        op.update(Kind.LEAD, id, {"owner": key}, "assign", version=version)
        to = f"to {owner_titles(session).get(key, key)}" if key else "to nobody"
        op.title = f"Assigned {lead.title} {to}."
        return op.done(Kind.LEAD, id, op.title)

    return command(session, "assign", work, op_id=op_id, about=(Kind.LEAD, id))
