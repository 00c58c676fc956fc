"""What the duplicate desk reads, in one trip to the store's thread."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.match import Desk, Match
from leadtui.domain.records import Contact, Opportunity
from leadtui.screens.details import read_setting
from leadtui.store import Session
from leadtui.widgets.showing import Setting

About = int | Mapping[str, object]
"""A stored record by its number, or the values of one that is only being typed."""


class Found(NamedTuple):
    """A desk, and what reading its values needs."""

    desk: Desk
    at: Setting


def read_desk(session: Session, kind: Kind, about: About) -> Found | None:
    """The record and what looks like it; None where there is no such record.

    Of one that was merged away the desk of the record that stands for it now.
    """
    if isinstance(about, int):
        about = store.merged_into(session, kind, about) or about
    desk = store.desk(session, kind, about)
    if desk is None:
        return None
    return Found(desk, replace(read_setting(session), titles=_titles(session, desk)))


def read_alike(session: Session, kind: Kind, values: Mapping[str, object]) -> tuple[Match, ...]:
    """What looks like the values typed so far and is likely enough to be said, the likeliest first."""
    return store.duplicates_of(session, kind, values).open


def _titles(session: Session, desk: Desk) -> dict[tuple[Kind, int], str]:
    """The accounts of contacts and opportunities that say no company themselves."""
    records = [side.record for side in (desk.here, *desk.others)]
    numbers = {
        record.account
        for record in records
        if isinstance(record, Contact | Opportunity) and record.account and not record.company
    }
    found = store.record_rows(session, Kind.ACCOUNT, sorted(numbers))
    return {(Kind.ACCOUNT, number): account.title for number, account in found.items()}
