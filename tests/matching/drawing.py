"""Records and texts for property tests: what people type, and what nobody would."""

from hypothesis import strategies as st

from leadtui.matching import Facts, facts

ODD = (
    "ヤマダ タロウ", "山田", "김민수", "محمد", "שלום", "Ζήσης", "Наталья", "🙂 Anna", "Anna 🦊", "ﬁ",
    "İstanbul",
    "O’Neill", "Jean-Paul", "van der Berg", "Smith, Jr.", "Dr. Anna Smith", "J. P.", "-",
    ".", "@", "a@", "\x1f",
    "ß", "ǅ", "\u200b", "١٢٣", "½", "x" * 300,
)  # fmt: skip
NAMES = (
    "Anna",
    "anna",
    "Ann",
    "Smith",
    "Smyth",
    "Müller",
    "Mueller",
    "Robert",
    "Bob",
    "Smith Robert",
    "M.",
    "",
)
texts = st.one_of(st.sampled_from(ODD), st.sampled_from(NAMES), st.text(max_size=25))
emails = st.one_of(
    texts,
    st.builds(
        "{}@{}".format,
        st.sampled_from(
            ("anna.smith", "asmith", "sunny4711", "sunny4712", "info", "rsmith", "anna.smiht", "a")
        ),
        st.sampled_from(("acme.example", "acne.example", "acme-trade-de.example", "gmail.com", "web.de")),
    ),
)
phones = st.one_of(
    texts, st.sampled_from(("+46 70 555 01 23", "070-555 01 23", "0705550124", "040 55512 00"))
)
dates = st.sampled_from(("", "1970-05-06", "1970-06-05", "1971-05-06", "19700506", "soon"))


@st.composite
def values(draw: st.DrawFn) -> dict[str, object]:
    """Fields of a record, many of them missing or of the wrong sort."""
    return {
        name: draw(each)
        for name, each in (
            ("first_name", texts),
            ("last_name", texts),
            ("company", st.one_of(texts, st.sampled_from(("Acme GmbH", "ACME", "Acme Trade", "Studio 54")))),
            ("name", texts),
            ("email", emails),
            ("phone", phones),
            ("mobile", phones),
            ("website", st.one_of(texts, st.just("https://www.acme.example/x"))),
            ("street", st.one_of(texts, st.sampled_from(("Main Street 1", "Main St 1", "12")))),
            ("city", st.one_of(texts, st.sampled_from(("Hamburg", "Frankfurt", "Frankfurt am Main")))),
            ("postal_code", st.one_of(texts, st.sampled_from(("20095", "20059")))),
            ("birth", dates),
            ("identifier", st.sampled_from(("", "4711001", "4711002", "99", "x y"))),
            ("topic", texts),
        )
        if draw(st.booleans())
    }


@st.composite
def records(draw: st.DrawFn) -> Facts:
    """Facts of any kind of record."""
    kind = draw(st.sampled_from(("lead", "lead", "lead", "contact", "account", "opportunity")))
    return facts(kind, draw(values()))
