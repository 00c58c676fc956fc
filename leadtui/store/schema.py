"""The tables as they were at versions 1 to 3 of the schema; `schema_4` has the next. The text never changes.

One text serves both engines: ``{int}`` is INTEGER or BIGINT, ``{text}`` is TEXT (on PostgreSQL with
collation "C", so that both engines sort and compare alike), ``{strict}`` is STRICT on SQLite.
"""

APPLICATION = "leadtui"
APPLICATION_ID = 0x4C454144  # "LEAD" in the header of the SQLite file
GENESIS = "0" * 64  # the hash before the first event

FIRST_TABLES: tuple[str, ...] = (
    """CREATE TABLE account (
    id {int} PRIMARY KEY, name {text}, website {text}, phone {text}, email {text}, street {text},
    city {text}, region {text}, postal_code {text}, country {text}, industry {text}, owner {text},
    territory {text}, description {text}, do_not_call {int} NOT NULL CHECK (do_not_call IN (0, 1)),
    do_not_email {int} NOT NULL CHECK (do_not_email IN (0, 1)), external_system {text},
    external_id {text}, other_values {text}, lead {int}, created_at {int} NOT NULL,
    changed_at {int} NOT NULL, version {int} NOT NULL, op {int} NOT NULL,
    withdrawn {int} NOT NULL CHECK (withdrawn IN (0, 1)), search_key {text} NOT NULL
) {strict}""",
    """CREATE TABLE contact (
    id {int} PRIMARY KEY, first_name {text}, last_name {text}, job_title {text},
    account {int} REFERENCES account(id), company {text}, email {text}, phone {text},
    mobile {text}, website {text}, street {text}, city {text}, region {text}, postal_code {text},
    country {text}, language {text}, owner {text}, description {text},
    do_not_call {int} NOT NULL CHECK (do_not_call IN (0, 1)),
    do_not_email {int} NOT NULL CHECK (do_not_email IN (0, 1)), external_system {text},
    external_id {text}, other_values {text}, lead {int}, created_at {int} NOT NULL,
    changed_at {int} NOT NULL, version {int} NOT NULL, op {int} NOT NULL,
    withdrawn {int} NOT NULL CHECK (withdrawn IN (0, 1)), search_key {text} NOT NULL
) {strict}""",
    """CREATE TABLE opportunity (
    id {int} PRIMARY KEY, topic {text}, account {int} REFERENCES account(id),
    contact {int} REFERENCES contact(id), company {text}, amount {int}, currency {text},
    stage {text}, outcome {text}, close_on {text}, closed_on {text}, next_step {text},
    rating {text}, need {text}, budget_status {text}, purchase_timeframe {text},
    purchase_process {text}, decision_maker {int} NOT NULL CHECK (decision_maker IN (0, 1)),
    product {text}, source {text}, campaign {text}, owner {text}, territory {text},
    description {text}, why {text}, external_system {text}, external_id {text},
    other_values {text}, lead {int}, created_at {int} NOT NULL, changed_at {int} NOT NULL,
    version {int} NOT NULL, op {int} NOT NULL,
    withdrawn {int} NOT NULL CHECK (withdrawn IN (0, 1)), search_key {text} NOT NULL
) {strict}""",
    """CREATE TABLE lead (
    id {int} PRIMARY KEY, state {text} NOT NULL, status_reason {text} NOT NULL, first_name {text},
    last_name {text}, company {text},
    private_person {int} NOT NULL CHECK (private_person IN (0, 1)), job_title {text}, topic {text},
    email {text}, phone {text}, mobile {text}, website {text}, street {text}, city {text},
    region {text}, postal_code {text}, country {text}, language {text}, source {text},
    campaign {text}, product {text}, rating {text}, owner {text}, territory {text},
    account {int} REFERENCES account(id), contact {int} REFERENCES contact(id),
    fit {int} NOT NULL CHECK (fit IN (0, 1)), interest {int} NOT NULL CHECK (interest IN (0, 1)),
    need {text}, budget_amount {int}, currency {text}, budget_status {text},
    purchase_timeframe {text}, purchase_process {text},
    decision_maker {int} NOT NULL CHECK (decision_maker IN (0, 1)), description {text},
    do_not_call {int} NOT NULL CHECK (do_not_call IN (0, 1)),
    do_not_email {int} NOT NULL CHECK (do_not_email IN (0, 1)), external_system {text},
    external_id {text}, other_values {text}, follow_up {text}, follow_up_note {text},
    parked_until {text}, created_at {int} NOT NULL, changed_at {int} NOT NULL, closed_at {int},
    closed_by {text}, version {int} NOT NULL, cycle {int} NOT NULL, op {int} NOT NULL,
    withdrawn {int} NOT NULL CHECK (withdrawn IN (0, 1)), search_key {text} NOT NULL,
    ready {int} NOT NULL, done {int} NOT NULL, reachable {int} NOT NULL,
    CHECK ((state = 'open') = (closed_at IS NULL))
) {strict}""",
    """CREATE TABLE activity (
    id {int} PRIMARY KEY, about_kind {text} NOT NULL, about_id {int} NOT NULL, kind {text} NOT NULL,
    outbound {int} NOT NULL, outcome {text}, text {text} NOT NULL, due {text}, done {int} NOT NULL,
    at {int} NOT NULL, by {text} NOT NULL, cycle {int} NOT NULL, version {int} NOT NULL,
    op {int} NOT NULL, withdrawn {int} NOT NULL CHECK (withdrawn IN (0, 1))
) {strict}""",
    """CREATE TABLE reason (
    code {text} PRIMARY KEY NOT NULL, label {text} NOT NULL, state {text} NOT NULL
        CHECK (state IN ('open', 'qualified', 'disqualified')),
    number {int}, note_required {int} NOT NULL, names {text} NOT NULL, offered {int} NOT NULL
) {strict}""",
    """CREATE TABLE "user" (
    login {text} PRIMARY KEY NOT NULL, name {text} NOT NULL, email {text}, role {text} NOT NULL,
    active {int} NOT NULL, created_at {int} NOT NULL
) {strict}""",
    """CREATE TABLE team (code {text} PRIMARY KEY NOT NULL, name {text} NOT NULL) {strict}""",
    """CREATE TABLE membership (
    login {text} NOT NULL, team {text} NOT NULL, PRIMARY KEY (login, team)
) {strict}""",
    """CREATE TABLE campaign (code {text} PRIMARY KEY NOT NULL, name {text} NOT NULL) {strict}""",
    """CREATE TABLE operation (
    id {int} PRIMARY KEY, op_id {text} NOT NULL UNIQUE, kind {text} NOT NULL, actor {text} NOT NULL,
    login {text} NOT NULL, at {int} NOT NULL, title {text} NOT NULL, result {text}, undoes {int}
) {strict}""",
    """CREATE TABLE event (
    id {int} PRIMARY KEY, op {int} NOT NULL, at {int} NOT NULL, actor {text} NOT NULL,
    action {text} NOT NULL, kind {text} NOT NULL, record {int} NOT NULL, version {int} NOT NULL,
    value_hash {text} NOT NULL, prev_hash {text} NOT NULL, hash {text} NOT NULL
) {strict}""",
    """CREATE TABLE event_value (
    event {int} PRIMARY KEY REFERENCES event(id), salt {text} NOT NULL, body {text}
) {strict}""",
    """CREATE TABLE qualification (
    lead {int} NOT NULL REFERENCES lead(id), cycle {int} NOT NULL, op {int} NOT NULL,
    at {int} NOT NULL, actor {text} NOT NULL, account {int} REFERENCES account(id),
    contact {int} REFERENCES contact(id), opportunity {int} REFERENCES opportunity(id),
    account_created {int} NOT NULL, contact_created {int} NOT NULL,
    opportunity_created {int} NOT NULL, why {text} NOT NULL, snapshot {text} NOT NULL,
    PRIMARY KEY (lead, cycle, op)
) {strict}""",
    """CREATE TABLE draft (
    id {int} PRIMARY KEY, "user" {text} NOT NULL, form {text} NOT NULL, record {int},
    body {text} NOT NULL, at {int} NOT NULL
) {strict}""",
    """CREATE TABLE match_key (
    key {text} NOT NULL, kind {text} NOT NULL, record {int} NOT NULL,
    PRIMARY KEY (key, kind, record)
) {strict_rowless}""",
    """CREATE TABLE import (
    id {int} PRIMARY KEY, name {text} NOT NULL, digest {text} NOT NULL, kind {text} NOT NULL,
    mapping {text} NOT NULL, at {int} NOT NULL, actor {text} NOT NULL, next_row {int} NOT NULL,
    stored {int} NOT NULL, rejected {int} NOT NULL, done {int} NOT NULL
) {strict}""",
    """CREATE TABLE counter (name {text} PRIMARY KEY NOT NULL, next {int} NOT NULL) {strict}""",
    """CREATE TABLE meta (key {text} PRIMARY KEY NOT NULL, value {text} NOT NULL) {strict}""",
)

