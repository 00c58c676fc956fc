"""What each shipped role is refused at a key, and what its footer dims."""

from pathlib import Path
from typing import Any

import pytest
from books import done, make_book
from copies import copied

from leadtui import store
from leadtui.widgets.key_line import KeyLine
from leadtui.widgets.status_line import StatusLine

SIZE = (80, 24)
ROLES = ("rep", "support", "manager", "auditor")


@pytest.fixture
def book(tmp_path: Path, clock: Any) -> Path:
    made = copied(tmp_path / "book.db", "roles", lambda path: make_book(path, clock))
    with store.open_session(made, user="mia", login="mia", clock=clock) as session:
        for role in ROLES:
            done(store.user_add(session, f"a-{role}", f"{role.capitalize()} Person", role=role))
    return made


@pytest.mark.parametrize(("role", "key"), [
    ("rep", "I"), ("support", "q"), ("auditor", "d"),
])  # fmt: skip
async def test_a_key_that_the_role_may_not_use_says_so(
    desk: Any, same: Any, book: Path, role: str, key: str
) -> None:
    async with desk(book, SIZE, view="open", user=f"a-{role}") as rep:
        await rep.press(*key.split())
        assert "Ask mia" in rep.text
        same(rep, f"refused-{role}")


async def test_lists_are_changed_by_who_has_the_right_to_them(desk: Any, book: Path) -> None:
    for role, refused in (("rep", True), ("manager", False)):
        async with desk(book, SIZE, view="open", user=f"a-{role}") as rep:
            await rep.press("apostrophe", "V", "x")
            said = rep.app.screen.query_one("#status", StatusLine).said
            assert ("(right lists)" in said and "Ask mia" in said) == refused, said


async def test_a_last_command_that_stays_is_named_and_no_older_one_goes(desk: Any, book: Path) -> None:
    async with desk(book, SIZE, view="open", user="mia") as rep:
        await rep.press("u")
        assert "Your last command cannot be taken back: Auditor Person is a user now." in rep.text
        assert "This is the one before it." in rep.text


@pytest.mark.parametrize(("role", "dimmed"), [
    ("rep", set[str]()), ("support", {"q"}), ("manager", set[str]()), ("auditor", {"q", "d", "e", "n", "c"}),
])  # fmt: skip
async def test_the_footer_dims_what_the_role_may_not_do(
    desk: Any, book: Path, role: str, dimmed: set[str]
) -> None:
    async with desk(book, (160, 24), view="open", user=f"a-{role}") as rep:
        keys = {key.key: key.able for key in rep.app.screen.query_one("#footer", KeyLine).keys}
        assert {key for key, able in keys.items() if not able} == dimmed & keys.keys()


async def test_who_may_not_is_sent_to_no_key_that_mends_the_state(desk: Any, book: Path) -> None:
    async with desk(book, SIZE, view="all", user="a-auditor") as rep:
        await rep.press("slash")
        await rep.type("vogt")
        await rep.press("enter")
        for opened in (False, True):  # in the list, and on the lead
            for key in "qdefsa":
                await rep.press(key)
                said = rep.app.screen.query_one("#status", StatusLine).said
                assert said.startswith("Auditor may not")
                assert "reactivates" not in said
            if not opened:
                await rep.press("enter")


async def test_who_may_is_told_the_key_that_mends_the_state(desk: Any, book: Path) -> None:
    async with desk(book, SIZE, view="closed", user="a-rep") as rep:
        await rep.press("enter", "q")
        assert "read-only. r reactivates it" in rep.text


async def test_marks_want_the_right_to_many_at_once(desk: Any, book: Path, clock: Any) -> None:
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        text = store.policy(session).text
        done(
            store.apply_policy(session, text.replace('"reactivate", "fill_others", "bulk",', '"reactivate",'))
        )
    async with desk(book, SIZE, view="open", user="a-rep") as rep:
        await rep.press("space", "space", "d")
        assert "(right bulk)" in rep.text
