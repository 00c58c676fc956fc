"""Records that earlier imports brought, linked to what this one brings."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from leadtui.actions.naming import Names
from leadtui.domain.fields import Kind
from leadtui.store import Session
from leadtui.store.import_links import link, waiting
from leadtui.transfer.links import links_in, without

# Which records name those of a kind.
_NAMING: Final = {
    Kind.ACCOUNT: (Kind.LEAD, Kind.CONTACT, Kind.OPPORTUNITY),
    Kind.CONTACT: (Kind.LEAD, Kind.OPPORTUNITY),
    Kind.OPPORTUNITY: (Kind.LEAD,),
}


def link_earlier(session: Session, import_id: int, came: Kind, system: str) -> dict[Kind, int]:
    """Link the records of that system whose other values say what is in the book by now.

    Args:
        session: the store.
        import_id: number of the import.
        came: of what kind its records are.
        system: that wrote the file.

    Returns:
        How many there are of each kind.
    """
    linked = {kind: _linked(session, import_id, kind, system) for kind in _NAMING.get(came, ())}
    return {kind: count for kind, count in linked.items() if count}


def _linked(session: Session, import_id: int, kind: Kind, system: str) -> int:
    names = Names(session, kind, system, Counter())
    linked = last = 0
    while records := waiting(session, kind, system, last):
        found: dict[int, tuple[Mapping[Kind, int], str]] = {}
        for id, other in records:
            told = links_in(kind, system, other)
            if meant := names.meant(told):
                found[id] = meant, without(other, {its: told[its] for its in meant})
        if found:
            linked += link(session, import_id, kind, found)
        last = records[-1][0]
    return linked
