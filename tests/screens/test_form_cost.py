"""What a form costs to open: its widgets are what Textual lays out and styles one by one."""

from pathlib import Path

from desk import Book, app_on, press, screen_text, settle

from leadtui.screens.forms import Form


async def test_a_form_has_at_most_four_widgets_a_field(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "n")
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert len(list(form.query("*"))) <= 4 * len(form.inputs) + 20


async def test_a_complaint_comes_below_its_field_and_goes_again(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "n")
        form = pilot.app.screen
        assert isinstance(form, Form)
        email = next(one for one in form.inputs if one.field.name == "email")
        email.say("That is no address at all.")
        email.enter()
        await settle(pilot)
        assert "That is no address at all." in screen_text(pilot)
        email.say("")
        await settle(pilot)
        assert "That is no address at all." not in screen_text(pilot)
