"""Active Leads: the queue that a rep works."""

from typing import ClassVar

from textual.content import Content

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.views import View, view
from leadtui.screens import doing, reading, remembered
from leadtui.screens.base import bindings
from leadtui.screens.filling import Filling
from leadtui.widgets.columns import LEADS

_WELCOME = (
    ("This database has no leads yet.\n\n", ""),
    ("I", "bold $accent"), ("  import a file: CSV, TSV or XLSX from any CRM\n", ""),
    ("n", "bold $accent"), ("  make a lead\n", ""),
    (":", "bold $accent"), ("  then ", ""), ("sample", "bold"),
    ("  fills it with 400 believable leads to try things on\n\n", ""),
    ("?", "bold $accent"), ("  all keys   ", ""), ("ctrl+q", "bold $accent"), ("  leave", ""),
)  # fmt: skip


class ActiveLeads(Filling):
    """Open leads in the view of the user's choice."""

    SCOPE = "list"
    MODE = "active"
    COLUMNS = LEADS
    BINDINGS: ClassVar = bindings("list")

    def __init__(self) -> None:
        super().__init__("")
        self._new_book = self._offered = False

    def _ahead(self) -> reading.Window | None:
        """The rows that were read before the app began: they are in its first frame."""
        ahead, self.shell.ahead = self.shell.ahead, None
        if ahead is not None:
            self.view_name = ahead.view
            self.line.name_view(self.title_of_view)
        return ahead

    async def _settle(self) -> None:
        """The view asked for, else the user's last, else their own if it has leads, else all open ones."""
        if not self.view_name:
            shell = self.shell
            start = remembered.view_to_start(shell.worker.target, shell.acting, shell.start_view)
            self.view_name = await self.read(reading.settle, start)
            self.line.name_view(self.title_of_view)

    def arrived(self) -> None:
        """The rows are there: now there is time to offer what was left half typed."""
        super().arrived()
        if not self._offered:
            self._offered = True
            self.run_worker(self._begin, group="drafts")

    async def _begin(self) -> None:
        """What was left half typed, then what waits since the last time."""
        await doing.offer_drafts(self.shell)
        await doing.tell_waiting(self.shell)

    async def _fill_up(self, shown: View, found: reading.Window) -> None:
        await super()._fill_up(shown, found)
        if not found.ids:
            self._new_book = not len(await self.read(store.view_ids, view("all"), limit=1))
            self._say_empty(found)

    def empty_text(self) -> Content:
        """A new database offers how to begin; otherwise why the view is empty."""
        return Content.assemble(*_WELCOME) if self._new_book else super().empty_text()

    async def action_new(self) -> None:
        """A new lead."""
        await doing.new(self.shell, Kind.LEAD)
