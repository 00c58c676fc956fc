"""Opening a closed lead again: what it meets, read afresh, and the write."""

from dataclasses import replace

from leadtui.domain.checklist import PLAN_KINDS, Tick, evaluate
from leadtui.domain.details import Closed, ItemThen, LeadDetail
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead, State
from leadtui.domain.reopening import (
    Reopening,
    differences,
    may_reopen,
    said_by_hand,
    unreviewed,
    why_missing,
)
from leadtui.domain.results import Done, Refusal, Result
from leadtui.store import rights
from leadtui.store.columns import micros
from leadtui.store.derived import looked_at
from leadtui.store.details import lead_detail
from leadtui.store.duplicates import duplicates_of
from leadtui.store.entries import note_of
from leadtui.store.errors import NotFound
from leadtui.store.merged import merged_into
from leadtui.store.operation import Op
from leadtui.store.policies import policy
from leadtui.store.records import standing_lead
from leadtui.store.session import Session
from leadtui.store.writing import command


def reactivate(
    session: Session,
    id: int,
    note: str = "",
    *,
    as_new: bool = False,
    duplicates_reviewed: bool = True,
    version: int | None = None,
    op_id: str | None = None,
) -> Result:
    """Open a closed lead again as new, in its next cycle; what it became stays as it is.

    What was ticked by hand is asked for again, unless the policy keeps it. ``as_new`` opens one that was
    merged away as a second lead beside the one that stays. Whoever asks for one lead was shown what looks the
    same; one of many, of which nobody was, says that they are not ``duplicates_reviewed``.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``open``, ``merged``, ``value``, ``note`` where the policy asks
        for one, ``duplicates`` where they are not reviewed.

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if stop := may_reopen(lead, merged_into(session, Kind.LEAD, id), as_new=as_new):
            return stop
        text = note_of(note, session.today())
        if isinstance(text, Refusal):
            return text
        no = why_missing(lead, text, asked=policy(session).why_reactivated)
        if no is None and not duplicates_reviewed:
            no = unreviewed(id, duplicates_of(session, Kind.LEAD, id).open)
        return no or reopen(op, lead, text, version)

    return command(session, "reactivate", work, op_id=op_id, about=(Kind.LEAD, id), said=[note, as_new])


def reopen(op: Op, lead: Lead, note: str, version: int | None = None) -> Done:
    """Open a closed lead again, inside an operation ``reactivate``; the rules were asked before."""
    opening: dict[str, object] = {
        "state": State.OPEN,
        "status_reason": "new",
        "cycle": lead.cycle + 1,
        "closed_at": None,
        "closed_by": None,
        "parked_until": None,
        "named": None,
        "overridden": None,
    }
    if not policy(op.session).keeps_ticks:
        opening["ticks"] = None
    op.update(Kind.LEAD, lead.id, opening, "reactivate", version=version, note=note)
    op.title = f"Reactivated {lead.title} as new."
    return op.done(Kind.LEAD, lead.id, op.title)


def reopening(session: Session, id: int, *, as_new: bool = False) -> Reopening | Refusal:
    """What opening a closed lead again would meet; nothing is written.

    Returns:
        All there is to see, or the `Refusal` that `reactivate` would answer whatever the note; ``right``.

    Raises:
        NotFound: there is no such lead. NoRight: it is not the acting user's to read.
    """
    with session.reading():
        detail = lead_detail(session, id)
        if detail is None:
            raise NotFound(f"There is no lead {id}.", "Look at the number again.")
        into = merged_into(session, Kind.LEAD, id)
        no = may_reopen(detail.lead, into, as_new=as_new) or rights.needed(session, "reactivate")
        return no or _met(session, detail)


def _met(session: Session, detail: LeadDetail) -> Reopening:
    rules, lead = policy(session), detail.lead
    facts, judged = looked_at(session, lead)
    kept = facts.ticks if rules.keeps_ticks else dict[str, Tick]()
    after = replace(lead, state=State.OPEN, status_reason="new", cycle=lead.cycle + 1, parked_until=None)
    now = evaluate(after, replace(facts, ticks=kept, active=False), rules.items)
    return Reopening(
        detail=detail,
        # Of one that was merged away the detail shows none: opened again it stands for itself.
        alike=duplicates_of(session, Kind.LEAD, lead.id).matches if detail.merged_into else detail.duplicates,
        differences=differences(_then(detail), now),
        ticks=said_by_hand(facts.ticks, judged.items),
        keeps_ticks=rules.keeps_ticks,
        policy=rules.version,
        asks_note=rules.why_reactivated,
        since=_since(session, lead.id, detail.ended),
    )


def _then(detail: LeadDetail) -> tuple[ItemThen, ...]:
    """The checklist then; where nobody kept it, as the policy that judged the lead sees it today."""
    kept = detail.ended.checklist if detail.ended else ()
    own = tuple(item for item in kept if item.id not in PLAN_KINDS)
    return own or tuple(ItemThen(item.id, item.label, item.state) for item in detail.checklist)


def _since(session: Session, lead: int, ended: Closed | None) -> int:
    if ended is None or ended.at is None:
        return 0
    rows = session.sql(
        "SELECT count(*) FROM activity WHERE about_kind = 'lead' AND about_id = ? AND at > ?"
        " AND withdrawn = 0",
        [lead, micros(ended.at)],
    )
    return rows[0][0]
