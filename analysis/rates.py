"""How far a share of people could be from the truth, given how few of them we heard."""

from math import sqrt

Z_95 = 1.959963984540054


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95% range of a share: `k` of `n` people said so; the bounds are proportions from 0 to 1.

    Unlike the textbook range it never leaves 0 to 1 and still says something when k is 0 or n.

    >>> [round(bound, 4) for bound in wilson(81, 263)]
    [0.2553, 0.3662]

    Raises ValueError when nobody answered (n is 0): no answer is a gap, not a share; and when k
    is not between 0 and n.

    Source: Wilson (1927), J Am Stat Assoc 22:209-212; the example is Newcombe (1998), Stat Med
    17:857-872, table I, method 3.
    """
    if n <= 0:
        raise ValueError(f"a share needs at least one person, not {n}")
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} people is not a share")
    share = k / n
    squeeze = 1 + Z_95**2 / n
    middle = (share + Z_95**2 / (2 * n)) / squeeze
    reach = Z_95 * sqrt(share * (1 - share) / n + Z_95**2 / (4 * n**2)) / squeeze
    # At the very ends the formula is exact but floating point is not.
    low = 0.0 if k == 0 else middle - reach
    high = 1.0 if k == n else middle + reach
    return low, high
