"""Users and teams: who may own leads, and names from imports made theirs."""

from collections.abc import Sequence
from typing import Any

from leadtui.domain.access import Right
from leadtui.domain.assignment import TERRITORY
from leadtui.domain.fields import Kind
from leadtui.domain.results import Done, Exit, Refusal, Result
from leadtui.domain.text import clean, plural
from leadtui.store.errors import NotFound
from leadtui.store.models import LeadTable
from leadtui.store.models_people import MembershipTable, TeamTable, UserTable, UserTerritoryTable
from leadtui.store.operation import Op
from leadtui.store.policies import roles
from leadtui.store.session import Session
from leadtui.store.writing import command


def user_add(
    session: Session,
    login: str,
    name: str = "",
    email: str | None = None,
    role: str = "rep",
    teams: Sequence[str] = (),
    territories: Sequence[str] = (),
) -> Result:
    """Add somebody who works here; leads that name the login as owner are theirs from now on.

    Somebody who left comes back under the same login, with what is said now.

    Args:
        session: the store.
        login: the key that owners are stored as.
        name: as people read it; the login where not said.
        email: by which imports find them, too.
        role: one of the policy's.
        teams: codes of the teams that they are in.
        territories: theirs: what a role reads by territory, and what a rule of assignment goes by.
    """
    key = clean(login)
    called = clean(name) or key

    def work(op: Op) -> Result:
        left = bool(session.sql('SELECT 1 FROM "user" WHERE login = ? AND active = 0', [key]))
        no = None if left else _bad_key(session, key)
        if no := no or _bad_role(session, role) or _unknown_teams(session, teams):
            return no
        said = {"name": called, "email": clean(email or "") or None, "role": role, "active": 1}
        if left:
            session.run(UserTable.update(**said).where(UserTable.login == key))
        else:
            session.run(UserTable.insert(login=key, created_at=op.now, **said))
        _place(session, key, teams, territories)
        return _welcome(op, key, f"{called} is a user now.")

    return command(session, "user", work, title=f"add user {key}")


def team_add(session: Session, code: str, name: str = "") -> Result:
    """Add a team that may own leads."""
    key = clean(code)
    called = clean(name) or key

    def work(op: Op) -> Result:
        if no := _bad_key(session, key):
            return no
        session.run(TeamTable.insert(code=key, name=called))
        return _welcome(op, key, f"{called} is a team now.")

    return command(session, "user", work, title=f"add team {key}")


def user_rename(session: Session, login: str, name: str) -> Result:
    """Give a user another name; the login stays, leads are owned by it.

    Raises:
        NotFound: there is no such user.
    """
    called = clean(name) or login

    def work(op: Op) -> Result:
        session.run(UserTable.update(name=called).where(UserTable.login == login))
        return Done(op.id, "user", 0, 0, sentence=f"{login} is called {called} now.")

    if not session.sql('SELECT 1 FROM "user" WHERE login = ?', (login,)):
        raise NotFound(f"There is no user {login!r}.", "leadtui user list shows them.")
    return command(session, "user", work, title=f"rename {login}")


def user_role(
    session: Session,
    login: str,
    role: str,
    teams: Sequence[str] | None = None,
    territories: Sequence[str] | None = None,
) -> Result:
    """Give a user another role; the last one who may do so keeps theirs.

    Args:
        session: the store.
        login: the user's.
        role: one of the policy's.
        teams: what they are in from now on; None leaves it as it is.
        territories: the same of their territories.

    Raises:
        NotFound: there is no such user.
    """

    def work(op: Op) -> Result:
        if no := _bad_role(session, role) or last_giver(session, login, role):
            return no
        if no := _unknown_teams(session, teams or ()):
            return no
        session.run(UserTable.update(role=role).where(UserTable.login == login))
        _place(session, login, teams, territories)
        return Done(op.id, "user", 0, 0, sentence=f"{login} is {role} now.")

    if not session.sql('SELECT 1 FROM "user" WHERE login = ?', (login,)):
        raise NotFound(f"There is no user {login!r}.", "leadtui user list shows them.")
    return command(session, "user", work, title=f"make {login} {role}")


