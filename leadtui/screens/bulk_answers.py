"""What was said for all leads of a run, as the dialog of one lead opens with it; and back."""

from leadtui.actions.bulk_acts import day_of, people_of, record_of
from leadtui.domain.bulk import Asked
from leadtui.domain.closing import Fate
from leadtui.domain.plan import Request
from leadtui.screens.assign import Handing
from leadtui.screens.disqualify_sheet import Closing
from leadtui.screens.follow_up import Day


def said_of(closing: Closing) -> dict[str, object]:
    """Why leads are closed, as a run keeps it."""
    record, people = closing.record, closing.people
    return {
        "reason": closing.reason,
        "note": closing.note,
        "record": None if record is None else [record[0].value, record[1]],
        "opportunity": closing.fate,
        "because": closing.because,
        "people": None if people is None else {"account": people.account, "contact": people.contact},
    }


def closing_of(asked: Asked) -> Closing:
    """Why the lead was to be closed, what becomes of its open opportunities, who was to be kept."""
    fate, people = asked.word("opportunity"), people_of(asked)
    return Closing(
        asked.word("reason"),
        asked.word("note"),
        record_of(asked),
        Fate(fate) if fate else None,
        asked.word("because"),
        None if people is None else Request(people.account, people.contact),
    )


def handing_of(asked: Asked) -> Handing:
    """Who was to get the lead, and what they were to be told."""
    return Handing(asked.word("owner"), asked.word("note"))


def day_said(asked: Asked) -> Day:
    """The day that was named, and what was to be done then."""
    return Day(day_of(asked), asked.word("note"))


__all__ = ["closing_of", "day_said", "handing_of", "said_of"]
