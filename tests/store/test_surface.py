"""The public surface of the store: what is not here is nobody's business outside of it."""

from pathlib import Path

from leadtui import store

SURFACE = """
    BatchOutcome Damaged Exists Full Guarded Import ImportRow Interrupted Locked Missing NewerSchema
    NoConnection NotEmpty NotFound NotOurs OlderSchema ReadOnly Rejected Session StoreError Unavailable
    Verdict adopt_owner_name assign backup campaigns carried_out check_rows clusters count create
    create_store decide describe desk disqualify drafts drop_draft duplicates_of edit events find finish
    finish_import follow_up ids_elsewhere import_batch imports lead lead_detail lead_rows log
    match_policy matches_behind matches_due merge merge_plan merged_into migrate open_session owner_key
    owner_titles pairs park plan qualify reactivate reason_offered reasons rebuild_matches rebuild_step
    refit record record_detail record_rows report restore save_draft set_match_policy stamp start_import
    team_add teams undo undoable unmerge user_add user_rename user_role users values_in_use verify view_ids
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
