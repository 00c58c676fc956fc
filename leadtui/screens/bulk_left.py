"""What is left of runs over many leads, told at the start."""

from leadtui import store
from leadtui.domain.text import plural
from leadtui.screens.answering import seen
from leadtui.screens.shell import Shell


async def tell_needing(app: Shell) -> None:
    """How many leads of runs need a person."""
    if count := await seen(app, store.how_many_need_you):
        need = plural(count, "lead of your runs needs", "leads of your runs need")
        app.say(f"{need} you: ' Y shows them.")


async def tell_unfinished(app: Shell) -> None:
    """A run that did not come to its end."""
    if (left := await seen(app, store.stopped_run)) is not None:
        app.say(f"Run {left.id} is unfinished, {left.tally.waiting:,} of {left.total:,} to go: ' M shows it.")
