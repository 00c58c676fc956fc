"""What looks the same, from the first warning to the last decision; each step is looked at."""

from pathlib import Path

import pytest
from books import ANA, done, make_alike_book
from copies import copied

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.domain.match import Scope, Verdict
from leadtui.domain.policy import shipped

SIZES = [(80, 24), (60, 24), (120, 40)]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def book(tmp_path: Path, clock) -> Path:
    return copied(tmp_path / "book.db", "alike", lambda path: make_alike_book(path, clock))


def ask(book: Path, clock, question, user: str = "mia"):
    with store.open_session(book, user=user, login=user, clock=clock) as session:
        return question(session)


@sizes
async def test_an_edit_that_makes_two_alike(desk, same, book, clock, size):
    async with desk(book, size, view="open") as rep:
        await _on(rep, "berg")
        await rep.press("e", "home", "ctrl+k")
        await rep.type("Jonas")
        await rep.press("tab", "home", "ctrl+k")
        await rep.type("Lindqvist")
        await rep.press(*["tab"] * 4, "home", "ctrl+k")
        await rep.type("jonas@granitefreight.example")
        same(rep, "not-while-typing")
        await rep.press("tab")
        same(rep, "warned")
        await rep.press("ctrl+s")
        same(rep, "saved")
    alike = ask(book, clock, lambda s: store.duplicates_of(s, Kind.LEAD, 5))
    assert (Kind.LEAD, 1) in [one.ref for one in alike.open]


@sizes
async def test_a_new_lead_that_is_here_already(desk, same, book, clock, size):
    async with desk(book, size, view="open") as rep:
        await rep.press("n")
        await rep.type("Ana")
        await rep.press("tab")
        await rep.type("Pereira")
        await rep.press(*["tab"] * 4)
        await rep.type("ana@northwind.example")
        await rep.press("tab")
        same(rep, "warned")
        await rep.press("ctrl+o")
        same(rep, "side-by-side")
        await rep.press("escape", "ctrl+s")
        same(rep, "saved-all-the-same")
    saved = ask(book, clock, lambda s: store.lead(s, 6))
    assert (saved.name, saved.email) == ("Ana Pereira", "ana@northwind.example")


@sizes
async def test_duplicates_hold_back_a_qualification_until_they_are_used_or_decided(
    desk, same, book, clock, size
):
    async with desk(book, size, view="open") as rep:
        await _on(rep, "jonas")
        await rep.press("q")
        same(rep, "blocked")
        await rep.press("tab")
        await rep.type("demo went well")
        await rep.press("enter")
        same(rep, "decide")
        await rep.press("l")
        same(rep, "contact-used")
        await rep.press("5")
        same(rep, "the-next-one")
        await rep.press("l")
        same(rep, "account-used")
        await rep.press("enter")
        same(rep, "qualified")
    became = ask(book, clock, lambda s: store.lead_detail(s, 1)).qualifications[0]
    assert (became.account.id, became.contact.id) == (1, 1)
    assert not (became.account_created or became.contact_created)
    assert became.why == "demo went well"


@sizes
async def test_not_a_duplicate_and_never_again_until_one_of_them_changes(desk, same, book, clock, size):
    async with desk(book, size, view="open") as rep:
        await _on(rep, "pereira")
        await rep.press("enter")
        same(rep, "detail")
        await rep.press("D", "x")
        same(rep, "decided")
        await rep.press("escape")
        same(rep, "detail-is-quiet")
    async with desk(book, size, view="open") as rep:
        await _on(rep, "pereira")
        same(rep, "list-is-quiet")
        await rep.press("q")
        same(rep, "plan-is-quiet")
        await rep.press("5")
        same(rep, "by-whom-and-when")
        await rep.press(
            "escape", "escape", "e", *["tab"] * 5, "end", "backspace", "backspace", "backspace", "ctrl+s"
        )
        same(rep, "back-again")
    alike = ask(book, clock, lambda s: store.duplicates_of(s, Kind.LEAD, 3))
    assert [one.ref for one in alike.open] == [(Kind.LEAD, 4)]


