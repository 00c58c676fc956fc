"""The duplicate desk: a record whole and what looks the same, side by side."""

from collections.abc import Mapping

from leadtui.domain.access import Reader
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.match import Desk, Match, Side
from leadtui.domain.records import RECORDS, Activity, Brief, Record
from leadtui.store.briefs import seen_by
from leadtui.store.details import qualifications
from leadtui.store.duplicates import alike, asked, veiled
from leadtui.store.errors import NotFound
from leadtui.store.reads import record as record_of
from leadtui.store.reads import record_rows
from leadtui.store.rights import reader
from leadtui.store.session import Session
from leadtui.store.timelines import last_activity


def desk(session: Session, kind: Kind, record: int | Mapping[str, object]) -> Desk | None:
    """A record and what looks the same; None where it is not there.

    ``record`` is as `duplicates_of` takes it; of one that is only being typed ``here.record`` is made
    of its values.
    """
    with session.reading():
        return _desk(session, kind, record)


def _desk(session: Session, kind: Kind, record: int | Mapping[str, object]) -> Desk | None:
    try:
        about = asked(session, kind, record)
    except NotFound:
        return None
    here = _typed(kind, record) if isinstance(record, Mapping) else record_of(session, kind, record)
    if here is None:
        return None
    found = alike(session, about)
    records = _records(session, [match for match in found.matches if match.readable])
    looking = reader(session)
    others = tuple(_side(session, match, records.get(match.ref), looking) for match in found.matches)
    return Desk(kind, Side(here, None, *_life(session, kind, about.id, looking)), others, found.colleagues)


def _typed(kind: Kind, values: Mapping[str, object]) -> Record:
    known = {name: value for name, value in values.items() if name in BY_NAME[kind]}
    return RECORDS[kind](**known)  # pyright: ignore[reportArgumentType]


def _records(session: Session, matches: list[Match]) -> dict[tuple[Kind, int], Record]:
    found: dict[tuple[Kind, int], Record] = {}
    for kind in dict.fromkeys(match.brief.kind for match in matches):
        ids = [match.brief.id for match in matches if match.brief.kind is kind]
        found.update(((kind, id), each) for id, each in record_rows(session, kind, ids).items())
    return found


def _side(session: Session, match: Match, record: Record | None, looking: Reader) -> Side:
    life = _life(session, *match.ref, looking) if record is not None else (None, ())
    return Side(record, match, *life)


def _life(
    session: Session, kind: Kind, id: int | None, looking: Reader
) -> tuple[Activity | None, tuple[Brief, ...]]:
    """Its latest activity, and of a lead what it became in its latest life, veiled where it has to be."""
    if id is None:
        return None, ()
    became: tuple[Brief, ...] = ()
    if kind is Kind.LEAD and (lives := qualifications(session, id)):
        made = (lives[0].account, lives[0].contact, *lives[0].opportunities)
        became = tuple(each if seen_by(looking, each) else veiled(each) for each in made if each is not None)
    return last_activity(session, kind, id), became
