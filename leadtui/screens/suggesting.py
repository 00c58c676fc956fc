"""What may stand in a field, offered behind the cursor while one types (right arrow takes it)."""

from collections.abc import Callable, Iterable, Sequence

from textual.suggester import Suggester

from leadtui import store
from leadtui.domain.fields import Field, Kind, Type
from leadtui.domain.records import Brief
from leadtui.domain.results import Invalid
from leadtui.domain.text import clean, fit
from leadtui.domain.value_words import FIELD_LISTS, TEAM, shipped
from leadtui.screens.answering import seen
from leadtui.screens.shell import Shell

_ME = "me"  # what the acting user may be typed as
_LIST_LIKE = frozenset(
    {"campaign", "product", "territory", "city", "region", "country", "industry", "language"}
)


class _Words(Suggester):
    """Completes from words that are asked for while one types."""

    def __init__(self, words: Callable[[str], "Iterable[str]"]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._words = words

    async def get_suggestion(self, value: str) -> str | None:
        return _first(self._words(value), value)


class _InUse(Suggester):
    """Completes from what other records of this kind already have in the field."""

    def __init__(self, app: Shell, kind: Kind, name: str) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._app, self._kind, self._name = app, kind, name

    async def get_suggestion(self, value: str) -> str | None:
        words = await seen(self._app, store.values_in_use, self._kind, self._name, value)
        return _first(words or (), value)


class _Records(Suggester):
    """Completes from the titles of records."""

    def __init__(self, app: Shell, kind: Kind) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._app, self._kind = app, kind

    async def get_suggestion(self, value: str) -> str | None:
        if len(value) < 2 or value[0].isdigit():
            return None
        found = await seen(self._app, store.find, value, (self._kind,), 8)
        return _first((clean(one.title) for one in found or ()), value)


class _Owners(Suggester):
    """Completes an owner where what is typed means one alone: what stands there is what Enter takes."""

    def __init__(self, app: Shell) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._app = app

    async def get_suggestion(self, value: str) -> str | None:
        meant = _meant(self._app, value)
        words = (word for word in people(self._app) if owner_key(self._app, word) == meant)
        return _first(words, value) if meant else None


def _first(words: Iterable[str], typed: str) -> str | None:
    start = typed.casefold()
    match = next((word for word in words if word.casefold().startswith(start)), None)
    # What is typed stays as typed: only the rest is offered.
    return typed + match[len(typed) :] if match else None


def for_field(app: Shell, kind: Kind, field: Field) -> Suggester | None:
    """The suggestions of one field; None where there is nothing to suggest."""
    if field.type is Type.PERSON:
        return _Owners(app)
    if field.type is Type.OPEN_CHOICE:
        if field.name not in FIELD_LISTS:
            return _Words(lambda typed: [option.label for option in field.options])
        return _Words(lambda typed: app.words.offered(field.name, shipped(field.name)))
    if field.type is Type.REF and field.target:
        return _Records(app, field.target)
    return _InUse(app, kind, field.name) if field.name in _LIST_LIKE else None


def people(app: Shell) -> list[str]:
    """Every key and every name that an owner may be typed as."""
    here = {key: name for key, name in app.people.items() if not app.words.retired(TEAM, key)}
    return [_ME, *here, *here.values()]


def owner_key(app: Shell, text: str) -> str:
    """The key that a typed owner means: “me”, a login, a team's code, or the name of either; else the text.

    The beginning of a name, or of “me”, will do where it is one person's or team's.
    """
    return _meant(app, text) or text.strip()


def _meant(app: Shell, text: str) -> str:
    """The one key that a text means, whole or by how it begins; empty for none and for several."""
    wanted = text.strip().casefold()
    if not wanted:
        return ""
    for key, name in app.people.items():
        if wanted in (key.casefold(), name.casefold()):
            return key
    if wanted == _ME:
        return app.user
    near = {key for key, name in app.people.items() if _begins(wanted, key, name)}
    near |= {app.user} if _ME.startswith(wanted) else set()
    return near.pop() if len(near) == 1 else ""


def _begins(wanted: str, key: str, name: str) -> bool:
    words = name.casefold()
    return key.casefold().startswith(wanted) or words.startswith(wanted) or f" {wanted}" in words


async def reference(app: Shell, target: Kind, text: str) -> int | Invalid | None:
    """The id that a typed number or name means; None for empty text."""
    text = text.strip()
    if not text:
        return None
    number, _, title = text.partition(" ")
    if number.isascii() and number.isdecimal() and len(number) < 16:
        record = await seen(app, store.record, target, int(number))
        if record is not None and title in ("", clean(record.title)):
            return record.id
        if not title and record is None:
            return Invalid(f"There is no {target} {number}.", "Type its name.")
    return _one_of(target, text, await seen(app, store.find, text, (target,), 6) or [])


def _one_of(target: Kind, text: str, found: Sequence[Brief]) -> int | Invalid:
    """The one that is called exactly so; one that is only near is named, not taken."""
    exact = [one for one in found if clean(one.title).casefold() == clean(text).casefold()]
    if len(exact) == 1:
        return exact[0].id
    pick = exact or found
    if len(pick) == 1:
        near = f"{pick[0].id} {fit(clean(pick[0].title), 30)}"
        return Invalid(f"No {target} is called just that; there is {near}.", "Type its number or whole name.")
    if not found:
        return Invalid(f"No {target} is called {fit(clean(text), 30)}.", "Make it first, or clear this.")
    names = ", ".join(f"{one.id} {fit(clean(one.title), 20)}" for one in pick[:4])
    return Invalid(f"Several match: {names}.", "Type the number.")
