"""Duplicates: what has the same e-mail, phone, or name and company; Enter opens, l links."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from leadtui.domain.fields import Kind
from leadtui.domain.records import Brief
from leadtui.domain.text import clean, fit, pad
from leadtui.screens.dialog import ESC, Dialog
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines, Row


@dataclass(frozen=True, slots=True)
class Step:
    """What to do with one of the matches: ``open`` it or ``link`` the lead to it."""

    verb: str
    kind: Kind
    id: int


class Duplicates(Dialog[Step | None]):
    """The matches, one a line.

    Args:
        links: the record is an open lead, so that accounts and contacts can be linked to it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("l", "link", show=False)]
    DEFAULT_CSS = "Duplicates Lines { height: auto; max-height: 14; }"

    def __init__(self, title: str, matches: Sequence[Brief], *, links: bool) -> None:
        super().__init__(title, "same e-mail, phone, or name and company")
        self._matches, self._links = tuple(matches), links

    def body(self) -> ComposeResult:
        """One line a match."""
        lines = Lines(self._rows)
        lines.styles.height = min(len(self._matches), 14)
        yield lines

    def keys(self) -> Sequence[Key]:
        """Enter, link, Esc."""
        link = (Key("l", "link this account or contact"),) if self._links else ()
        return (Key("enter", "open"), *link, ESC)

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one(Lines).focus()

    @on(Lines.Chosen)
    def _chosen(self, event: Lines.Chosen) -> None:
        if isinstance(event.target, Brief):
            self.dismiss(Step("open", event.target.kind, event.target.id))

    def action_link(self) -> None:
        """Link the lead to the account or contact under the cursor."""
        one = self.query_one(Lines).target
        if not isinstance(one, Brief) or not self._links:
            return
        if one.kind in (Kind.ACCOUNT, Kind.CONTACT):
            self.dismiss(Step("link", one.kind, one.id))
        else:
            self.say(f"Only accounts and contacts can be linked; this is a {one.kind}.", "warning")

    def _rows(self, cells: int) -> list[Row]:
        return [Row(match_line(one, cells), one) for one in self._matches]


def match_line(one: Brief, cells: int) -> Content:
    """Kind, name and how it stands, on one line."""
    head = f"  {pad(one.kind, 12)} "
    name = fit(clean(one.title), max((cells - 14) // 2, 8))
    more = ", ".join(clean(part) for part in (one.state, one.owner or "", one.detail) if part)
    room = max(cells - 17 - Content(name).cell_length, 0)
    return Content.assemble((head, "$muted"), (name, "bold"), (f"  {fit(more, room)}", "$muted"))
