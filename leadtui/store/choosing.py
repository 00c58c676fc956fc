"""What the plan of a lead may link: records found by typing, and what goes on at an account or contact."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from leadtui.domain.brief import Brief, Linkable
from leadtui.domain.fields import Kind
from leadtui.domain.query import And, Is, Node, Word
from leadtui.domain.records import Opportunity, Record
from leadtui.domain.sales import is_open
from leadtui.store import columns, rights
from leadtui.store.briefs import SELECTED, brief_of, briefs, hanging, unreadable
from leadtui.store.clauses import ALWAYS, OPEN_SALE, Clause, all_of, negated, places
from leadtui.store.filters import Compiled
from leadtui.store.reads import record
from leadtui.store.searching import Accounts
from leadtui.store.session import Session

_LOOKED_AT: Final = 40  # finds of a kind that are ranked; the newest ones
_SHORTEST: Final = 3  # signs of a word by which a record of others is told of at all


def linkable(session: Session, text: str, kinds: Collection[Kind], limit: int = 8) -> list[Linkable]:
    """Accounts, contacts and open opportunities with all of the words, or of that number.

    Those whose name begins so come first, then the newest. Of what is not the acting user's to read only
    that it is there and whose it is, and only where its own name has the words: nobody finds out the
    number or address of a record by trying.

    Returns:
        At most ``limit`` of each kind.
    """
    words = unicodedata.normalize("NFKC", text).casefold().split()
    accounts = Accounts(session)
    return [one for kind in kinds for one in _of_kind(session, kind, words, limit, accounts)] if words else []


def open_sales(session: Session, account: int | None, contact: int | None, limit: int = 20) -> list[Brief]:
    """What is open of an account, or of a contact without one, and the acting user may read; newest first."""
    condition = f"{OPEN_SALE} AND (account = ? OR (account IS NULL AND contact = ?))"
    return hanging(session, Kind.OPPORTUNITY, condition, [account or 0, contact or 0], limit)


def _of_kind(
    session: Session, kind: Kind, words: Sequence[str], limit: int, accounts: Accounts
) -> list[Linkable]:
    wanted: Node = And(
        (*(Word(word) for word in words), *((Is("open"),) if kind is Kind.OPPORTUNITY else ()))
    )
    asked, mine = Compiled(session, kind, accounts).node(wanted), rights.reach(session, kind)
    own = _ranked([*_numbered(session, kind, words), *_picked(session, kind, all_of((asked, mine)))], words)
    found = [Linkable(one) for one in own[:limit]]
    if mine is not ALWAYS and len(found) < limit and min(map(len, words)) >= _SHORTEST:
        others = _picked(session, kind, all_of((asked, negated(mine))))
        named = (one for one in others if all(word in one.title.casefold() for word in words))
        found += [_hidden(session, one) for one in named][: limit - len(found)]
    return _counted(session, kind, found)


def _hidden(session: Session, brief: Brief) -> Linkable:
    """Of a record that is not the user's to read: that it is there, whose it is, and whom to ask."""
    no = rights.access(session).touching(brief.kind.value, brief.id, brief.owner, None)
    return Linkable(unreadable(brief), refusal=no)


def _numbered(session: Session, kind: Kind, words: Sequence[str]) -> list[Brief]:
    """The record of that number, where a number was typed."""
    text = words[0] if len(words) == 1 else ""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
    found = record(session, kind, number) if number else None
    ended = isinstance(found, Opportunity) and not is_open(found)
    return [] if found is None or ended else _briefs(session, [found])


def _picked(session: Session, kind: Kind, condition: Clause) -> list[Brief]:
    rows = session.sql(
        f"SELECT {SELECTED[kind]} FROM {kind} WHERE {kind}.withdrawn = 0 AND ({condition.sql})"
        f" ORDER BY {kind}.id DESC LIMIT {_LOOKED_AT}",
        list(condition.params),
    )
    return _briefs(session, [columns.record(kind, row) for row in rows])


def _briefs(session: Session, found: Sequence[Record]) -> list[Brief]:
    """In one line each; of a contact or an opportunity with the account that it belongs to."""
    accounts = {id for one in found if (id := getattr(one, "account", None)) is not None}
    named = briefs(session, [(Kind.ACCOUNT, id) for id in accounts])
    return [_beside(brief_of(one), named.get((Kind.ACCOUNT, getattr(one, "account", 0)))) for one in found]


def _beside(brief: Brief, account: Brief | None) -> Brief:
    if account is None:
        return brief
    return brief._replace(detail=", ".join(part for part in (account.title, brief.detail) if part))


def _ranked(found: Iterable[Brief], words: Sequence[str]) -> list[Brief]:
    """Each once: of that number first, then those whose name begins with what was typed."""
    typed = " ".join(words)
    return sorted(dict.fromkeys(found), key=lambda one: _rank(one, typed))


def _rank(one: Brief, typed: str) -> int:
    title = one.title.casefold()
    if str(one.id) == typed or title == typed:
        return 0
    if title.startswith(typed):
        return 1
    return 2 if f" {typed}" in title else 3


def _counted(session: Session, kind: Kind, found: Sequence[Linkable]) -> list[Linkable]:
    """The same with how many people and open opportunities each has, of those that the user may read."""
    ids = [one.brief.id for one in found if one.readable]
    if not ids or kind is Kind.OPPORTUNITY:
        return list(found)
    people: Mapping[int, int] = {}
    if kind is Kind.ACCOUNT:
        people = _tally(session, Kind.CONTACT, "account", ids, "")
    sales = _tally(session, Kind.OPPORTUNITY, kind.value, ids, f"{OPEN_SALE} AND ")
    return [
        one._replace(people=people.get(one.brief.id, 0), sales=sales.get(one.brief.id, 0))
        if one.readable
        else one
        for one in found
    ]


def _tally(session: Session, kind: Kind, column: str, ids: Sequence[int], which: str) -> Mapping[int, int]:
    mine = rights.reach(session, kind)
    rows = session.sql(
        f"SELECT {column}, count(*) FROM {kind} WHERE {column} IN ({places(len(ids))}) AND {which}"
        f"withdrawn = 0 AND ({mine.sql}) GROUP BY {column}",
        [*ids, *mine.params],
    )
    return dict(rows)
