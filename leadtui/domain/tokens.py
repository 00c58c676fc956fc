"""The filter line cut into tokens, and its quotes."""

import re
from typing import Final, NamedTuple

from leadtui.domain.terms import QueryError


class Token(NamedTuple):
    """One token.

    Attributes:
        kind: ``(``, ``)``, ``!``, ``or``, ``and`` or ``term``.
        at: where it starts, from 0.
    """

    kind: str
    text: str
    at: int


NAME = re.compile(r"([A-Za-z_]\w*)(:|<=|>=|==|=|<|>)", re.ASCII)
KEYWORDS: Final = {"or": "or", "|": "or", "and": "and", "not": "!"}


def tokens(text: str) -> list[Token]:
    """The tokens in their order; `QueryError` for a quote that is not closed."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        sign = text[at]
        if sign.isspace():
            at += 1
        elif sign in "()" or (sign in "!-" and _opens_term(text, at + 1)):
            found.append(Token("!" if sign in "!-" else sign, sign, at))
            at += 1
        else:
            end = _term_end(text, at)
            term = text[at:end]
            found.append(Token(KEYWORDS.get(term.casefold(), "term"), term, at))
            at = end
    return found


def _opens_term(text: str, at: int) -> bool:
    return at < len(text) and not text[at].isspace() and text[at] != ")"


def _term_end(text: str, at: int) -> int:
    """Where the term ends that starts here: at white space or a parenthesis outside of quotes."""
    while at < len(text) and not text[at].isspace() and text[at] not in "()":
        if text[at] == '"':
            closing = _closing(text, at)
            if closing < 0:
                raise QueryError("A quote is not closed.", at, fix='Close it with ".')
            at = closing
        at += 1
    return at


def _closing(text: str, at: int) -> int:
    """Where the quote that opens here closes; a backslash takes the sign after it as it is."""
    at += 1
    while at < len(text) and text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    return at if at < len(text) else -1


def pieces(text: str) -> list[tuple[str, bool]]:
    """The values between commas outside of quotes; with each, whether it was quoted."""
    found: list[tuple[str, bool]] = []
    start = at = 0
    while at <= len(text):
        if at == len(text) or text[at] == ",":
            piece = text[start:at]
            found.append((plain(piece).strip(), '"' in piece))
            start = at + 1
        elif text[at] == '"':
            at = _closing(text, at)
        at += 1
    return found


def plain(text: str) -> str:
    """The text without its quotes."""
    found: list[str] = []
    inside = False
    at = 0
    while at < len(text):
        if text[at] == '"':
            inside = not inside
        else:
            at += inside and text[at] == "\\"
            found.append(text[at])
        at += 1
    return "".join(found)


def quoted(text: str, needed: bool = False) -> str:
    """The text in quotes where it would fall apart without them."""
    if not needed and text and not re.search(r'[\s()",]', text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
