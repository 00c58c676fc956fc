"""What happened to a record, newest first: one line each, told in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.records import Activity, Event
from leadtui.domain.text import clean, day, fit, pad, plural, stamp, width
from leadtui.widgets.lines import Row
from leadtui.widgets.showing import LABEL, Setting, shown

_SAID: Mapping[str, str] = {
    "create": "Created",
    "import": "Created by import",
    "became": "Became",
    "edit": "Changed",
    "qualify": "Qualified",
    "disqualify": "Disqualified",
    "reactivate": "Reactivated",
    "override": "Override",
    "assign": "Assigned",
    "claim": "Claimed",
    "follow_up": "Follow-up",
    "park": "Not now",
    "log": "Logged",
    "link": "Linked",
    "merge": "Merged",
    "unmerge": "Taken apart",
    "undo": "Taken back",
    "withdraw": "Withdrawn",
    "move": "Moved",
    "win": "Won",
    "lose": "Lost",
    "reopen": "Reopened",
    "detach": "Detached",
    "tick": "Checklist",
}
_ACTIVITY: Mapping[str, str] = {
    "call": "Call",
    "email": "E-mail",
    "note": "Note",
    "meeting": "Meeting",
    "task": "Task",
}
_LEAST = 9  # cells of the names
_MERGING = ("merge", "unmerge")  # they say themselves why a lead is closed or open
_DATED = ("follow_up", "follow_up_note", "parked_until")
_QUIET = frozenset(
    {
        "version",
        "op",
        "changed_at",
        "cycle",
        "withdrawn",
        "ready",
        "done",
        "total",
        "policy",
        "reachable",
        "search_key",
    }
    | {"state", "closed_at", "closed_by"}  # the command itself says these
)


def rows(
    timeline: Sequence[Activity | Event],
    at: Setting,
    cells: int,
    own: int | None = None,
    kind: Kind = Kind.LEAD,
) -> list[Row]:
    """The lines of a timeline; what an activity event says twice is said once.

    ``own`` and ``kind`` are the record's: what happened to one that was merged into it, and what was logged
    on one that hangs on it, says which one.
    """
    whose = None if own is None else (kind, own)
    told = [(entry, at.owner(_who(entry)) or "–") for entry in timeline if not _echo(entry)]
    longest = max((width(name) for _, name in told), default=0)
    names = max(_LEAST, min(longest, cells // 5))
    return [Row(_line(entry, at, cells, pad(name, names), whose)) for entry, name in told]


def _who(entry: Activity | Event) -> str:
    return entry.by if isinstance(entry, Activity) else entry.actor


def _echo(entry: Activity | Event) -> bool:
    """An activity's own journal line; the activity itself stands beside it."""
    return isinstance(entry, Event) and (entry.kind is Kind.ACTIVITY or entry.action == "log")


def _line(
    entry: Activity | Event, at: Setting, cells: int, name: str, own: tuple[Kind, int] | None
) -> Content:
    when = pad(stamp(entry.at, at.now), 13)
    text = activity_text(entry, at) if isinstance(entry, Activity) else event_text(entry, at)
    about = entry.about if isinstance(entry, Activity) else (entry.kind, entry.record)
    if own not in (None, about):
        text = f"{about[0]} {about[1]}: {text}"
    return Content.assemble(" ", (f"{when} {name} ", LABEL), fit(text, max(cells - 17 - width(name), 10)))


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
        if name not in _QUIET
        and not (event.action in _MERGING and name == "status_reason")
        and name in BY_NAME.get(event.kind, {})
    ]
    said = _SAID.get(event.action, event.action.replace("_", " ").capitalize())
    note = clean(event.note)
    if event.action == "disqualify" and (reason := event.changes.get("status_reason")):
        named = str(event.changes.get("named", (None, None))[1] or "").replace(":", " ")
        note = ", ".join(part for part in (at.reason(str(reason[1])).lower(), named, note) if part)
    if event.action in ("follow_up", "park"):
        parts = [
            _told(event.kind, name, after, at) for name, (_, after) in event.changes.items() if name in _DATED
        ]
        told = ", ".join(dict.fromkeys(filter(None, parts)))  # both dates of "not now" are the same day
        return f"{said}: {told or 'taken away'}"
    if event.action in ("assign", "claim") and (owners := event.changes.get("owner")):
        before, after = (_told(event.kind, "owner", owner, at) or "nobody" for owner in owners)
        return ": ".join(part for part in (f"{said}: {before} → {after}", note) if part)
    if event.action == "qualify":
        return said  # its why stands beside it as a note
    if event.action == "lose" and (reason := event.changes.get("lost_reason")):
        note = ", ".join(
            part for part in (_told(event.kind, "lost_reason", reason[1], at).lower(), note) if part
        )
    if event.action == "move" and changes:
        return changes[0]
    if event.action in ("create", "import", "disqualify", "reactivate", "win", "lose", "reopen"):
        return ": ".join(part for part in (said, note) if part)
    if event.action == "merge" and note:  # it says itself what was merged into what
        return f"{note} {_some(changes)}".strip()
    if event.action == "edit" and changes:
        return "; ".join(changes)
    return ": ".join(part for part in (said, note or _some(changes)) if part)


def _some(changes: Sequence[str]) -> str:
    """The first changes, and how many more there are."""
    return "; ".join(changes[:3]) + (f" and {plural(len(changes) - 3, 'more field')}" if changes[3:] else "")


def _change(kind: Kind, name: str, before: object, after: object, at: Setting) -> str:
    what = BY_NAME[kind][name]
    old, new = (_told(kind, name, value, at) for value in (before, after))
    return f"{what.label}: {old} → {new or '–'}" if old else f"{what.label}: {new or '–'}"


def _told(kind: Kind, name: str, value: object, at: Setting) -> str:
    try:
        if name == "close_on" and value:  # late is what it is today, not what it was then
            return day(date.fromisoformat(str(value)), at.today)
        return shown(BY_NAME[kind][name], value, at)
    except (ValueError, ArithmeticError):
        return clean(str(value))  # a value of an older schema: told as it stands
