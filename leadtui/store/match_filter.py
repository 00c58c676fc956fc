"""The condition of ``is:duplicate``, and of the sign in lists."""

from typing import Final

from leadtui.domain.states import State
from leadtui.store.match_state import policy
from leadtui.store.session import Session

# Another record looks the same and nobody decided on the two: the pairs are kept by every write.
_ALIKE: Final = """EXISTS (SELECT 1 FROM match_pair p WHERE p.record = lead.id * 4 AND p.decided = 0{but})"""
_BUT: Final = """ AND NOT (p.other % 4 = 0 AND EXISTS
    (SELECT 1 FROM lead o WHERE o.id = p.other / 4 AND o.state NOT IN ({states})))"""


def alike(session: Session) -> str:
    """The condition that a lead looks the same as another record that takes part."""
    states = sorted(policy(session).states)
    if len(states) == len(State):
        return _ALIKE.format(but="")
    return _ALIKE.format(but=_BUT.format(states=", ".join(f"'{State(state)}'" for state in states)))
