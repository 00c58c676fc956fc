"""Who may do what: asked by the store itself, whatever the screen showed."""

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from making import a_lead, done, refused
from shelf import make
from staffed import staffed
from writers import writers

from leadtui import store as desk
from leadtui.domain.access import Right, Scope
from leadtui.domain.bulk import Act, Asked, Outcome, Row
from leadtui.domain.fields import Kind
from leadtui.domain.match import Verdict
from leadtui.domain.qualification import NONE, Plan, Request, Sale
from leadtui.domain.query import parse
from leadtui.domain.records import Activity
from leadtui.domain.results import Done, Refusal
from leadtui.domain.views import View, sort_of
from leadtui.store import NoRight, NotFound, Session, Stranger
from leadtui.store.rights import NEEDS

Call = Callable[[Session], object]
NOTE = Activity(kind="note", text="Called.")
TABLES = (
    "lead", "account", "contact", "opportunity", "activity", "event", "operation", "import", "merge",
    "qualification", "match_verdict", "policy", "user", "team", "membership",
    "hand_over", "assign_turn", "user_territory", "value",
)  # fmt: skip


@pytest.fixture
def book(store: Session) -> Session:
    return staffed(store)


REMARK = "# A remark."


def shipped(session: Session) -> str:
    return desk.policy(session).text


TOMORROW = timedelta(days=1)
CALLS: dict[str, Call] = {
    "adopt_owner_name": lambda s: desk.adopt_owner_name(s, "Outsider", "rep"),
    "apply_policy": lambda s: desk.apply_policy(s, f"{shipped(s).split(REMARK)[0].rstrip()}\n{REMARK}\n"),
    "assign": lambda s: desk.assign(s, 1, "rep"),
    "assign_by_rules": lambda s: desk.assign_by_rules(s, 1, anew=True),
    "change_value": lambda s: desk.change_value(s, "source", "web", {"label": "Website"}),
    "claim": lambda s: desk.claim(s, 6),
    "begin_run": lambda s: desk.begin_run(s, Asked(Act.ASSIGN, {"owner": "rep"}), [1, 5], "marked"),
    "create": lambda s: desk.create(s, Kind.LEAD, {"last_name": "Wang"}),
    "decide": lambda s: desk.decide(s, (Kind.LEAD, 1), (Kind.LEAD, 5), Verdict.DIFFERENT),
    "define_value": lambda s: desk.define_value(s, "campaign", {"label": "Spring"}),
    "disqualify": lambda s: desk.disqualify(s, 1, "lost"),
    "edit": lambda s: desk.edit(s, Kind.LEAD, 1, {"city": "Graz"}),
    "finish": lambda s: desk.finish(s, s.sql("SELECT max(id) FROM activity WHERE kind = 'task'")[0][0]),
    "finish_import": lambda s: desk.finish_import(s, 1),
    "follow_up": lambda s: desk.follow_up(s, 1, s.today()),
    "import_batch": lambda s: desk.import_batch(s, 1, [desk.ImportRow(2, {"last_name": "Wang"})], 1),
    "log": lambda s: desk.log(s, Kind.LEAD, 1, NOTE),
    "lose": lambda s: desk.lose(s, 1, "price"),
    "merge": lambda s: desk.merge(s, Kind.LEAD, 5, 6),
    "merge_values": lambda s: desk.merge_values(s, "source", "web", "partner"),
    "move": lambda s: desk.move(s, 1, "propose"),
    "park": lambda s: desk.park(s, 1, s.today() + TOMORROW),
    "qualify": lambda s: desk.qualify(s, 1, Request(why="Yes.")),
    "reactivate": lambda s: desk.reactivate(s, 2),
    "reinstate_value": lambda s: desk.reinstate_value(s, "source", "web"),
    "reopen": lambda s: desk.reopen(s, 2),
    "retire_value": lambda s: desk.retire_value(s, "source", "web"),
    "set_match_policy": lambda s: desk.set_match_policy(s, {"warn": 0.4}),
    "start_import": lambda s: desk.start_import(s, "x.csv", "digest", Kind.LEAD, {}),
    "team_add": lambda s: desk.team_add(s, "north"),
    "tick": lambda s: desk.tick(s, 1, "budget"),
    "undo": lambda s: desk.undo(s),
    "unmerge": lambda s: desk.unmerge(s, Kind.LEAD, 3),
    "user_add": lambda s: desk.user_add(s, "new"),
    "user_remove": lambda s: desk.user_remove(s, "manager", "rep"),
    "user_set": lambda s: desk.user_set(s, "rep", {"name": "Rita"}),
    "user_role": lambda s: desk.user_role(s, "rep", "manager"),
    "win": lambda s: desk.win(s, 1),
}
UPKEEP: dict[str, Call] = {  # what the store keeps beside the records, and one's own half-typed forms
    "begin_taking_back": lambda s: desk.begin_taking_back(s, 1),
    "drop_draft": lambda s: desk.drop_draft(s, 1),
    "end_run": lambda s: desk.end_run(s, 1),
    "judge": lambda s: desk.judge(s),
    "judge_step": lambda s: desk.judge_step(s),
    "read_lead": lambda s: desk.read_lead(s, 1),
    "note_kept": lambda s: desk.note_kept(s, [Row(1, 1, 1, 1, back="touched")]),
    "note_rows": lambda s: desk.note_rows(s, [Row(1, 1, 1, 1, Outcome.REFUSED)]),
    "rebuild_matches": lambda s: desk.rebuild_matches(s),
    "rebuild_step": lambda s: desk.rebuild_step(s),
    "refit": lambda s: desk.refit(s),
    "save_draft": lambda s: desk.save_draft(s, "new", None, {"last_name": "W"}),
    "drop_rows": lambda s: desk.drop_rows(s, 1),
    "undrop_rows": lambda s: desk.undrop_rows(s, 1, [1]),
}


