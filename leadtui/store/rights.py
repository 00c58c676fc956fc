"""What the acting user may read and do, as users, teams and policy say it now.

Every write asks it inside its own transaction (`writing.command`), so that who lost a right a moment
ago writes nothing any more; a screen can be stale. Reads narrow their clause with `reach`.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from leadtui.domain.access import ANYBODY, Access, Right, Scope, may_read
from leadtui.domain.fields import FIELDS, Kind
from leadtui.domain.results import Refusal
from leadtui.domain.text import listed
from leadtui.store.clauses import places
from leadtui.store.errors import NoRight, Stranger
from leadtui.store.policies import roles
from leadtui.store.reaching import (
    own_teams,
    own_territories,
    reach,
    reader,
    teams_and_mates,
    teams_of_user,
    territories,
    territory,
)
from leadtui.store.session import Session

if TYPE_CHECKING:
    from leadtui.domain.plan import Plan

_CREATE: Final = {
    Kind.LEAD: Right.CREATE_LEAD,
    Kind.ACCOUNT: Right.CREATE_ACCOUNT,
    Kind.CONTACT: Right.CREATE_CONTACT,
    Kind.OPPORTUNITY: Right.CREATE_OPPORTUNITY,
}
NEEDS: Final[Mapping[str, tuple[Right, ...]]] = {
    "create": (Right.EDIT,),  # to take one back; to make one, that of its kind: `right_to_create`
    "edit": (Right.EDIT,),
    "log": (Right.EDIT,),
    "finish": (Right.EDIT,),
    "follow_up": (Right.EDIT,),
    "park": (Right.EDIT,),
    "decide": (Right.EDIT,),
    "qualify": (Right.QUALIFY,),  # and what its plan needs: `of_plan`
    "disqualify": (Right.DISQUALIFY,),
    "reactivate": (Right.REACTIVATE,),
    "assign": (Right.ASSIGN,),
    "claim": (Right.EDIT,),  # what is nobody's, or waits for one's own team
    "merge": (Right.MERGE,),
    "unmerge": (Right.MERGE,),
    "import": (Right.IMPORT,),
    "adopt": (Right.ASSIGN, Right.BULK),
    "tick": (Right.EDIT,),
    "user": (Right.USERS,),
    "policy": (Right.POLICY,),
    "values": (Right.LISTS,),
    "move": (Right.EDIT,),
    "win": (Right.EDIT,),
    "lose": (Right.EDIT,),
    "reopen": (Right.EDIT,),
    "undo": (),  # those of what it takes back: `undoing`
}
"""The rights that each kind of operation needs; a kind that is not here needs all there are."""

_CACHE: Final = "access"
_SHOWN: Final = 5  # users to pick from, in a sentence


def access(session: Session) -> Access:
    """What the acting user may read and do, read anew; in a transaction once.

    Raises:
        Stranger: the book has users, and the acting one is none of them.
    """
    found: Access | None = session.cache.get(_CACHE)
    if found is None or found.user != session.user:
        found = session.cache[_CACHE] = _read(session)
        session.reader = (found.reader, session.now())
    return found


def admit(session: Session) -> None:
    """Let nobody in whom a book with users does not know; raises `Stranger`."""
    reader(session)
    if not session.sql('SELECT 1 FROM "user" WHERE login = ? AND active = 1', [session.user]):
        _no_stranger(session)


def _read(session: Session) -> Access:
    known = roles(session)
    giving = [id for id, role in known.items() if Right.USERS in role.rights]
    rows = session.sql(
        'SELECT login, name, role FROM "user" WHERE active = 1'
        f" AND (login = ? OR role IN ({places(len(giving))})) ORDER BY name, login",
        [session.user, *giving],
    )
    mine = next((role for login, _, role in rows if login == session.user), None)
    if mine is None:
        _no_stranger(session)
        return Access(session.user, ANYBODY)
    role = known.get(mine)
    givers = tuple(name for _, name, its in rows if its in giving)
    found = Access(session.user, role, givers=givers, named=mine)
    scope = Scope.OWN if role is None else role.read
    teams, mates = teams_and_mates(session, scope)
    return found._replace(teams=teams, mates=mates, territories=own_territories(session, scope))


def _no_stranger(session: Session) -> None:
    if session.sql('SELECT 1 FROM "user" WHERE login = ? AND active = 0', [session.user]):
        raise Stranger("You are no longer a user here.", f"Ask {_givers(session)}.")
    users = [login for (login,) in session.sql('SELECT login FROM "user" WHERE active = 1 ORDER BY login')]
    if not users:
        return  # nobody is named yet: anybody acts
    shown = listed(users[:_SHOWN], "or") if len(users) <= _SHOWN else f"{', '.join(users[:_SHOWN])} ..."
    raise Stranger(
        f"There is no user {session.user!r} in this book.",
        f"Act as one there is, such as `--as {users[0]}` ({shown}), or have an administrator say"
        f" `leadtui user add {session.user}`.",
    )


def _givers(session: Session) -> str:
    """Who may add users, in a sentence."""
    giving = [id for id, role in roles(session).items() if Right.USERS in role.rights]
    rows = session.sql(
        f'SELECT name FROM "user" WHERE active = 1 AND role IN ({places(len(giving))}) ORDER BY name', giving
    )
    return listed([name for (name,) in rows[:_SHOWN]], "or")


def needed(session: Session, operation: str, kind: Kind | None = None) -> Refusal | None:
    """The "no" to an operation of that kind, for want of a right; raises `Stranger`.

    ``kind`` is that of the record to make.
    """
    wanted = (
        (right_to_create(kind),) if operation == "create" and kind else NEEDS.get(operation, tuple(Right))
    )
    return access(session).refusal(*wanted)


def demand(session: Session, *rights: Right) -> None:
    """Go on only with these rights; raises `NoRight`, for what answers no `Refusal`."""
    if no := access(session).refusal(*rights):
        raise NoRight(no.sentence, no.command or no.fix)


def right_to_create(kind: Kind) -> Right:
    """The right to make a record of that kind; an activity is a change of what it hangs on."""
    return _CREATE.get(kind, Right.EDIT)


def touching(session: Session, kind: Kind, id: int, owner: str | None) -> Refusal | None:
    """The "no" to changing a record that the user may not even read."""
    mine = access(session)
    return mine.touching(kind.value, id, owner, territory(session, mine.reader, kind, id))


def readable(session: Session, kind: Kind, id: int, owner: str | None) -> None:
    """Go on only with a record that the user may read; raises `NoRight`, which says whose it is."""
    looking = reader(session)
    seen = may_read(looking, owner, territory(session, looking, kind, id))
    if not seen and (no := touching(session, kind, id, owner)):
        raise NoRight(no.sentence, no.command or no.fix)


def filling(session: Session, kind: Kind, id: int, owner: str | None) -> Refusal | None:
    """The "no" to linking to, or filling, a record of another owner; one's own team is no other."""
    mine = access(session)
    if mine.filling(kind.value, id, owner) is None:
        return None
    return mine._replace(teams=teams_of_user(session)[0]).filling(kind.value, id, owner)


