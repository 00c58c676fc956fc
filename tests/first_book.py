"""Books as an older leadtui left them, made by the text of their own schema."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from leadtui.domain.fields import Kind
from leadtui.store import Session, create_store, migrations, searching
from leadtui.store.match_values import Values

LATER = ("total", "policy", "ticks", "named", "overridden")  # columns that there were not yet


def first_schema(
    target: str, monkeypatch: pytest.MonkeyPatch, leads: Sequence[dict[str, Any]], *, version: int = 1
) -> None:
    """Make a store of that schema with those leads, and forget that we pretended to be that version.

    Raw inserts: today's writes know today's tables. On an engine whose store is there already, nothing
    but its tables is kept.
    """
    from leadtui.store.database import _connect
    from leadtui.store.dialect import choose

    with monkeypatch.context() as old:
        old.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:version])
        old.setattr(migrations, "CURRENT", version)
        old.setattr(migrations, "expected_guards", _guards_of_its_tables)
        create_store(target, user="ada", login="ada").close()
        with _connect(choose(target), "ada", "ada", None) as session:
            _fill(session, leads)


def _guards_of_its_tables(session: Session) -> dict[str, str]:
    return dict(session.dialect.guards(session.db))


def _fill(session: Session, leads: Sequence[dict[str, Any]]) -> None:
    from leadtui.store.derived import search_key
    from leadtui.store.journal import Entry, append, take
    from leadtui.store.rows import blank

    with session.transaction():
        op = take(session, "operation")
        session.sql(
            "INSERT INTO operation (id, op_id, kind, actor, login, at, title) VALUES (?, 'old', 'import',"
            " 'ada', 'ada', 0, 'Imported.')",
            [op],
        )
        first = take(session, "lead", len(leads))
        rows = [
            {**blank(Kind.LEAD), "version": 1, "op": op, "withdrawn": 0, "created_at": 0, "changed_at": 0,
             "ready": 0, "done": 0, "reachable": 0, **values, "id": id}
            for id, values in enumerate(leads, first)
        ]  # fmt: skip
        for row in rows:
            row["search_key"] = search_key(Kind.LEAD, row)
        names = tuple(name for name in rows[0] if name not in LATER)
        session.insert_many("lead", names, [tuple(row[name] for name in names) for row in rows])
        searching.index(session, rows, None)
        if session.sql("SELECT value FROM meta WHERE key = 'schema'") == [("2",)]:
            values = json.dumps({"warn": 0.3})
            session.sql("UPDATE meta SET value = ? WHERE key = 'match_policy'", [values])
            append(session, op, 0, "import", [Entry(Kind.LEAD, row["id"], 1, {}) for row in rows])
            return
        session.insert_many(
            "match_key", ("key", "kind", "record"), [(f"e:{row['email']}", "lead", row["id"]) for row in rows]
        )
        append(session, op, 0, "import", [Entry(Kind.LEAD, row["id"], 1, {}) for row in rows])


def people(count: int) -> list[Values]:
    """So many persons; each tenth comes again with another address but the same phone."""
    made: list[Values] = []
    for number in range(count):
        one = number - 1 if number % 10 == 9 else number
        first = FIRST[one % len(FIRST)]
        last = LAST[(one + one // 10) % len(LAST)] + ENDINGS[one // 10 % len(ENDINGS)]
        firm = LAST[(one * 7 + one // 10) % len(LAST)]
        made.append(
            {
                "first_name": first,
                "last_name": last,
                "company": f"{firm} {ENDINGS[one % 7 + 1]} {one} AB",
                "email": f"{last}{'.' if one == number else '_x.'}{first}@{firm}{one}.example".lower(),
                "phone": phone_of(one),
                "city": ("Porto", "Malmö", "Gent")[one % 3],
            }
        )
    return made


def phone_of(number: int) -> str:
    """No two of them one digit apart."""
    return f"+46 70 {(number + 1) * 7_654_321 % 10_000_019:08}"


FIRST = ("Jonas", "Priya", "Marc", "Yuki", "Olu", "Tomas", "Ingrid", "Rosa", "Pavel", "Henrik")
LAST = (
    "Lindqvist", "Natarajan", "Blanc", "Tanaka", "Adeyemi", "Novak", "Solberg", "Fuentes", "Marek", "Dahl",
)  # fmt: skip
ENDINGS = ("", "sson", "ova", "ez", "ini", "kar", "ford", "man")

__all__ = ["first_schema", "people", "phone_of"]
