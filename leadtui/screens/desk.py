"""The duplicate desk: a record and what looks like it side by side, and what to do about each match.

Nothing that harms is preselected: Enter opens the match, and only that.
"""

from collections.abc import Collection
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leadtui.commands import Command
from leadtui.domain.fields import Kind
from leadtui.domain.match import Ref, Side, Verdict
from leadtui.domain.text import width
from leadtui.screens import desk_acts, desk_head, desk_lines, desk_places, desk_rules, doing
from leadtui.screens.answering import TAKES_BACK, seen
from leadtui.screens.base import LeadScreen, bindings
from leadtui.screens.desk_parts import Drawn
from leadtui.screens.desk_reading import About, Found, read_desk
from leadtui.screens.desk_rules import Purpose
from leadtui.screens.doing import Doing
from leadtui.widgets.lines import Lines, Row
from leadtui.widgets.plain_line import PlainLine


class DuplicateDesk(LeadScreen):
    """One record and its matches.

    Args:
        about: the record's number, or the values typed so far.
        found: what was read of it.
        purpose: what the desk is for.
        used: matches that the plan uses already, or that can wait: the cursor begins on another one.

    Attributes:
        chosen: the match to use, where the desk was opened from a plan or a form.
    """

    SCOPE: ClassVar[str] = "desk"
    BINDINGS: ClassVar[list[BindingType]] = bindings("desk")
    DEFAULT_CSS = """
    DuplicateDesk PlainLine { padding: 0 1; }
    DuplicateDesk #desk { text-wrap: nowrap; }
    """

    def __init__(
        self, kind: Kind, about: About, found: Found, purpose: Purpose, used: Collection[Ref]
    ) -> None:
        super().__init__()
        self._kind, self._about, self.purpose = kind, about, purpose
        self.desk, self.at = found
        self._here, self._top = desk_places.first_open(found.desk, 0, used), 0
        self._writes = -1  # how many writes of this app were behind what is shown
        self.chosen: Ref | None = None

    def content(self) -> ComposeResult:
        """Title, which matches are on show, the lines."""
        yield PlainLine(id="desk-title")
        yield PlainLine(id="desk-part")
        yield Lines(self._rows, id="desk")

    @property
    def side(self) -> Side | None:
        """The match under the cursor."""
        return self.desk.others[self._here] if self._here < len(self.desk.others) else None

    # -- reading and drawing

    def on_mount(self) -> None:
        """Draw what was read before the screen was there."""
        self._writes = self.shell.writes
        self._lines.can_focus = False

    def on_resize(self, event: events.Resize) -> None:
        """As many matches as fit now."""
        self.call_after_refresh(self.draw)

    async def on_screen_resume(self) -> None:
        """Something over it was closed: read again what may have changed."""
        if self._writes not in (-1, self.shell.writes):
            await self.load()

    async def load(self, *, on: bool = False) -> None:
        """Read the desk again; ``on``: the next open match gets the cursor."""
        before = self.side.match.ref if self.side and self.side.match else None
        self._writes = self.shell.writes
        found = await seen(self.shell, read_desk, self._kind, self._about)
        if not self.is_attached:
            return
        if found is None:
            self.shell.say(f"{self._kind.capitalize()} {self._about} is not there any more.", "warning")
            return
        self.desk, self.at = found
        self._about = desk_places.about(found.desk, self._about)
        self._here = (
            desk_places.first_open(self.desk, self._here)
            if on
            else desk_places.place_of(self.desk, before, self._here)
        )
        self.draw()

    def draw(self) -> None:
        """Title and lines, the match under the cursor in view."""
        if not self._lines.size.width:
            return
        room = desk_lines.beside(self._lines.size.width, len(self.desk.others))
        self._top = max(0, min(max(self._top, self._here - room + 1), self._here))
        self.query_one("#desk-title", PlainLine).show(desk_head.title(self.desk, self.size.width - 1))
        part = desk_head.part(self.desk, self.size.width - 2, self._top, room)
        self.query_one("#desk-part", PlainLine).show(part)
        self._lines.show(self._rows, keep=True)
        self._into_view()
        self.refresh_footer()

    @property
    def _lines(self) -> Lines:
        return self.query_one("#desk", Lines)

    def _rows(self, cells: int) -> list[Row]:
        return [Row(line) for line in self._drawn(cells).lines]

    def _drawn(self, cells: int) -> Drawn:
        if not self.desk.others:
            return Drawn([Content(" Nothing looks the same any more. esc goes back.")])
        height = self._lines.size.height
        return desk_lines.drawn(self.desk, self.at, cells, height, self._here, self._top)

    def _into_view(self) -> None:
        lines = self._lines
        if lines.size.width >= desk_lines.STACKED:
            return
        drawn, top, height = self._drawn(lines.size.width), lines.scroll_offset.y, lines.size.height
        if drawn.first < top or drawn.end - drawn.first > height:
            lines.scroll_to(y=drawn.first, animate=False)
        elif drawn.end > top + height:
            lines.scroll_to(y=drawn.end - height, animate=False)

    # -- keys

    def why_not(self, command_id: str) -> str | None:
        """What does not fit the match under the cursor."""
        return desk_rules.why_not(command_id, self.desk, self.side, self.purpose, self.at)

    def in_footer(self, command: Command) -> bool:
        """Only what can be done with this kind of match."""
        fits = desk_rules.in_footer(command.id, self.desk, self.side, self.purpose)
        return super().in_footer(command) and fits

    def label(self, command: Command) -> str:
        """``use this contact``; a decision is taken back."""
        return desk_rules.label(command.id, self.side, self.purpose) or command.label

    def action_next_match(self) -> None:
        """The match to the right."""
        self._go(self._here + 1)

    def action_previous_match(self) -> None:
        """The match to the left."""
        self._go(self._here - 1)

    def action_match(self, number: int) -> None:
        """The match of that number."""
        if number > len(self.desk.others):
            self.say(f"There {'is' if len(self.desk.others) == 1 else 'are'} only {len(self.desk.others)}.")
        else:
            self._go(number - 1)

    def _go(self, place: int) -> None:
        there = max(0, min(place, len(self.desk.others) - 1))
        if there != self._here:
            self._here = there
            self.draw()

    def action_page_down(self) -> None:
        """More of the lines, where they do not fit."""
        self._lines.action_page(1)

    def action_page_up(self) -> None:
        """Back up."""
        self._lines.action_page(-1)

    def action_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss(None)

    async def action_refresh(self) -> None:
        """Read again."""
        await self.load()
        self.say("Read again.")

    # -- what is done about a match

    def action_open(self) -> Doing:
        """Open it; coming back, the desk is as it was."""
        return desk_acts.open_it(self.shell, self.ref)

    @property
    def ref(self) -> Ref:
        """The match under the cursor; `why_not` saw to it that there is one."""
        assert self.side is not None and self.side.match is not None
        return self.side.match.ref

    async def action_link(self) -> None:
        """Use this account or contact; from a plan or form that is told to it."""
        if self.purpose is Purpose.WORK:
            await self._done(desk_acts.link(self.shell, self.desk, self.ref))
        else:
            self._choose()

    async def action_attach(self) -> None:
        """Attach the lead to this opportunity."""
        if self.purpose is Purpose.PLAN:
            self._choose()
        elif self.side is not None:
            await self._done(desk_acts.attach(self.shell, self.desk, self.side))

    def _choose(self) -> None:
        self.chosen = self.ref
        self.dismiss(None)

    async def action_different(self) -> None:
        """Not a duplicate; pressed again, that is taken back."""
        decided = self.side is not None and self.side.match is not None and self.side.match.decision
        verdict = None if decided else Verdict.DIFFERENT
        await self._done(desk_acts.decide(self.shell, self.desk, self.ref, verdict))

    async def action_keep_both(self) -> None:
        """Both stay, for a reason."""
        await self._done(desk_acts.keep_both(self.shell, self.desk, self.ref))

    async def action_merge(self) -> None:
        """Make one of the two."""
        await self._done(desk_acts.merge(self.shell, self.desk, self.ref))

    async def action_qualify(self) -> None:
        """The plan of the lead that the desk is about."""
        if lead := desk_rules.on_this("qualify", self.desk):
            await self._done(doing.qualify(self.shell, [lead.id]))

    async def action_disqualify(self) -> None:
        """Close the lead that the desk is about."""
        if lead := desk_rules.on_this("disqualify", self.desk):
            await self._done(doing.disqualify(self.shell, [lead.id]))

    async def action_reactivate(self) -> None:
        """Open a closed lead again: the one that the desk is about, else the match, a returning enquiry."""
        lead = desk_rules.on_this("reactivate", self.desk)
        await self._done(doing.reactivate(self.shell, [lead.id if lead else self.ref[1]]))

    async def _done(self, act: Doing) -> None:
        """Await an act; when it went through, the next open match gets the cursor."""
        if not await act or not self.is_attached:
            return
        said = self.shell.said[-1][0].removesuffix(TAKES_BACK).rstrip() if self.shell.said else ""
        await self.load(on=True)
        whole = f"{said}  All decided: esc goes back."
        if self.desk.others and not desk_places.waiting(self.desk) and width(whole) <= self.size.width - 2:
            self.say(whole)
