"""Writing the lists: a value is defined, renamed, merged into another one, retired and brought back.

No record is written: it holds the code, and the list says what that is called and counts as.
"""

from collections.abc import Callable, Mapping

from leadtui.domain.conditions import compares
from leadtui.domain.fields import Kind, code_of
from leadtui.domain.results import Done, Refusal, Result
from leadtui.domain.text import listed
from leadtui.domain.value_lists import (
    accepted,
    code_for,
    into_itself,
    not_offered,
    ruled,
    taken,
    unknown,
)
from leadtui.domain.value_words import FIELD_LISTS, TEAM, folded
from leadtui.store import judging
from leadtui.store.leaving import naming, team_merge
from leadtui.store.operation import Op
from leadtui.store.owners import owner_key, unknown_owner
from leadtui.store.policies import policy
from leadtui.store.session import Session
from leadtui.store.staff import team_add
from leadtui.store.value_rows import is_listed, is_there, label_now, meant, put
from leadtui.store.wording import forget, words
from leadtui.store.writing import command

Work = Callable[[Op, str], Result]


def define_value(
    session: Session, name: str, given: Mapping[str, object], *, op_id: str | None = None
) -> Result:
    """Write a new value into a list; its name becomes the code that records hold.

    Args:
        session: the store.
        name: which list, called as its field; a team's is made of its name.
        given: ``label``, and what the list has beside: `value_lists.fields_of`.
        op_id: the caller's name for this very command.

    Returns:
        `Done` about the value, or a `Refusal`: ``field``, ``value``, ``taken`` (one is called so), ``owner``,
        ``right``.
    """
    if name == TEAM:
        label = str(given.get("label", ""))
        return team_add(session, code_of(label), label, op_id=op_id)

    def work(op: Op) -> Result:
        said = _read(op, name, {"label": None, **given})
        if isinstance(said, Refusal):
            return said
        label = str(said["label"])
        code = code_for(name, label)
        code = meant(session, name, code)
        if is_listed(session, name, code):
            return taken(name, label_now(session, name, code))
        id = put(op, name, code, said, "define")
        return _done(op, id, f"“{label}” is a {name} now.")

    said = ["define", name, dict(given)]
    return command(session, "values", work, op_id=op_id, about=(Kind.VALUE, None), said=said)


def change_value(
    session: Session,
    name: str,
    text: str,
    given: Mapping[str, object],
    *,
    version: int | None = None,
    op_id: str | None = None,
) -> Result:
    """Call a value otherwise, or say what it costs or whose it is; every record is carried along.

    The code stays, so that no rule, filter or history changes: what only records named until now stands in
    the list from here on.

    Args:
        session: the store.
        name: which list.
        text: the value, by code or label.
        given: what to change, as in `define_value`.
        version: the one that the caller saw.
        op_id: the caller's name for this very command.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``unknown``, or as in `define_value`.
    """

    def work(op: Op, code: str) -> Result:
        said = _read(op, name, given)
        if isinstance(said, Refusal):
            return said
        before = label_now(session, name, code)
        if "label" in said and (other := _other(session, name, code, str(said["label"]))):
            return taken(name, other)
        id = put(op, name, code, said, "rename" if "label" in said else "edit", version)
        now = label_now(session, name, code)
        said_so = f"“{before}” is called “{now}” now." if now != before else f"Changed {name} “{now}”."
        return _done(op, id, said_so)

    return _on(session, name, text, work, op_id, ["change", dict(given)])


