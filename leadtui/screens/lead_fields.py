"""The fields of a lead on its detail: the ones looked for first in two columns, the rest below."""

from textual.content import Content

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.lead import Lead
from leadtui.domain.records import LeadDetail
from leadtui.domain.text import clean, fit, money
from leadtui.widgets.lines import Row
from leadtui.widgets.showing import HEAD, LABEL, LOOK, Pair, Setting, pair, shown, two_columns
from leadtui.widgets.signs import DO_NOT

_FIELDS = BY_NAME[Kind.LEAD]
_ABOVE = frozenset(
    {
        "phone",
        "mobile",
        "email",
        "topic",
        "budget_amount",
        "currency",
        "budget_status",
        "need",
        "decision_maker",
    }
    | {
        "owner",
        "territory",
        "source",
        "campaign",
        "product",
        "purchase_timeframe",
        "purchase_process",
        "rating",
    }
    | {"do_not_call", "do_not_email", "follow_up", "follow_up_note", "first_name", "last_name", "company"}
    | {
        "private_person",
        "job_title",
        "account",
        "contact",
        "id",
        "state",
        "status_reason",
        "version",
        "cycle",
    }
)


def fields(detail: LeadDetail, at: Setting, cells: int) -> list[Content]:
    """What one looks for first, in two columns."""
    lead = detail.lead
    left = [
        pair(_FIELDS["phone"], lead, at),
        *([pair(_FIELDS["mobile"], lead, at)] if lead.mobile else []),
        pair(_FIELDS["email"], lead, at),
        pair(_FIELDS["topic"], lead, at),
        _joined("Budget", shown(_FIELDS["budget_status"], lead.budget_status, at).lower(), _amount(lead)),
        _joined("Need", shown(_FIELDS["need"], lead.need, at).lower()),
        _joined("Decides", "yes" if lead.decision_maker else ""),
        _joined("Next", *_next(lead, at)),
    ]
    right = [
        _owner(detail, at),
        pair(_FIELDS["territory"], lead, at),
        _joined(
            "Source", shown(_FIELDS["source"], lead.source, at), shown(_FIELDS["campaign"], lead.campaign, at)
        ),
        pair(_FIELDS["product"], lead, at),
        pair(_FIELDS["rating"], lead, at),
        pair(_FIELDS["purchase_timeframe"], lead, at),
        pair(_FIELDS["purchase_process"], lead, at, "Process"),
        *([_do_not(lead)] if lead.do_not_call or lead.do_not_email else []),
    ]
    return two_columns(left, right, cells)


def _joined(label: str, *parts: str) -> Pair:
    text = ", ".join(part for part in parts if part)
    return Pair(label, text or "–", "" if text else LABEL)


def _amount(lead: Lead) -> str:
    return clean(money(lead.budget_amount, lead.currency))


def _next(lead: Lead, at: Setting) -> tuple[str, ...]:
    if lead.parked_until and lead.parked_until > at.today:
        return (
            f"not now, until {shown(_FIELDS['parked_until'], lead.parked_until, at)}",
            clean(lead.follow_up_note or ""),
        )
    return (shown(_FIELDS["follow_up"], lead.follow_up, at), clean(lead.follow_up_note or ""))


def _owner(detail: LeadDetail, at: Setting) -> Pair:
    lead = detail.lead
    if lead.owner and lead.owner not in at.owners:
        return Pair("Owner", f"{fit(clean(lead.owner), 18)}, no user", LOOK)
    came = detail.handed
    rule = f" (by rule “{clean(came.label)}”)" if came is not None and came.rule else ""
    return _joined("Owner", f"{clean(detail.owner_name) or at.owner(lead.owner)}{rule}")


def _do_not(lead: Lead) -> Pair:
    said = [word for word, on in (("call", lead.do_not_call), ("e-mail", lead.do_not_email)) if on]
    text = f"{DO_NOT} " + " or ".join(said) if said else "–"
    return Pair("Do not", text, LOOK if said else LABEL)


def rest(lead: Lead, at: Setting, cells: int) -> list[Row]:
    """Every other field that holds something, long texts last and wrapped."""
    short = [
        pair(field, lead, at)
        for name, field in _FIELDS.items()
        if name not in _ABOVE and not field.multiline and getattr(lead, name) not in (None, "", False)
    ]
    long = [
        (field.label, str(getattr(lead, name) or "")) for name, field in _FIELDS.items() if field.multiline
    ]
    half = -(-len(short) // 2)
    rows = [Row(Content.styled(" More", HEAD)), *map(Row, two_columns(short[:half], short[half:], cells))]
    for label, text in long:
        rows += paragraph(label, text, cells)
    return rows


def paragraph(label: str, text: str, cells: int) -> list[Row]:
    """A long text under its label, wrapped; nothing where it is empty."""
    if not text:
        return []
    wrapped = Content(clean(text, multiline=True)).wrap(max(cells - 4, 20))
    return [
        Row(Content("")),
        Row(Content.styled(f" {label}", HEAD)),
        *(Row(Content.assemble("   ", c)) for c in wrapped),
    ]
