"""Records that belong together: a lead and what it became, a contact and its account. No duplicates."""

from collections.abc import Collection
from typing import Any

from leadtui.domain.fields import Kind
from leadtui.store.clauses import stands
from leadtui.store.match_state import among, code, ref
from leadtui.store.session import Session

_BECAME, _FED = stands("qualification.op"), stands("origin.op")
# By the kind asked about and the other's kind: which of the others (`{of}` picks them) belong to it.
_LINKS: dict[tuple[Kind, Kind], tuple[str, ...]] = {
    (Kind.LEAD, Kind.ACCOUNT): (
        "SELECT account FROM lead WHERE id = ? AND account IS NOT NULL",
        f"SELECT account FROM qualification WHERE lead = ? AND account IS NOT NULL AND {_BECAME}",
        "SELECT id FROM account WHERE lead = ? AND {of:id}",
    ),
    (Kind.LEAD, Kind.CONTACT): (
        "SELECT contact FROM lead WHERE id = ? AND contact IS NOT NULL",
        f"SELECT contact FROM qualification WHERE lead = ? AND contact IS NOT NULL AND {_BECAME}",
        "SELECT id FROM contact WHERE lead = ? AND {of:id}",
    ),
    (Kind.LEAD, Kind.OPPORTUNITY): (
        f"SELECT opportunity FROM origin WHERE lead = ? AND {_FED}",
        "SELECT id FROM opportunity WHERE lead = ? AND {of:id}",
    ),
    (Kind.CONTACT, Kind.ACCOUNT): ("SELECT account FROM contact WHERE id = ? AND account IS NOT NULL",),
    (Kind.OPPORTUNITY, Kind.ACCOUNT): (
        "SELECT account FROM opportunity WHERE id = ? AND account IS NOT NULL",
    ),
    (Kind.OPPORTUNITY, Kind.CONTACT): (
        "SELECT contact FROM opportunity WHERE id = ? AND contact IS NOT NULL",
    ),
    (Kind.ACCOUNT, Kind.CONTACT): ("SELECT id FROM contact WHERE account = ? AND {of:id}",),
    (Kind.ACCOUNT, Kind.OPPORTUNITY): ("SELECT id FROM opportunity WHERE account = ? AND {of:id}",),
    (Kind.CONTACT, Kind.OPPORTUNITY): ("SELECT id FROM opportunity WHERE contact = ? AND {of:id}",),
    **{
        (kind, Kind.LEAD): (
            f"SELECT id FROM lead WHERE {kind} = ? AND {{of:id}}",
            f"SELECT lead FROM qualification WHERE {kind} = ? AND {{of:lead}} AND {_BECAME}",
            f"SELECT lead FROM {kind} WHERE id = ? AND lead IS NOT NULL",
        )
        for kind in (Kind.ACCOUNT, Kind.CONTACT)
    },
    (Kind.OPPORTUNITY, Kind.LEAD): (
        f"SELECT lead FROM origin WHERE opportunity = ? AND {{of:lead}} AND {_FED}",
        "SELECT lead FROM opportunity WHERE id = ? AND lead IS NOT NULL",
    ),
}


def related(session: Session, kind: Kind, id: int, others: Collection[int]) -> set[int]:
    """Which of those records (by number) belong to this one; one statement a kind among them."""
    ids: dict[Kind, list[int]] = {}
    for other, number in map(ref, others):
        ids.setdefault(other, []).append(number)
    found: set[int] = set()
    for other, numbers in ids.items():
        texts, params = list[str](), list[Any]()
        for link in _LINKS.get((kind, other), ()):
            column = "lead" if "{of:lead}" in link else "id"
            picked = among(session, column, sorted(numbers))
            texts.append(link.replace(f"{{of:{column}}}", picked.sql))
            params += [id, *(picked.params if picked.sql in texts[-1] else ())]
        if texts:
            rows = session.sql(" UNION ".join(texts), params)
            found.update(code(other, number) for (number,) in rows)
    return found & set(others)
