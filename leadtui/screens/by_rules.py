"""Assign by rules: whom the policy's rules would give each lead, before Enter does it."""

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from leadtui.domain.text import clean, fit, listed, pad, plural
from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.store import Proposal
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines, Row

_NAME = 24  # cells of a lead's name


class ByRules(Asking[bool]):
    """A line a lead: its name, who would get it, by which rule; or why it stays.

    ``more`` are the leads that are assigned with them and not shown.
    """

    BINDINGS = [Binding("enter", "commit", show=False, priority=True)]  # noqa: RUF012
    DEFAULT_CSS = "ByRules Lines { height: auto; max-height: 12; margin-bottom: 1; }"

    def __init__(
        self, found: Sequence[Proposal], people: Mapping[str, str], commit: Commit[bool], more: int = 0
    ) -> None:
        self._found, self._people, self._more = found, people, more
        able = [each for each in found if each.refusal is None]
        super().__init__(
            f"Assign {plural(len(able) + more, 'lead')} by the rules", "nothing written yet", commit
        )
        counts = {key: sum(each.owner == key for each in able) for key in {each.owner for each in able}}
        named = sorted((self._called(key), count) for key, count in counts.items())
        self._longest = min(max((len(name) for name, _ in named), default=0), _NAME)
        self._share = listed([f"{count:,} to {name}" for name, count in named])

    def body(self) -> ComposeResult:
        """The leads."""
        yield Lines(self._rows)

    def keys(self) -> Sequence[Key]:
        """Enter, Esc."""
        return (Key("enter", "assign", kept=True), Key("↓ ↑", "scroll"), ESC)

    async def on_mount(self) -> None:
        """The lines scroll; below them who gets how many."""
        self.query_one(Lines).focus()
        shown = len(self._found)
        beyond = f" The first {shown:,} of {shown + self._more:,} are shown." if self._more else ""
        share = f"{self._share}. " if self._share else ""
        self.say(f"{share}Leads that have an owner stay.{beyond}")

    def action_commit(self) -> None:
        """Do it."""
        self.answer(True)

    def _called(self, key: str) -> str:
        return clean(self._people.get(key, key))

    def _rows(self, cells: int) -> list[Row]:
        return [Row(self._line(each, cells), each.lead) for each in self._found]

    def _line(self, each: Proposal, cells: int) -> Content:
        name = pad(clean(each.title), _NAME)
        room = max(cells - _NAME - 4, 10)
        if each.refusal is not None:
            return Content.styled(f" {name}  {fit(each.refusal.sentence, room)}", "$muted")
        to = pad(self._called(each.owner), self._longest)
        rule = fit(f"by rule “{clean(each.label)}”", max(room - self._longest - 2, 0))
        return Content.assemble(f" {name}  ", (to, "bold"), "  ", (rule, "$muted"))
