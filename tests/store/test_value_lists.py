"""Value lists: defined, renamed, merged, retired; every record carried along, no record written."""

from decimal import Decimal
from typing import Any

import pytest
from making import a_lead, another, conflict, done, qualified, refused, standing

from leadtui import store as desk
from leadtui.domain.fields import Kind
from leadtui.domain.query import parse
from leadtui.domain.value_lists import Value
from leadtui.domain.views import View
from leadtui.store import Session, create, edit, verify

LEAD, ACCOUNT, SALE = Kind.LEAD, Kind.ACCOUNT, Kind.OPPORTUNITY


def listed(s: Session, name: str) -> dict[str, Value]:
    return {each.code: each for each in desk.values(s, name, desk.value_counts(s, name))}


def found(s: Session, text: str, kind: Kind = LEAD) -> list[int]:
    return sorted(desk.view_ids(s, View(query=parse(text, kind), kind=kind)))


def rows_of(s: Session) -> list[tuple[Any, ...]]:
    return [row for kind in (LEAD, ACCOUNT, SALE) for row in s.sql(f"SELECT * FROM {kind} ORDER BY id")]


def ruled(s: Session, when: str) -> None:
    """Of such leads a product is asked."""
    item = '[[item]]\nid = "deal"\nlabel = "Deal"\nrequired = "block"\nall = ["product"]'
    done(desk.apply_policy(s, f'{desk.policy(s).text}\n{item}\nwhen = "{when}"'))
    desk.judge(s)


@pytest.fixture
def book(store: Session) -> Session:
    """Lead 1 open, 2 closed, both of a campaign that the import wrote in two ways; an account and a sale."""
    a_lead(store, campaign="Spring fair", territory="North")
    another(store, 1, campaign="spring-fair 26", territory="north")
    qualified(store, 2)
    return store


def test_a_rename_shows_everywhere_and_writes_no_record(book: Session) -> None:
    before = rows_of(book)
    answer = done(desk.change_value(book, "campaign", "spring fair", {"label": "Spring Fair 2026"}))
    assert answer.sentence == "“Spring fair” is called “Spring Fair 2026” now."
    assert rows_of(book) == before
    known = desk.words(book)
    assert known.label("campaign", "Spring fair") == "Spring Fair 2026"
    assert standing(book, 1).campaign == "Spring fair"  # codes, never labels
    assert found(book, 'campaign:"fair 2026"') == [1]
    assert found(book, 'campaign=="Spring Fair 2026"') == found(book, 'campaign=="Spring fair"') == [1]
    # Typed by its new name, or by the one that it had first, it is that same value.
    new = another(book, 5, campaign="spring fair 2026")
    assert standing(book, new).campaign == "Spring fair"
    assert verify(book).ok


def test_a_shipped_source_is_renamed_and_its_rules_go_on(book: Session) -> None:
    ruled(book, "source:web")
    assert not found(book, "is:ready id:1")
    done(desk.change_value(book, "source", "Web", {"label": "Website"}))
    lead = another(book, 6, source="website")
    assert standing(book, lead).source == "web"
    assert found(book, "source:Website") == found(book, "source:web")
    assert not found(book, f"is:ready id:{lead}")


def test_a_merge_carries_open_and_closed_records_along(book: Session) -> None:
    done(edit(book, ACCOUNT, 1, {"territory": "north"}))
    before = rows_of(book)
    done(desk.merge_values(book, "campaign", "spring-fair 26", "Spring fair"))
    done(desk.merge_values(book, "territory", "north", "North"))
    assert rows_of(book) == before
    assert (standing(book, 2).campaign, standing(book, 2).territory) == ("Spring fair", "North")
    assert standing(book, 2).state == "qualified"
    sale = desk.record(book, SALE, 1)
    assert sale is not None and getattr(sale, "campaign", "") == "Spring fair"
    assert found(book, 'campaign=="Spring fair"') == found(book, 'campaign=="spring-fair 26"') == [1, 2]
    assert found(book, "territory==North", ACCOUNT) == [1]
    rows = {row.key: row.leads for row in desk.report(book, "campaign")}
    assert rows == {"Spring fair": 2}
    assert listed(book, "campaign")["Spring fair"].used == {
        "lead": 2, "open": 1, "closed": 1, "opportunity": 1,
    }  # fmt: skip
    assert listed(book, "campaign")["spring-fair 26"].merged_into == "Spring fair"
    # A third one that is merged into the one that went counts as the one that stays.
    another(book, 7, campaign="Fair")
    done(desk.merge_values(book, "campaign", "Fair", "spring-fair 26"))
    assert found(book, 'campaign=="Fair"') == [1, 2, 3]
    assert verify(book).ok


def test_what_was_written_is_taken_back_by_undo(book: Session) -> None:
    done(desk.change_value(book, "campaign", "Spring fair", {"label": "Fair"}))
    done(desk.merge_values(book, "campaign", "spring-fair 26", "Fair"))
    done(desk.retire_value(book, "campaign", "Fair"))
    for _ in range(2):
        done(desk.undo(book))
    assert standing(book, 2).campaign == "spring-fair 26"
    assert found(book, "campaign==Fair") == [1]
    done(desk.undo(book))
    assert listed(book, "campaign")["Spring fair"].label == "Spring fair"
    assert verify(book).ok
    done(desk.change_value(book, "campaign", "Spring fair", {"label": "Again"}))
    assert desk.words(book).label("campaign", "Spring fair") == "Again"


