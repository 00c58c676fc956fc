"""``leadtui lead``: the group."""

from importlib import import_module
from typing import Any

import click

from leadtui.cli.options import BookGroup
from leadtui.domain.fields import Kind

# name -> where it is, in the order of the help. Its module is imported when it is called: who looks at a
# lead does not wait for what closes one.
_COMMANDS = {
    "list": "lead_read.list_",
    "show": "lead_read.show",
    "why": "lead_read.why",
    "duplicates": "lead_read.duplicates",
    "history": "lead_read.history",
    "new": "lead_work.new",
    "set": "lead_work.set_",
    "assign": "lead_work.assign",
    "claim": "lead_assign.claim",
    "read": "lead_assign.read",
    "note": "lead_work.note",
    "log": "lead_work.log",
    "finish": "lead_work.finish",
    "followup": "lead_work.followup",
    "park": "lead_work.park",
    "tick": "ticking.tick",
    "qualify": "lead_close.qualify",
    "disqualify": "lead_disqualify.disqualify",
    "reactivate": "lead_reactivate.reactivate",
    "runs": "lead_runs.runs",
    "run": "lead_runs.run",
    "needs": "lead_runs.needs",
}


class LeadGroup(BookGroup):
    """The group, whose commands are found on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the help."""
        return [*_COMMANDS, "merge", "unmerge"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and hand out the command."""
        if cmd_name in ("merge", "unmerge"):
            from leadtui.cli import merging  # any kind of record has these two

            return (merging.merge_of if cmd_name == "merge" else merging.unmerge_of)(Kind.LEAD)
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(".")
        found: Any = getattr(import_module(f"leadtui.cli.{module}"), name)
        return found


@click.group(cls=LeadGroup, name="lead")
def lead_() -> None:
    """Leads: list, show, make, change, close and open again."""
