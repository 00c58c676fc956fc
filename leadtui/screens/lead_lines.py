"""The lines of a lead's detail: what it is, what is missing, what it became, what happened to it."""

from collections.abc import Sequence

from textual.content import Content

from leadtui.domain.checklist import OVERRIDDEN, Item
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.records import Brief, Closed, LeadDetail, Qualification
from leadtui.domain.reopening import UNCHANGED, told_record
from leadtui.domain.text import clean, fit, listed, pad, plural, stamp, width
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
from leadtui.widgets.signs import ALIKE, UNREAD

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
        handed(detail, at, cells),
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


def brief_row(label: str, one: Brief, cells: int, told: str = "") -> Row:
    """A related record on a line that Enter opens; ``told`` is how it stands, where that matters most."""
    said = ", ".join(clean(part) for part in ((told,) if told else (one.detail, one.state)) if part)
    head = Content.assemble(" ", (pad(label, 10), LABEL), " ", (pad(one.kind, 12), LABEL))
    room = max(cells - head.cell_length - 1, 8)
    name = fit(clean(one.title) or f"{one.kind} {one.id}", room)
    more = fit(said, room - Content(name).cell_length - 2)
    return Row(Content.assemble(head, name, (f"  {more}", LABEL)), Link(one.kind, one.id))


def links(detail: LeadDetail, cells: int) -> list[Row]:
    """The account and contact that an open lead is linked to, and its tasks."""
    both = [one for one in (detail.account, detail.contact) if one]
    rows = [brief_row("Linked" if i == 0 else "", one, cells) for i, one in enumerate(both)]
    rows += [brief_row("Named by" if i == 0 else "", one, cells) for i, one in enumerate(detail.named_by)]
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


def handed(detail: LeadDetail, at: Setting, cells: int) -> list[Row]:
    """How an open lead came to its owner: who gave it, from whom, by which rule, with which words."""
    came = detail.handed
    if came is None or not detail.lead.is_open or (came.read and came.by == came.owner):
        return []
    sign = (f"{UNREAD} ", LOOK) if not came.read else ""
    how = f"by rule “{clean(came.label)}”" if came.label else f"by {at.owner(came.by)}"
    whose = f", from {at.owner(came.before)}" if came.before and came.before != came.by else ""
    note = "" if came.label else clean(came.note)
    said = f"Handed to {at.owner(came.owner)} {how}, {stamp(came.at, at.now)}{whose}{':' if note else ''}"
    style = LABEL if came.read else LOOK
    rows = [Row(Content.assemble(" ", sign, (fit(said, cells - 4), style)))]
    if note:
        rows += [Row(Content.assemble("   ", line)) for line in Content(f"“{note}”").wrap(max(cells - 4, 20))]
    return rows


def banner(detail: LeadDetail, at: Setting, cells: int) -> list[Row]:
    """How a closed lead ended, or what the earlier lives of a reactivated one left behind."""
    return _closed(detail, at, cells) if not detail.lead.is_open else _reactivated(detail, at, cells)


def _reactivated(detail: LeadDetail, at: Setting, cells: int) -> list[Row]:
    """What it became in each life, the latest first, and what was decided then."""
    lead, ended, rows = detail.lead, detail.ended, list[Row]()
    told = {past.cycle for past in detail.qualifications if past.lead == lead.id}
    if ended is not None and ended.cycle not in told:
        rows += [_look(f"Reactivated. {_how(ended, at)}.", cells), *_decided(ended, cells)]
    for past in detail.qualifications:
        latest = ended is not None and past.lead == lead.id and past.cycle == ended.cycle
        said = f"{_life(lead, past, at)}{_reason(ended, at) if latest and ended else ''}; {_became(past)}"
        before = "" if past.lead != lead.id else "Before that: " if rows else "Reactivated. "
        rows.append(_look(before + (said[:1].lower() + said[1:] if before.endswith(": ") else said), cells))
        rows += [*(_decided(ended, cells) if latest and ended else []), *became(past, at, cells)]
    return rows


def _look(said: str, cells: int) -> Row:
    return Row(Content.styled(f" {fit(said, cells - 2)}", LOOK))


