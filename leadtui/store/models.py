"""The tables as peewee sees them; the DDL is in `schema`, and a test holds the two together.

Unbound: a query runs where `Session.run` sends it, so that several stores of both engines live in
one process. Values are those of the columns (see `columns`): integers and text, nothing else.
"""

import re

from peewee import CompositeKey, IntegerField, Model, TextField

from leadtui.domain.fields import Kind


def _named(model: type[Model]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__.removesuffix("Table")).lower()


class _Table(Model):
    class Meta:
        """Tables are called as their classes, less the ending."""

        table_function = _named


class LeadTable(_Table):
    """See `fields.LEAD_FIELDS`."""

    id = IntegerField(primary_key=True)
    state = TextField()
    status_reason = TextField()
    first_name = TextField(null=True)
    last_name = TextField(null=True)
    company = TextField(null=True)
    private_person = IntegerField()
    job_title = TextField(null=True)
    topic = TextField(null=True)
    email = TextField(null=True)
    phone = TextField(null=True)
    mobile = TextField(null=True)
    website = TextField(null=True)
    street = TextField(null=True)
    city = TextField(null=True)
    region = TextField(null=True)
    postal_code = TextField(null=True)
    country = TextField(null=True)
    language = TextField(null=True)
    source = TextField(null=True)
    campaign = TextField(null=True)
    product = TextField(null=True)
    rating = TextField(null=True)
    owner = TextField(null=True)
    territory = TextField(null=True)
    account = IntegerField(null=True)
    contact = IntegerField(null=True)
    fit = IntegerField()
    interest = IntegerField()
    need = TextField(null=True)
    budget_amount = IntegerField(null=True)
    currency = TextField(null=True)
    budget_status = TextField(null=True)
    purchase_timeframe = TextField(null=True)
    purchase_process = TextField(null=True)
    decision_maker = IntegerField()
    description = TextField(null=True)
    do_not_call = IntegerField()
    do_not_email = IntegerField()
    external_system = TextField(null=True)
    external_id = TextField(null=True)
    other_values = TextField(null=True)
    follow_up = TextField(null=True)
    follow_up_note = TextField(null=True)
    parked_until = TextField(null=True)
    created_at = IntegerField()
    changed_at = IntegerField()
    closed_at = IntegerField(null=True)
    closed_by = TextField(null=True)
    overridden = TextField(null=True)
    version = IntegerField()
    cycle = IntegerField()
    op = IntegerField()
    withdrawn = IntegerField()
    search_key = TextField()
    ready = IntegerField()
    done = IntegerField()
    reachable = IntegerField()
    total = IntegerField()
    policy = IntegerField()
    ticks = TextField(null=True)
    named = TextField(null=True)


class AccountTable(_Table):
    """See `fields.ACCOUNT_FIELDS`."""

    id = IntegerField(primary_key=True)
    name = TextField(null=True)
    website = TextField(null=True)
    phone = TextField(null=True)
    email = TextField(null=True)
    street = TextField(null=True)
    city = TextField(null=True)
    region = TextField(null=True)
    postal_code = TextField(null=True)
    country = TextField(null=True)
    industry = TextField(null=True)
    parent = IntegerField(null=True)
    owner = TextField(null=True)
    territory = TextField(null=True)
    description = TextField(null=True)
    do_not_call = IntegerField()
    do_not_email = IntegerField()
    external_system = TextField(null=True)
    external_id = TextField(null=True)
    other_values = TextField(null=True)
    lead = IntegerField(null=True)
    created_at = IntegerField()
    changed_at = IntegerField()
    version = IntegerField()
    op = IntegerField()
    withdrawn = IntegerField()
    search_key = TextField()


