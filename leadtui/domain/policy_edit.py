"""Changing single values in the text of a rule book; its comments and its order stay."""

import re
from collections.abc import Sequence
from typing import cast

from leadtui.domain.match import MatchPolicy
from leadtui.domain.match_policy import policy_values
from leadtui.domain.policy_lines import Lines
from leadtui.domain.results import Refusal

_COMMENT = re.compile(r"\s+#[^\"]*$")


def with_numbers(text: str, made: MatchPolicy) -> str | Refusal:
    """The document with these numbers for duplicates, and with these scopes of its roles.

    Args:
        text: a document that can be read.
        made: the numbers; a role that its scopes do not name reads what it read.

    Returns:
        The document, or a `Refusal` ``policy`` where a value to change has no line of its own.
    """
    import tomllib  # as where documents are read

    lines, now = text.splitlines(), tomllib.loads(text)
    found = Lines(text)
    wanted: list[tuple[tuple[str, int, str], object]] = []
    for key, value in policy_values(made).items():
        before: object = now["duplicates"].get(key)
        same = sorted(cast("list[str]", before)) == value if isinstance(before, list) else before == value
        if key != "scopes" and not same:
            wanted.append((("duplicates", 0, key), value))
    for place, role in enumerate(now["role"]):
        scope = made.scopes.get(role["id"])
        if scope is not None and role["read"] != scope:
            wanted.append((("role", place, "read"), str(scope)))
    changed: list[tuple[tuple[int, int], str, object]] = []
    for (table, place, key), value in wanted:
        span = found.span(table, place, key)
        if span is None:
            said = f"The document in force gives {key} of {table} no line of its own."
            head = "[duplicates] as a table" if table == "duplicates" else "each [[role]] as a table"
            return Refusal("policy", said, f"Write {head} and `leadtui policy apply` that.", (key,))
        changed.append((span, key, value))
    for (first, last), key, value in sorted(changed, reverse=True):
        comment = _COMMENT.search(lines[last - 1]) if first == last else None
        lines[first - 1 : last] = [f"{key} = {_toml(value)}{comment[0] if comment else ''}"]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_toml(each) for each in cast('Sequence[object]', value))}]"
    return repr(value) if isinstance(value, float) else f'"{value}"'
