import pytest

from leadtui.domain.fields import Kind
from leadtui.domain.query import And, Is, Not, QueryError, Word
from leadtui.domain.views import VIEW_OF, VIEWS, Sort, View, sort_of, view

NAMES = [
    "open", "my-open", "unassigned", "queue", "handed", "due", "stale", "ready", "parked", "closed",
    "qualified",
]  # fmt: skip


def test_the_views_are_those_of_the_command_line_in_that_order() -> None:
    leads = [name for name, shipped in VIEWS.items() if shipped.kind is Kind.LEAD]
    assert leads == [*NAMES, "disqualified", "all"]
    assert set(VIEW_OF.values()) <= set(VIEWS)


@pytest.mark.parametrize("name", VIEWS)
def test_every_shipped_view_parses_and_says_what_an_empty_list_means(name: str) -> None:
    shipped = view(name)
    assert (shipped.name, shipped.kind) == (name, VIEWS[name].kind)
    assert shipped.sort
    assert VIEWS[name].empty.endswith(".")


def test_work_views_leave_out_parked_leads() -> None:
    assert view("open").query == And((Is("open"), Not(Is("parked"))))
    for name in ("my-open", "unassigned", "queue", "due", "ready"):
        query = view(name).query
        assert isinstance(query, And)
        assert Not(Is("parked")) in query.parts


def test_a_view_is_narrowed_by_a_filter_and_keeps_its_order() -> None:
    closed = view("closed")
    assert closed.narrowed(None) == closed
    assert closed.narrowed(And(())) == closed
    assert closed.narrowed(Word("acme")).query == And((Not(Is("open")), Word("acme")))
    assert closed.narrowed(Word("acme")).sort == closed.sort
    assert View().narrowed(Word("acme")).query == Word("acme")


def test_a_sort_is_read_from_text_with_the_short_names_of_the_filter() -> None:
    assert sort_of("-created_at, rating") == (Sort("created_at", True), Sort("rating"))
    assert sort_of("-age,due,name") == (Sort("created_at"), Sort("follow_up"), Sort("name"))
    assert sort_of("due", Kind.OPPORTUNITY) == (Sort("close_on"),)
    assert [str(key) for key in sort_of("-id,name")] == ["-id", "name"]
    assert sort_of("") == ()


def test_an_unknown_sort_says_which_word_was_perhaps_meant() -> None:
    with pytest.raises(QueryError) as refused:
        sort_of("rating,-compny")
    assert refused.value.nearest == "company"
    assert refused.value.position == len("rating,")


def test_only_a_view_in_another_order_changes_its_sort() -> None:
    assert view("open").sorted([Sort("company")]).sort == (Sort("company"),)
