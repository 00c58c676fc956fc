"""The pieces both looks of the duplicate desk are made of: headings, reasons, signs, a marked value. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from textual.content import Content

from leadtui.domain.match import Match, Side, percent
from leadtui.domain.text import pad
from leadtui.screens.desk_sides import is_closed
from leadtui.widgets.likeness import style_of, words
from leadtui.widgets.showing import LABEL, LOOK
from leadtui.widgets.signs import DIFFERS

TINT = " on $cursor-line"
LABEL_CELLS = 11  # of the labels, with the blank before them
NOT_YOURS = "not yours to read"
_ALIKE = 0.6  # two values less alike than this differ as a whole: no letter of them is marked


@dataclass(frozen=True, slots=True)
class Drawn:
    """The lines, and which of them the match under the cursor takes: first, and the one after its last."""

    lines: list[Content]
    first: int = 0
    end: int = 0


def which(side: Side) -> str:
    """``contact 88``; of a closed lead that it is closed."""
    if side.match is None:
        return ""
    closed = ", closed" if is_closed(side) else ""
    return f"{side.match.brief.kind} {side.match.brief.id}{closed}"


def number(place: int) -> str:
    """The digit that goes to a match; there are nine."""
    return str(place + 1) if place < 9 else " "


def how(match: Match | None) -> tuple[str, str]:
    """``97% alike`` in the colour of what it asks for; a decided one is quiet."""
    if match is None:
        return "", ""
    said = f"{percent(match.probability)} alike"
    return said, LABEL if match.decision is not None else style_of(match.band)


def why(match: Match | None) -> str:
    """The reasons, in words."""
    return words(match.reasons) if match is not None else ""


def against(match: Match | None) -> str:
    """What speaks against it, in words."""
    return words(match.against) if match is not None else ""


def sign_style(sign: str) -> str:
    """What differs is to be looked at, a digit is a key."""
    return f"bold {LOOK}" if sign == DIFFERS else "bold $accent" if sign.isdecimal() else LABEL


def wrapped(text: str, cells: int) -> list[str]:
    """The lines of a text, none of an empty one."""
    return [line.plain.rstrip() for line in Content(text).wrap(max(cells, 8))] if text else []


def filled(value: tuple[str, str] | Content, cells: int) -> Content:
    """Text in exactly that many cells."""
    if not isinstance(value, Content):  # filled first, so that its style goes to the end
        return Content.styled(pad(value[0], cells), value[1])
    cut = value.truncate(cells, ellipsis=True)
    return cut.pad_right(max(0, cells - cut.cell_length))


def marked(ours: str, theirs: str) -> Content:
    """The other value, with the letters that differ from ours in bold and underlined."""
    match = SequenceMatcher(None, _low(ours), _low(theirs), autojunk=False)
    if not theirs or match.ratio() < _ALIKE:
        return Content(theirs)
    content = Content(theirs)
    for tag, _, _, start, end in match.get_opcodes():
        if tag in ("replace", "insert"):
            content = content.stylize("bold underline", start, end)
    return content


def _low(text: str) -> str:
    """Lower case, letter for letter."""
    low = text.lower()
    return low if len(low) == len(text) else text
