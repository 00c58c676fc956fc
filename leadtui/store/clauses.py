"""Pieces of SQL with their values, that both engines understand."""

from collections.abc import Iterable
from typing import Any, NamedTuple


class Clause(NamedTuple):
    """A condition.

    Attributes:
        sql: with ``?`` for values.
        params: the values, in their order.
        sure: it is true or false for each row, never unknown (NULL).
    """

    sql: str
    params: tuple[Any, ...] = ()
    sure: bool = False


ALWAYS = Clause("1 = 1", sure=True)
NEVER = Clause("1 = 0", sure=True)
OPEN_SALE = "coalesce(outcome, 'open') = 'open'"
"""An opportunity is open; so is one without an outcome, which books of before it had commands may hold."""


def stands(op: str) -> str:
    """The condition that what an operation wrote was not taken back.

    Asked of each row by the index on ``operation.undoes``: it costs the same however much was ever undone.

    Args:
        op: the column with the operation's number, with its table or alias before it, such as ``q.op``.
    """
    return f"NOT EXISTS (SELECT 1 FROM operation undoing WHERE undoing.undoes = {op})"


def places(count: int) -> str:
    """That many marks for values, between brackets after IN."""
    return ", ".join("?" * count)


def all_of(parts: Iterable[Clause]) -> Clause:
    """Every one of them."""
    return _joined(list(parts), "AND", ALWAYS)


def any_of(parts: Iterable[Clause]) -> Clause:
    """One of them at least."""
    return _joined(list(parts), "OR", NEVER)


def negated(part: Clause) -> Clause:
    """What the condition does not hold for, empty values among it."""
    if part.sure:
        return Clause(f"NOT ({part.sql})", part.params, sure=True)
    return Clause(f"({part.sql}) IS NOT TRUE", part.params, sure=True)


def one_of(column: str, values: Iterable[Any]) -> Clause:
    """The column holds one of the values."""
    found = tuple(values)
    if len(found) == 1:
        return Clause(f"{column} = ?", found)
    return Clause(f"{column} IN ({', '.join('?' * len(found))})", found) if found else NEVER


def like(column: str, engine: str, text: str) -> Clause:
    """The column contains the text, whatever the case of its letters.

    Both engines fold ASCII alone (PostgreSQL because the columns have collation "C"), so text with other
    letters is looked for as it is, in lower and upper case, and with capitals.
    """
    operator = "ILIKE" if engine == "postgresql" else "LIKE"
    forms = (text,) if text.isascii() else (text, text.lower(), text.upper(), text.title())
    return any_of(
        Clause(f"{column} {operator} ? ESCAPE '\\'", (f"%{escaped(form)}%",)) for form in dict.fromkeys(forms)
    )


def escaped(text: str) -> str:
    """The text as a pattern of LIKE that means just it."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _joined(parts: list[Clause], word: str, none: Clause) -> Clause:
    if not parts:
        return none
    if len(parts) == 1:
        return parts[0]
    params = tuple(value for part in parts for value in part.params)
    text = f" {word} ".join(f"({part.sql})" for part in parts)
    return Clause(text, params, sure=all(part.sure for part in parts))
