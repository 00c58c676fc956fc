"""The model's numbers learned from the book itself, without labels; until then the shipped ones hold."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leadtui.store import rebuilding
from leadtui.store.match_lookup import TOTAL
from leadtui.store.match_state import KINDS, MODEL, put
from leadtui.store.session import Session

if TYPE_CHECKING:
    from leadtui.matching import Facts, Model

MOST = 100_000  # records that are learned from
LEAST = 2_000  # below that the shipped numbers are better than what could be learned
_PORTION = 5_000


def refit(session: Session, *, most: int = MOST) -> "Model | None":
    """Learn the model anew from the book's records, and have every pair weighed again by it.

    Seconds of work, most of it outside of any transaction; for after a large import, or a scan.

    Args:
        session: the store, outside of a transaction.
        most: at most about so many records are looked at; of a larger book whole firms and families.

    Returns:
        The model that holds now; None where the book is too small to learn from.
    """
    from leadtui.matching.fitting import fit

    records = _records(session, most)
    if len(records) < LEAST:
        return None
    model = fit(records)
    with session.transaction():
        put(session, MODEL, model.to_json())
        rebuilding.start_pairs(session)
    return model


def _records(session: Session, most: int) -> "list[Facts]":
    from leadtui.matching.fold import hash48

    rows = session.sql("SELECT count FROM match_count WHERE key = ?", [TOTAL])
    share = max(1, -(-(rows[0][0] if rows else 0) // most))
    # A thinned sample would have no partners left: whoever shares the firm, else the last name, stays.
    return [
        facts
        for facts in _all(session)
        if share == 1 or hash48(facts.company or facts.last or facts.email) % share == 0
    ]


def _all(session: Session) -> "Iterator[Facts]":
    """The facts of all people and companies, as this program writes them."""
    from leadtui.matching import VERSION, unpack

    last = 0
    while rows := session.sql(
        "SELECT record, facts FROM match_record WHERE record > ? AND version = ? ORDER BY record LIMIT ?",
        [last, VERSION, _PORTION],
    ):
        last = rows[-1][0]
        yield from (unpack(text) for record, text in rows if KINDS[record % 4] != "opportunity")
