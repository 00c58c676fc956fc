"""What no statement may do, whoever sends it, on both engines."""

import pytest

from leadtui.domain.fields import Kind
from leadtui.domain.results import Done
from leadtui.store import Damaged, Guarded, Session, migrate, open_session
from leadtui.store.operation import Op
from leadtui.store.writing import command

CLOSED = {"state": "disqualified", "status_reason": "lost", "closed_by": "ada"}


@pytest.fixture
def book(store: Session) -> Session:
    """Lead 1 is open, lead 2 was disqualified; an account, a contact, an opportunity and a note are there."""

    def fill(op: Op) -> Done:
        for name in ("Open", "Closed"):
            op.insert(Kind.LEAD, {"last_name": name})
        account = op.insert(Kind.ACCOUNT, {"name": "Acme"})
        op.insert(Kind.CONTACT, {"last_name": "Meier", "account": account})
        op.insert(Kind.OPPORTUNITY, {"topic": "Pumps"})
        op.insert(Kind.ACTIVITY, {"about_kind": "lead", "about_id": 1, "text": "called"})
        op.session.sql(
            "INSERT INTO hand_over VALUES (1, ?, 'ada', NULL, NULL), (2, ?, 'ada', 'web', 7)", (op.id, op.id)
        )
        op.session.sql(
            "INSERT INTO qualification VALUES (1, 1, ?, 0, 'ada', NULL, NULL, 0, 0, '', '{}')",
            (op.id,),
        )
        op.session.sql("INSERT INTO origin VALUES (1, 1, ?, 1, 1)", (op.id,))
        return op.done(Kind.LEAD, 1)

    def close(op: Op) -> Done:
        op.update(Kind.LEAD, 2, {**CLOSED, "closed_at": op.at}, "disqualify")
        return op.done(Kind.LEAD, 2)

    command(store, "create", fill)
    command(store, "disqualify", close)
    return store


