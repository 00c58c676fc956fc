"""After an upgrade the app builds the index of duplicates by itself and says how far it is."""

from pathlib import Path

import pytest
from desk import settle
from first_book import first_schema, people

from leadtui.app import LeadApp
from leadtui.domain.fields import Kind
from leadtui.store import duplicates_of, matches_due, migrate, open_session, rebuilding


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A migrated database of 40 leads, four of them twice, without an index."""
    where = str(tmp_path / "old.db")
    first_schema(where, monkeypatch, people(40))
    migrate(where)
    monkeypatch.setattr(rebuilding, "STEP", 5)
    monkeypatch.setattr(rebuilding, "PAIR_STEP", 5)
    return where


async def test_the_index_is_built_behind_the_first_frame(old: str) -> None:
    app = LeadApp(old, user="ada", view="open")
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(600):
            await settle(pilot)
            if app.said and app.said[-1][0].endswith("up to date again."):
                break
            await pilot.pause(0.02)
        said = [text for text, _ in app.said if text.startswith("What looks alike")]
        assert said[0].endswith("go on meanwhile.")
        assert said[-1] == "What looks alike is up to date again."
        shares = [int(text.split()[-2]) for text in said[1:-1]]
        assert shares == sorted(set(shares)) and shares[-1] == 100 and len(shares) > 5
        assert said[-1] in str(pilot.app.screen.query_one("#status").render())
    with open_session(old, user="ada") as store:
        assert not matches_due(store)
        assert [each.id for each in duplicates_of(store, Kind.LEAD, 40).open] == [39]


async def test_what_the_user_was_told_meanwhile_stays(old: str) -> None:
    app = LeadApp(old, user="ada", view="open")
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(600):
            await pilot.pause(0.02)
            if app.said:
                break
        app.say("Saved lead 7.")
        for _ in range(600):
            await pilot.pause(0.02)
            if len(app.said) > 1 and app.said[-1][0].endswith("again."):
                break
        texts = [text for text, _ in app.said]
        assert texts.index("What looks alike is up to date again.") == texts.index("Saved lead 7.") + 1
