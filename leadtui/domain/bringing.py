"""What an imported row brings into a record that is here: blanks filled, differing values changed.

Pure. A refusal to be called or written to is never taken back, a reachable address never gives way to
one that is not, and links that people made stay.
"""

from collections.abc import Mapping
from typing import Final

from leadtui.domain.fields import BY_NAME, Kind, Type
from leadtui.domain.reach import is_email

_CONSENT: Final = frozenset({"do_not_call", "do_not_email"})
# What the record has of these stays; an empty one is filled.
_KEPT: Final = frozenset({"external_system", "external_id", "currency"})
_HISTORY: Final = "other_values"


def brought(
    kind: Kind, stored: Mapping[str, object], row: Mapping[str, object], owner: str | None = None
) -> dict[str, object]:
    """The values that change, by field name; none where the record says all of it already.

    Args:
        kind: of the record.
        stored: its values by field name.
        row: the row's, checked and typed; what it leaves out or empty changes nothing.
        owner: key of the row's owner where someone here is meant; another name changes no owner.
    """
    changes: dict[str, object] = {}
    for name, field in BY_NAME[kind].items():
        value, before = row.get(name), stored.get(name)
        if field.system or value is None or value in ("", before):
            continue
        if name == _HISTORY:
            value = _joined(str(before or ""), str(value), field.max)
        elif name == "owner":
            value = owner or before
        elif not _gives_way(name, field.type, before, value):
            continue
        if value not in (None, before):
            changes[name] = value
    if "external_id" in row and (stored.get("external_system") or stored.get("external_id")):
        changes.pop("external_system", None)  # half of another system's address is none
        changes.pop("external_id", None)
    if "budget_amount" in changes and row.get("currency"):
        changes["currency"] = row["currency"]
    return changes


def _gives_way(name: str, type: Type, before: object, value: object) -> bool:
    """Whether what the record has gives way to what the row says."""
    if name in _CONSENT:
        return bool(value)
    if before is None or before == "":
        return True
    if name in _KEPT or type is Type.REF:
        return False
    return type is not Type.EMAIL or is_email(str(value)) or not is_email(str(before))


def _joined(before: str, more: str, limit: int) -> str:
    """The lines of both, each once; what does not fit any more stays away."""
    lines = before.splitlines()
    text = before
    for line in more.splitlines():
        longer = f"{text}\n{line}" if text else line
        if line not in lines and len(longer) <= limit:
            text = longer
    return text
