"""Making records and changing their fields."""

from collections.abc import Mapping

from leadtui.domain.access import Right
from leadtui.domain.fields import FIELDS, Field, Kind, Type
from leadtui.domain.lead import Command, Lead, identity_missing, may
from leadtui.domain.match import Match
from leadtui.domain.records import RECORDS, Opportunity, Record, nameless
from leadtui.domain.results import Done, Refusal, Result
from leadtui.domain.sales import Step
from leadtui.domain.sales import may as may_step
from leadtui.domain.value_lists import not_in_list, retired_note
from leadtui.store import columns, handing, rights
from leadtui.store.duplicates import duplicates_of
from leadtui.store.entries import accept
from leadtui.store.errors import NotFound
from leadtui.store.operation import Op
from leadtui.store.owners import owner_key, unknown_owner
from leadtui.store.parents import ring
from leadtui.store.people import owner_titles
from leadtui.store.policies import policy
from leadtui.store.session import Session
from leadtui.store.wording import as_counted, settle_words, words
from leadtui.store.writing import command

_REFS = {kind: [f for f in fields if f.target and not f.system] for kind, fields in FIELDS.items()}


def create(session: Session, kind: Kind, values: Mapping[str, object], *, op_id: str | None = None) -> Result:
    """Make a record; a lead is open and new.

    ``values`` are by field name, typed or as text; what is not said stays empty. ``op_id`` is the
    caller's name for this very command: a retry with it happens once.

    Returns:
        `Done` with the new id and with what looks the same (`Done.alike`), or a `Refusal`: ``identity``
        (nothing to know it by), ``value``, ``field``, ``system``, ``owner``, ``right``.
    """

    def work(op: Op) -> Result:
        accepted = accept(kind, values, session.today())
        if isinstance(accepted, Refusal):
            return accepted
        refusal = (
            identity(kind, accepted)
            or settle(session, kind, accepted)
            or rights.linking(session, kind, accepted)
        )
        if refusal:
            return refusal
        number = op.insert(kind, accepted, "create")
        title = RECORDS[kind](**{"id": number, **accepted}).title  # pyright: ignore[reportArgumentType]
        named = "" if title == f"{kind} {number}" else f", {title}"
        op.title = f"Created {kind} {number}{named}.{_went(op, kind, number)}"
        said = f"{op.title}{retired_note(words(session), accepted)}"
        return op.done(kind, number, said, alike=_alike(op, kind, number))

    made = command(session, "create", work, op_id=op_id, about=(kind, None), said=values)
    return _asked_again(session, kind, made)


def _went(op: Op, kind: Kind, number: int) -> str:
    """Who has a new lead because a rule of the policy says so."""
    owner = op.columns(kind, number)["owner"] if kind is Kind.LEAD else None
    came = handing.hand_over(op.session, number, owner)
    if owner is None or came is None or not came.rule:
        return ""
    return f" {owner_titles(op.session).get(owner, owner)} has it, by rule “{came.label}”."


def edit(
    session: Session,
    kind: Kind,
    id: int,
    values: Mapping[str, object],
    *,
    version: int | None = None,
    op_id: str | None = None,
) -> Result:
    """Change fields of a record; those that stay as they are need not be true to any rule.

    ``values`` are by field name, typed or as text; None or empty text empties a field. ``version``
    is the one that the caller saw.

    Returns:
        `Done`, a `Conflict` when the record is newer than `version`, or a `Refusal`: ``closed``,
        ``parent`` (the account would stand under itself), or as in `create`.

    Raises:
        NotFound: there is no such record.
    """

    def work(op: Op) -> Result:
        record = standing(op, kind, id)
        if refusal := _read_only(record):
            return refusal
        if version is not None and version != record.version:
            return op.conflict(kind, id, version)
        accepted = accept(kind, values, session.today())
        if isinstance(accepted, Refusal):
            return accepted
        changed = {name: value for name, value in accepted.items() if value != getattr(record, name)}
        after = {**values_of(record), **changed}
        if refusal := identity(kind, after, changed) or settle(session, kind, changed):
            return refusal
        changed = {name: value for name, value in changed.items() if value != getattr(record, name)}
        if refusal := _handing_on(session, record, changed) or rights.linking(session, kind, changed):
            return refusal
        if kind is Kind.ACCOUNT and (refusal := ring(session, id, changed.get("parent"))):
            return refusal
        op.update(kind, id, changed, "edit", version=version)
        op.title = _edited(kind, record, changed)
        said = f"{op.title}{retired_note(words(session), changed)}"
        return op.done(kind, id, said, alike=_alike(op, kind, id))

    written = command(session, "edit", work, op_id=op_id, about=(kind, id), said=values)
    return _asked_again(session, kind, written)


