"""Judging open leads anew after the policy changed: by steps, each a short transaction.

What lists show of the checklist is stored on each lead. A process that is killed midway goes on at the
lead where the last step ended; a lead that is written meanwhile is judged by its write. Closed leads keep
what they were judged by.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from leadtui.domain.checklist import verdict
from leadtui.domain.fields import Kind
from leadtui.domain.policy import Policy
from leadtui.store.clauses import places
from leadtui.store.columns import COLUMNS, VERDICT
from leadtui.store.derived import facts_of, lead_of, owners
from leadtui.store.policies import CURSOR, DONE, policy
from leadtui.store.session import Row, Session

STEP: Final = 500  # leads a transaction
_NAMES: Final = COLUMNS[Kind.LEAD]
_READ: Final = (
    f"SELECT {', '.join(_NAMES)} FROM lead WHERE id > ? AND state = 'open' AND withdrawn = 0"
    " ORDER BY id LIMIT ?"
)
Progress = Callable[[int], None]


def judging_due(session: Session) -> bool:
    """Whether lists still show of some open leads what another policy said."""
    return _cursor(session) != DONE


def start(session: Session) -> None:
    """Have every open lead judged anew, in the transaction that puts a policy in force."""
    _put(session, "0")


def judge(session: Session, progress: Progress | None = None) -> int:
    """Judge what is due, outside of a transaction.

    ``progress`` is called after each step with how many leads were gone through.

    Returns:
        How many leads were gone through.
    """
    gone_through = 0
    while (done := judge_step(session)) is not None:
        gone_through += done
        if progress:
            progress(gone_through)
    return gone_through


def judge_step(session: Session, size: int = STEP) -> int | None:
    """One step of it: how many leads it went through, None where nothing is due."""
    with session.transaction():
        last = _cursor(session)
        if last == DONE:
            return None
        rows = session.sql(_READ, [int(last), size])
        if not rows:
            _put(session, DONE)
            return 0
        rules = policy(session)
        for columns in leads_with(session, rows, rules):
            _judge(session, columns, rules)
        _put(session, str(rows[-1][0]))
        return len(rows)


def open_leads(session: Session, after: int, size: int = STEP) -> list[Row]:
    """Rows of the next open leads, their columns in the order of `columns.COLUMNS`."""
    return session.sql(_READ, [after, size])


def leads_with(session: Session, rows: Sequence[Row], rules: Policy) -> Iterable[dict[str, Any]]:
    """The rows as columns by name, with what hangs on each: ``has_task`` and ``active``."""
    leads = [dict(zip(_NAMES, row, strict=True)) for row in rows]
    ids = [lead["id"] for lead in leads]
    tasks = _hanging(session, ids, "kind = 'task' AND done = 0")
    active = _hanging(session, ids, "done = 1") if rules.asks_activity else {}
    for lead in leads:
        cycles = active.get(lead["id"], ())
        yield {**lead, "has_task": lead["id"] in tasks, "active": lead["cycle"] in cycles}


def judged(session: Session, lead: dict[str, Any], rules: Policy) -> tuple[int, int, int]:
    """Ready, items done and items asked of such a lead, as its columns hold them."""
    facts = facts_of(owners(session), lead, lead["has_task"], lead["active"])
    ready, done, total = verdict(lead_of(session, lead, rules), facts, rules.items)
    return int(ready), done, total


def holding(session: Session, lead: dict[str, Any], rules: Policy) -> set[str]:
    """Ids of the items that hold such a lead back."""
    facts = facts_of(owners(session), lead, lead["has_task"], lead["active"])
    seen = lead_of(session, lead, rules)
    return {
        rule.id for rule in rules.items if rule.blocks and rule.applies(seen) and rule.is_open(seen, facts)
    }


def _judge(session: Session, lead: dict[str, Any], rules: Policy) -> None:
    found = judged(session, lead, rules)
    if found != tuple(lead[name] for name in VERDICT[:3]):
        sets = ", ".join(f"{name} = ?" for name in VERDICT)
        session.sql(f"UPDATE lead SET {sets} WHERE id = ?", [*found, rules.version, lead["id"]])


def _hanging(session: Session, ids: Sequence[int], condition: str) -> dict[int, set[int]]:
    """Lead -> cycles in which such activities were logged on it."""
    rows = session.sql(
        f"SELECT DISTINCT about_id, cycle FROM activity WHERE about_kind = 'lead' AND withdrawn = 0"
        f" AND about_id IN ({places(len(ids))}) AND {condition}",
        ids,
    )
    found: dict[int, set[int]] = {}
    for lead, cycle in rows:
        found.setdefault(lead, set()).add(cycle)
    return found


def _cursor(session: Session) -> str:
    return session.sql("SELECT value FROM meta WHERE key = ?", [CURSOR])[0][0]


def _put(session: Session, value: str) -> None:
    session.sql("UPDATE meta SET value = ? WHERE key = ?", [value, CURSOR])
