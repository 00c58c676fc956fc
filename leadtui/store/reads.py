"""What lists read: the ids of a view, rows by id, counts, suggestions, the palette's finds."""

import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from leadtui.domain.checklist import SHIPPED
from leadtui.domain.fields import BY_NAME, Kind, Type
from leadtui.domain.lead import Lead
from leadtui.domain.naming import full_name
from leadtui.domain.query import And, Word
from leadtui.domain.records import RECORDS, Brief, LeadRow, Record
from leadtui.domain.views import View
from leadtui.store import columns
from leadtui.store.briefs import SELECTED, brief_of, places
from leadtui.store.filters import BESIDE_OWN, DUPLICATE, Compiled, where
from leadtui.store.ordering import order_by
from leadtui.store.people import campaigns, owner_titles, reasons, teams, users
from leadtui.store.session import Session

__all__ = [
    "campaigns", "count", "find", "lead", "lead_rows", "owner_titles", "reasons", "record", "record_rows",
    "stamp", "teams", "users", "values_in_use", "view_ids",
]  # fmt: skip

_MOST_IDS: Final = 500  # of one statement: a window of lines is far below, a bulk action comes in portions
_RECENT: Final = 5_000  # suggestions come from the newest records alone, however many there are
_SUGGESTIONS: Final = 50

_ROW: Final = (
    "id, first_name, last_name, company, private_person, state, status_reason, source, rating, owner, city,"
    " email, phone, mobile, done, ready, follow_up, parked_until, created_at, closed_at, closed_by,"
    " do_not_call, do_not_email, version"
)
_ROW_FIELDS: Final = tuple(_ROW.replace(" ", "").split(","))


def view_ids(session: Session, view: View, limit: int | None = None, offset: int = 0) -> "array[int]":
    """The ids of a view in its order, by one statement.

    Args:
        session: where to read.
        view: what to read.
        limit: at most that many; None for all of them.
        offset: leave out that many at the beginning.

    Raises:
        QueryError: a day of the filter does not exist, seen from today.
    """
    picked = where(session, view.kind, view.query)
    text = f"SELECT {view.kind}.id FROM {view.kind} WHERE {picked.sql} ORDER BY {order_by(view)}"
    params = list(picked.params)
    if limit is not None:
        text += " LIMIT ? OFFSET ?"
        params += [limit, offset]
    elif offset:
        return view_ids(session, view)[offset:]
    return array("q", (number for (number,) in session.sql(text, params)))


def count(session: Session, view: View, cap: int | None = None) -> int:
    """How many records a view has; with ``cap`` no more than that are counted."""
    picked = where(session, view.kind, view.query)
    text = f"SELECT 1 FROM {view.kind} WHERE {picked.sql}"
    params = list(picked.params)
    if cap is not None:
        text += " LIMIT ?"
        params.append(cap)
    return session.sql(f"SELECT count(*) FROM ({text}) AS counted", params)[0][0]


def lead(session: Session, number: int) -> Lead | None:
    """One lead, None where there is none of that id or it was withdrawn."""
    found = record(session, Kind.LEAD, number)
    assert found is None or isinstance(found, Lead)
    return found


def record(session: Session, kind: Kind, number: int) -> Record | None:
    """One record, None where there is none of that id or it was withdrawn."""
    return record_rows(session, kind, [number]).get(number)


def record_rows(session: Session, kind: Kind, ids: Iterable[int]) -> dict[int, Record]:
    """Records by id; what does not exist or was withdrawn is left out."""
    found: dict[int, Record] = {}
    for portion in _portions(ids):
        rows = session.sql(
            f"SELECT {SELECTED[kind]} FROM {kind} WHERE id IN ({places(len(portion))}) AND withdrawn = 0",
            portion,
        )
        found.update((row[0], columns.record(kind, row)) for row in rows)
    return found


