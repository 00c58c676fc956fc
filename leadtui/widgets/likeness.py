"""How a match is told in words: how sure, why, and what speaks against it. The same on every screen."""

from collections.abc import Sequence

from leadtui.domain.match import Band, Match, Reason, percent
from leadtui.domain.records import Brief
from leadtui.domain.text import clean, listed, plural, width

_STYLES = {Band.BLOCK: "$error", Band.WARN: "$warning", Band.SIMILAR: "$muted", Band.NONE: "$muted"}


def style_of(band: Band) -> str:
    """Red where it holds a qualification back, yellow where it is to be looked at, else quiet."""
    return _STYLES[band]


def words(reasons: Sequence[Reason]) -> str:
    """``same e-mail, name one letter apart``."""
    return ", ".join(clean(one.said) for one in reasons)


def because(match: Match) -> str:
    """``97%: same e-mail``: the strongest reason alone, for one line among others."""
    return ": ".join((percent(match.probability), *(clean(one.said) for one in match.reasons[:1])))


def called(brief: Brief, *, readable: bool = True) -> str:
    """``contact 88 Jonas Lindkvist, Fabrikam``; of one that may not be read only what and which it is."""
    number = f"{brief.kind} {brief.id}"
    title = clean(brief.title) if readable else ""
    # A record without a name is called by its number already.
    return f"{number} {title}" if title and title != number else number


def strongest(matches: Sequence[Match], cells: int | None = None) -> str:
    """``lead 12 Ana Pereira (97%: same e-mail) and 2 more``; without the reason where the cells are few."""
    first, *others = matches
    more = f" and {plural(len(others), 'more', 'more')}" if others else ""
    # Of a lead that is closed that is what one wants to know: it can be reactivated.
    closed = first.brief.kind == "lead" and first.brief.state not in ("", "open")
    state = f", {clean(first.brief.state)}" if closed else ""
    who = f"{called(first.brief, readable=first.readable)}{state}"
    whole = f"{who} ({because(first)}){more}"
    short = cells is not None and width(whole) > cells
    return f"{who} ({percent(first.probability)}){more}" if short else whole


def waiting(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Those that nobody decided on and that are likely enough to be said."""
    return tuple(one for one in matches if one.decision is None and one.band in (Band.BLOCK, Band.WARN))


def summed(matches: Sequence[Match]) -> str:
    """``1 account alike (97%: same company)`` of those to be said, ``3 alike (...)`` of several kinds."""
    found = waiting(matches)
    if not found:
        return ""
    what = counted(found) if len({one.kind for one in found}) == 1 else str(len(found))
    return f"{what} alike ({because(found[0])})"


def quietly(matches: Sequence[Match], colleagues: int = 0) -> str:
    """What is worth knowing beside them: ``2 similar, 1 decided, 3 people of this company are known``."""
    similar = sum(one.decision is None and one.band is Band.SIMILAR for one in matches)
    decided = sum(one.decision is not None for one in matches)
    verb = "is" if colleagues == 1 else "are"
    people = f"{plural(colleagues, 'person', 'people')} of this company {verb} known"
    return ", ".join(
        said
        for count, said in (
            (similar, f"{similar} similar"),
            (decided, f"{decided} decided"),
            (colleagues, people),
        )
        if count
    )


def counted(matches: Sequence[Match]) -> str:
    """``1 contact and 2 leads``: the matches by kind, in the order of the strongest."""
    kinds = dict.fromkeys(one.brief.kind for one in matches)
    return listed(
        [
            plural(
                sum(one.brief.kind is kind for one in matches),
                kind.value,
                "opportunities" if kind == "opportunity" else "",
            )
            for kind in kinds
        ]
    )
