"""Can a small number in a table be worked out from everything else that the table shows?

What somebody knows of a table is a range for each number, and that rows and columns add up to their totals.
Such sums are those of a network, so the most that a cell can be is a whole number by itself.
"""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Range(NamedTuple):
    """The least and the most that a number may be; None: there is no most. Hidden ones begin at 1."""

    least: int
    most: int | None


def find_told(ranges: Sequence[Sequence[Range]], cell: int) -> tuple[int, int] | None:
    """The row and column of a hidden cell that is sure to be less than `cell`; None where there is none.

    The last row and the last column are totals.
    """
    from scipy.optimize import linprog

    height, width = len(ranges) - 1, len(ranges[0]) - 1
    cells = list(product(range(height), range(width)))
    hidden = [number for number, (row, column) in enumerate(cells) if ranges[row][column] == Range(1, None)]
    if not hidden:
        return None
    sums, limits = _sums(ranges)
    within = [ranges[row][column] for row, column in cells]
    could_all_be_large = linprog(
        np.zeros(len(cells)),
        A_ub=sums,
        b_ub=limits,
        bounds=[(cell if number in set(hidden) else low, high) for number, (low, high) in enumerate(within)],
    )
    if could_all_be_large.status == 0:
        return None
    for number in hidden:
        asked = np.zeros(len(cells))
        asked[number] = -1
        most = linprog(asked, A_ub=sums, b_ub=limits, bounds=within)
        if most.status == 0 and round(-most.fun, 6) < cell:
            return cells[number]
    return None


def _sums(ranges: Sequence[Sequence[Range]]) -> tuple[npt.NDArray[np.float64], list[int]]:
    """Each total that is known to be at most so many, and at least so many with the signs turned."""
    height, width = len(ranges) - 1, len(ranges[0]) - 1
    rows, limits = [], []
    for row, column in product(range(height + 1), range(width + 1)):
        if row < height and column < width:
            continue
        adds_up = np.zeros((height, width))
        adds_up[row if row < height else slice(None), column if column < width else slice(None)] = 1
        least, most = ranges[row][column]
        rows.append(-adds_up.ravel())
        limits.append(-least)
        if most is not None:
            rows.append(adds_up.ravel())
            limits.append(most)
    return np.array(rows), limits
