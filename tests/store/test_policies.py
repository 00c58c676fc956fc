"""The rule book in force: applied, kept by versions, and what it does to the book."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from engines import Server
from first_book import first_schema
from making import a_lead, another, conflict, done, qualified, refused, standing
from rule_books import CREDIT, amended, ruled, with_item
from shelf import ids

from leadtui.domain.fields import Kind
from leadtui.domain.policy import Policy, shipped_text
from leadtui.domain.qualification import NEW, NONE, Request, Sale
from leadtui.domain.records import Activity
from leadtui.domain.results import Done
from leadtui.store import (
    Guarded,
    NotFound,
    Session,
    apply_policy,
    create,
    disqualify,
    edit,
    events,
    judge,
    judge_step,
    judging_due,
    lead_detail,
    lead_rows,
    log,
    match_policy,
    merge,
    migrate,
    open_session,
    policies,
    policy,
    policy_check,
    policy_effects,
    policy_history,
    qualify,
    reactivate,
    reasons,
    set_match_policy,
    tick,
    undo,
    user_add,
    user_role,
    verify,
)

COMPANY_BLOCKS = ('label = "Company"\nrequired = "advise"', 'label = "Company"\nrequired = "block"')
LOST = '[[reason]]\nid = "lost"\nlabel = "Lost"\nstate = "disqualified"\nnumber = 4\noffered = true\n\n'


def judged(store: Session, id: int) -> tuple[Any, ...]:
    """Ready, items done, of how many, and by which policy."""
    return store.sql("SELECT ready, done, total, policy FROM lead WHERE id = ?", [id])[0]


def line_of(text: str, word: str) -> int:
    """Number of the only line that has the word."""
    (found,) = (number for number, line in enumerate(text.splitlines(), 1) if word in line)
    return found


def item(store: Session, id: int, name: str = "credit") -> Any:
    detail = lead_detail(store, id)
    assert detail is not None
    return next(each for each in detail.checklist if each.id == name)


def test_a_book_begins_with_the_shipped_document(store: Session) -> None:
    assert policy(store).version == 1
    assert policy(store).text == shipped_text()
    assert [(each.version, each.operation) for each in policy_history(store)] == [(1, 0)]
    assert verify(store).ok


def test_applying_is_a_version_and_an_event(store: Session) -> None:
    a_lead(store)
    answer = done(apply_policy(store, amended(store, COMPANY_BLOCKS), note="Companies only."))
    assert (answer.kind, answer.id) == ("policy", 2)
    (event,) = events(store, operation=answer.operation)
    assert (event.kind, event.record, event.action, event.note) == (
        Kind.POLICY,
        2,
        "apply",
        "Companies only.",
    )
    latest, first = policy_history(store)
    assert (latest.version, latest.by, latest.note, latest.changed) == (
        2,
        "ada",
        "Companies only.",
        ("item",),
    )
    assert first.version == 1
    assert policy(store, 1).text == shipped_text()
    assert verify(store).ok
    with pytest.raises(NotFound):
        policy(store, 3)


def test_the_same_text_twice_changes_nothing(store: Session) -> None:
    text = amended(store, COMPANY_BLOCKS)
    first = done(apply_policy(store, text, op_id="P"))
    assert done(apply_policy(store, text, op_id="P")).repeated
    again = done(apply_policy(store, text.replace("\n", "\r\n") + "\n\n"))
    assert (again.id, again.events) == (first.id, ())
    assert len(policy_history(store)) == 2
    assert len(events(store, Kind.POLICY)) == 1


def test_of_two_who_apply_at_once_the_second_is_told(store: Session, target: str) -> None:
    seen = policy(store).version
    with open_session(target, user="ada") as other:
        done(apply_policy(other, amended(other, COMPANY_BLOCKS), version=seen))
    told = conflict(apply_policy(store, amended(store, ("block = 0.9", "block = 0.8")), version=seen))
    assert (told.by, told.version) == ("ada", 2)
    assert "item" in told.sentence
    assert policy(store).duplicates.block == 0.9


def test_a_write_is_judged_by_the_policy_of_its_own_transaction(store: Session, target: str) -> None:
    assert policy(store).version == 1  # what this session remembers
    with open_session(target, user="ada") as other:
        ruled(other, COMPANY_BLOCKS)
    id = a_lead(store, company=None)
    assert judged(store, id) == (0, 4, 8, 2)


@pytest.mark.parametrize("name", ["id", "digest", "body"])
def test_a_version_cannot_be_changed_or_taken_away(store: Session, name: str) -> None:
    for statement in (f"UPDATE policy SET {name} = {name}", "DELETE FROM policy"):
        with pytest.raises(Guarded):
            store.sql(statement)


def test_an_altered_version_is_found(store: Session) -> None:
    ruled(store, COMPANY_BLOCKS)
    where = ' ON "policy"' if store.engine == "postgresql" else ""
    store.sql(f"DROP TRIGGER guard_policy_update{where}")
    for number in (1, 2):
        before = store.sql("SELECT body FROM policy WHERE id = ?", [number])[0][0]
        store.sql("UPDATE policy SET body = ? WHERE id = ?", [before.replace("0.9", "0.8"), number])
        found = verify(store)
        assert not found.ok
        assert f"Version {number} of the policy was altered" in found.because
        store.sql("UPDATE policy SET body = ? WHERE id = ?", [before, number])
    assert (verify(store).because, verify(store).guards) == ("", ("guard_policy_update",))


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("roles", "UPDATE meta SET value = replace(value, 'users', 'edit') WHERE key = 'policy_roles'"),
        ("numbers", "UPDATE meta SET value = replace(value, '0.9', '0.8') WHERE key = 'match_policy'"),
        ("reasons", "UPDATE reason SET label = 'Won' WHERE code = 'lost'"),
        ("reasons", "INSERT INTO reason"
         " (code, label, state, number, note_required, names, offered, place, gone)"
         " SELECT 'free', label, state, NULL, 0, '', 1, 99, 0 FROM reason WHERE code = 'lost'"),
        ("version 3", ""),
    ],
)  # fmt: skip
def test_what_is_kept_apart_of_the_policy_is_looked_at_too(store: Session, what: str, change: str) -> None:
    ruled(store, COMPANY_BLOCKS)
    assert verify(store).ok
    if change:
        store.sql(change)
    else:  # a version that no command wrote
        text = policy(store).text.replace("0.9", "0.8")
        row = (3, 1, 0, 0, "eve", policies.digest_of(text), text)
        store.insert_many("policy", ("id", "version", "op", "at", "actor", "digest", "body"), [row])
    found = verify(store)
    assert not found.ok
    assert what in found.because.lower()


def test_all_that_is_wrong_is_refused_and_nothing_is_written(store: Session) -> None:
    text = amended(store, ("warn = 0.5", "wran = 0.5"), ('all = ["topic"]', 'all = ["topik"]'))
    no = refused(apply_policy(store, text), "policy")
    assert f"line {line_of(text, 'topik')}:" in no.sentence and "topik" in no.sentence
    problems = policy_check(store, text)
    assert not isinstance(problems, Policy)
    assert len(problems) == 3
    assert policy(store).version == 1


# -- open leads are judged anew


def test_open_leads_are_judged_anew_and_closed_ones_keep_theirs(store: Session) -> None:
    bare, full, closed = (another(store, n, **more) for n, more in enumerate(({"company": None}, {}, {})))
    done(disqualify(store, closed, "lost"))
    before = judged(store, closed)
    made = policy_check(store, amended(store, COMPANY_BLOCKS))
    assert isinstance(made, Policy)
    told = policy_effects(store, made)
    assert (told.open, told.ready, told.blocked, told.freed) == (2, (2, 1), (("Company", 1),), ())
    assert "1 open lead would become blocked by Company." in told.sentences
    assert judged(store, bare)[0] == 1  # nothing was written

    done(apply_policy(store, made.text))
    assert judging_due(store)
    assert ids(store, "is:ready") == [bare, full]  # not yet
    assert judge(store) == 2
    assert not judging_due(store)
    assert ids(store, "is:ready") == [full]
    assert judged(store, bare) == (0, 4, 8, 2)
    assert judged(store, closed) == before
    assert verify(store).ok


def test_judging_goes_on_where_it_was_stopped(store: Session, target: str) -> None:
    leads = [another(store, n, company=None) for n in range(7)]
    done(apply_policy(store, amended(store, COMPANY_BLOCKS)))
    assert judge_step(store, 3) == 3
    assert [judged(store, id)[0] for id in leads] == [0, 0, 0, 1, 1, 1, 1]
    with open_session(target, user="ada") as other:  # whoever was killed, another goes on
        assert judge(other) == 4
    assert ids(store, "is:ready") == []
    assert judge_step(store) is None


def test_a_lead_written_meanwhile_is_judged_by_its_write(store: Session) -> None:
    id = a_lead(store, company=None)
    done(apply_policy(store, amended(store, COMPANY_BLOCKS)))
    done(edit(store, Kind.LEAD, id, {"city": "Faro"}))
    assert judged(store, id) == (0, 4, 8, 2)


def test_only_the_verdict_on_an_open_lead_may_change_without_an_event(store: Session) -> None:
    id, closed = a_lead(store), another(store, 1)
    done(disqualify(store, closed, "lost"))
    store.sql("UPDATE lead SET ready = 0, done = 1, total = 2, policy = 1 WHERE id = ?", [id])
    for change in (
        "topic = 'x'",
        "ready = 0, owner = NULL",
        "version = version",
        "ticks = '{}'",
        "reachable = 0",
    ):
        if change != "version = version":
            with pytest.raises(Guarded):
                store.sql(f"UPDATE lead SET {change} WHERE id = ?", [id])
    with pytest.raises(Guarded):
        store.sql("UPDATE lead SET ready = 1 WHERE id = ?", [closed])


def test_a_branch_is_asked_of_the_leads_that_it_is_for(store: Session) -> None:
    web, partner = another(store, 1, source="web"), another(store, 2, source="partner", budget_amount="60000")
    ruled(store, more=with_item('kind = "manual"', 'when = "source:partner amount>50000"'))
    assert judged(store, web)[:3] == (1, 5, 8)
    assert judged(store, partner) == (0, 5, 9, 2)
    row = lead_rows(store, [partner])[partner]
    assert (row.done, row.total, row.ready) == (5, 9, False)
    done(edit(store, Kind.LEAD, partner, {"source": "web"}))
    assert judged(store, partner)[2] == 8
    done(edit(store, Kind.LEAD, web, {"source": "partner", "budget_amount": "50000.01"}))
    assert judged(store, web)[:3] == (0, 5, 9)
    assert item(store, web).state == "missing"


# -- reasons and roles


def test_a_label_only_shows(store: Session) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    before = events(store, Kind.LEAD, id)
    made = policy_check(store, amended(store, ('label = "Lost"', 'label = "Went elsewhere"')))
    assert isinstance(made, Policy)
    assert policy_effects(store, made).relabelled == ("Lost",)
    assert "1 used reason loses its label: Lost." in policy_effects(store, made).sentences
    done(apply_policy(store, made.text))
    assert next(each for each in reasons(store) if each.code == "lost").label == "Went elsewhere"
    assert ids(store, "reason:lost") == [id]
    assert events(store, Kind.LEAD, id) == before


def test_a_used_reason_cannot_vanish(store: Session) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    no = refused(apply_policy(store, amended(store, (LOST, ""))), "policy")
    assert "'lost' is gone, and 1 lead has it" in no.sentence
    done(undo(store))
    ruled(store, (LOST, ""))
    assert "lost" not in [each.code for each in reasons(store)]
    refused(disqualify(store, id, "lost"), "reason")
    # It comes back with the state that it has for good.
    back = LOST.replace("disqualified", "open").replace("offered = true\n", "")
    no = refused(apply_policy(store, amended(store, more=back)), "policy")
    assert "keeps its state" in no.sentence
    ruled(store, more=LOST)
    done(disqualify(store, id, "lost"))


def test_a_reason_of_ones_own(store: Session) -> None:
    more = '[[reason]]\nid = "price"\nlabel = "Too dear"\nstate = "disqualified"\noffered = true\n'
    ruled(store, more=f"{more}note_required = true\n")
    id = a_lead(store)
    refused(disqualify(store, id, "price"), "note")
    assert "too dear" in done(disqualify(store, id, "price", "Half of it elsewhere")).sentence


def test_a_role_that_somebody_has_cannot_vanish(store: Session) -> None:
    done(user_add(store, "sue", role="auditor"))
    text = policy(store).text
    start = text.index('[[role]]\nid = "auditor"')
    end = text.index("[[role]]", start + 1)
    no = refused(apply_policy(store, text[:start] + text[end:]), "policy")
    assert "'auditor' is gone, and 1 user has it" in no.sentence


def test_nobody_locks_everybody_out(store: Session) -> None:
    text = policy(store).text.replace('"export", "lists", "policy", "users",', '"export",')
    chief = '[[role]]\nid = "chief"\nlabel = "Chief"\nread = "all"\nrights = ["policy", "users"]\n'
    no = refused(apply_policy(store, f"{text}\n{chief}"), "policy")
    assert "Nobody would have" in no.sentence


def test_who_may_not_change_it_is_told(store: Session, target: str) -> None:
    done(user_add(store, "bo", role="rep"))
    with open_session(target, user="bo") as other:
        refused(apply_policy(other, amended(other, COMPANY_BLOCKS)), "right")
    assert policy(store).version == 1


# -- numbers for duplicates are part of it


def test_the_numbers_for_duplicates_are_those_of_the_document(store: Session) -> None:
    done(set_match_policy(store, {"warn": 0.4, "scopes": {"rep": "own"}}))
    assert policy(store).version == 2
    assert "warn = 0.4  # is said" in policy(store).text
    assert 'label = "Sales rep"\nread = "own"' in policy(store).text
    assert policy(store).duplicates == match_policy(store)
    refused(set_match_policy(store, {"scopes": {"king": "all"}}), "policy")
    done(set_match_policy(store, {"warn": 0.4, "scopes": {"support": "team"}}))
    done(set_match_policy(store, {"warn": 0.4}))  # who is not named reads what they read
    assert match_policy(store).scopes == {"rep": "own", "support": "team"}
    ruled(store, ("warn = 0.4", "warn = 0.45"))
    assert match_policy(store).warn == 0.45


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store of the second schema, with numbers for duplicates of its own and one lead."""
    server: Server | None = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    where = server.fresh("template0") if server else str(tmp_path / "old.db")
    first_schema(where, monkeypatch, [{"last_name": "Old", "email": "old@old.example"}], version=2)
    yield where
    if server:
        server.drop(where)


