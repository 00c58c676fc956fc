"""The root of the command line: what commands there are, and how each one ends."""

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from leadtui import __version__
from leadtui.cli.call import Call
from leadtui.cli.completing import view_names
from leadtui.cli.failure import Failure
from leadtui.cli.options import as_text, pass_call, shared_options
from leadtui.domain.results import Exit

# name -> (module, help). A module is imported when its command is called: help stays quick,
# and Textual is only imported by what opens a screen.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("book", "Make a new database, empty or with sample data."),
    "import": ("importing", "Import a file of leads, accounts, contacts or opportunities."),
    "export": ("exporting", "Write leads or other records as CSV or JSON Lines."),
    "lead": ("lead", "List, show, make, change and close leads."),
    "account": ("records", "List, show, make and change accounts."),
    "contact": ("records", "List, show, make and change contacts."),
    "opportunity": ("records", "List, show, make, change, win and lose opportunities."),
    "duplicates": ("duplicates", "What looks the same: scan, decide, clusters, policy."),
    "policy": ("policy", "The rule book: show, check, apply, history."),
    "due": ("due", "Leads whose follow-up is due."),
    "report": ("report", "What sources, campaigns, owners, teams and the like bring."),
    "list": ("lists", "Sources, campaigns, products, territories, teams: rename, merge, retire."),
    "undo": ("undo", "Take back your last command, within a day."),
    "user": ("people", "Users: list, add, give a role, rename, map imported owner names."),
    "team": ("people", "Teams: list, show, add."),
    "audit": ("audit", "The journal: verify its chain, read it."),
    "backup": ("book", "Write a copy of the database to a new file."),
    "restore": ("book", "Make a new database of a backup, verified first."),
    "migrate": ("book", "Bring the database to this version's schema."),
    "doctor": ("book", "What leadtui sees here: database, terminal, versions."),
    "paths": ("book", "Where leadtui keeps its files."),
    "keys": ("book", "All keys of the app."),
    "snap": ("snap", "A picture of the app after some keys, without a terminal."),
}


class Root(click.Group):
    """``leadtui``: finds commands on demand, turns every ending into its exit code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_text(self.params)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and hand out the command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"leadtui.cli.{COMMANDS[cmd_name][0]}")
        return getattr(module, f"{cmd_name}_")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in COMMANDS.items()])

    def main(  # pyright: ignore[reportIncompatibleMethodOverride] -- one signature instead of click's overloads
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run a command and leave the process with its exit code."""
        argv = list(sys.argv[1:] if args is None else args)
        wants_json = "--json" in argv
        if wants_json:
            _utf8_out()
        extra["standalone_mode"] = False
        code: Any = None
        try:
            code = super().main(argv, prog_name, **extra)
        except Exception as error:  # noqa: BLE001 -- `report` raises again what it does not know
            code = report(error, wants_json)
        sys.exit(code if isinstance(code, int) else Exit.DONE)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that went away (``| head``) ends it without a word."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(141)  # as a shell reports a program that SIGPIPE ended
        return code


def _utf8_out() -> None:
    """JSON is UTF-8 whatever the locale says; a lone surrogate becomes its JSON escape."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def report(error: BaseException, wants_json: bool) -> int:
    """Show what ended a command, as one sentence or as JSON; gives the exit code.

    An error that leadtui does not know is raised again: its traceback is what mends it.
    """
    failure = as_failure(error)
    if failure is None:
        raise error
    if wants_json:
        from leadtui.cli.output import emit_json

        emit_json({"error": {"code": failure.code, "message": failure.sentence, "fix": failure.fix}})
        sys.stdout.flush()
    else:
        from leadtui.cli.call import say

        say(f"{failure.sentence} {failure.fix}".strip())
    return int(failure.exit)


def as_failure(error: BaseException) -> Failure | None:
    """The error as a failure with code, sentence, fix and exit; None for one that is a bug."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, click.UsageError):
        where = error.ctx.command_path if error.ctx else "leadtui"
        return Failure("usage", error.format_message(), f"{where} --help says more.", Exit.USAGE)
    if isinstance(error, click.ClickException):
        return Failure("failed", error.format_message())
    if isinstance(error, click.Abort):
        return Failure("stopped", "Stopped; what was acknowledged is stored.", exit=130)
    if isinstance(error, OSError):
        from leadtui.files import said

        return Failure("file", *said(error))
    return _told_failure(error)


def _told_failure(error: BaseException) -> Failure | None:
    """Errors of the floors below carry their own sentence."""
    from leadtui.config import ConfigError
    from leadtui.domain.query import QueryError
    from leadtui.store import StoreError
    from leadtui.transfer.errors import TransferError

    match error:
        case StoreError() | TransferError():
            return Failure(error.code, error.sentence, error.fix, error.exit)
        case QueryError():
            return Failure(error.code, error.sentence, error.fix, Exit.USAGE)
        case ConfigError():
            return Failure("config", error.sentence, error.fix, Exit.USAGE)
        case _:
            return None


@click.group(
    cls=Root,
    name="leadtui",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    params=shared_options(root=True),
    epilog="Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 4 not found, 5 conflict, 6 no database.",
)
@click.version_option(__version__, message="leadtui %(version)s")
@click.option("--view", metavar="NAME", shell_complete=view_names, help="Start in this view.")
@click.option("--ascii", "ascii_signs", is_flag=True, help="Plain signs, one cell wide.")
@click.option("--theme", metavar="NAME", help="dark, light, high-contrast or ansi.")
@click.option("--demo", is_flag=True, help="Open a throw-away sample database.")
@click.pass_context
@pass_call
def root(
    call: Call, ctx: click.Context, view: str | None, ascii_signs: bool, theme: str | None, demo: bool
) -> int | None:
    """Work a queue of sales leads in the terminal. Without a command, the app opens."""
    if ctx.invoked_subcommand is not None:
        if view or ascii_signs or theme or demo:
            raise click.UsageError("--view, --ascii, --theme and --demo are for the app, not for a command.")
        return None
    from leadtui.cli.opening import open_app

    return open_app(call, view=view, ascii_signs=ascii_signs, theme=theme, demo=demo)
