"""What a row says of an account, contact, opportunity or lead, looked up in this book.

An id means the record that came with it from the same system. Of names only an exact one counts, and only
where it names one record; anything else stays as text. Owners are looked up by the store itself.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.states import State
from leadtui.domain.views import View
from leadtui.store import Session, record_rows, view_ids
from leadtui.store.import_links import ids_elsewhere
from leadtui.store.import_rows import NOTHING, Became
from leadtui.transfer.convert import Ready
from leadtui.transfer.links import Links

_BLOCK = 1000
OWN_IDS = ("", "leadtui")  # systems whose ids mean nothing here


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
    """Looks records up for one import; those of a kind are read once, when first needed.

    Args:
        session: the store.
        kind: of the file's records.
        system: that wrote the file.
        notes: where to count what was found by a name and what was not found, by codes for the summary.
    """

    def __init__(self, session: Session, kind: Kind, system: str, notes: Counter[str]) -> None:
        self._session = session
        self._kind = kind
        self._system = system
        self._ids: dict[Kind, Mapping[str, int]] = {}
        self._titles: dict[Kind, Mapping[str, int]] = {}
        self._notes = notes

    def settle(self, ready: Ready) -> Became:
        """Put ids in the place of what is sure to mean records, in ``ready.values``.

        Returns:
            Of a lead that was closed as qualified elsewhere, what it became: no field of it says so.
        """
        became = NOTHING
        for kind, told in self._told(ready).items():
            found = self._meant(kind, told)
            if found is None:
                self._missing(ready, kind)
            elif self._became(ready):
                became = became._replace(**{kind.value: found})
            elif kind.value in BY_NAME[self._kind]:
                ready.values[kind.value] = found
                if kind is Kind.ACCOUNT and ready.values.get("company") in self._ids.get(kind, ()):
                    del ready.values["company"]  # it was the account's id
            else:
                found = None
            if found is None:
                self._keep(ready.values, kind, told)
        return became

    def meant(self, links: Links) -> dict[Kind, int]:
        """The records that are meant, of those that can be told."""
        found = ((kind, self._meant(kind, told)) for kind, told in links.items())
        return {kind: id for kind, id in found if id is not None}

    def _told(self, ready: Ready) -> Links:
        """Contacts and opportunities name their account in their company; a lead's is its own text."""
        links, company = ready.links, ready.values.get("company")
        if not company or self._kind not in (Kind.CONTACT, Kind.OPPORTUNITY):
            return links
        return {**links, Kind.ACCOUNT: {**links.get(Kind.ACCOUNT, {}), "": str(company)}}

    def _became(self, ready: Ready) -> bool:
        closed = ready.closed if self._system != "leadtui" else None
        return closed is not None and closed[0] is State.QUALIFIED

    def _meant(self, kind: Kind, told: Mapping[str, str]) -> int | None:
        if self._system not in OWN_IDS:
            known = self._elsewhere(kind)
            for text in told.values():
                if text in known:
                    return known[text]
        if kind is Kind.LEAD:  # many have the same name
            return None
        named = self._named(kind)
        found = next((named[name] for text in told.values() if (name := _folded(text)) in named), None)
        if found is not None and self._kind is Kind.LEAD:
            self._notes[f"by_name_{kind}"] += 1
        return found

    def _missing(self, ready: Ready, kind: Kind) -> None:
        """Count what is not in the book, but for what is no matter.

        Of disqualified leads nothing is asked any more; leads that come later say what they became.
        """
        lost = ready.closed is not None and ready.closed[0] is State.DISQUALIFIED
        if kind in ready.links and kind is not Kind.LEAD and not lost:
            self._notes[f"missing_{kind}"] += 1

    def _keep(self, values: dict[str, object], kind: Kind, told: Mapping[str, str]) -> None:
        """Among the other values, a line for each heading; the company has a field of its own."""
        lines = [f"{heading}: {text}" for heading, text in told.items() if heading]
        if kind is Kind.ACCOUNT and self._system == "leadtui" and self._kind is not Kind.LEAD:
            limit = BY_NAME[self._kind]["company"].max
            values.setdefault("company", next(iter(told.values()))[:limit])
            return
        if held := values.get("other_values"):
            lines.insert(0, str(held))
        text = "\n".join(lines)
        if text and len(text) <= BY_NAME[self._kind]["other_values"].max:
            values["other_values"] = text

    def _elsewhere(self, kind: Kind) -> Mapping[str, int]:
        if kind not in self._ids:
            self._ids[kind] = ids_elsewhere(self._session, kind, self._system)
        return self._ids[kind]

    def _named(self, kind: Kind) -> Mapping[str, int]:
        if kind not in self._titles:
            self._titles[kind] = _unique(self._all(kind))
        return self._titles[kind]

    def _all(self, kind: Kind) -> Iterable[tuple[str, int]]:
        ids = view_ids(self._session, View(kind))
        for start in range(0, len(ids), _BLOCK):
            for number, record in record_rows(self._session, kind, ids[start : start + _BLOCK]).items():
                yield record.title, number
