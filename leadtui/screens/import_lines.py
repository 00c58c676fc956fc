"""What the import screen shows: how it works, what a file's columns mean, what became of its rows."""

from collections.abc import Mapping

from textual.content import Content

from leadtui.actions.import_summary import ImportSummary
from leadtui.actions.importing import Preview, Progress
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.text import clean, fit, listed, pad, plural, width
from leadtui.domain.values import show
from leadtui.store import Import
from leadtui.widgets.lines import Row

_SHOWN = {
    Kind.LEAD: ("first_name", "last_name", "company", "email", "phone"),
    Kind.ACCOUNT: ("name", "city", "email", "phone"),
    Kind.CONTACT: ("first_name", "last_name", "company", "email", "phone"),
    Kind.OPPORTUNITY: ("topic", "company", "amount", "stage", "outcome"),
}

_FIRST = 4  # rows on show, so that they stand above the columns on a small screen


def many(kind: Kind) -> str:
    """The kind's plural."""
    return "opportunities" if kind is Kind.OPPORTUNITY else f"{kind}s"


def explained() -> list[Row]:
    """Before a file is named."""
    return [
        _quiet("Exports of Dynamics 365, Salesforce, Zoho, HubSpot, Odoo,"),
        _quiet("EspoCRM, SuiteCRM, Pipedrive, and plain tables with headings."),
        _quiet(""),
        _quiet("Enter shows what each column means, and the first rows."),
        _quiet("Nothing is stored until you press Enter again; rows that look"),
        _quiet("like something known are shown before, to choose for each."),
        _quiet("Rows that do not fit go to a file of rejects, with the reason."),
    ]


def previewed(found: Preview, cells: int) -> list[Row]:
    """What the file is, what its columns mean, and its first rows."""
    columns, table = found.opened.columns, found.opened.table
    system = f" of {clean(columns.system)}" if columns.system else ""
    told = ", ".join(part for part in (table.encoding, _delimiter(table.delimiter)) if part)
    what = (f" A table of {many(columns.kind)}{system}", "bold")
    rows = [
        Row(Content(f" {tail(clean(str(found.opened.path)), cells - 2)}")),
        Row(Content.assemble(what, (f"  {told}", "$muted"))),
    ]
    rows += _first_rows(found, cells)
    rows += [line for one in found.notes for line in _wrapped(_of_first(one, found), cells, "$warning")]
    rows += [_quiet(""), Row(Content.styled(" What its columns mean", "bold"))]
    rows += _mapping(columns.kind, columns.mapping, cells)
    if columns.unmapped:
        kept = listed([clean(heading) for heading in columns.unmapped])
        rows.append(_quiet(fit(f"kept as other values: {kept}", cells - 2)))
    return rows


def _first_rows(found: Preview, cells: int) -> list[Row]:
    rows = [_quiet(""), Row(Content.styled(" First rows", "bold"))]
    rows += [_row(found.opened.columns.kind, one.values, cells) for one in found.ready[:_FIRST]]
    rows += [
        Row(
            Content.styled(
                f" {fit(f'line {one.line}: {clean(one.reason)} ({clean(one.value)})', cells - 2)}", "$warning"
            )
        )
        for one in found.rejects
    ]
    return rows


def _of_first(note: str, found: Preview) -> str:
    """A note as it is meant: what was counted was counted in the first rows only."""
    rows = len(found.ready) + len(found.rejects)
    return f"In the first {plural(rows, 'row')}: {note}" if note[:1].isdigit() else note


def _wrapped(text: str, cells: int, style: str = "") -> list[Row]:
    lines = Content.styled(clean(text), style).wrap(max(cells - 2, 20))
    return [Row(Content.assemble(" ", line)) for line in lines]


def tail(text: str, cells: int) -> str:
    """The end of a path: the name of the file is whole as long as it fits."""
    if width(text) <= cells:
        return text
    while text and width(text) > cells - 1:
        text = text[1:]
    return f"…{text}"


def here_already(before: Import, people: Mapping[str, str]) -> str:
    """The warning before the same file makes every record twice."""
    by = clean(people.get(before.by, before.by))
    return (
        f"This very file was imported already: {plural(before.stored, 'row')}, import {before.id}, {by}. "
        "Enter makes every record of it twice."
    )


def where(summary: ImportSummary) -> str:
    """How many were stored, and where they are."""
    if not summary.stored:
        return summary.sentence
    if summary.kind is not Kind.LEAD:
        return f"{summary.stored:,} {many(summary.kind)} stored."
    return f"{plural(summary.stored, 'lead')} stored: view “open” has the open ones, Closed the others."


def _mapping(kind: Kind, mapping: dict[str, str], cells: int) -> list[Row]:
    half = max((cells - 3) // 2, 20)
    parts = [
        Content.assemble((pad(_label(kind, name), 15), "$muted"), " ", pad(clean(heading), half - 17))
        for name, heading in mapping.items()
    ]
    pairs = [(parts[i], parts[i + 1] if i + 1 < len(parts) else Content("")) for i in range(0, len(parts), 2)]
    return [Row(Content.assemble(" ", left, " ", right)) for left, right in pairs]


def _label(kind: Kind, name: str) -> str:
    field = BY_NAME[kind].get(name)
    return field.label if field else name.replace("_", " ")


def _row(kind: Kind, values: Mapping[str, object], cells: int) -> Row:
    fields = BY_NAME[kind]
    texts = [clean(show(fields[name], values.get(name))) for name in _SHOWN[kind] if values.get(name)]
    return Row(Content(f" {fit('  '.join(texts), cells - 2)}"))


def _delimiter(delimiter: str) -> str:
    return {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}.get(delimiter, delimiter)


def progressed(progress: Progress) -> str:
    """The numbers of an import under way."""
    said = f"{progress.stored:,} stored, {progress.rejected:,} rejected"
    return f"{progress.fraction:.0%}  {said}  {progress.rate:,.0f} rows a second"


def summed_up(summary: ImportSummary, cells: int) -> list[Row]:
    """What became of the rows."""
    rows = [
        Row(Content.styled(f" {plural(summary.rows, 'row')} read in {summary.seconds:.1f} s", "bold")),
        _quiet(""),
    ]
    rows.append(_count("stored", summary.stored))
    rows += [
        _count(word, count)
        for word, count in (("updated", summary.updated), ("skipped", summary.skipped))
        if count
    ]
    rows.append(_count("rejected", summary.rejected))
    if summary.marked:
        rows += _wrapped(summary.marked, cells)
    if summary.rejects_file:
        rows.append(
            Row(
                Content.styled(
                    f" Rejects with their reasons: {tail(summary.rejects_file, cells - 30)}", "$warning"
                )
            )
        )
    if summary.stored:
        rows += _wrapped(where(summary), cells)
    if summary.unknown_owners:
        named = listed([f"{clean(name)} ({count:,})" for name, count in summary.unknown_owners[:4]])
        rows += _wrapped(
            f"Owners that nobody here is: {named}. Their leads are in view “unassigned”.", cells, "$warning"
        )
    if summary.unmapped:
        kept = listed([clean(heading) for heading in summary.unmapped])
        rows.append(_quiet(fit(f"kept as other values: {kept}", cells - 2)))
    return [*rows, *(line for one in summary.notes for line in _wrapped(one, cells))]


def _count(word: str, count: int) -> Row:
    return Row(Content(f" {pad(word, 10)} {count:>10,}"))


def _quiet(text: str) -> Row:
    return Row(Content.styled(f" {text}", "$muted"))