def linking(session: Session, kind: Kind, values: Mapping[str, object]) -> Refusal | None:
    """The "no" to a link to a record of another owner, or to one that the user may not read.

    ``values`` are the new ones alone: what was linked before by whoever might do so stays.
    """
    wanted = ((field.target, values.get(field.name)) for field in FIELDS[kind] if not field.system)
    found = (_linking(session, target, id) for target, id in wanted if target and isinstance(id, int))
    return next((no for no in found if no), None)


def unread(session: Session, plan: "Plan") -> Refusal | None:
    """The "no" to a plan that links to a record which the user may not even read.

    Asked before `of_plan` and `of_records`: whoever lacks another right, too, sees nothing of it either.
    """
    found = (touching(session, *link) for link in _links(session, plan))
    return next((no for no in found if no), None)


def _links(session: Session, plan: "Plan") -> Iterator[tuple[Kind, int, str | None]]:
    """The records that a plan links to, as far as they are there, with their owners."""
    for each in plan.records:
        if each.action == "link" and each.id is not None:
            for (owner,) in session.sql(f"SELECT owner FROM {each.kind} WHERE id = ?", [each.id]):
                yield each.kind, each.id, owner


def of_plan(session: Session, plan: "Plan") -> Refusal | None:
    """The "no" to a qualification for want of the right to make, or to fill, what its plan says."""
    wanted = (Right.QUALIFY,) + (Right.OVERRIDE,) * bool(plan.overridden)
    return access(session).refusal(*wanted) or of_records(session, plan)


def of_records(session: Session, plan: "Plan") -> Refusal | None:
    """The same without the right to qualify: of a lead that is disqualified and whose people are kept."""
    made = (right_to_create(each.kind) for each in plan.records if each.action == "create")
    if no := access(session).refusal(*made):
        return no
    found = (filling(session, *link) for link in _links(session, plan))
    return next((no for no in found if no), None) or _replacing(session, plan)


def _replacing(session: Session, plan: "Plan") -> Refusal | None:
    """The "no" to writing over what linked records hold; another owner is assigned."""
    replaced = {field for each in plan.records for field in each.replaced}
    wanted = (Right.EDIT,) * bool(replaced) + (Right.ASSIGN,) * ("owner" in replaced)
    return access(session).refusal(*wanted)


def _linking(session: Session, kind: Kind, id: int) -> Refusal | None:
    rows = session.sql(f"SELECT owner FROM {kind} WHERE id = ?", [id])
    if not rows:
        return None  # others say that it is not there
    owner = rows[0][0]
    return touching(session, kind, id, owner) or filling(session, kind, id, owner)


__all__ = [
    "NEEDS", "access", "admit", "demand", "filling", "linking", "needed", "of_plan", "of_records",
    "own_teams", "reach", "readable", "reader", "right_to_create", "roles", "territories", "territory",
    "touching", "unread",
]  # fmt: skip