def merge_values(session: Session, name: str, text: str, into: str, *, op_id: str | None = None) -> Result:
    """Have one value count as another one: its records are shown, found and counted as that.

    What a team owns is handed over (`team_merge`).

    Returns:
        `Done` about the one that stays, or a `Refusal`: ``unknown``, ``same`` (into itself), ``retired``
        (the other one is not offered any more), ``ruled`` (the policy names the one that goes).
    """
    if name == TEAM:
        return team_merge(session, text, into, op_id=op_id)

    def work(op: Op, code: str) -> Result:
        known = words(session)
        winner = meant(session, name, into)
        if not is_there(session, name, winner):
            return unknown(name, into)
        if winner == code:
            return into_itself(name, label_now(session, name, code))
        if known.retired(name, winner):
            return not_offered(name, label_now(session, name, winner))
        if rules := _rules(session, name, known.family(name, code), winner):
            return ruled(name, label_now(session, name, code), listed(rules))
        before, stays = label_now(session, name, code), label_now(session, name, winner)
        id = put(op, name, winner, {}, "define")
        put(op, name, code, {"merged_into": winner}, "merge")
        _judge_again(session, name)
        return _done(op, id, f"“{before}” counts as “{stays}” now.")

    return _on(session, name, text, work, op_id, ["merge", into])


def retire_value(session: Session, name: str, text: str, *, op_id: str | None = None) -> Result:
    """Offer a value no more: records that have it keep it, and typing it says so.

    Returns:
        `Done` about the value, or a `Refusal`: ``unknown``, ``ruled`` (rules of assignment name that team).
    """

    def work(op: Op, code: str) -> Result:
        if name == TEAM and (rules := naming(session, code)):
            return ruled(name, label_now(session, name, code), rules)
        id = put(op, name, code, {"retired": True}, "retire")
        return _done(op, id, f"“{label_now(session, name, code)}” is not offered any more.")

    return _on(session, name, text, work, op_id, ["retire"])


def reinstate_value(session: Session, name: str, text: str, *, op_id: str | None = None) -> Result:
    """Offer a value again; one that was merged away, named by its code, is itself again."""

    def work(op: Op, code: str) -> Result:
        apart = text if text in words(session).told.get(name, {}) else code
        id = put(op, name, apart, {"retired": False, "merged_into": None}, "reinstate")
        if apart != code:
            _judge_again(session, name)
        return _done(op, id, f"“{label_now(session, name, apart)}” is offered again.")

    return _on(session, name, text, work, op_id, ["reinstate"])


def _on(session: Session, name: str, text: str, work: Work, op_id: str | None, said: list[object]) -> Result:
    def on_known(op: Op) -> Result:
        code = meant(session, name, text)
        return work(op, code) if is_there(session, name, code) else unknown(name, text)

    said = [*said, name, text]
    return command(session, "values", on_known, op_id=op_id, about=(Kind.VALUE, None), said=said)


def _read(op: Op, name: str, given: Mapping[str, object]) -> dict[str, object] | Refusal:
    said = accepted(name, given, op.session.today())
    if isinstance(said, Refusal):
        return said
    if isinstance(owner := said.get("owner"), str):
        key = owner_key(op.session, owner)
        if key is None:
            return unknown_owner(op.session, owner)
        said["owner"] = key
    return said


def _done(op: Op, id: int, sentence: str) -> Done:
    op.title = sentence
    return op.done(Kind.VALUE, id, sentence)


def _other(session: Session, name: str, code: str, label: str) -> str | None:
    """The label of another value that is called so, None where none is."""
    other = meant(session, name, code_for(name, label))
    if other == code or folded(name, label) == folded(name, code) or not is_there(session, name, other):
        return None
    return label_now(session, name, other)


def _rules(session: Session, name: str, codes: tuple[str, ...], winner: str) -> list[str]:
    """Items and rules of the policy that go by one of these codes and would not by the one that stays."""
    if name not in FIELD_LISTS:
        return []
    rules = policy(session)
    conditions = ((each.label, each.when) for each in (*rules.items, *rules.plan_items, *rules.assign))
    return [
        f"“{label}”"
        for label, when in conditions
        if when is not None
        and any(compares(when, name, code) for code in codes)
        and not compares(when, name, winner)
    ]


def put_back(op: Op) -> None:
    """Lists stand as they stood before something that is taken back."""
    forget(op.session)
    for name in FIELD_LISTS:
        _judge_again(op.session, name)


def _judge_again(session: Session, name: str) -> None:
    """Conditions of the checklist may hold of other leads now."""
    if name in policy(session).compared:
        judging.start(session)


__all__ = ["change_value", "define_value", "merge_values", "put_back", "reinstate_value", "retire_value"]