def rows(session: Session) -> dict[str, list[Any]]:
    return {table: session.sql(f'SELECT * FROM "{table}" ORDER BY 1, 2') for table in TABLES}


def answer_of(session: Session, user: str, call: Call) -> object:
    """What the call answers that user; the code of what it raises for want of a right."""
    with session.acting(user, session.now()):
        try:
            return call(session)
        except (NoRight, NotFound) as no:
            return Refusal(no.code, no.sentence, no.fix)


def test_every_function_that_writes_is_looked_at_here() -> None:
    assert writers() == CALLS.keys() | UPKEEP.keys()


@pytest.mark.parametrize("name", CALLS)
def test_who_has_no_right_is_refused_and_nothing_is_written(book: Session, name: str) -> None:
    if name in ("import_batch", "finish_import"):
        desk.start_import(book, "x.csv", "d", Kind.LEAD, {})
    before = rows(book)
    no = refused(answer_of(book, "auditor", CALLS[name]), "right")
    assert no.sentence.startswith("Auditor may not ") and "ada" in no.fix and "boss" in no.fix
    assert rows(book) == before
    with book.acting("nobody", book.now()), pytest.raises(Stranger, match="nobody"):
        CALLS[name](book)
    assert rows(book) == before


@pytest.mark.parametrize("name", UPKEEP)
def test_upkeep_by_whoever_is_there_touches_no_record(book: Session, name: str) -> None:
    before = rows(book)
    answer_of(book, "auditor", UPKEEP[name])
    assert rows(book) == before


ALL = {"rep", "support", "manager", "boss"}
MAY: dict[str, set[str]] = {
    "edit": ALL,
    "create": ALL,
    "log": ALL,
    "decide": ALL,
    "disqualify": ALL,
    "reactivate": ALL,
    "assign": ALL,
    "claim": ALL,
    "merge": ALL,
    "unmerge": ALL,
    "qualify": {"rep", "manager", "boss"},
    "start_import": {"support", "manager", "boss"},
    "apply_policy": {"boss"},
    "change_value": {"manager", "boss"},
    "merge_values": {"manager", "boss"},
    "set_match_policy": {"boss"},
    "user_add": {"boss"},
    "user_role": {"boss"},
    "user_remove": {"boss"},
    "team_add": {"boss"},
}


