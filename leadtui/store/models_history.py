"""The tables of what was done: operations and the journal, what leads became, how they ended."""

from peewee import CompositeKey, IntegerField, TextField

from leadtui.store.models_base import Table


class OperationTable(Table):
    """One row a command; `result` is its `Done` as JSON, written once at its end."""

    id = IntegerField(primary_key=True)
    op_id = TextField(unique=True)
    kind = TextField()
    actor = TextField()
    login = TextField()
    at = IntegerField()
    title = TextField()
    result = TextField(null=True)
    undoes = IntegerField(null=True)


class EventTable(Table):
    """The journal: one row a change of a record, each holding the hash of the one before."""

    id = IntegerField(primary_key=True)
    op = IntegerField()
    at = IntegerField()
    actor = TextField()
    action = TextField()
    kind = TextField()
    record = IntegerField()
    version = IntegerField()
    value_hash = TextField()
    prev_hash = TextField()
    hash = TextField()


class EventValueTable(Table):
    """Before- and after-values of an event, apart so that they can be erased; NULL once erased."""

    event = IntegerField(primary_key=True)
    salt = TextField()
    body = TextField(null=True)


class QualificationTable(Table):
    """Which records a lead became in one cycle."""

    lead = IntegerField()
    cycle = IntegerField()
    op = IntegerField()
    at = IntegerField()
    actor = TextField()
    account = IntegerField(null=True)
    contact = IntegerField(null=True)
    account_created = IntegerField()
    contact_created = IntegerField()
    why = TextField()
    snapshot = TextField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("lead", "cycle", "op")


class OriginTable(Table):
    """From which leads an opportunity came: it was made or joined when that operation qualified the lead."""

    lead = IntegerField()
    cycle = IntegerField()
    op = IntegerField()
    opportunity = IntegerField()
    created = IntegerField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("op", "opportunity")


class ClosingTable(Table):
    """How a lead stood when it was disqualified."""

    lead = IntegerField()
    cycle = IntegerField()
    op = IntegerField()
    snapshot = TextField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("lead", "cycle", "op")


class DetachmentTable(Table):
    """Opportunities that came of a lead and go on without it."""

    lead = IntegerField()
    opportunity = IntegerField()
    op = IntegerField()
    reason = TextField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("lead", "opportunity", "op")


class MergeTable(Table):
    """From the record that was given up in a merge to the one that stays."""

    kind = TextField()
    loser = IntegerField()
    winner = IntegerField()
    op = IntegerField()
    at = IntegerField()
    actor = TextField()
    choices = TextField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("kind", "loser", "op")
