"""Targets as they may be printed; apart from the driver, which not everyone has."""


def redacted(url: str) -> str:
    """The URL without its password, wherever in it that stands."""
    from urllib.parse import parse_qsl, urlencode, urlsplit

    parts = urlsplit(url)
    who, at, host = parts.netloc.rpartition("@")
    if ":" in who:
        who = f"{who.partition(':')[0]}:***"
    query = urlencode(
        [(key, "***" if "pass" in key else value) for key, value in parse_qsl(parts.query)], safe="/*"
    )
    return f"{parts.scheme}://{who}{at}{host}{parts.path}{'?' if query else ''}{query}"
