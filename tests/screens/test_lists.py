"""The lists: what is shown, found, marked, filled and refused."""

from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text, settle
from textual import events
from textual.pilot import Pilot

from leadtui import store
from leadtui.app import LeadApp
from leadtui.commands import COMMANDS, of_scope
from leadtui.domain.fields import Kind
from leadtui.domain.shipped_views import EXAMPLES
from leadtui.screens import remembered
from leadtui.screens.active_leads import ActiveLeads
from leadtui.screens.effectiveness import Effectiveness, together, widened
from leadtui.screens.go_to import LETTERS, goals
from leadtui.screens.lead_list import LeadList
from leadtui.screens.listing import Listing
from leadtui.screens.palette import score
from leadtui.widgets.key_line import KeyLine
from leadtui.widgets.status_line import StatusLine
from leadtui.widgets.view_line import FilterEntry

HOSTILE = "[/foo] [@click=app.quit]x[/] [b"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def said(pilot: Pilot[int]) -> str:
    return pilot.app.screen.query_one("#status", StatusLine).said


def footer(pilot: Pilot[int]) -> str:
    return str(pilot.app.screen.query_one("#footer", KeyLine).render())


def listing(pilot: Pilot[int]) -> Listing:
    assert isinstance(pilot.app.screen, Listing)
    return pilot.app.screen


async def rest(pilot: Pilot[int]) -> None:
    await pilot.pause(0.25)
    await settle(pilot)


async def test_the_panel_empties_on_the_first_move_and_fills_when_the_cursor_rests(book: Book) -> None:
    book.lead(last_name="One")
    book.lead(last_name="Two")
    async with app_on(book, (120, 40)) as pilot:
        await rest(pilot)
        assert "Checklist 7 of 8" in screen_text(pilot) or "Checklist" in screen_text(pilot)
        await pilot.press("j")
        assert "Checklist" not in screen_text(pilot)
        await rest(pilot)
        assert "Checklist" in screen_text(pilot)


async def test_a_filter_narrows_counts_and_esc_takes_it_away(book: Book) -> None:
    book.lead(last_name="Alpha", company="Fabrikam AB", email="a@fabrikam.example")
    book.lead(last_name="Beta", company="Contoso", email="b@contoso.example")
    async with app_on(book) as pilot:
        await press(pilot, "slash", "text:fabrikam", "enter")
        await settle(pilot)
        assert "1 of 2 in view" in screen_text(pilot)
        assert "Beta" not in screen_text(pilot)
        await press(pilot, "escape")
        await settle(pilot)
        assert "2 leads" in screen_text(pilot)


async def test_a_filter_that_cannot_be_read_says_so_and_keeps_the_rows(book: Book) -> None:
    book.lead(last_name="Alpha")
    async with app_on(book) as pilot:
        await press(pilot, "slash")
        pilot.app.screen.query_one(FilterEntry).value = "nosuch:x"
        await pilot.pause(0.2)
        text = screen_text(pilot)
        assert "No field is called" in text
        assert "Alpha" in text


@pytest.mark.parametrize("view", ["all", "accounts", "contacts", "opportunities"])
async def test_the_empty_filter_line_shows_a_filter_that_can_be_used(book: Book, view: str) -> None:
    async with app_on(book) as pilot:
        pilot.app.show_view(view)
        await settle(pilot)
        await press(pilot, "slash")
        example = EXAMPLES[listing(pilot).kind]
        assert f"words, or {example}" in screen_text(pilot)  # whole, also at 80 columns
        pilot.app.screen.query_one(FilterEntry).value = example
        await press(pilot, "enter")
        assert listing(pilot).filter == example
        assert said(pilot) == ""


async def test_tab_completes_the_filter(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "slash", "s", "r", "tab", "w", "tab", "enter")
        assert listing(pilot).filter == "src:web"


