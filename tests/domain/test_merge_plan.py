"""The plan of a merge: whose value each field gets, and who stays."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from leadtui.domain.fields import FIELDS, Kind
from leadtui.domain.lead import Lead, State
from leadtui.domain.merge import Hanging, MergePlan, choose, may_merge, plan_merge, survivor, swap
from leadtui.domain.merge_lines import Line, Take
from leadtui.domain.records import RECORDS, Account, Contact, Opportunity, Record
from leadtui.domain.results import Refusal

EARLY, LATE = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC)


def planned(winner: Record, loser: Record, kind: Kind = Kind.LEAD, **choices: str) -> MergePlan:
    plan = plan_merge(kind, winner, loser, choices)
    assert isinstance(plan, MergePlan), plan
    return plan


def lines(plan: MergePlan) -> dict[str, Line]:
    return {line.field: line for line in plan.lines}


def merged(
    ours: dict[str, Any], theirs: dict[str, Any], kind: Kind = Kind.LEAD, **choices: str
) -> dict[str, Any]:
    """The fields that the two have, as the merged record has them."""
    winner, loser = RECORDS[kind](id=1, **ours), RECORDS[kind](id=2, **theirs)
    plan = planned(winner, loser, kind, **choices)
    values = {name: getattr(winner, name) for name in {**ours, **theirs}} | plan.values
    return {name: value for name, value in values.items() if value}


def refused(answer: object, code: str) -> Refusal:
    assert isinstance(answer, Refusal), answer
    assert answer.code == code, answer
    return answer


DAY, LATER = date(2026, 12, 1), date(2026, 12, 9)
EUR, USD = {"budget_amount": Decimal(5), "currency": "EUR"}, {"budget_amount": Decimal(7), "currency": "USD"}
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "blanks are filled, the rest stays": (
        {"city": "Porto", "email": "a@x.example"},
        {"email": "b@x.example", "phone": "1"},
        {"city": "Porto", "email": "a@x.example", "phone": "1"},
    ),
    "texts are joined": ({"description": "A"}, {"description": "B"}, {"description": "A\n\nB"}),
    "a text within the other stands once": (
        {"description": "Met at the fair"},
        {"description": "fair"},
        {"description": "Met at the fair"},
    ),
    "lines of other values stand once": (
        {"other_values": "Fax: 1\nSize: L"},
        {"other_values": "Size: L\nShoe: 43"},
        {"other_values": "Fax: 1\nSize: L\nShoe: 43"},
    ),
    "texts too long together: the winner's": (
        {"description": "a" * 1500},
        {"description": "b" * 1500},
        {"description": "a" * 1500},
    ),
    "a refusal to be called is never lost": ({}, {"do_not_call": True}, {"do_not_call": True}),
    "nor one to be written to": ({"do_not_email": True}, {}, {"do_not_email": True}),
    "a yes fills a no": ({"fit": True}, {"interest": True}, {"fit": True, "interest": True}),
    "an address is not mixed of two": (
        {"city": "Porto"},
        {"city": "Lisboa", "street": "Rua 1", "postal_code": "1000"},
        {"city": "Porto"},
    ),
    "an address that agrees is completed": (
        {"city": "Porto"},
        {"city": "Porto", "street": "Rua 1"},
        {"city": "Porto", "street": "Rua 1"},
    ),
    "a name is not mixed of two": (
        {"last_name": "Pereira"}, {"first_name": "Bea", "last_name": "Reis"}, {"last_name": "Pereira"},
    ),
    "an amount comes with its currency": ({"currency": "EUR"}, USD, USD),
    "an amount stays with its currency": (EUR, USD, EUR),
    "a currency alone says nothing of another amount": (
        {"budget_amount": Decimal(5)}, {"currency": "USD"}, {"budget_amount": Decimal(5)},
    ),
    "a follow-up comes with its note": (
        {"follow_up_note": "?"},
        {"follow_up": DAY, "follow_up_note": "Call"},
        {"follow_up": DAY, "follow_up_note": "Call"},
    ),
    "a note on another follow-up stays away": (
        {"follow_up": DAY}, {"follow_up": LATER, "follow_up_note": "Call"}, {"follow_up": DAY},
    ),
    "an id there comes with its system": (
        {"external_system": "salesforce"},
        {"external_system": "hubspot", "external_id": "7"},
        {"external_system": "hubspot", "external_id": "7"},
    ),
    "a contact of another account stays away": ({"account": 1}, {"account": 2, "contact": 9}, {"account": 1}),
    "a company makes nobody private": ({"company": "X"}, {"private_person": True}, {"company": "X"}),
    "a private person gets no company": (
        {"private_person": True}, {"company": "X"}, {"private_person": True},
    ),
    "its activities make it contacted": (
        {"status_reason": "new"}, {"status_reason": "contacted"}, {"status_reason": "contacted"},
    ),
    "the earlier creation": ({"created_at": LATE}, {"created_at": EARLY}, {"created_at": EARLY}),
    "the earlier creation is its own": ({"created_at": EARLY}, {"created_at": LATE}, {"created_at": EARLY}),
    "when it comes back is its own": ({}, {"parked_until": DAY}, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_whose_value_it_is(name: str) -> None:
    ours, theirs, expected = CASES[name]
    assert merged(ours, theirs) == expected


@pytest.mark.parametrize("name", CASES)
def test_a_line_says_what_the_record_will_have(name: str) -> None:
    ours, theirs, _ = CASES[name]
    for line in planned(Lead(id=1, **ours), Lead(id=2, **theirs)).lines:
        whole = {Take.WINNER: line.winner, Take.LOSER: line.loser}
        assert line.value == whole.get(line.take, line.value)
        assert line.take in line.offered


def test_an_accounts_name_is_not_filled_in_as_text() -> None:
    assert merged({"account": 1}, {"company": "X"}, Kind.CONTACT) == {"account": 1}
    assert merged({}, {"account": 1, "company": "X"}, Kind.CONTACT) == {"account": 1}
    assert merged({}, {"company": "X"}, Kind.CONTACT) == {"company": "X"}


def test_where_it_came_from_is_filled() -> None:
    assert merged({}, {"lead": 4}, Kind.ACCOUNT) == {"lead": 4}
    assert merged({"lead": 3}, {"lead": 4}, Kind.ACCOUNT) == {"lead": 3}


def test_only_differing_fields_are_lines_and_in_the_order_of_the_form() -> None:
    same = {"last_name": "Reis", "city": "Porto"}
    assert planned(Lead(id=1, **same), Lead(id=2, **same)).lines == ()
    plan = planned(
        Lead(id=1, phone="1", topic="A", **same), Lead(id=2, topic="B", city="X", last_name="Reis")
    )
    order = [field.name for field in FIELDS[Kind.LEAD]]
    names = [line.field for line in plan.lines]
    assert names == sorted(names, key=order.index) == ["topic", "phone", "city"]


def test_a_choice_stands_over_the_rules() -> None:
    both = {"city": "Porto", "phone": None}, {"city": "Lisboa", "phone": "1"}
    assert merged(*both, city="loser", phone="winner") == {"city": "Lisboa"}
    described = {"description": "A"}, {"description": "B"}
    for take, text in (("winner", "A"), ("loser", "B"), ("both", "A\n\nB")):
        assert merged(*described, description=take) == {"description": text}


def test_what_belongs_together_is_chosen_together() -> None:
    plan = choose(planned(Lead(id=1, **EUR), Lead(id=2, **USD)), "currency", Take.LOSER)
    assert plan.values == USD
    assert choose(plan, "budget_amount", Take.WINNER).values == {}


def test_choosing_what_is_not_offered_changes_nothing() -> None:
    plan = planned(Lead(id=1), Lead(id=2, do_not_call=True))
    assert choose(plan, "do_not_call", Take.WINNER).values == {"do_not_call": True}
    assert choose(plan, "city", Take.LOSER).values == {"do_not_call": True}
    both = planned(Lead(id=1, city="A"), Lead(id=2, city="B"))
    assert choose(both, "city", Take.BOTH) == both


def test_choices_that_cannot_be() -> None:
    one, two = Lead(id=1, city="A"), Lead(id=2, city="B", do_not_call=True, created_at=EARLY)
    near = refused(plan_merge(Kind.LEAD, one, two, {"citi": "loser"}), "field")
    assert near.fix == "Did you mean city?" and near.exit == 2
    assert refused(plan_merge(Kind.LEAD, one, two, {"city": "mine"}), "value").exit == 2
    refused(plan_merge(Kind.LEAD, one, two, {"version": "loser"}), "fixed")
    refused(plan_merge(Kind.LEAD, one, two, {"city": "both"}), "fixed")
    never = refused(plan_merge(Kind.LEAD, one, two, {"do_not_call": "winner"}), "fixed")
    assert "a refusal is never lost" in never.sentence
    planned(one, two, city="loser", topic="loser")  # an equal field may be named


def test_who_may_be_merged() -> None:
    closed = Lead(id=1, state=State.QUALIFIED, status_reason="qualified")
    opened, other = Lead(id=2), Lead(id=3, state=State.DISQUALIFIED, status_reason="lost")
    assert may_merge(Kind.LEAD, opened, closed) is None
    no = refused(may_merge(Kind.LEAD, closed, opened), "closed")
    assert no.fix.startswith("s swaps") and "lead merge 2 1" in no.command
    assert refused(may_merge(Kind.LEAD, closed, other), "closed").fix.startswith("r reactivates")
    refused(may_merge(Kind.LEAD, opened, opened), "same")
    assert refused(may_merge(Kind.OPPORTUNITY, Opportunity(id=1), Opportunity(id=2)), "kind").exit == 2
    assert may_merge(Kind.ACCOUNT, Account(id=1), Account(id=2)) is None


def test_who_is_proposed_to_stay() -> None:
    full = Lead(id=9, last_name="A", city="B", topic="C", created_at=LATE)
    thin = Lead(id=8, last_name="A", created_at=EARLY)
    assert survivor(thin, full) == (full, thin)
    assert survivor(thin, full, (5, 0)) == (thin, full)
    closed = Lead(
        id=7, state=State.DISQUALIFIED, status_reason="lost", closed_at=LATE, closed_by="x", last_name="A",
        city="B", topic="C", email="d@x.example", created_at=EARLY,
    )  # fmt: skip
    assert survivor(closed, thin, (9, 0)) == (thin, closed)
    young, old = Contact(id=1, last_name="A", created_at=LATE), Contact(id=2, last_name="A", created_at=EARLY)
    assert survivor(young, old) == survivor(old, young) == (old, young)
    low, high = Contact(id=1, last_name="A", created_at=EARLY), Contact(id=2, last_name="A", created_at=EARLY)
    assert survivor(high, low) == survivor(low, high) == (low, high)


def test_swapping_turns_everything_round_and_forgets_the_choices() -> None:
    has = (Hanging(2, {Kind.OPPORTUNITY: 1}), Hanging(1, {Kind.OPPORTUNITY: 2}))
    plan = plan_merge(Kind.CONTACT, Contact(id=1, city="A"), Contact(id=2, city="B"), {"city": "loser"}, has)
    assert isinstance(plan, MergePlan)
    assert (plan.values, plan.moving) == ({"city": "B"}, "1 activity and 2 opportunities")
    other = swap(plan)
    assert isinstance(other, MergePlan)
    assert (other.winner.id, other.values, other.moving) == (2, {}, "2 activities and 1 opportunity")
    closed = planned(Lead(id=1), Lead(id=2, state=State.DISQUALIFIED, status_reason="lost"))
    refused(swap(closed), "closed")


def test_the_sentence_says_who_stays_and_what_becomes_of_the_other() -> None:
    plan = planned(Lead(id=12, last_name="Reis"), Lead(id=31, email="r@x.example"))
    assert plan.sentence == "12 Reis stays; 31 r@x.example is closed as merged."
    accounts = planned(Account(id=1, name="A"), Account(id=2, name="B"), Kind.ACCOUNT)
    assert accounts.sentence == "1 A stays; 2 B is put away as merged."


@pytest.mark.parametrize("kind", [Kind.LEAD, Kind.ACCOUNT, Kind.CONTACT])
def test_every_field_of_the_form_can_be_merged(kind: Kind) -> None:
    """A field that is added to the table has a rule without anyone thinking of it."""
    make = RECORDS[kind]
    for field in FIELDS[kind]:
        if field.system:
            continue
        plan = planned(make(id=1), make(id=2, **{field.name: "x"}), kind)
        (line,) = plan.lines
        assert (line.field, line.loser) == (field.name, "x")
        assert line.take is Take.LOSER or line.because
