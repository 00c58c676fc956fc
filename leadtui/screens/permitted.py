"""Which right a key wants: the footer dims what the role may not do, and the key says who can change that.

What the role may do came with the list; no key asks the store for it. The store asks again, and decides.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from leadtui.domain.access import ANYBODY, Access, Right
from leadtui.domain.fields import Kind

if TYPE_CHECKING:
    from leadtui.domain.checklist import Item
    from leadtui.domain.results import Refusal

_EDITS: Final = (
    "edit item log follow_up park win lose reopen next_stage previous_stage link different keep_both"
)
RIGHTS: Final[Mapping[str, Right]] = {
    **dict.fromkeys(_EDITS.split(), Right.EDIT),
    "qualify": Right.QUALIFY,
    "attach": Right.QUALIFY,
    "disqualify": Right.DISQUALIFY,
    "reactivate": Right.REACTIVATE,
    "merge": Right.MERGE,
    "assign": Right.ASSIGN,
    "claim": Right.EDIT,
    "new": Right.CREATE_LEAD,
    "import_file": Right.IMPORT,
    **dict.fromkeys(("rename", "merge_value", "retire"), Right.LISTS),
}
"""The right that a command of the screens wants; those that are not here only show or move."""


def forbidden(mine: Access | None, command_id: str, kind: Kind | None, marks: int = 0) -> "Refusal | None":
    """The "no" to a command for want of a right; None where it may go on, or nobody knows yet.

    Args:
        mine: what the acting user may do, as it came with the list.
        command_id: of the command table.
        kind: of the records on the screen.
        marks: how many records it would act on; more than one want the right to many at once.
    """
    if mine is None:
        return None
    wanted = RIGHTS.get(command_id)
    if command_id == "new_record" and kind is not None:
        wanted = Right(f"create_{kind}")
    if wanted is None:
        return None
    return mine.refusal(wanted, Right.BULK) if marks > 1 else mine.refusal(wanted)


def for_others(mine: Access | None, item: "Item") -> bool:
    """Whether one role alone ticks the item, and the acting user is of another one."""
    if not item.role or mine is None or mine.role is ANYBODY:  # a book without users has no roles
        return False
    return mine.named != item.role