async def test_esc_peels_marks_before_the_filter(book: Book) -> None:
    book.lead(last_name="Alpha")
    book.lead(last_name="Alpine")
    async with app_on(book) as pilot:
        await press(pilot, "slash", "text:alp", "enter", "A")
        assert "2 marked" in screen_text(pilot)
        await press(pilot, "escape")
        assert listing(pilot).table.marks == set()
        assert listing(pilot).filter == "alp"
        await press(pilot, "escape")
        assert listing(pilot).filter == ""


async def test_the_footer_says_what_acts_on_marks(book: Book) -> None:
    book.lead(last_name="Alpha")
    book.lead(last_name="Beta")
    async with app_on(book, (120, 30)) as pilot:
        await press(pilot, "space", "space")
        assert "disqualify 2 marked" in footer(pilot)


async def test_a_closed_lead_refuses_and_says_which_key_mends_it(book: Book) -> None:
    lead = book.lead()
    book.done(lambda s: store.disqualify(s, lead, "lost"))
    async with app_on(book) as pilot:
        pilot.app.show_view("all")
        await settle(pilot)
        await settle(pilot)
        assert "[q qualify]" in footer(pilot)
        await press(pilot, "q")
        assert "read-only" in said(pilot)
        assert "r reactivates" in said(pilot)


async def test_nothing_happens_on_an_empty_list_but_a_sentence(book: Book) -> None:
    async with app_on(book) as pilot:
        for key in ("q", "d", "a", "f", "s", "c", "e", "D", "y", "enter", "space", "1"):
            await press(pilot, key)
            assert isinstance(pilot.app.screen, Listing)
            assert "The list is empty" in said(pilot)


async def test_a_new_database_offers_how_to_begin(book: Book) -> None:
    async with app_on(book) as pilot:
        await settle(pilot)
        text = screen_text(pilot)
        assert "no leads yet" in text
        assert "import a file" in text


async def test_a_digit_fills_what_is_missing_in_place(book: Book) -> None:
    lead = book.lead(topic=None, product="Scanner")
    async with app_on(book) as pilot:
        await rest(pilot)
        await press(pilot, "4", "enter")
        await rest(pilot)
        assert book.ask(lambda s: store.lead(s, lead)).topic == "Scanner for Northwind Lda"
        assert "u takes it back" in said(pilot)
        assert "✓ 4 Topic" in screen_text(pilot)


async def test_filling_goes_on_to_the_next_gap_and_esc_leaves(book: Book) -> None:
    lead = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "7", "1", "enter")
        await rest(pilot)
        assert "Interest" in screen_text(pilot)
        await press(pilot, "escape")
        found = book.ask(lambda s: store.lead(s, lead))
        assert found is not None and found.fit and not found.interest
        assert "q qualify" in footer(pilot)


async def test_filling_a_lead_that_someone_changed_meanwhile_says_who(book: Book) -> None:
    lead = book.lead(topic=None)
    async with app_on(book) as pilot:
        await press(pilot, "4")
        book.done(lambda s: store.edit(s, Kind.LEAD, lead, {"topic": "Ola's"}), user="ola")
        await press(pilot, "text:mine", "enter")
        await settle(pilot)
        assert "changed topic" in screen_text(pilot)


async def test_done_items_say_what_they_hold(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "1")
        assert "1 Name is done: Pereira, Ana." in said(pilot)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (40, 12)])
async def test_hostile_names_are_text_on_every_list(book: Book, size: tuple[int, int]) -> None:
    book.lead(last_name=HOSTILE, company=HOSTILE, topic=HOSTILE)
    book.record(Kind.ACCOUNT, name=HOSTILE)
    book.record(Kind.CONTACT, last_name=HOSTILE)
    book.record(Kind.OPPORTUNITY, topic=HOSTILE)
    async with app_on(book, size) as pilot:
        await rest(pilot)
        assert "[/foo]" in screen_text(pilot)
        for _ in range(5):
            await press(pilot, "right_square_bracket")
            await settle(pilot)
        assert pilot.app.current_mode == "reports"