NEW_OP = """INSERT INTO operation (id, op_id, kind, actor, login, at, title)
VALUES ({0}, 'x{0}', '{1}', 'a', 'a', 0, '')"""
ABUSE = {
    "a closed lead is edited": ["UPDATE lead SET topic = 'x', version = version + 1, op = 2 WHERE id = 2"],
    "a closed lead is edited by an edit": [
        NEW_OP.format(3, "edit"),
        "UPDATE lead SET topic = 'x', version = version + 1, op = 3 WHERE id = 2",
    ],
    "a closed lead is edited under a reactivation of long ago": [
        NEW_OP.format(3, "reactivate"),
        NEW_OP.format(4, "edit"),
        "UPDATE lead SET topic = 'x', version = version + 1, op = 3 WHERE id = 2",
    ],
    "a closed lead is reopened in passing": [
        "UPDATE lead SET state = 'open', status_reason = 'new', closed_at = NULL, version = version + 1"
        " WHERE id = 2"
    ],
    "a closed lead is hidden": [
        NEW_OP.format(3, "edit"),
        "UPDATE lead SET withdrawn = 1, version = version + 1, op = 3 WHERE id = 2",
    ],
    "an open lead is closed by an edit": [
        NEW_OP.format(3, "edit"),
        "UPDATE lead SET state = 'qualified', status_reason = 'qualified', closed_at = 1, op = 3,"
        " version = version + 1 WHERE id = 1",
    ],
    "a reason of another state": [
        NEW_OP.format(3, "edit"),
        "UPDATE lead SET status_reason = 'lost', version = version + 1, op = 3 WHERE id = 1",
    ],
    "a reason that is not": [
        NEW_OP.format(3, "edit"),
        "UPDATE lead SET status_reason = 'x', version = version + 1, op = 3 WHERE id = 1",
    ],
    "a version is skipped": [
        NEW_OP.format(3, "edit"),
        "UPDATE lead SET topic = 'x', version = version + 2, op = 3 WHERE id = 1",
    ],
    "a version stands still": [NEW_OP.format(3, "edit"), "UPDATE lead SET topic = 'x', op = 3 WHERE id = 1"],
    "a change without an operation": ["UPDATE lead SET topic = 'x', version = version + 1 WHERE id = 1"],
    "a change by an operation to come": [
        "UPDATE lead SET topic = 'x', version = version + 1, op = 9 WHERE id = 1"
    ],
    "a number is changed": [
        NEW_OP.format(3, "edit"),
        "UPDATE lead SET id = 9, version = version + 1, op = 3 WHERE id = 1",
    ],
    "a won opportunity is edited": [
        NEW_OP.format(3, "win"),
        "UPDATE opportunity SET outcome = 'won', version = version + 1, op = 3 WHERE id = 1",
        NEW_OP.format(4, "edit"),
        "UPDATE opportunity SET amount = 1, version = version + 1, op = 4 WHERE id = 1",
    ],
    "an opportunity is closed by an edit": [
        NEW_OP.format(3, "edit"),
        "UPDATE opportunity SET outcome = 'lost', version = version + 1, op = 3 WHERE id = 1",
    ],
    "an account changes without an operation": ["UPDATE account SET name = 'x' WHERE id = 1"],
    "a contact changes without an operation": ["UPDATE contact SET email = 'x' WHERE id = 1"],
    "an opportunity changes without an operation": ["UPDATE opportunity SET amount = 1 WHERE id = 1"],
    "a note changes without an operation": ["UPDATE activity SET text = 'x' WHERE id = 1"],
    "a closed lead is born": [
        NEW_OP.format(3, "create"),
        "INSERT INTO lead SELECT 9, 'disqualified', 'lost' {rest} 1, 'a', 1, 1, 3, 0, '', 0, 0, 0, 8, 1,"
        " NULL, NULL, NULL FROM lead WHERE id = 1",
    ],
    "a hand-over is another one's": ["UPDATE hand_over SET owner = 'bob', read_at = 1 WHERE lead = 1"],
    "a hand-over is unread again": ["UPDATE hand_over SET read_at = NULL WHERE lead = 2"],
    "a hand-over is by another rule": ["UPDATE hand_over SET rule = 'x', read_at = 1 WHERE lead = 1"],
    "a hand-over is deleted": ["DELETE FROM hand_over WHERE lead = 1"],
    "history is edited": ["UPDATE event SET actor = 'bob' WHERE id = 1"],
    "history's values are edited": ["UPDATE event_value SET body = '{}' WHERE event = 1"],
    "history's values are erased without an erasure": ["UPDATE event_value SET body = NULL WHERE event = 1"],
    "an event of a version that never was": [
        NEW_OP.format(3, "edit"),
        "INSERT INTO event SELECT max(id) + 1, 3, 0, 'a', 'edit', 'lead', 1, 7, '', (SELECT hash FROM event"
        " ORDER BY id DESC LIMIT 1), '' FROM event",
    ],
    "an event beside the chain": [
        NEW_OP.format(3, "edit"),
        "INSERT INTO event SELECT max(id) + 1, 3, 0, 'a', 'edit', 'lead', 1, 1, '', 'x', '' FROM event",
    ],
    "an operation is rewritten": ["UPDATE operation SET kind = 'undo' WHERE id = 1"],
    "an operation's answer is rewritten": ["UPDATE operation SET result = '{}' WHERE id = 1"],
    "an operation of the past": [NEW_OP.format(0, "edit")],
    "a qualification is edited": ["UPDATE qualification SET why = 'x'"],
    "an origin is edited": ["UPDATE origin SET created = 0"],
    "a reason changes its state": ["UPDATE reason SET state = 'open' WHERE code = 'lost'"],
    "numbers are given out again": ["UPDATE counter SET next = 1 WHERE name = 'lead'"],
    **{
        f"{table} is deleted": [f'DELETE FROM "{table}"']
        for table in (
            "lead", "account", "contact", "opportunity", "activity", "event_value", "event", "operation",
            "qualification", "origin", "reason", "user", "counter", "meta",
        )
    },
}  # fmt: skip
ONLY_SQLITE = {
    "a lead is replaced": ["INSERT OR REPLACE INTO lead SELECT * FROM lead WHERE id = 1"],
    "a closed lead is replaced": ["REPLACE INTO lead SELECT * FROM lead WHERE id = 2"],
    "an event is replaced": ["REPLACE INTO event SELECT * FROM event WHERE id = 1"],
    "an operation is replaced by its op_id": [
        "REPLACE INTO operation SELECT 9, op_id, 'undo', actor, login, at, title, NULL, NULL FROM operation"
        " WHERE id = 1"
    ],
    "a number takes another's place": ["UPDATE OR REPLACE lead SET id = 2 WHERE id = 1"],
    "an origin is replaced": ["REPLACE INTO origin SELECT lead, 2, op, opportunity, created FROM origin"],
    "a reason is replaced": ["REPLACE INTO reason SELECT * FROM reason WHERE code = 'lost'"],
}
ONLY_POSTGRES = {
    f"{table} is truncated": [f'TRUNCATE "{table}" CASCADE']
    for table in ("lead", "event", "event_value", "operation", "qualification", "origin", "account")
}


@pytest.mark.parametrize("what", ABUSE)
def test_abuse_is_refused_on_both_engines(book: Session, what: str) -> None:
    refused(book, ABUSE[what])


@pytest.mark.parametrize("what", [*ONLY_SQLITE, *ONLY_POSTGRES])
def test_abuse_in_an_engines_own_words_is_refused(book: Session, what: str) -> None:
    statements = (ONLY_SQLITE if book.engine == "sqlite" else ONLY_POSTGRES).get(what)
    if statements:
        refused(book, statements)


def refused(book: Session, statements: list[str]) -> None:
    before = whole(book)
    *prepare, abuse = [born(text) for text in statements]
    book.sql("BEGIN")
    for text in prepare:
        book.sql(text)
    with pytest.raises(Guarded) as caught:
        book.sql(abuse)
    book.sql("ROLLBACK")
    assert caught.value.sentence.startswith("The database refused: ")
    assert whole(book) == before


