"""What a plan costs to read: statements are counted, for clocks prove nothing."""

import pytest
from making import a_lead, done, qualified
from shelf import make, statements
from staffed import staffed

from leadtui.domain.fields import Kind
from leadtui.domain.qualification import Plan, Request
from leadtui.domain.results import Done
from leadtui.store import (
    Session,
    disqualify,
    kept_people,
    lead_detail,
    lead_rows,
    lead_sales,
    plan,
    reactivate,
    undo,
    undoable,
    why_not,
)
from leadtui.store.operation import Op
from leadtui.store.writing import command

PERSON = {
    "first_name": "Ingeborg",
    "last_name": "Quillwork",
    "company": "Quillwork Weavers AB",
    "email": "ingeborg@quillwork.example",
    "phone": "+46 31 555 20 00",
    "website": "quillwork.example",
}
FIRM = {"name": PERSON["company"], "phone": PERSON["phone"], "website": PERSON["website"]}


def lead_with(store: Session, matches: int, activities: int) -> int:
    """A lead with a history and so many that look the same: leads, contacts and accounts."""
    lead = make(store, Kind.LEAD, **PERSON, topic="Looms")
    for place in range(matches):
        kind = (Kind.LEAD, Kind.CONTACT, Kind.ACCOUNT)[place % 3]
        make(store, kind, **(FIRM if kind is Kind.ACCOUNT else PERSON))

    def work(op: Op) -> Done:
        rows = [
            {"about_kind": "lead", "about_id": lead, "text": f"{n}", "done": True} for n in range(activities)
        ]
        op.insert_many(Kind.ACTIVITY, rows)
        return op.done(Kind.LEAD, lead)

    command(store, "log", work)
    return lead


def test_a_plan_takes_as_many_statements_however_much_looks_alike_and_was_logged(store: Session) -> None:
    counted: list[list[str]] = []
    for matches, activities in ((3, 1), (37, 299)):  # of the second the first four look the same, too
        lead = lead_with(store, matches, activities)
        with statements(store) as seen:
            made = plan(store, lead, Request())
        assert isinstance(made, Plan)
        assert len(made.matches) >= matches
        counted.append(list(seen))
    few, many = counted
    assert len(many) == len(few), many
    assert len(many) <= 24, many  # each is a trip to the server, where there is one


def test_what_is_asked_of_the_plan_reads_users_and_rules_once(store: Session) -> None:
    staffed(store)
    lead = lead_with(store, 3, 1)
    counted: dict[str, list[str]] = {}
    for read in (plan, kept_people, why_not):
        with statements(store) as seen:
            read(store, lead, "qualify" if read is why_not else Request())  # pyright: ignore[reportArgumentType]
        counted[read.__name__] = list(seen)
    for name, texts in counted.items():
        assert len(texts) <= len(counted["plan"]) + 1, (name, texts)
        for table in (' FROM "user"', "FROM policy "):
            asked = [text for text in texts if table in text]
            assert len(asked) == len(set(asked)), (name, asked)


def test_what_was_taken_back_is_asked_of_each_row_and_never_listed(store: Session) -> None:
    if store.engine == "postgresql":
        pytest.skip("its plans turn on the number of rows; SQLite's tell what a statement can do")
    id = a_lead(store)
    qualified(store, id)
    done(reactivate(store, id))
    done(disqualify(store, id, "lost", opportunity="detach", because="Ola sells it."))
    done(undo(store))
    with statements(store) as seen:
        for read in (plan, lead_detail, lead_sales):
            read(store, id, *((Request(),) if read is plan else ()))
        lead_rows(store, [id])
        undoable(store)
    asked = [text for text in seen if "undoes" in text]
    assert len(asked) >= 6, asked
    for text in asked:
        steps = [row[-1] for row in store.sql(f"EXPLAIN QUERY PLAN {text}", [1] * text.count("?"))]
        looked = [step for step in steps if "undoing" in step]
        assert looked and all("operation_undoes (undoes=?)" in step for step in looked), (text, steps)
