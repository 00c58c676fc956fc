"""The fields of a value of a list, as its columns hold them; see `value_lists.Value`."""

from typing import Final

from leadtui.domain.fields import Field, Type

VALUE_FIELDS: Final[tuple[Field, ...]] = (
    Field("id", "Id", Type.NUMBER, system=True),
    Field("list", "List", Type.TEXT, 20, system=True),
    Field("code", "Code", Type.TEXT, 160, system=True),
    Field("label", "Name", Type.TEXT, 128),
    Field("retired", "Retired", Type.BOOL, system=True),
    Field("merged_into", "Merged into", Type.TEXT, 160, system=True),
    Field("cost", "Cost", Type.MONEY),
    Field("currency", "Currency", Type.TEXT, 3),
    Field("owner", "Owner", Type.PERSON, 160),
    Field("version", "Version", Type.NUMBER, system=True),
)
