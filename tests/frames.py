"""What the screens of a test run need not do twice: overdrawn frames, and the same style sheets read anew.

On a clock that leaps a frame is drawn when nothing is left to do at its moment, as on a machine of
endless speed. Textual would draw it over and over meanwhile: every other frame of these tests is never seen.
"""

import asyncio
from contextvars import Context, copy_context
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

_parse = Stylesheet._parse_rules
_draw = Screen._compositor_refresh


class Due:
    """The screens that have something to draw at this moment of a loop."""

    def __init__(self) -> None:
        self._screens: dict[Screen[Any], Context] = {}

    def add(self, screen: Screen[Any]) -> None:
        """Draw it, once, when nothing else is left to do; its compositor knows what."""
        self._screens[screen] = copy_context()
        screen._dirty_widgets.clear()

    def draw(self, loop: asyncio.AbstractEventLoop) -> bool:
        """Let the loop draw them next; whether there were any."""
        due, self._screens = self._screens, {}
        for screen, context in due.items():
            loop.call_soon(_one, screen, context=context)
        return bool(due)


def _one(screen: Screen[Any]) -> None:
    since = set(screen._dirty_widgets)  # the compositor has not been told of these
    try:
        _draw(screen)
    except Exception as error:  # noqa: BLE001 -- the app ends with it, as Textual's own timers do it
        screen.app._handle_exception(error)
    screen._dirty_widgets.update(since)


def drawn_once(patch: pytest.MonkeyPatch) -> None:
    """Screens are drawn by the loop, which has a `Due`; style sheets are read once a test process."""
    patch.setattr(Screen, "_compositor_refresh", _later)
    patch.setattr(Stylesheet, "_parse_rules", _parse_once)


def _later(screen: Screen[Any]) -> None:
    due = getattr(asyncio.get_running_loop(), "due", None)
    if due is None:
        _draw(screen)
    else:
        due.add(screen)


_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}


def _parse_once(sheet: Stylesheet, css: str, read_from: Any, *args: Any, **options: Any) -> list[RuleSet]:
    key = (css, read_from, *args, *options.items(), frozenset(sheet._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse(sheet, css, read_from, *args, **options)
    return _parsed[key]
