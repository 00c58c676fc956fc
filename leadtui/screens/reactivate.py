"""Reactivate: shows first what the lead became and what changed since; Enter opens it again."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from leadtui.domain.records import Brief, LeadDetail, Qualification
from leadtui.domain.text import clean, fit, pad, plural, stamp
from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.screens.lead_lines import others, records_of
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.showing import Setting


class Reactivate(Asking[str]):
    """Asks for a note; the answer is that note."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "commit", show=False)]
    LINE: ClassVar[str] = "#note"
    KEPT: Sequence[str] = ("note",)
    DEFAULT_CSS = """
    Reactivate {
        #became { height: auto; margin-bottom: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        .line { height: 1; }
        .line .label { width: 8; color: $muted; }
    }
    """

    def __init__(self, title: str, aside: str, said: Sequence[Content], commit: Commit[str]) -> None:
        super().__init__(title, aside, commit)
        self._said = Content("\n").join(said)

    def body(self) -> ComposeResult:
        """What it became, what looks alike now, the note."""
        yield Static(self._said, id="became", markup=False)
        with Horizontal(classes="line"):
            yield Static("Note", classes="label")
            yield Entry(placeholder="why it is open again", id="note")

    def keys(self) -> Sequence[Key]:
        """Enter, Tab, Esc."""
        return (Key("enter", "reactivate as New", kept=True), Key("tab", "note"), ESC)

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


def story(detail: LeadDetail) -> list[Content]:
    """What it became, line by line, and what looks alike now."""
    lines: list[Content] = []
    for past in detail.qualifications[:1]:
        lines += _became(past)
        lines.append(Content("They stay as they are; a new plan offers them again."))
    if not lines:
        lines.append(Content("It became nothing: no account, contact or opportunity hangs on it."))
    if found := others(detail):
        names = ", ".join(_named(one) for one in found[:3])
        said = f"≈ {plural(len(found), 'record looks', 'records look')} alike now: "
        lines += [Content(""), Content.assemble((said, "$warning"), fit(names, 60))]
    return lines


def _became(past: Qualification) -> list[Content]:
    return [_line("It became" if place == 0 else "", one) for place, one in enumerate(records_of(past))]


def _line(label: str, one: Brief) -> Content:
    since = f"changed since: {', '.join(one.changed)}" if one.changed else one.state or "unchanged"
    head = f"{pad(label, 10)} {pad(one.kind, 12)} {pad(clean(one.title), 20)}  "
    return Content.assemble(head, (fit(clean(since), 30), "$warning" if one.changed else "$muted"))


def _named(one: Brief) -> str:
    return f"{one.kind} {one.id} {clean(one.title)}" + (f" ({clean(one.state)})" if one.state else "")
