"""The rows of lists, written and looked for inside a command: one a code of which something is said."""

from collections.abc import Mapping
from typing import Any, Final

from leadtui.domain.fields import Kind
from leadtui.domain.value_words import HELD_BY, NO_WORDS, TEAM, folded, shipped
from leadtui.store.operation import Op
from leadtui.store.people import TEAMS
from leadtui.store.session import Session
from leadtui.store.wording import forget, words

_SAID: Final = ("merged_into", "cost", "currency", "owner")


def put(
    op: Op, name: str, code: str, said: Mapping[str, object], action: str, version: int | None = None
) -> int:
    """Write what is said of a code; one that stands in no list yet gets its row, with its number back."""
    session = op.session
    rows = session.sql("SELECT id, withdrawn FROM value WHERE list = ? AND code = ?", [name, code])
    before = first_label(session, name, code)
    if not rows:
        id = op.insert(Kind.VALUE, {"list": name, "code": code, "label": before, **said}, action)
    else:
        id = int(rows[0][0])
        anew: dict[str, Any] = {}
        if rows[0][1]:
            anew = {**dict.fromkeys(_SAID), "withdrawn": False, "retired": False, "label": before}
        op.update(Kind.VALUE, id, {**anew, **said}, action, version=version)
    forget(session)
    return id


def first_label(session: Session, name: str, code: str) -> str:
    """How a code is read as long as no list says otherwise."""
    if name == TEAM:
        return str(session.sql("SELECT name FROM team WHERE code = ?", [code])[0][0])
    return NO_WORDS.label(name, code)


def meant(session: Session, name: str, text: str) -> str:
    """The code that a text means, by code or label; the text itself where nothing is called so."""
    known = words(session)
    if name == TEAM and text not in known.told.get(TEAM, {}):
        wanted = text.strip().casefold()
        rows = session.sql(f"{TEAMS} ORDER BY code")
        found = [code for code, called in rows if wanted in (code.casefold(), called.casefold())]
        return known.root(TEAM, found[0]) if found else text
    if name != TEAM and is_there(session, name, text):  # as written, before anything written alike
        return known.root(name, text)
    code = known.meant(name, text)
    return code if name == TEAM or is_there(session, name, code) else _in_use(session, name, text) or code


def _in_use(session: Session, name: str, text: str) -> str | None:
    """The code of records that is written otherwise, such as in other letters: one that no list knows yet."""
    wanted = folded(name, text)
    for kind in HELD_BY[name]:
        for (code,) in session.sql(f"SELECT DISTINCT {name} FROM {kind} WHERE {name} IS NOT NULL ORDER BY 1"):
            if folded(name, code) == wanted:
                return code
    return None


def label_now(session: Session, name: str, code: str) -> str:
    """How people read a code now."""
    known = words(session)
    root = known.root(name, code)
    return known.label(name, root) if root in known.told.get(name, {}) else first_label(session, name, root)


def is_listed(session: Session, name: str, code: str) -> bool:
    """Whether the list has that code: defined, or shipped."""
    told = words(session).told.get(name, {})
    return code in told or code in shipped(name)


def is_there(session: Session, name: str, code: str) -> bool:
    """Whether a list or any record knows the code."""
    if name == TEAM:
        return bool(session.sql("SELECT 1 FROM team WHERE code = ?", [code]))
    return is_listed(session, name, code) or any(
        session.sql(f"SELECT 1 FROM {kind} WHERE {name} = ? AND withdrawn = 0 LIMIT 1", [code])
        for kind in HELD_BY[name]
    )


__all__ = ["first_label", "is_listed", "is_there", "label_now", "meant", "put"]
