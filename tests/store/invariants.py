"""What is true of every book whatever was done to it, read straight from its tables."""

import json
from collections.abc import Iterator
from typing import Any

from leadtui.domain.checklist import done, evaluate
from leadtui.domain.fields import FIELDS, Kind
from leadtui.domain.values import to_json
from leadtui.store import Session, verify
from leadtui.store.clauses import stands
from leadtui.store.columns import COLUMN_BY_NAME, COLUMNS, VERDICT, from_column, json_value
from leadtui.store.derived import looked_at, search_key
from leadtui.store.journal import TELLING, read_body
from leadtui.store.reads import any_record
from leadtui.store.rows import SILENT

Ref = tuple[Kind, int]
Rows = dict[Ref, dict[str, Any]]
KINDS = (*FIELDS, Kind.ACTIVITY)
_KIND_LIST = ", ".join(f"'{kind}'" for kind in KINDS)
_QUALIFIED = (
    "SELECT q.lead, q.cycle, q.at FROM qualification q JOIN operation o ON o.id = q.op"
    f" WHERE o.kind = 'qualify' AND {stands('q.op')}"
)
_SNAPSHOTS = (  # a lead that was disqualified and whose people were kept has one in each
    f"SELECT lead, cycle, snapshot FROM qualification WHERE {stands('qualification.op')}"
    f" UNION ALL SELECT lead, cycle, snapshot FROM closing WHERE {stands('closing.op')}"
)
_CLOSING = {"state", "status_reason", "closed_at", "closed_by", "overridden", "version", "changed_at"}


def rows(store: Session) -> Rows:
    """Every record and activity, all columns."""
    found: Rows = {}
    for kind in KINDS:
        names = COLUMNS[kind]
        for row in store.sql(f"SELECT {', '.join(names)} FROM {kind}"):
            columns = dict(zip(names, row, strict=True))
            found[kind, columns["id"]] = columns
    return found


def business(ref: Ref, row: dict[str, Any]) -> dict[str, Any]:
    """What undo puts back: not when and how often it was written, nor how an open lead is judged now."""
    quiet = {"version", "changed_at", "op"}
    if ref[0] is Kind.LEAD and row["state"] == "open":
        quiet |= set(VERDICT)
    return {name: value for name, value in row.items() if name not in quiet}


def hold(store: Session, found: Rows) -> None:
    """Look at all of it; ``found`` are the rows of now."""
    states_and_reasons_agree(store, found)
    events_explain_every_difference(store, found)
    what_was_made_leads_back(store, found)
    closed_leads_are_as_their_snapshots(store, found)
    derived_columns_are_as_made_anew(store, found)
    verdict = verify(store)
    assert verdict.ok, verdict


def _leads(found: Rows) -> Iterator[tuple[int, dict[str, Any]]]:
    return ((id, row) for (kind, id), row in found.items() if kind is Kind.LEAD)


def states_and_reasons_agree(store: Session, found: Rows) -> None:
    reasons = dict(store.sql("SELECT code, state FROM reason"))
    qualified = {(lead, cycle): at for lead, cycle, at in store.sql(_QUALIFIED)}
    lives = dict(
        store.sql(
            "SELECT e.record, count(*) FROM event e WHERE e.action = 'reactivate' AND e.kind = 'lead'"
            " AND NOT EXISTS (SELECT 1 FROM operation u WHERE u.undoes = e.op) GROUP BY e.record"
        )
    )
    for id, row in _leads(found):
        assert reasons[row["status_reason"]] == row["state"], row
        closed = row["state"] != "open"
        assert (row["closed_at"] is not None) == (row["closed_by"] is not None) == closed, row
        assert row["cycle"] == 1 + lives.get(id, 0), row
        at = qualified.get((id, row["cycle"]))
        assert row["state"] != "qualified" or at == row["closed_at"], row
        assert at is None or row["state"] == "qualified" or row["status_reason"] == "merged", row