def test_a_book_of_an_older_schema_keeps_its_own_numbers(old: str) -> None:
    assert migrate(old).steps == [3, 4]
    with open_session(old, user="ada") as session:
        assert match_policy(session).warn == 0.3
        assert policy(session).duplicates == match_policy(session)
        assert "warn = 0.3  # is said" in policy(session).text
        assert [each.code for each in reasons(session)] == [each.code for each in policy(session).reasons]
        assert judged(session, 1)[2:] == (8, 1)
        assert judged(session, a_lead(session)) == (1, 5, 8, 1)
        assert verify(session).ok


# -- a qualification goes by it


def blocked(store: Session, id: int, **said: Any) -> str:
    return refused(qualify(store, id, Request(why="They asked.", **said)), "customer").sentence


def test_a_closed_lead_names_the_policy_that_judged_it(store: Session) -> None:
    ruled(store, more=with_item('all = ["city"]'))
    id = a_lead(store)
    qualified(store, id)
    snapshot = store.sql("SELECT snapshot FROM qualification WHERE lead = ?", [id])[0][0]
    assert '"policy": 2' in snapshot
    assert judged(store, id) == (1, 6, 9, 2)
    ruled(store, ('all = ["city"]', 'all = ["region"]'))
    assert judged(store, id) == (1, 6, 9, 2)
    assert item(store, id).state == "done"  # as it was judged
    done(reactivate(store, id))
    assert judged(store, id) == (0, 5, 9, 3)
    assert item(store, id).missing == ("region",)


