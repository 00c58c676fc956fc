"""The plan as a widget: its lines, as many as the screen has room for."""

from textual.content import Content
from textual.widget import Widget

from leadtui.domain.plan import Plan
from leadtui.screens import plan_lines
from leadtui.screens.shell import shell_of
from leadtui.widgets.showing import Setting

_AROUND = 8  # lines of the dialog around the plan: border, heading, why, message, keys


class PlanView(Widget, can_focus=True):
    """The plan's lines, as wide as the dialog. It has the focus while nothing is typed."""

    DEFAULT_CSS = "PlanView { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, plan: Plan, at: Setting, why: str) -> None:
        super().__init__()
        self._plan, self._at, self._why = plan, at, bool(why.strip())
        self.noted = ""

    def show(self, plan: Plan, why: str) -> None:
        """Show another plan."""
        self._plan, self._why = plan, bool(why.strip())
        self.refresh(layout=True)

    def render(self) -> Content:
        """All lines."""
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many as there are lines."""
        return len(self._lines(width))

    def _lines(self, cells: int) -> list[Content]:
        room = self.screen.size.height - _AROUND
        return plan_lines.build(
            self._plan,
            self._at,
            cells,
            why=self._why,
            noted=self.noted,
            height=room,
            mine=shell_of(self).access,
        )
