"""Headings of a record's own id, and of the ids and names of the records that it belongs to.

Of a lead that was closed as qualified these are what it became. Written as in `aliases`.
Source: data-formats 2, "external id" and "converted to".
"""

from typing import Final

from leadtui.domain.fields import Kind


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ID = "recordid id externalid leadnumber pipedrivesystemid mqlid recid prospectid uuid guid"
LINKS: Final[dict[Kind, dict[str, tuple[str, ...]]]] = {
    Kind.LEAD: {
        "external_id": _words(f"donotmodifylead leadid {_ID} contactid opportunityid accountid"),
        "(account_id)": _words("convertedaccountid createdaccountid parentaccountidid parentaccountidvalue"),
        "(account_name)": _words(
            "convertedaccount createdaccountname parentaccountidname parentaccountid parentaccount "
            "parentaccountforlead qualifyingaccount"
        ),
        "(contact_id)": _words("convertedcontactid createdcontactid parentcontactidid parentcontactidvalue"),
        "(contact_name)": _words(
            "convertedcontact createdcontactname parentcontactidname parentcontactid parentcontact "
            "parentcontactforlead qualifyingcontact"
        ),
        "(opportunity_id)": _words(
            "convertedopportunityid createdopportunityid converteddealid qualifyingopportunityidid "
            "qualifyingopportunityidvalue"
        ),
        "(opportunity_name)": _words(
            "convertedopportunity createdopportunityname converteddeal qualifyingopportunityidname "
            "qualifyingopportunityid qualifyingopportunity"
        ),
    },
    Kind.CONTACT: {
        "external_id": _words(f"donotmodifycontact contactid {_ID}"),
        "(account_id)": _words("parentcustomeridid parentcustomeridvalue accountid accountnameid"),
        "(lead_id)": _words("originatingleadidid originatingleadidvalue originatingleadid"),
    },
    Kind.ACCOUNT: {
        "external_id": _words(f"donotmodifyaccount accountid {_ID}"),
        "(lead_id)": _words("originatingleadidid originatingleadidvalue originatingleadid"),
    },
    Kind.OPPORTUNITY: {
        "external_id": _words(f"donotmodifyopportunity opportunityid {_ID}"),
        "(account_id)": _words(
            "parentaccountidid parentaccountidvalue customeridid customeridvalue accountid accountnameid"
        ),
        "(contact_id)": _words("parentcontactidid parentcontactidvalue contactid contactnameid"),
        "(contact_name)": _words("parentcontactidname parentcontactid parentcontact contactname contact"),
        "(lead_id)": _words("originatingleadidid originatingleadidvalue originatingleadid leadid"),
    },
}
