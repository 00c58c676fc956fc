"""The JSON shapes of the command line: codes, never labels; absent is null. An interface, pinned by tests."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, cast

from leadtui.domain.checklist import Item, Tick
from leadtui.domain.fields import FIELDS, Kind
from leadtui.domain.match import Cluster, Match, Pair
from leadtui.domain.records import (
    Activity,
    Brief,
    Closed,
    Event,
    LeadDetail,
    Qualification,
    Record,
    RecordDetail,
    ReportRow,
)
from leadtui.domain.values import to_json

if TYPE_CHECKING:  # who shows a lead has none of these
    from leadtui.domain.assignment import HandOver
    from leadtui.domain.merge import MergePlan
    from leadtui.domain.plan import Line, Plan
    from leadtui.domain.reopening import Reopening
    from leadtui.domain.value_lists import Value

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
        "tick": tick(of.tick) if of.tick is not None else None,
    }


def tick(of: Tick) -> Shape:
    """What a person said of an item."""
    return {"state": of.state, "by": of.by, "at": plain(of.at), "reason": of.reason or None}


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
        "login": of.login or None,
    }


def pair(kind: Kind, number: int, match: Match) -> Shape:
    """A record and one that looks the same: how likely, why in words, and what a person decided on them."""
    return {
        "a": {"kind": str(kind), "id": number},
        "b": {"kind": str(match.brief.kind), "id": match.brief.id},
        "probability": round(match.probability, 4),
        "reasons": [reason.said for reason in match.reasons],
        "decision": str(match.decision.verdict) if match.decision else None,
    }


def pair_of(of: Pair) -> Shape:
    """Two records of the book that look the same and that nobody decided on."""
    return {
        "a": {"kind": str(of.a.kind), "id": of.a.id},
        "b": {"kind": str(of.b.kind), "id": of.b.id},
        "probability": round(of.probability, 4),
        "reasons": [reason.said for reason in of.reasons],
    }


def cluster(of: Cluster) -> Shape:
    """Records that are likely one and the same, and the probability of their weakest link."""
    members = [{"kind": str(each.kind), "id": each.id} for each in of.members]
    return {"records": members, "weakest": round(of.weakest, 4)}


def became(qualifications: Iterable[Qualification]) -> Shape:
    """What the newest qualification made of the lead; nulls where it was never qualified."""
    newest = next(iter(qualifications), None)
    return {
        "account": newest.account.id if newest and newest.account else None,
        "contact": newest.contact.id if newest and newest.contact else None,
        "opportunities": [each.id for each in newest.opportunities] if newest else [],
    }


def closed(of: Closed | None) -> Shape | None:
    """How a lead was closed, or how the life before this one ended."""
    if of is None:
        return None
    return {
        "cycle": of.cycle,
        "at": plain(of.at),
        "by": of.by or None,
        "reason": of.reason,
        "note": of.note or None,
        "named": {"kind": str(of.named.kind), "id": of.named.id} if of.named else None,
        "policy": of.policy or None,
        "checklist": [{"id": each.id, "label": each.label, "state": each.state} for each in of.checklist],
    }


def reopening(of: "Reopening") -> Shape:
    """``lead reactivate --dry-run``: all that opening a closed lead again meets."""
    return {
        "lead": of.lead.id,
        "version": of.lead.version,
        "closed": closed(of.detail.ended),
        "became": [
            {
                "cycle": past.cycle,
                "kind": str(one.kind),
                "id": one.id,
                "title": one.title,
                "state": one.state or None,
                "closed_on": plain(one.closed_on),
                "lost_because": one.lost_because or None,
                "changed": list(one.changed),
            }
            for past in of.detail.qualifications
            for one in past.records
        ],
        "policy": of.policy,
        "checklist": [
            {"id": each.id, "label": each.label, "then": each.then or None, "now": each.now or None}
            for each in of.differences
        ],
        "ticks": [{"id": each.id, "label": each.label, **tick(each.tick)} for each in of.ticks],
        "ticks_kept": of.keeps_ticks,
        "note_required": of.asks_note,
        "activities_since": of.since,
        "duplicates": [pair(Kind.LEAD, of.lead.id, each) for each in of.alike],
    }


def lead_detail(of: LeadDetail) -> Shape:
    """``lead show``: the lead's fields, and flat beside them what hangs on it."""
    return {
        **record(Kind.LEAD, of.lead),
        "checklist": [item(each) for each in of.checklist],
        "duplicates": [pair(Kind.LEAD, of.lead.id, each) for each in of.duplicates],
        "activities": [activity(each) for each in of.timeline if isinstance(each, Activity)],
        "became": became(of.qualifications),
        "no_opportunity": next((each.without or None for each in of.qualifications), None),
        "merged_into": of.merged_into.id if of.merged_into else None,
        "policy": of.policy,
        "merged": [each.id for each in of.merged],
        "ended": closed(of.ended),
        "named_by": [each.id for each in of.named_by],
        "handed_over": hand_over(of.handed) if of.handed else None,
    }


