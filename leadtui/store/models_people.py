"""The tables of who works here, what came to them, and by which rules."""

from peewee import CompositeKey, IntegerField, TextField

from leadtui.store.models_base import Table


class UserTable(Table):
    """Who works here."""

    login = TextField(primary_key=True)
    name = TextField()
    email = TextField(null=True)
    role = TextField()
    active = IntegerField()
    created_at = IntegerField()


class TeamTable(Table):
    """Groups that may own; codes and logins share one namespace."""

    code = TextField(primary_key=True)
    name = TextField()


class MembershipTable(Table):
    """Which user is in which team."""

    login = TextField()
    team = TextField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("login", "team")


class UserTerritoryTable(Table):
    """The territories of a user: of those whose role reads by territory, what they read."""

    login = TextField()
    territory = TextField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("login", "territory")


class HandOverTable(Table):
    """Leads that came to another owner; unread until that owner opens the lead."""

    lead = IntegerField()
    op = IntegerField()
    owner = TextField()
    rule = TextField(null=True)
    read_at = IntegerField(null=True)

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("lead", "op", "owner")


class AssignTurnTable(Table):
    """Whom each rule of the policy gave a lead last."""

    rule = TextField()
    owner = TextField()
    number = IntegerField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("rule", "owner")


class ReasonTable(Table):
    """Status reasons, see `lead.StatusReason`."""

    code = TextField(primary_key=True)
    label = TextField()
    state = TextField()
    number = IntegerField(null=True)
    note_required = IntegerField()
    names = TextField()
    offered = IntegerField()
    place = IntegerField()
    gone = IntegerField()


class PolicyTable(Table):
    """The rule book, a version a row; `version` is 1 on each: none is ever changed."""

    id = IntegerField(primary_key=True)
    version = IntegerField()
    op = IntegerField()
    at = IntegerField()
    actor = TextField()
    digest = TextField()
    body = TextField()