def _read_only(record: Record) -> Refusal | None:
    """The "no" to a change of what is closed."""
    if isinstance(record, Lead):
        return may(Command.EDIT, record)
    return may_step(Step.EDIT, record) if isinstance(record, Opportunity) else None


def _handing_on(session: Session, record: Record, changed: Mapping[str, object]) -> Refusal | None:
    """The "no" to another owner without the right to assign; what nobody owns anybody may take."""
    if "owner" not in changed or (not record.owner and changed["owner"] == session.user):
        return None
    return rights.access(session).refusal(Right.ASSIGN)


def _alike(op: Op, kind: Kind, id: int) -> tuple[Match, ...]:
    """What looks the same as a record just written.

    Asked in its transaction: of two people who enter the same person at the same moment the second is told.
    """
    return duplicates_of(op.session, kind, id).open if op.alike else ()


def _asked_again(session: Session, kind: Kind, answer: Result) -> Result:
    """A retry is told as well."""
    if not isinstance(answer, Done) or not answer.repeated:
        return answer
    try:
        return answer._replace(alike=duplicates_of(session, kind, answer.id).open)
    except NotFound:  # taken back since
        return answer


def standing(op: Op, kind: Kind, id: int, *, veiled: bool = False) -> Record:
    """A record that was not withdrawn, as it stands in this transaction.

    One that the acting user may not read ends the command, with ``veiled`` it does not: the caller
    tells nothing of it but whose it is.

    Raises:
        NotFound: there is none.
    """
    row = op.columns(kind, id)
    if row["withdrawn"]:
        raise NotFound(f"There is no {kind} {id} any more.", "It was taken back; its history is kept.")
    if not veiled and (no := rights.touching(op.session, kind, id, row["owner"])):
        op.refuse(no)
    counted = as_counted(op.session, kind, row)
    return columns.record(kind, [counted[field.name] for field in FIELDS[kind]])


def standing_lead(op: Op, id: int) -> Lead:
    """A lead that was not withdrawn; raises `NotFound`."""
    lead = standing(op, Kind.LEAD, id)
    assert isinstance(lead, Lead)
    return lead


def values_of(record: Record) -> dict[str, object]:
    """Every field of a record by name."""
    return {name: getattr(record, name) for name in record.__slots__}


def identity(
    kind: Kind, values: dict[str, object], changed: Mapping[str, object] | None = None
) -> Refusal | None:
    """Something to know the record by; asked only where the change takes something away."""
    if changed is not None and all(changed.values()):
        return None
    return identity_missing(values) if kind is Kind.LEAD else nameless(kind, values)


def settle(session: Session, kind: Kind, changed: dict[str, object]) -> Refusal | None:
    """What only the store can say of new values: that the owner works here and that records exist.

    An owner named by name or e-mail becomes its key, in place; a value of a list the code that it means.
    """
    settle_words(session, changed)
    strict = policy(session).strict
    if strict and (no := not_in_list(words(session), strict, changed)):
        return no
    for field in _REFS[kind]:
        if refusal := missing(session, field, changed.get(field.name)):
            return refusal
    owner = changed.get("owner")
    if isinstance(owner, str):
        key = owner_key(session, owner)
        if key is None:
            return unknown_owner(session, owner)
        changed["owner"] = key
    return None


def missing(session: Session, field: Field, id: object) -> Refusal | None:
    """The "no" to a number under which no record stands."""
    assert field.type is Type.REF
    if id is None or session.sql(f"SELECT 1 FROM {field.target} WHERE id = ? AND withdrawn = 0", [id]):
        return None
    sentence = f"{field.label}: there is no {field.target} {id}."
    return Refusal("value", sentence, "Look at the number again, or leave it empty.", (field.name,))


def _edited(kind: Kind, record: Record, changed: Mapping[str, object]) -> str:
    if not changed:
        return f"Nothing to change on {record.title}."
    labels = [field.label.lower() for field in FIELDS[kind] if field.name in changed]
    return f"Changed {', '.join(labels)} of {record.title}."
