"""One line a lead that needs a person, a run, or a lead of a run. Pure."""

from typing import Final

from textual.content import Content

from leadtui.domain.bulk import Outcome, Phase, Row, Run, Waiting
from leadtui.domain.text import clean, fit, pad, stamp, width
from leadtui.widgets.showing import LABEL, Setting

_ID: Final = 7
_ACT: Final = 12
_NAME: Final = 24  # cells of what a run is called that nothing beside it takes
_WORDS: Final = {
    Outcome.DONE: "done", Outcome.QUEUED: "needs you", Outcome.REFUSED: "refused",
    Outcome.CONFLICT: "changed", Outcome.WAITING: "not tried",
}  # fmt: skip
_STYLES: Final = {Outcome.QUEUED: "$warning", Outcome.CONFLICT: "$warning", Outcome.REFUSED: "$error"}
_SETTLED: Final = {"done": "done by you", "dropped": "dropped", "again": "in a later run"}


def _who(cells: int) -> int:
    return max(14, min(30, (cells - _ID - _ACT) // 3))


def needs_head(cells: int) -> str:
    """The columns' titles of what needs a person."""
    who = _who(cells)
    return f" {pad('Lead', _ID)}{pad('Who', who)}  {pad('What', _ACT)}Why"


def needs_line(one: Waiting, at: Setting, cells: int) -> Content:
    """A lead that waits: who it is, what was asked, why a person has to look."""
    who, row = _who(cells), one.row
    name = clean(one.title) or clean(one.company) or f"lead {row.lead}"
    act = one.asked.act.value.replace("_", " ")
    first = f" {pad(str(row.lead), _ID)}"
    why = fit(_short(row), max(cells - width(first) - who - 2 - _ACT, 0))
    return Content.assemble(
        (first, LABEL), (pad(fit(name, who), who), "bold"), "  ", pad(fit(act, _ACT - 1), _ACT), (why, LABEL)
    )


def _short(row: Row) -> str:
    """Why, without which lead it is: that stands before it."""
    head, _, rest = clean(row.said).partition(": ")
    said = rest if rest and head.startswith(f"Lead {row.lead} ") else clean(row.said)
    return f"{said[:1].upper()}{said[1:]}"


def foot(row: Row) -> str:
    """All there is to say of it, with what mends it."""
    told = row.back_said or f"{row.said} {row.fix}"
    return clean(told).strip()


def runs_head(cells: int) -> str:
    """The columns' titles of runs."""
    when = pad("When", _when(cells)) if _when(cells) else ""
    return f" {pad('Run', 5)}{when}{pad('State', 12)}{pad('Done', _done(cells))}What"


def _when(cells: int) -> int:
    """Cells of the day: on a narrow screen the rest says more."""
    return 13 if cells >= 72 else 0


def _done(cells: int) -> int:
    return 16 if cells >= 72 else 12


def run_line(one: Run, at: Setting, state: str, cells: int) -> Content:
    """A run: when, how far, what was asked; how many need a person."""
    when, title, rest = _when(cells), clean(one.title), _rest(one)
    done = f"{one.tally.done:,}{' of ' if when else '/'}{one.total:,}"
    first = f" {pad(str(one.id), 5)}{pad(stamp(one.at, at.now), when) if when else ''}"
    room = cells - width(first) - 12 - _done(cells)
    spare = room - width(rest) - 2 >= min(width(title), _NAME)  # else the foot has it
    beside = f"  {rest}" if rest and spare else ""
    what = fit(title, room - width(beside))
    style = "$warning" if state in ("unfinished", "not begun") else ""
    return Content.assemble(
        (first, LABEL), (pad(fit(state, 11), 12), style), pad(done, _done(cells)), (what, "bold"),
        (beside, "$warning"),
    )  # fmt: skip


def run_foot(one: Run) -> str:
    """What was asked, whole, and how far it is."""
    said = ", ".join(part for part in (f"{one.tally.done:,} of {one.total:,} done", _rest(one)) if part)
    return f"{clean(one.title)}. {said}."


def _rest(one: Run) -> str:
    """What is left of it, shortest first; of one that is taken back nothing needs a person."""
    tally = one.tally
    queued = 0 if one.phase is Phase.BACK else tally.queued
    parts = (
        (queued, "needs you" if queued == 1 else "need you"),
        (tally.conflict, "changed"),
        (tally.refused, "refused"),
    )
    return ", ".join(f"{count:,} {word}" for count, word in parts if count)


def rows_head(cells: int) -> str:
    """The columns' titles of the leads of a run."""
    return f" {pad('Lead', _ID)}{pad('Outcome', 14)}What came of it"


def row_line(one: Row, cells: int) -> Content:
    """A lead of a run: its outcome and what there is to say of it."""
    word, said = _WORDS[one.outcome], one.said
    if one.back == "done":
        word, said = "taken back", one.said
    elif one.back:
        word, said = "stays done", one.back_said
    elif one.settled:
        word = _SETTLED[one.settled]
    first = f" {pad(str(one.lead), _ID)}"
    style = "" if one.settled or one.back == "done" else _STYLES.get(one.outcome, "")
    said = fit(clean(said), max(cells - width(first) - 14, 0))
    return Content.assemble((first, LABEL), (pad(fit(word, 13), 14), style), said)
