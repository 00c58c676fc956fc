"""The index of likenesses as writes keep it: keys, facts and counts, in the record's own transaction."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from leadtui.domain.fields import Kind
from leadtui.store.match_lookup import TOTAL, facts_of
from leadtui.store.match_state import among, code
from leadtui.store.match_values import COMPARED, Values, gone
from leadtui.store.session import Session

if TYPE_CHECKING:
    from leadtui.matching import Facts

_PORTION = 1000


class Ready(NamedTuple):
    """What the index holds of a record, made where there was time for it.

    Attributes:
        text: its facts, packed.
        keys: each once.
        counted: of the values whose frequency counts.
        votes: of the keys.
    """

    text: str
    keys: Sequence[int]
    counted: Sequence[int]
    votes: Sequence[int]


def ready(facts: "Facts", text: str) -> Ready:
    """The same of a record's facts and their text."""
    from leadtui.matching import counted, keys

    votes = dict(reversed(keys(facts)))  # of one key twice the more trusted counts
    return Ready(text, list(votes), counted(facts), list(votes.values()))


def enter(session: Session, kind: Kind, rows: Iterable[Values]) -> "dict[int, tuple[Facts, str]]":
    """Index records that the index does not have, some hundred a call.

    Returns:
        Facts and text of each by its number; who takes no part has none.
    """
    made = facts_of(session, kind, rows)
    enter_ready(session, {number: ready(facts, text) for number, (facts, text) in made.items()})
    return made


def enter_ready(session: Session, made: Mapping[int, Ready]) -> None:
    """The same of what was made elsewhere, by the records' numbers; keys go in sorted."""
    if not made:
        return
    keys = sorted((key, number) for number, one in made.items() for key in one.keys)
    session.insert_many("match_key", ("key", "record"), keys)
    version = _ours()
    rows = [(number, version, one.text) for number, one in sorted(made.items())]
    session.insert_many("match_record", ("record", "version", "facts"), rows)
    more = Counter(each for one in made.values() for each in one.counted)
    more[TOTAL] = len(made)
    _count(session, more)


def change(
    session: Session, kind: Kind, before: Values, after: Values
) -> "tuple[bool, tuple[Facts, str] | None]":
    """Follow a change of one record.

    Returns:
        Whether something that is compared differs now, else nothing was written; and the facts with
        their text as they are now, None where they did not change or the record takes part no more.
    """
    if gone(before) == gone(after) and all(before[name] == after[name] for name in COMPARED[kind]):
        return False, None
    number = code(kind, after["id"])
    made = facts_of(session, kind, [after]).get(number)
    kept = session.sql("SELECT version, facts FROM match_record WHERE record = ?", [number])
    if made and kept and (_ours(), made[1]) == tuple(kept[0]):
        return False, None
    remove(session, [number])
    if made:
        enter_ready(session, {number: ready(*made)})
    return True, made


def remove(session: Session, codes: Sequence[int]) -> None:
    """Take records out of the index: their keys, facts and counts. For their pairs see `match_pairs`."""
    from leadtui.matching import counted, unpack

    if not codes:
        return
    picked = among(session, "record", codes)
    rows = session.sql(f"DELETE FROM match_record WHERE {picked.sql} RETURNING version, facts", picked.params)
    session.sql(f"DELETE FROM match_key WHERE {picked.sql}", picked.params)
    # What an older normaliser counted is not in the counts any more, see `rebuilding`.
    ours = [unpack(text) for version, text in rows if version == _ours()]
    fewer = Counter(each for facts in ours for each in counted(facts))
    fewer[TOTAL] = len(ours)
    _count(session, {key: -count for key, count in fewer.items()})


def _count(session: Session, by: Mapping[int, int]) -> None:
    changes = sorted((key, count) for key, count in by.items() if count)
    for at in range(0, len(changes), _PORTION):
        some = changes[at : at + _PORTION]
        source, params = _values(session, some)
        session.sql(
            f"INSERT INTO match_count (key, count) {source}"
            " ON CONFLICT (key) DO UPDATE SET count = match_count.count + excluded.count",
            params,
        )


def _values(session: Session, rows: Sequence[tuple[int, int]]) -> tuple[str, list[Any]]:
    if session.engine == "postgresql":
        return "SELECT * FROM unnest(?::bigint[], ?::bigint[])", [
            list(each) for each in zip(*rows, strict=True)
        ]
    return f"VALUES {', '.join(['(?, ?)'] * len(rows))}", [value for row in rows for value in row]


def _ours() -> int:
    from leadtui.matching import VERSION

    return VERSION
