"""The daily work on leads: log, follow up, not now, assign, copy."""

from collections.abc import Sequence

from leadtui import store
from leadtui.actions import clipboard
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.records import Activity, Record
from leadtui.domain.results import Done, Result
from leadtui.domain.text import clean
from leadtui.screens.answering import Once, seen, written
from leadtui.screens.assign import Assign, Handing, takers
from leadtui.screens.choices import Choose, Option
from leadtui.screens.follow_up import AskDay, Day
from leadtui.screens.log_contact import LogContact
from leadtui.screens.shell import Shell
from leadtui.widgets.signs import DO_NOT


async def _open_lead(app: Shell, ids: Sequence[int], command: Command) -> Lead | None:
    """The lead as it stands; a closed one is refused at once with its reason."""
    lead = await seen(app, store.lead, ids[0])
    if lead is not None and (no := may(command, lead)):
        app.say(str(no), "warning")
        return None
    return lead


def _title(verb: str, lead: Lead) -> str:
    return f"{verb} {lead.id} {clean(lead.title)}"


async def follow_up(app: Shell, ids: Sequence[int], said: Day | None = None) -> bool:
    """The next date of the lead, and what to do then; ``said`` is what was answered for many before."""
    lead = await _open_lead(app, ids, Command.FOLLOW_UP)
    if lead is None:
        return False

    async def write(day: Day, op: str) -> Result:
        return await written(app, store.follow_up, lead.id, day.on, day.note, version=lead.version, op_id=op)

    one = Once[Day](app, write)
    before, note = lead.follow_up, lead.follow_up_note or ""
    told = (
        "An empty day takes the follow-up away." if before else "The lead comes up under “due” on that day."
    )
    screen = AskDay(
        _title("Follow up", lead),
        "",
        one.commit,
        verb="set it",
        said=told,
        before=before,
        note=clean(note),
        opens=said,
    )
    screen.keeps("follow-up lead", lead.id)
    await app.push_screen_wait(screen)
    return one.tell()


async def park(app: Shell, ids: Sequence[int], said: Day | None = None) -> bool:
    """Hide the lead until a date; ``said`` is what was answered for many before."""
    one = await _hidden(app, ids, opens=said)
    return one is not None and one.tell()


async def hide(app: Shell, id: int, note: str) -> Done | None:
    """The same from another dialog in which a note was typed; who asked tells of it."""
    one = await _hidden(app, [id], note)
    return None if one is None else one.done


async def _hidden(
    app: Shell, ids: Sequence[int], note: str = "", opens: Day | None = None
) -> Once[Day] | None:
    """Ask until when, and hide it; ``note`` is what was typed before."""
    lead = await _open_lead(app, ids, Command.PARK)
    if lead is None:
        return None

    async def write(day: Day, op: str) -> Result:
        return await written(app, store.park, lead.id, day.on, day.note, version=lead.version, op_id=op)

    one, before = Once[Day](app, write), lead.parked_until
    said = "Hidden from the work lists until then; it comes back by itself."
    said += " An empty day brings it back now." if before else ""
    await app.push_screen_wait(
        AskDay(
            _title("Not now", lead),
            "",
            one.commit,
            verb="hide it",
            said=said,
            before=before,
            note=note,
            opens=opens,
        )
    )
    return one


async def assign(app: Shell, ids: Sequence[int], said: Handing | None = None) -> bool:
    """Give the lead to a user or a team; ``said`` is what was answered for many before."""
    lead = await _open_lead(app, ids, Command.ASSIGN)
    to_whom = await seen(app, takers)
    if lead is None or to_whom is None:
        return False

    async def write(to: Handing, op: str) -> Result:
        return await written(app, store.assign, lead.id, *to, version=lead.version, op_id=op)

    one = Once[Handing](app, write)
    await app.push_screen_wait(
        Assign(_title("Assign", lead), "", to_whom, one.commit, me=app.user, said=said)
    )
    return one.tell()


async def log(app: Shell, kind: Kind, id: int) -> bool:
    """Log a call, an e-mail, a meeting or a note."""
    record = await seen(app, store.record, kind, id)
    if record is None:
        return False

    async def write(activity: Activity, op: str) -> Result:
        return await written(app, store.log, kind, id, activity, op_id=op)

    one = Once[Activity](app, write)
    screen = LogContact(f"Log contact with {clean(record.title)}", _reach(record), record, one.commit)
    screen.keeps(f"log {kind}", id)
    await app.push_screen_wait(screen)
    return one.tell()


def _reach(record: Record) -> str:
    return clean(str(getattr(record, "phone", None) or getattr(record, "email", None) or ""))


async def copy(app: Shell, record: Record) -> bool:
    """Copy e-mail, phone, number or the whole line; what was refused is said beside it."""
    options = _copyable(record)
    code = await app.push_screen_wait(Choose(f"Copy from {clean(record.title)}", options))
    if code is not None:
        option = next(one for one in options if one.code == code)
        how = await clipboard.copy(option.label, app.copy_to_clipboard)
        refused = f"  {option.aside}" if option.warning else ""
        app.say(f"Copied {how}: {option.label}{refused}" if how else "Too long to copy.")
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
