"""The mappings of a rule book: which field of a lead goes to which field of what it becomes."""

from collections.abc import Mapping
from typing import Final

from leadtui.domain.fields import BY_NAME, Field, Kind, Type
from leadtui.domain.policy_tables import Book, Table, near

_KINDS: Final = (Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY)
_PLANNED: Final = frozenset({"stage", "why"})  # the plan sets them itself
_TEXTS: Final = frozenset({Type.TEXT, Type.EMAIL, Type.PHONE, Type.OPEN_CHOICE})
_WORDS: Final = {
    Type.TEXT: "text",
    Type.LONG: "text of several lines",
    Type.EMAIL: "an e-mail address",
    Type.PHONE: "a phone number",
    Type.CHOICE: "one of its choices",
    Type.OPEN_CHOICE: "a choice",
    Type.MONEY: "money",
    Type.BOOL: "yes or no",
    Type.DATE: "a day",
    Type.TIME: "a time",
    Type.PERSON: "a user or team",
    Type.REF: "a record",
    Type.NUMBER: "a number",
}
_SOURCES: Final = tuple(
    field.name for field in BY_NAME[Kind.LEAD].values() if not field.system and field.type is not Type.REF
)


def read_maps(book: Book) -> Mapping[Kind, Mapping[str, str]]:
    """Kind -> field of the record -> field of the lead; what is wrong is noted in the book."""
    made: dict[Kind, dict[str, str]] = {kind: {} for kind in _KINDS}
    for table in book.several("map", ("id", "from")):
        source = table.text("from")
        target = _target(table)
        origin = BY_NAME[Kind.LEAD].get(source) if source in _SOURCES else None
        if origin is None and source:
            fix = near(source, _SOURCES) or f"There are: {', '.join(_SOURCES)}."
            table.say("from", f"{table.called} takes {source[:40]!r}, which no lead has.", fix.strip())
        if target is None or origin is None:
            continue
        kind, field = target
        _fits(table, origin, field)
        made[kind][field.name] = origin.name
    return made


def _target(table: Table) -> tuple[Kind, Field] | None:
    if not table.id:
        return None
    name, _, wanted = table.id.partition(".")
    kinds = [str(kind) for kind in _KINDS]
    if name not in kinds:
        fix = f"{near(name, kinds)}Write it like account.name; there are: {', '.join(kinds)}."
        table.say("id", f"{table.called} names no record that a lead becomes.", fix)
        return None
    kind = Kind(name)
    fields = {
        field.name: field
        for field in BY_NAME[kind].values()
        if not field.system
        and not field.by_command
        and field.type is not Type.REF
        and field.name not in _PLANNED
    }
    if wanted not in fields:
        fix = near(wanted, fields) or f"There are: {', '.join(fields)}."
        table.say("id", f"No field {wanted[:40]!r} of {kind} can be filled from a lead.", fix.strip())
        return None
    return kind, fields[wanted]


def _fits(table: Table, origin: Field, target: Field) -> None:
    if not _holds(origin, target):
        said = (
            f"{table.called} takes {origin.name}, which holds {_WORDS[origin.type]};"
            f" {target.name} holds {_WORDS[target.type]}."
        )
        table.say("from", said, _alike(target))
    elif 0 < target.max < origin.max:
        said = (
            f"{table.called} takes {origin.name} of up to {origin.max:,} characters;"
            f" {target.name} has room for {target.max:,}."
        )
        table.say("from", said, _alike(target))


def _holds(origin: Field, target: Field) -> bool:
    if target.type is Type.TEXT:
        return origin.type in _TEXTS
    if target.type is Type.LONG:
        return origin.type in _TEXTS or origin.type is Type.LONG
    if target.type is Type.CHOICE:
        return origin.type is Type.CHOICE and origin.options == target.options
    return origin.type is target.type


def _alike(target: Field) -> str:
    fields = [BY_NAME[Kind.LEAD][name] for name in _SOURCES]
    fit = [f.name for f in fields if _holds(f, target) and (not target.max or f.max <= target.max)]
    nearest = near(target.name, fit).strip()
    return nearest or f"What fits: {', '.join(fit[:8])}." if fit else "Take the mapping out."
