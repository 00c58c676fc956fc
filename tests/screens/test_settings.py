"""Settings and the user's own keys: everything wrong is told at once."""

import re
from pathlib import Path

import pytest

from leadtui.config import Config, ConfigError, load
from leadtui.keymap import checked

SCREENS = Path(__file__).parents[2] / "leadtui"


def test_without_a_file_the_shipped_settings_hold(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml", {}) == Config()


def test_the_environment_is_stronger_than_the_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "light"\nascii = true\n[keys]\nassign = "z"\n')
    assert load(path, {}).theme == "light"
    assert load(path, {}).keys == {"assign": "z"}
    assert load(path, {"LEADTUI_THEME": "ansi"}).theme == "ansi"


@pytest.mark.parametrize(
    "text",
    [
        'colour = "red"', 'theme = "pink"', "ascii = 3", "theme =", "keys = 3", "[keys]\na = 1",
        'after_qualifying = "go"',
    ],
)  # fmt: skip
def test_an_unknown_or_impossible_setting_names_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=re.escape(str(path))):
        load(path, {})


def test_the_mouse_is_off_over_ssh_unless_it_is_asked_for() -> None:
    assert Config().wants_mouse({})
    assert not Config().wants_mouse({"SSH_CONNECTION": "1"})
    assert Config(mouse="on").wants_mouse({"SSH_CONNECTION": "1"})
    assert not Config(mouse="off").wants_mouse({})


def test_own_keys_may_swap_and_use_signs() -> None:
    assert checked({"qualify": "d", "disqualify": "q"}) == {"qualify": "d", "disqualify": "q"}
    assert checked({"assign": ";,ctrl+g"}) == {"assign": "semicolon,ctrl+g"}


def test_every_mistake_in_the_keys_is_told_at_once() -> None:
    with pytest.raises(ConfigError) as told:
        checked({"qualify": "d", "nosuch": "x", "assign": "hyper+9", "park": "enter", "item": "x"})
    sentence = told.value.sentence
    for part in ("'nosuch'", "'hyper+9'", "'enter'", "'item'", "the same key 'd'"):
        assert part in sentence


def test_no_bare_string_reaches_a_widget() -> None:
    wrong: list[str] = []
    for path in [*SCREENS.rglob("screens/*.py"), *SCREENS.rglob("widgets/*.py"), SCREENS / "app.py"]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(
                r"(Static|Label)\(f?[\"'](?=.*\{)|\.update\(f?[\"']|\bnotify\(|from_markup\(f", line
            ):
                wrong.append(f"{path.name}:{number}: {line.strip()}")
    assert wrong == []
