"""What was typed for the records of a plan, read before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.match import Match
from leadtui.domain.plan import Plan, Request, Sale, Values
from leadtui.domain.results import Refusal
from leadtui.store.duplicates import alike, asked
from leadtui.store.entries import accept, text_of
from leadtui.store.records import settle
from leadtui.store.session import Session

Wrong = dict[tuple[Kind, int, str], Refusal]
_OVERRIDDEN: Final = BY_NAME[Kind.LEAD]["overridden"]
_BY_PLAN: Final = frozenset({"account", "contact"})  # the plan itself says what hangs on what


def checked(session: Session, request: Request) -> tuple[Request, Wrong] | Refusal:
    """The request with what was typed in it cleaned and read, and what of it cannot be kept, by field.

    Returns:
        Both, or a `Refusal`: ``field``, ``system``, ``command`` for what no one types there, ``value`` for
        a why or a reason to override that is too long.
    """
    read = accept(Kind.OPPORTUNITY, {"why": request.why}, session.today())
    if isinstance(read, Refusal):
        return read
    override = text_of(_OVERRIDDEN, request.override, session.today())
    if isinstance(override, Refusal):
        return override
    wrong: Wrong = {}
    values: dict[Kind, Values] = {}
    for kind, typed in request.values.items():
        found = _typed(session, kind, 0, typed, wrong)
        if isinstance(found, Refusal):
            return found
        values[kind] = found
    sales: list[Sale] = []
    for place, sale in enumerate(request.opportunities or ()):
        found = _typed(session, Kind.OPPORTUNITY, place, sale.values, wrong)
        if isinstance(found, Refusal):
            return found
        sales.append(replace(sale, values=found))
    said = None if request.opportunities is None else tuple(sales)
    why = str(read["why"] or "")
    return replace(request, why=why, override=override, values=values, opportunities=said), wrong


def _typed(session: Session, kind: Kind, place: int, typed: Values, wrong: Wrong) -> Values | Refusal:
    """The values as their fields hold them; one that cannot be kept stays as it was typed."""
    kept: dict[str, object] = {}
    for name, value in typed.items():
        if name in _BY_PLAN and name in BY_NAME[kind]:
            return _by_plan(kind, name)
        read = _read(session, kind, name, value)
        if not isinstance(read, Refusal):
            kept.update({other: told for other, told in read.items() if other == name or other not in typed})
        elif read.code in ("field", "system", "command"):
            return read
        else:
            kept[name] = value
            wrong[kind, place, name] = read
    return kept


def _read(session: Session, kind: Kind, name: str, value: object) -> Mapping[str, object] | Refusal:
    read = accept(kind, {name: value}, session.today())
    return read if isinstance(read, Refusal) else settle(session, kind, read) or read


def _by_plan(kind: Kind, name: str) -> Refusal:
    field = BY_NAME[kind][name]
    return Refusal(
        "system",
        f"{field.label} of the new {kind} is the plan's own {name}.",
        f"Choose the {name} in the plan, or with `--{name}`.",
        (name,),
    )


def as_typed(session: Session, plan: Plan, matches: Sequence[Match]) -> Sequence[Match] | None:
    """The matches with those of the account and contact to be made, as they were typed; None: none more.

    What was typed may be an e-mail or a name that the lead has not, and that somebody is known by.
    """
    found = {match.ref: match for match in matches}
    for planned in plan.records[:2]:
        if planned.action != "create" or not plan.request.typed(planned.kind) or planned.problems:
            continue
        for match in alike(session, asked(session, planned.kind, planned.values)).matches:
            before = found.get(match.ref)
            if match.kind is planned.kind and (before is None or _likelier(match, before)):
                found[match.ref] = match
    more = tuple(found.values())
    return more if more != tuple(matches) else None


def _likelier(match: Match, before: Match) -> bool:
    """What people decided on the lead and that record stands."""
    return before.decision is None and match.probability > before.probability
