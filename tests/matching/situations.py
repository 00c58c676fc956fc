"""A hundred named situations: two records, and what a person who knows both would say.

Each stands in a book of 100,000 records in which Anna, Peter, John, Maria and Thomas are common first names,
Smith, Müller and Rossi common last names, Hamburg and London large towns, and Acme a firm of twelve.
"""

from typing import Final, NamedTuple

Values = dict[str, str]

SAME = (0.9, 1.0)  # blocks a qualification
LIKELY = (0.5, 1.0)
UNSURE = (0.05, 0.95)
OTHER = (0.0, 0.5)  # no interruption
NOT = (0.0, 0.05)  # not even listed

COMMON: Final = {
    "first": {
        "anna": 700,
        "peter": 800,
        "john": 900,
        "maria": 900,
        "thomas": 700,
        "jan": 300,
        "hans": 300,
        "kate": 90,
    },
    "last": {
        "smith": 400,
        "muller": 350,
        "rossi": 200,
        "jones": 300,
        "garcia": 400,
        "wang": 300,
        "nowak": 150,
    },
    "company": {"acme": 12, "globex": 150, "bank": 40, "studio": 30},
    "city": {"hamburg": 2500, "london": 4000, "lyon": 900, "porto": 300, "malmo": 300},
    "postal": {"20095": 60, "22303": 60},
}


class Situation(NamedTuple):
    """Two records and the range that their probability should be in.

    Attributes:
        crowd: further records among the candidates, which use the same numbers or addresses.
        kinds: of both records.
    """

    name: str
    a: Values
    b: Values
    wanted: tuple[float, float]
    crowd: tuple[Values, ...] = ()
    kinds: tuple[str, str] = ("lead", "lead")


def v(first: str = "", last: str = "", company: str = "", **more: str) -> Values:
    """A record's values without the empty ones."""
    values = {"first_name": first, "last_name": last, "company": company, **more}
    return {name: value for name, value in values.items() if value}


def firm(name: str = "", **more: str) -> Values:
    """An account's values."""
    return {"name": name, **more}


_BOARD = "+49 40 5551200"
_SWITCHBOARD = tuple(
    v(first, last, "Acme GmbH", phone=_BOARD)
    for first, last in (
        ("Uwe", "Kranz"),
        ("Ines", "Pohl"),
        ("Olaf", "Riedel"),
        ("Tina", "Voss"),
        ("Kai", "Thoma"),
    )
)
_ROLE = "info@acme.example"
_BOTH_AT_ROLE = (v("Uwe", "Kranz", email=_ROLE), v("Ines", "Pohl", email=_ROLE))
_HOME = {"street": "Lindenweg 4", "city": "Hamburg", "postal_code": "20095"}