FIRST_INDEXES: tuple[str, ...] = (
    # One for the order of each shipped view (domain.views): its first window is read off an index, however
    # many leads there are. `reads` writes the conditions of these indexes as literals, so that they are used.
    "CREATE INDEX lead_open ON lead (state, follow_up, id DESC, parked_until) WHERE withdrawn = 0",
    "CREATE INDEX lead_work ON lead (state, owner, follow_up, id DESC, parked_until) WHERE withdrawn = 0",
    "CREATE INDEX lead_unowned ON lead (state, follow_up, id DESC) WHERE withdrawn = 0 AND owner IS NULL",
    "CREATE INDEX lead_ready ON lead (state, ready, follow_up, id DESC) WHERE withdrawn = 0",
    "CREATE INDEX lead_parked ON lead (state, parked_until, id)"
    " WHERE withdrawn = 0 AND parked_until IS NOT NULL",
    "CREATE INDEX lead_changed ON lead (state, changed_at, id) WHERE withdrawn = 0",
    "CREATE INDEX lead_closed ON lead (closed_at, id) WHERE withdrawn = 0 AND state <> 'open'",
    "CREATE INDEX lead_result ON lead (state, closed_at, id) WHERE withdrawn = 0",
    "CREATE INDEX lead_created ON lead (state, created_at)",
    "CREATE INDEX lead_account ON lead (account) WHERE account IS NOT NULL",
    "CREATE INDEX lead_contact ON lead (contact) WHERE contact IS NOT NULL",
    "CREATE INDEX qualification_account ON qualification (account) WHERE account IS NOT NULL",
    "CREATE INDEX qualification_contact ON qualification (contact) WHERE contact IS NOT NULL",
    "CREATE INDEX lead_external ON lead (external_system, external_id)",
    "CREATE INDEX event_record ON event (kind, record, id)",
    "CREATE INDEX event_op ON event (op)",
    "CREATE INDEX activity_about ON activity (about_kind, about_id, at)",
    "CREATE INDEX contact_account ON contact (account)",
    "CREATE INDEX opportunity_account ON opportunity (account)",
    "CREATE INDEX opportunity_contact ON opportunity (contact)",
    "CREATE INDEX opportunity_lead ON opportunity (lead)",
    "CREATE INDEX operation_undoes ON operation (undoes)",
    "CREATE INDEX match_key_record ON match_key (kind, record)",
)

