"""What an export writes, an import reads back as it was."""

import csv
import io
import string
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from repeats import times
from sheets import converted

from leadtui.domain.fields import FIELDS, Field, Kind, Type, code_of
from leadtui.domain.text import clean
from leadtui.transfer.writers import CsvWriter, JsonLinesWriter, neutral

HOSTILE = (
    "None", "N/A", "-", "0", "=cmd|' /C calc'!A0", "+1 555", "'=x", "''+1", "@SUM(A1)", "[/foo] Ltd",
    "a,b;c\td|e", 'say "hi"', "two\nlines", "\u202eevil", "\x1b]52;c;x\x07", "sep=;", "John, Ann", "null",
    "true", "\ufeffx",
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30), st.text(string.printable, max_size=20))
ADDRESSES = st.builds(
    "{}@{}.example".format, st.text("abc.+-", min_size=1, max_size=8), st.text("xyz", min_size=1)
)
# Written by the store itself, or of this store alone.
LEFT = {
    "id",
    "changed_at",
    "version",
    "cycle",
    "lead",
    "account",
    "contact",
    "parent",
    "state",
    "status_reason",
    "closed_at",
    "overridden",
}


def values_of(field: Field) -> st.SearchStrategy[object]:
    match field.type:
        case Type.BOOL:
            return st.booleans()
        case Type.MONEY:
            return st.none() | st.decimals(-(10**9), 10**9, places=2)
        case Type.DATE:
            return st.none() | st.dates(date(1950, 1, 1), date(2150, 1, 1))
        case Type.TIME:
            return st.none() | st.datetimes(
                datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC)
            )
        case Type.CHOICE:
            return st.none() | st.sampled_from([option.code for option in field.options])
        case Type.OPEN_CHOICE:
            return st.none() | TEXTS.map(code_of).map(lambda code: code[: field.max] or None)
        case Type.EMAIL:
            return st.none() | ADDRESSES
        case _:
            return st.none() | TEXTS.map(
                lambda text: (
                    clean(
                        clean(text, multiline=field.multiline)[: field.max or 100], multiline=field.multiline
                    )
                    or None
                )
            )


def records(kind: Kind) -> st.SearchStrategy[dict[str, object]]:
    """Values as the store holds them."""
    fields = [field for field in FIELDS[kind] if field.name not in LEFT]
    return st.fixed_dictionaries({field.name: values_of(field) for field in fields})


def written(path: Path, kind: Kind, form: str, rows: list[dict[str, object]], labels: bool) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = CsvWriter(file, kind, labels=labels) if form == "csv" else JsonLinesWriter(file, kind)
        for row in rows:
            writer.write(row)
    return path


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize(("form", "labels"), [("csv", False), ("csv", True), ("jsonl", False)])
@settings(max_examples=times(10, 200), deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_written_is_read_back_whole(
    tmp_path_factory: pytest.TempPathFactory, kind: Kind, form: str, labels: bool, data: st.DataObject
) -> None:
    rows = data.draw(st.lists(records(kind), min_size=1, max_size=4))
    path = written(tmp_path_factory.mktemp("out") / f"out.{form}", kind, form, rows, labels)
    columns, ready, rejects = converted(path)
    assert (columns.kind, columns.system, rejects) == (kind, "leadtui", [])
    for row, back in zip(rows, ready, strict=True):
        expected = {name: value for name, value in row.items() if value is not None and value is not False}
        assert {name: value for name, value in back.values.items() if value is not False} == expected


def test_a_closed_lead_keeps_its_state_reason_and_time(tmp_path: Path) -> None:
    at = datetime(2026, 3, 4, 5, 6, 7, 891011, tzinfo=UTC)
    row: dict[str, object] = {
        "last_name": "Lee",
        "state": "disqualified",
        "status_reason": "our_own_reason",
        "closed_at": at,
        "closed_by": "ada",
    }
    for form in ("csv", "jsonl"):
        _, ready, _ = converted(written(tmp_path / f"o.{form}", Kind.LEAD, form, [row], False))
        assert ready[0].closed == ("disqualified", "our_own_reason", at)
        assert ready[0].values["closed_by"] == "ada"


def test_formulas_are_neutralised_and_only_they() -> None:
    assert [neutral(text) for text in ("=1+1", "+32", "-5", "@x", "'=1", "Ann", "a=b", "")] == [
        "'=1+1", "'+32", "'-5", "'@x", "''=1", "Ann", "a=b", "",
    ]  # fmt: skip


def test_csv_has_codes_or_labels_for_headings_and_no_nulls() -> None:
    for labels, expected in (
        (False, ["id", "state", "status_reason"]),
        (True, ["Id", "State", "Status reason"]),
    ):
        out = io.StringIO()
        CsvWriter(out, Kind.LEAD, labels=labels).write(
            {"id": 7, "budget_amount": Decimal("5.00"), "fit": True}
        )
        headings, row = list(csv.reader(io.StringIO(out.getvalue())))
        assert headings[:3] == expected
        assert row[0] == "7"
        assert "5.00" in row
        assert "None" not in row


def test_json_lines_hold_codes_nulls_and_decimal_text() -> None:
    out = io.StringIO()
    values = {
        "id": 7,
        "rating": "hot",
        "budget_amount": Decimal("5.00"),
        "fit": False,
        "follow_up": date(2026, 5, 2),
    }
    JsonLinesWriter(out, Kind.LEAD).write(values)
    line = out.getvalue()
    for part in (
        '"id":7',
        '"rating":"hot"',
        '"budget_amount":"5.00"',
        '"fit":false',
        '"follow_up":"2026-05-02"',
        '"email":null',
    ):
        assert part in line
    assert line.endswith("}\n")
