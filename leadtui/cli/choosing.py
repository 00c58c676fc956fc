"""Which records a command is about: a view, a filter, a file of ids, one number."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from leadtui.cli.named import view_named
from leadtui.cli.typed import ids_in, split_id
from leadtui.domain.fields import Kind
from leadtui.domain.query import parse
from leadtui.domain.records import Record
from leadtui.domain.views import VIEW_OF, View, sort_of

if TYPE_CHECKING:
    from leadtui.store import Session

_CHUNK = 500  # records read at once


def chosen_view(kind: Kind, name: str | None, filter: str | None, sort: str | None) -> View:
    """The view that the options say.

    A filter alone runs over every record of the kind; without a filter, leads mean the open ones.
    """
    default = VIEW_OF[kind] if filter is not None or kind is not Kind.LEAD else "open"
    chosen = view_named(name or default, kind).narrowed(parse(filter, kind) if filter else None)
    return chosen if sort is None else chosen.sorted(sort_of(sort, kind))


def records_of(session: "Session", kind: Kind, ids: Sequence[int]) -> Iterator[Record]:
    """The records of these ids in their order, read in blocks so that memory stays level."""
    from leadtui.store import record_rows

    for start in range(0, len(ids), _CHUNK):
        block = ids[start : start + _CHUNK]
        found = record_rows(session, kind, block)
        yield from (found[number] for number in block if number in found)


@dataclass(frozen=True, slots=True)
class Many:
    """The options by which a command works on many records at once."""

    filter: str | None
    ids: str | None

    @property
    def asked(self) -> bool:
        """Whether many were asked for at all."""
        return self.filter is not None or self.ids is not None

    @property
    def source(self) -> str:
        """Which records, in words: the filter, or the file."""
        return f"filter {self.filter}" if self.filter is not None else f"file {self.ids}"

    def numbers(self, session: "Session", kind: Kind = Kind.LEAD) -> Sequence[int]:
        """The ids, in the order of the view or of the file."""
        from leadtui.store import view_ids

        if self.filter is not None and self.ids is not None:
            raise click.UsageError("--filter and --ids exclude each other.")
        if self.ids is not None:
            return ids_in(self.ids)
        return view_ids(session, chosen_view(kind, None, self.filter, None))

    def or_one(self, words: Sequence[str], version: int | None) -> tuple[int | None, Sequence[str]]:
        """The one number that was said, or None for many; and the words after it."""
        if not self.asked:
            return split_id(words)
        if version is not None:
            raise click.UsageError("--version names the version of one record, not of many.")
        return None, words


def nothing_more(words: Sequence[str]) -> None:
    """Stop at words that follow a number."""
    if words:
        raise click.UsageError(f"Unexpected word {words[0]!r}; for many leads use --filter or --ids.")


def many_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--filter`` and ``--ids``: handed over as one `Many`."""
    import functools

    @functools.wraps(command)
    def wrapped(*args: Any, filter: str | None, ids: str | None, **kwargs: Any) -> Any:
        return command(*args, many=Many(filter, ids), **kwargs)

    wrapped = click.option(
        "--ids",
        type=click.Path(allow_dash=True),
        metavar="FILE",
        help="All numbers in this file, one a line; - is stdin.",
    )(wrapped)
    return click.option("--filter", metavar="Q", help="All leads, open or closed, that this finds.")(wrapped)


def write_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--version`` and ``--op-id``, which each write of a record takes."""
    command = click.option(
        "--op-id", metavar="ID", help="Name of this write: repeating it with the same name happens once."
    )(command)
    return click.option(
        "--version",
        type=click.IntRange(1),
        metavar="N",
        help="Refuse (exit 5) a newer record than this version.",
    )(command)


def dry_run_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--dry-run``: what would come of each lead."""
    return click.option("--dry-run", is_flag=True, help="Say what would come of it, write nothing.")(command)