SECOND_DROPS: tuple[str, ...] = ("DROP TABLE match_key",)  # exact keys as text, made anew as numbers

SECOND_TABLES: tuple[str, ...] = (
    # `record` is id * 4 + kind, see `match_state`. All but the verdicts is derived and may be made anew.
    """CREATE TABLE match_key (
    key {int} NOT NULL, record {int} NOT NULL, PRIMARY KEY (key, record)
) {strict_rowless}""",
    """CREATE TABLE match_record (
    record {int} PRIMARY KEY, version {int} NOT NULL, facts {text} NOT NULL
) {strict}""",
    "CREATE TABLE match_count (key {int} PRIMARY KEY, count {int} NOT NULL) {strict}",
    """CREATE TABLE match_pair (
    record {int} NOT NULL, other {int} NOT NULL, probability {int} NOT NULL,
    decided {int} NOT NULL CHECK (decided IN (0, 1)), PRIMARY KEY (record, other)
) {strict_rowless}""",
    # What people decided, appended only. More than one row of an operation: a new normaliser wrote the
    # facts of the same two records differently, and the decision goes on.
    """CREATE TABLE match_verdict (
    low {int} NOT NULL, high {int} NOT NULL,
    verdict {text} NOT NULL CHECK (verdict IN ('different', 'kept', '')), reason {text} NOT NULL,
    actor {text} NOT NULL, at {int} NOT NULL, op {int} NOT NULL, digest {text} NOT NULL,
    PRIMARY KEY (low, high, op, digest), CHECK (low < high)
) {strict}""",
    # What became of an import's rows beside those stored and rejected.
    *(
        f"ALTER TABLE import ADD COLUMN {name} {{int}} NOT NULL DEFAULT 0"
        for name in ("updated", "skipped", "alike", "duplicates", "returned")
    ),
)

