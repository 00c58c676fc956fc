"""Reactivate: shows first what the lead became and what changed since; Enter opens it again."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from leadtui.domain.match import Match, percent
from leadtui.domain.records import Brief, LeadDetail, Qualification
from leadtui.domain.text import clean, fit, pad, stamp
from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.screens.lead_lines import records_of
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.likeness import called, style_of, waiting
from leadtui.widgets.showing import Setting
from leadtui.widgets.signs import ALIKE

_MOST = 3  # of those that look alike
Look = Callable[[], Awaitable[Sequence[Content] | None]]
"""Shows what looks alike; answers the story as it is then."""


class Reactivate(Asking[str]):
    """Asks for a note; the answer is that note."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "commit", show=False),
        Binding("D", "duplicates", show=False),
    ]
    LINE: ClassVar[str] = "#note"
    KEPT: Sequence[str] = ("note",)
    DEFAULT_CSS = """
    Reactivate {
        #became { height: auto; margin-bottom: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        .line { height: 1; }
        .line .label { width: 8; color: $muted; }
    }
    """

    def __init__(
        self,
        title: str,
        aside: str,
        said: Sequence[Content],
        commit: Commit[str],
        look: Look,
        *,
        alike: bool = False,
    ) -> None:
        super().__init__(title, aside, commit)
        self._said, self._look, self._alike = said, look, alike

    def body(self) -> ComposeResult:
        """What it became, what looks alike now, the note."""
        yield Static(Content("\n").join(self._said), id="became", markup=False)
        with Horizontal(classes="line"):
            yield Static("Note", classes="label")
            yield Entry(placeholder="why it is open again", id="note")

    def keys(self) -> Sequence[Key]:
        """Enter, Tab, Esc."""
        look = (Key("D", "duplicates"),) if self._alike else ()
        return (Key("enter", "reactivate as New", kept=True), *look, Key("tab", "note"), ESC)

    def letters(self) -> str:
        """``D`` shows what looks alike."""
        return "D"

    def action_duplicates(self) -> None:
        """What looks alike now, side by side; esc comes back here."""
        self.run_worker(self._compare(), group="look", exclusive=True, exit_on_error=True)

    async def _compare(self) -> None:
        if (said := await self._look()) is not None:
            self.query_one("#became", Static).update(Content("\n").join(said))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_commit()

    def action_commit(self) -> None:
        """Enter: open it again."""
        self.answer(self.query_one("#note", Entry).value.strip())


def ended(detail: LeadDetail, at: Setting) -> str:
    """``qualified 12 Aug 2026 by ola``."""
    lead = detail.lead
    reason = at.reason(lead.status_reason).lower()
    by = f" by {at.owner(lead.closed_by)}" if lead.closed_by else ""
    return f"{reason} {stamp(lead.closed_at, at.now)}{by}"


def story(detail: LeadDetail, alike: Sequence[Match], at: Setting) -> list[Content]:
    """What it became, line by line, and what looks alike now: ``97%  lead 4388 Ana Pereira, open, mia's``."""
    lines: list[Content] = []
    for past in detail.qualifications[:1]:
        lines += _became(past)
        lines.append(Content("They stay as they are; a new plan offers them again."))
    if not lines:
        lines.append(Content("It became nothing: no account, contact or opportunity hangs on it."))
    lines += _alike(waiting(alike), at)
    return lines


def _became(past: Qualification) -> list[Content]:
    return [_line("It became" if place == 0 else "", one) for place, one in enumerate(records_of(past))]


def _line(label: str, one: Brief) -> Content:
    since = f"changed since: {', '.join(one.changed)}" if one.changed else one.state or "unchanged"
    head = f"{pad(label, 10)} {pad(one.kind, 12)} {pad(clean(one.title), 20)}  "
    return Content.assemble(head, (fit(clean(since), 30), "$warning" if one.changed else "$muted"))


def _alike(found: Sequence[Match], at: Setting) -> list[Content]:
    """What looks alike now, a line each; the last line of the dialog has the key that shows them."""
    if not found:
        return []
    lines = [Content(""), Content.styled(f"{ALIKE} Looks alike now", "$warning")]
    for one in found[:_MOST]:
        sure = Content.styled(f"{percent(one.probability):>5}", style_of(one.band))
        lines.append(Content.assemble(sure, f"  {_named(one, at)}"))
    more = len(found) - _MOST
    return [*lines, Content.styled(f"       and {more} more", "$muted")] if more > 0 else lines


def _named(one: Match, at: Setting) -> str:
    brief = one.brief
    whose = f"{at.owner(brief.owner)}'s" if brief.owner else ""
    return ", ".join(
        part for part in (called(brief, readable=one.readable), clean(brief.state), whose) if part
    )
