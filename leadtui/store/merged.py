"""Which records were merged into which, read from the rows that merges leave.

A row counts while its operation was not undone and its record is still given up: a merged lead that
was reactivated since lives a life of its own.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from leadtui.domain.fields import Kind
from leadtui.domain.records import Brief
from leadtui.store import columns
from leadtui.store.briefs import SELECTED, brief_of, seen_by, settled, unreadable
from leadtui.store.clauses import places, stands
from leadtui.store.rights import reader
from leadtui.store.session import Session

_GIVEN_UP: Final = {
    Kind.LEAD: "r.status_reason = 'merged'",
    Kind.ACCOUNT: "r.withdrawn = 1",
    Kind.CONTACT: "r.withdrawn = 1",
}
_COUNTS: Final = stands("m.op")


class Merge(NamedTuple):
    """A merge that counts: whereto, by which operation and whom."""

    winner: int
    op: int
    actor: str


def merge_of(session: Session, kind: Kind, id: int) -> Merge | None:
    """The merge in which a record was given up, None where it stands by itself."""
    if kind not in _GIVEN_UP:
        return None
    rows = session.sql(
        f"SELECT m.winner, m.op, m.actor FROM merge m JOIN {kind} r ON r.id = m.loser"
        f" WHERE m.kind = ? AND m.loser = ? AND {_GIVEN_UP[kind]} AND {_COUNTS} ORDER BY m.op DESC LIMIT 1",
        [kind.value, id],
    )
    return Merge(*rows[0]) if rows else None


def survivor(session: Session, kind: Kind, id: int) -> int:
    """The record that stands for that one now, through a chain of merges; itself where it was not merged."""
    while (found := merge_of(session, kind, id)) is not None:
        id = found.winner
    return id


def merged_into(session: Session, kind: Kind, id: int) -> int | None:
    """The record that stands for one that was merged away, None for one that stands by itself."""
    now = survivor(session, kind, id)
    return now if now != id else None


def losers(session: Session, kind: Kind, id: int) -> list[int]:
    """The records that were merged into that one, directly and through others, the latest first."""
    if kind not in _GIVEN_UP:
        return []
    found: list[int] = []
    wanted = [id]
    while wanted:
        rows = session.sql(
            f"SELECT m.winner, m.loser FROM merge m JOIN {kind} r ON r.id = m.loser WHERE m.kind = ?"
            f" AND m.winner IN ({places(len(wanted))}) AND {_GIVEN_UP[kind]} AND {_COUNTS}"
            " AND NOT EXISTS (SELECT 1 FROM merge n WHERE n.kind = m.kind AND n.loser = m.loser"
            f" AND n.op > m.op AND {stands('n.op')})"
            " ORDER BY m.op DESC",
            [kind.value, *wanted],
        )
        wanted = [loser for _, loser in rows if loser not in found and loser != id]
        found += wanted
    return found


def merged_briefs(session: Session, kind: Kind, ids: list[int]) -> tuple[Brief, ...]:
    """Records that were given up in one line each, in that order: they are hidden from all other reads.

    Of one that the acting user may not read only whose it is.
    """
    if not ids:
        return ()
    rows = session.sql(f"SELECT {SELECTED[kind]} FROM {kind} WHERE id IN ({places(len(ids))})", ids)
    found = {row[0]: brief_of(columns.record(kind, row)) for row in rows}
    looking = reader(session)
    shown = settled(session, looking, (found[id] for id in ids if id in found))
    return tuple(each if seen_by(looking, each) else unreadable(each) for each in shown)


def told(session: Session, merged: Iterable[Brief]) -> list[int]:
    """Those whose events the acting user may read."""
    looking = reader(session)
    return [each.id for each in merged if seen_by(looking, each)]
