"""``leadtui lead``: the group."""

import click

from leadtui.cli import lead_close, lead_read, lead_work, ticking
from leadtui.cli.merging import merge_of, unmerge_of
from leadtui.cli.options import BookGroup
from leadtui.domain.fields import Kind

_READ = (lead_read.list_, lead_read.show, lead_read.why, lead_read.duplicates, lead_read.history)
_WORK = (
    lead_work.new,
    lead_work.set_,
    lead_work.assign,
    lead_work.note,
    lead_work.log,
    lead_work.followup,
    lead_work.park,
    ticking.tick,
)
_CLOSE = (lead_close.qualify, lead_close.disqualify, lead_close.reactivate)


@click.group(cls=BookGroup, name="lead")
def lead_() -> None:
    """Leads: list, show, make, change, close and open again."""


_MERGE = (merge_of(Kind.LEAD), unmerge_of(Kind.LEAD))
for _command in (*_READ, *_WORK, *_CLOSE, *_MERGE):
    lead_.add_command(_command)
