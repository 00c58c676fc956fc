"""Import as a whole: counts, rejects, strict, dry run, resuming, links."""

import csv
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from leadtui import store
from leadtui.actions import import_batches, import_run
from leadtui.actions.importing import Options, Progress, imported_before, preview, run_import
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.domain.records import Contact, Opportunity, Record
from leadtui.domain.views import View
from leadtui.store import Session
from leadtui.transfer.errors import AlreadyImported

MIXED = (
    "Name,Company,Email,Lead Status,Created On,Shoe size\n"
    "Ann Lee,Acme,ann@acme.example,New,2026-01-02,39\n"
    f"Bob Ray,{'x' * 101},bob@ray.example,New,2026-01-02,\n"
    "Cy May,May Ltd,cy@may.example,Closed Lost,31/02/2026,\n"
    "Di Poe,Poe Ltd,di@poe.example,Disqualified,2026-01-03,\n"
)


@pytest.fixture
def session(store: Session) -> Session:
    return store


def written(folder: Path, text: str, name: str = "leads.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def everything(session: Session, kind: Kind) -> list[Record]:
    ids = store.view_ids(session, View(kind))
    found = store.record_rows(session, kind, ids)
    return [found[number] for number in sorted(ids)]


def rows_of(path: str | None) -> list[dict[str, str]]:
    assert path
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_good_rows_enter_and_the_others_are_in_the_rejects_file(session: Session, tmp_path: Path) -> None:
    summary = run_import(session, written(tmp_path, MIXED))
    assert (summary.rows, summary.stored, summary.rejected, summary.exit) == (4, 2, 2, 0)
    rejects = rows_of(summary.rejects_file)
    assert [(row["line"], row["field"]) for row in rejects] == [("3", "Company"), ("4", "Created On")]
    assert rejects[1]["value"] == "31/02/2026"
    assert rejects[1]["Email"] == "cy@may.example"
    leads = everything(session, Kind.LEAD)
    assert [lead.title for lead in leads] == ["Ann Lee", "Di Poe"]
    assert [getattr(lead, "state", None) for lead in leads] == [State.OPEN, State.DISQUALIFIED]
    assert leads[0].other_values == "Shoe size: 39"


def test_the_json_is_the_one_that_is_promised(session: Session, tmp_path: Path) -> None:
    told = run_import(session, written(tmp_path, MIXED)).to_json()
    promised = "import kind rows stored updated skipped rejected rejects_file"
    promised += " mapping unmapped encoding delimiter system"
    assert set(promised.split()) <= told.keys()
    assert (told["kind"], told["delimiter"], told["unmapped"]) == ("lead", ",", ["Shoe size"])


def test_strict_stores_nothing_and_fails_when_a_row_is_rejected(session: Session, tmp_path: Path) -> None:
    summary = run_import(session, written(tmp_path, MIXED), Options(strict=True))
    assert (summary.stored, summary.rejected, summary.exit) == (0, 2, 1)
    assert everything(session, Kind.LEAD) == []
    assert "Nothing stored" in summary.sentence


def test_a_dry_run_counts_the_same_and_stores_nothing(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path, MIXED)
    dry = run_import(session, path, Options(dry_run=True))
    assert everything(session, Kind.LEAD) == []
    assert store.imports(session) == []
    real = run_import(session, path)
    assert (dry.rows, dry.stored, dry.rejected) == (real.rows, real.stored, real.rejected)


def test_rejects_never_overwrite_a_file(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path, MIXED)
    first, second = (run_import(session, path, Options(dry_run=True)).rejects_file for _ in range(2))
    assert first
    assert second
    assert Path(first).name == "leads.rejects.csv"
    assert Path(second).name == "leads.rejects-2.csv"
    assert Path(first).stat().st_mode & 0o777 == 0o600


class Stopped(Exception):
    pass


def test_a_stopped_import_goes_on_and_stores_each_row_once(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_batches, "BATCH", 10)
    lines = [f"P{n},p{n}@x.example" if n != 25 else f"{'y' * 60},q@x.example" for n in range(45)]
    path = written(tmp_path, "Last Name,Email\n" + "\n".join(lines) + "\n")

    def stop(progress: Progress) -> None:
        if progress.stored >= 20:
            raise Stopped

    with pytest.raises(Stopped):
        run_import(session, path, progress=stop)
    summary = run_import(session, path)
    assert (summary.rows, summary.stored, summary.rejected) == (45, 44, 1)
    assert len({lead.title for lead in everything(session, Kind.LEAD)}) == 44
    assert len(everything(session, Kind.LEAD)) == 44
    assert "Went on after row 20" in summary.notes[0]


def test_progress_tells_rows_rate_and_fraction(session: Session, tmp_path: Path) -> None:
    told: list[Progress] = []
    run_import(session, written(tmp_path, MIXED), progress=told.append)
    assert (told[-1].rows, told[-1].stored, told[-1].rejected) == (4, 2, 2)
    assert told[-1].rate > 0
    assert 0 <= told[-1].fraction <= 1


def test_contacts_and_deals_are_linked_to_the_account_of_that_very_name(
    session: Session, tmp_path: Path
) -> None:
    run_import(
        session, written(tmp_path, "Account Name,Industry\nAcme Ltd,Pumps\n"), Options(kind=Kind.ACCOUNT)
    )
    account = everything(session, Kind.ACCOUNT)[0].id
    people = "First Name,Last Name,Account Name,Mailing City\nAnn,Lee,ACME  ltd,Bonn\nBob,Ray,Beta,Bonn\n"
    run_import(session, written(tmp_path, people, "contacts.csv"))
    deals = "Deal Name,Amount,Account Name,Deal Stage\nPumps,12.50,Acme Ltd,Negotiation\n"
    run_import(session, written(tmp_path, deals, "deals.csv"))
    linked, text = everything(session, Kind.CONTACT)
    deal = everything(session, Kind.OPPORTUNITY)[0]
    assert isinstance(linked, Contact)
    assert isinstance(text, Contact)
    assert isinstance(deal, Opportunity)
    assert (linked.account, text.account, text.company) == (account, None, "Beta")
    assert (deal.account, deal.stage) == (account, "close")


def test_an_owner_known_here_becomes_the_key_and_another_stays_text(session: Session, tmp_path: Path) -> None:
    store.user_add(session, "grace", "Grace Hopper", email="grace@leadtui.example")
    path = written(tmp_path, "Name,Lead Owner\nAnn,Grace Hopper\nBob,Nobody Here\n")
    run_import(session, path)
    assert [getattr(lead, "owner", "") for lead in everything(session, Kind.LEAD)] == ["grace", "Nobody Here"]


def test_an_import_can_be_looked_at_first(tmp_path: Path) -> None:
    seen = preview(written(tmp_path, MIXED), limit=3)
    assert seen.opened.columns.mapping["full_name"] == "Name"
    assert (len(seen.ready), len(seen.rejects)) == (1, 2)


def test_a_column_of_dates_that_could_be_either_is_told(session: Session, tmp_path: Path) -> None:
    summary = run_import(session, written(tmp_path, "Name,Email,Created On\nAnn,a@x.example,03/04/2026\n"))
    assert "month/day/year" in summary.notes[0]


def test_the_journal_still_verifies(session: Session, tmp_path: Path) -> None:
    run_import(session, written(tmp_path, MIXED))
    assert store.verify(session).ok


def test_batches_hold_a_thousand_rows(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    real = import_run.import_batch

    def counted(
        s: Session, number: int, rows: Sequence[store.ImportRow], upto: int, **more: Any
    ) -> store.BatchOutcome:
        batch = list(rows)
        sizes.append(len(batch))
        return real(s, number, batch, upto, **more)

    monkeypatch.setattr(import_run, "import_batch", counted)
    run_import(
        session,
        written(tmp_path, "Last Name,Email\n" + "".join(f"N{n},n{n}@x.example\n" for n in range(2500))),
    )
    assert sizes == [1000, 1000, 500]


# leadtui's own headings are taken at their word: only the store refuses a row that says no name.
OWN = "last_name,topic,external_system,external_id,other_values\n"
KILLED = """
import os, signal, sys
from pathlib import Path
from leadtui.actions import import_batches
from leadtui.actions.importing import run_import
from leadtui.store import open_session

def kill(progress):
    if progress.stored >= 19:
        os.kill(os.getpid(), signal.SIGKILL)

import_batches.BATCH = 10
with open_session(sys.argv[1], user="ada", login="ada") as session:
    run_import(session, Path(sys.argv[2]), progress=kill)
"""


def test_after_a_kill_each_row_is_stored_or_in_the_rejects_file(
    session: Session, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_batches, "BATCH", 10)
    names = ["" if n in (5, 33) else f"P{n}" if n != 12 else "x" * 51 for n in range(45)]
    path = written(tmp_path, OWN + "".join(f"{name},scanners {n},,,\n" for n, name in enumerate(names)))
    killed = subprocess.run([sys.executable, "-c", KILLED, target, str(path)], timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert len(rows_of(str(tmp_path / "leads.rejects.csv"))) == 2
    summary = run_import(session, path)
    assert (summary.rows, summary.stored, summary.rejected, summary.skipped) == (45, 42, 3, 0)
    assert len(everything(session, Kind.LEAD)) == 42
    rejects = rows_of(summary.rejects_file)
    assert {row["topic"] for row in rejects} == {"scanners 5", "scanners 12", "scanners 33"}
    (told,) = store.imports(session)
    assert (told.stored, told.rejected, told.done) == (42, 3, True)


def test_strict_and_dry_run_ask_the_store_too(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path, f"{OWN}Berg,a,,,\n,b,,,\n")
    dry = run_import(session, path, Options(dry_run=True))
    assert (dry.stored, dry.rejected) == (1, 1)
    strict = run_import(session, path, Options(strict=True))
    assert (strict.stored, strict.rejected, strict.exit) == (0, 1, 1)
    assert (everything(session, Kind.LEAD), store.imports(session)) == ([], [])
    real = run_import(session, path)
    assert (real.stored, real.rejected) == (1, 1)


def test_strict_stores_a_file_that_is_all_good(session: Session, tmp_path: Path) -> None:
    summary = run_import(session, written(tmp_path, f"{OWN}Berg,a,,,\n"), Options(strict=True))
    assert (summary.rows, summary.stored, summary.exit) == (1, 1, 0)


def test_a_file_that_was_imported_is_refused_until_again_is_said(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path, MIXED)
    assert imported_before(session, path) is None
    first = run_import(session, path)
    for options in (Options(), Options(strict=True), Options(map={"topic": "Shoe size"})):
        with pytest.raises(AlreadyImported) as caught:
            run_import(session, path, options)
        assert (caught.value.code, caught.value.exit) == ("imported", 3)
        assert f"(import {first.import_id})" in caught.value.sentence
        assert "--again" in caught.value.fix
    assert len(everything(session, Kind.LEAD)) == 2
    before = imported_before(session, path)
    assert before is not None and before.id == first.import_id
    assert "imported before" in run_import(session, path, Options(dry_run=True)).notes[0]
    again = run_import(session, path, Options(again=True))
    assert (again.stored, "twice" in again.notes[0]) == (2, True)


@pytest.mark.parametrize("on_duplicate", ["skip", "update"])
def test_a_file_again_is_here_twice_only_where_its_rows_are_stored_again(
    session: Session, tmp_path: Path, on_duplicate: str
) -> None:
    path = written(tmp_path, MIXED)
    run_import(session, path)
    once = run_import(session, path, Options(again=True, on_duplicate=on_duplicate))
    assert "imported before" in once.notes[0]
    assert not any("twice" in note for note in once.notes)


def test_a_file_of_which_nothing_was_stored_may_come_again(session: Session, tmp_path: Path) -> None:
    path = written(tmp_path, f"{OWN},b,,,\n")
    for _ in range(2):
        assert run_import(session, path).rejected == 1


EXPORT = "Record Id,Lead Owner Id,Lead Owner,Last Name,Email\n"


def test_records_that_are_here_by_their_id_in_their_system_are_told_or_skipped(
    session: Session, tmp_path: Path
) -> None:
    run_import(session, written(tmp_path, f"{EXPORT}zcrm_1,u1,Mia,Berg,b@x.example\n", "monday.csv"))
    both = f"{EXPORT}zcrm_1,u1,Mia,Berg,b@x.example\nzcrm_2,u1,Mia,Holm,h@x.example\n"
    path = written(tmp_path, both, "tuesday.csv")
    for dry_run in (True, False):
        summary = run_import(session, path, Options(dry_run=dry_run, on_duplicate="skip"))
        assert (summary.rows, summary.stored, summary.skipped, summary.rejected) == (2, 1, 1, 0)
    assert "here already" in summary.notes[0]
    assert "1 skipped" in summary.sentence
    assert [lead.title for lead in everything(session, Kind.LEAD)] == ["Berg", "Holm"]
    again = run_import(session, path, Options(again=True))
    assert (again.stored, again.skipped) == (2, 0)
    assert any("2 rows here already" in note for note in again.notes)


def test_names_of_owners_that_nobody_here_has_are_counted(session: Session, tmp_path: Path) -> None:
    names = ["Mia Berg"] * 3 + ["ada"] * 4 + [f"Someone {n}" for n in range(9)]
    rows = "".join(f"N{n},{name},New\n" for n, name in enumerate(names))
    path = written(tmp_path, f"Last Name,Lead Owner,Lead Status\n{rows}Out,Mia Berg,Disqualified\n")
    unknown = run_import(session, path).unknown_owners
    assert unknown[0] == ("Mia Berg", 3)
    assert len(unknown) == 5
    assert "ada" not in dict(unknown)


def test_a_stopped_import_does_not_go_on_under_another_mapping_unasked(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_batches, "BATCH", 2)
    path = written(tmp_path, "Last Name,Words\n" + "".join(f"N{n},w\n" for n in range(5)))

    def stop(progress: Progress) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        run_import(session, path, progress=stop)
    assert imported_before(session, path) is None
    with pytest.raises(AlreadyImported, match=r"in part.*stopped after row 2"):
        run_import(session, path, Options(map={"topic": "Words"}))
    assert run_import(session, path).stored == 5
    assert len(everything(session, Kind.LEAD)) == 5
