"""``leadtui duplicates``: the whole book scanned, pairs decided, groups, the index and its rules."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from leadtui.cli import shapes
from leadtui.cli.call import Call, say
from leadtui.cli.failure import usage
from leadtui.cli.options import BookGroup, pass_call
from leadtui.cli.outcome import must, settle
from leadtui.cli.output import emit, emit_json, emit_lines, table
from leadtui.cli.progress import Line, line_on_stderr
from leadtui.domain.fields import Kind
from leadtui.domain.match import Cluster, MatchPolicy, Pair, Ref, Verdict, percent
from leadtui.domain.match_policy import policy_values
from leadtui.domain.results import Refusal
from leadtui.domain.text import plural

if TYPE_CHECKING:
    from leadtui.store import Session

_PAGE = 1000  # pairs or groups in memory at a time
_KINDS = (Kind.LEAD, Kind.CONTACT, Kind.ACCOUNT, Kind.OPPORTUNITY)


@click.group("duplicates", cls=BookGroup)
def duplicates_() -> None:
    """What looks the same in the book: found, decided, and by which rules."""


@duplicates_.command("scan")
@click.option("--limit", type=click.IntRange(0), metavar="N", help="At most so many pairs.")
@click.option("--learn", is_flag=True, help="First learn the numbers to weigh by from this book itself.")
@pass_call
def scan_(call: Call, limit: int | None, learn: bool) -> None:
    """Compare all records with each other and list the pairs that look the same and are not decided.

    Lists, plans and the groups go by what a scan finds; what is written later keeps itself right. Others
    go on working meanwhile. Exit codes: 0 done, 6 the database cannot be written.
    """
    # Numeric libraries start threads for what is not used here; with one thread a second process helps.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from leadtui.actions.scanning import scan

    with call.session() as session, line_on_stderr() as line:
        summary = scan(session, lambda progress: line.show(progress.sentence), learn=learn)
        line.end()
        listed = 0

        def found() -> Iterator[Pair]:
            nonlocal listed
            for pair in islice(_pairs(session), limit):
                listed += 1
                yield pair

        if call.json:
            emit_lines(shapes.pair_of(each) for each in found())
        else:
            table(("a", "b", "likely", "names", "why"), (_pair_row(each) for each in found()))
    say(summary.told(listed, limited=listed == limit))


def _pairs(session: "Session") -> Iterator[Pair]:
    from leadtui.store import pairs

    last = None
    while page := pairs(session, _PAGE, last):
        yield from page
        last = page[-1]


def _pair_row(of: Pair) -> tuple[str, ...]:
    names = " = ".join(each.title or f"(of {each.owner}, not for you to read)" for each in (of.a, of.b))
    why = ", ".join(reason.said for reason in of.reasons)
    return (_named(of.a.kind, of.a.id), _named(of.b.kind, of.b.id), percent(of.probability), names, why)


def _named(kind: Kind, number: int) -> str:
    return f"{kind}:{number}"


@duplicates_.command("decide")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option(
    "--verdict",
    type=click.Choice(("different", "kept", "none")),
    required=True,
    help="different: two; kept: perhaps one, both stay; none: take it back.",
)
@click.option("--reason", metavar="TEXT", default="", help="Why, kept with the decision.")
@click.option("--op-id", metavar="ID", help="A name for this very command: a retry with it happens once.")
@pass_call
def decide_(call: Call, a: str, b: str, verdict: str, reason: str, op_id: str | None) -> None:
    """Say what a pair is; it holds until something compared of either changes.

    A and B are numbers of leads, or KIND:NUMBER such as contact:3. Exit codes: 0 done, 2 no such
    reference, 3 refused (a record and itself, nothing to take back), 4 no such record.
    """
    from leadtui.store import decide

    one, other = _ref(a), _ref(b)
    said = None if verdict == "none" else Verdict(verdict)
    with call.session() as session:
        settle(call, session, decide(session, one, other, said, reason, op_id=op_id))


def _ref(text: str) -> Ref:
    kind, colon, number = text.rpartition(":")
    named = kind if colon else Kind.LEAD
    if named not in _KINDS or not number.isascii() or not number.isdigit():
        kinds = ", ".join(_KINDS)
        raise usage("reference", f"{text[:40]!r} names no record.", f"Say 12 or KIND:12; kinds: {kinds}.")
    return Kind(named), int(number)


@duplicates_.command("clusters")
@click.option("--limit", type=click.IntRange(0), metavar="N", help="At most so many.")
@pass_call
def clusters_(call: Call, limit: int | None) -> None:
    """Groups of records that are likely one and the same, as the last scan and the writes since left them."""
    with call.session() as session:
        found = islice(_clusters(session), limit)
        if call.json:
            emit_lines(shapes.cluster(each) for each in found)
        else:
            table(("records", "weakest", "names"), (_cluster_row(each) for each in found))


def _clusters(session: "Session") -> Iterator[Cluster]:
    from leadtui.store import clusters

    last = None
    while page := clusters(session, _PAGE, last):
        yield from page
        last = page[-1]


def _cluster_row(of: Cluster) -> tuple[str, ...]:
    records = " ".join(_named(each.kind, each.id) for each in of.members)
    names = dict.fromkeys(each.title or f"(of {each.owner})" for each in of.members)
    return (records, percent(of.weakest), ", ".join(names))


@duplicates_.command("rebuild")
@pass_call
def rebuild_(call: Call) -> None:
    """Build what is missing of the index, after an upgrade; a stopped one goes on where it was.

    Checks work meanwhile. Exit codes: 0 done, also where nothing was missing, 6 the database cannot be
    written.
    """
    from leadtui.store import rebuild_matches

    with call.session() as session, line_on_stderr() as line:
        gone = rebuild_matches(session, lambda done, total: _of_all(line, done, total))
    if call.json:
        emit_json({"records": gone})
    else:
        # Each once for its keys and once for its pairs, as far as these were missing.
        emit(f"{plural(gone, 'record')} indexed or compared." if gone else "The index is whole.")


def _of_all(line: Line, done: int, total: int) -> None:
    line.show(f"{done / max(total, 1):4.0%}  {done:,} of {total:,}")


@duplicates_.group("policy", cls=BookGroup)
def policy_() -> None:
    """The organisation's numbers: what blocks, warns and is similar, and what takes part."""


