"""What people said of checklist items, as the column of the lead holds it."""

import json
from collections.abc import Mapping
from typing import Any

from leadtui.domain.checklist import Tick
from leadtui.store.columns import micros, moment


def read_ticks(text: str | None) -> dict[str, Tick]:
    """Item id -> what was said of it."""
    if not text:
        return {}
    found: dict[str, list[Any]] = json.loads(text)
    return {id: Tick(state, by, moment(at), reason) for id, (state, by, at, reason) in found.items()}


def ticks_text(ticks: Mapping[str, Tick]) -> str | None:
    """The column's text; None where nothing was said."""
    told = {id: [one.state, one.by, micros(one.at), one.reason] for id, one in sorted(ticks.items())}
    return json.dumps(told, ensure_ascii=False) if told else None
