"""The daily work on leads: log, follow up, not now, assign, copy, undo."""

from collections.abc import Sequence
from typing import TypeVar

from leadtui import store
from leadtui.actions import clipboard
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Command, may
from leadtui.domain.records import Activity, Operation, Record
from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.domain.rows import LeadRow
from leadtui.domain.text import clean
from leadtui.screens.answering import Asking, new_op, seen, tell, written
from leadtui.screens.assign import Assign
from leadtui.screens.choices import Choose, Option
from leadtui.screens.deciding import named, rows_of
from leadtui.screens.details import read_setting
from leadtui.screens.each import Each
from leadtui.screens.follow_up import AskDay, Day
from leadtui.screens.log_contact import LogContact
from leadtui.screens.shell import Shell
from leadtui.screens.undo import Undo
from leadtui.widgets.signs import DO_NOT

A = TypeVar("A")


async def _open_rows(app: Shell, ids: Sequence[int], command: Command) -> list[LeadRow]:
    """The leads as they stand; a single closed one is refused at once with its reason."""
    rows = list((await rows_of(app, ids)).values())
    if len(rows) == 1 and rows[0].state != "open":
        lead = await seen(app, store.lead, rows[0].id)
        if lead and (refusal := may(command, lead)):
            app.say(str(refusal), "warning")
            return []
    return rows


def _title(verb: str, rows: Sequence[LeadRow]) -> str:
    if len(rows) > 1:
        return f"{verb} {len(rows)} leads: {named({row.id: row for row in rows}, 2)}"
    return f"{verb} {rows[0].id} {clean(rows[0].name or rows[0].company)}"


async def follow_up(app: Shell, ids: Sequence[int]) -> bool:
    """The next date of the leads, and what to do then."""
    rows = await _open_rows(app, ids, Command.FOLLOW_UP)
    if not rows:
        return False

    async def one(row: LeadRow, day: Day, op: str) -> Result:
        return await written(app, store.follow_up, row.id, day.on, day.note, version=row.version, op_id=op)

    each = Each[Day](app, "Follow-up set on", rows, one)
    lead = await seen(app, store.lead, rows[0].id) if len(rows) == 1 else None
    before, note = (lead.follow_up, lead.follow_up_note or "") if lead else (None, "")
    said = (
        "An empty day takes the follow-up away." if before else "The lead comes up under “due” on that day."
    )
    screen = AskDay(
        _title("Follow up", rows), "", each.commit, verb="set it", said=said, before=before, note=clean(note)
    )
    _leavable(screen, each, rows, "follow-up lead")
    await app.push_screen_wait(screen)
    return each.tell()


def _leavable(screen: Asking[A], each: Each[A], rows: Sequence[LeadRow], form: str = "") -> None:
    """Esc stops a run over several leads; of one lead's dialog what is typed is kept."""
    if len(rows) > 1:
        screen.stops(each.halt)
    elif form:
        screen.keeps(form, rows[0].id)


async def park(app: Shell, ids: Sequence[int]) -> bool:
    """Hide the leads until a date."""
    rows = await _open_rows(app, ids, Command.PARK)
    if not rows:
        return False

    async def one(row: LeadRow, day: Day, op: str) -> Result:
        return await written(app, store.park, row.id, day.on, version=row.version, op_id=op)

    each = Each[Day](app, "Hidden", rows, one)
    before = rows[0].parked_until if len(rows) == 1 else None
    said = "Hidden from the work lists until then; it comes back by itself."
    said += " An empty day brings it back now." if before else ""
    screen = AskDay(_title("Not now", rows), "", each.commit, verb="hide it", said=said, before=before)
    _leavable(screen, each, rows)
    await app.push_screen_wait(screen)
    return each.tell()


async def assign(app: Shell, ids: Sequence[int]) -> bool:
    """Give the leads to a user or a team."""
    rows = await _open_rows(app, ids, Command.ASSIGN)
    people = await seen(app, store.owner_titles)
    teams = await seen(app, store.teams)
    if not rows or people is None or teams is None:
        return False

    async def one(row: LeadRow, owner: str, op: str) -> Result:
        return await written(app, store.assign, row.id, owner, version=row.version, op_id=op)

    each = Each[str](app, "Assigned", rows, one)
    codes = frozenset(team.code for team in teams)
    screen = Assign(_title("Assign", rows), "", people, codes, each.commit, me=app.user)
    _leavable(screen, each, rows)
    await app.push_screen_wait(screen)
    return each.tell()


async def log(app: Shell, kind: Kind, id: int) -> bool:
    """Log a call, an e-mail, a meeting or a note."""
    record = await seen(app, store.record, kind, id)
    if record is None:
        return False
    op, results = new_op(), list[Result]()

    async def commit(activity: Activity) -> Refusal | Conflict | None:
        result = await written(app, store.log, kind, id, activity, op_id=op)
        results.append(result)
        return None if isinstance(result, Done) else result

    screen = LogContact(f"Log contact with {clean(record.title)}", _reach(record), record, commit)
    screen.keeps(f"log {kind}", id)
    return bool(await app.push_screen_wait(screen)) and tell(app, results[-1])


def _reach(record: Record) -> str:
    return clean(str(getattr(record, "phone", None) or getattr(record, "email", None) or ""))


async def copy(app: Shell, record: Record) -> bool:
    """Copy e-mail, phone, number or the whole line; what was refused is said beside it."""
    options = _copyable(record)
    code = await app.push_screen_wait(Choose(f"Copy from {clean(record.title)}", options))
    if code is not None:
        option = next(one for one in options if one.code == code)
        how = await clipboard.copy(option.label, app.copy_to_clipboard)
        refused = f"{option.aside}. " if option.warning else ""
        app.say(f"{refused}Copied {how}: {option.label}" if how else "Too long to copy.")
    return False


def _copyable(record: Record) -> list[Option]:
    refusals = {"email": "do_not_email", "phone": "do_not_call", "mobile": "do_not_call"}
    options: list[Option] = []
    for name in ("email", "phone", "mobile"):
        if value := getattr(record, name, None):
            refused = bool(getattr(record, refusals[name], False))
            word = "e-mail" if name == "email" else name
            aside = (
                f"{DO_NOT} asked not to be {'e-mailed' if name == 'email' else 'called'}" if refused else word
            )
            options.append(Option(name, clean(str(value)), aside, refused))
    options.append(Option("id", str(record.id), "number"))
    parts = (
        str(record.id),
        record.title,
        getattr(record, "company", None),
        *(one.label for one in options[:-1]),
    )
    options.append(Option("line", "  ".join(clean(part) for part in parts if part), "the whole line"))
    return options


async def undo(app: Shell) -> bool:
    """Take back the last command, named first; a refusal lists what was touched since."""
    operation = await seen(app, store.undoable)
    at = await seen(app, read_setting)
    if operation is None or at is None:
        app.say("There is nothing of yours to take back within the last day.")
        return False
    op, results = new_op(), list[Result]()

    async def commit(what: Operation) -> Refusal | Conflict | None:
        result = await written(app, store.undo, what.id, op_id=op)
        results.append(result)
        return None if isinstance(result, Done) else result

    if not await app.push_screen_wait(Undo(operation, at, commit)):
        return False
    app.say(results[-1].sentence)
    return True
