"""What opening a closed lead again meets, line by line."""

from collections.abc import Iterator, Sequence
from typing import Final

from textual.content import Content

from leadtui.domain.details import Closed
from leadtui.domain.match import Match, percent
from leadtui.domain.records import Brief
from leadtui.domain.reopening import MISSING, Reopening, told_differences, told_record, told_ticks
from leadtui.domain.states import State
from leadtui.domain.text import clean, fit, pad, plural, stamp, width
from leadtui.widgets.likeness import called, style_of, waiting
from leadtui.widgets.showing import LABEL, LOOK, Setting
from leadtui.widgets.signs import ALIKE

_MOST: Final = 3  # of those that look alike
_HEAD: Final = 9  # cells of a label


def ended(met: Reopening, at: Setting) -> str:
    """``qualified 12 Aug 2026 by ola``."""
    end = met.ended
    by = f" by {at.owner(end.by)}" if end.by else ""
    how = end.reason if end.reason == "merged" else met.lead.state
    return f"{how} {stamp(end.at, at.now)}{by}"


def story(met: Reopening, at: Setting, cells: int) -> list[Content]:
    """What it became, how it was closed, what is different now, what looks alike: blank lines between."""
    blocks = [list(_became(met, at, cells)), list(_then(met, at)), list(_alike(met.alike, at))]
    lines: list[Content] = []
    for block in blocks:
        if block and lines:
            lines.append(Content(""))
        lines += block
    return lines


def _became(met: Reopening, at: Setting, cells: int) -> Iterator[Content]:
    lives = met.detail.qualifications
    if not lives:
        yield Content("It became nothing: no record hangs on it.")
        return
    newest = lives[0]
    label = "Kept" if newest.kept else "It became"
    names = _names(newest.records, at, cells)
    for place, one in enumerate(newest.records):
        yield from _record(label if place == 0 else "", one, names, at, cells)
    if older := sum(len(life.records) for life in lives[1:]):
        before = plural(len(lives) - 1, "earlier life", "earlier lives")
        yield _line("", f"and {plural(older, 'record')} of {before}")
    yield Content("They stay as they are; a new plan offers them again.")


def _names(records: Sequence[Brief], at: Setting, cells: int) -> int:
    """Cells of the names: as long as the longest, where how they stand leaves that room."""
    longest = max((width(clean(one.title)) for one in records), default=0)
    told = max((width(clean(told_record(one, at.today))) for one in records), default=0)
    return min(longest, max(20, cells - _HEAD - 15 - told))


def _record(label: str, one: Brief, names: int, at: Setting, cells: int) -> Iterator[Content]:
    """What it is and how it stands now; on a narrow screen that goes below."""
    head = Content.assemble((pad(label, _HEAD), LABEL), f" {pad(one.kind, 11)} ")
    told = clean(told_record(one, at.today))
    style = LOOK if one.changed else LABEL
    room = cells - head.cell_length - names - 2
    if width(told) <= max(room, 12):
        yield Content.assemble(head, pad(clean(one.title), names), (f"  {told}", style))
        return
    yield Content.assemble(head, fit(clean(one.title), max(cells - head.cell_length, 8)))
    yield Content.assemble(" " * head.cell_length, (fit(told, max(cells - head.cell_length, 8)), style))


def _then(met: Reopening, at: Setting) -> Iterator[Content]:
    """How it was closed, and what is otherwise now."""
    end = met.ended
    if end.named is not None:
        state = f", {clean(end.named.state)}" if end.named.state else ""
        yield _line("It names", f"{called(end.named)}{state}")
    if met.lead.state == State.DISQUALIFIED and end.reason != "merged":
        note = f": {clean(end.note)}" if end.note else ""
        yield _line("Because", f"{at.reason(end.reason).lower()}{note}")
    yield _line("Then", _judged(met, end))
    if said := told_differences(met):
        yield _line("Since", said, LOOK)
    if said := told_ticks(met):
        yield _line("Ticks", said, "" if met.keeps_ticks else LOOK)
    if met.since:
        yield _line("Logged", f"{plural(met.since, 'activity', 'activities')} since it was closed")


def _judged(met: Reopening, end: Closed) -> str:
    """``7 of 8, need missing, by policy 3 (now 4)``."""
    own = {item.id: item for item in met.detail.checklist}
    items = [item for item in end.checklist if item.id in own] or list(met.detail.checklist)
    lacking = [clean(item.label).lower() for item in items if item.state == MISSING]
    said = f"{len(items) - len(lacking)} of {len(items)} on the checklist"
    said += f", without {', '.join(lacking)}" if lacking else ""
    if not end.policy or end.policy == met.policy:
        return said
    return f"{said}; by policy {end.policy}, now {met.policy}"


def _line(label: str, said: str, style: str = "") -> Content:
    return Content.assemble((pad(label, _HEAD), LABEL), " ", (clean(said), style))


def _alike(found: Sequence[Match], at: Setting) -> Iterator[Content]:
    """What looks alike now, a line each; the last line of the dialog has the key that shows them."""
    likely = waiting(found)
    if not likely:
        return
    yield Content.styled(f"{ALIKE} Looks alike now", LOOK)
    for one in likely[:_MOST]:
        sure = Content.styled(f"{percent(one.probability):>5}", style_of(one.band))
        yield Content.assemble(sure, f"  {_named(one, at)}")
    if (more := len(likely) - _MOST) > 0:
        yield Content.styled(f"       and {more} more", LABEL)


def _named(one: Match, at: Setting) -> str:
    brief = one.brief
    whose = f"{at.owner(brief.owner)}'s" if brief.owner else ""
    return ", ".join(
        part for part in (called(brief, readable=one.readable), clean(brief.state), whose) if part
    )