SITUATIONS: Final = (
    # The same person, written differently
    Situation(
        "same name, e-mail and phone",
        v("Anna", "Smith", email="anna.smith@acme.example", phone="+44 20 7946 0123"),
        v("Anna", "Smith", email="anna.smith@acme.example", phone="020 7946 0123"),
        SAME,
    ),
    Situation(
        "same name and business e-mail",
        v("Anna", "Smith", email="anna.smith@acme.example"),
        v("Anna", "Smith", email="Anna.Smith@ACME.example"),
        SAME,
    ),
    Situation(
        "same name and mobile",
        v("Peter", "Jones", mobile="+44 7700 900123"),
        v("Peter", "Jones", phone="07700 900123"),
        SAME,
    ),
    Situation(
        "common name at one firm of twelve",
        v("Anna", "Smith", "Acme Ltd"),
        v("Anna", "Smith", "ACME Limited"),
        SAME,
    ),
    Situation("rare name alone", v("Zebulon", "Quarterstaff"), v("Zebulon", "Quarterstaff"), SAME),
    Situation("common name alone", v("Anna", "Smith"), v("Anna", "Smith"), OTHER),
    Situation(
        "common name in a large town",
        v("Anna", "Smith", city="London"),
        v("Anna", "Smith", city="London"),
        UNSURE,
    ),
    Situation(
        "common name, two firms, two towns",
        v("Anna", "Smith", "Acme", city="London"),
        v("Anna", "Smith", "Initech", city="Hamburg"),
        NOT,
    ),
    Situation("common name, street and town", v("Anna", "Smith", **_HOME), v("Anna", "Smith", **_HOME), SAME),
    Situation(
        "only an equal personal address", v(email="sunny4711@gmail.com"), v(email="sunny4711@gmail.com"), SAME
    ),
    Situation(
        "equal personal address, one nameless",
        v("Anna", "Smith", email="sunny4711@gmail.com"),
        v(email="sunny4711@gmail.com"),
        SAME,
    ),
    Situation(
        "equal business address, one nameless",
        v("Anna", "Smith", email="anna.smith@acme.example"),
        v(email="anna.smith@acme.example", company="Acme"),
        SAME,
    ),
    Situation(
        "nickname and phone",
        v("Robert", "Jones", phone="+1 503 555 0123"),
        v("Bob", "Jones", phone="503 555 0123"),
        SAME,
    ),
    Situation(
        "nickname at one firm",
        v("Elizabeth", "Quarterstaff", "Acme"),
        v("Liz", "Quarterstaff", "Acme Inc"),
        SAME,
    ),
    Situation(
        "nickname in another language",
        v("Giuseppe", "Rossi", "Acme", phone="+39 02 5551234"),
        v("Beppe", "Rossi", "Acme S.r.l.", phone="02 5551234"),
        SAME,
    ),
    Situation(
        "initial at one firm, rare last name",
        v("J.", "Quarterstaff", "Acme"),
        v("John", "Quarterstaff", "Acme"),
        LIKELY,
    ),
    Situation(
        "initial, phone equal",
        v("J", "Smith", phone="+1 503 555 0123"),
        v("John", "Smith", phone="+1 503 555 0123"),
        SAME,
    ),
    Situation(
        "two initials for a double name",
        v("J. P.", "Morell", "Acme"),
        v("Jean-Paul", "Morell", "Acme"),
        LIKELY,
    ),
    Situation(
        "middle initial", v("John Q.", "Quarterstaff", "Acme"), v("John", "Quarterstaff", "Acme"), SAME
    ),
    Situation(
        "double first name shortened",
        v("Hans-Peter", "Kornwestheim", "Acme"),
        v("Peter", "Kornwestheim", "Acme"),
        LIKELY,
    ),
    Situation(
        "slip in the last name", v("Anna", "Quarterstaff", "Acme"), v("Anna", "Quaterstaff", "Acme"), LIKELY
    ),
    Situation(
        "slip in the first name",
        v("Thmoas", "Quarterstaff", "Acme"),
        v("Thomas", "Quarterstaff", "Acme"),
        SAME,
    ),
    Situation(
        "slip in the e-mail",
        v("Anna", "Quarterstaff", email="anna.quarterstaff@acme.example"),
        v("Anna", "Quarterstaff", email="anna.quaterstaff@acme.example"),
        SAME,
    ),
    Situation(
        "one digit off in the phone",
        v("Anna", "Smith", "Acme", phone="+44 20 7946 0123"),
        v("Anna", "Smith", "Acme", phone="+44 20 7846 0123"),
        SAME,
    ),
    Situation(
        "first and last name changed places",
        v("Quarterstaff", "Anna", "Acme"),
        v("Anna", "Quarterstaff", "Acme"),
        SAME,
    ),
    Situation(
        "changed places and one slip",
        v("Quaterstaff", "Anna", "Acme", email="aq@acme.example"),
        v("Anna", "Quarterstaff", "Acme", email="aq@acme.example"),
        SAME,
    ),
    Situation("umlaut spelled out", v("Jürgen", "Müller", "Acme"), v("Juergen", "Mueller", "Acme"), SAME),
    Situation("umlaut dropped", v("Jürgen", "Köhler", "Acme"), v("Jurgen", "Kohler", "Acme"), SAME),
    Situation("sharp s and long s", v("Anna", "Weiß", "Acme"), v("Anna", "Weiss", "Acme"), SAME),
    Situation("Scandinavian letters", v("Søren", "Ågård", "Acme"), v("Soren", "Aagaard", "Acme"), SAME),
    Situation(
        "capitals and blanks",
        v("ANNA  MARIA", "QUARTERSTAFF", "ACME"),
        v("Anna Maria", "Quarterstaff", "Acme"),
        SAME,
    ),
    Situation("apostrophe", v("Sean", "O'Neill", "Acme"), v("Sean", "ONeill", "Acme"), SAME),
    Situation(
        "hyphen or blank in a last name",
        v("Anna", "Meyer-Landrut", "Acme"),
        v("Anna", "Meyer Landrut", "Acme"),
        SAME,
    ),
    Situation(
        "title before the name",
        v("Dr. Anna", "Quarterstaff", "Acme"),
        v("Anna", "Quarterstaff", "Acme"),
        SAME,
    ),
    Situation(
        "Cyrillic and Latin",
        v("Наталья", "Верещагина", phone="+7 495 555 01 23"),
        v("Natalya", "Vereshchagina", phone="+7 495 555 01 23"),
        SAME,
    ),
    Situation(
        "Cyrillic nickname", v("Александр", "Верещагин", "Acme"), v("Sasha", "Vereshchagin", "Acme"), LIKELY
    ),
    Situation(
        "Greek and Latin",
        v("Γιώργος", "Παπαδόπουλος", phone="+30 210 555 0123"),
        v("Giorgos", "Papadopoulos", phone="210 555 0123"),
        SAME,
    ),
    Situation("kanji twice", v("太郎", "山田", "Acme"), v("太郎", "山田", "Acme"), SAME),
    Situation(
        "kana twice, phone equal",
        v("タロウ", "ヤマダ", phone="+81 3 5550 0123"),
        v("タロウ", "ヤマダ", phone="03 5550 0123"),
        SAME,
    ),
    Situation("kana and Latin", v("タロウ", "ヤマダ", "Acme"), v("Tarou", "Yamada", "Acme"), LIKELY),
    Situation(
        "Hangul twice",
        v("민수", "김", "Acme", phone="+82 2 555 0123"),
        v("민수", "김", "Acme", phone="02 555 0123"),
        SAME,
    ),
    Situation("two names in kanji", v("太郎", "山田", "Acme"), v("花子", "鈴木", "Acme"), NOT),
    Situation(
        "full name in the last-name field",
        v("", "Anna Quarterstaff", "Acme"),
        v("Anna", "Quarterstaff", "Acme"),
        SAME,
    ),
    Situation(
        "full name in the first-name field",
        v("Anna Quarterstaff", "", "Acme"),
        v("Anna", "Quarterstaff", "Acme"),
        SAME,
    ),
    Situation(
        "Last, First in one field",
        v("", "Quarterstaff, Anna", "Acme"),
        v("Anna", "Quarterstaff", "Acme"),
        SAME,
    ),
    Situation(
        "full name and last name again",
        v("Anna Quarterstaff", "Quarterstaff", "Acme"),
        v("Anna", "Quarterstaff", "Acme"),
        SAME,
    ),
    Situation(
        "particle in the name", v("Jan", "van der Berg", "Acme"), v("", "Jan van der Berg", "Acme"), SAME
    ),
    Situation(
        "first name missing, mailbox spells it",
        v("", "Quarterstaff", email="anna.quarterstaff@acme.example"),
        v("Anna", "Quarterstaff", "Acme"),
        LIKELY,
    ),
    Situation(
        "tag in the address",
        v("Anna", "Smith", email="anna.smith+news@acme.example"),
        v("Anna", "Smith", email="anna.smith@acme.example"),
        SAME,
    ),
    Situation(
        "dots at a free-mail host",
        v("Anna", "Smith", email="a.smith77@gmail.com"),
        v("Anna", "Smith", email="asmith77@googlemail.com"),
        SAME,
    ),
    Situation(
        "extension behind the phone",
        v("Anna", "Quarterstaff", phone="+1 503 555 0123 ext. 12"),
        v("Anna", "Quarterstaff", phone="503-555-0123"),
        SAME,
    ),
    Situation(
        "trunk zero and country code",
        v("Anna", "Smith", phone="+49 (0)40 5551234"),
        v("Anna", "Smith", phone="040/5551234"),
        SAME,
    ),
    Situation(
        "namesake mailbox at two hosts",
        v("Anna", "Smith", email="anna.smith@acme.example"),
        v("Anna", "Smith", email="anna.smith@gmail.com"),
        OTHER,
    ),
    Situation(
        "odd mailbox at two hosts",
        v("Anna", "Smith", email="sunny4711@gmail.com"),
        v("Anna", "Smith", email="sunny4711@web.de"),
        SAME,
    ),
    Situation(
        "company missing on one side, web domain equal",
        v("Anna", "Quarterstaff", website="www.acme.example"),
        v("Anna", "Quarterstaff", email="aq@acme.example"),
        SAME,
    ),
    Situation(
        "one firm, two spellings, one mailbox",
        v("Anna", "Smith", "Acme Software Ltd", email="as@acme.example"),
        v("Anna", "Smith", "ACME", email="as@acme.example"),
        SAME,
    ),
    Situation(
        "nickname in the mailbox of the formal name",
        v("Bob", "Quarterstaff", "Acme", email="robert.quarterstaff@acme.example"),
        v("Robert", "Quarterstaff", "Acme"),
        SAME,
    ),
    Situation(
        "nickname and changed places",
        v("Quarterstaff", "Bob", "Acme"),
        v("Robert", "Quarterstaff", "Acme"),
        LIKELY,
    ),
    Situation(
        "company on one side, its web domain on the other",
        v("Anna", "Quarterstaff", "Novatec Trade GmbH"),
        v("Anna", "Quarterstaff", email="aq@novatec-trade-de.example"),
        SAME,
    ),
    Situation(
        "two middle initials",
        v("John A.", "Smith", city="London"),
        v("John B.", "Smith", city="London"),
        NOT,
    ),
    Situation(
        "Hangul, two given names",
        v("민수", "김", "Acme"),
        v("지영", "김", "Acme"),
        OTHER,
    ),
    # People who changed something
    Situation(
        "new job, mobile kept",
        v("Anna", "Smith", "Acme", mobile="+44 7700 900123"),
        v("Anna", "Smith", "Initech", mobile="+44 7700 900123"),
        SAME,
    ),
    Situation(
        "new job, personal mail kept",
        v("Anna", "Smith", "Acme", email="sunny4711@gmail.com"),
        v("Anna", "Smith", "Initech", email="sunny4711@gmail.com"),
        SAME,
    ),
    Situation(
        "new job, rare name, same town",
        v("Zebulon", "Quarterstaff", "Acme", city="Porto"),
        v("Zebulon", "Quarterstaff", "Initech", city="Porto"),
        SAME,
    ),
    Situation(
        "new job, common name",
        v("Anna", "Smith", "Acme", email="anna.smith@acme.example"),
        v("Anna", "Smith", "Initech", email="anna.smith@initech.example"),
        OTHER,
    ),
    Situation(
        "maiden name, personal mail kept",
        v("Anna", "Becker", email="sunny4711@gmail.com"),
        v("Anna", "Vogt", email="sunny4711@gmail.com"),
        LIKELY,
    ),
    Situation(
        "maiden name, mobile kept, same firm",
        v("Kate", "Becker", "Acme", mobile="+44 7700 900123"),
        v("Kate", "Vogt", "Acme", mobile="+44 7700 900123"),
        LIKELY,
    ),
    Situation(
        "double name after marriage",
        v("Anna", "Becker", "Acme"),
        v("Anna", "Becker-Vogelsang", "Acme"),
        UNSURE,
    ),
    Situation(
        "moved house",
        v("Zebulon", "Quarterstaff", **_HOME),
        v("Zebulon", "Quarterstaff", street="Am Markt 1", city="Porto", postal_code="4000"),
        LIKELY,
    ),
    # Two persons
    Situation(
        "colleagues at a switchboard",
        v("Anna", "Smith", "Acme GmbH", phone=_BOARD, city="Hamburg"),
        v("Peter", "Jones", "Acme", phone=_BOARD, city="Hamburg"),
        NOT,
        _SWITCHBOARD,
    ),
    Situation(
        "colleagues of one last name",
        v("Anna", "Müller", "Acme GmbH", phone=_BOARD),
        v("Peter", "Müller", "Acme", phone=_BOARD),
        NOT,
        _SWITCHBOARD,
    ),
    Situation(
        "colleagues of one first name",
        v("Anna", "Smith", "Acme", phone=_BOARD),
        v("Anna", "Kranz", "Acme", phone=_BOARD),
        NOT,
        _SWITCHBOARD,
    ),
    Situation(
        "colleagues at one address pattern",
        v("Anna", "Smith", email="a.smith@acme.example"),
        v("Peter", "Jones", email="p.jones@acme.example"),
        NOT,
    ),
    Situation(
        "colleagues with one initial",
        v("Anna", "Meier", email="a.meier@acme.example"),
        v("Bernd", "Meier", email="b.meier@acme.example"),
        NOT,
    ),
    Situation(
        "colleague or the same: initial and common name in a large firm",
        v("J.", "Smith", "Globex"),
        v("John", "Smith", "Globex"),
        UNSURE,
    ),
    Situation(
        "two people at info@",
        v("Anna", "Smith", email=_ROLE),
        v("Peter", "Jones", email=_ROLE),
        NOT,
        _BOTH_AT_ROLE,
    ),
    Situation(
        "the same person at info@",
        v("Anna", "Quarterstaff", email=_ROLE),
        v("Anna", "Quarterstaff", email=_ROLE),
        SAME,
        _BOTH_AT_ROLE,
    ),
    Situation(
        "two people at sales@ of one firm",
        v("Anna", "Smith", "Acme", email="sales@acme.example"),
        v("Peter", "Jones", "Acme", email="sales@acme.example"),
        NOT,
    ),
    Situation(
        "relatives in one firm",
        v("Anna", "Quarterstaff", "Acme", phone="+49 40 5551234"),
        v("Peter", "Quarterstaff", "Acme", phone="+49 40 5551234"),
        (0.0, 0.3),
    ),
    Situation(
        "relatives in one firm, own mailboxes",
        v("Anna", "Quarterstaff", "Acme", email="anna@acme.example"),
        v("Peter", "Quarterstaff", "Acme", email="peter@acme.example"),
        NOT,
    ),
    Situation(
        "couple at one number",
        v("Anna", "Quarterstaff", phone="+49 40 5551234", **_HOME),
        v("Peter", "Quarterstaff", phone="+49 40 5551234", **_HOME),
        (0.0, 0.3),
    ),
    Situation(
        "couple at one address",
        v("Anna", "Quarterstaff", **_HOME),
        v("Peter", "Quarterstaff", **_HOME),
        (0.0, 0.2),
    ),
    Situation(
        "couple with two last names at one number",
        v("Anna", "Becker", phone="+49 40 5551234"),
        v("Peter", "Vogt", phone="+49 40 5551234"),
        NOT,
    ),
    Situation(
        "father and son",
        v("John", "Quarterstaff Sr.", **_HOME),
        v("John", "Quarterstaff Jr.", **_HOME),
        (0.0, 0.7),
    ),
    Situation(
        "father and son by number",
        v("John", "Quarterstaff II", "Acme"),
        v("John", "Quarterstaff III", "Acme"),
        (0.0, 0.9),
    ),
    Situation(
        "Junior written or not", v("John", "Quarterstaff Jr", "Acme"), v("John", "Quarterstaff", "Acme"), SAME
    ),
    Situation(
        "Junior in two spellings",
        v("John", "Quarterstaff, Jr.", "Acme"),
        v("John", "Quarterstaff Junior", "Acme"),
        SAME,
    ),
    Situation(
        "namesakes with two dates of birth",
        v("Anna", "Smith", city="London", birth="1970-02-11"),
        v("Anna", "Smith", city="London", birth="1991-08-30"),
        NOT,
    ),
    Situation(
        "same date of birth",
        v("Anna", "Smith", birth="1970-02-11"),
        v("Anna", "Smith", birth="1970-02-11"),
        SAME,
    ),
    Situation(
        "Daniel and Daniela at one firm", v("Daniel", "Smith", "Acme"), v("Daniela", "Smith", "Acme"), OTHER
    ),
    Situation(
        "strangers in one town", v("Anna", "Smith", city="Hamburg"), v("Peter", "Jones", city="Hamburg"), NOT
    ),
    Situation("nothing in common", v("Anna", "Smith", "Acme"), v("Peter", "Jones", "Initech"), NOT),
    Situation(
        "colleagues told apart by a digit in the mailbox",
        v("Anna", "Smith", "Acme", email="smith1@acme.example"),
        v("Peter", "Smith", "Acme", email="smith2@acme.example"),
        NOT,
    ),
    Situation(
        "namesakes at two web domains",
        v("Anna", "Smith", email="anna.smith@acme.example"),
        v("Anna", "Smith", email="anna.smith@globex.example"),
        OTHER,
    ),
    Situation(
        "family names that only begin alike, one firm",
        v("Anna", "Weinsteried", "Acme", phone=_BOARD),
        v("Anna", "Weinbristein", "Acme", phone=_BOARD),
        NOT,
        _SWITCHBOARD,
    ),
    # Companies
    Situation(
        "two nameless records of one firm",
        v(company="Acme GmbH", city="Hamburg"),
        v(company="ACME", city="Hamburg"),
        SAME,
    ),
    Situation(
        "nameless and named record of one firm",
        v(company="Acme GmbH"),
        v("Anna", "Smith", "Acme"),
        (0.0, 0.2),
    ),
    Situation(
        "nameless record with the person's mobile",
        v(company="Acme", mobile="+44 7700 900123"),
        v("Anna", "Smith", "Acme", mobile="+44 7700 900123"),
        OTHER,
    ),
    Situation(
        "account in two legal forms",
        firm("Northwind Traders GmbH"),
        firm("Northwind Traders AG & Co. KG"),
        SAME,
        (),
        ("account", "account"),
    ),
    Situation(
        "legal form written out",
        firm("Romashka Open Joint Stock Company"),
        firm("OAO Romashka"),
        SAME,
        (),
        ("account", "account"),
    ),
    Situation(
        "branches in two countries",
        firm("Bowne Ireland"),
        firm("Bowne Japan"),
        OTHER,
        (),
        ("account", "account"),
    ),
    Situation(
        "a numeral makes another firm",
        firm("Studio 54"),
        firm("Studio 55"),
        OTHER,
        (),
        ("account", "account"),
    ),
    Situation(
        "numeral as a word",
        firm("Second Street Bakers"),
        firm("2 Street Bakers"),
        SAME,
        (),
        ("account", "account"),
    ),
    Situation(
        "a strong word differs",
        firm("Berliner Motoren Werke"),
        firm("Bayerische Motoren Werke"),
        OTHER,
        (),
        ("account", "account"),
    ),
    Situation(
        "one name at two web domains",
        firm("Northwind", website="northwind.example", city="Lyon"),
        firm("Northwind", website="northwind-sea.example", city="Porto"),
        OTHER,
        (),
        ("account", "account"),
    ),
    Situation(
        "acronym with the same web domain",
        firm("International Business Makers", website="ibm.example"),
        firm("IBM", website="www.ibm.example"),
        SAME,
        (),
        ("account", "account"),
    ),
    Situation(
        "lead and its account", v("Anna", "Smith", "Acme GmbH"), firm("Acme"), SAME, (), ("lead", "account")
    ),
    Situation(
        "lead and another account",
        v("Anna", "Smith", "Acme GmbH"),
        firm("Initech"),
        NOT,
        (),
        ("lead", "account"),
    ),
    # Sales
    Situation(
        "same customer and topic",
        {"company": "Acme", "topic": "40 route planners"},
        {"company": "Acme GmbH", "topic": "Route planners, 40"},
        LIKELY,
        (),
        ("opportunity", "opportunity"),
    ),
    Situation(
        "same customer, another topic",
        {"company": "Acme", "topic": "40 route planners"},
        {"company": "Acme GmbH", "topic": "cleaning contract"},
        NOT,
        (),
        ("opportunity", "opportunity"),
    ),
    Situation(
        "lead and contact of one person",
        v("Anna", "Quarterstaff", "Acme"),
        v("Anna", "Quarterstaff", "Acme"),
        SAME,
        (),
        ("lead", "contact"),
    ),
)