def test_the_mapping_says_what_new_records_take(store: Session) -> None:
    mapping = ('id = "account.website"\nfrom = "website"', 'id = "account.description"\nfrom = "topic"')
    ruled(store, mapping)
    id = a_lead(store, website="https://northwind.example")
    account = qualified(store, id).account
    row = store.sql("SELECT website, description FROM account WHERE id = ?", [account])
    assert row == [(None, "Scanners for three shops")]


def test_never_makes_and_links_none(store: Session) -> None:
    ruled(store, ('id = "account"\nmake = "automatic"', 'id = "account"\nmake = "never"'))
    id = a_lead(store)
    assert "no account made or linked" in blocked(store, id, account=NEW)
    answer = qualified(store, id)
    assert answer.account is None and answer.contact is not None


def test_existing_only_links(store: Session) -> None:
    ruled(store, ('id = "account"\nmake = "automatic"', 'id = "account"\nmake = "existing"'))
    id = a_lead(store)
    assert "no new account made" in blocked(store, id)
    assert "no new account made" in blocked(store, id, account=NEW)
    assert qualified(store, id, account=NONE).account is None


def test_ask_wants_a_word_each_time(store: Session) -> None:
    ruled(store, ('id = "opportunity"\nmake = "automatic"', 'id = "opportunity"\nmake = "ask"'))
    id = a_lead(store)
    assert "asked each time" in blocked(store, id)
    assert qualified(store, id, opportunities=(Sale(),)).opportunities


