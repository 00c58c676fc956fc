"""Values brought into the form in which the same thing is the same text.

Everything here is pure and forgiving: a value that cannot be compared (a damaged phone, a free-mail
domain) simply makes none.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Hosts where anybody gets a mailbox: they say nothing about a company.
FREE_MAIL: Final = frozenset(
    {
        *("gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "yahoo.fr", "yahoo.de", "yahoo.co.in"),
        *("ymail.com", "rocketmail.com", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "hotmail.de"),
        *("outlook.com", "outlook.de", "outlook.fr", "live.com", "live.co.uk", "msn.com", "aol.com"),
        *("icloud.com", "me.com", "mac.com", "gmx.de", "gmx.net", "gmx.com", "gmx.at", "gmx.ch", "web.de"),
        *("t-online.de", "freenet.de", "arcor.de", "posteo.de", "mailbox.org", "protonmail.com"),
        *("proton.me", "pm.me", "tutanota.com", "mail.com", "email.com", "inbox.com", "yandex.com"),
        *("zohomail.com", "yandex.ru", "uol.com.br", "bol.com.br", "terra.com.br"),
        *("mail.ru", "bk.ru", "list.ru", "rambler.ru", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net"),
        *("sfr.fr", "libero.it", "virgilio.it", "tin.it", "alice.it", "telia.com", "comcast.net", "att.net"),
        *("verizon.net", "sbcglobal.net", "bellsouth.net", "cox.net", "charter.net", "earthlink.net"),
        *("btinternet.com", "sky.com", "virginmedia.com", "bigpond.com", "optusnet.com.au", "shaw.ca"),
        *("qq.com", "163.com", "126.com", "sina.com", "foxmail.com", "naver.com", "daum.net", "hanmail.net"),
        *("rediffmail.com", "seznam.cz", "email.cz", "centrum.cz", "wp.pl", "onet.pl", "o2.pl", "interia.pl"),
        *("ziggo.nl", "kpnmail.nl", "planet.nl", "home.nl", "xs4all.nl", "chello.at", "aon.at", "bluewin.ch"),
        *("ukr.net", "abv.bg", "freemail.hu", "citromail.hu", "telenet.be", "skynet.be", "ig.com.br"),
    }
)
# The same at whatever country: yahoo.es, hotmail.it, live.nl.
_FREE_NAMES: Final = frozenset(
    {"gmail", "googlemail", "yahoo", "ymail", "hotmail", "outlook", "live", "gmx", "aol"}
)
# Hosts where many companies have a page: no company's own domain either.
SHARED_HOSTS: Final = frozenset(
    {
        *("linkedin.com", "facebook.com", "fb.com", "instagram.com", "twitter.com", "x.com", "youtube.com"),
        *("xing.com", "tiktok.com", "google.com", "goo.gl", "bit.ly", "linktr.ee", "github.com", "github.io"),
        *("wixsite.com", "wordpress.com", "blogspot.com", "squarespace.com", "weebly.com", "myshopify.com"),
    }
)
# Forms that stand before the name: "OOO Romashka", "SARL Dupont".
# Country calling codes of one and two digits; all others have three. Source: ITU-T E.164 list.
_CALLING_CODES: Final = frozenset(
    {"1", "7", "20", "27", *map(str, range(30, 35)), "36", "39", "40", "41", *map(str, range(43, 50))}
    | {
        *map(str, range(51, 59)),
        *map(str, range(60, 67)),
        "81",
        "82",
        "84",
        "86",
        *map(str, range(90, 96)),
        "98",
    }
)
# Legal forms, as they stand at the end of a name once dots are gone.
LEGAL_FORMS: Final = frozenset(
    {
        *("inc", "incorporated", "corp", "corporation", "co", "company", "llc", "llp", "lp", "plc", "ltd"),
        *("limited", "pllc", "pc", "pty", "pte", "pvt", "private", "gmbh", "mbh", "ag", "kg", "kgaa", "ohg"),
        *("gbr", "ug", "ev", "eg", "se", "sa", "sarl", "sas", "sasu", "eurl", "snc", "scs", "sca", "spa"),
        *("srl", "sl", "slu", "sau", "bv", "nv", "vof", "ab", "hb", "kb", "as", "asa", "ans", "oy", "oyj"),
        *("aps", "ivs", "ehf", "hf", "doo", "dd", "zrt", "kft", "nyrt", "bt", "sro", "spol", "zoo", "ooo"),
        *("oao", "zao", "pao", "tov", "sia", "uab", "ou", "kk", "gk", "yk", "godo", "sdn", "bhd", "tbk"),
        *("cia", "ltda", "eireli", "epp", "lda", "saa", "sac", "sapi", "dmcc", "fze", "fzco", "fzc", "wll"),
        *("kscc", "saoc", "ek", "epe", "ike", "ae", "oe"),
    }
)
_SECOND_LEVELS: Final = frozenset({"com", "co", "org", "net", "gov", "edu", "ac", "or", "ne", "gob"})

# Compiled where a number has more than digits; the others are needed by nearly every record.
_EXTENSION = r"(?:\b(?:ext(?:ension|n)?|durchwahl|anexo|poste)\b\.?|x|#|;ext=|,)\s*:?\s*\d{1,7}\s*$"
_PHONE = re.compile(r"[+\d\s().\-/·]+")
_TAIL = re.compile(r"(?<=\d{6})\.0$")  # spreadsheets grow it
_NO_DIGITS = re.compile(r"[^0-9]+")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^@/\s]*@)?([^/:?#\s]+)")
_LABELS = re.compile(r"[^\s.@/,;]+(?:\.[^\s.@/,;]+)+")


def email_key(email: str | None) -> str | None:
    """The address in one spelling; None where it is none.

    Case never counts. At Google's hosts dots and a ``+tag`` do not either (Source: Gmail help,
    "dots don't matter"); elsewhere a tag is kept, as it may be another mailbox.
    """
    local, at, host = _folded(email).strip("<>").removeprefix("mailto:").rpartition("@")
    if not at or not local or not _LABELS.fullmatch(host) or " " in local:
        return None
    if host in ("gmail.com", "googlemail.com"):
        local, host = local.split("+")[0].replace(".", ""), "gmail.com"
    return f"{local}@{host}" if local else None


def phone_key(phone: str | None) -> str | None:
    """The national number without trunk zero, its last ten digits; None under seven.

    So ``+46 70 555 01 23``, ``0046705550123`` and ``070-555 01 23`` compare equal. Extensions are
    dropped. A number that a spreadsheet damaged (``-2237``, ``9.87654E+09``) makes none.
    """
    text = _folded(phone).removeprefix("tel:").lstrip("'").strip()
    if not _PHONE.fullmatch(text):
        text = re.sub(_EXTENSION, "", text, flags=re.IGNORECASE).strip()
        if not _PHONE.fullmatch(text):
            return None
    if text[0] in "-." or text.rfind("+") > 0:
        return None
    digits = _NO_DIGITS.sub("", _TAIL.sub("", text).replace("(0)", ""))
    if not 7 <= len(digits) <= 17 or len(set(digits)) == 1:
        return None
    number = _national(digits, text[0] == "+").lstrip("0")
    return number[-10:] if len(number) >= 7 else None


def _national(digits: str, plus: bool) -> str:
    """The digits without the country code, where they surely have one."""
    abroad = next((code for code in ("00", "011") if digits.startswith(code) and len(digits) >= 11), "")
    if not (
        plus or abroad or (len(digits) == 11 and digits[0] == "1") or (len(digits) > 11 and digits[0] != "0")
    ):
        return digits
    digits = digits[len(abroad) :]
    return digits[next((size for size in (1, 2) if digits[:size] in _CALLING_CODES), 3) :]


def name_key(*parts: str | None) -> str:
    """The words of a name in their order, without case, accents and punctuation."""
    return _words(" ".join(part for part in parts if part))


def is_free_mail(host: str) -> bool:
    """Whether anybody gets a mailbox at that host."""
    if host in FREE_MAIL:
        return True
    label, _, ending = host.partition(".")
    return label in _FREE_NAMES and ending != "example"


def domain_key(website: str | None = None, email: str | None = None) -> str | None:
    """The company's domain by its website, else by a business e-mail; free-mail hosts say nothing."""
    return _domain(website) or (_domain(email) if email and "@" in email else None)


def _domain(address: str | None) -> str | None:
    found = _HOST.match(_folded(address))
    host = found[1].strip(".") if found else ""
    if not _LABELS.fullmatch(host) or host.replace(".", "").isdecimal():
        return None
    labels = host.split(".")
    # acme.co.uk keeps three labels; a public-suffix list is not needed for this (matching.md 4.6).
    short = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS
    domain = ".".join(labels[-3 if short else -2 :])
    return None if is_free_mail(domain) or domain in SHARED_HOSTS else domain


def _folded(text: str | None) -> str:
    text = text or ""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip().casefold()


@lru_cache(maxsize=8192)
def _words(text: str) -> str:
    """Folded words without accents and punctuation, one space between them."""
    text = text.casefold().replace("'", "").replace("’", "")
    if text.isascii():
        return " ".join(_PUNCTUATION.sub(" ", text).split())
    # Accents go; the marks of other scripts stay, they are vowels and make another word.
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not "\u0300" <= sign <= "\u036f")
    text = unicodedata.normalize("NFKC", text.translate(_LETTERS)).casefold()
    return " ".join("".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text).split())


# Letters that decompose into nothing plainer.
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
