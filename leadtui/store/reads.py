"""Reads of whole records, suggestions, and the palette's finds. What a list needs is in `lists`."""

import unicodedata
from collections.abc import Collection, Iterable
from typing import Final

from leadtui.domain.fields import BY_NAME, Kind, Type, code_of
from leadtui.domain.lead import Lead
from leadtui.domain.query import And, Word
from leadtui.domain.records import RECORDS, Brief, Record
from leadtui.domain.value_words import FIELD_LISTS, HELD_BY
from leadtui.store import columns, rights
from leadtui.store.briefs import SELECTED, brief_of
from leadtui.store.clauses import ALWAYS, Clause, all_of, places
from leadtui.store.filters import Compiled
from leadtui.store.lists import count, lead_rows, portions, stamp, view_ids
from leadtui.store.people import owner_titles, reasons, teams, users
from leadtui.store.searching import Accounts
from leadtui.store.session import Session
from leadtui.store.wording import words

__all__ = [
    "count", "find", "lead", "lead_rows", "owner_titles", "reasons", "record", "record_rows",
    "stamp", "teams", "users", "values_in_use", "view_ids",
]  # fmt: skip

_RECENT: Final = 5_000  # suggestions come from the newest records alone, however many there are
_SUGGESTIONS: Final = 50


def lead(session: Session, number: int) -> Lead | None:
    """One lead, None where there is none of that id or it was withdrawn."""
    found = record(session, Kind.LEAD, number)
    assert found is None or isinstance(found, Lead)
    return found


def record(session: Session, kind: Kind, number: int) -> Record | None:
    """One record, None where there is none of that id, or it is not the acting user's to read."""
    return record_rows(session, kind, [number]).get(number)


def any_record(session: Session, kind: Kind, number: int) -> Record | None:
    """One record whoever may read it: for rules that have to look at it; nobody is shown its fields."""
    return _rows(session, kind, [number], ALWAYS).get(number)


def record_rows(session: Session, kind: Kind, ids: Iterable[int]) -> dict[int, Record]:
    """Records by id; what does not exist, was withdrawn or is not the user's to read is left out."""
    return _rows(session, kind, ids, rights.reach(session, kind))


def _rows(session: Session, kind: Kind, ids: Iterable[int], mine: Clause) -> dict[int, Record]:
    found: dict[int, Record] = {}
    for portion in portions(ids):
        rows = session.sql(
            f"SELECT {SELECTED[kind]} FROM {kind} WHERE id IN ({places(len(portion))}) AND withdrawn = 0"
            f" AND ({mine.sql})",
            [*portion, *mine.params],
        )
        found.update((row[0], columns.record(kind, row)) for row in rows)
    return _counted(session, kind, found)


def _counted(session: Session, kind: Kind, found: dict[int, Record]) -> dict[int, Record]:
    """The records with values of lists that were merged into others as those."""
    known = words(session)
    held = [name for name in known.merged if kind in HELD_BY.get(name, ())]
    if not held:
        return found
    from dataclasses import replace  # few books have merged a value

    return {
        id: replace(each, **known.resolved({name: getattr(each, name) for name in held}))
        for id, each in found.items()
    }


def values_in_use(session: Session, kind: Kind, field: str, prefix: str = "") -> list[str]:
    """Values of a field that begin with the prefix, those most used among the newest records first.

    For a choice its codes; for an owner the keys of users and teams come first.
    """
    known = BY_NAME[kind][field]
    begun = prefix.casefold()
    mine = rights.reach(session, kind)
    rows = session.sql(
        f"SELECT {field}, count(*) FROM (SELECT {field} FROM {kind} WHERE withdrawn = 0 AND ({mine.sql})"
        " ORDER BY id DESC LIMIT ?) AS newest"
        f" WHERE {field} IS NOT NULL GROUP BY {field} ORDER BY count(*) DESC, {field}",
        [*mine.params, _RECENT],
    )
    offered = [option.code for option in known.options]
    if known.type is Type.PERSON:
        offered = sorted(owner_titles(session))
    found: Iterable[str] = dict.fromkeys([*offered, *(str(value) for value, _ in rows)])
    if field in FIELD_LISTS:
        listed = words(session)
        found = listed.offered(field, found)
        if known.type is Type.OPEN_CHOICE:
            found = dict.fromkeys(listed.meant(field, code_of(label)) for label in found)
    return [word for word in found if word.casefold().startswith(begun)][:_SUGGESTIONS]


def find(
    session: Session, text: str, kinds: Collection[Kind] = tuple(RECORDS), limit: int = 20
) -> list[Brief]:
    """Records with all of the words, or of that number, the newest of each kind first.

    Leads are found open and closed; their brief says which.
    """
    words = unicodedata.normalize("NFKC", text).split()
    if not words:
        return []
    number = int(text.strip()) if text.strip().isascii() and text.strip().isdecimal() else 0
    found: list[Brief] = []
    accounts = Accounts(session)
    for kind in kinds:
        asked = Compiled(session, kind, accounts).node(And(tuple(Word(word) for word in words)))
        picked = all_of((asked, rights.reach(session, kind)))
        rows = session.sql(
            f"SELECT {SELECTED[kind]} FROM {kind} WHERE {kind}.withdrawn = 0"
            f" AND ({picked.sql}) ORDER BY {kind}.id DESC LIMIT ?",
            [*picked.params, limit],
        )
        exact = [record(session, kind, number)] if 0 < number < 2**53 else []
        records = [found for found in exact if found] + [columns.record(kind, row) for row in rows]
        found += dict.fromkeys(brief_of(each) for each in records)
    return found
