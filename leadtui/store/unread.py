"""Leads that were handed to their owner, who did not open them yet, as lists and filters ask for them."""

from typing import Final

from leadtui.store.clauses import Clause

MY_TEAMS: Final = "SELECT m.team FROM membership m WHERE m.login = ?"
UNREAD: Final = (
    "EXISTS (SELECT 1 FROM hand_over h WHERE h.lead = lead.id AND h.owner = lead.owner AND h.read_at IS NULL"
    f" AND (lead.owner = ? OR lead.owner IN ({MY_TEAMS})))"
)
"""Whether the lead of a row is unread, and that user's or one of their teams'; takes their login twice."""
_UNREAD_ONES: Final = (
    "lead.id IN (SELECT h.lead FROM hand_over h JOIN lead its ON its.id = h.lead AND its.owner = h.owner"
    " WHERE h.read_at IS NULL)"
)


def unread_ones() -> Clause:
    """The same of all leads, whosever: few are unread, and these few are looked up."""
    return Clause(_UNREAD_ONES, sure=True)
