"""What the tables as peewee sees them have in common; the DDL is in `schema`, a test holds the two together.

Unbound: a query runs where `Session.run` sends it, so that several stores of both engines live in
one process. Values are those of the columns (see `columns`): integers and text, nothing else.
"""

import re

from peewee import Model


def _named(model: type[Model]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__.removesuffix("Table")).lower()


class Table(Model):
    """The base of each."""

    class Meta:
        """Tables are called as their classes, less the ending."""

        table_function = _named
