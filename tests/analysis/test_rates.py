"""How far a share could be from the truth: against published figures and against its own definition."""

from math import sqrt

import pytest

from analysis.rates import Z_95, wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_range_is_the_published_one(k: int, n: int, low: float, high: float) -> None:
    """Newcombe (1998), Stat Med 17:857-872, table I, method 3."""
    assert wilson(k, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize("n", [1, 2, 10, 36, 263, 10_000])
def test_each_bound_is_a_truth_that_the_share_lies_just_at_the_edge_of(n: int) -> None:
    """The definition: at a bound p, the share heard is exactly Z_95 standard errors of p away."""
    for k in {1, n // 3, n // 2, n - 1} - {0, n}:
        for bound in wilson(k, n):
            assert abs(k / n - bound) == pytest.approx(Z_95 * sqrt(bound * (1 - bound) / n))


@pytest.mark.parametrize("n", [1, 7, 100])
def test_the_range_holds_the_share_and_stays_between_nobody_and_everybody(n: int) -> None:
    for k in range(n + 1):
        low, high = wilson(k, n)
        assert 0 <= low <= k / n <= high <= 1


def test_nobody_and_everybody_mirror_each_other() -> None:
    low, high = wilson(0, 12)
    assert low == 0.0
    assert wilson(12, 12) == pytest.approx((1 - high, 1.0))


def test_more_people_make_the_range_narrower() -> None:
    widths = [high - low for low, high in (wilson(n // 2, n) for n in (10, 100, 1_000))]
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (1, -1), (5, 4), (-1, 4)])
def test_what_is_no_share_is_refused(k: int, n: int) -> None:
    with pytest.raises(ValueError, match=r"at least one person|not a share"):
        wilson(k, n)
