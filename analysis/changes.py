"""Which shares went up or down by more than chance would do, of many that are looked at together?"""

from collections.abc import Mapping
from math import sqrt
from statistics import NormalDist

import pandas as pd

from analysis.rates import wilson

FEWEST = 10
"""People that either side needs, and that must have said something on one of them for it to be compared."""
FALSE_AMONG_FOUND = 0.05
WAYS = ("rising", "falling", "")


def changes(now: Mapping[str, int], of_now: int, before: Mapping[str, int], of_before: int) -> pd.DataFrame:
    """How the share of people who said each thing changed, the greatest rise first.

    `now` and `before` say how many of `of_now` and `of_before` people said it. Columns `name`, `now`,
    `before` (people), `difference`, `low`, `high` (of the shares, -1 to 1; a 95% range), `way` (of `WAYS`).
    Without `FEWEST` people on a side there is nothing to compare; nor is what fewer said on both sides.

    Rising or falling is what has a range without 0 in it, and is still there once so many were looked at:
    at most one in twenty of those found comes by chance, by Benjamini and Hochberg (1995), J R Stat Soc B
    57:289-300, over two-proportion z-tests with Yates's correction.
    """
    names = sorted({name for side in (now, before) for name, people in side.items() if people >= FEWEST})
    rows = []
    for name in names if min(of_now, of_before) >= FEWEST else ():
        k, j = now.get(name, 0), before.get(name, 0)
        low, high = difference_range(k, of_now, j, of_before)
        rows.append((name, k, j, k / of_now - j / of_before, low, high, _chance(k, of_now, j, of_before)))
    frame = pd.DataFrame(rows, columns=["name", "now", "before", "difference", "low", "high", "chance"])
    found = _found(list(frame["chance"]))
    frame["way"] = [
        "rising" if is_found and low > 0 else "falling" if is_found and high < 0 else ""
        for is_found, low, high in zip(found, frame["low"], frame["high"], strict=True)
    ]
    return frame.drop(columns="chance").sort_values(
        ["difference", "name"], ascending=[False, True], ignore_index=True
    )


def difference_range(k: int, n: int, j: int, m: int) -> tuple[float, float]:
    """The 95% range of the difference between two shares, `k` of `n` less `j` of `m`; from -1 to 1.

    >>> [round(bound, 4) for bound in difference_range(56, 70, 48, 80)]
    [0.0524, 0.3339]

    Raises ValueError for what is no share, as `wilson` does.

    Source: Newcombe (1998), Stat Med 17:873-890, method 10 (hybrid score) and table II.
    """
    (low, high), (least, most) = wilson(k, n), wilson(j, m)
    first, second = k / n, j / m
    difference = first - second
    return (
        difference - sqrt((first - low) ** 2 + (most - second) ** 2),
        difference + sqrt((high - first) ** 2 + (second - least) ** 2),
    )


def _chance(k: int, n: int, j: int, m: int) -> float:
    """How often chance alone would set two shares of one population so far apart."""
    pooled = (k + j) / (n + m)
    error = sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    apart = max(0.0, abs(k / n - j / m) - (1 / n + 1 / m) / 2)
    return 2 * NormalDist().cdf(-apart / error) if error else 1.0


def _found(chances: list[float]) -> list[bool]:
    """Which stay: the largest that is small enough for its place from the smallest, and all below it."""
    in_order = sorted(chances)
    limits = [FALSE_AMONG_FOUND * place / len(chances) for place in range(1, len(chances) + 1)]
    stay = [one for one, limit in zip(in_order, limits, strict=True) if one <= limit]
    return [bool(stay) and one <= stay[-1] for one in chances]
