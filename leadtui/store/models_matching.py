"""The tables of what looks the same, and what people decided on it."""

from peewee import CompositeKey, IntegerField, TextField

from leadtui.store.models_base import Table


class MatchKeyTable(Table):
    """What makes records look the same, one row a key; for the numbers see `match_state`."""

    key = IntegerField()
    record = IntegerField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("key", "record")


class MatchRecordTable(Table):
    """Records as they are compared, and the version of the normaliser that made them so."""

    record = IntegerField(primary_key=True)
    version = IntegerField()
    facts = TextField()


class MatchCountTable(Table):
    """How many records have a value."""

    key = IntegerField(primary_key=True)
    count = IntegerField()


class MatchPairTable(Table):
    """Records that look the same, in both directions; the probability in millionths."""

    record = IntegerField()
    other = IntegerField()
    probability = IntegerField()
    decided = IntegerField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("record", "other")


class MatchVerdictTable(Table):
    """What people decided on pairs, appended only."""

    low = IntegerField()
    high = IntegerField()
    verdict = TextField()
    reason = TextField()
    actor = TextField()
    at = IntegerField()
    op = IntegerField()
    digest = TextField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("low", "high", "op", "digest")