def test_a_merge_is_reinstated_by_its_code(book: Session) -> None:
    done(desk.merge_values(book, "campaign", "spring-fair 26", "Spring fair"))
    done(desk.reinstate_value(book, "campaign", "spring-fair 26"))
    assert standing(book, 2).campaign == "spring-fair 26"


def test_a_retired_value_stays_is_not_offered_and_typing_it_says_so(book: Session) -> None:
    done(desk.retire_value(book, "campaign", "Spring fair"))
    assert standing(book, 1).campaign == "Spring fair"
    assert desk.values_in_use(book, LEAD, "campaign", "s") == ["spring-fair 26"]
    typed = done(edit(book, LEAD, 1, {"campaign": "spring fair", "city": "Graz"}))
    assert "retired" not in typed.sentence  # it had it before
    made = create(book, LEAD, {"last_name": "Wang", "campaign": "spring fair"})
    assert "Campaign “Spring fair” is retired." in done(made).sentence
    done(desk.reinstate_value(book, "campaign", "Spring fair"))
    assert "Spring fair" in desk.values_in_use(book, LEAD, "campaign", "s")


def test_an_import_finds_values_by_their_names(book: Session) -> None:
    done(desk.change_value(book, "campaign", "Spring fair", {"label": "Fair 2026"}))
    done(desk.merge_values(book, "campaign", "spring-fair 26", "Fair 2026"))
    begun = desk.start_import(book, "x.csv", "d", LEAD, {})
    names = ("fair 2026", "Spring-Fair 26", "Brand new")
    rows = [desk.ImportRow(at, {"last_name": "Wang", "campaign": each}) for at, each in enumerate(names, 2)]
    desk.import_batch(book, begun.id, rows, 3)
    stored = [code for (code,) in book.sql("SELECT campaign FROM lead WHERE last_name = 'Wang' ORDER BY id")]
    assert stored == ["Spring fair", "Spring fair", "Brand new"]


def test_a_campaign_has_a_cost_and_a_territory_an_owner(book: Session) -> None:
    done(desk.define_value(book, "campaign", {"label": "Expo", "cost": "1,200 EUR"}))
    expo = listed(book, "campaign")["Expo"]
    assert (expo.cost, expo.currency, expo.used) == (Decimal("1200.00"), "EUR", {})
    done(desk.change_value(book, "territory", "North", {"owner": "ADA"}))
    assert listed(book, "territory")["North"].owner == "ada"
    refused(desk.change_value(book, "territory", "North", {"owner": "nobody"}), "owner")
    refused(desk.change_value(book, "product", "Pumps", {"cost": "3"}), "unknown")
    refused(desk.change_value(book, "source", "web", {"cost": "3"}), "field")
    refused(desk.change_value(book, "campaign", "Expo", {"cost": "-3"}), "value")
    refused(desk.change_value(book, "campaign", "Expo", {"label": ""}), "value")


def test_two_values_are_never_called_the_same(book: Session) -> None:
    refused(desk.change_value(book, "campaign", "Spring fair", {"label": "SPRING-FAIR 26"}), "taken")
    refused(desk.define_value(book, "source", {"label": "trade show"}), "taken")
    refused(desk.merge_values(book, "campaign", "Spring fair", "spring FAIR"), "same")
    done(desk.change_value(book, "campaign", "Spring fair", {"label": "Spring Fair"}))


def test_who_saw_an_older_version_loses(book: Session) -> None:
    done(desk.define_value(book, "product", {"label": "Pump"}))
    done(desk.change_value(book, "product", "Pump", {"label": "Pumps"}, version=1))
    conflict(desk.change_value(book, "product", "Pump", {"label": "Motors"}, version=1))


def test_merging_has_open_leads_judged_by_the_rules_of_the_one_that_stays(book: Session) -> None:
    ruled(book, "source:partner")
    assert found(book, "is:ready id:1")
    refused(desk.merge_values(book, "source", "partner", "web"), "ruled")
    done(desk.merge_values(book, "source", "web", "partner"))
    assert desk.judging_due(book)
    desk.judge(book)
    assert not found(book, "is:ready id:1")
    done(desk.undo(book))
    desk.judge(book)
    assert found(book, "is:ready id:1")


