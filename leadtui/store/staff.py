"""Users and teams: who may own leads, and names from imports made theirs."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from leadtui.domain.access import Right
from leadtui.domain.assignment import TERRITORY
from leadtui.domain.fields import Kind
from leadtui.domain.reach import is_email
from leadtui.domain.results import Done, Exit, Refusal, Result
from leadtui.domain.text import clean, plural
from leadtui.store.errors import NotFound
from leadtui.store.models import LeadTable
from leadtui.store.models_people import MembershipTable, TeamTable, UserTable, UserTerritoryTable
from leadtui.store.operation import Op
from leadtui.store.people import outsiders
from leadtui.store.policies import roles
from leadtui.store.session import Session
from leadtui.store.value_lists import value_counts, values
from leadtui.store.value_rows import is_there, meant
from leadtui.store.writing import command

_TERRITORY: Final = "territory"
_SET: Final = ("name", "email")
_SHOWN: Final = 5  # names in a sentence


def user_add(
    session: Session,
    login: str,
    name: str = "",
    email: str | None = None,
    role: str = "rep",
    teams: Sequence[str] = (),
    territories: Sequence[str] = (),
    *,
    op_id: str | None = None,
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
        op_id: the caller's name for this very command.

    Returns:
        `Done`, or a `Refusal`: ``login``, ``email``, ``role``, ``team``, ``territory``, ``right``.
    """
    key = clean(login)
    called = clean(name) or key
    address = clean(email or "") or None

    def work(op: Op) -> Result:
        left = bool(session.sql('SELECT 1 FROM "user" WHERE login = ? AND active = 0', [key]))
        no = None if left else _bad_key(session, key)
        no = no or _bad_email(address) or _bad_role(session, role)
        if no := no or _unknown(session, teams, territories):
            return no
        row = {"name": called, "email": address, "role": role, "active": 1}
        if left:
            session.run(UserTable.update(**row).where(UserTable.login == key))
        else:
            session.run(UserTable.insert(login=key, created_at=op.now, **row))
        _place(session, key, teams, territories)
        return _welcome(op, key, f"{called} is a user now.")

    said = ["add", key, called, address, role, list(teams), list(territories)]
    return command(session, "user", work, op_id=op_id, said=said)


def team_add(session: Session, code: str, name: str = "", *, op_id: str | None = None) -> Result:
    """Add a team that may own leads; ``op_id`` is the caller's name for this very command."""
    key = clean(code)
    called = clean(name) or key

    def work(op: Op) -> Result:
        if no := _bad_key(session, key):
            return no
        session.run(TeamTable.insert(code=key, name=called))
        return _welcome(op, key, f"{called} is a team now.")

    return command(session, "user", work, op_id=op_id, said=["add team", key, called])


def user_set(session: Session, login: str, given: Mapping[str, str], *, op_id: str | None = None) -> Result:
    """Give a user another name or e-mail; the login stays, leads are owned by it.

    Args:
        session: the store.
        login: the user's.
        given: ``name`` (empty: the login), ``email`` (empty: none); what is not there stays.
        op_id: the caller's name for this very command.

    Returns:
        `Done`, or a `Refusal`: ``field``, ``email``, ``right``.

    Raises:
        NotFound: there is no such user.
    """
    asked = {key: clean(text) for key, text in given.items()}

    def work(op: Op) -> Result:
        if strange := next((key for key in asked if key not in _SET), None):
            sentence = f"A user has no {strange[:40]!r} to set."
            fix = f"There are: {', '.join(_SET)}. `leadtui user role` gives role, teams, territories."
            return Refusal("field", sentence, fix, (strange[:40],), Exit.USAGE)
        if not asked:
            return Refusal(
                "field", "There is nothing to set.", f"There are: {', '.join(_SET)}.", (), Exit.USAGE
            )
        _works_here(session, login)
        if no := _bad_email(asked.get("email")):
            return no
        changed = {key: text or (login if key == "name" else None) for key, text in asked.items()}
        session.run(UserTable.update(**changed).where(UserTable.login == login))
        told = (f"{key} {text or 'empty'}" for key, text in changed.items())
        return _answer(op, f"Changed {login}: {', '.join(told)}.")

    return command(session, "user", work, op_id=op_id, said=["set", login, asked])


def user_role(
    session: Session,
    login: str,
    role: str,
    teams: Sequence[str] | None = None,
    territories: Sequence[str] | None = None,
    *,
    op_id: str | None = None,
) -> Result:
    """Give a user another role; the last one who may do so keeps theirs.

    Args:
        session: the store.
        login: the user's.
        role: one of the policy's.
        teams: what they are in from now on; None leaves it as it is.
        territories: the same of their territories.
        op_id: the caller's name for this very command.

    Returns:
        `Done`, or a `Refusal`: ``role``, ``team``, ``territory``, ``right``,
        ``administrator`` (the last one).

    Raises:
        NotFound: there is no such user.
    """

    def work(op: Op) -> Result:
        _works_here(session, login)
        if no := _bad_role(session, role) or last_giver(session, login, role):
            return no
        if no := _unknown(session, teams or (), territories or (), login):
            return no
        session.run(UserTable.update(role=role).where(UserTable.login == login))
        _place(session, login, teams, territories)
        return _answer(op, f"{login} is {role} now.")

    return command(session, "user", work, op_id=op_id, said=["role", login, role, teams, territories])


