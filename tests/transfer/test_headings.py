from pathlib import Path

import pytest
from sheets import converted, written

from leadtui.domain.fields import Kind
from leadtui.transfer.errors import NotATable, UnknownName
from leadtui.transfer.headings import heading_row, match, normal
from leadtui.transfer.readers import read_table


def columns(folder: Path, headings: str, *values: str, kind: Kind | None = None, name: str = "upload.csv"):
    path = written(
        folder, headings + "\n" + "\n".join(values or ("x" + "," * headings.count(","),)) + "\n", name
    )
    return match(read_table(path), kind)


def test_labels_and_technical_names_are_the_same_heading() -> None:
    assert len({normal(text) for text in ("Lead Source", "LeadSource", "lead_source", "Lead Source:*")}) == 1
    assert normal("Has_Budget__c") == "hasbudget"


@pytest.mark.parametrize(
    ("headings", "system"),
    [
        (
            "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Name,Topic",
            "dynamics",
        ),
        ("Topic,Status Reason,Created On,Email", "dynamics"),
        ("Id,LastName,LeadSource,Status,IsConverted", "salesforce"),
        ("First Name,Last Name,Company,Lead Owner,Lead Status,No. of Employees", "salesforce"),
        ("Record Id,Lead Owner.id,Lead Owner,Company,Last Name,Email", "zoho"),
        ("First name,Last name,Email,Lifecycle stage,Contact owner,Lead status", "hubspot"),
        ("External ID,Name,Company Name,Contact Name,Email,Job Position", "odoo"),
        ("id,name,partner_name,contact_name,email_from,stage_id", "odoo"),
        ("Chance,Ansprechpartner,Unternehmensname,E-Mail,Stufe", "odoo"),
        ("Opportunité,Nom du contact,Nom de la société,Email,Étape", "odoo"),
        ("firstName,lastName,emailAddress,accountName,assignedUserId,status", "espocrm"),
        ("First Name,Last Name,Primary Address Street,Lead Source,Status", "suitecrm"),
        ("Lead - Title*,Contact person*,Organization*,Lead - Owner", "pipedrive"),
        ("Index,Account Id,Lead Owner,First Name,Last Name,Company,Phone 1,Deal Stage", "datablist"),
        ("first_name,email,work_number,lead_source_id", "freshsales"),
        ("title,firstname,lastname,email,points", "mautic"),
    ],
)
def test_systems_are_known_by_their_headings(tmp_path: Path, headings: str, system: str) -> None:
    found = columns(tmp_path, headings)
    assert (found.system, found.kind) == (system, Kind.LEAD)


@pytest.mark.parametrize(
    ("headings", "field", "heading"),
    [
        ("Title,FirstName,LastName,LeadSource,IsConverted", "job_title", "Title"),
        ("Lead - Title,Contact person,Lead - Owner,Organization", "topic", "Lead - Title"),
        ("External ID,Name,Contact Name,Job Position,Email", "topic", "Name"),
        ("External ID,Name,Contact Name,Job Position,Email", "full_name", "Contact Name"),
        ("Topic,Status Reason,Status,Name,Email", "state", "Status"),
        ("FirstName,LastName,LeadSource,Status,IsConverted", "status", "Status"),
        ("Leads_First Name,Leads_Last Name,Leads_Email,Leads_Status Reason", "email", "Leads_Email"),
        ("Vorname,Nachname,Firma,Telefon,Quelle,Verkäufer", "owner", "Verkäufer"),
        ("Nombre del contacto,Correo electrónico,Teléfono,Oportunidad,Comercial", "phone", "Teléfono"),
    ],
)
def test_the_same_word_means_what_it_means_in_its_system(
    tmp_path: Path, headings: str, field: str, heading: str
) -> None:
    assert columns(tmp_path, headings).mapping[field] == heading


def test_mautics_title_is_a_salutation_and_stays_out_of_the_job(tmp_path: Path) -> None:
    found = columns(tmp_path, "title,firstname,lastname,email,points")
    assert "job_title" not in found.mapping
    assert "title" in found.unmapped


def test_bookkeeping_columns_are_not_shown(tmp_path: Path) -> None:
    found = columns(
        tmp_path, "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Index"
    )
    assert found.unmapped == ()
    assert found.mapping["external_id"] == "(Do Not Modify) Lead"


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("accountid,name,industrycode,statecode,telephone1", Kind.ACCOUNT),
        ("Account Name,Industry,Website,Billing City,Billing Street", Kind.ACCOUNT),
        ("contactid,firstname,lastname,parentcustomerid,statecode", Kind.CONTACT),
        ("First Name,Last Name,Account Name,Mailing Street,Mailing City,Email", Kind.CONTACT),
        ("opportunityid,name,estimatedvalue,statecode", Kind.OPPORTUNITY),
        ("Deal Name,Amount,Close Date,Deal Stage,Deal Owner", Kind.OPPORTUNITY),
        ("first_name,last_name,company_name,email,phone1", Kind.LEAD),
        ("Name,Email,Phone", Kind.LEAD),
    ],
)
def test_kinds_are_known_by_their_headings(tmp_path: Path, headings: str, kind: Kind) -> None:
    assert columns(tmp_path, headings).kind is kind


@pytest.mark.parametrize(
    ("headings", "word"),
    [
        ("CAMPAIGNID,Campaign Name,Type,Status,Budgeted Cost", "campaigns"),
        ("ActivityID,LeadID,ActivityType,Notes", "activities"),
        ("USER_ID,First Name,Last Name,Email", "users"),
        ("Id,CampaignId,LeadId,ContactId,Status", "campaign members"),
        ("red,green,blue", "says what its rows are"),
    ],
)
def test_files_of_something_else_are_refused_with_the_way_out(
    tmp_path: Path, headings: str, word: str
) -> None:
    with pytest.raises(NotATable, match=word) as caught:
        columns(tmp_path, headings)
    assert "--kind" in caught.value.fix


def test_a_kind_that_is_said_wins_and_its_file_needs_a_known_column(tmp_path: Path) -> None:
    assert columns(tmp_path, "Name,Email,Phone", kind=Kind.CONTACT).kind is Kind.CONTACT
    with pytest.raises(NotATable, match="--map"):
        columns(tmp_path, "red,green,blue", kind=Kind.LEAD)


def test_map_overrides_and_names_columns_nobody_knows(tmp_path: Path) -> None:
    path = written(tmp_path, "who,firm,first name,Email\nLee,Acme,Ann,a@x.example\n")
    found, ready, _ = converted(
        path, Kind.LEAD, {"last_name": "who", "company": "FIRM", "full_name": "first name"}
    )
    assert found.mapping["last_name"] == "who"
    assert ready[0].values["company"] == "Acme"
    assert "first_name" not in found.mapping


def test_map_with_an_unknown_field_or_heading_names_the_nearest(tmp_path: Path) -> None:
    path = written(tmp_path, "who,Email\nLee,a@x.example\n")
    with pytest.raises(UnknownName, match=r"no field 'lastname'.*'last_name'"):
        converted(path, given={"lastname": "who"})
    with pytest.raises(UnknownName, match=r"no column 'emial'.*'Email'"):
        converted(path, given={"email": "emial"})
    assert UnknownName.exit == 2


def test_the_row_with_known_headings_is_found_below_a_preamble() -> None:
    assert (
        heading_row([["Report"], ["Total", "3"], ["First Name", "Last Name", "Email"], ["a", "b", "c"]]) == 2
    )
    assert heading_row([["red", "green", "blue"], ["a", "b", "c"]]) == 0
    assert heading_row([]) is None
