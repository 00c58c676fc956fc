"""The command line: every action of the screens as a command, one file a command group."""

import sys
from collections.abc import Sequence


def main() -> None:
    """Run ``leadtui`` with the process's arguments; leaves with the exit codes of `domain.results.Exit`."""
    words = sys.argv[1:]
    try:
        sys.exit(_run(words))
    except Exception as error:  # noqa: BLE001 -- the last one there is: a bug becomes a report and exit 1
        sys.exit(_crashed(error, words))


def _run(words: Sequence[str]) -> int:
    from leadtui.cli import quick

    quick.lighten(words)
    what = quick.asked(words)
    if what is None:
        from leadtui.cli.root import root

        root.main(words, prog_name="leadtui")
    try:
        return quick.open_app(what)
    except Exception as error:  # noqa: BLE001 -- `report` raises again what it does not know
        from leadtui.cli.root import report

        return report(error, wants_json=False)


def _crashed(error: Exception, words: Sequence[str]) -> int:
    """Say that leadtui itself failed; the report has code lines and nobody's data."""
    from leadtui import crash, paths
    from leadtui.cli.output import emit_json

    sentence = crash.sentence_of(error, crash.write_report(error, paths.crash_dir()))
    if "--json" in words:
        emit_json({"error": {"code": "bug", "message": sentence, "fix": "Report it."}})
    else:
        sys.stderr.write(f"{sentence}\n")
    return 1