async def test_resizing_keeps_the_cursor_and_too_small_says_so(book: Book) -> None:
    for n in range(30):
        book.lead(last_name=f"Lead {n}", email=f"l{n}@x.example", phone=None)
    async with app_on(book, (120, 40)) as pilot:
        await press(pilot, *"jjjjjjjjjj")
        here = listing(pilot).table.current
        for size in ((60, 14), (39, 20), (80, 11), (130, 50)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            if size[0] < 40 or size[1] < 12:
                assert "needs 40 x 12" in screen_text(pilot)
        assert listing(pilot).table.current == here
        assert "Company" in screen_text(pilot)


async def test_the_start_view_is_mine_if_it_has_leads_and_then_the_last_one(book: Book) -> None:
    book.lead(owner="ada")
    app = LeadApp(book.path, user="ada")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert listing(pilot).view_name == "my-open"
        await press(pilot, "apostrophe", "u")
        await settle(pilot)
        assert listing(pilot).view_name == "unassigned"
        assert "Every open lead has an owner" in screen_text(pilot)
    app = LeadApp(book.path, user="ada")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert listing(pilot).view_name == "unassigned"


async def test_enter_in_the_effectiveness_table_shows_the_leads_behind_the_number(book: Book) -> None:
    book.lead(source="web")
    book.lead(source="partner", email="p@x.example", phone=None)
    async with app_on(book) as pilot:
        await press(pilot, "E")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Effectiveness)
        assert "Partner" in screen_text(pilot)
        await press(pilot, "j", "enter")
        await settle(pilot)
        await settle(pilot)
        assert "1 of 2 in view" in screen_text(pilot)


async def test_esc_after_a_drill_down_goes_back_to_the_table(book: Book) -> None:
    book.lead(source="web")
    book.lead(source="partner", email="p@x.example", phone=None)
    async with app_on(book) as pilot:
        await press(pilot, "slash", "text:ana", "enter", "E", "b", "enter")
        await rest(pilot)
        assert listing(pilot).view_name == "all"
        await press(pilot, "escape")
        await rest(pilot)
        assert isinstance(pilot.app.screen, Effectiveness)
        assert "by campaign" in screen_text(pilot)
        await press(pilot, "escape")
        await rest(pilot)
        assert (listing(pilot).view_name, listing(pilot).filter) == ("open", "ana")


async def test_the_table_of_a_list_of_open_leads_counts_the_closed_ones_too_and_says_so(book: Book) -> None:
    book.lead(source="web")
    gone = book.lead(source="web", last_name="Gone", email="g@x.example", phone=None)
    book.done(lambda s: store.disqualify(s, gone, "lost"))
    async with app_on(book, (120, 30)) as pilot:
        await press(pilot, "E")
        await rest(pilot)
        text = screen_text(pilot)
        assert "All leads" in text and "2 leads" in text
        assert "closed leads are counted too" in text


async def test_a_book_without_a_closed_lead_has_no_bar_and_no_word_about_one(book: Book) -> None:
    book.lead()
    async with app_on(book, (120, 30)) as pilot:
        await press(pilot, "E")
        await rest(pilot)
        assert "interval" not in screen_text(pilot)
        assert "▕" not in screen_text(pilot)


def test_a_view_of_open_leads_is_widened_to_the_same_owners_leads() -> None:
    assert widened("my-open", "src:web") == ("all", "owner:me src:web")
    assert widened("open", "a or b") == ("all", "a or b")
    assert widened("closed", "x") == ("closed", "x")
    assert together("a or b", "src:web") == "(a or b) src:web"


