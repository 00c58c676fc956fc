"""The keys that act on many marked leads: what is known of them, one answer for all, then the run begins."""

from array import array
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from leadtui import store
from leadtui.domain.bulk import Act, Asked, Run
from leadtui.domain.bulk_words import foretold
from leadtui.domain.fields import BY_NAME, Kind, editable
from leadtui.domain.results import Conflict, Refusal
from leadtui.domain.text import clean, plural
from leadtui.domain.values import to_json
from leadtui.screens import bulk_running
from leadtui.screens.answering import Asking, seen
from leadtui.screens.assign import Assign, Handing, takers
from leadtui.screens.bulk_answers import said_of
from leadtui.screens.bulk_dialogs import AskMany, ChooseField, SetMany
from leadtui.screens.disqualify import Closing, Disqualify
from leadtui.screens.follow_up import AskDay, Day
from leadtui.screens.shell import Shell
from leadtui.store import Session, StoreError

A = TypeVar("A")
_NOT_SET = ("owner", "follow_up", "follow_up_note", "parked_until", "external_system", "external_id")  # a f s
_LIKELY = ("origin", "deal", "need", "next", "consent", "address", "company")  # what many have in common
_FIRST = 100  # leads that a reason to disqualify cannot name: one is not its own duplicate
_WAIT = "What needs you waits for you (' Y); the rest is finished. u takes all of it back."


class Marked(NamedTuple):
    """The marked lines of a list: which they are is only read off it on the store's thread.

    Attributes:
        ids: all of the list, in order; ``marks``: those that are marked.
        source: which leads, in words.
    """

    ids: "array[int]"
    marks: frozenset[int] | set[int]
    source: str = "marked"

    def numbers(self) -> "array[int]":
        """The marked ones, in the order of the list."""
        return array("q", (id for id in self.ids if id in self.marks))


def _known(session: Session, act: Act, marked: Marked) -> tuple[str, list[int]]:
    """What is known of them, in a sentence; and the first of them."""
    numbers = marked.numbers()
    return clean(foretold(act, store.look_ahead(session, act, numbers))), list(numbers[:_FIRST])


def _begun(session: Session, asked: Asked, marked: Marked) -> Run | Refusal:
    return store.begin_run(session, asked, marked.numbers(), marked.source)


class Beginning(Generic[A]):
    """Begins a run with a dialog's answer."""

    def __init__(self, app: Shell, marked: Marked, asked_of: Callable[[A], Asked]) -> None:
        self._app, self._marked, self._asked_of = app, marked, asked_of
        self.run: Run | None = None

    async def commit(self, answer: A) -> Refusal | Conflict | None:
        """List the leads; the "no" keeps the dialog open."""
        try:
            begun = await self._app.worker.apart(_begun, self._asked_of(answer), self._marked)
        except StoreError as fault:
            return Refusal(fault.code, fault.sentence, fault.fix, exit=fault.exit)
        if isinstance(begun, Refusal):
            return begun
        self.run = begun
        return None

    async def ask(self, screen: Asking[A]) -> bool:
        """Open the dialog, then carry the run on behind the screen; whether it was begun."""
        await self._app.push_screen_wait(screen)
        if self.run is None:
            return False
        bulk_running.start(self._app, self.run)
        return True


def _title(verb: str, marked: Marked) -> str:
    return f"{verb} {len(marked.marks):,} marked leads"


def said(**values: object) -> dict[str, object]:
    """What was said, without what was not."""
    return {name: value for name, value in values.items() if value not in (None, "")}


async def qualify(app: Shell, marked: Marked) -> bool | None:
    """What the rules let through is qualified; the rest waits for a person."""
    known = await seen(app, _known, Act.QUALIFY, marked)
    if known is None:
        return False
    beginning = Beginning[str](app, marked, lambda why: Asked(Act.QUALIFY, said(why=why)))
    rest = (
        "Each as its own plan has it: account, contact and opportunity by the rules of the policy.",
        _WAIT,
    )
    hint = "in a line: what makes them worth selling to"
    screen = AskMany(_title("Qualify", marked), (known[0], *rest), "Why", hint, "qualify", beginning.commit)
    begun = await beginning.ask(screen)
    return None if screen.one_by_one else begun


