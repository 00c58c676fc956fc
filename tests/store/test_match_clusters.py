"""The pairs of the book as lists to work through; kept by every write."""

import pytest
from first_book import people
from making import READY, a_lead, done

from leadtui.domain.fields import Kind
from leadtui.domain.match import Cluster, Verdict
from leadtui.store import (
    Session,
    clusters,
    create,
    decide,
    disqualify,
    edit,
    groups,
    pairs,
    rebuild_matches,
    set_match_policy,
    undo,
    user_add,
)


def book(store: Session, count: int = 40) -> None:
    """Every tenth lead is the one before it once more."""
    for values in people(count):
        done(create(store, Kind.LEAD, values))


def members(found: list[Cluster]) -> list[list[int]]:
    return [[brief.id for brief in each.members] for each in found]


def test_pairs_come_with_reasons_page_by_page(store: Session) -> None:
    book(store)
    whole = pairs(store)
    assert [(pair.a.id, pair.b.id) for pair in whole] == [(9, 10), (19, 20), (29, 30), (39, 40)]
    assert all(pair.reasons and pair.probability > 0.9 for pair in whole)
    paged = pairs(store, 3)
    assert paged + pairs(store, 3, paged[-1]) == whole
    assert pairs(store, 3, whole[-1]) == []


def test_clusters_come_page_by_page_oldest_first(store: Session) -> None:
    book(store)
    third = done(create(store, Kind.LEAD, people(10)[8])).id
    assert members(clusters(store, 9)) == [[9, 10, third], [19, 20], [29, 30], [39, 40]]
    first = clusters(store, 2)
    assert members(first + clusters(store, 2, first[-1])) == members(clusters(store, 9))
    assert 0.9 <= first[0].weakest <= 1
    done(decide(store, (Kind.LEAD, 19), (Kind.LEAD, 20), Verdict.DIFFERENT))
    assert members(clusters(store, 9)) == [[9, 10, third], [29, 30], [39, 40]]


def test_what_was_decided_to_be_two_is_never_in_one_cluster(store: Session) -> None:
    ids = [a_lead(store) for _ in range(3)]
    done(decide(store, (Kind.LEAD, ids[0]), (Kind.LEAD, ids[2]), Verdict.DIFFERENT))
    (only,) = members(clusters(store, 9))
    assert only in ([ids[0], ids[1]], [ids[1], ids[2]])


def test_every_write_keeps_the_pairs_of_both(store: Session) -> None:
    first, second = a_lead(store), a_lead(store)
    assert len(pairs(store)) == 1
    done(
        edit(
            store, Kind.LEAD, first, {"first_name": "Rui", "last_name": "Costa", "email": None, "phone": None}
        )
    )
    assert store.sql("SELECT count(*) FROM match_pair") == [(0,)]
    done(undo(store))
    assert [(p.a.id, p.b.id) for p in pairs(store)] == [(first, second)]
    done(disqualify(store, second, "lost"))
    assert len(pairs(store)) == 1
    done(set_match_policy(store, {"states": ["open", "qualified"]}))
    assert pairs(store) == []
    assert clusters(store, 9) == []


def test_companies_and_people_are_not_paired(store: Session) -> None:
    a_lead(store, website="northwind.example")
    done(create(store, Kind.ACCOUNT, {"name": "Northwind", "website": "northwind.example"}))
    assert pairs(store) == []
    other = done(
        create(store, Kind.ACCOUNT, {"name": "Northwind Lda", "website": "www.northwind.example"})
    ).id
    nameless = done(
        create(store, Kind.LEAD, {"company": "Northwind Lda", "email": "info@northwind.example"})
    ).id
    found = {((p.a.kind, p.a.id), (p.b.kind, p.b.id)) for p in pairs(store)}
    assert ((Kind.ACCOUNT, 1), (Kind.ACCOUNT, other)) in found
    assert ((Kind.LEAD, nameless), (Kind.ACCOUNT, other)) in found or (
        (Kind.ACCOUNT, other),
        (Kind.LEAD, nameless),
    ) in found
    assert not any((Kind.LEAD, 1) in pair for pair in found if Kind.ACCOUNT in (pair[0][0], pair[1][0]))


def test_another_least_probability_has_the_pairs_made_anew(store: Session) -> None:
    first = a_lead(store)
    a_lead(store)
    done(set_match_policy(store, {"block": 1, "warn": 1}))
    assert rebuild_matches(store) == 2
    assert pairs(store) == []
    done(set_match_policy(store, {}))
    assert rebuild_matches(store) == 2
    assert [p.a.id for p in pairs(store)] == [first]
    assert rebuild_matches(store) == 0


def test_a_cluster_veils_what_may_not_be_read(store: Session) -> None:
    done(user_add(store, "mia", "Mia"))
    mine, other = a_lead(store, owner="mia"), a_lead(store)
    done(set_match_policy(store, {"scopes": {"rep": "own"}}))
    with store.acting("mia", store.now()):
        (found,) = clusters(store, 9)
        (pair,) = pairs(store)
    assert [(b.id, b.title, b.owner) for b in found.members] == [
        (mine, "Ana Pereira", "mia"),
        (other, "", "ada"),
    ]
    assert (pair.b.title, pair.b.detail) == ("", "")
    assert READY["email"] in found.members[0].detail


def of(state: str) -> dict[str, object]:
    return {"states": [state]}


def test_a_page_of_pairs_is_full_though_some_take_no_part(
    store: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    book(store)
    for number in (9, 20, 30):
        done(disqualify(store, number, "lost"))
    done(set_match_policy(store, of("open")))
    assert [(pair.a.id, pair.b.id) for pair in pairs(store, 1)] == [(39, 40)]
    done(set_match_policy(store, {}))
    whole = pairs(store)
    for portion in (1, 3, 200):
        monkeypatch.setattr(groups, "_PORTION", portion)
        assert pairs(store) == pairs(store, 9) == whole
        assert pairs(store, 2) == whole[:2]
    done(set_match_policy(store, of("open")))
    monkeypatch.setattr(groups, "_PORTION", 1)
    assert [pair.a.id for pair in pairs(store, 1, whole[0])] == [39]
    assert pairs(store, 0) == pairs(store, 5, whole[-1]) == []


def test_a_cluster_whose_oldest_takes_no_part_is_no_reason_to_leave_out_the_next(store: Session) -> None:
    first = a_lead(store)
    book(store)
    late = [a_lead(store) for _ in range(2)]
    done(disqualify(store, first, "lost"))
    done(set_match_policy(store, of("open")))
    whole = clusters(store, 9)
    assert members(whole) == [late, [10, 11], [20, 21], [30, 31], [40, 41]]
    paged: list[Cluster] = []
    while page := clusters(store, 1, paged[-1] if paged else None):
        paged += page
    assert paged == whole
