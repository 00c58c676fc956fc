"""The plan's own three items, its warnings, and the refusal that a blocked plan is."""

from collections.abc import Iterator, Sequence

from leadtui.domain.checklist import ACTIVITY, MANUAL, PLAN_KINDS, Item, Rule
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.match import Band, Match
from leadtui.domain.plan import VEILED, Known, Plan, Planned, Request
from leadtui.domain.plan_people import elsewhere
from leadtui.domain.records import Brief
from leadtui.domain.results import Refusal
from leadtui.domain.text import listed, plural


def undecided(matches: Sequence[Match], records: Sequence[Planned], request: Request) -> tuple[Match, ...]:
    """The matches that still ask for a decision: likely enough to block, and nobody decided on the pair.

    Those of a kind of which an existing record is linked are decided: nothing new is made beside them.
    A closed lead asks for nothing, it is only told (Dynamics once refused on those and had to add
    "exclude inactive": lead-qualification b3).
    """
    if request.duplicates_reviewed:
        return ()
    linked = {each.kind for each in records if each.action == "link"}
    return tuple(
        match for match in blocking(matches) if match.kind not in linked and match.ref not in request.reviewed
    )


def blocking(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Those that are likely enough to block, are more than told of, and that nobody decided on."""
    return tuple(
        match
        for match in matches
        if match.band is Band.BLOCK and match.decision is None and not _only_told(match)
    )


def _only_told(match: Match) -> bool:
    return match.kind is Kind.OPPORTUNITY or match.closed


VALUES = "values"
"""Kind of the item that stands for what was typed and cannot be kept; no policy speaks of it."""


def plan_items(
    rules: Sequence[Rule],
    records: Sequence[Planned],
    open_matches: Sequence[Match],
    request: Request,
    noted: bool,
) -> tuple[Item, ...]:
    """The plan's items as they stand; as shipped *Duplicates*, *Account and contact* and *Why*.

    What was typed for a new record and cannot be kept is an item of its own. ``noted``: a note on the lead
    says why.
    """
    kinds = {str(match.kind) for match in open_matches}
    alike = [name for name in ("account", "contact") if name in kinds]
    if "lead" in kinds:
        alike.append("duplicates_reviewed")
    unsaid = list(dict.fromkeys(str(each.kind) for each in records if not each.decided))
    why = [] if request.why.strip() or noted else ["why"]
    lacks = {"duplicates": alike, "customer": unsaid, "why": why}
    items = tuple(_item(rule, lacks[rule.kind]) for rule in rules)
    wrong = tuple(path for path, _ in problems(records))
    if not wrong:
        return items
    typed = Item(VALUES, "What was typed", "missing", True, wrong, wrong, VALUES, may_override=False)
    return (*items, typed)


def problems(records: Sequence[Planned]) -> Iterator[tuple[str, Refusal]]:
    """What was typed and cannot be kept: `path` of each field, and why."""
    for place, planned in enumerate(records):
        for line in planned.problems:
            assert line.problem is not None
            yield path(place, planned.kind, line.field), line.problem


def path(place: int, kind: Kind, field: str = "") -> str:
    """A planned record, or a field of it, as the command line names it: ``opportunity2.amount``.

    ``place`` is that of the record in the plan.
    """
    record = f"{kind}{place - 1 if place > 2 else ''}"
    return f"{record}.{field}" if field else record


_LOOKED_AT = {
    "duplicates": ("account", "contact", "duplicates_reviewed"),
    "customer": ("account", "contact", "opportunity"),
    "why": ("why",),
}


def _item(rule: Rule, lacks: Sequence[str]) -> Item:
    state = "missing" if lacks else "done"
    fields = _LOOKED_AT[rule.kind]
    return Item(
        rule.id, rule.label, state, rule.blocks, tuple(lacks), fields, rule.kind,
        help=rule.help, may_override=False,
    )  # fmt: skip


def warnings(lead: Lead, records: Sequence[Planned], known: Known, matches: Sequence[Match]) -> Iterator[str]:
    """What a person should see before Enter; none of it blocks."""
    account, contact, *opportunities = records
    makes = any(each.action == "create" for each in opportunities)
    yield from _consent(lead, contact, known)
    if home := elsewhere(account, contact, known):
        deed = {"link": "links", "create": "makes"}.get(account.action)
        does = f"{deed} {account.title or 'a new one'}" if deed else "has no account"
        yield f"{contact.title} is at {home}, the plan {does}."
    if known.earlier and makes:
        yield f"This makes a second opportunity: {_earlier(known.earlier)}."
    for match in matches:
        if match.closed and _likely(match):
            yield f"L{_named(match)[1:]} looks the same and is {match.state or 'closed'}."
    if makes and account.action == contact.action == "none":
        yield "The opportunity has neither an account nor a contact."
    if all(each.action == "none" for each in records):
        yield "Nothing is created or linked; the lead only closes as qualified."


_STANDS = {
    "won": "was won",
    "lost": "was lost",
    "detached": "goes on without this lead",
    VEILED: "may be open",
}


def _earlier(earlier: Sequence[Brief]) -> str:
    """What became of the opportunities that came of it before, the open ones first."""
    ordered = sorted(earlier, key=lambda one: one.state in _STANDS)
    told = [f"“{one.title}” of an earlier life {_STANDS.get(one.state, 'is still open')}" for one in ordered]
    more = f", and {len(told) - 1} more" if len(told) > 1 else ""
    return f"{told[0]}{more}"


def _likely(match: Match) -> bool:
    return match.band in (Band.BLOCK, Band.WARN) and match.decision is None


def _consent(lead: Lead, contact: Planned, known: Known) -> Iterator[str]:
    for field, deed in (("do_not_call", "call"), ("do_not_email", "e-mail")):
        theirs = contact.action == "link" and known.contact is not None and getattr(known.contact, field)
        if getattr(lead, field):
            where = {
                "create": ", and the new contact says so too",
                "link": "" if theirs else f", and this is added to {contact.title}",
            }.get(contact.action, "")
            yield f"Do not {deed} {lead.title}{where}."
        elif theirs:
            yield f"Do not {deed} {contact.title}: the linked contact says so."


def refusal(plan: Plan) -> Refusal | None:
    """Why the plan cannot be carried out yet, None when nothing blocks: the first of `refusals`."""
    return next(refusals(plan), None)


def refusals(plan: Plan) -> Iterator[Refusal]:
    """All that keeps the plan from being carried out, each with what mends it.

    The code is that of what was typed wrongly (``value``, ``owner``), ``checklist`` for the lead's own
    items, then ``duplicates``, ``customer`` or ``why``.
    """
    yield from _wrong(plan)
    own = [item for item in plan.blocked_by if item.kind not in (*PLAN_KINDS, VALUES)]
    if own:
        what = listed([item.label.lower() for item in own])
        fields = tuple(name for item in own for name in item.missing)
        verb = "is" if len(own) == 1 else "are"
        sentence = f"Lead {plan.lead.id} cannot be qualified yet: {what} {verb} missing."
        yield Refusal("checklist", sentence, _by_key(own), fields, command=_by_command(plan.lead.id, own))
    said = {"duplicates": _alike, "customer": _unsaid, "why": _no_why}
    yield from (said[item.kind](plan, item) for item in plan.blocked_by if item.kind in said)


def _wrong(plan: Plan) -> Iterator[Refusal]:
    """What was typed and cannot be kept; it names the record, as there may be several with that field."""
    for name, no in problems(plan.records):
        record = name.partition(".")[0].capitalize()
        yield no._replace(sentence=f"{record}: {no.sentence}", fields=(name,))


def _by_key(own: Sequence[Item]) -> str:
    """How what is missing is filled, ticked or logged by keys, and what the policy says of it."""
    ways: list[str] = []
    if short := sum(bool(item.missing) for item in own):
        ways.append(f"Fill {'it' if short == 1 else 'them'} on the lead: its digit, or e.")
    ways += [f"Tick {item.label.lower()}: its digit." for item in own if item.kind == MANUAL]
    ways += ["Log what was said: c." for item in own if item.kind == ACTIVITY]
    return " ".join((*ways, *(item.help for item in own if item.help)))


def _by_command(lead: int, own: Sequence[Item]) -> str:
    """The same by commands."""
    ways: list[str] = []
    if fields := [name for item in own for name in item.missing]:
        ways.append(f"`leadtui lead set {lead} {' '.join(f'{name}=...' for name in fields)}` fills.")
    ways += [f"`leadtui lead tick {lead} {item.id}` ticks." for item in own if item.kind == MANUAL]
    ways += [f"`leadtui lead log {lead}` logs." for item in own if item.kind == ACTIVITY]
    return " ".join((*ways, *(item.help for item in own if item.help)))


def _alike(plan: Plan, item: Item) -> Refusal:
    open_matches = undecided(plan.matches, plan.records, plan.request)
    names = listed([_named(match) for match in open_matches[:3]])
    more = f" and {len(open_matches) - 3} more" if len(open_matches) > 3 else ""
    count = plural(len(open_matches), "record looks", "records look")
    return Refusal(
        "duplicates",
        f"{count} the same: {f'{names}{more}'.rstrip('.')}.",
        "5 decides in the plan: use the one that is there, or go on.",
        item.missing,
        command="Use an existing one (`--account ID`, `--contact ID`), or go on: `--duplicates-reviewed`.",
    )


def _named(match: Match) -> str:
    if match.readable:
        return f"{match.kind} {match.id} {match.title}"
    return f"{match.kind} {match.id} of {match.owner}"


def _unsaid(plan: Plan, item: Item) -> Refusal:
    lacking = [each for each in plan.records if not each.decided]
    said = "; ".join(f"{each.kind}: {each.because or 'not decided'}" for each in lacking)
    which = listed([f"`--{kind}`" for kind in dict.fromkeys(each.kind for each in lacking)])
    return Refusal(
        "customer",
        f"{said[:1].upper()}{said[1:]}.",
        "Its digit in the plan says: a new one, one that is there, or none.",
        item.missing,
        command=f"Say new, none or its number with {which}.",
    )


def _no_why(plan: Plan, item: Item) -> Refusal:
    return Refusal(
        "why",
        f"Nothing says yet why lead {plan.lead.id} qualifies.",
        "Write one line of why in the plan, or log a note (c).",
        item.missing,
        command="Say it with `--why TEXT`, or log a note.",
    )
