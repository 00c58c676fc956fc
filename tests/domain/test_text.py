"""Cleaning, cell widths, ages and amounts."""

import re
import time
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leadtui.domain import text
from leadtui.domain.text import age, clean, day, due, fit, listed, money, pad, plural, stamp, width

ANY_TEXT = st.text(st.characters(codec=None)) | st.text(
    st.sampled_from(
        "a\u0301\u0323\u0344 \n\r\t\x1b\x9b\u202e\u200d\u200b\ufe0f😀👩王가\U000e0041\ud800\u0085\u2028é"
    )
)

HOSTILE = [
    ("Ana\x1b]52;c;cHduZWQ=\x1b\\", "Ana]52;c;cHduZWQ=\\"),
    ("\x9b2Jx", "2Jx"),
    ("a\u202eb\u2066c", "abc"),
    ("a\u200bb\u2060c\ufeff", "abc"),
    ("x\U000e0041\U000e007f", "x"),
    ("nul\x00l", "null"),
    ("lone\ud800", "lone"),
    ("a\tb\nc\r\nd\u2028e", "a b c d e"),
    ("\u00a0 1\u202f234 ", "1 234"),
    ("e\u0301", "é"),
    ("[/foo] Ltd", "[/foo] Ltd"),
    ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ("soft\u00adhyphen", "softhyphen"),
    ("\u3164\u115f", ""),
    ("王 小明", "王 小明"),
    ("👩\u200d👧", "👩👧"),
]


@pytest.mark.parametrize(("raw", "good"), HOSTILE)
def test_clean_takes_out_what_acts_or_hides(raw: str, good: str) -> None:
    assert clean(raw) == good


def test_what_is_taken_as_it_is_would_come_out_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [sign for sign in map(chr, range(0xD800)) if text._usual().fullmatch(sign)]
    assert len(usual) > 20_000
    assert not {"\xad", "\u0301", "\u200b", "\u202e", "\t", "\x7f"} & set(usual)
    monkeypatch.setattr(text, "_usual", lambda: re.compile("(?!)"))
    whole = "x".join(usual)
    assert clean(whole) == whole.strip()
    assert clean("".join(usual)) == "".join(usual).strip()


def test_clean_keeps_line_ends_of_notes_alone() -> None:
    assert clean("a\r\nb\rc\n\td\x0b", multiline=True) == "a\nb\nc\n d"


@given(ANY_TEXT, st.booleans())
@example("\u0344" * 40, False)
@example("a" + "\u0301\u0323" * 60, False)
def test_clean_is_idempotent_and_leaves_nothing_that_acts(text: str, multiline: bool) -> None:
    once = clean(text, multiline=multiline)
    assert clean(once, multiline=multiline) == once
    assert unicodedata.is_normalized("NFC", once)
    kept = {"\n"} if multiline else set[str]()
    assert not [c for c in once if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in kept]
    assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in once)
    once.encode()


