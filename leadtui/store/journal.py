"""The journal: one event a change, each holding the hash of the one before.

What an event changed stands apart in ``event_value``, salted; the chain holds only its hash, so
that values can be erased at a person's request and the chain still verifies.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from leadtui.domain.fields import Kind
from leadtui.store.schema import GENESIS
from leadtui.store.session import Session

Changes = Mapping[str, tuple[Any, Any]]

# Events that tell of a record and leave it as it is, at the version that it has.
TELLING = "'decide', 'undecide', 'override', 'became'"

_EVENT = ("id", "op", "at", "actor", "action", "kind", "record", "version", "value_hash", "prev_hash", "hash")
_VALUE = ("event", "salt", "body")
_HEAD = "SELECT hash FROM event ORDER BY id DESC LIMIT 1"
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to be written. Values in ``changes`` are those of JSON."""

    kind: Kind
    record: int
    version: int
    changes: Changes
    note: str = ""


def value_hash(salt: str, body: str) -> str:
    """What the chain holds of an event's values."""
    return sha256(f"{salt}\n{body}".encode()).hexdigest()


def event_hash(previous: str, facts: Sequence[Any]) -> str:
    """The hash of an event: of the hash before it and of all its columns up to ``value_hash``."""
    return sha256(f"{previous}\n{_dumps(list(facts))}".encode()).hexdigest()


def body_of(changes: Changes, note: str) -> str:
    """An event's values as they are stored."""
    return _dumps({"changes": changes, "note": note} if note else {"changes": changes})


def append(session: Session, op: int, at: int, action: str, entries: Sequence[Entry]) -> range:
    """Write events at the end of the chain; the records must be written already.

    Args:
        session: the store, in a transaction.
        op: number of the operation that they belong to.
        at: microseconds.
        action: what was done.
        entries: one for each event.

    Returns:
        Their ids.
    """
    from secrets import token_hex  # not for who reads a stored body

    first = take(session, "event", len(entries))
    previous = head(session)
    events: list[tuple[Any, ...]] = []
    values: list[tuple[Any, ...]] = []
    actor = session.user
    for number, entry in enumerate(entries, first):
        body = body_of(entry.changes, entry.note)
        salt = token_hex(8)
        facts = (number, op, at, actor, action, entry.kind.value, entry.record, entry.version,
                 value_hash(salt, body))  # fmt: skip
        hashed = event_hash(previous, facts)
        events.append((*facts, previous, hashed))
        values.append((number, salt, body))
        previous = hashed
    _insert(session, events, values)
    session.cache["head"] = previous
    return range(first, first + len(entries))


def _insert(session: Session, events: list[tuple[Any, ...]], values: list[tuple[Any, ...]]) -> None:
    session.insert_many("event", _EVENT, events)
    session.insert_many("event_value", _VALUE, values)


def head(session: Session) -> str:
    """The hash of the last event, inside a transaction that writes."""
    if "head" not in session.cache:
        rows = session.sql(_HEAD)
        session.cache["head"] = rows[0][0] if rows else GENESIS
    return str(session.cache["head"])


def take(session: Session, name: str, count: int = 1) -> int:
    """The first of `count` fresh numbers of that counter."""
    found = session.sql("UPDATE counter SET next = next + ? WHERE name = ? RETURNING next", (count, name))
    return int(found[0][0]) - count


def values_of(session: Session, event: int) -> tuple[dict[str, tuple[Any, Any]], str]:
    """An event's changes and note; empty where they were erased."""
    rows = session.sql("SELECT body FROM event_value WHERE event = ?", [event])
    return read_body(rows[0][0] if rows else None)


def read_body(body: str | None) -> tuple[dict[str, tuple[Any, Any]], str]:
    """Changes and note of a stored body."""
    if body is None:
        return {}, ""
    found = json.loads(body)
    return {name: (old, new) for name, (old, new) in found["changes"].items()}, found.get("note", "")
