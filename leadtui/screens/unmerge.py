"""Taking a merge apart: says what comes back and waits for Enter."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.records import LeadDetail
from leadtui.domain.results import Conflict, Done, Refusal
from leadtui.domain.text import clean
from leadtui.screens.answering import Asking, Commit, new_op, written
from leadtui.screens.choices import Choose, Option
from leadtui.screens.dialog import ESC
from leadtui.screens.shell import Shell
from leadtui.widgets.key_line import Key


class Unmerge(Asking[int]):
    """Asks whether to take one merge apart."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "commit", show=False)]
    DEFAULT_CSS = "Unmerge #what { height: auto; }"

    def __init__(self, kind: Kind, id: int, title: str, commit: Commit[int]) -> None:
        super().__init__("Take a merge apart", "", commit)
        self._kind, self._id, self._title = kind, id, title

    def body(self) -> ComposeResult:
        """What comes back."""
        again = "is as it was before" if self._kind is Kind.LEAD else "is there again"
        title = clean(self._title)
        said = Content.assemble(
            (f"{self._kind.capitalize()} {self._id} {title} {again}.", "bold"),
            "\nWhat the other took over goes back: values, activities, and what belongs to it.",
        )
        yield Static(said, id="what", markup=False)

    def keys(self) -> Sequence[Key]:
        """Enter, Esc."""
        return (Key("enter", "take apart", kept=True), ESC)

    def action_commit(self) -> None:
        """Enter."""
        self.answer(self._id)


async def unmerge(app: Shell, kind: Kind, id: int, title: str) -> bool:
    """Take apart the merge in which that record was given up; whether something was written."""
    op = new_op()
    done: list[Done] = []

    async def commit(number: int) -> Refusal | Conflict | None:
        result = await written(app, store.unmerge, kind, number, op_id=op)
        if isinstance(result, Done):
            done.append(result)
            return None
        return result

    if not await app.push_screen_wait(Unmerge(kind, id, title, commit)):
        return False
    app.say(clean(done[0].sentence))
    return True


async def apart_or_new(app: Shell, detail: LeadDetail) -> str | None:
    """Of a merged lead that is to open again: ``apart`` or ``new``; None when the person left."""
    lead, into = detail.lead, detail.merged_into
    assert into is not None  # asked of merged leads alone
    options = (
        Option("apart", "Take the merge apart", "both are as they were before"),
        Option("new", "Open it again as new", f"{into.id} keeps what it took over"),
    )
    said = f"Lead {lead.id} was merged into {into.id} {into.title}."
    return await app.push_screen_wait(Choose(f"Reactivate {lead.id} {clean(lead.title)}", options, said=said))
