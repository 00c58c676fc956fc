"""Leads and records as people read them on a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from leadtui.cli import shapes
from leadtui.cli.call import Call
from leadtui.cli.output import emit, emit_json, emit_text, pairs, table
from leadtui.domain.checklist import NOT_NEEDED, Item, Tick
from leadtui.domain.fields import FIELDS, Kind
from leadtui.domain.records import (
    Activity,
    Brief,
    Event,
    LeadDetail,
    Record,
    RecordDetail,
)
from leadtui.domain.rows import LeadRow
from leadtui.domain.text import age, clean, due
from leadtui.domain.value_words import FIELD_LISTS, Words
from leadtui.domain.values import show

if TYPE_CHECKING:
    from leadtui.domain.assignment import HandOver
    from leadtui.store import Session

_CHUNK = 500
_OPEN = ("id", "name", "company", "source", "rating", "owner", "list", "due", "age")
_SIGNS = {"done": "x", "missing": " ", "not_needed": "-", "overridden": "!"}


def lead_table(session: "Session", ids: Sequence[int]) -> None:
    """Leads in columns, read in blocks."""
    from leadtui.store import words

    known = words(session)
    table((*_OPEN, "state"), (_lead_line(row, session.now(), known) for row in _rows(session, ids)))


def _rows(session: "Session", ids: Sequence[int]) -> Iterator[LeadRow]:
    from leadtui.store import lead_rows

    for start in range(0, len(ids), _CHUNK):
        block = ids[start : start + _CHUNK]
        found = lead_rows(session, block)
        yield from (found[number] for number in block if number in found)


def _lead_line(row: LeadRow, now: datetime, known: Words) -> tuple[str, ...]:
    source = known.label("source", row.source) if row.source else ""
    return (
        str(row.id),
        row.name or row.email or row.phone or "",
        row.company or ("(private person)" if row.private_person else ""),
        source,
        row.rating or "",
        row.owner or "",
        f"{row.done}/{row.total}",
        due(row.follow_up, now.date()),
        age(row.created_at, now),
        row.status_reason.replace("_", " "),
    )


def show_lead(detail: LeadDetail, known: Words) -> None:
    """One lead whole; ``known`` says how its source, campaign, product and territory are called."""
    lead = detail.lead
    reason = lead.status_reason.replace("_", " ")
    into = f" into {detail.merged_into.id} {detail.merged_into.title}" if detail.merged_into else ""
    emit_text(f"{lead.id}  {lead.title}  {lead.state.value}, {reason}{into}")
    _fields(Kind.LEAD, lead, known)
    if detail.handed is not None and lead.is_open:
        emit_text(f"\n{_handed(detail.handed)}")
    emit("")
    for number, item in enumerate(detail.checklist, 1):
        emit(_item_line(number, item))
    _briefs("Looks the same", [each.brief._replace(detail=each.said) for each in detail.duplicates])
    named = detail.ended.named if detail.ended is not None and not lead.is_open else None
    _briefs("Names", [named] if named is not None else [])
    _briefs("Became", [each for one in detail.qualifications if not one.kept for each in one.records])
    _briefs("Kept", [each for one in detail.qualifications if one.kept for each in one.records])
    for one in detail.qualifications:
        if one.without and not one.kept:
            emit_text(f"No opportunity: {one.without}.")
    _briefs("Merged into this one", detail.merged)
    _briefs("Named by", detail.named_by)
    _timeline(detail.timeline)


def _handed(came: "HandOver") -> str:
    """``Handed to mia by ola, 2026-11-29 06:10 UTC, from ned: Call her. (unread)``."""
    how = f"by rule {came.label!r}" if came.rule else f"by {came.by}"
    whose = f", from {came.before}" if came.before else ""
    note = f": {came.note}" if came.note and not came.rule else "."
    unread = "" if came.read else "  (unread)"
    return f"Handed to {came.owner} {how}, {came.at:%Y-%m-%d %H:%M} UTC{whose}{note}{unread}"


def show_record(detail: RecordDetail, known: Words) -> None:
    """One account, contact or opportunity whole."""
    emit_text(f"{detail.record.id}  {detail.record.title}")
    _fields(detail.kind, detail.record, known, {(one.kind, one.id): one.title for one in detail.related})
    _briefs("Related", detail.related)
    _briefs("Merged into this one", detail.merged)
    _timeline(detail.timeline)


def _fields(
    kind: Kind, of: Record, words: Words, titles: Mapping[tuple[Kind, int], str] | None = None
) -> None:
    """Field by field; a record that is named is told by its number and what it is called."""
    known = {(str(kind), number): title for (kind, number), title in (titles or {}).items()}
    shown: dict[str, str] = {}
    for field in FIELDS[kind][1:]:
        value = getattr(of, field.name)
        title = known.get((str(field.target), value)) if field.target else None
        said = words.label(field.name, value) if value and field.name in FIELD_LISTS else show(field, value)
        shown[field.label] = said + (f" {title}" if title else "")
    pairs({label: text for label, text in shown.items() if text != "no"})


def _item_line(number: int, item: Item) -> str:
    missing = f": {', '.join(item.missing)}" if item.missing else ""
    advised = "" if item.blocking else " (advised)"
    said = f"  ({_told(item.tick)})" if item.tick is not None else ""
    said = f"  {item.help}" if item.state == "missing" and item.help else said
    return clean(f"[{_SIGNS[item.state]}] {number} {item.label}{advised if missing else ''}{missing}{said}")


def _told(tick: Tick) -> str:
    """Who said what of an item, and when."""
    what = f"not needed: {tick.reason}, " if tick.state == NOT_NEEDED else ""
    return f"{what}{tick.by}, {tick.at:%Y-%m-%d}"


def _briefs(title: str, briefs: Sequence[Brief]) -> None:
    if briefs:
        emit(f"\n{title}")
    for each in briefs:
        parts = (each.kind.value, str(each.id), each.title, each.state, each.detail)
        emit("  " + clean("  ".join(part for part in parts if part)))


def _timeline(entries: Sequence[Activity | Event]) -> None:
    if entries:
        emit("\nTimeline")
    for each in entries:
        line = event_line(each) if isinstance(each, Event) else activity_line(each)
        emit(f"  {clean(line)}")


def event_line(of: Event) -> str:
    """One line of the journal."""
    told = [(name, _change(a, b)) for name, (a, b) in of.changes.items() if name != "ticks" and a != b]
    changes = ", ".join(f"{name}: {change}" for name, change in told)
    what = f"{of.kind.value} {of.record} {of.action}"
    who = f"{of.actor} (as {of.login})" if of.login not in ("", of.actor) else of.actor
    return "  ".join(part for part in (f"{of.at:%Y-%m-%d %H:%M}", who, what, of.note, changes) if part)


def activity_line(of: Activity) -> str:
    """A call, e-mail, meeting, note or task in one line; of an open task the number to finish it by."""
    at = f"{of.at:%Y-%m-%d %H:%M}" if of.at else ""
    what = f"{of.kind} {of.outcome.replace('_', ' ')}" if of.outcome else of.kind
    if of.kind == "task" and not of.done:
        what = f"open task {of.id}{f', due {of.due}' if of.due else ''}"
    return "  ".join(part for part in (at, of.by, what, of.text) if part)


def _change(before: object, after: object) -> str:
    return _short(after) if before is None else f"{_short(before)} → {_short(after)}"


def _short(value: object) -> str:
    text = "–" if value is None else str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def print_events(call: Call, events: Iterable[Event]) -> None:
    """Lines of the journal, one a line."""
    for each in events:
        if call.json:
            emit_json(shapes.event(each))
        else:
            emit_text(event_line(each))
