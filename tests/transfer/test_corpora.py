"""Every shared file that holds leads, accounts, contacts or opportunities, read with no help."""

import csv
import shutil
from itertools import islice
from pathlib import Path

import pytest
from repeats import LONG, long
from sheets import DATA, SHARED, converted

from leadtui import store
from leadtui.actions.importing import Options, run_import
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.views import View
from leadtui.transfer.errors import NotATable

LEAD, ACCOUNT, CONTACT, OPPORTUNITY = Kind.LEAD, Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY
WORKBOOK = "My Open Leads 6-15-2019 4-32-59 PM.xlsx"
WHO = "last_name company email"
# file, kind, rows, how many arrive closed, fields that must land in more than half of the rows
FILES = [
    (f"dynamics/derived/{WORKBOOK}", LEAD, 16, 0, "last_name email source owner topic"),
    ("dynamics/fsi_data.xml", LEAD, 19, 3, "last_name email source owner topic"),
    ("dynamics/fsi_sample_data_cmt.zip", LEAD, 19, 3, "last_name email source owner topic"),
    ("dynamics/fsi_data.xml", ACCOUNT, 5, 0, "name owner"),
    ("dynamics/fsi_data.xml", CONTACT, 30, 0, "last_name email owner"),
    ("dynamics/fsi_data.xml", OPPORTUNITY, 23, 0, "topic owner"),
    ("dynamics/odata_leads.json", LEAD, 24, 19, f"{WHO} phone owner topic"),
    ("dynamics/odata_accounts.json", ACCOUNT, 22, 0, "name phone email website owner"),
    ("dynamics/odata_contacts.json", CONTACT, 40, 0, "last_name company email phone owner"),
    ("dynamics/odata_opportunities.json", OPPORTUNITY, 15, 0, "topic company owner outcome amount close_on"),
    ("dynamics/import_accounts_sdk.csv", ACCOUNT, 5, 0, "name"),
    ("salesforce/workshop_Lead.csv", LEAD, 60, 24, f"{WHO} phone source owner"),
    ("salesforce/easyspaces_Leads.json", LEAD, 11, 0, f"{WHO} mobile job_title"),
    ("salesforce/easyspaces_Lead_Data.csv", LEAD, 11, 0, f"{WHO} mobile"),
    ("salesforce/bdl_Leads.json", LEAD, 2, 0, f"{WHO} phone mobile source decision_maker"),
    ("zoho/Leads.csv", LEAD, 3900, 3675, f"{WHO} mobile source owner created_at"),
    ("odoo/crm_lead_import_template.xls", LEAD, 8, 0, "topic last_name"),
    ("odoo/crm_lead_demo.xml", LEAD, 44, 26, "topic email owner source"),
    ("odoo/derived/odoo_leads_de_cp1252_semicolon.csv", LEAD, 44, 26, f"{WHO} topic budget_amount"),
    ("odoo/derived/odoo_leads_excel_unicode_text.txt", LEAD, 44, 26, f"{WHO} topic budget_amount"),
    ("datablist/leads-100.csv", LEAD, 100, 39, f"{WHO} phone source owner"),
    ("datablist/leads-10000.csv", LEAD, 10000, 4005, f"{WHO} phone source owner"),
    ("datablist/leads-duplicates-2000.csv", LEAD, 2000, 821, f"{WHO} phone source owner"),
    ("mautic/fakeleaddata.csv", LEAD, 54, 0, f"{WHO} phone city"),
    ("generic/us-500.csv", LEAD, 500, 0, f"{WHO} phone city"),
    ("generic/salescrm_Leads.csv", LEAD, 200, 77, "last_name email phone source created_at"),
    ("generic/sample_facebook_export.csv", LEAD, 10, 0, f"{WHO} phone city"),
    ("generic/sample_google_ads_export.csv", LEAD, 10, 0, f"{WHO} phone city"),
    ("generic/sample_leads.csv", LEAD, 5, 2, f"{WHO} mobile source owner"),
    ("funnel/olist_marketing_qualified_leads.csv", LEAD, 8000, 0, "source external_id created_at"),
    ("funnel/olist_closed_deals.csv", OPPORTUNITY, 380, 0, "topic outcome closed_on"),
    ("funnel/maven_sales_pipeline.csv", OPPORTUNITY, 8800, 0, "topic company owner product"),
    ("funnel/maven_accounts.csv", ACCOUNT, 85, 0, "name industry country"),
]  # fmt: skip
NOT_FOR_US = [
    "dynamics/fsi_data_schema.xml",
    "dynamics/lead_metadata.csv",
    "dynamics/opportunity_metadata.csv",
    "dynamics/odata_systemusers.json",
    "salesforce/workshop_Campaign.csv",
    "salesforce/workshop_CampaignMember.csv",
    "salesforce/workshop_Task.csv",
    "zoho/Campaigns.csv",
    "zoho/Campaign_Lead_Status.csv",
    "zoho/Users.csv",
    "generic/salescrm_Activities.csv",
    "funnel/maven_sales_teams.csv",
]
MUCH, ENOUGH = 3_000, 500  # rows; of larger files `make check` stores the first ones only
there = pytest.mark.skipif(not SHARED.exists(), reason="the shared corpora are not here")


