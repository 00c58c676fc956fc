"""Somebody leaves, or a team goes over into another: what is theirs is handed over with it."""

from typing import Final

from leadtui.domain.fields import Kind
from leadtui.domain.results import Done, Refusal, Result
from leadtui.domain.text import listed, plural
from leadtui.domain.value_lists import into_itself, not_offered, ruled, unknown
from leadtui.domain.value_words import TEAM
from leadtui.store.clauses import OPEN_SALE
from leadtui.store.errors import NotFound
from leadtui.store.models_people import MembershipTable, UserTable, UserTerritoryTable
from leadtui.store.operation import Op
from leadtui.store.owners import owner_key, unknown_owner
from leadtui.store.policies import policy
from leadtui.store.session import Session
from leadtui.store.staff import last_giver
from leadtui.store.value_rows import is_there, label_now, meant, put
from leadtui.store.wording import words
from leadtui.store.writing import command

_THEIRS: Final = {
    Kind.LEAD: "state = 'open'",
    Kind.ACCOUNT: "1 = 1",
    Kind.CONTACT: "1 = 1",
    Kind.OPPORTUNITY: OPEN_SALE,
}
"""What is handed over; what is closed keeps the owner that it was closed with."""
_NOUNS: Final = {
    Kind.LEAD: ("open lead", "open leads"),
    Kind.ACCOUNT: ("account", "accounts"),
    Kind.CONTACT: ("contact", "contacts"),
    Kind.OPPORTUNITY: ("open opportunity", "open opportunities"),
}


def user_remove(session: Session, login: str, to: str | None = None, *, op_id: str | None = None) -> Result:
    """Let a user go: they may not act any more, and history keeps their name.

    Open leads with their follow-ups, accounts, contacts and open opportunities go to another one first; the
    leads are unread there, and say who left. Of a lead or opportunity that is closed the owner stays.

    Args:
        session: the store.
        login: who leaves.
        to: user or team that takes over, by key, name or e-mail; may be left out where nothing is theirs.
        op_id: the caller's name for this very command.

    Returns:
        `Done` with an event a record, or a `Refusal`: ``right``, ``administrator`` (the last one),
        ``owner`` (nobody here is called that, or it is who leaves), ``owns`` (nobody takes over).

    Raises:
        NotFound: there is no such user.
    """

    def work(op: Op) -> Result:
        rows = session.sql('SELECT name FROM "user" WHERE login = ? AND active = 1', [login])
        if not rows:
            raise NotFound(f"There is no user {login!r}.", "leadtui user list shows them.")
        if no := last_giver(session, login):
            return no
        heir = _heir(session, login, to)
        if isinstance(heir, Refusal):
            return heir
        theirs = {kind: _owned(session, kind, login) for kind in _THEIRS}
        if heir is None and any(theirs.values()):
            return _owns(login, theirs)
        for kind, ids in theirs.items():
            for id in ids:
                op.update(kind, id, {"owner": heir}, "assign", note=f"{rows[0][0]} left.")
        for table in (MembershipTable, UserTerritoryTable):
            session.run(table.delete().where(table.login == login))
        session.run(UserTable.update(active=0).where(UserTable.login == login))
        op.title = _told(login, heir, theirs) + _still_named(session, login)
        return Done(op.id, "user", 0, 0, tuple(op.events), sentence=op.title)

    return command(session, "user", work, op_id=op_id, said=["remove", login, to])


def team_merge(session: Session, text: str, into: str, *, op_id: str | None = None) -> Result:
    """Have one team go over into another one: its members come along, what is open and its goes over.

    Args:
        session: the store.
        text: the team that goes, by code or name.
        into: the team that stays.
        op_id: the caller's name for this very command.

    Returns:
        `Done` with an event a record, or a `Refusal`: ``right``, ``unknown``, ``same`` (into itself),
        ``retired``, ``ruled`` (rules of assignment name it).
    """

    def work(op: Op) -> Result:
        code, stays = (meant(session, TEAM, each) for each in (text, into))
        if missing := next((one for one in (code, stays) if not is_there(session, TEAM, one)), None):
            return unknown(TEAM, missing)
        names = [label_now(session, TEAM, one) for one in (code, stays)]
        if code == stays:
            return into_itself(TEAM, names[0])
        if words(session).retired(TEAM, stays):
            return not_offered(TEAM, names[1])
        if rules := naming(session, code):
            return ruled(TEAM, names[0], rules)
        theirs = {kind: _owned(session, kind, code) for kind in _THEIRS}
        for kind, ids in theirs.items():
            for id in ids:
                op.update(kind, id, {"owner": stays}, "assign", note=f"{names[0]} went over into {names[1]}.")
        session.sql(
            "INSERT INTO membership (login, team) SELECT login, ? FROM membership m WHERE team = ? AND NOT"
            " EXISTS (SELECT 1 FROM membership o WHERE o.login = m.login AND o.team = ?)",
            [stays, code, stays],
        )
        session.run(MembershipTable.delete().where(MembershipTable.team == code))
        put(op, TEAM, code, {"merged_into": stays, "retired": True}, "merge")
        handed = f": {_counted(theirs)} went over" if any(theirs.values()) else ""
        op.title = f"Team {names[0]} is {names[1]} now{handed}."
        return Done(op.id, "user", 0, 0, tuple(op.events), sentence=op.title)

    return command(session, "user", work, op_id=op_id, said=["merge", text, into])


def naming(session: Session, code: str) -> str:
    """Which rules of assignment name that user or team."""
    return listed([f"“{rule.label}”" for rule in policy(session).assign if code in (rule.to, *rule.among)])


def _heir(session: Session, login: str, to: str | None) -> str | Refusal | None:
    if to is None:
        return None
    found = owner_key(session, to)
    if found is None:
        return unknown_owner(session, to)
    if found == login:
        return Refusal("owner", f"{login} is the one who leaves.", "Name another user or a team.", ("to",))
    return found


def _owned(session: Session, kind: Kind, login: str) -> list[int]:
    rows = session.sql(
        f"SELECT id FROM {kind} WHERE owner = ? AND withdrawn = 0 AND {_THEIRS[kind]} ORDER BY id", [login]
    )
    return [id for (id,) in rows]


def _owns(login: str, theirs: dict[Kind, list[int]]) -> Refusal:
    fix = f"Say who takes over: `leadtui user remove {login} --to LOGIN`."
    return Refusal("owns", f"{login} owns {_counted(theirs)}.", fix, ("to",))


def _counted(theirs: dict[Kind, list[int]]) -> str:
    return listed([plural(len(ids), *_NOUNS[kind]) for kind, ids in theirs.items() if ids])


def _told(login: str, heir: str | None, theirs: dict[Kind, list[int]]) -> str:
    handed = f": {_counted(theirs)} went to {heir}" if any(theirs.values()) else ""
    return f"{login} is no user any more{handed}."


def _still_named(session: Session, login: str) -> str:
    """Which rules of the policy go on naming them: these are passed over from now on."""
    rules = [rule for rule in policy(session).assign if login in (rule.to, *rule.among)]
    if not rules:
        return ""
    named = naming(session, login)
    still = "rule of assignment still names" if len(rules) == 1 else "rules of assignment still name"
    return f" {len(rules)} {still} them: {named}."


__all__ = ["team_merge", "user_remove"]
