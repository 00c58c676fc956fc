"""The filter language."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadtui.domain.dates import hours, span
from leadtui.domain.fields import FIELDS, Kind
from leadtui.domain.query import (
    And,
    Compare,
    Has,
    Is,
    Node,
    Not,
    Or,
    QueryError,
    Word,
    parse,
    unparse,
)

KINDS = st.sampled_from([Kind.LEAD, Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY])

UNDERSTOOD: list[tuple[str, Node]] = [
    ("", And(())),
    ("   ", And(())),
    ("fabrikam", Word("fabrikam")),
    ('"two  words"', Word("two words")),
    ("ana ola", And((Word("ana"), Word("ola")))),
    ("ana and ola", And((Word("ana"), Word("ola")))),
    ("src:web", Compare("source", "=", ("web",))),
    ("SRC:Web,Partner", Compare("source", "=", ("web", "partner"))),
    ('src:"Trade show"', Compare("source", "=", ("trade_show",))),
    ("src:8", Compare("source", "=", ("web",))),
    ("camp:spring", Compare("campaign", "=", ("spring",))),
    ("own:me", Compare("owner", "=", ("me",))),
    ("terr:Nordics", Compare("territory", "=", ("Nordics",))),
    ('co:"Müller, Söhne"', Compare("company", "=", ("Müller, Söhne",))),
    ("due<=tomorrow", Compare("follow_up", "<=", ("tomorrow",))),
    ("age>7d", Compare("age", ">", ("7d",))),
    ("amount>10k", Compare("budget_amount", ">", ("10000.00",))),
    ("amount:1000..5000", Compare("budget_amount", "..", ("1000.00", "5000.00"))),
    ("amount:1000..", Compare("budget_amount", ">=", ("1000.00",))),
    ("closed:..2026-11", Compare("closed_at", "<=", ("2026-11",))),
    ("closed:last-quarter", Compare("closed_at", "=", ("last-quarter",))),
    ("reason:lost", Compare("status_reason", "=", ("lost",))),
    ("rating:h", Compare("rating", "=", ("hot",))),
    ("private_person:1", Compare("private_person", "=", ("yes",))),
    ("id:4211", Compare("id", "=", ("4211",))),
    ("co==Acme", Compare("company", "==", ("Acme",))),
    ("has:own", Has("owner")),
    ("has:own,co", Or((Has("owner"), Has("company")))),
    ("is:ready", Is("ready")),
    ("-is:parked", Not(Is("parked"))),
    ("!ana", Not(Word("ana"))),
    ("not ana", Not(Word("ana"))),
    ("(ana or ola) rating:hot", And((Or((Word("ana"), Word("ola"))), Compare("rating", "=", ("hot",))))),
    ("ana or ola src:web", Or((Word("ana"), And((Word("ola"), Compare("source", "=", ("web",))))))),
    ("-(a b)", Not(And((Word("a"), Word("b"))))),
    ("http://x.example", Word("http://x.example")),
    ("12:30", Word("12:30")),
    ('"src:web"', Word("src:web")),
    ("ana@fabrikam.example", Word("ana@fabrikam.example")),
    ("+46 70", And((Word("+46"), Word("70")))),
    ("O'Neill", Word("O'Neill")),
    ("Acme (UK)", And((Word("Acme"), Word("UK")))),
]


@pytest.mark.parametrize(("text", "tree"), UNDERSTOOD)
def test_a_filter_means_its_tree_and_reads_back(text: str, tree: Node) -> None:
    assert parse(text) == tree
    assert parse(unparse(tree)) == tree


MISTAKES = [
    ("sorce:web", "No field", 0, "source"),
    ("ana is:opn", "is: knows no", 7, "open"),
    ("rating:hott", "Rating", 7, "hot"),
    ('ana "two', "quote", 4, None),
    ("(ana", "not closed", 0, None),
    ("ana)", "never opened", 3, None),
    ("()", "missing", 1, None),
    ("ana or", "missing", 6, None),
    ("source:", "needs a value", 7, None),
    ("created_at>2026-02-31", "not one of its values", 11, None),
    ("age>old", "not one of its values", 4, None),
    ("co>m", "no order", 3, None),
    ("amount>1,2", "takes one", 7, None),
    ("amount:abc", "not an amount", 7, None),
    ("private_person:maybe", "neither yes nor no", 15, None),
    ("state:shut", "not one of its values", 6, None),
    ("has:nothing", "No field", 4, None),
    ('""', "nothing to search", 0, None),
    ("x" * 3000, "longer", 2000, None),
    ("(" * 500 + "a" + ")" * 500, "deep", 40, None),
    ("a " * 101, "terms", 202, None),
    ("\x00", "nothing to search", 0, None),
    ('reason:"???"', "not one of its values", 7, None),
]


@pytest.mark.parametrize(("text", "says", "at", "nearest"), MISTAKES)
def test_a_mistake_is_told_with_its_place_and_the_nearest_word(
    text: str, says: str, at: int, nearest: str | None
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert says in caught.value.sentence
    assert caught.value.position == at
    assert caught.value.nearest == nearest
    assert caught.value.fix


def test_short_names_follow_what_the_kind_calls_it() -> None:
    assert parse("co:acme", Kind.ACCOUNT) == Compare("name", "=", ("acme",))
    assert parse("amount>5", Kind.OPPORTUNITY) == Compare("amount", ">", ("5.00",))
    assert parse("is:won", Kind.OPPORTUNITY) == Is("won")
    # `close` is what the list calls the column.
    assert parse("close<=tomorrow", Kind.OPPORTUNITY) == parse("due<=tomorrow", Kind.OPPORTUNITY)
    assert parse("close<=tomorrow", Kind.OPPORTUNITY) == Compare("close_on", "<=", ("tomorrow",))
    with pytest.raises(QueryError):
        parse("close<=tomorrow", Kind.LEAD)
    with pytest.raises(QueryError):
        parse("is:parked", Kind.ACCOUNT)


PIECES = st.sampled_from(
    [
        *("src:", "own:me", "due<=", "age>", "7d", "is:", "has:", "ready", "amount:", "1k", "..", ",", '"'),
        *(
            "(",
            ")",
            " ",
            "or",
            " or ",
            "-",
            "!",
            "\\",
            "web",
            "ana",
            "state:open",
            "closed:",
            "2026-11",
            "not ",
        ),
    ]
)


@given(st.text(st.characters(codec=None)) | st.lists(PIECES, max_size=12).map("".join), KINDS)
def test_no_text_is_worse_than_a_query_error(text: str, kind: Kind) -> None:
    try:
        tree = parse(text, kind)
    except QueryError as error:
        assert error.sentence
        assert 0 <= error.position <= max(len(text), 1)
    else:
        assert parse(unparse(tree), kind) == tree


WORDS = st.builds(
    Word, st.text("aé-!\"\\(),.:=><| or'x", min_size=1).map(lambda s: " ".join(s.split())).filter(bool)
)
VALUES = st.text('ab"\\(),.: -!', min_size=1).map(lambda s: " ".join(s.split())).filter(bool)
LEAVES = st.one_of(
    WORDS,
    st.builds(Has, st.sampled_from([field.name for field in FIELDS[Kind.LEAD]])),
    st.builds(Is, st.sampled_from(["open", "mine", "stale"])),
    st.builds(
        Compare,
        st.sampled_from(["company", "owner", "topic"]),
        st.sampled_from(["=", "=="]),
        st.lists(VALUES, min_size=1, max_size=3).map(tuple),
    ),
    st.builds(Compare, st.just("follow_up"), st.sampled_from(["<", ">=", "="]), st.just(("-2w",))),
    st.builds(Compare, st.just("budget_amount"), st.just(".."), st.just(("1.00", "2.00"))),
)


def _joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=4)
    return st.one_of(
        several.map(
            lambda some: Or(tuple(p for n in some for p in (n.parts if isinstance(n, Or) else (n,))))
        ),
        several.map(
            lambda some: And(tuple(p for n in some for p in (n.parts if isinstance(n, And) else (n,))))
        ),
        parts.map(Not),
    )


@given(st.recursive(LEAVES, _joined, max_leaves=12))
def test_every_tree_reads_back_as_itself(tree: Node) -> None:
    assert parse(unparse(tree)) == tree


TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        ("today", "2026-11-23", "2026-11-23"),
        ("tomorrow", "2026-11-24", "2026-11-24"),
        ("-2w", "2026-11-09", "2026-11-09"),
        ("+3d", "2026-11-26", "2026-11-26"),
        ("-1m", "2026-10-23", "2026-10-23"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-11-23", "2026-11-23", "2026-11-23"),
        ("2026-q4", "2026-10-01", "2026-12-31"),
        ("last-quarter", "2026-07-01", "2026-09-30"),
        ("next-quarter", "2027-01-01", "2027-03-31"),
        ("this-week", "2026-11-23", "2026-11-29"),
        ("last-month", "2026-10-01", "2026-10-31"),
        ("next-year", "2027-01-01", "2027-12-31"),
        ("fri", "2026-11-27", "2026-11-27"),
        ("monday", "2026-11-30", "2026-11-30"),
        ("12 aug", "2027-08-12", "2027-08-12"),
    ],
)
def test_date_words_name_their_days(word: str, first: str, last: str) -> None:
    found = span(word, TODAY)
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "word", ["", "t", "2026-02-31", "2026-13", "31 feb", "+9999y", "yester", "0000", "q4"]
)
def test_other_words_name_no_day(word: str) -> None:
    assert span(word, TODAY) is None


@given(st.text(), st.dates())
def test_no_word_breaks_the_calendar(word: str, today: date) -> None:
    found = span(word, today)
    assert found is None or found.first <= found.last


def test_lengths_in_hours() -> None:
    assert [hours(word) for word in ("12h", "7d", "2w", "3m", "1y", "7", "d", "-7d")] == [
        *(12, 168, 336, 2160, 8760),
        *(None, None, None),
    ]
