"""``leadtui account|contact|opportunity``: one builder, three groups."""

from collections.abc import Sequence

import click

from leadtui.cli import shapes
from leadtui.cli.call import Call
from leadtui.cli.choosing import chosen_view, records_of, write_options
from leadtui.cli.completing import view_names
from leadtui.cli.lead_read import FILTER_HELP
from leadtui.cli.listing import show_record
from leadtui.cli.merging import gone, merge_of, unmerge_of
from leadtui.cli.options import BookCommand, BookGroup, pass_call
from leadtui.cli.outcome import settle
from leadtui.cli.output import emit_json, emit_lines
from leadtui.cli.record_tables import record_table
from leadtui.cli.selling import lose, move, reopen, win
from leadtui.cli.typed import assignments
from leadtui.domain.fields import Kind
from leadtui.domain.merge import MERGEABLE


def _list(kind: Kind) -> click.Command:
    @click.command("list", cls=BookCommand, epilog=FILTER_HELP, help=f"List {kind.value} records.")
    @click.option("--filter", metavar="Q", help="Only what this filter finds.")
    @click.option("--sort", metavar="F,-G", help="Fields to sort by, - for the greatest first.")
    @click.option("--limit", type=click.IntRange(0), metavar="N", help="At most so many.")
    @click.option("--view", "view_name", metavar="NAME", shell_complete=view_names, help="Only this view's.")
    @pass_call
    def run(
        call: Call, filter: str | None, sort: str | None, limit: int | None, view_name: str | None
    ) -> None:
        from leadtui.store import view_ids

        view = chosen_view(kind, view_name, filter, sort)
        with call.session() as session:
            ids = view_ids(session, view, limit)
            if call.json:
                emit_lines(shapes.record(kind, each) for each in records_of(session, kind, ids))
            else:
                record_table(session, kind, ids)

    return run


def _show(kind: Kind) -> click.Command:
    @click.command("show", cls=BookCommand, help=f"Show one {kind.value} and what it is related to.")
    @click.argument("number", metavar="ID", type=int)
    @pass_call
    def run(call: Call, number: int) -> None:
        from leadtui.store import record_detail, words

        with call.session() as session:
            detail = record_detail(session, kind, number)
            if detail is None:
                raise gone(session, kind, number)
            if call.json:
                emit_json(shapes.record_detail(detail))
            else:
                show_record(detail, words(session))

    return run


def _new(kind: Kind) -> click.Command:
    @click.command("new", cls=BookCommand, help=f"Make a record: leadtui {kind.value} new FIELD=VALUE ...")
    @click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
    @click.option("--op-id", metavar="ID", help="Name of this write: repeating it happens once.")
    @pass_call
    def run(call: Call, values: Sequence[str], op_id: str | None) -> None:
        from leadtui.store import create

        with call.session() as session:
            typed = assignments(kind, values, session.today())
            settle(call, session, create(session, kind, typed, op_id=op_id))

    return run


def _set(kind: Kind) -> click.Command:
    @click.command("set", cls=BookCommand, help="Set fields; an empty value clears.")
    @click.argument("number", metavar="ID", type=int)
    @click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
    @write_options
    @pass_call
    def run(call: Call, number: int, values: Sequence[str], version: int | None, op_id: str | None) -> None:
        from leadtui.store import edit

        with call.session() as session:
            typed = assignments(kind, values, session.today())
            settle(call, session, edit(session, kind, number, typed, version=version, op_id=op_id))

    return run


def _group(kind: Kind, help: str, *own: click.Command) -> click.Group:
    merging = (merge_of, unmerge_of) if kind in MERGEABLE else ()
    commands = [make(kind) for make in (_list, _show, _new, _set, *merging)]
    return BookGroup(kind.value, commands=[*commands, *own], help=help)


account_ = _group(Kind.ACCOUNT, "Accounts: list, show, make, change, merge.")
contact_ = _group(Kind.CONTACT, "Contacts: list, show, make, change, merge.")
opportunity_ = _group(
    Kind.OPPORTUNITY, "Opportunities: list, show, make, change, move, win, lose.", move, win, lose, reopen
)
