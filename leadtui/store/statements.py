"""Statements that every command runs: composed by peewee at first use, then only their values change.

To compose a statement costs several times what either engine needs to run it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peewee import Model

    from leadtui.store.line import Line


class _Place:
    """Where a value goes that is only known when the statement runs."""

    def __init__(self, name: str) -> None:
        self.name = name


def value(name: str) -> Any:
    """A value to be named when the statement runs; stands in a query wherever a value may."""
    from peewee import Value  # not for those who only read

    # No converter: columns hold integers and text as they are, and this is neither yet.
    return Value(_Place(name), converter=False, unpack=False)


def values(names: Sequence[str]) -> dict[str, Any]:
    """Such a value for each column of that name, for an insert or update."""
    return {name: value(name) for name in names}


def named(table: "type[Model]", *but: str) -> dict[str, Any]:
    """Such a value for each column of a table but those, for an insert."""
    return values([name for name in table._meta.columns if name not in but])  # pyright: ignore


class Statement:
    """A query made once for each engine and run many times, by `Session.run`.

    Args:
        compose: makes the query; called at first use.
    """

    def __init__(self, compose: Callable[[], Any]) -> None:
        self._compose = compose
        self._made: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def made(self, engine: str, db: "Line", given: Mapping[str, Any]) -> tuple[str, list[Any]]:
        """Its text in the words of that engine, and the values in their order.

        Raises:
            KeyError: a value was not given.
        """
        found = self._made.get(engine)
        if found is None:
            text, params = db.peewee.get_sql_context().sql(self._compose()).query()
            found = self._made[engine] = (text, tuple(params))
        text, params = found
        return text, [given[each.name] if type(each) is _Place else each for each in params]
