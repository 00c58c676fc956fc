"""The policy's rules of assignment at work: on leads as they are made, and on those that are there.

Whose turn it is and how loaded each one is are read inside the transaction that writes; writers wait for
their turn, so two at once never give the same turn away.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from leadtui.domain.fields import Kind
from leadtui.store import handing
from leadtui.store.clauses import places
from leadtui.store.columns import COLUMN_BY_NAME, from_column
from leadtui.store.loads import Loads
from leadtui.store.policies import policy
from leadtui.store.rows import blank
from leadtui.store.session import Session
from leadtui.store.wording import as_counted, words

if TYPE_CHECKING:  # most books have no such rules, and their writes need none of this
    from leadtui.domain.assignment import AssignRule
    from leadtui.store.operation import Op

Columns = Mapping[str, Any]
_LATER: Final = (
    "INSERT INTO assign_turn (rule, owner, number) VALUES (?, ?, ?)"
    " ON CONFLICT (rule, owner) DO UPDATE SET number = excluded.number"
)


class Choice(NamedTuple):
    """Who gets a lead, and by which rule."""

    owner: str
    rule: "AssignRule"


class Rules:
    """The rules in force, with turns and loads as they stand; each lead given away counts at once.

    So it does whatever rule gave it, and taken from whom: choosing for many before any is written comes to
    the same as writing one after the other.

    Args:
        session: the store; in a transaction where the turns are to be kept.

    Attributes:
        version: of the policy whose rules they are.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        book = policy(session)
        self.version = book.version
        self.rules: Sequence[AssignRule] = book.assign
        self._members: dict[str, tuple[str, ...]] = {}
        self._turns: dict[str, dict[str, int]] = {}
        self._loads = Loads(session)
        self._given = Counter[str]()  # what was given, less what was taken away, since

    def choose(self, lead: Any) -> Choice | None:
        """Who gets a lead by the first rule that fits and has somebody; None where none does."""
        from leadtui.domain.assignment import TERRITORY, How, fitting, pick

        for rule in fitting(self.rules, lead):
            if rule.to not in ("", TERRITORY):
                if self._known(rule.to):
                    return self._chosen(Choice(rule.to, rule), lead.owner)
                continue
            among = self._at(lead.territory) if rule.to else self._each(rule.among)
            by = self._load(among) if rule.how is How.LEAST_LOADED else self._turn(rule.id)
            if (key := pick(among, by)) is not None:
                turns = self._turn(rule.id)
                turns[key] = max(turns.values(), default=0) + 1
                return self._chosen(Choice(key, rule), lead.owner)
        return None

    def _chosen(self, choice: Choice, before: str | None) -> Choice:
        """One open lead more for its new owner, one less for the one before."""
        self._given[choice.owner] += 1
        if before is not None:
            self._given[before] -= 1
        return choice

    def keep_turns(self, choices: Iterable[Choice]) -> None:
        """Write whose turn it was, and how loaded each one was before, for the next one."""
        self._loads.keep()
        for rule, owner in sorted({(each.rule.id, each.owner) for each in choices}):
            if (number := self._turns.get(rule, {}).get(owner)) is not None:
                self._session.sql(_LATER, [rule, owner, number])

    def _at(self, territory: str | None) -> tuple[str, ...]:
        """Those who have that territory; where nobody has it, whose it is by its list."""
        from leadtui.domain.conditions import ascii_lower

        if territory is None:
            return ()
        root = words(self._session).root("territory", territory)
        found = self._territories.get(ascii_lower(root))
        return self._each(found) if found else ()

    @cached_property
    def _territories(self) -> Mapping[str, Sequence[str]]:
        """Territory -> keys of those who have it, else of those whose it is by its list; read once."""
        from leadtui.domain.conditions import ascii_lower

        known = words(self._session)
        owning, having = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for code, owner in self._session.sql(
            "SELECT code, owner FROM value WHERE list = 'territory' AND owner IS NOT NULL"
            " AND withdrawn = 0 ORDER BY code"
        ):
            owning[ascii_lower(code)].append(owner)
        for login, name in self._session.sql(
            'SELECT u.login, t.territory FROM user_territory t JOIN "user" u ON u.login = t.login'
            " WHERE u.active = 1 ORDER BY u.login"
        ):
            having[ascii_lower(known.meant("territory", name))].append(login)
        return {**owning, **having}

    def _known(self, key: str) -> bool:
        """Whether that user works here, or there is such a team."""
        return bool(self._each((key,))) or key in self._teams

    @cached_property
    def _teams(self) -> Set[str]:
        return {code for (code,) in self._session.sql("SELECT code FROM team")}

    def _each(self, keys: Sequence[str]) -> tuple[str, ...]:
        """The users of those keys who work here; for a team everybody in it."""
        found = self._members.get("\n".join(keys))
        if found is None:
            found = self._members["\n".join(keys)] = self._read(keys)
        return found

    def _read(self, keys: Sequence[str]) -> tuple[str, ...]:
        marks = places(len(keys))
        rows = self._session.sql(
            f'SELECT u.login, u.login FROM "user" u WHERE u.active = 1 AND u.login IN ({marks})'
            ' UNION ALL SELECT m.team, u.login FROM membership m JOIN "user" u ON u.login = m.login'
            f" WHERE u.active = 1 AND m.team IN ({marks}) ORDER BY 2",
            [*keys, *keys],
        )
        return tuple(dict.fromkeys(login for key in keys for its, login in rows if its == key))

    def _turn(self, rule: str) -> dict[str, int]:
        found = self._turns.get(rule)
        if found is None:
            rows = self._session.sql("SELECT owner, number FROM assign_turn WHERE rule = ?", [rule])
            found = self._turns[rule] = dict[str, int](rows)
        return found

    def _load(self, among: Sequence[str]) -> Mapping[str, int]:
        there = self._loads.of(among)
        return {key: there[key] + self._given[key] for key in among}


