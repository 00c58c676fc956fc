"""Users and teams: who may own leads, and names from imports made theirs."""

from collections.abc import Sequence
from typing import Any

from leadtui.domain.fields import Kind
from leadtui.domain.records import ROLES
from leadtui.domain.results import Done, Refusal, Result
from leadtui.domain.text import clean
from leadtui.store.errors import NotFound
from leadtui.store.models import LeadTable, MembershipTable, TeamTable, UserTable
from leadtui.store.operation import Op
from leadtui.store.session import Session
from leadtui.store.writing import command


def user_add(
    session: Session,
    login: str,
    name: str = "",
    email: str | None = None,
    role: str = "rep",
    teams: Sequence[str] = (),
) -> Result:
    """Add somebody who works here; leads that name the login as owner are theirs from now on."""
    key = clean(login)
    called = clean(name) or key

    def work(op: Op) -> Result:
        if no := _bad_key(session, key) or _bad_role(role) or _unknown_teams(session, teams):
            return no
        session.run(
            UserTable.insert(
                login=key,
                name=called,
                email=clean(email or "") or None,
                role=role,
                active=1,
                created_at=op.now,
            )
        )
        for team in teams:
            session.run(MembershipTable.insert(login=key, team=team))
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


def user_role(session: Session, login: str, role: str) -> Result:
    """Give a user another role; the last administrator keeps theirs.

    Raises:
        NotFound: there is no such user.
    """

    def work(op: Op) -> Result:
        if no := _bad_role(role) or _last_administrator(session, login, role):
            return no
        session.run(UserTable.update(role=role).where(UserTable.login == login))
        return Done(op.id, "user", 0, 0, sentence=f"{login} is {role} now.")

    if not session.sql('SELECT 1 FROM "user" WHERE login = ?', (login,)):
        raise NotFound(f"There is no user {login!r}.", "leadtui user list shows them.")
    return command(session, "user", work, title=f"make {login} {role}")


def adopt_owner_name(session: Session, text: str, key: str) -> int:
    """Give every open lead whose owner is that text to the user or team of that key, in one operation.

    Returns:
        How many leads.

    Raises:
        NotFound: nobody here has that key.
    """
    adopted: list[int] = []

    def work(op: Op) -> Result:
        if key not in _keys(session):
            raise NotFound(f"There is no user or team {key!r}.", "leadtui user add makes one.")
        adopted[:] = _owned_by(session, text)
        for id in adopted:
            op.update(Kind.LEAD, id, {"owner": key}, "assign")
        return Done(op.id, "user", 0, 0, tuple(op.events), sentence=f"{len(adopted)} leads are {key}'s now.")

    command(session, "adopt", work, title=f"give the leads of {text!r} to {key}")
    return len(adopted)


def _welcome(op: Op, key: str, sentence: str) -> Done:
    """Look again at the leads that named the newcomer already: their checklist may be done now."""
    for id in _owned_by(op.session, key):
        op.update(Kind.LEAD, id, {}, "assign", note=sentence, force=True)
    return Done(op.id, "user", 0, 0, tuple(op.events), sentence=sentence)


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
        return Refusal("login", f"{key!r} cannot be a login.", "Use letters, digits and . - _ @", ("login",))
    if key in ("me", "none"):
        return Refusal("login", f"The filter language uses {key!r} itself.", "Choose another.", ("login",))
    if key in _keys(session):
        return Refusal("login", f"There is a user or team {key!r} already.", "Choose another.", ("login",))
    return None


def _bad_role(role: str) -> Refusal | None:
    if role in ROLES:
        return None
    return Refusal("role", f"There is no role {role!r}.", f"Roles: {', '.join(ROLES)}.", ("role",))


def _unknown_teams(session: Session, teams: Sequence[str]) -> Refusal | None:
    known = {code for (code,) in session.run(TeamTable.select(TeamTable.code).tuples())}
    missing = [team for team in teams if team not in known]
    if not missing:
        return None
    return Refusal("team", f"There is no team {missing[0]!r}.", "leadtui team add makes one.", ("teams",))


def _last_administrator(session: Session, login: str, role: str) -> Refusal | None:
    table = UserTable
    query = table.select(table.login).where(table.role == "administrator", table.active == 1)
    if role == "administrator" or {key for (key,) in session.run(query.tuples())} != {login}:
        return None
    return Refusal("administrator", f"{login} is the only administrator.", "Make somebody else one first.")


__all__ = ["adopt_owner_name", "team_add", "user_add", "user_rename", "user_role"]
