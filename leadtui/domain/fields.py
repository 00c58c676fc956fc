"""The fields of each record: one table that forms, import, export, filter and schema read.

Lengths and option sets are those of Dynamics 365 (Source: Dynamics lead entity, attribute metadata;
option numbers are kept for import and export). Codes rule, labels only show.
"""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize


class Kind(StrEnum):
    """What a record is."""

    LEAD = "lead"
    ACCOUNT = "account"
    CONTACT = "contact"
    OPPORTUNITY = "opportunity"
    ACTIVITY = "activity"
    POLICY = "policy"  # a version of the rule book
    VALUE = "value"  # one value of a list: a source, campaign, product, territory or team


class Type(StrEnum):
    """What a field holds; decides how it is read, shown, stored and compared."""

    TEXT = "text"  # one line
    LONG = "long"  # several lines
    EMAIL = "email"
    PHONE = "phone"
    CHOICE = "choice"  # the code of one of `Field.options`
    OPEN_CHOICE = "open_choice"  # a code of `options`, or any other word: then a code made of it
    MONEY = "money"  # Decimal with two places
    BOOL = "bool"
    DATE = "date"
    TIME = "time"  # aware datetime, UTC
    PERSON = "person"  # key of a user or team, or a name that is not (yet) one of them
    REF = "ref"  # id of a record
    NUMBER = "number"


class Option(NamedTuple):
    """One value of a choice: stable code, label, and the number Dynamics gives it."""

    code: str
    label: str
    number: int


class Field(NamedTuple):
    """One field of a record.

    Attributes:
        name: the name in code, JSON, policy, import mapping and export headings.
        label: how people read it.
        max: longest text in characters; 0 where text length means nothing.
        group: heading under which the detail and the form show it.
        system: written by leadtui itself, never typed into a form.
        target: for ``Type.REF``, the kind of record that the id names.
        by_command: written by a command of its own, told by imports, never typed into a form.
    """

    name: str
    label: str
    type: Type = Type.TEXT
    max: int = 0
    group: str = ""
    options: tuple[Option, ...] = ()
    system: bool = False
    target: Kind | None = None
    by_command: bool = False

    @property
    def multiline(self) -> bool:
        """Whether newlines stay in it."""
        return self.type is Type.LONG

    def option(self, code: str) -> Option | None:
        """The option of that code."""
        for option in self.options:  # a generator would take twice as long, and imports ask often
            if option.code == code:
                return option
        return None


def _options(first: int, *labels: str) -> tuple[Option, ...]:
    return tuple(Option(code_of(label), label, n) for n, label in enumerate(labels, first))


@lru_cache(maxsize=4096)
def code_of(label: str) -> str:
    """The code that a label makes: lower case, every run of other signs one underscore."""
    words = "".join(c if c.isalnum() else " " for c in normalize("NFC", label).casefold()).split()
    return "_".join(words)


RATING = _options(1, "Hot", "Warm", "Cold")
SOURCE = _options(
    1,
    "Advertisement",
    "Employee Referral",
    "External Referral",
    "Partner",
    "Public Relations",
    "Seminar",
    "Trade Show",
    "Web",
    "Word of Mouth",
    "Other",
)
BUDGET_STATUS = _options(0, "No Committed Budget", "May Buy", "Can Buy", "Will Buy")
NEED = _options(0, "Must have", "Should have", "Good to have", "No need")
TIMEFRAME = _options(0, "Immediate", "This Quarter", "Next Quarter", "This Year", "Unknown")
PROCESS = _options(0, "Individual", "Committee", "Unknown")

_T = Type
_ADDRESS = (
    Field("street", "Street", _T.TEXT, 250, "address"),
    Field("city", "City", _T.TEXT, 80, "address"),
    Field("region", "State or region", _T.TEXT, 50, "address"),
    Field("postal_code", "Postal code", _T.TEXT, 20, "address"),
    Field("country", "Country", _T.TEXT, 80, "address"),
)
_CONSENT = (
    Field("do_not_call", "Do not call", _T.BOOL, group="consent"),
    Field("do_not_email", "Do not e-mail", _T.BOOL, group="consent"),
)
_ORIGIN = (
    Field("external_system", "From system", _T.TEXT, 60, "origin"),
    Field("external_id", "Id there", _T.TEXT, 200, "origin"),
)
_STAMPS = (
    Field("created_at", "Created", _T.TIME, system=True),
    Field("changed_at", "Changed", _T.TIME, system=True),
    Field("version", "Version", _T.NUMBER, system=True),
)