async def test_an_invalid_filter_stays_open_with_its_error_and_is_never_used(book: Book) -> None:
    book.lead(last_name="Alpha", rating="cold")
    async with app_on(book) as pilot:
        await press(pilot, "slash", "text:rating:hott", "enter")
        assert listing(pilot).line.typing
        assert "hott" in screen_text(pilot) and "Alpha" in screen_text(pilot)
        assert listing(pilot).filter == ""
        await press(pilot, "A")  # a letter like any other
        assert not listing(pilot).table.marks
        await press(pilot, "escape", "E")
        await rest(pilot)
        assert isinstance(pilot.app.screen, Effectiveness)


async def test_a_day_that_no_calendar_has_is_no_filter_either(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "slash", "text:due:2026-02-31", "enter")
        for _ in range(20):  # on a busy machine the answer to what was typed before may still be due
            await rest(pilot)
            if not listing(pilot).filter:
                break
        assert listing(pilot).filter == ""
        await press(pilot, "escape")
        assert "1 lead" in screen_text(pilot)


async def test_a_command_acts_on_the_lead_of_the_moment_its_key_was_pressed(book: Book) -> None:
    first = book.lead(last_name="First")
    book.lead(last_name="Second", email="s@x.example", phone=None)
    async with app_on(book) as pilot:
        here = listing(pilot).table.current
        screen = listing(pilot)
        screen.action_command("disqualify")
        screen.action_command("down")
        await settle(pilot)
        assert f"Disqualify {here} " in screen_text(pilot)
        assert here is not None and first


