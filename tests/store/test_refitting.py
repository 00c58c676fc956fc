"""The model's numbers learned from the book itself, and index rows that were made elsewhere."""

from first_book import people
from making import READY, a_lead

from leadtui.domain.fields import Kind
from leadtui.domain.results import Done
from leadtui.matching import SHIPPED, facts, pack
from leadtui.store import Session, duplicates_of, matches_due, refit, refitting
from leadtui.store.match_index import Ready, ready
from leadtui.store.match_pairs import write
from leadtui.store.match_state import code, state
from leadtui.store.operation import Op
from leadtui.store.writing import command


def entered(store: Session, rows: list, made: list[Ready] | None = None, *, check: bool = True) -> range:
    found: list[range] = []

    def work(op: Op) -> Done:
        found[:] = [op.insert_columns(Kind.LEAD, rows, "import", ready=made, check=check)]
        if not check:
            numbers = [code(Kind.LEAD, id) for id in found[0]]
            write(store, [(numbers[0], numbers[1], 990_000, False)])
        return Done(op.id, "lead", 0, 0)

    command(store, "import", work)
    return found[0]


def test_a_small_book_keeps_the_shipped_numbers(store: Session) -> None:
    a_lead(store)
    assert refit(store) is None
    assert state(store).model == SHIPPED


def test_a_book_is_learned_from_and_every_pair_weighed_again(store: Session, monkeypatch) -> None:
    monkeypatch.setattr(refitting, "LEAST", 200)
    entered(store, people(300), check=False)
    model = refit(store)
    assert model is not None
    assert model != SHIPPED
    assert state(store).model == model
    assert matches_due(store)
    monkeypatch.setattr(refitting, "LEAST", 0)
    assert refit(store, most=100) is not None  # of some firms alone


def test_index_rows_made_elsewhere_are_as_good(store: Session) -> None:
    rows = [READY, {**READY, "email": "ana.p@northwind.example"}]
    made = [ready(each, pack(each)) for each in (facts("lead", row) for row in rows)]
    elsewhere, here = entered(store, rows, made), entered(store, rows)
    for table in ("match_key", "match_record"):
        of = {
            id: store.sql(f"SELECT * FROM {table} WHERE record = ? ORDER BY 1", [code(Kind.LEAD, id)])
            for id in (*elsewhere, *here)
        }
        assert len(of[elsewhere[0]]) == len(of[here[0]]) > 0
    assert len(duplicates_of(store, Kind.LEAD, elsewhere[0]).open) == 3
    assert store.sql("SELECT count(*) FROM match_pair") == [(12,)]


def test_rows_that_were_checked_elsewhere_get_just_the_pairs_that_are_given(store: Session) -> None:
    first, second = entered(store, [READY, READY], check=False)
    numbers = [code(Kind.LEAD, id) for id in (first, second)]
    assert store.sql("SELECT record, other, probability, decided FROM match_pair ORDER BY record") == [
        (numbers[0], numbers[1], 990_000, 0),
        (numbers[1], numbers[0], 990_000, 0),
    ]
