"""Building the index of likenesses of records that are there already: by steps, each a short transaction.

After a migration, or when this program's normaliser is newer than the index. Whoever is killed midway
goes on at the record where the last step ended; writes meanwhile keep their own records right, and
checks look at what has no keys yet by its exact addresses (`match_lookup`).
"""

from collections.abc import Callable
from typing import Any

from leadtui.domain.fields import Kind
from leadtui.store import match_index, match_pairs, match_verdicts
from leadtui.store.match_lookup import known
from leadtui.store.match_state import CURSOR, KINDS, VERSION, Cursor, State, among, code, put, state
from leadtui.store.match_values import read
from leadtui.store.session import Session

STEP = 500  # records a transaction that keys are made of, beside people at work
LONG_STEP = 2_000  # the same where somebody waits for the end: keys sorted by more at a time go in faster
PAIR_STEP = 100  # records a transaction that are checked against the book
Progress = Callable[[int, int], None]
_PHASES = ("keys", "pairs")


def matches_due(session: Session) -> bool:
    """Whether something of the index is still to be built."""
    from leadtui.matching import VERSION as ours

    now = state(session)
    return now.version < ours or now.cursor.phase in _PHASES


def matches_behind(session: Session, *, pairs: bool = True) -> tuple[int, int]:
    """How many records are behind, of how many: once for their keys, with ``pairs`` once more for these."""
    from leadtui.matching import VERSION as ours

    counts = {kind: session.sql(f"SELECT count(*) FROM {kind} WHERE withdrawn = 0")[0][0] for kind in KINDS}
    total = sum(counts.values())
    now = state(session)
    if now.version < ours:  # it starts over
        return 0, (1 + pairs) * total
    phase, kind, last = now.cursor
    behind = total if phase == "pairs" else 0
    if phase in _PHASES:
        behind += sum(counts[each] for each in KINDS[: KINDS.index(kind)])
        behind += session.sql(f"SELECT count(*) FROM {kind} WHERE withdrawn = 0 AND id <= ?", [last])[0][0]
    return behind, (1 + pairs) * total


def rebuild_matches(session: Session, progress: Progress | None = None, *, pairs: bool = True) -> int:
    """Build what is missing of the index.

    Args:
        session: the store, outside of a transaction.
        progress: called after each step with how many records are behind and how many there are, keys
            and pairs counted apart.
        pairs: also check every record against the book; without, only keys are made, which is what a
            scan of the whole book needs.

    Returns:
        How many records were gone through.
    """
    gone_through = 0
    behind, total = matches_behind(session, pairs=pairs) if progress and matches_due(session) else (0, 0)
    while pairs or not state(session).whole:
        done = rebuild_step(session, LONG_STEP)
        if done is None:
            break
        gone_through += done
        if progress:
            progress(min(behind + gone_through, total), total)
    return gone_through


def rebuild_step(session: Session, size: int | None = None) -> int | None:
    """One step of it: how many records it went through, None where nothing is due.

    ``size`` is how many keys are made of at most; a check of pairs takes fewer.
    """
    from leadtui.matching import VERSION as ours

    with session.transaction():
        now = state(session)
        if now.version < ours:
            _start_over(session, ours)
            now = state(session)
        phase, kind, last = now.cursor
        if phase not in _PHASES:
            return None
        most = (size or STEP) if phase == "keys" else PAIR_STEP
        rows = read(session, kind, "id > ? AND withdrawn = 0 ORDER BY id LIMIT ?", [last, most])
        if not rows:
            put(session, CURSOR, str(_next(now.cursor)))
            return 0
        (_keys if phase == "keys" else _pairs)(session, kind, rows, now)
        put(session, CURSOR, str(Cursor(phase, kind, rows[-1]["id"])))
        return len(rows)


def start_pairs(session: Session) -> None:
    """Have every record checked again, in a transaction: what counts as a pair is another now."""
    if state(session).cursor.phase != "keys":
        put(session, CURSOR, str(Cursor("pairs")))


def pairs_done(session: Session) -> None:
    """A scan of the whole book wrote the pairs, in a transaction."""
    if state(session).cursor.phase == "pairs":
        put(session, CURSOR, str(Cursor("done")))


def _start_over(session: Session, version: int) -> None:
    # Rows of the older normaliser stay until each is replaced. What it counted goes at once: its values
    # may be written differently now, and could not be taken out one by one.
    session.sql("DELETE FROM match_count")
    put(session, VERSION, str(version))
    put(session, CURSOR, str(Cursor("keys")))


def _next(cursor: Cursor) -> Cursor:
    place = KINDS.index(cursor.kind) + 1
    if place < len(KINDS):
        return Cursor(cursor.phase, KINDS[place])
    return Cursor("pairs") if cursor.phase == "keys" else Cursor("done")


def _keys(session: Session, kind: Kind, rows: list[dict[str, Any]], now: State) -> None:
    from leadtui.matching import VERSION as ours

    picked = among(session, "record", [code(kind, row["id"]) for row in rows])
    there = session.sql(f"SELECT record, version, facts FROM match_record WHERE {picked.sql}", picked.params)
    right = {record for record, version, _ in there if version == ours}
    before = {record: text for record, version, text in there if version != ours}
    against = match_verdicts.decided_against(session, before) - before.keys()
    others = _texts(session, against)
    match_index.remove(session, list(before))
    made = match_index.enter(session, kind, (row for row in rows if code(kind, row["id"]) not in right))
    after = {number: text for number, (_, text) in made.items()}
    match_verdicts.carry(session, before, after, others)


def _texts(session: Session, codes: set[int]) -> dict[int, str]:
    if not codes:
        return {}
    picked = among(session, "record", sorted(codes))
    rows = session.sql(f"SELECT record, facts FROM match_record WHERE {picked.sql}", picked.params)
    return dict(rows)


def _pairs(session: Session, kind: Kind, rows: list[dict[str, Any]], now: State) -> None:
    for number, (facts, text) in known(session, [code(kind, row["id"]) for row in rows]).items():
        match_pairs.renew(session, number, facts, text, now)
