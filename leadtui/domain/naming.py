"""How a person's two names are read as one, and what to call a record: apart from the records, for lists."""


def full_name(first: str | None, last: str | None) -> str:
    """First and last name as one text, empty where neither is known.

    Where both are written in Han, Hangul or Kana the family name stands first, as its owner writes it.
    """
    parts = [part for part in (first, last) if part]
    if len(parts) == 2 and all(_family_first(part) for part in parts):
        parts.reverse()
    return " ".join(parts)


def lead_title(id: int, first: str | None, last: str | None, *others: str | None) -> str:
    """What to call a lead: its name, else company, e-mail or phone, else its number."""
    return full_name(first, last) or next(filter(None, others), f"lead {id}")


def contact_title(id: int, first: str | None, last: str | None, *others: str | None) -> str:
    """What to call a contact: the name, else e-mail or phone, else the number."""
    return full_name(first, last) or next(filter(None, others), f"contact {id}")


def account_title(id: int, name: str | None) -> str:
    """What to call an account."""
    return name or f"account {id}"


def opportunity_title(id: int, topic: str | None) -> str:
    """What to call an opportunity."""
    return topic or f"opportunity {id}"


def _family_first(text: str) -> bool:
    return all("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in text)
