"""All that touches the database. The names below are its public surface; a test pins them.

Each is imported at its first use: a list on screen needs neither the writes nor peewee's tables.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadtui.store.activities import finish, follow_up, log, park
    from leadtui.store.applying import apply_policy, policy_check, policy_effects, policy_history
    from leadtui.store.backups import backup, restore
    from leadtui.store.database import create_store, describe, migrate, open_session
    from leadtui.store.deciding import decide, match_policy, set_match_policy
    from leadtui.store.desks import desk
    from leadtui.store.details import lead_detail
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
    from leadtui.store.history import Verdict, events, verify
    from leadtui.store.import_runs import (
        BatchOutcome,
        Import,
        ImportRow,
        Rejected,
        check_rows,
        finish_import,
        ids_elsewhere,
        import_batch,
        imports,
        start_import,
    )
    from leadtui.store.judging import judge, judge_step, judging_due
    from leadtui.store.kept_drafts import drafts, drop_draft, save_draft
    from leadtui.store.leaving import user_remove
    from leadtui.store.lifecycle import assign, disqualify, reactivate, reason_offered
    from leadtui.store.lists import count, lead_rows, stamp, view_ids
    from leadtui.store.merge_plans import merge_plan
    from leadtui.store.merged import merged_into
    from leadtui.store.merging import merge, unmerge
    from leadtui.store.obstacles import why_not
    from leadtui.store.owners import owner_key
    from leadtui.store.people import campaigns, owner_titles, reasons, teams, users
    from leadtui.store.plans import plan
    from leadtui.store.policies import PolicyVersion, policy
    from leadtui.store.qualifying import qualify
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
    from leadtui.store.staff import adopt_owner_name, team_add, user_add, user_rename, user_role
    from leadtui.store.ticking import tick
    from leadtui.store.undoing import undo, undoable
    from leadtui.store.writing import carried_out

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
    "backup",
    "campaigns",
    "carried_out",
    "check_rows",
    "clusters",
    "count",
    "create",
    "create_store",
    "decide",
    "describe",
    "desk",
    "disqualify",
    "drafts",
    "drop_draft",
    "duplicates_of",
    "edit",
    "events",
    "find",
    "finish",
    "finish_import",
    "follow_up",
    "ids_elsewhere",
    "import_batch",
    "imports",
    "judge",
    "judge_step",
    "judging_due",
    "lead",
    "lead_detail",
    "lead_rows",
    "log",
    "lose",
    "match_policy",
    "matches_behind",
    "matches_due",
    "merge",
    "merge_plan",
    "merged_into",
    "migrate",
    "move",
    "open_session",
    "owner_key",
    "owner_titles",
    "pairs",
    "park",
    "plan",
    "policy",
    "policy_check",
    "policy_effects",
    "policy_history",
    "qualify",
    "reactivate",
    "reason_offered",
    "reasons",
    "rebuild_matches",
    "rebuild_step",
    "record",
    "record_detail",
    "record_lines",
    "record_rows",
    "refit",
    "reopen",
    "report",
    "restore",
    "roles",
    "save_draft",
    "set_match_policy",
    "stamp",
    "start_import",
    "team_add",
    "teams",
    "tick",
    "undo",
    "undoable",
    "unmerge",
    "user_add",
    "user_remove",
    "user_rename",
    "user_role",
    "users",
    "values_in_use",
    "verify",
    "view_ids",
    "why_not",
    "win",
]

_MODULES = {
    "activities": "finish follow_up log park",
    "applying": "apply_policy policy_check policy_effects policy_history",
    "judging": "judge judge_step judging_due",
    "policies": "PolicyVersion policy",
    "ticking": "tick",
    "backups": "backup restore",
    "database": "create_store describe migrate open_session",
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
    "import_runs": "BatchOutcome Import ImportRow Rejected check_rows finish_import ids_elsewhere"
    " import_batch imports start_import",
    "leaving": "user_remove",
    "lifecycle": "assign disqualify reactivate reason_offered",
    "merged": "merged_into",
    "merge_plans": "merge_plan",
    "merging": "merge unmerge",
    "obstacles": "why_not",
    "owners": "owner_key",
    "people": "campaigns owner_titles reasons teams users",
    "plans": "plan",
    "qualifying": "qualify",
    "lists": "count lead_rows stamp view_ids",
    "reads": "find lead record record_rows values_in_use",
    "record_details": "record_detail",
    "record_lists": "record_lines",
    "records": "create edit",
    "reports": "report",
    "selling": "lose move reopen win",
    "rights": "access roles",
    "session": "Session",
    "staff": "adopt_owner_name team_add user_add user_rename user_role",
    "undoing": "undo undoable",
    "writing": "carried_out",
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """A name of the surface, from the module that it lives in; asked once a name."""
    if name not in _HOME:
        raise AttributeError(f"leadtui.store has no {name}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    return found
