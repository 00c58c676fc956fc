"""The rule book: the shipped one as it is, and what is wrong with others, by line."""

import re
import tomllib
from dataclasses import replace

import pytest
from broken_policies import BLOCKS, BROKEN, RECORDS, TEXT, TOPIC, a_map, an_item, book

from leadtui.domain.access import Scope
from leadtui.domain.checklist import PLAN_KINDS, Facts, evaluate, verdict
from leadtui.domain.fields import BY_NAME, FIELDS, Kind
from leadtui.domain.lead import Lead, State
from leadtui.domain.match import MatchPolicy
from leadtui.domain.policy import Making, Policy, read, shipped
from leadtui.domain.policy_diff import differences, sections
from leadtui.domain.policy_edit import with_numbers
from leadtui.domain.policy_lines import Lines
from leadtui.domain.policy_tables import Problem
from leadtui.domain.results import Refusal


def made(text: str) -> Policy:
    policy = read(text)
    assert isinstance(policy, Policy), [str(each) for each in policy]
    return policy


def wrong(text: str) -> tuple[Problem, ...]:
    problems = read(text)
    assert not isinstance(problems, Policy)
    return problems


@pytest.mark.parametrize(
    ("text", "at", "found", "right"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_a_broken_document_is_refused_with_line_and_mend(text: str, at: str, found: str, right: str) -> None:
    lines = {text[: match.start()].count("\n") + 1 for match in re.finditer(re.escape(at), text)}
    problems = wrong(text)
    told = [str(each) for each in problems]
    assert any(each.line in lines and found in each.sentence and right in each.fix for each in problems), told
    assert all(each.sentence.endswith(".") and each.fix.endswith((".", "?")) for each in problems), told


def test_there_are_thirty_of_them_at_least() -> None:
    assert len({row[0] for row in BROKEN}) >= 30


def test_all_that_is_wrong_is_told_at_once_by_line() -> None:
    text = book(
        ("warn = 0.5", "wran = 0.5"), (TOPIC, 'all = ["topik"]'), ("opportunities = 5", "opportunities = 0")
    )
    problems = wrong(text)
    assert [each.line for each in problems] == sorted(each.line for each in problems)
    assert len(problems) == 4  # the last one: warn is not said at all


def test_the_shipped_document_says_what_leadtui_does() -> None:
    policy = made(TEXT)
    assert [rule.id for rule in policy.items] == [
        "name",
        "contact",
        "company",
        "topic",
        "owner",
        "origin",
        "need",
        "next",
    ]
    assert [rule.id for rule in policy.items if rule.blocks] == ["name", "contact", "topic", "owner"]
    assert tuple(rule.id for rule in policy.plan_items) == PLAN_KINDS
    assert all(rule.blocks for rule in policy.plan_items)
    assert set(policy.making.values()) == {Making.AUTOMATIC}
    assert (policy.opportunities, policy.why_reactivated, policy.keeps_ticks) == (5, False, False)
    assert (policy.duplicates.block, policy.duplicates.warn, policy.duplicates.similar) == (0.9, 0.5, 0.05)
    assert shipped() == policy


def test_the_shipped_reasons_are_dynamics_and_ours() -> None:
    """Source: Dynamics lead entity, statuscode (reference b1)."""
    reasons = shipped().reasons
    numbers = {reason.code: reason.number for reason in reasons if reason.number}
    assert list(numbers.items()) == [
        ("new", 1), ("contacted", 2), ("qualified", 3), ("lost", 4), ("cannot_contact", 5),
        ("no_longer_interested", 6), ("canceled", 7),
    ]  # fmt: skip
    assert [reason.code for reason in reasons if reason.note_required] == ["other"]
    assert [reason.code for reason in reasons if reason.names] == ["handled_elsewhere", "duplicate"]
    assert all(reason.state is State.DISQUALIFIED for reason in reasons if reason.offered)


def test_what_is_mapped_is_there_on_both_sides() -> None:
    mapping = shipped().mapping
    for kind, pairs in mapping.items():
        for target, source in pairs.items():
            assert target in BY_NAME[kind]
            assert source in BY_NAME[Kind.LEAD]
    # Source: Microsoft's published map (reference b4).
    assert mapping[Kind.ACCOUNT]["name"] == "company"
    assert mapping[Kind.OPPORTUNITY]["topic"] == "topic"
    assert mapping[Kind.OPPORTUNITY]["amount"] == "budget_amount"


def test_a_branch_appears_with_its_condition() -> None:
    text = book(
        more=an_item(BLOCKS, 'kind = "manual"', 'when = "source:partner amount>=50000 -territory:nordics"')
    )
    items = made(text).items
    lead = Lead(source="partner", budget_amount=50_000, territory="Iberia")

    def asked(**changes: object) -> bool:
        return any(item.id == "credit" for item in evaluate(replace(lead, **changes), Facts(()), items))

    assert asked()
    assert not asked(source="web")
    assert not asked(territory="Nordics")
    assert not asked(budget_amount=None)
    assert verdict(lead, Facts(()), items)[2] == len(items) == 9
    assert verdict(replace(lead, source="web"), Facts(()), items)[2] == 8


def test_other_numbers_keep_the_text_around_them() -> None:
    numbers = shipped().duplicates._replace(warn=0.4, states=frozenset({"open"}), scopes={"rep": Scope.OWN})
    text = numbered(TEXT, numbers)
    assert made(text).duplicates == numbers
    assert "warn = 0.4  # is said" in text
    before, after = TEXT.splitlines(), text.splitlines()
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 3
    assert made(numbered(text, shipped().duplicates)).duplicates.scopes == {"rep": Scope.OWN}  # not named
    back = numbered(text, shipped().duplicates._replace(scopes={"rep": Scope.ALL}))
    assert back.splitlines() != before  # the list lost its comment ...
    assert made(back) == replace(shipped(), text=back)  # ... and says the same


def numbered(text: str, numbers: MatchPolicy) -> str:
    found = with_numbers(text, numbers)
    assert isinstance(found, str), found
    return found


def test_numbers_without_a_line_of_their_own_are_not_written_over() -> None:
    start = TEXT.index("[duplicates]\n")
    table, rest = TEXT[start:].split("\n\n", 1)
    inline = f"duplicates = {tomllib.loads(table)['duplicates']}".replace("': ", "' = ")
    text = f"{inline}\n{TEXT[:start]}{rest}"
    assert made(text).duplicates == shipped().duplicates
    no = with_numbers(text, shipped().duplicates._replace(warn=0.4))
    assert isinstance(no, Refusal) and no.fields == ("warn",)
    assert "[duplicates] as a table" in no.fix


@pytest.mark.parametrize(
    ("number", "said"),
    [("1" * 5000, "thousands of digits"), ("0x" + "f" * 5000, "many")],
    ids=["plain", "hex"],
)
def test_a_number_that_python_does_not_read_is_a_fault_on_its_line(number: str, said: str) -> None:
    text = book(("warn = 0.5", f"warn = {number}"))
    problems = read(text)
    assert isinstance(problems, tuple)
    assert said in problems[0].sentence
    assert text.splitlines()[problems[0].line - 1].startswith("warn = ")


def test_lines_are_found_whatever_way_the_text_is_written() -> None:
    text = 'top = 1\n[ one ]\n"quoted key" = """\nlong = 2\n"""\nlist = [\n  "a", # ]\n  "b",\n]\n'
    lines = Lines(f"{text}[[two]]\n[[two]]\nx.y = 3\n")
    assert lines.of("", 0, "top") == 1
    assert lines.of("one") == 2
    assert lines.of("one", 0, "quoted key") == 3
    assert lines.of("one", 0, "long") == 2  # it is none: its table
    assert lines.span("one", 0, "list") == (6, 9)
    assert lines.span("one", 0, "long") is None
    assert lines.of_value("one", 0, "list", "b") == 8
    assert (lines.of("two", 0), lines.of("two", 1), lines.of("two", 1, "x")) == (10, 11, 12)


def test_every_field_that_can_be_filled_can_be_mapped_from_its_namesake() -> None:
    """Adding what Dynamics lets an administrator add (reference a, row 65)."""
    text = book(more=a_map("account.email", "email") + a_map("contact.website", "website"))
    mapping = made(text).mapping
    assert mapping[Kind.ACCOUNT]["email"] == "email"
    assert mapping[Kind.CONTACT]["website"] == "website"
    assert "email" in [field.name for field in FIELDS[Kind.ACCOUNT]]


POOR_FIT = '[[reason]]\nid = "poor_fit"\nlabel = "Does not fit"\nstate = "disqualified"\noffered = true\n\n'


def test_what_differs_is_told_table_by_table() -> None:
    other = book(
        ('label = "Company"\nrequired = "advise"', 'label = "Firm"\nrequired = "block"'),
        (TOPIC, f'{TOPIC}\nhelp = "What it is about."'),
        ("warn = 0.5", "warn = 0.4"),
        (POOR_FIT, ""),
        more=an_item(BLOCKS, 'kind = "manual"'),
    )
    made(other)
    assert differences(TEXT, other) == (
        'item company: label "Company" → "Firm", required "advise" → "block"',
        'item topic: help "What it is about."',
        "item credit: new",
        "reason poor_fit: taken out",
        "duplicates: warn 0.5 → 0.4",
    )
    assert sections(TEXT, other) == ("item", "reason", "duplicates")
    assert differences(TEXT, f"# a remark\n{TEXT}") == ()
    moved = TEXT.replace(RECORDS, "\n".join(reversed(RECORDS.strip().split("\n\n"))) + "\n\n")
    assert differences(TEXT, moved) == ("record: in another order",)
