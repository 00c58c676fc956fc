"""From the tree of a filter to one SQL condition, the same on both engines.

Conditions that an index of `schema` is made for are written as literals (``state = 'open'``): with a value
in their place neither engine would know that the index has every row that is asked for.
"""

import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from leadtui.domain.fields import Field, Kind, Type
from leadtui.domain.query import And, Compare, Has, Is, Node, Not, Or, QueryError, Word
from leadtui.domain.terms import AGE, definition
from leadtui.domain.value_words import FIELD_LISTS
from leadtui.store import rights
from leadtui.store.clauses import ALWAYS, NEVER, Clause, all_of, any_of, escaped, like, negated, one_of
from leadtui.store.columns import micros
from leadtui.store.match_filter import alike
from leadtui.store.people import outsiders, owner_titles
from leadtui.store.searching import Accounts, few
from leadtui.store.session import Session
from leadtui.store.unread import MY_TEAMS, unread_ones
from leadtui.store.wording import words

STALE_AFTER: Final = timedelta(days=14)
_LONGEST: Final = 300  # no longer word is in a search key's parts; a longer pattern is refused by SQLite
_PHONE_SIGNS: Final = frozenset("0123456789+-()./ ")
_SHORTEST_NUMBER: Final = 3

_QUIET: Final = """NOT EXISTS (SELECT 1 FROM activity a WHERE a.about_kind = 'lead' AND a.about_id = lead.id
    AND a.at >= ? AND a.withdrawn = 0)"""

# Where many accounts have the word, a window is full long before all records were asked for theirs.
_OF_MANY: Final = """EXISTS (SELECT 1 FROM account a WHERE a.id = {0}.account AND a.withdrawn = 0
    AND a.search_key LIKE ? ESCAPE '\\' AND ({1}))"""
_OF_FEW: Final = """({0}.account IS NOT NULL AND {0}.account IN
    (SELECT a.id FROM account a WHERE a.id IN ({2}) AND ({1})))"""


def where(session: Session, kind: Kind, query: Node) -> Clause:
    """The condition that picks a filter's records; withdrawn ones are never among them.

    Nor are those that the acting user may not read.

    Raises:
        QueryError: a day of the filter does not exist, seen from today.
    """
    standing = Clause(f"{kind}.withdrawn = 0", sure=True)
    mine = rights.reach(session, kind)
    parts = (standing, Compiled(session, kind).node(query))
    return all_of(parts if mine is ALWAYS else (*parts, mine))


