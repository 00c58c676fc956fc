"""What the rules of assignment of a rule book would do here that nobody may have meant: advice, no fault."""

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from leadtui.domain.assignment import TERRITORY, AssignRule
from leadtui.domain.conditions import comparisons
from leadtui.domain.policy import Policy
from leadtui.domain.policy_lines import Lines
from leadtui.domain.policy_tables import Problem
from leadtui.domain.query import Compare
from leadtui.domain.value_lists import PLURALS
from leadtui.domain.value_words import FIELD_LISTS, TEAM
from leadtui.store.people import teams, users
from leadtui.store.session import Session
from leadtui.store.value_lists import value_counts, values
from leadtui.store.wording import words


def policy_advice(session: Session, made: Policy) -> tuple[Problem, ...]:
    """What to look at again before that document is put in force, by line."""
    with session.reading():
        members = {team.code: team.members for team in teams(session)}
        people = {user.login for user in users(session) if user.active}
        lines = Lines(made.text)
        told = [
            *_teams(session, made.assign, members, lines),
            *_shadowed(made.assign, people, members, lines),
            *_strangers(session, made.assign, lines),
        ]
    return tuple(sorted(told))


def _teams(
    session: Session, rules: Sequence[AssignRule], members: dict[str, tuple[str, ...]], lines: Lines
) -> Iterator[Problem]:
    """Teams that are not offered any more, or that nobody is in."""
    known = words(session)
    for place, rule in enumerate(rules):
        for code in (key for key in (rule.to, *rule.among) if key in members):
            line = lines.of_value("assign", place, "to" if rule.to else "among", code)
            said = f"assign {rule.id!r}: the team “{known.label(TEAM, code)}”"
            if known.retired(TEAM, code):
                yield Problem(line, f"{said} is retired.", "Name another one.")
            if not members[code]:
                yield Problem(
                    line, f"{said} has no members.", f"`leadtui user role LOGIN ROLE --team {code}`."
                )


def _shadowed(
    rules: Sequence[AssignRule], people: set[str], members: dict[str, tuple[str, ...]], lines: Lines
) -> Iterator[Problem]:
    """Rules that are never asked: one before them is for the same leads, or for all, and has somebody."""
    sure: list[AssignRule] = []
    for place, rule in enumerate(rules):
        before = next((each for each in sure if each.when is None or each.when == rule.when), None)
        if before is not None:
            whose = "every lead" if before.when is None else "the same leads"
            said = f"assign {rule.id!r} is never asked: {before.id!r} before it is for {whose}."
            yield Problem(lines.of("assign", place), said, f"Put it before {before.id!r}, or take it out.")
        among = rule.among or ((rule.to,) if rule.to != TERRITORY else ())
        if rule.to in members or any(key in people or members.get(key) for key in among):
            sure.append(rule)


def _strangers(session: Session, rules: Sequence[AssignRule], lines: Lines) -> Iterator[Problem]:
    """Values of lists that conditions name, and that neither a list nor a record has."""
    known = {name: _folded(session, name) for name in FIELD_LISTS if _compared(rules, name)}
    for place, rule in enumerate(rules):
        for each in comparisons(rule.when) if rule.when else ():
            for value in each.values if each.field in known else ():
                there = known[each.field]
                if not _matches(each, value.casefold(), there):
                    near = get_close_matches(value.casefold(), there, 1)
                    shows = f"`leadtui list {PLURALS[each.field]}` shows them."
                    fix = f"Did you mean {there[near[0]]}?" if near else shows
                    said = f"assign {rule.id!r}: no list and no record has the {each.field} {value[:40]!r}."
                    yield Problem(lines.of("assign", place, "when"), said, fix)


def _matches(asked: Compare, wanted: str, there: Collection[str]) -> bool:
    """Whether something of a list fits; ``=`` of a text finds what contains it."""
    if asked.field == "source" or asked.op == "==":
        return wanted in there
    return any(wanted in each for each in there)


def _compared(rules: Sequence[AssignRule], name: str) -> bool:
    return any(each.field == name for rule in rules if rule.when for each in comparisons(rule.when))


def _folded(session: Session, name: str) -> dict[str, str]:
    """Codes and labels, of records too, as they are compared -> as they are written."""
    found = values(session, name, value_counts(session, name))
    return {text.casefold(): text for each in found for text in (each.label, each.code)}


__all__ = ["policy_advice"]