@pytest.mark.parametrize("name", MAY)
def test_what_each_shipped_role_may(book: Session, name: str) -> None:
    for user in ("auditor", "rep", "support", "manager", "boss"):
        answer = answer_of(book, user, CALLS[name])
        refused_it = isinstance(answer, Refusal) and answer.code == "right"
        assert refused_it == (user not in MAY[name]), (user, answer)


def test_every_kind_of_operation_says_what_it_needs() -> None:
    """`rights.needed` asks for all rights where none are said; here is that they are said."""
    kinds: set[str] = set()
    for file in Path(desk.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "command":
                kinds |= {str(arg.value) for arg in node.args[1:2] if isinstance(arg, ast.Constant)}
    assert kinds - NEEDS.keys() == set()
    used = {right for needed in NEEDS.values() for right in needed}
    elsewhere = {right for right in Right if right.startswith("create_")}
    assert set(Right) - used - elsewhere == {Right.FILL_OTHERS, Right.OVERRIDE, Right.EXPORT}


def roles_with(session: Session, role: str, **changed: Any) -> None:
    """Apply the shipped document with another role: ``read`` set, ``without`` or ``plus`` a right."""
    text = shipped(session)
    head, tail = text.split(f'id = "{role}"\nlabel', 1)
    section, rest = tail.split("]\n", 1)
    if scope := changed.get("read"):
        section = section.replace('read = "all"', f'read = "{scope}"')
    for right in changed.get("without", ()):
        section = section.replace(f'"{right}",', "")
    done(desk.apply_policy(session, f'{head}id = "{role}"\nlabel{section}]\n{rest}'))


@pytest.mark.parametrize("right", ["create_account", "create_contact", "create_opportunity"])
def test_qualify_needs_the_right_to_make_what_its_plan_makes(book: Session, right: str) -> None:
    roles_with(book, "rep", without=[right])
    before = rows(book)
    no = refused(answer_of(book, "rep", CALLS["qualify"]), "right")
    assert right in no.sentence and no.fields == (right,)
    assert rows(book) == before
    without: dict[str, dict[str, Any]] = {
        "create_account": {"account": NONE},
        "create_contact": {"contact": NONE},
        "create_opportunity": {"opportunities": ()},
    }
    request = Request(why="Yes.", **without[right])
    assert isinstance(answer_of(book, "rep", lambda s: desk.qualify(s, 1, request)), Done)


def test_linking_to_anothers_account_needs_its_own_right(book: Session) -> None:
    roles_with(book, "rep", without=["fill_others"])
    theirs = done(desk.create(book, Kind.ACCOUNT, {"name": "Fabrikam", "owner": "manager"})).id
    request = Request(account=theirs, duplicates_reviewed=True, why="Yes.")
    before = rows(book)
    no = refused(answer_of(book, "rep", lambda s: desk.qualify(s, 1, request)), "right")
    assert f"Account {theirs} is manager's" in no.sentence and "fill_others" in no.sentence
    refused(answer_of(book, "rep", lambda s: desk.edit(s, Kind.LEAD, 1, {"account": theirs})), "right")
    assert rows(book) == before
    done(desk.team_add(book, "north"))
    for login in ("rep", "manager"):
        book.sql("INSERT INTO membership (login, team) VALUES (?, 'north')", [login])
    done(desk.edit(book, Kind.ACCOUNT, theirs, {"owner": "north"}))
    assert isinstance(answer_of(book, "rep", lambda s: desk.qualify(s, 1, request)), Done)


def test_an_earlier_opportunity_that_one_may_not_read_is_told_by_its_owner_alone(book: Session) -> None:
    roles_with(book, "rep", read=Scope.OWN)
    done(desk.edit(book, Kind.LEAD, 1, {"company": None}))
    sale = done(desk.qualify(book, 1, Request(why="Yes.", duplicates_reviewed=True))).opportunities[0]
    done(desk.edit(book, Kind.OPPORTUNITY, sale, {"owner": "manager", "topic": "Secret pumps"}))
    done(desk.reactivate(book, 1, "They called."))
    plan = answer_of(book, "rep", lambda s: desk.plan(s, 1, Request(why="Yes.")))
    assert isinstance(plan, Plan)
    assert [each.action for each in plan.sales] == ["create"]
    (warning,) = (each for each in plan.warnings if "second opportunity" in each)
    assert "(of manager, not yours to read)” of an earlier life may be open" in warning
    assert "Secret" not in repr(plan)
    joining = Request(why="Yes.", opportunities=(Sale(sale),))
    refused(answer_of(book, "rep", lambda s: desk.plan(s, 1, joining)), "right")


UNREAD: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "override": ({}, {"override": "The boss agreed."}),
    "create_account": ({"without": ["create_account"]}, {}),
    "create_opportunity": ({"without": ["create_opportunity"]}, {}),
    "fill_others": ({"without": ["fill_others"]}, {"account": "near"}),
    "edit": ({"without": ["edit"]}, {"account": "mine"}),
}


