"""What is said of single fields of a plan (``--set``, ``--replace``, ``--leave``), read into its request."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import click

from leadtui.cli.failure import usage
from leadtui.cli.outcome import refused
from leadtui.cli.typed import choice_of, field_named
from leadtui.cli.typed import number as number_of
from leadtui.domain.fields import Kind
from leadtui.domain.plan import NEW, NONE, Plan, Planned, Request, Sale, Values
from leadtui.domain.plan_items import path
from leadtui.domain.results import Refusal

if TYPE_CHECKING:
    from leadtui.store import Session

_SPOT: Final = re.compile(r"(account|contact|opportunity)([2-9]|[1-9][0-9])?\.([a-z_]+)")
_PLACES: Final = {Kind.ACCOUNT: 0, Kind.CONTACT: 1, Kind.OPPORTUNITY: 2}
Typed = Mapping[int, Values]  # place of a record in the plan -> what was typed for it


@dataclass(frozen=True, slots=True)
class Lines:
    """The options that say something of one field each.

    Attributes:
        set: ``RECORD.FIELD=VALUE`` for records to be made.
        replace: ``RECORD.FIELD`` of a linked record that the lead's value is written over.
        leave: the same of a blank that stays blank.
    """

    set: Sequence[str] = ()
    replace: Sequence[str] = ()
    leave: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.set or self.replace or self.leave)


def sales_of(said: Sequence[str]) -> tuple[Sale, ...] | None:
    """The opportunities that were named, None where nothing was said of them."""
    if NONE in said:
        if len(said) > 1:
            raise click.UsageError("--opportunity none says that there is none: say it alone.")
        return ()
    return tuple(Sale(NEW if text == NEW else number_of(text)) for text in said) or None


def request_of(
    account: str | None, contact: str | None, opportunity: Sequence[str], reviewed: bool, why: str
) -> Request:
    """What the options ask of a plan."""
    return Request(
        account=choice_of(account),
        contact=choice_of(contact),
        opportunities=sales_of(opportunity),
        duplicates_reviewed=reviewed,
        why=why,
    )


def detailed(session: "Session", lead: int, request: Request, lines: Lines) -> Request:
    """The request with what is said of single fields; each must be of a record that the plan has.

    Raises:
        Failure: a usage error for a field or record that is not there, or the plan's own refusal.
        NotFound: there is no such lead.
    """
    typed = _typed(lines.set)
    if not lines:
        return request
    plan = _plan(session, lead, request)
    if request.opportunities is None and max(typed, default=0) > 1:
        request = _to_make(plan, request, max(typed) - 1)
        plan = _plan(session, lead, request)
    for place, values in typed.items():
        _at(plan, place, next(iter(values)), "create")
    sales = tuple(
        replace(sale, values=typed.get(place, {}))
        for place, sale in enumerate(request.opportunities or (), 2)
    )
    return replace(
        request,
        values={kind: typed[place] for kind, place in _PLACES.items() if place < 2 and place in typed},
        opportunities=None if request.opportunities is None else sales,
        replaced=_linked(plan, lines.replace, "keep"),
        unfilled=_linked(plan, lines.leave, "fill"),
    )


def _plan(session: "Session", lead: int, request: Request) -> Plan:
    from leadtui.store import plan

    made = plan(session, lead, request)
    if isinstance(made, Refusal):
        raise refused(made)
    return made


def _to_make(plan: Plan, request: Request, count: int) -> Request:
    """So many opportunities to make, where the rules would make one themselves."""
    joined = next((each for each in plan.sales if each.action == "link"), None)
    if joined is not None:
        said = (
            f"The lead joins opportunity {joined.id} {joined.title}, {joined.because}: none is made to set."
        )
        raise usage("record", said, "Say --opportunity new to make another one.")
    return replace(request, opportunities=(Sale(),) * count) if plan.sales else request


def _spot(text: str) -> tuple[int, Kind, str]:
    """Place in the plan, kind and field that a word names."""
    found = _SPOT.fullmatch(text)
    if found is None:
        said = f"{text!r} names no field of the plan."
        raise usage("record", said, "For example contact.phone, or opportunity2.amount.")
    kind, number, name = Kind(found[1]), int(found[2] or 1), found[3]
    if number > 1 and kind is not Kind.OPPORTUNITY:
        raise usage("record", f"There is one {kind} in a plan.", f"Say {kind}.{name}.")
    return _PLACES[kind] + number - 1, kind, field_named(kind, name).name


def _typed(words: Iterable[str]) -> Typed:
    """The values by place; what they are worth the plan itself says."""
    found: dict[int, dict[str, object]] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals:
            said = f"{word!r} is not RECORD.FIELD=VALUE."
            raise usage("assignment", said, "For example: --set opportunity.amount=12000.")
        place, _, field = _spot(name)
        found.setdefault(place, {})[field] = text
    return found


def _at(plan: Plan, place: int, name: str, action: str) -> Planned:
    """The record at that place, which has to be made or linked."""
    kind = plan.records[min(place, 2)].kind
    called = path(place, kind)
    planned = plan.records[place] if place < len(plan.records) else None
    if planned is None or planned.action == "none":
        raise usage("record", f"The plan has no {called}.", f"Say --{kind} new, repeated for several.")
    if planned.action == action:
        return planned
    if action == "create":
        said = f"{called} {planned.id} {planned.title} is linked, not made: nothing is set on it."
        raise usage("record", said, f"--replace {called}.{name} writes the lead's value over its own.")
    said = f"{called} is made, not linked: it has nothing to keep or to leave."
    raise usage("record", said, f"Say --set {called}.{name}=VALUE.")


def _linked(plan: Plan, words: Iterable[str], outcome: str) -> frozenset[tuple[Kind, int, str]]:
    """The lines of linked records that are turned the other way."""
    found: set[tuple[Kind, int, str]] = set()
    for word in words:
        place, kind, name = _spot(word)
        planned = _at(plan, place, name, "link")
        here = {line.field for line in planned.lines if line.outcome == outcome}
        if name not in here or planned.id is None:
            there = ", ".join(f"{path(place, kind)}.{each}" for each in sorted(here)) or "none"
            said = f"The plan has no line {word} that would {outcome} it."
            raise usage("line", said, f"Lines that {outcome}: {there}.")
        found.add((kind, planned.id, name))
    return frozenset(found)
