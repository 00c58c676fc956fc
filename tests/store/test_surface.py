"""The public surface of the store: what is not here is nobody's business outside of it."""

from leadtui import store

SURFACE = """
    BatchOutcome Damaged Exists Full Guarded Import ImportRow Interrupted Locked Missing NewerSchema
    NoConnection NotEmpty NotFound NotOurs OlderSchema ReadOnly Rejected Session StoreError Unavailable
    Verdict adopt_owner_name assign backup campaigns carried_out check_rows count create create_store
    describe disqualify drafts drop_draft duplicates_of edit events find finish finish_import follow_up
    ids_elsewhere import_batch imports lead lead_detail lead_rows log migrate open_session owner_key
    owner_titles park plan qualify reactivate reason_offered reasons record record_detail record_rows report
    restore save_draft stamp start_import team_add teams undo undoable user_add user_rename user_role users
    values_in_use verify view_ids
"""


def test_the_surface_is_what_is_written_down() -> None:
    assert sorted(store.__all__) == sorted(SURFACE.split())


def test_every_name_of_the_surface_is_there_and_says_what_it_is() -> None:
    for name in store.__all__:
        assert getattr(store, name).__doc__, name
