"""The account and the contact of a plan: made, linked or left out; pure.

Whoever keeps the people of a lead without qualifying it asks `people` alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from leadtui.domain.field_map import Mapped, linked_lines, new_lines
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.match import Match
from leadtui.domain.naming import full_name
from leadtui.domain.plan import NEW, NONE, VEILED, Choice, Known, Planned, Request
from leadtui.domain.policy import Making, Policy
from leadtui.domain.records import Account, Contact

EARLIER: Final = "of its earlier life"


def people(lead: Lead, request: Request, known: Known, policy: Policy) -> tuple[Planned, Planned]:
    """The account and the contact: as the request says, else as the rules have it.

    The rules take the linked records of the lead, else the account of the contact that is linked, else
    those of its earlier life, else new ones where the lead has what they need.
    """
    account = _account(lead, request, known, policy)
    contact = _contact(lead, request, known, policy, account)
    if home := elsewhere(account, contact, known):
        because = ", ".join(part for part in (contact.because, f"at {home}") if part)
        contact = replace(contact, because=because)
    return account, contact


def elsewhere(account: Planned, contact: Planned, known: Known) -> str:
    """The account of a linked contact that is at another one than the plan's, by name; else empty.

    The contact stays there. Of an account that the user may not read only whose it is.
    """
    home = known.home
    linked = contact.action == "link" and known.contact is not None and contact.id == known.contact.id
    if home is None or not linked or home.id == account.id:
        return ""
    return f"account {home.id} of {home.owner}" if home.state == VEILED else home.title


def new_name(kind: Kind, lead: Lead, request: Request) -> str:
    """What a new account or contact would be called: as typed, else as the lead is; without, none is made.

    Source: Dynamics makes an account only where the lead has a company; here a typed name will do, too.
    """
    typed = request.typed(kind)
    if kind is Kind.ACCOUNT:
        return str(typed.get("name", lead.company) or "")
    names = (str(typed.get(part, getattr(lead, part)) or "") for part in ("first_name", "last_name"))
    return full_name(*names)


def _account(lead: Lead, request: Request, known: Known, policy: Policy) -> Planned:
    choice, because, name = request.account, "", new_name(Kind.ACCOUNT, lead, request)
    if choice is None:
        choice, because = _by_rule(Kind.ACCOUNT, lead.account, known.account, known)
    if choice is None and lead.private_person:
        choice, because = NONE, "a private person"
    if choice is None:
        choice, because = (NEW, "") if name else (NONE, "no company")
    mapped = policy.mapping[Kind.ACCOUNT]
    planned = _planned(Kind.ACCOUNT, choice, because, lead, known.account, name, request, mapped)
    return by_policy(flagged(planned, 0, known), request.account, policy)


def _contact(lead: Lead, request: Request, known: Known, policy: Policy, account: Planned) -> Planned:
    choice, because, name = request.contact, "", new_name(Kind.CONTACT, lead, request)
    if choice is None:
        choice, because = _by_rule(Kind.CONTACT, lead.contact, known.contact, known)
    if choice is None:
        choice, because = (NEW, "") if name else (NONE, "no name")
    mapped, record = policy.mapping[Kind.CONTACT], known.contact
    belongs = choice != NEW and record is not None and record.account is not None
    if account.action == "none" and not belongs:
        mapped = {"company": "company", **mapped}  # no account says it: it stays with the contact as text
    planned = _planned(Kind.CONTACT, choice, because, lead, known.contact, name, request, mapped)
    return by_policy(flagged(planned, 0, known), request.contact, policy)


def _by_rule(
    kind: Kind, linked: int | None, record: Account | Contact | None, known: Known
) -> tuple[Choice, str]:
    """What is offered, the lead's own link, or what its earlier life became; and which of them."""
    number = linked if record is None else record.id
    if number is None:
        return None, ""
    return number, known.offered.get(kind) or ("linked to the lead" if linked == number else EARLIER)


def _planned(
    kind: Kind,
    choice: Choice,
    because: str,
    lead: Lead,
    record: Account | Contact | None,
    name: str,
    request: Request,
    mapped: Mapped,
) -> Planned:
    if choice == NONE:
        return Planned(kind, "none", None, "", (), because)
    if choice == NEW:
        lines = tuple(new_lines(kind, mapped, lead, request.typed(kind)))
        if name:
            return Planned(kind, "create", None, name, lines, because)
        lacks = "needs a company on the lead" if kind is Kind.ACCOUNT else "needs a name on the lead"
        return Planned(kind, "create", None, "", lines, lacks, decided=False)
    if record is None or record.id != choice:
        number = choice if isinstance(choice, int) else None
        return Planned(kind, "link", number, f"{kind} {choice}", (), f"{choice} is not there", decided=False)
    lines = tuple(linked_lines(mapped, lead, record, *turned(request, kind, record.id)))
    return Planned(kind, "link", record.id, record.title, lines, because)


def turned(request: Request, kind: Kind, id: int) -> tuple[set[str], set[str]]:
    """The fields of a linked record that are replaced, and those that stay blank, as a person said."""
    replaced, unfilled = (
        {field for of, number, field in said if (of, number) == (kind, id)}
        for said in (request.replaced, request.unfilled)
    )
    return replaced, unfilled


def by_policy(planned: Planned, said: Choice, policy: Policy) -> Planned:
    """What the organisation lets become of a lead, over what the rules and the person chose."""
    kind, making = planned.kind, policy.making[planned.kind]
    if making is Making.NEVER:
        if said in (None, NONE):
            return Planned(kind, "none", None, "", (), f"the policy has no {kind}")
        because = f"the policy has no {kind} made or linked: say none"
        return replace(planned, because=because, decided=False)
    if making is Making.EXISTING and planned.action == "create":
        because = f"the policy has no new {kind} made: name an existing one, or none"
        return replace(planned, because=because, decided=False)
    if making is Making.ASK and said is None:
        return replace(planned, because=planned.because or "asked each time", decided=False)
    return planned


def flagged(planned: Planned, place: int, known: Known) -> Planned:
    """The planned record with its lines that cannot be kept marked; ``place`` among the opportunities."""
    if planned.action != "create" or not known.problems:
        return planned
    lines = (
        replace(line, problem=known.problems.get((planned.kind, place, line.field))) for line in planned.lines
    )
    return replace(planned, lines=tuple(lines))


def decided(planned: Planned, said: Choice, waiting: Sequence[Match]) -> Planned:
    """What the rules chose counts as said, unless a match of that kind speaks against it."""
    if said is None and any(match.kind is planned.kind for match in waiting):
        return replace(planned, decided=False, because=planned.because or "a record looks the same")
    return planned


def choice_of(planned: Planned) -> Choice:
    """What a request says to have that again."""
    return {"create": NEW, "none": NONE}.get(planned.action, planned.id)