class ContactTable(_Table):
    """See `fields.CONTACT_FIELDS`."""

    id = IntegerField(primary_key=True)
    first_name = TextField(null=True)
    last_name = TextField(null=True)
    job_title = TextField(null=True)
    account = IntegerField(null=True)
    company = TextField(null=True)
    email = TextField(null=True)
    phone = TextField(null=True)
    mobile = TextField(null=True)
    website = TextField(null=True)
    street = TextField(null=True)
    city = TextField(null=True)
    region = TextField(null=True)
    postal_code = TextField(null=True)
    country = TextField(null=True)
    language = TextField(null=True)
    owner = TextField(null=True)
    description = TextField(null=True)
    do_not_call = IntegerField()
    do_not_email = IntegerField()
    external_system = TextField(null=True)
    external_id = TextField(null=True)
    other_values = TextField(null=True)
    lead = IntegerField(null=True)
    created_at = IntegerField()
    changed_at = IntegerField()
    version = IntegerField()
    op = IntegerField()
    withdrawn = IntegerField()
    search_key = TextField()


class OpportunityTable(_Table):
    """See `fields.OPPORTUNITY_FIELDS`."""

    id = IntegerField(primary_key=True)
    topic = TextField(null=True)
    account = IntegerField(null=True)
    contact = IntegerField(null=True)
    company = TextField(null=True)
    amount = IntegerField(null=True)
    currency = TextField(null=True)
    stage = TextField(null=True)
    outcome = TextField(null=True)
    lost_reason = TextField(null=True)
    close_on = TextField(null=True)
    closed_on = TextField(null=True)
    next_step = TextField(null=True)
    rating = TextField(null=True)
    need = TextField(null=True)
    budget_status = TextField(null=True)
    purchase_timeframe = TextField(null=True)
    purchase_process = TextField(null=True)
    decision_maker = IntegerField()
    product = TextField(null=True)
    source = TextField(null=True)
    campaign = TextField(null=True)
    owner = TextField(null=True)
    territory = TextField(null=True)
    description = TextField(null=True)
    why = TextField(null=True)
    external_system = TextField(null=True)
    external_id = TextField(null=True)
    other_values = TextField(null=True)
    lead = IntegerField(null=True)
    created_at = IntegerField()
    changed_at = IntegerField()
    version = IntegerField()
    op = IntegerField()
    withdrawn = IntegerField()
    search_key = TextField()


class ActivityTable(_Table):
    """See `records.Activity`; `about` is the two columns about_kind and about_id."""

    id = IntegerField(primary_key=True)
    about_kind = TextField()
    about_id = IntegerField()
    kind = TextField()
    outbound = IntegerField()
    outcome = TextField(null=True)
    text = TextField()
    due = TextField(null=True)
    done = IntegerField()
    at = IntegerField()
    by = TextField()
    cycle = IntegerField()
    version = IntegerField()
    op = IntegerField()
    withdrawn = IntegerField()


class ReasonTable(_Table):
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


class UserTable(_Table):
    """Who works here."""

    login = TextField(primary_key=True)
    name = TextField()
    email = TextField(null=True)
    role = TextField()
    active = IntegerField()
    created_at = IntegerField()


class TeamTable(_Table):
    """Groups that may own; codes and logins share one namespace."""

    code = TextField(primary_key=True)
    name = TextField()


class MembershipTable(_Table):
    """Which user is in which team."""

    login = TextField()
    team = TextField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("login", "team")


class UserTerritoryTable(_Table):
    """The territories of a user: of those whose role reads by territory, what they read."""

    login = TextField()
    territory = TextField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("login", "territory")


class HandOverTable(_Table):
    """Leads that came to another owner; unread until that owner opens the lead."""

    lead = IntegerField()
    op = IntegerField()
    owner = TextField()
    rule = TextField(null=True)
    read_at = IntegerField(null=True)

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("lead", "op", "owner")


class AssignTurnTable(_Table):
    """Whom each rule of the policy gave a lead last."""

    rule = TextField()
    owner = TextField()
    number = IntegerField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("rule", "owner")


class ValueTable(_Table):
    """What lists say of the values that records hold, see `value_lists.Value`."""

    id = IntegerField(primary_key=True)
    list = TextField()
    code = TextField()
    label = TextField()
    retired = IntegerField()
    merged_into = TextField(null=True)
    cost = IntegerField(null=True)
    currency = TextField(null=True)
    owner = TextField(null=True)
    version = IntegerField()
    op = IntegerField()
    withdrawn = IntegerField()


class OperationTable(_Table):
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


class EventTable(_Table):
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


