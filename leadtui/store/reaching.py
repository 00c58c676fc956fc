"""Whose records the acting user may read, as users, teams, territories and policy say it now.

Reads narrow their clause with `reach`; what a write looks at asks `rights`, which is exact.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from leadtui.domain.access import NOBODY, Reader, Role, Scope
from leadtui.domain.fields import Kind
from leadtui.store.clauses import ALWAYS, Clause, any_of, one_of, places
from leadtui.store.policies import roles
from leadtui.store.session import Session
from leadtui.store.wording import words

_HOLDS: Final = timedelta(seconds=5)  # what a role may read, for reads
_PLACE: Final = {
    **dict.fromkeys((Kind.LEAD, Kind.ACCOUNT, Kind.OPPORTUNITY), "lower({0}.territory)"),
    Kind.CONTACT: "(SELECT lower(its.territory) FROM account its WHERE its.id = {0}.account)",
}
"""Where the territory of a record stands, whatever the case of its letters."""


def reader(session: Session) -> Reader:
    """The acting user as far as reading goes: read at least every few seconds, for lists ask all the time.

    Whose role was changed meanwhile reads for that long as before; writes ask `access`, which is exact.
    """
    kept, now = session.reader, session.now()
    if kept is not None and kept[0].user == session.user and timedelta() <= now - kept[1] < _HOLDS:
        return kept[0]
    known = roles(session)
    found = Reader(session.user)
    if any(role.read is not Scope.ALL for role in known.values()):
        found = _narrowed(session, known)
    session.reader = (found, now)
    return found


def _narrowed(session: Session, known: Mapping[str, Role]) -> Reader:
    rows = session.sql('SELECT role FROM "user" WHERE login = ? AND active = 1', [session.user])
    if not rows and not session.sql('SELECT 1 FROM "user" WHERE active = 1 LIMIT 1'):
        return Reader(session.user)
    role = known.get(rows[0][0]) if rows else None
    scope = Scope.OWN if role is None else role.read
    teams, mates = teams_and_mates(session, scope)
    return Reader(session.user, scope, teams | mates, own_territories(session, scope))


def teams_and_mates(session: Session, scope: Scope) -> tuple[frozenset[str], frozenset[str]]:
    """The teams whose queues the user reads, and the mates whose records, where these decide what is read."""
    if scope is Scope.ALL:
        return NOBODY, NOBODY
    teams, mates = teams_of_user(session)
    return teams, mates if scope is Scope.TEAM else NOBODY


def own_territories(session: Session, scope: Scope) -> frozenset[str]:
    """The user's territories, where they decide what is read."""
    if scope is not Scope.TERRITORY:
        return NOBODY
    from leadtui.domain.conditions import ascii_lower  # few roles read by territory

    known = words(session)
    rows = session.sql("SELECT territory FROM user_territory WHERE login = ?", [session.user])
    return frozenset(
        ascii_lower(code)
        for (name,) in rows
        for code in (name, *known.family("territory", known.meant("territory", name)))
    )


def teams_of_user(session: Session) -> tuple[frozenset[str], frozenset[str]]:
    """The user's teams, and who is in them."""
    rows = session.sql(
        "SELECT mine.team, other.login FROM membership mine JOIN membership other ON other.team = mine.team"
        " WHERE mine.login = ?",
        [session.user],
    )
    return frozenset(team for team, _ in rows), frozenset(login for _, login in rows)


def own_teams(session: Session) -> frozenset[str]:
    """The teams of the acting user."""
    return teams_of_user(session)[0]


def reach(session: Session, kind: Kind, alias: str = "") -> Clause:
    """The condition that a record of that table, under that alias, is one that the acting user may read."""
    mine = reader(session)
    if mine.scope is Scope.ALL:
        return ALWAYS
    table = alias or str(kind)
    parts = [
        Clause(f"{table}.owner IS NULL", sure=True),
        one_of(f"{table}.owner", sorted({mine.user} | mine.teams)),
    ]
    if mine.territories:
        parts.append(one_of(_PLACE[kind].format(table), sorted(mine.territories)))
    return any_of(parts)


def territory(session: Session, looking: Reader, kind: Kind, id: int) -> str | None:
    """The territory of a record, where that decides whether it may be read; None where it does not."""
    return territories(session, looking, kind, [id]).get(id)


def territories(
    session: Session, looking: Reader, kind: Kind, ids: Iterable[int]
) -> Mapping[int, str | None]:
    """The same of several records of a kind."""
    wanted = list(ids)
    if looking.scope is not Scope.TERRITORY or kind not in _PLACE or not wanted:
        return {}
    rows = session.sql(
        f"SELECT id, {_PLACE[kind].format(kind)} FROM {kind} WHERE id IN ({places(len(wanted))})", wanted
    )
    return dict(rows)
