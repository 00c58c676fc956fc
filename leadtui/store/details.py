"""One record whole: what a detail screen and ``show`` need, read in a few statements."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, cast

from leadtui.domain.checklist import evaluate
from leadtui.domain.fields import BY_NAME, Kind, label_of
from leadtui.domain.lead import Lead
from leadtui.domain.match import Alike
from leadtui.domain.records import (
    Brief,
    LeadDetail,
    Qualification,
)
from leadtui.domain.rows import owner_title
from leadtui.store import closings, columns, handing, rights
from leadtui.store.attached import detached
from leadtui.store.briefs import Ref, briefs, seen_by
from leadtui.store.clauses import places, stands
from leadtui.store.derived import looked_at
from leadtui.store.duplicates import duplicates_of
from leadtui.store.merged import losers, merged_briefs, survivor, told
from leadtui.store.people import owner_titles
from leadtui.store.reads import any_record as record
from leadtui.store.session import Row, Session
from leadtui.store.timelines import changed_since, tasks, timeline


def lead_detail(session: Session, number: int) -> LeadDetail | None:
    """A lead whole, None where there is none of that id or it was withdrawn.

    Raises:
        NoRight: it is not the acting user's to read.
    """
    found = record(session, Kind.LEAD, number)
    if not isinstance(found, Lead):
        return None
    rights.readable(session, Kind.LEAD, number, found.owner)
    linked = briefs(session, refs((Kind.ACCOUNT, found.account), (Kind.CONTACT, found.contact)))
    gone = losers(session, Kind.LEAD, number)
    merged = merged_briefs(session, Kind.LEAD, gone)
    lives = _lives(session, [number, *gone])
    others = told(session, merged)
    entries, more = timeline(session, Kind.LEAD, number, merged=others, around=_sales(session, lives))
    open_tasks = tasks(session, Kind.LEAD, number)
    facts, rules = looked_at(session, found, bool(open_tasks))
    # One that was merged looks like the one that stands for it: nobody is asked about that any more.
    alike = Alike() if found.status_reason == "merged" else duplicates_of(session, Kind.LEAD, number)
    people = owner_titles(session)
    return LeadDetail(
        lead=found,
        checklist=evaluate(found, facts, rules.items),
        owner_name=owner_title(people, found.owner),
        account=linked.get((Kind.ACCOUNT, found.account or 0)),
        contact=linked.get((Kind.CONTACT, found.contact or 0)),
        qualifications=lives,
        timeline=entries,
        duplicates=alike.matches,
        colleagues=alike.colleagues,
        tasks=open_tasks,
        more=more,
        merged_into=_survivor(session, found),
        merged=merged,
        policy=rules.version,
        ended=closings.ended(session, found),
        named_by=tuple(closings.named_by(session, [number, *gone])),
        handed=handing.hand_over(session, number, found.owner),
        claimable=_claimable(session, found, people),
    )


def _claimable(session: Session, lead: Lead, people: Mapping[str, str]) -> bool:
    """Whether the acting user may take an open lead for themselves."""
    from leadtui.domain.assignment import may_claim  # a list that is read asks nothing of it

    others = lead.owner in people and lead.owner != session.user  # else nobody asks for teams
    teams = rights.own_teams(session) if others else frozenset[str]()
    return lead.is_open and may_claim(lead.id, lead.owner, session.user, teams, people) is None


def _sales(session: Session, lives: Iterable[Qualification]) -> list[Ref]:
    """The opportunities that a lead became, as far as they are the user's to read."""
    sales = {(one.kind, one.id): one for past in lives for one in past.opportunities}
    if not sales:
        return []
    looking = rights.reader(session)
    return [ref for ref, one in sales.items() if seen_by(looking, one)]


def _survivor(session: Session, lead: Lead) -> Brief | None:
    """The lead that stands for one that was merged."""
    if lead.status_reason != "merged":
        return None
    number = survivor(session, Kind.LEAD, lead.id)
    return briefs(session, [(Kind.LEAD, number)]).get((Kind.LEAD, number)) if number != lead.id else None


def qualifications(session: Session, lead: int) -> tuple[Qualification, ...]:
    """Which records a lead became, its latest life first; those that were undone are left out.

    Each record says what was changed on it since; one that was merged away is the one that stands for
    it now. What leads became that were merged into this one is among them.
    """
    return _lives(session, [lead, *losers(session, Kind.LEAD, lead)])


