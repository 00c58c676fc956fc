"""Version 4 of the schema; its text is written as that of `schema`, and as final once released."""

# -- hand-overs, whose turn it is by the policy's rules, the users' territories

OWNING_TABLES: tuple[str, ...] = (
    # That a lead came to another owner, by which rule of the policy, and when that owner opened it. Who gave
    # it, from whom and with which words the event of the same operation tells.
    """CREATE TABLE hand_over (
    lead {int} NOT NULL REFERENCES lead(id), op {int} NOT NULL, owner {text} NOT NULL, rule {text},
    read_at {int}, PRIMARY KEY (lead, op, owner)
) {strict}""",
    "CREATE INDEX hand_over_unread ON hand_over (owner, lead) WHERE read_at IS NULL",
    # Whom a rule gave a lead last: the greater the number, the later.
    """CREATE TABLE assign_turn (
    rule {text} NOT NULL, owner {text} NOT NULL, number {int} NOT NULL, PRIMARY KEY (rule, owner)
) {strict}""",
    """CREATE TABLE user_territory (
    login {text} NOT NULL, territory {text} NOT NULL, PRIMARY KEY (login, territory)
) {strict}""",
)

# -- how leads stood when they were closed, and which sales were detached from them

CLOSING_TABLES: tuple[str, ...] = (
    # How a lead stood when it was disqualified; of one that was qualified that stands in qualification.
    """CREATE TABLE closing (
    lead {int} NOT NULL REFERENCES lead(id), cycle {int} NOT NULL, op {int} NOT NULL,
    snapshot {text} NOT NULL, PRIMARY KEY (lead, cycle, op)
) {strict}""",
    # An opportunity that came of a lead and goes on without it; one of an undone operation says nothing.
    """CREATE TABLE detachment (
    lead {int} NOT NULL REFERENCES lead(id), opportunity {int} NOT NULL REFERENCES opportunity(id),
    op {int} NOT NULL, reason {text} NOT NULL, PRIMARY KEY (lead, opportunity, op)
) {strict}""",
    # The record that a disqualified lead duplicates or went to, as kind:id.
    "ALTER TABLE lead ADD COLUMN named {text}",
    "CREATE INDEX lead_named ON lead (named) WHERE named IS NOT NULL",
    # Why a lead was qualified past what its checklist lacked.
    "ALTER TABLE lead ADD COLUMN overridden {text}",
)

# -- many leads at once

MANY_TABLES: tuple[str, ...] = (
    # No history: what was done to each lead stands in the journal. Here is how far a run came.
    """CREATE TABLE bulk_run (
    id {int} PRIMARY KEY, op_id {text} NOT NULL UNIQUE, act {text} NOT NULL, asked {text} NOT NULL,
    source {text} NOT NULL, actor {text} NOT NULL, at {int} NOT NULL, phase {text} NOT NULL
        CHECK (phase IN ('filling', 'open', 'ended', 'back')), total {int} NOT NULL
) {strict}""",
    """CREATE TABLE bulk_row (
    run {int} NOT NULL REFERENCES bulk_run(id), place {int} NOT NULL, lead {int} NOT NULL, version {int},
    outcome {text} NOT NULL CHECK (outcome IN ('done', 'queued', 'refused', 'conflict', 'waiting')),
    code {text} NOT NULL, said {text} NOT NULL, fix {text} NOT NULL, command {text} NOT NULL, op {int},
    settled {text} NOT NULL CHECK (settled IN ('', 'done', 'dropped', 'again')), back {text} NOT NULL,
    back_said {text} NOT NULL, PRIMARY KEY (run, place)
) {strict_rowless}""",
    "INSERT INTO counter (name, next) VALUES ('bulk_run', 1)",
)

MANY_INDEXES: tuple[str, ...] = (
    "CREATE UNIQUE INDEX bulk_row_lead ON bulk_row (run, lead)",
    "CREATE INDEX bulk_row_op ON bulk_row (op) WHERE op IS NOT NULL",
    "CREATE INDEX bulk_row_outcome ON bulk_row (run, outcome, place)",
    # What waits for a person: the list of them, the newest run first, and those of one lead.
    "CREATE INDEX bulk_row_needs ON bulk_row (run DESC, place)"
    " WHERE settled = '' AND outcome IN ('queued', 'conflict')",
    "CREATE INDEX bulk_row_waits ON bulk_row (lead) WHERE settled = '' AND outcome IN ('queued', 'conflict')",
    "CREATE INDEX bulk_run_actor ON bulk_run (actor, id)",
)

# -- several opportunities of one lead, several leads of one opportunity

ORIGIN_TABLES: tuple[str, ...] = (
    # One row a lead and an opportunity that it became or joined; one of an undone operation says nothing.
    """CREATE TABLE origin (
    lead {int} NOT NULL REFERENCES lead(id), cycle {int} NOT NULL, op {int} NOT NULL,
    opportunity {int} NOT NULL REFERENCES opportunity(id),
    created {int} NOT NULL CHECK (created IN (0, 1)), PRIMARY KEY (op, opportunity)
) {strict}""",
    "INSERT INTO origin (lead, cycle, op, opportunity, created)"
    " SELECT lead, cycle, op, opportunity, opportunity_created FROM qualification"
    " WHERE opportunity IS NOT NULL",
    "DROP INDEX qualification_opportunity",
    "ALTER TABLE qualification DROP COLUMN opportunity",
    "ALTER TABLE qualification DROP COLUMN opportunity_created",
    "CREATE INDEX origin_lead ON origin (lead)",
    "CREATE INDEX origin_opportunity ON origin (opportunity)",
)

# -- value lists

VALUE_TABLES: tuple[str, ...] = (
    # Records hold the code. What is not here is read as it stands, and offered where leadtui brings it.
    """CREATE TABLE value (
    id {int} PRIMARY KEY, list {text} NOT NULL, code {text} NOT NULL, label {text} NOT NULL,
    retired {int} NOT NULL CHECK (retired IN (0, 1)), merged_into {text}, cost {int}, currency {text},
    owner {text}, version {int} NOT NULL, op {int} NOT NULL,
    withdrawn {int} NOT NULL CHECK (withdrawn IN (0, 1))
) {strict}""",
    "CREATE UNIQUE INDEX value_code ON value (list, code)",
    "INSERT INTO counter (name, next) VALUES ('value', 1)",
    "DROP TABLE campaign",  # nothing ever wrote it
)
