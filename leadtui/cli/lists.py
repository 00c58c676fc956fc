"""``leadtui list``: sources, campaigns, products, territories and teams; what they are called and offer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from leadtui.cli import shapes
from leadtui.cli.call import Call
from leadtui.cli.options import BookCommand, BookGroup, pass_call
from leadtui.cli.outcome import settle
from leadtui.cli.output import emit_json, emit_lines, emit_text, table
from leadtui.cli.typed import assigned
from leadtui.domain.results import Done, Result
from leadtui.domain.text import money
from leadtui.domain.value_lists import LISTS, Value, fields_of
from leadtui.domain.value_words import Words

if TYPE_CHECKING:
    from leadtui.store import Session

_LIST = click.argument("name", metavar="LIST", type=click.Choice(list(LISTS)))
_VALUE = click.argument("value", metavar="NAME")
_EXAMPLE = "cost='1,200 EUR'"
_OP_ID = click.option("--op-id", metavar="ID", help="Repeating the command with the same ID does it once.")
_VERSION = click.option(
    "--version", type=int, metavar="N", help="Refuse where it is newer than that version."
)


@click.group("list", cls=BookGroup)
def list_() -> None:
    """Sources, campaigns, products, territories, teams: how they are called, and what is offered."""


def _showing(plural: str) -> click.Command:
    @click.command(plural, cls=BookCommand, help=f"List the {plural}, with how many records have each.")
    @pass_call
    def show(call: Call) -> None:
        from leadtui.store import value_counts, values, words

        name = LISTS[plural]
        with call.session() as session:
            found, known = values(session, name, value_counts(session, name)), words(session)
        if call.json:
            emit_lines(shapes.used_value(each) for each in found)
        else:
            _table(name, found, known)

    return show


for _plural in LISTS:
    list_.add_command(_showing(_plural))


def _table(name: str, found: Sequence[Value], known: Words) -> None:
    beside = fields_of(name)[1:2]
    heads = ("name", "code", "open", "closed", "records", *(each.label.lower() for each in beside), "stands")
    cells: dict[str, Callable[[Value], str]] = {
        "cost": lambda each: money(each.cost, each.currency) if each.cost is not None else "",
        "owner": lambda each: each.owner or "",
    }
    rows = [
        (
            each.label,
            each.code if each.code != each.label else "",
            str(each.held("open")),
            str(each.held("closed")),
            str(each.held("account", "contact", "opportunity")),
            *(cells[one.name](each) for one in beside),
            standing(each, known),
        )
        for each in found
    ]
    table(heads, rows)


def standing(of: Value, known: Words) -> str:
    """Whether a value is offered, in a few words; empty where it is and nothing is odd about it."""
    if of.merged_into is not None:
        return f"counts as {known.label(of.list, of.merged_into)}"
    return "retired" if of.retired else ""


@list_.command("add")
@_LIST
@_VALUE
@click.argument("words", metavar="[FIELD=VALUE]...", nargs=-1)
@_OP_ID
@pass_call
def add(call: Call, name: str, value: str, words: Sequence[str], op_id: str | None) -> None:
    """Write NAME into a list; a campaign may have cost= and currency=, a territory owner=."""
    from leadtui.store import define_value

    given = {"label": value, **assigned(words, _EXAMPLE)}
    _write(call, lambda session: define_value(session, LISTS[name], given, op_id=op_id))


@list_.command("rename")
@_LIST
@_VALUE
@click.argument("label", metavar="NEW")
@_OP_ID
@_VERSION
@pass_call
def rename(call: Call, name: str, value: str, label: str, op_id: str | None, version: int | None) -> None:
    """Call NAME otherwise, on every record, open and closed; rules, filters and history stay as they are."""
    from leadtui.store import change_value

    said = {"label": label}
    _write(
        call, lambda session: change_value(session, LISTS[name], value, said, op_id=op_id, version=version)
    )


@list_.command("set")
@_LIST
@_VALUE
@click.argument("words", metavar="FIELD=VALUE...", nargs=-1, required=True)
@_OP_ID
@_VERSION
@pass_call
def set_(
    call: Call, name: str, value: str, words: Sequence[str], op_id: str | None, version: int | None
) -> None:
    """Say what a campaign costs (cost='1,200 EUR') or whose a territory is (owner=mia)."""
    from leadtui.store import change_value

    given = assigned(words, _EXAMPLE)
    _write(
        call, lambda session: change_value(session, LISTS[name], value, given, op_id=op_id, version=version)
    )


@list_.command("merge")
@_LIST
@_VALUE
@click.argument("into", metavar="INTO")
@_OP_ID
@pass_call
def merge(call: Call, name: str, value: str, into: str, op_id: str | None) -> None:
    """Have NAME count as INTO, on every record; of a team what is open goes over with its members."""
    from leadtui.store import merge_values

    _write(call, lambda session: merge_values(session, LISTS[name], value, into, op_id=op_id))


@list_.command("retire")
@_LIST
@_VALUE
@_OP_ID
@pass_call
def retire(call: Call, name: str, value: str, op_id: str | None) -> None:
    """Offer NAME no more; records that have it keep it."""
    from leadtui.store import retire_value

    _write(call, lambda session: retire_value(session, LISTS[name], value, op_id=op_id))


@list_.command("reinstate")
@_LIST
@_VALUE
@_OP_ID
@pass_call
def reinstate(call: Call, name: str, value: str, op_id: str | None) -> None:
    """Offer NAME again; one that was merged away, named by its code, is itself again."""
    from leadtui.store import reinstate_value

    _write(call, lambda session: reinstate_value(session, LISTS[name], value, op_id=op_id))


def _write(call: Call, write: "Callable[[Session], Result]") -> None:
    with call.session() as session:
        answer = write(session)
        if isinstance(answer, Done) and answer.kind == "user":  # a team has no number
            if call.json:
                emit_json({"team": True, "records": len(answer.events), "operation": answer.operation})
            else:
                emit_text(answer.sentence)
        else:
            settle(call, session, answer)
