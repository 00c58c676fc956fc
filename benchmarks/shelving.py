"""A generated book put into a store the fastest way there is: rows first, then the index of likenesses."""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from leadtui.domain.fields import Kind
from leadtui.store import Session, create_store, open_session, rebuild_matches, searching
from leadtui.store.columns import COLUMNS, to_columns
from leadtui.store.derived import search_key
from leadtui.store.journal import take
from leadtui.store.match_state import CURSOR, put
from leadtui.store.rows import blank, in_order

_PORTION = 5_000


def shelve(target: str | Path, leads: Iterable[dict[str, Any]], *, words: bool = True) -> float:
    """Make a store of those leads, with keys and facts but neither events nor pairs.

    What a check reads is all there, as the product writes it. Returns the seconds that the index took.
    """
    create_store(target, user="bench", login="bench").close()
    with open_session(target, user="bench", login="bench") as session, session.relaxed():
        rows = iter(leads)
        while portion := list(islice(rows, _PORTION)):
            with session.transaction():
                _put(session, portion, words)
        with session.transaction():
            put(session, CURSOR, "keys lead 0")
        began = time.perf_counter()
        rebuild_matches(session, pairs=False)
        took = time.perf_counter() - began
        if session.engine == "postgresql":
            session.sql("ANALYZE")
        return took


def copy(source: str | Path, target: str) -> None:
    """Put a shelved book into an empty database as it is, table by table: nothing is made anew."""
    create_store(target, user="bench", login="bench").close()
    with (
        open_session(source, user="bench", login="bench") as old,
        open_session(target, user="bench", login="bench") as new,
        new.relaxed(),
    ):
        for table, columns in _COPIED.items():
            for rows in _portions(old, table, columns):
                with new.transaction():
                    _copy(new, table, columns, rows)
        (((cursor,),), ((following,),)) = (
            old.sql("SELECT value FROM meta WHERE key = ?", [CURSOR]),
            old.sql("SELECT next FROM counter WHERE name = 'lead'"),
        )
        with new.transaction():
            put(new, CURSOR, cursor)
            new.sql("UPDATE counter SET next = ? WHERE name = 'lead'", [following])
        if new.engine == "postgresql":
            new.sql("ANALYZE")


_COPIED: dict[str, tuple[str, ...]] = {
    "lead": tuple(COLUMNS[Kind.LEAD]),
    "match_key": ("key", "record"),
    "match_record": ("record", "version", "facts"),
    "match_count": ("key", "count"),
}


def _copy(session: Session, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    if table == "lead":  # a guard wants each of an operation of this database
        op, at = _operation(session), columns.index("op")
        rows = [(*row[:at], op, *row[at + 1 :]) for row in rows]
    session.insert_many(table, columns, rows)


def _portions(session: Session, table: str, columns: Sequence[str]) -> Iterator[Sequence[Any]]:
    """All rows of a table, by its primary key."""
    order = ("key", "record") if table == "match_key" else columns[:1]
    after: tuple[int, ...] = (-2,) * len(order)
    by, values = ", ".join(order), ", ".join("?" * len(order))
    text = (
        f"SELECT {', '.join(columns)} FROM {table} WHERE ({by}) > ({values}) ORDER BY {by}"
        f" LIMIT {10 * _PORTION}"
    )
    while rows := session.sql(text, after):
        yield rows
        after = tuple(rows[-1][columns.index(name)] for name in order)


def _put(session: Session, portion: Sequence[dict[str, Any]], words: bool) -> None:
    op = _operation(session)
    first = take(session, "lead", len(portion))
    own = {"version": 1, "op": op, "withdrawn": 0, "created_at": 0, "changed_at": 0}
    own |= {"ready": 0, "done": 0, "total": 0, "reachable": 0, "policy": 1}
    rows = [
        {**blank(Kind.LEAD), **to_columns(Kind.LEAD, values), **own, "id": id}
        for id, values in enumerate(portion, first)
    ]
    for row in rows:
        row["search_key"] = search_key(Kind.LEAD, row)
    session.insert_many("lead", COLUMNS[Kind.LEAD], in_order(COLUMNS[Kind.LEAD], rows))
    if words:
        searching.index(session, rows, None)


def _operation(session: Session) -> int:
    op = take(session, "operation")
    session.sql(
        "INSERT INTO operation (id, op_id, kind, actor, login, at, title) VALUES (?, ?, 'import', 'bench',"
        " 'bench', 0, '')",
        [op, f"shelve {op}"],
    )
    return op
