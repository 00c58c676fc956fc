"""The rows of a batch checked before they are stored: which enter, and which no record can hold.

The readers of files have typed every value already; what is checked here is what would break a rule
of the store. An e-mail that is none may enter: it is what the file said, and the checklist tells.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from leadtui.domain.fields import BY_NAME, FIELDS, Field, Kind, Type
from leadtui.domain.lead import State, identity_missing
from leadtui.domain.match import Ref
from leadtui.domain.records import nameless
from leadtui.domain.results import Invalid
from leadtui.domain.text import clean
from leadtui.store.clauses import places
from leadtui.store.columns import to_column
from leadtui.store.entries import entry
from leadtui.store.owners import owner_key
from leadtui.store.people import reasons
from leadtui.store.session import Session
from leadtui.store.wording import words

_PLAIN = frozenset({Type.TEXT, Type.LONG, Type.EMAIL, Type.PHONE, Type.PERSON})
# System fields that a file may tell of; the others are the store's own.
_TOLD = frozenset({"created_at", "closed_by", "parked_until", "status_reason", "lead"})
_PORTION = 500


class Became(NamedTuple):
    """Records that a lead became in another system, by their ids here."""

    account: int | None = None
    contact: int | None = None
    opportunity: int | None = None


NOTHING: Final = Became()


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One record to be stored.

    Attributes:
        line: where it stands in the file, for the rejects.
        values: by field name, typed; ``created_at``, ``closed_by``, ``parked_until``, on an open
            lead ``status_reason``, and on others the ``lead`` that they came from, too.
        closed: state, reason and time of a lead that was closed elsewhere.
        became: what a lead became that was closed as qualified.
    """

    line: int
    values: Mapping[str, object]
    closed: tuple[str, str, datetime] | None = None
    became: Became = NOTHING

    @property
    def linked(self) -> Iterator[Ref]:
        """The records that it belongs to or became: it is no duplicate of them."""
        for kind in Kind:
            id = getattr(self.became, kind, None) or self.values.get(kind)
            if isinstance(id, int):
                yield kind, id


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that no record can hold.

    Attributes:
        field: name of the field at fault, empty where it is the row as a whole.
        value: what stood there, shortened.
        reason: what is the matter, in one sentence.
        fix: what would be right.
    """

    line: int
    field: str
    value: str
    reason: str
    fix: str = ""


class Rows:
    """A batch gone through.

    Attributes:
        accepted: values as their columns hold them, in the order of the rows.
        kept: the place in the batch of each of these.
        rejected: what did not pass.
    """

    def __init__(self, session: Session, kind: Kind, batch: Sequence[ImportRow]) -> None:
        self._session = session
        self._kind = kind
        self._fields = BY_NAME[kind]
        self._limits = {f.name: f.max for f in FIELDS[kind] if f.type in _PLAIN - {Type.PERSON}}
        self._codes = {f.name: {o.code for o in f.options} for f in FIELDS[kind] if not f.system}
        self._today = session.today()
        self._words = words(session)
        self._meant: dict[tuple[str, str], str] = {}
        known = reasons(session)
        self._reasons = {reason.code: reason.state for reason in known}
        self._labelled = {reason.label.casefold(): reason.code for reason in known}
        self._there = self._refs(batch)
        self.accepted: list[dict[str, int | str | None]] = []
        self.kept: list[int] = []
        self.rejected: list[Rejected] = []
        for place, row in enumerate(batch):
            self._take(place, row)

    def _take(self, place: int, row: ImportRow) -> None:
        values: dict[str, object] = {}
        limits, codes = self._limits, self._codes
        for name, value in row.values.items():
            # Nearly all cells are plain short text or codes: they need no more than this.
            if type(value) is str:
                if (
                    len(value) <= limits.get(name, -1)
                    and value.isascii()
                    and value.isprintable()
                    and (text := value.strip())
                ):
                    values[name] = text
                    continue
                if value in codes.get(name, ()):
                    values[name] = value
                    continue
            field = self._fields.get(name)
            if field is None or (field.system and name not in _TOLD):
                return self._reject(
                    row, name, value, Invalid(f"{self._kind.capitalize()} takes no field {name!r}.")
                )
            read = self._entry(field, value)
            if isinstance(read, Invalid):
                return self._reject(row, name, value, read)
            if read is not None:
                values[name] = read
        fault = self._standing(row, values) if self._kind is Kind.LEAD else nameless(self._kind, values)
        if fault:
            field = fault.fields[0] if fault.fields else ""
            return self._reject(row, field, "", Invalid(fault.sentence, fault.fix))
        self._name_listed(values)
        # Every text was cleaned on its way here; the rest is of a type that no column has.
        columns = {n: v if type(v) is str else to_column(self._fields[n], v) for n, v in values.items()}
        self.accepted.append(columns)
        self.kept.append(place)
        return None

    def _name_listed(self, values: dict[str, object]) -> None:
        """Values of lists by the code that they mean; a file says the same ones over and over."""
        for name in self._words.told:
            if isinstance(typed := values.get(name), str):
                code = self._meant.get((name, typed))
                if code is None:
                    code = self._meant[name, typed] = self._words.meant(name, typed)
                values[name] = code

    def _entry(self, field: Field, value: object) -> object | Invalid:
        if field.type in _PLAIN and isinstance(value, str):
            return self._text(field, value)
        if field.target and value is not None and (field.target, value) not in self._there:
            return Invalid(f"{field.label}: there is no {field.target} {value}.")
        if field.name in _TOLD and isinstance(value, str):
            return clean(value) or None
        return entry(field, value, self._today)

    def _text(self, field: Field, value: str) -> str | Invalid | None:
        text = clean(value, multiline=field.multiline)
        if field.max and len(text) > field.max:
            return Invalid(f"{field.label} is {len(text):,} characters, {field.max:,} fit.", "Shorten it.")
        if field.type is Type.PERSON and text:
            return owner_key(self._session, text, active=False) or text
        return text or None

    def _standing(self, row: ImportRow, values: dict[str, object]) -> "_Fault | None":
        """Where the lead stands: open with an open reason, or closed with one of its state."""
        if missing := identity_missing(values):
            return _Fault(missing.sentence, missing.fix, missing.fields)
        if row.closed is None:
            values.pop("closed_by", None)
            reason = self._reason(str(values.get("status_reason", "new")))
            if "status_reason" in values:
                values["status_reason"] = reason
            return None if self._reasons.get(reason) is State.OPEN else _no_reason(reason, "open")
        state, reason, at = row.closed
        reason = self._reason(reason)
        if state == State.OPEN or self._reasons.get(reason) != state:
            return _no_reason(reason, state)
        values.update(state=State(state), status_reason=reason, closed_at=at)
        return None

    def _reason(self, text: str) -> str:
        """The code of a status reason, said by its code or label; else the text."""
        return text if text in self._reasons else self._labelled.get(text.casefold(), text)

    def _refs(self, batch: Sequence[ImportRow]) -> set[tuple[Kind, object]]:
        """The records named by the batch that there are."""
        there: set[tuple[Kind, object]] = set()
        for field in self._fields.values():
            if field.target is None:
                continue
            wanted = sorted({v for row in batch if isinstance(v := row.values.get(field.name), int)})
            for at in range(0, len(wanted), _PORTION):
                some = wanted[at : at + _PORTION]
                rows = self._session.sql(
                    f"SELECT id FROM {field.target} WHERE withdrawn = 0 AND id IN ({places(len(some))})", some
                )
                there.update((field.target, number) for (number,) in rows)
        return there

    def _reject(self, row: ImportRow, field: str, value: object, fault: Invalid) -> None:
        text = "" if value is None else clean(str(value)[:200])
        self.rejected.append(Rejected(row.line, field, text[:60], fault.sentence, fault.fix))


@dataclass(frozen=True, slots=True)
class _Fault:
    sentence: str
    fix: str
    fields: tuple[str, ...]


def _no_reason(reason: object, state: str) -> _Fault:
    sentence = f"{str(reason)[:40]!r} is no status reason of a lead that is {state}."
    return _Fault(sentence, "Map it to one that there is.", ("status_reason",))
