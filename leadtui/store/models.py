"""The tables of records: what people enter, change and find."""

from peewee import IntegerField, Model, TextField

from leadtui.domain.fields import Kind
from leadtui.store.models_base import Table


class LeadTable(Table):
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


class AccountTable(Table):
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


class ContactTable(Table):
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


class OpportunityTable(Table):
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


class ActivityTable(Table):
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


class ValueTable(Table):
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
