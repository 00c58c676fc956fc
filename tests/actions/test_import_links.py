"""What imported records say of each other: closed leads and what they became, whichever comes first."""

from itertools import permutations
from pathlib import Path

import pytest

from leadtui import store
from leadtui.actions.importing import ImportSummary, Options, run_import
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.plan import Request
from leadtui.domain.records import LeadDetail, Opportunity
from leadtui.domain.results import Done
from leadtui.store import Session

DATAVERSE = {
    Kind.ACCOUNT: "accountid,name,statecode\na-1,Northwind,0\na-2,Northwind,0\n",
    Kind.CONTACT: "contactid,fullname,parentcustomerid (id),statecode\nc-1,Ana Pereira,a-2,0\n",
    Kind.OPPORTUNITY: "opportunityid,name,parentaccountid (id),parentcontactid (id),statecode\n"
    "o-1,Forty scanners,a-2,c-1,0\n",
    Kind.LEAD: "leadid,fullname,statecode,parentaccountid (id),parentcontactid (id),"
    "qualifyingopportunityid (id)\n"
    "l-1,Ana Pereira,1,a-2,c-1,o-1\nl-2,Otto Lind,0,a-2,,\nl-3,Zeno Vogt,2,a-2,c-1,\nl-4,Mia Holm,1,,,\n",
}  # fmt: skip

MAIL = {"Zeno": "zeno@vogt.example", "Ana": "ana@northwind.example"}
NAMED = {Kind.ACCOUNT: "parentaccountid (id): a-2", Kind.CONTACT: "parentcontactid (id): c-1"}


@pytest.fixture
def session(store: Session) -> Session:
    return store


def brought(session: Session, folder: Path, text: str, name: str = "x.csv", **how: object) -> ImportSummary:
    path = folder / name
    path.write_text(text, "utf-8")
    return run_import(session, path, Options(**how))  # pyright: ignore[reportArgumentType]


def whole(session: Session, lead: int) -> LeadDetail:
    found = store.lead_detail(session, lead)
    assert found is not None
    return found


def became(session: Session, lead: int) -> list[tuple[Kind, int]]:
    return [(one.kind, one.id) for life in whole(session, lead).qualifications for one in life.records]


@pytest.mark.parametrize("order", list(permutations(DATAVERSE)), ids="-".join)
def test_a_closed_lead_leads_to_what_it_became_whichever_comes_first(
    session: Session, tmp_path: Path, order: tuple[Kind, ...]
) -> None:
    for kind in order:
        assert brought(session, tmp_path, DATAVERSE[kind], f"{kind}.csv").rejected == 0
    account, contact, sale = 2, 1, 1
    all_three = [(Kind.ACCOUNT, account), (Kind.CONTACT, contact), (Kind.OPPORTUNITY, sale)]
    assert became(session, 1) == all_three
    assert [became(session, lead) for lead in (2, 3, 4)] == [[], [], []]
    opened = whole(session, 2).lead
    assert (opened.account, opened.contact) == (account, None)
    person = store.record_rows(session, Kind.CONTACT, [contact])[contact]
    assert getattr(person, "account", None) == account
    deal = store.record_rows(session, Kind.OPPORTUNITY, [sale])[sale]
    assert isinstance(deal, Opportunity)
    assert (deal.account, deal.contact) == (account, contact)
    page = store.record_detail(session, Kind.OPPORTUNITY, sale)
    assert page is not None
    assert (Kind.LEAD, 1) in {(one.kind, one.id) for one in page.related}
    assert store.verify(session).ok
    lost = whole(session, 3).lead
    after = {kind for kind in order if order.index(kind) < order.index(Kind.LEAD)}
    assert (lost.account, lost.contact) == (
        account if Kind.ACCOUNT in after else None,
        contact if Kind.CONTACT in after else None,
    )
    kept = {line for kind, line in NAMED.items() if kind not in after}
    assert set((lost.other_values or "").splitlines()) == kept


