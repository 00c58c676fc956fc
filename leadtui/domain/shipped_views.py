"""The views as shipped, as text: a name, what it shows as a filter, in which order. Data; nothing here reads.

Work views leave out parked leads: they come back by themselves on their date (DESIGN 4).
"""

from typing import Final, NamedTuple

from leadtui.domain.fields import Kind


class Shipped(NamedTuple):
    """A view as text, in the words that a person could type.

    Attributes:
        title: heading of the list.
        letter: what ``'`` (go to) asks for.
        empty: what an empty list says: why, and what helps.
    """

    name: str
    title: str
    kind: Kind
    filter: str
    sort: str
    empty: str


_WORK: Final = "follow_up,-id"  # what is due comes first, then the newest
_NOTHING: Final = "No leads here yet. I imports a file, n makes a lead."
LEAD_VIEWS: Final = (
    Shipped("open", "Open leads", Kind.LEAD, "is:open -is:parked", _WORK, _NOTHING),
    Shipped(
        "my-open",
        "My open leads",
        Kind.LEAD,
        "is:open own:me -is:parked",
        _WORK,
        "No open lead is yours. The view unassigned has those that nobody owns.",
    ),
    Shipped(
        "unassigned",
        "Unassigned leads",
        Kind.LEAD,
        "is:open is:unowned -is:parked",
        _WORK,
        "Every open lead has an owner who works here.",
    ),
    Shipped(
        "queue",
        "Leads of my teams' queues",
        Kind.LEAD,
        "is:queued -is:parked",
        _WORK,
        "No lead waits for a team of yours. m claims one that does.",
    ),
    Shipped(
        "handed",
        "Leads handed to me, unread",
        Kind.LEAD,
        "is:unread own:me",
        _WORK,
        "You have opened every lead that was handed to you.",
    ),
    Shipped(
        "due",
        "Due leads",
        Kind.LEAD,
        "is:open due<=today -is:parked",
        _WORK,
        "Nothing is due today. f sets a follow-up on a lead.",
    ),
    Shipped(
        "stale",
        "Stale leads",
        Kind.LEAD,
        "is:stale",
        "changed_at,id",
        "No open lead has been left alone for two weeks.",
    ),
    Shipped(
        "ready",
        "Leads ready to qualify",
        Kind.LEAD,
        "is:ready -is:parked",
        _WORK,
        "No open lead is ready. A lead's checklist says what is missing.",
    ),
    Shipped(
        "parked",
        "Parked leads",
        Kind.LEAD,
        "is:parked",
        "parked_until,id",
        "No lead is parked. s hides one until a date.",
    ),
    Shipped(
        "closed",
        "Closed leads",
        Kind.LEAD,
        "-is:open",
        "-closed_at,-id",
        "No lead is closed yet. q qualifies one, d disqualifies it.",
    ),
    Shipped(
        "qualified",
        "Qualified leads",
        Kind.LEAD,
        "is:qualified",
        "-closed_at,-id",
        "No lead is qualified yet. q on an open lead opens the plan.",
    ),
    Shipped(
        "disqualified",
        "Disqualified leads",
        Kind.LEAD,
        "is:disqualified",
        "-closed_at,-id",
        "No lead is disqualified. d on an open lead asks for the reason.",
    ),
    Shipped("all", "All leads", Kind.LEAD, "", "-id", _NOTHING),
)
_MADE: Final = "No {0} yet. Qualifying a lead makes one, N makes one by hand."
_CLOSING: Final = "close_on,-id"  # what is to be closed first comes first
RECORD_VIEWS: Final = (
    Shipped("accounts", "Accounts", Kind.ACCOUNT, "", "-id", _MADE.format("accounts")),
    Shipped(
        "my-accounts",
        "My accounts",
        Kind.ACCOUNT,
        "is:mine",
        "-id",
        "No account is yours. e on one changes its owner.",
    ),
    Shipped("contacts", "Contacts", Kind.CONTACT, "", "-id", _MADE.format("contacts")),
    Shipped(
        "my-contacts",
        "My contacts",
        Kind.CONTACT,
        "is:mine",
        "-id",
        "No contact is yours. e on one changes its owner.",
    ),
    Shipped(
        "open-opportunities",
        "Open opportunities",
        Kind.OPPORTUNITY,
        "is:open",
        _CLOSING,
        "No opportunity is open. Qualifying a lead makes one, N makes one by hand.",
    ),
    Shipped(
        "my-opportunities",
        "My open opportunities",
        Kind.OPPORTUNITY,
        "is:open is:mine",
        _CLOSING,
        "No open opportunity is yours. e on one changes its owner.",
    ),
    Shipped(
        "won",
        "Won opportunities",
        Kind.OPPORTUNITY,
        "is:won",
        "-closed_on,-id",
        "Nothing is won yet. w on an open opportunity wins it.",
    ),
    Shipped(
        "lost",
        "Lost opportunities",
        Kind.OPPORTUNITY,
        "is:lost",
        "-closed_on,-id",
        "Nothing is lost. l on an open opportunity loses it, with a reason.",
    ),
    Shipped(
        "opportunities",
        "All opportunities",
        Kind.OPPORTUNITY,
        "",
        "-id",
        _MADE.format("opportunities"),
    ),
)
EXAMPLES: Final = {
    Kind.LEAD: "src:web due<=tomorrow",
    Kind.ACCOUNT: "city:berlin own:me",
    Kind.CONTACT: "co:contoso has:phone",
    Kind.OPPORTUNITY: "is:open due<=tomorrow",
}
"""A filter a kind, as the empty filter line shows it: each can be used as it stands."""
