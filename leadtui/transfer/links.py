"""What a row says of the records that it belongs to, by their ids in its system or by their names.

Of a lead that was closed as qualified that is what it became. What a book does not know stays among the
other values, a line for each heading, and is read from there when its record comes later.
"""

from collections.abc import Mapping
from typing import Final

from leadtui.domain.fields import Kind
from leadtui.transfer.aside import Aside
from leadtui.transfer.headings import field_of

# By the kind that is meant: heading -> what stands there, an id before a name.
Links = Mapping[Kind, Mapping[str, str]]
LINKED: Final = (Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY, Kind.LEAD)
_FIELDS: Final = {f"({kind}_{what})": kind for kind in LINKED for what in ("id", "name")}


def links_of(aside: Aside) -> Links:
    """What a row says of other records."""
    found: dict[Kind, dict[str, str]] = {}
    if not aside.found.keys() & _FIELDS.keys():
        return found
    for name, kind in _FIELDS.items():
        if text := aside.text(name):
            # The headings of our own exports are no words of people.
            heading = kind.capitalize() if aside.system == "leadtui" else aside.headings[name]
            found.setdefault(kind, {})[heading] = text
    return found


def links_in(kind: Kind, system: str, other_values: str) -> Links:
    """What stands among the other values of a record because no record of the book was meant by it."""
    found: dict[Kind, dict[str, str]] = {}
    for line in other_values.split("\n"):
        heading, colon, text = line.partition(": ")
        if colon and (meant := _FIELDS.get(field_of(kind, system, heading))):
            found.setdefault(meant, {})[heading] = text
    return found


def without(other_values: str, links: Links) -> str:
    """The other values without what was found to mean a record."""
    gone = {f"{heading}: {text}" for link in links.values() for heading, text in link.items()}
    return "\n".join(line for line in other_values.split("\n") if line not in gone)
