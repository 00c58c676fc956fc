"""What a list reads: the ids of a view, its lines by id, counts, and whether anything changed."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.naming import full_name
from leadtui.domain.rows import LeadRow
from leadtui.domain.views import View
from leadtui.store import columns, rights
from leadtui.store.clauses import places, stands
from leadtui.store.filters import where
from leadtui.store.match_filter import alike
from leadtui.store.ordering import order_by
from leadtui.store.session import Session
from leadtui.store.unread import UNREAD

_MOST_IDS: Final = 500  # of one statement: a window of lines is far below, a bulk action comes in portions
_ROW: Final = (
    "id, first_name, last_name, company, private_person, state, status_reason, source, rating, owner, city,"
    " email, phone, mobile, done, total, ready, follow_up, parked_until, created_at, closed_at, closed_by,"
    " do_not_call, do_not_email, overridden, version"
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


def lead_rows(session: Session, ids: Iterable[int]) -> dict[int, LeadRow]:
    """The lines of a lead list by id, three statements for all of them."""
    found: dict[int, LeadRow] = {}
    looks_alike = alike(session)
    mine = rights.reach(session, Kind.LEAD)
    for portion in portions(ids):
        rows = session.sql(
            f"SELECT {_ROW}, {looks_alike}, {UNREAD} FROM lead WHERE id IN ({places(len(portion))})"
            f" AND withdrawn = 0 AND ({mine.sql})",
            [session.user, session.user, *portion, *mine.params],
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
    values["overridden"] = bool(values["overridden"])
    return LeadRow(alike=bool(row[-2]), unread=bool(row[-1]), became=became, **values)


def _became(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Letters of the records that the leads became in their latest life that was not taken back."""
    rows = session.sql(
        "SELECT q.lead, q.cycle, q.account, q.contact,"
        " (SELECT min(s.opportunity) FROM origin s WHERE s.op = q.op AND s.lead = q.lead)"
        f" FROM qualification q WHERE q.lead IN ({places(len(ids))})"
        f" AND {stands('q.op')} ORDER BY q.lead, q.cycle",
        ids,
    )
    latest: defaultdict[int, tuple[int, set[str]]] = defaultdict(lambda: (0, set[str]()))
    for number, cycle, *made in rows:
        letters = {letter for letter, which in zip("ACO", made, strict=True) if which is not None}
        before, known = latest[number]
        latest[number] = (cycle, letters | known if cycle == before else letters)
    return {number: "".join(sorted(letters)) for number, (_, letters) in latest.items()}


def stamp(session: Session) -> int:
    """Number of the latest event: another one than before means that something changed."""
    return session.sql("SELECT coalesce(max(id), 0) FROM event")[0][0]


def portions(ids: Iterable[int]) -> Iterable[list[int]]:
    """Ids, each once, by as many as one statement takes."""
    wanted = list(dict.fromkeys(ids))
    return (wanted[at : at + _MOST_IDS] for at in range(0, len(wanted), _MOST_IDS))