def test_no_more_opportunities_than_the_policy_allows(store: Session) -> None:
    ruled(store, ("opportunities = 5", "opportunities = 1"))
    id = a_lead(store)
    qualified(store, id)
    done(reactivate(store, id))
    said = blocked(store, id, opportunities=(Sale(),))
    assert "an opportunity came of this lead already" in said.casefold()
    qualified(store, id)  # joins nothing new: the earlier one is still open


def test_why_is_asked_for_as_the_policy_says(store: Session) -> None:
    id = a_lead(store)
    refused(qualify(store, id, Request()), "why")
    ruled(store, ('label = "Why"\nrequired = "block"', 'label = "Why"\nrequired = "advise"'))
    done(qualify(store, id, Request()))


# -- reactivation


def test_reactivating_asks_why_where_the_policy_says_so(store: Session) -> None:
    ruled(store, ('note = "optional"', 'note = "required"'))
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    refused(reactivate(store, id), "note")
    done(reactivate(store, id, "They called back."))


@pytest.mark.parametrize(("says", "state"), [("clear", "missing"), ("keep", "done")])
def test_ticks_are_kept_or_asked_for_again(store: Session, says: str, state: str) -> None:
    ruled(store, ('ticks = "clear"', f'ticks = "{says}"'), more=CREDIT) if says == "keep" else ruled(
        store, more=CREDIT
    )
    id = a_lead(store)
    done(tick(store, id, "credit"))
    done(disqualify(store, id, "lost"))
    done(reactivate(store, id))
    assert item(store, id).state == state
    done(undo(store))  # of the reactivation: what was ticked is back
    done(undo(store, store.sql("SELECT max(id) FROM operation WHERE kind = 'disqualify'")[0][0]))
    assert item(store, id).state == "done"
    assert verify(store).ok


