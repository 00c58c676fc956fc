"""What a new record takes over from the one that it is made on, and which ones can be made there."""

from collections.abc import Mapping
from typing import Final

from leadtui.domain.fields import Kind
from leadtui.domain.records import Account, Contact, Opportunity, Record
from leadtui.domain.text import clean
from leadtui.screens.choices import Choose, Option
from leadtui.screens.shell import Shell

_FROM_ACCOUNT = ("website", "phone", "street", "city", "region", "postal_code", "country", "territory")
_FROM_CONTACT = (
    *("first_name", "last_name", "job_title", "email", "phone", "mobile", "website", "language"),
    *("street", "city", "region", "postal_code", "country", "do_not_call", "do_not_email"),
)
_ADDRESS = ("street", "city", "region", "postal_code", "country")
_OFFERED: Final[Mapping[type[Record], tuple[tuple[Kind, str], ...]]] = {
    Account: (
        (Kind.CONTACT, "A contact of {0}"),
        (Kind.OPPORTUNITY, "An opportunity with {0}"),
        (Kind.ACCOUNT, "An account under {0}"),
    ),
    Contact: ((Kind.OPPORTUNITY, "An opportunity with {0}"), (Kind.CONTACT, "Another contact there")),
    Opportunity: ((Kind.OPPORTUNITY, "Another opportunity of the same customer"),),
}


def begun(kind: Kind, start: Record | None) -> dict[str, object]:
    """What a new record of that kind starts from."""
    known: dict[str, object]
    match kind, start:
        case Kind.LEAD, Account():
            known = {name: getattr(start, name) for name in _FROM_ACCOUNT}
            return known | {"company": start.name, "account": start.id}
        case Kind.LEAD, Contact():
            known = {name: getattr(start, name) for name in _FROM_CONTACT}
            return known | {"company": start.company, "account": start.account, "contact": start.id}
        case Kind.ACCOUNT, Account():
            return {"parent": start.id, "territory": start.territory, "industry": start.industry}
        case Kind.CONTACT, Account():
            known = {name: getattr(start, name) for name in _ADDRESS}
            return known | {"account": start.id}
        case Kind.CONTACT, Contact():
            return {"account": start.account, "company": start.company}
        case Kind.OPPORTUNITY, Account():
            return {"account": start.id, "territory": start.territory}
        case Kind.OPPORTUNITY, Contact():
            return {"account": start.account, "contact": start.id, "company": start.company}
        case Kind.OPPORTUNITY, Opportunity():
            return {
                name: getattr(start, name)
                for name in ("account", "contact", "company", "currency", "territory")
            }
        case _:
            return {}


def origin(start: Record | None) -> tuple[Kind, int] | None:
    """Kind and number of the record that a new one is begun on."""
    match start:
        case Account():
            return Kind.ACCOUNT, start.id
        case Contact():
            return Kind.CONTACT, start.id
        case Opportunity():
            return Kind.OPPORTUNITY, start.id
        case _:
            return None


async def choose_kind(app: Shell, start: Record) -> Kind | None:
    """Ask what is to be made on a record; None where nothing is."""
    offered = _OFFERED.get(type(start), ())
    if len(offered) < 2:
        return offered[0][0] if offered else None
    title = clean(start.title)
    options = [Option(kind.value, said.format(title)) for kind, said in offered]
    code = await app.push_screen_wait(Choose(f"New, from {title}", options))
    return Kind(code) if code else None
