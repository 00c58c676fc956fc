"""``leadtui snap``: the real app, drawn without a terminal."""

from pathlib import Path

from .conftest import Desk


def test_the_screen_after_some_keys_is_text_or_svg(desk: Desk, tmp_path: Path) -> None:
    for name in ("Berg", "Holm"):
        desk.new(f"last_name={name}")
    out, _ = desk.run("snap", "--size", "80x24", "--view", "open", "--keys", "j / Holm enter")
    lines = out.splitlines()
    assert len(lines) <= 24 and all(len(line) <= 80 for line in lines)
    assert "Holm" in out and "Berg" not in out
    desk.run("snap", "--size", "80x24", "-o", str(tmp_path / "a.svg"))
    assert (tmp_path / "a.svg").read_text("utf-8").startswith("<svg")


def test_keys_are_named_or_typed() -> None:
    from leadtui.cli.snap import _presses

    assert _presses("j / rating:hot enter ctrl+p pagedown") == [
        *("j", "slash", "r", "a", "t", "i", "n", "g", "colon", "h", "o", "t", "enter", "ctrl+p", "pagedown")
    ]