class EventValueTable(_Table):
    """Before- and after-values of an event, apart so that they can be erased; NULL once erased."""

    event = IntegerField(primary_key=True)
    salt = TextField()
    body = TextField(null=True)


class QualificationTable(_Table):
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


class OriginTable(_Table):
    """From which leads an opportunity came: it was made or joined when that operation qualified the lead."""

    lead = IntegerField()
    cycle = IntegerField()
    op = IntegerField()
    opportunity = IntegerField()
    created = IntegerField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("op", "opportunity")


class ClosingTable(_Table):
    """How a lead stood when it was disqualified."""

    lead = IntegerField()
    cycle = IntegerField()
    op = IntegerField()
    snapshot = TextField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("lead", "cycle", "op")


class DetachmentTable(_Table):
    """Opportunities that came of a lead and go on without it."""

    lead = IntegerField()
    opportunity = IntegerField()
    op = IntegerField()
    reason = TextField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("lead", "opportunity", "op")


class DraftTable(_Table):
    """Half-typed forms."""

    id = IntegerField(primary_key=True)
    user = TextField()
    form = TextField()
    record = IntegerField(null=True)
    body = TextField()
    at = IntegerField()


class MatchKeyTable(_Table):
    """What makes records look the same, one row a key; for the numbers see `match_state`."""

    key = IntegerField()
    record = IntegerField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("key", "record")


class MatchRecordTable(_Table):
    """Records as they are compared, and the version of the normaliser that made them so."""

    record = IntegerField(primary_key=True)
    version = IntegerField()
    facts = TextField()


class MatchCountTable(_Table):
    """How many records have a value."""

    key = IntegerField(primary_key=True)
    count = IntegerField()


class MatchPairTable(_Table):
    """Records that look the same, in both directions; the probability in millionths."""

    record = IntegerField()
    other = IntegerField()
    probability = IntegerField()
    decided = IntegerField()

    class Meta:  # pyright: ignore[reportIncompatibleVariableOverride]
        """Its key is of several columns."""

        primary_key = CompositeKey("record", "other")


class MatchVerdictTable(_Table):
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


class ImportTable(_Table):
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


class BulkRunTable(_Table):
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


class BulkRowTable(_Table):
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


class CounterTable(_Table):
    """The next id of each kind, given out in blocks inside the writing transaction."""

    name = TextField(primary_key=True)
    next = IntegerField()


class MetaTable(_Table):
    """What the store says of itself: application, schema, created."""

    key = TextField(primary_key=True)
    value = TextField()


class MergeTable(_Table):
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


class PolicyTable(_Table):
    """The rule book, a version a row; `version` is 1 on each: none is ever changed."""

    id = IntegerField(primary_key=True)
    version = IntegerField()
    op = IntegerField()
    at = IntegerField()
    actor = TextField()
    digest = TextField()
    body = TextField()


RecordTable = type[LeadTable] | type[AccountTable] | type[ContactTable] | type[OpportunityTable]
RECORD_TABLES: dict[Kind, RecordTable] = {
    Kind.LEAD: LeadTable,
    Kind.ACCOUNT: AccountTable,
    Kind.CONTACT: ContactTable,
    Kind.OPPORTUNITY: OpportunityTable,
}
TABLES: dict[Kind, type[Model]] = {
    **RECORD_TABLES,
    Kind.ACTIVITY: ActivityTable,
    Kind.VALUE: ValueTable,
}
ALL: tuple[type[Model], ...] = (
    *TABLES.values(),
    ReasonTable,
    UserTable,
    TeamTable,
    MembershipTable,
    UserTerritoryTable,
    HandOverTable,
    AssignTurnTable,
    OperationTable,
    EventTable,
    EventValueTable,
    QualificationTable,
    OriginTable,
    ClosingTable,
    DetachmentTable,
    DraftTable,
    MatchKeyTable,
    MatchRecordTable,
    MatchCountTable,
    MatchPairTable,
    MatchVerdictTable,
    ImportTable,
    BulkRunTable,
    BulkRowTable,
    CounterTable,
    MetaTable,
    MergeTable,
    PolicyTable,
)