def events_explain_every_difference(store: Session, found: Rows) -> None:
    """Each event begins where the one before it ended, and the last one ends in the row."""
    told: Rows = {}
    versions: dict[Ref, int] = {}
    for name, id, version, actor, at, body in store.sql(
        "SELECT e.kind, e.record, e.version, e.actor, e.at, v.body FROM event e"
        " JOIN event_value v ON v.event = e.id"
        f" WHERE e.kind IN ({_KIND_LIST}) AND e.action NOT IN ({TELLING}) ORDER BY e.id"
    ):
        ref = (Kind(name), id)
        assert version == versions.get(ref, 0) + 1, (ref, version)
        versions[ref] = version
        # Of who wrote an activity and when the event itself tells, where nobody said otherwise.
        own = {"by": actor, "at": json_value(COLUMN_BY_NAME[Kind.ACTIVITY]["at"], at)}
        so_far = told.setdefault(ref, own if ref[0] is Kind.ACTIVITY else {})
        for field, (before, after) in read_body(body)[0].items():
            if version > 1 and field not in VERDICT and field not in SILENT:
                assert (so_far.get(field) or None) == (before or None), (ref, version, field)
            so_far[field] = after
    assert told.keys() == found.keys()
    for ref, row in found.items():
        assert versions[ref] == row["version"], ref
        closed = ref[0] is Kind.LEAD and row["state"] != "open"
        for field, of in COLUMN_BY_NAME[ref[0]].items():
            if field not in SILENT and (field not in VERDICT or closed):
                now = json_value(of, row[field]) or None
                assert now == (told[ref].get(field) or None), (ref, field)


def what_was_made_leads_back(store: Session, found: Rows) -> None:
    """To one lead and one of its lives; of what an undone command made nothing stands."""
    said: dict[Ref, tuple[int, int]] = {}
    ended: set[tuple[int, int]] = set()
    undone = {number for (number,) in store.sql("SELECT undoes FROM operation WHERE undoes IS NOT NULL")}
    for op, lead, cycle, *made in store.sql(
        "SELECT op, lead, cycle, account, account_created, contact, contact_created FROM qualification"
    ):
        if op not in undone:
            assert (lead, cycle) not in ended, "a life ends once"
            ended.add((lead, cycle))
            assert found[Kind.LEAD, lead]["cycle"] >= cycle
        said |= _made(op, lead, Kind.ACCOUNT, *made[:2]) | _made(op, lead, Kind.CONTACT, *made[2:])
    for op, lead, number, created in store.sql("SELECT op, lead, opportunity, created FROM origin"):
        said |= _made(op, lead, Kind.OPPORTUNITY, number, created)
    born = store.sql(
        "SELECT e.kind, e.record, e.op FROM event e JOIN operation o ON o.id = e.op WHERE e.version = 1"
        " AND o.kind IN ('qualify', 'disqualify') AND e.kind IN ('account', 'contact', 'opportunity')"
    )
    assert {((Kind(kind), id), op) for kind, id, op in born} == {(ref, op) for ref, (op, _) in said.items()}
    merged = {loser for (loser,) in store.sql("SELECT loser FROM merge WHERE kind = 'lead'")}
    for ref, (op, lead) in said.items():
        row = found[ref]
        if op in undone:
            assert row["withdrawn"] == 1, ref
        elif not row["withdrawn"]:  # what a lead became goes over to the one that it is merged into
            assert row["lead"] == lead or lead in merged, ref


def _made(op: int, lead: int, kind: Kind, id: int | None, created: int) -> dict[Ref, tuple[int, int]]:
    assert id is not None or not created
    return {(kind, id): (op, lead)} if id is not None and created else {}


def closed_leads_are_as_their_snapshots(store: Session, found: Rows) -> None:
    fields = {field.name: field for field in FIELDS[Kind.LEAD] if field.name not in _CLOSING}
    kept = {(lead, cycle): json.loads(text) for lead, cycle, text in store.sql(_SNAPSHOTS)}
    for id, row in _leads(found):
        if row["state"] == "open" or row["status_reason"] == "merged":
            continue
        then = kept[id, row["cycle"]]
        now = {name: to_json(field, from_column(field, row[name])) for name, field in fields.items()}
        told = {name: value for name, value in now.items() if value not in (None, False)}
        assert {name: value for name, value in then["lead"].items() if name in fields} == told, id
        assert (then["policy"], then.get("override")) == (row["policy"], row["overridden"]), id


def derived_columns_are_as_made_anew(store: Session, found: Rows) -> None:
    for (kind, id), row in found.items():
        if kind is not Kind.ACTIVITY:
            assert row["search_key"] == search_key(kind, row), (kind, id)
    for id, row in _leads(found):
        if row["withdrawn"] or row["state"] != "open":
            continue
        lead: Any = any_record(store, Kind.LEAD, id)
        facts, rules = looked_at(store, lead)
        items = evaluate(lead, facts, rules.items)
        ready = not any(item.blocks for item in items)
        assert (row["ready"], row["done"], row["total"]) == (int(ready), done(items), len(items)), id
