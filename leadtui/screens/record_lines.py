"""The lines of an account's, contact's or opportunity's detail: fields, what hangs on it, what happened."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual.content import Content

from leadtui.domain.customers import Account, Contact, Opportunity
from leadtui.domain.details import Brief, RecordDetail
from leadtui.domain.fields import BY_NAME, Kind, label_of
from leadtui.domain.sales import STAGES, is_open
from leadtui.domain.text import clean, fit, pad, width
from leadtui.screens.lead_fields import paragraph
from leadtui.screens.lead_lines import merged_rows
from leadtui.screens.record_fields import pairs
from leadtui.widgets import timeline
from leadtui.widgets.lines import Link, Row
from leadtui.widgets.showing import GOOD, HEAD, LABEL, LOOK, Setting, shown, two_columns

_SALE = BY_NAME[Kind.OPPORTUNITY]
_LABEL = 13  # cells of the labels: fields and related records in one line
_TITLES = 30  # cells that titles of related records get at most
_NOTHING = {
    Kind.ACCOUNT: "nobody and nothing yet: N makes a contact, an opportunity or an account under it",
    Kind.CONTACT: "nothing yet: N makes an opportunity, n a lead that starts from this contact",
    Kind.OPPORTUNITY: "no customer yet: e names an account or a contact",
}


def standing(detail: RecordDetail, at: Setting) -> Content:
    """How an opportunity stands, for the heading; nothing for the others."""
    sale = detail.record
    if not isinstance(sale, Opportunity):
        return Content("")
    if is_open(sale):
        return Content.styled(_stage(sale), "$accent")
    on = f" {shown(_SALE['closed_on'], sale.closed_on, at)}" if sale.closed_on else ""
    return Content.styled(f"{sale.outcome}{on}", GOOD if sale.outcome == "won" else LOOK)


def _stage(sale: Opportunity) -> str:
    return f"open, {label_of(_SALE['stage'], sale.stage).lower()}" if sale.stage else "open"


def subtitle(detail: RecordDetail) -> Content:
    """What it is, and whose or where."""
    record = detail.record
    match record:
        case Account():
            parts = ("Account", clean(record.industry or ""), clean(record.city or ""))
        case Contact():
            company = _title(detail, Kind.ACCOUNT, record.account) or clean(record.company or "")
            parts = ("Contact", clean(record.job_title or ""), company)
        case Opportunity():
            customer = _title(detail, Kind.ACCOUNT, record.account) or clean(record.company or "")
            parts = ("Opportunity", customer, _title(detail, Kind.CONTACT, record.contact))
    return Content(", ".join(part for part in parts if part))


def _title(detail: RecordDetail, kind: Kind, number: int | None) -> str:
    found = next((one for one in detail.related if (one.kind, one.id) == (kind, number)), None)
    return clean(found.title) if found else ""


def path(detail: RecordDetail, cells: int) -> Content:
    """The stages, the one it is at stands out; nothing for the others, and where there is no room."""
    sale = detail.record
    if not isinstance(sale, Opportunity) or cells < 64:
        return Content("")
    live = is_open(sale)
    names = [
        Content.styled(label_of(_SALE["stage"], code).lower(), _path_style(code == sale.stage, live))
        for code in STAGES
    ]
    return Content.styled(" › ", LABEL).join(names)


def _path_style(here: bool, live: bool) -> str:
    return ("bold $accent" if live else "bold") if here else LABEL


def build(detail: RecordDetail, at: Setting, cells: int) -> list[Row]:
    """How it ended, fields, related records, tasks and timeline, long texts."""
    titles = {(one.kind, one.id): one.title for one in detail.related}
    known = replace(at, titles=titles)
    blocks = [
        _ended(detail, at, cells),
        [Row(line) for line in two_columns(*pairs(detail, known), cells, _LABEL)],
        [*related(detail, cells), *merged_rows(detail.merged, cells)],
        _timeline(detail, at, cells),
    ]
    rows: list[Row] = []
    for block in blocks:
        if block and rows:
            rows.append(Row(Content("")))
        rows.extend(block)
    for name, field in BY_NAME[detail.kind].items():
        if field.multiline:
            rows += paragraph(field.label, str(getattr(detail.record, name) or ""), cells)
    return rows


def _ended(detail: RecordDetail, at: Setting, cells: int) -> list[Row]:
    """How a closed opportunity ended, and that it is read-only."""
    sale = detail.record
    if not isinstance(sale, Opportunity) or is_open(sale):
        return []
    on = f" {shown(_SALE['closed_on'], sale.closed_on, at)}" if sale.closed_on else ""
    why = f": {label_of(_SALE['lost_reason'], sale.lost_reason).lower()}" if sale.lost_reason else ""
    head = f"{(sale.outcome or '').capitalize()}{on}{why}."
    said = (fit(clean(head), cells - 28), HEAD), (" Read-only; r reopens it.", LABEL)
    return [Row(Content.assemble(" ", *said))]


def related(detail: RecordDetail, cells: int) -> list[Row]:
    """What hangs on it in groups, each line opened by Enter."""
    rows: list[Row] = []
    longest = max((width(clean(one.title)) for one in detail.related), default=0)
    column = min(max(longest, 12), _TITLES, max(cells // 2 - 8, 12))
    for label, group in groups(detail):
        for place, one in enumerate(group):
            rows.append(_related_row(label if place == 0 else "", one, cells, column))
    return rows or [Row(Content.styled(f" {fit(_NOTHING[detail.kind], cells - 1)}", LABEL))]


def _related_row(label: str, one: Brief, cells: int, column: int) -> Row:
    head = Content.assemble(" ", (pad(label, _LABEL), LABEL), " ")
    title = pad(clean(one.title) or f"{one.kind} {one.id}", column)
    state = "" if one.state == "open" and one.kind is Kind.OPPORTUNITY else clean(one.state)
    said = ", ".join(part for part in (clean(one.detail), state) if part)
    room = cells - head.cell_length - column - 3
    return Row(Content.assemble(head, title, (f"  {fit(said, room)}", LABEL)), Link(one.kind, one.id))


def groups(detail: RecordDetail) -> Iterable[tuple[str, Sequence[Brief]]]:
    """The related records by what they are to this one."""
    record = detail.record
    parent = record.parent if isinstance(record, Account) else None
    of = {kind: [one for one in detail.related if one.kind is kind] for kind in Kind}
    accounts = of[Kind.ACCOUNT]
    if isinstance(record, Account):
        yield "Part of", [one for one in accounts if one.id == parent]
        yield "Under it", [one for one in accounts if one.id != parent]
    else:
        yield "Account", accounts
    yield "Contacts" if isinstance(record, Account) else "Contact", of[Kind.CONTACT]
    yield "Opportunities", of[Kind.OPPORTUNITY]
    yield "Leads", of[Kind.LEAD]


def _timeline(detail: RecordDetail, at: Setting, cells: int) -> list[Row]:
    rows = timeline.rows(detail.timeline, at, cells, detail.record.id, detail.kind)
    tasks = [
        Row(Content.assemble(" ", ("open task  ", LOOK), fit(timeline.activity_text(task, at), cells - 13)))
        for task in detail.tasks
    ]
    return [Row(Content.styled(" Timeline", HEAD)), *tasks, *rows]
