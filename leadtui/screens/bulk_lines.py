"""One line a lead that needs a person, a run, or a lead of a run. Pure."""

from typing import Final

from textual.content import Content

from leadtui.domain.bulk import Outcome, Phase, Row, Run, Waiting
from leadtui.domain.text import clean, fit, pad, stamp, width
from leadtui.widgets.showing import LABEL, Setting

_ID: Final = 7
_ACT: Final = 12
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
    when = _when(cells)
    return f" {pad('Run', 5)}{pad('When', when) if when else ''}{pad('State', 12)}{pad('Done', 16)}What"


def _when(cells: int) -> int:
    """Cells of the day: on a narrow screen the rest says more."""
    return 13 if cells >= 72 else 0


def run_line(one: Run, at: Setting, state: str, cells: int) -> Content:
    """A run: when, how far, what was asked; how many need a person."""
    tally = one.tally
    done = f"{tally.done:,} of {one.total:,}"
    rest = _rest(one)
    when = _when(cells)
    first = f" {pad(str(one.id), 5)}{pad(stamp(one.at, at.now), when) if when else ''}"
    what = fit(clean(one.title), max(cells - width(first) - 28 - (width(rest) + 2 if rest else 0), 8))
    style = "$warning" if state in ("unfinished", "not begun") else ""
    return Content.assemble(
        (first, LABEL), (pad(fit(state, 11), 12), style), pad(done, 16), (what, "bold"),
        (f"  {rest}" if rest else "", "$warning"),
    )  # fmt: skip


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
