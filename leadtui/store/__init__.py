"""All that touches the database. The names below are its public surface; a test pins them.

Each is imported at its first use: a list on screen needs neither the writes nor peewee's tables.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadtui.store.activities import finish, follow_up, log, park
    from leadtui.store.advising import policy_advice
    from leadtui.store.applying import apply_policy, policy_check, policy_effects, policy_history
    from leadtui.store.around import view_around
    from leadtui.store.assigning import Proposal, assign, assign_by_rules, claim, propose
    from leadtui.store.attached import lead_sales
    from leadtui.store.backups import backup, restore
    from leadtui.store.bulk_rows import (
        drop_rows,
        how_many_need_you,
        look_ahead,
        needs_you,
        note_kept,
        note_rows,
        rows_to_take_back,
        run_rows,
        undrop_rows,
    )
    from leadtui.store.bulk_runs import (
        begin_run,
        begin_taking_back,
        check_run,
        end_run,
        my_run,
        my_runs,
        resume_run,
        run_of,
        stopped_run,
    )
    from leadtui.store.choosing import linkable, open_sales
    from leadtui.store.database import create_store, migrate, open_session
    from leadtui.store.deciding import decide, match_policy, set_match_policy
    from leadtui.store.desks import desk
    from leadtui.store.details import lead_detail
    from leadtui.store.disqualifying import disqualify, reason_offered
    from leadtui.store.duplicates import duplicates_of
    from leadtui.store.errors import (
        Damaged,
        Exists,
        Full,
        Guarded,
        Interrupted,
        Locked,
        Missing,
        NewerSchema,
        NoConnection,
        NoRight,
        NotEmpty,
        NotFound,
        NotOurs,
        OlderSchema,
        ReadOnly,
        StoreError,
        Stranger,
        Unavailable,
    )
    from leadtui.store.groups import clusters, pairs
    from leadtui.store.handing import read_lead, waiting
    from leadtui.store.health import describe
    from leadtui.store.history import Verdict, events, verify
    from leadtui.store.import_runs import (
        BatchOutcome,
        Import,
        ImportRow,
        Rejected,
        check_rows,
        finish_import,
        import_batch,
        imports,
        start_import,
    )
    from leadtui.store.judging import judge, judge_step, judging_due
    from leadtui.store.keeping import kept_people
    from leadtui.store.kept_drafts import drafts, drop_draft, save_draft
    from leadtui.store.leaving import user_remove
    from leadtui.store.lists import count, lead_rows, stamp, view_ids
    from leadtui.store.merge_plans import merge_plan
    from leadtui.store.merged import merged_into
    from leadtui.store.merging import merge, unmerge
    from leadtui.store.obstacles import why_not
    from leadtui.store.owners import owner_key
    from leadtui.store.people import owner_titles, reasons, teams, users
    from leadtui.store.plans import plan
    from leadtui.store.policies import PolicyVersion, policy
    from leadtui.store.qualifying import qualify
    from leadtui.store.reactivating import reactivate, reopening
    from leadtui.store.reads import find, lead, record, record_rows, values_in_use
    from leadtui.store.rebuilding import matches_behind, matches_due, rebuild_matches, rebuild_step
    from leadtui.store.record_details import record_detail
    from leadtui.store.record_lists import record_lines
    from leadtui.store.records import create, edit
    from leadtui.store.refitting import refit
    from leadtui.store.reports import report
    from leadtui.store.rights import access, roles
    from leadtui.store.selling import lose, move, reopen, win
    from leadtui.store.session import Session
    from leadtui.store.staff import adopt_owner_name, team_add, user_add, user_role, user_set
    from leadtui.store.ticking import tick
    from leadtui.store.undoing import undo, undoable
    from leadtui.store.value_lists import value, value_counts, values
    from leadtui.store.valuing import (
        change_value,
        define_value,
        merge_values,
        reinstate_value,
        retire_value,
    )
    from leadtui.store.wording import words
    from leadtui.store.writing import replayed

__all__ = [
    "BatchOutcome",
    "Damaged",
    "Exists",
    "Full",
    "Guarded",
    "Import",
    "ImportRow",
    "Interrupted",
    "Locked",
    "Missing",
    "NewerSchema",
    "NoConnection",
    "NoRight",
    "NotEmpty",
    "NotFound",
    "NotOurs",
    "OlderSchema",
    "PolicyVersion",
    "Proposal",
    "ReadOnly",
    "Rejected",
    "Session",
    "StoreError",
    "Stranger",
    "Unavailable",
    "Verdict",
    "access",
    "adopt_owner_name",
    "apply_policy",
    "assign",
    "assign_by_rules",
    "backup",
    "begin_run",
    "begin_taking_back",
    "change_value",
    "check_rows",
    "check_run",
    "claim",
    "clusters",
    "count",
    "create",
    "create_store",
    "decide",
    "define_value",
    "describe",
    "desk",
    "disqualify",
    "drafts",
    "drop_draft",
    "drop_rows",
    "duplicates_of",
    "edit",
    "end_run",
    "events",
    "find",
    "finish",
    "finish_import",
    "follow_up",
    "how_many_need_you",
    "import_batch",
    "imports",
    "judge",
    "judge_step",
    "judging_due",
    "kept_people",
    "lead",
    "lead_detail",
    "lead_rows",
    "lead_sales",
    "linkable",
    "log",
    "look_ahead",
    "lose",
    "match_policy",
    "matches_behind",
    "matches_due",
    "merge",
    "merge_plan",
    "merge_values",
    "merged_into",
    "migrate",
    "move",
    "my_run",
    "my_runs",
    "needs_you",
    "note_kept",
    "note_rows",
    "open_sales",
    "open_session",
    "owner_key",
    "owner_titles",
    "pairs",
    "park",
    "plan",
    "policy",
    "policy_advice",
    "policy_check",
    "policy_effects",
    "policy_history",
    "propose",
    "qualify",
    "reactivate",
    "read_lead",
    "reason_offered",
    "reasons",
    "rebuild_matches",
    "rebuild_step",
    "record",
    "record_detail",
    "record_lines",
    "record_rows",
    "refit",
    "reinstate_value",
    "reopen",
    "reopening",
    "replayed",
    "report",
    "restore",
    "resume_run",
    "retire_value",
    "roles",
    "rows_to_take_back",
    "run_of",
    "run_rows",
    "save_draft",
    "set_match_policy",
    "stamp",
    "start_import",
    "stopped_run",
    "team_add",
    "teams",
    "tick",
    "undo",
    "undoable",
    "undrop_rows",
    "unmerge",
    "user_add",
    "user_remove",
    "user_role",
    "user_set",
    "users",
    "value",
    "value_counts",
    "values",
    "values_in_use",
    "verify",
    "view_around",
    "view_ids",
    "waiting",
    "why_not",
    "win",
    "words",
]

_MODULES = {
    "activities": "finish follow_up log park",
    "assigning": "Proposal assign assign_by_rules claim propose",
    "handing": "read_lead waiting",
    "advising": "policy_advice",
    "applying": "apply_policy policy_check policy_effects policy_history",
    "judging": "judge judge_step judging_due",
    "policies": "PolicyVersion policy",
    "ticking": "tick",
    "backups": "backup restore",
    "bulk_rows": "drop_rows how_many_need_you look_ahead needs_you note_kept note_rows rows_to_take_back"
    " run_rows undrop_rows",
    "bulk_runs": "begin_run begin_taking_back check_run end_run my_run my_runs resume_run run_of stopped_run",
    "choosing": "linkable open_sales",
    "database": "create_store migrate open_session",
    "health": "describe",
    "details": "lead_detail",
    "kept_drafts": "drafts drop_draft save_draft",
    "groups": "clusters pairs",
    "deciding": "decide match_policy set_match_policy",
    "desks": "desk",
    "duplicates": "duplicates_of",
    "rebuilding": "matches_behind matches_due rebuild_matches rebuild_step",
    "refitting": "refit",
    "errors": "Damaged Exists Full Guarded Interrupted Locked Missing NewerSchema NoConnection NoRight"
    " NotEmpty NotFound NotOurs OlderSchema ReadOnly StoreError Stranger Unavailable",
    "history": "Verdict events verify",
    "import_runs": "BatchOutcome Import ImportRow Rejected check_rows finish_import import_batch"
    " imports start_import",
    "leaving": "user_remove",
    "disqualifying": "disqualify reason_offered",
    "attached": "lead_sales",
    "keeping": "kept_people",
    "reactivating": "reactivate reopening",
    "merged": "merged_into",
    "merge_plans": "merge_plan",
    "merging": "merge unmerge",
    "obstacles": "why_not",
    "owners": "owner_key",
    "people": "owner_titles reasons teams users",
    "plans": "plan",
    "qualifying": "qualify",
    "lists": "count lead_rows stamp view_ids",
    "around": "view_around",
    "reads": "find lead record record_rows values_in_use",
    "record_details": "record_detail",
    "record_lists": "record_lines",
    "records": "create edit",
    "reports": "report",
    "selling": "lose move reopen win",
    "rights": "access roles",
    "session": "Session",
    "staff": "adopt_owner_name team_add user_add user_role user_set",
    "undoing": "undo undoable",
    "value_lists": "value value_counts values",
    "valuing": "change_value define_value merge_values reinstate_value retire_value",
    "wording": "words",
    "writing": "replayed",
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """A name of the surface, from the module that it lives in; asked once a name."""
    if name not in _HOME:
        raise AttributeError(f"leadtui.store has no {name}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    return found
