"""Reads of what is few and needed everywhere: users, teams, reasons."""

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from leadtui.domain.states import State, StatusReason
from leadtui.store.session import Session

if TYPE_CHECKING:  # a list of leads needs owners and reasons alone
    from leadtui.domain.records import Team, User

TEAMS: Final = (
    "SELECT code, coalesce((SELECT v.label FROM value v WHERE v.list = 'team' AND v.code = team.code"
    " AND v.withdrawn = 0), name) AS name FROM team"
)
"""Code and name of each team, as it is called today."""

# Owners of open leads that are neither user nor team: from one name to the next in the index of work views.
_OUTSIDERS = """WITH RECURSIVE named(owner) AS (
    SELECT min(owner) FROM lead WHERE state = 'open' AND withdrawn = 0
    UNION ALL SELECT (SELECT min(l.owner) FROM lead l
        WHERE l.state = 'open' AND l.withdrawn = 0 AND l.owner > named.owner)
    FROM named WHERE named.owner IS NOT NULL)
    SELECT owner FROM named WHERE owner IS NOT NULL
    AND owner NOT IN (SELECT login FROM "user" UNION ALL SELECT code FROM team)"""


def users(session: Session) -> "list[User]":
    """Everyone who works here, by name."""
    from leadtui.domain.records import User

    teams_of, territories_of = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for login, team in session.sql("SELECT login, team FROM membership ORDER BY login, team"):
        teams_of[login].append(team)
    for login, name in session.sql("SELECT login, territory FROM user_territory ORDER BY login, territory"):
        territories_of[login].append(name)
    rows = session.sql('SELECT login, name, email, role, active FROM "user" ORDER BY name, login')
    return [
        User(login, name, email, role, bool(active), tuple(teams_of[login]), tuple(territories_of[login]))
        for login, name, email, role, active in rows
    ]


def teams(session: Session) -> "list[Team]":
    """Every team, by name, with the logins of those in it who work here."""
    from leadtui.domain.records import Team

    gone = "SELECT code FROM value WHERE list = 'team' AND merged_into IS NOT NULL AND withdrawn = 0"
    rows = session.sql(f"{TEAMS} WHERE code NOT IN ({gone}) ORDER BY 2, 1")
    members = defaultdict[str, list[str]](list)
    for team, login in session.sql(
        'SELECT m.team, m.login FROM membership m JOIN "user" u ON u.login = m.login WHERE u.active = 1'
        " ORDER BY m.team, m.login"
    ):
        members[team].append(login)
    return [Team(code, name, tuple(members[code])) for code, name in rows]


def reasons(session: Session) -> list[StatusReason]:
    """Every status reason of the policy in force, in its order; open ones first, then qualified ones."""
    rows = session.sql(
        "SELECT code, label, state, number, note_required, names, offered FROM reason"
        " WHERE gone = 0 ORDER BY place"
    )
    found = [
        StatusReason(code, label, State(state), number, bool(note), names, bool(offered))
        for code, label, state, number, note, names, offered in rows
    ]
    order = list(State)
    return sorted(found, key=lambda reason: order.index(reason.state))


def owner_titles(session: Session) -> dict[str, str]:
    """Name of each user and team by the key that owners are stored as."""
    rows = session.sql('SELECT login, name FROM "user" UNION ALL ' + TEAMS)
    return dict[str, str](rows)


def outsiders(session: Session) -> list[str]:
    """The owners of open leads whom nobody here is: names that an import brought, by the alphabet."""
    return [owner for (owner,) in session.sql(_OUTSIDERS)]
