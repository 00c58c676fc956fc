"""What a new record takes from a lead, by the policy's mapping, and what a linked record keeps."""

from collections.abc import Iterator, Mapping

from leadtui.domain.lead import Lead
from leadtui.domain.plan import Line
from leadtui.domain.records import Account, Contact

_ADDRESS = ("street", "city", "region", "postal_code", "country")
Mapped = Mapping[str, str]  # field of the record -> field of the lead


def new_lines(mapped: Mapped, lead: Lead) -> Iterator[Line]:
    """A line for each field of a new record that the lead has something for."""
    for field, source in mapped.items():
        if (ours := getattr(lead, source)) not in (None, "", False):
            yield Line(field, "create", ours)


def linked_lines(mapped: Mapped, lead: Lead, record: Account | Contact) -> Iterator[Line]:
    """Lines for what a linked record lacks (``fill``) or holds otherwise (``keep``).

    Blanks only: nothing that is there is replaced. An address is filled only where no part of it
    speaks against it, so that no street of one town stands beside another. Consent only adds.
    """
    lines = [
        Line(field, "keep" if theirs else "fill", ours, theirs)
        for field, source in mapped.items()
        if (ours := getattr(lead, source)) not in (None, "", False)
        and not same(ours, theirs := getattr(record, field))
    ]
    elsewhere = any(line.outcome == "keep" and line.field in _ADDRESS for line in lines)
    return (line for line in lines if not (elsewhere and line.outcome == "fill" and line.field in _ADDRESS))


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