@pytest.mark.parametrize(
    "part", ["e\u0301", "\u0301\u0323", "\x1b[2J", "\u202ea", "😀", " \n", "[/", "王\u200b"]
)
def test_clean_and_fit_are_linear_on_a_huge_text(part: str) -> None:
    def seconds(size: int) -> float:
        text = "a" + part * (size // len(part))
        start = time.process_time()
        fit(clean(text), 20, middle=True)
        return time.process_time() - start

    seconds(1000)
    assert seconds(1_000_000) < 3.0


@given(ANY_TEXT, st.integers(-1, 40), st.booleans())
def test_fit_is_never_wider_than_its_room(text: str, cells: int, middle: bool) -> None:
    text = clean(text)
    cut = fit(text, cells, middle=middle)
    assert width(cut) <= max(0, cells)
    if width(text) <= cells and len(text) <= cells * 8:
        assert cut == text


@given(ANY_TEXT, st.integers(1, 40), st.booleans())
def test_pad_is_exactly_as_wide_as_its_room(text: str, cells: int, right: bool) -> None:
    assert width(pad(clean(text), cells, right=right)) == cells


@pytest.mark.parametrize(
    ("text", "cells", "middle", "cut"),
    [
        ("Northwind", 9, False, "Northwind"),
        ("Northwind", 6, False, "North…"),
        ("Northwind", 1, False, "…"),
        ("Northwind", 0, False, ""),
        ("jonas@fabrikam.example", 13, True, "jonas@…xample"),
        ("王小明", 4, False, "王…"),
        ("王小明", 5, False, "王小…"),
        ("王小明", 6, False, "王小明"),
    ],
)
def test_fit_cuts_by_cells(text: str, cells: int, middle: bool, cut: str) -> None:
    assert fit(text, cells, middle=middle) == cut


@given(st.text(st.characters(min_codepoint=32, exclude_categories=("Cn", "Co", "Cs", "Cc", "Cf", "Mc"))))
def test_width_agrees_with_the_screen_to_within_unicode_versions(text: str) -> None:
    from rich.cells import cell_len

    text = "".join(c for c in clean(text) if unicodedata.category(c)[0] in "LNP" and ord(c) < 0x3000)
    if not any(0x1100 <= ord(c) <= 0x11FF for c in text):  # joining Hangul letters: the screen's affair
        assert width(text) == cell_len(text)


NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("ago", "read"),
    [
        (timedelta(seconds=59), "now"),
        (timedelta(seconds=-90), "now"),
        (timedelta(days=-3), "now"),
        (timedelta(minutes=5), "5m"),
        (timedelta(hours=23), "23h"),
        (timedelta(days=2), "2d"),
        (timedelta(days=11), "11d"),
        (timedelta(days=21), "3w"),
        (timedelta(days=90), "2mo"),
        (timedelta(days=800), "2y"),
    ],
)
def test_age_takes_at_most_four_cells(ago: timedelta, read: str) -> None:
    assert age(NOW - ago, NOW) == read
    assert len(read) <= 4


@pytest.mark.parametrize(
    ("days", "read"),
    [(0, "today"), (1, "tomorrow"), (-2, "2d late"), (8, "1 Dec"), (60, "22 Jan 2027"), (-700, "100w late")],
)
def test_due_says_today_late_or_the_date(days: int, read: str) -> None:
    assert due(TODAY + timedelta(days), TODAY) == read


def test_due_of_no_date_is_empty() -> None:
    assert due(None, TODAY) == day(None, TODAY) == age(None, NOW) == stamp(None, NOW) == money(None) == ""


@pytest.mark.parametrize(
    ("on", "read"),
    [
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 21), "Sat"),
        (date(2026, 11, 16), "16 Nov"),
        (date(2025, 8, 12), "12 Aug 2025"),
        (date(2026, 11, 24), "24 Nov"),
    ],
)
def test_day_names_the_weekday_within_a_week(on: date, read: str) -> None:
    assert day(on, TODAY) == read


def test_stamp_speaks_in_the_zone_of_the_reader() -> None:
    at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert stamp(at, NOW) == "Sun 23:30"
    assert stamp(at, NOW.astimezone(timezone(timedelta(hours=1)))) == "today 00:30"


@pytest.mark.parametrize(
    ("amount", "currency", "read"),
    [
        ("38000", "EUR", "38,000 EUR"),
        ("38000.5", "EUR", "38,000.50 EUR"),
        ("0", None, "0"),
        ("-12.3", "USD", "-12.30 USD"),
    ],
)
def test_money_shows_cents_only_where_there_are_some(amount: str, currency: str | None, read: str) -> None:
    assert money(Decimal(amount), currency) == read


def test_words_of_a_sentence() -> None:
    assert plural(1, "lead") == "1 lead"
    assert plural(1200, "lead") == "1,200 leads"
    assert plural(2, "reply", "replies") == "2 replies"
    assert [listed(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
