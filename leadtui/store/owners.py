"""Who may own a record: the keys of users and teams, found by key, name or e-mail."""

from leadtui.domain.results import Refusal
from leadtui.domain.value_words import TEAM
from leadtui.store.people import TEAMS
from leadtui.store.session import Session
from leadtui.store.wording import words

_CACHE = "owner_keys"


def owner_key(session: Session, text: str, *, active: bool = True) -> str | None:
    """The key that a text names: a login or team code, else a name or e-mail that only one has.

    Case does not count. ``me`` is the acting user. With ``active`` only those who still work here;
    imports take all, their leads are old.
    """
    word = text.strip().casefold()
    if word == "me" and active:
        return session.user
    return _known(session, active).get(word)


def unknown_owner(session: Session, text: str) -> Refusal:
    """The "no" to an owner that nobody here is, with the nearest there are."""
    from difflib import get_close_matches  # only when something was mistyped

    known = _known(session, active=True)
    near = dict.fromkeys(known[word] for word in get_close_matches(text.strip().casefold(), known, 3, 0.5))
    names = list(near) or sorted(set(known.values()))[:5]
    return Refusal(
        "owner",
        f"Nobody here is called {text[:60]!r}.",
        f"Did you mean {' or '.join(names)}?" if near else f"There are: {', '.join(names)}.",
        ("owner",),
    )


def _known(session: Session, active: bool) -> dict[str, str]:
    """Folded key, name or e-mail -> key; read once a transaction. A key wins over a name."""
    cached: dict[str, str] | None = session.cache.get(f"{_CACHE}{active}")
    if cached is not None:
        return cached
    rows = session.sql('SELECT login, name, email, active FROM "user"')
    merged = words(session).merged.get(TEAM, {})
    teams = [(code, name, None, 1) for code, name in session.sql(TEAMS)]
    named: dict[str, set[str]] = {}
    keys: dict[str, str] = {}
    for key, name, email, works in (*rows, *teams):
        if works or not active:
            keys[key.casefold()] = merged.get(key, key)
            for word in (name, email):
                named.setdefault((word or "").casefold(), set()).add(merged.get(key, key))
    found = {word: next(iter(who)) for word, who in named.items() if word and len(who) == 1} | keys
    session.cache[f"{_CACHE}{active}"] = found
    return found
