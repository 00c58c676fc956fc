"""How the lives of a lead ended: as the journal tells it, with the snapshot that was taken then."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

from leadtui.domain.brief import Brief
from leadtui.domain.checklist import Item
from leadtui.domain.details import Closed, ItemThen
from leadtui.domain.fields import FIELDS, Kind
from leadtui.domain.lead import Lead
from leadtui.domain.values import to_json
from leadtui.store.briefs import Ref, briefs, hanging
from leadtui.store.clauses import places, stands
from leadtui.store.columns import moment
from leadtui.store.journal import read_body
from leadtui.store.merged import survivor
from leadtui.store.session import Row, Session

if TYPE_CHECKING:  # who reads how a lead ended writes nothing
    from leadtui.store.operation import Op

_MOST: Final = 20
_COLUMNS = ("lead", "cycle", "op", "snapshot")
_EVENTS = (
    "SELECT e.at, e.actor, e.action, e.op, v.body FROM event e LEFT JOIN event_value v ON v.event = e.id"
    " WHERE e.kind = 'lead' AND e.record = ? AND e.action IN ('qualify', 'disqualify', 'merge', 'import')"
    f" AND {stands('e.op')} ORDER BY e.id DESC"
)
_SNAPSHOT = (
    "SELECT cycle, snapshot FROM closing WHERE lead = ? AND op = ?"
    " UNION ALL SELECT cycle, snapshot FROM qualification WHERE lead = ? AND op = ?"
)


def snapshot(lead: Lead, items: Sequence[Item], policy: int, **more: object) -> str:
    """What a lead and its checklist were when it was closed, as JSON.

    Args:
        lead: as it stood before.
        items: its checklist then.
        policy: version of the policy that judged it.
        more: what else was decided, in JSON's types.
    """
    fields = {field.name: field for field in FIELDS[Kind.LEAD]}
    values = {name: to_json(field, getattr(lead, name)) for name, field in fields.items()}
    told = {
        "lead": {name: value for name, value in values.items() if value not in (None, False)},
        "checklist": [item_then(item) for item in items],
        "policy": policy,
        **more,
    }
    return json.dumps(told, ensure_ascii=False)


def item_then(item: Item) -> dict[str, object]:
    """An item as a snapshot holds it: who ticked it and when, too."""
    told = asdict(replace(item, tick=None))
    if item.tick is not None:
        told["tick"] = {**asdict(item.tick), "at": item.tick.at.isoformat()}
    return {name: value for name, value in told.items() if value not in (None, "", False, ())}


def keep(op: "Op", lead: Lead, text: str) -> None:
    """Keep the snapshot of a lead that this operation disqualifies."""
    op.session.insert_many("closing", _COLUMNS, [(lead.id, lead.cycle, op.id, text)])


def named_text(ref: Ref | None) -> str | None:
    """A record as the column of the lead that names it holds it."""
    return f"{ref[0]}:{ref[1]}" if ref else None


def named_ref(text: object) -> Ref | None:
    """The record that such a text names."""
    kind, _, number = str(text or "").partition(":")
    return (Kind(kind), int(number)) if number else None


def leads_back(session: Session, ref: Ref, own: int) -> bool:
    """Whether a record that a lead would name is that lead, or names it through others, merged ones too."""
    seen = set[int]()
    while ref[0] is Kind.LEAD and (lead := survivor(session, *ref)) not in seen:
        if lead == own:
            return True
        seen.add(lead)
        rows = session.sql("SELECT named FROM lead WHERE id = ? AND named IS NOT NULL", [lead])
        if not rows:
            return False
        ref = named_ref(rows[0][0]) or (Kind.LEAD, lead)
    return False


def ended(session: Session, lead: Lead) -> Closed | None:
    """How the latest life of a lead ended that did: of an open one the life before this one.

    None for one that was never closed. What is named is the record that stands for it now. Of a lead that
    came closed, or whose values were erased, only what its own fields still say.
    """
    if lead.is_open and lead.cycle == 1:
        return None
    for row in session.sql(_EVENTS, [lead.id]):
        changes, note = read_body(row[4])
        erased = row[4] is None and row[2] in ("qualify", "disqualify")
        if erased or changes.get("closed_at", (None, None))[1]:
            return _told(session, lead, row, changes, note)
    return _by_fields(lead)


def _told(
    session: Session, lead: Lead, row: Row, changes: Mapping[str, tuple[Any, Any]], note: str
) -> Closed:
    at, actor, action, op, _ = row
    rows = session.sql(_SNAPSHOT, [lead.id, op, lead.id, op])
    kept: dict[str, Any] = json.loads(rows[0][1]) if rows else {}
    came = action == "import"  # then the times and people are those of the system it came from
    return Closed(
        cycle=rows[0][0] if rows else lead.cycle - lead.is_open,
        at=lead.closed_at if came and lead.closed_at else moment(at),
        by=(lead.closed_by or actor) if came else actor,
        reason=_reason(lead, action, changes),
        note=note if action == "disqualify" else "",
        named=_named(session, changes.get("named", (None, None))[1]),
        policy=int(kept.get("policy", 0)),
        checklist=tuple(_item(each) for each in kept.get("checklist", ())),
        operation=op,
        overridden=str(kept.get("override", "")),
    )


def _reason(lead: Lead, action: str, changes: Mapping[str, tuple[Any, Any]]) -> str:
    if "status_reason" in changes:
        return str(changes["status_reason"][1])
    if not lead.is_open:
        return lead.status_reason
    return "qualified" if action == "qualify" else ""  # its values were erased


def _by_fields(lead: Lead) -> Closed | None:
    if lead.is_open:
        return None
    return Closed(lead.cycle, lead.closed_at, lead.closed_by or "", lead.status_reason)


def _item(told: Mapping[str, Any]) -> ItemThen:
    return ItemThen(str(told["id"]), str(told["label"]), str(told["state"]))


def named_by(session: Session, leads: Sequence[int]) -> list[Brief]:
    """The disqualified leads that name one of these: what they duplicate, or where they went."""
    texts = [named_text((Kind.LEAD, lead)) for lead in leads]
    return hanging(session, Kind.LEAD, f"named IN ({places(len(texts))})", list(texts), _MOST)


def _named(session: Session, text: object) -> Brief | None:
    ref = named_ref(text)
    if ref is None:
        return None
    now = (ref[0], survivor(session, *ref))
    return briefs(session, [now]).get(now)
