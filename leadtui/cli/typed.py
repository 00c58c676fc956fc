"""What people type after a command, read into values: ``field=value``, ids, dates."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leadtui.cli.failure import unknown, usage
from leadtui.domain.fields import BY_NAME, Field, Kind, Type, editable
from leadtui.domain.values import Invalid, currency_beside, read

if TYPE_CHECKING:
    from leadtui.domain.plan import Choice


def field_named(kind: Kind, name: str) -> Field:
    """The field that a person may set; an unknown or a system one is a usage error."""
    field = BY_NAME[kind].get(name)
    if field is None:
        raise unknown("field", name, (each.name for each in editable(kind)))
    if field.system:
        raise usage("system_field", f"The field {name!r} is written by leadtui itself.")
    if field.by_command:
        said = f"The field {name!r} is not typed: an opportunity is won, lost and reopened."
        raise usage("command", said, "`leadtui opportunity win`, `lose` and `reopen` write it.")
    return field


def assignments(kind: Kind, words: Iterable[str], today: date) -> dict[str, object]:
    """Values of ``field=value`` words; an empty value clears the field."""
    values: dict[str, object] = {}
    for name, text in assigned(words, "topic='40 scanners'").items():
        field = field_named(kind, name)
        values[name] = value_of(field, text, today)
        if field.type is Type.MONEY and (code := currency_beside(text)):
            values.setdefault("currency", code)  # what is said by itself, before or after, holds
    if not values:
        raise usage("assignment", "Nothing to write was said.", "Say field=value, as often as needed.")
    return values


def assigned(words: Iterable[str], example: str) -> dict[str, str]:
    """The texts of ``field=value`` words, by field; one of another shape is a usage error."""
    pairs = [word.partition("=") for word in words]
    if wrong := next((name for name, equals, _ in pairs if not equals), None):
        raise usage("assignment", f"{wrong!r} is not field=value.", f"For example: {example}.")
    return {name: text for name, _, text in pairs}


def value_of(field: Field, text: str, today: date) -> object:
    """One value of a field; one that does not fit is a usage error that says what would."""
    value = read(field, text, today=today)
    if isinstance(value, Invalid):
        raise usage("value", value.sentence, value.fix)  # the sentence names the field
    return value


def day(text: str, today: date) -> date | None:
    """A date as people write it (``tomorrow``, ``+2w``, ``2026-11-23``); ``none`` is no date."""
    if text in ("none", "-", ""):
        return None
    value = value_of(BY_NAME[Kind.LEAD]["follow_up"], text, today)
    assert isinstance(value, date)
    return value


def number(text: str) -> int:
    """The id of a record."""
    if not text.isdecimal() or len(text) > 18:
        raise usage("id", f"{text!r} is not a number of a record.", "leadtui lead list shows the numbers.")
    return int(text)


def choice_of(text: str | None) -> "Choice":
    """What is said of a record of a plan: new, none, or the id of one to link."""
    from leadtui.domain.plan import NEW, NONE  # for who qualifies, and few others

    return text if text in (None, NEW, NONE) else number(text)


def ids_in(path: str) -> list[int]:
    """The ids of a file, one a line, or JSON Lines with an ``id``; ``-`` is standard input."""
    text = sys.stdin.read() if path == "-" else Path(path).read_text("utf-8", errors="replace")
    return [_id_in(line) for line in filter(None, map(str.strip, text.splitlines()))]


def _id_in(line: str) -> int:
    if not line.startswith("{"):
        return number(line)
    try:
        return number(str(json.loads(line).get("id")))
    except json.JSONDecodeError as error:
        raise usage("id", f"{line[:60]!r} is not JSON: {error}.")


def split_id(words: Sequence[str]) -> tuple[int, Sequence[str]]:
    """The id that comes first, and the rest."""
    if not words:
        raise click.UsageError("Missing the number of the lead.")
    return number(words[0]), words[1:]
