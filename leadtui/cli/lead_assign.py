"""``leadtui lead claim|read`` and ``lead assign --by-rules``: whose a lead is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from leadtui.cli.call import Call, say
from leadtui.cli.choosing import Many, many_options
from leadtui.cli.many import Wanted, asked_of, write_many
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.outcome import refused, settle
from leadtui.cli.output import emit, emit_json
from leadtui.domain.bulk import Act
from leadtui.domain.results import Exit
from leadtui.domain.text import clean, plural
from leadtui.domain.views import VIEWS

if TYPE_CHECKING:
    from leadtui.store import Proposal, Session


@click.command(cls=BookCommand, short_help="Take a lead of your team's queue, or one that nobody owns.")
@click.argument("words", metavar="[ID]", nargs=-1)
@many_options
@click.option("--op-id", metavar="ID", help="Name of this write: repeating it happens once.")
@pass_call
def claim(call: Call, words: Sequence[str], many: Many, op_id: str | None) -> int | None:
    """Take a lead for yourself: one of your team's queue, or one that nobody owns; or many of them."""
    from leadtui import store

    one, rest = many.or_one(words, None)
    if rest:
        raise click.UsageError("Say one number; for many use --filter or --ids.")
    with call.session() as session:
        if one is not None:
            settle(call, session, store.claim(session, one, op_id=op_id))
            return None

        return write_many(call, session, asked_of(Act.CLAIM), many, Wanted(op_id))


@click.command(cls=BookCommand, short_help="Say that you have read a lead handed to you.")
@click.argument("numbers", metavar="ID...", nargs=-1, required=True, type=int)
@pass_call
def read(call: Call, numbers: Sequence[int]) -> None:
    """Say that you have read leads handed to you: unread no more, as when you open them on screen."""
    from leadtui.store import read_lead

    with call.session() as session:
        found = [number for number in numbers if read_lead(session, number)]
    if call.json:
        emit_json({"read": found})
    else:
        say(f"{plural(len(found), 'lead was', 'leads were')} unread.")


def by_rules(
    call: Call,
    session: "Session",
    words: Sequence[str],
    many: Many,
    op_id: str | None,
    *,
    anew: bool,
    dry: bool,
) -> int | None:
    """``lead assign --by-rules``: one lead, many, or all that nobody owns."""
    from leadtui import store

    if not words and not many.asked:
        many = Many(VIEWS["unassigned"].filter, None)
    one, rest = many.or_one(words, None)
    if rest:
        raise click.UsageError("--by-rules says itself who gets the lead: leave the owner out.")
    if dry:
        ids = many.numbers(session) if one is None else [one]
        return _told(call, session, store.propose(session, ids, anew=anew))
    if one is not None:
        settle(call, session, store.assign_by_rules(session, one, anew=anew, op_id=op_id))
        return None
    asked = asked_of(Act.ASSIGN, rules=True, anew=anew or None)
    return write_many(call, session, asked, many, Wanted(op_id))


def _told(call: Call, session: "Session", found: "Sequence[Proposal]") -> int:
    """What the rules would do, a lead a line, and how many each would get."""
    from leadtui.store import owner_titles

    people, counts = owner_titles(session), dict[str, int]()
    for each in found:
        no = each.refusal
        if no is None:
            counts[each.owner] = counts.get(each.owner, 0) + 1
        if call.json:
            emit_json(_shape(each))
        elif no is None:
            to = clean(people.get(each.owner, each.owner))
            emit(f"{each.lead}\t{clean(each.title)}\t→ {to}, by rule “{clean(each.label)}”")
        else:
            emit(f"{each.lead}\t{clean(each.title)}\t{clean(no.sentence)} {refused(no).fix}")
    total = sum(counts.values())
    share = ", ".join(f"{clean(people.get(key, key))} {count:,}" for key, count in sorted(counts.items()))
    say(f"{plural(total, 'lead')} of {len(found):,} would be assigned{f': {share}' if share else ''}.")
    return int(Exit.DONE)


def _shape(of: "Proposal") -> dict[str, object]:
    no = of.refusal
    return {
        "id": of.lead,
        "owner": of.owner or None,
        "rule": of.rule or None,
        "code": no.code if no else None,
        "message": f"{no.sentence} {refused(no).fix}".strip() if no else None,
    }
