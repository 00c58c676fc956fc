"""Leads that came to another owner: unread until that owner opens them or works on them.

A row of ``hand_over`` a hand-over; who gave the lead, from whom and with which words tells the event of the
same operation. To read is no command: it makes no event, no version of the lead, and nothing to take back.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from leadtui.store.clauses import stands
from leadtui.store.columns import micros, moment
from leadtui.store.session import Session
from leadtui.store.unread import MY_TEAMS

if TYPE_CHECKING:  # a list needs the condition alone
    from leadtui.domain.assignment import HandOver, Waiting
    from leadtui.store.operation import Op

_BACK: Final = ("undo", "unmerge")  # what they give back was its owner's before
_COLUMNS: Final = ("lead", "op", "owner", "rule", "read_at")
_PUT: Final = (
    f"INSERT INTO hand_over ({', '.join(_COLUMNS)}) SELECT ?, ?, ?, ?, CAST(? AS BIGINT)"
    " WHERE NOT EXISTS (SELECT 1 FROM hand_over WHERE lead = ? AND op = ? AND owner = ?)"
)
_NEWEST: Final = (
    "SELECT h.op, h.owner, h.rule, h.read_at, o.at, o.actor FROM hand_over h JOIN operation o ON o.id = h.op"
    f" WHERE h.lead = ? AND h.owner = ? AND {stands('h.op')}"
    " ORDER BY h.op DESC LIMIT 1"
)
_TOLD: Final = (
    "SELECT e.action, v.body FROM event e JOIN event_value v ON v.event = e.id"
    " WHERE e.op = ? AND e.kind = 'lead' AND e.record = ? ORDER BY e.id"
)


def put(op: "Op", lead: int, owner: str, rule: str | None = None) -> None:
    """Note that a lead comes to that owner by this operation; who takes it themselves has read it."""
    read = op.now if owner == op.session.user else None
    op.session.sql(_PUT, [lead, op.id, owner, rule, read, lead, op.id, owner])


def put_many(op: "Op", rows: Iterable[tuple[int, str, str | None]]) -> None:
    """The same of new leads: each with its owner and the rule that chose them."""
    mine = op.session.user
    made = [(lead, op.id, owner, rule, op.now if owner == mine else None) for lead, owner, rule in rows]
    op.session.insert_many("hand_over", _COLUMNS, made)


def follow(op: "Op", before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """What a change of a lead means for its hand-over: a new one, or that its owner works on it."""
    owner = after["owner"]
    if owner == before["owner"]:
        if owner == op.session.user:
            _read(op.session, after["id"], owner, op.now)
    elif owner is not None and op.kind not in _BACK:
        put(op, after["id"], owner)


def read_lead(session: Session, lead: int) -> bool:
    """Note that the acting user opened a lead: theirs, or one of their teams', is unread no more.

    Returns:
        Whether it was unread.
    """
    with session.transaction():
        rows = session.sql(
            f"SELECT owner FROM lead WHERE id = ? AND (owner = ? OR owner IN ({MY_TEAMS}))",
            [lead, session.user, session.user],
        )
        return bool(rows) and _read(session, lead, rows[0][0], micros(session.now()))


def _read(session: Session, lead: int, owner: str, at: int) -> bool:
    found = session.sql(
        "UPDATE hand_over SET read_at = ? WHERE lead = ? AND owner = ? AND read_at IS NULL RETURNING op",
        [at, lead, owner],
    )
    return bool(found)


def hand_over(session: Session, lead: int, owner: str | None) -> "HandOver | None":
    """How a lead came to the owner that it has; None where they had it from the start."""
    rows = session.sql(_NEWEST, [lead, owner]) if owner else []
    if not rows:
        return None
    from leadtui.domain.assignment import HandOver

    op, to, rule, read, at, actor = rows[0]
    before, note = _told(session, op, lead)
    label = _label(session, rule) if rule else ""
    return HandOver(moment(at), actor, before, to, note, rule or "", label, read is not None)


def _told(session: Session, op: int, lead: int) -> tuple[str | None, str]:
    """Whose the lead was, and what was said with it; nothing where the values were erased."""
    from leadtui.store.journal import read_body

    for action, body in session.sql(_TOLD, [op, lead]):
        changes, note = read_body(body)
        if "owner" in changes:
            before = changes["owner"][0]
            return (str(before) if before else None), note if action == "assign" else ""
    return None, ""


def _label(session: Session, rule: str) -> str:
    """What the policy calls the rule; one that is gone is called by its id."""
    from leadtui.store.policies import policy

    found = next((each for each in policy(session).assign if each.id == rule), None)
    return found.label if found else rule.replace("_", " ")


def waiting(session: Session) -> "Waiting":
    """What was handed to the acting user and not opened yet, and what waits in their teams' queues."""
    from leadtui.domain.assignment import Waiting
    from leadtui.domain.views import view
    from leadtui.store.lists import count

    rows = session.sql(
        "SELECT count(DISTINCT lead.id), min(o.at) FROM hand_over h JOIN lead ON lead.id = h.lead"
        " JOIN operation o ON o.id = h.op WHERE h.owner = ? AND h.read_at IS NULL AND lead.owner = h.owner"
        " AND lead.state = 'open' AND lead.withdrawn = 0",
        [session.user],
    )
    handed, since = rows[0]
    return Waiting(handed, moment(since) if handed else None, count(session, view("queue")))


__all__ = ["follow", "hand_over", "put", "put_many", "read_lead", "waiting"]
