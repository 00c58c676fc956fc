"""The lines of a lead's detail: what it is, what is missing, what it became, what happened to it."""

from collections.abc import Sequence

from textual.content import Content

from leadtui.domain.checklist import Item
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.records import Brief, LeadDetail, Qualification
from leadtui.domain.text import clean, fit, pad, plural, stamp, width
from leadtui.screens.lead_fields import fields, rest
from leadtui.widgets import timeline
from leadtui.widgets.checklist_panel import head_content, item_content
from leadtui.widgets.likeness import quietly, strongest, waiting
from leadtui.widgets.lines import GivenUp, Link, Row
from leadtui.widgets.showing import (
    ACCENT,
    HEAD,
    LABEL,
    LOOK,
    Setting,
)
from leadtui.widgets.signs import ALIKE

_SHOWS = "  D shows them"
FIRST_OF_TIMELINE = 200
"""Lines of the timeline that are drawn; older ones are in ``lead history``."""


def title(detail: LeadDetail) -> Content:
    """Number and name, as a heading."""
    return Content.assemble((f"{detail.lead.id}  ", LABEL), (clean(detail.lead.title), HEAD))


def standing(detail: LeadDetail, at: Setting) -> Content:
    """State and reason."""
    lead = detail.lead
    reason = at.reason(lead.status_reason).lower()
    style = ACCENT if lead.is_open else LABEL
    said = f"{lead.state}, {reason}" if reason != lead.state else f"{lead.state}"
    return Content.styled(said, style)


def subtitle(lead: Lead) -> str:
    """What the person does, and where."""
    where = clean(lead.company or ("private person" if lead.private_person else ""))
    return ", ".join(part for part in (clean(lead.job_title or ""), where) if part)


def build(detail: LeadDetail, at: Setting, cells: int, *, side: bool) -> list[Row]:
    """All lines for a width; ``side`` leaves out what the side panel shows."""
    blocks = [
        banner(detail, at, cells),
        [Row(line) for line in fields(detail, at, cells)],
        []
        if side or not detail.lead.is_open
        else [Row(line) for line in checklist_lines(detail.checklist, cells)],
        [*links(detail, cells), *alike(detail, cells)],
        _timeline(detail, at, cells),
        rest(detail.lead, at, cells),
    ]
    rows: list[Row] = []
    for block in blocks:
        if block and rows:
            rows.append(Row(Content("")))
        rows.extend(block)
    return rows


