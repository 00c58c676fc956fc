"""Where the cursor of the duplicate desk goes, and which record the desk is about. Pure."""

from collections.abc import Collection

from leadtui.domain.match import Desk, Ref
from leadtui.screens.desk_reading import About


def waiting(desk: Desk) -> list[int]:
    """The matches that nobody decided on."""
    return [i for i, one in enumerate(desk.others) if one.match is not None and one.match.decision is None]


def first_open(desk: Desk, at_least: int, but: Collection[Ref] = ()) -> int:
    """The first match from there on that nobody decided on, else the first at all."""
    open_ones = waiting(desk)
    wanted = [i for i in open_ones if _ref(desk, i) not in but] or open_ones
    return next((i for i in wanted if i >= at_least), wanted[0] if wanted else 0)


def place_of(desk: Desk, ref: Ref | None, line: int) -> int:
    """Where that match stands now, else the line where it was."""
    same = (i for i in range(len(desk.others)) if ref is not None and _ref(desk, i) == ref)
    return next(same, max(0, min(line, len(desk.others) - 1)))


def _ref(desk: Desk, place: int) -> Ref | None:
    match = desk.others[place].match
    return match.ref if match is not None else None


def about(desk: Desk, before: About) -> About:
    """The record that the desk is about now: another one where that was merged away."""
    record = desk.here.record
    return record.id if record is not None and isinstance(before, int) else before
