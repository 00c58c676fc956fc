"""What happened to a record, newest first: one line each, told in words."""

from collections.abc import Mapping, Sequence

from textual.content import Content

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.records import Activity, Event
from leadtui.domain.text import clean, fit, pad, plural, stamp
from leadtui.widgets.lines import Row
from leadtui.widgets.showing import LABEL, Setting, shown

_SAID: Mapping[str, str] = {
    "create": "Created",
    "import": "Created by import",
    "edit": "Changed",
    "qualify": "Qualified",
    "disqualify": "Disqualified",
    "reactivate": "Reactivated",
    "assign": "Assigned",
    "follow_up": "Follow-up",
    "park": "Not now",
    "log": "Logged",
    "link": "Linked",
    "undo": "Taken back",
    "withdraw": "Withdrawn",
}
_ACTIVITY: Mapping[str, str] = {
    "call": "Call",
    "email": "E-mail",
    "note": "Note",
    "meeting": "Meeting",
    "task": "Task",
}
_DATED = ("follow_up", "follow_up_note", "parked_until")
_QUIET = frozenset(
    {"version", "op", "changed_at", "cycle", "withdrawn", "ready", "done", "reachable", "search_key"}
    | {"state", "closed_at", "closed_by"}  # the command itself says these
)


def rows(timeline: Sequence[Activity | Event], at: Setting, cells: int) -> list[Row]:
    """The lines of a timeline; what an activity event says twice is said once."""
    return [Row(_line(entry, at, cells)) for entry in timeline if not _echo(entry)]


def _echo(entry: Activity | Event) -> bool:
    """An activity's own journal line; the activity itself stands beside it."""
    return isinstance(entry, Event) and (entry.kind is Kind.ACTIVITY or entry.action == "log")


def _line(entry: Activity | Event, at: Setting, cells: int) -> Content:
    who = entry.by if isinstance(entry, Activity) else entry.actor
    when = pad(stamp(entry.at, at.now), 13)
    name = pad(at.owner(who) or "–", 9)
    text = activity_text(entry, at) if isinstance(entry, Activity) else event_text(entry, at)
    return Content.assemble(" ", (f"{when} {name} ", LABEL), fit(text, max(cells - 26, 10)))


def activity_text(entry: Activity, at: Setting) -> str:
    """An activity in a line: what it was, what came of it, what was said."""
    head = _ACTIVITY.get(entry.kind, entry.kind.capitalize())
    if entry.kind == "task" and entry.due:
        due = shown(BY_NAME[Kind.LEAD]["follow_up"], entry.due, at)
        head = f"{head}{' (done)' if entry.done else ''}, {due}"
    outcome = (entry.outcome or "").replace("_", " ")
    said = clean(entry.text)
    return ": ".join(part for part in (", ".join(p for p in (head, outcome) if p), said) if part)


def event_text(event: Event, at: Setting) -> str:
    """A journal line in words: the command, then field by field what was and what is."""
    changes = [
        _change(event.kind, name, before, after, at)
        for name, (before, after) in event.changes.items()
        if name not in _QUIET and name in BY_NAME.get(event.kind, {})
    ]
    said = _SAID.get(event.action, event.action.replace("_", " ").capitalize())
    note = clean(event.note)
    if event.action == "disqualify" and (reason := event.changes.get("status_reason")):
        note = ", ".join(part for part in (at.reason(str(reason[1])).lower(), note) if part)
    if event.action in ("follow_up", "park"):
        parts = [
            _told(event.kind, name, after, at) for name, (_, after) in event.changes.items() if name in _DATED
        ]
        told = ", ".join(dict.fromkeys(filter(None, parts)))  # both dates of "not now" are the same day
        return f"{said}: {told or 'taken away'}"
    if event.action == "qualify":
        return said  # its why stands beside it as a note
    if event.action in ("create", "import", "disqualify", "reactivate"):
        return ": ".join(part for part in (said, note) if part)
    if event.action == "edit" and changes:
        return "; ".join(changes)
    more = note or "; ".join(changes[:3]) + (
        f" and {plural(len(changes) - 3, 'more field')}" if changes[3:] else ""
    )
    return ": ".join(part for part in (said, more) if part)


def _change(kind: Kind, name: str, before: object, after: object, at: Setting) -> str:
    what = BY_NAME[kind][name]
    old, new = (_told(kind, name, value, at) for value in (before, after))
    return f"{what.label}: {old} → {new or '–'}" if old else f"{what.label}: {new or '–'}"


def _told(kind: Kind, name: str, value: object, at: Setting) -> str:
    try:
        return shown(BY_NAME[kind][name], value, at)
    except (ValueError, ArithmeticError):
        return clean(str(value))  # a value of an older schema: told as it stands
