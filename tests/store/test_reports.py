"""Effectiveness: a lead counts once, merged ones stay out of rates, and every number can be looked behind."""

from datetime import timedelta
from decimal import Decimal

import pytest
from making import done
from shelf import ids, make, reopen, statements, withdraw

from leadtui.domain.fields import Kind
from leadtui.domain.query import Compare, parse
from leadtui.domain.records import ReportRow
from leadtui.store import Session, team_add, user_add
from leadtui.store.reports import COLUMNS, quantile, report, wilson


def closed(store: Session, days: float, **values: object) -> int:
    """A lead that was closed now, that many days after it was created."""
    return make(store, last_name="x", created_at=store.now() - timedelta(days=days), **values)


@pytest.fixture
def rows(store: Session) -> dict[str, ReportRow]:
    for days in (1, 3, 5, 21):
        lead = closed(
            store, days, source="web", state="qualified", owner="ada", product="Pump", territory="North"
        )
        make(store, Kind.OPPORTUNITY, topic="x", amount=Decimal("100.50"), currency="EUR", lead=lead)
        make(store, Kind.OPPORTUNITY, topic="y", amount=Decimal(1), currency="EUR", lead=lead)
    make(store, Kind.OPPORTUNITY, topic="z", amount=Decimal(7000), currency="SEK", lead=lead)
    gone = make(store, Kind.OPPORTUNITY, topic="z", amount=Decimal(9999), currency="EUR", lead=lead)
    withdraw(store, Kind.OPPORTUNITY, gone)
    closed(store, 100, source="web", state="disqualified", status_reason="merged")
    closed(store, 2, source="web", state="disqualified", status_reason="poor_fit", campaign="Spring")
    again = closed(store, 2, source="web", state="disqualified", campaign="Spring fair")
    reopen(store, again)
    make(store, last_name="x", source="partner")
    make(store, last_name="x")
    withdraw(store, Kind.LEAD, make(store, last_name="x", source="web"))
    return {row.key: row for row in report(store, "source")}


def test_a_lead_counts_once_in_the_state_it_is_in(rows: dict[str, ReportRow]) -> None:
    web = rows["web"]
    assert (web.leads, web.open, web.qualified, web.disqualified, web.reactivated) == (7, 1, 4, 2, 1)
    assert list(rows) == ["web", "partner", ""]


def test_the_rate_leaves_merged_leads_out_and_says_how_sure_it_is(rows: dict[str, ReportRow]) -> None:
    web = rows["web"]
    assert web.rate == pytest.approx(4 / 5)
    assert (web.rate_low, web.rate_high) == (pytest.approx(0.3755, abs=1e-4), pytest.approx(0.9638, abs=1e-4))
    assert (rows["partner"].rate, rows["partner"].rate_low, rows["partner"].days_median) == (None, None, None)


def test_days_to_close_are_a_median_and_the_slowest_tenth(rows: dict[str, ReportRow]) -> None:
    assert rows["web"].days_median == 3
    assert rows["web"].days_p90 == pytest.approx(5 + 0.6 * 16)


def test_value_is_in_the_most_common_currency_and_the_others_are_said(rows: dict[str, ReportRow]) -> None:
    web = rows["web"]
    assert (web.value, web.currency, web.others) == (Decimal("406.00"), "EUR", (("SEK", Decimal(7000)),))
    assert (rows[""].value, rows[""].currency, rows[""].others) == (Decimal(0), None, ())


@pytest.mark.parametrize("by", COLUMNS)
def test_the_leads_behind_each_row_are_those_it_counts(
    store: Session, rows: dict[str, ReportRow], by: str
) -> None:
    found = report(store, by)
    assert sum(row.leads for row in found) == 9
    for row in found:
        assert len(ids(store, row.filter)) == row.leads, row


def test_a_filter_narrows_the_report_and_what_is_behind_it(
    store: Session, rows: dict[str, ReportRow]
) -> None:
    found = report(store, "campaign", parse("src:web -is:open"))
    assert [(row.key, row.leads) for row in found] == [("", 5), ("Spring", 1)]
    assert [len(ids(store, row.filter)) for row in found] == [5, 1]
    assert Compare("campaign", "==", ("Spring",)) in parse(found[1].filter).parts


def test_a_report_takes_three_statements_whatever_it_counts(
    store: Session, rows: dict[str, ReportRow]
) -> None:
    with statements(store) as seen:
        report(store, "owner", parse("src:web"))
    assert len([text for text in seen if "lead" in text]) == 3
    assert sum("FROM value" in text for text in seen) == 1  # what counts as another one, read once


def test_a_lead_closed_before_it_was_created_here_took_no_time(store: Session) -> None:
    closed(store, -3, state="disqualified")
    assert report(store, "reason")[0].days_median == 0


def test_there_is_no_report_of_that_name(store: Session) -> None:
    with pytest.raises(KeyError):
        report(store, "weather")


def test_wilson_holds_at_both_ends() -> None:
    assert wilson(0, 10) == (pytest.approx(0, abs=1e-12), pytest.approx(0.2775, abs=1e-4))
    assert wilson(10, 10) == (pytest.approx(0.7225, abs=1e-4), pytest.approx(1))


def test_a_quantile_lies_between_its_neighbours() -> None:
    assert [quantile([1, 2, 10], share) for share in (0, 0.5, 0.75, 1)] == [1, 2, 6, 10]
    assert quantile([], 0.5) is None


def test_the_team_is_that_of_the_owner_and_of_several_all(store: Session) -> None:
    for team in ("north", "south"):
        done(team_add(store, team))
    for login, teams in (("ola", ["north"]), ("mia", ["south", "north"]), ("ned", [])):
        done(user_add(store, login, teams=teams))
    for owner in ("ola", "ola", "north", "mia", "ned", "Outsider", None):
        make(store, last_name="x", owner=owner)
    found = {row.key: row for row in report(store, "team", parse("-company:none"))}
    assert {key: row.leads for key, row in found.items()} == {"north": 3, "north,south": 1, "": 3}
    for row in found.values():
        assert len(ids(store, row.filter)) == row.leads, row
