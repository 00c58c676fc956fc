"""Names in a file that mean an account or contact of this book.

Only an exact name counts, and only where it names one record; anything else stays as text. Owners
are looked up by the store itself.
"""

from collections.abc import Iterable, Mapping

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.views import View
from leadtui.store import Session, record_rows, view_ids
from leadtui.transfer.convert import Ready

_BLOCK = 1000


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _unique(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    twice: set[str] = set()
    for text, key in pairs:
        folded = _folded(text)
        if folded and found.setdefault(folded, key) != key:
            twice.add(folded)
    return {text: key for text, key in found.items() if text not in twice}


class Names:
    """Looks names up for one import; accounts and contacts are read once, when first needed."""

    def __init__(self, session: Session, kind: Kind) -> None:
        self._session = session
        self._kind = kind
        self._records: dict[Kind, Mapping[str, int]] = {}

    def settle(self, ready: Ready) -> None:
        """Put ids in the place of names that are sure to mean them, in ``ready.values``."""
        values = ready.values
        account = ready.links.get("account") or self._company(values)
        if account:
            self._link(values, Kind.ACCOUNT, account)
        contact = ready.links.get("contact")
        if contact:
            self._link(values, Kind.CONTACT, contact)

    def _company(self, values: Mapping[str, object]) -> str:
        """Contacts and opportunities name their account; a lead's company is its own text."""
        linked = self._kind in (Kind.CONTACT, Kind.OPPORTUNITY)
        return str(values.get("company") or "") if linked else ""

    def _link(self, values: dict[str, object], kind: Kind, name: str) -> None:
        found = self._named(kind).get(_folded(name))
        if found is not None:
            values[kind.value] = found
        elif kind is Kind.ACCOUNT and self._kind is not Kind.LEAD:
            values.setdefault("company", name[: BY_NAME[self._kind]["company"].max])
        else:
            held = str(values.get("other_values") or "")
            line = f"{kind.value.capitalize()}: {name}"
            if len(held) + len(line) < BY_NAME[self._kind]["other_values"].max:
                values["other_values"] = f"{held}\n{line}" if held else line

    def _named(self, kind: Kind) -> Mapping[str, int]:
        if kind not in self._records:
            self._records[kind] = _unique(self._titles(kind))
        return self._records[kind]

    def _titles(self, kind: Kind) -> Iterable[tuple[str, int]]:
        ids = view_ids(self._session, View(kind))
        for start in range(0, len(ids), _BLOCK):
            for number, record in record_rows(self._session, kind, ids[start : start + _BLOCK]).items():
                yield record.title, number
