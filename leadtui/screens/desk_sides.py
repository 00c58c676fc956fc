"""What the duplicate desk compares: line by line the value of each record, and whether it is the same."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.match import Desk, Match, Side
from leadtui.domain.records import Account, Contact, Opportunity, Record
from leadtui.domain.text import age, clean, day, money
from leadtui.matching import Facts, facts
from leadtui.matching.normalise import domain_key, email_key, name_key, phone_key
from leadtui.widgets.showing import Setting, value_of
from leadtui.widgets.signs import DIFFERS, SAME

_ALWAYS = 9  # worth of the fields that stand there even if no match has them
Key = Callable[[str], str | None]
Read = Callable[[Record, Setting], str]


class Told(NamedTuple):
    """One line of the desk.

    Attributes:
        texts: the record's own value first, then that of each match; empty where there is none.
        signs: of each of the same; empty where there is nothing to compare.
        middle: cut in the middle, as an e-mail is.
        worth: the higher, the longer it stays where the screen is low.
    """

    label: str
    texts: tuple[str, ...]
    signs: tuple[str, ...]
    middle: bool = False
    worth: int = _ALWAYS

    @property
    def compares(self) -> bool:
        """Whether any match has something to compare here."""
        return any(self.signs)


class _Field(NamedTuple):
    """A field that is compared: how it is read, and when two values are the same.

    Attributes:
        facts: what the likelihood is made of: equal facts are the same value, as the reasons below say.
        loose: facts that only count where both sides have them.
        key: the form in which values without facts are the same.
        also: where the same value may stand instead.
    """

    label: str
    read: Read
    key: Key = name_key
    worth: int = _ALWAYS
    middle: bool = False
    also: tuple[Read, ...] = ()
    facts: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


def _plain(name: str) -> Read:
    def read(record: Record, at: Setting) -> str:
        return clean(str(getattr(record, name, None) or ""))

    return read


def _name(record: Record, at: Setting) -> str:
    return clean(record.name) if isinstance(record, Lead | Contact) else ""


def _company(record: Record, at: Setting) -> str:
    if isinstance(record, Account):
        return clean(record.name or "")
    if record.company:
        return clean(record.company)
    number = None if isinstance(record, Lead) else record.account
    return clean(at.titles.get((Kind.ACCOUNT, number), "")) if number else ""


def _place(record: Record, at: Setting) -> str:
    parts = (getattr(record, "postal_code", None), getattr(record, "city", None))
    return clean(" ".join(part for part in parts if part))


def _country(record: Record, at: Setting) -> str:
    parts = (getattr(record, "region", None), getattr(record, "country", None))
    return clean(", ".join(part for part in parts if part))


def _amount(record: Record, at: Setting) -> str:
    if isinstance(record, Opportunity):
        return clean(money(record.amount, record.currency))
    return clean(money(record.budget_amount, record.currency)) if isinstance(record, Lead) else ""


def _number(record: Record, at: Setting) -> str:
    """The number that another system gave it: only there the same number is the same record."""
    parts = (getattr(record, "external_id", None), getattr(record, "external_system", None))
    return clean(", ".join(part for part in parts if part)) if all(parts) else ""


_phone, _mobile = _plain("phone"), _plain("mobile")
_FIELDS = (
    _Field("Name", _name, facts=("first", "last"), loose=("suffix", "middle")),
    _Field("Job title", _plain("job_title"), worth=4),
    _Field("Company", _company, facts=("company",)),
    _Field("E-mail", _plain("email"), email_key, middle=True, facts=("email",)),
    _Field("Phone", _phone, phone_key, also=(_mobile,)),
    _Field("Mobile", _mobile, phone_key, also=(_phone,), worth=8),
    _Field("Website", _plain("website"), domain_key, 3),
    _Field("Street", _plain("street"), worth=5, facts=("street",)),
    _Field("City", _place, worth=6, loose=("postal", "city")),
    _Field("Country", _country, worth=2),
    _Field("Topic", _plain("topic"), worth=7, facts=("topic",)),
    _Field("Amount", _amount, worth=1),
    _Field("Number", _number, str.casefold, worth=3, facts=("identifier",)),
)
_TOLD = (
    *("first_name", "last_name", "name", "email", "phone", "mobile", "website", "street", "city"),
    *("postal_code", "topic", "external_id", "external_system"),
)  # what facts are made of, beside the company


def compared(desk: Desk, at: Setting) -> list[Told]:
    """The fields that any of its matches holds, and those one looks for in any case, with their signs."""
    return list(_compared(desk, at))


def _compared(desk: Desk, at: Setting) -> Iterator[Told]:
    kinds = (desk.kind, *(side.match.kind if side.match else desk.kind for side in desk.others))
    mine, *theirs = (
        _facts(side, kind, at) for side, kind in zip((desk.here, *desk.others), kinds, strict=True)
    )
    for field in _FIELDS:
        texts = tuple(_read(field.read, side, at) for side in (desk.here, *desk.others))
        if not (any(texts[1:]) or (texts[0] and field.worth == _ALWAYS)):
            continue  # what no match holds is nothing to compare
        here = [_read(read, desk.here, at) for read in (field.read, *field.also)]
        signs = tuple(
            _sign(field, here, text, _by_facts(field, mine, other))
            for text, other in zip(texts[1:], theirs, strict=True)
        )
        yield Told(field.label, texts, ("", *signs), field.middle, field.worth)


def _read(read: Read, side: Side, at: Setting) -> str:
    return read(side.record, at) if side.record is not None else ""


def _facts(side: Side, kind: Kind, at: Setting) -> Facts:
    if side.record is None:
        return Facts(kind.value)
    values = {name: getattr(side.record, name, None) for name in _TOLD}
    return facts(kind.value, {**values, "company": _company(side.record, at)})


def _by_facts(field: _Field, mine: Facts, other: Facts) -> bool | None:
    """Whether the facts of a field are the same; None where there are none to compare."""
    pairs = [(getattr(mine, name), getattr(other, name)) for name in field.facts]
    pairs = pairs if any(map(any, pairs)) else []
    pairs += [(a, b) for name in field.loose if (a := getattr(mine, name)) and (b := getattr(other, name))]
    return all(a == b for a, b in pairs) if pairs else None


def _sign(field: _Field, here: Sequence[str], there: str, known: bool | None) -> str:
    held = [text for text in here if text]
    if not (there and held):
        return ""
    same = _keyed(field.key, there) in {_keyed(field.key, text) for text in held} if known is None else known
    return SAME if same else DIFFERS


def _keyed(key: Key, text: str) -> str:
    """The form in which equal things are equal; a value that has none is itself."""
    return key(text) or text.casefold()


def standing(desk: Desk, at: Setting) -> list[Told]:
    """Whose each record is and how it stands, what happened last, what it became."""
    sides = (desk.here, *desk.others)
    lines = [
        Told("Owner", tuple(_owner(side, at) for side in sides), ()),
        Told("State", tuple(state_of(side, at) for side in sides), (), worth=8),
        Told("Last", tuple(_last(side, at) for side in sides), (), worth=7),
        Told("Became", tuple(_became(side) for side in sides), (), worth=8),
    ]
    return [line for line in lines if any(line.texts)]


def _owner(side: Side, at: Setting) -> str:
    if side.match is None and side.record is not None and not side.record.id:
        return ""
    owner = side.match.brief.owner if side.match is not None else getattr(side.record, "owner", None)
    return at.owner(owner) if owner else "nobody's"


def state_of(side: Side, at: Setting) -> str:
    """``open, contacted``, ``lost, 18 Nov``, ``won``; empty for what has no state."""
    record = side.record
    if isinstance(record, Lead):
        if not record.id:
            return "not saved yet"
        reason = at.reason(record.status_reason).lower()
        if record.is_open:
            return f"open, {reason}"
        closed = record.closed_at and record.closed_at.astimezone(at.now.tzinfo).date()
        return ", ".join(part for part in (reason, day(closed, at.today)) if part)
    return (
        value_of(Kind.OPPORTUNITY, record, "outcome", at).lower() if isinstance(record, Opportunity) else ""
    )


def _last(side: Side, at: Setting) -> str:
    if side.last is None:
        return ""
    when = age(side.last.at, at.now)
    what = "e-mail" if side.last.kind == "email" else clean(side.last.kind)
    return f"{what} {when if when == 'now' else f'{when} ago'}"


def _became(side: Side) -> str:
    return ", ".join(f"{one.kind} {one.id}" for one in side.became)


def decided(match: Match, at: Setting) -> str:
    """``not a duplicate, mia, 12 Aug``; empty while it is open."""
    decision = match.decision
    if decision is None:
        return ""
    said = {"different": "not a duplicate", "kept": "both kept"}[decision.verdict]
    when = day(decision.at.astimezone(at.now.tzinfo).date(), at.today)
    parts = (said, at.owner(decision.by), when, clean(decision.reason) and f"“{clean(decision.reason)}”")
    return ", ".join(part for part in parts if part)


def is_closed(side: Side) -> bool:
    """Whether it is a lead that somebody closed: then r reactivates it."""
    if isinstance(side.record, Lead):
        return not side.record.is_open
    brief = side.match.brief if side.match is not None else None
    return brief is not None and brief.kind is Kind.LEAD and brief.state not in ("", "open")