def hand_over(of: "HandOver") -> Shape:
    """How a lead came to the owner that it has: when, by whom, from whom, and by which rule."""
    return {
        "at": plain(of.at),
        "by": of.by,
        "from": of.before,
        "owner": of.owner,
        "note": of.note or None,
        "rule": of.rule or None,
        "read": of.read,
    }


def record_detail(of: RecordDetail) -> Shape:
    """``account show`` and the like: the record's fields, what it is related to, its activities."""
    return {
        **record(of.kind, of.record),
        "related": [brief(each) for each in of.related],
        "merged": [each.id for each in of.merged],
        "activities": [activity(each) for each in of.timeline if isinstance(each, Activity)],
    }


def report_row(of: ReportRow) -> Shape:
    """A line of a report; ``key`` null where the leads have none."""
    shape = {name: plain(value) for name, value in asdict(of).items()}
    return {**shape, "key": of.key or None, "others": {name: plain(value) for name, value in of.others}}


def value(of: "Value") -> Shape:
    """A value of a list, without how often it is used."""
    from leadtui.domain.value_lists import PLURALS  # lists of leads show none

    shape = {name: plain(each) for name, each in asdict(of).items() if name not in ("id", "used")}
    return {**shape, "list": PLURALS[of.list], "defined": of.defined}


def used_value(of: "Value") -> Shape:
    """The same with the numbers of records that hold it, or what was merged into it."""
    counted = {
        name: of.held(one)
        for name, one in (
            ("leads", "lead"),
            ("open", "open"),
            ("closed", "closed"),
            ("accounts", "account"),
            ("contacts", "contact"),
            ("opportunities", "opportunity"),
        )
    }
    return {**value(of), **counted}


def merge_plan(of: "MergePlan") -> Shape:
    """``merge --dry-run``: the fields in which two records differ, whose value each gets, what goes over."""
    fields = {field.name: field for field in FIELDS[of.kind]}
    return {
        "kind": str(of.kind),
        "winner": of.winner.id,
        "loser": of.loser.id,
        "lines": [
            {
                "field": each.field,
                "winner": to_json(fields[each.field], each.winner),
                "loser": to_json(fields[each.field], each.loser),
                "take": each.take.value,
                "value": to_json(fields[each.field], each.value),
                "offered": [take.value for take in each.offered],
                "because": each.because or None,
            }
            for each in of.lines
        ],
        "activities": of.loser_has.activities,
        "records": {str(kind): count for kind, count in of.loser_has.records.items()},
    }


def line(of: "Line") -> Shape:
    """A line of a plan; ``because`` is the rule that set it, ``problem`` why it cannot be kept."""
    return {
        "field": of.field,
        "outcome": of.outcome,
        "ours": plain(of.ours),
        "theirs": plain(of.theirs),
        "because": of.because or None,
        "problem": str(of.problem) if of.problem else None,
    }


def plan(of: "Plan") -> Shape:
    """``lead qualify --dry-run``: the plan before anything is written."""
    from leadtui.domain.plan_items import path

    return {
        "lead": of.lead.id,
        "version": of.lead.version,
        "records": [
            {
                "record": path(place, each.kind),
                "kind": str(each.kind),
                "action": each.action,
                "id": each.id,
                "version": of.request.seen.get((each.kind, each.id)) if each.id else None,
                "title": each.title,
                "because": each.because or None,
                "decided": each.decided,
                "lines": [line(one) for one in each.lines],
            }
            for place, each in enumerate(of.records)
        ],
        "checklist": [item(each) for each in of.items],
        "duplicates": [pair(Kind.LEAD, of.lead.id, each) for each in of.matches],
        "warnings": list(of.warnings),
        "blocked_by": [each.id for each in of.blocked_by],
    }