SECOND_INDEXES: tuple[str, ...] = (
    "CREATE INDEX match_key_record ON match_key (record)",
    "CREATE INDEX match_verdict_high ON match_verdict (high)",
)

REASON_COLUMNS = ("code", "label", "state", "number", "note_required", "names", "offered")
FIRST_REASONS: tuple[tuple[str | int | None, ...], ...] = (
    ("new", "New", "open", 1, 0, "", 0),
    ("contacted", "Contacted", "open", 2, 0, "", 0),
    ("qualified", "Qualified", "qualified", 3, 0, "", 0),
    ("lost", "Lost", "disqualified", 4, 0, "", 1),
    ("cannot_contact", "Cannot contact", "disqualified", 5, 0, "", 1),
    ("no_longer_interested", "No longer interested", "disqualified", 6, 0, "", 1),
    ("canceled", "Canceled", "disqualified", 7, 0, "", 1),
    ("invalid", "Invalid data", "disqualified", None, 0, "", 1),
    ("poor_fit", "Does not fit", "disqualified", None, 0, "", 1),
    ("handled_elsewhere", "Handled elsewhere", "disqualified", None, 0, "record", 1),
    ("duplicate", "Duplicate", "disqualified", None, 0, "record", 1),
    ("other", "Other", "disqualified", None, 1, "", 1),
    ("merged", "Merged", "disqualified", None, 0, "", 0),
)

COUNTERS = ("lead", "account", "contact", "opportunity", "activity", "operation", "event", "draft", "import")

# -- merging (schema 2)

MERGE_TABLES: tuple[str, ...] = (
    # From the record that was given up to the one that stays; one of an undone operation says nothing.
    """CREATE TABLE merge (
    kind {text} NOT NULL, loser {int} NOT NULL, winner {int} NOT NULL, op {int} NOT NULL,
    at {int} NOT NULL, actor {text} NOT NULL, choices {text} NOT NULL,
    PRIMARY KEY (kind, loser, op)
) {strict}""",
)

MERGE_INDEXES: tuple[str, ...] = (
    "CREATE INDEX merge_winner ON merge (kind, winner)",
    "CREATE INDEX account_lead ON account (lead) WHERE lead IS NOT NULL",
    "CREATE INDEX contact_lead ON contact (lead) WHERE lead IS NOT NULL",
)

# -- accounts under accounts, why opportunities were lost (schema 3)

RECORD_COLUMNS: tuple[str, ...] = (
    "ALTER TABLE account ADD COLUMN parent {int} REFERENCES account(id)",
    "ALTER TABLE opportunity ADD COLUMN lost_reason {text}",
)

RECORD_INDEXES: tuple[str, ...] = (
    "CREATE INDEX account_parent ON account (parent) WHERE parent IS NOT NULL",
    "CREATE INDEX opportunity_outcome ON opportunity (outcome, close_on, id DESC) WHERE withdrawn = 0",
    "CREATE INDEX opportunity_closed ON opportunity (outcome, closed_on, id) WHERE withdrawn = 0",
    "CREATE INDEX qualification_opportunity ON qualification (opportunity) WHERE opportunity IS NOT NULL",
)

# -- the policy with its versions, what people say of items, and by which rules a lead was judged (schema 3)

POLICY_TABLES: tuple[str, ...] = (
    # Each applied document is a record of its own, written once; op 0 is the one that a book began with.
    """CREATE TABLE policy (
    id {int} PRIMARY KEY, version {int} NOT NULL, op {int} NOT NULL, at {int} NOT NULL,
    actor {text} NOT NULL, digest {text} NOT NULL, body {text} NOT NULL
) {strict}""",
    # A reason that a policy left out stays for its history: gone. place is the order in which people choose.
    "ALTER TABLE reason ADD COLUMN place {int} NOT NULL DEFAULT 0",
    "ALTER TABLE reason ADD COLUMN gone {int} NOT NULL DEFAULT 0",
    # Items asked of the lead, and the policy by which it was judged when it was written last: until now all
    # eight of the one policy that there was.
    "ALTER TABLE lead ADD COLUMN total {int} NOT NULL DEFAULT 8",
    "ALTER TABLE lead ADD COLUMN policy {int} NOT NULL DEFAULT 1",
    "ALTER TABLE lead ADD COLUMN ticks {text}",
)
