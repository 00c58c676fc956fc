"""The numbers of duplicate matching as data: read strictly from plain values, and written back."""

from collections.abc import Iterable, Mapping
from typing import cast

from leadtui.domain.access import Scope
from leadtui.domain.match import EVIDENCE, MatchPolicy
from leadtui.domain.results import Refusal
from leadtui.domain.states import State

_BANDS = ("block", "warn", "similar")
_SETS = {"states": tuple(str(state) for state in State), "evidence": EVIDENCE}
_KEYS = (*_BANDS, *_SETS, "scopes")


def read_policy(values: Mapping[str, object]) -> MatchPolicy | Refusal:
    """The policy of plain values, as JSON or TOML has them; what is left out is as shipped.

    Returns:
        The policy, or a `Refusal` ``policy`` that names the key at fault: one that is not known, a
        probability out of its range, bands out of their order, a code that is none.
    """
    if unknown := sorted(values.keys() - set(_KEYS)):
        return _no(unknown[0], f"there is no setting {unknown[0][:40]!r}.", f"There are: {', '.join(_KEYS)}.")
    made: dict[str, object] = {}
    for key, value in values.items():
        read = (
            _scopes(value) if key == "scopes" else _codes(key, value) if key in _SETS else _share(key, value)
        )
        if isinstance(read, Refusal):
            return read
        made[key] = read
    policy = _whole(made)
    if not policy.similar <= policy.warn <= policy.block:
        said = (
            f"block {policy.block:g}, warn {policy.warn:g} and similar {policy.similar:g} are out of order."
        )
        return _no("warn", said, "block is the greatest of the three, similar the least.")
    return policy


def _whole(made: Mapping[str, object]) -> MatchPolicy:
    if made.keys() >= {*_BANDS, *_SETS}:  # as the store keeps it: lists ask for it before anything is shown
        return MatchPolicy(**{"scopes": {}, **made})  # pyright: ignore[reportArgumentType]
    from leadtui.domain.policy import shipped

    return shipped().duplicates._replace(**made)


def policy_values(policy: MatchPolicy) -> dict[str, object]:
    """The policy as plain values, such that `read_policy` makes the same of them."""
    return {
        **{name: getattr(policy, name) for name in _BANDS},
        **{name: sorted(getattr(policy, name)) for name in _SETS},
        "scopes": {role: str(scope) for role, scope in sorted(policy.scopes.items())},
    }


def _share(key: str, value: object) -> float | Refusal:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1:
        return float(value)
    from leadtui.domain.policy_tables import shown  # nobody needs it of numbers that are right

    return _no(key, f"{key} is {shown(value)}, no probability.", "Give a number above 0, at most 1.")


def _codes(key: str, value: object) -> frozenset[str] | Refusal:
    known = _SETS[key]
    if isinstance(value, list | tuple | set | frozenset):
        found = [str(each) for each in cast("Iterable[object]", value)]
        wrong = next((each for each in found if each not in known), None)
        if wrong is None and found:
            return frozenset(found)
        said = f"{key} has {wrong[:40]!r}, which is none." if wrong is not None else f"{key} is empty."
    else:
        said = f"{key} is no list."
    return _no(key, said, f"Give some of: {', '.join(known)}.")


def _scopes(value: object) -> dict[str, Scope] | Refusal:
    if not isinstance(value, Mapping):
        return _no("scopes", "scopes is no table of role and scope.", "Write role = scope.")
    made: dict[str, Scope] = {}
    for role, scope in cast("Mapping[str, object]", value).items():
        if str(scope) not in list(Scope):
            said = f"the scope of {role} is {str(scope)[:40]!r}."
            return _no("scopes", said, f"Scopes: {', '.join(Scope)}.")
        made[role] = Scope(str(scope))
    return made


def _no(key: str, said: str, fix: str) -> Refusal:
    return Refusal("policy", f"Matching: {said}", fix, (key,))
