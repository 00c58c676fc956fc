"""``leadtui snap``: the app drawn without a terminal, for the README, bug reports and tests."""

import asyncio
import re
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from leadtui.cli.call import Call
from leadtui.cli.failure import usage
from leadtui.cli.opening import demo_of, settings
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.output import emit
from leadtui.config import Config
from leadtui.files import whole

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from leadtui.app import LeadApp

_PATIENCE = 5.0  # seconds for what one key sets going
_BLINK = 0.06  # two looks this far apart that agree: it stands still
_SETTLE = 0.3  # the panel beside the list fills 0.2 s after the cursor rests


@click.command("snap", cls=BookCommand)
@click.option(
    "--keys", default="", metavar="KEYS", help="By name; words are typed: 'j / rating:hot enter q'."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="FILE.svg or FILE.txt; else stdout.")
@click.option("--size", default="120x40", metavar="WxH", show_default=True)
@click.option("--view", metavar="NAME")
@click.option("--theme", metavar="NAME")
@click.option("--ascii", "ascii_signs", is_flag=True)
@click.option("--demo", is_flag=True, help="On a throw-away sample database.")
@pass_call
def snap_(
    call: Call,
    keys: str,
    output: Path | None,
    size: str,
    view: str | None,
    theme: str | None,
    ascii_signs: bool,
    demo: bool,
) -> None:
    """A picture of the app after some keys."""
    columns, rows = _size(size)
    config = settings(ascii_signs=ascii_signs, theme=theme)
    with TemporaryDirectory(prefix="leadtui-snap-") as folder:
        here = demo_of(call, Path(folder)) if demo else call
        here.session().close()
        as_svg = output is not None and output.suffix == ".svg"
        drawn = asyncio.run(picture(here, config, view, _presses(keys), (columns, rows), as_svg=as_svg))
    if output is None:
        emit(drawn)
    else:
        with whole(output, over=True) as new:
            new.write_text(drawn, "utf-8")


def _size(text: str) -> tuple[int, int]:
    columns, x, rows = text.partition("x")
    if not (x and columns.isdecimal() and rows.isdecimal()):
        raise usage("size", f"{text!r} is not a size.", "For example 80x24.")
    return int(columns), int(rows)


def _presses(keys: str) -> list[str]:
    """Textual's names of the keys; a word that names no key is typed letter by letter."""
    from textual.keys import Keys

    from leadtui.commands import COMMANDS

    named = {key.value for key in Keys} | {key for command in COMMANDS for key in command.keys}
    presses: list[str] = []
    for word in keys.split():
        presses += [word] if word in named and len(word) > 1 else map(_key_of, word)
    return presses


def _key_of(letter: str) -> str:
    from leadtui.keymap import textual_keys

    return "comma" if letter == "," else textual_keys(letter)[0]


async def picture(
    call: Call,
    config: Config,
    view: str | None = None,
    presses: Sequence[str] = (),
    size: tuple[int, int] = (80, 24),
    *,
    as_svg: bool = False,
) -> str:
    """The screen after those keys, as its letters or as an SVG."""
    from leadtui.app import LeadApp

    app = LeadApp(call.target, user=call.user, login=call.login, view=view, config=config)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(_SETTLE)
        for press in presses:
            await pilot.press(press)
            await rest(app, pilot)
        await pilot.pause(_SETTLE)
        if as_svg:
            # Rich names fonts on other people's servers; a picture of ours loads nothing.
            return re.sub(
                r"@font-face \{.*?\}\s*", "", app.export_screenshot(title="leadtui"), flags=re.DOTALL
            )
        return letters(app)


async def rest(app: "LeadApp", pilot: "Pilot[Any]", patience: float = _PATIENCE) -> None:
    """Until the store has nothing left to do for the screen, and the screen stands still.

    Workers are no measure: one that shows a dialog goes on for as long as the dialog is open.
    """
    until, before = time.monotonic() + patience, ""
    while time.monotonic() < until:
        await pilot.pause(_BLINK)
        now = letters(app)
        if now == before and not app.worker.busy:
            return
        before = now


def letters(app: "LeadApp") -> str:
    """The screen's letters, line by line."""
    lines = app.screen._compositor.render_strips()  # pyright: ignore[reportPrivateUsage] -- no public way to the text
    return "\n".join(line.text.rstrip() for line in lines[: app.size.height])