def adopt_owner_name(session: Session, text: str, key: str) -> Result:
    """Give every open lead whose owner is that text to the user or team of that key, in one operation.

    Returns:
        `Done` with an event a lead, or a `Refusal`.

    Raises:
        NotFound: nobody here has that key.
    """

    def work(op: Op) -> Result:
        if key not in _keys(session):
            raise NotFound(f"There is no user or team {key!r}.", "leadtui user add makes one.")
        found = _owned_by(session, text)
        for id in found:
            op.update(Kind.LEAD, id, {"owner": key}, "assign")
        said = f"{plural(len(found), 'lead belongs', 'leads belong')} to {key} now."
        return Done(op.id, "user", 0, 0, tuple(op.events), sentence=said)

    return command(session, "adopt", work, title=f"give the leads of {text!r} to {key}")


def _welcome(op: Op, key: str, sentence: str) -> Done:
    """Look again at the leads that named the newcomer already: their checklist may be done now."""
    for id in _owned_by(op.session, key):
        op.update(Kind.LEAD, id, {}, "assign", note=sentence, force=True)
    return Done(op.id, "user", 0, 0, tuple(op.events), sentence=sentence)


def _place(
    session: Session, login: str, teams: Sequence[str] | None, territories: Sequence[str] | None
) -> None:
    """Write the user's teams and territories, in the place of those before; None leaves them."""
    if teams is not None:
        session.run(MembershipTable.delete().where(MembershipTable.login == login))
        for team in dict.fromkeys(teams):
            session.run(MembershipTable.insert(login=login, team=team))
    if territories is not None:
        session.run(UserTerritoryTable.delete().where(UserTerritoryTable.login == login))
        for name in dict.fromkeys(name for each in territories if (name := clean(each))):
            session.run(UserTerritoryTable.insert(login=login, territory=name))


def _owned_by(session: Session, owner: str) -> list[int]:
    table = LeadTable
    query = table.select(table.id).where(table.owner == owner, table.state == "open", table.withdrawn == 0)
    return [id for (id,) in session.run(query.order_by(table.id).tuples())]


def _keys(session: Session) -> set[str]:
    users: list[Any] = session.run(UserTable.select(UserTable.login).tuples())
    teams: list[Any] = session.run(TeamTable.select(TeamTable.code).tuples())
    return {key for (key,) in (*users, *teams)}


def _bad_key(session: Session, key: str) -> Refusal | None:
    if not key or any(sign.isspace() or sign in ",()\"'" for sign in key) or len(key) > 160:
        return Refusal(
            "login",
            f"{key!r} cannot be a login.",
            "Use letters, digits and any of . - _ @ instead.",
            ("login",),
        )
    if key in ("me", "none", TERRITORY):
        sentence = f"The filter language and the policy use {key!r} themselves."
        return Refusal("login", sentence, "Choose another.", ("login",))
    if key in _keys(session):
        return Refusal("login", f"There is a user or team {key!r} already.", "Choose another.", ("login",))
    return None


def _bad_role(session: Session, role: str) -> Refusal | None:
    known = roles(session)
    if role in known:
        return None
    from difflib import get_close_matches  # only when something was mistyped

    near = get_close_matches(role.casefold(), known, 1)
    fix = f"{f'Did you mean {near[0]}? ' if near else ''}Roles: {', '.join(known)}."
    return Refusal("role", f"There is no role {role[:40]!r}.", fix, ("role",), Exit.USAGE)


def _unknown_teams(session: Session, teams: Sequence[str]) -> Refusal | None:
    known = {code for (code,) in session.run(TeamTable.select(TeamTable.code).tuples())}
    missing = [team for team in teams if team not in known]
    if not missing:
        return None
    return Refusal("team", f"There is no team {missing[0]!r}.", "leadtui team add makes one.", ("teams",))


def last_giver(session: Session, login: str, role: str | None = None) -> Refusal | None:
    """The "no" to taking from the last one who has it the right to say what others may do.

    ``role`` is the one that they are to have, None of somebody who leaves.
    """
    giving = {id for id, each in roles(session).items() if Right.USERS in each.rights}
    rows = session.sql('SELECT login, role FROM "user" WHERE active = 1')
    if role in giving or {key for key, its in rows if its in giving} != {login}:
        return None
    sentence = f"{login} is the only one who may add users and change what they may do."
    fix = "Make somebody else an administrator first: `leadtui user role LOGIN administrator`."
    return Refusal("administrator", sentence, fix, ("role",))


__all__ = ["adopt_owner_name", "last_giver", "team_add", "user_add", "user_rename", "user_role"]
