"""What is done with the rows of a file that are not new: for all of a sort, or for each by itself."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from leadtui.actions.import_summary import ImportSummary
from leadtui.domain.incoming import Act, Mark, OnDuplicate, Returning
from leadtui.domain.text import clean, fit
from leadtui.screens import import_marks
from leadtui.screens.answering import Telling
from leadtui.screens.choices import Choose
from leadtui.screens.import_marks import FOR_ALL, FOR_ALL_RETURNING, Choices, offered
from leadtui.widgets.lines import Lines


class Choosing(Telling[bool]):
    """The part of the import screen that lists such rows, once all were compared."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "duplicates", show=False),
        Binding("r", "returning", show=False),
        Binding("c", "row", show=False),
    ]

    def __init__(self, title: str, aside: str = "") -> None:
        super().__init__(title, aside)
        self.tried: ImportSummary | None = None
        self.choices = Choices()

    def action_duplicates(self) -> None:
        """What is done with all duplicates."""
        if self.choosing and self.choices.has(Mark.DUPLICATE):
            self.run_worker(self._ask_duplicates(), group="choose", exclusive=True, exit_on_error=True)

    def action_returning(self) -> None:
        """What is done with all enquiries that come back."""
        if self.choosing and self.choices.has(Mark.RETURNING):
            self.run_worker(self._ask_returning(), group="choose", exclusive=True, exit_on_error=True)

    def action_row(self) -> None:
        """What is done with the row that the cursor is on."""
        if self.choosing:
            self.run_worker(self._ask_row(), group="choose", exclusive=True, exit_on_error=True)

    @property
    def choosing(self) -> bool:
        """Whether there are rows to choose for."""
        return self.tried is not None

    async def _ask_duplicates(self) -> None:
        code = await self.shell.push_screen_wait(Choose("What is done with duplicates?", FOR_ALL))
        if code is not None:
            self.choices.on_duplicate = OnDuplicate(code)
            self._forget(Mark.DUPLICATE)

    async def _ask_returning(self) -> None:
        title = "What is done with those who come back?"
        code = await self.shell.push_screen_wait(Choose(title, FOR_ALL_RETURNING))
        if code is not None:
            self.choices.returning = Returning(code)
            self._forget(Mark.RETURNING)

    async def _ask_row(self) -> None:
        line = self.query_one(Lines).target
        row = next((one for one in self.choices.rows if one.line == line), None)
        if row is None:
            return
        title = fit(f"{clean(row.title)}: line {row.line}", 60)
        said = f"{row.mark.capitalize()}: {clean(row.said)}"
        code = await self.shell.push_screen_wait(Choose(title, offered(row), said=said))
        if code is not None:
            self.choices.each[row.line] = Act(code)
            self.show_rows(keep=True)

    def _forget(self, mark: Mark) -> None:
        """A choice for all takes the place of those for single rows."""
        for row in self.choices.rows:
            if row.mark is mark:
                self.choices.each.pop(row.line, None)
        self.show_rows(keep=True)

    def show_rows(self, *, keep: bool = False) -> None:
        """List the rows with what will be done with them."""
        tried, choices = self.tried, self.choices
        if tried is not None:
            self.query_one(Lines).show(lambda cells: import_marks.tried(tried, choices, cells), keep=keep)
