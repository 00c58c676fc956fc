"""Import of rows that look like something known: marks, what is done with each, and that both runs agree."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from colleagues import joined

from leadtui import store
from leadtui.actions import import_batches
from leadtui.actions.import_marks import MarksFile
from leadtui.actions.importing import ImportSummary, Marked, Options, Progress, run_import
from leadtui.domain.fields import Kind
from leadtui.domain.incoming import Act, Mark, Rules
from leadtui.domain.lead import Lead, State
from leadtui.domain.policy import shipped
from leadtui.domain.qualification import Request
from leadtui.domain.records import Activity
from leadtui.domain.results import Done, Result
from leadtui.store import Session, open_session

HEAD = "first_name,last_name,company,email,phone,city,topic,external_system,external_id,lead_state\n"
ANA = {
    "first_name": "Ana",
    "last_name": "Pereira",
    "company": "Northwind Lda",
    "email": "ana@northwind.example",
    "phone": "+351 21 555 0123",
    "topic": "Scanners for three shops",
    "owner": "ada",
    "source": "web",
}
OTTO = {
    **ANA,
    "first_name": "Otto",
    "last_name": "Lindqvist",
    "company": "Alpine Ski House",
    "email": "otto@alpine.example",
    "phone": "+43 1 555 0177",
}
ANA_AGAIN = "Ana,Pereira,Northwind,ana@northwind.example,,Porto,Printers,,,\n"
OTTO_AGAIN = "Otto,Lindqvist,Alpine Ski House,otto@alpine.example,,,Lifts,,,\n"
ZENO = "Zeno,Quist,Quist AB,zeno@quist.example,+46 70 555 99 11,Lund,,,,\n"
ZENO_AGAIN = "Zeno,Quist,Quist,zeno@quist.example,,Lund,,,,\n"
PERHAPS = "A.,Pereira,Northwind Lda,,,,,,,\n"  # nothing says for sure that it is Ana


@pytest.fixture
def session(store: Session) -> Session:
    return store


@pytest.fixture(params=["here", "aside"])
def where(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Rows are compared in this process, or in one of their own as those of large files are."""
    monkeypatch.setattr(import_batches, "ASIDE", 0 if request.param == "aside" else 1 << 40)
    return str(request.param)


def done(answer: Result) -> Done:
    assert isinstance(answer, Done), answer
    return answer


def lead(session: Session, **values: object) -> int:
    return done(store.create(session, Kind.LEAD, {**ANA, **values})).id


def customer(session: Session, **values: object) -> Done:
    """A lead that became an account and a contact; its answer."""
    id = lead(session, **OTTO, **values)
    return done(store.qualify(session, id, Request(why="Budget is there.")))


def found(session: Session, id: int) -> Lead:
    one = store.lead(session, id)
    assert one is not None
    return one


