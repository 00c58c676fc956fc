"""Which records may be the same as one: by shared keys, the most trusted first, then weighed.

The cost is flat however large the book is: a key that many records share says little and is left
out, and only the best candidates are compared (Source: reference measurements of matching, 4.2).
"""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from leadtui.domain.fields import Kind
from leadtui.store.match_state import KINDS, State, among, code, ref
from leadtui.store.match_values import Values, completed, gone, read
from leadtui.store.session import Session

if TYPE_CHECKING:
    from leadtui.matching import Facts, Score

COMMON = 80  # a key of more records than this is skipped
BEST = 48  # so many candidates are compared; with 80 it takes a third longer and finds .2 % more
TOTAL = -1  # the row of match_count that holds how many records are indexed


class Found(NamedTuple):
    """A record that was compared.

    Attributes:
        text: its facts as the index holds them.
    """

    code: int
    facts: "Facts"
    text: str
    score: "Score"


def look_up(
    session: Session, probe: "Facts", state: State, skip: Collection[int] = (), values: Values | None = None
) -> list[Found]:
    """The candidates with how alike each is, in no order.

    Args:
        session: the store.
        probe: the record asked about.
        state: of the index.
        skip: numbers of records to leave out: itself.
        values: of the record asked about; where the index is not whole, its exact addresses are
            looked for among the records without keys.
    """
    from leadtui.matching import keys, look

    votes = dict(reversed(keys(probe)))  # of one key twice the more trusted counts
    others = _candidates(session, votes, skip)
    if not state.whole and values is not None:
        others |= _unbuilt(session, values, state, {*others, *skip})
    if not others:
        return []
    facts = [each for each, _ in others.values()]
    counts, total = counts_of(session, [probe], facts)
    scores = look(probe, facts, state.model, counts, total, state.policy.evidence)
    return [
        Found(number, each, text, score)
        for (number, (each, text)), score in zip(others.items(), scores, strict=True)
    ]


def _candidates(
    session: Session, votes: dict[int, int], skip: Collection[int]
) -> "dict[int, tuple[Facts, str]]":
    """The records that share the most trusted keys, by votes, with their facts."""
    if not votes:
        return {}
    if session.engine == "postgresql":
        return _read(session, session.sql(_RANKED, [list(votes), list(votes.values()), list(skip)]))
    ranked = _ranked(session.sql(_branches(len(votes)), list(votes)), list(votes.values()))
    return known(session, [number for number in ranked if number not in skip][:BEST])


# As `_ranked` and `known` on SQLite, in one trip: nothing is sent that is not compared.
_RANKED: Final = f"""WITH posting AS (
    SELECT k.key, k.votes, m.record FROM unnest(?::bigint[], ?::bigint[]) AS k(key, votes) CROSS JOIN LATERAL
        (SELECT record FROM match_key WHERE key = k.key LIMIT {COMMON + 1}) AS m),
rare AS (SELECT key FROM posting GROUP BY key HAVING count(*) <= {COMMON}),
best AS (
    SELECT record, sum(votes) AS votes FROM posting JOIN rare USING (key)
    WHERE record <> ALL (?::bigint[]) GROUP BY record ORDER BY 2 DESC, record LIMIT {BEST})
SELECT r.record, r.version, r.facts FROM best JOIN match_record r USING (record)"""


def _ranked(postings: Sequence[tuple[int, str]], votes: Sequence[int]) -> list[int]:
    sums: dict[str, int] = {}
    for place, records in postings:
        more = votes[place]
        for record in records.split(","):
            sums[record] = sums.get(record, 0) + more
    ranked = sorted((-each, int(record)) for record, each in sums.items())
    return [number for _, number in ranked]


@cache
def _branches(count: int) -> str:
    """SQLite has no lateral join: a limited branch a key, in one statement; common keys give no row.

    A row is the key's place among the parameters and its records: one text is read faster than 80 rows.
    """
    return " UNION ALL ".join(
        f"SELECT {place}, records FROM (SELECT group_concat(record) AS records, count(*) AS many"
        f" FROM (SELECT record FROM match_key WHERE key = ? LIMIT {COMMON + 1}))"
        f" WHERE many BETWEEN 1 AND {COMMON}"
        for place in range(count)
    )