@sizes
async def test_both_stay_for_a_reason(desk, same, book, clock, size):
    async with desk(book, size, view="open") as rep:
        await _on(rep, "pereira")
        await rep.press("D", "w", "enter")
        same(rep, "reason-wanted")
        await rep.type("mother and daughter")
        await rep.press("enter")
        same(rep, "kept")
        await rep.press("u", "enter")
        same(rep, "undone")
        await rep.press("w")
        await rep.type("two shops")
        await rep.press("enter")
    decision = ask(book, clock, lambda s: store.duplicates_of(s, Kind.LEAD, 3)).matches[0].decision
    assert decision is not None
    assert (decision.verdict, decision.by, decision.reason) == (Verdict.KEPT, "mia", "two shops")


@sizes
async def test_a_closed_match_offers_its_reactivation(desk, same, book, clock, size):
    async with desk(book, size, view="open") as rep:
        await _on(rep, "jonas")
        await rep.press("D", "3")
        same(rep, "closed-match")
        await rep.press("r")
        same(rep, "reactivate")
        await rep.press("enter")
        same(rep, "both-open")
    assert ask(book, clock, lambda s: store.lead(s, 2)).state is State.OPEN


@sizes
async def test_a_reactivation_looks_afresh(desk, same, book, clock, size):
    async with desk(book, size, view="closed") as rep:
        await rep.press("r")
        same(rep, "looks-alike-now")
        await rep.press("1")
        same(rep, "side-by-side")
        await rep.press("x", "escape")
        same(rep, "one-less")
        await rep.press("enter")
        same(rep, "open-again")
    assert ask(book, clock, lambda s: store.lead(s, 2)).state is State.OPEN


@sizes
async def test_someone_elses_record_is_told_without_its_fields(desk, same, book, clock, size):
    policy = shipped().duplicates._replace(scopes={"rep": Scope.OWN})
    done(ask(book, clock, lambda s: store.set_match_policy(s, policy)))
    done(ask(book, clock, lambda s: store.create(s, Kind.LEAD, ANA | {"owner": "ned"}), "ned"))
    async with desk(book, size, view="open", user="ned") as rep:
        await _on(rep, "northwind")
        await rep.press("D")
        same(rep, "not-yours")
        assert "Perreira" not in rep.text
        await rep.press("enter")
        same(rep, "refused")


@sizes
async def test_merged_at_the_desk_and_taken_back(desk, same, book, clock, size):
    async with desk(book, size, view="open") as rep:
        await _on(rep, "pereira")
        await rep.press("D", "m")
        same(rep, "which-stays")
        await rep.press("s", "enter")
        same(rep, "desk-of-the-one-that-stays")
        assert ask(book, clock, lambda s: store.merged_into(s, Kind.LEAD, 3)) == 4
        await rep.press("u")
        same(rep, "take-back")
        await rep.press("enter")
        same(rep, "two-again")
        assert ask(book, clock, lambda s: store.lead(s, 3)).is_open


@sizes
async def test_the_whole_book_worked_through(desk, same, book, clock, size):
    async with desk(book, size) as rep:
        await rep.press("apostrophe", "D")
        same(rep, "clusters")
        await rep.press("j", "enter", "x", "escape")
        same(rep, "one-less")
        await rep.press("enter", "x", "x", "x", "escape")
        same(rep, "the-rest-of-it")
        await rep.press("enter", "x", "escape")
        same(rep, "all-decided")
        await rep.press("escape")
    assert ask(book, clock, lambda s: store.clusters(s, 10)) == []


async def _on(rep, word: str) -> None:
    """The cursor on the lead that the word finds, the filter gone."""
    await rep.press("slash")
    await rep.type(word)
    await rep.press("enter")
