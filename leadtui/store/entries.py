"""What someone wants written, checked against the field table before it comes near a row.

Screens, scripts and imports all come through here, so that a text too long or a code that is no
option is refused the same way wherever it came from.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from leadtui.domain import values as reading
from leadtui.domain.fields import BY_NAME, Field, Kind, Type
from leadtui.domain.results import Exit, Invalid, Refusal
from leadtui.domain.sales import NOTE

_TYPES: dict[Type, type | tuple[type, ...]] = {
    Type.BOOL: (bool, int),
    Type.DATE: date,
    Type.TIME: datetime,
    Type.MONEY: (Decimal, int, float),
    Type.REF: int,
    Type.NUMBER: int,
}
_MOST = Decimal(10) ** 15  # hundredths of it fit the 64 bits of a column


def accept(kind: Kind, given: Mapping[str, object], today: date) -> dict[str, object] | Refusal:
    """The values as their fields hold them, or why one of them cannot be kept.

    Texts are cleaned and read (``values.read``); what has its type already is only checked. Empty is
    None, for a yes-or-no field False.

    Args:
        kind: whose fields they are.
        given: by field name; system fields and those of a command of their own are refused.
        today: what relative dates count from.

    Returns:
        The values, or a `Refusal` with code ``field`` (no such field, exit 2), ``system`` (leadtui
        writes it itself), ``command`` (a command of its own does) or ``value``.
    """
    accepted: dict[str, object] = {}
    for name, value in given.items():
        field = BY_NAME[kind].get(name)
        if field is not None and field.by_command:
            return _by_command(field)
        if field is None or field.system:
            return _not_a_field(kind, name, field)
        read = entry(field, value, today)
        if isinstance(read, Invalid):
            return _refusal_of(field, read)
        accepted[name] = read
        if field.type is Type.MONEY and isinstance(value, str) and (code := reading.currency_beside(value)):
            accepted.setdefault("currency", code)  # what is said by itself, before or after, holds
    return accepted


def entry(field: Field, value: object, today: date) -> object | Invalid:
    """One value as its field holds it; see `accept`."""
    if isinstance(value, str):
        # Codes are by far the most common words for a choice, and need no reading.
        return str(value) if field.option(value) else reading.read(field, value, today=today)
    if value is None:
        return False if field.type is Type.BOOL else None
    if not isinstance(value, _TYPES.get(field.type, str)):
        return Invalid(
            f"{field.label} cannot hold {str(value)[:40]!r}.",
            f"It is a {field.type.value.replace('_', ' ')}.",
        )
    return _typed(field, value)


def _typed(field: Field, value: object) -> object | Invalid:
    match field.type:
        case Type.BOOL:
            return bool(value)
        case Type.MONEY:
            return _money(field, value)
        case Type.DATE if isinstance(value, datetime):
            return value.date()
        case Type.REF | Type.NUMBER if isinstance(value, bool) or not -(2**53) < int(str(value)) < 2**53:
            return Invalid(f"{field.label}: {value} is not a number of a record.", "Write digits, like 4211.")
        case _:
            return value


def _money(field: Field, value: object) -> Decimal | Invalid:
    try:
        amount = Decimal(str(value)).quantize(Decimal("0.01"))
    except InvalidOperation:
        amount = _MOST
    if abs(amount) < _MOST:
        return amount
    return Invalid(f"{field.label}: {value} is more than can be kept.", "Write it below 10^15.")


def note_of(note: str, today: date) -> str | Refusal:
    """A note as it is kept, or the "no" to one that is too long."""
    return text_of(NOTE, note, today)


def text_of(field: Field, value: str | None, today: date) -> str | Refusal:
    """One text as its field holds it, empty where nothing is said; or the "no" that names the field."""
    read = entry(field, value, today)
    return _refusal_of(field, read) if isinstance(read, Invalid) else str(read or "")


def _refusal_of(field: Field, invalid: Invalid) -> Refusal:
    """A value's fault as a rule's "no" that names the field."""
    return Refusal("value", invalid.sentence, invalid.fix, (field.name,))


def _by_command(field: Field) -> Refusal:
    return Refusal(
        "command",
        f"{field.label} is not typed: an opportunity is won, lost and reopened.",
        "w wins it, l loses it, r reopens it.",
        (field.name,),
        command="`leadtui opportunity win`, `lose` and `reopen` write it.",
    )


def _not_a_field(kind: Kind, name: str, field: Field | None) -> Refusal:
    if field is not None:
        return Refusal(
            "system",
            f"{field.label} is written by leadtui itself.",
            "q, d, r and s move a lead.",
            (name,),
            command="`leadtui lead --help` names the commands that move a lead.",
        )
    from difflib import get_close_matches  # only when something was mistyped

    near = get_close_matches(name, [f.name for f in BY_NAME[kind].values() if not f.system], 1)
    fix = f"Did you mean {near[0]}?" if near else f"The fields of {kind.value} are in the README."
    return Refusal(
        "field", f"{kind.value.capitalize()} has no field {name[:40]!r}.", fix, (name[:40],), Exit.USAGE
    )
