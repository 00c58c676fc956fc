"""The rule book in the database: the policy in force, its versions, and what lists need of it at once.

Each version is a row of its own that is written once; the first is the one that the book began with. Who
writes judges by the policy that stands in their own transaction.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from leadtui.store.errors import Damaged, NotFound
from leadtui.store.session import Session

if TYPE_CHECKING:  # lists need the roles alone, and these stand apart
    from leadtui.domain.access import Role
    from leadtui.domain.policy import Policy

FIRST: Final = 1
ROLES, CURSOR = "policy_roles", "policy_cursor"
DONE: Final = "done"
_CACHE: Final = "policy"


class PolicyVersion(NamedTuple):
    """One version of the rule book.

    Attributes:
        version: its number, from 1.
        by: login of who put it in force; `at`: when, UTC.
        note: why, as they said.
        operation: 0 of the one that the book began with.
        changed: the sections that differ from the version before.
    """

    version: int
    by: str
    at: datetime
    note: str = ""
    operation: int = 0
    changed: tuple[str, ...] = ()


def policy(session: Session, version: int | None = None) -> "Policy":
    """The policy in force, in a transaction or outside of one; or that version of it.

    Raises:
        NotFound: there is no such version.
        Damaged: the document cannot be read.
    """
    if version is not None:
        return _stored(session, version)
    found: Policy | None = session.cache.get(_CACHE)
    if found is None:
        found = _stored(session, session.sql("SELECT max(id) FROM policy")[0][0])
        session.cache[_CACHE] = found
    return found


def in_force(session: Session, version: int | None = None) -> tuple[int, str]:
    """Number and text of the policy in force, or of that version: also of one that cannot be read.

    Raises:
        NotFound: there is no such version.
    """
    which = "(SELECT max(id) FROM policy)" if version is None else "?"
    rows = session.sql(
        f"SELECT id, body FROM policy WHERE id = {which}", [] if version is None else [version]
    )
    if not rows:
        raise NotFound(f"There is no version {version} of the policy.", "leadtui policy history lists them.")
    return rows[0][0], rows[0][1]


def readable(session: Session) -> "Policy | None":
    """The policy in force; None where it cannot be read, for another one must still be able to follow it."""
    from leadtui.domain.policy import Policy, read

    number, text = in_force(session)
    return policy(session) if isinstance(read(text, number, stored=True), Policy) else None


def _stored(session: Session, version: int) -> "Policy":
    found = session.policies.get(version)
    if found is None:
        found = session.policies[version] = _fetched(session, version)
    return found


def _fetched(session: Session, version: int) -> "Policy":
    number, text = in_force(session, version)
    return _read(text, number)


@lru_cache(maxsize=8)
def _read(text: str, version: int) -> "Policy":
    from leadtui.domain.policy import Policy, read

    found = read(text, version, stored=True)
    if isinstance(found, Policy):
        return found
    raise Damaged(f"Version {version} of the policy cannot be read: {found[0]}", _MEND)


_MEND: Final = "`leadtui policy show` prints it: mend it in a file, then `leadtui policy apply FILE`."


def roles(session: Session) -> "Mapping[str, Role]":
    """The roles of the policy in force, by id; read without the document."""
    return _roles(session.sql("SELECT value FROM meta WHERE key = ?", [ROLES])[0][0])


@lru_cache(maxsize=8)
def _roles(text: str) -> "Mapping[str, Role]":
    from leadtui.domain.access import Role
    from leadtui.domain.roles import known_part, read_role

    found = [
        read_role(known_part(values)[0]) for values in cast("list[Mapping[str, object]]", json.loads(text))
    ]
    return {role.id: role for role in found if isinstance(role, Role)}


def digest_of(text: str) -> str:
    """The hash of a document, which the journal holds."""
    from hashlib import sha256  # to write one, and to verify

    return sha256(text.encode()).hexdigest()


def put(session: Session, made: "Policy", op: int, at: int) -> None:
    """Store a version, in a transaction, with what is kept of it apart for lists: numbers and roles."""
    from leadtui.store import match_state

    row = (made.version, 1, op, at, session.user, digest_of(made.text), made.text)
    session.insert_many("policy", ("id", "version", "op", "at", "actor", "digest", "body"), [row])
    _reasons(session, made)
    match_state.put(session, match_state.POLICY, numbers_of(made))
    session.sql("UPDATE meta SET value = ? WHERE key = ?", [_roles_of(made), ROLES])
    session.cache.pop(_CACHE, None)


def begin(session: Session, text: str, at: int) -> None:
    """The first version, in the migration that makes the table."""
    for key in (ROLES, CURSOR):
        session.sql("INSERT INTO meta (key, value) VALUES (?, ?)", [key, DONE])
    put(session, _read(text, FIRST), 0, at)


def numbers_of(made: "Policy") -> str:
    """The numbers for duplicates as they are kept apart."""
    from leadtui.domain.match_policy import policy_values

    return json.dumps(policy_values(made.duplicates), sort_keys=True)


def _as_left(roles: str, made: "Policy") -> bool:
    """Whether roles that were stored before something of them was gone are those of the policy without it."""
    return bool(made.left_out) and tuple(_roles(roles).values()) == made.roles


def _roles_of(made: "Policy") -> str:
    told = [
        {"id": role.id, "label": role.label, "read": role.read, "rights": sorted(role.rights)}
        for role in made.roles
    ]
    return json.dumps(told, ensure_ascii=False)


def _reasons(session: Session, made: "Policy") -> None:
    """Rows of the reasons: guards and lists go by them. One that is left out stays, as gone."""
    there = {code for (code,) in session.sql("SELECT code FROM reason")}
    session.sql("UPDATE reason SET gone = 1, offered = 0")
    for place, reason in enumerate(made.reasons):
        values: dict[str, Any] = {
            "label": reason.label, "number": reason.number, "note_required": int(reason.note_required),
            "names": reason.names, "offered": int(reason.offered), "place": place, "gone": 0,
        }  # fmt: skip
        if reason.code in there:
            sets = ", ".join(f"{name} = ?" for name in values)
            session.sql(f"UPDATE reason SET {sets} WHERE code = ?", [*values.values(), reason.code])
        else:
            row = {**values, "code": reason.code, "state": str(reason.state)}
            session.insert_many("reason", tuple(row), [tuple(row.values())])


def altered(session: Session) -> tuple[int, str] | None:
    """The first version whose text is not what the journal says: its event (0: none), and what is wrong.

    Then what is kept apart of the version in force: the roles, the numbers for duplicates, the reasons.
    """
    before = ""
    rows = session.sql(
        "SELECT p.id, p.op, p.digest, p.body, coalesce(e.id, 0), coalesce(e.op, 0), v.body FROM policy p"
        " LEFT JOIN event e ON e.kind = 'policy' AND e.record = p.id"
        " LEFT JOIN event_value v ON v.event = e.id ORDER BY p.id"
    )
    for number, op, digest, text, event, its_op, told in rows:
        hashes = json.loads(told)["changes"]["digest"] if told else [before, digest]
        # Only the first one, which the book began with, has no operation and no event of it.
        known = op == its_op and (op == 0) == (number == FIRST)
        if not known or digest_of(text) != digest or hashes != [before, digest]:
            return event, f"Version {number} of the policy was altered."
        before = digest
    return _apart(session)


def _apart(session: Session) -> tuple[int, str] | None:
    """What of that is not as the version in force gives it; read in one statement, for others go on."""
    from leadtui.store import match_state

    rows = session.sql(
        "SELECT p.id, p.body, coalesce(e.id, 0), a.value, b.value, r.code, r.state, r.label, r.number,"
        " r.note_required, r.names, r.offered, r.place, r.gone FROM policy p"
        " LEFT JOIN event e ON e.kind = 'policy' AND e.record = p.id"
        " LEFT JOIN meta a ON a.key = ? LEFT JOIN meta b ON b.key = ? LEFT JOIN reason r ON 1 = 1"
        " WHERE p.id = (SELECT max(id) FROM policy)",
        [ROLES, match_state.POLICY],
    )
    if not rows:
        return 0, "The policy is gone."
    number, text, event, roles, numbers, *_ = rows[0]
    try:
        made = _read(text, number)
    except Damaged as fault:
        return event, fault.sentence
    wanted = {
        (one.code, str(one.state), one.label, one.number, int(one.note_required), one.names,
         int(one.offered), place, 0)
        for place, one in enumerate(made.reasons)
    }  # fmt: skip
    reasons = {tuple(row[5:]) for row in rows}
    gone = {row for row in reasons - wanted if (row[6], row[8]) == (0, 1)}  # of versions before
    for what, same in (
        ("roles", roles == _roles_of(made) or _as_left(roles, made)),
        ("numbers for duplicates", numbers == numbers_of(made)),
        ("reasons", reasons - gone == wanted),
    ):
        if not same:
            return event, f"The {what} are not those of version {number} of the policy."
    return None