CASES = [
    (
        "salesforce",
        "Id,Name,BillingCity,SystemModstamp\n001A,Acme,Bonn,2026-01-01\n",
        "Id,LastName,LeadSource,IsConverted,ConvertedAccountId\n00Q1,Berg,Web,true,001A\n",
    ),
    (
        "zoho",
        "Record Id,Account Owner.id,Account Owner,Account Name\nzcrm_1,u1,Mia,Acme\n",
        "Record Id,Lead Owner.id,Lead Owner,Last Name,Is Converted,Converted Account.id,Converted Account\n"
        "zcrm_9,u1,Mia,Berg,true,zcrm_1,Acme\n",
    ),
    (
        "espocrm",
        "id,name,website,emailAddress,billingAddressCity,createdAt,assignedUserId\n5f1,Acme,,,Bonn,2026-01-01,u\n",
        "id,lastName,status,emailAddress,addressStreet,createdAccountId\n5f9,Berg,Converted,b@x.example,,5f1\n",
    ),
    (
        "suitecrm",
        "Name,ID,Billing Street,Billing City,Date Created,Assigned User ID\nAcme,s1,,Bonn,2026-01-01,u\n",
        "Last Name,ID,Primary Address Street,Status,Converted,Account ID\nBerg,s9,,Converted,1,s1\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("system", "accounts", "leads"), CASES, ids=[case[0] for case in CASES])
def test_each_system_tells_it_in_its_own_words(
    session: Session, tmp_path: Path, system: str, accounts: str, leads: str
) -> None:
    assert brought(session, tmp_path, accounts, "a.csv", kind=Kind.ACCOUNT).system == system
    told = brought(session, tmp_path, leads, "l.csv")
    assert (told.system, told.rejected) == (system, 0)
    assert became(session, 1) == [(Kind.ACCOUNT, 1)]
    assert not any("not in the book" in note for note in told.notes)


def test_a_name_counts_where_it_is_the_only_one_and_that_is_said(session: Session, tmp_path: Path) -> None:
    brought(session, tmp_path, "Account Name,Industry\nAcme,Pumps\nTwice,A\nTwice,B\n", "a.csv")
    leads = (
        "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,Last Name,Status,Parent Account for lead\n"
        "1,x,Berg,Qualified,ACME\n2,x,Holm,Qualified,Twice\n3,x,Dahl,Disqualified,Nobody\n"
    )
    told = brought(session, tmp_path, leads, "l.csv")
    assert [became(session, lead) for lead in (1, 2, 3)] == [[(Kind.ACCOUNT, 1)], [], []]
    assert "1 lead linked to an account by its name alone." in told.notes
    assert any(note.startswith("1 lead names an account that is not in the book") for note in told.notes)
    assert whole(session, 2).lead.other_values == "Parent Account for lead: Twice"


def test_two_leads_may_have_become_one_opportunity(session: Session, tmp_path: Path) -> None:
    for kind in (Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY):
        brought(session, tmp_path, DATAVERSE[kind], f"{kind}.csv")
    head, first, *_ = DATAVERSE[Kind.LEAD].splitlines()
    brought(session, tmp_path, "\n".join([head, first, first.replace("l-1", "l-9")]), "l.csv")
    assert became(session, 1) == became(session, 2)
    assert len(became(session, 1)) == 3
    assert store.verify(session).ok


def test_an_opportunity_names_the_lead_that_it_came_of(session: Session, tmp_path: Path) -> None:
    brought(session, tmp_path, "leadid,fullname,statecode\nl-1,Ana Pereira,1\n", "l.csv")
    deals = "opportunityid,name,originatingleadid (id),statecode\no-1,Scanners,l-1,0\no-2,Labels,l-7,0\n"
    brought(session, tmp_path, deals, "o.csv")
    assert became(session, 1) == [(Kind.OPPORTUNITY, 1)]
    found = store.record_rows(session, Kind.OPPORTUNITY, [1, 2])
    assert [getattr(found[id], "lead", None) for id in (1, 2)] == [1, None]


def test_what_a_lead_became_is_no_duplicate_of_it(session: Session, tmp_path: Path) -> None:
    people = "contactid,fullname,emailaddress1,statecode\nc-1,Ana Pereira,ana@northwind.example,0\n"
    brought(session, tmp_path, people, "c.csv")
    leads = "leadid,fullname,emailaddress1,statecode,parentcontactid (id)\n"
    leads += "l-1,Ana Pereira,ana@northwind.example,1,c-1\n"
    told = brought(session, tmp_path, leads, "l.csv", on_duplicate="skip")
    assert (told.stored, told.skipped, told.duplicates) == (1, 0, 0)


def test_a_lead_that_was_qualified_here_keeps_what_it_became(session: Session, tmp_path: Path) -> None:
    """Its other values may still name what it would have become elsewhere."""
    opened = "leadid,fullname,companyname,subject,telephone1,ownerid,statecode,parentaccountid (id)\n"
    brought(session, tmp_path, f"{opened}l-1,Ana Pereira,Acme,Pumps,+46 70 123 45 67,ada,0,a-1\n", "l.csv")
    done = store.qualify(session, 1, Request(why="Wants them.", duplicates_reviewed=True))
    assert isinstance(done, Done), done
    before = became(session, 1)
    brought(session, tmp_path, DATAVERSE[Kind.ACCOUNT], "a.csv")
    assert became(session, 1) == before


def test_ids_mean_nothing_across_systems(session: Session, tmp_path: Path) -> None:
    brought(session, tmp_path, "accountid,name,statecode\n001A,Northwind,0\n", "a.csv")
    other = CASES[0][2]
    told = brought(session, tmp_path, other, "l.csv")
    assert became(session, 1) == []
    assert any("1 lead names an account" in note for note in told.notes)
    lead = whole(session, 1).lead
    assert isinstance(lead, Lead)
    assert lead.other_values == "ConvertedAccountId: 001A"


def test_a_batch_that_opens_a_lead_again_may_change_others_after_it(session: Session, tmp_path: Path) -> None:
    """And the same lead once more, by a later row of the same batch."""
    for first, last in (("Zeno", "Vogt"), ("Ana", "Pereira")):
        made = store.create(
            session, Kind.LEAD, {"first_name": first, "last_name": last, "email": MAIL[first]}
        )
        assert isinstance(made, Done)
    assert isinstance(store.disqualify(session, 1, "lost"), Done)
    rows = (
        f"Zeno Vogt,{MAIL['Zeno']},Bonn,\n"
        f"Ana Pereira,{MAIL['Ana']},Porto,\n"
        f"Zeno Vogt,{MAIL['Zeno']},,Founder\n"
    )
    told = brought(
        session, tmp_path, f"Name,Email,City,Job Title\n{rows}", on_duplicate="update", returning="reactivate"
    )
    assert (told.updated, told.rejected) == (3, 0)
    zeno, ana = (whole(session, lead).lead for lead in (1, 2))
    assert (zeno.is_open, zeno.job_title, ana.city) == (True, "Founder", "Porto")
    assert store.verify(session).ok


@pytest.mark.parametrize("of_another_system", [True, False])
def test_what_names_a_merged_record_is_linked_to_the_one_that_stays(
    session: Session, tmp_path: Path, of_another_system: bool
) -> None:
    if of_another_system:
        rows = (
            "Name,ID,Billing Street,Billing City,Date Created,Assigned User ID\nAcme,s1,,Bonn,2026-01-01,u\n"
        )
        assert brought(session, tmp_path, rows, "s.csv", kind=Kind.ACCOUNT).system == "suitecrm"
    else:
        assert isinstance(store.create(session, Kind.ACCOUNT, {"name": "Acme"}), Done)
    brought(session, tmp_path, DATAVERSE[Kind.ACCOUNT], "a.csv")
    assert isinstance(store.merge(session, Kind.ACCOUNT, 1, 3), Done)
    brought(session, tmp_path, DATAVERSE[Kind.CONTACT], "c.csv")
    assert session.sql("SELECT account FROM contact") == [(1,)]
