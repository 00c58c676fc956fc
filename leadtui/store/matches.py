"""The index of likenesses as a command keeps it: one call for new records, one for a change.

Keys, facts and counts are written, then the record is checked against the book, all in the record's
own transaction: whoever writes second sees what the first one wrote.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from leadtui.domain.fields import Kind
from leadtui.store import match_heirs, match_index, match_pairs
from leadtui.store.match_index import Ready
from leadtui.store.match_lookup import known
from leadtui.store.match_state import code, state
from leadtui.store.match_values import Values, gone, read
from leadtui.store.session import Session

_LINKS = ("account", "contact", "lead")
_FOLLOWED = 200  # contacts of a renamed account that are checked at once; the others by the next scan


def entered(
    session: Session,
    kind: Kind,
    rows: Sequence[Values],
    ready: Sequence[Ready] | None = None,
    *,
    check: bool = True,
) -> bool:
    """Index new records and write their pairs.

    Args:
        session: the store, in the transaction that made them.
        kind: what they are.
        rows: their columns.
        ready: what the index holds of each, where it was made already.
        check: write their pairs too.

    Returns:
        Whether one of them looks the same as another record that nobody decided on.
    """
    if ready is not None:
        made = {code(kind, row["id"]): each for row, each in zip(rows, ready, strict=True) if not gone(row)}
        match_index.enter_ready(session, made)
        facts = known(session, list(made)) if check else {}
    else:
        facts = match_index.enter(session, kind, rows)
    if not check:
        return False
    match_heirs.of_leads(session, kind, rows)
    now = state(session)
    alike = [number for number, each in facts.items() if match_pairs.renew(session, number, *each, now)]
    return bool(alike)


def changed(session: Session, kind: Kind, before: Values, after: Values) -> bool:
    """Follow a change of a record; the answer is that of `entered`."""
    number = code(kind, after["id"])
    differs, made = match_index.change(session, kind, before, after)
    if differs and made is None:
        match_pairs.forget(session, [number])
    if kind is Kind.ACCOUNT and before["name"] != after["name"]:
        _rename(session, after["id"])
    if not differs and _relinked(kind, before, after):
        made = known(session, [number]).get(number)
    return bool(match_pairs.renew(session, number, *made, state(session))) if made else False


def _relinked(kind: Kind, before: Values, after: Values) -> bool:
    """Whether the record belongs to others now than before: with these it makes no pairs."""
    if any(before.get(name) != after.get(name) for name in _LINKS):
        return True
    states = {before["state"], after["state"]} if kind is Kind.LEAD else set[str]()
    return len(states) > 1 and "qualified" in states


def _rename(session: Session, account: int) -> None:
    """Index what has its company by an account's name."""
    now = state(session)
    for kind in (Kind.CONTACT, Kind.OPPORTUNITY):
        rows: list[dict[str, Any]] = read(
            session, kind, "account = ? AND company IS NULL AND withdrawn = 0 ORDER BY id DESC", [account]
        )
        match_index.remove(session, [code(kind, row["id"]) for row in rows])
        made: Mapping[int, Any] = match_index.enter(session, kind, rows)
        numbers = list(made)
        for number in numbers[:_FOLLOWED]:
            match_pairs.renew(session, number, *made[number], now)
        match_pairs.decide_again(session, numbers[_FOLLOWED:])