def known(session: Session, codes: Sequence[int]) -> "dict[int, tuple[Facts, str]]":
    """Facts of those records, with their text; what an older normaliser wrote is made anew."""
    if not codes:
        return {}
    picked = among(session, "record", codes)
    text = f"SELECT record, version, facts FROM match_record WHERE {picked.sql}"
    return _read(session, session.sql(text, picked.params))


def _read(session: Session, rows: Sequence[tuple[int, int, str]]) -> "dict[int, tuple[Facts, str]]":
    from leadtui.matching import VERSION, unpack

    found = {record: (unpack(text), text) for record, version, text in rows if version == VERSION}
    return found | fresh(session, (record for record, version, _ in rows if version != VERSION))


def fresh(session: Session, codes: Iterable[int]) -> "dict[int, tuple[Facts, str]]":
    """Facts of those records made of their columns; who takes no part is left out."""
    made: dict[int, tuple[Facts, str]] = {}
    numbers = [ref(each) for each in codes]
    for kind in KINDS:
        ids = sorted(id for one, id in numbers if one is kind)
        if ids:
            picked = among(session, "id", ids)
            made |= facts_of(session, kind, read(session, kind, picked.sql, picked.params))
    return made


def facts_of(session: Session, kind: Kind, rows: Iterable[Values]) -> "dict[int, tuple[Facts, str]]":
    """Facts of rows by the records' numbers, with their text."""
    from leadtui.matching import facts, pack

    taking_part = [row for row in rows if not gone(row)]
    made = {code(kind, row["id"]): facts(kind.value, row) for row in completed(session, kind, taking_part)}
    return {number: (each, pack(each)) for number, each in made.items()}


def counts_of(
    session: Session, facts: "Iterable[Facts]", others: "Iterable[Facts]" = ()
) -> tuple[dict[int, int], int]:
    """How often the values of those facts stand in the book, and how many records it has.

    Of the others, with which they are compared, the countries are counted too.
    """
    from leadtui.matching import count_key, counted

    wanted = {key for each in facts for key in counted(each)}
    wanted.update(count_key("country", country) for country in {each.country for each in others} if country)
    picked = among(session, "key", [TOTAL, *sorted(wanted)])
    counts = dict(session.sql(f"SELECT key, count FROM match_count WHERE {picked.sql}", picked.params))
    return counts, max(counts.pop(TOTAL, 1), 1)


def _unbuilt(
    session: Session, values: Values, state: State, but: Collection[int]
) -> "dict[int, tuple[Facts, str]]":
    """Records that have no keys yet, by exactly the same e-mail or phone."""
    from leadtui.store.searching import few

    email = str(values.get("email") or "")
    phones = [str(values[name]) for name in ("phone", "mobile") if values.get(name)]
    found: dict[int, tuple[Facts, str]] = {}
    for kind in KINDS[:3] if email or phones else ():
        if state.cursor.phase == "keys" and state.cursor.passed(kind, 2**53):
            continue
        after = state.cursor.id if state.cursor.kind is kind else 0
        # Leads by the index of words, where there is one: there may be a million without keys.
        near = [few(session, kind, word.casefold()) for word in (email, *map(_digits, phones)) if word]
        parts, params = _addresses(kind, email, phones)
        words = " OR ".join(each.sql for each in near if each is not None) if None not in near else ""
        narrowed = f" AND ({words})" if words else ""
        rows = read(
            session,
            kind,
            f"id > ? AND withdrawn = 0{narrowed} AND ({parts}) LIMIT {COMMON}",
            [after, *params],
        )
        found |= facts_of(session, kind, (row for row in rows if code(kind, row["id"]) not in but))
    return found


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())


def _addresses(kind: Kind, email: str, phones: list[str]) -> tuple[str, list[Any]]:
    """The same address in any case of its letters, the same number as it was typed."""
    parts: list[str] = []
    params: list[Any] = []
    if email:
        parts.append("lower(email) = ?")
        params.append(email.lower())
    for column in ("phone",) if kind is Kind.ACCOUNT else ("phone", "mobile"):
        for phone in phones:
            parts.append(f"{column} = ?")
            params.append(phone)
    return " OR ".join(parts), params
