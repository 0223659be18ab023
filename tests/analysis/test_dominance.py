"""A change of totals leaves only where no person, and no few, can be made out in it."""

import pytest

from analysis.disclosure import Rules, publish_change
from analysis.dominance import Told, tells_of

TEN = [10] * 10


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (TEN, TEN, None),
        (TEN[:9], TEN[:9], Told.FEW_PEOPLE),
        ([9, *[1] * 9], TEN, None),  # half of it is one person's
        ([10, *[1] * 9], TEN, Told.ONE_PERSON),
        (TEN, [10, *[1] * 9], Told.ONE_PERSON),
        (TEN, [1] * 5 + [0] * 5, None),
        (TEN, [1] * 4 + [0] * 6, Told.FEW_HAD_ANY),
        (TEN, [0] * 10, Told.FEW_HAD_ANY),  # of everybody it would say that they had none
        ([2] * 9 + [0], [2] * 9 + [0], Told.FEW_HAD_ANY),
        ([2] * 5 + [0] * 5, [0] * 5 + [2] * 5, None),
    ],
)
def test_a_total_of_few_people_or_mostly_of_one_is_told_apart(before, after, why):
    assert tells_of(before, after, base=10, cell=5) == why
    assert (publish_change(-0.5, before, after, Rules()).shown is None) is (why is not None)


@pytest.mark.parametrize(
    ("change", "shown"), [(-0.374, -35), (-0.376, -40), (0.01, 0), (1.31, 130), (None, None)]
)
def test_what_is_shown_of_it_is_rounded(change, shown):
    assert publish_change(change, TEN, TEN, Rules()).shown == shown


def test_every_person_has_both_numbers():
    with pytest.raises(ValueError):
        publish_change(0.5, TEN, TEN[:9], Rules())