@pytest.mark.parametrize("right", UNREAD)
def test_a_plan_shows_nothing_that_may_not_be_read_whatever_is_lacking(book: Session, right: str) -> None:
    """The right that is lacking, too, is asked for before: still the "no" is that to reading."""
    changed, said = UNREAD[right]
    roles_with(book, "rep", read=Scope.TERRITORY, **changed)
    done(desk.edit(book, Kind.LEAD, 1, {"topic": None, "phone": "+43 1 5550100"}))
    book.sql("INSERT INTO user_territory (login, territory) VALUES ('rep', 'North')")
    account = {"name": "Fabrikam", "phone": "+43 1 5550101", "territory": "North"}
    owners = {"near": "manager", "mine": "rep"}
    accounts = {which: done(desk.create(book, Kind.ACCOUNT, {**account, "owner": of})).id
                for which, of in owners.items()}  # fmt: skip
    secret = {"last_name": "Secret", "job_title": "Hidden", "owner": "manager"}
    contact = done(desk.create(book, Kind.CONTACT, secret)).id
    linked: dict[str, Any] = {"account": accounts[said["account"]]} if "account" in said else {}
    request = Request(contact=contact, why="Yes.", override=said.get("override", ""), **linked)
    if right == "edit":
        request = replace(request, replaced=frozenset({(Kind.ACCOUNT, accounts["mine"], "phone")}))
    alone = answer_of(book, "rep", lambda s: desk.plan(s, 1, replace(request, contact=NONE)))
    assert isinstance(alone, Plan) and f"right {right}" in " ".join(alone.warnings)
    calls: tuple[Call, ...] = (
        lambda s: desk.plan(s, 1, request),
        lambda s: desk.qualify(s, 1, request),
        lambda s: desk.kept_people(s, 1, request),
    )
    for call in calls:
        no = refused(answer_of(book, "rep", call), "right")
        assert no.fields == ("read",) and f"Contact {contact} is manager's" in no.sentence
        assert "Secret" not in repr(no) and "Hidden" not in repr(no)


@pytest.mark.parametrize(("field", "right"), [("phone", "edit"), ("owner", "assign")])
def test_writing_over_what_a_linked_record_holds_needs_its_own_right(
    book: Session, field: str, right: str
) -> None:
    done(desk.edit(book, Kind.LEAD, 1, {"phone": "+43 1 5550100"}))
    theirs = {"last_name": "Wang", "owner": "manager", "phone": "+43 1 5550101"}
    contact = done(desk.create(book, Kind.CONTACT, theirs)).id
    request = Request(contact=contact, duplicates_reviewed=True, why="Yes.")
    over = replace(request, replaced=frozenset({(Kind.CONTACT, contact, field)}))
    roles_with(book, "rep", without=[right])
    before = rows(book)
    no = refused(answer_of(book, "rep", lambda s: desk.qualify(s, 1, over)), "right")
    assert no.fields == (right,) and rows(book) == before
    assert isinstance(answer_of(book, "manager", lambda s: desk.qualify(s, 1, over)), Done)
    with book.acting("manager", book.now()):
        done(desk.undo(book))
    assert isinstance(answer_of(book, "rep", lambda s: desk.qualify(s, 1, request)), Done)


