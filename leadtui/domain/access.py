"""Who may read what: the reader's scope, which the organisation gives by role."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

NOBODY: frozenset[str] = frozenset()


class Scope(StrEnum):
    """Whose records a role may read."""

    ALL = "all"
    TEAM = "team"  # one's own, those of one's teams and their members, and those that nobody owns
    OWN = "own"  # one's own, and those that nobody owns


@dataclass(frozen=True, slots=True)
class Reader:
    """The acting user, as far as reading goes.

    Attributes:
        user: key of the user.
        scope: whose records the user's role may read.
        teams: codes of the user's teams, and the logins of all who are in one of them.
    """

    user: str
    scope: Scope = Scope.ALL
    teams: frozenset[str] = field(default=NOBODY)


def scope_of(scopes: Mapping[str, Scope], role: str | None) -> Scope:
    """The scope of a role; one that is not named may read all, somebody without a role their own."""
    if role is None:
        return Scope.OWN if scopes else Scope.ALL
    return scopes.get(role, Scope.ALL)


def may_read(reader: Reader, owner: str | None) -> bool:
    """Whether the reader may see the fields of a record with that owner."""
    if reader.scope is Scope.ALL or owner is None or owner == reader.user:
        return True
    return reader.scope is Scope.TEAM and owner in reader.teams
