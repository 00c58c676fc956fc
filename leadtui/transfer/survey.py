"""What a column as a whole says: day or month first, decimal comma or point."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from leadtui.domain.fields import BY_NAME, Type
from leadtui.transfer.amounts import speaks_for_comma
from leadtui.transfer.dates import Order
from leadtui.transfer.headings import Columns
from leadtui.transfer.table import Row, Table

_ENOUGH = 50  # cells that settle a column


@dataclass(slots=True)
class Survey:
    """The decisions, by column.

    Attributes:
        orders: for date columns.
        commas: for money columns, above zero where decimals stand behind a comma.
        lenient_comma: what a column that does not say is read as.
    """

    orders: dict[int, Order] = field(default_factory=dict[int, Order])
    commas: dict[int, int] = field(default_factory=dict[int, int])
    lenient_comma: bool = False

    def day_first(self, column: int) -> bool:
        """Whether the day comes first in that column."""
        order = self.orders.get(column)
        return order.day_comes_first if order else False

    def comma(self, column: int) -> bool:
        """Whether that column writes decimals behind a comma."""
        votes = self.commas.get(column, 0)
        return votes > 0 or (votes == 0 and self.lenient_comma)


def survey(table: Table, columns: Columns) -> Survey:
    """Read the date and money columns until each is settled, at most the whole file once."""
    types = BY_NAME[columns.kind]
    found = Survey(lenient_comma=table.delimiter == ";")
    for name, at in columns.fields.items():
        of_field = types.get(name)
        if name in ("(closed)", "(changed)") or (of_field and of_field.type in (Type.DATE, Type.TIME)):
            found.orders.update({column: Order() for column in at})
        elif of_field and of_field.type is Type.MONEY:
            found.commas.update(dict.fromkeys(at, 0))
    if found.orders or found.commas:
        _watch(table.read(), found)
    return found


def _watch(rows: Iterable[Row], found: Survey) -> None:
    for count, row in enumerate(rows):
        for column, order in found.orders.items():
            if column < len(row.cells):
                order.look(row.cells[column])
        for column in found.commas:
            if column < len(row.cells):
                found.commas[column] += speaks_for_comma(row.cells[column])
        if count >= _ENOUGH and count % _ENOUGH == 0 and _settled(found):
            return


def _settled(found: Survey) -> bool:
    return not any(order.is_guess for order in found.orders.values())
