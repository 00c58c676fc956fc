"""Log, follow-up, not now, assign, duplicates, copy and import, on the screen."""

from datetime import timedelta
from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text, settle

from leadtui import store
from leadtui.actions import clipboard
from leadtui.domain.fields import Kind
from leadtui.domain.records import Activity
from leadtui.screens.log_contact import LogContact
from leadtui.screens.record_detail import RecordDetailScreen


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


async def test_two_digits_and_a_line_log_a_call(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "c", "1", "1", "text:wants a price", "enter")
        assert "counts as contacted now" in screen_text(pilot)
    detail = book.ask(lambda s: store.lead_detail(s, 1))
    logged = next(one for one in detail.timeline if isinstance(one, Activity))
    assert (logged.kind, logged.outcome, logged.outbound, logged.text) == (
        "call",
        "reached",
        True,
        "wants a price",
    )
    assert detail.lead.status_reason == "contacted"


async def test_c_enter_logs_nothing(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "c", "enter")
        assert isinstance(pilot.app.screen, LogContact)
        assert "Nothing is logged" in screen_text(pilot)


async def test_only_what_is_logged_on_an_open_lead_is_said_to_count_as_the_why(book: Book) -> None:
    book.lead()
    book.done(lambda s: store.disqualify(s, book.lead(last_name="Roth"), "lost"))
    book.record(Kind.OPPORTUNITY, topic="Scanners")
    for view, counts in (("open", True), ("closed", False), ("opportunities", False)):
        async with app_on(book) as pilot:
            pilot.app.show_view(view)
            await settle(pilot)
            await press(pilot, "c")
            assert "in a line" in screen_text(pilot)
            assert ("counts as the why" in screen_text(pilot)) == counts


async def test_calling_one_who_refused_calls_is_warned_about(book: Book) -> None:
    book.lead(do_not_call=True)
    async with app_on(book) as pilot:
        await press(pilot, "c", "1")
        assert "Asked not to be called" in screen_text(pilot)


async def test_a_follow_up_takes_a_word_for_the_day(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        today = pilot.app.today
        await press(pilot, "f", "text:tomorrow", "tab", "text:send the offer", "enter")
    lead = book.ask(lambda s: store.lead(s, 1))
    assert (lead.follow_up, lead.follow_up_note) == (today + timedelta(days=1), "send the offer")


async def test_f_enter_and_s_enter_change_nothing(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "f", "enter", "escape", "s", "enter", "escape")
    lead = book.ask(lambda s: store.lead(s, 1))
    assert (lead.follow_up, lead.parked_until, lead.version) == (None, None, 1)


async def test_a_prefix_assigns_and_enter_alone_does_not(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "a", "enter")
        assert book.ask(lambda s: store.lead(s, 1)).owner == "ada"
        await press(pilot, "text:ol", "enter")
    assert book.ask(lambda s: store.lead(s, 1)).owner == "ola"


async def test_duplicates_open_and_link(book: Book) -> None:
    contact = book.record(Kind.CONTACT, last_name="Pereira", email="ana@northwind.example")
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "D", "enter")
        assert isinstance(pilot.app.screen, RecordDetailScreen)
        await press(pilot, "h", "D", "l")
    assert book.ask(lambda s: store.lead(s, 1)).contact == contact


async def test_copying_a_refused_number_says_so(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    book.lead(do_not_call=True)
    async with app_on(book) as pilot:
        await press(pilot, "y", "2")
        assert pilot.app.clipboard == "+351 21 555 0123"
        assert "asked not to be called" in screen_text(pilot)


async def test_nothing_too_long_for_a_terminal_is_copied() -> None:
    taken: list[str] = []
    assert await clipboard.copy("x" * 100_000, taken.append) == ""
    assert taken == []


async def test_a_file_is_looked_at_then_imported(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "fair.csv"
    file.write_text(
        "First Name,Last Name,Email\nEva,Roth,eva@proseware.example\nBo,Ek,bo@proseware.example\n"
    )
    async with app_on(book) as pilot:
        await press(pilot, "I")
        pilot.app.focused.value = str(file)
        await press(pilot, "enter")
        await pilot.pause(0.3)
        assert "A table of leads" in screen_text(pilot) and "Eva" in screen_text(pilot)
        assert book.ask(lambda s: store.lead(s, 1)) is None
        await press(pilot, "enter")
        await pilot.pause(0.3)
        assert "2 leads stored" in screen_text(pilot)
        await press(pilot, "enter")
        assert "Eva Roth" in screen_text(pilot)


async def test_a_file_that_is_none_is_said_in_a_sentence(book: Book, tmp_path: Path) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "I")
        pilot.app.focused.value = str(tmp_path / "nowhere.csv")
        await press(pilot, "enter")
        await pilot.pause(0.2)
        assert "There is no file" in screen_text(pilot)
