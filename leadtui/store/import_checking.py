"""What goes with an import from batch to batch: the rows so far, and the records that any may look like.

A batch is checked before its turn to write comes, so that others write meanwhile; what they wrote is
looked at when the turn is there (`Known.as_of_now`). A dry run checks the same and writes nothing.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from time import monotonic
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from leadtui.domain.fields import Kind
from leadtui.domain.incoming import Act, Likeness, Rules
from leadtui.domain.match import MatchPolicy
from leadtui.domain.text import clean
from leadtui.store import import_matching as book
from leadtui.store.import_aside import Aside, Comparer, Here
from leadtui.store.import_comparing import Answer, Request, Setup, newcomers, same_ids
from leadtui.store.import_deciding import Deciding, Entry, Memory, without
from leadtui.store.import_meanwhile import Newcomers
from leadtui.store.import_rows import ImportRow
from leadtui.store.match_index import Ready
from leadtui.store.match_state import ref
from leadtui.store.match_values import COMPARED, Values
from leadtui.store.session import Session

if TYPE_CHECKING:
    from leadtui.matching.bulk_intake import Like

Choices = Mapping[int, Act]
_NO_CHOICES: Final[Choices] = MappingProxyType({})
_WAIT: Final = 0.02  # seconds of waiting that are none
_SHARE: Final = 0.25  # by so much this process makes more or less of what the index will hold


class Asked(NamedTuple):
    """What was asked of an import, beside the organisation's numbers; see `incoming.Rules`.

    Attributes:
        system: that wrote the file.
        aside: compare in another process: for files of many rows.
    """

    rules: Rules
    system: str = ""
    aside: bool = False


class Pending(NamedTuple):
    """A batch that is being compared."""

    rows: Sequence[tuple[int, ImportRow]]
    made: Sequence[Ready]
    answer: Callable[[], Answer]


class Known:
    """What is known while an import goes on; to be closed.

    Args:
        session: the store, outside of a transaction.
        kind: of the file's records.
        asked: how to decide; the numbers of its policy give way to the book's own.
        import_id: of one that goes on where it stopped; None stores nothing.

    Attributes:
        deciding: what decides on rows, and remembers what became of them.
    """

    def __init__(self, session: Session, kind: Kind, asked: Asked, import_id: int | None = None) -> None:
        own = book.stored_by(session, kind, import_id) if import_id is not None else frozenset[int]()
        self._kind = kind
        self._setup = Setup(kind, asked.system, import_id or 0, book.book_of(session, kind), own)
        self._comparer: Comparer = (Aside if asked.aside else Here)(session, self._setup)
        self._share = 0.0 if asked.aside else 1.0
        self._places = array("q")  # in the file, of the rows that were compared
        self._event = 0  # what was written later is not in the likenesses of rows yet
        self._others: frozenset[int] = frozenset()
        policy = self._setup.book.policy
        self.deciding = Deciding(kind, asked.rules._replace(policy=policy), own)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._comparer.close()

    @property
    def policy(self) -> MatchPolicy:
        """The book's numbers."""
        return self._setup.book.policy

    def memory(self) -> Memory:
        """What became of the rows so far, to `recall` where a batch comes to nothing."""
        return self.deciding.memory()

    def recall(self, kept: Memory) -> None:
        """Forget what became of rows since."""
        self.deciding.recall(kept)

    def check(
        self, session: Session, rows: Sequence[tuple[int, ImportRow]], choices: Choices = _NO_CHOICES
    ) -> list[Entry]:
        """The same as `begin` and `end` at once."""
        return self.end(self.begin(session, rows), choices)

    def begin(self, session: Session, rows: Sequence[tuple[int, ImportRow]]) -> Pending:
        """Have a batch compared with the book, with all rows before, and with itself.

        Args:
            session: the store, outside of a transaction.
            rows: with their places in the file, ascending.
        """
        self._places.extend(place for place, _ in rows)
        values = [self._values(row) for _, row in rows]
        mine = round(len(rows) * self._share)
        made = book.ready_rows(session, self._kind, values[:mine])
        ids = [_its_id(row) for _, row in rows]
        return Pending(rows, made, self._comparer.ask(Request(made, values[mine:], ids)))

    def end(self, pending: Pending, choices: Choices = _NO_CHOICES) -> list[Entry]:
        """Wait for what the rows of a batch look like; one batch after the other.

        Args:
            pending: the batch.
            choices: what a person chose for rows, by their lines.
        """
        began = monotonic()
        answer = pending.answer()
        waited = monotonic() - began
        if isinstance(self._comparer, Aside):
            # Whoever is ahead of the other takes more of the work that both can do.
            self._share = min(max(self._share + (_SHARE if waited > _WAIT else -_SHARE), 0.0), 1.0)
        self._event, self._others = answer.event, answer.others
        made = [*pending.made, *answer.ready]
        return [
            Entry(
                place,
                row,
                one,
                _merged(map(self._likeness, likes), answer.same.get(_its_id(row))),
                choices.get(row.line),
            )
            for (place, row), one, likes in zip(pending.rows, made, answer.likes, strict=True)
        ]

    def as_of_now(self, session: Session, entries: Sequence[Entry]) -> list[Entry]:
        """The rows of the last batch with what they look like by now, in the transaction that stores them."""
        later = book.written_since(session, self._event, self._setup.import_id)
        if not later:
            return list(entries)
        others = self._others | newcomers(self._setup, later)
        fresh = Newcomers(session, later, self._setup.book.model, self.policy)
        same = same_ids(session, self._setup, others, [_its_id(entry.row) for entry in entries])
        return [
            replace(entry, likes=_merged((*entry.likes, *fresh.like(entry)), same.get(_its_id(entry.row))))
            for entry in without(entries, later)
        ]

    def _likeness(self, like: "Like") -> Likeness:
        if like.record >= 0:
            return Likeness(ref(like.record), like.probability, sure=like.sure)
        return Likeness(None, like.probability, self._places[like.row], like.sure)

    def _values(self, row: ImportRow) -> Values:
        """What is compared of a row, as its columns will hold it."""
        cells = row.values
        return {
            name: (clean(value) or None) if isinstance(value := cells[name], str) else value
            for name in COMPARED[self._kind]
            if name in cells
        }


def _its_id(row: ImportRow) -> str:
    id = row.values.get("external_id")
    return clean(id) if isinstance(id, str) else ""


def _merged(likes: Iterable[Likeness], same: int | None) -> tuple[Likeness, ...]:
    """The likenesses, and that one record has the row's own id."""
    made = tuple(likes)
    if same is None:
        return made
    its = ref(same)
    marked = tuple(like._replace(same_id=like.ref == its) for like in made)
    return marked if any(like.same_id for like in marked) else (*marked, Likeness(its, 0.0, same_id=True))
