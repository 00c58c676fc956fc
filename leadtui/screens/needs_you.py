"""Needs you: the leads of one's runs that a person has to look at, worked one by one."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from leadtui import store
from leadtui.actions.bulk_acts import fields_of, request_of
from leadtui.commands import Command
from leadtui.domain.bulk import Act, Waiting
from leadtui.domain.fields import Kind
from leadtui.screens import bulk_lines, doing
from leadtui.screens.answering import TAKES_BACK, noted
from leadtui.screens.base import bindings
from leadtui.screens.paged import WINDOW, Paged
from leadtui.screens.shell import Shell
from leadtui.store import Session
from leadtui.widgets.showing import Setting


class NeedsYou(Paged[Waiting]):
    """The list; Enter opens the plan or the dialog of the lead, and what was done or dropped leaves it."""

    SCOPE: ClassVar[str] = "needs"
    TITLE_OF = "Needs you"
    BINDINGS: ClassVar[list[BindingType]] = bindings("needs")
    EMPTY = (
        (("No lead of your runs needs you.", "bold"),),
        (
            "Where many are marked, ", ("q d r", "bold $accent"), " finish what needs nobody; what has a"
            " gap, a match or an open opportunity comes here. ", ("esc", "bold $accent"), " goes back.",
        ),
    )  # fmt: skip

    def window(self, session: Session, last: Waiting | None) -> Sequence[Waiting]:
        """The next ones."""
        return store.needs_you(session, WINDOW, None if last is None else (last.row.run, last.row.place))

    def head(self, cells: int) -> str:
        """The columns' titles."""
        return bulk_lines.needs_head(cells)

    def line(self, one: Waiting, at: Setting, cells: int) -> Content:
        """Who, what was asked, why."""
        return bulk_lines.needs_line(one, at, cells)

    def foot(self, one: Waiting) -> str:
        """Why, whole, and what mends it."""
        return bulk_lines.foot(one.row)

    def label(self, command: Command) -> str:
        """Enter works the lead."""
        return "work it" if command.id == "open" else command.label

    async def action_open(self) -> None:
        """Work it: the plan or the dialog of its command."""
        if (one := self.current) is None:
            return
        await work(self.shell, one)
        await self.look_again()

    async def action_drop(self) -> None:
        """Off the list; the lead stays as it is."""
        if (one := self.current) is None:
            return
        if runs := await noted(self.shell, store.drop_rows, one.row.lead):
            self.shell.dropped = (*self.shell.dropped, (one.row.lead, runs))
            self.shell.say(f"Lead {one.row.lead} is off this list, else as it was.  {TAKES_BACK}")
        await self.look_again()

    async def action_undo(self) -> None:
        """Take back the last command, or the last drop."""
        await super().action_undo()
        await self.look_again()

    def why_not(self, command_id: str) -> str | None:
        """There must be a line."""
        empty = self.current is None and command_id in ("open", "drop", "duplicates")
        return "No lead needs you." if empty else None

    async def action_duplicates(self) -> None:
        """What looks the same as the lead."""
        if (one := self.current) is not None:
            await doing.duplicates(self.shell, Kind.LEAD, one.row.lead)


async def work(app: Shell, one: Waiting) -> bool:
    """The dialog that settles a lead that waits for a person, with all that was asked; whether it did."""
    from leadtui.screens import bulk_answers, typing_in, working

    lead, asked = one.row.lead, one.asked
    match asked.act:
        case Act.QUALIFY:
            from leadtui.screens import deciding

            return await deciding.qualify(app, [lead], request_of(asked))
        case Act.DISQUALIFY:
            from leadtui.screens import disqualifying

            return await disqualifying.disqualify(app, [lead], bulk_answers.closing_of(asked))
        case Act.REACTIVATE:
            from leadtui.screens import reopening

            return await reopening.reactivate(app, [lead], asked.word("note"))
        case Act.ASSIGN if asked.values.get("rules"):
            return await doing.assign_by_rules(app, [lead])
        case Act.ASSIGN:
            return await working.assign(app, [lead], bulk_answers.handing_of(asked))
        case Act.CLAIM:
            return await doing.claim(app, [lead])
        case Act.SET:
            return await typing_in.set_fields(app, lead, fields_of(asked))
        case Act.FOLLOW_UP:
            return await working.follow_up(app, [lead], bulk_answers.day_said(asked))
        case Act.PARK:
            return await working.park(app, [lead], bulk_answers.day_said(asked))