class Compiled:
    """The filters of one kind, as they read now for this user.

    Those of several kinds at once share ``accounts``, so that these are looked through but once.
    """

    def __init__(self, session: Session, kind: Kind, accounts: Accounts | None = None) -> None:
        self.session = session
        self.kind = kind
        self._accounts = accounts or Accounts(session)
        self.today = session.today()
        self._titles: dict[str, str] | None = None

    def node(self, node: Node) -> Clause:
        """The condition of a tree."""
        match node:
            case And(parts):
                return all_of(self.node(part) for part in parts)
            case Or(parts):
                return any_of(self.node(part) for part in parts)
            case Not(part):
                return self._not(part)
            case Word(text):
                return self.word(text)
            case Has(field):
                return self._has(field)
            case Is(state):
                return self._is(state)
            case Compare():
                return self._compare(node)

    def word(self, text: str) -> Clause:
        """The text is part of the search key; a phone number is looked for by its digits."""
        column = f"{self.kind}.search_key"
        found = unicodedata.normalize("NFKC", text).casefold()
        if len(found) > _LONGEST:
            return NEVER
        forms = [found]
        digits = "".join(sign for sign in found if sign.isdecimal())
        if len(digits) >= _SHORTEST_NUMBER and set(found) <= _PHONE_SIGNS:
            forms.append(digits)
        own = [
            self._few(form) or Clause(f"{column} LIKE ? ESCAPE '\\'", (f"%{escaped(form)}%",), sure=True)
            for form in dict.fromkeys(forms)
        ]
        # People look for a contact or an opportunity by the account that it belongs to.
        if self.kind in (Kind.CONTACT, Kind.OPPORTUNITY):
            own.append(self._of_account(found))
        return any_of(own)

    def _few(self, text: str) -> Clause | None:
        """The records with the text by id, where it is known at little cost that they are few."""
        if self.kind is not Kind.ACCOUNT:
            return few(self.session, self.kind, text)
        numbers = self._accounts.few(text)
        return None if numbers is None else Clause(f"account.id IN ({numbers})", sure=True)

    def _of_account(self, text: str) -> Clause:
        mine = rights.reach(self.session, Kind.ACCOUNT, "a")
        if (numbers := self._accounts.few(text)) is not None:
            return Clause(_OF_FEW.format(self.kind, mine.sql, numbers), mine.params, sure=True)
        params = (f"%{escaped(text)}%", *mine.params)
        return Clause(_OF_MANY.format(self.kind, mine.sql), params, sure=True)

    def _not(self, part: Node) -> Clause:
        # Said outright, so that the index of closed leads is seen to have them all.
        if part == Is("open") and self.kind is Kind.LEAD:
            return Clause("lead.state <> 'open'", sure=True)
        return negated(self.node(part))

    def _has(self, field: str) -> Clause:
        known = definition(field, self.kind)
        column = f"{self.kind}.{known.name}"
        return Clause(f"{column} = 1" if known.type is Type.BOOL else f"{column} IS NOT NULL", sure=True)

    def _is(self, state: str) -> Clause:
        if state == "mine":
            return Clause(f"{self.kind}.owner = ?", (self.session.user,))
        if self.kind is Kind.OPPORTUNITY:
            return Clause("opportunity.outcome = ?", (state,))
        if state in ("open", "qualified", "disqualified"):
            return Clause(f"lead.state = '{state}'", sure=True)
        still_open = self._is("open")
        match state:
            case "parked":
                later = Clause("lead.parked_until > ?", (self.today.isoformat(),))
                return all_of((still_open, Clause("lead.parked_until IS NOT NULL", sure=True), later))
            case "ready":
                return all_of((still_open, Clause("lead.ready = 1", sure=True)))
            case "stale":
                since = micros(self.session.now() - STALE_AFTER)
                nothing = Clause("lead.changed_at < ?", (since,), sure=True)
                quiet = Clause(_QUIET, (since,), sure=True)
                return all_of((still_open, nothing, negated(self._is("parked")), quiet))
            case "unowned":
                return all_of((still_open, self._unowned()))
            case "unread":
                return all_of((still_open, unread_ones()))
            case "queued":
                mine = Clause(f"lead.owner IN ({MY_TEAMS})", (self.session.user,))
                return all_of((still_open, mine))
            case "overridden":
                return self._has("overridden")
            case "untouched":
                untouched = Clause("lead.version = 1", sure=True)
                return all_of((still_open, untouched, Clause(_QUIET, (0,), sure=True)))
            case _:
                return Clause(alike(self.session), sure=True)

    def _unowned(self) -> Clause:
        """Nobody's, or of a name that nobody here has; mostly there is none, and the index has just these."""
        nobody = Clause("lead.owner IS NULL", sure=True)
        if not (names := outsiders(self.session)):
            return nobody
        return any_of((nobody, one_of("lead.owner", names)._replace(sure=True)))

    def _compare(self, node: Compare) -> Clause:
        known = definition(node.field, self.kind)
        column = f"{self.kind}.{known.name}"
        if node.field == AGE:
            return any_of(self._age(column, node.op, value, node.values) for value in _sides(node))
        match known.type:
            case Type.DATE | Type.TIME:
                return any_of(
                    self._days(known, column, node.op, value, node.values) for value in _sides(node)
                )
            case Type.MONEY | Type.NUMBER | Type.REF:
                return _number(known, column, node)
            case Type.BOOL:
                return one_of(column, (int(value == "yes") for value in node.values))
            case _ if known.name in FIELD_LISTS:
                return self._listed(known, column, node)
            case Type.CHOICE | Type.OPEN_CHOICE:
                return one_of(column, node.values)
            case Type.PERSON:
                if node.op == "==":
                    return one_of(column, node.values)
                return any_of(self._person(column, value) for value in node.values)
            case _ if node.op == "==":
                return one_of(column, node.values)
            case _:
                return any_of(self._text(column, value) for value in node.values)

    def _listed(self, field: Field, column: str, node: Compare) -> Clause:
        """By code or label, with all that count as the same; a text also by what it has in it."""
        known, name = words(self.session), field.name
        meant = [each for value in node.values for each in known.family(name, known.meant(name, value))]
        exact = one_of(column, dict.fromkeys(meant))
        if node.op == "==" or field.type is Type.OPEN_CHOICE:
            return exact
        begun = {each for value in node.values for each in known.begun(name, value)}
        like_it = [self._text(column, value) for value in node.values]
        return any_of((*like_it, one_of(column, sorted(begun))) if begun else like_it)

    def _text(self, column: str, text: str) -> Clause:
        return like(column, self.session.engine, text) if len(text) <= _LONGEST else NEVER

    def _person(self, column: str, text: str) -> Clause:
        """By key, by name, or by the text that names nobody here."""
        wanted = text.casefold()
        if wanted == "me":
            return one_of(column, (self.session.user,))
        if self._titles is None:
            self._titles = owner_titles(self.session)
        keys = [key for key, name in self._titles.items() if wanted in (key.casefold(), name.casefold())]
        if keys:
            return one_of(column, keys)
        keys = [key for key, name in self._titles.items() if wanted in name.casefold()]
        return any_of((one_of(column, keys), self._text(column, text)))

    def _days(self, field: Field, column: str, op: str, value: str, values: tuple[str, ...]) -> Clause:
        first, last = self._span(value)
        if op == "..":
            last = self._span(values[1])[1]
        low: object = first.isoformat()
        high: object = last.isoformat()
        below, above = "<=", ">"
        if field.type is Type.TIME:  # up to the midnight after the last day, where the person sits
            low, high = _midnight(first), _midnight(last + timedelta(days=1))
            below, above = "<", ">="
        match op:
            case ">":
                return Clause(f"{column} {above} ?", (high,))
            case ">=":
                return Clause(f"{column} >= ?", (low,))
            case "<":
                return Clause(f"{column} < ?", (low,))
            case "<=":
                return Clause(f"{column} {below} ?", (high,))
            case _:
                return Clause(f"{column} >= ? AND {column} {below} ?", (low, high))

    def _span(self, word: str) -> tuple[date, date]:
        from leadtui.domain.dates import span  # not for the views that most start with

        found = span(word, self.today)
        if found is None or found[1] >= date.max:
            raise QueryError(f"“{word[:40]}” is not a day of the calendar.")
        return found

    def _age(self, column: str, op: str, value: str, values: tuple[str, ...]) -> Clause:
        """Older means created earlier: the signs turn round."""
        now = self.session.now()
        at = _before(now, value)
        match op:
            case ">" | ">=":
                return Clause(f"{column} {'<' if op == '>' else '<='} ?", (at,))
            case "<" | "<=":
                return Clause(f"{column} {'>' if op == '<' else '>='} ?", (at,))
            case "..":
                return Clause(f"{column} <= ? AND {column} >= ?", (at, _before(now, values[1])))
            case _:  # that many full hours, or days: from then until one more had passed
                unit = timedelta(hours=1 if value.endswith("h") else 24)
                return Clause(f"{column} <= ? AND {column} > ?", (at, at - unit // timedelta(microseconds=1)))


def _sides(node: Compare) -> tuple[str, ...]:
    return node.values[:1] if node.op == ".." else node.values


def _before(now: datetime, length: str) -> int:
    from leadtui.domain.dates import hours  # as above

    count = hours(length)
    if count is None:
        raise QueryError(f"“{length[:40]}” is not a length of time.")
    # Beyond the calendar's beginning everything is younger.
    return micros(now) - count * 3_600_000_000


def _midnight(day: date) -> int:
    return micros(datetime.combine(day, time()).astimezone())


def _number(field: Field, column: str, node: Compare) -> Clause:
    values = tuple(
        int(Decimal(value) * 100) if field.type is Type.MONEY else int(value) for value in node.values
    )
    if node.op in ("=", "=="):
        return one_of(column, values)
    if node.op == "..":
        return Clause(f"{column} >= ? AND {column} <= ?", values)
    return Clause(f"{column} {node.op} ?", values)


_CLOSED: Final = (
    *(Not(Is("open")), Is("qualified"), Is("disqualified"), Has("closed_at")),
    *(Is("won"), Is("lost"), Has("closed_on")),
)


def implies_closed(query: Node) -> bool:
    """Whether every lead or opportunity that the filter shows is closed, as far as its top terms say."""
    parts = query.parts if isinstance(query, And) else (query,)
    return any(part in _CLOSED or (isinstance(part, And) and implies_closed(part)) for part in parts)