@pytest.mark.parametrize("scope", [Scope.ALL, Scope.OWN])
def test_each_link_to_anothers_record_is_asked_for(book: Session, scope: Scope) -> None:
    roles_with(book, "rep", without=[] if scope is Scope.OWN else ["fill_others"], read=scope)
    account = done(desk.create(book, Kind.ACCOUNT, {"name": "Fabrikam", "owner": "manager"})).id
    contact = done(desk.create(book, Kind.CONTACT, {"last_name": "Wang", "owner": "manager"})).id
    links: tuple[tuple[Kind, dict[str, object]], ...] = (
        (Kind.ACCOUNT, {"name": "Below", "parent": account}),
        (Kind.CONTACT, {"last_name": "Below", "account": account}),
        (Kind.OPPORTUNITY, {"topic": "Below", "account": account}),
        (Kind.OPPORTUNITY, {"topic": "Below", "contact": contact}),
    )
    for kind, values in links:
        link = list(values)[1]
        plain = {name: value for name, value in values.items() if name != link}
        mine = done(desk.create(book, kind, {**plain, "owner": "rep"})).id
        before = rows(book)
        with book.acting("rep", book.now()):
            for answer in (
                desk.create(book, kind, values),
                desk.edit(book, kind, mine, {link: values[link]}),
            ):
                assert "is manager's" in refused(answer, "right").sentence
        assert rows(book) == before
        done(desk.edit(book, kind, mine, {link: values[link]}))
        with book.acting("rep", book.now()):  # what is linked already is no new link
            done(desk.edit(book, kind, mine, {link: values[link], "description": "Seen."}))


@pytest.mark.parametrize("scope", [Scope.OWN, Scope.TEAM, Scope.TERRITORY])
def test_what_may_not_be_read_is_not_changed_either(book: Session, scope: Scope) -> None:
    roles_with(book, "rep", read=scope)
    done(desk.assign(book, 1, "manager"))
    before = rows(book)
    for name in ("edit", "log", "disqualify", "assign", "qualify", "park", "follow_up"):
        no = refused(answer_of(book, "rep", CALLS[name]), "right")
        assert "Lead 1 is manager's" in no.sentence and "ask" in no.fix.casefold()
    assert rows(book) == before
    done(desk.team_add(book, "north"))
    for login in ("rep", "manager"):
        book.sql("INSERT INTO membership (login, team) VALUES (?, 'north')", [login])
    answer = answer_of(book, "rep", CALLS["edit"])
    assert isinstance(answer, Done if scope is Scope.TEAM else Refusal)


def test_what_was_given_away_is_not_taken_back(book: Session) -> None:
    roles_with(book, "rep", read=Scope.OWN)
    with book.acting("rep", book.now()):
        note = done(desk.log(book, Kind.LEAD, 1, NOTE))
        given = done(desk.assign(book, 1, "manager"))
    before = rows(book)
    for operation in (given.operation, note.operation):
        no = refused(answer_of(book, "rep", lambda s, op=operation: desk.undo(s, op)), "right")
        assert "Lead 1 is manager's" in no.sentence
    assert rows(book) == before
    done(desk.assign(book, 1, "rep"))
    assert isinstance(answer_of(book, "rep", lambda s: desk.undo(s, note.operation)), Done)


def test_another_owner_by_edit_needs_the_right_to_assign(book: Session) -> None:
    roles_with(book, "rep", without=["assign"])
    give: Call = lambda s: desk.edit(s, Kind.LEAD, 1, {"owner": "manager"})  # noqa: E731
    assert "assign" in refused(answer_of(book, "rep", give), "right").sentence
    take: Call = lambda s: desk.edit(s, Kind.LEAD, 6, {"owner": "me"})  # noqa: E731
    assert isinstance(answer_of(book, "rep", take), Done)  # what nobody owns


def test_a_right_that_was_taken_away_is_gone_at_the_next_write(book: Session) -> None:
    with book.acting("rep", book.now()):
        done(desk.edit(book, Kind.LEAD, 1, {"city": "Graz"}))
    done(desk.user_role(book, "rep", "auditor"))
    refused(answer_of(book, "rep", CALLS["edit"]), "right")
    refused(answer_of(book, "rep", CALLS["undo"]), "right")
    done(desk.user_role(book, "rep", "rep"))
    assert isinstance(answer_of(book, "rep", CALLS["undo"]), Done)


