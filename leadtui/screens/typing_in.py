"""Edit, new, fill what is missing, and what was left half typed."""

from collections.abc import Mapping, Sequence
from dataclasses import fields as parts_of

from leadtui import store
from leadtui.domain.checklist import proposed_topic
from leadtui.domain.fields import BY_NAME, Field, Kind, Type, editable
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.records import Draft, Opportunity, Record
from leadtui.domain.results import Result
from leadtui.domain.sales import Step
from leadtui.domain.sales import may as may_step
from leadtui.domain.text import clean, stamp
from leadtui.screens.answering import new_op, seen, written
from leadtui.screens.beginnings import begun, choose_kind, origin
from leadtui.screens.choices import Choose, Option
from leadtui.screens.details import read_setting
from leadtui.screens.form_alike import WarnedForm
from leadtui.screens.forms import Form
from leadtui.screens.plan_draft import CHOSEN
from leadtui.screens.sheet import Save, Sheet
from leadtui.screens.shell import Shell
from leadtui.store import StoreError
from leadtui.widgets.field_input import typed


async def edit(app: Shell, kind: Kind, id: int, field: str | None = None) -> bool:
    """The form of a record; with ``field`` the short one around it."""
    record = await seen(app, store.record, kind, id)
    if record is None:
        app.say(f"There is no {kind} {id} any more.", "warning")
        return False
    if isinstance(record, Lead) and (refusal := may(Command.EDIT, record)):
        app.say(str(refusal), "warning")
        return False
    if isinstance(record, Opportunity) and (refusal := may_step(Step.EDIT, record)):
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
        await _titles(app, kind, values_of(record)),
        field,
    )
    return bool(await app.push_screen_wait(_whole(sheet, _editing(app, kind, id))))


async def new(app: Shell, kind: Kind, start: Record | None = None) -> bool:
    """The form of a new record; a new lead is the acting user's, and starts from what it is made on."""
    values = begun(kind, start) | {"owner": app.user or None}
    titles = await _titles(app, kind, values)
    whose = f" from {clean(start.title)}" if start is not None else ""
    sheet = Sheet(kind, f"New {kind}{whose}", editable(kind), values, titles=titles, start=origin(start))
    op = new_op()

    async def save(typed: Mapping[str, object], version: int | None) -> Result:
        return await written(app, store.create, kind, typed, op_id=op)

    return bool(await app.push_screen_wait(_whole(sheet, save)))


def _whole(sheet: Sheet, save: Save) -> Form:
    """The form of a whole record; what may be here already is told beside it."""
    return Form(sheet, save) if sheet.kind is Kind.OPPORTUNITY else WarnedForm(sheet, save)


async def new_beside(app: Shell, start: Record) -> bool:
    """The form of a new record that hangs on another one; asks which kind where there are several."""
    kind = await choose_kind(app, start)
    return await new(app, kind, start) if kind is not None else False


async def fill(
    app: Shell,
    id: int,
    names: Sequence[str],
    asked: frozenset[str] = frozenset(),
    said: Mapping[str, str] | None = None,
) -> bool:
    """A short form with those fields of a lead, the cursor in the first that is missing.

    ``said`` are texts that count as typed.
    """
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
        await _titles(app, Kind.LEAD, values),
        first,
        asked,
        whole=False,
    )
    topic = "" if record.topic else proposed_topic(record)
    hints = {**({"topic": topic} if topic else {}), **(said or {})}
    return bool(await app.push_screen_wait(Form(sheet, _editing(app, Kind.LEAD, id), proposed=hints)))


async def set_fields(app: Shell, id: int, said: Mapping[str, object]) -> bool:
    """A short form with the values that were to be set on many leads: Enter takes them."""
    fields = [field for name, field in BY_NAME[Kind.LEAD].items() if name in said]
    texts = {field.name: _as_said(field, said[field.name]) for field in fields}
    return await fill(app, id, list(texts), said=texts)


def _as_said(field: Field, value: object) -> str:
    """A value of a run as it is typed: a text may be one that the command line was given."""
    return value if isinstance(value, str) and field.type is Type.BOOL else typed(field, value)