async def test_two_keys_in_one_burst_open_one_dialog(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        screen = listing(pilot)
        for command in ("disqualify", "disqualify", "palette", "next_screen"):
            screen.action_command(command)
        await settle(pilot)
        assert len(pilot.app.screen_stack) == 2
        assert pilot.app.current_mode == "active"
        await press(pilot, "escape", "d")
        assert len(pilot.app.screen_stack) == 2


async def test_what_is_typed_right_behind_the_slash_is_no_command(book: Book) -> None:
    book.lead(source="web")
    book.lead(last_name="Other", email="o@x.example", phone=None, source="partner")
    async with app_on(book) as pilot:
        for character in "/src:web is:open":
            name = {"/": "slash", ":": "colon", " ": "space"}.get(character, character)
            pilot.app.post_message(events.Key(name, character))
        pilot.app.post_message(events.Key("enter", "\r"))
        await rest(pilot)
        assert len(pilot.app.screen_stack) == 1
        assert listing(pilot).filter == "src:web is:open"
        assert "1 of 2 in view" in screen_text(pilot)


async def test_while_a_choice_has_the_focus_no_letter_is_a_command(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "7", "n", "q", "d", "ctrl+p", "f1", "down")
        assert isinstance(pilot.app.screen, Listing)
        assert len(pilot.app.screen_stack) == 1
        await press(pilot, "y", "enter")
        await rest(pilot)
        assert "Interest" in screen_text(pilot)


async def test_the_first_letter_takes_the_place_of_a_proposal(book: Book) -> None:
    lead = book.lead(topic=None, product="Scanner")
    async with app_on(book) as pilot:
        await press(pilot, "4", "text:mine", "enter")
        await rest(pilot)
        assert book.ask(lambda s: store.lead(s, lead)).topic == "mine"


async def test_the_owner_is_asked_for_with_names_and_knows_me(book: Book) -> None:
    lead = book.lead(owner=None)
    async with app_on(book) as pilot:
        await press(pilot, "5")
        assert "me, or" in screen_text(pilot) and "Ola Nord" in screen_text(pilot)
        await press(pilot, "text:me", "enter")
        await rest(pilot)
        assert book.ask(lambda s: store.lead(s, lead)).owner == "ada"


async def test_filling_goes_on_to_the_next_gap_that_blocks(book: Book) -> None:
    book.lead(owner=None, topic=None)
    async with app_on(book) as pilot:
        await press(pilot, "4", "text:x", "enter")
        await rest(pilot)
        assert "5 Owner" in said(pilot)
        await press(pilot, "text:nord", "enter")
        await rest(pilot)
        assert not pilot.app.screen.query("#fill")


async def test_the_panel_follows_what_was_changed(book: Book) -> None:
    lead = book.lead(topic="Old topic")
    async with app_on(book, (120, 40)) as pilot:
        await rest(pilot)
        assert "Old topic" in screen_text(pilot)
        book.done(lambda s: store.edit(s, Kind.LEAD, lead, {"topic": "New topic"}))
        await press(pilot, "R")
        await rest(pilot)
        await rest(pilot)
        assert "New topic" in screen_text(pilot)


async def test_the_palette_offers_the_sample_only_to_an_empty_book(book: Book) -> None:
    async with app_on(book) as pilot:
        await press(pilot, "colon", "text:sample")
        assert "400 leads to try" in screen_text(pilot)
        await press(pilot, "escape")
        book.lead()
        await press(pilot, "colon", "text:sample")
        assert "400 leads to try" not in screen_text(pilot)


async def test_the_palette_tells_people_of_one_name_apart(book: Book) -> None:
    book.lead(last_name="Zanzibar", company="Adatum Oy")
    book.lead(last_name="Zanzibar", company="Contoso", email="z@x.example", phone=None)
    async with app_on(book) as pilot:
        await press(pilot, "colon", "text:zanz")
        await rest(pilot)
        assert "Adatum Oy" in screen_text(pilot).split("Find a command")[1]
        assert "Contoso" in screen_text(pilot).split("Find a command")[1]


async def test_an_empty_result_says_that_the_filter_is_why(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "slash", "text:nosuchname", "enter")
        await rest(pilot)
        await press(pilot, "q")
        assert said(pilot) == "Nothing fits the filter: esc takes it away."
        await press(pilot, "escape")
        await rest(pilot)
        assert said(pilot) == ""


async def test_a_key_that_does_nothing_here_says_so(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "b")
        assert said(pilot) == "b (by) is for reports. ' goes to them."
        await press(pilot, "Z")
        assert "Z does nothing here" in said(pilot)
        await press(pilot, "j")
        assert said(pilot) == ""


async def test_marks_go_when_the_command_on_them_went_through(book: Book) -> None:
    book.lead(last_name="Alpha")
    book.lead(last_name="Beta", email="b@x.example", phone=None)
    async with app_on(book) as pilot:
        await press(pilot, "A", "a", "text:ola", "enter")
        await rest(pilot)
        assert listing(pilot).table.marks == set()
        await press(pilot, "A", "a", "escape")
        await rest(pilot)
        assert len(listing(pilot).table.marks) == 2


def test_nothing_is_remembered_of_a_throw_away_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADTUI_STATE", str(tmp_path))
    remembered.remember("/tmp/leadtui-demo-x1/demo.db", "ada", "due")
    remembered.remember("/data/book.db", "ada", "due")
    assert remembered.last_view("/tmp/leadtui-demo-x1/demo.db", "ada") is None
    assert remembered.last_view("/data/book.db", "ada") == "due"


async def test_help_lists_every_command_of_the_screen_and_search_finds_one(book: Book) -> None:
    book.lead()
    async with app_on(book, (100, 60)) as pilot:
        await press(pilot, "question_mark")
        text = screen_text(pilot)
        assert all(command.help[:25] in text for command in of_scope("list")[:12])
        await press(pilot, "text:duplicates")
        await settle(pilot)
        assert "What looks the same" in screen_text(pilot)
        assert "Open the plan" not in screen_text(pilot)


async def test_the_palette_finds_commands_views_and_records(book: Book) -> None:
    book.lead(last_name="Zanzibar")
    async with app_on(book) as pilot:
        await press(pilot, "colon", "text:zanz")
        await pilot.pause(0.25)
        assert "lead 1" in screen_text(pilot)
        await press(pilot, "escape", "colon", "text:parked", "enter")
        await settle(pilot)
        await settle(pilot)
        assert listing(pilot).view_name == "parked"


def test_ranking_puts_the_start_of_a_label_first() -> None:
    assert score("qual", "qualify decide") > score("qual", "disqualify close qualify") > 0
    assert score("xyz", "qualify decide") == 0


async def test_changes_from_elsewhere_show_when_the_list_comes_to_the_front(book: Book) -> None:
    book.lead(last_name="Before")
    async with app_on(book) as pilot:
        await press(pilot, "right_square_bracket")
        book.lead(last_name="After", email="new@x.example", phone=None)
        await press(pilot, "left_square_bracket")
        await settle(pilot)
        assert "After" in screen_text(pilot)


@pytest.mark.parametrize(
    "way",
    [
        ("right_square_bracket", "left_square_bracket"), ("apostrophe", "c", "apostrophe", "a"),
        ("apostrophe", "c", "apostrophe", "l"), ("enter", "escape"),
        ("enter", "f", "text:monday", "enter", "escape"), ("enter", "f", "text:monday", "enter", "h"),
        ("E", "escape"), ("apostrophe", "V", "escape"), ("apostrophe", "M", "escape"),
        ("apostrophe", "Y", "escape"), ("apostrophe", "D", "escape"), ("D", "escape"),
        ("apostrophe", "V", "n", "text:fair", "enter", "escape"),
    ],
    ids=" ".join,
)  # fmt: skip
async def test_a_list_that_comes_back_says_nothing_old(book: Book, way: tuple[str, ...]) -> None:
    book.lead()
    book.lead(last_name="Pereira-Sand")
    async with app_on(book) as pilot:
        await press(pilot, "f", "text:friday", "enter")
        await press(pilot, "f", "escape")
        assert "u takes it back" in screen_text(pilot)  # a dialog that closes leaves its sentence
        await press(pilot, *way)
        assert isinstance(pilot.app.screen, ActiveLeads) and "u takes it back" not in screen_text(pilot)


def test_every_letter_of_go_to_is_given_once() -> None:
    letters = [goal.letter for group in goals() for goal in group]
    assert len(letters) == len(set(letters))
    assert len(LETTERS) == len({*LETTERS.values()})


def test_every_command_of_a_list_has_an_action_and_no_key_means_two_things() -> None:
    for scope, screen in (("list", LeadList), ("report", Effectiveness)):
        for command in of_scope(scope):
            if command.id not in ("quit", "item"):
                assert hasattr(screen, f"action_{command.id}"), command.id
    for scope in ("list", "closed", "records", "sales", "detail", "record", "sale", "report"):
        keys = [key for command in of_scope(scope) for key in command.keys]
        assert len(keys) == len(set(keys)), scope
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


async def test_slash_goes_on_behind_the_filter_that_holds(book: Book) -> None:
    book.lead(source="web")
    book.lead(last_name="Other", email="o@x.example", phone=None, source="partner")
    async with app_on(book) as pilot:
        await press(pilot, "slash", "text:is:open", "enter", "slash", "text:ana", "enter")
        assert listing(pilot).filter == "is:open ana"
        await press(pilot, "slash", "enter")
        assert listing(pilot).filter == "is:open ana" and "/is:open ana" in screen_text(pilot)


async def test_while_the_filter_is_typed_the_footer_shows_its_keys(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "slash", "text:ana")
        assert footer(pilot).startswith("enter to the list  esc takes it away")
        assert "disqualify" not in footer(pilot)
        await press(pilot, "enter")
        assert "disqualify" in footer(pilot)


async def test_enter_on_a_filter_with_a_fault_says_it_and_stays(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "slash", "text:is:readyyann", "enter")
        assert listing(pilot).line.typing
        assert "is: knows no “readyyann”" in screen_text(pilot)
        await press(pilot, "backspace", "enter")
        assert listing(pilot).line.typing and "readyyan”" in screen_text(pilot)
