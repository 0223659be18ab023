"""What leaves a picture for the public is rounded, with small numbers hidden, by way of the gate alone."""

import random

import pytest

from analysis.disclosure import Rules
from reporting.picture import Counts
from reporting.publishable import HIDDEN, publishable_rules, publishable_table

RULES = Rules()


def numbers(table) -> list[object]:
    """Every cell but the names of rows and the percentages."""
    return [cell for name in table.columns[1:] if not name.endswith("%") for cell in table[name].tolist()]


@pytest.mark.parametrize("round_to", [1, 5])
@pytest.mark.parametrize("is_table", [True, False])
def test_no_small_number_of_people_is_ever_published(is_table: bool, round_to: int) -> None:
    chance = random.Random(4)
    for _ in range(20):
        cells = [[chance.choice((0, 1, 2, 3, 4, 7, 30)) for _ in range(3)] for _ in range(3)]
        wholes = [sum(row) + chance.randint(0, 9) for row in cells]
        counts = Counts(["a", "b", "c"], ["x", "y", "z"], cells, wholes, is_table=is_table)

        shown = numbers(publishable_table(counts, RULES._replace(round_to=round_to)))

        assert all(cell == HIDDEN or (isinstance(cell, int) and cell % 5 == 0) for cell in shown)
        assert 0 < min((cell for cell in shown if cell not in (HIDDEN, 0)), default=5) >= 5


def test_nought_is_published_and_what_is_hidden_says_so() -> None:
    counts = Counts(
        ["Told whom to ring", "Not told"], ["Patients", "Families"], [[0, 42], [3, 55]], is_table=True
    )
    table = publishable_table(counts, RULES)
    assert table.loc[0].tolist() == ["Told whom to ring", 0, 40, 40]
    assert table.loc[1, "Patients"] == HIDDEN


@pytest.mark.parametrize(
    ("part", "whole", "row"),
    [
        (4, 40, ["Medicines", HIDDEN, HIDDEN, HIDDEN]),
        (5, 40, ["Medicines", 5, 12, 40]),
        (36, 40, ["Medicines", HIDDEN, HIDDEN, HIDDEN]),
        (22, 41, ["Medicines", 20, 50, 40]),  # 20 of 40, not 22 of 41
    ],
)
def test_a_share_is_made_from_rounded_numbers(part: int, whole: int, row: list[object]) -> None:
    table = publishable_table(Counts(["Medicines"], ["People"], [[part]], [whole]), RULES)
    assert table.loc[0].tolist() == row


def test_a_watchdog_that_once_chose_not_to_round_is_rounded_all_the_same() -> None:
    assert publishable_rules(RULES._replace(round_to=1)).round_to == 5
    assert publishable_rules(RULES._replace(round_to=10)).round_to == 10
