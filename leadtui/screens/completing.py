"""What could follow in the filter line."""

from collections.abc import Iterable, Sequence

from leadtui.domain.fields import BY_NAME, Field, Kind, Type
from leadtui.domain.terms import SHORT, STATES, names

_DAYS = ("today", "tomorrow", "yesterday", "-1w", "last-month", "this-quarter", "last-quarter")


def proposals(head: str, kind: Kind, people: Iterable[str], reasons: Iterable[str]) -> Sequence[str]:
    """Words that complete the one at the end of ``head``, best first; none while a plain word is typed."""
    word = head[max(head.rfind(" "), head.rfind("(")) + 1 :]
    body = word.lstrip("-!")
    prefix = word[: len(word) - len(body)]
    for sign in (":", "<=", ">=", "<", ">", "="):
        if sign in body:
            name, _, typed = body.partition(sign)
            stem = prefix + name + sign + typed[: typed.rfind(",") + 1]
            last = typed[typed.rfind(",") + 1 :].casefold()
            values = _values(name.casefold(), kind, people, reasons)
            return [stem + value for value in values if value.startswith(last) and value != last]
    if not body:
        return []
    found = [name for name in (*SHORT, "is", "has", *names(kind)) if name.startswith(body.casefold())]
    return [f"{prefix}{name}:" for name in dict.fromkeys(found)]


def _values(name: str, kind: Kind, people: Iterable[str], reasons: Iterable[str]) -> Sequence[str]:
    if name == "is":
        return STATES[kind]
    if name == "has":
        return [field for field in names(kind) if field not in SHORT]
    full = SHORT.get(name, name)
    if full == "owner":
        return ["me", *people]
    if full == "status_reason":
        return [*reasons]
    field = BY_NAME[kind].get(full)
    return _of_field(field) if field else ()


def _of_field(field: Field) -> Sequence[str]:
    if field.options:
        return [option.code for option in field.options]
    if field.type is Type.BOOL:
        return ("yes", "no")
    return _DAYS if field.type in (Type.DATE, Type.TIME) else ()
