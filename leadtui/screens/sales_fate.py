"""What becomes of the open opportunities of a lead that is disqualified, asked in one short list."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from leadtui.domain.closing import Fate, also_of
from leadtui.domain.fields import LOST_REASON
from leadtui.domain.records import Brief
from leadtui.domain.sales import NEEDS_NOTE
from leadtui.domain.text import clean, fit, pad, plural, width
from leadtui.screens.choices import Choose, Option
from leadtui.screens.shell import Shell
from leadtui.widgets.showing import HEAD, LABEL, LOOK

Said = tuple[Fate, str]
"""What becomes of them, and the code of the reason why they are lost."""
_LABEL: Final = 14
_OFFERED: Final = (
    Option(Fate.KEEP.value, "It stays open", "and stays this lead's"),
    *(
        Option(
            f"{Fate.LOST}:{one.code}",
            f"Lost: {one.label.lower()}",
            "needs a note" if one.code in NEEDS_NOTE else "",
        )
        for one in LOST_REASON
    ),
    Option(Fate.DETACH.value, "Detached", "it goes on without this lead; say why"),
)


async def ask(app: Shell, sales: Sequence[Brief]) -> Said | None:
    """Which of all that can become of them; None when nothing is said."""
    titles = ", ".join(map(_called, sales)) or "its open opportunities"
    code = await app.push_screen_wait(Choose("What becomes of it?", _OFFERED, said=f"Open: {titles}"))
    if code is None:
        return None
    fate, _, because = code.partition(":")
    return Fate(fate), because


def line(sales: Sequence[Brief], said: Said | None, cells: int) -> Content:
    """What the dialog shows of them."""
    head = Content.assemble(("o", "bold $accent"), f" {pad('Opportunity', _LABEL - 2)}")
    told = ("o says what becomes of it", LOOK if sales else LABEL)
    if said is not None:
        told = (_told(*said), HEAD)
    titles = ", ".join(map(_called, sales)) or "if it has one"
    more = _counted(sales) if len(sales) > 1 else ""
    room = max(cells - _LABEL - width(told[0]) - 2, 8)
    return Content.assemble(head, (fit(more or titles, room), "" if sales else LABEL), "  ", told)


def _called(sale: Brief) -> str:
    return f"{clean(sale.title)}{f' ({also_of(sale)})' if sale.shared else ''}"


def _counted(sales: Sequence[Brief]) -> str:
    shared = sum(bool(one.shared) for one in sales)
    told = f" ({shared} of other leads, too)" if shared else ""
    return plural(len(sales), "opportunity", "opportunities") + told


def _told(fate: Fate, because: str) -> str:
    if fate is Fate.LOST:
        label = next((one.label for one in LOST_REASON if one.code == because), because)
        return f"lost: {label.lower()}"
    return "stays open" if fate is Fate.KEEP else "goes on without this lead"
