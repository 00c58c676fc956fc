"""Rule books that are wrong: where, what is found there, and what would be right."""

from leadtui.domain.policy import shipped_text

TEXT = shipped_text()


def book(*changes: tuple[str, str], more: str = "") -> str:
    """The shipped document with these pieces put in the place of others, once each."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text + more


def an_item(*lines: str) -> str:
    return "\n".join(("", "[[item]]", 'id = "credit"', 'label = "Credit review"', *lines, ""))


def a_map(to: str, source: str) -> str:
    return f'\n[[map]]\nid = "{to}"\nfrom = "{source}"\n'


def a_role(*lines: str) -> str:
    return "\n".join(("", "[[role]]", 'id = "clerk"', 'label = "Clerk"', *lines, ""))


def a_rule(*lines: str) -> str:
    return "\n".join(("", "[[assign]]", 'id = "web"', *lines, ""))


TOPIC = 'all = ["topic"]'
BLOCKS = 'required = "block"'
ADMIN = '"bulk", "merge", "assign", "import", "export", "lists", "policy", "users",'

CUSTOMER = f'[[item]]\nid = "customer"\nlabel = "Account and contact"\n{BLOCKS}\nkind = "customer"\n'
RECORDS = TEXT[TEXT.index("[[record]]") : TEXT.index("[qualification]")]

# name, the document, a word of the line at fault, of what was found, and of what would be right.
BROKEN: list[tuple[str, str, str, str, str]] = [
    (
        "a section that there is not",
        book(("[reactivation]", "[reactivations]")),
        "[reactivations]",
        "'reactivations'",
        "Did you mean reactivation?",
    ),
    ("a key of an item", book((TOPIC, 'al = ["topic"]')), 'al = ["topic"]', "no key 'al'", "all"),
    (
        "a label longer than a line",
        book(('label = "Topic"', f'label = "{"T" * 200}"')),
        "TTTT",
        "longer than",
        "Shorten it.",
    ),
    (
        "a control character in a label",
        book(('label = "Topic"', 'label = "To\\u0007pic"')),
        "pic",
        "holds a character that no line shows: '\\x07'",
        "Take it out.",
    ),
    ("a key of the duplicates", book(("warn = 0.5", "wran = 0.5")), "wran", "no key 'wran'", "warn"),
    (
        "a word for required",
        book(('required = "advise"', 'required = "advice"')),
        '"advice"',
        "is 'advice'",
        "Did you mean advise?",
    ),
    (
        "a kind of item",
        book(('kind = "reachable"', 'kind = "reachible"')),
        '"reachible"',
        "'reachible'",
        "Did you mean reachable?",
    ),
    ("a field of an item", book((TOPIC, 'all = ["topik"]')), "topik", "'topik'", "Did you mean topic?"),
    (
        "a field in a list of several lines",
        book(('"interest", "need"', '"interst", "need"')),
        '"interst"',
        "'interst'",
        "Did you mean interest?",
    ),
    (
        "a field twice",
        book(('any = ["source", "campaign"]', 'any = ["source", "source"]')),
        '["source", "source"]',
        "twice",
        "Take one out",
    ),
    ("an item that looks at nothing", book((TOPIC, "")), '[[item]]\nid = "topic"', "nothing", "all ="),
    (
        "a manual item with fields",
        book(more=an_item(BLOCKS, 'kind = "manual"', TOPIC)),
        TOPIC,
        "names no fields",
        "Take all out",
    ),
    (
        "two items on one id",
        book(('id = "company"', 'id = "name"')),
        'id = "name"\nlabel = "Company"',
        "twice, first in line 34",
        "another id",
    ),
    (
        "an id with a blank",
        book(('id = "company"', 'id = "the company"')),
        "the company",
        "'the company'",
        "small letters",
    ),
    ("an item without an id", book(('id = "company"\n', "")), '[[item]]\nlabel = "Company"', "no id", "id ="),
    (
        "an item without a label",
        book(('label = "Company"\n', "")),
        '[[item]]\nid = "company"',
        "no label",
        "label =",
    ),
    ("a label that is a number", book(('label = "Company"', "label = 5")), "label = 5", "is 5", '"quotes"'),
    (
        "a condition on a field that is none",
        book((TOPIC, f'{TOPIC}\nwhen = "sorce:web"')),
        "sorce:web",
        "sorce",
        "Did you mean source?",
    ),
    (
        "a condition with a code that is none",
        book((TOPIC, f'{TOPIC}\nwhen = "rating:hott"')),
        "rating:hott",
        "hott",
        "Did you mean Hot?",
    ),
    (
        "a condition on money in words",
        book((TOPIC, f'{TOPIC}\nwhen = "amount>plenty"')),
        "plenty",
        "plenty",
        "Write it like 38,000",
    ),
    (
        "a condition that time changes",
        book((TOPIC, f'{TOPIC}\nwhen = "age>7d"')),
        "age>7d",
        "time goes by",
        "condition on a field",
    ),
    (
        "a day that is another tomorrow",
        book((TOPIC, f'{TOPIC}\nwhen = "follow_up<today"')),
        "follow_up<today",
        "another day tomorrow",
        "2026-11-23",
    ),
    (
        "a condition on who asks",
        book((TOPIC, f'{TOPIC}\nwhen = "owner:me"')),
        "owner:me",
        "a name",
        "owner==login",
    ),
    (
        "the plan's item only advises",
        book((f'label = "Duplicates"\n{BLOCKS}', 'label = "Duplicates"\nrequired = "advise"')),
        'required = "advise"\nkind = "duplicates"',
        "only advises",
        'required = "block"',
    ),
    (
        "the plan's item is gone",
        TEXT.replace(CUSTOMER, ""),
        '[[item]]\nid = "name"',
        "'customer' is missing",
        'kind = "customer"',
    ),
    (
        "a role that is none",
        book(more=an_item(BLOCKS, 'kind = "manual"', 'role = "maneger"')),
        "maneger",
        "'maneger'",
        "Did you mean manager?",
    ),
    (
        "a role on what nobody ticks",
        book((TOPIC, f'{TOPIC}\nrole = "manager"')),
        'role = "manager"',
        "has a role",
        "Take role out",
    ),
    (
        "text into money",
        book(more=a_map("opportunity.amount", "topic").replace("[[map]]", "[[map]] # x")),
        'id = "opportunity.amount"\nfrom = "topic"',
        "twice",
        "another id",
    ),
    (
        "money from text",
        book(('from = "budget_amount"', 'from = "topic"')),
        'from = "topic"',
        "holds text; amount holds money",
        "Did you mean budget_amount?",
    ),
    (
        "into a shorter field",
        book(('id = "contact.language"\nfrom = "language"', 'id = "contact.language"\nfrom = "description"')),
        'from = "description"',
        "several lines",
        "language",
    ),
    (
        "too long a text",
        book(('id = "contact.job_title"\nfrom = "job_title"', 'id = "contact.job_title"\nfrom = "website"')),
        'from = "website"',
        "up to 200 characters; job_title has room for 100",
        "job_title",
    ),
    (
        "a mapping from no field",
        book(('from = "website"', 'from = "websit"')),
        "websit",
        "'websit'",
        "website",
    ),
    (
        "a mapping into no field",
        book(('id = "account.website"', 'id = "account.web"')),
        "account.web",
        "'web'",
        "website",
    ),
    (
        "a mapping into no record",
        book(('id = "account.website"', 'id = "acount.website"')),
        "acount.website",
        "names no record",
        "Did you mean account?",
    ),
    (
        "a record's making",
        book(('make = "automatic"', 'make = "automatik"')),
        "automatik",
        "'automatik'",
        "Did you mean automatic?",
    ),
    (
        "a record that a lead becomes not",
        book(('[[record]]\nid = "contact"', '[[record]]\nid = "kontact"')),
        'id = "kontact"',
        "'kontact'",
        "Did you mean contact?",
    ),
    (
        "too many opportunities",
        book(("opportunities = 5", "opportunities = 500")),
        "opportunities = 500",
        "is 500",
        "from 1 to 50",
    ),
    (
        "a flag in quotes",
        book(("offered = true", 'offered = "yes"')),
        'offered = "yes"',
        "'yes'",
        "true or false",
    ),
    (
        "leadtui's own reason is gone",
        book(('id = "contacted"', 'id = "spoken"')),
        "[[reason]]",
        "'contacted' is missing",
        'state = "open"',
    ),
    (
        "a reason of no state",
        book(('label = "Lost"\nstate = "disqualified"', 'label = "Lost"\nstate = "disqualify"')),
        '"disqualify"',
        "'disqualify'",
        "Did you mean disqualified?",
    ),
    (
        "two reasons with one number",
        book(("number = 5", "number = 4")),
        'number = 4\noffered = true\n\n[[reason]]\nid = "no_longer',
        "share number 4",
        "another number",
    ),
    ("a probability above 1", book(("block = 0.9", "block = 9")), "block = 9", "is 9", "at most 1"),
    (
        "bands out of order",
        book(("warn = 0.5", "warn = 0.95")),
        "warn = 0.95",
        "out of order",
        "the greatest",
    ),
    ("evidence that is none", book(('"birth"', '"brith"')), '"brith"', "'brith'", "Did you mean birth?"),
    (
        "a right that is none",
        book((ADMIN, '"bulk", "merge", "polcy", "policy", "users",')),
        "rights = [",
        "'polcy'",
        "Did you mean policy?",
    ),
    (
        "a scope that is none",
        book(('read = "all"', 'read = "al"')),
        'read = "al"',
        "'al'",
        "Did you mean all?",
    ),
    (
        "nobody may mend it",
        book((ADMIN, '"bulk", "merge", "assign", "import", "export", "lists", "policy",')),
        "[[role]]",
        "both of the rights",
        '"policy" and "users"',
    ),
    (
        "a table where a list of them belongs",
        TEXT.replace(RECORDS, '[record]\nid = "account"\n'),
        "[record]",
        "no array of tables",
        "[[record]]",
    ),
    (
        "a key of a rule of assignment",
        book(more=a_rule('too = "mia"')),
        'too = "mia"',
        "no key 'too'",
        "Did you mean to?",
    ),
    (
        "a rule that gives to nobody",
        book(more=a_rule('when = "source:web"')),
        "[[assign]]",
        "gives its leads to nobody",
        'Add to = "LOGIN"',
    ),
    (
        "a rule that gives to one and among several",
        book(more=a_rule('to = "mia"', 'among = ["ola", "mia"]')),
        "among = [",
        "both to and among",
        "Take one of them out",
    ),
    (
        "a way to choose that there is not",
        book(more=a_rule('among = ["ola", "mia"]', 'how = "round_robbin"')),
        '"round_robbin"',
        "is 'round_robbin'",
        "Did you mean round_robin?",
    ),
    (
        "a way to choose where there is one alone",
        book(more=a_rule('to = "mia"', 'how = "least_loaded"')),
        'how = "least_loaded"',
        "nothing to choose",
        "Take how out",
    ),
    (
        "a name twice among several",
        book(more=a_rule('among = ["ola", "mia", "ola"]')),
        "among = [",
        "has 'ola' twice",
        "Take one out",
    ),
    (
        "no list among which to choose",
        book(more=a_rule('among = "ola"')),
        'among = "ola"',
        "among of assign 'web' is 'ola'",
        "a list of names",
    ),
    (
        "nobody among whom to choose",
        book(more=a_rule("among = []")),
        "among = []",
        "is an empty list",
        "Name one at least",
    ),
    (
        "nobody to give it to",
        book(more=a_rule('to = ""')),
        'to = ""',
        "to of assign 'web' is empty",
        "Name a login",
    ),
    (
        "a condition of a rule on a field that there is not",
        book(more=a_rule('when = "sourc:web"', 'to = "mia"')),
        'when = "sourc:web"',
        "sourc",
        "source",
    ),
    (
        "a condition of a rule that time changes",
        book(more=a_rule('when = "age>7d"', 'to = "mia"')),
        'when = "age>7d"',
        "changes as time goes by",
        "Write a condition on a field",
    ),
    (
        "two rules of one id",
        book(more=a_rule('to = "mia"') + a_rule('to = "ola"')),
        'id = "web"',
        "there twice",
        "another id",
    ),
    ("no TOML", book(("warn = 0.5", "warn = = 0.5")), "warn = =", "no TOML", "Mend the line"),
]
