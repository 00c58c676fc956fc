"""A screen whose keys move through the one list of lines that it shows."""

from leadtui.screens.base import LeadScreen
from leadtui.widgets.lines import Lines


class LinesScreen(LeadScreen):
    """The movement keys; a subclass says which its lines are."""

    @property
    def lines(self) -> Lines:
        """The lines themselves."""
        raise NotImplementedError

    def page(self, by: int) -> None:
        """A page on or back, the cursor with it."""
        self.lines.turn(by)

    def on_mount(self) -> None:
        """The keys are the screen's."""
        self.lines.can_focus = False

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
        """Last of those read."""
        self.lines.action_edge(1)

    def action_page_down(self) -> None:
        """A page on."""
        self.page(1)

    def action_page_up(self) -> None:
        """A page back."""
        self.page(-1)
