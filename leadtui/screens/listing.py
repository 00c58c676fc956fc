"""A list of records: the filter, the marks, and what the keys do with them."""

from array import array
from collections.abc import Callable, Sequence

from textual import on

from leadtui import store
from leadtui.commands import Command
from leadtui.domain.fields import Kind
from leadtui.screens import doing, remembered
from leadtui.screens.doing import Doing
from leadtui.screens.read_list import ReadList
from leadtui.widgets.key_line import Key
from leadtui.widgets.view_line import FILTERING, ViewLine

NEED_LINE = frozenset(
    {"open", "qualify", "disqualify", "reactivate", "edit", "log", "follow_up", "park", "assign", "claim"}
    | {"duplicates", "copy", "item", "mark", "win", "lose", "reopen", "next_stage", "previous_stage"}
)
ON_MARKS = frozenset({"qualify", "disqualify", "reactivate", "assign", "claim", "edit", "follow_up", "park"})


class Listing(ReadList):
    """The list that the six screens share; they say which records, columns and commands."""

    _back: tuple[tuple[str, str], Callable[[], object]] | None = None

    def label(self, command: Command) -> str:
        """With marks, what acts on them says how many."""
        count = len(self.table.marks) if self._loaded else 0
        return f"{command.label} {count:,} marked" if count and command.id in ON_MARKS else command.label

    def many(self, command_id: str) -> int:
        """With marks, those; else the one under the cursor."""
        return len(self.table.marks) if self._loaded and command_id in ON_MARKS else 1

    def why_not(self, command_id: str) -> str | None:
        """Nothing to act on, or not read yet."""
        if command_id in NEED_LINE:
            if not self._loaded:
                return "The list is still being read."
            if self.table.current is None:
                return self.why_empty()
        return None

    def why_empty(self) -> str:
        """Why there is nothing to act on, and which key helps."""
        if self.filter.strip():
            return "Nothing fits the filter: esc takes it away."
        return "The list is empty. n makes a new lead, I imports a file."

    # -- the filter

    @on(ViewLine.Changed)
    def _filter_changed(self, event: ViewLine.Changed) -> None:
        self.set_filter(event.text)

    def set_filter(self, text: str) -> None:
        """Narrow the view; a filter that cannot be understood says so and changes nothing."""
        if wrong := self.wrong_in(text):
            self.line.hint(wrong)
        elif text != self.filter:
            self._back = None
            self.filter, self._total = text, None  # until it is read nobody marks the rows of the one before
            self.load()

    def set_view(self, name: str, filter: str = "", back: Callable[[], object] | None = None) -> None:
        """Show another view of this kind; with ``back``, esc shows the one before again and calls it."""
        before = self.view_name, self.filter
        self._back = (before, back) if back is not None else None
        self.view_name, self.filter = name, filter
        self._total = None
        self.line.name_view(self.title_of_view)
        self.line.set_filter(filter)
        self.table.show(array("q"))
        self.table.unmark()
        self._loaded = self._arrived = False
        if not filter and self.kind is Kind.LEAD:  # what a number in a report led to is no view to start with
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
        self.table.edge(-1)

    def action_bottom(self) -> None:
        """Last line."""
        self.table.edge(1)

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
        self.refresh_footer()

    @on(ViewLine.Left)
    def _filter_left(self) -> None:
        self.refresh_footer()

    def footer(self) -> Sequence[Key]:
        """While the filter is typed, its keys."""
        return FILTERING if self.line.typing else super().footer()

    def action_back(self) -> None:
        """Peel one layer: the filter's line, marks, the filter itself; last, stop the run that goes on."""
        if self.table.marks:
            self.table.unmark()
            self._tell_marks()
        elif self._back is not None:
            before, back = self._back
            self.set_view(*before)
            back()
        elif self.filter:
            self.line.set_filter("")
            self.line.hint("")
            self.set_filter("")
        elif self.shell.under_way:
            self.shell.under_way[-1].halt()
            self.say("Stopping after the lead under way …")
        else:
            self.say("")

    def action_refresh(self) -> None:
        """Read the list again."""
        self.load()

    # What acts on a record takes its number at the press of the key, and only then waits its turn.

    @property
    def here(self) -> int:
        """The record under the cursor; `why_not` saw to it that there is one."""
        id = self.table.current
        assert id is not None
        return id

    def action_open(self) -> Doing:
        """Open the record under the cursor."""
        return doing.open_record(self.shell, self.kind, self.here, self.table.ids)

    def action_edit(self) -> Doing:
        """Edit its fields."""
        return doing.edit(self.shell, self.kind, self.here)

    def action_duplicates(self) -> Doing:
        """What looks the same, side by side."""
        return doing.duplicates(self.shell, self.kind, self.here)

    def action_clusters(self) -> None:
        """What looks the same in the whole book."""
        self.shell.go_to_duplicates()

    def action_copy(self) -> Doing:
        """Copy something of it."""
        return self._copy(self.here)

    async def _copy(self, id: int) -> bool:
        record = await self.read(store.record, self.kind, id)
        return record is not None and await doing.copy(self.shell, record)

    def action_import_file(self) -> Doing:
        """Import a file."""
        return doing.import_file(self.shell)
