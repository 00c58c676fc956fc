"""The checklist of a rule book, item by item."""

from collections.abc import Mapping
from typing import Final

from leadtui.domain import conditions
from leadtui.domain.checklist import FIELDS, KINDS, MANUAL, PLAN_KINDS, Rule
from leadtui.domain.fields import BY_NAME, Kind, Type
from leadtui.domain.policy_tables import Book, Table, near
from leadtui.domain.query import Node, QueryError, parse

_KEYS: Final = (
    "id", "label", "required", "kind", "all", "any", "when", "role", "not_needed", "override", "help",
)  # fmt: skip
_MOST_HELP: Final = 300
_MOST_WHEN: Final = 1000
_ASKED: Final = tuple(
    field.name for field in BY_NAME[Kind.LEAD].values() if not field.system and field.type is not Type.REF
)
_MUST: Final = ("duplicates", "customer")  # no switch turns these off (reference b2: bulk skipped them)


def read_items(book: Book, roles: Mapping[str, str]) -> tuple[Rule, ...]:
    """All items in their order; what is wrong is noted in the book. ``roles``: id -> label."""
    tables = [
        table for table in book.several("item", _KEYS) if not (book.stored and _of_no_kind(book, table))
    ]
    made = tuple(_item(table, roles) for table in tables)
    for must in _MUST:
        if must not in [rule.id for rule in made]:
            said = f"The item {must!r} is missing: the plan of a qualification always asks for it."
            fix = f'Add an [[item]] with id = "{must}", kind = "{must}" and required = "block".'
            book.say(book.lines.of("item"), said, fix)
    return made


def _of_no_kind(book: Book, table: Table) -> bool:
    """Whether a stored item is of a kind that there is not (any more): nothing could settle it."""
    kind = table.plain().get("kind", FIELDS)
    if not isinstance(kind, str) or kind in KINDS:
        return False
    said = f"{table.called} is of kind {kind[:40]!r}, which there is not."
    book.unknown(table.line("kind"), said, f"There are: {', '.join(KINDS)}.")
    return True


def _item(table: Table, roles: Mapping[str, str]) -> Rule:
    kind = table.word("kind", KINDS, FIELDS)
    blocks = table.word("required", ("block", "advise")) == "block"
    role = table.text("role", "")
    rule = Rule(
        table.id,
        table.text("label"),
        blocks,
        kind,
        table.words("all", _ASKED, "field of a lead", optional=True),
        table.words("any", _ASKED, "field of a lead", optional=True),
        read_when(table),
        role,
        table.flag("not_needed"),
        table.text("help", "", _MOST_HELP),
        roles.get(role, ""),
        table.flag("override", True),
    )
    _fields(table, rule)
    _role(table, rule, roles)
    _plan(table, rule)
    return rule


def _fields(table: Table, rule: Rule) -> None:
    said = [key for key in ("all", "any") if table.has(key)]
    if rule.kind == FIELDS and not said and table.plain().get("kind", FIELDS) == FIELDS:
        table.say(
            "", f"{table.called} looks at nothing.",
            'Add all = ["topic"], any = ["phone", "email"] or a kind such as kind = "manual".',
        )  # fmt: skip
    if rule.kind != FIELDS and said:
        fix = f'Take {said[0]} out, or write kind = "fields".'
        table.say(said[0], f"{table.called} is of kind {rule.kind}, which names no fields.", fix)
    both = set(rule.all_of) & set(rule.any_of)
    if both:
        table.say("any", f"{table.called} has {min(both)!r} in all and in any.", "Take it out of any.")


def _role(table: Table, rule: Rule, roles: Mapping[str, str]) -> None:
    if not rule.role:
        return
    if rule.kind != MANUAL:
        fix = "Take role out: only what is ticked by hand is ticked by a role."
        table.say("role", f"{table.called} is of kind {rule.kind} and has a role.", fix)
    elif rule.role not in roles:
        fix = near(rule.role, roles) or f"There are: {', '.join(roles)}."
        table.say("role", f"{table.called}: there is no role {rule.role!r}.", fix.strip())


def _plan(table: Table, rule: Rule) -> None:
    """What the plan settles is known by its id, and cannot be switched off where nothing may pass by it."""
    if not rule.in_plan and rule.id not in PLAN_KINDS:
        return
    if rule.id != rule.kind:
        one = rule.kind if rule.in_plan else rule.id
        table.say(
            "kind", f"{table.called} is of kind {rule.kind}.",
            f'The plan\'s item has both id = "{one}" and kind = "{one}"; give another item another id.',
        )  # fmt: skip
        return
    for key in ("when", "not_needed", "override"):
        if table.has(key):
            said = f"{table.called} is the plan's, which always asks for it."
            table.say(key, said, f"Take {key} out.")
    if rule.id in _MUST and not rule.blocks:
        said = f"{table.called} only advises: qualifying would make duplicates unseen."
        table.say("required", said, 'Write required = "block".')


def read_when(table: Table) -> Node | None:
    """The condition of a table, None where it has none; what is wrong with it is noted."""
    text = table.text("when", "", _MOST_WHEN)
    if not text:
        if table.has("when") and isinstance(table.plain()["when"], str):
            table.say("when", f"when of {table.called} is empty.", "Write a filter, or take it out.")
        return None
    try:
        node = parse(text)
    except QueryError as error:
        table.say("when", f"when of {table.called}: {error.sentence}", _mend(error))
        return None
    if wrong := conditions.unfit(node):
        table.say("when", f"when of {table.called}: {wrong.sentence}", wrong.fix)
        return None
    return node


def _mend(error: QueryError) -> str:
    near_by = f"Did you mean {error.nearest}?" if error.nearest else ""
    return error.fix or near_by
