"""What sources, campaigns, owners, teams and the like bring: a table, and the leads behind each number."""

from collections.abc import Callable, Sequence
from typing import ClassVar, get_args

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content

from leadtui import store
from leadtui.domain.details import By, ReportRow
from leadtui.domain.query import And, Compare, Is, Node, Or, QueryError, parse, unparse
from leadtui.domain.rows import owner_title
from leadtui.domain.text import clean, fit, pad, plural
from leadtui.domain.views import VIEWS, view
from leadtui.screens.base import bindings
from leadtui.screens.lines_screen import LinesScreen
from leadtui.screens.places import MODES_IN_ORDER, PLACES, mode_of_view
from leadtui.screens.report_columns import chosen
from leadtui.store import StoreError
from leadtui.widgets.lines import Lines, Row
from leadtui.widgets.plain_line import PlainLine
from leadtui.widgets.top_line import TopLine

BYS: tuple[By, ...] = get_args(By)
_SIDES = 4  # cells beside the table: cursor and gap, and the scroll bar


class Effectiveness(LinesScreen):
    """A lead counts once; the rate is qualified of closed, the bar its 95% interval."""

    SCOPE = "report"
    BINDINGS: ClassVar = bindings("report")

    def __init__(self, view_name: str = "", filter: str = "", by: By = "source") -> None:
        super().__init__()
        self._base = not view_name
        self._view, self._filter = widened(view_name or "all", filter)
        self._asked = view_name, filter
        self._by: By = by
        self._found: Sequence[ReportRow] = ()
        self._room, self._columns = chosen((), 0)
        self._reasons: dict[str, str] = {}
        self._writes = -1

    def content(self) -> ComposeResult:
        """Title and table."""
        mode = "reports" if self._base else self.shell.current_mode
        yield TopLine([place.title for place in PLACES], MODES_IN_ORDER.index(mode), id="top")
        yield PlainLine(id="report-title")
        yield PlainLine(id="report-head")
        yield Lines(self._rows, id="report")
        yield PlainLine(id="report-foot")

    @property
    def lines(self) -> Lines:
        """The table."""
        return self.query_one("#report", Lines)

    @on(events.ScreenResume)
    def _resumed(self) -> None:
        if self._writes != self.shell.writes:
            self.load()

    def load(self) -> None:
        """Count again."""
        self.run_worker(self._load, group="report", exclusive=True)

    async def _load(self) -> None:
        try:
            query = self._query()
            self._writes = self.shell.writes
            worker = self.shell.worker
            self._found = await worker.background(store.report, self._by, query)
            self._reasons = {r.code: r.label for r in await worker.background(store.reasons)}
            self.shell.people = people = await worker.background(store.owner_titles)
            self.shell.words = await worker.background(store.words)
            self.query_one("#top", TopLine).who(people.get(self.shell.user, self.shell.user))
        except StoreError as fault:
            self.say(f"{fault.sentence} {fault.fix}", "error")
        except QueryError as wrong:  # such as a day that no calendar has
            self.say(str(wrong), "warning")
        else:
            self._draw()

    def _query(self) -> Node | None:
        shown = view(self._view)
        return shown.narrowed(parse(self._filter)).query if self._filter.strip() else shown.query

    def _draw(self) -> None:
        shipped = VIEWS[self._view]
        name = f"{shipped.title}{f', /{clean(self._filter)}' if self._filter.strip() else ''}"
        total = sum(row.leads for row in self._found)
        width = self.size.width - 2
        left, right = f"{name}, by {self._by}", plural(total, "lead")
        left = fit(left, max(0, width - len(right) - 2))
        gap = " " * max(2, width - Content(left).cell_length - len(right))
        self.query_one("#report-title", PlainLine).show(
            Content.assemble((left, "bold"), gap, (right, "$muted"))
        )
        self._room, self._columns = chosen(self._found, self.size.width - _SIDES)
        head = "   " + pad(self._by.capitalize(), self._room) + "".join(c.line(-1) for c in self._columns)
        self.query_one("#report-head", PlainLine).show(Content.styled(head, "$muted"))
        self.query_one("#report-foot", PlainLine).show(Content.styled(self._legend(), "$muted"))
        self.lines.show(self._rows, keep=True)

    def _legend(self) -> str:
        said: list[str] = []
        if any(not column.title for column in self._columns):
            said.append("rate: qualified of closed, merged left out; the bar is its 95% interval")
        elif any(row.rate is not None for row in self._found):
            said.append("rate: qualified of closed, merged left out")
        elif self._found:
            said.append("no lead here is closed yet: there is no rate to tell")
        if self._view != (self._asked[0] or "all"):
            said.append("closed leads are counted too")
        return " · ".join(said)

    def on_resize(self) -> None:
        """The columns fit the width."""
        if self._found:
            self._draw()

    def _rows(self, width: int) -> list[Row]:
        if not self._found:
            return [Row(Content("   No leads here to count. I imports a file, on the lists."))]
        return [Row(self._row(index, row), row) for index, row in enumerate(self._found)]

    def _row(self, index: int, row: ReportRow) -> Content:
        title = pad(fit(clean(self.title_of(row.key)), self._room), self._room)
        return Content("   " + title + "".join(column.line(index) for column in self._columns))

    def title_of(self, key: str) -> str:
        """What a row is called."""
        if not key:
            return "(none)"
        if self._by in ("owner", "team"):
            return ", ".join(owner_title(self.shell.people, each) for each in key.split(","))
        if self._by == "reason":
            return self._reasons.get(key, key)
        return self.shell.words.label(self._by, key)

    # -- commands

    def page(self, by: int) -> None:
        """A page on or back; the cursor stays on its row."""
        self.lines.action_page(by)

    def action_by(self) -> None:
        """By the next of source, campaign, reason, owner, team, territory, product."""
        self._by = BYS[(BYS.index(self._by) + 1) % len(BYS)]
        self.load()

    def action_refresh(self) -> None:
        """Count again."""
        self.load()

    def action_open(self) -> None:
        """The leads behind the number; esc there comes back here."""
        row = self.lines.target
        if isinstance(row, ReportRow):
            back = self._way_back(self.shell.current_mode)
            if not self._base:
                self.dismiss(None)
            self.shell.call_later(self.shell.show_view, self._view, together(self._filter, row.filter), back)

    def _way_back(self, mode: str) -> Callable[[], object]:
        shell, asked, by = self.shell, self._asked, self._by

        def go() -> None:
            shell.switch_mode(mode)
            if asked[0]:
                shell.call_later(lambda: shell.push_screen(Effectiveness(*asked, by)))

        return go

    @on(Lines.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_back(self) -> None:
        """Back to the list that it was made of."""
        if not self._base:
            self.dismiss(None)


def widened(name: str, filter: str) -> tuple[str, str]:
    """What is counted for a view: of open leads alone no rate can be told, so the closed ones come along.

    A view of the open leads becomes all leads, of the same owner where it has one.
    """
    shown = view(name)
    if name == "all" or mode_of_view(name) != "active":
        return name, filter
    parts = shown.query.parts if isinstance(shown.query, And) else (shown.query,)
    whose = [unparse(part) for part in parts if _is_whose(part)]
    return "all", together(" ".join(whose), filter)


def _is_whose(part: Node) -> bool:
    return (isinstance(part, Compare) and part.field == "owner") or part == Is("unowned")


def together(*filters: str) -> str:
    """Filters that all hold, as one."""
    given = [filter.strip() for filter in filters if filter.strip()]
    return " ".join(f"({one})" if len(given) > 1 and isinstance(parse(one), Or) else one for one in given)