class Births:
    """New leads on their way in: those of nobody get the owner that the rules choose.

    Attributes:
        rows: the columns of each, with an owner where a rule chose one.
    """

    def __init__(self, op: "Op", rows: Sequence[Columns]) -> None:
        self._op = op
        self._choices: dict[int, Choice] = {}
        self.rows = rows
        if policy(op.session).assign:
            self._choose(rows)

    def _choose(self, rows: Sequence[Columns]) -> None:
        rules = Rules(self._op.session)
        for place, row in enumerate(rows):
            nobodys = row.get("owner") is None and row.get("state", "open") == "open"
            if nobodys and (choice := rules.choose(_as_lead(self._op.session, row))):
                self._choices[place] = choice
        rules.keep_turns(self._choices.values())
        chosen = self._choices
        self.rows = [
            {**row, "owner": chosen[place].owner} if place in chosen else row
            for place, row in enumerate(rows)
        ]

    def notes(self, note: str) -> Mapping[int, str]:
        """What the events of those say whose owner a rule chose, by place: by which one, too."""
        return {
            place: f"{note}, {each.rule.said}" if note else each.rule.said
            for place, each in self._choices.items()
        }

    def hand_over(self, first: int) -> None:
        """Note the hand-overs of the new leads, numbered from ``first``: chosen by rule, or by who made them.

        A file that brings leads with their owners hands nothing over: they were theirs before.
        """
        came = [(first + place, each.owner, each.rule.id) for place, each in self._choices.items()]
        made = self.rows if self._op.kind == "create" else ()
        came += [
            (first + place, row["owner"], None)
            for place, row in enumerate(made)
            if place not in self._choices and row.get("owner") not in (None, self._op.session.user)
        ]
        if came:
            handing.put_many(self._op, came)


def _as_lead(session: Session, row: Columns) -> Any:
    """The columns of a new lead as conditions look at them."""
    known = COLUMN_BY_NAME[Kind.LEAD]
    values = as_counted(session, Kind.LEAD, {**blank(Kind.LEAD), **row})
    return SimpleNamespace(**{name: from_column(field, values[name]) for name, field in known.items()})


__all__ = ["Births", "Choice", "Rules"]
