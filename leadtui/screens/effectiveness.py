"""What sources, campaigns, reasons and owners bring: a list as a table, and the leads behind each number."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content

from leadtui import store
from leadtui.domain.fields import BY_NAME, Kind, label_of
from leadtui.domain.query import Node, parse
from leadtui.domain.records import ReportRow
from leadtui.domain.rows import owner_title
from leadtui.domain.text import clean, fit, money, pad, plural
from leadtui.domain.views import VIEWS, view
from leadtui.screens.base import LeadScreen, bindings
from leadtui.screens.places import MODES_IN_ORDER, PLACES
from leadtui.store import StoreError
from leadtui.widgets.lines import Lines, Row
from leadtui.widgets.plain_line import PlainLine
from leadtui.widgets.top_line import TopLine

By = Literal["source", "campaign", "reason", "owner"]
BYS: tuple[By, ...] = ("source", "campaign", "reason", "owner")
_BAR = 12  # cells of the bar: the interval light, the rate dark


class Effectiveness(LeadScreen):
    """A lead counts once; the rate is qualified of closed, the bar its 95% interval."""

    SCOPE = "report"
    BINDINGS: ClassVar = bindings("report")

    def __init__(self, view_name: str = "", filter: str = "") -> None:
        super().__init__()
        self._base = not view_name
        self._view, self._filter = view_name or "all", filter
        self._by: By = "source"
        self._found: Sequence[ReportRow] = ()
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

    def on_mount(self) -> None:
        """Count while the first frame is drawn."""
        super().on_mount()
        self.lines.can_focus = False

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
            self.query_one("#top", TopLine).who(people.get(self.shell.user, self.shell.user))
        except StoreError as fault:
            self.say(f"{fault.sentence} {fault.fix}", "error")
            return
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
        self.query_one("#report-head", PlainLine).show(
            Content.styled(_head(self._by, self.size.width), "$muted")
        )
        self.query_one("#report-foot", PlainLine).show(
            Content.styled(
                "rate: qualified of closed, merged left out; the bar is its 95% interval", "$muted"
            )
        )
        self.lines.show(self._rows, keep=True)

    def _rows(self, width: int) -> list[Row]:
        if not self._found:
            return [Row(Content("   No leads here to count. I imports a file, on the lists."))]
        return [Row(self._row(row, width), row) for row in self._found]

    def _row(self, row: ReportRow, width: int) -> Content:
        room, bar, extra = _room(width)
        title = pad(clean(self.title_of(row.key)), room)
        rate = f"{row.rate:4.0%}" if row.rate is not None else "   –"
        cells = [f"{row.leads:>7,}", f"{row.open:>7,}", f"{row.qualified:>10,}", f"{rate:>6}"]
        line = "   " + title + "".join(cells)
        if bar:
            line += "  " + _bar(row)
        line += f"{row.disqualified:>13,}" + f"{_days(row.days_median):>9}"
        if extra:
            line += f"{money(row.value, row.currency) if row.value else '–':>18}"
        return Content(line)

    def title_of(self, key: str) -> str:
        """What a row is called."""
        if not key:
            return "(none)"
        if self._by == "owner":
            return owner_title(self.shell.people, key)
        if self._by == "reason":
            return self._reasons.get(key, key)
        return label_of(BY_NAME[Kind.LEAD]["source"], key) if self._by == "source" else key

    # -- commands

    def action_down(self) -> None:
        """Next line."""
        self.lines.action_step(1)

    def action_up(self) -> None:
        """Line before."""
        self.lines.action_step(-1)

    def action_top(self) -> None:
        """First line."""
        self.lines.action_edge(-1)

    def action_bottom(self) -> None:
        """Last line."""
        self.lines.action_edge(1)

    def action_page_down(self) -> None:
        """A page on."""
        self.lines.action_page(1)

    def action_page_up(self) -> None:
        """A page back."""
        self.lines.action_page(-1)

    def action_by(self) -> None:
        """By the next of source, campaign, reason, owner."""
        self._by = BYS[(BYS.index(self._by) + 1) % len(BYS)]
        self.load()

    def action_refresh(self) -> None:
        """Count again."""
        self.load()

    async def action_open(self) -> None:
        """The leads behind the number."""
        row = self.lines.target
        if isinstance(row, ReportRow):
            if not self._base:
                self.dismiss(None)
            self.shell.call_later(self.shell.show_view, self._view, row.filter)

    @on(Lines.Chosen)
    async def _chosen(self) -> None:
        await self.action_open()

    def action_back(self) -> None:
        """Back to the list that it was made of."""
        if not self._base:
            self.dismiss(None)


def _room(width: int) -> tuple[int, bool, bool]:
    """Cells for the name; whether bar and value have room."""
    fixed = 3 + 7 + 7 + 10 + 6 + 13 + 9 + 1
    bar = width >= fixed + 14 + _BAR + 4
    extra = width >= fixed + 18 + _BAR + 4 + 18
    rest = width - fixed - ((_BAR + 4) if bar else 0) - (18 if extra else 0)
    return max(8, min(rest, 30)), bar, extra


def _head(by: str, width: int) -> str:
    room, bar, extra = _room(width)
    text = "   " + pad(by.capitalize(), room) + f"{'Leads':>7}{'Open':>7}{'Qualified':>10}{'Rate':>6}"
    text += " " * (_BAR + 4) if bar else ""
    return text + f"{'Disqualified':>13}{'Median':>9}" + (f"{'Value':>18}" if extra else "")


def _bar(row: ReportRow) -> str:
    if row.rate is None or row.rate_low is None or row.rate_high is None:
        return "▕" + " " * _BAR + "▏"
    low, high, at = (min(_BAR - 1, int(part * _BAR)) for part in (row.rate_low, row.rate_high, row.rate))
    cells = ["░" if low <= i <= high else " " for i in range(_BAR)]
    cells[at] = "█"
    return "▕" + "".join(cells) + "▏"


def _days(days: float | None) -> str:
    return "–" if days is None else f"{days:.0f} days" if days >= 1.5 else f"{days:.1f} d"
