"""The rules stay light: nothing heavy is imported before it is needed."""

import subprocess
import sys

_HEAVY = ("phonenumbers", "email_validator", "difflib", "textual", "rich", "peewee", "rapidfuzz", "sqlite3")


def test_importing_the_rules_loads_nothing_heavy() -> None:
    rooms = "query, text, values, dates, qualification, checklist, views"
    code = (
        f"import sys; from leadtui.domain import {rooms}; import leadtui.matching;"
        f"print(*(name for name in {_HEAVY!r} if name in sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""
