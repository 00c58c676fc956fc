"""The form that warns: beside the fields stands what looks like the values typed so far.

Asked in the background as fields are left, where a newer question calls the older one off; no key
ever waits for it, and it never holds back a save.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from leadtui.domain.fields import Kind
from leadtui.domain.match import Match, percent
from leadtui.domain.text import clean, fit
from leadtui.screens import doing, looking
from leadtui.screens.desk_reading import read_alike
from leadtui.screens.forms import Form
from leadtui.screens.shell import shell_of
from leadtui.store.errors import StoreError
from leadtui.widgets.field_input import FieldInput
from leadtui.widgets.key_line import Key
from leadtui.widgets.likeness import called, strongest, style_of, words
from leadtui.widgets.signs import ALIKE

COMPARED = (
    *("first_name", "last_name", "name", "company", "job_title", "email", "phone", "mobile", "website"),
    *("street", "city", "region", "postal_code", "country", "topic"),
)
_OWN = ("account", "contact")  # what the record is linked to is no duplicate of it
_MOST = 4  # matches beside the form


class Beside(Widget):
    """What looks like what is typed: a list beside the fields, or one line below them.

    Args:
        kind: of the record that is typed.
        record: its number, None for a new one.
        told: is called when there are others to look at.

    Attributes:
        matches: the likely ones, the likeliest first.
        values: what they were looked for with.
    """

    DEFAULT_CSS = "Beside { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, kind: Kind, record: int | None, told: Callable[[], object]) -> None:
        super().__init__(id="beside")
        self._kind, self._record, self._told = kind, record, told
        self.matches: tuple[Match, ...] = ()
        self.values: Mapping[str, object] = {}
        self._asked: Mapping[str, object] | None = None
        self._answered = False  # what stands there before is no "nothing"

    def begin(self, inputs: Sequence[FieldInput]) -> None:
        """Ask once about what stands there at the start; a form that is empty asks nothing."""
        values = self._read(inputs)
        if any(values.get(name) for name in COMPARED):
            self.ask(inputs)
        else:
            self._asked = values

    def ask(self, inputs: Sequence[FieldInput]) -> None:
        """Look again where what is compared changed since; the answer comes when it comes."""
        values = self._read(inputs)
        if values != self._asked:
            self._asked = values
            self.run_worker(partial(self._look, values), group="alike", exclusive=True)

    def _read(self, inputs: Sequence[FieldInput]) -> dict[str, object]:
        typed = {one.field.name: one.text.strip() for one in inputs}
        values: dict[str, object] = {name: typed[name] or None for name in COMPARED if name in typed}
        for name in _OWN:
            number = typed.get(name, "").partition(" ")[0]
            values[name] = int(number) if number.isascii() and number.isdecimal() else None
        return values | ({"id": self._record} if self._record is not None else {})

    async def _look(self, values: Mapping[str, object]) -> None:
        try:
            found = await shell_of(self).worker.background(read_alike, self._kind, values)
        except StoreError as fault:
            shell_of(self).say(f"What looks alike cannot be told: {fault.sentence}", "warning")
            return
        if self.is_attached and (found, values, True) != (self.matches, self.values, self._answered):
            self._answered = True
            self.matches, self.values = found, values
            self.refresh()
            self._told()

    def render(self) -> Content:
        """One line, or a list of the first few with their reasons."""
        if self.size.height > 1:
            return Content("\n").join(self._list(self.size.width - 2))
        if not self.matches:
            return Content("")
        room = self.size.width - 16
        said = fit(strongest(self.matches, room), room)
        return Content.assemble((f" {ALIKE} looks like: ", "$warning"), said)

    def _list(self, cells: int) -> list[Content]:
        if not self.matches:
            return [Content.styled("Nothing looks like it so far.", "$muted")] if self._answered else []
        lines = [Content.styled(f"{ALIKE} Looks like", "bold $warning")]
        for match in self.matches[:_MOST]:
            brief = match.brief
            lines += [Content(""), Content.styled(fit(called(brief, readable=match.readable), cells), "bold")]
            if match.readable and brief.detail:
                lines.append(Content.styled(fit(clean(brief.detail), cells), "$muted"))
            sure = Content.styled(percent(match.probability), style_of(match.band))
            lines += Content.assemble(sure, f"  {words(match.reasons)}").wrap(cells)
        more = len(self.matches) - _MOST
        lines += [Content(""), Content.styled(f"and {more} more", "$muted")] if more > 0 else []
        return [*lines, Content(""), Content.assemble(("ctrl+o", "bold $accent"), " side by side")]


class WarnedForm(Form):
    """A form whose record may be here already."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+o", "alike", show=False, priority=True)]
    DEFAULT_CSS = """
    WarnedForm {
        &.-side #form { width: 118; }
        &.-side #middle { layout: horizontal; }
        &.-side #fields { width: 1fr; }
        &.-side Beside { width: 38; height: 1fr; padding: 0 0 0 2; }
    }
    """

    def beside(self) -> ComposeResult:
        """What looks alike."""
        yield Beside(self.sheet.kind, self.sheet.record, self.refresh_keys)

    @property
    def _alike(self) -> Beside:
        return self.query_one(Beside)

    def keys(self) -> Sequence[Key]:
        """As on every form, and the way to what looks alike."""
        save, enter, *others = super().keys()
        alike = len(self._alike.matches) if self.is_mounted else 0
        return (save, enter, *([Key("ctrl+o", f"{alike} alike")] if alike else []), *others)

    async def on_mount(self) -> None:
        """What stands there at first is looked at too."""
        self._alike.begin(self.inputs)

    def left_changed(self) -> None:
        """Look again, where what is compared changed."""
        self._alike.ask(self.inputs)

    def action_alike(self) -> None:
        """What looks like what is typed, side by side; esc comes back here."""
        if not self._alike.matches:
            self.say("Nothing looks like what is typed so far; a field is looked at when it is left.")
        else:
            self.run_worker(self._compare(self._alike.values), group="compare", exclusive=True)

    async def _compare(self, values: Mapping[str, object]) -> None:
        instead = await looking.look_alike(self.shell, self.sheet.kind, values)
        if instead is not None and await self.leave():
            # The form is gone by then, and its workers with it: the app opens the record.
            self.shell.call_later(doing.open_record, self.shell, *instead)
