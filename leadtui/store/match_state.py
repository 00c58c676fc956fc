"""What the index of likenesses says of itself in ``meta``: how far it is built, its model, the policy.

A record is one number there: its id times four and its kind. So keys, pairs and verdicts are rows of
integers, the same on both engines.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from leadtui.domain.fields import Kind
from leadtui.domain.match import MatchPolicy, Ref
from leadtui.domain.match_policy import read_policy
from leadtui.store.clauses import Clause, places
from leadtui.store.errors import Damaged
from leadtui.store.session import Session

if TYPE_CHECKING:
    from leadtui.matching import Model

KINDS = (Kind.LEAD, Kind.CONTACT, Kind.ACCOUNT, Kind.OPPORTUNITY)
"""The kinds that are compared; the place of each is its part of a record's number."""
_ORDER = {kind: place for place, kind in enumerate(KINDS)}

VERSION, CURSOR, MODEL, POLICY = "match_version", "match_cursor", "match_model", "match_policy"
META = {VERSION: "0", CURSOR: "done", MODEL: "", POLICY: ""}
"""The rows of ``meta``, as in a book without records."""
_KEYS = ", ".join(repr(key) for key in META)
_READ = f"SELECT key, value FROM meta WHERE key IN ({_KEYS})"
_CACHE = "matching"


def code(kind: Kind, id: int) -> int:
    """The number of a record in the index."""
    return id * 4 + _ORDER[kind]


def ref(code: int) -> Ref:
    """The record of such a number."""
    return KINDS[code % 4], code // 4


class Cursor(NamedTuple):
    """How far the index is built: ``keys`` first, then ``pairs``, then ``done``; up to that record."""

    phase: str
    kind: Kind = Kind.LEAD
    id: int = 0

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """From the text that `meta` holds."""
        phase, *rest = text.split()
        return cls(phase, Kind(rest[0]), int(rest[1])) if rest else cls(phase)

    def __str__(self) -> str:
        return self.phase if self.phase == "done" else f"{self.phase} {self.kind} {self.id}"

    def passed(self, kind: Kind, id: int) -> bool:
        """Whether that record lies behind it."""
        return (_ORDER[kind], id) <= (_ORDER[self.kind], self.id)


class State(NamedTuple):
    """The four rows of ``meta``, read.

    Attributes:
        version: of the normaliser that the index is made with.
        model: the numbers to weigh by: the book's own where it has any, else the shipped ones.
    """

    version: int
    cursor: Cursor
    model: "Model"
    policy: MatchPolicy

    @property
    def whole(self) -> bool:
        """Every record has its keys, of this program's normaliser."""
        from leadtui.matching import VERSION as ours

        return self.version >= ours and self.cursor.phase != "keys"


def state(session: Session) -> State:
    """What the index says of itself; read once a transaction."""
    found: State | None = session.cache.get(_CACHE)
    if found is None:
        rows: dict[str, str] = dict(session.sql(_READ))
        found = session.cache[_CACHE] = State(
            int(rows[VERSION]), Cursor.read(rows[CURSOR]), _model(rows[MODEL]), _policy(rows[POLICY])
        )
    return found


def policy(session: Session) -> MatchPolicy:
    """The policy as it stands, in a transaction or outside of one; unlike `state` it reads no model."""
    rows = session.sql("SELECT value FROM meta WHERE key = ?", [POLICY])
    return _policy(rows[0][0])


def put(session: Session, key: str, value: str) -> None:
    """Write one of the rows, in a transaction."""
    session.sql("UPDATE meta SET value = ? WHERE key = ?", [value, key])
    session.cache.pop(_CACHE, None)


@lru_cache(maxsize=8)
def _model(text: str) -> "Model":
    from leadtui.matching import SHIPPED, Model

    return Model.from_json(text) if text else SHIPPED


@lru_cache(maxsize=8)
def _policy(text: str) -> MatchPolicy:
    values: dict[str, Any] = json.loads(text or "{}")
    read = read_policy(values)
    if isinstance(read, MatchPolicy):
        return read
    raise Damaged(f"The matching policy in the database cannot be read. {read.sentence}", read.fix)


def among(session: Session, column: str, numbers: Iterable[int]) -> Clause:
    """The column holds one of those integers; one text for any count of them where the engine has arrays."""
    found = list(numbers)
    if session.engine == "postgresql":
        return Clause(f"{column} = ANY(?::bigint[])", (found,))
    return Clause(f"{column} IN ({places(len(found))})", tuple(found))
