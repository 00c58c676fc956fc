"""A list of records: the filter, the marks, and what the keys do with them."""

from array import array

from textual import on

from leadtui import store
from leadtui.commands import Command
from leadtui.screens import doing, remembered
from leadtui.screens.read_list import ReadList
from leadtui.widgets.view_line import ViewLine

NEED_LINE = frozenset(
    {"open", "qualify", "disqualify", "reactivate", "edit", "log", "follow_up", "park", "assign"}
    | {"duplicates", "copy", "item", "mark"}
)
ON_MARKS = frozenset({"qualify", "disqualify", "reactivate", "assign", "follow_up", "park"})


class Listing(ReadList):
    """The list that the six screens share; they say which records, columns and commands."""

    def label(self, command: Command) -> str:
        """With marks, what acts on them says how many."""
        count = len(self.table.marks) if self._loaded else 0
        return f"{command.label} {count:,} marked" if count and command.id in ON_MARKS else command.label

    def why_not(self, command_id: str) -> str | None:
        """Nothing to act on, or not read yet."""
        if command_id in NEED_LINE:
            if not self._loaded:
                return "The list is still being read."
            if self.table.current is None:
                return "The list is empty. n makes a new lead, I imports a file."
        return None

    # -- the filter

    @on(ViewLine.Changed)
    def _filter_changed(self, event: ViewLine.Changed) -> None:
        self.set_filter(event.text)

    def set_filter(self, text: str) -> None:
        """Narrow the view; a filter that cannot be understood says so and keeps the rows."""
        if text == self.filter:
            return
        self.filter = text
        if self._narrowed() is not None:
            self.load()

    def set_view(self, name: str, filter: str = "") -> None:
        """Show another view of this kind."""
        self.view_name, self.filter = name, filter
        self._total = None
        self.line.name_view(self.title_of_view)
        self.line.set_filter(filter)
        self.table.show(array("q"))
        self.table.unmark()
        self._loaded = self._arrived = False
        if not filter:  # what a number in a report led to is no view to start with
            remembered.remember(self.shell.worker.target, self.shell.acting, name)
        self.load()

    # -- commands

    def action_down(self) -> None:
        """Next line."""
        self.table.go(self.table.cursor + 1)

    def action_up(self) -> None:
        """Line before."""
        self.table.go(self.table.cursor - 1)

    def action_top(self) -> None:
        """First line."""
        self.table.go(0)

    def action_bottom(self) -> None:
        """Last line."""
        self.table.go(len(self.table.ids) - 1)

    def action_page_down(self) -> None:
        """A page on."""
        self.table.page(1)

    def action_page_up(self) -> None:
        """A page back."""
        self.table.page(-1)

    def action_mark(self) -> None:
        """Mark and go on."""
        self.table.mark()
        self._tell_marks()

    def action_mark_range(self) -> None:
        """Mark from the last mark to here."""
        self.table.mark_range()
        self._tell_marks()

    def action_mark_all(self) -> None:
        """Mark the whole view."""
        if self._total is None:
            self.say("The view is still being counted; A again in a moment.", "warning")
            return
        self.table.mark_all()
        self._tell_marks()

    def action_filter(self) -> None:
        """Type the filter."""
        self.line.begin()

    def action_back(self) -> None:
        """Peel one layer: the filter's line, marks, the filter itself."""
        if self.table.marks:
            self.table.unmark()
            self._tell_marks()
        elif self.filter:
            self.line.set_filter("")
            self.line.hint("")
            self.set_filter("")
        else:
            self.say("")

    def action_refresh(self) -> None:
        """Read the list again."""
        self.load()

    async def action_open(self) -> None:
        """Open the record under the cursor."""
        if (id := self.table.current) is not None:
            await doing.open_record(self.shell, self.kind, id, self.table.ids)

    async def action_edit(self) -> None:
        """Edit its fields."""
        if (id := self.table.current) is not None:
            await doing.edit(self.shell, self.kind, id)

    async def action_copy(self) -> None:
        """Copy something of it."""
        if (id := self.table.current) is not None:
            record = await self.read(store.record, self.kind, id)
            if record is not None:
                await doing.copy(self.shell, record)

    async def action_import_file(self) -> None:
        """Import a file."""
        await doing.import_file(self.shell)
