"""The rules of assignment of a rule book, one by one."""

from typing import Final

from leadtui.domain.assignment import TERRITORY, AssignRule, How
from leadtui.domain.policy_items import read_when
from leadtui.domain.policy_tables import Book, Table

KEYS: Final = ("id", "label", "when", "to", "among", "how")
_LONGEST: Final = 160  # of a login or a team's code


def read_assign(book: Book) -> tuple[AssignRule, ...]:
    """All of them in their order, the first that fits wins; what is wrong is noted in the book."""
    return tuple(_rule(table) for table in book.several("assign", KEYS))


def _rule(table: Table) -> AssignRule:
    label = table.text("label", "") or table.id.replace("_", " ")
    to = table.text("to", "", _LONGEST)
    among = table.names("among", _LONGEST)
    how = How(table.word("how", [str(each) for each in How], str(How.ROUND_ROBIN)))
    _whom(table, to, among)
    return AssignRule(table.id, label, read_when(table), to, among, how)


def _whom(table: Table, to: str, among: tuple[str, ...]) -> None:
    """It says whom once, and how to choose only where there is something to choose."""
    if table.has("to") and table.has("among"):
        fix = "Take one of them out: to names one, among several to choose from."
        table.say("among", f"{table.called} has both to and among.", fix)
    elif not table.has("to") and not table.has("among"):
        fix = 'Add to = "LOGIN", to = "territory" or among = ["LOGIN", "LOGIN"].'
        table.say("", f"{table.called} gives its leads to nobody.", fix)
    elif table.has("to") and not to and isinstance(table.plain()["to"], str):
        table.say("to", f"to of {table.called} is empty.", "Name a login, a team, or territory.")
    if table.has("how") and not among and to and to != TERRITORY:
        fix = 'Take how out, or name several in among = ["LOGIN", "LOGIN"].'
        table.say("how", f"{table.called} gives its leads to {to} alone: there is nothing to choose.", fix)