async def fill_item(app: Shell, id: int, number: int) -> bool:
    """A short form for the checklist item of that number; a done one can be changed there too."""
    detail = await seen(app, store.lead_detail, id)
    if detail is None:
        return False
    from leadtui.screens.ticking import by_hand, numbered

    if (found := await numbered(app, detail.checklist, number)) is None:
        return False
    _, item = found
    if not item.missing and (said := await by_hand(app, detail.lead, item)) is not None:
        return said
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


async def _titles(app: Shell, kind: Kind, values: Mapping[str, object]) -> dict[str, str]:
    """How the records that these values name are called, number first."""
    titles: dict[str, str] = {}
    for field in _references(kind):
        number = values.get(field.name)
        if isinstance(number, int) and field.target:
            found = await seen(app, store.record, field.target, number)
            titles[field.name] = f"{number} {clean(found.title)}" if found else str(number)
    return titles


def _references(kind: Kind) -> list[Field]:
    return [field for field in editable(kind) if field.type is Type.REF]


# -- drafts


async def offer_drafts(app: Shell) -> bool:
    """What was left half typed, newest first: Enter goes on with it, the last line throws all away."""
    left = await _alive(app, await seen(app, store.drafts) or [])
    at = await seen(app, read_setting)
    if not left or at is None:
        return False
    options = [Option(str(draft.id), told(draft), stamp(draft.at, at.now)) for draft in left[:8]]
    options.append(Option("drop", "Throw all of it away"))
    said = "This was left half typed. Esc keeps it: it comes back when you open the same form."
    code = await app.push_screen_wait(Choose("Go on where you left off", options, said=said))
    if code == "drop":
        await _drop(app, left)
        app.say("The drafts are gone.")
        return False
    chosen = next((draft for draft in left if str(draft.id) == code), None)
    return await _go_on(app, chosen) if chosen else False


def told(draft: Draft) -> str:
    """A draft in a few words: the form, the record, what was typed."""
    verb, kind, *rest = [*draft.form.split(), "lead"] if draft.form == "qualify" else draft.form.split()
    whose = f" {' '.join(rest)}" if rest and verb != "fill" else ""
    head = f"{verb} {kind}{whose} {draft.record or ''}".strip().capitalize()
    texts = [clean(text) for name, text in draft.values.items() if (draft.form, name) != ("qualify", CHOSEN)]
    return f"{head}: {', '.join(texts) or 'what was chosen'}"


async def _go_on(app: Shell, draft: Draft) -> bool:
    from leadtui.screens import doing

    verb, *rest = draft.form.split()
    kind = Kind(rest[0]) if rest else Kind.LEAD
    number = draft.record
    match verb:
        case "new":
            start = await seen(app, store.record, Kind(rest[2]), int(rest[3])) if rest[1:] else None
            return await new(app, kind, start)
        case _ if number is None:
            return False
        case "qualify":
            return await doing.qualify(app, [number])
        case "disqualify":
            return await doing.disqualify(app, [number])
        case "reactivate":
            return await doing.reactivate(app, [number])
        case "follow-up":
            return await doing.follow_up(app, [number])
        case "log":
            return await doing.log(app, kind, number)
        case Step.WIN | Step.LOSE | Step.REOPEN:
            return await doing.end_sale(app, number, Step(verb))
        case "fill":
            return await fill(app, number, rest[1].split(","))
        case _:
            return await edit(app, kind, number)


_ON_OPEN = frozenset({"edit", "fill", "qualify", "disqualify", "follow-up"})


async def _alive(app: Shell, left: Sequence[Draft]) -> list[Draft]:
    """The drafts that can still be used; those of leads that are closed since are said and dropped."""
    alive: list[Draft] = []
    gone: list[Draft] = []
    for draft in left:
        verb, *rest = draft.form.split()
        of_lead = draft.record is not None and rest[:1] in ([], [Kind.LEAD]) and verb in _ON_OPEN
        lead = await seen(app, store.lead, draft.record) if of_lead and draft.record else None
        (gone if lead is not None and not lead.is_open else alive).append(draft)
    if gone:
        await _drop(app, gone)
        said = "; ".join(told(draft) for draft in gone[:3])
        app.say(f"Closed since, so what was half typed is dropped: {said}", "warning")
    return alive


async def _drop(app: Shell, drafts: Sequence[Draft]) -> None:
    try:
        for draft in drafts:
            await app.worker.write(store.drop_draft, draft.id)
    except StoreError as fault:
        app.say(str(fault), "error")
