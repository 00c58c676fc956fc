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
_LISTED: Final = 4  # opportunities that are named, each on a line of its own


def them(sales: Sequence[Brief]) -> str:
    """``them`` where there are several."""
    return "them" if len(sales) > 1 else "it"


async def ask(app: Shell, sales: Sequence[Brief]) -> Said | None:
    """Which of all that can become of them; None when nothing is said. One answer is for all of them."""
    title = f"What becomes of {them(sales)}?"
    code = await app.push_screen_wait(Choose(title, _offered(len(sales) > 1), said=_which(sales)))
    if code is None:
        return None
    fate, _, because = code.partition(":")
    return Fate(fate), because


def _which(sales: Sequence[Brief]) -> str:
    """Which are open; that the answer is for all, where there are several."""
    if len(sales) < 2:
        return f"Open: {_called(sales[0]) if sales else 'its open opportunities'}"
    shown = [f"  {one.id} {_called(one)}" for one in sales[:_LISTED]]
    more = len(sales) - len(shown)
    rest = [f"  and {more} more"] if more else []
    return "\n".join([f"{len(sales)} are open, and what you choose holds for all of them:", *shown, *rest])


def _offered(several: bool) -> Sequence[Option]:
    kept, own = ("They stay", "stay") if several else ("It stays", "stays")
    goes = "they go" if several else "it goes"
    lost = (
        Option(
            f"{Fate.LOST}:{one.code}",
            f"Lost: {one.label.lower()}",
            "needs a note" if one.code in NEEDS_NOTE else "",
        )
        for one in LOST_REASON
    )
    keep = Option(Fate.KEEP.value, f"{kept} open", f"and {own} this lead's")
    return (keep, *lost, Option(Fate.DETACH.value, "Detached", f"{goes} on without this lead; say why"))


def line(sales: Sequence[Brief], said: Said | None, cells: int) -> Content:
    """What the dialog shows of them."""
    head = Content.styled(pad("Opportunity", _LABEL), LABEL)
    told = (f"space here: what becomes of {them(sales)}", LOOK if sales else LABEL)
    if said is not None:
        told = (_told(*said, several=len(sales) > 1), HEAD)
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


def _told(fate: Fate, because: str, *, several: bool) -> str:
    if fate is Fate.LOST:
        label = next((one.label for one in LOST_REASON if one.code == because), because)
        return f"lost: {label.lower()}"
    stay, go = ("stay", "go") if several else ("stays", "goes")
    return f"{stay} open" if fate is Fate.KEEP else f"{go} on without this lead"