@policy_.command("show")
@pass_call
def show_(call: Call) -> None:
    """The rules in force, as TOML that ``apply`` takes."""
    from leadtui.store import match_policy

    with call.session() as session:
        _show(call, match_policy(session))


def _show(call: Call, policy: MatchPolicy) -> None:
    if call.json:
        emit_json(policy_values(policy))
        return
    for name, value in policy_values(policy).items():
        if name != "scopes":
            emit(f"{name} = {_toml(value)}")
    emit("\n[scopes]  # role = all, team or own: whose records it may read; apply changes only who is named")
    for role, scope in sorted(policy.scopes.items()):
        emit(f"{role} = {_toml(str(scope))}")


def _toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, cast('list[object]', value)))}]"
    return f"{value:g}" if isinstance(value, float) else f'"{value}"'


@policy_.command("apply")
@click.argument("file", type=click.Path(path_type=Path))
@pass_call
def apply_(call: Call, file: Path) -> None:
    """Put the rules of a TOML file in force; what it leaves out is as shipped.

    A role that it does not name under scopes keeps what it reads. Exit codes: 0 done, 1 the file cannot be
    read, 2 it is no TOML or a setting is not known or out of range (nothing is changed then).
    """
    from leadtui.domain.policy import parse
    from leadtui.store import match_policy, set_match_policy

    try:
        values = parse(file.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise usage("policy", f"{file} is no TOML: {error}.", "leadtui duplicates policy show writes one.")
    if isinstance(values, tuple):
        raise usage("policy", f"{file}, line {values[0].line}: {values[0].sentence}", values[0].fix)
    with call.session() as session:
        answer = set_match_policy(session, values)
        if isinstance(answer, Refusal) and answer.code == "policy":
            raise usage("policy", f"{file}: {answer.sentence}", answer.fix)
        must(answer)
        _show(call, match_policy(session))
