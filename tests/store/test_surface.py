"""The public surface of the store: what is not here is nobody's business outside of it."""

from pathlib import Path

from leadtui import store

SURFACE = """
    BatchOutcome Damaged Exists Full Guarded Import ImportRow Interrupted Locked Missing NewerSchema
    NoConnection NoRight NotEmpty NotFound NotOurs OlderSchema PolicyVersion Proposal ReadOnly Rejected
    Session StoreError Stranger Unavailable Verdict access adopt_owner_name apply_policy assign
    assign_by_rules backup begin_run begin_taking_back change_value check_rows check_run claim
    clusters count create create_store decide define_value describe desk disqualify drafts drop_draft
    drop_rows duplicates_of edit end_run events find finish finish_import follow_up how_many_need_you
    import_batch imports judge judge_step judging_due kept_people lead lead_detail lead_rows lead_sales
    linkable log look_ahead lose match_policy matches_behind matches_due merge merge_plan merge_values
    merged_into migrate move my_run my_runs needs_you note_kept note_rows open_sales open_session owner_key
    owner_titles pairs park plan policy policy_advice policy_check policy_effects policy_history propose
    qualify reactivate read_lead reason_offered reasons rebuild_matches rebuild_step record record_detail
    record_lines record_rows refit reinstate_value reopen reopening replayed report restore resume_run
    retire_value roles rows_to_take_back run_of run_rows save_draft set_match_policy stamp start_import
    stopped_run team_add teams tick undo undoable undrop_rows unmerge user_add user_remove user_set
    user_role users value value_counts values values_in_use verify view_around view_ids
    waiting why_not win words
"""


def test_the_surface_is_what_is_written_down() -> None:
    assert sorted(store.__all__) == sorted(SURFACE.split())


def test_every_name_of_the_surface_is_there_and_says_what_it_is() -> None:
    for name in store.__all__:
        assert getattr(store, name).__doc__, name


def test_no_name_of_the_surface_is_a_module() -> None:
    # Importing that module, by whatever road, would put it where the name was.
    modules = {path.stem for path in Path(store.__path__[0]).glob("*.py")}
    assert not modules & set(store.__all__)
