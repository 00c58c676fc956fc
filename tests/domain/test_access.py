"""Roles as data: read strictly, and what a sentence says where a right is missing."""

import pytest

from leadtui.domain.access import ANYBODY, EVERY, WORDS, Access, Right, Role, Scope
from leadtui.domain.policy import shipped
from leadtui.domain.results import Refusal
from leadtui.domain.roles import read_role, read_roles

REP = {"id": "rep", "label": "Sales rep", "read": "own", "rights": ["edit", "qualify"]}
BOSS = {"id": "boss", "label": "Boss", "read": "all", "rights": ["policy", "users"]}


def test_a_role_is_read() -> None:
    assert read_role(REP) == Role("rep", "Sales rep", Scope.OWN, frozenset({Right.EDIT, Right.QUALIFY}))


@pytest.mark.parametrize(
    ("changed", "key", "said", "fix"),
    [
        ({"rihgts": []}, "rihgts", "'rihgts'", "Did you mean rights?"),
        ({"id": "Sales Rep"}, "id", "'Sales Rep'", "small letters"),
        ({"id": None}, "id", "missing", "small letters"),
        ({"label": " "}, "label", "rep", "at most 60"),
        ({"read": "al"}, "read", "'al'", "Did you mean all?"),
        ({"read": None}, "read", "missing", "all, team, territory, own"),
        ({"rights": "edit"}, "rights", "no list", '["edit", "qualify"]'),
        ({"rights": ["edit", "qualfy"]}, "rights", "'qualfy'", "Did you mean qualify?"),
        ({"rights": [["edit"]]}, "rights", "no right", "There are: edit"),
        ({"rights": None}, "rights", "missing", "edit"),
    ],
)
def test_what_is_wrong_names_its_key_and_the_mend(
    changed: dict[str, object], key: str, said: str, fix: str
) -> None:
    no = read_role({**REP, **changed})
    assert isinstance(no, Refusal) and (no.code, no.fields) == ("policy", (key,))
    assert said in no.sentence and fix in no.fix


def test_ids_are_once_and_somebody_can_mend_the_rest() -> None:
    twice = read_roles([REP, BOSS, REP])
    assert isinstance(twice, Refusal) and twice.fields == ("role", "2", "id")
    nobody = read_roles([REP])
    assert isinstance(nobody, Refusal) and "policy and users" in nobody.sentence
    both = read_roles([REP, BOSS])
    assert not isinstance(both, Refusal) and [role.id for role in both] == ["rep", "boss"]


def test_the_shipped_roles() -> None:
    roles = {role.id: role for role in shipped().roles}
    assert list(roles) == ["rep", "support", "manager", "auditor", "administrator"]
    assert {role.read for role in roles.values()} == {Scope.ALL}
    assert roles["administrator"].rights == EVERY and roles["auditor"].rights == {Right.EXPORT}
    assert EVERY - roles["manager"].rights == {Right.POLICY, Right.USERS}
    assert EVERY - roles["rep"].rights == {
        Right.OVERRIDE, Right.IMPORT, Right.EXPORT, Right.LISTS, Right.POLICY, Right.USERS
    }  # fmt: skip
    assert not {Right.QUALIFY, Right.CREATE_ACCOUNT, Right.CREATE_OPPORTUNITY} & roles["support"].rights


def test_who_has_the_whole_rule_book_has_its_lists_in_books_from_before_they_were_a_right() -> None:
    boss = read_role(BOSS)
    assert isinstance(boss, Role) and Right.LISTS not in boss.rights
    mine = Access("ada", boss)
    assert mine.has(Right.LISTS) and not mine.has(Right.EXPORT)
    assert mine.refusal(Right.LISTS) is None


@pytest.mark.parametrize("right", Right)
def test_a_missing_right_is_named_with_who_can_give_it(right: Right) -> None:
    mine = Access("mia", Role("x", "Clerk"), givers=("Ada", "Bo", "Cy"))
    no = mine.refusal(right)
    assert no is not None and (no.code, no.fields) == ("right", (right.value,))
    assert no.sentence == f"Clerk may not {WORDS[right]} (right {right})."
    assert no.fix == "Ask Ada or Bo." and "leadtui user role mia" in no.command
    assert len(str(no)) <= 110
    assert Access("anybody", ANYBODY).refusal(right) is None


def test_a_role_that_is_gone_may_nothing_and_reads_its_own() -> None:
    mine = Access("mia", None, named="clerk")
    no = mine.refusal(Right.EDIT)
    assert no is not None and "'clerk'" in no.sentence and no.fix
    assert mine.reader.scope is Scope.OWN


def test_ones_own_team_is_no_other_owner() -> None:
    mine = Access("mia", Role("x", "Clerk"), teams=frozenset({"north"}))
    owners = ("mia", "north", None, "ola")
    assert [mine.filling("account", 4, owner) is None for owner in owners] == [True, True, True, False]
    may = Access("mia", Role("x", "Clerk", rights=frozenset({Right.FILL_OTHERS})))
    assert may.filling("account", 4, "ola") is None
