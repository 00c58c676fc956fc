"""What a key in the plan asks: pure, and what of it survives as a draft."""

from datetime import date
from decimal import Decimal

import pytest

from leadtui.domain.checklist import Facts
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.plan import NEW, NONE, Plan, Request, Sale
from leadtui.domain.policy import shipped
from leadtui.domain.qualification import Known, propose
from leadtui.domain.records import Account
from leadtui.screens import plan_asking
from leadtui.screens.plan_draft import packed, unpacked
from leadtui.screens.plan_showing import At

LEAD = Lead(id=1, last_name="Roth", company="Fabrikam", topic="Scanners", owner="mia", phone="+49 30 1",
            city="Bonn", budget_amount=Decimal(900))  # fmt: skip
FABRIKAM = Account(id=5, name="Fabrikam", phone="+49 30 2")


def plan_of(request: Request) -> Plan:
    known = Known(account=FABRIKAM if request.account == 5 else None)
    return propose(LEAD, request, known, Facts({"mia"}, reachable=True), shipped())


def test_a_kept_value_is_replaced_and_a_blank_left_and_both_turn_back() -> None:
    asked = Request(account=5)
    for name, turned in (("phone", "replace"), ("city", "leave")):
        before = plan_asking.line_of(plan_of(asked), At(0, name))
        once = plan_asking.toggled(plan_of(asked), asked, At(0, name))
        assert before is not None and once is not None
        line = plan_asking.line_of(plan_of(once), At(0, name))
        assert line is not None and line.outcome == turned
        assert plan_asking.toggled(plan_of(once), once, At(0, name)) == asked


def test_a_value_of_a_new_record_is_left_out_and_what_was_typed_gives_way_to_the_rules() -> None:
    asked = Request()
    out = plan_asking.toggled(plan_of(asked), asked, At(0, "phone"))
    assert out is not None
    assert "phone" not in plan_of(out).records[0].values
    back = plan_asking.toggled(plan_of(out), out, At(0, "phone"))
    assert back is not None
    assert plan_of(back).records[0].values["phone"] == "+49 30 1"


def test_opportunities_are_added_typed_and_taken_away_by_their_place() -> None:
    asked = plan_asking.another(plan_of(Request()), Request())
    asked = plan_asking.typed(plan_of(asked), asked, At(3, "topic"), {"topic": "Racks"})
    assert [one.title for one in plan_of(asked).sales] == ["Scanners", "Racks"]
    assert plan_asking.is_typed(plan_of(asked), asked, At(3, "topic"))
    asked = plan_asking.without(plan_of(asked), asked, 2)
    assert [one.title for one in plan_of(asked).sales] == ["Racks"]
    asked = plan_asking.choose(plan_of(asked), asked, 2, NONE)
    assert asked.opportunities == ()
    asked = plan_asking.another(plan_of(asked), asked)
    assert [one.title for one in plan_of(asked).sales] == ["Scanners"]


def test_saying_new_again_keeps_what_was_typed() -> None:
    asked = plan_asking.typed(plan_of(Request()), Request(), At(2, "topic"), {"topic": "Racks"})
    assert plan_asking.choose(plan_of(asked), asked, 2, NEW).opportunities == (Sale(NEW, {"topic": "Racks"}),)


def test_an_opportunity_of_elsewhere_brings_its_customer() -> None:
    asked = Request(account=5, contact=NONE)
    there = plan_asking.attach(plan_of(asked), asked, 2, 7, account=False)
    assert (there.account, there.contact, there.opportunities) == (None, None, (Sale(7),))
    here = plan_asking.attach(plan_of(asked), asked, 2, 7, account=True)
    assert (here.account, here.contact) == (5, NONE)


@pytest.mark.parametrize(
    "request_",
    [
        Request(),
        Request(account=5, contact=NONE, opportunities=()),
        Request(
            opportunities=(Sale(7), Sale(NEW, {"amount": Decimal("9.50"), "close_on": date(2027, 1, 31)}))
        ),
        Request(values={Kind.CONTACT: {"last_name": "Röth", "phone": None}}),
        Request(
            replaced=frozenset({(Kind.ACCOUNT, 5, "phone")}), unfilled=frozenset({(Kind.ACCOUNT, 5, "city")})
        ),
    ],
)
def test_what_was_chosen_survives_as_text(request_: Request) -> None:
    text = packed(request_)
    assert bool(text) == (request_ != Request())
    assert (unpacked(text) if text else Request()) == request_
