"""The panel's lines fit each room."""

import pytest
from fake import LOOK
from textual.content import Content

from leadtui.domain.checklist import Facts, evaluate
from leadtui.domain.lead import Lead
from leadtui.domain.policy import shipped
from leadtui.domain.records import LeadDetail
from leadtui.widgets import checklist_panel as panel


def detail(**values: object) -> LeadDetail:
    lead = Lead(id=1, last_name="[/foo]", company="Northwind", **values)
    items = evaluate(lead, Facts(owners=("mia",), reachable=True), shipped().items)
    return LeadDetail(lead, items, "Mia Ek", None, None, (), (), ())


@pytest.mark.parametrize("shape", ["_side", "_strip", "_line"])
def test_each_shape_says_what_holds_the_lead_back(shape: str) -> None:
    lines = [str(line) for line in getattr(panel, shape)(detail(), LOOK, 60)]
    assert any("Checklist 3 of 8, needs topic and owner" in line for line in lines)


def test_a_blocking_gap_and_an_advised_one_differ_by_sign() -> None:
    items = detail().checklist
    signs = {item.id: str(panel.item_content(n, item))[0] for n, item in enumerate(items, 1)}
    assert (signs["topic"], signs["need"], signs["name"]) == ("✗", "·", "✓")


def test_what_is_barred_says_so_beside_phone_and_mail() -> None:
    lines = panel._reach(detail(phone="+46 1", email="a@b.example", do_not_call=True), 60)
    assert [str(line) for line in lines] == ["⊘ +46 1", "a@b.example"]


def test_the_strip_needs_six_lines_at_80_columns() -> None:
    assert len(list(panel._strip(detail(topic="x", owner="mia"), LOOK, 78))) <= 6
    assert all(isinstance(line, Content) for line in panel._strip(detail(), LOOK, 78))