LEAD_FIELDS: tuple[Field, ...] = (
    Field("id", "Id", _T.NUMBER, system=True),
    Field("state", "State", _T.CHOICE, system=True),
    Field("status_reason", "Status reason", _T.CHOICE, system=True),
    Field("first_name", "First name", _T.TEXT, 50, "person"),
    Field("last_name", "Last name", _T.TEXT, 50, "person"),
    Field("company", "Company", _T.TEXT, 100, "person"),
    Field("private_person", "Private person", _T.BOOL, group="person"),
    Field("job_title", "Job title", _T.TEXT, 100, "person"),
    Field("topic", "Topic", _T.TEXT, 300, "need"),
    Field("email", "E-mail", _T.EMAIL, 100, "reach"),
    Field("phone", "Phone", _T.PHONE, 50, "reach"),
    Field("mobile", "Mobile", _T.PHONE, 50, "reach"),
    Field("website", "Website", _T.TEXT, 200, "reach"),
    *_ADDRESS,
    Field("language", "Language", _T.TEXT, 40, "reach"),
    Field("source", "Source", _T.OPEN_CHOICE, 100, "origin", SOURCE),
    Field("campaign", "Campaign", _T.TEXT, 128, "origin"),
    Field("product", "Product", _T.TEXT, 100, "need"),
    Field("rating", "Rating", _T.CHOICE, group="need", options=RATING),
    Field("owner", "Owner", _T.PERSON, 160, "origin"),
    Field("territory", "Territory", _T.TEXT, 100, "origin"),
    Field("account", "Account", _T.REF, group="origin", target=Kind.ACCOUNT),
    Field("contact", "Contact", _T.REF, group="origin", target=Kind.CONTACT),
    Field("fit", "Fit", _T.BOOL, group="need"),
    Field("interest", "Interest", _T.BOOL, group="need"),
    Field("need", "Need", _T.CHOICE, group="need", options=NEED),
    Field("budget_amount", "Budget amount", _T.MONEY, group="need"),
    Field("currency", "Currency", _T.TEXT, 3, "need"),
    Field("budget_status", "Budget", _T.CHOICE, group="need", options=BUDGET_STATUS),
    Field("purchase_timeframe", "Timeframe", _T.CHOICE, group="need", options=TIMEFRAME),
    Field("purchase_process", "Purchase process", _T.CHOICE, group="need", options=PROCESS),
    Field("decision_maker", "Decision maker", _T.BOOL, group="need"),
    Field("description", "Description", _T.LONG, 2000, "notes"),
    *_CONSENT,
    *_ORIGIN,
    Field("other_values", "Other values", _T.LONG, 20000, "notes"),
    Field("follow_up", "Follow-up", _T.DATE, group="next"),
    Field("follow_up_note", "Follow-up note", _T.TEXT, 200, "next"),
    Field("parked_until", "Not now, until", _T.DATE, group="next", system=True),
    *_STAMPS[:2],
    Field("closed_at", "Closed", _T.TIME, system=True),
    Field("closed_by", "Closed by", _T.PERSON, 160, system=True),
    Field("overridden", "Overridden because", _T.TEXT, 500, system=True),
    _STAMPS[2],
    Field("cycle", "Cycle", _T.NUMBER, system=True),
)

ACCOUNT_FIELDS: tuple[Field, ...] = (
    Field("id", "Id", _T.NUMBER, system=True),
    Field("name", "Name", _T.TEXT, 160, "company"),
    Field("website", "Website", _T.TEXT, 200, "reach"),
    Field("phone", "Phone", _T.PHONE, 50, "reach"),
    Field("email", "E-mail", _T.EMAIL, 100, "reach"),
    *_ADDRESS,
    Field("industry", "Industry", _T.TEXT, 100, "company"),
    Field("parent", "Parent account", _T.REF, group="company", target=Kind.ACCOUNT),
    Field("owner", "Owner", _T.PERSON, 160, "company"),
    Field("territory", "Territory", _T.TEXT, 100, "company"),
    Field("description", "Description", _T.LONG, 2000, "notes"),
    *_CONSENT,
    *_ORIGIN,
    Field("other_values", "Other values", _T.LONG, 20000, "notes"),
    Field("lead", "Came from lead", _T.REF, system=True, target=Kind.LEAD),
    *_STAMPS,
)

