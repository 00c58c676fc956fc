"""From the tables of a rule book to a `Policy`: each section, and what holds between them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, cast

from leadtui.domain.access import Role, Scope
from leadtui.domain.checklist import ACTIVITY
from leadtui.domain.conditions import fields_of
from leadtui.domain.fields import Kind
from leadtui.domain.match import EVIDENCE, MatchPolicy
from leadtui.domain.policy import Making, Policy
from leadtui.domain.policy_assign import read_assign
from leadtui.domain.policy_items import read_items
from leadtui.domain.policy_maps import read_maps
from leadtui.domain.policy_tables import Book, Problem, near
from leadtui.domain.results import Refusal
from leadtui.domain.roles import known_part, read_role, read_roles
from leadtui.domain.states import FIXED, State, StatusReason
from leadtui.domain.value_words import FIELD_LISTS

MADE: Final = (Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY)
MOST_OPPORTUNITIES: Final = 50
SECTIONS: Final = (
    "item", "record", "qualification", "reactivation", "reason", "duplicates", "map", "assign", "role",
    "lists",
)  # fmt: skip
_REASON: Final = ("id", "label", "state", "number", "offered", "note_required", "names")
_BANDS: Final = ("block", "warn", "similar")


class Reading:
    """One document being read; whatever is wrong is noted, and reading goes on.

    A ``stored`` one is read without what this program does not know of it (`Book`).
    """

    def __init__(self, values: Mapping[str, Any], text: str, *, stored: bool = False) -> None:
        self.text = text
        self.book = Book(values, text, stored=stored)

    def policy(self, version: int) -> Policy | tuple[Problem, ...]:
        """The policy, or all problems by their lines."""
        self._sections()
        roles = self._roles()
        items = read_items(self.book, {role.id: role.label for role in roles})
        assign = read_assign(self.book)
        made = Policy(
            version,
            self.text,
            tuple(rule for rule in items if not rule.in_plan),
            tuple(rule for rule in items if rule.in_plan),
            self._reasons(),
            read_maps(self.book),
            self._making(),
            self._most_opportunities(),
            *self._reactivation(),
            self._duplicates(roles),
            roles,
            tuple(sorted({name for rule in items if rule.when for name in fields_of(rule.when)})),
            any(rule.kind == ACTIVITY for rule in items),
            assign=assign,
            strict=self._strict(),
            left_out=tuple(sorted(self.book.left_out)),
        )
        return tuple(sorted(self.book.problems)) or made

    def _sections(self) -> None:
        for name in self.book.values:
            if name not in SECTIONS:
                fix = f"{near(name, SECTIONS)}There are: {', '.join(SECTIONS)}."
                self.book.unknown(self.book.lines.of(name), f"The document has no {name[:40]!r}.", fix)

    def _reasons(self) -> tuple[StatusReason, ...]:
        tables = self.book.several("reason", _REASON)
        made = tuple(
            StatusReason(
                table.id,
                table.text("label"),
                State(table.word("state", [str(state) for state in State])),
                table.whole("number", 0, 999_999_999, optional=True),
                table.flag("note_required"),
                table.word("names", ("record", ""), ""),
                table.flag("offered"),
            )
            for table in tables
        )
        for table, reason in zip(tables, made, strict=True):
            if reason.offered and reason.state is not State.DISQUALIFIED:
                table.say(
                    "offered", f"reason {reason.code!r} is {reason.state}, yet offered.",
                    "People choose among reasons to disqualify only: take offered out.",
                )  # fmt: skip
        self._fixed_reasons({reason.code: reason for reason in made})
        self._numbers(made)
        return made

    def _fixed_reasons(self, made: Mapping[str, StatusReason]) -> None:
        for code, state in FIXED.items():
            if code not in made:
                self.book.say(
                    self.book.lines.of("reason"), f"The reason {code!r} is missing: leadtui itself sets it.",
                    f'Add a [[reason]] with id = "{code}" and state = "{state}".',
                )  # fmt: skip
            elif made[code].state is not state:
                place = list(made).index(code)
                self.book.say(
                    self.book.lines.of("reason", place, "state"),
                    f"The reason {code!r} is {made[code].state}: leadtui itself sets it on {state} leads.",
                    f'Write state = "{state}".',
                )
        if made and not any(each.offered for each in made.values()):
            said = "No reason is offered: nobody could disqualify a lead."
            self.book.say(self.book.lines.of("reason"), said, "Write offered = true on one at least.")

    def _numbers(self, made: Sequence[StatusReason]) -> None:
        """A number comes back from Dynamics: it has to mean one reason."""
        seen: dict[int, str] = {}
        for place, reason in enumerate(made):
            if reason.number is not None and reason.number in seen:
                said = (
                    f"The reasons {seen[reason.number]!r} and {reason.code!r} share number {reason.number}."
                )
                self.book.say(self.book.lines.of("reason", place, "number"), said, "Give one another number.")
            elif reason.number is not None:
                seen[reason.number] = reason.code

    def _making(self) -> Mapping[Kind, Making]:
        tables = self.book.several("record", ("id", "make"))
        kinds = [str(kind) for kind in MADE]
        made: dict[Kind, Making] = {}
        for table in tables:
            making = Making(table.word("make", [str(each) for each in Making]))
            if table.id in kinds:
                made[Kind(table.id)] = making
            elif table.id:
                fix = f"{near(table.id, kinds)}There are: {', '.join(kinds)}."
                table.say("id", f"A lead becomes no {table.id!r}.", fix)
        for kind in MADE:
            if kind not in made:
                said = f"Nothing says whether a qualification makes the {kind}."
                fix = f'Add a [[record]] with id = "{kind}" and make = "automatic".'
                self.book.say(self.book.lines.of("record"), said, fix)
        return made

    def _most_opportunities(self) -> int:
        table = self.book.one("qualification", ("opportunities",))
        return table.whole("opportunities", 1, MOST_OPPORTUNITIES) or 1

    def _reactivation(self) -> tuple[bool, bool]:
        table = self.book.one("reactivation", ("note", "ticks"))
        note = table.word("note", ("optional", "required"))
        return note == "required", table.word("ticks", ("clear", "keep")) == "keep"

    def _strict(self) -> tuple[str, ...]:
        if "lists" not in self.book.values:  # documents from before there were lists have no such table
            return ()
        return self.book.one("lists", ("strict",)).words("strict", FIELD_LISTS, "list", optional=True)

    def _duplicates(self, roles: Iterable[Role]) -> MatchPolicy:
        table = self.book.one("duplicates", (*_BANDS, "states", "evidence"))
        shares = [table.share(name) for name in _BANDS]
        states = table.words("states", [str(state) for state in State], "state of a lead")
        evidence = table.words("evidence", EVIDENCE, "evidence")
        block, warn, similar = (1.0 if share is None else share for share in shares)
        if None not in shares and not similar <= warn <= block:
            said = f"block {block:g}, warn {warn:g} and similar {similar:g} are out of order."
            table.say("warn", said, "block is the greatest of the three, similar the least.")
        scopes = {role.id: role.read for role in roles if role.read is not Scope.ALL}
        return MatchPolicy(block, warn, similar, frozenset(states), frozenset(evidence), scopes)

    def _roles(self) -> tuple[Role, ...]:
        found = self.book.values.get("role", [])
        if not isinstance(found, list) or not all(
            isinstance(each, dict) for each in cast("list[object]", found)
        ):
            self.book.say(
                self.book.lines.of("role"), "role is no array of tables.", "Write each as [[role]]."
            )
            return ()
        several = cast("list[Mapping[str, object]]", found)
        if self.book.stored:
            several = [self._known(place, values) for place, values in enumerate(several)]
        each_read = [read_role(each) for each in several]
        wrong = [(place, no) for place, no in enumerate(each_read) if isinstance(no, Refusal)]
        for place, no in wrong:
            self.book.say(self.book.lines.of("role", place, no.fields[0]), no.sentence, no.fix)
        read = read_roles(several)
        if not isinstance(read, Refusal):
            return read
        if not wrong:  # each is right, together they are not
            place, key = (int(read.fields[1]), read.fields[2]) if len(read.fields) == 3 else (0, "")
            self.book.say(self.book.lines.of("role", place, key), read.sentence, read.fix)
        return tuple(made for made in each_read if isinstance(made, Role))

    def _known(self, place: int, values: Mapping[str, object]) -> Mapping[str, object]:
        kept, lost = known_part(values)
        for no in lost:
            self.book.unknown(self.book.lines.of("role", place, no.fields[0]), no.sentence, no.fix)
        return kept


__all__ = ["MADE", "Reading"]
