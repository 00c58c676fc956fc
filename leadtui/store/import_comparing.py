"""The comparing of an import: rows against the book, against the rows before them, and each other.

It knows all rows so far and all records that any may look like, so it takes memory, and it takes longer
than to store them: of a large file another process does it (`import_aside`).
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from leadtui.domain.fields import Kind
from leadtui.store import import_matching as book
from leadtui.store.match_index import Ready
from leadtui.store.match_state import code, ref
from leadtui.store.match_values import Values
from leadtui.store.session import Session

if TYPE_CHECKING:
    from leadtui.matching.bulk_intake import Like


class Setup(NamedTuple):
    """What an import is about.

    Attributes:
        kind: of the file's records.
        system: that wrote the file; empty where its ids are not known.
        import_id: its number, 0 of a dry run.
        book: as it was before the first row.
        own: numbers of the records that an earlier run of it stored.
    """

    kind: Kind
    system: str
    import_id: int
    book: book.Book
    own: frozenset[int]


class Request(NamedTuple):
    """Rows to be compared.

    Attributes:
        made: what the index will hold of the first rows.
        values: what is compared of the others, to make the same of them.
        ids: of the rows in the system that wrote the file.
    """

    made: Sequence[Ready]
    values: Sequence[Values]
    ids: Sequence[str]


class Answer(NamedTuple):
    """What was found.

    Attributes:
        event: id of the last event that it knows of.
        ready: what the index will hold of the rows whose values came.
        likes: what each row looks like: records, and earlier rows of all that were compared, from 0 on.
        same: numbers of the records that have rows' ids, by the ids.
        others: numbers of records of the file's kind that others entered since the import began.
    """

    event: int
    ready: Sequence[Ready]
    likes: "Sequence[Sequence[Like]]"
    same: Mapping[str, int]
    others: frozenset[int]


class Comparing:
    """Compares batch after batch.

    Args:
        session: the store, for reading.
        setup: what the import is about.
    """

    def __init__(self, session: Session, setup: Setup) -> None:
        from leadtui.matching.bulk_intake import Intake  # numpy

        self._session = session
        self._setup = setup
        self._rows = 0
        self._others: set[int] = set()
        self._event = setup.book.event
        policy = setup.book.policy
        read = partial(book.facts_by_number, session)
        self._intake = Intake(setup.book.model, policy.evidence, policy.warn, setup.book.records, read)

    def compare(self, request: Request) -> Answer:
        """What the rows look like."""
        self._follow()
        ready = book.ready_rows(self._session, self._setup.kind, request.values)
        made = [*request.made, *ready]
        first = self._rows
        self._rows += len(made)
        found = self._weigh(made)
        same = same_ids(self._session, self._setup, self._others, request.ids)
        likes = [found.get(row, ()) for row in range(first, self._rows)]
        return Answer(self._event, ready, likes, same, frozenset(self._others))

    def _follow(self) -> None:
        """Take in what others wrote since the last batch: what is read from here on has it."""
        setup = self._setup
        event = book.last_event(self._session)
        later = book.written_since(self._session, self._event, setup.import_id)
        self._others |= newcomers(setup, later)
        self._intake.forget(later)
        self._event = event

    def _weigh(self, rows: Sequence[Ready]) -> "Mapping[int, list[Like]]":
        if not rows:
            return {}
        intake, session, setup = self._intake, self._session, self._setup
        wanted = intake.begin(
            [one.text for one in rows], [one.keys for one in rows], [one.votes for one in rows]
        )
        uncounted = intake.postings(
            book.postings(session, setup.kind, setup.book.first, wanted, sorted(self._others))
        )
        intake.count(book.counts_by_key(session, uncounted))
        return intake.weigh()


def newcomers(setup: Setup, numbers: set[int]) -> set[int]:
    """Those of the records that came in among the import's own: of its kind, and no older than it."""
    first = code(setup.kind, setup.book.first)
    return {each for each in numbers if each >= first and ref(each)[0] is setup.kind}


def same_ids(
    session: Session, setup: Setup, others: set[int] | frozenset[int], ids: Sequence[str]
) -> dict[str, int]:
    """Numbers of the records that have those ids in the file's system; not what rows of it became."""
    found = book.by_external_id(session, setup.kind, setup.system, {id for id in ids if id})
    first = code(setup.kind, setup.book.first)
    return {
        id: number
        for id, number in found.items()
        if number not in setup.own and (number < first or number in others)
    }
