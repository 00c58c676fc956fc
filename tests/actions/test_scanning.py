"""The scan of a whole book finds what writes keep, may be stopped, and leaves others alone meanwhile."""

import random
from collections.abc import Callable

import pytest
from colleagues import joined

from leadtui import store
from leadtui.actions.scanning import ScanProgress, scan
from leadtui.domain.fields import Kind
from leadtui.domain.match import Verdict
from leadtui.domain.results import Done, Result
from leadtui.store import Session, open_session, rebuilding

FIRST = ("Ana", "Anna", "Otto", "Liz", "Elizabeth", "Jim", "James", "Mia", "Yuki", "Olu")
LAST = ("Pereira", "Perreira", "Lindqvist", "Lindquist", "Smith", "Smyth", "Tanaka", "Adeyemi")
FIRMS = ("Northwind Lda", "Northwind", "Fabrikam Ltd", "Fabricam", "Contoso", "Tailspin Toys Inc", None)
TOWNS = ("Porto", "Lund", "Bath", None)

Pairs = dict[tuple[int, int], tuple[int, int]]


@pytest.fixture
def session(store: Session) -> Session:
    return store


def done(answer: Result) -> Done:
    assert isinstance(answer, Done), answer
    return answer


def lead(session: Session, **values: object) -> int:
    return done(store.create(session, Kind.LEAD, values)).id


def drawn(dice: random.Random) -> dict[str, object]:
    first, last, firm = dice.choice(FIRST), dice.choice(LAST), dice.choice(FIRMS)
    number = f"+351 21 555 {dice.randrange(40):04d}"
    mail = f"{first}.{last}{dice.randrange(3)}@{(firm or 'gmail').split()[0]}.example".lower()
    values = {
        "first_name": first,
        "last_name": last,
        "company": firm,
        "phone": number if dice.random() < 0.5 else None,
        "email": mail if dice.random() < 0.6 else None,
        "city": dice.choice(TOWNS),
    }
    return {name: value for name, value in values.items() if value}


def filled(session: Session, count: int, seed: int = 3) -> None:
    dice = random.Random(seed)
    rows = [store.ImportRow(line, drawn(dice)) for line in range(count)]
    begun = store.start_import(session, "drawn", str(seed), Kind.LEAD, {})
    store.import_batch(session, begun.id, rows, count)
    done(store.create(session, Kind.ACCOUNT, {"name": "Northwind", "phone": "+351 21 555 0001"}))
    done(store.create(session, Kind.ACCOUNT, {"name": "Northwind Lda", "phone": "+351 21 555 0001"}))
    account = done(store.create(session, Kind.ACCOUNT, {"name": "Contoso"})).id
    for _ in range(2):
        contact = {"first_name": "Ana", "last_name": "Pereira", "account": account}
        done(store.create(session, Kind.CONTACT, contact))


def kept(session: Session) -> Pairs:
    rows = session.sql("SELECT record, other, probability, decided FROM match_pair")
    return {(one, other): (p, decided) for one, other, p, decided in rows}


def renewed(session: Session) -> Pairs:
    """The pairs as each record's own check makes them now."""
    with session.transaction():
        session.sql("DELETE FROM match_pair")
        rebuilding.start_pairs(session)
    store.rebuild_matches(session)
    return kept(session)


def forgotten(session: Session) -> None:
    with session.transaction():
        session.sql("DELETE FROM match_pair")


def test_it_finds_the_pairs_that_writes_keep(session: Session) -> None:
    filled(session, 150)
    one_by_one = renewed(session)
    forgotten(session)
    summary = scan(session)
    found = kept(session)
    least = round(store.match_policy(session).warn * 1_000_000)
    clear = {pair for pair, (p, _) in (one_by_one | found).items() if abs(p - least) > 10_000}
    assert len(clear) > 40
    assert found.keys() & clear == one_by_one.keys() & clear
    assert all(abs(found[pair][0] - one_by_one[pair][0]) < 2_000 for pair in clear)
    assert (summary.records, 2 * summary.pairs, summary.changed) == (155, len(found), len(found))


def test_a_second_scan_changes_nothing_and_mends_what_is_wrong(session: Session) -> None:
    filled(session, 60)
    scan(session)
    right = kept(session)
    assert scan(session).changed == 0
    (pair, *_, other) = right
    with session.transaction():
        session.sql("DELETE FROM match_pair WHERE record = ? AND other = ?", pair)
        session.sql("UPDATE match_pair SET probability = 1 WHERE record = ? AND other = ?", other)
        session.sql("INSERT INTO match_pair VALUES (?, ?, 999999, 0)", [40_000, 40_004])
    assert scan(session).changed == 3
    assert kept(session) == right


def test_an_empty_book_has_no_pairs(session: Session) -> None:
    assert scan(session).pairs == 0