def test_a_book_without_users_is_anybodys(book: Session) -> None:
    book.sql('UPDATE "user" SET active = 0')
    assert isinstance(answer_of(book, "passer-by", CALLS["edit"]), Done)
    assert isinstance(answer_of(book, "passer-by", CALLS["user_add"]), Done)
    with book.acting("passer-by", book.now()), pytest.raises(Stranger) as caught:
        CALLS["edit"](book)
    assert "passer-by" in caught.value.sentence
    assert "--as new" in caught.value.fix and "leadtui user add passer-by" in caught.value.fix


def test_the_last_who_may_say_what_others_may_stays(book: Session) -> None:
    done(desk.user_role(book, "boss", "rep"))
    refused(desk.user_role(book, "ada", "manager"), "administrator")
    refused(desk.user_remove(book, "ada", "rep"), "administrator")
    done(desk.user_role(book, "rep", "administrator"))
    done(desk.user_role(book, "ada", "manager"))


def test_who_leaves_hands_over_first(book: Session) -> None:
    lead = a_lead(book, owner="support", follow_up=book.today())
    account = done(desk.create(book, Kind.ACCOUNT, {"name": "Fabrikam", "owner": "support"})).id
    closed = a_lead(book, owner="support", last_name="Closed", email="closed@one.example")
    done(desk.disqualify(book, closed, "lost"))
    no = refused(desk.user_remove(book, "support"), "owns")
    assert "1 open lead and 1 account" in no.sentence and "--to" in no.fix
    refused(desk.user_remove(book, "support", "support"), "owner")
    refused(desk.user_remove(book, "support", "nobody at all"), "owner")
    told = done(desk.user_remove(book, "support", "manager"))
    assert len(told.events) == 2 and "1 open lead and 1 account went to manager" in told.sentence
    owners = [desk.record(book, kind, id) for kind, id in ((Kind.LEAD, lead), (Kind.ACCOUNT, account))]
    assert [one and one.owner for one in owners] == ["manager", "manager"]
    kept = desk.lead(book, closed)
    assert kept and kept.owner == "support"
    with book.acting("support", book.now()), pytest.raises(Stranger):
        desk.access(book)
    done(desk.user_add(book, "support", "Rita", role="manager"))
    with book.acting("support", book.now()):
        assert desk.access(book).named == "manager"


def test_a_role_that_is_none_is_refused_with_the_nearest(book: Session) -> None:
    no = refused(desk.user_role(book, "rep", "manger"), "role")
    assert "Did you mean manager?" in no.fix and no.exit == 2


def scoped(session: Session, scope: Scope) -> tuple[int, int, int]:
    """The rep reads less than all; a lead of theirs, one of the manager's, an account of the manager's."""
    roles_with(session, "rep", read=scope)
    mine = a_lead(session, owner="rep", last_name="Mine", email="mine@one.example")
    theirs = a_lead(session, owner="manager", last_name="Theirs", email="theirs@two.example", company="Two")
    account = done(desk.create(session, Kind.ACCOUNT, {"name": "Two", "owner": "manager"})).id
    done(desk.edit(session, Kind.LEAD, mine, {"account": account}))
    return mine, theirs, account


def everything(session: Session) -> View:
    return View(Kind.LEAD, parse("", Kind.LEAD), sort_of("id", Kind.LEAD))


def test_lists_counts_searches_and_reports_show_what_may_be_read(book: Session) -> None:
    mine, theirs, account = scoped(book, Scope.OWN)
    view = everything(book)
    assert theirs in desk.view_ids(book, view)
    with book.acting("rep", book.now()):
        ids = desk.view_ids(book, view)
        assert mine in ids and theirs not in ids
        owners = {row.owner for row in desk.lead_rows(book, ids).values()}
        assert owners == {"rep", None} and desk.count(book, view) == len(ids)
        assert set(desk.lead_rows(book, [mine, theirs])) == {mine}
        assert desk.find(book, "Theirs") == [] == desk.find(book, str(theirs), (Kind.LEAD,))
        assert desk.lead(book, theirs) is None and desk.record(book, Kind.ACCOUNT, account) is None
        assert "theirs@two.example" not in desk.values_in_use(book, Kind.LEAD, "email")
        assert sum(row.leads for row in desk.report(book, "owner")) == len(ids)
        assert len(desk.find(book, "Mine")) == 1


