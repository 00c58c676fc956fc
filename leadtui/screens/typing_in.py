"""Edit, new, fill what is missing, and what was left half typed."""

from collections.abc import Mapping, Sequence
from dataclasses import fields as parts_of

from leadtui import store
from leadtui.domain.checklist import proposed_topic
from leadtui.domain.fields import BY_NAME, Field, Kind, Type, editable
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.records import Account, Contact, Draft, Record
from leadtui.domain.results import Result
from leadtui.domain.text import clean, stamp
from leadtui.screens.answering import new_op, seen, written
from leadtui.screens.choices import Choose, Option
from leadtui.screens.details import read_setting
from leadtui.screens.forms import Form
from leadtui.screens.sheet import Save, Sheet
from leadtui.screens.shell import Shell

_FROM_ACCOUNT = ("website", "phone", "street", "city", "region", "postal_code", "country", "territory")
_FROM_CONTACT = (
    *("first_name", "last_name", "job_title", "email", "phone", "mobile", "website", "language"),
    *("street", "city", "region", "postal_code", "country", "do_not_call", "do_not_email"),
)


async def edit(app: Shell, kind: Kind, id: int, field: str | None = None) -> bool:
    """The form of a record; with ``field`` the short one around it."""
    record = await seen(app, store.record, kind, id)
    if record is None:
        app.say(f"There is no {kind} {id} any more.", "warning")
        return False
    if isinstance(record, Lead) and (refusal := may(Command.EDIT, record)):
        app.say(str(refusal), "warning")
        return False
    if field is not None and isinstance(record, Lead):
        return await fill(app, id, *await _around(app, id, field))
    sheet = Sheet(
        kind,
        f"Edit {kind} {id} {clean(record.title)}",
        editable(kind),
        values_of(record),
        id,
        record.version,
        await _titles(app, kind, record),
        field,
    )
    return bool(await app.push_screen_wait(Form(sheet, _editing(app, kind, id))))


async def new(app: Shell, kind: Kind, start: Record | None = None) -> bool:
    """The form of a new record; a new lead is the acting user's, and starts from what it is made on."""
    values = begun(start) | {"owner": app.user or None}
    titles = {"account": start.title} if isinstance(start, Account) else {}
    if isinstance(start, Contact):
        titles["contact"] = start.title
    numbered = {name: f"{values[name]} {clean(title)}" for name, title in titles.items()}
    whose = f" from {clean(start.title)}" if start is not None else ""
    sheet = Sheet(kind, f"New {kind}{whose}", editable(kind), values, titles=numbered)
    op = new_op()

    async def save(typed: Mapping[str, object], version: int | None) -> Result:
        return await written(app, store.create, kind, typed, op_id=op)

    return bool(await app.push_screen_wait(Form(sheet, save)))


async def fill(app: Shell, id: int, names: Sequence[str], asked: frozenset[str] = frozenset()) -> bool:
    """A short form with those fields of a lead, the cursor in the first that is missing."""
    record = await seen(app, store.lead, id)
    if record is None:
        return False
    if refusal := may(Command.EDIT, record):
        app.say(str(refusal), "warning")
        return False
    fields = tuple(BY_NAME[Kind.LEAD][name] for name in names if name in BY_NAME[Kind.LEAD])
    values = values_of(record)
    first = next((name for name in names if name in asked), names[0] if names else None)
    sheet = Sheet(
        Kind.LEAD,
        f"Fill {id} {clean(record.title)}",
        fields,
        values,
        id,
        record.version,
        await _titles(app, Kind.LEAD, record),
        first,
        asked,
        whole=False,
    )
    hints = {"topic": proposed_topic(record)} if not record.topic else {}
    return bool(await app.push_screen_wait(Form(sheet, _editing(app, Kind.LEAD, id), proposed=hints)))


async def fill_item(app: Shell, id: int, number: int) -> bool:
    """A short form for the checklist item of that number; a done one can be changed there too."""
    detail = await seen(app, store.lead_detail, id)
    if detail is None:
        return False
    if not 0 < number <= len(detail.checklist):
        app.say(f"The checklist has {len(detail.checklist)} items.")
        return False
    item = detail.checklist[number - 1]
    return await fill(app, id, item.fields, frozenset(item.missing))


async def _around(app: Shell, id: int, field: str) -> tuple[Sequence[str], frozenset[str]]:
    """The fields of the checklist item that looks at this field, and that it is this one that is asked."""
    detail = await seen(app, store.lead_detail, id)
    items = [item for item in detail.checklist if field in item.fields] if detail else []
    return (items[0].fields if items else (field,), frozenset({field}))


def _editing(app: Shell, kind: Kind, id: int) -> Save:
    async def save(typed: Mapping[str, object], version: int | None) -> Result:
        return await written(app, store.edit, kind, id, typed, version=version, op_id=new_op())

    return save


def values_of(record: Record) -> dict[str, object]:
    """Field -> value of a record."""
    return {part.name: getattr(record, part.name) for part in parts_of(record)}


def begun(start: Record | None) -> dict[str, object]:
    """What a new lead takes over from the account or contact it is made on."""
    if isinstance(start, Account):
        known: dict[str, object] = {name: getattr(start, name) for name in _FROM_ACCOUNT}
        return known | {
            "company": start.name,
            "account": start.id,
        }
    if isinstance(start, Contact):
        known = {name: getattr(start, name) for name in _FROM_CONTACT}
        return known | {"company": start.company, "account": start.account, "contact": start.id}
    return {}


async def _titles(app: Shell, kind: Kind, record: Record) -> dict[str, str]:
    """How the records that this one names are called, number first."""
    titles: dict[str, str] = {}
    for field in _references(kind):
        number = getattr(record, field.name)
        if number and field.target:
            found = await seen(app, store.record, field.target, number)
            titles[field.name] = f"{number} {clean(found.title)}" if found else str(number)
    return titles


def _references(kind: Kind) -> list[Field]:
    return [field for field in editable(kind) if field.type is Type.REF]


# -- drafts


async def offer_drafts(app: Shell) -> bool:
    """What was left half typed, newest first: Enter goes on with it, the last line throws all away."""
    left = await seen(app, store.drafts)
    at = await seen(app, read_setting)
    if not left or at is None:
        return False
    options = [Option(str(draft.id), told(draft), stamp(draft.at, at.now)) for draft in left[:8]]
    options.append(Option("drop", "Throw all of it away"))
    said = "This was left half typed. Esc keeps it: it comes back when you open the same form."
    code = await app.push_screen_wait(Choose("Go on where you left off", options, said=said))
    if code == "drop":
        for draft in left:
            await app.worker.write(store.drop_draft, draft.id)
        app.say("The drafts are gone.")
        return False
    chosen = next((draft for draft in left if str(draft.id) == code), None)
    return await _go_on(app, chosen) if chosen else False


def told(draft: Draft) -> str:
    """A draft in a few words: the form, the record, what was typed."""
    head = f"{draft.form} {draft.record or ''}".strip().capitalize()
    return f"{head}: " + ", ".join(clean(text) for text in draft.values.values())


async def _go_on(app: Shell, draft: Draft) -> bool:
    from leadtui.screens import doing

    verb, _, kind = draft.form.partition(" ")
    if verb == "qualify" and draft.record is not None:
        return await doing.qualify(app, [draft.record])
    if verb == "edit" and draft.record is not None:
        return await edit(app, Kind(kind), draft.record)
    return await new(app, Kind(kind or Kind.LEAD))
