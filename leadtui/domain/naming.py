"""How a person's two names are read as one."""


def full_name(first: str | None, last: str | None) -> str:
    """First and last name as one text, empty where neither is known.

    Where both are written in Han, Hangul or Kana the family name stands first, as its owner writes it.
    """
    parts = [part for part in (first, last) if part]
    if len(parts) == 2 and all(_family_first(part) for part in parts):
        parts.reverse()
    return " ".join(parts)


def _family_first(text: str) -> bool:
    return all("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in text)