class Stop(Exception):
    pass


@pytest.mark.parametrize("phase", ["Building keys", "Reading records", "Weighing pairs", "Writing pairs"])
def test_it_may_be_stopped_anywhere_and_run_again(session: Session, phase: str) -> None:
    filled(session, 60)
    scan(session)
    whole = kept(session)
    forgotten(session)
    if phase == "Building keys":
        with session.transaction():
            session.sql("UPDATE meta SET value = '0' WHERE key = 'match_version'")

    def stop(progress: ScanProgress) -> None:
        if progress.phase == phase:
            raise Stop

    with pytest.raises(Stop):
        scan(session, stop)
    with session.transaction():  # the session is of use
        assert session.sql("SELECT count(*) FROM lead") == [(60,)]
    scan(session)
    assert kept(session) == whole != {}
    assert not store.matches_due(session)


def test_what_was_decided_stays_decided(session: Session) -> None:
    one = lead(session, first_name="Ana", last_name="Pereira", email="ana@northwind.example")
    other = lead(session, first_name="Ana", last_name="Pereira", email="ana@northwind.example")
    done(store.decide(session, (Kind.LEAD, one), (Kind.LEAD, other), Verdict.DIFFERENT, "twins"))
    forgotten(session)
    scan(session)
    assert {decided for _, decided in kept(session).values()} == {1}
    assert len(kept(session)) == 2
    assert store.pairs(session, 10) == []


@pytest.mark.parametrize("phase", ["Reading records", "Weighing pairs", "Writing pairs"])
def test_others_write_meanwhile_and_their_pairs_are_theirs(session: Session, target: str, phase: str) -> None:
    filled(session, 80)
    forgotten(session)
    written: list[int] = []

    def write(other: Session) -> Callable[[ScanProgress], None]:
        def told(progress: ScanProgress) -> None:
            if progress.phase != phase or written:
                return
            first, second = store.lead(other, 1), store.lead(other, 2)
            assert first is not None
            assert second is not None
            same = {"first_name": "Zeno", "last_name": "Quist", "email": "zeno@quist.example"}
            done(store.edit(other, Kind.LEAD, 1, {**same, "company": "Quist", "phone": None, "city": None}))
            written.append(lead(other, **same))

        return told

    with joined(target, "bo") as other:
        scan(session, write(other))
    numbers = {1 * 4, written[0] * 4}
    theirs = {pair: p for pair, p in kept(session).items() if numbers & set(pair)}
    assert set(theirs) == {(4, written[0] * 4), (written[0] * 4, 4)}
    rest = {pair for pair in kept(session) if not numbers & set(pair)}
    again = renewed(session)
    assert theirs.keys() <= again.keys()
    clear = {pair for pair, (p, _) in again.items() if p > 510_000 and not numbers & set(pair)}
    assert clear <= rest


# While it weighs; after the first portion was written; after the last one, of two.
@pytest.mark.parametrize(
    ("phase", "call"), [("Weighing pairs", 1), ("Writing pairs", 1), ("Writing pairs", 2)]
)
@pytest.mark.parametrize("rules", [{"warn": 0.8}, {"evidence": ["name", "company", "phone"]}])
def test_other_rules_meanwhile_leave_the_pairs_due(
    session: Session, target: str, phase: str, call: int, rules: dict[str, object]
) -> None:
    filled(session, 80)
    before = kept(session)
    changed: list[Pairs] = []
    calls = 0

    def change(progress: ScanProgress) -> None:
        nonlocal calls
        calls += progress.phase == phase
        if calls == call and not changed:
            changed.append(kept(session) if phase == "Writing pairs" else before)
            done(store.set_match_policy(other, rules))

    with open_session(target, user="ada", login="ada") as other:
        summary = scan(session, change)
    assert not summary.whole
    assert "scan again" in summary.sentence
    assert kept(session) == changed[0]  # nothing more was written by the rules of before
    assert store.matches_due(session)
    store.rebuild_matches(session)
    by_the_new = kept(session)
    assert renewed(session) == by_the_new != before
    assert scan(session).whole
    assert not store.matches_due(session)


def test_a_scan_mends_what_is_marked_as_decided(session: Session) -> None:
    one, other, third = (lead(session, last_name="Pereira", email="ana@northwind.example") for _ in range(3))
    done(store.decide(session, (Kind.LEAD, one), (Kind.LEAD, other), Verdict.DIFFERENT))
    right = kept(session)
    assert sorted(decided for _, decided in right.values()) == [0, 0, 0, 0, 1, 1]
    scan(session)
    right = kept(session)
    with session.transaction():
        session.sql("UPDATE match_pair SET decided = 1 - decided WHERE record <> ?", [third * 4])
    assert scan(session).changed == 4
    assert kept(session) == right
