"""What names a record, and accounts under accounts: nobody stands above themselves."""

from collections.abc import Mapping
from typing import Final

from leadtui.domain.fields import Kind
from leadtui.domain.results import Refusal
from leadtui.store.session import Session

NAMING: Final[Mapping[Kind, tuple[tuple[Kind, str], ...]]] = {
    Kind.LEAD: ((Kind.ACCOUNT, "lead"), (Kind.CONTACT, "lead"), (Kind.OPPORTUNITY, "lead")),
    Kind.ACCOUNT: (
        (Kind.CONTACT, "account"),
        (Kind.OPPORTUNITY, "account"),
        (Kind.LEAD, "account"),
        (Kind.ACCOUNT, "parent"),
    ),
    Kind.CONTACT: ((Kind.OPPORTUNITY, "contact"), (Kind.LEAD, "contact")),
}
"""What names a record of a kind: a merge has it name the one that stays, and nothing is undone under it."""

# UNION, not UNION ALL: rows that some other program tied into a ring would never end.
_ABOVE: Final = """WITH RECURSIVE above(id) AS (
    SELECT parent FROM account WHERE id = ?
    UNION SELECT a.parent FROM account a JOIN above ON a.id = above.id)
    SELECT id FROM above WHERE id IS NOT NULL"""


def above(session: Session, account: int) -> frozenset[int]:
    """The accounts that one stands under: its parent, the parent of that, and so on."""
    return frozenset(number for (number,) in session.sql(_ABOVE, [account]))


def ring(session: Session, account: int, parent: object) -> Refusal | None:
    """The "no" to a parent that stands under the account itself, or is it."""
    if not isinstance(parent, int):
        return None
    if parent == account:
        sentence = f"Account {account} cannot be its own parent."
    elif account in above(session, parent):
        sentence = f"Account {parent} stands under account {account}: it cannot be its parent as well."
    else:
        return None
    return Refusal(
        "parent", sentence, f"Choose another, or take {parent} out from under it first.", ("parent",)
    )