# -- ticked by hand


def test_a_manual_item_is_ticked_with_who_and_when(store: Session) -> None:
    ruled(store, more=CREDIT)
    id = a_lead(store)
    assert judged(store, id) == (0, 5, 9, 2)
    answer = done(tick(store, id, "credit"))
    assert "credit review" in answer.sentence
    found = item(store, id)
    assert (found.state, found.kind, found.tick.by, found.tick.at) == ("done", "manual", "ada", store.now())
    assert judged(store, id) == (1, 6, 9, 2)
    assert events(store, operation=answer.operation)[0].action == "tick"
    assert standing(store, id).version == 2
    assert done(tick(store, id, "credit")).version == 2  # who said it first stays
    done(undo(store, answer.operation))
    assert item(store, id).state == "missing"
    assert judged(store, id)[0] == 0
    done(tick(store, id, "credit"))
    done(tick(store, id, "credit", "open"))
    assert item(store, id).state == "missing"
    assert verify(store).ok


def test_only_its_role_ticks_it(store: Session, target: str) -> None:
    ruled(store, more=with_item('kind = "manual"', 'role = "manager"'))
    id = a_lead(store)
    no = refused(tick(store, id, "credit"), "role")
    assert "Only a sales manager" in no.sentence
    done(user_add(store, "max", "Max", role="manager"))
    assert "Ask Max" in refused(tick(store, id, "credit"), "role").fix
    with open_session(target, user="max") as other:
        done(tick(other, id, "credit"))
    assert item(store, id).tick.by == "max"


def test_only_its_role_takes_a_tick_back(store: Session, target: str) -> None:
    ruled(store, more=with_item('kind = "manual"', 'role = "manager"'))
    id = a_lead(store)
    done(user_add(store, "max", "Max", role="manager"))
    with open_session(target, user="max") as other:
        done(tick(other, id, "credit"))
        opened = done(tick(other, id, "credit", "open"))
        done(user_role(store, "max", "rep"))
        refused(undo(other, opened.operation), "role")
        assert item(store, id).state == "missing"
        done(user_role(store, "max", "manager"))
        done(undo(other, opened.operation))
    assert item(store, id).state == "done"