def born(text: str) -> str:
    """Spell out the columns between the status reason and the times."""
    from leadtui.store.columns import COLUMNS

    names = COLUMNS[Kind.LEAD]
    between = names[3 : names.index("closed_at")]
    return text.replace("{rest}", ", " + ", ".join(between) + ",")


def whole(book: Session) -> list[list[tuple[object, ...]]]:
    tables = (
        "lead", "account", "event", "event_value", "operation", "reason", "qualification", "origin",
        "counter",
    )  # fmt: skip
    return [book.sql(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]


def test_a_reactivation_may_change_a_closed_lead(book: Session) -> None:
    def work(op: Op) -> Done:
        open_again = {"state": "open", "status_reason": "new", "closed_at": None, "closed_by": None}
        op.update(Kind.LEAD, 2, {**open_again, "cycle": 2}, "reactivate")
        return op.done(Kind.LEAD, 2)

    assert isinstance(command(book, "reactivate", work), Done)


def test_an_import_may_bring_closed_leads(store: Session) -> None:
    def work(op: Op) -> Done:
        op.insert(Kind.LEAD, {"last_name": "x", **CLOSED, "closed_at": op.at}, "import")
        return op.done(Kind.LEAD, 1)

    assert isinstance(command(store, "import", work), Done)


def test_a_note_on_a_closed_lead_may_be_added(book: Session) -> None:
    def work(op: Op) -> Done:
        op.insert(Kind.ACTIVITY, {"about_kind": "lead", "about_id": 2, "text": "called back"}, "log")
        return op.done(Kind.LEAD, 2)

    assert isinstance(command(book, "log", work), Done)


@pytest.mark.parametrize("how", ["missing", "switched off", "altered", "foreign"])
def test_a_store_whose_guards_were_touched_does_not_open_until_they_are_written_again(
    store: Session, target: str, how: str
) -> None:
    tamper(store, how)
    with pytest.raises(Damaged, match="guard"):
        open_session(target, user="ada")
    migrate(target)
    open_session(target, user="ada").close()


def tamper(store: Session, how: str) -> None:
    sqlite = store.engine == "sqlite"
    drop = "DROP TRIGGER guard_lead_closed" + ("" if sqlite else " ON lead")
    if sqlite and how in ("altered", "switched off"):
        store.sql(drop)
        store.sql("CREATE TRIGGER guard_lead_closed BEFORE UPDATE ON lead WHEN 0 BEGIN SELECT 1; END")
    elif sqlite and how == "foreign":
        store.sql("CREATE TRIGGER guard_of_mine AFTER UPDATE ON lead BEGIN SELECT 1; END")
    elif how == "missing":
        store.sql(drop)
    elif how == "switched off":
        store.sql("ALTER TABLE lead DISABLE TRIGGER guard_lead_closed")
    elif how == "altered":
        store.sql(
            "CREATE OR REPLACE FUNCTION guard_lead_closed() RETURNS trigger LANGUAGE plpgsql"
            " AS 'BEGIN RETURN NEW; END'"
        )
    else:
        store.sql(
            "CREATE TRIGGER guard_of_mine AFTER UPDATE ON lead FOR EACH ROW"
            " EXECUTE FUNCTION guard_lead_closed()"
        )


@pytest.mark.parametrize("when", ["WHEN (false)", "OF topic", "of another schema"])
def test_a_guard_that_looks_away_is_found(postgres, when: str) -> None:
    url = postgres.fresh()
    with open_session(url, user="ada") as store:
        if when == "of another schema":
            store.sql("CREATE SCHEMA other")
            body = store.sql("SELECT prosrc FROM pg_proc WHERE proname = 'guard_lead_closed'")[0][0]
            store.sql(
                "CREATE FUNCTION other.guard_lead_closed() RETURNS trigger LANGUAGE plpgsql"
                f" SET search_path = public, pg_temp AS $guard${body}$guard$"
            )
        store.sql(
            "CREATE OR REPLACE TRIGGER guard_lead_closed BEFORE UPDATE"
            f" {when if when.startswith('OF') else ''} ON lead FOR EACH ROW"
            f" {when if when.startswith('WHEN') else ''}"
            f" EXECUTE FUNCTION {'other.' if when.startswith('of') else ''}guard_lead_closed()"
        )
    with pytest.raises(Damaged, match="guard_lead_closed"):
        open_session(url, user="ada")
    migrate(url)
    open_session(url, user="ada").close()


def test_a_temporary_table_of_the_same_name_fools_no_guard(book: Session) -> None:
    book.sql("CREATE TEMP TABLE operation (id BIGINT, kind TEXT)")
    book.sql("INSERT INTO operation VALUES (99, 'reactivate')")
    with pytest.raises(Guarded):
        book.sql("UPDATE lead SET topic = 'x', version = version + 1, op = 99 WHERE id = 2")
