"""What people read in the place of codes, in an export that is made for them.

A label stands only where an import of the same book reads it back as its code; elsewhere the code stays.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from leadtui.domain.fields import FIELDS, Field, Kind, Type, code_of, label_of
from leadtui.domain.text import clean
from leadtui.domain.value_words import FIELD_LISTS
from leadtui.store import Session, owner_titles, reasons, words
from leadtui.store.owners import owner_key


class Labels:
    """The labels of one book, for records of one kind.

    Args:
        session: the book.
        kind: of the records.
    """

    def __init__(self, session: Session, kind: Kind) -> None:
        self._session = session
        self._words = words(session)
        self._people = owner_titles(session)
        self._reasons = {each.code: each.label for each in reasons(session)}
        self._known: dict[tuple[str, str], str] = {}
        self._told = [(field, of) for field in FIELDS[kind] if (of := self._teller(field))]

    def told(self, values: Mapping[str, object]) -> dict[str, object]:
        """The values of a record, field by field, with labels for codes."""
        found = dict(values)
        for field, of in self._told:
            value = found.get(field.name)
            if isinstance(value, bool):
                found[field.name] = "yes" if value else "no"
            elif isinstance(value, str):
                code = str(value)
                key = field.name, code
                if key not in self._known:
                    label = of(field, code)
                    fits = label and clean(label) == label and len(label) <= (field.max or len(label))
                    self._known[key] = label if fits else code
                found[field.name] = self._known[key]
        return found

    def _teller(self, field: Field) -> Callable[[Field, str], str] | None:
        if field.name in FIELD_LISTS:
            return self._listed
        if field.name == "status_reason":
            return self._reason
        match field.type:
            case Type.PERSON:
                return self._person
            case Type.CHOICE | Type.BOOL:
                return _choice
            case _:
                return None

    def _listed(self, field: Field, code: str) -> str:
        label = self._words.label(field.name, code)
        # A file's source is looked up among those that leadtui brings first.
        read = code_of(label) if field.option(code_of(label)) else label
        return label if self._words.meant(field.name, read) == code else ""

    def _reason(self, _field: Field, code: str) -> str:
        label = self._reasons.get(code, "")
        same = Counter(one.casefold() for one in self._reasons.values())[label.casefold()]
        return label if same == 1 and self._reasons.keys() & {label} <= {code} else ""

    def _person(self, _field: Field, key: str) -> str:
        name = self._people.get(key, "")
        return name if name and owner_key(self._session, name, active=False) == key else ""


def _choice(field: Field, code: str) -> str:
    label = label_of(field, code)
    return label if code_of(label) == code else ""