def lead_rows(session: Session, ids: Iterable[int]) -> dict[int, LeadRow]:
    """The lines of a lead list by id, three statements for all of them."""
    found: dict[int, LeadRow] = {}
    for portion in _portions(ids):
        # `alike` is asked of the index of keys alone, and stops at the first other record.
        rows = session.sql(
            f"SELECT {_ROW}, {DUPLICATE.format(kind='lead', beside=BESIDE_OWN)} FROM lead"
            f" WHERE id IN ({places(len(portion))}) AND withdrawn = 0",
            portion,
        )
        became = _became(session, portion)
        found.update((row[0], _row(row, became.get(row[0], ""))) for row in rows)
    return found


def _row(row: Sequence[Any], became: str) -> LeadRow:
    by_name = BY_NAME[Kind.LEAD]
    values = {
        name: columns.from_column(by_name[name], stored) if name in by_name else stored
        for name, stored in zip(_ROW_FIELDS, row, strict=False)
    }
    first, last, mobile = values.pop("first_name"), values.pop("last_name"), values.pop("mobile")
    values["name"] = full_name(first, last)
    values["company"] = values["company"] or ""
    values["phone"] = values["phone"] or mobile
    values["ready"] = bool(values["ready"])
    return LeadRow(total=len(SHIPPED), alike=bool(row[-1]), became=became, **values)


def _became(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Letters of the records that the leads became in their latest life that was not taken back."""
    rows = session.sql(
        "SELECT q.lead, q.cycle, q.account, q.contact, q.opportunity FROM qualification q"
        f" WHERE q.lead IN ({places(len(ids))})"
        " AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.undoes = q.op) ORDER BY q.lead, q.cycle",
        ids,
    )
    latest: defaultdict[int, tuple[int, set[str]]] = defaultdict(lambda: (0, set[str]()))
    for number, cycle, *made in rows:
        letters = {letter for letter, which in zip("ACO", made, strict=True) if which is not None}
        before, known = latest[number]
        latest[number] = (cycle, letters | known if cycle == before else letters)
    return {number: "".join(sorted(letters)) for number, (_, letters) in latest.items()}


def values_in_use(session: Session, kind: Kind, field: str, prefix: str = "") -> list[str]:
    """Values of a field that begin with the prefix, those most used among the newest records first.

    For a choice its codes; for an owner the keys of users and teams come first.
    """
    known = BY_NAME[kind][field]
    begun = prefix.casefold()
    rows = session.sql(
        f"SELECT {field}, count(*) FROM"
        f" (SELECT {field} FROM {kind} WHERE withdrawn = 0 ORDER BY id DESC LIMIT ?) AS newest"
        f" WHERE {field} IS NOT NULL GROUP BY {field} ORDER BY count(*) DESC, {field}",
        [_RECENT],
    )
    offered = [option.code for option in known.options]
    if known.type is Type.PERSON:
        offered = sorted(owner_titles(session))
    if field == "campaign":
        offered = [campaign.code for campaign in campaigns(session)]
    words = dict.fromkeys([*offered, *(str(value) for value, _ in rows)])
    return [word for word in words if word.casefold().startswith(begun)][:_SUGGESTIONS]


def stamp(session: Session) -> int:
    """Number of the latest event: another one than before means that something changed."""
    return session.sql("SELECT coalesce(max(id), 0) FROM event")[0][0]


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
    for kind in kinds:
        picked = Compiled(session, kind).node(And(tuple(Word(word) for word in words)))
        rows = session.sql(
            f"SELECT {SELECTED[kind]} FROM {kind} WHERE {kind}.withdrawn = 0"
            f" AND ({picked.sql}) ORDER BY {kind}.id DESC LIMIT ?",
            [*picked.params, limit],
        )
        exact = [record(session, kind, number)] if 0 < number < 2**53 else []
        records = [found for found in exact if found] + [columns.record(kind, row) for row in rows]
        found += dict.fromkeys(brief_of(each) for each in records)
    return found


def _portions(ids: Iterable[int]) -> Iterable[list[int]]:
    wanted = list(dict.fromkeys(ids))
    return (wanted[at : at + _MOST_IDS] for at in range(0, len(wanted), _MOST_IDS))
