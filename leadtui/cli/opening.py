"""Opening the app: the only place of the command line, with `snap`, where Textual is imported."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from leadtui.cli.call import Call, say
from leadtui.cli.failure import Failure, unknown
from leadtui.cli.named import view_named
from leadtui.config import THEMES, Config, load
from leadtui.domain.results import Exit
from leadtui.domain.views import VIEWS
from leadtui.paths import DEMO, config_file

if TYPE_CHECKING:
    from leadtui.store import Session

DEMO_LEADS = 400
DEMO_SEED = 7


def settings(*, ascii_signs: bool, theme: str | None) -> Config:
    """The user's settings, with the options of this call on top."""
    config = load(config_file())
    if theme is not None:
        if theme not in THEMES:
            raise unknown("theme", theme, THEMES)
        config = replace(config, theme=theme)
    return replace(config, ascii=True) if ascii_signs else config


def open_app(call: Call, *, view: str | None, ascii_signs: bool, theme: str | None, demo: bool) -> int:
    """Open the app and run it until the user leaves; gives the exit code."""
    if view is not None and view not in VIEWS:
        view_named(view)
    config = settings(ascii_signs=ascii_signs, theme=theme)
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not on_terminal and not demo:
        raise Failure(
            "no_terminal",
            "The app needs a terminal.",
            "leadtui --help lists the commands that do without.",
            Exit.USAGE,
        )
    if not demo:
        return _run(call, config, view, call.session_or_new())
    import tempfile

    with tempfile.TemporaryDirectory(prefix=DEMO) as folder:
        say(f"Making {DEMO_LEADS} sample leads ...")
        sample = demo_of(call, Path(folder))
        return (_run if on_terminal else _draw)(sample, config, view, sample.session())


def _draw(call: Call, config: Config, view: str | None, session: "Session") -> int:
    """The first screen as text: what a pipe or a build machine can see of the app."""
    import asyncio

    from leadtui.cli.output import emit
    from leadtui.cli.snap import picture

    session.close()
    emit(asyncio.run(picture(call, config, view)))
    return Exit.DONE


def demo_of(call: Call, folder: Path) -> Call:
    """A call on a fresh sample database in that folder; it goes with the folder."""
    from leadtui.actions.sample import fill
    from leadtui.store import create_store

    target = os.fspath(folder / "demo.db")
    with create_store(target, user=call.user, login=call.login) as session:
        fill(session, DEMO_LEADS, DEMO_SEED)
    return replace(call, db=target)


def _run(call: Call, config: Config, view: str | None, session: "Session") -> int:
    """Run the app on a session that is open: a store that cannot be opened never gets as far as a screen."""
    from leadtui.actions.worker import Worker
    from leadtui.app import LeadApp, run
    from leadtui.screens import reading, remembered

    ahead = reading.first(session, remembered.view_to_start(call.target, call.acting, view))
    worker = Worker(call.target, user=call.user, login=call.login, session=session)
    try:
        return run(LeadApp(worker, user=call.user, login=call.login, view=view, ahead=ahead, config=config))
    finally:
        worker.close()