async def reactivate(app: Shell, marked: Marked) -> bool | None:
    """Those that look like nothing open are opened again; the rest waits for a person."""
    known = await seen(app, _known, Act.REACTIVATE, marked)
    if known is None:
        return False
    beginning = Beginning[str](app, marked, lambda note: Asked(Act.REACTIVATE, said(note=note)))
    rest = ("What they became stays as it is.", _WAIT)
    screen = AskMany(
        _title("Reactivate", marked), (known[0], *rest), "Note", "why they are opened again", "reactivate",
        beginning.commit,
    )  # fmt: skip
    begun = await beginning.ask(screen)
    return None if screen.one_by_one else begun


async def disqualify(app: Shell, marked: Marked) -> bool:
    """One reason for all of them."""
    reasons = await seen(app, store.reasons)
    known = await seen(app, _known, Act.DISQUALIFY, marked)
    if reasons is None or known is None:
        return False
    labels = {reason.code: reason.label.lower() for reason in reasons}

    def asked(closing: Closing) -> Asked:
        return Asked(Act.DISQUALIFY, said(label=labels.get(closing.reason), **said_of(closing)))

    async def hide(note: str) -> bool:
        return await park(app, marked, note)

    beginning = Beginning[Closing](app, marked, asked)
    told = f"{known[0]} {_WAIT}"
    screen = Disqualify(
        _title("Disqualify", marked), reasons, beginning.commit, hide, names=told, own=known[1]
    )
    return await beginning.ask(screen) or screen.parked


async def assign(app: Shell, marked: Marked) -> bool:
    """One owner for all of them."""
    to_whom = await seen(app, takers)
    known = await seen(app, _known, Act.ASSIGN, marked)
    if to_whom is None or known is None:
        return False

    def asked(to: Handing) -> Asked:
        return Asked(Act.ASSIGN, said(owner=to.owner, name=to_whom.people.get(to.owner), note=to.note))

    beginning = Beginning[Handing](app, marked, asked)
    return await beginning.ask(
        Assign(_title("Assign", marked), known[0], to_whom, beginning.commit, me=app.user)
    )


async def set_field(app: Shell, marked: Marked) -> bool:
    """One field of all of them."""
    known = await seen(app, _known, Act.SET, marked)
    if known is None:
        return False
    fields = [one for one in editable(Kind.LEAD) if one.name not in _NOT_SET and not one.target]
    fields.sort(key=lambda one: _LIKELY.index(one.group) if one.group in _LIKELY else len(_LIKELY))
    field = await app.push_screen_wait(ChooseField(_title("Set a field of", marked), "", fields))
    if field is None:
        return False
    by_name = BY_NAME[Kind.LEAD]

    def asked(values: Mapping[str, object]) -> Asked:
        return Asked(
            Act.SET, {"fields": {name: to_json(by_name[name], value) for name, value in values.items()}}
        )

    beginning = Beginning[Mapping[str, object]](app, marked, asked)
    title = f"Set {field.label.lower()} of {plural(len(marked.marks), 'lead')}"
    return await beginning.ask(SetMany(title, "nothing written yet", known[0], field, beginning.commit))


async def follow_up(app: Shell, marked: Marked) -> bool:
    """One day for all of them."""
    known = await seen(app, _known, Act.FOLLOW_UP, marked)
    if known is None:
        return False
    told = f"{known[0]} They come up under “due” on that day."
    return await _day(app, marked, Act.FOLLOW_UP, ("Follow up", "set it", told, ""))


async def park(app: Shell, marked: Marked, note: str = "") -> bool:
    """All of them are hidden until a day; ``note`` is what was typed before."""
    known = await seen(app, _known, Act.PARK, marked)
    if known is None:
        return False
    told = f"{known[0]} Hidden from the work lists until then; they come back by themselves."
    return await _day(app, marked, Act.PARK, ("Not now:", "hide them", told, note))


async def _day(app: Shell, marked: Marked, act: Act, words: Sequence[str]) -> bool:
    verb, key, told, note = words
    beginning = Beginning[Day](
        app, marked, lambda day: Asked(act, said(on=day.on.isoformat() if day.on else None, note=day.note))
    )
    return await beginning.ask(
        AskDay(_title(verb, marked), "", beginning.commit, verb=key, said=told, note=note)
    )


ASKS: Mapping[str, Callable[[Shell, Marked], Awaitable[bool | None]]] = {
    "qualify": qualify,
    "disqualify": disqualify,
    "reactivate": reactivate,
    "assign": assign,
    "edit": set_field,
    "follow_up": follow_up,
    "park": park,
}
"""Command -> its question; None is answered where each lead shall be asked for by itself."""