def _life(lead: Lead, past: Qualification, at: Setting) -> str:
    what = "Disqualified" if past.kept else "Qualified"
    when = f"{stamp(past.at, at.now)} by {at.owner(past.by)}"
    if past.lead != lead.id:
        return f"Lead {past.lead}, merged into this one, was {what.lower()} {when}"
    return f"{what} {when}"


def _became(past: Qualification) -> str:
    return "kept of it" if past.kept else "it became"


def _how(ended: Closed, at: Setting) -> str:
    """``Disqualified 27 Nov by Mia: does not fit``."""
    by = f" by {at.owner(ended.by)}" if ended.by else ""
    what = {"qualified": "Qualified", "merged": "Merged"}.get(ended.reason, "Disqualified")
    return f"{what} {stamp(ended.at, at.now)}{by}{_reason(ended, at)}"


def _reason(ended: Closed, at: Setting) -> str:
    return "" if ended.reason in ("qualified", "merged") else f": {at.reason(ended.reason).lower()}"


def _decided(ended: Closed, cells: int) -> list[Row]:
    """What was said when it was disqualified: the record that was named, and the note."""
    rows: list[Row] = []
    if ended.named is not None:
        rows.append(brief_row("of" if ended.reason == "duplicate" else "went to", ended.named, cells))
    if ended.note:
        rows.append(_said("note", ended.note, cells))
    if past := [clean(item.label).lower() for item in ended.checklist if item.state == OVERRIDDEN]:
        rows.append(_said("override", f"{listed(past)}: {ended.overridden}", cells))
    return rows


def _said(label: str, text: str, cells: int) -> Row:
    return Row(Content.assemble(" ", (pad(label, 10), LABEL), f" {fit(clean(text), cells - 13)}"))


def _closed(detail: LeadDetail, at: Setting, cells: int) -> list[Row]:
    lead = detail.lead
    reason = at.reason(lead.status_reason).lower()
    how = "Qualified" if lead.state == "qualified" else f"Disqualified: {reason}"
    how = "Merged" if detail.merged_into is not None else how
    by = f" by {at.owner(lead.closed_by)}" if lead.closed_by else ""
    said, more = f" {how}, {stamp(lead.closed_at, at.now)}{by}.", " Read-only."
    head = Content.assemble((fit(said, cells - 1), HEAD), (more if width(said + more) < cells else "", LABEL))
    rows = [Row(head), *(_decided(detail.ended, cells) if detail.ended else [])]
    if detail.merged_into is not None:
        rows.append(brief_row("into", detail.merged_into, cells))
    for past in detail.qualifications:
        own = past.lead == lead.id
        if own and past.cycle == lead.cycle and (lead.state == "qualified" or past.kept):
            rows += became(past, at, cells)
        else:
            whose = f"In its life {past.cycle}" if own else f"Lead {past.lead}, merged into this one:"
            rows += [Row(Content.styled(f" {whose} {_became(past)}", LABEL)), *became(past, at, cells)]
    return rows


def became(past: Qualification, at: Setting, cells: int) -> list[Row]:
    """The records that a lead became, or that were kept of it, one a line."""
    label = "kept" if past.kept else "became"
    told = [told_record(one, at.today) for one in past.records]
    rows = [
        brief_row(label if place == 0 else "", one, cells, how if how != UNCHANGED else "")
        for place, (one, how) in enumerate(zip(past.records, told, strict=True))
    ]
    if past.why:
        rows.append(_said("why", past.why, cells))
    if past.without:
        rows.append(_said("without", f"an opportunity: {past.without}", cells))
    return rows or [Row(Content.styled(" nothing: no account, contact or opportunity", LABEL))]


def _timeline(detail: LeadDetail, at: Setting, cells: int) -> list[Row]:
    rows = timeline.rows(detail.timeline[:FIRST_OF_TIMELINE], at, cells, detail.lead.id)
    tasks = [
        Row(Content.assemble(" ", ("open task  ", LOOK), timeline.activity_text(t, at))) for t in detail.tasks
    ]
    none = Row(Content.styled(" nothing yet: c logs a call, an e-mail, a meeting or a note", LABEL))
    return [Row(Content.styled(" Timeline", HEAD)), *tasks, *(rows or [none])]