def adopt_owner_name(session: Session, text: str, key: str, *, op_id: str | None = None) -> Result:
    """Give every open lead whose owner is that text to the user or team of that key, in one operation.

    ``op_id`` is the caller's name for this very command.

    Returns:
        `Done` with an event a lead, or a `Refusal`: ``name`` (no open lead's owner is written so), ``right``.

    Raises:
        NotFound: nobody here has that key.
    """

    def work(op: Op) -> Result:
        if key not in _keys(session):
            raise NotFound(f"There is no user or team {key!r}.", "leadtui user add makes one.")
        found = _owned_by(session, text)
        if not found:
            return _no_such_name(session, text)
        for id in found:
            op.update(Kind.LEAD, id, {"owner": key}, "assign")
        return _answer(op, f"{plural(len(found), 'lead belongs', 'leads belong')} to {key} now.")

    return command(session, "adopt", work, op_id=op_id, said=[text, key])


def _answer(op: Op, sentence: str) -> Done:
    """The answer, which is what the command is called from now on."""
    op.title = sentence
    return Done(op.id, "user", 0, 0, tuple(op.events), sentence=sentence)


def _no_such_name(session: Session, text: str) -> Refusal:
    names = outsiders(session)
    near = get_close_matches(text, names, 3, 0.5) or names[:_SHOWN]
    fix = f"There are: {', '.join(near)}." if near else "Every owner of an open lead works here."
    return Refusal("name", f"No open lead belongs to {text[:60]!r}.", fix, ("name",), Exit.NOT_FOUND)


def _works_here(session: Session, login: str) -> None:
    if not session.sql('SELECT 1 FROM "user" WHERE login = ? AND active = 1', (login,)):
        raise NotFound(f"There is no user {login!r}.", "leadtui user list shows them.")


def _welcome(op: Op, key: str, sentence: str) -> Done:
    """Look again at the leads that named the newcomer already: their checklist may be done now."""
    for id in _owned_by(op.session, key):
        op.update(Kind.LEAD, id, {}, "assign", note=sentence, force=True)
    return _answer(op, sentence)


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
        for name in dict.fromkeys(meant(session, _TERRITORY, each) for each in _named(territories)):
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
    near = get_close_matches(role.casefold(), known, 1)
    fix = f"{f'Did you mean {near[0]}? ' if near else ''}Roles: {', '.join(known)}."
    return Refusal("role", f"There is no role {role[:40]!r}.", fix, ("role",), Exit.USAGE)


def _bad_email(address: str | None) -> Refusal | None:
    if not address or is_email(address):
        return None
    sentence = f"{address[:60]!r} is not an e-mail address."
    return Refusal("email", sentence, "Write it like name@company.example.", ("email",))


def _unknown(
    session: Session, teams: Sequence[str], territories: Sequence[str], login: str = ""
) -> Refusal | None:
    """The "no" to a team or a territory that there is not, with the nearest there is.

    What that user has already stays theirs, though no list knows it (any more).
    """
    codes = [
        code for (code,) in session.run(TeamTable.select(TeamTable.code).order_by(TeamTable.code).tuples())
    ]
    theirs = session.sql("SELECT team FROM membership WHERE login = ?", [login])
    if strange := next((team for team in teams if team not in codes and (team,) not in theirs), None):
        return _no_such("team", strange, codes, "leadtui team add makes one.")
    had = session.sql("SELECT territory FROM user_territory WHERE login = ?", [login])
    for name in _named(territories):
        code = meant(session, _TERRITORY, name)
        if (code,) not in had and not is_there(session, _TERRITORY, code):
            known = [each.label for each in values(session, _TERRITORY, value_counts(session, _TERRITORY))]
            return _no_such(_TERRITORY, name, known, "leadtui list add territories makes one.")
    return None


def _named(several: Sequence[str]) -> list[str]:
    return [name for each in several if (name := clean(each))]


def _no_such(what: str, word: str, known: Sequence[str], make: str) -> Refusal:
    near = get_close_matches(word, known, 1, 0.5)
    fix = f"{f'Did you mean {near[0]}? ' if near else ''}{make}"
    return Refusal("unknown", f"There is no {what} {word[:60]!r}.", fix, (what,), Exit.NOT_FOUND)


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


__all__ = ["adopt_owner_name", "last_giver", "team_add", "user_add", "user_role", "user_set"]