CONTACT_FIELDS: tuple[Field, ...] = (
    Field("id", "Id", _T.NUMBER, system=True),
    Field("first_name", "First name", _T.TEXT, 50, "person"),
    Field("last_name", "Last name", _T.TEXT, 50, "person"),
    Field("job_title", "Job title", _T.TEXT, 100, "person"),
    Field("account", "Account", _T.REF, group="person", target=Kind.ACCOUNT),
    Field("company", "Company as text", _T.TEXT, 160, "person"),
    Field("email", "E-mail", _T.EMAIL, 100, "reach"),
    Field("phone", "Phone", _T.PHONE, 50, "reach"),
    Field("mobile", "Mobile", _T.PHONE, 50, "reach"),
    Field("website", "Website", _T.TEXT, 200, "reach"),
    *_ADDRESS,
    Field("language", "Language", _T.TEXT, 40, "reach"),
    Field("owner", "Owner", _T.PERSON, 160, "person"),
    Field("description", "Description", _T.LONG, 2000, "notes"),
    *_CONSENT,
    *_ORIGIN,
    Field("other_values", "Other values", _T.LONG, 20000, "notes"),
    Field("lead", "Came from lead", _T.REF, system=True, target=Kind.LEAD),
    *_STAMPS,
)

STAGE = _options(0, "Qualify", "Develop", "Propose", "Close")
OUTCOME = _options(0, "Open", "Won", "Lost")
# Source: Dynamics opportunity entity, statuscode of state Lost: 4 Canceled, 5 Out-Sold. The others are ours.
LOST_REASON = (
    *_options(101, "Price"),
    *_options(5, "Out-sold"),
    *_options(102, "No budget", "No decision", "Does not fit"),
    *_options(4, "Canceled"),
    *_options(105, "Other"),
)

OPPORTUNITY_FIELDS: tuple[Field, ...] = (
    Field("id", "Id", _T.NUMBER, system=True),
    Field("topic", "Topic", _T.TEXT, 300, "deal"),
    Field("account", "Account", _T.REF, group="deal", target=Kind.ACCOUNT),
    Field("contact", "Contact", _T.REF, group="deal", target=Kind.CONTACT),
    Field("company", "Company as text", _T.TEXT, 160, "deal"),
    Field("amount", "Amount", _T.MONEY, group="deal"),
    Field("currency", "Currency", _T.TEXT, 3, "deal"),
    Field("stage", "Stage", _T.CHOICE, group="deal", options=STAGE),
    Field("outcome", "Outcome", _T.CHOICE, group="deal", options=OUTCOME, by_command=True),
    Field("lost_reason", "Lost because", _T.CHOICE, group="deal", options=LOST_REASON, by_command=True),
    Field("close_on", "Expected close", _T.DATE, group="deal"),
    Field("closed_on", "Closed on", _T.DATE, group="deal", by_command=True),
    Field("next_step", "Next step", _T.TEXT, 200, "deal"),
    Field("rating", "Rating", _T.CHOICE, group="deal", options=RATING),
    Field("need", "Need", _T.CHOICE, group="deal", options=NEED),
    Field("budget_status", "Budget", _T.CHOICE, group="deal", options=BUDGET_STATUS),
    Field("purchase_timeframe", "Timeframe", _T.CHOICE, group="deal", options=TIMEFRAME),
    Field("purchase_process", "Purchase process", _T.CHOICE, group="deal", options=PROCESS),
    Field("decision_maker", "Decision maker", _T.BOOL, group="deal"),
    Field("product", "Product", _T.TEXT, 100, "deal"),
    Field("source", "Source", _T.OPEN_CHOICE, 100, "origin", SOURCE),
    Field("campaign", "Campaign", _T.TEXT, 128, "origin"),
    Field("owner", "Owner", _T.PERSON, 160, "origin"),
    Field("territory", "Territory", _T.TEXT, 100, "origin"),
    Field("description", "Description", _T.LONG, 2000, "notes"),
    Field("why", "Why", _T.LONG, 2000, "notes"),
    *_ORIGIN,
    Field("other_values", "Other values", _T.LONG, 20000, "notes"),
    Field("lead", "Came from lead", _T.REF, system=True, target=Kind.LEAD),
    *_STAMPS,
)

FIELDS: dict[Kind, tuple[Field, ...]] = {
    Kind.LEAD: LEAD_FIELDS,
    Kind.ACCOUNT: ACCOUNT_FIELDS,
    Kind.CONTACT: CONTACT_FIELDS,
    Kind.OPPORTUNITY: OPPORTUNITY_FIELDS,
}
BY_NAME: dict[Kind, dict[str, Field]] = {
    kind: {field.name: field for field in fields} for kind, fields in FIELDS.items()
}


def editable(kind: Kind) -> tuple[Field, ...]:
    """The fields that a person may type, in the order of the form."""
    return tuple(field for field in FIELDS[kind] if not field.system and not field.by_command)


def label_of(field: Field, code: str | None) -> str:
    """How people read a code: the option's label, or the code's words where it has none."""
    if not code:
        return ""
    option = field.option(code)
    return option.label if option else code.replace("_", " ").capitalize()
