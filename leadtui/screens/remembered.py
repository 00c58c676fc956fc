"""The view each user looked at last, per database; kept in a small file that may be lost without harm."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from leadtui import paths
from leadtui.domain.views import VIEWS
from leadtui.screens.places import mode_of_view


def _file() -> Path:
    return paths.state_dir() / "views.json"


def _all() -> dict[str, Any]:
    try:
        found: object = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast(dict[str, Any], found) if isinstance(found, dict) else {}


def _throw_away(target: str) -> bool:
    return Path(target).parent.name.startswith(paths.DEMO)


def last_view(target: str, user: str | None) -> str | None:
    """The name of the view that this user looked at last here."""
    name = _all().get(f"{user or ''}@{target}")
    return name if isinstance(name, str) else None


def view_to_start(target: str, user: str | None, asked: str | None) -> str | None:
    """The view of active leads that was asked for, else the last one; None where there is neither."""
    if asked is None or mode_of_view(asked) != "active":
        asked = last_view(target, user)
    return asked if asked in VIEWS and mode_of_view(asked) == "active" else None


def remember(target: str, user: str | None, name: str) -> None:
    """Keep the view's name; a folder that cannot be written only means that nothing is remembered."""
    if _throw_away(target):
        return
    with suppress(OSError):
        kept = {key: view for key, view in _all().items() if not _throw_away(key)}
        views = {**kept, f"{user or ''}@{target}": name}
        _file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _file().write_text(json.dumps(views, indent=1), encoding="utf-8")
