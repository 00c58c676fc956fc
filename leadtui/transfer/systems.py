"""Which system wrote a file and what its rows are, told from the headings.

Source: data-formats 7, recognising the system from the headings.
"""

from collections.abc import Collection
from typing import Final

from leadtui.domain.fields import Kind
from leadtui.transfer.aliases import PERSON, REACH

# In this order; every heading of one of the sets must be there.
SYSTEMS: Final[tuple[tuple[str, tuple[frozenset[str], ...]], ...]] = tuple(
    (name, tuple(frozenset(group.split()) for group in groups))
    for name, *groups in (
        ("leadtui", "externalsystem externalid othervalues", "fromsystem idthere othervalues"),
        (
            "dynamics",
            "donotmodifyrowchecksum",
            "leadid statecode",
            "accountid statecode",
            "contactid statecode",
            "opportunityid statecode",
            "emailaddress1",
            "topic statusreason",
        ),
        ("suitecrm", "nonprimaryemailsforimport", "primaryaddressstreet", "datecreated assigneduserid"),
        ("salesforce", "lastname leadsource isconverted", "isconverted ownerid", "systemmodstamp"),
        (
            "zoho",
            *(f"recordid {kind}ownerid {kind}owner" for kind in ("lead", "account", "contact", "deal")),
            "leadid converted",
            "leadowner leadstatus annualrevenue",
        ),
        ("salesforce", "leadowner leadstatus noofemployees", "lastname firstname leadsource status"),
        ("hubspot", "lifecyclestage contactowner", "lifecyclestage recordid", "lifecyclestage hsleadstatus"),
        (
            "odoo",
            "externalid jobposition",
            "partnername emailfrom",
            "opportunity contactname stage",
            "chance ansprechpartner",
            "opportunité nomducontact",
            "oportunidad nombredelcontacto",
        ),
        (
            "espocrm",
            "emailaddress accountname assigneduserid",
            "emailaddress addressstreet",
            "createdat assigneduserid",
        ),
        ("pipedrive", "personname", "leadtitle contactperson", "organizationname personname"),
        ("freshsales", "worknumber leadsourceid"),
        ("frappe", "leadowner organization mobileno", "leadowner organization noofemployees"),
        ("mautic", "title firstname lastname points"),
        ("datablist", "accountid leadowner dealstage phone1"),
        ("maven", "opportunityid salesagent", "officelocation subsidiaryof"),
        ("olist", "mqlid"),
        ("salesforce", "firstname lastname mobilephone status"),
    )
)

# What is plainly something else, and what to call it.
OTHER_TABLES: Final[tuple[tuple[str, tuple[frozenset[str], ...]], ...]] = tuple(
    (what, tuple(frozenset(group.split()) for group in groups))
    for what, *groups in (
        (
            "campaign members",
            "campaignid leadid contactid",
            "campaignname leadlastname",
            "campaignid leadorcontactid",
        ),
        (
            "activities",
            "activityid",
            "activitytype",
            "whoid",
            "activitysubject",
            "notecontent",
            "parentididparentid",
        ),
        (
            "campaigns",
            "campaignid budgetedcost",
            "campaignname budgetedcost",
            "numberofleads budgetedcost",
            "campaignid campaignname type",
        ),
        (
            "users",
            "userid email firstname lastname",
            "systemuserid",
            "salesagent manager regionaloffice",
            "username profileid",
        ),
        ("a data dictionary", "logicalname schemaname displayname", "logicalname displayname type"),
    )
)


def _each(words: list[str], loud: int) -> dict[str, int]:
    return dict.fromkeys(words, loud)