def checklist_lines(items: Sequence[Item], cells: int) -> list[Content]:
    """The checklist in a few lines: its number jumps to what is missing."""
    lines = [Content.assemble(" ", head_content(items))]
    column = max(17, (cells - 2) // max(1, min(4, (cells - 2) // 17)))
    line = Content(" ")
    for number, item in enumerate(items, 1):
        part = item_content(number, item, 2)
        need = column * -(-(part.cell_length + 1) // column)
        if line.cell_length + part.cell_length > cells and line.cell_length > 1:
            lines.append(line)
            line = Content(" ")
        line = Content.assemble(line, part.pad_right(max(0, need - part.cell_length)))
    return [*lines, line]


def brief_row(label: str, one: Brief, cells: int) -> Row:
    """A related record on a line that Enter opens."""
    changed = f"changed since: {', '.join(one.changed)}" if one.changed else ""
    said = ", ".join(clean(part) for part in (one.detail, one.state, changed) if part)
    head = Content.assemble(" ", (pad(label, 10), LABEL), " ", (pad(one.kind, 12), LABEL))
    room = max(cells - head.cell_length - 1, 8)
    name = fit(clean(one.title) or f"{one.kind} {one.id}", room)
    more = fit(said, room - Content(name).cell_length - 2)
    return Row(Content.assemble(head, name, (f"  {more}", LABEL)), Link(one.kind, one.id))


def links(detail: LeadDetail, cells: int) -> list[Row]:
    """The account and contact that an open lead is linked to, and its tasks."""
    both = [one for one in (detail.account, detail.contact) if one]
    rows = [brief_row("Linked" if i == 0 else "", one, cells) for i, one in enumerate(both)]
    return [*rows, *merged_rows(detail.merged, cells)]


def merged_rows(merged: Sequence[Brief], cells: int) -> list[Row]:
    """The records that were merged into this one; of those that are hidden Enter offers to take it apart."""
    rows: list[Row] = []
    for place, one in enumerate(merged):
        row = brief_row("Merged" if place == 0 else "", one, cells)
        rows.append(row if one.kind is Kind.LEAD else Row(row.content, GivenUp(one.kind, one.id, one.title)))
    return rows


def alike(detail: LeadDetail, cells: int) -> list[Row]:
    """What looks the same, the likeliest with its reason; quietly what is only similar, and colleagues."""
    found, lines = waiting(detail.duplicates), list[Content]()
    if found:
        said = f" {ALIKE} {plural(len(found), 'looks', 'look')} alike: "
        room = cells - width(said) - len(_SHOWS) - 2  # a page that scrolls has a bar
        lines.append(Content.assemble((said, LOOK), fit(strongest(found, room), room), (_SHOWS, LABEL)))
    if more := quietly(detail.duplicates, detail.colleagues):
        shows = "" if found or not detail.duplicates else _SHOWS
        lines.append(Content.styled(f"   {fit(more, cells - 4 - len(shows))}{shows}", LABEL))
    return [Row(line) for line in lines]


def records_of(past: Qualification) -> list[Brief]:
    """What a qualification made or linked."""
    return [one for one in (past.account, past.contact, *past.opportunities) if one]


def banner(detail: LeadDetail, at: Setting, cells: int) -> list[Row]:
    """How a closed lead ended, or what the earlier lives of a reactivated one left behind."""
    lead = detail.lead
    if not lead.is_open:
        return _closed(detail, at, cells)
    rows: list[Row] = []
    for past in detail.qualifications:
        which = "Reactivated." if past.lead == lead.id else f"Lead {past.lead}, merged into this one, was"
        verb = "Qualified" if past.lead == lead.id else "qualified"
        said = f" {which} {verb} {stamp(past.at, at.now)} by {at.owner(past.by)}; it became"
        rows += [Row(Content.styled(said, LOOK)), *became(past, cells)]
    if not rows and lead.cycle > 1:
        rows = [Row(Content.styled(f" Reactivated: this is its life number {lead.cycle}.", LOOK))]
    return rows


def _closed(detail: LeadDetail, at: Setting, cells: int) -> list[Row]:
    lead = detail.lead
    reason = at.reason(lead.status_reason).lower()
    how = "Qualified" if lead.state == "qualified" else f"Disqualified: {reason}"
    how = "Merged" if detail.merged_into is not None else how
    by = f" by {at.owner(lead.closed_by)}" if lead.closed_by else ""
    head = Content.assemble((f" {how}, {stamp(lead.closed_at, at.now)}{by}.", HEAD), (" Read-only.", LABEL))
    rows = [Row(head)]
    if detail.merged_into is not None:
        rows.append(brief_row("into", detail.merged_into, cells))
    for past in detail.qualifications:
        own = past.lead == lead.id
        if own and past.cycle == lead.cycle and lead.state == "qualified":
            rows += became(past, cells)
        else:
            whose = f"In its life {past.cycle} it" if own else f"Lead {past.lead}, merged into this one,"
            rows += [Row(Content.styled(f" {whose} became", LABEL)), *became(past, cells)]
    return rows


def became(past: Qualification, cells: int) -> list[Row]:
    """The records that a qualification made or linked, one a line."""
    rows = [brief_row("became" if i == 0 else "", one, cells) for i, one in enumerate(records_of(past))]
    if past.why:
        rows.append(
            Row(Content.assemble(" ", (pad("why", 10), LABEL), f" {fit(clean(past.why), cells - 13)}"))
        )
    return rows or [Row(Content.styled(" nothing: no account, contact or opportunity", LABEL))]


def _timeline(detail: LeadDetail, at: Setting, cells: int) -> list[Row]:
    rows = timeline.rows(detail.timeline[:FIRST_OF_TIMELINE], at, cells, detail.lead.id)
    tasks = [
        Row(Content.assemble(" ", ("open task  ", LOOK), timeline.activity_text(t, at))) for t in detail.tasks
    ]
    none = Row(Content.styled(" nothing yet: c logs a call, an e-mail, a meeting or a note", LABEL))
    return [Row(Content.styled(" Timeline", HEAD)), *tasks, *(rows or [none])]
