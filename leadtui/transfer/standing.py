"""Where a lead stands: open, or closed elsewhere with its state, reason and time.

Source: data-formats 4.2, status vocabularies.
"""

from datetime import datetime

from leadtui.domain.lead import State
from leadtui.transfer.aside import Aside, Values
from leadtui.transfer.words import DEFAULT_REASON, Standing, read_bool, read_state, read_status


def stand(values: Values, aside: Aside) -> None:
    """Open, or closed elsewhere with its state, reason and time."""
    if aside.system == "leadtui":
        _stand_again(values, aside)
        return
    word = aside.text("(status)")
    standing = read_status(word, aside.system) if word else None
    state = read_state(aside.text("(state)"), aside.system) if aside.text("(state)") else None
    if read_bool(aside.text("(active)") or "yes") is False and state is None:
        state = (
            State.DISQUALIFIED if not standing or standing.state is not State.QUALIFIED else State.QUALIFIED
        )
    if aside.text("(state)") and state is None and read_bool(aside.text("(state)")) is None:
        aside.keep_found("(state)")
    settled = _settle(state, standing, aside)
    if word and (standing is None or not standing.exact or standing.reason != settled.reason):
        aside.keep_found("(status)")
    if settled.state is State.OPEN:
        if settled.reason != "new":
            values["status_reason"] = settled.reason
        _keep_closing(aside)
        return
    when = aside.found.get("(closed)") or (
        aside.found.get("(changed)") if aside.system in ("dynamics", "salesforce", "zoho", "odoo") else None
    )
    if when is None:
        aside.notes.append("closed_time_unknown")
    aside.closed = (settled.state, settled.reason, when if isinstance(when, datetime) else None)


def _stand_again(values: Values, aside: Aside) -> None:
    """Our own export: codes as they are, also those of reasons that were added here."""
    state = read_state(aside.text("(state)"), "leadtui") or State.OPEN
    reason = aside.text("(status)") or DEFAULT_REASON[state]
    when = aside.found.get("(closed)")
    if state is not State.OPEN:
        aside.closed = (state, reason, when if isinstance(when, datetime) else None)
    elif reason != "new":
        values["status_reason"] = reason


def _settle(state: State | None, standing: Standing | None, aside: Aside) -> Standing:
    """The stronger of the two words, and the lost reason's own."""
    if state is State.QUALIFIED or (standing and state is None):
        settled = (
            standing
            if standing and state in (None, standing.state)
            else Standing(State.QUALIFIED, "qualified")
        )
    elif state is None or (standing and standing.state is state):
        settled = standing or Standing(State.OPEN, "new")
    else:
        settled = Standing(state, DEFAULT_REASON[state])
    lost = aside.text("(lost_reason)")
    if lost:
        own = read_status(lost, aside.system)
        if own and own.state is State.DISQUALIFIED and settled.state is State.DISQUALIFIED:
            settled = own
        if not (own and own.exact and settled.reason == own.reason):
            aside.keep_found("(lost_reason)")
    return settled


def _keep_closing(aside: Aside) -> None:
    """An open lead with a closing date: odd, so kept as text."""
    if isinstance(aside.found.get("(closed)"), datetime):
        aside.keep_found("(closed)")