# What speaks for a kind, and how loudly.
SIGNS: Final[dict[Kind, dict[str, int]]] = {
    Kind.LEAD: _each(
        [
            "leadid",
            "donotmodifylead",
            "leadsource",
            "leadsourcecode",
            "leadstatus",
            "leadowner",
            "leadname",
            "isconverted",
            "leadqualitycode",
            "crmstatus",
            "mqlid",
            "leadtitle",
            "leadstage",
            "leadsourceid",
            "converted",
        ],
        5,
    )
    | _each(
        [
            "source",
            "origin",
            "datasource",
            "rating",
            "stage",
            "status",
            "topic",
            "contactname",
            "campaign",
            "jobposition",
            "opportunity",
            "chance",
            "firstcontactdate",
            "ansprechpartner",
            "partnername",
            "accountname",
            "assigneduserid",
            "points",
        ],
        1,
    ),
    Kind.OPPORTUNITY: _each(
        [
            "opportunityid",
            "donotmodifyopportunity",
            "originatingleadid",
            "estimatedvalue",
            "dealid",
            "closevalue",
            "wondate",
            "actualclosedate",
            "stagename",
        ],
        8,
    )
    | _each(
        [
            "amount",
            "closedate",
            "dealstage",
            "dealname",
            "probability",
            "forecastcategory",
            "isclosed",
            "iswon",
        ],
        2,
    ),
    Kind.CONTACT: _each(
        [
            "contactid",
            "donotmodifycontact",
            "parentcustomerid",
            "mailingstreet",
            "mailingcity",
            "assistantname",
        ],
        6,
    )
    | _each(["birthdate", "reportsto", "reportstoid", "department"], 2),
    Kind.ACCOUNT: _each(
        [
            "donotmodifyaccount",
            "accountnumber",
            "subsidiaryof",
            "primarycontactid",
            "billingstreet",
            "billingcity",
            "tickersymbol",
            "accountcategorycode",
        ],
        6,
    )
    | _each(
        [
            "accountid",
            "sector",
            "yearestablished",
            "employees",
            "numberofemployees",
            "industry",
            "parentaccount",
        ],
        2,
    ),
}
# What speaks for people, in every language of the aliases.
PERSON_SIGNS: Final = frozenset(
    (
        *PERSON["(full_name)"],
        *PERSON["first_name"],
        *PERSON["last_name"],
        *PERSON["mobile"],
        *REACH["email"],
        "phone",
        "phonenumber",
    )
)
# Words of a file's name, for lists whose headings say nothing; a weak hint.
NAME_WORDS: Final[dict[str, Kind]] = {
    "leads": Kind.LEAD,
    "lead": Kind.LEAD,
    "prospects": Kind.LEAD,
    "accounts": Kind.ACCOUNT,
    "account": Kind.ACCOUNT,
    "companies": Kind.ACCOUNT,
    "contacts": Kind.CONTACT,
    "contact": Kind.CONTACT,
    "opportunities": Kind.OPPORTUNITY,
    "opportunity": Kind.OPPORTUNITY,
    "deals": Kind.OPPORTUNITY,
    "pipeline": Kind.OPPORTUNITY,
}


def system_of(normal: Collection[str]) -> str:
    """The system whose headings these are; empty where none is recognised."""
    there = set(normal)
    return next(
        (name for name, groups in SYSTEMS if any(group <= there for group in groups)),
        "",
    )


def other_table(normal: Collection[str]) -> str:
    """What the rows are when they are plainly no leads, accounts, contacts or opportunities."""
    there = set(normal)
    return next((what for what, groups in OTHER_TABLES if any(group <= there for group in groups)), "")


def kind_of(normal: Collection[str], file_name: str) -> Kind | None:
    """What the rows are; None where neither the headings nor the file's name say."""
    there = set(normal)
    scores = {kind: sum(signs.get(name, 0) for name in there) for kind, signs in SIGNS.items()}
    words = "".join(c if c.isalpha() else " " for c in file_name.rsplit(".", 1)[0].casefold()).split()
    for word in words:
        if word in NAME_WORDS:
            scores[NAME_WORDS[word]] += 3
            break
    people = len(there & PERSON_SIGNS)
    if people:
        scores[Kind.LEAD] += 2 if people > 1 else 1
        scores[Kind.ACCOUNT] -= 2 if people > 2 else 0
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] > 0 else None
