"""The filter language: a line that people type, and the small tree it means.

    word "two words" field:value field:a,b field==value field>x field<=y field:a..b !term -term
    (a or b) has:field is:state

Terms are joined by "and". Dates stay words in the tree (``-2w``, ``last-quarter``) and are resolved by
`leadtui.domain.dates` when the filter runs, so a saved filter means the same tomorrow. Values of
choices are codes, amounts plain numbers: what the tree holds needs no second reading.
"""

from dataclasses import dataclass
from typing import Final

from leadtui.domain.fields import Kind
from leadtui.domain.terms import SHORT, STATES, QueryError, field_named, flag_named, ordered, value_of
from leadtui.domain.text import clean
from leadtui.domain.tokens import KEYWORDS, NAME, Token, pieces, plain, quoted, tokens

__all__ = [
    "SHORT", "STATES", "And", "Compare", "Has", "Is", "Node", "Not", "Or", "QueryError", "Word",
    "parse", "unparse",
]  # fmt: skip

_MAX_TEXT: Final = 2000
_MAX_DEPTH: Final = 40
_MAX_TERMS: Final = 100


@dataclass(frozen=True, slots=True)
class Word:
    """Text that the record's name, company, e-mail, topic or phone contains."""

    text: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A field against values.

    Attributes:
        field: the field's name, or ``age`` (time since created_at, values such as ``7d``).
        op: ``=`` (one of the values; a text contains it), ``==`` (just one of the values), ``>``,
            ``>=``, ``<``, ``<=`` (one value), ``..`` (from and to, both included).
        values: as typed for texts and days, else canonical: codes, plain numbers, ``yes`` or ``no``;
            the owner ``me`` is whoever asks.
    """

    field: str
    op: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """The field holds something."""

    field: str


@dataclass(frozen=True, slots=True)
class Is:
    """A standing of the record, one of `STATES`."""

    state: str


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not show."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts; with none of them, every record."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: tuple["Node", ...]


Node = And | Or | Not | Word | Compare | Has | Is


class _Parser:
    """Recursive descent over the tokens: or, then and, then not, then one term."""

    def __init__(self, text: str, kind: Kind) -> None:
        if len(text) > _MAX_TEXT:
            raise QueryError(
                f"The filter is longer than {_MAX_TEXT:,} characters.", _MAX_TEXT, fix="Shorten it."
            )
        self.tokens = tokens(text)
        self.kind = kind
        self.place = 0
        self.depth = 0
        self.end = len(text)
        if sum(token.kind == "term" for token in self.tokens) > _MAX_TERMS:
            raise QueryError(f"The filter has more than {_MAX_TERMS} terms.", self.end, fix="Shorten it.")

    def whole(self) -> Node:
        if not self.tokens:
            return And(())
        node = self.any_of()
        if self.place < len(self.tokens):
            raise QueryError(
                "A parenthesis closes that never opened.", self.tokens[self.place].at, fix="Remove it."
            )
        return node

    def peek(self) -> str:
        return self.tokens[self.place].kind if self.place < len(self.tokens) else ""

    def at(self) -> int:
        return self.tokens[self.place].at if self.place < len(self.tokens) else self.end

    def any_of(self) -> Node:
        parts = [self.all_of()]
        while self.peek() == "or":
            self.place += 1
            parts.append(self.all_of())
        return parts[0] if len(parts) == 1 else Or(_flat(Or, parts))

    def all_of(self) -> Node:
        parts = [self.one()]
        while self.peek() not in ("", ")", "or"):
            if self.peek() == "and":
                self.place += 1
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else And(_flat(And, parts))

    def one(self) -> Node:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise QueryError("The filter is nested too deeply.", self.at(), fix="Remove some parentheses.")
        kind, at = self.peek(), self.at()
        self.place += 1
        if kind == "!":
            node: Node = Not(self.one())
        elif kind == "(":
            node = self.group(at)
        elif kind == "term":
            node = _term(self.tokens[self.place - 1], self.kind)
        else:
            raise QueryError("A term is missing here.", at, fix="Write a word or field:value.")
        self.depth -= 1
        return node

    def group(self, opened: int) -> Node:
        node = self.any_of()
        if self.peek() != ")":
            raise QueryError("A parenthesis is not closed.", opened, fix="Close it with ).")
        self.place += 1
        return node


def _flat(shape: type[And] | type[Or], parts: list[Node]) -> tuple[Node, ...]:
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, shape) else (part,))
    return tuple(flat)


def _term(token: Token, kind: Kind) -> Node:
    named = NAME.match(token.text)
    if not named or token.text.startswith("//", named.end()):  # "//": an address, not a field
        # Cleaned like what it is compared with; a NUL or a lone surrogate reaches no database.
        return Word(" ".join(clean(plain(token.text)).split()) or _nothing(token.at))
    name, op = named[1].casefold(), named[2].replace(":", "=")
    at = token.at + named.end()
    parts = pieces(token.text[named.end() :])
    if name in ("has", "is") and op == "=":
        return _flag(name, parts, at, kind)
    field = field_named(name, kind, token.at)
    if not any(text for text, _ in parts):
        raise QueryError(f"{named[0]} needs a value.", at, fix="Write it right after, without a space.")
    if op == "=" and len(parts) == 1 and not parts[0][1] and ".." in parts[0][0] and ordered(field, kind):
        return _range(field, parts[0][0], at, kind)
    if op not in ("=", "==") and not ordered(field, kind):
        raise QueryError(f"{field} has no order to compare by.", at, fix=f"Write {field}:value.")
    if op not in ("=", "==") and len(parts) > 1:
        raise QueryError(f"{field} {op} takes one number or day.", at, fix=f"Write {field}:a,b for several.")
    return Compare(field, op, tuple(value_of(field, text, kind, at) for text, _ in parts if text))


def _nothing(at: int) -> str:
    raise QueryError("There is nothing to search for.", at, fix="Write a word.")


def _flag(name: str, parts: list[tuple[str, bool]], at: int, kind: Kind) -> Node:
    words = [text.casefold() for text, _ in parts]
    flags: list[Node] = (
        [Has(field_named(word, kind, at)) for word in words]
        if name == "has"
        else [Is(flag_named(word, kind, at)) for word in words]
    )
    return flags[0] if len(flags) == 1 else Or(tuple(flags))


def _range(field: str, text: str, at: int, kind: Kind) -> Node:
    low, _, high = text.partition("..")
    if low and high:
        return Compare(field, "..", (value_of(field, low, kind, at), value_of(field, high, kind, at)))
    if not (low or high):
        raise QueryError(f"{field}:.. needs a value on one side.", at, fix=f"Write {field}:a..b.")
    return Compare(field, ">=" if low else "<=", (value_of(field, low or high, kind, at),))


def parse(text: str, kind: Kind = Kind.LEAD) -> Node:
    """The tree that a filter means; an empty text shows everything (``And(())``).

    Raises:
        QueryError: with the sentence, the position and the nearest word; nothing else for any text.
    """
    return _Parser(text, kind).whole()


def unparse(node: Node) -> str:
    """The filter that means this tree; `parse` gives the same tree back."""
    match node:
        case And(parts):
            return " ".join(_inside(part, (Or, And)) for part in parts)
        case Or(parts):
            return " or ".join(_inside(part, (Or,)) for part in parts)
        case Not(part):
            return "-" + _inside(part, (And, Or))
        case Word(text):
            return quoted(
                text, NAME.match(text) is not None or text.casefold() in KEYWORDS or text[:1] in "-!"
            )
        case Has(field):
            return f"has:{field}"
        case Is(state):
            return f"is:{state}"
        case Compare(field, "..", (low, high)):
            return f"{field}:{quoted(low)}..{quoted(high)}"
        case Compare(field, op, values):
            return f"{field}{':' if op == '=' else op}" + ",".join(
                quoted(value, ".." in value) for value in values
            )


def _inside(node: Node, wrapped: tuple[type, ...]) -> str:
    return f"({unparse(node)})" if isinstance(node, wrapped) else unparse(node)
