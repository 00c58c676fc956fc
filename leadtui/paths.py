"""Where leadtui keeps its files: settings, database, and what it remembers between runs."""

import os
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("leadtui", appauthor=False)


def config_file() -> Path:
    """The settings: ``LEADTUI_CONFIG``, else ``config.toml`` under the user's config folder."""
    named = os.environ.get("LEADTUI_CONFIG")
    return Path(named) if named else Path(_DIRS.user_config_dir) / "config.toml"


def database_file() -> Path:
    """The database when neither ``--db`` nor ``LEADTUI_DB`` names one."""
    return Path(_DIRS.user_data_dir) / "leads.db"


def state_dir() -> Path:
    """What may be lost without harm: last view, crash reports, rejects. ``LEADTUI_STATE`` overrides."""
    named = os.environ.get("LEADTUI_STATE")
    return Path(named) if named else Path(_DIRS.user_state_dir)


DEMO = "leadtui-demo-"
"""How the folder of a throw-away sample database begins; nothing is remembered of it."""


def crash_dir() -> Path:
    """Where crash reports go."""
    return state_dir() / "crashes"


def all_paths() -> dict[str, Path]:
    """Every place with its name, for ``leadtui paths``."""
    return {
        "config": config_file(),
        "database": database_file(),
        "state": state_dir(),
        "crashes": crash_dir(),
    }