def _lives(session: Session, leads: Sequence[int]) -> tuple[Qualification, ...]:
    rows = session.sql(
        "SELECT q.cycle, q.op, q.at, q.actor, q.account, q.contact, s.opportunity, q.account_created,"
        " q.contact_created, q.why, q.lead, (SELECT kind FROM operation WHERE id = q.op),"
        " CASE WHEN s.opportunity IS NULL THEN q.snapshot END"
        " FROM qualification q LEFT JOIN origin s ON s.op = q.op AND s.lead = q.lead"
        f" WHERE q.lead IN ({places(len(leads))})"
        f" AND {stands('q.op')} ORDER BY q.op DESC, s.opportunity",
        leads,
    )
    rows = [_standing(session, row) for row in _newest(rows)]
    found = _sales_told(session, leads, _with_changes(session, rows))
    lives = groupby(rows, key=lambda row: (row[10], row[0]))
    return tuple(_qualification(of, list(life), found) for (of, _), life in lives)


def _newest(rows: list[Row]) -> list[Row]:
    """Of each life the rows of one operation: imports tell more as more comes (`import_links`)."""
    newest: dict[tuple[int, int], int] = {}
    for row in rows:  # the newest first
        newest.setdefault((row[10], row[0]), row[1])
    return [row for row in rows if newest[row[10], row[0]] == row[1]]


def _standing(session: Session, row: Row) -> Row:
    """The row with the account and contact that stand for the ones it names."""
    account, contact = row[4], row[5]
    if account is not None:
        account = survivor(session, Kind.ACCOUNT, account)
    if contact is not None:
        contact = survivor(session, Kind.CONTACT, contact)
    return (*row[:4], account, contact, *row[6:])


def _with_changes(session: Session, rows: list[Row]) -> dict[tuple[Ref, int], Brief]:
    """The records of those qualifications, by what they are and by which operation."""
    since = [(ref, row[1]) for row in rows for ref in _made(row)]
    known = briefs(session, (ref for ref, _ in since))
    changes = changed_since(session, [key for key in since if key[0] in known])
    return {key: known[key[0]]._replace(changed=fields) for key, fields in changes.items()}


def _sales_told(
    session: Session, leads: Sequence[int], found: dict[tuple[Ref, int], Brief]
) -> dict[tuple[Ref, int], Brief]:
    """The same, where an opportunity says when and why it ended, or why it goes on without the lead."""
    sales = [one for one in found.values() if one.kind is Kind.OPPORTUNITY and one.state]
    if not sales:
        return found
    gone = detached(session, leads)
    ended = _ended(session, [one.id for one in sales if one.state != "open"])
    return {
        key: one if one not in sales else _sale_told(one, gone.get(one.id), ended.get(one.id))
        for key, one in found.items()
    }


def _sale_told(one: Brief, gone: str | None, ended: tuple[str | None, str | None] | None) -> Brief:
    if one.state == "open":
        return one if gone is None else one._replace(state="detached", detail=gone)
    on, because = ended or (None, None)
    label = label_of(BY_NAME[Kind.OPPORTUNITY]["lost_reason"], because).lower()
    return one._replace(closed_on=date.fromisoformat(on) if on else None, lost_because=label)


def _ended(session: Session, sales: Sequence[int]) -> dict[int, tuple[str | None, str | None]]:
    """When each of them was closed, and why one was lost."""
    if not sales:
        return {}
    rows = session.sql(
        f"SELECT id, closed_on, lost_reason FROM opportunity WHERE id IN ({places(len(sales))})", list(sales)
    )
    return {number: (on, because) for number, on, because in rows}


def _qualification(lead: int, rows: list[Row], found: dict[tuple[Ref, int], Brief]) -> Qualification:
    cycle, op, at, actor, account, contact, _, account_created, contact_created, why, _, how, told = rows[0]
    opportunities = (found.get(((Kind.OPPORTUNITY, row[6]), row[1])) for row in rows if row[6] is not None)
    return Qualification(
        lead=lead,
        cycle=cycle,
        at=columns.moment(at),
        by=actor,
        account=found.get(((Kind.ACCOUNT, account or 0), op)),
        contact=found.get(((Kind.CONTACT, contact or 0), op)),
        opportunities=tuple(brief for brief in opportunities if brief),
        account_created=bool(account_created),
        contact_created=bool(contact_created),
        why=why,
        kept=how == "disqualify",
        without=_without(told) if told and how != "disqualify" else "",
    )


def _without(snapshot: str) -> str:
    """Why the plan had no opportunity, as the snapshot of the qualification tells it."""
    decided = json.loads(snapshot).get("decisions", {}).get("opportunity", {})
    if isinstance(decided, list):  # as books of schema 3 have it: action, id, because
        decided = {"because": cast("list[Any]", decided)[2]}
    return str(decided.get("because") or "")


def _made(row: Row) -> list[Ref]:
    return refs((Kind.ACCOUNT, row[4]), (Kind.CONTACT, row[5]), (Kind.OPPORTUNITY, row[6]))


def refs(*wanted: tuple[Kind, int | None]) -> list[Ref]:
    """Those that are there."""
    return [(kind, number) for kind, number in wanted if number is not None]
