"""The semantics of qualifying, a row a rule, each named after it, through the store on both engines.

Source: `reference/lead-qualification.md` b1, b2 and b4 (the tags D1 to D16, S1, S2 and E1 are its own). All
rows of an engine share one book; each has leads of its own.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from breaking import dump
from clocks import FakeClock
from colleagues import add
from copies import copied
from engines import Server
from making import READY, done, refused, standing
from rule_books import amended
from shelf import ids

from leadtui.domain.fields import BY_NAME, FIELDS, Kind
from leadtui.domain.plan import NEW, NONE, Plan, Request, Sale
from leadtui.domain.records import Activity
from leadtui.domain.results import Done, Refusal
from leadtui.store import (
    NotFound,
    Session,
    apply_policy,
    create,
    create_store,
    disqualify,
    edit,
    judge,
    log,
    open_session,
    plan,
    policy,
    qualify,
    reactivate,
    record,
    record_detail,
)

NUMBERS = count(1)
SIGNS = "bcdfghklmnprstvwxz"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    if request.param == "sqlite":
        target = str(copied(tmp_path_factory.mktemp("semantics") / "book.db", "semantics", _make))
    else:
        server: Server = request.getfixturevalue("postgres")
        target = server.fresh()
    with open_session(target, user="ada", login="ada", clock=FakeClock()) as session:
        add(session, "eve", "support")
        add(session, "max", "auditor")
        yield session


def _make(path: Path) -> None:
    create_store(path, user="ada", login="ada").close()


@pytest.fixture
def book(shared: Session) -> Iterator[Session]:
    """The shared book, with the shipped policy again after each row."""
    before = policy(shared).text
    yield shared
    if policy(shared).text != before:
        done(apply_policy(shared, before))
        judge(shared)


def lead(book: Session, **values: Any) -> int:
    """A ready lead with a name of its own, which looks like nobody else."""
    chosen = Random(next(NUMBERS))

    def word() -> str:
        return "".join(chosen.choice(SIGNS) + chosen.choice("aeiou") for _ in range(4)).capitalize()

    own = {"first_name": word(), "last_name": word(), "company": f"{word()} AG", "phone": None, "city": None}
    own["email"] = f"{word()}@{word()}.example".lower()
    return done(create(book, Kind.LEAD, {**READY, **own, **values})).id


def asked(book: Session, id: int, **request: Any) -> Any:
    return qualify(book, id, Request(**{"why": "Budget is there.", **request}))


def became(book: Session, answer: Done, kind: Kind) -> Any:
    number = answer.opportunities[0] if kind is Kind.OPPORTUNITY else getattr(answer, kind.value)
    return record(book, kind, number)


# -- b2: what a lead becomes

ALL, NOBODY = ("account", "contact", "opportunity"), {"account": NONE, "contact": NONE, "opportunities": ()}
PRIVATE = {"company": None, "private_person": True}
NAMELESS = {"first_name": None, "last_name": None}
OUTCOMES: dict[str, tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]] = {
    "a lead with company and person yields all three (D8)": ({}, {}, ALL),
    "a lead without company yields contact and opportunity (D8)": ({"company": None}, {}, ALL[1:]),
    "a private person yields no account though a company is named": (PRIVATE, {}, ALL[1:]),
    "the account may be skipped (D4)": ({}, {"account": NONE}, ALL[1:]),
    "the contact may be skipped (D4)": ({}, {"contact": NONE}, ("account", "opportunity")),
    "the opportunity may be skipped and the lead is still qualified (D3)": (
        {}, {"opportunities": ()}, ALL[:2],
    ),
    "all three may be skipped and the lead is still qualified": ({}, NOBODY, ()),
}  # fmt: skip


@pytest.mark.parametrize("rule", OUTCOMES)
def test_what_a_lead_becomes(book: Session, rule: str) -> None:
    values, request, wanted = OUTCOMES[rule]
    id = lead(book, **values)
    answer = done(asked(book, id, **request))
    assert standing(book, id).state == "qualified"
    made = {"account": answer.account, "contact": answer.contact, "opportunity": answer.opportunities}
    assert tuple(kind for kind, number in made.items() if number) == wanted
    for kind in wanted:
        found: Any = became(book, answer, Kind(kind))
        assert found.lead == id  # "each gets an originating-lead link" (D9)
    if "opportunity" in wanted:
        sale: Any = became(book, answer, Kind.OPPORTUNITY)
        assert (sale.account, sale.contact) == (answer.account, answer.contact)
        assert (sale.stage, sale.outcome) == ("develop", "open")


# -- b2: what is refused, and nothing is written then

REFUSED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "a new account needs a company on the lead (D3)": ({"company": None}, {"account": NEW}, "customer"),
    "a new contact needs a name on the lead": (NAMELESS, {"contact": NEW}, "checklist"),
    "an account that is not there is not linked (D9, customer)": ({}, {"account": 999_999}, "not_found"),
    "a contact that is not there is not linked (D9, customer)": ({}, {"contact": 999_999}, "not_found"),
    "an opportunity that is not there is not joined": ({}, {"opportunities": (Sale(999_999),)}, "customer"),
    "a currency must be one (D9)": (
        {}, {"opportunities": (Sale(values={"amount": "5", "currency": "gold"}),)}, "value",
    ),
    "six opportunities are one too many (D3: up to five)": ({}, {"opportunities": (Sale(),) * 6}, "customer"),
    "a gap in the checklist blocks (D18: a required step)": ({"topic": None}, {}, "checklist"),
    "nothing says why": ({}, {"why": ""}, "why"),
}  # fmt: skip


@pytest.mark.parametrize("rule", REFUSED)
def test_what_is_refused_writes_nothing(book: Session, rule: str) -> None:
    values, request, code = REFUSED[rule]
    id = lead(book, **values)
    before = dump(book)
    assert refused(asked(book, id, **request), code).fix
    assert dump(book) == before


def test_five_opportunities_may_come_of_one_lead_d3(book: Session) -> None:
    answer = done(asked(book, lead(book), opportunities=(Sale(),) * 5))
    assert len(set(answer.opportunities)) == 5


def test_the_lead_must_exist_d9(book: Session) -> None:
    with pytest.raises(NotFound):
        asked(book, 999_999)


def test_the_lead_must_be_open_d5(book: Session) -> None:
    id = lead(book)
    done(disqualify(book, id, "lost"))
    assert "read-only" in refused(asked(book, id), "closed").sentence


def test_qualifying_twice_is_no_safe_repetition_but_a_retry_by_name_is_d14(book: Session) -> None:
    id = lead(book)
    request, name = Request(why="Yes."), f"once-{id}"
    first = done(qualify(book, id, request, op_id=name))
    refused(qualify(book, id, request), "closed")
    again = done(qualify(book, id, request, op_id=name))
    assert again.repeated and (again.account, again.opportunities) == (first.account, first.opportunities)


def test_nothing_is_written_until_the_final_qualify_d3(book: Session) -> None:
    id = lead(book)
    before = dump(book)
    assert isinstance(plan(book, id, Request(why="Yes.", opportunities=(Sale(), Sale()))), Plan)
    assert dump(book) == before


def test_the_lead_moves_from_my_open_leads_to_the_closed_ones_d3(book: Session) -> None:
    id = lead(book)
    assert id in ids(book, "is:open owner:me") and id not in ids(book, "is:qualified")
    done(asked(book, id))
    assert id not in ids(book, "is:open owner:me") and id in ids(book, "is:qualified")


def test_the_leads_notes_are_shown_on_the_opportunity_d3(book: Session) -> None:
    id = lead(book)
    done(log(book, Kind.LEAD, id, Activity(kind="note", text="Wants blue shelves.")))
    answer = done(asked(book, id))
    detail = record_detail(book, Kind.OPPORTUNITY, answer.opportunities[0])
    assert detail and "Wants blue shelves." in [getattr(each, "text", "") for each in detail.timeline]


def test_the_contact_appears_as_a_stakeholder_d11(book: Session) -> None:
    answer = done(asked(book, lead(book)))
    detail = record_detail(book, Kind.CONTACT, answer.contact or 0)
    assert detail
    sales = [one for one in detail.related if one.kind == Kind.OPPORTUNITY]
    assert [one.id for one in sales] == list(answer.opportunities)
    assert all("stakeholder" in one.detail for one in sales)


def test_a_linked_contact_without_account_is_the_opportunitys_customer_d12(book: Session) -> None:
    contact = done(create(book, Kind.CONTACT, {"last_name": "Ostrowska"})).id
    answer = done(asked(book, lead(book), account=NONE, contact=contact))
    sale: Any = became(book, answer, Kind.OPPORTUNITY)
    assert (sale.account, sale.contact) == (None, contact)


def test_values_of_new_account_and_contact_may_be_typed_in_the_plan(book: Session) -> None:
    """Dynamics sends people back to the lead for that (D3)."""
    typed = {Kind.ACCOUNT: {"website": "typed.example"}, Kind.CONTACT: {"job_title": "Buyer"}}
    answer = done(asked(book, lead(book), values=typed))
    account, contact = became(book, answer, Kind.ACCOUNT), became(book, answer, Kind.CONTACT)
    assert account.website.endswith("typed.example") and contact.job_title == "Buyer"


def test_an_open_opportunity_may_be_joined(book: Session) -> None:
    """Dynamics makes new ones only (D3, D4)."""
    first, second = lead(book), lead(book)
    made = done(asked(book, first)).opportunities
    answer = done(asked(book, second, opportunities=(Sale(made[0]),)))
    assert answer.opportunities == made
    detail = record_detail(book, Kind.OPPORTUNITY, made[0])
    assert detail
    assert {one.id for one in detail.related if one.kind is Kind.LEAD} == {first, second}


@pytest.mark.parametrize("left", [False, True])
def test_all_that_a_linked_record_gets_is_a_line_that_can_be_left_but_for_references(
    book: Session, left: bool
) -> None:
    contact = done(create(book, Kind.CONTACT, {"last_name": "Ostrowska"})).id
    sale = done(create(book, Kind.OPPORTUNITY, {"topic": "Pumps"})).id
    id, refs = lead(book), ((Kind.CONTACT, contact), (Kind.OPPORTUNITY, sale))
    request = Request(
        account=NONE, contact=contact, opportunities=(Sale(sale),), why="Yes.", duplicates_reviewed=True
    )
    planned: Any = plan(book, id, request)
    fills = [(each.kind, each.id, line.field) for each in planned.records for line in each.lines
             if line.outcome == "fill"]  # fmt: skip
    assert {(Kind.CONTACT, contact, "company"), (Kind.OPPORTUNITY, sale, "why")} <= set(fills)
    if left:
        request = replace(request, unfilled=frozenset(fills))
        planned = plan(book, id, request)
    before: list[Any] = [record(book, *ref) for ref in refs]
    done(qualify(book, id, request))
    for each, was, ref in zip(planned.records[1:], before, refs, strict=True):
        now: Any = record(book, *ref)
        changed = {name for name in BY_NAME[ref[0]] if getattr(now, name) != getattr(was, name)}
        system = {name for name in changed if BY_NAME[ref[0]][name].system}
        assert changed - system - {"account", "contact"} == each.values.keys()
        assert bool(each.values) != left


def test_without_an_opportunity_plan_and_sentence_say_why(book: Session) -> None:
    id = lead(book)
    planned: Any = plan(book, id, Request(opportunities=(), why="Yes."))
    assert planned.records[2].because
    assert planned.records[2].because in done(asked(book, id, opportunities=())).sentence


# -- b2: the organisation decides, a record type at a time (D4)

MAKING: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "automatic: the account is made without a word": ("account", "automatic", {}, ""),
    "seller decides: the account has to be said": ("account", "ask", {}, "customer"),
    "seller decides: said new, it is made": ("account", "ask", {"account": NEW}, ""),
    "seller decides: said none, there is none": ("account", "ask", {"account": NONE}, ""),
    "existing only: no contact is made": ("contact", "existing", {}, "customer"),
    "existing only: none may be said": ("contact", "existing", {"contact": NONE}, ""),
    "never: there is no opportunity": ("opportunity", "never", {}, ""),
    "never: nobody makes one all the same": (
        "opportunity",
        "never",
        {"opportunities": (Sale(),)},
        "customer",
    ),
}


@pytest.mark.parametrize("rule", MAKING)
def test_each_record_type_has_its_own_rule(book: Session, rule: str) -> None:
    kind, making, request, code = MAKING[rule]
    old, new = (f'[[record]]\nid = "{kind}"\nmake = "{word}"' for word in ("automatic", making))
    done(apply_policy(book, f"{amended(book, (old, new))}# {rule}\n"))
    answer = asked(book, lead(book), **request)
    if code:
        refused(answer, code)
        return
    done(answer)
    wanted = request.get(kind, NONE if making == "never" else NEW) == NEW
    made = answer.opportunities if kind == "opportunity" else getattr(answer, kind)
    assert bool(made) == wanted


# -- b2: privileges (D5), and the command that is hidden without them (D13)


@pytest.mark.parametrize(("user", "right"), [("eve", "qualify"), ("max", "qualify")])
def test_who_may_not_qualify_is_told_which_right_is_lacking(book: Session, user: str, right: str) -> None:
    id = lead(book)
    before = dump(book)
    with book.acting(user, book.now()):
        no = refused(asked(book, id), "right")
        refused(plan(book, id, Request(why="Yes.")), "right")
    assert right in no.sentence and "ada" in no.fix
    assert dump(book) == before


# -- b4: what goes where (D4), and what does not

SOURCES: dict[str, Any] = {
    "street": "Rua Nova 4", "city": "Porto", "region": "Norte", "postal_code": "4000-100", "country": "PT",
    "website": "northwind.example", "phone": "+351 21 555 0199", "mobile": "+351 91 555 0123",
    "job_title": "Head of stores", "language": "pt", "territory": "Iberia", "campaign": None,
    "budget_amount": Decimal("12000.00"), "currency": "EUR", "rating": "hot", "need": "must_have",
    "budget_status": "can_buy", "purchase_timeframe": "this_quarter", "purchase_process": "committee",
    "decision_maker": True, "product": "Scanners", "description": "Met at the fair.", "do_not_call": True,
    "do_not_email": True,
}  # fmt: skip
ADDRESS = ("street", "city", "region", "postal_code", "country")
MAPPED: dict[Kind, dict[str, str]] = {
    Kind.ACCOUNT: {
        "name": "company", "website": "website", "phone": "phone", "owner": "owner", "territory": "territory",
        **{name: name for name in ADDRESS},
    },
    Kind.CONTACT: {
        name: name
        for name in (
            "first_name", "last_name", "job_title", "email", "phone", "mobile", "language", "owner",
            "do_not_call", "do_not_email", *ADDRESS,
        )
    },
    Kind.OPPORTUNITY: {
        "topic": "topic", "amount": "budget_amount",
        **{
            name: name
            for name in (
                "currency", "rating", "need", "budget_status", "purchase_timeframe", "purchase_process",
                "decision_maker", "product", "source", "owner", "territory", "description",
            )
        },
    },
}  # fmt: skip
PAIRS = [(kind, target, source) for kind, fields in MAPPED.items() for target, source in fields.items()]


@pytest.fixture(scope="module")
def mapped(shared: Session) -> tuple[Any, dict[Kind, Any]]:
    """A lead with all there is, and what it became."""
    id = lead(shared, **SOURCES)
    answer = done(asked(shared, id))
    return standing(shared, id), {kind: became(shared, answer, kind) for kind in MAPPED}


@pytest.mark.parametrize(("kind", "target", "source"), PAIRS, ids=lambda part: str(part))
def test_a_field_is_carried_over(
    mapped: tuple[Any, dict[Kind, Any]], kind: Kind, target: str, source: str
) -> None:
    one, made = mapped
    assert getattr(one, source)
    assert getattr(made[kind], target) == getattr(one, source)


def test_parent_account_and_contact_are_those_of_the_opportunity_d4(
    mapped: tuple[Any, dict[Kind, Any]],
) -> None:
    made = mapped[1]
    sale = made[Kind.OPPORTUNITY]
    assert (sale.account, sale.contact) == (made[Kind.ACCOUNT].id, made[Kind.CONTACT].id)
    assert made[Kind.CONTACT].account == made[Kind.ACCOUNT].id


def test_a_status_is_never_mapped_across_record_types_d5() -> None:
    names = {kind: {field.name for field in FIELDS[kind]} for kind in MAPPED}
    assert all("status_reason" not in fields and "state" not in fields for fields in names.values())


KEPT: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "on an existing contact only blanks are filled (S1)": (
        {"job_title": "Buyer", "phone": "+351 21 555 0111"},
        {"last_name": "Costa", "job_title": "Owner"},
        {"last_name": "Costa", "job_title": "Owner", "phone": "+351 21 555 0111"},
    ),
    "the existing contact does not overwrite the lead (F1 does)": (
        {"last_name": "Reis"}, {"last_name": "Costa"}, {"last_name": "Costa"},
    ),
    "an address is not mixed of two towns": (
        {"street": "Rua Nova 4", "city": "Porto"}, {"last_name": "Costa", "city": "Braga"},
        {"city": "Braga", "street": None},
    ),
    "do not call is added, for consent only shrinks": (
        {"do_not_call": True}, {"last_name": "Costa"}, {"do_not_call": True, "do_not_email": False},
    ),
    "do not call of the contact stays": (
        {}, {"last_name": "Costa", "do_not_call": True}, {"do_not_call": True},
    ),
    "the owner of an existing contact stays": (
        {}, {"last_name": "Costa", "owner": "eve"}, {"owner": "eve"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", KEPT)
def test_what_a_linked_record_keeps(book: Session, rule: str) -> None:
    ours, theirs, after = KEPT[rule]
    contact = done(create(book, Kind.CONTACT, theirs)).id
    id = lead(book, **ours)
    before = standing(book, id)
    done(asked(book, id, contact=contact, duplicates_reviewed=True))
    found: Any = record(book, Kind.CONTACT, contact)
    assert {name: getattr(found, name) for name in after} == after
    kept = standing(book, id)
    assert all(getattr(kept, name) == getattr(before, name) for name in ours)


def test_a_mapping_may_be_taken_out_by_the_organisation(book: Session) -> None:
    """Those that Dynamics ships cannot be deleted (D16)."""
    done(apply_policy(book, amended(book, ('[[map]]\nid = "account.website"\nfrom = "website"\n', ""))))
    account: Any = became(book, done(asked(book, lead(book, website="x.example"))), Kind.ACCOUNT)
    assert account.website is None


# -- b1: the lead's states

REASONS = ("lost", "cannot_contact", "no_longer_interested", "canceled", "invalid", "poor_fit")


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_closes_an_open_lead_and_makes_it_read_only_d8(book: Session, reason: str) -> None:
    id = lead(book)
    done(disqualify(book, id, reason))
    closed = standing(book, id)
    assert (closed.state, closed.status_reason, closed.closed_by) == ("disqualified", reason, "ada")
    refused(edit(book, Kind.LEAD, id, {"topic": "Ink"}), "closed")
    refused(disqualify(book, id, reason), "closed")


@pytest.mark.parametrize("reason", ["new", "contacted", "qualified", "merged"])
def test_a_reason_of_another_state_disqualifies_nobody_d1(book: Session, reason: str) -> None:
    refused(disqualify(book, lead(book), reason), "reason")


@pytest.mark.parametrize("how", ["qualified", "disqualified"])
def test_reactivating_brings_back_the_status_new_and_leaves_what_it_became_d8(
    book: Session, how: str
) -> None:
    id = lead(book)
    done(log(book, Kind.LEAD, id, Activity(kind="call", outbound=True)))
    answer: Any = done(
        asked(book, id) if how == "qualified" else disqualify(book, id, "lost", people=Request())
    )
    before = [record(book, kind, getattr(answer, kind.value)) for kind in (Kind.ACCOUNT, Kind.CONTACT)]
    assert all(before)
    done(reactivate(book, id))
    again = standing(book, id)
    assert (again.state, again.status_reason, again.closed_at, again.cycle) == ("open", "new", None, 2)
    assert [
        record(book, kind, getattr(answer, kind.value)) for kind in (Kind.ACCOUNT, Kind.CONTACT)
    ] == before
    done(edit(book, Kind.LEAD, id, {"topic": "Ink"}))
    refused(reactivate(book, id), "open")


def test_a_lead_with_an_open_opportunity_is_not_disqualified_unsaid_d3(book: Session) -> None:
    """Dynamics allows it only while there is none; here it has to be said what becomes of it."""
    id = lead(book)
    done(asked(book, id))
    done(reactivate(book, id))
    assert isinstance(refused(disqualify(book, id, "lost"), "opportunity"), Refusal)
    done(disqualify(book, id, "lost", opportunity="keep"))


@pytest.mark.parametrize("days", [1, 30])
def test_not_now_keeps_a_lead_open_and_comes_back_by_itself(book: Session, days: int) -> None:
    from leadtui.store import park

    id, today = lead(book), book.today()
    until = date.fromordinal(today.toordinal() + days)
    done(park(book, id, until))
    assert standing(book, id).is_open and id in ids(book, "is:parked")
