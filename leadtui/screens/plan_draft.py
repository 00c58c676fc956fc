"""What was chosen in a plan as text and back: a dropped line loses none of it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.plan import Request, Sale, Values
from leadtui.domain.values import from_json, to_json

CHOSEN: Final = "plan"
"""The field of the draft that holds it, beside ``why``."""


def packed(request: Request) -> str:
    """The choices and the typed values of a request; empty where nothing was said.

    What was looked at and which versions were seen is not kept: a plan opened later looks afresh.
    """
    told: dict[str, object] = {
        "account": request.account,
        "contact": request.contact,
        "values": {kind: _plain(kind, values) for kind, values in request.values.items() if values},
        "replaced": sorted(request.replaced),
        "unfilled": sorted(request.unfilled),
        "override": request.override,
    }
    if request.opportunities is not None:
        told["sales"] = [
            [each.choice, _plain(Kind.OPPORTUNITY, each.values)] for each in request.opportunities
        ]
    said = {name: one for name, one in told.items() if one or (one == [] and name == "sales")}
    return json.dumps(said) if said else ""


def unpacked(text: str) -> Request:
    """The request of a text that `packed` made; of a field that is gone nothing is left."""
    told: dict[str, Any] = json.loads(text)
    sales = told.get("sales")
    return Request(
        account=told.get("account"),
        contact=told.get("contact"),
        opportunities=None
        if sales is None
        else tuple(Sale(choice, _read(Kind.OPPORTUNITY, values)) for choice, values in sales),
        values={Kind(kind): _read(Kind(kind), values) for kind, values in told.get("values", {}).items()},
        replaced=_refs(told.get("replaced", ())),
        unfilled=_refs(told.get("unfilled", ())),
        override=told.get("override", ""),
    )


def _plain(kind: Kind, values: Values) -> dict[str, object]:
    return {name: to_json(BY_NAME[kind][name], value) for name, value in values.items()}


def _read(kind: Kind, values: Mapping[str, object]) -> dict[str, object]:
    known = BY_NAME[kind]
    return {name: from_json(known[name], value) for name, value in values.items() if name in known}


def _refs(told: Iterable[tuple[str, int, str]]) -> frozenset[tuple[Kind, int, str]]:
    return frozenset((Kind(kind), id, name) for kind, id, name in told)
