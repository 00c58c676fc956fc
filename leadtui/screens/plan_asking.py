"""What a key in the plan asks: the request that says so, from the one before. Pure; the rules answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from leadtui.domain.fields import Kind
from leadtui.domain.plan import NEW, NONE, Choice, Line, Plan, Planned, Request, Sale, Spot

SALES: Final = 2
"""Place of the first opportunity among `Plan.records`."""


def choose(plan: Plan, request: Request, place: int, choice: Choice) -> Request:
    """A person decided what becomes of the record at that place."""
    kind = plan.records[place].kind
    if kind is Kind.ACCOUNT:
        return replace(request, account=choice)
    if kind is Kind.CONTACT:
        return replace(request, contact=choice)
    if choice == NONE:
        return without(plan, request, place)
    assert choice is not None
    if choice == NEW:
        return _sales(request, _put(plan, place, Sale(NEW, _values(plan, request, place))))
    return _sales(request, _put(plan, place, Sale(choice)))


def attach(plan: Plan, request: Request, place: int, sale: int, *, account: bool) -> Request:
    """The lead joins an opportunity that goes on.

    Args:
        plan: as it is.
        request: what was said so far.
        place: the opportunity in whose stead; past the last one: beside them.
        sale: the one to join.
        account: it belongs to the account of the plan; else its own customer comes with it.
    """
    joined = _sales(request, _put(plan, place, Sale(sale)))
    return joined if account else replace(joined, account=None, contact=None)


def another(plan: Plan, request: Request) -> Request:
    """One opportunity more, to be made."""
    return _sales(request, (*_chosen(plan), Sale()))


def without(plan: Plan, request: Request, place: int) -> Request:
    """The opportunity at that place is left out."""
    at = place - SALES
    return _sales(request, tuple(one for i, one in enumerate(_chosen(plan)) if i != at))


def typed(plan: Plan, request: Request, spot: Spot, values: Mapping[str, object]) -> Request:
    """Values that were typed for the record to be made at that place."""
    return _with_values(plan, request, spot[0], {**_values(plan, request, spot[0]), **values})


def toggled(plan: Plan, request: Request, spot: Spot) -> Request | None:
    """The other way about for that line; None where it has no other way.

    What a linked record keeps is replaced, what it would be filled with stays blank; of a new record a
    value is left out, and what was typed gives way to what the rules say.
    """
    planned, line = plan.records[spot[0]], line_of(plan, spot)
    if line is None:
        return None
    if line.outcome == "create":
        said = dict(_values(plan, request, spot[0]))
        if line.field in said:
            del said[line.field]
        else:
            said[line.field] = None
        return _with_values(plan, request, spot[0], said)
    if planned.id is None:
        return None
    ref = (planned.kind, planned.id, line.field)
    if line.outcome in ("keep", "replace"):
        return replace(request, replaced=request.replaced ^ {ref})
    return replace(request, unfilled=request.unfilled ^ {ref})


def line_of(plan: Plan, spot: Spot) -> Line | None:
    """The line of a field, None where the plan has none."""
    place, name = spot
    if not name or place >= len(plan.records):
        return None
    return next((line for line in plan.records[place].lines if line.field == name), None)


def is_typed(plan: Plan, request: Request, spot: Spot) -> bool:
    """Whether a person typed that value, or left it out."""
    return spot[1] in _values(plan, request, spot[0])


def planned_at(plan: Plan, place: int) -> Planned | None:
    """The record at that place."""
    return plan.records[place] if 0 <= place < len(plan.records) else None


def _values(plan: Plan, request: Request, place: int) -> Mapping[str, object]:
    kind = plan.records[place].kind
    if kind is not Kind.OPPORTUNITY:
        return request.typed(kind)  # what was typed is kept while another record is linked
    chosen = _chosen(plan)
    return chosen[place - SALES].values if place - SALES < len(chosen) else {}


def _with_values(plan: Plan, request: Request, place: int, values: Mapping[str, object]) -> Request:
    kind = plan.records[place].kind
    if kind is Kind.OPPORTUNITY:
        return _sales(request, _put(plan, place, Sale(NEW, values)))
    return replace(request, values={**request.values, kind: values})


def _chosen(plan: Plan) -> tuple[Sale, ...]:
    return plan.request.opportunities or ()


def _put(plan: Plan, place: int, sale: Sale) -> tuple[Sale, ...]:
    chosen, at = _chosen(plan), max(place - SALES, 0)
    return (*chosen[:at], sale, *chosen[at + 1 :])


def _sales(request: Request, sales: tuple[Sale, ...]) -> Request:
    return replace(request, opportunities=sales)