def written(folder: Path, text: str, name: str = "leads.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + text, "utf-8")
    return path


def counts(summary: ImportSummary) -> dict[str, int]:
    names = "rows stored updated skipped rejected similar duplicates returning"
    return {name: getattr(summary, name) for name in names.split() if getattr(summary, name)}


def notes(session: Session, kind: Kind, id: int) -> list[str]:
    detail = store.lead_detail(session, id) if kind is Kind.LEAD else store.record_detail(session, kind, id)
    assert detail is not None
    own = [one for one in detail.timeline if isinstance(one, Activity) and one.about == (kind, id)]
    return [str(one.text) for one in own]


def pairs(session: Session) -> list[tuple[int, int, int]]:
    return session.sql("SELECT record, other, probability FROM match_pair ORDER BY record, other")


@pytest.mark.usefixtures("where")
def test_rows_are_marked_as_what_they_look_like(session: Session, tmp_path: Path) -> None:
    ana = lead(session)
    otto = customer(session)
    marks: list[Marked] = []
    path = written(tmp_path, ANA_AGAIN + ZENO + OTTO_AGAIN + ZENO_AGAIN + PERHAPS)
    summary = run_import(session, path, marks=marks.extend)
    assert counts(summary) == {"rows": 5, "stored": 5, "similar": 1, "duplicates": 2, "returning": 1}
    by_line = {one.line: one for one in marks}
    assert sorted(by_line) == [2, 4, 5, 6]
    first = by_line[2]
    assert (first.mark, first.of and (first.of.kind, first.of.id)) == (Mark.DUPLICATE, (Kind.LEAD, ana))
    assert (by_line[4].mark, by_line[4].of and by_line[4].of.id) == (Mark.RETURNING, otto.id)
    assert (by_line[5].mark, by_line[5].of, by_line[5].of_line) == (Mark.DUPLICATE, None, 3)
    assert by_line[6].mark is Mark.SIMILAR
    assert by_line[6].of_line == 2 or (by_line[6].of and by_line[6].of.id == ana)
    assert "duplicates" in summary.marked
    (told,) = store.imports(session)
    assert (told.tally.similar, told.tally.duplicates, told.tally.returning) == (1, 2, 1)
    assert store.verify(session).ok


@pytest.mark.usefixtures("where")
def test_the_pairs_are_those_that_writes_one_by_one_would_have_kept(session: Session, tmp_path: Path) -> None:
    lead(session)
    customer(session)
    run_import(session, written(tmp_path, ANA_AGAIN + ZENO + OTTO_AGAIN + ZENO_AGAIN + PERHAPS))
    kept = {(a, b): p for a, b, p in pairs(session)}
    assert len(kept) >= 8
    for id in range(1, 8):
        topic = found(session, id).topic
        if found(session, id).is_open:
            done(store.edit(session, Kind.LEAD, id, {"topic": f"{topic or 'none'} again"}))
            done(store.edit(session, Kind.LEAD, id, {"topic": topic}))
    one_by_one = {(a, b): p for a, b, p in pairs(session)}
    assert kept.keys() == one_by_one.keys()
    assert all(abs(kept[pair] - one_by_one[pair]) < 20_000 for pair in kept)


@pytest.mark.parametrize(
    ("on_duplicate", "counted", "company"),
    [
        ("create", {"stored": 3}, "Northwind Lda"),
        ("skip", {"stored": 1, "skipped": 2}, "Northwind Lda"),
        ("update", {"stored": 1, "updated": 2}, "Northwind"),
    ],
)
def test_what_is_done_with_duplicates(
    session: Session, tmp_path: Path, on_duplicate: str, counted: dict[str, int], company: str
) -> None:
    ana = lead(session)
    path = written(tmp_path, ANA_AGAIN + ZENO + ZENO_AGAIN)
    options = Options(on_duplicate=on_duplicate)
    dry = run_import(session, path, replace(options, dry_run=True))
    real = run_import(session, path, options)
    assert counts(dry) == counts(real) == {"rows": 3, "duplicates": 2, **counted}
    assert found(session, ana).company == company
    assert (found(session, ana).city == "Porto") == (on_duplicate == "update")
    (quists,) = session.sql("SELECT count(*) FROM lead WHERE last_name = 'Quist'")
    assert quists == ((2 if on_duplicate == "create" else 1),)


def test_an_update_that_brings_nothing_new_is_skipped(session: Session, tmp_path: Path) -> None:
    lead(session)
    rows = ANA_AGAIN + ANA_AGAIN
    options = Options(on_duplicate="update")
    dry = run_import(session, written(tmp_path, rows), replace(options, dry_run=True))
    real = run_import(session, tmp_path / "leads.csv", options)
    assert counts(dry) == counts(real) == {"rows": 2, "updated": 1, "skipped": 1, "duplicates": 2}


@pytest.mark.parametrize("returning", ["new", "reactivate", "activity"])
def test_an_enquiry_that_comes_back(session: Session, tmp_path: Path, returning: str) -> None:
    before = customer(session)
    options = Options(returning=returning)
    path = written(tmp_path, OTTO_AGAIN)
    dry = run_import(session, path, replace(options, dry_run=True))
    real = run_import(session, path, options)
    done_with = {"stored": 1} if returning == "new" else {"updated": 1}
    assert counts(dry) == counts(real) == {"rows": 1, "returning": 1, **done_with}
    old = found(session, before.id)
    if returning == "new":
        new = found(session, before.id + 1)
        assert (new.account, new.contact) == (before.account, before.contact)
        assert (old.state, new.state) == (State.QUALIFIED, State.OPEN)
        assert any(f"lead {before.id}" in note for note in notes(session, Kind.LEAD, new.id))
        return
    assert store.lead(session, before.id + 1) is None
    if returning == "reactivate":
        assert (old.state, old.cycle) == (State.OPEN, 2)
        assert any("Lifts" in note for note in notes(session, Kind.LEAD, old.id))
    else:
        assert before.contact is not None
        assert old.state is State.QUALIFIED
        assert any("Lifts" in note for note in notes(session, Kind.CONTACT, before.contact))
    assert store.verify(session).ok


def test_who_became_no_customer_gets_a_new_lead_and_is_reactivated_once(
    session: Session, tmp_path: Path
) -> None:
    otto = lead(session, **OTTO)
    done(store.disqualify(session, otto, "lost", "chose another"))
    path = written(tmp_path, OTTO_AGAIN + OTTO_AGAIN)
    told = run_import(session, path, Options(returning="activity", dry_run=True))
    assert counts(told) == {"rows": 2, "stored": 2, "duplicates": 1, "returning": 1}
    real = run_import(session, path, Options(returning="reactivate", on_duplicate="skip"))
    assert counts(real) == {"rows": 2, "updated": 1, "skipped": 1, "duplicates": 1, "returning": 1}
    assert found(session, otto).state is State.OPEN


def test_a_row_closed_elsewhere_is_history_and_no_enquiry(session: Session, tmp_path: Path) -> None:
    otto = lead(session, **OTTO)
    done(store.disqualify(session, otto, "lost", "chose another"))
    path = tmp_path / "old.csv"
    path.write_text(
        "Last Name,First Name,Email,Lead Status\nLindqvist,Otto,otto@alpine.example,Disqualified\n"
    )
    assert counts(run_import(session, path)) == {"rows": 1, "stored": 1, "duplicates": 1}


def test_choices_of_a_person_are_stronger_row_by_row(session: Session, tmp_path: Path) -> None:
    lead(session)
    customer(session)
    path = written(tmp_path, ANA_AGAIN + OTTO_AGAIN + ZENO + ZENO_AGAIN)
    options = Options(
        on_duplicate="skip", choices={2: Act.UPDATE, 3: Act.ACTIVITY, 4: Act.REACTIVATE, 5: Act.CREATE}
    )
    dry = run_import(session, path, replace(options, dry_run=True))
    real = run_import(session, path, options)
    # Zeno is new: there is nothing to reactivate, and the choice does not count.
    expected = {"rows": 4, "stored": 2, "updated": 2, "duplicates": 2, "returning": 1}
    assert counts(dry) == counts(real) == expected


def test_a_row_skipped_for_a_record_takes_the_next_one_with_it(session: Session, tmp_path: Path) -> None:
    """By its phone the second row is only the first one; the first is Ana's lead, by its address."""
    ana = lead(session, phone=None)
    first = "Ana,Pereira,Northwind,ana@northwind.example,+351 91 555 7788,,,,,\n"
    second = "Ana,Pereira,,,+351 91 555 7788,,,,,\n"
    marks: list[Marked] = []
    run_import(session, written(tmp_path, first + second), Options(on_duplicate="skip"), marks=marks.extend)
    assert [(one.act, one.of and one.of.id) for one in marks] == [(Act.SKIP, ana), (Act.SKIP, ana)]


def test_a_record_is_known_by_its_id_elsewhere_and_changed(session: Session, tmp_path: Path) -> None:
    export = "Record Id,Lead Owner Id,Lead Owner,Last Name,Email\nzcrm_1,u1,Mia,Holm,h@x.example\n"
    (tmp_path / "one.csv").write_text(export)
    run_import(session, tmp_path / "one.csv")
    (tmp_path / "two.csv").write_text(export.replace("Holm,h@x.example", "Dahl,d@y.example"))
    summary = run_import(session, tmp_path / "two.csv", Options(on_duplicate="update"))
    assert counts(summary) == {"rows": 1, "updated": 1, "duplicates": 1}
    assert any("here already" in note for note in summary.notes)
    assert found(session, 1).title == "Dahl"


def test_contacts_and_accounts_are_compared_too(session: Session, tmp_path: Path) -> None:
    done(store.create(session, Kind.ACCOUNT, {"name": "Northwind", "website": "northwind.example"}))
    path = tmp_path / "accounts.csv"
    path.write_text("Account Name,Website\nNorthwind Lda,www.northwind.example\nFabrikam,fabrikam.example\n")
    summary = run_import(session, path, Options(kind=Kind.ACCOUNT, on_duplicate="update"))
    assert summary.kind is Kind.ACCOUNT
    assert summary.duplicates == 1


class Meanwhile(Exception):
    pass


@pytest.mark.usefixtures("where")
def test_what_others_write_while_a_batch_waits_is_seen(
    session: Session, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two batches are compared together; before the second is stored somebody enters, and changes, people."""
    monkeypatch.setattr(import_batches, "BATCH", 2)
    omar = lead(
        session, **{**OTTO, "last_name": "Adeyemi", "first_name": "Omar", "email": None, "phone": None}
    )
    rows = [
        "Vera,Marek,,vera@trey.example,,,,,,\n",
        "Rosa,Fuentes,,rosa@humongous.example,,,,,,\n",
        ANA_AGAIN,
        "Omar,Adeyemi,,omar@proseware.example,,,,,,\n",
        "Yuki,Tanaka,,yuki@litware.example,,,,,,\n",
        "Ana,Pereira,,ana@northwind.example,,,,,,\n",
    ]
    other = joined(target, "bo")
    entered: list[int] = []

    def enter(progress: Progress) -> None:
        if not entered:
            entered.append(lead(other))
            done(store.edit(other, Kind.LEAD, omar, {"email": "omar@proseware.example", "company": None}))

    marks: list[Marked] = []
    with other:
        summary = run_import(
            session, written(tmp_path, "".join(rows)), Options(on_duplicate="skip"), enter, marks.extend
        )
    assert [(one.line, one.of and one.of.id) for one in marks] == [
        (4, entered[0]),
        (5, omar),
        (7, entered[0]),
    ]
    assert counts(summary) == {"rows": 6, "stored": 3, "skipped": 3, "duplicates": 3}


KILLED = """
import os, signal, sys
from pathlib import Path
from leadtui.actions import import_batches
from leadtui.actions.importing import Options, run_import
from leadtui.store import open_session

def kill(progress):
    if progress.rows >= 8:
        os.kill(os.getpid(), signal.SIGKILL)

import_batches.BATCH = 4
with open_session(sys.argv[1], user="ada", login="ada") as session:
    run_import(session, Path(sys.argv[2]), Options(on_duplicate="update"), kill)
"""


@pytest.mark.usefixtures("where")
def test_after_a_kill_the_marks_are_those_of_an_import_in_one_go(
    session: Session, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_batches, "BATCH", 4)
    lead(session)
    customer(session)
    people = [f"Pim{n},Quist{n},Firm {n},p{n}@firm{n}.example,,,,,,\n" for n in range(6)]
    rows = [
        *people[:3],
        ANA_AGAIN,
        ZENO,
        *people[3:],
        ZENO_AGAIN,
        people[0],
        OTTO_AGAIN,
        "x" * 60 + ",,,,,,,,,\n",
    ]
    path = written(tmp_path, "".join(rows))
    options = Options(on_duplicate="update")
    whole = run_import(session, path, replace(options, dry_run=True))
    killed = subprocess.run([sys.executable, "-c", KILLED, target, str(path)], timeout=60)
    assert killed.returncode == -signal.SIGKILL
    (midway,) = store.imports(session)
    assert (midway.next_row, midway.done) == (8, False)
    rest = run_import(session, path, options)
    assert counts(rest) == counts(whole)
    (ended,) = store.imports(session)
    assert (ended.stored, ended.tally.updated, ended.tally.skipped) == (
        rest.stored,
        rest.updated,
        rest.skipped,
    )


HOSTILE = [
    "\u202eAna\x1b[31m", "=HYPERLINK(1)", "a" * 49, "'; DROP TABLE lead; --", "\u0301" * 40 + "x",
    "山田", "김철수", "Æþelred", "%_\\", "ana@@northwind..example", "+" * 30, "\x00\x07", "\ufeffBob",
]  # fmt: skip


def test_hostile_values_go_through_and_are_compared_as_they_are_stored(
    session: Session, tmp_path: Path
) -> None:
    rows = [
        {
            "first_name": one,
            "last_name": two[:50],
            "company": one,
            "email": two,
            "phone": one,
            "external_id": two,
        }
        for one in HOSTILE
        for two in HOSTILE
    ]
    batch = [store.ImportRow(n, values) for n, values in enumerate(rows, 2)]
    begun = store.start_import(session, "hostile", "1", Kind.LEAD, {})
    from leadtui.store.import_checking import Asked, Known

    known = Known(session, Kind.LEAD, Asked(Rules(shipped().duplicates), "zoho"), begun.id)
    entries = known.check(session, list(enumerate(batch)))
    outcome = store.import_batch(session, begun.id, batch, len(batch), known=known, entries=entries)
    assert outcome.stored > 100
    assert outcome.tally.similar > 0
    stored = dict(session.sql("SELECT record, facts FROM match_record"))
    assert len(stored) == outcome.stored
    from leadtui.store.match_lookup import fresh

    made = fresh(session, stored)
    assert {number: text for number, (_, text) in made.items()} == stored


def test_marks_are_listed_in_a_new_file(session: Session, tmp_path: Path) -> None:
    lead(session)
    path = tmp_path / "marks.csv"
    with MarksFile(path) as listing:
        run_import(
            session, written(tmp_path, ANA_AGAIN.replace("Ana", "=Ana", 1) + ZENO), marks=listing.write
        )
    head, *lines = path.read_text("utf-8").splitlines()
    assert head.startswith("line,mark,record,likely,done")
    assert len(lines) == 1
    assert lines[0].startswith("2,duplicate,lead:1,0.9")
    assert "'=Ana" in lines[0]
    with pytest.raises(FileExistsError):
        MarksFile(path)


def test_who_may_not_read_a_record_is_told_that_it_is_there_and_whose(
    session: Session, target: str, tmp_path: Path
) -> None:
    lead(session)
    done(store.user_add(session, "rep", "Rep", None, "support", ()))
    done(store.set_match_policy(session, {"scopes": {"support": "own"}}))
    marks: list[Marked] = []
    with open_session(target, user="rep", login="rep") as theirs:
        run_import(theirs, written(tmp_path, ANA_AGAIN), Options(dry_run=True), marks=marks.extend)
    (one,) = marks
    assert one.of is not None
    assert (one.of.title, one.of.detail, one.of.owner) == ("", "", "ada")
    assert "Ana" not in one.said


def test_the_policy_of_the_book_decides_what_a_duplicate_is(session: Session, tmp_path: Path) -> None:
    lead(session)
    done(store.set_match_policy(session, {"block": 1.0, "warn": 0.99999}))
    rows: Sequence[Any] = [ANA_AGAIN, PERHAPS]
    assert counts(run_import(session, written(tmp_path, "".join(rows)), Options(dry_run=True))) == {
        "rows": 2,
        "stored": 2,
    }


@pytest.fixture
def restricted(session: Session) -> None:
    done(store.user_add(session, "rep", "Rep", None, "support", ()))
    done(store.set_match_policy(session, {"scopes": {"support": "own"}}))


def events(session: Session) -> list[tuple[Any, ...]]:
    return session.sql("SELECT kind, record, action FROM event WHERE actor = 'rep' ORDER BY id")


@pytest.mark.usefixtures("restricted")
@pytest.mark.parametrize("said", ["for all", "for the row"])
def test_a_row_never_changes_a_record_that_its_importer_may_not_read(
    session: Session, target: str, tmp_path: Path, said: str
) -> None:
    ana, mine = lead(session), lead(session, **{**OTTO, "owner": "rep"})
    before = found(session, ana)
    path = written(tmp_path, ANA_AGAIN + OTTO_AGAIN)
    options = (
        Options(on_duplicate="update")
        if said == "for all"
        else Options(choices={2: Act.UPDATE, 3: Act.UPDATE})
    )
    with open_session(target, user="rep", login="rep") as theirs:
        dry = run_import(theirs, path, replace(options, dry_run=True))
        real = run_import(theirs, path, options)
    assert counts(dry) == counts(real) == {"rows": 2, "stored": 1, "updated": 1, "duplicates": 2}
    for summary in (dry, real):
        assert any("1 row stored as new: your role does not show" in note for note in summary.notes)
    assert found(session, ana) == before
    assert ("lead", ana, "edit") not in events(session)
    assert found(session, mine).topic == "Lifts" and ("lead", mine, "edit") in events(session)


@pytest.mark.usefixtures("restricted")
@pytest.mark.parametrize("returning", ["new", "reactivate", "activity"])
def test_an_enquiry_that_comes_back_to_somebody_elses_lead_is_a_new_lead(
    session: Session, target: str, tmp_path: Path, returning: str
) -> None:
    before = customer(session)
    assert before.contact is not None
    path, options = written(tmp_path, OTTO_AGAIN), Options(returning=returning)
    with open_session(target, user="rep", login="rep") as theirs:
        dry = run_import(theirs, path, replace(options, dry_run=True))
        real = run_import(theirs, path, options)
    assert counts(dry) == counts(real) == {"rows": 1, "stored": 1, "returning": 1}
    assert any("stored as new" in note for note in real.notes) == (returning != "new")
    assert found(session, before.id).state is State.QUALIFIED
    assert notes(session, Kind.CONTACT, before.contact) == []
    (note,) = [one for one in notes(session, Kind.LEAD, before.id + 1) if "Comes back" in one]
    assert note == f"Comes back: lead {before.id} of ada."


@pytest.mark.usefixtures("restricted")
def test_a_customer_that_may_be_read_gets_the_note_of_a_lead_that_may_not(
    session: Session, target: str, tmp_path: Path
) -> None:
    before = customer(session)
    assert before.contact is not None
    done(store.edit(session, Kind.CONTACT, before.contact, {"owner": "rep"}))
    with open_session(target, user="rep", login="rep") as theirs:
        real = run_import(theirs, written(tmp_path, OTTO_AGAIN), Options(returning="activity"))
    assert counts(real) == {"rows": 1, "updated": 1, "returning": 1}
    assert any("Lifts" in note for note in notes(session, Kind.CONTACT, before.contact))