def test_words_do_not_find_by_an_account_that_may_not_be_read(book: Session) -> None:
    _, _, account = scoped(book, Scope.OWN)
    done(desk.edit(book, Kind.ACCOUNT, account, {"name": "Hushed"}))
    contact = {"last_name": "Wang", "owner": "rep", "account": account}
    sale = {"topic": "Ink", "owner": "rep", "account": account}
    for kind, values in ((Kind.CONTACT, contact), (Kind.OPPORTUNITY, sale)):
        id = done(desk.create(book, kind, values)).id
        view = View(kind, parse("hushed", kind), sort_of("id", kind))
        assert list(desk.view_ids(book, view)) == [id]
        with book.acting("rep", book.now()):
            assert not desk.view_ids(book, view) and not desk.find(book, "hushed", (kind,))
    done(desk.edit(book, Kind.ACCOUNT, account, {"owner": "rep"}))
    with book.acting("rep", book.now()):
        assert len(desk.find(book, "hushed", (Kind.CONTACT, Kind.OPPORTUNITY))) == 2


def test_a_report_sums_the_opportunities_that_may_be_read(book: Session) -> None:
    mine, _, _ = scoped(book, Scope.OWN)
    for owner, amount in (("rep", 100), ("manager", 7000)):
        make(book, Kind.OPPORTUNITY, topic="Ink", lead=mine, owner=owner, amount=Decimal(amount))

    query = parse(f"id:{mine}", Kind.LEAD)
    assert [row.value for row in desk.report(book, "owner", query)] == [7100]
    with book.acting("rep", book.now()):
        assert [row.value for row in desk.report(book, "owner", query)] == [100]


def test_one_that_may_not_be_read_says_whose_it_is(book: Session) -> None:
    mine, theirs, account = scoped(book, Scope.OWN)
    with book.acting("rep", book.now()):
        for look in (
            lambda: desk.lead_detail(book, theirs),
            lambda: desk.record_detail(book, Kind.ACCOUNT, account),
            lambda: desk.events(book, Kind.LEAD, theirs),
        ):
            with pytest.raises(NoRight, match=r"is manager's") as caught:
                look()
            assert "Two" not in str(caught.value) and "Theirs" not in str(caught.value)
        with pytest.raises(NoRight, match="whole journal"):
            desk.events(book)
        detail = desk.lead_detail(book, mine)
        assert detail and detail.account
        assert (detail.account.title, detail.account.detail) == ("(of manager, not yours to read)", "")
        assert refused(desk.plan(book, mine, Request()), "right").sentence.startswith(f"Account {account} is")
        assert desk.events(book, Kind.LEAD, mine)


def test_a_team_reads_what_its_members_own(book: Session) -> None:
    _, theirs, account = scoped(book, Scope.TEAM)
    done(desk.team_add(book, "north"))
    with book.acting("rep", book.now()):
        assert theirs not in desk.view_ids(book, everything(book))
    for login in ("rep", "manager"):
        book.sql("INSERT INTO membership (login, team) VALUES (?, 'north')", [login])
    with book.acting("rep", book.now()):
        assert theirs in desk.view_ids(book, everything(book))
        assert desk.lead_detail(book, theirs) and desk.record(book, Kind.ACCOUNT, account)


@pytest.mark.parametrize("scope", [Scope.OWN, Scope.TERRITORY])
def test_the_queue_of_ones_team_is_read_but_not_what_its_people_own(book: Session, scope: Scope) -> None:
    _, theirs, _ = scoped(book, scope)
    done(desk.team_add(book, "north"))
    queued = a_lead(book, owner="north", last_name="Queued", email="queued@one.example")
    with book.acting("rep", book.now()):
        assert queued not in desk.view_ids(book, everything(book))
        refused(desk.claim(book, queued), "right")
    for login in ("rep", "manager"):
        done(desk.user_role(book, login, login, teams=["north"]))
    with book.acting("rep", book.now()):
        found = desk.view_ids(book, everything(book))
        assert queued in found and theirs not in found
        done(desk.claim(book, queued))


