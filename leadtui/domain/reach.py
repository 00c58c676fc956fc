"""Whether an e-mail address or a phone number can be one, without asking a network.

The validators are slow to import and are reached only by what the plain patterns do not settle.
"""

import re
from collections.abc import Mapping

# The plain addresses that nearly all leads have; what it refuses goes to the full validator.
_PLAIN_EMAIL = re.compile(
    r"[A-Za-z0-9_+'&/-]+(?:\.[A-Za-z0-9_+'&/-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)


def is_email(text: str) -> bool:
    """Whether the text is an e-mail address by its syntax; no network is asked."""
    if len(text) > 254 or not 0 < text.rfind("@") <= 64:  # Source: RFC 5321, 4.5.3.1
        return False
    if _PLAIN_EMAIL.fullmatch(text):
        return True
    from email_validator import EmailNotValidError, validate_email  # slow to import: 40 ms

    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


_EXTENSION = re.compile(r"(?:ext|x|extension|#|;)\.?\s*:?\s*\d{1,7}$", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s().\-/·]+")


def is_phone(text: str, region: str | None = None) -> bool:
    """Whether the text could be a phone number: right length for its country, or 7 to 15 digits.

    Args:
        text: as typed; an extension may follow.
        region: country code such as ``DE`` for numbers without ``+``.
    """
    number = _EXTENSION.sub("", text.strip()).strip()
    digits = re.sub(r"\D", "", number)
    if not 7 <= len(digits) <= 17 or len(set(digits)) == 1 or not _PHONE.fullmatch(number):
        return False
    if number[0] == "-" or (number[0] != "+" and region is None):
        return number[0] != "-" and len(digits) <= 15
    import phonenumbers  # its tables take a while to load

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def is_reachable(values: Mapping[str, object], region: str | None = None) -> bool:
    """Whether one of e-mail, phone and mobile holds something valid (checklist item *contact*)."""
    email = values.get("email")
    if isinstance(email, str) and is_email(email):
        return True
    phones = (values.get("phone"), values.get("mobile"))
    return any(isinstance(phone, str) and is_phone(phone, region) for phone in phones)
