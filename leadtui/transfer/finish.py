"""What a row says only as a whole: names split, where a lead stands, what was left over."""

from dataclasses import dataclass
from typing import Final

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.records import KNOWN_BY
from leadtui.transfer.amounts import currency_code
from leadtui.transfer.aside import Aside, Values
from leadtui.transfer.deals import settle_deal
from leadtui.transfer.names import split_name
from leadtui.transfer.standing import stand


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row does not enter after all."""

    field: str
    value: str
    reason: str


def finish(values: Values, aside: Aside) -> Problem | None:
    """Settle the row as a whole; ``values`` and ``aside`` are completed in place."""
    if aside.found:  # most rows of most files are fields alone
        _name(values, aside)
        _street(values, aside)
        _currency(values, aside)
    if aside.kind is Kind.LEAD and aside.found:
        _number(values, aside)
        stand(values, aside)
    elif aside.kind is Kind.OPPORTUNITY:
        settle_deal(values, aside)
    if values.get("external_id") and aside.system != "leadtui":
        values["external_system"] = aside.system or "file"
    problem = None if aside.system == "leadtui" else _identify(values, aside)
    return problem or _other_values(values, aside)


def _name(values: Values, aside: Aside) -> None:
    full = aside.text("(full_name)")
    if not full:
        return
    parts = [str(values.get(name, "")) for name in ("first_name", "last_name")]
    if not any(parts):
        first, last = split_name(full)
        limit = BY_NAME[aside.kind]["last_name"].max
        if len(last) > limit or len(first) > limit:
            first, last = "", full[:limit]
        values.update({name: part for name, part in (("first_name", first), ("last_name", last)) if part})
        parts = [first, last]
    if not _says_the_same(full, parts):
        aside.keep_found("(full_name)")


def _says_the_same(full: str, parts: list[str]) -> bool:
    """Whether the full name holds nothing that the parts do not, whatever its order and commas."""
    letters = [sorted(sign for sign in text.casefold() if sign.isalnum()) for text in (full, "".join(parts))]
    return letters[0] == letters[1]


def _street(values: Values, aside: Aside) -> None:
    second = aside.text("(street_2)")
    if not second:
        return
    street = f"{values['street']}, {second}" if values.get("street") else second
    if len(street) <= BY_NAME[aside.kind]["street"].max:
        values["street"] = street
    else:
        aside.keep_found("(street_2)")


def _currency(values: Values, aside: Aside) -> None:
    named = aside.text("(currency)")
    code = currency_code(named) or aside.text("(beside)")
    money = "amount" if aside.kind is Kind.OPPORTUNITY else "budget_amount"
    if "currency" in BY_NAME[aside.kind] and code and money in values:
        values["currency"] = code
    elif named and money in values:
        aside.keep_found("(currency)")


def _number(values: Values, aside: Aside) -> None:
    number, code = aside.text("(number)"), aside.text("(country_code)")
    if not number:
        return
    whole = f"+{code.lstrip('+')} {number}" if code else number
    if "mobile" in values or len(whole) > BY_NAME[Kind.LEAD]["mobile"].max:
        aside.keep_found("(number)")
    else:
        values["mobile"] = whole


# What stands in for a name, in this order, where a row holds nothing else to know it by.
_INSTEAD: Final = ("topic", "company", "external_id", "website", "email", "phone", "street")


def _identify(values: Values, aside: Aside) -> Problem | None:
    known = KNOWN_BY[aside.kind]
    if aside.kind is Kind.OPPORTUNITY:
        known = known[:1]  # a topic can be made of the rest; lists read better by it
    if any(values.get(name) for name in known):
        return None
    name = known[0]
    limit = BY_NAME[aside.kind][name].max
    for other in _INSTEAD:
        if values.get(other):
            text = str(values[other])
            values[name] = text if len(text) <= limit else text[: limit - 1] + "…"
            aside.notes.append("named_after_" + other)
            return None
    return Problem("", "", "Nothing to know it by: no name, company, e-mail or phone.")


def _other_values(values: Values, aside: Aside) -> Problem | None:
    if not aside.left:
        return None
    lines = [f"{heading}: {text}" for heading, text in aside.left]
    if values.get("other_values"):
        lines.insert(0, str(values["other_values"]))
    text = "\n".join(lines)
    limit = BY_NAME[aside.kind]["other_values"].max
    if len(text) > limit:
        longest = max(aside.left, key=lambda pair: len(pair[1]))
        return Problem(
            longest[0], longest[1][:200], f"What has no field is longer than {limit:,} characters."
        )
    values["other_values"] = text
    return None
