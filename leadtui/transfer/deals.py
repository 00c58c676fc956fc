"""What an opportunity's stage, state and dates say together."""

from typing import Final

from leadtui.domain.fields import BY_NAME, Kind, code_of
from leadtui.transfer.aside import Aside, Values
from leadtui.transfer.words import read_bool, read_option

_STAGES: Final = BY_NAME[Kind.OPPORTUNITY]["stage"]
_OUTCOMES: Final = BY_NAME[Kind.OPPORTUNITY]["outcome"]
_STATE_CODES: Final = {"0": "open", "1": "won", "2": "lost"}


def settle_deal(values: Values, aside: Aside) -> None:
    """Complete stage, outcome, days and topic in place."""
    stage = aside.text("(stage)")
    if stage:
        code = read_option(_STAGES, stage, "" if aside.system == "dynamics" else aside.system)
        ended = read_option(_OUTCOMES, stage.split("(")[0], "-")
        if code:
            values["stage"] = code
        elif ended in ("won", "lost"):
            values["outcome"] = ended
        if code_of(stage) not in (code, ended):
            aside.keep_found("(stage)")
    outcome = aside.text("(outcome)")
    if outcome:
        code = _STATE_CODES.get(outcome) or read_option(_OUTCOMES, outcome, "-")
        if code:
            values["outcome"] = code
        elif read_bool(outcome) is None:
            aside.keep_found("(outcome)")
    reason = aside.text("(reason)")
    if reason and code_of(reason) not in ("open", "won", "lost", "in_progress", "1"):
        aside.keep_found("(reason)")
    _deal_dates(values, aside)


def _deal_dates(values: Values, aside: Aside) -> None:
    if "outcome" not in values and values.get("closed_on") and aside.system != "leadtui":
        values["outcome"] = "won" if aside.system == "olist" else "open"
    if values.get("outcome") in ("won", "lost") and "closed_on" not in values and aside.system != "leadtui":
        day = values.get("close_on")
        if day:
            values["closed_on"] = day
    if "topic" not in values and aside.system != "leadtui":
        parts = [str(values[name]) for name in ("product", "company", "external_id") if values.get(name)][:2]
        if parts:
            values["topic"] = " for ".join(parts)[:300]
