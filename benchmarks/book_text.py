"""Words of the made-up book, and what becomes of a text under human hands."""

import random
import unicodedata


def words(text: str) -> list[str]:
    return text.split()


# Short forms that people use; of many names there is none.
NICKS = dict(
    pair.split("=")
    for pair in words(
        "William=Bill Robert=Bob Richard=Rick James=Jim John=Jack Michael=Mike Thomas=Tom "
        "Joseph=Joe Charles=Chuck Christopher=Chris Daniel=Dan Matthew=Matt Anthony=Tony "
        "Steven=Steve Andrew=Andy Kenneth=Ken Joshua=Josh Timothy=Tim Ronald=Ron Edward=Ed "
        "Jeffrey=Jeff Nicholas=Nick Jonathan=Jon Stephen=Steve Benjamin=Ben Samuel=Sam Gregory=Greg "
        "Alexander=Alex Patrick=Pat Raymond=Ray Donald=Don David=Dave Jacob=Jake Elizabeth=Liz "
        "Patricia=Pat Jennifer=Jen Susan=Sue Margaret=Peggy Katherine=Kate Catherine=Cathy "
        "Deborah=Deb Rebecca=Becky Stephanie=Steph Victoria=Vicky Samantha=Sam Christine=Chris "
        "Kimberly=Kim Pamela=Pam Cynthia=Cindy Jessica=Jess Barbara=Babs Amanda=Mandy "
        "Jacqueline=Jackie Heinrich=Heinz Wolfgang=Wolf Johannes=Hans Josef=Sepp Stefanie=Steffi "
        "Susanne=Susi Katharina=Kathi Elisabeth=Lisa Gabriele=Gabi Giuseppe=Beppe Giovanni=Gianni "
        "Francesco=Franco Francisco=Paco José=Pepe Manuel=Manolo Dolores=Lola Małgorzata=Gosia "
        "Katarzyna=Kasia Krzysztof=Krzyś Aleksandra=Ola Hendrik=Henk Cornelis=Kees Johanna=Jo "
        "Wilhelmina=Mina Александр=Саша Дмитрий=Дима Наталья=Наташа Екатерина=Катя Мария=Маша"
    )
)
ROLES = ("info", "sales", "office", "contact", "mail", "service")
TITLES = (
    "Sales Director",
    "CEO",
    "Buyer",
    "Head of IT",
    "Operations Manager",
    "Assistant",
    "CFO",
    "Engineer",
)
TOPICS = (
    "price request",
    "demo",
    "maintenance contract",
    "licences",
    "replacement",
    "training",
    "offer",
    "call back",
)


HOBBIES = tuple(words("sunny racer golf blue happy tiger music sailor coffee bike star moon"))
BRANDS = words(
    "Nova Alpha Omni Inter Uni Trans Vita Agro Aqua Arc Astra Aero Bio Core Delta Digi Dyna Eco "
    "Elec Ener Euro Ever Evo Flex Gen Geo Giga Gran Helio Hydro Info Integra Kine Lumi Mag Max Medi "
    "Mega Meta Micro Mono Multi Neo Net Nex Opti Ori Pan Para Peri Pola Prima Pro Quan Rapid Rex "
    "Sana Secu Sol Spec Stell Syn Tech Tele Terra Tri Ultra Vari Vela Vera Vir Xen Zen"
)
ENDINGS = words(
    "tec ta via net ra dyne com lux med gen soft con vex lab plan ware line dex nova phar tron max "
    "star flow mark point base tis ris ion aris ium ent ora ica"
)
GERMAN = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "ß": "ss",
        "å": "aa",
        "ø": "oe",
        "Å": "Aa",
    }
)
STROKES = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "đ": "d", "ß": "ss"})
CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        words("a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya"),
        strict=True,
    )
)
GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        words("a v g d e z i th i k l m n x o p r s s t y f ch ps o"),
        strict=True,
    )
)


def bare(text: str) -> str:
    """Without marks."""
    plain = unicodedata.normalize("NFKD", text.translate(STROKES))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)) if is_latin(text) else text


def is_latin(text: str) -> bool:
    return all(ord(sign) < 0x250 or not sign.isalpha() for sign in text)


def latin(text: str) -> str:
    """As it stands in an address."""
    lower = unicodedata.normalize("NFKD", text.lower().translate(GERMAN).translate(STROKES))
    found = "".join(
        CYRILLIC.get(sign, GREEK.get(sign, sign)) for sign in lower if not unicodedata.combining(sign)
    )
    return "".join(sign for sign in found if sign.isascii() and sign.isalnum())


def board(number: str) -> str:
    """A switchboard: ends in two noughts."""
    signs = list(number)
    for at in [at for at, sign in enumerate(signs) if sign.isdigit()][-2:]:
        signs[at] = "0"
    return "".join(signs)


def slip(text: str, dice: random.Random) -> str:
    """One slip of the fingers: a sign left out, doubled, changed, or two that changed places."""
    at = dice.randrange(1, len(text) - 1) if len(text) > 2 else 0
    kind = dice.random()
    if kind < 0.3:
        return text[:at] + text[at + 1 :]
    if kind < 0.55:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind < 0.75:
        return text[:at] + text[at] + text[at:]
    letters = "0123456789" if text[at].isdigit() else "eaionrstlbdmu"
    return text[:at] + dice.choice(letters) + text[at + 1 :]
