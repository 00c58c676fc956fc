"""What a key means that the screen in front does not answer: which command it is for, and where that is.

Most keys have several commands, each on a kind of record of its own. One of this kind is meant first, then
one of leads, which are what the keys were chosen for; else a key that does several things means none.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from leadtui.commands import COMMANDS, Command

_LEADS: Final = frozenset({"list", "closed", "detail"})


class _Place(NamedTuple):
    """Screens of one kind of record.

    Attributes:
        scopes: theirs in the command table.
        about: what is on them, in a sentence.
        way: which keys lead there.
    """

    scopes: frozenset[str]
    about: str
    way: str


_PLACES: Final = (
    _Place(_LEADS, "leads", "' goes to them"),
    _Place(frozenset({"records", "record"}), "accounts and contacts", "' goes to them"),
    _Place(frozenset({"sales", "sale"}), "opportunities", "' goes to them"),
    _Place(frozenset({"desk"}), "records that look alike", "D shows them"),
    _Place(frozenset({"plan"}), "the plan of a lead", "q opens it"),
    _Place(frozenset({"clusters"}), "all duplicates", "' D shows them"),
    _Place(frozenset({"needs"}), "leads that need you", "' Y shows them"),
    _Place(frozenset({"runs", "run"}), "runs over many leads", "' M shows them"),
    _Place(frozenset({"values"}), "value lists", "' V shows them"),
    _Place(frozenset({"report"}), "reports", "' goes to them"),
)
_ONE: Final = frozenset({"detail", "record", "sale"})  # a record on a screen of its own


def meant(scope: str, key: str, keys_of: Callable[[Command], Sequence[str]]) -> Command | None:
    """The command that the key is for, of those that the screen of that scope has not; None where unclear.

    ``keys_of`` are the keys of a command as the user has them.
    """
    named = [one for one in COMMANDS if key in keys_of(one)]
    for scopes in (_kin(scope), _LEADS):
        if found := [one for one in named if scopes & {*one.scopes}]:
            return found[0]
    return named[0] if len(named) == 1 else None


def akin(scope: str, command: Command) -> bool:
    """Whether the command is for records of the kind that the screen of that scope shows."""
    return bool(_kin(scope) & {*command.scopes})


def where(scope: str, command: Command) -> str:
    """What the command is for, and which key leads there from the screen of that scope."""
    if not akin(scope, command):
        place = next(one for one in _PLACES if one.scopes & {*command.scopes})
        return f"is for {place.about}. {place.way}."
    if scope in _ONE:
        return "is for the list. esc goes back to it."
    if {*command.scopes} <= _ONE:
        return "is for one record. enter opens it."
    return f"is for {'closed' if 'closed' in command.scopes else 'active'} leads. ' goes to them."


def _kin(scope: str) -> frozenset[str]:
    return next((place.scopes for place in _PLACES if scope in place.scopes), frozenset[str]())