def test_a_territory_reads_what_is_in_it_whoever_owns_it(book: Session) -> None:
    mine, theirs, account = scoped(book, Scope.TERRITORY)
    contact = done(
        desk.create(book, Kind.CONTACT, {"last_name": "Wu", "owner": "manager", "account": account})
    ).id
    sale = done(desk.create(book, Kind.OPPORTUNITY, {"topic": "Ink", "owner": "manager"})).id
    done(desk.edit(book, Kind.LEAD, theirs, {"territory": "Nordics"}))
    done(desk.edit(book, Kind.ACCOUNT, account, {"territory": "Nordics"}))
    done(desk.edit(book, Kind.OPPORTUNITY, sale, {"territory": "Nordics"}))
    there = ((Kind.LEAD, theirs), (Kind.ACCOUNT, account), (Kind.CONTACT, contact), (Kind.OPPORTUNITY, sale))

    def seen() -> list[bool]:
        found: list[bool] = []
        for kind, id in there:
            view = View(kind, parse("", kind), sort_of("id", kind))
            listed = id in desk.view_ids(book, view)
            assert listed == (desk.record(book, kind, id) is not None)
            assert listed == any(one.id == id for one in desk.find(book, str(id), (kind,)))
            found.append(listed)
        return found

    with book.acting("rep", book.now()):
        assert seen() == [False] * 4 and desk.lead(book, mine)
        with pytest.raises(NoRight, match=r"is manager's"):
            desk.lead_detail(book, theirs)
        detail = desk.lead_detail(book, mine)
        assert detail and detail.account and detail.account.title == "(of manager, not yours to read)"
        assert sum(row.leads for row in desk.report(book, "owner")) == len(
            desk.view_ids(book, everything(book))
        )
    done(desk.define_value(book, "territory", {"label": "Iberia"}))
    done(desk.user_role(book, "rep", "rep", territories=["NORDICS", "Iberia"]))
    with book.acting("rep", book.now()):
        assert seen() == [True] * 4
        assert desk.lead_detail(book, theirs) and desk.events(book, Kind.LEAD, theirs)
        detail = desk.lead_detail(book, mine)
        assert detail and detail.account and detail.account.title == "Two"
        done(desk.edit(book, Kind.LEAD, theirs, {"city": "Graz"}))
        done(desk.edit(book, Kind.CONTACT, contact, {"city": "Graz"}))
        assert sum(row.leads for row in desk.report(book, "owner")) == len(
            desk.view_ids(book, everything(book))
        )
    done(desk.edit(book, Kind.LEAD, theirs, {"territory": "Iberian"}))
    with book.acting("rep", book.now()):
        refused(desk.edit(book, Kind.LEAD, theirs, {"city": "Wien"}), "right")
        assert not desk.lead(book, theirs)


def test_a_match_outside_ones_territory_is_veiled(book: Session) -> None:
    roles_with(book, "rep", read=Scope.TERRITORY)
    done(desk.define_value(book, "territory", {"label": "Nordics"}))
    done(desk.user_role(book, "rep", "rep", territories=["Nordics"]))
    person = {"first_name": "Wu", "last_name": "Wang", "email": "wu@two.example"}
    account = done(desk.create(book, Kind.ACCOUNT, {"name": "Two", "owner": "manager"})).id
    done(desk.create(book, Kind.CONTACT, {**person, "account": account, "owner": "manager"}))
    lead = a_lead(book, **person, owner="rep")

    def shown() -> tuple[bool, str]:
        with book.acting("rep", book.now()):
            (match,) = (
                one
                for one in desk.duplicates_of(book, Kind.LEAD, lead).matches
                if one.brief.kind is Kind.CONTACT
            )
            return match.readable, match.brief.title

    assert shown() == (False, "")
    done(desk.edit(book, Kind.ACCOUNT, account, {"territory": "Nordics"}))
    assert shown() == (True, "Wu Wang")


def test_the_plan_tells_what_right_it_would_want(book: Session) -> None:
    roles_with(book, "rep", without=["create_account"])
    with book.acting("rep", book.now()):
        plan = desk.plan(book, 1, Request())
    assert not isinstance(plan, Refusal)
    assert any("create_account" in warning for warning in plan.warnings)
    refused(answer_of(book, "support", lambda s: desk.plan(s, 1, Request())), "right")
