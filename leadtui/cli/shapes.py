"""The JSON shapes of the command line: codes, never labels; absent is null. An interface, pinned by tests."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import cast

from leadtui.domain.checklist import Item
from leadtui.domain.fields import FIELDS, Kind
from leadtui.domain.lead import Lead
from leadtui.domain.qualification import Plan
from leadtui.domain.records import (
    Activity,
    Brief,
    Event,
    LeadDetail,
    Qualification,
    Record,
    RecordDetail,
    ReportRow,
)
from leadtui.domain.values import to_json

Shape = dict[str, object]


def plain(value: object) -> object:
    """A value without a field, in JSON's types: times ISO 8601 UTC, money a decimal string."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in cast("Mapping[object, object]", value).items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in cast("Iterable[object]", value)]
    return value


def record(kind: Kind, of: Record) -> Shape:
    """A record with every field of its kind, in the order of the field table."""
    values = ((field, getattr(of, field.name)) for field in FIELDS[kind])
    return {
        field.name: plain(value) if isinstance(value, Decimal) else to_json(field, value)
        for field, value in values
    }


def brief(of: Brief) -> Shape:
    """A related record in one line."""
    return {"kind": str(of.kind), "id": of.id, "title": of.title, "detail": of.detail, "state": of.state}


def item(of: Item) -> Shape:
    """An item of the checklist."""
    return {
        "id": of.id,
        "label": of.label,
        "state": of.state,
        "blocking": of.blocking,
        "missing": list(of.missing),
    }


def activity(of: Activity) -> Shape:
    """A call, e-mail, meeting, note or task."""
    shape = {name: plain(value) for name, value in asdict(of).items() if name != "about"}
    return {**shape, "about": {"kind": str(of.about[0]), "id": of.about[1]}}


def event(of: Event) -> Shape:
    """One line of the journal."""
    return {
        "id": of.id,
        "at": plain(of.at),
        "actor": of.actor,
        "action": of.action,
        "kind": str(of.kind),
        "record": of.record,
        "version": of.version,
        "operation": of.operation,
        "changes": {name: {"before": plain(a), "after": plain(b)} for name, (a, b) in of.changes.items()},
        "note": of.note or None,
    }


def pair(kind: Kind, number: int, match: Brief) -> Shape:
    """Two records that look the same; ``probability`` is null where keys are equal and no model judged."""
    return {
        "a": {"kind": str(kind), "id": number},
        "b": {"kind": str(match.kind), "id": match.id},
        "probability": None,
        "reasons": [match.detail] if match.detail else [],
    }


def became(qualifications: Iterable[Qualification]) -> Shape:
    """What the newest qualification made of the lead; nulls where it was never qualified."""
    newest = next(iter(qualifications), None)
    return {
        "account": newest.account.id if newest and newest.account else None,
        "contact": newest.contact.id if newest and newest.contact else None,
        "opportunities": [each.id for each in newest.opportunities] if newest else [],
    }


def lead_detail(of: LeadDetail) -> Shape:
    """``lead show``: the lead's fields, and flat beside them what hangs on it."""
    return {
        **record(Kind.LEAD, of.lead),
        "checklist": [item(each) for each in of.checklist],
        "duplicates": [pair(Kind.LEAD, of.lead.id, each) for each in of.duplicates],
        "activities": [activity(each) for each in of.timeline if isinstance(each, Activity)],
        "became": became(of.qualifications),
    }


def record_detail(of: RecordDetail) -> Shape:
    """``account show`` and the like: the record's fields, what it is related to, its activities."""
    return {
        **record(of.kind, of.record),
        "related": [brief(each) for each in of.related],
        "activities": [activity(each) for each in of.timeline if isinstance(each, Activity)],
    }


def report_row(of: ReportRow) -> Shape:
    """A line of a report; ``key`` null where the leads have none."""
    shape = {name: plain(value) for name, value in asdict(of).items()}
    return {**shape, "key": of.key or None, "others": {name: plain(value) for name, value in of.others}}


def lead(of: Lead) -> Shape:
    """A lead with all its fields."""
    return record(Kind.LEAD, of)


def plan(of: Plan) -> Shape:
    """``lead qualify --dry-run``: the plan before anything is written."""
    return {
        "lead": of.lead.id,
        "records": [
            {
                "kind": str(each.kind),
                "action": each.action,
                "id": each.id,
                "title": each.title,
                "because": each.because or None,
                "decided": each.decided,
                "lines": [plain(asdict(line)) for line in each.lines],
            }
            for each in of.records
        ],
        "checklist": [item(each) for each in of.items],
        "duplicates": [pair(Kind.LEAD, of.lead.id, each) for each in of.matches],
        "warnings": list(of.warnings),
        "blocked_by": [each.id for each in of.blocked_by],
    }
