"""The fields of an account, contact or opportunity on its detail: those looked for first, in two columns."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from leadtui.domain.customers import Account, Contact, Opportunity
from leadtui.domain.details import RecordDetail
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.text import clean, fit, money
from leadtui.widgets.showing import LABEL, LOOK, NOT_NEEDED, Pair, Setting, pair, shown
from leadtui.widgets.signs import DO_NOT

Half = Sequence[str]
# What stands left and right; the last ones only where they hold something.
_PLACES: Final[Mapping[Kind, tuple[Half, Half, Half]]] = {
    Kind.ACCOUNT: (
        ("phone", "email", "website"),
        ("owner", "place", "industry"),
        ("territory", "do_not", "external"),
    ),
    Kind.CONTACT: (
        ("phone", "mobile", "email", "job_title"),
        ("owner", "place", "website", "do_not"),
        ("company", "language", "external"),
    ),
    Kind.OPPORTUNITY: (
        ("amount", "close_on", "next_step"),
        ("owner", "source", "rating"),
        (
            *("product", "company", "need", "budget_status", "purchase_timeframe", "purchase_process"),
            *("decision_maker", "territory", "external"),
        ),
    ),
}
_LABELS: Final = {
    "close_on": "Close",
    "budget_status": "Budget",
    "purchase_process": "Process",
    "decision_maker": "Decides",
    "company": "Company",
}


def pairs(detail: RecordDetail, at: Setting) -> tuple[list[Pair], list[Pair]]:
    """The two columns; what holds nothing is a dash where one looks for it, else it is left out."""
    left, right, more = _PLACES[detail.kind]
    halves = [_pair(name, detail, at) for name in left], [_pair(name, detail, at) for name in right]
    for one in (_pair(name, detail, at) for name in more):
        if one.text != NOT_NEEDED:
            min(halves, key=len).append(one)
    return halves


def _pair(name: str, detail: RecordDetail, at: Setting) -> Pair:
    made = _MADE.get(name)
    if made is not None:
        return made(detail.record, detail, at)
    field = BY_NAME[detail.kind][name]
    return pair(field, detail.record, at, _LABELS.get(name, field.label))


def _joined(label: str, *parts: str | None, style: str = "") -> Pair:
    text = ", ".join(clean(part) for part in parts if part)
    return Pair(label, text or NOT_NEEDED, style if text else LABEL)


def _owner(record: Any, detail: RecordDetail, at: Setting) -> Pair:
    if record.owner and record.owner not in at.owners:
        return Pair("Owner", f"{fit(clean(record.owner), 18)}, no user", LOOK)
    return _joined("Owner", detail.owner_name)


def _place(record: Account | Contact, detail: RecordDetail, at: Setting) -> Pair:
    city = " ".join(filter(None, (record.postal_code, record.city)))
    return _joined("Address", record.street, city, record.region, record.country)


def _do_not(record: Account | Contact, detail: RecordDetail, at: Setting) -> Pair:
    said = [word for word, on in (("call", record.do_not_call), ("e-mail", record.do_not_email)) if on]
    return Pair("Do not", f"{DO_NOT} {' or '.join(said)}", LOOK) if said else _joined("Do not")


def _amount(record: Opportunity, detail: RecordDetail, at: Setting) -> Pair:
    if record.amount is None:
        return _joined("Amount", f"not known, in {record.currency}" if record.currency else "")
    return _joined("Amount", money(record.amount, record.currency), style="bold")


def _source(record: Opportunity, detail: RecordDetail, at: Setting) -> Pair:
    fields = BY_NAME[Kind.OPPORTUNITY]
    source, campaign = fields["source"], fields["campaign"]
    return _joined("Source", shown(source, record.source, at), shown(campaign, record.campaign, at))


def _external(record: Any, detail: RecordDetail, at: Setting) -> Pair:
    return _joined("Came from", record.external_system, record.external_id)


_MADE: Final[Mapping[str, Callable[[Any, RecordDetail, Setting], Pair]]] = {
    "owner": _owner,
    "place": _place,
    "do_not": _do_not,
    "amount": _amount,
    "source": _source,
    "external": _external,
}
