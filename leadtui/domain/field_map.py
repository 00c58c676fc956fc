"""What a new record takes from a lead, by the policy's mapping, and what a linked record keeps."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.lead import Lead
from leadtui.domain.plan import Line, Values
from leadtui.domain.records import Account, Contact

_ADDRESS = ("street", "city", "region", "postal_code", "country")
Mapped = Mapping[str, str]  # field of the record -> field of the lead
SAID: Final = ("owner", "territory", "source", "campaign", "currency")
"""Fields of new records that the plan always says, with the rule that set them."""

LEADS, TYPED = "the lead's", "typed here"


def new_lines(kind: Kind, mapped: Mapped, lead: Lead, typed: Values) -> Iterator[Line]:
    """A line for each field of a new record that the lead, or a person, has something for.

    Those of `SAID` have one in any case.
    """
    known = {*mapped, *typed}
    for name in (*mapped, *(name for name in typed if name not in mapped)):
        if name in typed:
            yield Line(name, "create", typed[name], because=TYPED)
        elif (ours := getattr(lead, mapped[name])) not in (None, "", False):
            yield Line(name, "create", ours, because=LEADS if name in SAID else "")
        elif name in SAID:
            yield Line(name, "create", None, because="the lead has none")
    for name in SAID:
        if name in BY_NAME[kind] and name not in known:
            yield Line(name, "create", None, because="the policy takes none over")


def linked_lines(
    mapped: Mapped,
    lead: Lead,
    record: Account | Contact,
    replaced: Collection[str] = (),
    unfilled: Collection[str] = (),
) -> Iterator[Line]:
    """Lines for what a linked record lacks (``fill``) or holds otherwise (``keep``).

    Blanks only: nothing that is there is replaced, unless a person says so of that field. An address is
    filled only where no part of it speaks against it, so that no street of one town stands beside
    another. Consent only adds.

    Args:
        mapped: the policy's mapping for that kind.
        lead: what is qualified.
        record: as it stands.
        replaced: fields of which the lead's value takes the place.
        unfilled: blanks that stay blank.
    """
    found = (
        linked_line(field, getattr(lead, source), getattr(record, field), replaced, unfilled)
        for field, source in mapped.items()
    )
    lines = [line for line in found if line is not None]
    elsewhere = any(line.outcome == "keep" and line.field in _ADDRESS for line in lines)
    blank = ("fill", "leave")
    return (line for line in lines if not (elsewhere and line.outcome in blank and line.field in _ADDRESS))


def linked_line(
    field: str, ours: object, theirs: object, replaced: Collection[str], unfilled: Collection[str]
) -> Line | None:
    """What becomes of one field of a linked record; None where there is nothing to say of it."""
    if ours in (None, "", False) or same(ours, theirs):
        return None
    outcome = _outcome(field, theirs, replaced, unfilled)
    because = LEADS if field in SAID and outcome in ("fill", "replace") else ""
    return Line(field, outcome, ours, theirs, because)


def _outcome(field: str, theirs: object, replaced: Collection[str], unfilled: Collection[str]) -> str:
    if theirs:
        return "replace" if field in replaced else "keep"
    return "leave" if field in unfilled else "fill"


def same(ours: object, theirs: object) -> bool:
    """Whether two values say the same: case, blanks, a phone's signs and a site's ``https`` aside."""
    if isinstance(ours, str) and isinstance(theirs, str):
        return _plain(ours) == _plain(theirs)
    return ours == theirs


def _plain(text: str) -> str:
    text = text.casefold().strip()
    if text.strip("+0123456789 ()-./") == "":
        return "".join(sign for sign in text if sign.isdecimal())
    for start in ("https://", "http://", "www."):
        text = text.removeprefix(start)
    return " ".join(text.rstrip("/").split())
