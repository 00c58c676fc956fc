"""What the app leaves alone until its first frame is out: found by name, because clocks prove nothing."""

import subprocess
import sys
from pathlib import Path

from .conftest import Desk

# Looks round when the first frame with rows goes to the terminal, then ends the process.
_AT_FIRST_ROWS = """
import os, pty, sys
from leadtui.cli import main, quick

def watch():
    from textual.app import App
    shown = App._display
    def display(self, screen, renderable):
        shown(self, screen, renderable)
        table = next(iter(screen.query("#table")), None)
        if table is not None and table.size.width and table.ids:
            seen = sorted(name for name in sys.modules if sys.modules[name] is not None)
            with open(sys.argv[0], "w") as file:
                file.write("\\n".join(seen))
            os._exit(0)
    App._display = display

here, words = sys.argv[1], sys.argv[2:]
pid, line = pty.fork()
if pid:
    try:
        while os.read(line, 65536):
            pass
    except OSError:
        pass
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
sys.argv = [here, *words]
quick.lighten(words)
watch()
main()
"""

_LATER = """
    click peewee psycopg phonenumbers email_validator rapidfuzz python_calamine playhouse.migrate
    hashlib secrets
    textual.widgets._text_area textual.widgets._markdown textual.widgets._data_table
    leadtui.domain.records leadtui.domain.dates tomllib leadtui.domain.policy leadtui.domain.conditions
    leadtui.domain.values leadtui.domain.lead leadtui.domain.plan leadtui.domain.qualification
    leadtui.matching leadtui.transfer
    leadtui.store.models_base leadtui.store.writing leadtui.store.operation leadtui.store.journal
    leadtui.store.records leadtui.store.details leadtui.store.reads leadtui.store.backups
    leadtui.store.import_runs leadtui.store.kept_drafts
    leadtui.screens.answering leadtui.screens.forms leadtui.screens.typing_in leadtui.screens.collisions
    leadtui.screens.choices leadtui.screens.sheet leadtui.screens.palette leadtui.screens.help
    leadtui.widgets.field_input leadtui.widgets.fill_line leadtui.widgets.lines leadtui.widgets.timeline
"""


def test_the_first_rows_wait_for_nothing_that_only_a_later_key_needs(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    seen = tmp_path / "seen"
    words = [
        sys.executable,
        "-c",
        _AT_FIRST_ROWS,
        str(seen),
        "--db",
        desk.target,
        "--as",
        desk.user,
        "--view",
        "open",
    ]
    subprocess.run(words, check=True, timeout=60)
    loaded = set(seen.read_text("utf-8").split())
    assert "leadtui.widgets.table" in loaded
    assert [name for name in _LATER.split() if name in loaded] == []


def test_the_store_lends_its_names_without_loading_the_writes() -> None:
    script = (
        "import sys; from leadtui import store; store.view_ids, store.Session, store.open_session;"
        "late = [n for n in ('models', 'writing', 'reads') if 'leadtui.store.' + n in sys.modules];"
        "assert not late, late"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


_CHECK = """
import sys
from leadtui.cli import quick
quick.lighten(sys.argv)
from leadtui.domain.fields import Kind
from leadtui.store import duplicates_of, open_session
with open_session(sys.argv[1], user="mia") as session:
    found = duplicates_of(session, Kind.LEAD, {"first_name": "Jonas", "last_name": "Lindqvist",
        "company": "Fabrikam AB", "email": "jonas@fabrikam.example"}).matches
assert [match.id for match in found] == [1], found
loaded = set(sys.modules)
late = "peewee logging uuid anyascii numpy dataclasses inspect decimal threading tomllib difflib" \\
    " leadtui.domain.lead leadtui.domain.records leadtui.domain.customers leadtui.domain.policy" \\
    " leadtui.store.models_base leadtui.store.writing"
assert not (found := [name for name in late.split() if name in loaded]), found
"""


def test_a_check_for_duplicates_waits_for_nothing_that_only_writes_need(desk: Desk) -> None:
    desk.new()
    subprocess.run([sys.executable, "-c", _CHECK, desk.target], check=True)


_SHOW = """
import sys
from leadtui.cli import main
sys.argv[1:] = ["--db", sys.argv[1], "--as", "mia", "lead", "show", "1"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
late = "peewee logging secrets leadtui.store.models_base leadtui.store.operation leadtui.store.writing" \\
    " leadtui.domain.plan leadtui.domain.merge leadtui.cli.lead_close leadtui.cli.lead_work textual"
assert not (found := [name for name in late.split() if name in sys.modules]), found
"""


def test_a_lead_is_shown_without_what_only_writes_need(desk: Desk) -> None:
    desk.new()
    words = [sys.executable, "-c", _SHOW, desk.target]
    assert "Lindqvist" in subprocess.run(words, check=True, capture_output=True, text=True).stdout