def test_a_team_is_renamed_and_goes_over_into_another_one(book: Session) -> None:
    done(desk.team_add(book, "north", "North"))
    done(desk.define_value(book, "team", {"label": "Inside sales"}))
    done(desk.user_add(book, "mia", teams=["north"]))
    theirs = another(book, 8, owner="north")
    closed = another(book, 9, owner="north")
    done(desk.disqualify(book, closed, "lost"))
    done(desk.change_value(book, "team", "North", {"label": "Nordics"}))
    assert desk.owner_titles(book)["north"] == "Nordics"
    assert found(book, "owner:nordics is:open") == [theirs]
    answer = done(desk.merge_values(book, "team", "Nordics", "inside sales"))
    assert answer.sentence == "Team Nordics is Inside sales now: 1 open lead went over."
    assert standing(book, theirs).owner == "inside_sales"
    assert standing(book, closed).owner == "north"  # a closed lead keeps the owner that it was closed with
    assert [each.code for each in desk.teams(book)] == ["inside_sales"]
    assert {each.login: each.teams for each in desk.users(book)}["mia"] == ("inside_sales",)
    assert standing(book, another(book, 3, owner="north")).owner == "inside_sales"
    assert verify(book).ok


def test_a_campaign_reports_its_cost_and_what_each_qualified_lead_cost(book: Session) -> None:
    done(desk.change_value(book, "campaign", "Spring fair", {"cost": "1,200 EUR"}))
    done(desk.change_value(book, "campaign", "spring-fair 26", {"cost": "300 EUR"}))
    rows = {row.key: row for row in desk.report(book, "campaign")}
    assert (rows["Spring fair"].cost, rows["Spring fair"].cost_each) == (Decimal(1200), None)
    assert (rows["spring-fair 26"].cost, rows["spring-fair 26"].cost_each) == (Decimal(300), Decimal(300))
    done(desk.merge_values(book, "campaign", "Spring fair", "spring-fair 26"))
    (row,) = desk.report(book, "campaign")
    assert (row.cost, row.cost_currency, row.cost_each) == (Decimal(1500), "EUR", Decimal(1500))
    (some,) = desk.report(book, "campaign", parse("is:qualified"))
    assert (some.cost, some.cost_each) == (Decimal(1500), None)  # not all of its leads are counted


def test_who_has_a_territory_has_what_counts_as_it(book: Session) -> None:
    rule = '[[assign]]\nid = "place"\nlabel = "By territory"\nto = "territory"\n'
    role = desk.policy(book).text.replace(
        'label = "Sales rep"\nread = "all"', 'label = "Rep"\nread = "territory"'
    )
    done(desk.apply_policy(book, f"{role}\n{rule}"))
    done(desk.user_add(book, "mia", territories=["north"]))
    done(desk.merge_values(book, "territory", "north", "North"))
    done(desk.change_value(book, "territory", "North", {"label": "Nordics"}))
    assert standing(book, another(book, 7, owner=None, territory="nordics")).owner == "mia"
    with book.acting("mia", book.now()):
        assert {1, 2} <= set(found(book, "territory:nordics"))
    # Where nobody has a territory, its owner by the list gets what comes in.
    done(desk.define_value(book, "territory", {"label": "South", "owner": "ada"}))
    assert standing(book, another(book, 8, owner=None, territory="South")).owner == "ada"


def test_a_strict_list_takes_what_it_offers_and_nothing_else(book: Session) -> None:
    done(desk.define_value(book, "campaign", {"label": "Expo"}))
    done(desk.apply_policy(book, desk.policy(book).text + '\n[lists]\nstrict = ["campaign", "source"]\n'))
    no = refused(edit(book, LEAD, 1, {"campaign": "Exo"}), "value")
    assert (no.sentence, no.fix) == ("Campaign “Exo” is not in the list.", "Write one that is: Expo.")
    done(edit(book, LEAD, 1, {"campaign": "expo", "source": "Trade show"}))
    done(desk.retire_value(book, "campaign", "Expo"))
    refused(create(book, LEAD, {"last_name": "Wang", "campaign": "Expo"}), "value")
    done(edit(book, LEAD, 1, {"campaign": "Expo", "city": "Graz"}))  # it has it already
    # What a file brings is stored, and stands in the list to be settled there.
    begun = desk.start_import(book, "x.csv", "d", LEAD, {})
    answer = desk.import_batch(
        book, begun.id, [desk.ImportRow(2, {"last_name": "Wang", "campaign": "New"})], 1
    )
    assert answer.stored == 1 and not answer.rejected


def test_without_counts_no_record_is_looked_at(book: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3, 8):
        another(book, number, campaign=f"Mailing {number}")
    done(desk.merge_values(book, "campaign", "Mailing 3", "Spring fair"))
    asked: list[str] = []
    ask = Session.sql
    monkeypatch.setattr(Session, "sql", lambda s, text, *given: asked.append(text) or ask(s, text, *given))
    for name in ("source", "campaign", "product", "territory", "team"):
        assert all(each.used is None for each in desk.values(book, name))
    assert asked and not [
        text for text in asked for kind in Kind if f"FROM {kind} " in f"{text} " and kind is not Kind.VALUE
    ]
    monkeypatch.undo()
    plain, counted = (
        desk.values(book, "campaign", each) for each in (None, desk.value_counts(book, "campaign"))
    )
    assert [each.code for each in plain] == ["Mailing 3", "Spring fair"]
    assert {each.code: each.held("lead") for each in counted}["Spring fair"] == 2
    assert len(counted) == 2 + 1 + 4
