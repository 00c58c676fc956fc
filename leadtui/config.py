"""The user's settings: a small TOML file, read strictly. An unknown word is an error that names it.

Order of weight: option on the command line, environment (``LEADTUI_*``), file, what is shipped.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

THEMES = ("dark", "light", "high-contrast", "ansi")
MOUSE = ("auto", "on", "off")
AFTER = ("open", "stay")


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of the app.

    Attributes:
        theme: one of `THEMES`.
        ascii: plain signs, one cell wide.
        mouse: ``auto`` is off where ``SSH_CONNECTION`` is set, so that the terminal selects text.
        after_qualifying: ``open`` shows what the lead became, ``stay`` goes on with the list.
        keys: command id -> its keys, comma-separated; `leadtui.keymap` checks them.
    """

    theme: str = "dark"
    ascii: bool = False
    mouse: str = "auto"
    after_qualifying: str = "open"
    keys: Mapping[str, str] = field(default_factory=dict[str, str])

    def wants_mouse(self, environment: Mapping[str, str] | None = None) -> bool:
        """Whether to ask the terminal for the mouse."""
        env = os.environ if environment is None else environment
        return self.mouse == "on" or (self.mouse == "auto" and not env.get("SSH_CONNECTION"))


class ConfigError(ValueError):
    """A settings file that cannot be used. Attributes: ``sentence``, ``fix``."""

    def __init__(self, sentence: str, fix: str = "") -> None:
        super().__init__(f"{sentence} {fix}".strip())
        self.sentence, self.fix = sentence, fix


def load(path: Path, environment: Mapping[str, str] | None = None) -> Config:
    """The settings of a file with the environment's on top; without a file, what is shipped.

    Raises:
        ConfigError: the file is no TOML, or says something that is not known.
    """
    env = os.environ if environment is None else environment
    values: dict[str, Any] = {**_table(path), **_from(env)}
    unknown = sorted(set(values) - {"theme", "ascii", "mouse", "after_qualifying", "keys"})
    if unknown:
        known = "Known: theme, ascii, mouse, after_qualifying, [keys]."
        raise ConfigError(f"{path}: unknown setting {unknown[0]!r}.", known)
    return Config(
        theme=_one_of(path, "theme", values.get("theme", "dark"), THEMES),
        ascii=_switch(path, values.get("ascii", False)),
        mouse=_one_of(path, "mouse", values.get("mouse", "auto"), MOUSE),
        after_qualifying=_one_of(path, "after_qualifying", values.get("after_qualifying", "open"), AFTER),
        keys=_keys(path, values.get("keys", {})),
    )


def _table(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    import tomllib  # most have no such file, and wait for nothing that only it needs

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}.", "Mend the file or remove it.") from error


def _from(env: Mapping[str, str]) -> dict[str, Any]:
    named = {"theme": "LEADTUI_THEME", "mouse": "LEADTUI_MOUSE"}
    found: dict[str, Any] = {name: env[word] for name, word in named.items() if env.get(word)}
    if env.get("LEADTUI_ASCII"):
        found["ascii"] = env["LEADTUI_ASCII"] not in ("0", "no", "false")
    return found


def _one_of(path: Path, name: str, value: object, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ConfigError(f"{path}: {name} is {value!r}.", f"One of {', '.join(allowed)}.")
    return str(value)


def _switch(path: Path, value: object) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"{path}: ascii is {value!r}.", "true or false.")
    return value


def _keys(path: Path, value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: keys is not a table.", "Write [keys] and a line per command.")
    table = cast(dict[str, object], value)
    wrong = [name for name, keys in table.items() if not isinstance(keys, str)]
    if wrong:
        raise ConfigError(f"{path}: keys.{wrong[0]} is no text.", 'Write it as "x" or "x,y".')
    return {name: str(keys) for name, keys in table.items()}
