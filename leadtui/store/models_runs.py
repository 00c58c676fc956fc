"""The tables of what is under way: imports, many leads at once, half-typed forms; and the store's own."""

from peewee import CompositeKey, IntegerField, TextField

from leadtui.store.models_base import Table


class ImportTable(Table):
    """Imports and how far they came."""

    id = IntegerField(primary_key=True)
    name = TextField()
    digest = TextField()
    kind = TextField()
    mapping = TextField()
    at = IntegerField()
    actor = TextField()
    next_row = IntegerField()
    stored = IntegerField()
    rejected = IntegerField()
    done = IntegerField()
    updated = IntegerField()
    skipped = IntegerField()
    alike = IntegerField()
    duplicates = IntegerField()
    returned = IntegerField()


class BulkRunTable(Table):
    """Many leads at once, and how far that came."""

    id = IntegerField(primary_key=True)
    op_id = TextField(unique=True)
    act = TextField()
    asked = TextField()
    source = TextField()
    actor = TextField()
    at = IntegerField()
    phase = TextField()
    total = IntegerField()


class BulkRowTable(Table):
    """One lead of a run: its turn, and what came of it."""

    run = IntegerField()
    place = IntegerField()
    lead = IntegerField()
    version = IntegerField(null=True)
    outcome = TextField()
    code = TextField()
    said = TextField()
    fix = TextField()
    command = TextField()
    op = IntegerField(null=True)
    settled = TextField()
    back = TextField()
    back_said = TextField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("run", "place")


class DraftTable(Table):
    """Half-typed forms."""

    id = IntegerField(primary_key=True)
    user = TextField()
    form = TextField()
    record = IntegerField(null=True)
    body = TextField()
    at = IntegerField()


class CounterTable(Table):
    """The next id of each kind, given out in blocks inside the writing transaction."""

    name = TextField(primary_key=True)
    next = IntegerField()


class MetaTable(Table):
    """What the store says of itself: application, schema, created."""

    key = TextField(primary_key=True)
    value = TextField()
