"""The roles of a policy document: read strictly from plain values, as TOML has them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from leadtui.domain.access import Right, Role, Scope
from leadtui.domain.results import Refusal

KEYS = ("id", "label", "read", "rights")
_LONGEST = 60  # of a label
_RIGHTS = tuple(Right)
_NEEDED = (Right.POLICY, Right.USERS)  # somebody has to be able to mend what the document says


def read_role(values: Mapping[str, object]) -> Role | Refusal:
    """One ``[[role]]`` of a policy document.

    Returns:
        The role, or a `Refusal` ``policy``: its ``fields`` name the key at fault (an unknown one too), the
        sentence what was found, the fix what would be right, the nearest word first.
    """
    if unknown := next((key for key in values if key not in KEYS), None):
        return _no(
            unknown,
            f"a role has no key {unknown[:40]!r}.",
            f"{_near(unknown, KEYS)}A role has: {', '.join(KEYS)}.",
        )
    id, label = values.get("id"), values.get("label")
    if not isinstance(id, str) or not _is_code(id):
        return _no(
            "id", f"the id of a role is {_shown(id)}.", "Use small letters, digits and _, such as rep."
        )
    if not isinstance(label, str) or not 0 < len(label.strip()) <= _LONGEST:
        return _no(
            "label",
            f"the label of {id} is {_shown(label)}.",
            f"Give a text of at most {_LONGEST} characters.",
        )
    scope = _scope(id, values.get("read"))
    rights = _rights(id, values.get("rights"))
    if isinstance(scope, Refusal):
        return scope
    return rights if isinstance(rights, Refusal) else Role(id, label.strip(), scope, rights)


def known_part(values: Mapping[str, object]) -> tuple[Mapping[str, object], list[Refusal]]:
    """What of a stored role there still is, for `read_role`; and what is left out, for it grants nothing."""
    kept = {key: value for key, value in values.items() if key in KEYS}
    lost = [_no(key, f"a role has no key {key[:40]!r}.", "") for key in values if key not in KEYS]
    rights = values.get("rights")
    if isinstance(rights, list):
        several = cast("list[object]", rights)
        kept["rights"] = [each for each in several if each in _RIGHTS]
        lost += [
            _no("rights", f"there is no right {_shown(each)}, which {_shown(values.get('id'))} has.", "")
            for each in several
            if each not in _RIGHTS
        ]
    return kept, lost


def read_roles(several: Iterable[Mapping[str, object]]) -> tuple[Role, ...] | Refusal:
    """All of them: each id once, and one role at least that may change the policy and the users.

    The ``fields`` of a `Refusal` say which one: ``("role", its place from 0, the key at fault)``.
    """
    found: dict[str, Role] = {}
    for place, values in enumerate(several):
        read = read_role(values)
        if isinstance(read, Role) and read.id in found:
            read = _no("id", f"there are two roles {read.id!r}.", "Give one of them another id.")
        if isinstance(read, Refusal):
            return Refusal(read.code, read.sentence, read.fix, ("role", str(place), *read.fields))
        found[read.id] = read
    if not any(all(right in role.rights for right in _NEEDED) for role in found.values()):
        sentence = "no role has both of the rights policy and users."
        return _no(
            "role", sentence, 'Add "policy" and "users" to the rights of one role, such as administrator.'
        )
    return tuple(found.values())


def _scope(id: str, value: object) -> Scope | Refusal:
    if isinstance(value, str) and value in list(Scope):
        return Scope(value)
    return _no(
        "read", f"read of {id} is {_shown(value)}.", f"{_near(value, Scope)}There are: {', '.join(Scope)}."
    )


def _rights(id: str, value: object) -> frozenset[Right] | Refusal:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return _no(
            "rights", f"the rights of {id} are {_shown(value)}, no list.", 'Write ["edit", "qualify"].'
        )
    found = cast("Sequence[object]", value)
    wrong = next((each for each in found if each not in _RIGHTS), None)
    if wrong is None:
        return frozenset(Right(str(each)) for each in found)
    fix = f"{_near(wrong, Right)}There are: {', '.join(Right)}."
    return _no("rights", f"there is no right {_shown(wrong)}, which {id} is to have.", fix)


def _is_code(text: str) -> bool:
    return (
        0 < len(text) <= 40
        and text[0].isalpha()
        and text.isascii()
        and text == text.lower()
        and (text.replace("_", "").isalnum())
    )


def _shown(value: object) -> str:
    return "missing" if value is None else f"{str(value)[:40]!r}"


def _near(word: object, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # only when something was mistyped

    near = get_close_matches(str(word).casefold(), [str(each) for each in known], 1)
    return f"Did you mean {near[0]}? " if near else ""


def _no(key: str, said: str, fix: str) -> Refusal:
    return Refusal("policy", f"Roles: {said}", fix, (key,))
