"""What becomes of an imported row, as a table of situations."""

import pytest

from leadtui.domain.fields import Kind
from leadtui.domain.incoming import (
    Act,
    Fate,
    Likeness,
    Mark,
    OnDuplicate,
    Returning,
    Rules,
    acts,
    chosen,
    decide,
)
from leadtui.domain.policy import shipped
from leadtui.domain.states import State

CREATE, SKIP, UPDATE = OnDuplicate.CREATE, OnDuplicate.SKIP, OnDuplicate.UPDATE
LEAD, CONTACT, ACCOUNT = Kind.LEAD, Kind.CONTACT, Kind.ACCOUNT
GRACE = (CONTACT, 3)


def lead(id: int, probability: float, state: State = State.OPEN, **more: object) -> Likeness:
    return Likeness((LEAD, id), probability, state=state, **more)


OPEN = lead(1, 0.97, sure=True)
LIKELY = lead(1, 0.6)
FAINT = lead(1, 0.3)
CLOSED = lead(4, 0.95, State.QUALIFIED, became=(GRACE, (ACCOUNT, 9)))
LOST = lead(5, 0.99, State.DISQUALIFIED)
CUSTOMER = Likeness(GRACE, 0.99, sure=True)
BEFORE = Likeness(None, 0.95, row=7, sure=True)

CASES = [
    # what it looks like, on duplicate, mark, act, target
    ([], CREATE, Mark.NEW, Act.CREATE, None),
    ([FAINT], SKIP, Mark.NEW, Act.CREATE, None),
    ([LIKELY, FAINT], SKIP, Mark.SIMILAR, Act.CREATE, LIKELY),
    ([LIKELY], UPDATE, Mark.SIMILAR, Act.CREATE, LIKELY),
    ([LIKELY, OPEN], CREATE, Mark.DUPLICATE, Act.CREATE, OPEN),
    ([OPEN], SKIP, Mark.DUPLICATE, Act.SKIP, OPEN),
    ([LIKELY, OPEN], UPDATE, Mark.DUPLICATE, Act.UPDATE, OPEN),
    ([BEFORE], SKIP, Mark.DUPLICATE, Act.SKIP, BEFORE),
    ([BEFORE], UPDATE, Mark.DUPLICATE, Act.UPDATE, BEFORE),
    # never a returning enquiry while something open is as likely
    ([CLOSED, OPEN], CREATE, Mark.DUPLICATE, Act.CREATE, OPEN),
    ([CLOSED], CREATE, Mark.RETURNING, Act.RETURN, CLOSED),
    ([CLOSED], SKIP, Mark.RETURNING, Act.RETURN, CLOSED),
    ([LOST], UPDATE, Mark.RETURNING, Act.RETURN, LOST),
    # the contact that the closed lead became says nothing new
    ([CLOSED, CUSTOMER], SKIP, Mark.RETURNING, Act.RETURN, CLOSED),
    ([LOST, CUSTOMER], SKIP, Mark.DUPLICATE, Act.SKIP, CUSTOMER),
    ([CUSTOMER], CREATE, Mark.DUPLICATE, Act.CREATE, CUSTOMER),
    # the very record again, by its id in its system
    ([LOST._replace(same_id=True)], SKIP, Mark.DUPLICATE, Act.SKIP, LOST._replace(same_id=True)),
    ([LOST._replace(same_id=True)], UPDATE, Mark.DUPLICATE, Act.SKIP, LOST._replace(same_id=True)),
    ([OPEN, lead(2, 0.1, same_id=True)], UPDATE, Mark.DUPLICATE, Act.UPDATE, lead(2, 0.1, same_id=True)),
]


@pytest.mark.parametrize(("found", "asked", "mark", "act", "target"), CASES)
def test_what_becomes_of_a_row(
    found: list[Likeness], asked: OnDuplicate, mark: Mark, act: Act, target: Likeness | None
) -> None:
    fate = decide(LEAD, False, found, Rules(shipped().duplicates, asked))
    assert fate == Fate(mark, act, target)


@pytest.mark.parametrize(
    "found",
    [
        [OPEN, lead(2, 0.91, sure=True)],  # which of the two?
        [OPEN._replace(sure=False)],  # nothing that identifies is equal
        [CUSTOMER],  # a contact: no lead to change
        [OPEN, CUSTOMER],
    ],
)
def test_an_update_that_is_not_sure_needs_a_person(found: list[Likeness]) -> None:
    fate = decide(LEAD, False, found, Rules(shipped().duplicates, UPDATE))
    assert (fate.mark, fate.act, fate.unsure) == (Mark.DUPLICATE, Act.CREATE, True)


def test_a_contact_of_a_file_of_contacts_is_updated() -> None:
    fate = decide(CONTACT, False, [CUSTOMER], Rules(shipped().duplicates, UPDATE))
    assert (fate.act, fate.target) == (Act.UPDATE, CUSTOMER)


@pytest.mark.parametrize(
    ("found", "asked", "act"),
    [
        (CLOSED, Returning.NEW, Act.RETURN),
        (CLOSED, Returning.REACTIVATE, Act.REACTIVATE),
        (CLOSED, Returning.ACTIVITY, Act.ACTIVITY),
        (LOST, Returning.REACTIVATE, Act.REACTIVATE),
        (LOST, Returning.ACTIVITY, Act.RETURN),  # there is no customer to note it on
    ],
)
def test_an_enquiry_that_comes_back(found: Likeness, asked: Returning, act: Act) -> None:
    assert decide(LEAD, False, [found], Rules(shipped().duplicates, CREATE, asked)) == Fate(
        Mark.RETURNING, act, found
    )


def test_what_was_closed_elsewhere_is_history_and_no_enquiry() -> None:
    rules = Rules(shipped().duplicates)
    assert decide(LEAD, True, [CLOSED], rules) == Fate(Mark.DUPLICATE, Act.CREATE, CLOSED)
    assert decide(CONTACT, False, [CLOSED], rules).mark is Mark.DUPLICATE


def test_a_person_chooses_among_what_can_be_done() -> None:
    back = decide(LEAD, False, [LOST], Rules(shipped().duplicates))
    assert acts(back) == (Act.RETURN, Act.REACTIVATE, Act.SKIP)
    assert chosen(back, Act.REACTIVATE).act is Act.REACTIVATE
    assert chosen(back, Act.ACTIVITY) == back
    twice = decide(LEAD, False, [OPEN, CUSTOMER], Rules(shipped().duplicates, UPDATE))
    assert acts(twice) == (Act.CREATE, Act.SKIP, Act.UPDATE)
    assert chosen(twice, Act.UPDATE) == Fate(Mark.DUPLICATE, Act.UPDATE, CUSTOMER)
    assert acts(decide(LEAD, False, [], Rules(shipped().duplicates))) == (Act.CREATE, Act.SKIP)
