"""Who may read what and do what: the reader's scope and the rights, which the organisation gives by role.

What a role may do is data, in the policy document (`roles`); here is what the data mean.
"""

from enum import StrEnum
from typing import NamedTuple

from leadtui.domain.results import Refusal

NOBODY: frozenset[str] = frozenset()


class Scope(StrEnum):
    """Whose records a role may read, and with the right to it change."""

    ALL = "all"
    TEAM = "team"  # as own, and those of everybody in one's teams
    TERRITORY = "territory"  # as own, and those of one's territories, whoever owns them
    OWN = "own"  # one's own, what waits in the queues of one's teams, and what nobody owns


class Right(StrEnum):
    """What a role may do. The codes stand in the policy document and in refusals."""

    EDIT = "edit"
    CREATE_LEAD = "create_lead"
    CREATE_ACCOUNT = "create_account"
    CREATE_CONTACT = "create_contact"
    CREATE_OPPORTUNITY = "create_opportunity"
    QUALIFY = "qualify"
    DISQUALIFY = "disqualify"
    REACTIVATE = "reactivate"
    FILL_OTHERS = "fill_others"
    OVERRIDE = "override"
    BULK = "bulk"
    MERGE = "merge"
    ASSIGN = "assign"
    IMPORT = "import"
    EXPORT = "export"
    LISTS = "lists"
    POLICY = "policy"
    USERS = "users"


WORDS: dict[Right, str] = {
    Right.EDIT: "change records",
    Right.CREATE_LEAD: "make leads",
    Right.CREATE_ACCOUNT: "make accounts",
    Right.CREATE_CONTACT: "make contacts",
    Right.CREATE_OPPORTUNITY: "make opportunities",
    Right.QUALIFY: "qualify leads",
    Right.DISQUALIFY: "disqualify leads",
    Right.REACTIVATE: "reactivate leads",
    Right.FILL_OTHERS: "link to or fill records of another owner",
    Right.OVERRIDE: "qualify past what the checklist lacks",
    Right.BULK: "act on many records at once",
    Right.MERGE: "merge records",
    Right.ASSIGN: "assign leads",
    Right.IMPORT: "import files",
    Right.EXPORT: "export records",
    Right.LISTS: "change what lists offer",
    Right.POLICY: "change the policy",
    Right.USERS: "add users or change what they may do",
}
"""Each right as a sentence has it: "Ana may not ..."."""

EVERY = frozenset(Right)
_WITHIN: dict[Right, Right] = {Right.LISTS: Right.POLICY}
"""A right -> the one that holds it, too: rule books from before it was one of its own name that one alone."""


class Role(NamedTuple):
    """What the people of one role may read and do.

    Attributes:
        id: stable code; the users' rows name it.
        label: as people read it.
        read: whose records.
        rights: what they may do.
    """

    id: str
    label: str
    read: Scope = Scope.ALL
    rights: frozenset[Right] = frozenset()


ANYBODY = Role("", "Anybody", Scope.ALL, EVERY)
"""The role of everyone in a book that has no users."""


class Reader(NamedTuple):
    """The acting user, as far as reading goes.

    Attributes:
        user: key of the user.
        scope: whose records the user's role may read.
        teams: codes of the user's teams; of one who reads by team also the logins of all who are in one.
        territories: those of the user, their plain letters small.
    """

    user: str
    scope: Scope = Scope.ALL
    teams: frozenset[str] = NOBODY
    territories: frozenset[str] = NOBODY


class Access(NamedTuple):
    """The acting user, with all that decides what they may read and do.

    Attributes:
        user: key of the user.
        role: what they are; None for somebody whom the book does not know, or whose role is gone.
        teams: codes of the user's teams.
        mates: the logins of all who are in one of them, where their records are read.
        givers: names of those who may give somebody another role.
        named: the role that the user's row names, also where no role has that code.
        territories: those of the user.
    """

    user: str
    role: Role | None = ANYBODY
    teams: frozenset[str] = NOBODY
    mates: frozenset[str] = NOBODY
    givers: tuple[str, ...] = ()
    named: str = ""
    territories: frozenset[str] = NOBODY

    @property
    def reader(self) -> Reader:
        """The same as far as reading goes."""
        scope = Scope.OWN if self.role is None else self.role.read
        return Reader(self.user, scope, self.teams | self.mates, self.territories)

    def has(self, right: Right) -> bool:
        """Whether the user has that right."""
        return self.role is not None and not self.role.rights.isdisjoint({right, _WITHIN.get(right, right)})

    def refusal(self, *rights: Right) -> Refusal | None:
        """The "no" to one who lacks one of the rights, which names it; None where all are there."""
        missing = next((each for each in rights if not self.has(each)), None)
        return None if missing is None else self._no(missing)

    def touching(self, kind: str, id: int, owner: str | None, territory: str | None) -> Refusal | None:
        """The "no" to changing a record of that owner and territory which the user may not even read."""
        if may_read(self.reader, owner, territory):
            return None
        sentence = f"{kind.capitalize()} {id} is {owner}'s, and your role does not show it to you."
        return Refusal("right", sentence, f"Ask {owner}.", ("read",), command=self._how("a wider role"))

    def filling(self, kind: str, id: int, owner: str | None) -> Refusal | None:
        """The "no" to linking to, or filling, a record of another owner without the right to it."""
        if owner is None or owner == self.user or owner in self.teams or self.has(Right.FILL_OTHERS):
            return None
        no = self._no(Right.FILL_OTHERS)
        sentence = f"{kind.capitalize()} {id} is {owner}'s. {no.sentence}"
        fix = f"Ask {owner}, or choose another."
        return no._replace(sentence=sentence, fix=fix, command=self._how("that right"))

    def _no(self, right: Right) -> Refusal:
        """One line of a narrow screen: who may not, what, the right's name, and whom to ask."""
        what = f"{WORDS[right]} (right {right})"
        if self.role is None:
            who, wanted = f"{self.user} has the role {self.named!r}, which is gone, and", "a role"
        else:
            who, wanted = self.role.label, "that right"
        fix = f"Ask {' or '.join(self.givers[:2])}." if self.givers else "Nobody can give it: see the policy."
        return Refusal("right", f"{who} may not {what}.", fix, (right.value,), command=self._how(wanted))

    def _how(self, what: str) -> str:
        """Which of those who may give it to ask, and what they do then."""
        who = " or ".join(self.givers[:3]) or "who may"
        return f"Ask {who} for {what}: `leadtui user role {self.user} ROLE`."


def may_read(reader: Reader, owner: str | None, territory: str | None) -> bool:
    """Whether the reader may see the fields of a record with that owner, in that territory.

    A contact is in the territory of its account. Plain letters are small in the territory, too.
    """
    if reader.scope is Scope.ALL or owner is None or owner == reader.user or owner in reader.teams:
        return True
    return reader.scope is Scope.TERRITORY and territory in reader.territories
