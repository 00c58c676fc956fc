"""Assign: type the first letters of a user or a team, Enter gives the lead to the one on top."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from leadtui import store
from leadtui.domain.results import Conflict, Refusal
from leadtui.domain.text import clean, pad
from leadtui.screens.answering import Asking, Commit, seen
from leadtui.screens.dialog import ESC
from leadtui.screens.typed_choice import Offered, TypedChoice
from leadtui.store import Session
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines


class Handing(NamedTuple):
    """What the dialog answers: the key of a user or team, and what they are told with it."""

    owner: str
    note: str = ""


class Takers(NamedTuple):
    """Who may be given a lead now.

    Attributes:
        people: how each user and team is called, by key.
        teams: the keys of the teams.
    """

    people: Mapping[str, str]
    teams: frozenset[str]


def takers(session: Session) -> Takers:
    """The users who work here, and the teams."""
    users = {user.login: user.name for user in store.users(session) if user.active}
    teams = {team.code: team.name for team in store.teams(session)}
    return Takers({**users, **teams}, frozenset(teams))


class Assign(TypedChoice[bool], Asking[Handing]):
    """Asks for a user or team, and for a word to them."""

    DEFAULT_CSS = """
    Assign {
        .line { height: 1; margin-top: 1; }
        .line .label { width: 8; color: $muted; }
    }
    """
    NONE = "Nobody here is called that."

    def __init__(
        self,
        title: str,
        aside: str,
        to: Takers,
        commit: Commit[Handing],
        *,
        me: str,
        said: Handing | None = None,
    ) -> None:
        super().__init__(title, aside, commit)
        self._said = said or Handing("")
        self._to, self._me = to, me

    def body(self) -> ComposeResult:
        """The letters, then who matches."""
        hint = "letters of a name, a login or a team; “me” for yourself"
        yield from self.choosing(hint, self._said.owner)
        with Horizontal(classes="line"):
            yield Static("Note", classes="label")
            hint = "what its new owner should know"
            yield Entry(self._said.note, placeholder=hint, id="note", max_length=500)

    def keys(self) -> Sequence[Key]:
        """Arrows, Tab, Enter, Esc."""
        return (Key("↓ ↑", "choose"), Key("tab", "note"), Key("enter", "assign", kept=True), ESC)

    def offered(self, text: str) -> Iterable[Offered]:
        """Those that match; one whose key is just that comes first."""
        for key, name in sorted(self._to.people.items(), key=lambda one: one[0].casefold() != text):
            if self._matches(text, key, name):
                yield Offered(key, name, self._aside(key))

    def look(self, one: Offered, cells: int) -> Content:
        """The name, then the login or that it is a team."""
        return Content.assemble(f"  {pad(clean(one.label), 30)} ", (one.aside, "$muted"))

    def took(self, code: str) -> None:
        """Give it to them."""
        self.answer(Handing(code, self.query_one("#note", Entry).value.strip()))

    async def refused(self, problem: Refusal | Conflict) -> None:
        """Somebody who is offered is gone: offer those there are now."""
        if problem.code == "owner" and (now := await seen(self.shell, takers)) is not None:
            self._to = now
            self.query_one(Lines).show(self._rows)

    def _matches(self, text: str, key: str, name: str) -> bool:
        if text == "me":
            return key == self._me
        words = [key.casefold(), *name.casefold().split()]
        return any(word.startswith(text) for word in words) or text in name.casefold()

    def _aside(self, key: str) -> str:
        said = "team" if key in self._to.teams else clean(key)
        return f"{said}, you" if key == self._me else said
