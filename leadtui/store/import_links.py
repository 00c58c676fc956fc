"""What imported leads became elsewhere: kept as if they had been qualified here, with the records linked.

A lead that was closed as qualified in another system names an account, a contact, an opportunity, or they
name it; which of them comes first makes no difference. Rows are appended only: one that knows more is the
newest of its life.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.domain.results import Done
from leadtui.domain.text import listed, plural
from leadtui.store import rights
from leadtui.store.clauses import OPEN_SALE, places, stands
from leadtui.store.errors import StoreError
from leadtui.store.import_rows import Became
from leadtui.store.lists import portions
from leadtui.store.merged import survivor
from leadtui.store.operation import Op
from leadtui.store.session import Session
from leadtui.store.writing import command, within

Rows = Mapping[int, Mapping[str, Any]]  # of leads: what the tables are to hold of each
_PORTION = 500
_OPEN = {
    Kind.LEAD: "state = 'open'",
    Kind.CONTACT: "1 = 1",
    Kind.OPPORTUNITY: OPEN_SALE,
}
_LINKABLE = {**_OPEN, Kind.LEAD: "state <> 'disqualified'"}
_OWN = ("lead", "cycle", "op")
_BECAME = (
    *_OWN,
    "at",
    "actor",
    "account",
    "contact",
    "account_created",
    "contact_created",
    "why",
    "snapshot",
)
_ORIGIN = (*_OWN, "opportunity", "created")


def ids_elsewhere(session: Session, kind: Kind, system: str) -> dict[str, int]:
    """Id in that system -> the record that has it, of those that the acting user may read.

    Of several the newest; of one that was merged away the record that stands for it.
    """
    mine = rights.reach(session, kind)
    found = dict[str, int](
        session.sql(
            f"SELECT external_id, id FROM {kind} WHERE external_system = ? AND external_id IS NOT NULL"
            f" AND withdrawn = 0 AND ({mine.sql}) ORDER BY id",
            [system, *mine.params],
        )
    )
    gone = session.sql(
        f"SELECT DISTINCT r.external_id, r.id FROM merge m JOIN {kind} r ON r.id = m.loser"
        f" WHERE m.kind = ? AND r.external_system = ? AND r.external_id IS NOT NULL AND {stands('m.op')}",
        [str(kind), system],
    )
    stay = {its: survivor(session, kind, id) for its, id in gone}
    readable = _readable(session, kind, stay.values())
    return found | {its: id for its, id in stay.items() if id in readable}


def _readable(session: Session, kind: Kind, ids: Iterable[int]) -> set[int]:
    """Those that stand and that the acting user may read, of whatever system they are."""
    mine = rights.reach(session, kind)
    found = set[int]()
    for portion in portions(sorted(set(ids))):
        rows = session.sql(
            f"SELECT id FROM {kind} WHERE id IN ({places(len(portion))}) AND withdrawn = 0 AND ({mine.sql})",
            [*portion, *mine.params],
        )
        found |= {id for (id,) in rows}
    return found


def waiting(session: Session, kind: Kind, system: str, after: int) -> list[tuple[int, str]]:
    """Some records of that system with other values, in the order of their ids, and these values.

    Those alone that can still be linked: a lead that was disqualified and a sale that ended stay as they are.
    """
    mine = rights.reach(session, kind)
    return session.sql(
        f"SELECT id, other_values FROM {kind} WHERE external_system = ? AND other_values IS NOT NULL"
        f" AND withdrawn = 0 AND {_LINKABLE[kind]} AND id > ? AND ({mine.sql}) ORDER BY id LIMIT {_PORTION}",
        [system, after, *mine.params],
    )


def keep(op: Op, pairs: Iterable[tuple[int, Became]]) -> tuple[int, Rows]:
    """Write down what leads became, of those that were closed as qualified elsewhere.

    Args:
        op: the import's operation under way.
        pairs: lead and something that it became; more than one of a lead count together.

    Returns:
        Of how many leads there is something new, and the rows that are still to be written: in one operation
        an opportunity comes of one lead only (`keep_rest`).
    """
    news = _news(op.session, pairs)
    return len(news), _write(op, news)


def keep_rest(op: Op, rows: Rows, name: str) -> None:
    """Write the rows that are left in further operations; the one under way writes nothing any more.

    Args:
        op: the import's operation under way.
        rows: see `keep`.
        name: what those operations are called, each with a number behind it.
    """

    def work(more: Op) -> Done:
        nonlocal rows
        first, rows = next(iter(rows)), _write(more, rows)
        return Done(more.id, str(Kind.LEAD), first, 0, sentence=op.title)

    part = 0
    while rows:
        part += 1
        within(op.session, "import", work, f"{name}:{part}")


def link(
    session: Session, import_id: int, kind: Kind, found: Mapping[int, tuple[Mapping[Kind, int], str]]
) -> int:
    """Link records to what came after them, and qualified leads to what they became.

    Args:
        session: the store.
        import_id: number of the import that brought it.
        kind: of the records.
        found: record -> what it belongs to, and the other values that it keeps.

    Returns:
        How many records were linked.

    Raises:
        StoreError: nothing of it was stored.
    """
    linked = 0
    name = f"import:{import_id}:links:{kind}:{next(iter(found))}"

    def work(op: Op) -> Done:
        nonlocal linked
        linked, rest = keep(op, _pairs(found) if kind is Kind.LEAD else ())
        for id in _open(session, kind, found):
            meant, other = found[id]
            stored = op.columns(kind, id)
            blanks = {str(its): number for its, number in meant.items() if stored.get(its, number) is None}
            if blanks:
                values = {**blanks, "other_values": other or None}
                op.update(kind, id, values, "edit", note=f"Import {import_id}")
                linked += 1
        keep_rest(op, rest, name)
        op.title = f"Linked {plural(linked, f'{kind}')} to what came with import {import_id}."
        return Done(op.id, str(kind), next(iter(found)), 0, sentence=op.title)

    answer = command(session, "import", work, op_id=name)
    if not isinstance(answer, Done):
        raise StoreError(answer.sentence, "None of these records was linked.")
    return linked


def _pairs(found: Mapping[int, tuple[Mapping[Kind, int], str]]) -> Iterator[tuple[int, Became]]:
    for lead, (meant, _) in found.items():
        yield lead, Became(*(meant.get(kind) for kind in (Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY)))


def _news(session: Session, pairs: Iterable[tuple[int, Became]]) -> Rows:
    """The rows of those leads of which more is known now, all that they became."""
    asked: dict[int, list[Became]] = {}
    for lead, became in pairs:
        asked.setdefault(lead, []).append(became)
    news: dict[int, dict[str, Any]] = {}
    for portion in portions(asked):
        for lead, cycle, at, actor, *known in _leads(session, portion):
            before = (known[0], known[1], _sales(session, lead, cycle))
            account, contact, sales = before
            for one in asked[lead]:
                account, contact = account or one.account, contact or one.contact
                sales = sales | {sale for sale in (one.opportunity,) if sale is not None}
            if (account, contact, sales) != before:
                its = {"lead": lead, "cycle": cycle, "at": at, "actor": actor}
                news[lead] = {**its, "account": account, "contact": contact, "sales": sales}
    return news


def _leads(session: Session, ids: list[int]) -> list[Any]:
    """Leads that came qualified and are so still: life, when and by whom, account and contact so far."""
    its = "lead = l.id AND cycle = l.cycle"
    newest = f"(SELECT max(op) FROM qualification WHERE {its} AND {stands('qualification.op')})"
    return session.sql(
        "SELECT l.id, l.cycle, l.closed_at, coalesce(l.closed_by, l.external_system, ''), n.account,"
        " n.contact FROM lead l LEFT JOIN qualification n ON n.lead = l.id AND n.cycle = l.cycle"
        f" AND n.op = {newest} LEFT JOIN operation o ON o.id = n.op"
        f" WHERE l.id IN ({places(len(ids))}) AND l.state = ? AND l.withdrawn = 0"
        " AND (o.kind IS NULL OR o.kind = 'import') AND l.cycle = 1",
        [*ids, str(State.QUALIFIED)],
    )


def _sales(session: Session, lead: int, cycle: int) -> set[int]:
    rows = session.sql(
        f"SELECT opportunity FROM origin WHERE lead = ? AND cycle = ? AND {stands('origin.op')}",
        [lead, cycle],
    )
    return {number for (number,) in rows}


def _open(session: Session, kind: Kind, ids: Iterable[int]) -> list[int]:
    """Those of the records whose own fields can be changed."""
    found: list[int] = []
    for portion in portions(ids):
        rows = session.sql(
            f"SELECT id FROM {kind} WHERE id IN ({places(len(portion))}) AND withdrawn = 0 AND {_OPEN[kind]}",
            portion,
        )
        found += [id for (id,) in rows]
    return found


def _write(op: Op, news: Rows) -> Rows:
    """Write rows, each with its event; those are left of whose opportunity another lead's row was written."""
    taken = set[int]()
    left: dict[int, Mapping[str, Any]] = {}
    lives: list[tuple[Any, ...]] = []
    sources: list[tuple[Any, ...]] = []
    told: list[tuple[tuple[Kind, int], str]] = []
    for lead, row in news.items():
        if taken & row["sales"]:
            left[lead] = row
            continue
        taken |= row["sales"]
        its = (lead, row["cycle"], op.id)
        lives.append((*its, row["at"], row["actor"], row["account"], row["contact"], 0, 0, "", "{}"))
        sources += [(*its, number, 0) for number in sorted(row["sales"])]
        told.append(((Kind.LEAD, lead), _told(row)))
    op.session.insert_many("qualification", _BECAME, lives)
    op.session.insert_many("origin", _ORIGIN, sources)
    op.tell("became", told)
    return left


def _told(row: Mapping[str, Any]) -> str:
    parts = [f"{kind} {row[kind]}" for kind in ("account", "contact") if row[kind] is not None]
    return listed([*parts, *(f"opportunity {number}" for number in sorted(row["sales"]))])
