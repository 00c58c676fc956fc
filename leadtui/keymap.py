"""The user's own keys, checked before the app sees them.

Textual unbinds a command without a word when its key is given to another (reference/terminal.md c.3),
so everything that is wrong is found here and told in one error.
"""

from collections.abc import Iterable, Mapping

from leadtui.commands import BY_ID, COMMANDS, Command
from leadtui.config import ConfigError

RESERVED = frozenset({"ctrl+q", "ctrl+c", "tab", "shift+tab", "enter", "escape"})
_NAMED = {
    "/": "slash", ":": "colon", "?": "question_mark", "'": "apostrophe", "[": "left_square_bracket",
    "]": "right_square_bracket", " ": "space", ".": "full_stop", ",": "comma", ";": "semicolon",
    "-": "minus", "+": "plus", "*": "asterisk", "=": "equals_sign", "<": "less_than_sign",
    ">": "greater_than_sign", "!": "exclamation_mark", "#": "number_sign", "&": "ampersand",
}  # fmt: skip
_DIALOGS = frozenset({"plan"})  # where nothing works but their own commands
_LONG = frozenset(
    {"up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace"}
    | {"space", "tab", "enter", "escape"}
    | {f"f{n}" for n in range(1, 13)}
    | set(_NAMED.values())
)


def textual_keys(keys: str) -> tuple[str, ...]:
    """A comma-separated list of keys as people write them, in Textual's names."""
    return tuple(_NAMED.get(key, key) for key in (part.strip() or "space" for part in keys.split(",")))


def checked(keys: Mapping[str, str]) -> dict[str, str]:
    """The keymap for ``App.set_keymap``.

    Raises:
        ConfigError: with everything that is wrong in one sentence each.
    """
    if not keys:
        return {}
    wrong = [*_unknown(keys)]
    chosen = {c.id: textual_keys(keys[c.id]) if c.id in keys else c.keys for c in COMMANDS}
    wrong += _unreadable({name: chosen[name] for name in keys if name in BY_ID})
    wrong += _clashes(chosen)
    if wrong:
        raise ConfigError("[keys] " + " ".join(wrong), "leadtui keys lists all commands.")
    return {name: ",".join(chosen[name]) for name in keys}


def _unknown(keys: Mapping[str, str]) -> Iterable[str]:
    for name in keys:
        if name not in BY_ID:
            yield f"There is no command {name!r}."
        elif BY_ID[name].digits or name == "quit":
            yield f"The keys of {name!r} cannot be changed."


def _unreadable(keys: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    for name, given in keys.items():
        for key in given:
            if key in RESERVED and key not in BY_ID[name].keys:
                yield f"{key!r} of {name!r} is reserved."
            elif not _is_key(key):
                yield f"{key!r} of {name!r} is no key."


def _is_key(key: str) -> bool:
    last = key.removeprefix("ctrl+").removeprefix("shift+")
    return last in _LONG or (len(last) == 1 and last.isprintable())


def _clashes(chosen: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    for index, one in enumerate(COMMANDS):
        for other in COMMANDS[index + 1 :]:
            both = set(chosen[one.id]) & set(chosen[other.id])
            if both and _meet(one, other):
                yield f"{one.id!r} and {other.id!r} have the same key {sorted(both)[0]!r}."


def _meet(one: Command, other: Command) -> bool:
    if set(one.scopes) & set(other.scopes):
        return True
    everywhere = "any" in one.scopes or "any" in other.scopes
    return everywhere and not _DIALOGS & {*one.scopes, *other.scopes}