def test_not_needed_where_the_policy_allows_it(store: Session) -> None:
    ruled(store, ('kind = "reachable"', 'kind = "reachable"\nnot_needed = true'), more=CREDIT)
    id = a_lead(store, email=None, phone=None)
    assert judged(store, id)[0] == 0
    refused(tick(store, id, "credit", "not_needed", "small"), "item")
    refused(tick(store, id, "contact", "not_needed"), "reason")
    refused(tick(store, id, "contact"), "item")
    done(tick(store, id, "contact", "not_needed", "They come to the shop."))
    found = item(store, id, "contact")
    assert (found.state, found.tick.reason, found.missing) == ("not_needed", "They come to the shop.", ())
    done(tick(store, id, "credit"))
    assert judged(store, id)[0] == 1
    # A policy that does not allow it any more does not count it.
    ruled(store, ('kind = "reachable"\nnot_needed = true', 'kind = "reachable"'))
    assert item(store, id, "contact").state == "missing"
    assert judged(store, id)[0] == 0


def test_what_cannot_be_ticked(store: Session) -> None:
    ruled(store, more=with_item('kind = "manual"', 'when = "source:partner"'))
    id = a_lead(store)
    assert "not asked of lead" in refused(tick(store, id, "credit"), "item").sentence
    assert "Did you mean topic?" in refused(tick(store, id, "topc"), "item").fix
    refused(tick(store, id, "topic"), "item")
    other = a_lead(store, source="partner")
    done(edit(store, Kind.LEAD, other, {"city": "Faro"}))
    conflict(tick(store, other, "credit", version=1))
    done(disqualify(store, id, "lost"))
    refused(tick(store, id, "credit"), "closed")


def test_something_logged_settles_an_item_that_asks_for_it(store: Session) -> None:
    ruled(store, more=with_item('kind = "activity"', id="spoke", label="Spoken with"))
    id = a_lead(store)
    assert judged(store, id)[:3] == (0, 5, 9)
    answer = log(store, Kind.LEAD, id, Activity(kind="call", text="They asked for a quote."))
    assert isinstance(answer, Done)
    assert judged(store, id)[:3] == (1, 6, 9)
    assert item(store, id, "spoke").state == "done"
    done(undo(store))
    assert judged(store, id)[:3] == (0, 5, 9)


def test_the_doctor_says_that_leads_are_still_to_be_judged(store: Session) -> None:
    from leadtui.store.health import examine

    assert examine(store)[0]["advice"] == []
    done(apply_policy(store, amended(store, COMPANY_BLOCKS)))
    (advice,) = examine(store)[0]["advice"]
    assert "leadtui policy apply" in advice
    judge(store)
    assert examine(store)[0]["advice"] == []


def test_a_merge_that_touches_a_closed_lead_leaves_the_verdict_on_it(store: Session) -> None:
    account, other = (done(create(store, Kind.ACCOUNT, {"name": name})).id for name in ("Acme", "Acme Ltd"))
    id = a_lead(store, company=None, account=other)
    done(disqualify(store, id, "lost"))
    before = judged(store, id)
    ruled(store, COMPANY_BLOCKS)
    done(merge(store, Kind.ACCOUNT, account, other))
    assert standing(store, id).account == account
    assert judged(store, id) == before


def test_taking_back_a_reactivation_brings_the_verdict_back_too(store: Session) -> None:
    id = a_lead(store, company=None)
    done(disqualify(store, id, "lost"))
    before = judged(store, id)
    ruled(store, COMPANY_BLOCKS)
    again = done(reactivate(store, id))
    assert judged(store, id) == (0, 4, 8, 2)
    (event,) = events(store, operation=again.operation)
    assert event.changes["policy"] == (1, 2)
    done(undo(store))
    assert judged(store, id) == before
    assert verify(store).ok


def test_a_policy_between_a_reactivation_and_its_undo_changes_no_closed_lead(store: Session) -> None:
    id = a_lead(store, company=None)
    done(disqualify(store, id, "lost"))
    before = judged(store, id)
    again = done(reactivate(store, id)).operation
    ruled(store, COMPANY_BLOCKS, (LOST, ""))  # nobody has that reason now
    assert judged(store, id) == (0, 4, 8, 2)
    done(undo(store, again))
    assert judged(store, id) == before
    assert standing(store, id).status_reason == "lost"
    assert isinstance(policy_check(store, policy(store).text), Policy)
    ruled(store, ("block = 0.9", "block = 0.8"))  # the reason that it has again holds nobody up
    assert verify(store).ok
