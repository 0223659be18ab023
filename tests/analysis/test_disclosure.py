"""No published number gives away a small one: by rule, and under attack."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, product

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.disclosure import (
    Publishable,
    PublishableTable,
    Rules,
    publish_share,
    publish_table,
)

RULES = Rules()
UNROUNDED = Rules(round_to=1)


def shown(table: PublishableTable) -> list[list[int | None]]:
    """The table with its totals as the last row and column."""
    rows = [
        [*(one.shown for one in row), total.shown]
        for row, total in zip(table.rows, table.row_totals, strict=True)
    ]
    return [*rows, [*(one.shown for one in table.column_totals), table.total.shown]]


def whole_table(cells: list[list[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in cells]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def test_nobody_else_makes_a_publishable_figure() -> None:
    with pytest.raises(TypeError, match="disclosure alone"):
        Publishable(5, object())


@pytest.mark.parametrize(("people", "says"), [(0, 0), (1, None), (9, None), (10, 10), (12, 10), (13, 15)])
def test_a_figure_about_fewer_than_ten_people_is_hidden(people: int, says: int | None) -> None:
    assert publish_table([[people]], RULES).total.shown == says


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (4, 9, None),
        (0, 9, None),
        (5, 10, 0.5),
        (4, 40, None),
        (5, 40, 5 / 40),
        (36, 40, None),
        (35, 40, 35 / 40),
        (40, 40, 1.0),
        (0, 40, 0.0),
        (12, 23, 10 / 25),
    ],
)
def test_a_share_is_of_rounded_parts_and_hidden_where_few_said_so_or_few_did_not(
    part: int, whole: int, share: float | None
) -> None:
    told = publish_share(part, whole, RULES)
    assert told.share == share
    assert (told.part.shown is None) == (told.whole.shown is None) == (share is None)


def test_a_cell_that_is_hidden_alone_takes_the_next_lowest_of_its_row_and_column_with_it() -> None:
    assert shown(publish_table([[3, 20, 40], [30, 25, 50], [60, 70, 80]], RULES)) == [
        [None, None, 40, 65],
        [None, None, 50, 105],
        [60, 70, 80, 210],
        [95, 115, 170, 380],
    ]


def test_a_row_about_few_people_is_hidden_whole_and_nought_stays() -> None:
    assert shown(publish_table([[5, 4, 0], [40, 50, 60]], RULES))[0] == [None, None, 0, None]
    assert shown(publish_table([[6, 5, 0], [40, 50, 60]], RULES))[0] == [5, 5, 0, 10]


def test_a_table_about_few_people_shows_noughts_alone() -> None:
    assert shown(publish_table([[9, 0]], RULES)) == [[None, 0, None], [None, 0, None]]
    assert shown(publish_table([[10, 0]], RULES)) == [[10, 0, 10], [10, 0, 10]]


def test_many_hidden_ones_that_add_up_to_their_number_are_not_told_by_their_total() -> None:
    ones = [[1] * 12, [50] * 12]
    assert shown(publish_table(ones, RULES))[0] == [None] * 13


def test_what_is_no_table_of_people_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        publish_table([[5, -1]], RULES)
    for uneven in ([[1, 2], [3]], [], [[]]):
        with pytest.raises(ValueError, match="one length"):
            publish_table(uneven, RULES)
    with pytest.raises(ValueError, match="not a share"):
        publish_share(3, 2, RULES)


def could_be(says: int | None, rules: Rules, *, is_total: bool) -> tuple[float, float]:
    """What somebody who knows our rules takes a published number to mean."""
    if says is None:
        return 1, np.inf
    if says == 0:
        return 0, 0
    meant = [true for true in range(1, says + rules.round_to + 1) if rounds_to(true, rules) == says]
    return max(min(meant), rules.base if is_total else rules.cell), max(meant)


def rounds_to(true: int, rules: Rules) -> int:
    return max(rules.round_to, rules.round_to * int(true / rules.round_to + 0.5))


def range_of(says: list[list[int | None]], rules: Rules, row: int, column: int) -> tuple[int, int]:
    """The least and most that a cell can be, by everything that the table shows: solved in whole numbers."""
    height, width = len(says) - 1, len(says[0]) - 1
    places = [(r, c) for r in range(height) for c in range(width)]
    limits = [could_be(says[r][c], rules, is_total=False) for r, c in places]
    sums, lows, highs = [], [], []
    for r, c in product(range(height + 1), range(width + 1)):
        if r < height and c < width:
            continue
        sums.append([float((r in (i, height)) and (c in (j, width))) for i, j in places])
        low, high = could_be(says[r][c], rules, is_total=True)
        lows.append(low)
        highs.append(high)
    asked = np.array([float((r, c) == (row, column)) for r, c in places])
    found = []
    for sign in (1, -1):
        solved = milp(
            sign * asked,
            constraints=LinearConstraint(np.array(sums), lows, np.minimum(highs, 10_000)),
            bounds=Bounds([low for low, _ in limits], [min(high, 10_000) for _, high in limits]),
            integrality=np.ones(len(places)),
        )
        assert solved.success
        found.append(round(sign * solved.fun))
    return found[0], found[1]


def test_whoever_solves_a_table_for_its_hidden_cells_finds_no_small_one() -> None:
    dice, attacked = random.Random(5), 0
    for _ in range(12):
        height, width = dice.choice([(2, 3), (3, 3), (4, 3), (2, 8)])
        cells = [[dice.choice((0, 1, 1, 2, 3, 4, 6, 9, 14, 33)) for _ in range(width)] for _ in range(height)]
        says = shown(publish_table(cells, RULES))
        for row, column in product(range(height), range(width)):
            if 0 < cells[row][column] < RULES.cell:
                assert says[row][column] is None
                low, high = range_of(says, RULES, row, column)
                assert low <= cells[row][column] <= high, cells
                assert high >= RULES.cell, (cells, says, row, column)
                attacked += 1
    assert attacked > 30


Comment = tuple[int, int, int, int]
WEEKS, SERVICES, THEMES, MONTHS, SECTORS = 6, 12, 8, 6, 5


def ten_thousand() -> list[Comment]:
    """(week, service, theme, month), some services and themes seldom."""
    dice = random.Random(9)
    often = [1 / (place + 1) ** 2 for place in range(SERVICES)]
    return [
        (
            dice.randrange(WEEKS),
            dice.choices(range(SERVICES), often)[0],
            dice.choices(range(THEMES), often[:THEMES])[0],
            dice.randrange(MONTHS),
        )
        for _ in range(10_000)
    ]


def tables_of(comments: Iterable[Comment]) -> dict[str, list[list[int]]]:
    """The fixed tables of one publication."""
    kept = list(comments)
    sizes = {"service": SERVICES, "theme": THEMES, "month": MONTHS, "sector": SECTORS}
    of = {
        "service": lambda one: one[1],
        "theme": lambda one: one[2],
        "month": lambda one: one[3],
        "sector": lambda one: one[1] % SECTORS,
    }
    found = {}
    for across, down in combinations(sizes, 2):
        if {across, down} == {"service", "sector"}:
            continue
        counted = Counter((of[across](one), of[down](one)) for one in kept)
        found[f"{across} by {down}"] = [
            [counted[row, column] for column in range(sizes[down])] for row in range(sizes[across])
        ]
    return found


def recovered_by_subtraction(rules: Rules, published_in: Sequence[int] = range(WEEKS)) -> int:
    """How many numbers from 1 to 4 two published ones give away, taken from each other.

    Every cell and total of every table of every week from every other number of a table that holds the same
    people and more: the same table weeks later, and the totals of one table from those of another.
    """
    comments = ten_thousand()
    weeks = []
    for week in published_in:
        told = tables_of(one for one in comments if one[0] <= week)
        weeks.append(
            {name: (whole_table(cells), shown(publish_table(cells, rules))) for name, cells in told.items()}
        )
    found = 0
    for earlier, later in combinations(range(len(weeks)), 2):
        for name, (true_then, says_then) in weeks[earlier].items():
            true_now, says_now = weeks[later][name]
            for row, column in product(range(len(true_then)), range(len(true_then[0]))):
                is_total = row == len(true_then) - 1 or column == len(true_then[0]) - 1
                found += is_given_away(
                    true_now[row][column] - true_then[row][column],
                    says_now[row][column],
                    says_then[row][column],
                    rules,
                    is_total=is_total,
                )
    for published in weeks:
        for (_, (true_one, says_one)), (_, (true_other, says_other)) in combinations(published.items(), 2):
            for row, other in product(range(len(true_one)), range(len(true_other))):
                for one, two, true in (
                    (says_one[row][-1], says_other[other][-1], true_one[row][-1] - true_other[other][-1]),
                    (says_other[other][-1], says_one[row][-1], true_other[other][-1] - true_one[row][-1]),
                ):
                    found += is_given_away(true, one, two, rules, is_total=True)
    return found


def is_given_away(true: int, more: int | None, less: int | None, rules: Rules, *, is_total: bool) -> bool:
    """Whether a small difference can be told from two published numbers: that it lies between 1 and 4."""
    if not 0 < true < RULES.cell or more is None or less is None:
        return False
    low_more, high_more = could_be(more, rules, is_total=is_total)
    low_less, high_less = could_be(less, rules, is_total=is_total)
    return low_more - high_less >= 1 and high_more - low_less < RULES.cell


def test_no_small_number_is_told_by_taking_one_published_number_from_another() -> None:
    assert recovered_by_subtraction(RULES) == 0
    assert recovered_by_subtraction(UNROUNDED, (4, 5)) > 50  # the attack works where nothing is rounded
