"""What the words in cells mean: placeholders, yes and no, option sets, status vocabularies.

Source: data-formats 4.
"""

from dataclasses import dataclass
from typing import Final

from leadtui.domain.fields import Field, code_of
from leadtui.domain.lead import State
from leadtui.domain.policy import shipped

# Mean that nothing is there, compared in lower case. Source: data-formats 4.4.
PLACEHOLDERS: Final = frozenset(
    (
        *("select", "-- select --", "--none--", "-none-", "- none -", "none", "n/a", "na", "#n/a", "null"),
        *("nil", "nan", "undefined", "[not provided]", "not provided", "(blank)", "-", "--", "---", "?"),
        *("#value!", "#ref!", "#name?"),
    )
)
YES: Final = frozenset(
    [
        "true",
        "yes",
        "y",
        "1",
        "x",
        "on",
        "wahr",
        "ja",
        "oui",
        "sí",
        "si",
        "verdadero",
        "vrai",
        "completed",
        "checked",
        "donotallow",
        "opted",
        "out",
        "optedout",
    ]
)
NO: Final = frozenset(
    [
        "false",
        "no",
        "n",
        "0",
        "off",
        "falsch",
        "nein",
        "non",
        "falso",
        "faux",
        "markcomplete",
        "unchecked",
        "allow",
    ]
)

_SYNONYMS: Final[dict[str, dict[str, str]]] = {
    "source": {
        "website": "web",
        "web_site": "web",
        "web_form": "web",
        "webform": "web",
        "online_form": "web",
        "website_form": "web",
        "internet": "web",
        "employee": "employee_referral",
        "referral": "external_referral",
        "reference": "external_referral",
        "customer_referral": "external_referral",
        "partner_referral": "partner",
        "advertisment": "advertisement",
        "advert": "advertisement",
        "advertising": "advertisement",
        "pr": "public_relations",
        "tradeshow": "trade_show",
        "trade_shows": "trade_show",
        "exhibition": "trade_show",
        "seminars": "seminar",
        "word_of_mouth_referral": "word_of_mouth",
    },
    "rating": {
        "high": "hot",
        "very_high": "hot",
        "hoch": "hot",
        "sehr_hoch": "hot",
        "medium": "warm",
        "mittel": "warm",
        "normal": "warm",
        "low": "cold",
        "niedrig": "cold",
        "very_low": "cold",
        "heiß": "hot",
        "kalt": "cold",
    },
    "purchase_timeframe": {"now": "immediate", "immediately": "immediate", "asap": "immediate"},
    "stage": {
        "qualification": "qualify",
        "prospecting": "qualify",
        "prospect": "qualify",
        "new": "qualify",
        "needs_analysis": "develop",
        "engaging": "develop",
        "develop": "develop",
        "proposal": "propose",
        "proposition": "propose",
        "proposal_price_quote": "propose",
        "quote": "propose",
        "negotiation": "close",
        "negotiation_review": "close",
        "closing": "close",
    },
    "outcome": {"in_progress": "open", "on_hold": "open", "closed_won": "won", "closed_lost": "lost"},
}
_PRIORITY: Final = {"0": "cold", "1": "warm", "2": "hot", "3": "hot"}  # Odoo counts stars


def read_bool(text: str) -> bool | None:
    """Yes or no; None where the word says neither. ``mark complete`` is no: Dynamics shows it for false."""
    word = "".join(sign for sign in text.casefold() if sign.isalnum())
    return True if word in YES else False if word in NO else None


def read_option(field: Field, text: str, system: str) -> str | None:
    """The code of a choice by code, label, number or another system's word; None where it is not one."""
    code = code_of(text)
    if field.option(code):
        return code
    if system == "leadtui":
        return None  # our own codes mean themselves
    if system == "odoo" and field.name == "rating" and text in _PRIORITY:
        return _PRIORITY[text]
    if text.isdecimal() and system in ("dynamics", ""):
        return next((option.code for option in field.options if option.number == int(text)), None)
    return _SYNONYMS.get(field.name, {}).get(code)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a status word puts a lead.

    Attributes:
        exact: the word says no more than the reason does, so the text need not be kept.
    """

    state: State
    reason: str
    exact: bool = False


def _standings(state: State, reason: str, words: str) -> dict[str, Standing]:
    return {code_of(word): Standing(state, reason) for word in words.split("/")}


_STATUS: Final[dict[str, Standing]] = {
    **_standings(
        State.OPEN,
        "new",
        "Open/Open - Not Contacted/Not Contacted/New Lead/Assigned/Unassigned/Neu/Nouveau/Nuevo/Fresh/"
        "Subscriber/Lead/Marketing Qualified Lead/MQL/Untouched",
    ),
    **_standings(
        State.OPEN,
        "contacted",
        "Working/Working - Contacted/Nurturing/Nurture/In Progress/Open Deal/Attempted to Contact/Connected/"
        "Contact in Future/Pre Qualified/In Process/Recycled/Interested/Under review/Demo/Proposal Sent/"
        "Negotiation/Re-engagement/On Hold/Good Lead Follow Up/Did Not Connect/Engaged/Follow Up/Replied/"
        "Meeting Scheduled/Proposal",
    ),
    **_standings(
        State.QUALIFIED,
        "qualified",
        "Closed - Converted/Converted/Closed Won/Won/Sale Done/Qualifiziert/Qualifié/Calificado/Gewonnen/"
        "Proposition/Angebot/Gagné/Ganado/Sales Qualified Lead/Opportunity/Customer/Closed - Won",
    ),
    **_standings(
        State.DISQUALIFIED,
        "lost",
        "Closed - Not Converted/Disqualified/Lost Lead/Dead/Closed Lost/Verloren/Perdu/Perdido/Closed - Lost/"
        "Rejected/Closed",
    ),
    **_standings(State.DISQUALIFIED, "cannot_contact", "Junk Lead/Junk/Unreachable/Invalid contact"),
    **_standings(
        State.DISQUALIFIED,
        "no_longer_interested",
        "Unqualified/Bad Timing/Not Interested/No Interest/Bad Lead/Not a fit now",
    ),
    **{code_of(r.label): Standing(r.state, r.code, exact=True) for r in shipped().reasons},
    **{r.code: Standing(r.state, r.code, exact=True) for r in shipped().reasons},
    "cancelled": Standing(State.DISQUALIFIED, "canceled", exact=True),
}
_BY_NUMBER: Final = {str(r.number): r.code for r in shipped().reasons if r.number is not None}
_STATES: Final[dict[str, State]] = {
    "0": State.OPEN,
    "1": State.QUALIFIED,
    "2": State.DISQUALIFIED,
    "open": State.OPEN,
    "qualified": State.QUALIFIED,
    "disqualified": State.DISQUALIFIED,
}
DEFAULT_REASON: Final = {State.OPEN: "new", State.QUALIFIED: "qualified", State.DISQUALIFIED: "lost"}


def read_status(text: str, system: str) -> Standing | None:
    """What a status word means; None where it is not known."""
    if system == "dynamics" and text in _BY_NUMBER:
        text = _BY_NUMBER[text]
    return _STATUS.get(code_of(text))


def read_state(text: str, system: str) -> State | None:
    """Dynamics' state, or another system's "converted", which is yes or no."""
    if system in ("dynamics", "leadtui"):
        return _STATES.get(text.casefold())
    return State.QUALIFIED if read_bool(text) else _STATES.get(text.casefold()) if len(text) > 1 else None
