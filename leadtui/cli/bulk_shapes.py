"""The JSON of many leads at once: an interface, like `shapes`."""

from leadtui.cli.shapes import Shape, plain
from leadtui.domain.bulk import Row, Run, Waiting


def outcome(of: Row) -> Shape:
    """What became of one lead; of what is done no code."""
    return {
        "id": of.lead,
        "outcome": of.outcome.value,
        "code": of.code or None,
        "message": of.message or None,
    }


def run_row(of: Row) -> Shape:
    """The same as the run keeps it: what was done, how it was settled by hand, whether it was taken back."""
    more = {"operation": of.operation, "settled": of.settled or None, "taken_back": of.back or None}
    return {**outcome(of), **more}


def taken_back(of: Row) -> Shape:
    """What became of one lead whose run is taken back."""
    done = of.back == "done"
    return {
        "id": of.lead,
        "outcome": "done" if done else "refused",
        "code": None if done else of.back,
        "message": of.back_said or None,
    }


def run(of: Run) -> Shape:
    """One run: what was asked of how many, and how far it came."""
    return {
        "run": of.id,
        "command": of.act.value,
        "asked": dict(of.asked.values),
        "source": of.source,
        "by": of.by,
        "at": plain(of.at),
        "op_id": of.op_id,
        "state": of.state,
        "total": of.total,
        **of.tally._asdict(),
    }


def waiting(of: Waiting) -> Shape:
    """A lead that needs a person, and why."""
    return {
        **outcome(of.row),
        "command": of.asked.act.value,
        "run": of.row.run,
        "name": of.title or of.company,
    }
