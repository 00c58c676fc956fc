"""Rule books for tests: the one in force, with a few pieces put in the place of others."""

from leadtui.domain.results import Done
from leadtui.store import Session, apply_policy, judge, policy

CREDIT = """[[item]]
id = "credit"
label = "Credit review"
required = "block"
kind = "manual"
"""


def amended(session: Session, *changes: tuple[str, str], more: str = "") -> str:
    """The document in force with these pieces changed, once each, and more of it at its end."""
    text = policy(session).text
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return f"{text}\n{more}"


def ruled(session: Session, *changes: tuple[str, str], more: str = "") -> Done:
    """Put such a document in force, and judge the open leads by it."""
    answer = apply_policy(session, amended(session, *changes, more=more))
    assert isinstance(answer, Done), answer
    judge(session)
    return answer


def with_item(*lines: str, id: str = "credit", label: str = "Credit review", required: str = "block") -> str:
    """One more item."""
    head = f'[[item]]\nid = "{id}"\nlabel = "{label}"\nrequired = "{required}"\n'
    return head + "".join(f"{line}\n" for line in lines)
