"""A stored rule book of another program: what this one does not know of it must not lock the book."""

from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum

import pytest
from making import a_lead, done
from rule_books import amended, ruled, with_item

from leadtui.domain import policy_items, policy_tables, roles
from leadtui.domain.access import Right
from leadtui.domain.checklist import KINDS
from leadtui.domain.policy import Policy, shipped_text
from leadtui.domain.qualification import Request
from leadtui.store import (
    Session,
    access,
    apply_policy,
    lead_detail,
    policies,
    policy,
    policy_check,
    policy_history,
    qualify,
    verify,
)
from leadtui.store.errors import Damaged
from leadtui.store.health import examine

MORE = (("rights = [", 'badge = "gold"\nrights = ["fly", '),)
PHOTO = with_item('kind = "photo"', id="photo", label="A photo")


@contextmanager
def another_program(store: Session, monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    """While it runs, there is a right, a key of a role, a kind of item and a sign of ids more."""
    more = StrEnum("Right", {**{each.name: each.value for each in Right}, "FLY": "fly"})
    with monkeypatch.context() as patch:
        patch.setattr(roles, "Right", more)
        patch.setattr(roles, "_RIGHTS", tuple(more))
        patch.setattr(roles, "KEYS", (*roles.KEYS, "badge"))
        patch.setattr(policy_items, "KINDS", (*KINDS, "photo"))
        patch.setattr(policy_tables, "_ID_SIGNS", policy_tables._ID_SIGNS | {"-"})
        yield
    for cache in (policies._read, policies._roles):
        cache.cache_clear()
    store.cache.clear()
    store.policies.clear()
    store.reader = None


def test_what_there_is_not_any_more_is_left_out_and_told(
    store: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_program(store, monkeypatch):
        ruled(store, *MORE, more=PHOTO)
    now = policy(store)
    assert now.version == 2 and '"fly"' in now.text
    assert now.item("photo") is None
    told = [each.sentence for each in now.left_out]
    assert len(told) == 3 and all(each.line > 1 for each in now.left_out)
    assert any("'fly'" in each for each in told) and any("'badge'" in each for each in told)
    assert any("'photo'" in each for each in told)
    # Who was administrator is: every right that there is counts, and the chain is whole.
    mine = access(store)
    assert mine.role is not None and mine.refusal(*Right) is None
    assert verify(store).ok, verify(store)
    advice = examine(store)[0]["advice"]
    assert "'fly'" in str(advice) and "update" in str(advice)
    lead = a_lead(store)
    done(qualify(store, lead, Request(duplicates_reviewed=True, why="Yes.")))
    assert lead_detail(store, lead) is not None


def test_a_new_document_with_such_names_is_refused_still(
    store: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_program(store, monkeypatch):
        ruled(store, *MORE, more=PHOTO)
    text = amended(store)
    problems = policy_check(store, text + "# again\n")
    assert not isinstance(problems, Policy) and len(problems) >= 2
    assert any("'fly'" in each.sentence or "'badge'" in each.sentence for each in problems)
    done(apply_policy(store, shipped_text()))
    assert policy(store).left_out == () and verify(store).ok


def test_a_version_that_cannot_be_read_is_followed_by_one_that_can(
    store: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_program(store, monkeypatch):
        ruled(store, more=with_item('kind = "manual"', id="credit-review"))
    with pytest.raises(Damaged) as caught:
        policy(store)
    assert "credit-review" in caught.value.sentence
    assert "policy apply" in caught.value.fix and "update leadtui" not in caught.value.fix
    found = verify(store)
    assert not found.ok and "Version 2 of the policy cannot be read" in found.because
    number, text = policies.in_force(store)
    assert number == 2 and "credit-review" in text
    mended = text.replace("credit-review", "credit_review")
    answer = done(apply_policy(store, mended, version=2))
    assert answer.id == policy(store).version == 3
    assert policy(store).item("credit_review") is not None
    assert policy_history(store)[0].changed == ("item",)
    assert verify(store).ok