@there
@pytest.mark.parametrize(("name", "kind", "rows", "closed", "fields"), FILES)
def test_every_shared_file_enters_whole(name: str, kind: Kind, rows: int, closed: int, fields: str) -> None:
    path = SHARED / name
    asked = kind if path.suffix == ".xml" and kind is not LEAD else None
    columns, ready, rejects = converted(path, asked)
    assert columns.kind is kind
    assert len(ready) + len(rejects) == rows
    assert len(rejects) < rows * 0.02
    assert sum(one.closed is not None for one in ready) == closed
    for field in fields.split():
        filled = sum(bool(one.values.get(field)) for one in ready)
        assert filled > rows / 2 - 1, (field, filled)


@long
@pytest.mark.parametrize(("name", "kind", "rows", "closed", "fields"), FILES)
def test_every_file_is_stored_whole(
    name: str, kind: Kind, rows: int, closed: int, fields: str, tmp_path: Path
) -> None:
    own = DATA / name.replace("derived/", "")  # a bare clone has some of them
    if not own.exists() and not SHARED.exists():
        pytest.skip("the shared corpora are not here")
    path = Path(shutil.copy(own if own.exists() else SHARED / name, tmp_path))  # rejects go beside it
    asked = kind if path.suffix == ".xml" and kind is not LEAD else None
    if rows > MUCH and not LONG:
        rows, closed = ENOUGH, cut(path, ENOUGH)
    with store.create_store(str(tmp_path / "store.db"), user="ada", login="ada") as session:
        told = run_import(session, path, Options(kind=asked))
        ids = store.view_ids(session, View(kind))
        records = list(store.record_rows(session, kind, ids).values())
    assert (told.kind, told.rows, len(records)) == (kind, rows, told.stored)
    assert told.stored + told.rejected + told.skipped == rows
    assert told.rejected < rows * 0.02
    assert told.skipped == 0
    if kind is LEAD:
        assert sum(isinstance(record, Lead) and not record.is_open for record in records) == closed
    for field in fields.split():
        filled = sum(bool(getattr(record, field)) for record in records)
        assert filled > rows / 2 - 1, (field, filled)


def cut(path: Path, rows: int) -> int:
    """Leave so many rows of a file; how many of them arrive closed."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = list(islice(csv.reader(file), rows + 1))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(first)
    _, ready, rejects = converted(path)
    assert len(ready) + len(rejects) == rows
    return sum(one.closed is not None for one in ready)


@there
@pytest.mark.parametrize("name", NOT_FOR_US)
def test_files_of_something_else_are_refused(name: str) -> None:
    with pytest.raises(NotATable) as caught:
        converted(SHARED / name)
    assert Path(name).name in caught.value.sentence


@there
def test_no_shared_file_is_left_out_of_these_tables() -> None:
    folders = ("dynamics", "salesforce", "zoho", "odoo", "datablist", "mautic", "generic", "funnel")
    files = {
        str(path.relative_to(SHARED)) for f in folders for path in (SHARED / f).rglob("*") if path.is_file()
    }
    assert files == {name for name, *_ in FILES} | set(NOT_FOR_US)


def test_a_dynamics_workbook_reads_as_microsoft_wrote_it() -> None:
    columns, ready, _ = converted(DATA / "dynamics" / WORKBOOK)
    first = ready[0].values
    assert columns.system == "dynamics"
    assert columns.unmapped == ()
    assert (first["first_name"], first["last_name"], first["topic"]) == (
        "Jimmie",
        "Lundgren",
        "Possible Customer",
    )
    assert (first["source"], first["rating"], first["decision_maker"]) == ("external_referral", "warm", False)
    assert first["external_id"] == "b4ba8813-f66c-e911-a9a0-000d3a180af8"


def test_a_dataverse_answer_gives_labels_and_closed_leads() -> None:
    _, ready, _ = converted(DATA / "dynamics" / "odata_leads.json")
    first = ready[0]
    assert (first.values["owner"], first.values["rating"]) == ("Taylor Brooks", "hot")
    assert first.closed
    assert first.closed[:2] == ("qualified", "qualified")


def test_a_salesforce_export_keeps_ids_and_reads_status() -> None:
    columns, ready, _ = converted(DATA / "salesforce" / "workshop_Lead.csv")
    assert (columns.system, columns.mapping["state"]) == ("salesforce", "IsConverted")
    assert str(ready[0].values["external_id"]).startswith("00Q")
    assert "Address" not in columns.unmapped
