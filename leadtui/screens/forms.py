"""Edit and new: one form per kind of record, made from its fields; and the short form for what is missing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from leadtui.domain.fields import Field, Type
from leadtui.domain.results import Conflict, Done, Invalid
from leadtui.domain.text import clean, listed
from leadtui.domain.value_words import FIELD_LISTS
from leadtui.domain.values import currency_beside, read
from leadtui.screens.answering import WRITING, Telling, praise
from leadtui.screens.collisions import Collision, collide
from leadtui.screens.dialog import ESC
from leadtui.screens.drafting import DraftKeeper
from leadtui.screens.sheet import GROUPS, Save, Sheet, ordered
from leadtui.screens.shell import take_size
from leadtui.screens.suggesting import for_field, reference
from leadtui.widgets.entry import Entry
from leadtui.widgets.field_input import FieldInput
from leadtui.widgets.key_line import Key, KeyLine
from leadtui.widgets.status_line import StatusLine


class Form(Telling[bool]):
    """Fields to type into. What is typed is never lost: not to a "no", not to a conflict, not to Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("ctrl+z", "as_it_was", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    Form {
        #form {
            width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $accent;
        }
        #status { padding: 0; }
        KeyLine { padding: 0; }
        &.-whole #form { width: 100; height: 100%; }
        #middle { height: auto; max-height: 100%; }
        #fields { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
        &.-whole #middle, &.-whole #fields { height: 1fr; }
        .group { height: 1; margin-top: 1; text-style: bold; color: $accent; }
        .group.-first { margin-top: 0; }
        #notice { height: auto; max-height: 5; margin-bottom: 1; color: $warning; display: none; }
        &.-notice #notice { display: block; }
    }
    """

    def __init__(
        self, sheet: Sheet, save: Save, *, keep: bool = True, proposed: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(sheet.title, "nothing written yet")
        self.sheet = sheet
        self._save = save
        self._version = sheet.version
        self._collision: Collision | None = None
        self._under_way = False
        self._form_ended = False
        self._keeps = keep
        self._proposed = proposed or {}
        self._draft: DraftKeeper | None = None
        self.set_class(sheet.whole, "-whole")

    def compose(self) -> ComposeResult:
        """Heading, notice, fields that scroll, message, keys."""
        take_size(self)
        with Vertical(id="form"):
            yield self.heading
            yield Static("", id="notice", markup=False)
            with Container(id="middle"):
                with VerticalScroll(id="fields", can_focus=False):
                    yield from self.body()
                yield from self.beside()
            yield StatusLine(id="status")
            yield KeyLine(self.keys(), id="keys")

    def body(self) -> ComposeResult:
        """The fields, under the heading of their group."""
        group = ""
        for one in ordered(self.sheet.fields) if self.sheet.whole else self.sheet.fields:
            if self.sheet.whole and one.group != group:
                first = " -first" if not group else ""
                group = one.group
                yield Static(
                    Content(GROUPS.get(group, group.capitalize())), classes=f"group{first}", markup=False
                )
            made = FieldInput(one, self._start(one), suggester=for_field(self.shell, self.sheet.kind, one))
            made.set_class(one.name in self.sheet.asked, "-asked")
            yield made

    def beside(self) -> ComposeResult:
        """What stands beside the fields, or below them on a narrow screen."""
        yield from ()

    def keys(self) -> Sequence[Key]:
        """Save, move, leave."""
        if len(self.sheet.fields) == 1:
            return (Key("enter", "save", kept=True), Key("ctrl+z", "as it was"), ESC)
        save, enter = (
            Key("ctrl+s", "save", kept=True),
            Key("enter", "next" if self.sheet.whole else "next, the last one saves"),
        )
        return (save, enter, Key("ctrl+z", "as it was"), ESC)

    async def on_mount(self) -> None:
        """Put back what was left half typed, and the cursor where it is wanted."""
        inputs = self.inputs
        wanted = [one for one in inputs if one.field.name == self.sheet.focus] or inputs
        if not self.sheet.whole:
            for entry in self.query(Entry):
                entry.select_on_focus = True  # what stands there is replaced by the first key
        wanted[0].enter()
        left: Mapping[str, str] = {}
        if self._keeps:
            self._draft = DraftKeeper(self, self.shell, self.sheet.form, self.sheet.record, self._typed_texts)
            left = await self._draft.open()
        known = {one.field.name: one for one in inputs}
        for name, text in self._proposed.items():
            if name in known:
                known[name].text = text  # counts as typed: Enter accepts it
        if not self.sheet.whole:
            wanted[0].enter(replace=True)
        back = [name for name in left if name in known and left[name] != known[name].text]
        for name in back:
            known[name].text = left[name]
        if back:  # what was typed before is gone on with, not replaced
            wanted[0].enter()
            labels = listed([known[name].field.label for name in back])
            self.notice(f"Put back what you left half typed: {labels}. ctrl+z takes it away again.")
            self.left_changed()

    @property
    def inputs(self) -> list[FieldInput]:
        """The fields, in order."""
        return list(self.query(FieldInput))

    def notice(self, sentence: str) -> None:
        """A sentence that stays above the fields; an empty one takes it away."""
        self.set_class(bool(sentence), "-notice")
        self.query_one("#notice", Static).update(Content(clean(sentence, multiline=True)))

    @on(FieldInput.Changed)
    def _keep(self, event: FieldInput.Changed) -> None:
        if event.sender.wrong:
            event.sender.say("")
        if self._draft is not None:
            self._draft.typed()

    @on(FieldInput.Left)
    def _check(self, event: FieldInput.Left) -> None:
        if event.sender.dirty:
            self._read(event.sender)
            self.left_changed()

    def left_changed(self) -> None:
        """A field that was changed was left."""

    @on(FieldInput.Submitted)
    def _next(self, event: FieldInput.Submitted) -> None:
        if not self.sheet.whole and event.sender.dirty and isinstance(self._read(event.sender), Invalid):
            self.say(f"{event.sender.field.label} is wrong: enter cannot save it yet.", "warning")
        elif event.sender is self.inputs[-1]:
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Check every field and write what changed; a second press while it runs does nothing."""
        if not self._under_way:
            self._under_way = True
            self.run_worker(self._write(), group="save", exit_on_error=True)

    def action_as_it_was(self) -> None:
        """Take back all that was typed."""
        for one in self.inputs:
            one.text = one.before
            one.say("")
        self._collision = None
        self.notice("")

    def action_leave(self) -> None:
        """Leave; what is typed stays as a draft and comes back with the form."""
        self.run_worker(self.leave(), group="leave", exit_on_error=True)

    async def leave(self) -> bool:
        """Close without saving, what is typed kept as a draft; not while a write is under way."""
        if self._under_way:
            self.say(WRITING)
            return False
        self._under_way = True  # a second Esc finds the form closed
        kept = await self._draft.close(keep=True) if self._draft else False
        self.dismiss(False)
        if kept:
            self.shell.say("Nothing is saved; what you typed comes back with this form.")
        return True

    async def keep_draft(self) -> None:
        """Keep what is typed; the app asks for it before it ends."""
        if self._draft is not None:
            await self._draft.keep()

    async def _write(self) -> None:
        if self._draft is not None:
            self._draft.hold()
        try:
            await self._try()
        finally:
            if not self._form_ended:
                self._under_way = False
                if self._draft is not None:
                    self._draft.go_on()

    async def _try(self) -> None:
        values = await self._values()
        if values is None:
            return
        if not values and self.sheet.record is not None:
            await self._close(False)
            self.shell.say("Nothing changed.")
            return
        if self._collision:
            values = self._collision.allowed(values)
        result = await self._save(values, self._version)
        if isinstance(result, Done):
            await self._saved(result, values)
        elif isinstance(result, Conflict):
            self._collide(result)
        else:
            self._refused(result.fields, str(result))

    async def _saved(self, result: Done, values: Mapping[str, object]) -> None:
        rest = [one for one in self.inputs if one.dirty and one.field.name not in values]
        if self._collision is None or not rest:
            await self._close(True)
            if result.sentence:
                praise(self.shell, result)
            return
        for one in self.inputs:
            if one.field.name in values:
                one.before = one.text
        self._version = result.version
        self._collision = None
        labels = listed([one.field.label for one in rest])
        self.notice(
            f"The others are saved. {labels}: ctrl+s again writes yours over theirs, esc leaves theirs."
        )

    async def _close(self, changed: bool) -> None:
        self._form_ended = True
        if self._draft is not None:
            await self._draft.close(keep=False)
        self.dismiss(changed)

    def _collide(self, conflict: Conflict) -> None:
        dirty = {one.field.name: one for one in self.inputs if one.dirty}
        self._collision = collide(self.sheet.kind, conflict, frozenset(dirty), self.shell.people)
        self._version = conflict.version
        for name, theirs in self._collision.theirs.items():
            same = next((one for one in self.inputs if one.field.name == name), None)
            if same is not None and name not in dirty:
                same.text = same.before = theirs
            elif same is not None:
                same.say(f"{self._collision.by} has: {theirs or 'nothing'}")
        self.notice(self._collision.sentence)

    def _refused(self, names: Sequence[str], sentence: str) -> None:
        self.say(sentence, "warning")
        at = next((one for one in self.inputs if one.field.name in names), None)
        if at is not None:
            at.say(sentence)
            at.enter()

    async def _values(self) -> dict[str, object] | None:
        values: dict[str, object] = {}
        for one in self.inputs:
            if not one.dirty and not (self.sheet.record is None and one.text.strip()):
                continue
            value = await self._resolved(one)
            if isinstance(value, Invalid):
                one.enter()
                self.say(str(value), "warning")
                return None
            values[one.field.name] = value
            if one.field.type is Type.MONEY and (code := currency_beside(one.text)):
                values.setdefault("currency", code)  # what is typed into its own line holds
        return values

    async def _resolved(self, one: FieldInput) -> object | Invalid:
        if one.field.type is Type.REF and one.field.target:
            found = await reference(self.shell, one.field.target, one.text)
            if not isinstance(found, Invalid):
                return found
            one.say(str(found))
            return found
        return self._read(one)

    def _read(self, one: FieldInput) -> object | Invalid:
        if one.field.type is Type.REF:
            return None  # resolved against the store when it is saved
        value = read(one.field, one.text, today=self._today())
        if isinstance(value, Invalid):
            one.say(str(value))
        return value  # an owner stays as typed: the store knows who is meant, and says who is not

    def _today(self) -> date:
        return self.shell.today

    def _start(self, one: Field) -> object:
        value = self.sheet.titles.get(one.name) or self.sheet.values.get(one.name)
        listed = one.name in FIELD_LISTS and isinstance(value, str)
        return self.shell.words.label(one.name, str(value)) if listed else value

    def _typed_texts(self) -> Mapping[str, str]:
        return {one.field.name: one.text for one in self.inputs if one.dirty}
