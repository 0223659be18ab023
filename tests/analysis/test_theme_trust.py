"""Which themes carry a mark: people disagree, or the machine drifts. Thresholds on both sides."""

import pytest

from analysis.agreement import Agreement
from analysis.theme_trust import FEWEST_NAMED, Mark, Proposals, is_drifting, theme_trust


@pytest.mark.parametrize(
    ("pairs", "kappa", "named", "mark"),
    [
        (30, 0.59, 5, Mark.PEOPLE_DISAGREE),
        (30, 0.60, 5, None),
        (29, 0.10, 5, None),
        (30, 0.10, FEWEST_NAMED - 1, None),
        (30, None, 30, None),
    ],
)
def test_people_disagree_under_six_tenths_once_enough_was_read_twice(pairs, kappa, named, mark):
    found = Agreement(pairs, pairs, kappa)

    assert theme_trust(found, named, Proposals()).mark is mark


@pytest.mark.parametrize(
    ("before", "kept_before", "kept_lately", "drifts"),
    [
        (200, 180, 38, True),  # 90% before, 76% of the newest 50: z = 2.7
        (200, 180, 39, False),  # 78%: z = 2.3, which chance does too often among a hundred themes
        (49, 49, 0, False),  # too few before
        (200, 100, 50, False),  # better than before
        (200, 200, 50, False),  # all kept: nothing to tell apart
    ],
)
def test_the_machine_drifts_when_people_keep_clearly_less_than_before(
    before, kept_before, kept_lately, drifts
):
    counted = Proposals(
        given=1, proposed=before + 50, kept=kept_before + kept_lately, lately=50, kept_lately=kept_lately
    )

    assert is_drifting(counted) is drifts
    assert (theme_trust(Agreement(0, 0, None), 0, counted).mark is Mark.MACHINE_DRIFTS) is drifts


def test_what_the_machine_is_worth_is_said_in_two_shares():
    """It proposed the theme 10 times, 8 of them were kept; people gave it to 16."""
    trust = theme_trust(Agreement(0, 0, None), 0, Proposals(given=16, proposed=10, kept=8))

    assert (trust.precision, trust.recall) == (0.8, 0.5)
    assert theme_trust(Agreement(0, 0, None), 0, Proposals())[2:4] == (None, None)
