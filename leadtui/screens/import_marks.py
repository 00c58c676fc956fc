"""The rows of a file that are not new, on the import screen: what is chosen for all, and for each. Pure."""

from collections import Counter
from dataclasses import dataclass, field, replace

from textual.content import Content

from leadtui.actions.import_summary import ImportSummary
from leadtui.actions.importing import Marked, Options
from leadtui.domain.incoming import Act, Mark, OnDuplicate, Returning
from leadtui.domain.text import clean, fit, pad, plural
from leadtui.screens.choices import Option
from leadtui.widgets.lines import Row

_SHOWN = 500  # rows on show; a person goes through no more than that one by one
_SIGNS = {Mark.SIMILAR: "~", Mark.DUPLICATE: "=", Mark.RETURNING: "↩"}
DONE = {
    Act.CREATE: "create",
    Act.SKIP: "skip",
    Act.UPDATE: "update",
    Act.RETURN: "new lead",
    Act.REACTIVATE: "reactivate",
    Act.ACTIVITY: "activity",
}
_ASIDE = {
    Act.CREATE: "stored beside what it looks like; lists show both as alike",
    Act.SKIP: "nothing is stored",
    Act.UPDATE: "what the row says goes into the record",
    Act.RETURN: "linked to what the closed lead became",
    Act.REACTIVATE: "the closed lead opens again",
    Act.ACTIVITY: "a note on the customer; no lead",
}
FOR_ALL = [
    Option(OnDuplicate.CREATE, "Create all the same", _ASIDE[Act.CREATE]),
    Option(OnDuplicate.SKIP, "Skip", _ASIDE[Act.SKIP]),
    Option(OnDuplicate.UPDATE, "Update", "where one open record is surely meant; else create"),
]
FOR_ALL_RETURNING = [
    Option(Returning.NEW, "A new lead", _ASIDE[Act.RETURN]),
    Option(Returning.REACTIVATE, "Reactivate", _ASIDE[Act.REACTIVATE]),
    Option(Returning.ACTIVITY, "An activity", "a note on the customer; where there is none a new lead"),
]


@dataclass(slots=True)
class Choices:
    """What is chosen for rows that are not new.

    Attributes:
        rows: all of them, in the order of the file.
        on_duplicate, returning: for all rows of that sort.
        each: for single ones, by their lines.
    """

    rows: list[Marked] = field(default_factory=list[Marked])
    on_duplicate: OnDuplicate = OnDuplicate.CREATE
    returning: Returning = Returning.NEW
    each: dict[int, Act] = field(default_factory=dict[int, Act])

    def act(self, row: Marked) -> Act:
        """What will be done with a row."""
        mine = self.each.get(row.line)
        if mine is not None and mine in row.choices:
            return mine
        if row.mark is Mark.RETURNING:
            wanted = {Returning.REACTIVATE: Act.REACTIVATE, Returning.ACTIVITY: Act.ACTIVITY}
            act = wanted.get(self.returning, Act.RETURN)
            return act if act in row.choices else Act.RETURN
        if row.mark is Mark.DUPLICATE:
            return {OnDuplicate.SKIP: Act.SKIP, OnDuplicate.UPDATE: row.if_updating}.get(
                self.on_duplicate, Act.CREATE
            )
        return Act.CREATE

    def options(self, options: Options) -> Options:
        """Import that way."""
        return replace(
            options,
            on_duplicate=self.on_duplicate,
            returning=self.returning,
            choices=dict(self.each),
        )

    def has(self, mark: Mark) -> bool:
        """Whether any row is that."""
        return any(row.mark is mark for row in self.rows)


def offered(row: Marked) -> list[Option]:
    """What a person may have done with a row."""
    return [Option(act, DONE[act].capitalize(), _ASIDE[act]) for act in row.choices]


def tried(summary: ImportSummary, choices: Choices, cells: int) -> list[Row]:
    """What the rows are, and what would be done with those that are not new."""
    known = summary.similar + summary.duplicates + summary.returning
    new = summary.rows - summary.rejected - known
    counts = (("new", new), ("similar", summary.similar), ("duplicate", summary.duplicates))
    counts += (("returning", summary.returning), ("rejected", summary.rejected))
    lines = [Row(Content.styled(f" {plural(summary.rows, 'row')} looked at", "bold")), _quiet("")]
    lines += [_count(word, count) for word, count in counts if count or word in ("new", "duplicate")]
    if not choices.rows:
        return [*lines, _quiet(""), _quiet("Nothing here looks like something known.")]
    acts = Counter(choices.act(row) for row in choices.rows)
    said = ", ".join(f"{count:,} {DONE[act]}" for act, count in acts.items())
    lines += [_quiet(""), Row(Content.styled(f" {fit(f'Not new: {said}', cells - 2)}", "bold"))]
    lines += [_line(row, choices, cells) for row in choices.rows[:_SHOWN]]
    if (more := len(choices.rows) - _SHOWN) > 0:
        lines.append(_quiet(f"and {more:,} more; leadtui import --dry-run --marks FILE lists them all"))
    return lines


def _line(row: Marked, choices: Choices, cells: int) -> Row:
    """Sign and line, who, what it looks like, what is done; the last one never gives way."""
    mine = "*" if row.line in choices.each else " "
    done = pad(f"{mine}{DONE[choices.act(row)]}", 11)
    room = max(cells - 29, 20)
    name = pad(fit(clean(row.title), room * 2 // 5), room * 2 // 5)
    said = pad(fit(clean(row.what), room - room * 2 // 5 - 2), room - room * 2 // 5 - 2)
    sign = _SIGNS[row.mark]
    return Row(
        Content.assemble(
            (f" {sign} {row.line:>7} ", "$muted"),
            name,
            f" {row.likely:>4} ",
            (said, "$muted"),
            " ",
            (done, "bold"),
        ),
        row.line,
    )


def _count(word: str, count: int) -> Row:
    return Row(Content(f" {pad(word, 10)} {count:>10,}"))


def _quiet(text: str) -> Row:
    return Row(Content.styled(f" {text}", "$muted"))
