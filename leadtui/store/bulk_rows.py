"""The leads of a run: whose turn is next, what came of each, and which of them wait for a person."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from leadtui.domain.bulk import Act, Outcome, Row, Waiting, asked
from leadtui.domain.bulk_words import Before
from leadtui.domain.fields import Kind
from leadtui.domain.naming import full_name
from leadtui.store import rights
from leadtui.store.bulk_settling import NEEDS, settle_older
from leadtui.store.clauses import places
from leadtui.store.columns import moment
from leadtui.store.lists import lead_rows
from leadtui.store.session import Session

STEP: Final = 200  # rows of one read
MOST_LOOKED_AT: Final = 5_000  # leads that are looked at before a run is asked for
_COLUMNS: Final = (
    "r.run, r.place, r.lead, r.version, r.outcome, r.code, r.said, r.fix, r.command, r.op, r.settled,"
    " r.back, r.back_said"
)
_NAMED: Final = 3  # leads that are called by name
_LEAD: Final = "b.act, b.asked, b.at, l.first_name, l.last_name, l.company, l.owner"
_WIDTH: Final = _COLUMNS.count(",") + 1
_MINE: Final = "run IN (SELECT id FROM bulk_run WHERE actor = ?)"
_STANDS: Final = "(b.act = 'reactivate' AND l.state <> 'open' OR b.act <> 'reactivate' AND l.state = 'open')"


def run_rows(session: Session, run: int, outcome: Outcome | None = None, *, after: int = 0) -> Iterator[Row]:
    """The leads of a run of the acting user's in their turn, read step by step; none of a run of others.

    Args:
        session: the store.
        run: its number.
        outcome: only those that have it.
        after: only those whose turn is after that place.
    """
    place = after
    only = "" if outcome is None else f" AND r.outcome = '{outcome.value}'"
    while True:
        rows = session.sql(
            f"SELECT {_COLUMNS} FROM bulk_row r WHERE r.run = ? AND r.{_MINE} AND r.place > ?{only}"
            f" ORDER BY r.place LIMIT {STEP}",
            [run, session.user, place],
        )
        for row in rows:
            yield _row(row)
        if len(rows) < STEP:
            return
        place = rows[-1][1]


def rows_to_take_back(session: Session, run: int) -> Iterator[Row]:
    """The leads of a run that were written and not taken back yet, the last one first."""
    place = 2**62
    while rows := session.sql(
        f"SELECT {_COLUMNS} FROM bulk_row r WHERE r.run = ? AND r.outcome = 'done' AND r.place < ?"
        f" AND r.back <> 'done' ORDER BY r.place DESC LIMIT {STEP}",
        [run, place],
    ):
        for row in rows:
            yield _row(row)
        place = rows[-1][1]


def note_rows(session: Session, rows: Sequence[Row]) -> None:
    """Keep what came of leads that were not written; one that was written meanwhile stays as it is.

    One that waits for a person now is asked for in this run; what an earlier one left of it is settled.
    """
    if not rows:
        return
    with session.transaction():
        for row in rows:
            told = [row.outcome.value, row.code, row.said, row.fix, row.command]
            noted = session.sql(
                "UPDATE bulk_row SET outcome = ?, code = ?, said = ?, fix = ?, command = ?"
                f" WHERE run = ? AND {_MINE} AND place = ? AND outcome <> 'done' RETURNING place",
                [*told, row.run, session.user, row.place],
            )
            if noted and row.outcome in (Outcome.QUEUED, Outcome.CONFLICT):
                settle_older(session, row.run, row.place)


def note_kept(session: Session, rows: Sequence[Row]) -> None:
    """Keep why leads could not be taken back; ``back`` of each says so."""
    if not rows:
        return
    with session.transaction():
        for row in rows:
            session.sql(
                f"UPDATE bulk_row SET back = ?, back_said = ? WHERE run = ? AND {_MINE} AND place = ?"
                " AND back <> 'done'",
                [row.back, row.back_said, row.run, session.user, row.place],
            )


def needs_you(session: Session, limit: int = 100, after: tuple[int, int] | None = None) -> list[Waiting]:
    """Leads of the acting user's runs that wait for a person, the newest run first.

    One that moved on meanwhile, by whoever's hand, needs nobody any more.

    Args:
        session: the store.
        limit: at most so many.
        after: run and place of the last one that was read before.
    """
    on = "" if after is None else " AND (r.run < ? OR r.run = ? AND r.place > ?)"
    text, params = _needing(session, f"{_COLUMNS}, {_LEAD}")
    given = [*params, *((after[0], *after) if after else ()), limit]
    return [_waiting(row) for row in session.sql(f"{text}{on} ORDER BY r.run DESC, r.place LIMIT ?", given)]


def how_many_need_you(session: Session, most: int = 1_000) -> int:
    """How many they are, counted as far as ``most``."""
    text, params = _needing(session, "1")
    return session.sql(f"SELECT count(*) FROM ({text} LIMIT ?) AS counted", [*params, most])[0][0]


def _needing(session: Session, columns: str) -> tuple[str, list[Any]]:
    rights.access(session)
    mine = rights.reach(session, Kind.LEAD, "l")
    # CROSS JOIN: from the few rows that wait to their runs; SQLite would read every row of every run.
    text = (
        f"SELECT {columns} FROM bulk_row r CROSS JOIN bulk_run b CROSS JOIN lead l"
        f" WHERE {NEEDS} AND b.id = r.run AND b.actor = ? AND b.phase <> 'back'"
        f" AND l.id = r.lead AND l.withdrawn = 0 AND {_STANDS} AND ({mine.sql})"
    )
    return text, [session.user, *mine.params]


def drop_rows(session: Session, lead: int) -> list[int]:
    """Take a lead off the acting user's list; what is done leaves it by itself.

    Returns:
        The runs that asked for it, as `undrop_rows` takes them; none where it was not on the list.
    """
    rights.access(session)
    with session.transaction():
        found = session.sql(
            "UPDATE bulk_row SET settled = 'dropped' WHERE lead = ? AND settled = '' AND outcome IN"
            f" ('queued', 'conflict') AND {_MINE} RETURNING run",
            [lead, session.user],
        )
    return [run for (run,) in found]


def undrop_rows(session: Session, lead: int, runs: Sequence[int]) -> int:
    """Put a lead that was dropped back on the acting user's list.

    Args:
        session: the store.
        lead: its number.
        runs: those that `drop_rows` took it off.

    Returns:
        How many lines of the list that are; what was settled otherwise meanwhile stays settled.
    """
    rights.access(session)
    if not runs:
        return 0
    with session.transaction():
        found = session.sql(
            f"UPDATE bulk_row SET settled = '' WHERE lead = ? AND settled = 'dropped' AND {_MINE}"
            f" AND run IN ({places(len(runs))}) RETURNING run",
            [lead, session.user, *runs],
        )
    return len(found)


def look_ahead(session: Session, act: Act, ids: Sequence[int]) -> Before:
    """What is known of many leads before anything is done; of the first some thousand."""
    some = ids[:MOST_LOOKED_AT]
    found = lead_rows(session, some)
    rows = [found[number] for number in some if number in found]
    closes = act is Act.REACTIVATE
    fit = [row for row in rows if (row.state != "open") == closes]
    asks = act is Act.QUALIFY
    gaps = sum(not row.ready for row in fit) if asks else 0
    return Before(
        total=len(ids),
        looked_at=len(some),
        fit=len(fit),
        theirs=sum(row.owner not in (None, session.user) for row in fit),
        closed=len(rows) - len(fit),
        gaps=gaps,
        alike=sum(row.alike for row in fit) if asks or closes else 0,
        names=tuple(row.name or row.company or f"lead {row.id}" for row in rows[:_NAMED]),
    )


def _waiting(row: Sequence[Any]) -> Waiting:
    act, text, at, first, last, company, owner = row[_WIDTH:]
    return Waiting(
        _row(row[:_WIDTH]), asked(act, text), moment(at), full_name(first, last), company or "", owner
    )


def _row(row: Sequence[Any]) -> Row:
    run, place, lead, version, outcome, *rest = row
    return Row(run, place, lead, version, Outcome(outcome), *rest)


__all__ = [
    "drop_rows", "how_many_need_you", "look_ahead", "needs_you", "note_kept", "note_rows",
    "rows_to_take_back", "run_rows", "undrop_rows",
]  # fmt: skip
